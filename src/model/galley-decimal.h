/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Aligned like a guint: a large text has millions of decimals, and a third of each would be padding. */
typedef __int128 GalleyDigits __attribute__ ((aligned (4)));

/**
 * GalleyDecimal:
 * @digits: the signed significand as printed, without its point: 8216 for 821.6亿
 * @decimals: digits printed after the point: 1 for 821.6亿
 * @magnitude: power of ten of the 万, 亿 or 千 that scales it: 8 for 821.6亿
 *
 * An exact decimal number that remembers how it was printed, so that 7.0 is not 7. Its value is
 * digits × 10^(magnitude − decimals), and its last printed place is worth 10^(magnitude − decimals).
 * No floating point is used anywhere: ties at half of the last place are what the audit is about.
 */
typedef struct
{
  GalleyDigits digits;
  gint16 decimals;
  gint16 magnitude;
} GalleyDecimal;

/* No more significant digits than this are read; the interval arithmetic needs the rest of 128 bits. */
#define GALLEY_DECIMAL_MAX_DIGITS 18

gboolean galley_decimal_parse (const char *text,
                               gssize length,
                               GalleyDecimal *decimal);
int galley_decimal_compare (const GalleyDecimal *a,
                            const GalleyDecimal *b);
char *galley_decimal_to_plain (const GalleyDecimal *decimal);
char *galley_decimal_to_printed (const GalleyDecimal *decimal);

G_END_DECLS
