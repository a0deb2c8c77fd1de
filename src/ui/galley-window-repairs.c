/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-transaction.h"

/* The report of what an import mended. Each repair has a switch, and each kind of repair one for all of them; the
 * bulletin follows when the dialog is closed, as one step that can be undone. */

typedef struct
{
  GalleyWindow *window; /* unowned: the dialog is shown in it */
  GalleyImport *import;
  GPtrArray *switches; /* for each repair: its row, or NULL where nothing was changed */
  GHashTable *kinds;   /* rule -> AdwExpanderRow, for kinds of which there are several */
} Report;

/* More repairs of a kind than this are shown folded. */
#define MAX_UNFOLDED 3

static void
report_free (gpointer data, GClosure *closure)
{
  Report *report = data;

  galley_import_unref (report->import);
  g_ptr_array_unref (report->switches);
  g_hash_table_unref (report->kinds);
  g_free (report);
}

static gboolean
is_accepted (Report *report, guint position)
{
  GalleyRepair *repair = g_ptr_array_index (report->import->repairs, position);
  AdwExpanderRow *kind = g_hash_table_lookup (report->kinds, repair->rule);

  if (kind && !adw_expander_row_get_enable_expansion (kind))
    return FALSE;
  return adw_switch_row_get_active (g_ptr_array_index (report->switches, position));
}

static void
closed_cb (AdwDialog *dialog, Report *report)
{
  g_autoptr (GPtrArray) refused = g_ptr_array_new ();
  g_autoptr (GalleyImport) changed = NULL;
  g_autoptr (GalleySnapshot) now = NULL;
  GalleyTransaction *transaction;
  gboolean differs = FALSE;

  for (guint i = 0; i < report->switches->len; i++)
    {
      GalleyRepair *repair = g_ptr_array_index (report->import->repairs, i);

      if (g_ptr_array_index (report->switches, i) == NULL)
        continue;
      if (!is_accepted (report, i))
        g_ptr_array_add (refused, repair->id);
      differs |= is_accepted (report, i) == repair->refused;
    }
  if (!differs || report->window->import != report->import)
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
  g_ptr_array_add (refused, NULL);
  changed = galley_import_without (report->import, (const char *const *) refused->pdata);
  transaction = galley_transaction_begin (galley_window_get_bulletin (report->window), _("Repairs"));
  galley_transaction_replace_all (transaction, changed->snapshot);
  galley_transaction_commit (transaction);
  galley_window_set_import (report->window, changed);
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

static guint
count_kind (GalleyImport *import, const char *rule)
{
  guint count = 0;

  for (guint i = 0; i < import->repairs->len; i++)
    {
      GalleyRepair *repair = g_ptr_array_index (import->repairs, i);

      count += repair->after != NULL && g_str_equal (repair->rule, rule);
    }
  return count;
}

/* The row that folds the repairs of a kind, NULL for a kind of which there are few. */
static AdwExpanderRow *
get_kind_row (Report *report, GalleyRepair *repair, AdwPreferencesGroup *group)
{
  AdwExpanderRow *row = g_hash_table_lookup (report->kinds, repair->rule);
  guint count = repair->after && row == NULL ? count_kind (report->import, repair->rule) : 0;
  g_autofree char *subtitle = NULL;

  if (count <= MAX_UNFOLDED)
    return row;
  row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  subtitle = g_strdup_printf (ngettext ("%u place", "%u places", count), count);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), repair->message);
  adw_expander_row_set_subtitle (row, subtitle);
  adw_expander_row_set_show_enable_switch (row, TRUE);
  adw_expander_row_set_expanded (row, FALSE);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  g_hash_table_insert (report->kinds, (gpointer) repair->rule, row);
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
  report->kinds = g_hash_table_new (g_str_hash, g_str_equal);
  adw_dialog_set_title (dialog, _("Import Report"));
  adw_dialog_set_content_width (dialog, 560);
  adw_preferences_group_set_title (mended, _("Mended"));
  adw_preferences_group_set_description (mended, _("Switch off what should stay as it came."));
  adw_preferences_group_set_title (suspected, _("Suspected"));
  adw_preferences_group_set_description (suspected, _("Left as it came. Please look at it."));
  for (guint i = 0; i < import->repairs->len; i++)
    {
      GalleyRepair *repair = g_ptr_array_index (import->repairs, i);

      AdwExpanderRow *kind = get_kind_row (report, repair, mended);
      GtkWidget *row = new_row (report, repair);

      n_mended += repair->after != NULL;
      if (kind && repair->after)
        adw_expander_row_add_row (kind, row);
      else
        adw_preferences_group_add (repair->after ? mended : suspected, row);
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
