/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-preview-private.h"

#include <math.h>

/* Keys, wheel and fingers. */

static void
released_cb (GalleyPreview *self, int n_press, double x, double y)
{
  galley_preview_activate (self, x, y);
}

static void
activate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  galley_preview_activate_caret (GALLEY_PREVIEW (widget));
}

static void
scroll_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyPreview *self = GALLEY_PREVIEW (widget);
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double step = gtk_adjustment_get_step_increment (adjustment), page = gtk_adjustment_get_page_increment (adjustment);
  double value = gtk_adjustment_get_value (adjustment);
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  int turn = 0;

  switch (g_variant_get_int32 (parameter))
    {
    case GTK_SCROLL_STEP_UP:
      value -= step;
      break;
    case GTK_SCROLL_STEP_DOWN:
      value += step;
      break;
    case GTK_SCROLL_PAGE_UP:
      turn = value < 1 ? -1 : 0;
      value -= page;
      break;
    case GTK_SCROLL_PAGE_DOWN:
      turn = value > end - 1 ? 1 : 0;
      value += page;
      break;
    case GTK_SCROLL_START:
      value = 0;
      break;
    default:
      value = end;
    }
  if (turn && galley_preview_shows_single (self))
    galley_preview_go_to_page (self, galley_preview_get_page (self) + turn);
  else
    gtk_adjustment_set_value (adjustment, value);
}

static void
motion_cb (GalleyPreview *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static gboolean
scroll_cb (GtkEventController *controller, double dx, double dy, GalleyPreview *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK || dy == 0 || !galley_preview_is_shown (self))
    return GDK_EVENT_PROPAGATE;
  galley_preview_zoom_at (self, galley_preview_get_scale (self) * pow (GALLEY_PREVIEW_ZOOM_STEP, -dy), self->pointer_x,
                          self->pointer_y);
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GalleyPreview *self)
{
  self->pinched = galley_preview_is_shown (self) ? galley_preview_get_scale (self) : 0;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, GalleyPreview *self)
{
  double x = 0, y = 0;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  if (self->pinched > 0)
    galley_preview_zoom_at (self, self->pinched * scale, x, y);
}

/* The preview's own: the keys that scroll it and lead back to the text. */
void
galley_preview_install_keys (GtkWidgetClass *class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    GtkScrollType scroll;
  } keys[] = {
    { GDK_KEY_Up, 0, GTK_SCROLL_STEP_UP },      { GDK_KEY_Down, 0, GTK_SCROLL_STEP_DOWN },
    { GDK_KEY_Page_Up, 0, GTK_SCROLL_PAGE_UP }, { GDK_KEY_Page_Down, 0, GTK_SCROLL_PAGE_DOWN },
    { GDK_KEY_space, 0, GTK_SCROLL_PAGE_DOWN }, { GDK_KEY_space, GDK_SHIFT_MASK, GTK_SCROLL_PAGE_UP },
    { GDK_KEY_Home, 0, GTK_SCROLL_START },      { GDK_KEY_End, 0, GTK_SCROLL_END },
  };

  gtk_widget_class_install_action (class, "preview.scroll", "i", scroll_action);
  gtk_widget_class_install_action (class, "preview.activate", NULL, activate_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (class, keys[i].key, keys[i].modifiers, "preview.scroll", "i", keys[i].scroll);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Return, 0, "preview.activate", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_KP_Enter, 0, "preview.activate", NULL);
}

/* The preview's own: a click leads to the text; the wheel with Ctrl and two fingers change the size. */
void
galley_preview_accept_pointer (GalleyPreview *self)
{
  GtkGesture *click = gtk_gesture_click_new (), *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
