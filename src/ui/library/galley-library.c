/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-library.h"

#include <glib/gi18n-lib.h>

/* The doors into the program and the bulletins that were open last, newest first, kept by the desktop's own list. */

#define MIME_TYPE "application/vnd.galley.bulletin+json"
#define MAX_RECENT 20

struct _GalleyLibrary
{
  AdwBin parent_instance;

  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (GalleyLibrary, galley_library, ADW_TYPE_BIN)

static int
compare_infos (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static void
open_cb (AdwActionRow *row, gpointer uri)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "app.open-uri", "s", uri);
}

static void
add_row (GalleyLibrary *self, GtkRecentInfo *info)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *place = gtk_recent_info_get_uri_display (info);
  g_autofree char *folder = place ? g_path_get_dirname (place) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gtk_recent_info_get_display_name (info));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), folder ? folder : "");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_data (row, "activated", G_CALLBACK (open_cb), g_strdup (gtk_recent_info_get_uri (info)),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  gtk_list_box_append (self->recent, row);
}

static void
show_recent (GalleyLibrary *self)
{
  GList *infos = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), compare_infos);
  guint n = 0;

  gtk_list_box_remove_all (self->recent);
  for (GList *l = infos; l && n < MAX_RECENT; l = l->next)
    if (gtk_recent_info_has_application (l->data, g_get_application_name ()) &&
        g_strcmp0 (gtk_recent_info_get_mime_type (l->data), MIME_TYPE) == 0)
      {
        add_row (self, l->data);
        n++;
      }
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
}

static void
galley_library_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_LIBRARY);
  G_OBJECT_CLASS (galley_library_parent_class)->dispose (object);
}

static void
galley_library_class_init (GalleyLibraryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_library_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/library/galley-library.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, recent);
}

static void
galley_library_init (GalleyLibrary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (show_recent), self,
                           G_CONNECT_SWAPPED);
  show_recent (self);
}

/**
 * galley_library_remember:
 * @file: a bulletin's file that was opened or saved
 * @title: what to call it
 *
 * Puts it at the top of what was open last.
 */
void
galley_library_remember (GFile *file, const char *title)
{
  g_autofree char *uri = g_file_get_uri (file), *name = g_file_get_basename (file);
  GtkRecentData data = {
    .display_name = (char *) (*title ? title : name),
    .mime_type = (char *) MIME_TYPE,
    .app_name = (char *) g_get_application_name (),
    .app_exec = (char *) "galley %u",
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}
