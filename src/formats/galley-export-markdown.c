/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "galley-export-private.h"
#include "galley-furniture.h"
#include "galley-picture.h"
#include "galley-plot.h"

/* The tree is cmark's, which writes it as CommonMark and escapes what must be. */

static cmark_node *
add_node (cmark_node *parent, cmark_node_type type)
{
  cmark_node *node = cmark_node_new (type);

  cmark_node_append_child (parent, node);
  return node;
}

static gboolean
begins_line (cmark_node *parent)
{
  cmark_node *last = cmark_node_last_child (parent);

  return cmark_node_get_type (parent) != CMARK_NODE_STRONG && cmark_node_get_type (parent) != CMARK_NODE_LINK &&
         (!last || cmark_node_get_type (last) == CMARK_NODE_LINEBREAK);
}

/* Text whose line breaks become nodes of @line_break. Spaces at the beginning of a line would make code of it. */
static void
add_text (cmark_node *parent, const char *text, gsize length, cmark_node_type line_break)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *newline = memchr (text, '\n', end - text), *stop = newline ? newline : end;
      gsize skipped = begins_line (parent) ? strspn (text, " \t") : 0;
      gsize n_bytes = stop - text;
      g_autofree char *piece = skipped < n_bytes ? galley_export_clean (text + skipped, n_bytes - skipped) : g_strdup ("");

      if (*piece)
        cmark_node_set_literal (add_node (parent, CMARK_NODE_TEXT), piece);
      if (newline && line_break == CMARK_NODE_LINEBREAK)
        add_node (parent, line_break);
      else if (newline)
        cmark_node_set_literal (add_node (parent, CMARK_NODE_TEXT), " / ");
      text = newline ? newline + 1 : end;
    }
}

static gboolean
is_shown (const GalleyMark *mark)
{
  return mark->kind == GALLEY_MARK_EMPHASIS ||
         (mark->kind == GALLEY_MARK_LINK && mark->target && galley_export_is_safe_uri (mark->target));
}

static gboolean
is_word (const char *at)
{
  gunichar c = g_utf8_get_char (at);

  return c != 0 && !g_unichar_isspace (c) && !g_unichar_ispunct (c);
}

/* Whether ** around a text would stand for itself: Markdown was made for words with spaces between them, and asks
 * punctuation just inside of ** to have no letter just outside (CommonMark 0.30, 6.2). */
static gboolean
fails_as_stars (const char *whole, const char *from, const char *to)
{
  return (from > whole && !is_word (from) && is_word (g_utf8_prev_char (from))) ||
         (!is_word (g_utf8_prev_char (to)) && is_word (to)) || g_ascii_isspace (*from) || g_ascii_isspace (to[-1]);
}

static void
add_html (cmark_node *parent, const char *tag)
{
  cmark_node_set_literal (add_node (parent, CMARK_NODE_HTML_INLINE), tag);
}

/* A block's text with its emphasis and links. One mark that begins within another is left out. */
static void
add_marked (cmark_node *parent, const GalleyBlockData *block, cmark_node_type line_break)
{
  const char *at = block->text;
  guint offset = 0;

  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);
      const char *start, *end;
      cmark_node *node;
      gboolean html;

      if (!is_shown (mark) || mark->start < offset)
        continue;
      start = g_utf8_offset_to_pointer (at, mark->start - offset);
      end = g_utf8_offset_to_pointer (start, mark->length);
      add_text (parent, at, start - at, line_break);
      html = mark->kind == GALLEY_MARK_EMPHASIS && fails_as_stars (block->text, start, end);
      if (html)
        add_html (parent, "<strong>");
      node = html ? parent : add_node (parent, mark->kind == GALLEY_MARK_LINK ? CMARK_NODE_LINK : CMARK_NODE_STRONG);
      if (mark->kind == GALLEY_MARK_LINK)
        cmark_node_set_url (node, mark->target);
      add_text (node, start, end - start, line_break);
      if (html)
        add_html (parent, "</strong>");
      at = end;
      offset = mark->start + mark->length;
    }
  add_text (parent, at, strlen (at), line_break);
}

static void
add_paragraph (cmark_node *parent, const char *text, gboolean strong)
{
  cmark_node *paragraph = add_node (parent, CMARK_NODE_PARAGRAPH);

  add_text (strong ? add_node (paragraph, CMARK_NODE_STRONG) : paragraph, text, strlen (text), CMARK_NODE_LINEBREAK);
}

static void
add_owned (cmark_node *parent, char *text, gboolean strong)
{
  g_autofree char *owned = text;

  if (owned && *owned)
    add_paragraph (parent, owned, strong);
}

static void
add_heading (cmark_node *parent, const GalleyBlockData *block, int level)
{
  cmark_node *heading = add_node (parent, CMARK_NODE_HEADING);

  cmark_node_set_heading_level (heading, level);
  add_marked (heading, block, CMARK_NODE_TEXT);
}

