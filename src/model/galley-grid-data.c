/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-grid-data.h"

#include <stdlib.h>
#include <string.h>

static const char *const align_names[GALLEY_N_GRID_ALIGNS] = {
  [GALLEY_GRID_ALIGN_START] = "start",
  [GALLEY_GRID_ALIGN_CENTER] = "center",
  [GALLEY_GRID_ALIGN_END] = "end",
};

static void
clear_grid (gpointer data)
{
  GalleyGridData *grid = data;

  for (guint i = 0; i < grid->n_notes; i++)
    g_free ((char *) grid->notes[i].target);
  g_free (grid->notes);
  for (guint i = 0; grid->texts && i < grid->n_rows * grid->n_columns; i++)
    g_free (grid->texts[i]);
  g_free (grid->texts);
  g_free (grid->aligns);
  g_free (grid->spans);
  g_free (grid->covers);
  g_free (grid->extra);
}

static int
compare_spans (const void *a, const void *b)
{
  const GalleyGridSpan *x = a, *y = b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return (x->column > y->column) - (x->column < y->column);
}

/* Enters @span, the @number'th; FALSE where it is none, leaves the grid, crosses the end of the header or meets another. */
static gboolean
cover (GalleyGridData *grid, const GalleyGridSpan *span, guint number)
{
  if (span->n_rows == 0 || span->n_columns == 0 || (span->n_rows == 1 && span->n_columns == 1) ||
      span->row >= grid->n_rows || span->n_rows > grid->n_rows - span->row || span->column >= grid->n_columns ||
      span->n_columns > grid->n_columns - span->column ||
      (span->row < grid->n_header_rows && span->row + span->n_rows > grid->n_header_rows))
    return FALSE;
  for (guint row = span->row; row < span->row + span->n_rows; row++)
    for (guint column = span->column; column < span->column + span->n_columns; column++)
      {
        guint cell = row * grid->n_columns + column;

        if (grid->covers[cell] || ((row != span->row || column != span->column) && *grid->texts[cell]))
          return FALSE;
        grid->covers[cell] = number;
      }
  return TRUE;
}

/**
 * galley_grid_data_new_full:
 * @aligns: (nullable) (array length=n_columns): %NULL for columns that stand at their start
 * @texts: (nullable): the cells' texts, row by row; %NULL for empty cells
 * @spans: (array length=n_spans): in any order
 *
 * Returns: (transfer full) (nullable): the table, or %NULL where there are no such: no or too many cells, more header rows
 *   than rows, or spans that overlap, leave the table, cross the end of the header or have text in a cell but the first
 */
GalleyGridData *
galley_grid_data_new_full (guint n_rows,
                           guint n_columns,
                           guint n_header_rows,
                           const GalleyGridAlign *aligns,
                           const char *const *texts,
                           const GalleyGridSpan *spans,
                           guint n_spans,
                           const char *extra)
{
  g_autoptr (GalleyGridData) grid = NULL;
  guint n_cells;

  if (n_rows == 0 || n_columns == 0 || n_columns > GALLEY_GRID_MAX_COLUMNS ||
      n_rows > GALLEY_GRID_MAX_CELLS / n_columns || n_header_rows > n_rows || n_spans > n_rows * n_columns)
    return NULL;
  n_cells = n_rows * n_columns;
  grid = g_atomic_rc_box_new0 (GalleyGridData);
  grid->n_rows = n_rows;
  grid->n_columns = n_columns;
  grid->n_header_rows = n_header_rows;
  grid->aligns = g_new0 (GalleyGridAlign, n_columns);
  if (aligns)
    memcpy (grid->aligns, aligns, n_columns * sizeof *aligns);
  grid->texts = g_new (char *, n_cells);
  for (guint i = 0; i < n_cells; i++)
    grid->texts[i] = g_strdup (texts && texts[i] ? texts[i] : "");
  grid->n_spans = n_spans;
  grid->spans = g_memdup2 (spans, n_spans * sizeof *spans);
  if (n_spans > 0)
    qsort (grid->spans, n_spans, sizeof *grid->spans, compare_spans);
  grid->covers = g_new0 (guint, n_cells);
  grid->extra = g_strdup (extra);
  for (guint i = 0; i < n_spans; i++)
    if (!cover (grid, &grid->spans[i], i + 1))
      return NULL;
  return g_steal_pointer (&grid);
}

