/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-reader-private.h"

#include <string.h>

G_BEGIN_DECLS

/* A number with the unit that stands behind it. */
typedef struct
{
  GalleyNumeral numeral;
  const char *start;
  const char *end;          /* of the unit */
  const char *unit;         /* where the unit begins: at the scale (亿元) */
  guint unit_class;
  gboolean negative;
} GalleyQuantity;

gboolean galley_quantity_read (GalleyReader *reader,
                               const char *p,
                               GalleyQuantity *quantity);
GalleyFigure *galley_quantity_append (GalleyReader *reader,
                                      const GalleyQuantity *quantity,
                                      const char *start,
                                      const char *end);
const char *galley_quantity_read_fraction (GalleyReader *reader,
                                           const char *p,
                                           const GalleyNumeral *below);
const char *galley_quantity_read_slash (GalleyReader *reader,
                                        const GalleyQuantity *above);
void galley_quantity_read_product (GalleyReader *reader,
                                   GalleyQuantity *quantity);
const char *galley_quantity_read_range (GalleyReader *reader,
                                        const GalleyQuantity *low);
const char *galley_quantity_read_list (GalleyReader *reader,
                                       const GalleyQuantity *first);

static inline gboolean
is_one_of (gunichar glyph,
           const char *list)
{
  const char *end = list + strlen (list);

  for (const char *p = list; p < end; p = utf8_next (p))
    if (utf8_peek (p, end) == glyph)
      return TRUE;
  return FALSE;
}

static inline gboolean
is_number_start (gunichar glyph)
{
  return galley_numeral_digit (glyph) >= 0 || galley_numeral_han_digit (glyph) > 0 || galley_numeral_han_scale (glyph) == 1;
}

G_END_DECLS
