/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-decimal.h"

G_BEGIN_DECLS

/**
 * GalleyRational:
 * @num: the numerator, with the sign
 * @den: the denominator, above 0; 0 marks a value that is not known
 *
 * An exact fraction in 128 bits. An operation that would overflow, and one on an unknown value, gives the
 * unknown value; nothing ever wraps, so a check is undecided rather than wrong. Fractions are reduced only
 * where they would otherwise overflow, since most audits compare them once.
 */
typedef struct
{
  __int128 num;
  __int128 den;
} GalleyRational;

#define GALLEY_RATIONAL_UNKNOWN ((GalleyRational) { 0, 0 })

static inline gboolean
galley_rational_known (GalleyRational r)
{
  return r.den > 0;
}

GalleyRational galley_rational_new (__int128 num,
                                    __int128 den);
GalleyRational galley_rational_reduced (GalleyRational r);
GalleyRational galley_rational_from_decimal (const GalleyDecimal *decimal);
GalleyRational galley_rational_ulp (const GalleyDecimal *decimal);
GalleyRational galley_rational_power_of_ten (int exponent);

GalleyRational galley_rational_add (GalleyRational a,
                                    GalleyRational b);
GalleyRational galley_rational_sub (GalleyRational a,
                                    GalleyRational b);
GalleyRational galley_rational_mul (GalleyRational a,
                                    GalleyRational b);
GalleyRational galley_rational_div (GalleyRational a,
                                    GalleyRational b);
GalleyRational galley_rational_pow (GalleyRational a,
                                    guint exponent);

gboolean galley_rational_compare (GalleyRational a,
                                  GalleyRational b,
                                  int *order);
gboolean galley_rational_floor (GalleyRational r,
                                __int128 *floor);
gboolean galley_rational_ceil (GalleyRational r,
                               __int128 *ceil);

char *galley_rational_to_string (GalleyRational r,
                                 guint decimals);

G_END_DECLS
