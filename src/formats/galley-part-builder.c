/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-part-builder.h"

static GPtrArray *
new_marks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
}

void
galley_part_builder_init (GalleyPartBuilder *self)
{
  *self = (GalleyPartBuilder) {
    .parts = galley_parts_new (),
    .levels = g_array_new (FALSE, FALSE, sizeof (guint)),
    .text = g_string_new (NULL),
    .marks = new_marks (),
  };
}

void
galley_part_builder_clear (GalleyPartBuilder *self)
{
  g_ptr_array_unref (self->parts);
  g_array_unref (self->levels);
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->marks);
}

/**
 * galley_part_builder_add_mark:
 * @start: where it begins in the text that is being read, in code points; it ends where that ends now
 * @target: (nullable)
 */
void
galley_part_builder_add_mark (GalleyPartBuilder *self, GalleyMarkKind kind, guint start, const char *target)
{
  if (self->chars > start)
    g_ptr_array_add (self->marks, galley_mark_new (kind, start, self->chars - start, target, NULL));
}

/**
 * galley_part_builder_enter:
 *
 * Ends and begins marks where the state says so.
 */
void
galley_part_builder_enter (GalleyPartBuilder *self, const GalleyPartState *state)
{
  if (self->now.bold && !state->bold)
    galley_part_builder_add_mark (self, GALLEY_MARK_EMPHASIS, self->bold_start, NULL);
  if (!self->now.bold && state->bold)
    self->bold_start = self->chars;
  if (self->now.link && self->now.link != state->link)
    galley_part_builder_add_mark (self, GALLEY_MARK_LINK, self->link_start, self->now.link);
  if (state->link && self->now.link != state->link)
    self->link_start = self->chars;
  self->now = *state;
}

void
galley_part_builder_append (GalleyPartBuilder *self, gunichar c)
{
  g_string_append_unichar (self->text, c);
  self->chars++;
}

/* What marks cover of the spaces that were cut off goes with these. */
static void
cut_marks (GalleyPartBuilder *self)
{
  for (guint i = self->marks->len; i > 0; i--)
    {
      GalleyMark *mark = g_ptr_array_index (self->marks, i - 1);

      if (mark->start + mark->length <= self->chars)
        continue;
      if (mark->start < self->chars)
        g_ptr_array_add (self->marks, galley_mark_moved (mark, mark->start, self->chars - mark->start));
      g_ptr_array_remove_index_fast (self->marks, i - 1);
    }
}

/**
 * galley_part_builder_flush:
 *
 * Ends the part that is being read; one without text is none.
 */
void
galley_part_builder_flush (GalleyPartBuilder *self)
{
  static const GalleyPartState plain = { 0 };
  GalleyPartState was = self->now;

  while (self->text->len > 0 && galley_part_builder_begins_line (self))
    {
      g_string_truncate (self->text, self->text->len - 1);
      self->chars--;
    }
  galley_part_builder_enter (self, &plain);
  cut_marks (self);
  if (self->text->len > 0)
    {
      /* A heading is bold as a whole, which is no emphasis in it. */
      for (guint i = self->marks->len; was.level > 0 && i > 0; i--)
        if (((GalleyMark *) g_ptr_array_index (self->marks, i - 1))->kind == GALLEY_MARK_EMPHASIS)
          g_ptr_array_remove_index (self->marks, i - 1);
      g_ptr_array_add (self->parts, galley_part_new (was.kind, self->text->str, self->marks, NULL));
      g_array_append_val (self->levels, was.level);
      g_ptr_array_unref (self->marks);
      self->marks = new_marks ();
    }
  g_string_truncate (self->text, 0);
  self->chars = 0;
}

/**
 * galley_part_builder_add_part:
 * @part: (transfer full): that is no heading
 */
void
galley_part_builder_add_part (GalleyPartBuilder *self, GalleyPart *part)
{
  guint level = 0;

  g_ptr_array_add (self->parts, part);
  g_array_append_val (self->levels, level);
}

static void
add_part (GalleyPartBuilder *self, GalleyBlockKind kind, const char *text, GalleyGridData *grid)
{
  galley_part_builder_add_part (self, galley_part_new (kind, text, NULL, grid));
}

/**
 * galley_part_builder_add_table:
 * @table: is ended
 *
 * Adds a table. One that is too large for a block becomes a paragraph a row, its cells set apart by tabs.
 */
void
galley_part_builder_add_table (GalleyPartBuilder *self, const char *caption, GalleyPartTable *table)
{
  g_autoptr (GalleyGridData) grid = NULL;

  galley_part_table_end (table);
  grid = galley_part_table_make_grid (table);
  if (grid)
    add_part (self, GALLEY_BLOCK_TABLE, caption, grid);
  else if (*caption)
    add_part (self, GALLEY_BLOCK_PARAGRAPH, caption, NULL);
  for (guint row = 0; grid == NULL && table->rows && row < table->rows->len; row++)
    {
      g_autofree char *line = galley_part_table_dup_row (table, row);

      add_part (self, GALLEY_BLOCK_PARAGRAPH, line, NULL);
    }
}

/**
 * galley_part_builder_settle:
 *
 * Says what the levels of headings mean in an article: one heading of the first above others is the headline, the highest
 * of the rest are its headings and all others subheadings.
 */
void
galley_part_builder_settle (GalleyPartBuilder *self)
{
  guint n[GALLEY_TITLE_LEVEL + 1] = { 0 }, top = 1, first = 0;

  for (guint i = 0; i < self->levels->len; i++)
    {
      guint level = g_array_index (self->levels, guint, i);

      if (level > 0 && level < GALLEY_TITLE_LEVEL && first == 0)
        first = level;
      n[level]++;
    }
  if (first == 1 && n[1] == 1 && n[GALLEY_TITLE_LEVEL] == 0)
    top = 2;
  while (top < GALLEY_TITLE_LEVEL && n[top] == 0)
    top++;
  for (guint i = 0; i < self->parts->len; i++)
    {
      GalleyPart *part = g_ptr_array_index (self->parts, i);
      guint level = g_array_index (self->levels, guint, i);

      if (level > 0 && level < GALLEY_TITLE_LEVEL)
        part->kind = level < top ? GALLEY_BLOCK_HEADLINE : level == top ? GALLEY_BLOCK_HEADING : GALLEY_BLOCK_SUBHEADING;
    }
}
