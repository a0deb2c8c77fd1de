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

/* A cell set in lines. */
typedef struct
{
  const GalleyLine *lines;
  guint n_lines;
  GalleyGridSpan span;
  double x;
} Cell;

/* Rows of a table under way. */
typedef struct
{
  GalleyBlockLayout *part;
  const GalleyTypesetter *setter;
  const GalleyTableFrame *frame;
  guint from, to;
  GArray *cells;   /* Cell, in reading order */
  double *heights; /* of each row from @from */
} Setting;

/* An estimate of a text's width in em, which is what dividing a table into columns needs. */
static double
count_ems (const char *text)
{
  double ems = 0, most = 0;

  for (; *text && ems < MAX_EMS; text = g_utf8_next_char (text))
    {
      ems = *text == '\n' ? 0 : ems + (g_unichar_iswide (g_utf8_get_char (text)) ? 1 : 0.58);
      most = MAX (most, ems);
    }
  return most;
}

static double
find_ems (const GalleyGridData *grid, guint column)
{
  double ems = MIN_EMS;
  GalleyGridSpan span;

  for (guint row = 0; row < grid->n_rows && ems < MAX_EMS; row++)
    {
      galley_grid_data_get_span (grid, row, column, &span);
      if (span.n_columns == 1)
        ems = MAX (ems, count_ems (galley_grid_data_get_text (grid, row, column)));
    }
  return MIN (ems, MAX_EMS) + 2 * PADDING_X + ROUNDING;
}

static guint64
hash (guint64 stamp, guint64 value)
{
  return (stamp ^ value) * G_GUINT64_CONSTANT (1099511628211);
}

/* FNV-1a over the widths, and the headers, which tell what the cells of a row are. */
static guint64
make_stamp (const GalleyTableFrame *frame)
{
  guint64 stamp = G_GUINT64_CONSTANT (14695981039346656037);

  for (guint i = 0; i < frame->grid->n_columns; i++)
    {
      stamp = hash (stamp, (guint64) (frame->widths[i] * 64));
      for (const char *p = galley_grid_data_get_text (frame->grid, 0, i); *p; p++)
        stamp = hash (stamp, (guchar) *p);
    }
  return stamp;
}

/**
 * galley_table_frame_init:
 * @grid: (transfer none): outlives the frame
 *
 * Divides the column among the table's columns: numbers, which stand at the end, get what they need, as far as that leaves
 * room for the words, and the words share the rest as they need it.
 */
void
galley_table_frame_init (GalleyTableFrame *frame, const GalleyTypesetter *setter, GalleyGridData *grid)
{
  double em = setter->theme->styles[GALLEY_STYLE_TABLE_CELL].size, numbers = 0, words = 0, share;

  frame->grid = grid;
  for (guint i = 0; i < grid->n_columns; i++)
    {
      frame->widths[i] = find_ems (grid, i) * em;
      *(grid->aligns[i] == GALLEY_GRID_ALIGN_END ? &numbers : &words) += frame->widths[i];
    }
  if (words <= 0)
    share = setter->width / numbers;
  else
    share = numbers > setter->width * MAX_NUMBERS && numbers + words > setter->width
              ? MAX (setter->width * MAX_NUMBERS, setter->width - words) / numbers
              : 1;
  for (guint i = 0; i < grid->n_columns; i++)
    frame->widths[i] *=
      grid->aligns[i] == GALLEY_GRID_ALIGN_END ? share : (setter->width - numbers * share) / words;
  frame->stamp = make_stamp (frame);
}

/* Columns stand as they say; a header above several is in their middle. */
static GalleyAlign
find_align (const GalleyGridData *grid, const GalleyGridSpan *span)
{
  if (span->row < grid->n_header_rows && span->n_columns > 1)
    return GALLEY_ALIGN_CENTER;
  switch (grid->aligns[span->column])
    {
    case GALLEY_GRID_ALIGN_CENTER:
      return GALLEY_ALIGN_CENTER;
    case GALLEY_GRID_ALIGN_END:
      return GALLEY_ALIGN_END;
    case GALLEY_GRID_ALIGN_START:
    default:
      return GALLEY_ALIGN_START;
    }
}

static gboolean
set_cell (Setting *self, guint row, guint column, double x)
{
  const GalleyGridData *grid = self->frame->grid;
  GalleyStyle style = *self->part->style;
  Cell cell = { .x = x };
  double width = 0;

  galley_grid_data_get_span (grid, row, column, &cell.span);
  for (guint i = column; i < column + cell.span.n_columns; i++)
    width += self->frame->widths[i];
  style.align = find_align (grid, &cell.span);
  cell.lines = galley_block_layout_set_text (self->part, self->setter, &style, galley_grid_data_get_text (grid, row, column),
                                             NULL, width - 2 * PADDING_X * style.size, 0, &cell.n_lines);
  if (cell.lines)
    g_array_append_val (self->cells, cell);
  return cell.lines != NULL;
}

static gboolean
set_cells (Setting *self)
{
  const GalleyGridData *grid = self->frame->grid;

  for (guint row = self->from; row < self->to; row++)
    {
      double x = 0;

      for (guint column = 0; column < grid->n_columns; column++)
        {
          if (!galley_grid_data_is_covered (grid, row, column) && !set_cell (self, row, column, x))
            return FALSE;
          x += self->frame->widths[column];
        }
    }
  return TRUE;
}

static double
get_height (const Setting *self, const GalleyGridSpan *span)
{
  double height = 0;

  for (guint i = 0; i < span->n_rows; i++)
    height += self->heights[span->row - self->from + i];
  return height;
}

