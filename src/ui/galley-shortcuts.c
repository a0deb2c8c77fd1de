/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-shortcuts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "galley-application.h"

static char *
dup_accelerator_label (const char *accelerators)
{
  g_auto (GStrv) parts = g_strsplit (accelerators, " ", -1);
  g_autoptr (GString) label = g_string_new (NULL);

  for (guint i = 0; parts[i]; i++)
    {
      guint key;
      GdkModifierType modifiers;
      g_autofree char *name = NULL;

      if (!gtk_accelerator_parse (parts[i], &key, &modifiers))
        continue;
      name = gtk_accelerator_get_label (key, modifiers);
      g_string_append_printf (label, "%s%s", label->len ? "   " : "", name);
    }
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static AdwPreferencesGroup *
find_group (AdwPreferencesPage *page, GHashTable *groups, const char *title)
{
  AdwPreferencesGroup *group = g_hash_table_lookup (groups, title);

  if (group)
    return group;
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, _ (title));
  adw_preferences_page_add (page, group);
  g_hash_table_insert (groups, (gpointer) title, group);
  return group;
}

/**
 * galley_shortcuts_present:
 * @parent: the widget that asks
 *
 * Shows every key that the program knows, from the application's own table.
 */
void
galley_shortcuts_present (GtkWidget *parent)
{
  AdwDialog *dialog = adw_preferences_dialog_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_shortcuts;
  const GalleyShortcut *shortcuts = galley_application_list_shortcuts (&n_shortcuts);

  adw_dialog_set_title (dialog, _("Keyboard Shortcuts"));
  for (guint i = 0; i < n_shortcuts; i++)
    {
      GtkWidget *row = adw_action_row_new (), *label;
      g_autofree char *keys = dup_accelerator_label (shortcuts[i].accelerator);

      label = gtk_label_new (keys);
      gtk_widget_add_css_class (label, "dim-label");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcuts[i].title));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      adw_preferences_group_add (find_group (page, groups, shortcuts[i].group), row);
    }
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), page);
  adw_dialog_present (dialog, parent);
}
