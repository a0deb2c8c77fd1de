/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-furniture.h"
#include "galley-numbering.h"
#include "galley-office-private.h"

/* Paragraphs for word processors: runs that are alike, and the comments that begin and end between them. */

/* Comments */

/* Where a comment holds on to a text, or to a cell of a free table. */
typedef struct
{
  const GalleyBlockData *block;
  const GalleyMark *mark;
  const GalleyGridNote *note;
} Marked;

static void
add_marked (GHashTable *index, const char *id, Marked marked)
{
  if (id && !g_hash_table_contains (index, id))
    g_hash_table_insert (index, (gpointer) id, g_memdup2 (&marked, sizeof marked));
}

/* Where comments are in the texts and cells of blocks, by their ids. */
static GHashTable *
index_marks (const GalleySnapshot *snapshot)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      for (guint j = 0; j < block->marks->len; j++)
        {
          const GalleyMark *mark = g_ptr_array_index (block->marks, j);

          if (mark->kind == GALLEY_MARK_COMMENT)
            add_marked (index, mark->target, (Marked) { block, mark, NULL });
        }
      for (guint j = 0; block->grid && j < block->grid->n_notes; j++)
        {
          const GalleyGridNote *note = &block->grid->notes[j];

          add_marked (index, note->target, (Marked) { block, NULL, note });
        }
    }
  return index;
}

/* The cell of a table that prints what @first is about, if any does. */
static gboolean
find_cell (const GalleySnapshot *snapshot, const GalleyRecord *first, GalleyOfficeComment *place)
{
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      GalleyIndicatorField fields[GALLEY_N_INDICATOR_FIELDS];
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GalleyGridData) grid = NULL;

      if (block->kind != GALLEY_BLOCK_TABLE || block->source == NULL)
        continue;
      grid = galley_furniture_make_grid (snapshot, block, &records);
      for (guint row = 0; records && row < records->len; row++)
        {
          guint n = galley_furniture_find_fields (block, records, fields);

          if (g_strcmp0 (((GalleyRecord *) g_ptr_array_index (records, row))->id, first->fields[GALLEY_COMMENT_TARGET]) != 0)
            continue;
          place->block = block->id;
          place->cell = TRUE;
          place->row = row + 1;
          for (guint column = 0; column < n; column++)
            if (g_strcmp0 (galley_indicator_schema.fields[fields[column]].name, first->fields[GALLEY_COMMENT_FIELD]) == 0)
              place->column = column;
          return TRUE;
        }
    }
  return FALSE;
}

/* Sets where a thread is. What is about no text of the article stands at its headline. */
static void
place_thread (const GalleySnapshot *snapshot, GHashTable *marks, const GalleyRecord *first, GalleyOfficeComment *place)
{
  const Marked *marked = g_hash_table_lookup (marks, first->id);
  const GalleyBlockData *block = NULL;

  if (marked && marked->note)
    {
      place->block = marked->block->id;
      place->cell = TRUE;
      place->row = marked->note->row;
      place->column = marked->note->column;
      return;
    }
  if (marked)
    {
      place->block = marked->block->id;
      place->start = marked->mark->start;
      place->end = marked->mark->start + marked->mark->length;
      return;
    }
  if (g_str_equal (first->fields[GALLEY_COMMENT_ON], "cell") && find_cell (snapshot, first, place))
    return;
  if (g_str_equal (first->fields[GALLEY_COMMENT_ON], "block"))
    block = galley_snapshot_find_block (snapshot, first->fields[GALLEY_COMMENT_TARGET], NULL);
  if (block == NULL || (block->kind != GALLEY_BLOCK_TABLE && block->n_chars == 0))
    block = galley_snapshot_find_kind (snapshot, GALLEY_BLOCK_HEADLINE);
  for (guint i = 0; (block == NULL || block->n_chars == 0) && i < snapshot->blocks->len; i++)
    if (block == NULL || block->kind != GALLEY_BLOCK_TABLE)
      block = g_ptr_array_index (snapshot->blocks, i);
  if (block == NULL)
    return;
  place->block = block->id;
  place->end = block->n_chars;
  if (block->kind != GALLEY_BLOCK_TABLE)
    return;
  /* A table without a caption has its first cell for that. */
  place->end = (guint) g_utf8_strlen (galley_furniture_get_caption (snapshot, block), -1);
  place->cell = place->end == 0;
}

/**
 * galley_office_place_comments:
 *
 * Returns: (transfer full) (element-type GalleyOfficeComment): all comments and where they stand, each thread together
 */
