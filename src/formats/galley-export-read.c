/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <cmark.h>
#include <string.h>

#include "galley-export-proof.h"
#include "galley-html-reader.h"
#include "galley-package.h"
#include "galley-workbook.h"

/* Reading back what was exported: with other code than wrote it. */

static GPtrArray *
new_texts (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

/* Office documents: the texts of their paragraphs as they stand in the package. The importer would not do: it concludes what
 * was meant, and a proof must not. Paragraphs and headings are called p and h in either format. */

typedef struct
{
  GPtrArray *texts;
  GString *text;
  guint skipped; /* elements around what is no text of the article */
} OfficeReader;

static gboolean
is_beside_text (const char *name)
{
  static const char *const names[] = { "tracked-changes", "annotation", "del", "title", NULL };

  return g_strv_contains (names, name);
}

/* Ends what was read before another paragraph begins or this one ends. */
static void
take_office_text (OfficeReader *self)
{
  if (self->text->len > 0)
    g_ptr_array_add (self->texts, g_strdup (self->text->str));
  g_string_truncate (self->text, 0);
}

static void
office_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  OfficeReader *self = data;
  g_autofree char *alternate = g_str_equal (name, "docPr") ? galley_xml_attributes_dup (attributes, "descr") : NULL;

  self->skipped += is_beside_text (name);
  if (g_str_equal (name, "p") || g_str_equal (name, "h"))
    take_office_text (self);
  else if (g_str_equal (name, "br") || g_str_equal (name, "line-break"))
    g_string_append_c (self->text, '\n');
  else if (g_str_equal (name, "tab") || g_str_equal (name, "s"))
    g_string_append_c (self->text, ' ');
  if (alternate)
    g_ptr_array_add (self->texts, g_steal_pointer (&alternate));
}

static void
office_end_cb (gpointer data, const char *name)
{
  OfficeReader *self = data;

  self->skipped -= is_beside_text (name);
  if (g_str_equal (name, "p") || g_str_equal (name, "h") || g_str_equal (name, "desc"))
    take_office_text (self);
}

static void
office_text_cb (gpointer data, const char *text, gsize length)
{
  OfficeReader *self = data;

  if (self->skipped == 0)
    g_string_append_len (self->text, text, (gssize) length);
}

static GPtrArray *
read_office (GBytes *bytes, const char *part, GCancellable *cancellable, GError **error)
{
  static const GalleyXmlReader reader = { .start = office_start_cb, .end = office_end_cb, .text = office_text_cb };
  g_autoptr (GPtrArray) texts = new_texts ();
  g_autoptr (GString) text = g_string_new (NULL);
  OfficeReader self = { .texts = texts, .text = text };

  return galley_package_read (bytes, part, &reader, &self, cancellable, error) ? g_steal_pointer (&texts) : NULL;
}

GPtrArray *
galley_export_read_docx (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  return read_office (bytes, "word/document.xml", cancellable, error);
}

GPtrArray *
galley_export_read_odt (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  return read_office (bytes, "content.xml", cancellable, error);
}

/* Pages, Markdown, text */

static void
add_block (GPtrArray *texts, const GalleyBlockData *block)
{
  const GalleyGridData *grid = block->grid;

  g_ptr_array_add (texts, g_strdup (block->text));
  for (guint row = 0; grid && row < grid->n_rows; row++)
    for (guint column = 0; column < grid->n_columns; column++)
      if (!galley_grid_data_is_covered (grid, row, column))
        g_ptr_array_add (texts, g_strdup (galley_grid_data_get_text (grid, row, column)));
}

GPtrArray *
galley_export_read_html (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) parts = galley_html_read_bytes (bytes, NULL, cancellable, error);
  g_autoptr (GPtrArray) blocks = parts ? galley_parts_to_blocks (parts) : NULL;
  GPtrArray *texts = blocks ? new_texts () : NULL;

  for (guint i = 0; blocks && i < blocks->len; i++)
    add_block (texts, g_ptr_array_index (blocks, i));
  return texts;
}

/* Ends a paragraph or heading. One that begins with a pipe is a table, which is no part of CommonMark. */
static void
take_paragraph (GPtrArray *texts, GString *text)
{
  g_auto (GStrv) cells = g_strsplit_set (text->str, *text->str == '|' ? "|\n" : "", -1);

  for (char **cell = cells; *cell; cell++)
    g_ptr_array_add (texts, g_strdup (*cell));
  g_string_truncate (text, 0);
}

GPtrArray *
galley_export_read_markdown (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  GPtrArray *texts = new_texts ();
  g_autoptr (GString) text = g_string_new (NULL);
  cmark_node *document = cmark_parse_document (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);

      if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_CODE_BLOCK))
        g_string_append (text, cmark_node_get_literal (node));
      else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        g_string_append_c (text, '\n');
      else if (event == CMARK_EVENT_EXIT && (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING))
        take_paragraph (texts, text);
    }
  cmark_iter_free (iter);
  cmark_node_free (document);
  return texts;
}

GPtrArray *
galley_export_read_text (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  GPtrArray *texts = new_texts ();
  const char *text = g_bytes_get_data (bytes, NULL), *end = text + g_bytes_get_size (bytes), *stop;

  for (; text < end; text = stop + 1)
    {
      for (stop = text; stop < end && *stop != '\n' && *stop != '\t'; stop++)
        ;
      if (stop > text)
        g_ptr_array_add (texts, g_strndup (text, stop - text));
    }
  return texts;
}

GPtrArray *
galley_export_read_sheets (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sheets = galley_workbook_read (bytes, cancellable, error);
  GPtrArray *texts = sheets ? new_texts () : NULL;

  for (guint i = 0; sheets && i < sheets->len; i++)
    {
      const GalleySheet *sheet = g_ptr_array_index (sheets, i);

      for (guint row = 0; row < sheet->n_rows; row++)
        for (guint column = 0; column < sheet->n_columns; column++)
          g_ptr_array_add (texts, g_strdup (galley_sheet_get_cell (sheet, row, column)));
    }
  return texts;
}
