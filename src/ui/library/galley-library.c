/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-library.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-desk-watch.h"

/* The bulletins of the desk that is worked at, by what is to be done with them; the doors into the program; and the bulletins that
 * were open last, newest first, kept by the desktop's own list. */

#define MIME_TYPE "application/vnd.galley.bulletin+json"
#define MAX_RECENT 20
/* Of a shelf no more bulletins are shown at once: who looks for one among so many types its name. */
#define MAX_SHOWN 200

struct _GalleyLibrary
{
  AdwBin parent_instance;

  GtkWidget *desk;
  GtkLabel *desk_name;
  GtkEditable *search;
  GtkListBox *shelves;
  GtkLabel *counts[GALLEY_N_DESK_SHELVES];
  GtkListBox *bulletins;
  GtkLabel *more;
  GtkListBox *recent;

  GSettings *settings;
  GalleyDeskWatch *watch;
  char *path; /* (nullable): of what the window shows */
};

G_DEFINE_FINAL_TYPE (GalleyLibrary, galley_library, ADW_TYPE_BIN)

static const char *const shelf_titles[GALLEY_N_DESK_SHELVES] = {
  [GALLEY_DESK_SHELF_WAITING] = NC_ ("shelf", "Waiting for Me"),
  [GALLEY_DESK_SHELF_DRAFTS] = NC_ ("shelf", "Drafts"),
  [GALLEY_DESK_SHELF_IN_REVIEW] = NC_ ("shelf", "In Review"),
  [GALLEY_DESK_SHELF_SIGNED] = NC_ ("shelf", "Signed"),
  [GALLEY_DESK_SHELF_REJECTED] = NC_ ("shelf", "Rejected"),
  [GALLEY_DESK_SHELF_WITHDRAWN] = NC_ ("shelf", "Withdrawn"),
  [GALLEY_DESK_SHELF_UNREADABLE] = NC_ ("shelf", "Unreadable"),
};

static int
compare_infos (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static void
open_cb (AdwActionRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "app.open-uri", "s", g_object_get_data (G_OBJECT (row), "uri"));
}

/* Returns: (transfer none): the row, at the end of @list */
static AdwActionRow *
add_row (GtkListBox *list, const char *uri, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "uri", g_strdup (uri), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (open_cb), NULL);
  gtk_list_box_append (list, row);
  return ADW_ACTION_ROW (row);
}

static void
add_recent (GalleyLibrary *self, GtkRecentInfo *info)
{
  g_autofree char *place = gtk_recent_info_get_uri_display (info);
  g_autofree char *folder = place ? g_path_get_dirname (place) : NULL;

  add_row (self->recent, gtk_recent_info_get_uri (info), gtk_recent_info_get_display_name (info), folder ? folder : "");
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
        add_recent (self, l->data);
        n++;
      }
  g_list_free_full (infos, (GDestroyNotify) gtk_recent_info_unref);
}

/* The desk */

static char *
dup_uri (GalleyLibrary *self, const GalleyDeskEntry *entry)
{
  g_autofree char *path = g_build_filename (galley_desk_watch_get_folder (self->watch), entry->path, NULL);

  return g_filename_to_uri (path, NULL, NULL);
}

static char *
dup_title (const GalleyDeskEntry *entry)
{
  return entry->title && *entry->title ? g_strdup (entry->title) : g_filename_display_basename (entry->path);
}

/* Where it stands, and when that changes by itself. */
static char *
dup_standing (const GalleyDeskEntry *entry)
{
  g_autofree char *stage = entry->scheduled ? g_strdup_printf (_("%s, for %s"), entry->stage, entry->scheduled)
                           : entry->embargo ? g_strdup_printf (_("%s, not before %s"), entry->stage, entry->embargo)
                                            : g_strdup (entry->stage);

  if (*entry->period == '\0')
    return g_steal_pointer (&stage);
  return g_strdup_printf (entry->scheduled || entry->embargo ? "%s\n%s" : "%s · %s", stage, entry->period);
}

/* Why it cannot be read; the row is named after the file already. */
static const char *
get_reason (GalleyLibrary *self, const GalleyDeskEntry *entry)
{
  g_autofree char *path = g_build_filename (galley_desk_watch_get_folder (self->watch), entry->path, NULL);
  g_autofree char *name = g_filename_display_name (path), *lead = g_strconcat (name, ": ", NULL);

  return g_str_has_prefix (entry->error, lead) ? entry->error + strlen (lead) : entry->error;
}

