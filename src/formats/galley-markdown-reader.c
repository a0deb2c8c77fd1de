/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-markdown-reader.h"

#include <cmark.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "galley-html-reader.h"

/* Markdown is read as the HTML that it stands for: CommonMark by cmark, and tables of pipes, which are no part of that, as
 * GitHub Flavored Markdown 0.29 (4.10) has them. cmark leaves such a table a paragraph and tells its lines. */

/* Its HTML is at most some times as long. */
#define MAX_BYTES (8u * 1024 * 1024)
/* A text is told by its beginning, in lines. */
#define MAX_LOOKED_AT 400

/* Lines of the text, without their ends. */
typedef struct
{
  const char *start;
  gsize length;
} Line;

static gsize
skip_spaces (const char *line, gsize length)
{
  gsize n = 0;

  while (n < length && (line[n] == ' ' || line[n] == '\t'))
    n++;
  return n;
}

static Line
trim (Line line)
{
  gsize n = skip_spaces (line.start, line.length);

  line.start += n;
  line.length -= n;
  while (line.length > 0 && strchr (" \t\r", line.start[line.length - 1]))
    line.length--;
  return line;
}

/* What stands between the pipes of a row, (element-type Line). A pipe behind a backslash is text. */
static GArray *
split_row (Line row)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (Line));
  Line cell;
  gsize at = 0;

  row = trim (row);
  if (row.length > 0 && *row.start == '|')
    at = 1;
  cell = (Line) { row.start + at, 0 };
  for (; at < row.length; at++)
    {
      if (row.start[at] == '\\' && at + 1 < row.length)
        {
          cell.length += 2;
          at++;
        }
      else if (row.start[at] == '|')
        {
          cell = trim (cell);
          g_array_append_val (cells, cell);
          cell = (Line) { row.start + at + 1, 0 };
        }
      else
        cell.length++;
    }
  cell = trim (cell);
  if (cell.length > 0)
    g_array_append_val (cells, cell);
  return cells;
}

/* Whether a row is the one below a table's header: “| --- | :--: |”. */
static gboolean
is_delimiter (Line row)
{
  g_autoptr (GArray) cells = NULL;

  row = trim (row);
  if (row.length < 3 || memchr (row.start, '|', row.length) == NULL || memchr (row.start, '-', row.length) == NULL)
    return FALSE;
  for (gsize i = 0; i < row.length; i++)
    if (!strchr ("|-: \t", row.start[i]))
      return FALSE;
  cells = split_row (row);
  for (guint i = 0; i < cells->len; i++)
    {
      Line cell = g_array_index (cells, Line, i);

      if (cell.length == 0 || memchr (cell.start, ' ', cell.length))
        return FALSE;
    }
  return cells->len > 0;
}

/* Which line of @lines from @from on is the delimiter row of a table; @to where there is none. */
static guint
find_delimiter (const GArray *lines, guint from, guint to)
{
  for (guint i = from + 1; i < to; i++)
    if (is_delimiter (g_array_index (lines, Line, i)))
      {
        g_autoptr (GArray) delimiters = split_row (g_array_index (lines, Line, i));
        g_autoptr (GArray) heads = split_row (g_array_index (lines, Line, i - 1));

        if (delimiters->len == heads->len)
          return i;
      }
  return to;
}

/* A cell as HTML: text of a line, which begins no block whatever it looks like. */
static void
append_cell (GString *html, Line cell, const char *tag)
{
  g_autoptr (GString) text = g_string_new (".");
  char *inner;

  for (gsize i = 0; i < cell.length; i++)
    if (cell.start[i] != '\\' || i + 1 == cell.length || cell.start[i + 1] != '|')
      g_string_append_c (text, cell.start[i]);
  inner = cmark_markdown_to_html (text->str, text->len, CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8);
  g_string_append_printf (html, "<%s>", tag);
  g_string_append (html, g_str_has_prefix (inner, "<p>.") ? inner + strlen ("<p>.") : inner);
  g_string_append_printf (html, "</%s>", tag);
  free (inner);
}

static void
append_row (GString *html, Line row, const char *tag)
{
  g_autoptr (GArray) cells = split_row (row);

  g_string_append (html, "<tr>");
  for (guint i = 0; i < cells->len; i++)
    append_cell (html, g_array_index (cells, Line, i), tag);
  g_string_append (html, "</tr>\n");
}

