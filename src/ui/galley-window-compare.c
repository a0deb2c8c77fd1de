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
  GtkWidget *view, *differences;

  if (theirs == NULL)
    {
      galley_window_show_error (self, _("The File on the Disk Could Not Be Read"), error);
      return;
    }
  ours = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  differences = galley_differences_new ();
  galley_differences_compare (GALLEY_DIFFERENCES (differences), theirs, _("The File on the Disk"), ours, _("This Window"));
  view = adw_toolbar_view_new ();
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), differences);
  dialog = adw_dialog_new ();
  adw_dialog_set_title (dialog, _("Compared With the File on the Disk"));
  adw_dialog_set_content_width (dialog, 1040);
  adw_dialog_set_content_height (dialog, 760);
  adw_dialog_set_child (dialog, view);
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
