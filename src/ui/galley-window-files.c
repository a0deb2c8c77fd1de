/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-export.h"
#include "galley-import-assistant.h"
#include "galley-transaction.h"
#include "galley-workbook.h"

/* Opening, saving and closing. Everything that touches a disk is asynchronous. */

static void
remember (GalleyWindow *self)
{
  GFile *file = galley_session_get_file (self->session);
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autofree char *title = NULL;

  if (file == NULL)
    return;
  snapshot = galley_bulletin_snapshot (galley_session_get_bulletin (self->session));
  title = galley_snapshot_dup_title (snapshot);
  galley_library_remember (file, title);
}

/* The window's own: a bulletin that is in no file. */
void
galley_window_show_snapshot (GalleyWindow *self, GalleySnapshot *snapshot)
{
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  g_autoptr (GalleySession) session = galley_session_new (bulletin, NULL, NULL);

  galley_window_set_session (self, session);
}

/* The window's own: an empty bulletin for a window that would else hold nothing. */
void
galley_window_ensure_session (GalleyWindow *self)
{
  if (self->session == NULL)
    galley_window_open_new (self);
}

/* Opening */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = GALLEY_WINDOW (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySession) session = galley_session_open_finish (result, &error);

  self->opening = FALSE;
  if (self->closed)
    return;
  if (session)
    {
      GalleyWindow *target = galley_window_for_opening (self);

      galley_window_set_session (target, session);
      remember (target);
    }
  else
    {
      galley_window_ensure_session (self);
      galley_window_show_error (self, _("The Bulletin Could Not Be Opened"), error);
    }
}

/* The window that shows @file already, NULL for none: two sessions of one file would take each other for strangers. */
static GalleyWindow *
find_window_of (GalleyWindow *self, GFile *file)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (GList *l = gtk_application_get_windows (application); l; l = l->next)
    {
      GalleyWindow *window = GALLEY_IS_WINDOW (l->data) ? l->data : NULL;
      GFile *open = window && window->session ? galley_session_get_file (window->session) : NULL;

      if (open && g_file_equal (open, file))
        return window;
    }
  return NULL;
}

/**
 * galley_window_open:
 * @file: a bulletin, a text that is to become one, or a spreadsheet for the table of what the window shows
 */
