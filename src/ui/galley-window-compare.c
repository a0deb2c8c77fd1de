/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-bulletin-file.h"
#include "galley-differences.h"
#include "galley-history-dialog.h"
#include "galley-transaction.h"

/* What the bulletin in the window is compared with: its file on the disk, and its versions, of which one may be restored. */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = GALLEY_WINDOW (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) theirs = galley_bulletin_file_load_finish (result, NULL, &error), ours = NULL;
  AdwDialog *dialog;
  AdwPreferencesPage *page;
  g_autoptr (GalleyComparison) comparison = NULL;

  if (theirs == NULL)
    {
      galley_window_show_error (self, _("The File on the Disk Could Not Be Read"), error);
      return;
    }
  ours = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  dialog = adw_preferences_dialog_new ();
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  comparison = galley_compare (theirs, ours, GALLEY_GRAIN_WORDS);
  adw_preferences_page_add (
    page, ADW_PREFERENCES_GROUP (galley_differences_new (comparison, GALLEY_DIFFERENCES_DISK)));
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), page);
  adw_dialog_set_title (dialog, _("Compared With the File on the Disk"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The window's own: win.compare. */
void
galley_window_compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  GFile *file = galley_session_get_file (self->session);

  if (file)
    galley_bulletin_file_load_async (file, self->cancellable, loaded_cb, g_object_ref (self));
}

/* The log, suggestions and comments stay as they are. */
static void
restore_cb (GalleyHistoryDialog *dialog, GalleyWindow *self)
{
  GalleyTransaction *transaction = galley_transaction_begin (galley_window_get_bulletin (self), _("Restore Version"));

  galley_transaction_replace_content (transaction, galley_history_dialog_get_version (dialog)->snapshot);
  galley_transaction_commit (transaction);
  galley_window_toast (self, _("The version is restored. Undo brings back what was there"));
}

/* The window's own: win.history. */
void
galley_window_history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  GFile *file = galley_session_get_file (self->session);
  g_autoptr (GalleySnapshot) now = NULL;
  AdwDialog *dialog;

  if (galley_editor_get_composing (self->editor))
    return;
  galley_grid_flush (self->grid);
  now = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  dialog = galley_history_dialog_new (now, file ? g_file_peek_path (file) : NULL);
  g_signal_connect_object (dialog, "restore", G_CALLBACK (restore_cb), self, 0);
  adw_dialog_present (dialog, widget);
}
