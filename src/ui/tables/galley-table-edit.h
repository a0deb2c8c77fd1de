/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-comment.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_TABLE_EDIT (galley_table_edit_get_type ())
G_DECLARE_FINAL_TYPE (GalleyTableEdit, galley_table_edit, GALLEY, TABLE_EDIT, AdwBin)

GtkWidget *galley_table_edit_new (GalleyBulletin *bulletin);
void galley_table_edit_set_block (GalleyTableEdit *self,
                                  const GalleySnapshot *snapshot,
                                  GalleyBlockData *block);
void galley_table_edit_set_comments (GalleyTableEdit *self,
                                     GPtrArray *threads);
void galley_table_edit_flush (GalleyTableEdit *self);
void galley_table_edit_get_cell (GalleyTableEdit *self,
                                 guint *row,
                                 guint *column,
                                 const char **record,
                                 GalleyIndicatorField *field);
gboolean galley_table_edit_focus_cell (GalleyTableEdit *self,
                                       guint row,
                                       guint column);

G_END_DECLS
