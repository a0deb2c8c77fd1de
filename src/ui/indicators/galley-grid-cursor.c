/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-grid-private.h"

#include <glib/gi18n-lib.h>

#include "galley-formula-words.h"

/* The cursor, the range that hangs on it, and where both are seen. */

guint
galley_grid_get_n_rows (GalleyGrid *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows));
}

/* The columns that are shown, from left to right; how many there are. */
guint
galley_grid_list_columns (GalleyGrid *self, guint columns[GALLEY_GRID_N_COLUMNS])
{
  guint n = 0;

  for (guint i = 0; i < GALLEY_GRID_N_COLUMNS; i++)
    if (gtk_column_view_column_get_visible (self->columns[i]))
      columns[n++] = i;
  return n;
}

void
galley_grid_get_range (GalleyGrid *self, GalleyGridRange *range)
{
  guint shown[GALLEY_GRID_N_COLUMNS], n = galley_grid_list_columns (self, shown);
  guint left = self->whole_rows ? 0 : MIN (self->column, self->to_column);
  guint right = self->whole_rows ? GALLEY_GRID_N_COLUMNS : MAX (self->column, self->to_column);

  range->first = MIN (self->row, self->to_row);
  range->last = MAX (self->row, self->to_row);
  range->n_columns = 0;
  for (guint i = 0; i < n; i++)
    if (left <= shown[i] && shown[i] <= right)
      range->columns[range->n_columns++] = shown[i];
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint *) a, other = *(const guint *) b;

  return one < other ? -1 : one > other;
}

/* Where the rows of the range are in the table, in rising order. */
GArray *
galley_grid_list_rows (GalleyGrid *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = MIN (self->row, self->to_row); i <= MAX (self->row, self->to_row) && i < galley_grid_get_n_rows (self); i++)
    {
      guint position = galley_rows_to_table (self->rows, i);

      g_array_append_val (rows, position);
    }
  g_array_sort (rows, compare_positions);
  return rows;
}

/* The row with the cursor, NULL where there is none. */
GalleyRecord *
galley_grid_get_record (GalleyGrid *self)
{
  return galley_rows_get_record (self->rows, self->row);
}

GalleyCellLook
galley_grid_get_look (GalleyGrid *self, GalleyGridCell *cell)
{
  const GalleyGridColumn *column = galley_grid_cell_get_column (cell);
  guint row = galley_grid_cell_get_position (cell), index = column ? (guint) (column - galley_grid_columns) : 0;
  gboolean many = self->whole_rows || self->row != self->to_row || self->column != self->to_column;
  gboolean in_rows = MIN (self->row, self->to_row) <= row && row <= MAX (self->row, self->to_row);
  gboolean in_columns = column ? MIN (self->column, self->to_column) <= index && index <= MAX (self->column, self->to_column)
                               : FALSE;
  GalleyCellLook look = 0;

  if (in_rows && many && (in_columns || self->whole_rows))
    look |= GALLEY_CELL_SELECTED;
  if (row == self->row && (column == NULL || index == self->column))
    look |= GALLEY_CELL_CURSOR;
  if (self->dragging_rows && row == self->drop_row)
    look |= GALLEY_CELL_DROP_ABOVE;
  if (self->dragging_rows && row + 1 == self->drop_row && self->drop_row == galley_grid_get_n_rows (self))
    look |= GALLEY_CELL_DROP_BELOW;
  return look;
}

/* Draws range and cursor where they are now. */
void
galley_grid_show_range (GalleyGrid *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    galley_grid_cell_set_look (cell, galley_grid_get_look (self, cell));
}

/* What a screen reader says of the cell with the cursor: what it says, where it is, and what there is to know of it. */
static void
describe (GalleyGrid *self)
{
  const GalleyGridColumn *column = &galley_grid_columns[self->column];
  GalleyRecord *row = galley_grid_get_record (self);
  const GalleyCellMark *mark;
  g_autofree char *label = NULL, *formula = NULL, *said = NULL;
  g_autoptr (GString) description = NULL;

  if (row == NULL)
    return;
  label = g_strdup_printf ("%s: %s", _ (column->title),
                           *row->fields[column->field] ? row->fields[column->field] : _("empty"));
  description = g_string_new (row->fields[GALLEY_INDICATOR_NAME]);
  if (description->len > 0)
    g_string_append (description, " · ");
  g_string_append_printf (description, _("row %u of %u"), self->row + 1, galley_grid_get_n_rows (self));
  if (*row->fields[GALLEY_INDICATOR_LEVEL])
    g_string_append_printf (description, " · %s", _("part of the total above"));
  formula = galley_formula_words (self->bulletin, row, column->field);
  if (formula)
    g_string_append_printf (description, " · %s", formula);
  mark = galley_row_marks_get (self->marks, row->id, column->field);
  if (mark)
    g_string_append_printf (description, " · %s", mark->message);
  said = galley_comments_dup_cell (self->threads, row->id, column->field);
  if (said)
    g_string_append_printf (description, " · %s", said);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description->str, -1);
}

