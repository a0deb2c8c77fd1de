/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-decimal.h"
#include "galley-period.h"

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

/**
 * GalleyFigureFlags:
 * @GALLEY_FIGURE_UNREADABLE: more digits than a decimal holds; the figure has no value
 * @GALLEY_FIGURE_SHARED_SCALE: the low end of a range took its scale from the high end (2—3万), which is ambiguous
 * @GALLEY_FIGURE_SHARED_UNIT: the unit stands at a later member of the list (3、5和8个)
 * @GALLEY_FIGURE_RESPECTIVELY: 分别 gave it its subject
 * @GALLEY_FIGURE_INHERITED: the subject was taken from an earlier figure of the sentence
 * @GALLEY_FIGURE_PLANNED: planned, expected or striven for (计划, 预计, 力争)
 * @GALLEY_FIGURE_CUMULATIVE: 累计
 * @GALLEY_FIGURE_AMONG: a part of what went before (其中)
 * @GALLEY_FIGURE_AVERAGE: a mean (平均, 均, 户均)
 * @GALLEY_FIGURE_LEVEL: what a change arrived at (提高到27.1%)
 * @GALLEY_FIGURE_LIMIT: it bounds the noun behind it and measures nothing (60岁及以上人口, 亿元以上项目)
 */
typedef enum
{
  GALLEY_FIGURE_UNREADABLE = 1 << 0,
  GALLEY_FIGURE_SHARED_SCALE = 1 << 1,
  GALLEY_FIGURE_SHARED_UNIT = 1 << 2,
  GALLEY_FIGURE_RESPECTIVELY = 1 << 3,
  GALLEY_FIGURE_INHERITED = 1 << 4,
  GALLEY_FIGURE_PLANNED = 1 << 5,
  GALLEY_FIGURE_CUMULATIVE = 1 << 6,
  GALLEY_FIGURE_AMONG = 1 << 7,
  GALLEY_FIGURE_AVERAGE = 1 << 8,
  GALLEY_FIGURE_LEVEL = 1 << 9,
  GALLEY_FIGURE_LIMIT = 1 << 10,
} GalleyFigureFlags;

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
 * @numeric: whether @value holds; dates, periods, fractions and unreadable numbers have none
 * @flags: what else was seen
 * @divisor: what @value is divided by, for a fraction (三分之一); 1 for all else
 * @value: the value with its printed precision, signed for growth; the low end of a range
 * @high: the high end of a range, else equal to @value
 * @unit: the unit as written, with 亿 or 万 (亿元)
 * @subject: the noun phrase that it measures
 * @scope: what the subject is a part of or belongs to (全市, 市重点项目); empty where none is named
 * @compared: what growth is measured against, as written (同比, 较2023年, 比上年同期); empty where none is named
 * @period: the calendar that a date or period names; its unit is GALLEY_PERIOD_NONE for other figures
 *
 * One figure of a text. Slices point into the text that was read.
 */
typedef struct
{
  guint start;
  guint length;
  GalleySlice bytes;
  GalleyFigureKind kind : 8;
  GalleyApprox approx : 8;
  guint numeric : 1;
  GalleyFigureFlags flags : 15;
  guint divisor;
  GalleyDecimal value;
  GalleyDecimal high;
  GalleySlice unit;
  GalleySlice subject;
  GalleySlice scope;
  GalleySlice compared;
  GalleyPeriod period;
} GalleyFigure;

const char *galley_figure_kind_to_string (GalleyFigureKind kind);
char *galley_figure_value_to_string (const GalleyFigure *figure);
char *galley_figure_unit_to_string (const GalleyFigure *figure,
                                    const char *text);

G_END_DECLS