GArray *
galley_office_place_comments (const GalleySnapshot *snapshot)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (GalleyOfficeComment));
  g_autoptr (GHashTable) marks = index_marks (snapshot), replies = NULL, known = g_hash_table_new (g_str_hash, g_str_equal);

  replies = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < snapshot->comments->len; i++)
    g_hash_table_add (known, ((GalleyRecord *) g_ptr_array_index (snapshot->comments, i))->id);
  for (guint i = 0; i < snapshot->comments->len; i++)
    {
      GalleyRecord *comment = g_ptr_array_index (snapshot->comments, i);
      char *first = comment->fields[GALLEY_COMMENT_REPLY_TO];
      GPtrArray *list = g_hash_table_lookup (replies, first);

      if (*first == '\0' || !g_hash_table_contains (known, first))
        continue;
      if (list == NULL)
        g_hash_table_insert (replies, first, list = g_ptr_array_new ());
      g_ptr_array_add (list, comment);
    }
  for (guint i = 0; i < snapshot->comments->len; i++)
    {
      GalleyRecord *first = g_ptr_array_index (snapshot->comments, i);
      GPtrArray *list = g_hash_table_lookup (replies, first->id);
      GalleyOfficeComment place = { .comment = first, .id = places->len, .parent = places->len };

      if (*first->fields[GALLEY_COMMENT_REPLY_TO] && g_hash_table_contains (known, first->fields[GALLEY_COMMENT_REPLY_TO]))
        continue;
      place.resolved = *first->fields[GALLEY_COMMENT_RESOLVED_BY] != '\0';
      place_thread (snapshot, marks, first, &place);
      g_array_append_val (places, place);
      for (guint j = 0; list && j < list->len; j++)
        {
          place.comment = g_ptr_array_index (list, j);
          place.id = places->len;
          g_array_append_val (places, place);
        }
    }
  return places;
}

/* Runs */

static gboolean
looks_alike (const GalleyOfficeChar *a, const GalleyOfficeChar *b)
{
  return a->inserted == b->inserted && a->deleted == b->deleted && a->styled == b->styled && a->bold == b->bold &&
         a->was_bold == b->was_bold && a->link == b->link;
}

/* Whether a comment begins or ends at @offset. */
static gboolean
is_bound (const GArray *comments, guint offset)
{
  for (guint i = 0; i < comments->len; i++)
    {
      const GalleyOfficeComment *comment = &g_array_index (comments, GalleyOfficeComment, i);

      if (comment->start == offset || comment->end == offset)
        return TRUE;
    }
  return FALSE;
}

/* The number of the footnote whose figure ends at @offset of @block, from 1; 0 for none. */
static guint
find_note (const GalleyOffice *office, const GalleyOfficeBlock *block, guint offset)
{
  for (guint i = 0; block && block->deleted == GALLEY_NO_LAYER && i < office->notes->len; i++)
    {
      const GalleySourceNote *note = g_ptr_array_index (office->notes, i);

      if (note->at == offset && g_str_equal (note->block->id, block->block->id))
        return i + 1;
    }
  return 0;
}

/* The characters of @text from @from to @to as runs; @offset counts those that are there by now. @noted: (nullable): the
 * block that the text is of, which may have footnotes */
static void
add_runs (GalleyOfficeParagraph *self,
          const GalleyOffice *office,
          const GalleyOfficeText *text,
          guint from,
          guint to,
          const GalleyOfficeBlock *noted,
          gboolean join,
          guint *offset)
{
  const GalleyOfficeChar *before = NULL;
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gsize));

  for (guint i = from; i < to; i++)
    {
      const GalleyOfficeChar *at = &g_array_index (text->chars, GalleyOfficeChar, i);
      gboolean there = at->deleted == GALLEY_NO_LAYER;
      GalleyOfficeRun *run;

      if (before == NULL || !looks_alike (before, at) || (there && is_bound (self->comments, *offset)))
        {
          GalleyOfficeRun next = {
            .start = *offset, .end = *offset, .bold = at->bold, .was_bold = at->was_bold, .link = at->link,
            .inserted = at->inserted, .deleted = at->deleted, .styled = at->styled,
          };

          g_array_append_val (self->runs, next);
          g_array_append_val (starts, self->text->len);
        }
      g_string_append_unichar (self->text, join && at->c == '\n' ? ' ' : at->c);
      *offset += there;
      run = &g_array_index (self->runs, GalleyOfficeRun, self->runs->len - 1);
      run->end = *offset;
      run->note = there ? find_note (office, noted, *offset) : 0;
      before = run->note > 0 ? NULL : at;
    }
  for (guint i = 0; i < self->runs->len; i++)
    {
      GalleyOfficeRun *run = &g_array_index (self->runs, GalleyOfficeRun, i);
      gsize start = g_array_index (starts, gsize, i), end = i + 1 < starts->len ? g_array_index (starts, gsize, i + 1) : self->text->len;

      run->text = self->text->str + start;
      run->length = end - start;
    }
}

