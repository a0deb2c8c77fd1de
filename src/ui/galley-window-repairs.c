/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-transaction.h"

/* The report of what an import mended. Each repair has a switch; the bulletin follows when the dialog is closed, as
 * one step that can be undone. */

typedef struct
{
  GalleyWindow *window; /* unowned: the dialog is shown in it */
  GalleyImport *import;
  GPtrArray *switches; /* for each repair: its row, or NULL where nothing was changed */
} Report;

static void
report_free (gpointer data, GClosure *closure)
{
  Report *report = data;

  galley_import_unref (report->import);
  g_ptr_array_unref (report->switches);
  g_free (report);
}

static void
closed_cb (AdwDialog *dialog, Report *report)
{
  g_autoptr (GPtrArray) refused = g_ptr_array_new ();
  g_autoptr (GalleyImport) changed = NULL;
  GalleyTransaction *transaction;
  gboolean differs = FALSE;

  for (guint i = 0; i < report->switches->len; i++)
    {
      GalleyRepair *repair = g_ptr_array_index (report->import->repairs, i);
      AdwSwitchRow *row = g_ptr_array_index (report->switches, i);

      if (row == NULL)
        continue;
      if (!adw_switch_row_get_active (row))
        g_ptr_array_add (refused, repair->id);
      differs |= adw_switch_row_get_active (row) == repair->refused;
    }
  if (!differs || galley_window_get_bulletin (report->window) == NULL)
    return;
  g_ptr_array_add (refused, NULL);
  changed = galley_import_without (report->import, (const char *const *) refused->pdata);
  transaction = galley_transaction_begin (galley_window_get_bulletin (report->window), _("Repairs"));
  galley_transaction_replace_all (transaction, changed->snapshot);
  galley_transaction_commit (transaction);
  galley_window_toast (report->window, _("The repairs that you refused are taken back"));
}

static char *
dup_subtitle (const GalleyRepair *repair)
{
  g_autofree char *line = g_strdup_printf (_("Line %u"), repair->line);

  if (repair->after && *repair->after)
    return g_strdup_printf ("%s: %s → %s", line, repair->before, repair->after);
  return g_strdup_printf ("%s: %s", line, repair->before);
}

static GtkWidget *
new_row (Report *report, GalleyRepair *repair)
{
  gboolean mended = repair->after != NULL;
  GtkWidget *row = mended ? adw_switch_row_new () : adw_action_row_new ();
  g_autofree char *subtitle = dup_subtitle (repair);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), repair->message);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (mended)
    adw_switch_row_set_active (ADW_SWITCH_ROW (row), !repair->refused);
  g_ptr_array_add (report->switches, mended ? row : NULL);
  return row;
}

/* The window's own: shows what @import did to the text, to be refused one by one. */
void
galley_window_show_repairs (GalleyWindow *self, GalleyImport *import)
{
  AdwDialog *dialog = adw_preferences_dialog_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *mended = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *suspected = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  Report *report = g_new0 (Report, 1);
  guint n_mended = 0;

  report->window = self;
  report->import = galley_import_ref (import);
  report->switches = g_ptr_array_new ();
  adw_dialog_set_title (dialog, _("Import Report"));
  adw_dialog_set_content_width (dialog, 560);
  adw_preferences_group_set_title (mended, _("Mended"));
  adw_preferences_group_set_description (mended, _("Switch off what should stay as it came."));
  adw_preferences_group_set_title (suspected, _("Suspected"));
  adw_preferences_group_set_description (suspected, _("Left as it came. Please look at it."));
  for (guint i = 0; i < import->repairs->len; i++)
    {
      GalleyRepair *repair = g_ptr_array_index (import->repairs, i);

      n_mended += repair->after != NULL;
      adw_preferences_group_add (repair->after ? mended : suspected, new_row (report, repair));
    }
  if (import->repairs->len > n_mended)
    adw_preferences_page_add (page, suspected);
  else
    g_object_ref_sink (suspected), g_object_unref (suspected);
  if (n_mended > 0)
    adw_preferences_page_add (page, mended);
  else
    g_object_ref_sink (mended), g_object_unref (mended);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), page);
  g_signal_connect_data (dialog, "closed", G_CALLBACK (closed_cb), report, report_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
