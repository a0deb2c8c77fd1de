/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-table-layout.h"

/* Inside a cell, in em. */
#define PADDING_X 0.55
#define PADDING_Y 0.3

/* What the estimate may be short, for gaps between digits and Han, in em. */
#define ROUNDING 0.4

/* A column is made no wider than this for one long cell, and no narrower than that, in em. */
#define MAX_EMS 18
#define MIN_EMS 2.5

/* Numbers may take so much of the width before they are broken. */
#define MAX_NUMBERS 0.72

/* An estimate of a text's width in em, which is what dividing a table into columns needs. */
static double
count_ems (const char *text)
{
  double ems = 0;

  for (; *text && ems < MAX_EMS; text = g_utf8_next_char (text))
    ems += g_unichar_iswide (g_utf8_get_char (text)) ? 1 : 0.58;
  return ems;
}

static double
find_ems (const GalleyTableData *table, const GalleyColumn *column)
{
  double ems = MAX (count_ems (column->title), MIN_EMS);

  for (guint i = 0; i < table->rows->len && ems < MAX_EMS; i++)
    {
      g_autofree char *text = galley_furniture_dup_cell (g_ptr_array_index (table->rows, i), column->field);

      ems = MAX (ems, count_ems (text));
    }
  return MIN (ems, MAX_EMS) + 2 * PADDING_X + ROUNDING;
}

/* FNV-1a over what the widths and fields are. */
static guint64
make_stamp (const GalleyTableGrid *grid)
{
  guint64 stamp = G_GUINT64_CONSTANT (14695981039346656037);

  for (guint i = 0; i < grid->n_columns; i++)
    {
      stamp = (stamp ^ grid->columns[i].field) * G_GUINT64_CONSTANT (1099511628211);
      stamp = (stamp ^ (guint64) (grid->widths[i] * 64)) * G_GUINT64_CONSTANT (1099511628211);
    }
  return stamp;
}

/**
 * galley_table_grid_init:
 *
 * Divides the column among the table's columns: numbers get what they need, as far as that leaves room for the words,
 * and the words share the rest as they need it.
 */
void
galley_table_grid_init (GalleyTableGrid *grid, const GalleyTypesetter *setter, const GalleyTableData *table)
{
  double em = setter->theme->styles[GALLEY_STYLE_TABLE_CELL].size, numbers = 0, words = 0, share;

  grid->n_columns = galley_furniture_find_columns (table, grid->columns);
  for (guint i = 0; i < grid->n_columns; i++)
    {
      grid->widths[i] = find_ems (table, &grid->columns[i]) * em;
      *(grid->columns[i].numeric ? &numbers : &words) += grid->widths[i];
    }
  share = numbers > setter->width * MAX_NUMBERS && numbers + words > setter->width
            ? MAX (setter->width * MAX_NUMBERS, setter->width - words) / numbers
            : 1;
  for (guint i = 0; i < grid->n_columns; i++)
    grid->widths[i] *= grid->columns[i].numeric ? share : (setter->width - numbers * share) / words;
  grid->stamp = make_stamp (grid);
}