/**
 * galley_grid_data_new:
 *
 * Returns: (transfer full) (nullable): a table of empty cells; %NULL where it would have none or too many
 */
GalleyGridData *
galley_grid_data_new (guint n_rows, guint n_columns, guint n_header_rows)
{
  return galley_grid_data_new_full (n_rows, n_columns, n_header_rows, NULL, NULL, NULL, 0, NULL);
}

/* Whether a text is a number to the eye: it begins as one and has more of digits than of words. */
static gboolean
looks_numeric (const char *text)
{
  const char *at = text + strspn (text, "+-$ ");
  guint digits = 0, others = 0;

  if (!g_ascii_isdigit (*at) && !g_str_has_prefix (at, "−") && !g_str_has_prefix (at, "－"))
    return FALSE;
  for (; *at; at = g_utf8_next_char (at))
    if (g_ascii_isdigit (*at) || *at == '.' || *at == ',' || *at == '%')
      digits++;
    else
      others++;
  return digits >= others;
}

/* A column whose cells are numbers, but for the empty ones, stands at its end. */
static GalleyGridAlign
guess_align (GPtrArray *rows, guint column, guint n_header_rows)
{
  guint numbers = 0, words = 0;

  for (guint i = n_header_rows; i < rows->len; i++)
    {
      GStrv row = g_ptr_array_index (rows, i);
      const char *text = column < g_strv_length (row) ? row[column] : "";

      if (*text)
        *(looks_numeric (text) ? &numbers : &words) += 1;
    }
  return numbers > words ? GALLEY_GRID_ALIGN_END : GALLEY_GRID_ALIGN_START;
}

/**
 * galley_grid_data_new_from_rows:
 * @rows: (element-type GStrv): the cells' texts; shorter rows are filled up with empty cells
 * @n_header_rows: how many of them are headers
 *
 * Returns: (transfer full) (nullable): a table of what was pasted or read, its columns of numbers at their end;
 *   %NULL where there are no cells or too many
 */
GalleyGridData *
galley_grid_data_new_from_rows (GPtrArray *rows, guint n_header_rows)
{
  g_autofree GalleyGridAlign *aligns = NULL;
  g_autofree const char **texts = NULL;
  guint n_columns = 0;

  for (guint i = 0; i < rows->len; i++)
    n_columns = MAX (n_columns, g_strv_length (g_ptr_array_index (rows, i)));
  if (n_columns == 0 || n_columns > GALLEY_GRID_MAX_COLUMNS || rows->len > GALLEY_GRID_MAX_CELLS / n_columns)
    return NULL;
  aligns = g_new (GalleyGridAlign, n_columns);
  texts = g_new0 (const char *, rows->len * n_columns);
  for (guint column = 0; column < n_columns; column++)
    aligns[column] = guess_align (rows, column, n_header_rows);
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv row = g_ptr_array_index (rows, i);

      for (guint column = 0; row[column]; column++)
        texts[i * n_columns + column] = row[column];
    }
  return galley_grid_data_new_full (rows->len, n_columns, MIN (n_header_rows, rows->len), aligns, texts, NULL, 0, NULL);
}

static int
compare_notes (const void *a, const void *b)
{
  const GalleyGridNote *x = a, *y = b;

  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  return strcmp (x->target, y->target);
}

