/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-bulletin-file.h"

/* What differs between the bulletin in the window and the file on the disk: block by block, row by row. */

static void
add_difference (AdwPreferencesGroup *group, const char *title, const char *ours, const char *theirs)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = NULL;

  if (ours && theirs)
    text = g_strdup_printf (_("Here: %s\nOn the disk: %s"), ours, theirs);
  else if (ours)
    text = g_strdup_printf (_("Only here: %s"), ours);
  else
    text = g_strdup_printf (_("Only on the disk: %s"), theirs);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  adw_preferences_group_add (group, row);
}

static GHashTable *
index_blocks (const GalleySnapshot *snapshot)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      g_hash_table_insert (index, block->id, block);
    }
  return index;
}

static guint
compare_blocks (AdwPreferencesGroup *group, const GalleySnapshot *ours, const GalleySnapshot *theirs)
{
  g_autoptr (GHashTable) here = index_blocks (ours), there = index_blocks (theirs);
  guint n = 0;

  for (guint i = 0; i < ours->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (ours->blocks, i), *other = g_hash_table_lookup (there, block->id);

      if (other && galley_block_data_equal (block, other))
        continue;
      add_difference (group, galley_block_kind_get_title (block->kind), block->text, other ? other->text : NULL);
      n++;
    }
  for (guint i = 0; i < theirs->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (theirs->blocks, i);

      if (g_hash_table_lookup (here, block->id))
        continue;
      add_difference (group, galley_block_kind_get_title (block->kind), NULL, block->text);
      n++;
    }
  return n;
}

static char *
record_to_text (const GalleyRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < record->schema->n_fields; i++)
    if (*record->fields[i])
      g_string_append_printf (text, "%s%s", text->len ? " · " : "", record->fields[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GHashTable *
index_rows (const GalleySnapshot *snapshot)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint t = 0; t < snapshot->tables->len; t++)
    {
      GPtrArray *rows = ((GalleyTableData *) g_ptr_array_index (snapshot->tables, t))->rows;

      for (guint i = 0; i < rows->len; i++)
        {
          GalleyRecord *row = g_ptr_array_index (rows, i);

          g_hash_table_insert (index, row->id, row);
        }
    }
  return index;
}

static guint
compare_rows (AdwPreferencesGroup *group, const GalleySnapshot *ours, const GalleySnapshot *theirs)
{
  g_autoptr (GHashTable) here = index_rows (ours), there = index_rows (theirs);
  GHashTableIter iter;
  gpointer id, row;
  guint n = 0;

  g_hash_table_iter_init (&iter, here);
  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      GalleyRecord *other = g_hash_table_lookup (there, id);
      g_autofree char *mine = record_to_text (row), *its = other ? record_to_text (other) : NULL;

      if (other && galley_record_equal (row, other))
        continue;
      add_difference (group, _("Indicator"), mine, its);
      n++;
    }
  g_hash_table_iter_init (&iter, there);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (!g_hash_table_lookup (here, id))
      {
        g_autofree char *its = record_to_text (row);

        add_difference (group, _("Indicator"), NULL, its);
        n++;
      }
  return n;
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
  guint n;

  if (theirs == NULL)
    {
      galley_window_show_error (self, _("The File on the Disk Could Not Be Read"), error);
      return;
    }
  ours = galley_bulletin_snapshot (galley_window_get_bulletin (self));
  dialog = adw_preferences_dialog_new ();
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  n = compare_blocks (group, ours, theirs) + compare_rows (group, ours, theirs);
  if (!galley_record_equal (ours->details, theirs->details))
    {
      g_autofree char *mine = record_to_text (ours->details), *its = record_to_text (theirs->details);

      add_difference (group, _("Details"), mine, its);
      n++;
    }
  if (n == 0)
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
