/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-extraction-dialog.h"
#include "galley-sheet-dialog.h"
#include "galley-transaction.h"
#include "galley-workbook.h"

static void
extract_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GalleyExtraction *extraction = galley_extract (data, cancellable, &error);

  if (extraction)
    g_task_return_pointer (task, extraction, (GDestroyNotify) galley_extraction_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
taken_cb (GalleyExtractionDialog *dialog, GalleyWindow *self)
{
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  g_autofree char *text = NULL;
  guint n;

  if (bulletin == NULL || bulletin != g_object_get_data (G_OBJECT (dialog), "bulletin"))
    return;
  n = galley_extraction_dialog_apply (dialog, bulletin);
  text = g_strdup_printf (ngettext ("%u indicator extracted", "%u indicators extracted", n), n);
  galley_window_toast (self, text);
}

static void
extracted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyWindow *self = GALLEY_WINDOW (source);
  GalleyBulletin *bulletin = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyExtraction) extraction = g_task_propagate_pointer (G_TASK (result), &error);
  AdwDialog *dialog;

  if (self->closed || galley_window_get_bulletin (self) != bulletin)
    return;
  if (extraction == NULL)
    galley_window_show_error (self, _("The Figures Could Not Be Read"), error);
  else if (extraction->proposals->len == 0)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("No new indicators in the text")));
  else
    {
      dialog = galley_extraction_dialog_new (extraction);
      /* Only to be compared with: what is shown when the answer comes may be another bulletin. */
      g_object_set_data (G_OBJECT (dialog), "bulletin", bulletin);
      g_signal_connect_object (dialog, "taken", G_CALLBACK (taken_cb), self, 0);
      adw_dialog_present (dialog, GTK_WIDGET (self));
    }
}

/* The window's own: win.extract shows which indicators the article's figures state, to be taken into the table. */
void
galley_window_extract_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  GalleyBulletin *bulletin = galley_window_get_bulletin (self);
  /* The bulletin is only compared with when the answer comes; the session that owns it may be gone by then. */
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, extracted_cb, bulletin);

  galley_grid_flush (self->grid);
  g_task_set_task_data (task, galley_bulletin_snapshot (bulletin), (GDestroyNotify) galley_snapshot_unref);
  g_task_run_in_thread (task, extract_thread);
}

static void
imported_cb (GalleyWindow *self, const char *text)
{
  galley_window_toast (self, text);
}

/* The window's own: a spreadsheet is offered to the indicator table. */
void
galley_window_import_indicators (GalleyWindow *self, GFile *file)
{
  AdwDialog *dialog;

  galley_grid_flush (self->grid);
  dialog = galley_sheet_dialog_new (file, galley_window_get_bulletin (self));
  g_signal_connect_object (dialog, "imported", G_CALLBACK (imported_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
sheet_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = GALLEY_WINDOW (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file && !self->closed)
    galley_window_import_indicators (self, file);
  else
    galley_window_show_error (self, _("The File Could Not Be Chosen"), error);
}

/* The window's own: win.import-indicators asks for a spreadsheet. */
void
galley_window_import_indicators_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) sheets = gtk_file_filter_new ();

  gtk_file_filter_set_name (sheets, _("Spreadsheets"));
  for (const char *const *suffix = galley_workbook_get_suffixes (); *suffix; suffix++)
    gtk_file_filter_add_suffix (sheets, *suffix);
  g_list_store_append (filters, sheets);
  gtk_file_dialog_set_title (dialog, _("Import Indicators"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (self), self->cancellable, sheet_chosen_cb, g_object_ref (self));
}
