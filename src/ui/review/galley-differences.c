/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-differences.h"

#include <glib/gi18n-lib.h>

#include "galley-editor.h"

/* What differs between two bulletins, as a list. */

typedef struct
{
  AdwPreferencesGroup *group;
  GalleyDifferencesBetween between;
} List;

static char *
title_of (const char *title, GalleyDifferenceKind kind, gboolean moved, GalleyDifferencesBetween between)
{
  gboolean disk = between == GALLEY_DIFFERENCES_DISK;

  if (kind == GALLEY_DIFFERENCE_ADDED)
    return g_strdup_printf (disk ? _("%s, Only Here") : _("%s, New"), title);
  if (kind == GALLEY_DIFFERENCE_REMOVED)
    return g_strdup_printf (disk ? _("%s, Only on the Disk") : _("%s, Gone"), title);
  return moved ? g_strdup_printf (_("%s, Moved Here"), title) : g_strdup (title);
}

static void
add_difference (List *list, const char *title, GalleyDifferenceKind kind, gboolean moved, const char *lines)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *full = title_of (title, kind, moved, list->between);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), full);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), lines);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  adw_preferences_group_add (list->group, row);
}

static void
add_differences (List *list, const GalleyComparison *comparison)
{
  for (guint i = 0; i < comparison->blocks->len; i++)
    {
      const GalleyBlockDifference *block = g_ptr_array_index (comparison->blocks, i);
      const GalleyBlockData *shown = block->after ? block->after : block->before;
      g_autofree char *lines = galley_block_difference_describe (block, galley_block_kind_get_title);

      add_difference (list, galley_block_kind_get_title (shown->kind), block->kind, block->moved, lines);
    }
  for (guint i = 0; i < comparison->records->len; i++)
    {
      const GalleyRecordDifference *record = g_ptr_array_index (comparison->records, i);
      g_autofree char *title = galley_record_difference_dup_title (record);
      g_autofree char *lines = galley_record_difference_describe (record);

      add_difference (list, title, record->kind, record->moved, lines);
    }
  if (comparison->suggestions)
    add_difference (list, _("Suggestions"), GALLEY_DIFFERENCE_CHANGED, FALSE, _("What waits for a decision differs"));
  if (comparison->other)
    add_difference (list, _("Other"), GALLEY_DIFFERENCE_CHANGED, FALSE, _("Data of another program changed"));
}

/**
 * galley_differences_new:
 *
 * Returns: (transfer floating): an #AdwPreferencesGroup with a row for each block and record that differs, figures first
 */
GtkWidget *
galley_differences_new (const GalleyComparison *comparison, GalleyDifferencesBetween between)
{
  GtkWidget *group = adw_preferences_group_new ();
  List list = { ADW_PREFERENCES_GROUP (group), between };

  add_differences (&list, comparison);
  if (galley_comparison_is_empty (comparison))
    adw_preferences_group_set_title (list.group, _("Nothing Differs"));
  return group;
}
