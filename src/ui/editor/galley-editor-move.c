/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

#include <glib/gi18n-lib.h>

/* Moving blocks: by keys those of the selection, and by a handle in the margin, which shows at the block that the pointer is
 * over. Where one is dropped is shown by a line between blocks. */

#define HANDLE_SIZE 20

/* Moves @n blocks so that they stand before the block that is at @before now, one step of undo; the selection goes along. */
static void
move_blocks (GalleyEditor *self, guint position, guint n, guint before)
{
  guint to = before > position ? before - n : before;
  GtkTextIter start, end;
  int from_offset, to_offset, first, last;
  gboolean selected;
  GalleyTransaction *transaction;

  if (before >= position && before <= position + n)
    return;
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  selected = gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  first = gtk_text_iter_get_line (&start) - (int) position;
  last = gtk_text_iter_get_line (&end) - (int) position;
  from_offset = gtk_text_iter_get_line_offset (&start);
  to_offset = gtk_text_iter_get_line_offset (&end);
  transaction = galley_transaction_begin (self->bulletin, _("Move"));
  galley_transaction_move (transaction, GALLEY_LIST_BLOCKS, NULL, position, n, to);
  galley_transaction_commit (transaction);
  if (first < 0 || last < first || last >= (int) n)
    {
      first = last = from_offset = to_offset = 0;
      selected = FALSE;
    }
  gtk_text_buffer_get_iter_at_line_offset (self->buffer, &start, to + first, from_offset);
  gtk_text_buffer_get_iter_at_line_offset (self->buffer, &end, to + last, to_offset);
  if (selected)
    gtk_text_buffer_select_range (self->buffer, &end, &start);
  else
    gtk_text_buffer_place_cursor (self->buffer, &start);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (self->buffer));
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyEditor *self = GALLEY_EDITOR (widget);
  int step = g_variant_get_int32 (parameter);
  GtkTextIter start, end;
  guint first, n;

  if (self->bulletin == NULL || self->composing)
    return;
  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  first = gtk_text_iter_get_line (&start);
  n = gtk_text_iter_get_line (&end) - first + 1;
  /* A selection that ends where a line begins has nothing of that line. */
  if (n > 1 && gtk_text_iter_starts_line (&end))
    n--;
  if (step < 0 ? first > 0 : first + n < galley_bulletin_get_n_blocks (self->bulletin))
    move_blocks (self, first, n, step < 0 ? first - 1 : first + n + 1);
  else
    gtk_widget_error_bell (widget);
}

/* The handle */

/* The block at a height of the widget, and whether that is in its lower half. */
static guint
get_block_at (GalleyEditor *self, double y, GtkTextIter *start, gboolean *lower)
{
  int buffer_y, top, height;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, 0, (int) y, NULL, &buffer_y);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), start, buffer_y, NULL);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), start, &top, &height);
  *lower = buffer_y > top + height / 2;
  return gtk_text_iter_get_line (start);
}

static void
hide_handle (GalleyEditor *self)
{
  gtk_widget_set_visible (self->handle, FALSE);
}