/* Gives a table that nobody has yet its notes: those on no cell of it are left out, those in merged cells are on the first. */
static GalleyGridData *
take_notes (GalleyGridData *grid, const GalleyGridNote *notes, guint n_notes)
{
  if (grid == NULL || n_notes == 0)
    return grid;
  grid->notes = g_new (GalleyGridNote, n_notes);
  for (guint i = 0; i < n_notes; i++)
    {
      GalleyGridSpan span;

      if (notes[i].row >= grid->n_rows || notes[i].column >= grid->n_columns)
        continue;
      galley_grid_data_get_span (grid, notes[i].row, notes[i].column, &span);
      grid->notes[grid->n_notes++] = (GalleyGridNote) { span.row, span.column, g_strdup (notes[i].target) };
    }
  qsort (grid->notes, grid->n_notes, sizeof *grid->notes, compare_notes);
  return grid;
}

GalleyGridData *
galley_grid_data_ref (GalleyGridData *grid)
{
  return g_atomic_rc_box_acquire (grid);
}

void
galley_grid_data_unref (GalleyGridData *grid)
{
  g_atomic_rc_box_release_full (grid, clear_grid);
}

/**
 * galley_grid_data_equal:
 * @a: (nullable): a table
 * @b: (nullable): another
 *
 * Returns: whether they are the same, or neither is there
 */
gboolean
galley_grid_data_equal (const GalleyGridData *a, const GalleyGridData *b)
{
  if (!galley_grid_data_says_the_same (a, b) || (a && a->n_notes != b->n_notes))
    return FALSE;
  for (guint i = 0; a && i < a->n_notes; i++)
    if (compare_notes (&a->notes[i], &b->notes[i]) != 0)
      return FALSE;
  return TRUE;
}

/**
 * galley_grid_data_has_shape_of:
 *
 * Returns: whether the two have the same rows, columns, headers, alignments and merged cells
 */
gboolean
galley_grid_data_has_shape_of (const GalleyGridData *grid, const GalleyGridData *other)
{
  return grid->n_rows == other->n_rows && grid->n_columns == other->n_columns && grid->n_header_rows == other->n_header_rows &&
         grid->n_spans == other->n_spans && memcmp (grid->aligns, other->aligns, grid->n_columns * sizeof *grid->aligns) == 0 &&
         (grid->n_spans == 0 || memcmp (grid->spans, other->spans, grid->n_spans * sizeof *grid->spans) == 0);
}

/**
 * galley_grid_data_says_the_same:
 * @a: (nullable): a table
 * @b: (nullable): another
 *
 * Returns: whether they are the same but for comments on cells, or neither is there
 */
gboolean
galley_grid_data_says_the_same (const GalleyGridData *a, const GalleyGridData *b)
{
  if (a == b)
    return TRUE;
  if (!a || !b || !galley_grid_data_has_shape_of (a, b) || g_strcmp0 (a->extra, b->extra) != 0)
    return FALSE;
  for (guint i = 0; i < a->n_rows * a->n_columns; i++)
    if (!g_str_equal (a->texts[i], b->texts[i]))
      return FALSE;
  return TRUE;
}

/**
 * galley_grid_data_get_text:
 *
 * Returns: (transfer none): a cell's text
 */
const char *
galley_grid_data_get_text (const GalleyGridData *grid, guint row, guint column)
{
  g_return_val_if_fail (row < grid->n_rows && column < grid->n_columns, NULL);
  return grid->texts[row * grid->n_columns + column];
}

/**
 * galley_grid_data_get_span:
 * @span: (out caller-allocates): the cells that the cell is one with; itself where it is one of its own
 */
void
galley_grid_data_get_span (const GalleyGridData *grid, guint row, guint column, GalleyGridSpan *span)
{
  guint number = grid->covers[row * grid->n_columns + column];

  *span = number ? grid->spans[number - 1] : (GalleyGridSpan) { row, column, 1, 1 };
}

