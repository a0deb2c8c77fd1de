/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-proof-pointer.h"

#include <glib/gi18n-lib.h>

/* Shows the proof card where the pointer rests over a figure or clicks an underlined one, and hides it when the pointer
 * leaves both. A card that is shown so never takes the keys: who types goes on typing, and the card makes way. */

#define REST_MSEC 500
#define GRACE_MSEC 300

struct _GalleyProofPointer
{
  GalleyProofCard *card;
  GalleyEditor *editor;
  GPtrArray *controllers; /* of the editor and the card */
  GMenu *menu;            /* what the context menu offers for the figure that it is opened at */
  guint rest;
  guint grace;
  double x, y;
  double typed_x, typed_y; /* where the pointer was when somebody last typed: what moves under it is no pointing */
};

static void
hide (GalleyProofPointer *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_handle_id (&self->grace, g_source_remove);
  if (!galley_proof_card_has_focus (self->card))
    gtk_popover_popdown (GTK_POPOVER (self->card));
}

static gboolean
grace_cb (gpointer data)
{
  GalleyProofPointer *self = data;

  self->grace = 0;
  hide (self);
  return G_SOURCE_REMOVE;
}

static void
hide_soon (GalleyProofPointer *self)
{
  if (self->grace == 0 && gtk_widget_get_visible (GTK_WIDGET (self->card)))
    self->grace = g_timeout_add (GRACE_MSEC, grace_cb, self);
}

static gboolean
rest_cb (gpointer data)
{
  GalleyProofPointer *self = data;
  guint block, offset;

  self->rest = 0;
  if (!galley_editor_get_composing (self->editor) && !galley_proof_card_has_focus (self->card) &&
      galley_editor_get_place_at (self->editor, self->x, self->y, &block, &offset) &&
      !galley_proof_card_covers (self->card, block, offset))
    galley_proof_card_show (self->card, block, offset, FALSE);
  return G_SOURCE_REMOVE;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, GalleyProofPointer *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  guint block, offset;

  g_clear_handle_id (&self->rest, g_source_remove);
  self->x = x;
  self->y = y;
  if (state & (GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK))
    return;
  if (galley_editor_get_place_at (self->editor, x, y, &block, &offset) &&
      galley_proof_card_covers (self->card, block, offset))
    g_clear_handle_id (&self->grace, g_source_remove);
  else
    hide_soon (self);
  if (x != self->typed_x || y != self->typed_y)
    self->rest = g_timeout_add (REST_MSEC, rest_cb, self);
}

static void
leave_cb (GalleyProofPointer *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  hide_soon (self);
}

static void
enter_card_cb (GalleyProofPointer *self)
{
  g_clear_handle_id (&self->grace, g_source_remove);
}

/* The context menu is about to be opened at that place. */
static void
fill_menu (GalleyProofPointer *self, guint block, guint offset)
{
  g_autoptr (GMenu) ways = galley_proof_card_new_menu (self->card, block, offset);

  hide (self);
  g_menu_remove_all (self->menu);
  if (g_menu_model_get_n_items (G_MENU_MODEL (ways)) > 0)
    g_menu_append_submenu (self->menu, _("Write As"), G_MENU_MODEL (ways));
}

/* The text view claims presses for itself, so the release is watched for as it comes. */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, GalleyProofPointer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  guint block, offset;

  if (gdk_event_triggers_context_menu (event))
    {
      if (galley_editor_get_place_at (self->editor, self->x, self->y, &block, &offset))
        fill_menu (self, block, offset);
      else
        g_menu_remove_all (self->menu);
    }
  if (gdk_event_get_event_type (event) != GDK_BUTTON_RELEASE || gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY)
    return GDK_EVENT_PROPAGATE;
  if (!galley_editor_get_composing (self->editor) && !gtk_text_buffer_get_has_selection (buffer) &&
      galley_editor_get_place_at (self->editor, self->x, self->y, &block, &offset) &&
      galley_editor_get_standing (self->editor, block, offset) != GALLEY_STANDING_NONE &&
      !galley_proof_card_covers (self->card, block, offset))
    galley_proof_card_show (self->card, block, offset, FALSE);
  return GDK_EVENT_PROPAGATE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GalleyProofPointer *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  gboolean shown = gtk_widget_get_visible (GTK_WIDGET (self->card));

  if (event && gdk_key_event_is_modifier (event))
    return GDK_EVENT_PROPAGATE;
  self->typed_x = self->x;
  self->typed_y = self->y;
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && (state & GDK_SHIFT_MASK)))
    fill_menu (self, galley_editor_get_block (self->editor), galley_editor_get_offset (self->editor));
  hide (self);
  return shown && key == GDK_KEY_Escape ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static GtkEventController *
add_controller (GalleyProofPointer *self, gpointer widget, GtkEventController *controller)
{
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (widget, controller);
  g_ptr_array_add (self->controllers, controller);
  return controller;
}

/* As a section of what others may have put there. */
static void
add_to_context_menu (GtkTextView *view, GMenu *section)
{
  GMenuModel *others = gtk_text_view_get_extra_menu (view);
  g_autoptr (GMenu) menu = g_menu_new ();

  if (others)
    g_menu_append_section (menu, NULL, others);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  gtk_text_view_set_extra_menu (view, G_MENU_MODEL (menu));
}

/* The card's own: makes @card follow the pointer over @editor. */
GalleyProofPointer *
galley_proof_pointer_new (GalleyProofCard *card, GalleyEditor *editor)
{
  GalleyProofPointer *self = g_new0 (GalleyProofPointer, 1);
  GtkEventController *motion, *keys, *events, *over;

  self->card = card;
  self->editor = editor;
  self->controllers = g_ptr_array_new ();
  self->menu = g_menu_new ();
  add_to_context_menu (GTK_TEXT_VIEW (editor), self->menu);
  motion = add_controller (self, editor, gtk_event_controller_motion_new ());
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  keys = add_controller (self, editor, gtk_event_controller_key_new ());
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  events = add_controller (self, editor, gtk_event_controller_legacy_new ());
  g_signal_connect (events, "event", G_CALLBACK (event_cb), self);
  over = add_controller (self, card, gtk_event_controller_motion_new ());
  g_signal_connect_swapped (over, "enter", G_CALLBACK (enter_card_cb), self);
  g_signal_connect_swapped (over, "leave", G_CALLBACK (hide_soon), self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "changed", G_CALLBACK (hide), self);
  g_signal_connect_swapped (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (editor)), "value-changed", G_CALLBACK (hide),
                            self);
  return self;
}

void
galley_proof_pointer_free (GalleyProofPointer *self)
{
  g_signal_handlers_disconnect_by_data (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), self);
  g_signal_handlers_disconnect_by_data (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->editor)), self);
  for (guint i = 0; i < self->controllers->len; i++)
    {
      GtkEventController *controller = g_ptr_array_index (self->controllers, i);

      gtk_widget_remove_controller (gtk_event_controller_get_widget (controller), controller);
    }
  g_ptr_array_unref (self->controllers);
  g_object_unref (self->menu);
  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_handle_id (&self->grace, g_source_remove);
  g_free (self);
}