/* Each row is as high as its highest cell; the last of merged ones gets what they lack. */
static void
find_heights (Setting *self)
{
  const GalleyStyle *style = self->part->style;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      double height = (MAX (cell->n_lines, 1) * style->line_height + 2 * PADDING_Y) * style->size;

      if (cell->span.n_rows == 1)
        self->heights[cell->span.row - self->from] = MAX (self->heights[cell->span.row - self->from], height);
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      double height = (MAX (cell->n_lines, 1) * style->line_height + 2 * PADDING_Y) * style->size;

      if (cell->span.n_rows > 1)
        self->heights[cell->span.row + cell->span.n_rows - 1 - self->from] +=
          MAX (height - get_height (self, &cell->span), 0);
    }
}

static void
add_cell (Setting *self, const Cell *cell, guint row_element)
{
  const GalleyStyle *style = self->part->style;
  gboolean header = cell->span.row < self->frame->grid->n_header_rows;
  guint element = galley_block_layout_add_element (
    self->part, header ? GALLEY_ROLE_TABLE_HEADER : GALLEY_ROLE_TABLE_CELL, row_element, self->part->key);
  GalleyElement *added = &g_array_index (self->part->elements, GalleyElement, element);
  double line_height = style->line_height * style->size;
  double y = (get_height (self, &cell->span) - cell->n_lines * line_height) / 2;

  added->n_rows = cell->span.n_rows;
  added->n_columns = cell->span.n_columns;
  for (guint i = 0; i < cell->n_lines; i++)
    galley_block_layout_add_line (self->part, &cell->lines[i], style, cell->x + PADDING_X * style->size,
                                  y + i * line_height)
      ->element = element;
}

/* Whether a cell is one with that below it. */
static gboolean
goes_on (const GalleyGridData *grid, guint row, guint column)
{
  GalleyGridSpan span;

  galley_grid_data_get_span (grid, row, column, &span);
  return span.row + span.n_rows > row + 1;
}

/* The rule below a row, but not across cells that go on. */
static void
add_rule (Setting *self, guint row, double y)
{
  const GalleyGridData *grid = self->frame->grid;
  GalleyColor color = self->setter->theme->colors[GALLEY_COLOR_RULE];
  double x = 0, from = 0;

  for (guint column = 0; column <= grid->n_columns; column++)
    {
      if (column == grid->n_columns || goes_on (grid, row, column))
        {
          if (x > from)
            galley_block_layout_add_shape (self->part, GALLEY_ITEM_RECTANGLE, color, from, y, x - from,
                                           0.05 * self->part->style->size);
          from = x + (column < grid->n_columns ? self->frame->widths[column] : 0);
        }
      x += column < grid->n_columns ? self->frame->widths[column] : 0;
    }
}

static void
add_row (Setting *self, guint row, guint *cell, gboolean keep)
{
  const GalleyGridData *grid = self->frame->grid;
  const GalleyColor *colors = self->setter->theme->colors;
  double height = self->heights[row - self->from], em = self->part->style->size;
  gboolean header = row < grid->n_header_rows;
  guint element = galley_block_layout_add_element (self->part, GALLEY_ROLE_TABLE_ROW, GALLEY_ELEMENT_AROUND, self->part->key);

  galley_block_layout_begin_row (self->part, height, keep);
  /* The ground of all headers comes first, under cells that go over several of them. */
  if (header && row == 0)
    galley_block_layout_add_shape (self->part, GALLEY_ITEM_RECTANGLE, colors[GALLEY_COLOR_TINT], 0, 0, self->setter->width,
                                   get_height (self, &(GalleyGridSpan) { 0, 0, grid->n_header_rows, 1 }));
  if (row == 0)
    galley_block_layout_add_shape (self->part, GALLEY_ITEM_RECTANGLE, colors[GALLEY_COLOR_ACCENT], 0, 0,
                                   self->setter->width, 0.1 * em);
  for (; *cell < self->cells->len && g_array_index (self->cells, Cell, *cell).span.row == row; (*cell)++)
    add_cell (self, &g_array_index (self->cells, Cell, *cell), element);
  if (!header || row + 1 < grid->n_header_rows)
    add_rule (self, row, height);
}

static gboolean
keeps_to_next (const GalleyGridData *grid, guint row)
{
  for (guint column = 0; column < grid->n_columns; column++)
    if (goes_on (grid, row, column))
      return TRUE;
  return row < grid->n_header_rows;
}

/**
 * galley_table_layout_new:
 * @block: the table that it is of
 * @record: (nullable): the indicator whose row it is
 * @from: the first row
 * @to: past the last one; no cell goes over it, and header rows are not among others
 *
 * Returns: (nullable) (transfer full): these rows of the table; %NULL where cancelled
 */
GalleyBlockLayout *
galley_table_layout_new (const GalleyTypesetter *setter,
                         const GalleyTableFrame *frame,
                         GalleyBlockData *block,
                         GalleyRecord *record,
                         guint from,
                         guint to)
{
  gboolean header = from < frame->grid->n_header_rows;
  const GalleyStyle *style = &setter->theme->styles[header ? GALLEY_STYLE_TABLE_HEADER : GALLEY_STYLE_TABLE_CELL];
  g_autoptr (GalleyBlockLayout) part = galley_block_layout_new_empty (style);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_autofree double *heights = g_new0 (double, to - from);
  Setting setting = { part, setter, frame, from, to, cells, heights };

  part->key = galley_block_data_ref (block);
  part->record = record ? galley_record_ref (record) : NULL;
  part->stamp = frame->stamp;
  if (!set_cells (&setting))
    return NULL;
  find_heights (&setting);
  for (guint row = from, cell = 0; row < to; row++)
    add_row (&setting, row, &cell, keeps_to_next (frame->grid, row));
  return g_steal_pointer (&part);
}
