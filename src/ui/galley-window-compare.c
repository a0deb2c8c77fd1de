/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-bulletin-file.h"
#include "galley-compare.h"

/* What differs between the file on the disk and the bulletin in the window, as a list. */

static char *
title_of (const char *title, GalleyDifferenceKind kind, gboolean moved)
{
  if (kind == GALLEY_DIFFERENCE_ADDED)
    return g_strdup_printf (_("%s, Only Here"), title);
  if (kind == GALLEY_DIFFERENCE_REMOVED)
    return g_strdup_printf (_("%s, Only on the Disk"), title);
  return moved ? g_strdup_printf (_("%s, Moved Here"), title) : g_strdup (title);
}

static void
add_difference (AdwPreferencesGroup *group, const char *title, GalleyDifferenceKind kind, gboolean moved, const char *lines)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *full = title_of (title, kind, moved);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), full);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), lines);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
}

static void
add_differences (AdwPreferencesGroup *group, const GalleyComparison *comparison)
{
  for (guint i = 0; i < comparison->blocks->len; i++)
    {
      const GalleyBlockDifference *block = g_ptr_array_index (comparison->blocks, i);
      const GalleyBlockData *shown = block->after ? block->after : block->before;
      g_autofree char *lines = galley_block_difference_describe (block, galley_block_kind_get_title);

      add_difference (group, galley_block_kind_get_title (shown->kind), block->kind, block->moved, lines);
    }
  for (guint i = 0; i < comparison->records->len; i++)
    {
      const GalleyRecordDifference *record = g_ptr_array_index (comparison->records, i);
      g_autofree char *title = galley_record_difference_dup_title (record);
      g_autofree char *lines = galley_record_difference_describe (record);

      add_difference (group, title, record->kind, record->moved, lines);
    }
  if (comparison->suggestions)
    add_difference (group, _("Suggestions"), GALLEY_DIFFERENCE_CHANGED, FALSE, _("What waits for a decision differs"));
  if (comparison->other)
    add_difference (group, _("Other"), GALLEY_DIFFERENCE_CHANGED, FALSE, _("Data of another program changed"));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleyWindow) self = GALLEY_WINDOW (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) theirs = galley_bulletin_file_load_finish (result, NULL, &error), ours = NULL;
  AdwDialog *dialog;
  AdwPreferencesPage *page;
  AdwPreferencesGroup *group;
  g_autoptr (GalleyComparison) comparison = NULL;

  if (theirs == NULL)
    {
      galley_window_show_error (self, _("The File on the Disk Could Not Be Read"), error);
      return;
    }
  ours = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  dialog = adw_preferences_dialog_new ();
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  comparison = galley_compare (theirs, ours);
  add_differences (group, comparison);
  if (galley_comparison_is_empty (comparison))
    adw_preferences_group_set_title (group, _("Nothing Differs"));
  adw_preferences_page_add (page, group);
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
