/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-picture-store.h"
#include "galley-roll.h"

/* The bulletin of the next period, as a new one in a window of its own. */

/* A draft's pictures are where those of drafts are. */
static gboolean
take_pictures_along (GTask *task, GalleyRoll *roll, GCancellable *cancellable, GError **error)
{
  g_autofree char *drafts = galley_picture_store_dup_drafts ();

  return galley_picture_store_take_along (g_object_get_data (G_OBJECT (task), "folder"), drafts, roll->snapshot->blocks,
                                          cancellable, error);
}

static void
roll_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRoll) roll = galley_roll (data, g_object_get_data (G_OBJECT (task), "to"), &error);

  if (roll && take_pictures_along (task, roll, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&roll), (GDestroyNotify) galley_roll_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
rolled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyWindow *self = GALLEY_WINDOW (source), *window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRoll) roll = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GalleyBulletin) bulletin = NULL;
  g_autoptr (GalleySession) session = NULL;

  if (self->closed)
    return;
  if (roll == NULL)
    {
      galley_window_show_error (self, _("The Bulletin Was Not Rolled"), error);
      return;
    }
  bulletin = galley_bulletin_new (roll->snapshot);
  session = galley_session_new (bulletin, NULL, NULL);
  window = galley_window_new (GALLEY_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  galley_window_set_session (window, session);
  gtk_window_present (GTK_WINDOW (window));
  adw_overlay_split_view_set_show_sidebar (window->side_split, TRUE);
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, GalleyWindow *self)
{
  GtkEditable *to = GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog));
  g_autoptr (GTask) task = NULL;

  if (!g_str_equal (response, "roll") || self->closed || galley_window_get_bulletin (self) == NULL)
    return;
  task = g_task_new (self, self->cancellable, rolled_cb, NULL);
  g_object_set_data_full (G_OBJECT (task), "to", g_strstrip (g_strdup (gtk_editable_get_text (to))), g_free);
  g_object_set_data_full (G_OBJECT (task), "folder", galley_window_dup_folder (self), g_free);
  g_task_set_task_data (task, galley_bulletin_snapshot (galley_window_get_bulletin (self)),
                        (GDestroyNotify) galley_snapshot_unref);
  g_task_run_in_thread (task, roll_thread);
}

/* The window's own: win.roll asks for the period and opens the bulletin of that period. */
void
galley_window_roll_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autofree char *suggested = NULL;
  AdwAlertDialog *dialog;
  GtkWidget *to = adw_entry_row_new ();

  galley_grid_flush (self->grid);
  snapshot = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  suggested = galley_roll_suggest (snapshot);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _("Roll to Next Period"),
    _("A new bulletin is made of this one. Its values become bases and wait for new ones; every figure and period of the "
      "text that is left over is listed until it is done. This bulletin stays as it is.")));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (to), _("Period, as in 2024Q2, 2024H1, 2024-05 or 2024"));
  gtk_editable_set_text (GTK_EDITABLE (to), suggested ? suggested : "");
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (to), TRUE);
  gtk_widget_add_css_class (to, "card");
  adw_alert_dialog_set_extra_child (dialog, to);
  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "roll", _("_Roll"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "roll", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "roll");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  adw_dialog_set_focus (ADW_DIALOG (dialog), to);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* The window's own: the pane with what is left to do is there for as long as the bulletin is being rolled, and comes first. */
void
galley_window_show_rolling (GalleyWindow *self)
{
  gboolean rolling;

  g_object_get (self->roll_pane, "rolling", &rolling, NULL);
  adw_view_stack_page_set_visible (self->roll_page, rolling);
  if (rolling)
    adw_view_stack_set_visible_child_name (self->side_stack, "roll");
  else if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->side_stack), "roll") == 0)
    adw_view_stack_set_visible_child_name (self->side_stack, "preview");
}