/* What is damaged can be brought back; why else a file is not read says what to do. */
static void
add_unreadable (GalleyLibrary *self, const GalleyDeskEntry *entry)
{
  g_autofree char *uri = dup_uri (self, entry), *title = dup_title (entry), *advice = NULL;
  AdwActionRow *row = add_row (self->bulletins, uri, title, get_reason (self, entry));
  GtkWidget *restore;

  adw_action_row_set_subtitle_lines (row, 0);
  if (!entry->damaged)
    return;
  advice = g_strdup_printf ("%s\n%s", get_reason (self, entry), _("Its last good version can be brought back."));
  adw_action_row_set_subtitle (row, advice);
  restore = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  gtk_widget_set_tooltip_text (restore, _("Bring Back Its Last Good Version"));
  gtk_widget_set_valign (restore, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (restore, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (restore), "win.restore-bulletin");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (restore), "s", uri);
  adw_action_row_add_suffix (row, restore);
}

static void
add_bulletin (GalleyLibrary *self, const GalleyDeskEntry *entry)
{
  g_autofree char *uri = dup_uri (self, entry), *title = dup_title (entry), *standing = dup_standing (entry);
  AdwActionRow *row = add_row (self->bulletins, uri, title, standing);
  GtkWidget *errors = gtk_label_new ("");

  adw_action_row_set_subtitle_lines (row, 2);
  gtk_widget_add_css_class (errors, "numeric");
  adw_action_row_add_suffix (row, errors);
  g_object_set_data_full (G_OBJECT (row), "etag", g_strdup (entry->etag), g_free);
  g_object_set_data (G_OBJECT (row), "errors", errors);
}

/* The errors of those that are shown, as far as they have been counted. */
static void
show_errors (GalleyLibrary *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->bulletins, i)); i++)
    {
      GtkWidget *errors = g_object_get_data (G_OBJECT (row), "errors");
      int n = errors ? galley_desk_watch_get_n_errors (self->watch, g_object_get_data (G_OBJECT (row), "etag")) : -1;
      g_autofree char *mark = n > 0 ? g_strdup_printf ("⚠ %d", n) : g_strdup ("✓");
      g_autofree char *said = n > 0 ? g_strdup_printf (ngettext ("%d error", "%d errors", n), n) : g_strdup (_("No errors"));

      if (n < 0)
        continue;
      gtk_label_set_label (GTK_LABEL (errors), mark);
      gtk_widget_set_tooltip_text (errors, said);
      gtk_widget_add_css_class (errors, n > 0 ? "error" : "dim-label");
      gtk_accessible_update_property (GTK_ACCESSIBLE (errors), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
    }
}

/* Returns: (nullable): the bulletin that has the focus */
static char *
dup_focused (GalleyLibrary *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->bulletins));

  return row ? g_strdup (g_object_get_data (G_OBJECT (row), "uri")) : NULL;
}

/* Lets the bulletin have the focus again after the list was made anew. @uri: (nullable) */
static void
focus (GalleyLibrary *self, const char *uri)
{
  GtkListBoxRow *row;

  for (int i = 0; uri && (row = gtk_list_box_get_row_at_index (self->bulletins, i)); i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "uri"), uri) == 0)
      gtk_widget_grab_focus (GTK_WIDGET (row));
}

static gboolean
is_shown (GalleyLibrary *self, const GalleyDeskEntry *entry, GalleyDeskShelf shelf)
{
  return galley_desk_entry_is_on (entry, shelf) && galley_desk_entry_matches (entry, gtk_editable_get_text (self->search));
}

static void
show_shelf (GalleyLibrary *self)
{
  GtkListBoxRow *row;
  GPtrArray *entries;
  g_autofree char *more = NULL, *focused = NULL;
  guint n = 0;

  /* The shelves let go of their row as the library goes. */
  if (self->watch == NULL)
    return;
  row = gtk_list_box_get_selected_row (self->shelves);
  entries = galley_desk_watch_get_entries (self->watch);
  focused = dup_focused (self);
  gtk_list_box_remove_all (self->bulletins);
  for (guint i = 0; row && entries && i < entries->len; i++)
    {
      const GalleyDeskEntry *entry = g_ptr_array_index (entries, i);

      if (!is_shown (self, entry, gtk_list_box_row_get_index (row)) || ++n > MAX_SHOWN)
        continue;
      if (entry->error)
        add_unreadable (self, entry);
      else
        add_bulletin (self, entry);
    }
  show_errors (self);
  focus (self, focused);
  more = g_strdup_printf (_("%u more. Type a name to find one."), n - MIN (n, MAX_SHOWN));
  gtk_label_set_label (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > MAX_SHOWN);
}