/**
 * galley_grid_data_is_covered:
 *
 * Returns: whether the cell is part of one that begins before it
 */
gboolean
galley_grid_data_is_covered (const GalleyGridData *grid, guint row, guint column)
{
  GalleyGridSpan span;

  galley_grid_data_get_span (grid, row, column, &span);
  return span.row != row || span.column != column;
}

/* As @grid, with other header rows. Returns: (nullable) */
static GalleyGridData *
copy (GalleyGridData *grid, guint n_header_rows)
{
  return galley_grid_data_new_full (grid->n_rows, grid->n_columns, n_header_rows, grid->aligns,
                                    (const char *const *) grid->texts, grid->spans, grid->n_spans, grid->extra);
}

/* As @grid, with other cells or spans. Returns: (nullable) */
static GalleyGridData *
with_cells (GalleyGridData *grid, const char *const *texts, const GalleyGridSpan *spans, guint n_spans)
{
  GalleyGridData *now = galley_grid_data_new_full (grid->n_rows, grid->n_columns, grid->n_header_rows, grid->aligns, texts,
                                                   spans, n_spans, grid->extra);

  return take_notes (now, grid->notes, grid->n_notes);
}

/**
 * galley_grid_data_with_text:
 * @text: UTF-8
 *
 * Returns: (transfer full): @grid with another text in a cell, or in the one that it is part of
 */
GalleyGridData *
galley_grid_data_with_text (GalleyGridData *grid, guint row, guint column, const char *text)
{
  g_autofree const char **texts = g_memdup2 (grid->texts, sizeof (char *) * grid->n_rows * grid->n_columns);
  GalleyGridSpan span;

  galley_grid_data_get_span (grid, row, column, &span);
  texts[span.row * grid->n_columns + span.column] = text;
  return with_cells (grid, texts, grid->spans, grid->n_spans);
}

/**
 * galley_grid_data_with_align:
 *
 * Returns: (transfer full): @grid with a column that stands otherwise
 */
GalleyGridData *
galley_grid_data_with_align (GalleyGridData *grid, guint column, GalleyGridAlign align)
{
  GalleyGridData *now = take_notes (copy (grid, grid->n_header_rows), grid->notes, grid->n_notes);

  now->aligns[column] = align;
  return now;
}

/**
 * galley_grid_data_with_header_rows:
 *
 * Returns: (transfer full) (nullable): @grid with so many header rows; %NULL where there are not so many or the last of
 *   them would cut merged cells
 */
GalleyGridData *
galley_grid_data_with_header_rows (GalleyGridData *grid, guint n_header_rows)
{
  return take_notes (copy (grid, n_header_rows), grid->notes, grid->n_notes);
}

/**
 * galley_grid_data_with_notes:
 * @notes: (array length=n_notes): in any order; those that are on no cell are left out
 *
 * Returns: (transfer full): @grid with these notes and no others
 */
GalleyGridData *
galley_grid_data_with_notes (GalleyGridData *grid, const GalleyGridNote *notes, guint n_notes)
{
  return take_notes (copy (grid, grid->n_header_rows), notes, n_notes);
}

/* Where the beginning of merged cells comes to when a row or column is put in or taken out at @at, and how many there
 * are of it then. */
static void
shift (guint *first, guint *n, guint at, gboolean insert)
{
  gboolean within = insert ? *first < at && at < *first + *n : *first <= at && at < *first + *n;

  if (within)
    *n = insert ? *n + 1 : *n - 1;
  else if (*first >= at)
    *first = insert ? *first + 1 : *first - 1;
}

static GArray *
shift_spans (GalleyGridData *grid, gboolean rows, guint at, gboolean insert)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (GalleyGridSpan));

  for (guint i = 0; i < grid->n_spans; i++)
    {
      GalleyGridSpan span = grid->spans[i];

      if (rows)
        shift (&span.row, &span.n_rows, at, insert);
      else
        shift (&span.column, &span.n_columns, at, insert);
      if (span.n_rows > 0 && span.n_columns > 0 && span.n_rows * span.n_columns > 1)
        g_array_append_val (spans, span);
    }
  return spans;
}

