/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <cmark.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#include "galley-export-proof.h"
#include "galley-export-private.h"
#include "galley-html-reader.h"
#include "galley-json.h"
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
  static const char *const names[] = { "tracked-changes", "annotation", "del", "note", "title", NULL };

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
  if (self->skipped == 0 && (g_str_equal (name, "p") || g_str_equal (name, "h")))
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
  if (self->skipped == 0 && (g_str_equal (name, "p") || g_str_equal (name, "h") || g_str_equal (name, "desc")))
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

/* A book: its documents are read as they stand, as those of offices are. What is drawn in them, a proof need not find. */

static gboolean
is_inline (const char *name)
{
  static const char *const names[] = { "a", "strong", "time", "span", NULL };

  return g_strv_contains (names, name);
}

static gboolean
is_beside_article (const char *name)
{
  return g_str_equal (name, "head") || g_str_equal (name, "svg");
}

static void
book_start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  OfficeReader *self = data;

  self->skipped += is_beside_article (name);
  if (g_str_equal (name, "br"))
    g_string_append_c (self->text, '\n');
  else if (!is_inline (name))
    take_office_text (self);
}

static void
book_end_cb (gpointer data, const char *name)
{
  OfficeReader *self = data;

  self->skipped -= is_beside_article (name);
  if (!is_inline (name) && !g_str_equal (name, "br"))
    take_office_text (self);
}

GPtrArray *
galley_export_read_epub (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  static const GalleyXmlReader reader = { .start = book_start_cb, .end = book_end_cb, .text = office_text_cb };
  g_autoptr (GPtrArray) texts = new_texts ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) parts = galley_package_list (bytes, error);
  OfficeReader self = { .texts = texts, .text = text };

  for (guint i = 1; parts; i++)
    {
      g_autofree char *name = g_strdup_printf (GALLEY_EPUB_DOCUMENT, i);

      if (!g_hash_table_contains (parts, name))
        return g_steal_pointer (&texts);
      if (!galley_package_read (bytes, name, &reader, &self, cancellable, error))
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

/* A page without the pictures that are in it: they are no text, and more than the reader takes in. */
static GBytes *
drop_pictures (GBytes *bytes)
{
  static const char data[] = "\"data:image/";
  gsize size;
  const char *at = g_bytes_get_data (bytes, &size), *end = at + size, *picture;
  GString *page = g_string_sized_new (size);

  while ((picture = g_strstr_len (at, end - at, data)))
    {
      g_string_append_len (page, at, picture + 1 - at);
      at = picture + 1;
      at = (at = memchr (at, '"', end - at)) ? at : end;
    }
  g_string_append_len (page, at, end - at);
  return g_string_free_to_bytes (page);
}

GPtrArray *
galley_export_read_html (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) page = drop_pictures (bytes);
  g_autoptr (GPtrArray) parts = galley_html_read_bytes (page, NULL, cancellable, error);
  g_autoptr (GPtrArray) blocks = parts ? galley_parts_to_blocks (parts) : NULL;
  GPtrArray *texts = blocks ? new_texts () : NULL;

  for (guint i = 0; blocks && i < blocks->len; i++)
    add_block (texts, g_ptr_array_index (blocks, i));
  return texts;
}

/* Adds the texts of a page to @texts. An article that is empty is none. */
static gboolean
add_page (GPtrArray *texts, const char *html, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) found = galley_export_read_html (bytes, cancellable, &local_error);

  if (!found && !g_error_matches (local_error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (found)
    g_ptr_array_extend_and_steal (texts, g_steal_pointer (&found));
  return TRUE;
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_BROKEN, _("It is not well-formed"));
  return FALSE;
}

/* The text of each element of that name, in order: that of a title as it is, that of an article as the page that it is. */
static gboolean
add_elements (GPtrArray *texts, xmlNode *node, GCancellable *cancellable, GError **error)
{
  static const char *const pages[] = { "content", "encoded", "body", NULL };

  for (; node; node = node->next)
    {
      const char *name = node->type == XML_ELEMENT_NODE ? (const char *) node->name : "";
      xmlChar *text = NULL;
      gboolean read = TRUE;

      if (g_str_equal (name, "title"))
        g_ptr_array_add (texts, g_strdup ((const char *) (text = xmlNodeGetContent (node))));
      else if (g_strv_contains (pages, name))
        read = add_page (texts, (const char *) (text = xmlNodeGetContent (node)), cancellable, error);
      else
        read = add_elements (texts, node->children, cancellable, error);
      xmlFree (text);
      if (!read)
        return FALSE;
    }
  return TRUE;
}

static xmlDoc *
parse_xml (GBytes *bytes, GError **error)
{
  xmlDoc *document = xmlReadMemory (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL, NULL,
                                    XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

  return document || fail (error) ? document : NULL;
}

GPtrArray *
galley_export_read_feed (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) texts = new_texts ();
  xmlDoc *feed = parse_xml (bytes, error);
  gboolean read = feed && add_elements (texts, xmlDocGetRootElement (feed), cancellable, error);

  xmlFreeDoc (feed);
  /* The first title is the feed's own. */
  if (read)
    g_ptr_array_remove_index (texts, 0);
  return read ? g_steal_pointer (&texts) : NULL;
}

/* The headline of what is written for WeChat is the page's title. */
GPtrArray *
galley_export_read_wechat (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) texts = new_texts ();
  g_autofree char *html = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const char *start = strstr (html, "<title>"), *end = start ? strstr (start, "</title>") : NULL;
  g_autoptr (GBytes) title = end ? g_bytes_new (start, end + strlen ("</title>") - start) : NULL;
  xmlDoc *parsed = title ? parse_xml (title, error) : NULL;
  gboolean read = parsed && add_elements (texts, xmlDocGetRootElement (parsed), cancellable, error) &&
                  add_page (texts, end, cancellable, error);

  if (!title)
    fail (error);
  xmlFreeDoc (parsed);
  return read ? g_steal_pointer (&texts) : NULL;
}

/* The main headline or body, which is the first. */
static const char *
get_first_value (JsonObject *item, const char *name)
{
  JsonArray *array = json_object_get_array_member (item, name);

  return json_object_get_string_member (json_array_get_object_element (array, 0), "value");
}

GPtrArray *
galley_export_read_ninjs (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) texts = new_texts ();
  g_autoptr (JsonNode) node = galley_json_parse (bytes, GALLEY_JSON_MAX_DEPTH, error);
  JsonObject *item = node ? galley_json_get_object (node, error) : NULL;

  if (!item)
    return NULL;
  if (json_object_has_member (item, "headlines"))
    g_ptr_array_add (texts, g_strdup (get_first_value (item, "headlines")));
  return add_page (texts, get_first_value (item, "bodies"), cancellable, error) ? g_steal_pointer (&texts) : NULL;
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
