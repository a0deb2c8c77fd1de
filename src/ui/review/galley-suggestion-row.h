/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-suggestion-item.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SUGGESTION_ROW (galley_suggestion_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleySuggestionRow, galley_suggestion_row, GALLEY, SUGGESTION_ROW, GtkBox)

GtkWidget *galley_suggestion_row_new (void);
void galley_suggestion_row_set_item (GalleySuggestionRow *self,
                                     GalleySuggestionItem *item);
char *galley_suggestion_row_describe (GalleySuggestionItem *item);

G_END_DECLS
