/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-editor.h"
#include "galley-transaction.h"

G_BEGIN_DECLS

/* The editor's own. galley-editor-mirror.c holds the two directions between the text buffer and the bulletin: a block is a line of the buffer; a line break inside
 * a block is "\n" in the bulletin and U+2028 in the buffer, one code point in both, so that offsets agree. */

typedef struct
{
  GtkTextTag *kinds[GALLEY_N_BLOCK_KINDS];
  GtkTextTag *marks[GALLEY_N_MARK_KINDS];
  GtkTextTag *standings[GALLEY_N_STANDINGS];
  GtkTextTag *match;
  GtkTextTag *current_match;
} GalleyEditorTags;

struct _GalleyEditor
{
  GtkTextView parent_instance;

  GalleyBulletin *bulletin;
  GtkTextBuffer *buffer;
  GalleyEditorTags tags;

  GalleyTransaction *transaction; /* of the user action that goes on */
  GalleySnapshot *before;         /* what it began with */
  guint n_mirrored;               /* edits of the change being announced that the buffer has already */
  guint cut_line, cut_offset;     /* what the action took out of a line and the bulletin still has: an insertion in its */
  guint n_cut;                    /* place makes both one replacement, so that a figure typed over stays bound */
  guint action_depth;
  gboolean pasting;
  gboolean typed;   /* the action changed one line by typing */
  gboolean spaced;  /* it ended with a space that was typed */
  gboolean showing; /* the buffer is being brought up to date */
  gboolean composing;
  GPtrArray *waiting; /* changes to show once the input method is done */
  guint block;        /* of the caret */
};

void galley_editor_tags_init (GalleyEditorTags *tags,
                              GtkTextBuffer *buffer);
void galley_editor_tags_set_dark (GalleyEditorTags *tags,
                                  gboolean dark);
const GalleyEditorTags *galley_editor_get_tags (GalleyEditor *self);

char *galley_editor_text_tidy (const char *text);
char *galley_editor_text_to_buffer (const char *text);
char *galley_editor_text_from_buffer (const char *text);

void galley_editor_mirror_insert (GalleyTransaction *transaction,
                                  GalleyBulletin *bulletin,
                                  guint line,
                                  guint offset,
                                  const char *text);
void galley_editor_mirror_delete (GalleyTransaction *transaction,
                                  GalleyBulletin *bulletin,
                                  guint line,
                                  guint offset,
                                  guint end_line,
                                  guint end_offset);

gboolean galley_editor_show_edit (GtkTextBuffer *buffer,
                                  GalleyEditorTags *tags,
                                  const GalleyEdit *edit,
                                  GtkTextIter *where);
void galley_editor_style_line (GtkTextBuffer *buffer,
                               GalleyEditorTags *tags,
                               guint line,
                               const GalleyBlockData *block);
void galley_editor_show_matches (GtkTextBuffer *buffer,
                                 GalleyEditorTags *tags,
                                 GArray *matches,
                                 guint current);
void galley_editor_show_spans (GtkTextBuffer *buffer,
                               GalleyEditorTags *tags,
                               GArray *spans);
void galley_editor_draw_standings (GalleyEditor *self,
                                   GtkSnapshot *snapshot,
                                   const GtkTextIter *line,
                                   const GdkRGBA *color);

/* galley-editor-commands.c */
void galley_editor_install_commands (GtkWidgetClass *class);
void galley_editor_add_command_keys (GalleyEditor *self);
void galley_editor_take_marker (GalleyEditor *self);
gboolean galley_editor_leave_empty_block (GalleyEditor *self);

G_END_DECLS
