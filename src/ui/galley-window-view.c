/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <math.h>

/* How the article is looked at: the size of its text, which is remembered and shown by galley-style.c, and focus mode, in which there is nothing but it. */

#define ZOOM_STEP 1.1
#define MIN_ZOOM 0.5
#define MAX_ZOOM 3.0

/* By @steps larger, or back to the size that the text has by itself. */
static void
zoom (GalleyWindow *self, int steps)
{
  double scale = steps == 0 ? 1 : g_settings_get_double (self->settings, "text-scale") * pow (ZOOM_STEP, steps);

  /* Out and in again is where one was. */
  if (fabs (scale - 1) < 0.03)
    scale = 1;
  g_settings_set_double (self->settings, "text-scale", CLAMP (scale, MIN_ZOOM, MAX_ZOOM));
}

/* Of the preview where that has the keys, else of the article. */
static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  int steps = g_str_equal (name, "win.zoom-in") ? 1 : g_str_equal (name, "win.zoom-out") ? -1 : 0;

  if (!galley_preview_pane_zoom (self->preview_pane, steps))
    zoom (self, steps);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, GalleyWindow *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK || dy == 0)
    return GDK_EVENT_PROPAGATE;
  zoom (self, dy < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
apply_spelling (GalleyWindow *self)
{
  galley_editor_set_check_spelling (self->editor, g_settings_get_boolean (self->settings, "check-spelling"));
}

static void
set_focus_mode (GalleyWindow *self, gboolean focus_mode)
{
  if (focus_mode == self->focus_mode)
    return;
  self->focus_mode = focus_mode;
  if (focus_mode)
    {
      self->had_library = adw_overlay_split_view_get_show_sidebar (self->library_split);
      self->had_side = adw_overlay_split_view_get_show_sidebar (self->side_split);
      self->had_grid = gtk_revealer_get_reveal_child (self->grid_revealer);
    }
  adw_overlay_split_view_set_show_sidebar (self->library_split, !focus_mode && self->had_library);
  adw_overlay_split_view_set_show_sidebar (self->side_split, !focus_mode && self->had_side);
  gtk_revealer_set_reveal_child (self->grid_revealer, !focus_mode && self->had_grid);
  galley_editor_set_focus_mode (self->editor, focus_mode);
  if (focus_mode)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.leave-focus-mode", focus_mode);
}

static void
focus_mode_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);

  set_focus_mode (self, !self->focus_mode && g_str_equal (name, "win.focus-mode"));
}

/* The window's own: actions for how the article is looked at. */
void
galley_window_install_view_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (class, "win.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (class, "win.zoom-reset", NULL, zoom_action);
  gtk_widget_class_install_action (class, "win.focus-mode", NULL, focus_mode_action);
  gtk_widget_class_install_action (class, "win.leave-focus-mode", NULL, focus_mode_action);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Escape, 0, "win.leave-focus-mode", NULL);
  /* The key of the plus sign where that needs Shift. */
  gtk_widget_class_add_binding_action (class, GDK_KEY_equal, GDK_CONTROL_MASK, "win.zoom-in", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "win.zoom-in", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "win.zoom-out", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_KP_0, GDK_CONTROL_MASK, "win.zoom-reset", NULL);
}

/* The window's own: the size that the text had last, and the wheel that changes it. */
void
galley_window_init_view (GalleyWindow *self)
{
  g_autoptr (GAction) check_spelling = g_settings_create_action (self->settings, "check-spelling");
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->article_bin), scroll);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.leave-focus-mode", FALSE);
  g_action_map_add_action (G_ACTION_MAP (self), check_spelling);
  g_signal_connect_object (self->settings, "changed::check-spelling", G_CALLBACK (apply_spelling), self, G_CONNECT_SWAPPED);
  apply_spelling (self);
}
