/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-part-table.h"

/* How the tables of documents become grids: HTML names what a cell covers and leaves that out, OpenDocument names it and
 * writes it empty, WordprocessingML says of a cell that it goes on with the one above. */

#define MAX_CELLS 1000000
/* Wider than a grid can be, so that it is seen to be too wide. */
#define MAX_COLUMNS 200

static void
free_row (gpointer row)
{
  g_ptr_array_unref (row);
}

void
galley_part_table_clear (GalleyPartTable *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->above, g_array_unref);
}

void
galley_part_table_begin_row (GalleyPartTable *self, gboolean header)
{
  if (self->rows == NULL)
    {
      self->rows = g_ptr_array_new_with_free_func (free_row);
      self->spans = g_array_new (FALSE, FALSE, sizeof (GalleyGridSpan));
      self->above = g_array_new (FALSE, TRUE, sizeof (guint));
    }
  self->too_large |= ++self->n_cells > MAX_CELLS;
  if (self->too_large)
    return;
  self->told |= header;
  self->n_header_rows += header && self->n_header_rows == self->rows->len;
  g_ptr_array_add (self->rows, g_ptr_array_new_with_free_func (g_free));
}

static GPtrArray *
get_row (GalleyPartTable *self)
{
  if (self->rows == NULL || self->rows->len == 0)
    galley_part_table_begin_row (self, FALSE);
  return g_ptr_array_index (self->rows, self->rows->len - 1);
}

static GalleyGridSpan *
find_above (GalleyPartTable *self, guint column)
{
  guint number = column < self->above->len ? g_array_index (self->above, guint, column) : 0;

  return number > 0 ? &g_array_index (self->spans, GalleyGridSpan, number - 1) : NULL;
}

/* Adds the empty cells that a cell of a row above covers, up to the next that none does. */
static void
skip_covered (GalleyPartTable *self, GPtrArray *row)
{
  GalleyGridSpan *span;

  while ((span = find_above (self, row->len)) && span->row + span->n_rows >= self->rows->len && span->row + 1 < self->rows->len)
    g_ptr_array_add (row, NULL);
}

/**
 * galley_part_table_add_cell:
 * @text: (transfer full)
 * @n_columns: that it covers
 * @n_rows: that it covers
 *
 * Adds a cell to the last row, beside what cells of the rows above cover.
 */
void
galley_part_table_add_cell (GalleyPartTable *self, char *text, guint n_columns, guint n_rows)
{
  GPtrArray *row = get_row (self);
  guint column, number;

  skip_covered (self, row);
  column = row->len;
  self->too_large |= self->n_cells >= MAX_CELLS;
  if (self->too_large || column >= MAX_COLUMNS)
    {
      self->too_large |= *text != '\0';
      g_free (text);
      return;
    }
  n_columns = CLAMP (n_columns, 1, MAX_COLUMNS - column);
  n_rows = CLAMP (n_rows, 1, MAX_CELLS);
  self->n_cells += n_columns;
  g_ptr_array_add (row, *text ? text : NULL);
  if (*text == '\0')
    g_free (text);
  for (guint i = 1; i < n_columns; i++)
    g_ptr_array_add (row, NULL);
  {
    GalleyGridSpan span = { self->rows->len - 1, column, n_rows, n_columns };

    g_array_append_val (self->spans, span);
    number = self->spans->len;
  }
  if (self->above->len < row->len)
    g_array_set_size (self->above, row->len);
  for (guint i = column; i < row->len; i++)
    g_array_index (self->above, guint, i) = number;
}

/**
 * galley_part_table_extend_cell:
 * @n_columns: that it covers
 *
 * Goes on in the last row with the cell that stands above.
 */
void
galley_part_table_extend_cell (GalleyPartTable *self, guint n_columns)
{
  GPtrArray *row = get_row (self);
  GalleyGridSpan *span = self->too_large ? NULL : find_above (self, row->len);

  if (span == NULL || span->column != row->len || span->row + span->n_rows + 1 != self->rows->len || span->n_columns != n_columns)
    {
      galley_part_table_add_cell (self, g_strdup (""), n_columns, 1);
      return;
    }
  span->n_rows++;
  self->n_cells += n_columns;
  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (row, NULL);
}

