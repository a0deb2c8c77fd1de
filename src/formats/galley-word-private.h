/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-package.h"
#include "galley-part-builder.h"
#include "galley-word.h"

G_BEGIN_DECLS

#define WORD_MAX_LEVELS 10

/**
 * WordLevel:
 * @format: (nullable): of its number: "decimal", "chineseCounting" …, or as OpenDocument writes it; %NULL for a bullet
 * @text: with %1 to %9 for the numbers of the levels
 * @start: its first number
 */
typedef struct
{
  char *format;
  char *text;
  guint start;
} WordLevel;

/**
 * WordList:
 * @counts: the number that each level is at; 0 before its first
 */
typedef struct
{
  WordLevel levels[WORD_MAX_LEVELS];
  guint counts[WORD_MAX_LEVELS];
} WordList;

/**
 * WordStory:
 * @frames: (element-type WordFrame): the body, and the cells and text boxes that are open in it
 *
 * A document as it is told, from whichever format: paragraphs, tables and boxes within each other become parts.
 */
typedef struct
{
  GPtrArray *frames;
  GPtrArray *omissions;
  gsize n_bytes;
  guint n_cells;
  guint n_lines;
  gboolean too_large;
} WordStory;

void word_story_init (WordStory *self);
void word_story_clear (WordStory *self);
void word_story_begin_paragraph (WordStory *self,
                                 const GalleyPartState *state);
void word_story_add_text (WordStory *self,
                          const char *text,
                          gsize length,
                          gboolean bold,
                          const char *link);
void word_story_add_break (WordStory *self);
void word_story_end_paragraph (WordStory *self);
void word_story_begin_table (WordStory *self);
void word_story_begin_row (WordStory *self);
void word_story_begin_cell (WordStory *self);
void word_story_end_cell (WordStory *self,
                          guint n_columns);
void word_story_end_row (WordStory *self);
void word_story_end_table (WordStory *self);
void word_story_begin_box (WordStory *self);
void word_story_end_box (WordStory *self);
void word_story_omit (WordStory *self,
                      const char *rule,
                      const char *text);
GPtrArray *word_story_finish (WordStory *self,
                              GError **error);

void word_list_free (WordList *list);
char *word_list_count (WordList *list,
                       guint level);
void word_read_style_name (const char *name,
                           GalleyPartState *state);

gboolean word_read_docx (GBytes *bytes,
                         GHashTable *names,
                         WordStory *story,
                         GCancellable *cancellable,
                         GError **error);

G_END_DECLS
