/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-amount.h"

G_BEGIN_DECLS

/**
 * GalleyFigureChangeKind:
 * @GALLEY_FIGURE_CHANGE_NONE: no figure on both sides
 * @GALLEY_FIGURE_CHANGE_FORM: the same amount, written otherwise (821.6亿元 → 8216000万元, 30个 → 30余个)
 * @GALLEY_FIGURE_CHANGE_ROUNDED: the same number, with more or fewer digits
 * @GALLEY_FIGURE_CHANGE_SWAPPED: two neighbouring digits are swapped
 * @GALLEY_FIGURE_CHANGE_DIGIT: one digit is another
 * @GALLEY_FIGURE_CHANGE_DROPPED: a digit is missing
 * @GALLEY_FIGURE_CHANGE_ADDED: there is a digit more
 * @GALLEY_FIGURE_CHANGE_POINT: the same digits, the point elsewhere
 * @GALLEY_FIGURE_CHANGE_SCALE: the same number with another 万 or 亿
 * @GALLEY_FIGURE_CHANGE_SIGN: what rose falls, or the other way round
 * @GALLEY_FIGURE_CHANGE_UNIT: another unit, so that the numbers do not compare
 * @GALLEY_FIGURE_CHANGE_CALENDAR: another date or period
 * @GALLEY_FIGURE_CHANGE_VALUE: another value by none of these
 *
 * What became of a figure.
 */
typedef enum
{
  GALLEY_FIGURE_CHANGE_NONE,
  GALLEY_FIGURE_CHANGE_FORM,
  GALLEY_FIGURE_CHANGE_ROUNDED,
  GALLEY_FIGURE_CHANGE_SWAPPED,
  GALLEY_FIGURE_CHANGE_DIGIT,
  GALLEY_FIGURE_CHANGE_DROPPED,
  GALLEY_FIGURE_CHANGE_ADDED,
  GALLEY_FIGURE_CHANGE_POINT,
  GALLEY_FIGURE_CHANGE_SCALE,
  GALLEY_FIGURE_CHANGE_SIGN,
  GALLEY_FIGURE_CHANGE_UNIT,
  GALLEY_FIGURE_CHANGE_CALENDAR,
  GALLEY_FIGURE_CHANGE_VALUE,
} GalleyFigureChangeKind;

#define GALLEY_N_FIGURE_CHANGE_KINDS (GALLEY_FIGURE_CHANGE_VALUE + 1)

/**
 * GalleyFigureChange:
 * @kind: what became of it
 * @relative: (nullable): by how many percent of its old value it is more, exact and rounded half away from zero to one
 *   decimal ("-1.1", "5.0"); %NULL where that does not exist
 */
typedef struct
{
  GalleyFigureChangeKind kind;
  char *relative;
} GalleyFigureChange;

void galley_figure_change_read (GalleyFigureChange *change,
                                const GalleyAmount *before,
                                const GalleyAmount *after);
void galley_figure_change_clear (GalleyFigureChange *change);
const char *galley_figure_change_kind_to_string (GalleyFigureChangeKind kind);
char *galley_figure_change_describe (const GalleyFigureChange *change);

G_END_DECLS