static void
pointer_cb (GtkEventControllerMotion *controller, double x, double y, GalleyEditor *self)
{
  GtkTextIter start;
  GdkRectangle place;
  gboolean lower;
  guint block;

  if (self->bulletin == NULL || self->waiting->len > 0)
    return;
  block = get_block_at (self, y, &start, &lower);
  if (gtk_widget_get_visible (self->handle) && block == self->handle_block)
    return;
  self->handle_block = block;
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &start, &place);
  gtk_text_view_move_overlay (GTK_TEXT_VIEW (self), self->handle,
                              gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) - HANDLE_SIZE - 10,
                              place.y + (place.height - HANDLE_SIZE) / 2);
  gtk_widget_set_visible (self->handle, TRUE);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, GalleyEditor *self)
{
  if (self->bulletin == NULL || self->composing || self->handle_block >= galley_bulletin_get_n_blocks (self->bulletin))
    return NULL;
  g_set_str (&self->dragged, galley_bulletin_get_block (self->bulletin, self->handle_block)->id);
  return gdk_content_provider_new_typed (GALLEY_TYPE_EDITOR, self);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, GalleyEditor *self)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  GtkWidget *label;

  gtk_text_buffer_get_iter_at_line (self->buffer, &start, self->handle_block);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  label = gtk_label_new (text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (label, "dragged-block");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

/* A press on the handle is taken before the text view takes it for the beginning of a selection. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GalleyEditor *self)
{
  graphene_rect_t bounds;
  gboolean hit = gtk_widget_get_visible (self->handle) &&
                 gtk_widget_compute_bounds (self->handle, GTK_WIDGET (self), &bounds) &&
                 graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));

  gtk_gesture_set_state (GTK_GESTURE (gesture), hit ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_end_cb (GalleyEditor *self)
{
  g_clear_pointer (&self->dragged, g_free);
  self->dropping = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static GdkDragAction
drop_motion_cb (GtkDropTarget *target, double x, double y, GalleyEditor *self)
{
  GtkTextIter start;
  gboolean lower;
  guint block;

  if (self->dragged == NULL)
    return 0;
  block = get_block_at (self, y, &start, &lower);
  self->drop_before = block + lower;
  self->dropping = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (GalleyEditor *self)
{
  self->dropping = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GalleyEditor *self)
{
  guint position;

  if (self->dragged == NULL || g_value_get_object (value) != self || self->composing ||
      !galley_bulletin_find_block (self->bulletin, self->dragged, &position))
    return FALSE;
  drop_motion_cb (target, x, y, self);
  self->dropping = FALSE;
  move_blocks (self, position, 1, self->drop_before);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

/* The editor's own: the line at which a block would be dropped. */
void
galley_editor_draw_drop (GalleyEditor *self, GtkSnapshot *snapshot)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autoptr (GdkRGBA) color = adw_style_manager_get_accent_color_rgba (style);
  GtkTextIter iter;
  int y, height;
  guint n_lines = gtk_text_buffer_get_line_count (self->buffer);

  if (!self->dropping)
    return;
  gtk_text_buffer_get_iter_at_line (self->buffer, &iter, MIN (self->drop_before, n_lines - 1));
  gtk_text_view_get_line_yrange (view, &iter, &y, &height);
  if (self->drop_before >= n_lines)
    y += height;
  gtk_snapshot_append_color (
    snapshot, color,
    &GRAPHENE_RECT_INIT (gtk_text_view_get_left_margin (view), y - 1,
                         gtk_widget_get_width (GTK_WIDGET (self)) - gtk_text_view_get_left_margin (view) -
                           gtk_text_view_get_right_margin (view), 2));
}

/* The editor's own: its action and keys for moving blocks. */
void
galley_editor_install_moving (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "editor.move", "i", move_action);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Up, GDK_ALT_MASK | GDK_SHIFT_MASK, "editor.move", "i", -1);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Down, GDK_ALT_MASK | GDK_SHIFT_MASK, "editor.move", "i", 1);
}

/* The editor's own: its handle. */
void
galley_editor_add_handle (GalleyEditor *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GALLEY_TYPE_EDITOR, GDK_ACTION_MOVE);
  GtkGesture *press = gtk_gesture_click_new ();

  self->handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  gtk_widget_set_size_request (self->handle, HANDLE_SIZE, HANDLE_SIZE);
  gtk_widget_set_tooltip_text (self->handle, _("Drag to move the block"));
  gtk_widget_add_css_class (self->handle, "handle");
  gtk_widget_set_cursor_from_name (self->handle, "grab");
  gtk_widget_set_visible (self->handle, FALSE);
  gtk_text_view_add_overlay (GTK_TEXT_VIEW (self), self->handle, 0, 0);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (source, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_gesture_group (press, GTK_GESTURE (source));
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (hide_handle), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  /* Before the text view, which takes text alone. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "enter", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (hide_handle), self, G_CONNECT_SWAPPED);
}