/* Puts the text that people type in into the cell with the cursor. */
void
galley_grid_place_text (GalleyGrid *self, GalleyGridCell *cell)
{
  const GalleyGridColumn *column = &galley_grid_columns[self->column];

  if (self->text_cell != cell)
    {
      GalleyGridCell *old = self->text_cell;

      /* First, so that the keys are not taken to leave a cell that is being typed in. */
      self->text_cell = cell;
      if (old)
        galley_grid_cell_set_text (old, NULL);
      if (cell)
        galley_grid_cell_set_text (cell, self->text);
    }
  if (cell == NULL)
    return;
  gtk_editable_set_alignment (GTK_EDITABLE (self->text), column->numeric ? 1 : 0);
  galley_grid_cell_set_editing (cell, self->editing);
  describe (self);
}

static GalleyGridCell *
find_cell (GalleyGrid *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    if (galley_grid_cell_get_position (cell) == self->row &&
        galley_grid_cell_get_column (cell) == &galley_grid_columns[self->column])
      return cell;
  return NULL;
}

static gboolean
has_focus (GalleyGrid *self)
{
  return gtk_widget_get_root (GTK_WIDGET (self)) &&
         (gtk_widget_get_state_flags (GTK_WIDGET (self->view)) & GTK_STATE_FLAG_FOCUS_WITHIN);
}

static void
reveal (GalleyGrid *self, guint row, guint column, gboolean focus)
{
  if (row < galley_grid_get_n_rows (self) && gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    gtk_column_view_scroll_to (self->view, row, self->columns[column],
                               focus ? GTK_LIST_SCROLL_FOCUS : GTK_LIST_SCROLL_NONE, NULL);
}

/* Brings the cursor's cell into view and gives it the keys. */
void
galley_grid_take_focus (GalleyGrid *self)
{
  galley_grid_place_text (self, find_cell (self));
  reveal (self, self->row, self->column, TRUE);
  galley_grid_place_text (self, find_cell (self));
  if (self->text_cell)
    gtk_widget_grab_focus (self->text);
}

/**
 * galley_grid_go:
 * @extend: whether the range is drawn there, instead of the cursor being put there
 *
 * The grid's own: goes to a cell. What was being typed is taken over.
 */
void
galley_grid_go (GalleyGrid *self, guint row, guint column, gboolean extend)
{
  guint n = galley_grid_get_n_rows (self);
  gboolean focus = has_focus (self), other;

  if (n == 0)
    return;
  galley_grid_take (self);
  row = MIN (row, n - 1);
  if (extend)
    {
      self->to_row = row;
      self->to_column = column;
      galley_grid_show_range (self);
      reveal (self, row, column, FALSE);
      galley_grid_update_actions (self);
      return;
    }
  other = row != self->row;
  self->row = self->to_row = row;
  self->column = self->to_column = column;
  self->whole_rows = FALSE;
  g_set_str (&self->row_id, galley_grid_get_record (self)->id);
  galley_grid_show_range (self);
  if (focus)
    galley_grid_take_focus (self);
  else
    {
      galley_grid_place_text (self, find_cell (self));
      reveal (self, row, column, FALSE);
    }
  galley_grid_update_actions (self);
  if (other)
    galley_grid_row_selected (self);
}

/* Selects whole rows; the cursor is in the first. */
void
galley_grid_select_rows (GalleyGrid *self, guint first, guint last)
{
  galley_grid_go (self, first, self->column, FALSE);
  self->whole_rows = TRUE;
  self->to_row = MIN (last, galley_grid_get_n_rows (self) - 1);
  galley_grid_show_range (self);
  galley_grid_update_actions (self);
}

/**
 * galley_grid_step:
 * @columns: how many shown columns to the right, negative to the left
 *
 * The grid's own: goes some cells further, as far as there are any.
 */
void
galley_grid_step (GalleyGrid *self, int rows, int columns, gboolean extend)
{
  guint shown[GALLEY_GRID_N_COLUMNS], n_columns = galley_grid_list_columns (self, shown), at = 0;
  guint from_column = extend ? self->to_column : self->column, from_row = extend ? self->to_row : self->row;
  guint n = galley_grid_get_n_rows (self);

  if (n == 0 || n_columns == 0)
    return;
  while (at + 1 < n_columns && shown[at] < from_column)
    at++;
  galley_grid_go (self, (guint) CLAMP ((gint64) from_row + rows, 0, (gint64) n - 1),
                  shown[CLAMP ((int) at + columns, 0, (int) n_columns - 1)], extend);
}
