/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-bulletin.h"
#include "galley-standing.h"
#include "galley-table-edit.h"

G_BEGIN_DECLS

/* A span that the editor underlines: its block's position, and in it code points. */
typedef struct
{
  guint block;
  guint start;
  guint length;
  GalleyStanding standing;
} GalleyEditorSpan;

/* How many colours tell authors apart, in the text and beside it. */
#define GALLEY_N_AUTHOR_COLORS 6

/* A suggestion that the editor shows: its block's position, and in it code points; borrowed for the call. */
typedef struct
{
  guint block;
  guint start;
  guint length;
  guint color;        /* of its author, less than GALLEY_N_AUTHOR_COLORS */
  gboolean figure;    /* whether it is another figure */
  const char *author;
  const char *gone;   /* what was taken out there, "" for nothing */
} GalleyEditorSuggestion;

#define GALLEY_TYPE_EDITOR (galley_editor_get_type ())
G_DECLARE_FINAL_TYPE (GalleyEditor, galley_editor, GALLEY, EDITOR, GtkTextView)

GalleyBulletin *galley_editor_get_bulletin (GalleyEditor *self);
void galley_editor_set_bulletin (GalleyEditor *self,
                                 GalleyBulletin *bulletin);
void galley_editor_set_folder (GalleyEditor *self,
                               const char *folder);

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
void galley_editor_enter_cell (GalleyEditor *self,
                               guint block,
                               guint row,
                               guint column);
void galley_editor_flush (GalleyEditor *self);

void galley_editor_set_spans (GalleyEditor *self,
                              GArray *spans);

void galley_editor_set_suggestions (GalleyEditor *self,
                                    GArray *suggestions);

void galley_editor_set_commented (GalleyEditor *self,
                                  GArray *places);
void galley_editor_set_cell_comments (GalleyEditor *self,
                                      GPtrArray *threads);
GalleyTableEdit *galley_editor_get_table (GalleyEditor *self,
                                          guint *block);

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
