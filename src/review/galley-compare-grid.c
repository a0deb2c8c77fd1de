/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-compare-private.h"

#include <string.h>

/* What differs between the cells of two free tables. Rows that are the same at the beginning and at the end go together, so
 * that a row put in is one difference; between these, rows are compared in their order. */

static void
cell_difference_free (gpointer data)
{
  GalleyCellDifference *difference = data;

  g_free (difference->before);
  g_free (difference->after);
  g_array_unref (difference->pieces);
  g_free (difference);
}

static gboolean
read_number (GalleyAmount *amount, const char *text)
{
  amount->numeric = galley_decimal_parse (text, (gssize) strlen (text), &amount->value);
  amount->high = amount->value;
  amount->unit = g_strdup ("");
  return amount->numeric;
}

/* A cell that holds a number and nothing else is a figure, though in prose it would be none: its header tells the unit. So is what
 * such a one becomes, whatever that is. */
static GArray *
compare_cell (const char *before, const char *after, GalleyGrain grain)
{
  g_auto (GalleyAmount) was = GALLEY_AMOUNT_INIT, is = GALLEY_AMOUNT_INIT;
  gboolean had = read_number (&was, before), has = read_number (&is, after);
  GalleyPiece piece = { GALLEY_PIECE_FIGURE };
  GArray *pieces;

  if (!had && !has)
    return galley_compare_texts (before, after, grain);
  pieces = galley_pieces_new ();
  piece.n_before = (guint) g_utf8_strlen (before, -1);
  piece.n_after = (guint) g_utf8_strlen (after, -1);
  if (had && has)
    galley_figure_change_read (&piece.change, &was, &is);
  g_array_append_val (pieces, piece);
  return pieces;
}

static void
add_cell (GPtrArray *cells, guint row, guint column, const char *before, const char *after, GalleyGrain grain)
{
  GalleyCellDifference *difference;

  if (g_str_equal (before, after))
    return;
  difference = g_new0 (GalleyCellDifference, 1);
  difference->row = row;
  difference->column = column;
  difference->before = g_strdup (before);
  difference->after = g_strdup (after);
  difference->pieces = compare_cell (before, after, grain);
  g_ptr_array_add (cells, difference);
}

static const char *
get_text (const GalleyGridData *grid, guint row, guint column)
{
  return grid && row < grid->n_rows && column < grid->n_columns ? galley_grid_data_get_text (grid, row, column) : "";
}

static gboolean
same_row (const GalleyGridData *a, guint a_row, const GalleyGridData *b, guint b_row)
{
  for (guint column = 0; column < MAX (a->n_columns, b->n_columns); column++)
    if (!g_str_equal (get_text (a, a_row, column), get_text (b, b_row, column)))
      return FALSE;
  return TRUE;
}

/**
 * galley_cell_difference_has_figure:
 *
 * Returns: whether a figure of the cell is another, new or gone
 */
gboolean
galley_cell_difference_has_figure (const GalleyCellDifference *difference)
{
  for (guint i = 0; i < difference->pieces->len; i++)
    if (g_array_index (difference->pieces, GalleyPiece, i).kind == GALLEY_PIECE_FIGURE)
      return TRUE;
  return FALSE;
}

/* Whether both are tables that are divided alike, or neither is one. */
gboolean
galley_grids_have_one_shape (const GalleyGridData *a, const GalleyGridData *b)
{
  return a && b ? galley_grid_data_has_shape_of (a, b) : a == b;
}

/* Whether they differ in nothing but the texts of cells, so that each cell is a difference by itself. */
gboolean
galley_grids_differ_in_texts (const GalleyGridData *a, const GalleyGridData *b)
{
  return galley_grids_have_one_shape (a, b) && (!a || g_strcmp0 (a->extra, b->extra) == 0);
}

static void
add_pair (GArray *pairs, guint before, guint after)
{
  GalleyRowPair pair = { before, after };

  g_array_append_val (pairs, pair);
}

/**
 * galley_pair_rows:
 * @before: (nullable): the cells before
 * @after: (nullable): the cells after
 *
 * Returns: (transfer full) (element-type GalleyRowPair): which row of the one is which of the other, all of both in order
 */
GArray *
galley_pair_rows (const GalleyGridData *before, const GalleyGridData *after)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (GalleyRowPair));
  guint n_before = before ? before->n_rows : 0, n_after = after ? after->n_rows : 0, least = MIN (n_before, n_after);
  guint head = 0, tail = 0;

  while (head < least && same_row (before, head, after, head))
    head++;
  while (tail < least - head && same_row (before, n_before - 1 - tail, after, n_after - 1 - tail))
    tail++;
  for (guint i = 0; i < least - tail; i++)
    add_pair (pairs, i, i);
  for (guint i = least - tail; i < n_before - tail; i++)
    add_pair (pairs, i, GALLEY_UNMATCHED);
  for (guint i = least - tail; i < n_after - tail; i++)
    add_pair (pairs, GALLEY_UNMATCHED, i);
  for (; tail > 0; tail--)
    add_pair (pairs, n_before - tail, n_after - tail);
  return pairs;
}

/**
 * galley_compare_grids:
 * @before: (nullable): the cells before
 * @after: (nullable): the cells after
 *
 * Returns: (transfer full) (element-type GalleyCellDifference): the cells whose text is another, row by row
 */
GPtrArray *
galley_compare_grids (const GalleyGridData *before, const GalleyGridData *after, GalleyGrain grain)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (cell_difference_free);
  g_autoptr (GArray) pairs = galley_pair_rows (before, after);

  for (guint i = 0; i < pairs->len; i++)
    {
      const GalleyRowPair *pair = &g_array_index (pairs, GalleyRowPair, i);
      guint row = pair->after == GALLEY_UNMATCHED ? pair->before : pair->after;

      for (guint column = 0; column < MAX (before ? before->n_columns : 0, after ? after->n_columns : 0); column++)
        add_cell (cells, row, column, get_text (before, pair->before, column), get_text (after, pair->after, column), grain);
    }
  return cells;
}
