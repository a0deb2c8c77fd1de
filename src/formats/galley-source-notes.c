/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-source-notes.h"

#include <string.h>

#include "galley-figures.h"

/* The heading of the notes where they stand at the end. */
#define TITLE "数据来源"

static void
note_free (gpointer data)
{
  GalleySourceNote *note = data;

  g_free (note->text);
  g_free (note);
}

static void
add_words (GString *text, const char *before, const char *words, const char *after)
{
  if (*words)
    g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "，" : "", before, words, after);
}

/* Returns: (nullable): what is known of where an indicator comes from */
static char *
dup_source (const GalleyRecord *record)
{
  char *const *fields = record->fields;
  const char *document = fields[GALLEY_INDICATOR_SOURCE_DOCUMENT], *page = fields[GALLEY_INDICATOR_SOURCE_PAGE];
  gboolean quoted = g_str_has_prefix (document, "《"), counted = page[strspn (page, "0123456789")] == '\0';
  g_autoptr (GString) text = g_string_new (NULL);

  add_words (text, "", fields[GALLEY_INDICATOR_SOURCE], "");
  add_words (text, quoted ? "" : "《", document, quoted ? "" : "》");
  add_words (text, counted ? "第" : "", page, counted ? "页" : "");
  add_words (text, "", fields[GALLEY_INDICATOR_SOURCE_PERSON], "");
  add_words (text, "", fields[GALLEY_INDICATOR_SOURCE_DATE], "");
  return text->len > 0 ? g_strdelimit (g_string_free (g_steal_pointer (&text), FALSE), "\n\r\t", ' ') : NULL;
}

static GHashTable *
index_records (const GalleySnapshot *snapshot)
{
  GHashTable *records = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < snapshot->tables->len; i++)
    {
      const GalleyTableData *table = g_ptr_array_index (snapshot->tables, i);

      for (guint j = 0; j < table->rows->len; j++)
        g_hash_table_insert (records, ((GalleyRecord *) g_ptr_array_index (table->rows, j))->id, g_ptr_array_index (table->rows, j));
    }
  return records;
}

/* Headings are without: they go into outlines and lists of contents as well. */
static gboolean
takes_notes (const GalleyBlockData *block)
{
  return block->kind != GALLEY_BLOCK_KICKER && block->kind != GALLEY_BLOCK_HEADLINE && block->kind != GALLEY_BLOCK_HEADING &&
         block->kind != GALLEY_BLOCK_SUBHEADING && block->kind != GALLEY_BLOCK_TABLE && block->kind != GALLEY_BLOCK_PICTURE &&
         block->kind != GALLEY_BLOCK_CHART;
}

/* Where the figure ends that @at is in, in code points: a sign between a number and its unit would part them. */
static guint
find_end (const GalleyBlockData *block, guint at, const GalleyFigureContext *context)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read (block->text, -1, context);

  for (guint i = 0; i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);

      if (figure->start < at && at < figure->start + figure->length)
        return figure->start + figure->length;
    }
  return at;
}

/**
 * galley_source_notes_list:
 *
 * Returns: (transfer container) (element-type GalleySourceNote): a note for each source that figures of the prose are bound
 *   to, in order, at the first of these figures
 */
GPtrArray *
galley_source_notes_list (const GalleySnapshot *snapshot)
{
  const GalleyFigureContext context = { .lexicon = (const GalleyLexicon *) snapshot->lexicon };
  GPtrArray *notes = g_ptr_array_new_with_free_func (note_free);
  g_autoptr (GHashTable) records = index_records (snapshot), known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      for (guint j = 0; takes_notes (block) && j < block->marks->len; j++)
        {
          const GalleyMark *mark = g_ptr_array_index (block->marks, j);
          const GalleyRecord *record =
            mark->kind == GALLEY_MARK_FIGURE && mark->target ? g_hash_table_lookup (records, mark->target) : NULL;
          g_autofree char *text = record ? dup_source (record) : NULL;
          GalleySourceNote *note;

          if (!text || g_hash_table_contains (known, text))
            continue;
          note = g_new (GalleySourceNote, 1);
          *note = (GalleySourceNote) { block, find_end (block, mark->start + mark->length, &context),
                                        g_steal_pointer (&text) };
          g_hash_table_add (known, note->text);
          g_ptr_array_add (notes, note);
        }
    }
  return notes;
}

/* The sign of a note: a number in a circle, of which Unicode has fifty. */
static char *
dup_sign (guint number)
{
  gunichar c = number <= 20 ? 0x2460 + number - 1 : number <= 35 ? 0x3251 + number - 21 : 0x32b1 + number - 36;
  char sign[7] = "";

  if (number > 50)
    return g_strdup_printf ("〔%u〕", number);
  g_unichar_to_utf8 (c, sign);
  return g_strdup (sign);
}

/**
 * galley_source_note_dup_line:
 * @number: of the note, from 1
 *
 * Returns: (transfer full): the note as it stands at the end where the format has no footnotes
 */
char *
galley_source_note_dup_line (const GalleySourceNote *note, guint number)
{
  g_autofree char *sign = dup_sign (number);

  return g_strconcat (sign, " ", note->text, NULL);
}

static GalleyBlockData *
new_strong (const char *text)
{
  g_autoptr (GalleyBlockData) plain = galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, text, NULL);

  return galley_block_data_emphasize (plain, 0, plain->n_chars, TRUE);
}

/**
 * galley_source_notes_apply:
 *
 * For formats that have no footnotes of their own.
 *
 * Returns: (transfer full): the bulletin with the sign of its note behind each figure that has one, and the notes at its end
 */
GalleySnapshot *
galley_source_notes_apply (const GalleySnapshot *snapshot)
{
  g_autoptr (GPtrArray) notes = galley_source_notes_list (snapshot), blocks = NULL;

  if (notes->len == 0)
    return galley_snapshot_ref ((GalleySnapshot *) snapshot);
  blocks = g_ptr_array_copy (snapshot->blocks, (GCopyFunc) (GCallback) galley_block_data_ref, NULL);
  g_ptr_array_set_free_func (blocks, (GDestroyNotify) galley_block_data_unref);
  /* From the last, so that places before stay what they are. */
  for (guint i = notes->len; i > 0; i--)
    {
      const GalleySourceNote *note = g_ptr_array_index (notes, i - 1);
      g_autofree char *sign = dup_sign (i);
      guint at = 0;
      GalleyBlockData *signed_block;

      g_ptr_array_find (snapshot->blocks, note->block, &at);
      signed_block = galley_block_data_replace (blocks->pdata[at], note->at, 0, sign);
      galley_block_data_unref (blocks->pdata[at]);
      blocks->pdata[at] = signed_block;
    }
  /* No heading, which might be numbered. */
  g_ptr_array_add (blocks, new_strong (TITLE));
  for (guint i = 0; i < notes->len; i++)
    {
      g_autofree char *text = galley_source_note_dup_line (g_ptr_array_index (notes, i), i + 1);

      g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, text, NULL));
    }
  return galley_snapshot_with (snapshot, blocks, snapshot->tables);
}
