/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-difference-item.h"

G_BEGIN_DECLS

GtkWidget *galley_difference_row_new (GalleyDifferenceItem *item,
                                      gboolean side_by_side);

G_END_DECLS
