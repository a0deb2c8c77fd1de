/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-window-private.h"

#include <glib/gi18n-lib.h>

#include "galley-desk.h"

/* What is done to bulletins of the desk that are not open. */

typedef struct
{
  char *path;
  char *actor;
} Restore;

static void
restore_free (gpointer data)
{
  Restore *restore = data;

  g_free (restore->path);
  g_free (restore->actor);
  g_free (restore);
}

static void
restore_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Restore *restore = data;
  g_autoptr (GError) error = NULL;
  GFile *kept = galley_desk_restore (restore->path, *restore->actor ? restore->actor : NULL, &error);

  if (kept)
    g_task_return_pointer (task, kept, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyWindow *self = GALLEY_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) kept = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *path = kept ? g_file_get_path (kept) : NULL, *name = path ? g_filename_display_basename (path) : NULL;
  g_autofree char *text = name ? g_strdup_printf (_("Brought back. What was there is in “%s”"), name) : NULL;

  if (self->closed || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (text)
    galley_window_toast (self, text);
  else
    galley_window_show_error (self, _("The Bulletin Was Not Brought Back"), error);
}

/* The window's own: win.restore-bulletin, with the URI of a file of the desk that cannot be read. */
void
galley_window_restore_bulletin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GalleyWindow *self = GALLEY_WINDOW (widget);
  g_autofree char *path = g_filename_from_uri (g_variant_get_string (parameter, NULL), NULL, NULL);
  g_autoptr (GTask) task = NULL;
  Restore *restore;

  if (path == NULL)
    return;
  restore = g_new0 (Restore, 1);
  restore->path = g_steal_pointer (&path);
  restore->actor = g_settings_get_string (self->settings, "actor");
  task = g_task_new (self, self->cancellable, restored_cb, NULL);
  g_task_set_task_data (task, restore, restore_free);
  g_task_run_in_thread (task, restore_thread);
}
