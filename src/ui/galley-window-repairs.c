/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-repair-list.h"
#include "galley-transaction.h"

/* The report of what an import mended. The bulletin follows when the dialog is closed, as one step that can be undone. */

typedef struct
{
  GalleyWindow *window; /* unowned: the dialog is shown in it */
  GalleyImport *import;
  GalleyRepairList *list;
} Report;

static void
report_free (gpointer data, GClosure *closure)
{
  Report *report = data;

  galley_import_unref (report->import);
  g_free (report);
}

static void
closed_cb (AdwDialog *dialog, Report *report)
{
  g_autoptr (GPtrArray) refused = galley_repair_list_get_refused (report->list);
  g_autoptr (GalleyImport) changed = NULL;
  g_autoptr (GalleySnapshot) now = NULL;
  GalleyTransaction *transaction;

  if (!galley_repair_list_differs (report->list) || report->window->import != report->import)
    return;
  now = galley_bulletin_snapshot (galley_window_get_bulletin (report->window));
  if (!galley_snapshot_equal (now, report->import->snapshot))
    {
      g_autoptr (GError) error =
        g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED,
                     _("The bulletin was edited after the import, and taking repairs back would undo that. "
                       "Undo to the import first, or change the text by hand."));

      galley_window_show_error (report->window, _("The Repairs Stay"), error);
      return;
    }
  changed = galley_import_without (report->import, (const char *const *) refused->pdata);
  transaction = galley_transaction_begin (galley_window_get_bulletin (report->window), _("Repairs"));
  galley_transaction_replace_all (transaction, changed->snapshot);
  galley_transaction_commit (transaction);
  galley_window_set_import (report->window, changed);
  galley_window_toast (report->window, _("The repairs that you refused are taken back"));
}

/* The window's own: shows what @import did to the text, to be refused one by one. */
void
galley_window_show_repairs (GalleyWindow *self, GalleyImport *import)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new (), *list = galley_repair_list_new (import);
  Report *report = g_new0 (Report, 1);

  report->window = self;
  report->import = galley_import_ref (import);
  report->list = GALLEY_REPAIR_LIST (list);
  adw_dialog_set_title (dialog, _("Import Report"));
  adw_dialog_set_content_width (dialog, 560);
  adw_dialog_set_content_height (dialog, 680);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), list);
  adw_dialog_set_child (dialog, view);
  g_signal_connect_data (dialog, "closed", G_CALLBACK (closed_cb), report, report_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
