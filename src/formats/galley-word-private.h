/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-package.h"
#include "galley-part-builder.h"
#include "galley-word.h"

G_BEGIN_DECLS

#define WORD_MAX_LEVELS 10
/* Styles are based on others at most so far. */
#define WORD_MAX_BASED 16
/* The level of headings that are known by their looks, below those of styles. */
#define WORD_LOOK_LEVEL 9
/* The beginning of the text that a comment is about, in bytes. */
#define WORD_MAX_ANCHOR 120
/* No part beside the text of a document that a person wrote comes near this. */
#define WORD_MAX_PART_BYTES (16u * 1024 * 1024)

/**
 * WordLevel:
 * @format: (nullable): of its number: "decimal", "chineseCounting" …, or as OpenDocument writes it; %NULL for a bullet
 * @text: (nullable): with %1 to %9 for the numbers of the levels
 * @start: its first number
 * @tight: whether nothing stands between the number and the text
 * @plain: whether the numbers of the levels above are printed as digits
 */
typedef struct
{
  char *format;
  char *text;
  guint start;
  gboolean tight;
  gboolean plain;
} WordLevel;

/**
 * WordList:
 * @counts: the number that each level is at
 * @counted: whether it has one
 */
typedef struct
{
  WordLevel levels[WORD_MAX_LEVELS];
  guint counts[WORD_MAX_LEVELS];
  gboolean counted[WORD_MAX_LEVELS];
} WordList;

/**
 * WordRange:
 * @start: where it begins in the paragraph that it began in, in code points
 * @marked: whether that paragraph ended, so that its words are marked there
 *
 * A stretch of the text that has a name, while it is told.
 */
typedef struct
{
  char *id;
  GString *text;
  gsize max_bytes;
  gconstpointer frame;
  guint start;
  gboolean marked;
} WordRange;

/**
 * WordHistory:
 * @changes: (element-type utf8 Change): by author and date
 * @state: how many layers of changes are taken in what is read; %G_MAXUINT for all, which finds them
 */
typedef struct
{
  GHashTable *changes;
  guint state;
} WordHistory;

/**
 * WordStory:
 * @frames: (element-type WordFrame): the body, and the cells and text boxes that are open in it
 * @omissions: (element-type GalleyOmission)
 * @ranges: (element-type WordRange): that are open
 * @history: (nullable): which tracked changes are taken; %NULL for all
 * @n_places: paragraphs, tables and pictures that were met so far, whether what is read has them or not
 * @listed: (element-type utf8): what headers, footers and changes of formatting said so far, which is listed once
 * @aside_rule: (nullable): why what is in @aside is listed
 * @n_lines: that the parts of the body make so far
 * @too_large: whether it is more than an article can be; then nothing more is taken in
 *
 * A document as it is told, from whichever format: paragraphs, tables and boxes within each other become parts.
 */
typedef struct
{
  GPtrArray *frames;
  GPtrArray *omissions;
  GPtrArray *ranges;
  WordHistory *history;
  GHashTable *listed;
  const char *aside_rule;
  GString *aside;
  gsize n_bytes;
  guint n_cells;
  guint n_parts;
  guint n_lines;
  guint n_places;
  gboolean too_large;
} WordStory;

char *word_dup_time (const char *date);

void word_history_init (WordHistory *self);
void word_history_clear (WordHistory *self);
gboolean word_history_takes (WordHistory *self,
                             const char *author,
                             const char *date);
GPtrArray *word_history_settle (WordHistory *self,
                                guint max_layers);

void word_story_init (WordStory *self,
                      GPtrArray *omissions,
                      WordHistory *history);
void word_story_clear (WordStory *self);
gboolean word_story_takes (WordStory *self,
                           gsize length);
gboolean word_story_takes_change (WordStory *self,
                                  const char *author,
                                  const char *date);
gboolean word_story_start_paragraph (WordStory *self,
                                     const char *place);
void word_story_begin_paragraph (WordStory *self,
                                 const GalleyPartState *state);
gboolean word_story_has_text (const WordStory *self);
const char *word_story_get_place (const WordStory *self);
GalleyPartState word_story_get_state (const WordStory *self);
void word_story_add_text (WordStory *self,
                          const char *text,
                          gsize length,
                          gboolean bold,
                          const char *link);
void word_story_add_aside (WordStory *self,
                           const char *rule,
                           const char *text,
                           gsize length);
void word_story_open_range (WordStory *self,
                            const char *id,
                            gsize max_bytes,
                            gboolean mark);
char *word_story_close_range (WordStory *self,
                              const char *id);
void word_story_add_break (WordStory *self);
void word_story_end_paragraph (WordStory *self);
void word_story_join_paragraph (WordStory *self);
void word_story_begin_table (WordStory *self);
void word_story_begin_row (WordStory *self,
                           gboolean header);
void word_story_begin_cell (WordStory *self);
void word_story_end_cell (WordStory *self,
                          guint n_columns,
                          guint n_rows);
void word_story_end_covered_cell (WordStory *self);
void word_story_drop_cell (WordStory *self);
void word_story_end_table (WordStory *self);
void word_story_add_picture (WordStory *self,
                             const char *name,
                             const char *alt,
                             const char *media);
void word_story_pass_picture (WordStory *self);
void word_story_begin_box (WordStory *self);
void word_story_end_box (WordStory *self);
GalleyOmission *word_story_omit (WordStory *self,
                                 const char *rule,
                                 const char *text);
GalleyOmission *word_story_omit_by (WordStory *self,
                                    const char *rule,
                                    const char *text,
                                    const char *author,
                                    const char *date);
void word_story_omit_format (WordStory *self,
                             const char *what,
                             const char *author,
                             const char *date);
void word_story_omit_margin (WordStory *self,
                             gboolean footer,
                             const char *text);
void word_story_omit_property (WordStory *self,
                               const char *name,
                               const char *text);
GPtrArray *word_story_finish (WordStory *self,
                              GError **error);

void word_list_free (WordList *list);
void word_list_restart (WordList *list,
                        guint level,
                        guint start);
gboolean word_list_is_bullet (const WordList *list,
                              guint level);
char *word_list_count (WordList *list,
                       guint level);
void word_read_style_name (const char *name,
                           GalleyPartState *state);

gboolean word_read_docx (GBytes *bytes,
                         GHashTable *names,
                         WordStory *story,
                         GCancellable *cancellable,
                         GError **error);
gboolean word_read_odt (GBytes *bytes,
                        GHashTable *names,
                        WordStory *story,
                        GCancellable *cancellable,
                        GError **error);

G_END_DECLS
