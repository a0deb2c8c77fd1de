/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-export-private.h"
#include "galley-furniture.h"
#include "galley-plot.h"

#define INDENT "　　"

/* Paragraphs stand apart by an empty line, as the import reads them back. */
static void
add_paragraph (GString *text, const char *before, const char *paragraph)
{
  g_string_append_printf (text, "%s%s%s\n", text->len > 0 ? "\n" : "", before, paragraph);
}

static void
add_owned (GString *text, const char *before, char *paragraph)
{
  g_autofree char *owned = paragraph;

  if (owned && *owned)
    add_paragraph (text, before, owned);
}

/* A line break inside a block that is no heading would end its paragraph. */
static char *
join_lines (const char *text)
{
  return g_strdelimit (g_strdup (text), "\n\r", ' ');
}

static void
add_spaces (GString *text, guint n)
{
  for (; n > 0; n--)
    g_string_append_c (text, ' ');
}

/* A cell as wide as its column, where Han are two wide. The tab that follows stands at the same place in each row, so that
 * columns are straight to look at and still cells to programs. */
static void
add_cell (GString *text, const char *cell, guint width, GalleyGridAlign align, gboolean last)
{
  guint spare = width - galley_export_measure (cell);
  guint before = align == GALLEY_GRID_ALIGN_END ? spare : align == GALLEY_GRID_ALIGN_CENTER ? spare / 2 : 0;

  if (!last || *cell)
    add_spaces (text, before);
  g_string_append (text, cell);
  if (!last)
    add_spaces (text, spare - before);
  g_string_append_c (text, last ? '\n' : '\t');
}

static void
add_grid (GString *text, const GalleyGridData *grid)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  guint widths[GALLEY_GRID_MAX_COLUMNS] = { 0 };

  for (guint i = 0; i < grid->n_rows * grid->n_columns; i++)
    {
      char *cell = g_strdup (galley_grid_data_get_text (grid, i / grid->n_columns, i % grid->n_columns));
      guint width = galley_export_measure (g_strdelimit (cell, "\t\n\r", ' '));

      widths[i % grid->n_columns] = MAX (widths[i % grid->n_columns], width);
      g_ptr_array_add (cells, cell);
    }
  for (guint i = 0; i < cells->len; i++)
    {
      guint column = i % grid->n_columns;

      add_cell (text, g_ptr_array_index (cells, i), widths[column], grid->aligns[column], column + 1 == grid->n_columns);
    }
}

static void
add_table (GString *text, const GalleySnapshot *snapshot, const GalleyBlockData *block)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GalleyGridData) grid = galley_furniture_make_grid (snapshot, block, &records);

  add_owned (text, "", join_lines (galley_furniture_get_caption (snapshot, block)));
  if (!grid)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  add_grid (text, grid);
  if (block->view)
    add_owned (text, "", block->view->note ? join_lines (block->view->note) : NULL);
}

/* A chart as the list of its values. */
static void
add_chart (GString *text, const GalleySnapshot *snapshot, const GalleyBlockData *block)
{
  g_autoptr (GalleyPlot) plot = galley_plot_new (snapshot, block);

  add_owned (text, "", join_lines (block->text));
  for (guint i = 0; i < plot->categories->len; i++)
    {
      g_autofree char *line = galley_plot_dup_line (plot, i);

      add_owned (text, GALLEY_ITEM_SIGN, join_lines (line));
    }
  if (block->view)
    add_owned (text, "", block->view->note ? join_lines (block->view->note) : NULL);
}

static void
add_block (GString *text, const GalleySnapshot *snapshot, const GalleyBlockData *block)
{
  switch (block->kind)
    {
    case GALLEY_BLOCK_HEADING:
      add_paragraph (text, "", block->text);
      break;
    case GALLEY_BLOCK_NOTE:
      add_paragraph (text, "", GALLEY_NOTE_LABEL);
      add_owned (text, INDENT, join_lines (block->text));
      break;
    case GALLEY_BLOCK_ITEM:
      add_owned (text, GALLEY_ITEM_SIGN, join_lines (block->text));
      break;
    case GALLEY_BLOCK_SUBITEM:
      add_owned (text, GALLEY_SUBITEM_SIGN, join_lines (block->text));
      break;
    case GALLEY_BLOCK_QUOTATION:
      add_owned (text, "> ", join_lines (block->text));
      break;
    case GALLEY_BLOCK_PICTURE:
      add_owned (text, "［图］", g_strdelimit (galley_furniture_dup_picture_line (block), "\n\r", ' '));
      break;
    case GALLEY_BLOCK_TABLE:
      add_table (text, snapshot, block);
      break;
    case GALLEY_BLOCK_CHART:
      add_chart (text, snapshot, block);
      break;
    case GALLEY_BLOCK_KICKER:
    case GALLEY_BLOCK_HEADLINE:
    case GALLEY_BLOCK_SUBHEADING:
      add_owned (text, "", join_lines (block->text));
      break;
    case GALLEY_BLOCK_LEAD:
    case GALLEY_BLOCK_PARAGRAPH:
    default:
      add_owned (text, INDENT, join_lines (block->text));
      break;
    }
}

static void
add_dateline (GString *text, const GalleySnapshot *snapshot)
{
  const char *sources = snapshot->details->fields[GALLEY_DETAILS_SOURCES];

  add_owned (text, "", galley_furniture_dup_date (snapshot));
  if (*sources)
    add_owned (text, "来源：", g_strdelimit (g_strdup (sources), "\n", ' '));
}

/**
 * galley_export_text:
 *
 * Writes the bulletin as it would stand in a message: what the import makes of it is the same again, but for marks and
 * what only files hold.
 */
GBytes *
galley_export_text (const GalleySnapshot *snapshot,
                    const GalleyExportOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GalleySnapshot) shown = galley_export_with_sources (snapshot, options);
  g_autoptr (GString) text = g_string_new (NULL);
  guint opening = galley_furniture_count_opening (snapshot);

  add_owned (text, "", options->notice ? join_lines (options->notice) : NULL);
  add_owned (text, "", galley_furniture_dup_strapline (snapshot));
  for (guint i = 0; i <= shown->blocks->len; i++)
    {
      if (i == opening)
        add_dateline (text, snapshot);
      if (i < shown->blocks->len)
        add_block (text, shown, g_ptr_array_index (shown->blocks, i));
    }
  add_owned (text, "", galley_furniture_dup_byline (snapshot));
  add_owned (text, "", galley_furniture_dup_tags (snapshot));
  return g_string_free_to_bytes (g_steal_pointer (&text));
}
