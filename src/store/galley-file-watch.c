/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-file-watch.h"

#include "galley-bulletin-file.h"

/* Programs write a file in several steps; it is looked at when it has been quiet for this long. */
#define QUIET_MSEC 100

struct _GalleyFileWatch
{
  GObject parent_instance;

  GFile *file;
  char *etag; /* what we know the file to hold */
  GFileMonitor *monitor;
  GCancellable *cancellable;
  guint quiet_source;
  guint generation; /* of what is known; a look begun under an older one says nothing */
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (GalleyFileWatch, galley_file_watch, G_TYPE_OBJECT)

typedef struct
{
  GFile *file;
  guint generation;
} Look;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
look_free (gpointer data)
{
  Look *look = data;

  g_object_unref (look->file);
  g_free (look);
}

static void
look_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Look *look = data;
  GError *error = NULL;
  char *etag;

  if (galley_bulletin_file_query_etag (look->file, &etag, cancellable, &error))
    g_task_return_pointer (task, etag, g_free);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyFileWatch *self = GALLEY_FILE_WATCH (source);
  Look *look = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = g_task_propagate_pointer (G_TASK (result), &error);

  if (error || self->saving || look->generation != self->generation || g_strcmp0 (etag, self->etag) == 0)
    return;
  g_set_str (&self->etag, etag);
  g_signal_emit (self, signals[CHANGED], 0, etag);
}

static gboolean
quiet_cb (gpointer data)
{
  GalleyFileWatch *self = data;
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, looked_cb, NULL);
  Look *look = g_new (Look, 1);

  self->quiet_source = 0;
  look->file = g_object_ref (self->file);
  look->generation = self->generation;
  g_task_set_task_data (task, look, look_free);
  g_task_run_in_thread (task, look_thread_cb);
  return G_SOURCE_REMOVE;
}

static void
look_when_quiet (GalleyFileWatch *self)
{
  if (self->saving)
    return;
  g_clear_handle_id (&self->quiet_source, g_source_remove);
  self->quiet_source = g_timeout_add (QUIET_MSEC, quiet_cb, self);
}

static void
monitor_changed_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
  look_when_quiet (data);
}

static void
galley_file_watch_dispose (GObject *object)
{
  GalleyFileWatch *self = GALLEY_FILE_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->quiet_source, g_source_remove);
  if (self->monitor)
    {
      g_signal_handlers_disconnect_by_data (self->monitor, self);
      g_file_monitor_cancel (self->monitor);
    }
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (galley_file_watch_parent_class)->dispose (object);
}

static void
galley_file_watch_finalize (GObject *object)
{
  GalleyFileWatch *self = GALLEY_FILE_WATCH (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->file);
  g_free (self->etag);
  G_OBJECT_CLASS (galley_file_watch_parent_class)->finalize (object);
}

static void
galley_file_watch_class_init (GalleyFileWatchClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = galley_file_watch_dispose;
  object_class->finalize = galley_file_watch_finalize;

  /**
   * GalleyFileWatch::changed:
   * @etag: (nullable): of what the file holds now; %NULL where it is gone
   *
   * Another program changed the content of the file. Emitted once a content, in the main context.
   */
  signals[CHANGED] = g_signal_new ("changed", GALLEY_TYPE_FILE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
galley_file_watch_init (GalleyFileWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * galley_file_watch_new:
 * @etag: (nullable): what the file is known to hold; a change since is told of as well
 *
 * Watches a file for changes by other programs. Events alone do not count: only another content does, so that our own
 * saving and a program that only touches the file stay silent. Where the file cannot be watched nothing is emitted;
 * saving still checks.
 *
 * Returns: (transfer full): a new watch
 */
GalleyFileWatch *
galley_file_watch_new (GFile *file, const char *etag)
{
  GalleyFileWatch *self = g_object_new (GALLEY_TYPE_FILE_WATCH, NULL);

  self->file = g_object_ref (file);
  self->etag = g_strdup (etag);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (monitor_changed_cb), self);
  look_when_quiet (self);
  return self;
}

/**
 * galley_file_watch_begin_save:
 *
 * Nothing is emitted until galley_file_watch_end_save(): what the file holds meanwhile may be ours.
 */
void
galley_file_watch_begin_save (GalleyFileWatch *self)
{
  g_return_if_fail (GALLEY_IS_FILE_WATCH (self));

  self->saving = TRUE;
  self->generation++;
  g_clear_handle_id (&self->quiet_source, g_source_remove);
}

/**
 * galley_file_watch_end_save:
 * @etag: (nullable): of what was saved; %NULL where the file was left as it was
 */
void
galley_file_watch_end_save (GalleyFileWatch *self, const char *etag)
{
  g_return_if_fail (GALLEY_IS_FILE_WATCH (self));

  self->saving = FALSE;
  if (etag)
    g_set_str (&self->etag, etag);
  look_when_quiet (self);
}
