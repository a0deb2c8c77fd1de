/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-decimal.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/* Indicators beyond these are not drawn: nobody could read them. */
#define GALLEY_PLOT_MAX_ROWS 400

/* What keeps a chart from being a good one. */
typedef enum
{
  GALLEY_PLOT_EMPTY = 1 << 0,     /* it has no value */
  GALLEY_PLOT_SINGLE = 1 << 1,    /* it has one value, which a number says better */
  GALLEY_PLOT_MIXED = 1 << 2,     /* its values are of different units */
  GALLEY_PLOT_NOT_WHOLE = 1 << 3, /* its shares do not make up 100%, or one is negative */
} GalleyPlotFlaws;

/**
 * GalleyPlotPoint:
 * @record: (nullable): the indicator that it shows a field of
 * @known: whether there is a value
 * @value: exact
 * @label: what stands at it: the value as printed, with its unit where the chart has none in common
 * @words: the value as printed, always with its unit
 */
typedef struct
{
  GalleyRecord *record;
  gboolean known;
  GalleyDecimal value;
  char *label;
  char *words;
} GalleyPlotPoint;

/**
 * GalleyPlot:
 * @form: the kind of chart
 * @categories: (element-type utf8): what the values are of: places, periods
 * @series: (element-type utf8): what is told of each; one without a name where there is but one
 * @points: (element-type GalleyPlotPoint): the points of the first series, then of the next
 * @unit: of all values, where it is to be printed once; "" where labels say it
 * @flaws: what is wrong with it
 *
 * What a chart draws: its values, exact, with their words.
 */
typedef struct
{
  GalleyViewForm form;
  GPtrArray *categories;
  GPtrArray *series;
  GArray *points;
  char *unit;
  GalleyPlotFlaws flaws;
} GalleyPlot;

GalleyPlot *galley_plot_new (const GalleySnapshot *snapshot,
                             const GalleyBlockData *block);
void galley_plot_free (GalleyPlot *plot);
const GalleyPlotPoint *galley_plot_get (const GalleyPlot *plot,
                                        guint series,
                                        guint category);
double galley_plot_point_to_double (const GalleyPlotPoint *point);
char *galley_plot_dup_line (const GalleyPlot *plot,
                            guint category);
char *galley_plot_describe (const GalleyPlot *plot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPlot, galley_plot_free)

G_END_DECLS