/* Whether what is there begins with a number of its own. */
static gboolean
is_numbered (const GalleyOfficeParagraph *self, const GalleyOffice *office)
{
  const char *pattern = office->theme->styles[self->role].number;
  g_autoptr (GString) there = g_string_new (NULL);

  for (guint i = 0; pattern && i < self->runs->len; i++)
    {
      const GalleyOfficeRun *run = &g_array_index (self->runs, GalleyOfficeRun, i);

      if (run->deleted == GALLEY_NO_LAYER)
        g_string_append_len (there, run->text, (gssize) run->length);
    }
  return pattern && galley_numbering_is_numbered (pattern, there->str);
}

/* Adds the comments that stand in a paragraph of @block, or in a cell of it. */
static void
find_comments (GalleyOfficeParagraph *self, const GalleyOffice *office, const GalleyOfficeBlock *block, gboolean cell, guint row,
               guint column)
{
  for (guint i = 0; i < office->comments->len; i++)
    {
      GalleyOfficeComment comment = g_array_index (office->comments, GalleyOfficeComment, i);

      if (g_strcmp0 (comment.block, block->block->id) == 0 && comment.cell == cell &&
          (!cell || (comment.row == row && comment.column == column)))
        g_array_append_val (self->comments, comment);
    }
}

static GalleyOfficeParagraph *
new_paragraph (GalleyStyleRole role)
{
  GalleyOfficeParagraph *self = g_new0 (GalleyOfficeParagraph, 1);

  self->role = self->was_role = role;
  self->restyled = self->inserted = self->deleted = self->block_inserted = self->block_deleted = GALLEY_NO_LAYER;
  self->runs = g_array_new (FALSE, FALSE, sizeof (GalleyOfficeRun));
  self->comments = g_array_new (FALSE, FALSE, sizeof (GalleyOfficeComment));
  self->text = g_string_new (NULL);
  return self;
}

/**
 * galley_office_make_paragraph:
 * @from: the first character of @text
 * @to: behind the last
 * @block: (nullable): that @text is of
 * @offset: (inout): how much of the block's text as it is by now stands before, in code points
 *
 * Returns: (transfer full): a paragraph that ends as @text does
 */
GalleyOfficeParagraph *
galley_office_make_paragraph (const GalleyOffice *office,
                              GalleyStyleRole role,
                              const GalleyOfficeText *text,
                              guint from,
                              guint to,
                              const GalleyOfficeBlock *block,
                              guint *offset)
{
  GalleyOfficeParagraph *self = new_paragraph (role);

  self->inserted = text->inserted;
  self->deleted = text->deleted;
  if (block)
    {
      self->moved_here = block->moved_here;
      self->moved_away = block->moved_away;
      self->block_inserted = block->inserted;
      self->block_deleted = block->deleted;
    }
  if (block && block->deleted == GALLEY_NO_LAYER)
    find_comments (self, office, block, FALSE, 0, 0);
  add_runs (self, office, text, from, to, block, office->theme->styles[role].join, offset);
  self->numbered = is_numbered (self, office);
  return self;
}

/**
 * galley_office_make_cell:
 * @row: of all rows that @block had at any time
 *
 * Returns: (transfer full): what stands in a cell
 */
GalleyOfficeParagraph *
galley_office_make_cell (const GalleyOffice *office, const GalleyOfficeBlock *block, guint row, guint column)
{
  const GalleyOfficeRow *in = g_ptr_array_index (block->rows, row);
  GalleyOfficeParagraph *self =
    new_paragraph (in->row < in->grid->n_header_rows ? GALLEY_STYLE_TABLE_HEADER : GALLEY_STYLE_TABLE_CELL);
  const GalleyOfficeText *text = g_ptr_array_index (in->cells, column);
  guint offset = 0;

  if (in->deleted == GALLEY_NO_LAYER && block->deleted == GALLEY_NO_LAYER)
    find_comments (self, office, block, TRUE, in->row, column);
  for (guint i = 0; i < self->comments->len; i++)
    {
      GalleyOfficeComment *comment = &g_array_index (self->comments, GalleyOfficeComment, i);

      comment->start = comment->end = 0;
      for (guint j = 0; j < text->chars->len; j++)
        comment->end += g_array_index (text->chars, GalleyOfficeChar, j).deleted == GALLEY_NO_LAYER;
    }
  add_runs (self, office, text, 0, text->chars->len, NULL, FALSE, &offset);
  /* A comment on a cell without text stands at a run of nothing. */
  if (offset == 0 && self->comments->len > 0)
    {
      const GalleyOfficeRun nothing = {
        .text = "", .inserted = GALLEY_NO_LAYER, .deleted = GALLEY_NO_LAYER, .styled = GALLEY_NO_LAYER
      };

      g_array_append_val (self->runs, nothing);
    }
  return self;
}

void
galley_office_paragraph_free (GalleyOfficeParagraph *self)
{
  g_array_unref (self->runs);
  g_array_unref (self->comments);
  g_string_free (self->text, TRUE);
  g_free (self);
}
