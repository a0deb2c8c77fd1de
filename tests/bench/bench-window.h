/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void bench_wait_frame (GtkWidget *widget);
void bench_rest (guint msec);
GtkWidget *bench_find (GtkWidget *widget,
                       GType type);

G_END_DECLS
