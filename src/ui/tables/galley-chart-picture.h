/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-snapshot.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_CHART_PICTURE (galley_chart_picture_get_type ())
G_DECLARE_FINAL_TYPE (GalleyChartPicture, galley_chart_picture, GALLEY, CHART_PICTURE, GtkWidget)

GtkWidget *galley_chart_picture_new (void);
void galley_chart_picture_show (GalleyChartPicture *self,
                                const GalleySnapshot *snapshot,
                                GalleyBlockData *block,
                                int width);

G_END_DECLS