/* The paragraph in bold before a table, which is its caption. */
static cmark_node *
find_caption (cmark_node *before)
{
  cmark_node *child = before && cmark_node_get_type (before) == CMARK_NODE_PARAGRAPH ? cmark_node_first_child (before) : NULL;

  return child && child == cmark_node_last_child (before) && cmark_node_get_type (child) == CMARK_NODE_STRONG ? before : NULL;
}

/* Puts a table where its paragraph stands, behind what of it comes before the table. */
static void
make_table (cmark_node *paragraph, const GArray *lines, guint from, guint delimiter, guint to)
{
  g_autoptr (GString) html = g_string_new (NULL);
  cmark_node *caption = delimiter == from + 1 ? find_caption (cmark_node_previous (paragraph)) : NULL;
  cmark_node *block = cmark_node_new (CMARK_NODE_HTML_BLOCK);

  if (delimiter > from + 1)
    {
      const Line *first = &g_array_index (lines, Line, from), *last = &g_array_index (lines, Line, delimiter - 2);
      char *before = cmark_markdown_to_html (first->start, last->start + last->length - first->start,
                                             CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8);

      g_string_append (html, before);
      free (before);
    }
  g_string_append (html, "<table>");
  if (caption)
    {
      char *text = cmark_render_html (caption, CMARK_OPT_UNSAFE);

      g_string_append_printf (html, "<caption>%s</caption>", text);
      free (text);
      cmark_node_unlink (caption);
      cmark_node_free (caption);
    }
  g_string_append (html, "<thead>");
  append_row (html, g_array_index (lines, Line, delimiter - 1), "th");
  g_string_append (html, "</thead><tbody>");
  for (guint i = delimiter + 1; i < to; i++)
    append_row (html, g_array_index (lines, Line, i), "td");
  g_string_append (html, "</tbody></table>\n");
  cmark_node_set_literal (block, html->str);
  cmark_node_replace (paragraph, block);
  cmark_node_free (paragraph);
}

/* A paragraph that begins with a picture is that with its caption. */
static gboolean
make_figure (cmark_node *paragraph)
{
  cmark_node *image = cmark_node_first_child (paragraph), *first = image ? cmark_node_next (image) : NULL;
  cmark_node *block;
  g_autoptr (GString) html = NULL;
  char *text;

  /* The spaces before a line break leave a text of nothing. */
  while (first && cmark_node_get_type (first) == CMARK_NODE_TEXT && *cmark_node_get_literal (first) == '\0')
    first = cmark_node_next (first);
  if (image == NULL || cmark_node_get_type (image) != CMARK_NODE_IMAGE ||
      (first && cmark_node_get_type (first) != CMARK_NODE_LINEBREAK && cmark_node_get_type (first) != CMARK_NODE_SOFTBREAK))
    return FALSE;
  text = cmark_render_html (image, CMARK_OPT_UNSAFE);
  html = g_string_new ("<figure>");
  g_string_append (html, text);
  free (text);
  cmark_node_free (image);
  if (first)
    cmark_node_free (first);
  text = cmark_render_html (paragraph, CMARK_OPT_UNSAFE);
  g_string_append_printf (html, "<figcaption>%s</figcaption></figure>\n", text);
  free (text);
  block = cmark_node_new (CMARK_NODE_HTML_BLOCK);
  cmark_node_set_literal (block, html->str);
  cmark_node_replace (paragraph, block);
  cmark_node_free (paragraph);
  return TRUE;
}

/* The lines of a heading of several stand on one, as the export writes them. */
static void
split_heading (cmark_node *text)
{
  static const char slash[] = " / ";
  g_autofree char *literal = g_strdup (cmark_node_get_literal (text));
  char *at = literal, *next;

  for (; (next = strstr (at, slash)) && next > at && next[strlen (slash)]; at = next + strlen (slash))
    {
      cmark_node *before = cmark_node_new (CMARK_NODE_TEXT), *newline = cmark_node_new (CMARK_NODE_LINEBREAK);

      *next = '\0';
      cmark_node_set_literal (before, at);
      cmark_node_insert_before (text, before);
      cmark_node_insert_before (text, newline);
    }
  if (at > literal)
    cmark_node_set_literal (text, at);
}

static gboolean
is_in_heading (cmark_node *node)
{
  while ((node = cmark_node_parent (node)))
    if (cmark_node_get_type (node) == CMARK_NODE_HEADING)
      return TRUE;
  return FALSE;
}