/* The notes as a row or column is put in or taken out: those of merged cells stay in their first, like the text. */
static GArray *
shift_notes (GalleyGridData *grid, gboolean rows, guint at, gboolean insert)
{
  GArray *notes = g_array_new (FALSE, FALSE, sizeof (GalleyGridNote));

  for (guint i = 0; i < grid->n_notes; i++)
    {
      GalleyGridNote note = grid->notes[i];
      GalleyGridSpan span;
      guint *place = rows ? &note.row : &note.column, *n = rows ? &span.n_rows : &span.n_columns;

      galley_grid_data_get_span (grid, note.row, note.column, &span);
      shift (place, n, at, insert);
      if (*n > 0)
        g_array_append_val (notes, note);
    }
  return notes;
}

/* The text that a cell has after a row or column was put in or taken out: that of merged cells stays in their first. */
static const char *
find_text (GalleyGridData *grid, gboolean rows, guint at, gboolean insert, guint row, guint column)
{
  guint *place = rows ? &row : &column;
  GalleyGridSpan span;

  if (insert && *place == at)
    return "";
  if (insert ? *place > at : *place >= at)
    *place += insert ? -1 : 1;
  galley_grid_data_get_span (grid, row, column, &span);
  if (!insert && *place == at + 1 && (rows ? span.row == at && span.column == column : span.column == at && span.row == row))
    *place = at;
  return galley_grid_data_get_text (grid, row, column);
}

static GalleyGridData *
splice (GalleyGridData *grid, gboolean rows, guint at, gboolean insert)
{
  int step = insert ? 1 : -1;
  guint n_rows = rows ? grid->n_rows + step : grid->n_rows, n_columns = rows ? grid->n_columns : grid->n_columns + step;
  guint n_header_rows = grid->n_header_rows;
  g_autoptr (GArray) spans = shift_spans (grid, rows, at, insert), notes = shift_notes (grid, rows, at, insert);
  g_autofree const char **texts = g_new0 (const char *, MAX (n_rows * n_columns, 1));
  g_autofree GalleyGridAlign *aligns = g_new0 (GalleyGridAlign, n_columns + 1);
  GalleyGridData *now;

  if (rows && at < n_header_rows)
    n_header_rows += step;
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      texts[row * n_columns + column] = find_text (grid, rows, at, insert, row, column);
  for (guint column = 0; column < n_columns; column++)
    {
      guint from = rows || column < at ? column : insert ? column - MIN (column, 1) : column + 1;

      aligns[column] = grid->aligns[from];
    }
  now = galley_grid_data_new_full (n_rows, n_columns, n_header_rows, aligns, texts,
                                   (const GalleyGridSpan *) (gpointer) spans->data, spans->len, grid->extra);
  return take_notes (now, (const GalleyGridNote *) (gpointer) notes->data, notes->len);
}

/**
 * galley_grid_data_insert_row:
 * @at: where it is to be, up to the number of rows; merged cells on both sides take it in
 *
 * Returns: (transfer full) (nullable): @grid with an empty row; %NULL where it would have too many cells
 */
GalleyGridData *
galley_grid_data_insert_row (GalleyGridData *grid, guint at)
{
  g_return_val_if_fail (at <= grid->n_rows, NULL);
  return splice (grid, TRUE, at, TRUE);
}

/**
 * galley_grid_data_insert_column:
 * @at: where it is to be, up to the number of columns; it stands as the one before it
 *
 * Returns: (transfer full) (nullable): @grid with an empty column; %NULL where it would have too many cells
 */
GalleyGridData *
galley_grid_data_insert_column (GalleyGridData *grid, guint at)
{
  g_return_val_if_fail (at <= grid->n_columns, NULL);
  return splice (grid, FALSE, at, TRUE);
}

