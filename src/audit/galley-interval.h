/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-figure.h"
#include "galley-rational.h"

G_BEGIN_DECLS

/**
 * GalleyVerdict:
 * @GALLEY_VERDICT_UNDECIDED: the arithmetic left 128 bits, or an operand is not known
 * @GALLEY_VERDICT_HOLDS: what was computed rounds to what is printed
 * @GALLEY_VERDICT_ROUNDING: some values that round to the printed operands give the printed result
 * @GALLEY_VERDICT_TRUNC: only where the result was cut off, or always rounded up
 * @GALLEY_VERDICT_FAILS: no rounding explains it
 * @GALLEY_VERDICT_INFO: nothing was proved, worth a look
 */
typedef enum
{
  GALLEY_VERDICT_UNDECIDED,
  GALLEY_VERDICT_HOLDS,
  GALLEY_VERDICT_ROUNDING,
  GALLEY_VERDICT_TRUNC,
  GALLEY_VERDICT_FAILS,
  GALLEY_VERDICT_INFO,
} GalleyVerdict;

/**
 * GalleyInterval:
 * @low: the lower end
 * @high: the upper end
 * @low_open: whether @low itself is outside
 * @high_open: whether @high itself is outside
 * @nominal: the value as printed, or computed from values as printed; within the ends
 *
 * Every value that may stand behind a printed figure, or behind a result computed from printed figures.
 */
typedef struct
{
  GalleyRational low;
  GalleyRational high;
  GalleyRational nominal;
  gboolean low_open;
  gboolean high_open;
} GalleyInterval;

/* Whether the figure states two ends (几十, 2300－3300) rather than one value. */
static inline gboolean
galley_figure_spans (const GalleyFigure *figure)
{
  return (figure->value.digits != figure->high.digits || figure->value.decimals != figure->high.decimals
          || figure->value.magnitude != figure->high.magnitude)
         && galley_decimal_compare (&figure->value, &figure->high) != 0;
}

GalleyInterval galley_interval_exact (GalleyRational value);
GalleyInterval galley_interval_rounded (const GalleyDecimal *value);
GalleyInterval galley_interval_widened (const GalleyDecimal *value);
GalleyInterval galley_interval_from_figure (const GalleyFigure *figure);

GalleyInterval galley_interval_add (const GalleyInterval *a,
                                    const GalleyInterval *b);
GalleyInterval galley_interval_sub (const GalleyInterval *a,
                                    const GalleyInterval *b);
GalleyInterval galley_interval_mul (const GalleyInterval *a,
                                    const GalleyInterval *b);
GalleyInterval galley_interval_div (const GalleyInterval *a,
                                    const GalleyInterval *b);
GalleyInterval galley_interval_coarsened (const GalleyInterval *a);

gboolean galley_interval_known (const GalleyInterval *a);
gboolean galley_interval_contains (const GalleyInterval *a,
                                   GalleyRational value);
gboolean galley_interval_meets (const GalleyInterval *a,
                                const GalleyInterval *b);

GalleyVerdict galley_interval_judge (const GalleyFigure *stated,
                                     const GalleyInterval *computed);

const char *galley_verdict_name (GalleyVerdict verdict);

G_END_DECLS
