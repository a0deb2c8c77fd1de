/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <cmark.h>
#include <json-glib/json-glib.h>
#include <libxml/HTMLparser.h>
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
  gboolean page; /* of a book: its texts are whatever is no part of a line */
} OfficeReader;

static gboolean
is_beside_text (const char *name)
{
  static const char *const names[] = { "tracked-changes", "annotation", "del", "title", "style", "svg", NULL };

  return g_strv_contains (names, name);
}

static gboolean
is_paragraph (const OfficeReader *self, const char *name)
{
  static const char *const paragraphs[] = { "p", "h", "desc", NULL };
  static const char *const within_lines[] = { "a", "strong", "em", "span", "time", "br", NULL };

  return self->page ? !g_strv_contains (within_lines, name) : g_strv_contains (paragraphs, name);
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
  if (is_paragraph (self, name))
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
  if (is_paragraph (self, name))
    take_office_text (self);
}

static void
office_text_cb (gpointer data, const char *text, gsize length)
{
  OfficeReader *self = data;

  if (self->skipped == 0)
    g_string_append_len (self->text, text, (gssize) length);
}

static gboolean
read_office (GPtrArray *texts, GBytes *bytes, const char *part, gboolean page, GCancellable *cancellable, GError **error)
{
  static const GalleyXmlReader reader = { .start = office_start_cb, .end = office_end_cb, .text = office_text_cb };
  g_autoptr (GString) text = g_string_new (NULL);
  OfficeReader self = { .texts = texts, .text = text, .page = page };

  return galley_package_read (bytes, part, &reader, &self, cancellable, error);
}

GPtrArray *
galley_export_read_docx (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) texts = new_texts ();

  return read_office (texts, bytes, "word/document.xml", FALSE, cancellable, error) ? g_steal_pointer (&texts) : NULL;
}

GPtrArray *
galley_export_read_odt (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) texts = new_texts ();

  return read_office (texts, bytes, "content.xml", FALSE, cancellable, error) ? g_steal_pointer (&texts) : NULL;
}

/* A book has a page for each bulletin, by their numbers. */
GPtrArray *
galley_export_read_epub (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) names = galley_package_list (bytes, error);
  g_autoptr (GPtrArray) texts = new_texts ();

  for (guint i = 1; names; i++)
    {
      g_autofree char *name = g_strdup_printf ("EPUB/bulletin-%u.xhtml", i);

      if (!g_hash_table_contains (names, name))
        return g_steal_pointer (&texts);
      if (!read_office (texts, bytes, name, TRUE, cancellable, error))
        return NULL;
    }
  return NULL;
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

/* Adds the texts of a page of HTML or a part of one; none where it is empty. */
static gboolean
add_page (GPtrArray *texts, const char *html, gsize length, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) omissions = galley_omissions_new (), blocks = NULL;
  g_autoptr (GPtrArray) parts = galley_html_read (html, length, omissions, cancellable, &local_error);

  if (parts == NULL && !g_error_matches (local_error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  blocks = parts ? galley_parts_to_blocks (parts) : NULL;
  for (guint i = 0; blocks && i < blocks->len; i++)
    add_block (texts, g_ptr_array_index (blocks, i));
  return TRUE;
}

GPtrArray *
galley_export_read_html (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) texts = new_texts ();

  return add_page (texts, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), cancellable, error)
           ? g_steal_pointer (&texts)
           : NULL;
}

static void
add_title (GPtrArray *texts, xmlNode *node)
{
  for (; node; node = node->next)
    if (node->type == XML_ELEMENT_NODE && g_str_equal ((const char *) node->name, "title"))
      {
        xmlChar *title = xmlNodeGetContent (node);

        g_ptr_array_add (texts, g_strdup ((const char *) title));
        xmlFree (title);
      }
    else
      add_title (texts, node->children);
}

/* WeChat asks for the headline apart, so that it is the page's title alone. */
GPtrArray *
galley_export_read_wechat (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  gsize size;
  const char *html = g_bytes_get_data (bytes, &size);
  htmlDocPtr page = size < G_MAXINT ? htmlReadMemory (html, (int) size, NULL, "UTF-8", HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                                      HTML_PARSE_NOWARNING) : NULL;
  g_autoptr (GPtrArray) texts = new_texts ();

  if (page)
    add_title (texts, xmlDocGetRootElement (page));
  xmlFreeDoc (page);
  return add_page (texts, html, size, cancellable, error) ? g_steal_pointer (&texts) : NULL;
}

/* A news item has its headline apart, and then its bodies as pages. */
GPtrArray *
galley_export_read_ninjs (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  static const char *const members[][2] = { { "headlines", "main" }, { "bodies", "main" } };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GPtrArray) texts = new_texts ();

  if (!json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), error))
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonObject *item = json_node_get_object (json_parser_get_root (parser));
      JsonArray *values = json_object_has_member (item, members[i][0]) ? json_object_get_array_member (item, members[i][0]) : NULL;

      for (guint j = 0; values && j < json_array_get_length (values); j++)
        {
          JsonObject *value = json_array_get_object_element (values, j);
          const char *text = json_object_get_string_member_with_default (value, "value", "");

          if (!g_str_equal (json_object_get_string_member_with_default (value, "role", ""), members[i][1]))
            continue;
          if (i == 0)
            g_ptr_array_add (texts, g_strdup (text));
          else if (!add_page (texts, text, strlen (text), cancellable, error))
            return NULL;
        }
    }
  return g_steal_pointer (&texts);
}

/* Feeds: of each entry the title, which is a name for machines where there is no headline, and then its content, which is a
 * page as text. */

typedef struct
{
  GPtrArray *texts;
  GString *text;
  gboolean within; /* an entry */
  GCancellable *cancellable;
} FeedReader;

static void
feed_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  FeedReader *self = data;

  self->within |= g_str_equal (name, "item") || g_str_equal (name, "entry");
  g_string_truncate (self->text, 0);
}

static void
feed_end_cb (gpointer data, const char *name)
{
  FeedReader *self = data;

  if (g_str_equal (name, "item") || g_str_equal (name, "entry"))
    self->within = FALSE;
  else if (self->within && g_str_equal (name, "title") && !g_str_has_prefix (self->text->str, "urn:"))
    g_ptr_array_add (self->texts, g_strdup (self->text->str));
  else if (self->within && (g_str_equal (name, "encoded") || g_str_equal (name, "content")))
    add_page (self->texts, self->text->str, self->text->len, self->cancellable, NULL);
}

static void
feed_text_cb (gpointer data, const char *text, gsize length)
{
  g_string_append_len (((FeedReader *) data)->text, text, (gssize) length);
}

GPtrArray *
galley_export_read_feed (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  static const GalleyXmlReader reader = { .start = feed_start_cb, .end = feed_end_cb, .text = feed_text_cb };
  g_autoptr (GPtrArray) texts = new_texts ();
  g_autoptr (GString) text = g_string_new (NULL);
  FeedReader self = { texts, text, FALSE, cancellable };

  return galley_xml_read (bytes, &reader, &self, cancellable, error) ? g_steal_pointer (&texts) : NULL;
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