/**
 * galley_grid_data_remove_row:
 *
 * Returns: (transfer full) (nullable): @grid without a row; %NULL where it is the only one
 */
GalleyGridData *
galley_grid_data_remove_row (GalleyGridData *grid, guint at)
{
  g_return_val_if_fail (at < grid->n_rows, NULL);
  return splice (grid, TRUE, at, FALSE);
}

/**
 * galley_grid_data_remove_column:
 *
 * Returns: (transfer full) (nullable): @grid without a column; %NULL where it is the only one
 */
GalleyGridData *
galley_grid_data_remove_column (GalleyGridData *grid, guint at)
{
  g_return_val_if_fail (at < grid->n_columns, NULL);
  return splice (grid, FALSE, at, FALSE);
}

static gboolean
holds (const GalleyGridSpan *area, const GalleyGridSpan *span)
{
  return span->row >= area->row && span->row + span->n_rows <= area->row + area->n_rows && span->column >= area->column &&
         span->column + span->n_columns <= area->column + area->n_columns;
}

/**
 * galley_grid_data_merge:
 * @area: within the table
 *
 * The merged cell has the texts of all, a space between; merged cells within it become part of it.
 *
 * Returns: (transfer full) (nullable): @grid with these cells as one; %NULL where @area is one cell, cuts merged cells or
 *   crosses the end of the header
 */
GalleyGridData *
galley_grid_data_merge (GalleyGridData *grid, const GalleyGridSpan *area)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (GalleyGridSpan));
  g_autofree const char **texts = g_memdup2 (grid->texts, sizeof (char *) * grid->n_rows * grid->n_columns);
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (area->row + area->n_rows <= grid->n_rows && area->column + area->n_columns <= grid->n_columns, NULL);

  for (guint row = area->row; row < area->row + area->n_rows; row++)
    for (guint column = area->column; column < area->column + area->n_columns; column++)
      {
        const char **cell = &texts[row * grid->n_columns + column];

        if (**cell && text->len > 0)
          g_string_append_c (text, ' ');
        g_string_append (text, *cell);
        *cell = "";
      }
  texts[area->row * grid->n_columns + area->column] = text->str;
  for (guint i = 0; i < grid->n_spans; i++)
    if (!holds (area, &grid->spans[i]))
      g_array_append_val (spans, grid->spans[i]);
  g_array_append_val (spans, *area);
  return with_cells (grid, texts, (const GalleyGridSpan *) (gpointer) spans->data, spans->len);
}

/**
 * galley_grid_data_split:
 *
 * Returns: (transfer full): @grid with merged cells as cells of their own again, the text in the first
 */
GalleyGridData *
galley_grid_data_split (GalleyGridData *grid, guint row, guint column)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (GalleyGridSpan));
  GalleyGridSpan span;

  galley_grid_data_get_span (grid, row, column, &span);
  for (guint i = 0; i < grid->n_spans; i++)
    if (compare_spans (&grid->spans[i], &span) != 0)
      g_array_append_val (spans, grid->spans[i]);
  return with_cells (grid, (const char *const *) grid->texts, (const GalleyGridSpan *) (gpointer) spans->data, spans->len);
}

const char *
galley_grid_align_to_string (GalleyGridAlign align)
{
  g_return_val_if_fail (align < GALLEY_N_GRID_ALIGNS, NULL);
  return align_names[align];
}

/**
 * galley_grid_align_from_string:
 * @align: (out): set where @name is known
 *
 * Returns: whether @name is the word of one
 */
gboolean
galley_grid_align_from_string (const char *name, GalleyGridAlign *align)
{
  for (int i = 0; i < GALLEY_N_GRID_ALIGNS; i++)
    if (g_str_equal (name, align_names[i]))
      {
        *align = i;
        return TRUE;
      }
  return FALSE;
}
