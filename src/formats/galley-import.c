/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import.h"

#include "galley-decode.h"
#include "galley-html-reader.h"
#include "galley-import-private.h"
#include "galley-layer.h"
#include "galley-markdown-reader.h"
#include "galley-package.h"
#include "galley-picture-file.h"
#include "galley-picture-store.h"
#include "galley-word.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An article has fewer; those beyond are listed. */
#define MAX_PICTURES 500

static void
free_repair (gpointer data)
{
  GalleyRepair *repair = data;

  g_free (repair->id);
  g_free (repair->block);
  g_free (repair->before);
  g_free (repair->after);
  g_free (repair->message);
  g_free (repair);
}

static void
free_piece (gpointer data)
{
  Piece *piece = data;

  g_string_free (piece->text, TRUE);
  g_array_unref (piece->origins);
  g_free (piece);
}

static void
clear_import (gpointer data)
{
  GalleyImport *import = data;

  g_clear_pointer (&import->snapshot, galley_snapshot_unref);
  g_clear_pointer (&import->repairs, g_ptr_array_unref);
  g_clear_pointer (&import->structure, g_ptr_array_unref);
  g_clear_pointer (&import->block_ids, g_hash_table_unref);
  g_clear_pointer (&import->parts, g_ptr_array_unref);
  g_clear_pointer (&import->omissions, g_ptr_array_unref);
  g_clear_pointer (&import->past, g_ptr_array_unref);
  g_free (import->charset);
  g_free (import->text);
}

static void
init_reading (Reading *reading, const char *text)
{
  *reading = (Reading) {
    .text = text,
    .block_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free),
    .part_ids = g_hash_table_new_full (NULL, NULL, NULL, g_free),
    .lines = g_array_new (FALSE, FALSE, sizeof (Line)),
    .pieces = g_ptr_array_new_with_free_func (free_piece),
    .blocks = galley_block_array_new (),
    .repairs = g_ptr_array_new_with_free_func (free_repair),
    .structure = g_ptr_array_new_with_free_func (g_free),
    .credits = galley_record_array_new (),
  };
}

static void
clear_reading (Reading *reading)
{
  g_hash_table_unref (reading->block_ids);
  g_hash_table_unref (reading->part_ids);
  g_array_unref (reading->lines);
  g_ptr_array_unref (reading->pieces);
  g_ptr_array_unref (reading->blocks);
  g_ptr_array_unref (reading->repairs);
  g_ptr_array_unref (reading->structure);
  g_ptr_array_unref (reading->credits);
  for (guint i = 0; i < GALLEY_N_DETAILS_FIELDS; i++)
    g_free (reading->details[i]);
}

/* An empty indicator table, as a new bulletin has. */
static GPtrArray *
new_tables (void)
{
  GPtrArray *tables = galley_table_array_new ();
  g_autoptr (GPtrArray) rows = galley_record_array_new ();
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, NULL, NULL, NULL);

  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  return tables;
}

/* A text that was not plain UTF-8 was judged by what it says; the report tells, since such a judgement may be wrong. */
static void
report_charset (Reading *reading, const char *charset)
{
  g_autofree char *message = NULL;

  if (!charset || g_str_has_prefix (charset, "UTF-"))
    return;
  message = g_strdup_printf (_("The text was read as %s; look whether its characters are right"), charset);
  galley_import_add_repair (reading, "encoding", GALLEY_REPAIR_SUSPECTED, 1, 0, message)->before = g_strdup ("");
}

/* Nothing that a document holds is lost without a word. */
static void
report_omissions (Reading *reading, GPtrArray *omissions)
{
  for (guint i = 0; omissions && i < omissions->len; i++)
    {
      const GalleyOmission *omission = g_ptr_array_index (omissions, i);
      g_autofree char *message = galley_omission_describe (omission);

      galley_import_add_repair (reading, omission->rule, GALLEY_REPAIR_BESIDE, omission->line, omission->index, message)->before =
        g_strdup (omission->text);
    }
}

/**
 * Source:
 * @parts: (nullable): what the text was made of
 * @omissions: (nullable)
 * @past: (nullable)
 * @charset: (nullable)
 *
 * What is known of a text that is read.
 */
typedef struct
{
  GPtrArray *parts, *omissions, *past;
  const char *charset;
} Source;

