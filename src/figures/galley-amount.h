/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-figure.h"
#include "galley-record.h"

G_BEGIN_DECLS

/**
 * GalleyAmount:
 * @numeric: whether the values hold
 * @approx: the approximation that it carries
 * @value: the value in @unit; the low end of a range
 * @high: the high end of a range or of 十几, else equal to @value
 * @unit: (nullable): the unit without its 万 or 亿, in one spelling; "" where none is named
 *
 * What a cell or a figure of the text states, so that the two can be compared: 821.6亿元 and 8216000 with the unit
 * 万元 are equal amounts. 八成, 80% and 800‰ are, too.
 */
typedef struct
{
  gboolean numeric;
  GalleyApprox approx;
  GalleyDecimal value;
  GalleyDecimal high;
  char *unit;
} GalleyAmount;

typedef enum
{
  GALLEY_AGREEMENT_EQUAL,
  GALLEY_AGREEMENT_ROUNDED,
  GALLEY_AGREEMENT_NONE,
  GALLEY_AGREEMENT_UNIT,
} GalleyAgreement;

#define GALLEY_AMOUNT_INIT { .unit = NULL }

void galley_amount_clear (GalleyAmount *amount);
gboolean galley_amount_equal (const GalleyAmount *a,
                              const GalleyAmount *b);
void galley_amount_from_figure (GalleyAmount *amount,
                                const GalleyFigure *figure,
                                const char *text);
gboolean galley_amount_from_cell (GalleyAmount *amount,
                                  const GalleyRecord *row,
                                  GalleyIndicatorField field);
GalleyAgreement galley_amount_agree (const GalleyAmount *cell,
                                     const GalleyAmount *surface,
                                     gboolean inside);

char *galley_unit_split (const char *unit,
                         int *magnitude);
gboolean galley_decimal_rescale (const GalleyDecimal *decimal,
                                 int magnitude,
                                 int decimals,
                                 GalleyDecimal *result);
int galley_decimal_needs (const GalleyDecimal *decimal,
                          int magnitude);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyAmount, galley_amount_clear)

G_END_DECLS