/* One row of cells, as high as its highest. */
static gboolean
add_cells (GalleyBlockLayout *self,
           const GalleyTypesetter *setter,
           const GalleyTableGrid *grid,
           GalleyRole role,
           const GalleyRecord *row,
           double *height)
{
  const GalleyLine *lines[GALLEY_MAX_COLUMNS];
  guint n_lines[GALLEY_MAX_COLUMNS], n_most = 1;
  double em = self->style->size, line_height = self->style->line_height * em, x = 0;

  for (guint i = 0; i < grid->n_columns; i++)
    {
      GalleyStyle style = *self->style;
      g_autofree char *text =
        row ? galley_furniture_dup_cell (row, grid->columns[i].field) : g_strdup (grid->columns[i].title);

      style.align = grid->columns[i].numeric ? GALLEY_ALIGN_END : GALLEY_ALIGN_START;
      lines[i] = galley_block_layout_set_text (
        self, setter, &style, text, NULL, grid->widths[i] - 2 * PADDING_X * em, 0, &n_lines[i]);
      if (!lines[i])
        return FALSE;
      n_most = MAX (n_most, n_lines[i]);
    }
  *height = n_most * line_height + 2 * PADDING_Y * em;
  g_array_index (self->rows, GalleyRow, 0).height = *height;
  for (guint i = 0; i < grid->n_columns; i++)
    {
      guint element = galley_block_layout_add_element (self, role, 0, self->key);
      double y = (*height - n_lines[i] * line_height) / 2;

      for (guint j = 0; j < n_lines[i]; j++)
        galley_block_layout_add_line (self, &lines[i][j], self->style, x + PADDING_X * em, y + j * line_height)
          ->element = element;
      x += grid->widths[i];
    }
  return TRUE;
}

static void
add_rectangle (GalleyBlockLayout *self, GalleyColor color, double y, double width, double height)
{
  GalleyDisplayItem *item = galley_block_layout_add_item (self, GALLEY_ITEM_RECTANGLE, 0, y, width, height);

  item->color = color;
  item->block = NULL;
  item->record = NULL;
  item->element = GALLEY_ELEMENT_ARTIFACT;
}

/**
 * galley_table_layout_new_header:
 * @block: the table that it is of
 *
 * Returns: (nullable) (transfer full): the columns' titles; %NULL where cancelled
 */
GalleyBlockLayout *
galley_table_layout_new_header (const GalleyTypesetter *setter, const GalleyTableGrid *grid, GalleyBlockData *block)
{
  const GalleyStyle *style = &setter->theme->styles[GALLEY_STYLE_TABLE_HEADER];
  g_autoptr (GalleyBlockLayout) self = galley_block_layout_new_empty (style);
  GalleyDisplayItem *ground;
  double height;

  self->key = galley_block_data_ref (block);
  galley_block_layout_add_element (self, GALLEY_ROLE_TABLE_ROW, 0, block);
  galley_block_layout_begin_row (self, 0, TRUE);
  add_rectangle (self, setter->theme->colors[GALLEY_COLOR_TINT], 0, setter->width, 0);
  add_rectangle (self, setter->theme->colors[GALLEY_COLOR_ACCENT], 0, setter->width, 0.1 * style->size);
  if (!add_cells (self, setter, grid, GALLEY_ROLE_TABLE_HEADER, NULL, &height))
    return NULL;
  ground = &g_array_index (self->items, GalleyDisplayItem, 0);
  ground->height = height;
  return g_steal_pointer (&self);
}

/**
 * galley_table_layout_new_row:
 * @block: the table that it is of
 *
 * Returns: (nullable) (transfer full): an indicator as a row; %NULL where cancelled
 */
GalleyBlockLayout *
galley_table_layout_new_row (const GalleyTypesetter *setter,
                             const GalleyTableGrid *grid,
                             GalleyBlockData *block,
                             GalleyRecord *row)
{
  const GalleyStyle *style = &setter->theme->styles[GALLEY_STYLE_TABLE_CELL];
  g_autoptr (GalleyBlockLayout) self = galley_block_layout_new_empty (style);
  double height;

  self->key = galley_block_data_ref (block);
  self->record = galley_record_ref (row);
  self->stamp = grid->stamp;
  galley_block_layout_add_element (self, GALLEY_ROLE_TABLE_ROW, 0, block);
  galley_block_layout_begin_row (self, 0, FALSE);
  if (!add_cells (self, setter, grid, GALLEY_ROLE_TABLE_CELL, row, &height))
    return NULL;
  add_rectangle (self, setter->theme->colors[GALLEY_COLOR_RULE], height, setter->width, 0.05 * style->size);
  return g_steal_pointer (&self);
}
