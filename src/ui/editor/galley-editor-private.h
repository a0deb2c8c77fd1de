/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-editor.h"
#include "galley-transaction.h"

G_BEGIN_DECLS

/* The two directions between the text buffer and the bulletin. A block is a line of the buffer; a line break inside
 * a block is "\n" in the bulletin and U+2028 in the buffer, one code point in both, so that offsets agree. */

typedef struct
{
  GtkTextTag *kinds[GALLEY_N_BLOCK_KINDS];
  GtkTextTag *marks[GALLEY_N_MARK_KINDS];
  GtkTextTag *standings[GALLEY_N_STANDINGS];
} GalleyEditorTags;

void galley_editor_tags_init (GalleyEditorTags *tags,
                              GtkTextBuffer *buffer);
void galley_editor_tags_set_dark (GalleyEditorTags *tags,
                                  gboolean dark);

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

G_END_DECLS
