/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-report.h"

G_BEGIN_DECLS

/* The rule of an aside that says where an unbound figure is from, and who checked it. */
#define GALLEY_FIGURE_CHECK_RULE "figure.checked"

/**
 * GalleyFigureCheck:
 * @block: (nullable): the id of the block that prints it; %NULL for an indicator that the text does not mention
 * @start: where it begins in the block, in code points
 * @length: its length in code points
 * @text: the figure as printed, or the indicator's value
 * @row: (nullable): the id of its indicator
 * @name: what it is the figure of, "" where nobody says
 * @source: where it is from, "" where nobody says
 * @checker: who checked it, "" for nobody
 *
 * A line of the sheet on which figures are checked (核数单).
 */
typedef struct
{
  char *block;
  guint start;
  guint length;
  char *text;
  char *row;
  char *name;
  char *source;
  char *checker;
} GalleyFigureCheck;

GPtrArray *galley_figure_checks_new (const GalleyReport *report);
guint galley_figure_checks_count_open (GPtrArray *checks);
gboolean galley_figure_check_is_open (const GalleyFigureCheck *check);
GalleySnapshot *galley_figure_check_tick (const GalleySnapshot *snapshot,
                                          const GalleyFigureCheck *check,
                                          const char *source,
                                          const char *checker,
                                          GDateTime *time);

G_END_DECLS
