/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-grid-private.h"

#include "galley-grid-deeds.h"

/* The pointer in the grid: a press puts the cursor, a drag draws the range, a second press edits. The numbers select whole
 * rows, and what is selected can be dragged by them. */

#define SCROLL_MSEC 60
#define FINGERS_WIDTH 8

static GalleyGridCell *
pick (GalleyGrid *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  return widget ? GALLEY_GRID_CELL (gtk_widget_get_ancestor (widget, GALLEY_TYPE_GRID_CELL)) : NULL;
}

static guint
get_index (GalleyGridCell *cell)
{
  return (guint) (galley_grid_cell_get_column (cell) - galley_grid_columns);
}

static gboolean
is_in_rows (GalleyGrid *self, guint row)
{
  return self->whole_rows && MIN (self->row, self->to_row) <= row && row <= MAX (self->row, self->to_row);
}

/* Where a drag of rows would put them: before which row. */
static guint
find_drop (GalleyGrid *self, double x, double y)
{
  GalleyGridCell *cell = pick (self, x, y);
  graphene_rect_t bounds;

  if (cell == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (cell), GTK_WIDGET (self->view), &bounds))
    return self->drop_row;
  return galley_grid_cell_get_position (cell) + (y > bounds.origin.y + bounds.size.height / 2);
}

static void
drag_to (GalleyGrid *self, double x, double y)
{
  GalleyGridCell *cell = pick (self, x, y);

  if (self->dragging_rows)
    {
      self->drop_row = find_drop (self, x, y);
      galley_grid_show_range (self);
    }
  else if (cell && galley_grid_cell_get_position (cell) < galley_grid_get_n_rows (self))
    {
      guint row = galley_grid_cell_get_position (cell);
      guint column = galley_grid_cell_get_column (cell) ? get_index (cell) : self->to_column;

      if (row != self->to_row || column != self->to_column)
        galley_grid_go (self, row, column, TRUE);
    }
}

/* Held above or below the rows, the pointer draws them past. */
static gboolean
scroll_cb (gpointer data)
{
  GalleyGrid *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double height = gtk_widget_get_height (GTK_WIDGET (self->view)), top = 0;
  graphene_rect_t bounds;

  if (self->text_cell && gtk_widget_compute_bounds (GTK_WIDGET (self->text_cell), GTK_WIDGET (self->view), &bounds))
    top = bounds.size.height;
  if (self->drag_y >= top && self->drag_y < height)
    return G_SOURCE_CONTINUE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                          (self->drag_y < top ? -1 : 1) * MAX (top, FINGERS_WIDTH));
  drag_to (self, self->drag_x, CLAMP (self->drag_y, top + 2, height - 3));
  return G_SOURCE_CONTINUE;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, GalleyGrid *self)
{
  GalleyGridCell *cell = pick (self, x, y);
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));
  gboolean extend = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) & GDK_SHIFT_MASK;
  gboolean touch = device && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
  guint row;

  /* What is typed in has a pointer of its own; a finger scrolls. */
  if (cell == NULL || touch || (cell == self->text_cell && self->editing))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->drag_x = x;
  self->drag_y = y;
  self->tab_column = -1;
  row = galley_grid_cell_get_position (cell);
  if (galley_grid_cell_get_column (cell))
    galley_grid_go (self, row, get_index (cell), extend);
  else if (extend)
    galley_grid_select_rows (self, self->row, row);
  else if (!is_in_rows (self, row))
    galley_grid_select_rows (self, row, row);
  else
    galley_grid_take (self);
  galley_grid_take_focus (self);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, GalleyGrid *self)
{
  GalleyGridCell *cell;
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (self->scroll_source == 0)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self->view), (int) x, (int) y, (int) (x + dx), (int) (y + dy)))
        return;
      cell = pick (self, x, y);
      self->dragging_rows = cell && galley_grid_cell_get_column (cell) == NULL && !galley_rows_is_sorted (self->rows) &&
                            galley_rows_is_whole (self->rows);
      self->drop_row = self->row;
      self->scroll_source = g_timeout_add (SCROLL_MSEC, scroll_cb, self);
    }
  self->drag_x = x + dx;
  self->drag_y = y + dy;
  drag_to (self, self->drag_x, self->drag_y);
}

