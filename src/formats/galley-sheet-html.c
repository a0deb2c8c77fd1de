/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#include "galley-export-private.h"
#include "galley-sheet-private.h"

/* What a cell spans beyond itself; HTML takes no colspan above 1000. */
#define MAX_COLSPAN 1000
#define MAX_ROWSPAN 65534

/**
 * Span:
 *
 * A cell that covers others, to be spread once all rows are known.
 */
typedef struct
{
  guint row;
  guint column;
  guint n_rows;
  guint n_columns;
} Span;

/**
 * Reader:
 * @depth: how many tables are open; what is in a table in a cell is text of that cell
 * @row: the row that is open or comes next
 * @column: where the next cell may lie
 * @hidden: whether the row is not shown
 * @text: (nullable): of the cell that is open
 * @gap: whether white space stands before what comes next
 * @covered: (element-type guint): for each column, the first row that no rowspan from above covers
 * @done: whether the first table has been read, or as much of it as a sheet can hold
 */
typedef struct
{
  GalleySheetBuilder *builder;
  guint depth;
  guint row;
  guint column;
  gboolean in_row;
  gboolean hidden;
  GString *text;
  gboolean gap;
  GArray *covered;
  GArray *spans;
  Span span;
  gboolean done;
} Reader;

static const char *
get_attribute (const xmlChar **attributes, const char *name)
{
  for (; attributes && attributes[0]; attributes += 2)
    if (g_ascii_strcasecmp ((const char *) attributes[0], name) == 0)
      return attributes[1] ? (const char *) attributes[1] : "";
  return NULL;
}

static guint
get_span (const xmlChar **attributes, const char *name, guint limit)
{
  const char *text = get_attribute (attributes, name);
  guint64 n = text ? g_ascii_strtoull (text, NULL, 10) : 1;

  return (guint) CLAMP (n, 1, limit);
}

static gboolean
is_hidden (const xmlChar **attributes)
{
  const char *style = get_attribute (attributes, "style");
  g_auto (GStrv) parts = style ? g_strsplit (style, "display:", 2) : NULL;

  return parts && parts[0] && parts[1] && g_str_has_prefix (g_strchug (parts[1]), "none");
}

/* White space at the ends of a cell is padding, but spaces that do not break before its words are how Excel and Word
 * indent; before a number they are padding of its format. */
static void
trim (GString *text)
{
  const char *start = text->str;

  while (text->len > 0 && strchr (" \n", text->str[text->len - 1]))
    g_string_truncate (text, text->len - 1);
  start += strspn (start, " \n");
  if (start[strspn (start, "0123456789.,%+- ")] == '\0')
    g_string_erase (text, 0, start - text->str);
}

static void
end_cell (Reader *self)
{
  guint last;

  if (self->text == NULL)
    return;
  trim (self->text);
  self->done = !galley_sheet_builder_set (self->builder, self->row, self->span.column, self->text->str, self->text->len);
  g_string_free (g_steal_pointer (&self->text), TRUE);
  if (self->done || (self->span.n_rows == 1 && self->span.n_columns == 1))
    return;
  g_array_append_val (self->spans, self->span);
  if (self->span.n_rows == 1)
    return;
  last = self->span.column + self->span.n_columns;
  if (self->covered->len < last)
    g_array_set_size (self->covered, last);
  for (guint i = self->span.column; i < last; i++)
    g_array_index (self->covered, guint, i) = self->row + self->span.n_rows;
}

static void
end_row (Reader *self)
{
  end_cell (self);
  if (self->in_row && !self->hidden)
    self->row++;
  self->in_row = self->hidden = FALSE;
}

static void
start_row (Reader *self, const xmlChar **attributes)
{
  end_row (self);
  self->in_row = TRUE;
  self->hidden = is_hidden (attributes);
  self->column = 0;
}

static void
start_cell (Reader *self, const xmlChar **attributes)
{
  if (!self->in_row)
    start_row (self, NULL);
  end_cell (self);
  if (self->hidden)
    return;
  while (self->column < self->covered->len && g_array_index (self->covered, guint, self->column) > self->row)
    self->column++;
  self->span.row = self->row;
  self->span.column = self->column;
  self->span.n_columns = get_span (attributes, "colspan", MAX_COLSPAN);
  self->span.n_rows = get_span (attributes, "rowspan", MAX_ROWSPAN);
  self->column = MIN (self->column + self->span.n_columns, GALLEY_SHEET_MAX_COLUMNS);
  self->text = g_string_new (NULL);
  self->gap = FALSE;
}

static gboolean
ends_line (const GString *text)
{
  return text->len > 0 && text->str[text->len - 1] == '\n';
}

static void
break_line (Reader *self)
{
  if (self->text && self->text->len > 0)
    g_string_append_c (self->text, '\n');
  self->gap = FALSE;
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  for (; *names; names++)
    if (g_ascii_strcasecmp (name, *names) == 0)
      return TRUE;
  return FALSE;
}

static const char *const paragraphs[] = { "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", NULL };