/* @text is taken; @old the import that a person refused repairs of, or %NULL. */
static GalleyImport *
read_text (char *text, const Source *source, const GalleyImport *old, GHashTable *refused, GError **error)
{
  g_autoptr (GalleyImport) import = g_atomic_rc_box_new0 (GalleyImport);
  g_autoptr (GalleyRecord) details = NULL;
  g_autoptr (GalleySnapshot) article = NULL;
  g_autoptr (GPtrArray) comments = NULL, layers = NULL;
  g_autoptr (GPtrArray) tables = old ? g_ptr_array_ref (old->snapshot->tables) : new_tables ();
  Reading reading;

  import->text = text;
  import->charset = g_strdup (source->charset);
  import->parts = source->parts ? g_ptr_array_ref (source->parts) : NULL;
  import->omissions = source->omissions ? g_ptr_array_ref (source->omissions) : NULL;
  import->past = source->past ? g_ptr_array_ref (source->past) : NULL;
  init_reading (&reading, text);
  if (!galley_import_read_lines (text, source->parts, reading.lines, error))
    {
      clear_reading (&reading);
      return NULL;
    }
  reading.refused = refused;
  reading.old_ids = old ? old->block_ids : NULL;
  report_charset (&reading, source->charset);
  report_omissions (&reading, source->omissions);
  galley_import_recognise (&reading);
  galley_import_mend (&reading);
  details = galley_record_new (&galley_details_schema, NULL, (const char *const *) reading.details, NULL);
  comments = galley_import_take_comments (&reading, source->omissions);
  article = galley_snapshot_new (old ? old->snapshot->id : NULL, details, reading.credits, reading.blocks, tables, NULL, NULL,
                                 NULL);
  layers = source->past ? galley_import_take_changes (&reading, source->parts, source->past, article) : galley_layer_array_new ();
  galley_import_sort_repairs (&reading);
  import->snapshot = galley_snapshot_with_notes (article, layers, comments);
  import->repairs = g_ptr_array_ref (reading.repairs);
  import->structure = g_ptr_array_ref (reading.structure);
  import->block_ids = g_hash_table_ref (reading.block_ids);
  clear_reading (&reading);
  return g_steal_pointer (&import);
}

/**
 * galley_import_text:
 * @text: valid UTF-8, with any kind of line ends
 * @options: (nullable)
 * @error: %GALLEY_FORMATS_ERROR: there is no text in it, or too much
 *
 * Reads a text as a bulletin. Text without recognisable structure becomes a headline and paragraphs. Nothing is lost:
 * every character that is not space is in the proposal, in @structure or in a repair. Takes time in proportion to the
 * text's length.
 *
 * Returns: (transfer full) (nullable): the proposal and what was mended on the way
 */
GalleyImport *
galley_import_text (const char *text, const GalleyImportOptions *options, GError **error)
{
  gsize length = strlen (text);

  g_return_val_if_fail (g_utf8_validate (text, -1, NULL), NULL);
  if (length > 2 * (gsize) GALLEY_MAX_TEXT_BYTES)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE, _("The text is too long to import; split it"));
      return NULL;
    }
  return read_text (galley_text_normalize_lines (text, length), &(Source) { .charset = options ? options->charset : NULL }, NULL,
                    NULL, error);
}

/* The text that @parts make, a line break between them. */
static char *
join_parts (GPtrArray *parts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *lines = galley_part_dup_text (g_ptr_array_index (parts, i));

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, lines);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GalleyImport *
read_parts (const Source *source, GError **error)
{
  return read_text (join_parts (source->parts), source, NULL, NULL, error);
}

static char *
put_picture (const GalleyPart *part, GBytes *bytes, const char *folder, GCancellable *cancellable)
{
  g_autoptr (GBytes) picture = galley_package_read_bytes (bytes, part->media, GALLEY_PICTURE_MAX_BYTES, NULL);

  return picture ? galley_picture_store_add (folder, picture, cancellable, NULL) : NULL;
}

/* Puts the pictures of a document beside the bulletin. Those for which there is no place, and those that cannot be shown, are
 * listed and left out. */
static void
put_pictures (GPtrArray *parts, GBytes *bytes, const char *folder, GPtrArray *omissions, GCancellable *cancellable)
{
  guint n_lines = 0, n_pictures = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      GalleyPart *part = g_ptr_array_index (parts, i);
      g_autofree char *name = part->media ? g_path_get_basename (part->media) : NULL;

      if (part->kind == GALLEY_BLOCK_PICTURE && part->source == NULL && folder && n_pictures++ < MAX_PICTURES)
        part->source = put_picture (part, bytes, folder, cancellable);
      if (part->kind != GALLEY_BLOCK_PICTURE || part->source)
        {
          n_lines += galley_part_count_lines (part);
          continue;
        }
      for (guint j = 0; j < omissions->len; j++)
        ((GalleyOmission *) g_ptr_array_index (omissions, j))->line -=
          ((GalleyOmission *) g_ptr_array_index (omissions, j))->line > n_lines + 1;
      galley_omissions_add (omissions, "picture", n_lines + 1, 0, part->alt && *part->alt ? part->alt : name);
      g_ptr_array_remove_index (parts, i--);
    }
}

