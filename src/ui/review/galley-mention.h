/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *galley_name_row_new (const char *name);
const char *galley_name_row_get (GtkListBoxRow *row);

void galley_mention_attach (GtkTextView *view,
                            GtkWidget *parent,
                            const char *const *names);

G_END_DECLS