/* The paragraphs and texts that are looked at, before the tree is changed. */
static GPtrArray *
collect (cmark_node *document)
{
  GPtrArray *nodes = g_ptr_array_new ();
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);

      if (event == CMARK_EVENT_ENTER &&
          ((type == CMARK_NODE_PARAGRAPH && cmark_node_get_type (cmark_node_parent (node)) == CMARK_NODE_DOCUMENT) ||
           (type == CMARK_NODE_TEXT && is_in_heading (node))))
        g_ptr_array_add (nodes, node);
    }
  cmark_iter_free (iter);
  return nodes;
}

static GArray *
split_lines (const char *text, gsize length)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  const char *end = text + length;

  while (text < end)
    {
      const char *newline = memchr (text, '\n', end - text);
      Line line = { text, (newline ? newline : end) - text };

      g_array_append_val (lines, line);
      text = newline ? newline + 1 : end;
    }
  return lines;
}

/* Returns: (transfer full): to be freed with free() */
static char *
make_html (const char *text, gsize length)
{
  g_autoptr (GArray) lines = split_lines (text, length);
  cmark_node *document = cmark_parse_document (text, length, CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
  g_autoptr (GPtrArray) nodes = collect (document);
  char *html;

  for (guint i = 0; i < nodes->len; i++)
    {
      cmark_node *node = g_ptr_array_index (nodes, i);
      guint from, to, delimiter;

      if (cmark_node_get_type (node) == CMARK_NODE_TEXT)
        {
          split_heading (node);
          continue;
        }
      if (make_figure (node))
        continue;
      from = (guint) cmark_node_get_start_line (node) - 1;
      to = MIN ((guint) cmark_node_get_end_line (node), lines->len);
      delimiter = find_delimiter (lines, from, to);
      if (delimiter < to)
        make_table (node, lines, from, delimiter, to);
    }
  html = cmark_render_html (document, CMARK_OPT_UNSAFE);
  cmark_node_free (document);
  return html;
}

/* What stands between lines of dashes before the text tells a program about it: title, date, template. Returns its length,
 * or 0. */
static gsize
find_front_matter (const char *text)
{
  const char *end;

  if (!g_str_has_prefix (text, "---\n"))
    return 0;
  end = strstr (text + strlen ("---"), "\n---\n");
  return end && memchr (text + strlen ("---\n"), ':', end - text) ? (gsize) (end - text) + strlen ("\n---\n") : 0;
}

static gboolean
begins_as_markdown (Line line)
{
  gsize n = 0;

  while (n < line.length && line.start[n] == '#')
    n++;
  if (n > 0 && n <= 6 && n + 1 < line.length && line.start[n] == ' ')
    return TRUE;
  return g_strstr_len (line.start, line.length, "](http") != NULL || is_delimiter (line);
}

/**
 * galley_markdown_is:
 * @text: UTF-8 with LF at the ends of lines
 *
 * Returns: whether it is marked up as Markdown: it has a heading of "#", a table of pipes, a link, or what tells a program
 *   about it. Other marks of it are those of plain texts too
 */
gboolean
galley_markdown_is (const char *text)
{
  if (find_front_matter (text) > 0)
    return TRUE;
  for (guint i = 0; text && i < MAX_LOOKED_AT; i++)
    {
      const char *newline = strchr (text, '\n');

      if (begins_as_markdown ((Line) { text, newline ? (gsize) (newline - text) : strlen (text) }))
        return TRUE;
      text = newline ? newline + 1 : NULL;
    }
  return FALSE;
}

/**
 * galley_markdown_read:
 * @text: UTF-8 with LF at the ends of lines
 * @length: in bytes
 * @omissions: (element-type GalleyOmission): gets what is beside the text
 * @error: %GALLEY_FORMATS_ERROR_TOO_LARGE, or as galley_html_read()
 *
 * Reads Markdown with tables of pipes. A paragraph in bold before a table is its caption; “ / ” in a heading is where its
 * lines break.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyPart): its parts, at least one
 */
GPtrArray *
galley_markdown_read (const char *text, gsize length, GPtrArray *omissions, GCancellable *cancellable, GError **error)
{
  gsize front = find_front_matter (text);
  g_autofree char *matter = g_strndup (text, front);
  GPtrArray *parts;
  char *html;

  if (length > MAX_BYTES)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
                   _("It has more than %u MiB, so it is no article; split it"), MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  galley_omissions_add (omissions, "property", 1, 0, g_strstrip (matter));
  html = make_html (text + front, length - front);
  parts = galley_html_read (html, strlen (html), omissions, cancellable, error);
  free (html);
  return parts;
}
