/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libspelling.h>

#include "galley-editor.h"
#include "galley-standing-line.h"
#include "galley-transaction.h"

G_BEGIN_DECLS

/* The editor's own. galley-editor-mirror.c holds the two directions between the text buffer and the bulletin: a block is a line of the buffer; a line break inside
 * a block is "\n" in the bulletin and U+2028 in the buffer, one code point in both, so that offsets agree. */

typedef struct
{
  GtkTextTag *kinds[GALLEY_N_BLOCK_KINDS];
  GtkTextTag *marks[GALLEY_N_MARK_KINDS];
  GtkTextTag *standings[GALLEY_N_STANDINGS];
  GtkTextTag *added[GALLEY_N_AUTHOR_COLORS];   /* what authors put in */
  GtkTextTag *changed[GALLEY_N_AUTHOR_COLORS]; /* figures that they changed */
  GtkTextTag *commented;
  GtkTextTag *match;
  GtkTextTag *current_match;
} GalleyEditorTags;

/* Where text was taken out. */
typedef struct
{
  GtkTextMark *mark;
  char *words;
  guint color;
} GalleyEditorGap;

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
  GHashTable *spans;  /* what is shown of each block's figures; see galley-editor-spans.c */
  GalleyStandingLines *lines;
  GPtrArray *gaps;    /* where text was taken out; see galley-editor-suggestions.c */
  GPtrArray *waiting; /* changes to show once the input method is done */
  guint block;        /* of the caret */

  GHashTable *shows; /* a block's id -> what is shown of it below its line */
  GPtrArray *threads; /* (nullable) (element-type GalleyThread): what is said of the cells of tables */
  char *folder;      /* (nullable): of the pictures */
  guint placing;     /* the idle source that puts these where they belong */
  guint resizing;    /* the idle source that fits them to another width */
  int shown_width;
  gboolean updating_shows;
  double em; /* the size of the text, in pixels */
  gboolean focus_mode;
  GtkWidget *handle;  /* of the block that the pointer is over */
  guint handle_block;
  char *dragged;      /* id of the block that is being dragged */
  guint drop_before;  /* the block that it would stand before */
  gboolean dropping;
  SpellingTextBufferAdapter *spelling; /* (nullable): where there is a dictionary */
  GtkTextTag *unchecked;               /* of what is no Latin text */
  gboolean caret_latin;                /* the caret touches a Latin word */
  GtkWidget *asking;  /* (nullable): the popover that asks where a link leads */
};

void galley_editor_tags_init (GalleyEditorTags *tags,
                              GtkTextBuffer *buffer);
void galley_editor_tags_set_em (GalleyEditorTags *tags,
                                double em);
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
GHashTable *galley_editor_spans_new (void);
void galley_editor_draw_standings (GalleyEditor *self,
                                   GtkSnapshot *snapshot,
                                   const GtkTextIter *line);

/* galley-editor.c */
void galley_editor_tell (GalleyEditor *self,
                         const char *text);
void galley_editor_replace_blocks (GalleyEditor *self,
                                   const char *label,
                                   guint line,
                                   guint n,
                                   GPtrArray *blocks,
                                   guint caret_line,
                                   guint caret);

/* galley-editor-move.c */
void galley_editor_install_moving (GtkWidgetClass *class);
void galley_editor_add_handle (GalleyEditor *self);
void galley_editor_draw_drop (GalleyEditor *self,
                              GtkSnapshot *snapshot);

/* galley-editor-link.c */
void galley_editor_install_links (GtkWidgetClass *class);
void galley_editor_add_links (GalleyEditor *self);

/* galley-editor-suggestions.c */
void galley_editor_init_suggestions (GalleyEditor *self);
void galley_editor_color_suggestions (GalleyEditor *self);
void galley_editor_draw_suggestions (GalleyEditor *self,
                                     GtkSnapshot *snapshot,
                                     const GdkRectangle *visible);
const char *galley_editor_find_gap (GalleyEditor *self,
                                    int x,
                                    int y);

/* galley-editor-spelling.c */
void galley_editor_add_spelling (GalleyEditor *self);

/* galley-editor-page.c */
void galley_editor_set_page (GalleyEditor *self,
                             int width);
void galley_editor_draw_veil (GalleyEditor *self,
                              GtkSnapshot *snapshot,
                              const GdkRectangle *visible);

/* galley-editor-clipboard.c */
void galley_editor_install_clipboard (GtkTextViewClass *class);

/* galley-editor-commands.c */
void galley_editor_commit_in_place (GalleyEditor *self,
                                    GalleyTransaction *transaction);
void galley_editor_install_commands (GtkWidgetClass *class);
void galley_editor_add_command_keys (GalleyEditor *self);
void galley_editor_take_marker (GalleyEditor *self);
gboolean galley_editor_leave_empty_block (GalleyEditor *self);

/* galley-editor-shows.c */
void galley_editor_init_shows (GalleyEditor *self);
void galley_editor_dispose_shows (GalleyEditor *self);
void galley_editor_update_shows (GalleyEditor *self);
void galley_editor_check_shows (GalleyEditor *self);
void galley_editor_allocate_shows (GalleyEditor *self);
void galley_editor_snapshot_shows (GalleyEditor *self,
                                   GtkSnapshot *snapshot);
void galley_editor_resize_shows (GalleyEditor *self);
gboolean galley_editor_enter_show (GalleyEditor *self,
                                   int direction);

G_END_DECLS