void
galley_window_open (GalleyWindow *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  GalleyWindow *open = find_window_of (self, file);

  if (open)
    {
      gtk_window_present (GTK_WINDOW (open));
      if (open != self && self->session == NULL && !self->opening)
        gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  if (name && g_str_has_suffix (name, ".galley"))
    {
      self->opening = TRUE;
      galley_session_open_async (file, self->cancellable, opened_cb, g_object_ref (self));
    }
  else if (name && galley_workbook_is_name (name))
    {
      galley_window_ensure_session (self);
      galley_window_import_indicators (self, file);
    }
  else
    galley_window_import (self, file, NULL, FALSE);
}

/* The window's own: files that came together. Texts among them are looked at before they come in. */
void
galley_window_open_files (GalleyWindow *self, GSList *files)
{
  g_autoptr (GSList) texts = NULL;

  for (GSList *l = files; l; l = l->next)
    {
      g_autofree char *uri = g_file_get_uri (l->data);

      if (g_str_has_suffix (uri, ".galley") || galley_workbook_is_name (uri))
        gtk_widget_activate_action (GTK_WIDGET (self), "app.open-uri", "s", uri);
      else
        texts = g_slist_append (texts, l->data);
    }
  if (texts)
    galley_window_assist_import (self, texts);
}

void
galley_window_open_new (GalleyWindow *self)
{
  g_autoptr (GalleySnapshot) snapshot = galley_snapshot_new_empty ();

  galley_window_show_snapshot (self, snapshot);
}

void
galley_window_open_sample (GalleyWindow *self)
{
  const char *folder = g_getenv ("GALLEY_PKGDATADIR");
  g_autofree char *path = g_build_filename (folder ? folder : GALLEY_PKGDATADIR, "sample", "heping-2024q1.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  galley_window_import (self, file, NULL, TRUE);
}

/**
 * galley_window_open_first:
 *
 * What a start without a file shows: the sample at first, later the bulletin that was open last or an empty one.
 */
void
galley_window_open_first (GalleyWindow *self)
{
  if (g_settings_get_boolean (self->settings, "first-run"))
    {
      g_settings_set_boolean (self->settings, "first-run", FALSE);
      galley_window_open_sample (self);
    }
  else
    galley_window_open_new (self);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyApplication) application = GALLEY_APPLICATION (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sessions = galley_session_recover_all_finish (result, &error);

  for (guint i = 0; sessions && i < sessions->len; i++)
    {
      GalleySession *session = g_ptr_array_index (sessions, i);
      GalleyWindow *window = galley_window_new (application);
      const char *message = galley_session_get_message (session);

      galley_window_set_session (window, session);
      gtk_window_present (GTK_WINDOW (window));
      galley_window_toast (window, message && *message ? message
                                                       : _("Brought back what was not saved when Galley last ended"));
    }
  if (error)
    g_warning ("%s", error->message);
  g_application_release (G_APPLICATION (application));
}

/**
 * galley_window_recover_drafts:
 *
 * Opens a window on each bulletin that was being written when the program ended without closing it.
 */
void
galley_window_recover_drafts (GalleyApplication *application)
{
  g_application_hold (G_APPLICATION (application));
  galley_session_recover_all_async (NULL, recovered_cb, g_object_ref (application));
}

static GListModel *
new_open_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (all, _("Bulletins, texts and spreadsheets"));
  gtk_file_filter_add_suffix (all, "galley");
  galley_import_filter_texts (all);
  for (const char *const *suffix = galley_workbook_get_suffixes (); *suffix; suffix++)
    gtk_file_filter_add_suffix (all, *suffix);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

static void
open_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = GALLEY_WINDOW (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autofree char *uri = file ? g_file_get_uri (file) : NULL;

  if (uri)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-uri", "s", uri);
  else
    galley_window_show_error (self, _("The File Could Not Be Chosen"), error);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = new_open_filters ();

  gtk_file_dialog_set_title (dialog, _("Open or Import"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, GTK_WINDOW (widget), GALLEY_WINDOW (widget)->cancellable, open_chosen_cb,
                        g_object_ref (widget));
}

/* What is dropped on the article comes in where it was dropped. */
static void
place_caret (GalleyWindow *self, double x, double y)
{
  graphene_point_t point;
  guint block, offset;

  if (gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (self->editor), &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                &point) &&
      galley_editor_get_place_at (self->editor, point.x, point.y, &block, &offset))
    galley_editor_select (self->editor, block, offset, 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GalleyWindow *self)
{
  g_autoptr (GSList) files = NULL, others = NULL;

  if (self->session)
    place_caret (self, x, y);
  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      if (self->session)
        galley_window_take_texture (self, g_value_get_object (value));
      return self->session != NULL;
    }
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  others = galley_window_take_pictures (self, files);
  if (others)
    galley_window_open_files (self, others);
  return files != NULL;
}

/* The window's own: files that are dropped anywhere on it are opened, pictures come into the article. */
void
galley_window_accept_files (GalleyWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, (GType[]) { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE }, 2);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  /* Before the text view, which would take the names of the files. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* Closing and saving */

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = GALLEY_WINDOW (data);
  g_autoptr (GError) error = NULL;

  if (!galley_session_close_finish (GALLEY_SESSION (source), result, &error))
    g_warning ("%s", error->message);
  g_application_release (g_application_get_default ());
}

/* Ends the session behind a window that is gone; the program stays until the journal is done. */
static void
close_session (GalleyWindow *self)
{
  self->closed = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_application_hold (g_application_get_default ());
  galley_session_close_async (self->session, FALSE, closed_cb, g_object_ref (self));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = GALLEY_WINDOW (data);
  g_autoptr (GError) error = NULL;

  if (!galley_session_save_finish (GALLEY_SESSION (source), result, &error))
    {
      self->closing = FALSE;
      /* A conflict has its banner, with the ways out of it. */
      if (galley_session_get_state (GALLEY_SESSION (source)) != GALLEY_SESSION_CONFLICT)
        galley_window_show_error (self, _("The Bulletin Could Not Be Saved"), error);
      return;
    }
  galley_tour_happened (self->tour, GALLEY_TOUR_EXPORT);
  if (self->session == GALLEY_SESSION (source))
    remember (self);
  if (!self->closing)
    return;
  /* What was typed while the file was written is written too. */
  if (galley_bulletin_get_modified (galley_window_get_bulletin (self)))
    galley_session_save_async (self->session, self->cancellable, saved_cb, g_object_ref (self));
  else
    close_session (self);
}

static void
save_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = GALLEY_WINDOW (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file)
    galley_session_save_as_async (self->session, file, self->cancellable, saved_cb, g_object_ref (self));
  else
    {
      self->closing = FALSE;
      galley_window_show_error (self, _("The File Could Not Be Chosen"), error);
    }
}

