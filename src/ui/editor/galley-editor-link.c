/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

#include <glib/gi18n-lib.h>

#include "galley-export.h"
#include "galley-link-popover.h"

/* Links: Ctrl+K asks where what is selected leads, or where the link at the caret leads now. Ctrl and a click follow one. */

/* The place that is asked about: it may have gone by the time of the answer. */
typedef struct
{
  GalleyEditor *editor; /* unowned: the popover is its child */
  char *block;
  guint start, length;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_free (question->block);
  g_free (question);
}

static void
answered_cb (GalleyLinkPopover *popover, const char *target, Question *question)
{
  GalleyEditor *self = question->editor;
  g_autoptr (GalleyBlockData) now = NULL;
  GalleyTransaction *transaction;
  GalleyBlockData *block;
  guint position;

  if (self->bulletin == NULL || !galley_bulletin_find_block (self->bulletin, question->block, &position))
    return;
  block = galley_bulletin_get_block (self->bulletin, position);
  if (question->start + question->length > block->n_chars)
    return;
  now = galley_block_data_link (block, question->start, question->length, target);
  transaction = galley_transaction_begin (self->bulletin, target ? _("Link") : _("Removal of a Link"));
  galley_transaction_set_block (transaction, position, now);
  galley_editor_commit_in_place (self, transaction);
}

static gboolean
unparent_cb (gpointer data)
{
  gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

/* Once what the popover says has been heard. */
static void
closed_cb (GtkWidget *popover, GalleyEditor *self)
{
  self->asking = NULL;
  g_idle_add_full (G_PRIORITY_DEFAULT, unparent_cb, g_object_ref (popover), g_object_unref);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyEditor *self = GALLEY_EDITOR (widget);
  GtkTextIter start, end;
  GalleyBlockData *block;
  GalleyMark *link;
  Question *question;
  GdkRectangle area;
  guint line;

  if (self->bulletin == NULL || self->asking)
    return;
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  line = gtk_text_iter_get_line (&start);
  block = galley_bulletin_get_block (self->bulletin, line);
  link = galley_block_data_find_link (block, gtk_text_iter_get_line_offset (&start));
  /* A link lies within one block. */
  if (gtk_text_iter_get_line (&end) != (int) line || (gtk_text_iter_equal (&start, &end) && link == NULL))
    {
      gtk_widget_error_bell (widget);
      gtk_accessible_announce (GTK_ACCESSIBLE (self), _("Select the words of the link first, within one block"),
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      return;
    }
  question = g_new0 (Question, 1);
  question->editor = self;
  question->block = g_strdup (block->id);
  question->start = gtk_text_iter_get_line_offset (&start);
  question->length = gtk_text_iter_get_line_offset (&end) - question->start;
  if (question->length == 0)
    {
      question->start = link->start;
      question->length = link->length;
    }
  galley_editor_get_area (self, line, question->start, question->length, &area);
  self->asking = GTK_WIDGET (galley_link_popover_new (link ? link->target : NULL));
  gtk_widget_set_parent (self->asking, widget);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->asking), &area);
  g_signal_connect_data (self->asking, "answered", G_CALLBACK (answered_cb), question, question_free, 0);
  g_signal_connect (self->asking, "closed", G_CALLBACK (closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->asking));
}

static GalleyMark *
find_link_at (GalleyEditor *self, double x, double y)
{
  GalleyMark *link;
  guint block, offset;

  if (self->bulletin == NULL || self->waiting->len > 0 || !galley_editor_get_place_at (self, x, y, &block, &offset))
    return NULL;
  link = galley_block_data_find_link (galley_bulletin_get_block (self->bulletin, block), offset);
  return link && galley_export_is_safe_uri (link->target) ? link : NULL;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GalleyEditor *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GalleyMark *link = state & GDK_CONTROL_MASK ? find_link_at (self, x, y) : NULL;
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (link == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  launcher = gtk_uri_launcher_new (link->target);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL, NULL);
}

static gboolean
tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  GalleyMark *link = keyboard ? NULL : find_link_at (GALLEY_EDITOR (widget), x, y);
  g_autofree char *text = link ? g_strdup_printf (_("%s\nCtrl and click to open"), link->target) : NULL;

  if (text == NULL && !keyboard)
    text = g_strdup (galley_editor_find_gap (GALLEY_EDITOR (widget), x, y));
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* The editor's own: its action and key for links. */
void
galley_editor_install_links (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "editor.link", NULL, link_action);
  gtk_widget_class_add_binding_action (class, GDK_KEY_k, GDK_CONTROL_MASK, "editor.link", NULL);
}

/* The editor's own: what its links do under the pointer. */
void
galley_editor_add_links (GalleyEditor *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
}
