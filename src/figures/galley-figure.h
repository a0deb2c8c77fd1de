/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-decimal.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_FIGURE_MONEY,
  GALLEY_FIGURE_COUNT,
  GALLEY_FIGURE_PERCENT,
  GALLEY_FIGURE_GROWTH,
  GALLEY_FIGURE_SHARE,
  GALLEY_FIGURE_DATE,
  GALLEY_FIGURE_PERIOD,
  GALLEY_FIGURE_ORDINAL,
  GALLEY_FIGURE_RANGE,
  GALLEY_FIGURE_OTHER,
} GalleyFigureKind;

typedef enum
{
  GALLEY_APPROX_NONE = 0,
  GALLEY_APPROX_ABOUT = '~',
  GALLEY_APPROX_BELOW = '<',
  GALLEY_APPROX_ABOVE = '>',
} GalleyApprox;

/* A piece of the text that was read: byte offset and bytes. */
typedef struct
{
  guint offset;
  guint length;
} GalleySlice;

/**
 * GalleyFigure:
 * @start: where it begins in the text, in Unicode code points
 * @length: its length in code points
 * @bytes: the same place in bytes
 * @kind: what it states
 * @approx: the approximation that stands with it
 * @numeric: whether @value holds; dates, periods and unreadable numbers have none
 * @value: the value with its printed precision, signed for growth; the low end of a range
 * @high: the high end of a range, else equal to @value
 * @unit: the unit as written, with 亿 or 万 (亿元)
 * @subject: the noun phrase that it measures
 *
 * One figure of a text. Slices point into the text that was read.
 */
typedef struct
{
  guint start;
  guint length;
  GalleySlice bytes;
  GalleyFigureKind kind;
  GalleyApprox approx;
  gboolean numeric;
  GalleyDecimal value;
  GalleyDecimal high;
  GalleySlice unit;
  GalleySlice subject;
} GalleyFigure;

G_END_DECLS