/* The pictures of what the document said before: those that are still there are put already. */
static void
put_past_pictures (GPtrArray *past, GPtrArray *parts, GBytes *bytes, const char *folder, GCancellable *cancellable)
{
  g_autoptr (GHashTable) sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n_pictures = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const GalleyPart *part = g_ptr_array_index (parts, i);

      if (part->media && part->source)
        g_hash_table_insert (sources, g_strdup (part->media), g_strdup (part->source));
    }
  for (guint i = 0; i < past->len; i++)
    {
      GPtrArray *before = ((GalleyWordPast *) g_ptr_array_index (past, i))->parts;

      for (guint j = 0; j < before->len; j++)
        {
          GalleyPart *part = g_ptr_array_index (before, j);
          const char *known = part->media ? g_hash_table_lookup (sources, part->media) : NULL;

          if (known)
            part->source = g_strdup (known);
          else if (part->media && folder && n_pictures++ < MAX_PICTURES &&
                   (part->source = put_picture (part, bytes, folder, cancellable)))
            g_hash_table_insert (sources, g_strdup (part->media), g_strdup (part->source));
        }
    }
}

/**
 * galley_import_bytes:
 * @bytes: a text file or a page as it lies on the disk or on a clipboard
 * @folder: (nullable): the bulletin's, or galley_picture_store_dup_drafts(), where its pictures are put; %NULL to leave
 *   them out
 * @cancellable: (nullable)
 * @error: %GALLEY_FORMATS_ERROR, as galley_text_decode(), galley_html_read() and galley_import_text(), or cancelled
 *
 * Reads a text, or the text of a page, of Markdown or of a word processor's document, by what it begins with: what that says
 * of its headings, lists, quotations, tables, emphasis and links goes before what the text looks like.
 *
 * Returns: (transfer full) (nullable): the import of the decoded text
 */
GalleyImport *
galley_import_bytes (GBytes *bytes, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autofree char *charset = NULL, *text = NULL;
  g_autoptr (GPtrArray) omissions = galley_omissions_new (), parts = NULL, past = NULL;

  if (galley_word_is (bytes))
    {
      parts = galley_word_read (bytes, omissions, &past, cancellable, error);
      if (parts == NULL)
        return NULL;
      put_pictures (parts, bytes, folder, omissions, cancellable);
      put_past_pictures (past, parts, bytes, folder, cancellable);
      return read_parts (&(Source) { parts, omissions, past, NULL }, error);
    }
  text = galley_text_decode (bytes, &charset, error);
  if (text == NULL)
    return NULL;
  if (galley_html_is_page (text))
    parts = galley_html_read (text, strlen (text), omissions, cancellable, error);
  else if (galley_markdown_is (text))
    parts = galley_markdown_read (text, strlen (text), omissions, cancellable, error);
  else
    return read_text (g_steal_pointer (&text), &(Source) { .charset = charset }, NULL, NULL, error);
  return parts ? read_parts (&(Source) { parts, omissions, NULL, charset }, error) : NULL;
}

/**
 * galley_import_html:
 * @bytes: a page or a part of one, whatever it begins with
 * @cancellable: (nullable)
 * @error: as galley_html_read_bytes() and galley_import_text()
 *
 * Returns: (transfer full) (nullable): the import of what a clipboard calls HTML
 */
GalleyImport *
galley_import_html (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) omissions = galley_omissions_new ();
  g_autoptr (GPtrArray) parts = galley_html_read_bytes (bytes, omissions, cancellable, error);

  return parts ? read_parts (&(Source) { parts, omissions, NULL, NULL }, error) : NULL;
}

/**
 * galley_import_fragment:
 * @text: valid UTF-8, a part of an article
 * @error: %GALLEY_FORMATS_ERROR: there is no text in it, or too much
 *
 * Recognises headings, items and quotations in some lines of an article. Unlike an import it leaves all else as it came:
 * there is no report that could say what was mended.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyBlockData): the blocks that the lines make
 */
