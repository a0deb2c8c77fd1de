/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-compare.h"

G_BEGIN_DECLS

/**
 * GalleyDifferenceSide:
 * @GALLEY_DIFFERENCE_SIDE_BOTH: what went and what came in one text
 * @GALLEY_DIFFERENCE_SIDE_BEFORE: the text before, with what went
 * @GALLEY_DIFFERENCE_SIDE_AFTER: the text after, with what came
 */
typedef enum
{
  GALLEY_DIFFERENCE_SIDE_BOTH,
  GALLEY_DIFFERENCE_SIDE_BEFORE,
  GALLEY_DIFFERENCE_SIDE_AFTER,
} GalleyDifferenceSide;

GtkWidget *galley_difference_text_new (const GArray *pieces,
                                       const char *before,
                                       const char *after,
                                       GalleyDifferenceSide side);
char *galley_difference_text_describe (const GArray *pieces,
                                       const char *before,
                                       const char *after,
                                       GalleyDifferenceSide side);

G_END_DECLS