/* What is set down for good, or broken, has a shelf only while there is some. */
static void
show_shelves (GalleyLibrary *self)
{
  GPtrArray *entries = galley_desk_watch_get_entries (self->watch);
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->shelves);

  for (guint shelf = 0; shelf < GALLEY_N_DESK_SHELVES; shelf++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->shelves, shelf);
      g_autofree char *count = NULL, *label = NULL;
      guint n = 0, n_shown = 0;

      for (guint i = 0; entries && i < entries->len; i++)
        {
          n += galley_desk_entry_is_on (g_ptr_array_index (entries, i), shelf);
          n_shown += is_shown (self, g_ptr_array_index (entries, i), shelf);
        }
      count = g_strdup_printf ("%u", n_shown);
      label = g_strdup_printf ("%s: %u", g_dpgettext2 (NULL, "shelf", shelf_titles[shelf]), n_shown);
      gtk_label_set_label (self->counts[shelf], count);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_widget_set_visible (GTK_WIDGET (row), n > 0 || shelf < GALLEY_DESK_SHELF_REJECTED);
      if (row == selected && !gtk_widget_get_visible (GTK_WIDGET (row)))
        gtk_list_box_select_row (self->shelves, gtk_list_box_get_row_at_index (self->shelves, 0));
    }
  show_shelf (self);
}

static void
notify (GalleyLibrary *self, const GalleyDeskEntry *entry)
{
  g_autofree char *title = dup_title (entry), *uri = dup_uri (self, entry), *heading = NULL, *body = NULL;
  g_autoptr (GNotification) notification = NULL;

  heading = g_strdup_printf (_("“%s” Waits for You"), title);
  body = g_strdup_printf (_("%s; from %s"), entry->stage, entry->last);
  notification = g_notification_new (heading);
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.open-uri", "s", uri);
  /* By the bulletin's own name: two windows at the same desk tell of it once. */
  g_application_send_notification (g_application_get_default (), uri, notification);
}

static void
show_desk (GalleyLibrary *self, GPtrArray *arrived)
{
  const char *folder = galley_desk_watch_get_folder (self->watch);
  g_autofree char *name = folder ? g_filename_display_basename (folder) : NULL;
  g_autofree char *uri = folder ? g_filename_to_uri (folder, NULL, NULL) : NULL;

  if (uri)
    g_settings_set_string (self->settings, "last-desk", uri);
  gtk_widget_set_visible (self->desk, folder != NULL);
  gtk_label_set_label (self->desk_name, name ? name : "");
  show_shelves (self);
  for (guint i = 0; i < arrived->len && g_settings_get_boolean (self->settings, "notify-waiting"); i++)
    notify (self, g_ptr_array_index (arrived, i));
}

static void
add_shelf (GalleyLibrary *self, GalleyDeskShelf shelf)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (g_dpgettext2 (NULL, "shelf", shelf_titles[shelf])), *count = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, shelf == GALLEY_DESK_SHELF_UNREADABLE ? "error" : "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (self->shelves, row);
  self->counts[shelf] = GTK_LABEL (count);
}

static void
watch_desk (GalleyLibrary *self)
{
  g_autofree char *actor = g_settings_get_string (self->settings, "actor");
  g_autofree char *uri = g_settings_get_string (self->settings, "last-desk");
  g_autofree char *last = *uri ? g_filename_from_uri (uri, NULL, NULL) : NULL;

  galley_desk_watch_set (self->watch, self->path, last, actor);
}

static void
galley_library_dispose (GObject *object)
{
  GalleyLibrary *self = GALLEY_LIBRARY (object);

  /* A listing that is under way may end after this. */
  if (self->watch)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), GALLEY_TYPE_LIBRARY);
  G_OBJECT_CLASS (galley_library_parent_class)->dispose (object);
}

static void
galley_library_finalize (GObject *object)
{
  g_free (GALLEY_LIBRARY (object)->path);
  G_OBJECT_CLASS (galley_library_parent_class)->finalize (object);
}

static void
galley_library_class_init (GalleyLibraryClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_library_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_library_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/galleydesk/Galley/library/galley-library.ui");
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, desk);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, desk_name);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, search);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, shelves);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, bulletins);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, more);
  gtk_widget_class_bind_template_child (widget_class, GalleyLibrary, recent);
}

static void
galley_library_init (GalleyLibrary *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (GALLEY_APP_ID);
  self->watch = galley_desk_watch_new ();
  for (guint shelf = 0; shelf < GALLEY_N_DESK_SHELVES; shelf++)
    add_shelf (self, shelf);
  gtk_list_box_select_row (self->shelves, gtk_list_box_get_row_at_index (self->shelves, GALLEY_DESK_SHELF_WAITING));
  g_signal_connect_object (self->shelves, "row-selected", G_CALLBACK (show_shelf), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "changed", G_CALLBACK (show_shelves), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "updated", G_CALLBACK (show_desk), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "counted", G_CALLBACK (show_errors), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::actor", G_CALLBACK (watch_desk), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (show_recent), self,
                           G_CONNECT_SWAPPED);
  show_recent (self);
  watch_desk (self);
}

/**
 * galley_library_set_path:
 * @path: (nullable): of what the window shows; the desk that it is in is shown, else the one that was shown last
 */
void
galley_library_set_path (GalleyLibrary *self, const char *path)
{
  if (g_set_str (&self->path, path))
    watch_desk (self);
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