static void
start_element_cb (void *data, const xmlChar *element, const xmlChar **attributes)
{
  Reader *self = data;
  const char *name = (const char *) element;

  if (self->done)
    return;
  if (g_str_equal (name, "table"))
    self->depth++;
  if (self->depth == 1 && g_str_equal (name, "tr"))
    start_row (self, attributes);
  else if (self->depth == 1 && (g_str_equal (name, "td") || g_str_equal (name, "th")))
    start_cell (self, attributes);
  else if (g_str_equal (name, "br"))
    break_line (self);
  else if (g_str_equal (name, "td") || g_str_equal (name, "th"))
    self->gap = TRUE;
  else if (is_one_of (name, paragraphs) && self->text && !ends_line (self->text))
    break_line (self);
}

static void
end_element_cb (void *data, const xmlChar *element)
{
  Reader *self = data;
  const char *name = (const char *) element;

  if (self->done || self->depth == 0)
    return;
  if (g_str_equal (name, "table") && --self->depth == 0)
    {
      end_row (self);
      self->done = TRUE;
    }
  else if (self->depth == 1 && g_str_equal (name, "tr"))
    end_row (self);
  else if (self->depth == 1 && (g_str_equal (name, "td") || g_str_equal (name, "th")))
    end_cell (self);
  else
    self->gap |= g_str_equal (name, "table") || is_one_of (name, paragraphs);
}

/* White space as HTML has it: one space, or none where a line begins. */
static void
characters_cb (void *data, const xmlChar *characters, int length)
{
  Reader *self = data;
  const char *text = (const char *) characters, *end = text + length;

  for (; self->text && text < end; text++)
    if (strchr (" \t\n\r\f", *text))
      self->gap = TRUE;
    else
      {
        if (self->gap && self->text->len > 0 && !ends_line (self->text))
          g_string_append_c (self->text, ' ');
        self->gap = FALSE;
        if ((guchar) text[0] == 0xc2 && text + 1 < end && (guchar) text[1] == 0xa0)
          {
            g_string_append_c (self->text, ' ');
            text++;
          }
        else
          g_string_append_c (self->text, *text);
      }
}

/**
 * galley_sheet_from_html:
 * @html: UTF-8, as Calc, Excel, Word, WPS and browsers put it on the clipboard
 * @length: its length in bytes, or -1
 * @error: %GALLEY_FORMATS_ERROR_EMPTY where there is no table in it, %GALLEY_FORMATS_ERROR_ENCODING or
 *   %GALLEY_FORMATS_ERROR_TOO_LARGE
 *
 * Reads the first table. Rows that are not shown are left out; a cell that spans several says its text in each of them.
 *
 * Returns: (transfer full) (nullable): its cells, with line breaks as LF
 */
GalleySheet *
galley_sheet_from_html (const char *html, gssize length, GError **error)
{
  gsize n = length < 0 ? strlen (html) : (gsize) length;
  g_autoptr (GalleySheetBuilder) builder = galley_sheet_builder_new (NULL);
  g_autoptr (GArray) covered = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  Reader reader = { .builder = builder, .covered = covered, .spans = spans };
  xmlSAXHandler handler = {
    .startElement = start_element_cb,
    .endElement = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
  };
  htmlParserCtxtPtr context;
  g_autoptr (GalleySheet) sheet = NULL;

  if (n > GALLEY_SHEET_MAX_BYTES)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
                   _("The table has more than %u MiB of text; keep the part that is needed"),
                   GALLEY_SHEET_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  if (!g_utf8_validate_len (html, n, NULL))
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_ENCODING,
                   _("The table is not UTF-8 text; copy it again"));
      return NULL;
    }
  context = htmlCreatePushParserCtxt (&handler, &reader, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  htmlCtxtUseOptions (context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                 HTML_PARSE_IGNORE_ENC);
  htmlParseChunk (context, html, (int) n, 0);
  htmlParseChunk (context, NULL, 0, 1);
  htmlFreeParserCtxt (context);
  end_row (&reader);
  if (!reader.done && reader.depth == 0)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY, _("There is no table in it"));
      return NULL;
    }
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      galley_sheet_builder_spread (builder, span->row, span->column, span->n_rows, span->n_columns);
    }
  return galley_sheet_builder_end (builder, error);
}

/* Spaces that HTML would swallow do not break; characters that it does not have become a sign. */
static void
append_text (GString *html, const char *text)
{
  g_autofree char *clean = galley_export_clean (text, strlen (text));
  char before = ' ';

  for (const char *p = clean; *p; before = *p++)
    if (*p == '\n')
      g_string_append (html, "<br>");
    else if (*p == '\t' || (*p == ' ' && (strchr (" \t\n", before) || p[1] == '\0')))
      g_string_append (html, "&#160;");
    else if (*p == '<')
      g_string_append (html, "&lt;");
    else if (*p == '&')
      g_string_append (html, "&amp;");
    else
      g_string_append_c (html, *p);
}

/**
 * galley_sheet_to_html:
 *
 * Returns: (transfer full): the cells as a table in an HTML document, for the clipboard
 */
char *
galley_sheet_to_html (const GalleySheet *sheet)
{
  GString *html = g_string_new ("<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><table>\n");

  for (guint i = 0; i < sheet->n_rows; i++)
    {
      g_string_append (html, "<tr>");
      for (guint j = 0; j < sheet->n_columns; j++)
        {
          g_string_append (html, "<td>");
          append_text (html, galley_sheet_get_cell (sheet, i, j));
          g_string_append (html, "</td>");
        }
      g_string_append (html, "</tr>\n");
    }
  g_string_append (html, "</table></body></html>");
  return g_string_free (html, FALSE);
}