static void
drop (GalleyGrid *self)
{
  guint first = MIN (self->row, self->to_row), n = MAX (self->row, self->to_row) - first + 1, to = self->drop_row;

  if (to >= first && to <= first + n)
    return;
  if (to > first)
    to -= n;
  galley_grid_deeds_move (self->bulletin, galley_table_get_id (self->table), first, n, to);
  galley_grid_select_rows (self, to, to + n - 1);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, GalleyGrid *self)
{
  gboolean dropped = self->dragging_rows;

  g_clear_handle_id (&self->scroll_source, g_source_remove);
  self->dragging_rows = FALSE;
  if (dropped)
    drop (self);
  galley_grid_show_range (self);
}

static void
drag_cancel_cb (GalleyGrid *self)
{
  g_clear_handle_id (&self->scroll_source, g_source_remove);
  self->dragging_rows = FALSE;
  galley_grid_show_range (self);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GalleyGrid *self)
{
  GalleyGridCell *cell = pick (self, x, y);

  if (n_press == 2 && cell && cell == self->text_cell)
    galley_grid_edit (self);
}

static void
tapped_cb (GtkGestureClick *gesture, int n_press, double x, double y, GalleyGrid *self)
{
  GalleyGridCell *cell = pick (self, x, y);

  if (cell == NULL || galley_grid_cell_get_column (cell) == NULL)
    return;
  galley_grid_go (self, galley_grid_cell_get_position (cell), get_index (cell), FALSE);
  galley_grid_take_focus (self);
  if (n_press == 2)
    galley_grid_edit (self);
}

static void
menu_cb (GtkGestureClick *gesture, int n_press, double x, double y, GalleyGrid *self)
{
  GalleyGridCell *cell = pick (self, x, y);
  GalleyGridRange range;
  gboolean inside = FALSE;

  if (cell == NULL || (cell == self->text_cell && self->editing))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  galley_grid_get_range (self, &range);
  if (galley_grid_cell_get_column (cell))
    for (guint i = 0; i < range.n_columns; i++)
      inside |= range.columns[i] == get_index (cell);
  else
    inside = self->whole_rows;
  inside &= range.first <= galley_grid_cell_get_position (cell) && galley_grid_cell_get_position (cell) <= range.last;
  if (!inside && galley_grid_cell_get_column (cell))
    galley_grid_go (self, galley_grid_cell_get_position (cell), get_index (cell), FALSE);
  else if (!inside)
    galley_grid_select_rows (self, galley_grid_cell_get_position (cell), galley_grid_cell_get_position (cell));
  galley_grid_take_focus (self);
  galley_grid_pop_up (self, x, y);
}

/**
 * galley_grid_pop_up:
 * @x: where in the view, negative for below the cursor
 *
 * The grid's own: opens the menu of the cell with the cursor.
 */
void
galley_grid_pop_up (GalleyGrid *self, double x, double y)
{
  GdkRectangle place = { .x = (int) x, .y = (int) y, .width = 1, .height = 1 };
  graphene_rect_t bounds;

  if (self->text_cell == NULL)
    return;
  if (x < 0 && gtk_widget_compute_bounds (GTK_WIDGET (self->text_cell), GTK_WIDGET (self->view), &bounds))
    place = (GdkRectangle){ .x = (int) bounds.origin.x, .y = (int) bounds.origin.y, .width = (int) bounds.size.width,
                            .height = (int) bounds.size.height };
  gtk_popover_set_pointing_to (self->cell_menu, &place);
  gtk_popover_popup (self->cell_menu);
}

static void
add_click (GalleyGrid *self, guint button, const char *signal, GCallback callback, gboolean touch)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (click), touch);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, signal, callback, self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
}

void
galley_grid_init_pointer (GalleyGrid *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, 0);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (drag_cancel_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_group (drag, click);
  add_click (self, GDK_BUTTON_PRIMARY, "released", G_CALLBACK (tapped_cb), TRUE);
  add_click (self, GDK_BUTTON_SECONDARY, "pressed", G_CALLBACK (menu_cb), FALSE);
}