/* The last child of @parent where it is of @type, else a new one: blocks of one kind that follow each other share it. */
static cmark_node *
find_group (cmark_node *parent, cmark_node_type type)
{
  cmark_node *last = cmark_node_last_child (parent);

  return last && cmark_node_get_type (last) == type ? last : add_node (parent, type);
}

static void
add_item (cmark_node *parent, const GalleyBlockData *block)
{
  cmark_node *list = find_group (parent, CMARK_NODE_LIST);

  cmark_node_set_list_type (list, CMARK_BULLET_LIST);
  cmark_node_set_list_tight (list, 1);
  add_marked (
    add_node (add_node (list, CMARK_NODE_ITEM), CMARK_NODE_PARAGRAPH), block, CMARK_NODE_LINEBREAK);
}

/* In a list of its own, in the item before it where there is one. */
static void
add_subitem (cmark_node *parent, const GalleyBlockData *block)
{
  cmark_node *list = cmark_node_last_child (parent), *item = list ? cmark_node_last_child (list) : NULL;

  add_item (item && cmark_node_get_type (list) == CMARK_NODE_LIST ? item : parent, block);
}

/* A cell of a table, which is no part of CommonMark and so not cmark's. */
static void
add_cell (GString *table, const char *cell)
{
  g_string_append (table, "| ");
  for (; *cell; cell++)
    {
      if (strchr ("\\`*_{}[]<>|~#&!", *cell))
        g_string_append_c (table, '\\');
      g_string_append_c (table, *cell == '\n' || *cell == '\r' ? ' ' : *cell);
    }
  g_string_append_c (table, ' ');
}

/* Pipes know no merged cells: the text stands in the first, and below or beside it nothing. */
static void
add_row (GString *table, const GalleyGridData *grid, guint row)
{
  for (guint i = 0; i < grid->n_columns; i++)
    add_cell (table, galley_grid_data_get_text (grid, row, i));
  g_string_append (table, "|\n");
}

/* What makes a table of it, below its first row: a table of pipes has one header row, no more and no less. */
static void
add_delimiters (GString *table, const GalleyGridData *grid)
{
  static const char *const delimiters[GALLEY_N_GRID_ALIGNS] = {
    [GALLEY_GRID_ALIGN_START] = "| --- ",
    [GALLEY_GRID_ALIGN_CENTER] = "| :---: ",
    [GALLEY_GRID_ALIGN_END] = "| ---: ",
  };

  for (guint i = 0; i < grid->n_columns; i++)
    g_string_append (table, delimiters[grid->aligns[i]]);
  g_string_append (table, "|\n");
}

static void
add_table (cmark_node *parent, const GalleySnapshot *snapshot, const GalleyBlockData *block)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GalleyGridData) grid = galley_furniture_make_grid (snapshot, block, &records);
  g_autoptr (GString) table = g_string_new (NULL);

  add_owned (parent, g_strdup (galley_furniture_get_caption (snapshot, block)), TRUE);
  if (!grid)
    return;
  if (grid->n_header_rows == 0)
    {
      for (guint i = 0; i < grid->n_columns; i++)
        add_cell (table, "");
      g_string_append (table, "|\n");
      add_delimiters (table, grid);
    }
  for (guint i = 0; i < grid->n_rows; i++)
    {
      add_row (table, grid, i);
      if (i == 0 && grid->n_header_rows > 0)
        add_delimiters (table, grid);
    }
  g_string_truncate (table, table->len - 1);
  cmark_node_set_on_enter (add_node (parent, CMARK_NODE_CUSTOM_BLOCK), table->str);
  if (block->view)
    add_owned (parent, g_strdup (block->view->note), FALSE);
}

/* A chart as the list of its values. */
static void
add_chart (cmark_node *parent, const GalleySnapshot *snapshot, const GalleyBlockData *block)
{
  g_autoptr (GalleyPlot) plot = galley_plot_new (snapshot, block);
  cmark_node *list;

  add_owned (parent, g_strdup (block->text), TRUE);
  list = plot->categories->len > 0 ? add_node (parent, CMARK_NODE_LIST) : NULL;
  if (list)
    {
      cmark_node_set_list_type (list, CMARK_BULLET_LIST);
      cmark_node_set_list_tight (list, 1);
    }
  for (guint i = 0; i < plot->categories->len; i++)
    {
      g_autofree char *line = galley_plot_dup_line (plot, i);

      add_paragraph (add_node (list, CMARK_NODE_ITEM), line, FALSE);
    }
  if (block->view)
    add_owned (parent, g_strdup (block->view->note), FALSE);
}

static void
add_image (cmark_node *parent, const GalleyBlockData *block, const char *place)
{
  cmark_node *image = add_node (parent, CMARK_NODE_IMAGE);
  const char *alt = block->alt && *block->alt ? block->alt : block->text;

  cmark_node_set_url (image, place);
  add_text (image, alt, strlen (alt), CMARK_NODE_TEXT);
}

/* A picture goes out as it is prepared. Of a file that is not there the name is all there is to tell; what is there and
 * cannot be prepared is not linked to, since nobody knows what it holds. */
