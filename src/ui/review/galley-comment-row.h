/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-comment.h"

G_BEGIN_DECLS

/* A thread as the pane lists it. */
#define GALLEY_TYPE_COMMENT_ITEM (galley_comment_item_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCommentItem, galley_comment_item, GALLEY, COMMENT_ITEM, GObject)

GalleyCommentItem *galley_comment_item_new (GalleyThread *thread);
const GalleyThread *galley_comment_item_get_thread (GalleyCommentItem *self);

#define GALLEY_TYPE_COMMENT_ROW (galley_comment_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCommentRow, galley_comment_row, GALLEY, COMMENT_ROW, GtkBox)

GtkWidget *galley_comment_row_new (void);
void galley_comment_row_set_item (GalleyCommentRow *self,
                                  GalleyCommentItem *item);
char *galley_comment_row_describe (GalleyCommentItem *item);
char *galley_comment_row_dup_today (void);

G_END_DECLS