GPtrArray *
galley_import_fragment (const char *text, GError **error)
{
  g_autofree char *normal = galley_text_normalize_lines (text, strlen (text));
  g_autoptr (GHashTable) refused = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *blocks = NULL;
  Reading reading;

  g_hash_table_add (refused, (gpointer) "site-furniture");
  g_hash_table_add (refused, (gpointer) "joined-lines");
  init_reading (&reading, normal);
  reading.refused = refused;
  if (galley_import_read_lines (normal, NULL, reading.lines, error))
    {
      galley_import_read_body (&reading, 0, reading.lines->len);
      blocks = galley_block_array_new ();
      for (guint i = 0; i < reading.pieces->len; i++)
        {
          const Piece *piece = g_ptr_array_index (reading.pieces, i);

          g_ptr_array_add (blocks, galley_block_data_new (NULL, piece->kind, piece->text->str, NULL));
        }
    }
  clear_reading (&reading);
  return blocks;
}

/**
 * galley_import_file:
 * @folder: (nullable): as galley_import_bytes()
 * @cancellable: (nullable)
 * @error: an error of GIO, or %GALLEY_FORMATS_ERROR without the file's name
 *
 * Reads a text file, a page or a Word document as a bulletin, by what is in it and not by its name.
 *
 * Returns: (transfer full) (nullable): the import
 */
GalleyImport *
galley_import_file (GFile *file, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = galley_text_load (file, cancellable, error);

  return bytes ? galley_import_bytes (bytes, folder, cancellable, error) : NULL;
}

/**
 * galley_import_without:
 * @refused: (array zero-terminated=1): ids of repairs, or rules for all their repairs, that a person refused; an empty
 *   array takes every refusal back
 *
 * Returns: (transfer full): the import of the same text with these repairs listed as refused and not made. Blocks that
 *   stay keep their ids
 */
GalleyImport *
galley_import_without (GalleyImport *import, const char *const *refused)
{
  g_autoptr (GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; refused[i]; i++)
    g_hash_table_add (set, (gpointer) refused[i]);
  return read_text (g_strdup (import->text),
                    &(Source) { import->parts, import->omissions, import->past, import->charset }, import, set, NULL);
}

static void
count_text (int *counts, const char *text, int by)
{
  for (; *text; text = g_utf8_next_char (text))
    counts[g_utf8_get_char (text)] += by;
}

/**
 * galley_import_unaccounted:
 *
 * Compares all text that came in with all that went out: blocks, credits, tags, sources, structure, and what repairs
 * took out less what they put in.
 *
 * Returns: (transfer full): the characters, space aside, that are missing; "" where nothing was lost
 */
char *
galley_import_unaccounted (const GalleyImport *import)
{
  const gunichar object = g_utf8_get_char (GALLEY_PART_OBJECT);
  g_autofree int *counts = g_new0 (int, 0x110000);
  g_autoptr (GString) missing = g_string_new (NULL);
  const GalleySnapshot *snapshot = import->snapshot;

  count_text (counts, import->text, 1);
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      count_text (counts, block->text, -1);
      for (guint j = 0; block->grid && j < block->grid->n_rows * block->grid->n_columns; j++)
        count_text (counts, block->grid->texts[j], -1);
    }
  for (guint i = 0; i < snapshot->credits->len; i++)
    for (guint j = 0; j < GALLEY_N_CREDIT_FIELDS; j++)
      count_text (counts, ((GalleyRecord *) snapshot->credits->pdata[i])->fields[j], -1);
  count_text (counts, snapshot->details->fields[GALLEY_DETAILS_TAGS], -1);
  count_text (counts, snapshot->details->fields[GALLEY_DETAILS_SOURCES], -1);
  for (guint i = 0; i < import->structure->len; i++)
    count_text (counts, import->structure->pdata[i], -1);
  for (guint i = 0; i < import->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (import->repairs, i);

      if (repair->refused || repair->certainty != GALLEY_REPAIR_MENDED)
        continue;
      count_text (counts, repair->before, -1);
      count_text (counts, repair->after, 1);
    }
  for (gunichar c = 0; c < 0x110000; c++)
    for (int i = 0; i < counts[c] && !g_unichar_isspace (c) && c != 0x200b && c != object; i++)
      g_string_append_unichar (missing, c);
  return g_string_free (g_steal_pointer (&missing), FALSE);
}

GalleyImport *
galley_import_ref (GalleyImport *import)
{
  return g_atomic_rc_box_acquire (import);
}

void
galley_import_unref (GalleyImport *import)
{
  g_atomic_rc_box_release_full (import, clear_import);
}