/* The window's own. Returns: (transfer full): a name for a file of the bulletin, with @suffix at its end */
char *
galley_window_suggest_name (GalleyWindow *self, const char *suffix)
{
  g_autoptr (GalleySnapshot) snapshot = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  GFile *file = galley_session_get_file (self->session);
  g_autofree char *title = NULL;

  if (file)
    {
      char *dot;

      title = g_file_get_basename (file);
      dot = strrchr (title, '.');
      if (dot)
        *dot = '\0';
    }
  else if (*snapshot->details->fields[GALLEY_DETAILS_DISTRICT])
    title = g_strconcat (snapshot->details->fields[GALLEY_DETAILS_DISTRICT],
                         snapshot->details->fields[GALLEY_DETAILS_PERIOD], NULL);
  else
    title = galley_snapshot_dup_title (snapshot);
  g_strdelimit (title, "/\n", ' ');
  return g_strconcat (*title ? title : _("Bulletin"), suffix, NULL);
}

static void
save_as (GalleyWindow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = galley_window_suggest_name (self, ".galley");

  gtk_file_dialog_set_title (dialog, _("Save the Bulletin"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (self), self->cancellable, save_chosen_cb, g_object_ref (self));
}

static void
save (GalleyWindow *self)
{
  galley_grid_flush (self->grid);
  if (galley_session_get_file (self->session))
    galley_session_save_async (self->session, self->cancellable, saved_cb, g_object_ref (self));
  else
    save_as (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (GALLEY_WINDOW (widget));
}

static void
save_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save_as (GALLEY_WINDOW (widget));
}

/* A file that another program changed */

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = GALLEY_WINDOW (data);
  g_autoptr (GError) error = NULL;

  if (galley_session_reload_finish (GALLEY_SESSION (source), result, &error))
    galley_window_toast (self, _("Reloaded from the disk"));
  else
    galley_window_show_error (self, _("The Bulletin Could Not Be Reloaded"), error);
}

static void
resolved_cb (AdwAlertDialog *dialog, const char *response, GalleyWindow *self)
{
  if (g_str_equal (response, "reload"))
    galley_session_reload_async (self->session, self->cancellable, reloaded_cb, g_object_ref (self));
  else if (g_str_equal (response, "keep"))
    galley_session_keep_mine_async (self->session, self->cancellable, saved_cb, g_object_ref (self));
  else if (g_str_equal (response, "save-as"))
    save_as (self);
  else if (g_str_equal (response, "compare"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.compare", NULL);
}

static void
resolve_conflict_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwDialog *dialog = adw_alert_dialog_new (
    _("The File Was Changed by Another Program"),
    _("Reloading takes over what is on the disk; it is one step that you can undo. Keeping yours writes over it."));
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (dialog);

  adw_alert_dialog_add_responses (alert, "cancel", _("_Cancel"), "compare", _("Co_mpare"), "save-as", _("Save _As…"),
                                  "keep", _("_Keep Mine"), "reload", _("_Reload"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "keep", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "cancel");
  adw_alert_dialog_set_close_response (alert, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (resolved_cb), widget, 0);
  adw_dialog_present (dialog, widget);
}

/* The end of a window */

static void
close_answered_cb (AdwAlertDialog *dialog, const char *response, GalleyWindow *self)
{
  if (g_str_equal (response, "save"))
    {
      self->closing = TRUE;
      save (self);
    }
  else if (g_str_equal (response, "discard"))
    close_session (self);
}

/* The window's own: closing saves what has a file, and asks where something would be lost. */
gboolean
galley_window_close_request (GtkWindow *window)
{
  GalleyWindow *self = GALLEY_WINDOW (window);
  AdwDialog *dialog;
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  galley_grid_flush (self->grid);
  if (self->session == NULL)
    {
      self->closed = TRUE;
      g_cancellable_cancel (self->cancellable);
      return GDK_EVENT_PROPAGATE;
    }
  /* An untitled bulletin that was just imported is worth a question too, so the session is asked. */
  if (galley_session_get_state (self->session) == GALLEY_SESSION_SAVED)
    {
      close_session (self);
      return GDK_EVENT_STOP;
    }
  if (galley_session_get_file (self->session) && galley_session_get_state (self->session) != GALLEY_SESSION_CONFLICT &&
      galley_session_get_state (self->session) != GALLEY_SESSION_FAILED)
    {
      self->closing = TRUE;
      save (self);
      return GDK_EVENT_STOP;
    }
  dialog = adw_alert_dialog_new (_("Save the Bulletin?"), _("What is not saved will be lost."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "discard", _("_Discard"), "save",
                                  _("_Save…"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_answered_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

void
galley_window_install_file_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (class, "win.save", NULL, save_action);
  gtk_widget_class_install_action (class, "win.save-as", NULL, save_as_action);
  gtk_widget_class_install_action (class, "win.resolve-conflict", NULL, resolve_conflict_action);
}