static void
add_picture (cmark_node *parent, const GalleyBlockData *block, const GalleyExportOptions *options, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GalleyPictureOptions wanted = { .max_side = GALLEY_EXPORT_PICTURE_SIDE, .keep_metadata = options->keep_metadata };
  g_autoptr (GalleyPreparedPicture) picture = galley_picture_prepare (options->folder, block, &wanted, cancellable, &error);
  cmark_node *paragraph = add_node (parent, CMARK_NODE_PARAGRAPH);
  const char *credit = block->picture ? block->picture->credit : NULL;
  g_autofree char *missing = galley_furniture_dup_missing (block), *place = NULL;

  if (picture)
    {
      place = galley_export_dup_place (options, picture->bytes, galley_picture_format_get_media_type (picture->format));
      add_image (paragraph, block, place);
    }
  else if (block->source && g_error_matches (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_MISSING))
    add_image (paragraph, block, block->source);
  else
    add_text (paragraph, missing, strlen (missing), CMARK_NODE_LINEBREAK);
  if (*block->text || credit)
    {
      add_node (paragraph, CMARK_NODE_LINEBREAK);
      add_marked (paragraph, block, CMARK_NODE_LINEBREAK);
      if (*block->text && credit)
        add_text (paragraph, "　", strlen ("　"), CMARK_NODE_TEXT);
      if (credit)
        add_text (paragraph, credit, strlen (credit), CMARK_NODE_TEXT);
    }
}

static void
add_note (cmark_node *parent, const GalleyBlockData *block)
{
  cmark_node *last = cmark_node_last_child (parent), *quote = find_group (parent, CMARK_NODE_BLOCK_QUOTE);

  if (quote != last)
    add_paragraph (quote, GALLEY_NOTE_LABEL, TRUE);
  add_marked (add_node (quote, CMARK_NODE_PARAGRAPH), block, CMARK_NODE_LINEBREAK);
}

static void
add_block (cmark_node *parent,
           const GalleySnapshot *snapshot,
           const GalleyBlockData *block,
           const GalleyExportOptions *options,
           GCancellable *cancellable)
{
  switch (block->kind)
    {
    case GALLEY_BLOCK_KICKER:
      add_owned (parent, g_strdup (block->text), TRUE);
      break;
    case GALLEY_BLOCK_HEADLINE:
      add_heading (parent, block, 1);
      break;
    case GALLEY_BLOCK_HEADING:
      add_heading (parent, block, 2);
      break;
    case GALLEY_BLOCK_SUBHEADING:
      add_heading (parent, block, 3);
      break;
    case GALLEY_BLOCK_NOTE:
      add_note (parent, block);
      break;
    case GALLEY_BLOCK_ITEM:
      add_item (parent, block);
      break;
    case GALLEY_BLOCK_SUBITEM:
      add_subitem (parent, block);
      break;
    case GALLEY_BLOCK_QUOTATION:
      add_marked (add_node (add_node (parent, CMARK_NODE_BLOCK_QUOTE), CMARK_NODE_PARAGRAPH), block, CMARK_NODE_LINEBREAK);
      break;
    case GALLEY_BLOCK_TABLE:
      add_table (parent, snapshot, block);
      break;
    case GALLEY_BLOCK_PICTURE:
      add_picture (parent, block, options, cancellable);
      break;
    case GALLEY_BLOCK_CHART:
      add_chart (parent, snapshot, block);
      break;
    case GALLEY_BLOCK_LEAD:
    case GALLEY_BLOCK_PARAGRAPH:
    default:
      if (*block->text)
        add_marked (add_node (parent, CMARK_NODE_PARAGRAPH), block, CMARK_NODE_LINEBREAK);
      break;
    }
}

/**
 * galley_export_markdown:
 *
 * Writes the bulletin as CommonMark, with tables as pipes. The lines of a couplet heading stand on one, with “ / ”
 * between, since a heading of "#" has but one line.
 */
GBytes *
galley_export_markdown (const GalleySnapshot *snapshot,
                        const GalleyExportOptions *options,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GalleySnapshot) shown = galley_export_with_sources (snapshot, options);
  cmark_node *document = cmark_node_new (CMARK_NODE_DOCUMENT);
  guint opening = galley_furniture_count_opening (snapshot);
  char *text;
  GBytes *bytes;

  add_owned (document, g_strdup (options->notice), TRUE);
  add_owned (document, galley_furniture_dup_strapline (snapshot), TRUE);
  for (guint i = 0; i <= shown->blocks->len; i++)
    {
      if (i == opening)
        add_owned (document, galley_furniture_dup_dateline (snapshot), FALSE);
      if (i < shown->blocks->len)
        add_block (document, shown, g_ptr_array_index (shown->blocks, i), options, cancellable);
    }
  add_owned (document, galley_furniture_dup_byline (snapshot), FALSE);
  add_owned (document, galley_furniture_dup_tags (snapshot), FALSE);
  text = cmark_render_commonmark (document, CMARK_OPT_DEFAULT, 0);
  bytes = g_bytes_new (text, strlen (text));
  free (text);
  cmark_node_free (document);
  return bytes;
}