static gboolean
is_empty (const GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    if (g_ptr_array_index (row, i))
      return FALSE;
  return TRUE;
}

/**
 * galley_part_table_end:
 *
 * Takes out the rows without text, which are no more than distance, and lets no cell cover what is not there.
 */
void
galley_part_table_end (GalleyPartTable *self)
{
  g_autofree guint *kept = g_new0 (guint, self->rows ? self->rows->len + 1 : 1); /* rows that stay before each */
  guint n = self->rows ? self->rows->len : 0, n_spans = 0, header = 0;

  for (guint i = 0; i < n; i++)
    kept[i + 1] = kept[i] + !is_empty (g_ptr_array_index (self->rows, i));
  for (guint i = 0; i < (n > 0 ? self->spans->len : 0); i++)
    {
      GalleyGridSpan span = g_array_index (self->spans, GalleyGridSpan, i);
      guint first = kept[span.row], last = kept[MIN (span.row + span.n_rows, n)];

      span.row = first;
      span.n_rows = last - first;
      if (span.n_rows > 0 && (span.n_rows > 1 || span.n_columns > 1))
        g_array_index (self->spans, GalleyGridSpan, n_spans++) = span;
    }
  for (guint i = n; i > 0; i--)
    if (kept[i] == kept[i - 1])
      g_ptr_array_remove_index (self->rows, i - 1);
  if (n == 0)
    return;
  g_array_set_size (self->spans, n_spans);
  header = self->told ? kept[self->n_header_rows] : self->rows->len > 1;
  /* A cell that begins in the header is of it as a whole. */
  for (guint i = 0; i < n_spans; i++)
    {
      const GalleyGridSpan *span = &g_array_index (self->spans, GalleyGridSpan, i);

      if (span->row < header)
        header = MAX (header, span->row + span->n_rows);
    }
  self->n_header_rows = header;
}

static char **
dup_cells (const GalleyPartTable *self, guint row)
{
  const GPtrArray *cells = g_ptr_array_index (self->rows, row);
  char **texts = g_new0 (char *, cells->len + 1);

  for (guint i = 0; i < cells->len; i++)
    texts[i] = g_strdup (g_ptr_array_index (cells, i) ? g_ptr_array_index (cells, i) : "");
  return texts;
}

/**
 * galley_part_table_dup_row:
 *
 * Returns: (transfer full): the texts of the cells of a row with tabs between them
 */
char *
galley_part_table_dup_row (const GalleyPartTable *self, guint row)
{
  g_auto (GStrv) cells = dup_cells (self, row);

  return g_strjoinv ("\t", cells);
}

static void
free_cells (gpointer cells)
{
  g_strfreev (cells);
}

/**
 * galley_part_table_make_grid:
 *
 * Returns: (transfer full) (nullable): the cells of the table, which ended; %NULL where there are none or too many
 */
GalleyGridData *
galley_part_table_make_grid (const GalleyPartTable *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_cells);
  g_autoptr (GalleyGridData) plain = NULL;
  GalleyGridData *merged;

  for (guint i = 0; self->rows && i < self->rows->len; i++)
    g_ptr_array_add (rows, dup_cells (self, i));
  plain = galley_grid_data_new_from_rows (rows, self->n_header_rows);
  if (plain == NULL || self->spans->len == 0)
    return g_steal_pointer (&plain);
  /* A row may be too short for what a cell of it covers, and cells may overlap; then each text stands in its own cell. */
  merged = galley_grid_data_new_full (plain->n_rows, plain->n_columns, plain->n_header_rows, plain->aligns,
                                      (const char *const *) plain->texts, (const GalleyGridSpan *) self->spans->data,
                                      self->spans->len, NULL);
  return merged ? merged : g_steal_pointer (&plain);
}
