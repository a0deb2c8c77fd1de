/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-bulletin.h"

G_BEGIN_DECLS

/* How a figure of the text stands: what its tag in the text view says. */
typedef enum
{
  GALLEY_STANDING_UNBOUND,
  GALLEY_STANDING_BOUND,
  GALLEY_STANDING_PROVED,
  GALLEY_STANDING_DOUBTFUL,
  GALLEY_STANDING_CONTRADICTED,
} GalleyStanding;

#define GALLEY_N_STANDINGS (GALLEY_STANDING_CONTRADICTED + 1)

/* A span of a block that the editor underlines; in code points. */
typedef struct
{
  guint start;
  guint length;
  GalleyStanding standing;
} GalleyEditorSpan;

#define GALLEY_TYPE_EDITOR (galley_editor_get_type ())
G_DECLARE_FINAL_TYPE (GalleyEditor, galley_editor, GALLEY, EDITOR, GtkTextView)

GalleyBulletin *galley_editor_get_bulletin (GalleyEditor *self);
void galley_editor_set_bulletin (GalleyEditor *self,
                                 GalleyBulletin *bulletin);

guint galley_editor_get_block (GalleyEditor *self);
guint galley_editor_get_offset (GalleyEditor *self);
GalleyBlockKind galley_editor_get_kind (GalleyEditor *self);
void galley_editor_set_kind (GalleyEditor *self,
                             GalleyBlockKind kind);
gboolean galley_editor_get_composing (GalleyEditor *self);
void galley_editor_set_check_spelling (GalleyEditor *self,
                                       gboolean check_spelling);
void galley_editor_set_focus_mode (GalleyEditor *self,
                                   gboolean focus_mode);
void galley_editor_show_range (GalleyEditor *self,
                               guint block,
                               guint start,
                               guint length);
void galley_editor_select (GalleyEditor *self,
                           guint block,
                           guint start,
                           guint length);

void galley_editor_enter_block (GalleyEditor *self,
                                guint block);
void galley_editor_flush (GalleyEditor *self);

void galley_editor_set_spans (GalleyEditor *self,
                              guint block,
                              const char *id,
                              const GalleyEditorSpan *spans,
                              guint n_spans);

void galley_editor_set_matches (GalleyEditor *self,
                                GArray *matches,
                                guint current);
gboolean galley_editor_get_place_at (GalleyEditor *self,
                                     double x,
                                     double y,
                                     guint *block,
                                     guint *offset);
void galley_editor_get_area (GalleyEditor *self,
                             guint block,
                             guint start,
                             guint length,
                             GdkRectangle *area);
GalleyStanding galley_editor_get_standing (GalleyEditor *self,
                                           guint block,
                                           guint offset);

const char *galley_block_kind_get_title (GalleyBlockKind kind);

G_END_DECLS
