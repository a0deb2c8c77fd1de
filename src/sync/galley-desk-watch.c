/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-sync"

#include "config.h"

#include "galley-desk-watch.h"

#include <string.h>

/* The bulletins of the desk that a file is in, listed in a thread and again when one of its folders changes. */

/* Saves come in bursts, each of several events. */
#define DELAY_MS 300

typedef struct
{
  char *folder; /* (nullable): none where the file is in no desk */
  char *actor;
  GPtrArray *entries; /* (element-type GalleyDeskEntry) */
} Listing;

struct _GalleyDeskWatch
{
  GObject parent_instance;

  char *path;
  char *actor;
  Listing *listing;     /* (nullable) */
  GHashTable *monitors; /* (element-type utf8 GFileMonitor): by folder */
  GCancellable *cancellable;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (GalleyDeskWatch, galley_desk_watch, G_TYPE_OBJECT)

static guint updated_signal;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_free (listing->folder);
  g_free (listing->actor);
  g_ptr_array_unref (listing->entries);
  g_free (listing);
}

static gboolean
entry_equal (const GalleyDeskEntry *a, const GalleyDeskEntry *b)
{
  return g_str_equal (a->path, b->path) && g_strcmp0 (a->title, b->title) == 0 && a->state == b->state &&
         g_strcmp0 (a->stage, b->stage) == 0 && a->waits == b->waits && g_strcmp0 (a->last, b->last) == 0 &&
         g_strcmp0 (a->district, b->district) == 0 && g_strcmp0 (a->period, b->period) == 0 &&
         g_strcmp0 (a->date, b->date) == 0 && g_strcmp0 (a->error, b->error) == 0;
}

static gboolean
is_same_desk (const Listing *a, const Listing *b)
{
  return a && g_strcmp0 (a->folder, b->folder) == 0 && g_str_equal (a->actor, b->actor);
}

static gboolean
listing_equal (const Listing *a, const Listing *b)
{
  gboolean equal = is_same_desk (a, b) && a->entries->len == b->entries->len;

  for (guint i = 0; equal && i < a->entries->len; i++)
    equal = entry_equal (g_ptr_array_index (a->entries, i), g_ptr_array_index (b->entries, i));
  return equal;
}

static void update (GalleyDeskWatch *self);

static gboolean
timeout_cb (gpointer data)
{
  GalleyDeskWatch *self = data;

  self->timeout = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GalleyDeskWatch *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  /* What is being saved has a hidden name until it is whole. */
  if (*name != '.' && self->timeout == 0)
    self->timeout = g_timeout_add (DELAY_MS, timeout_cb, self);
}

/* Returns: whether that is new */
static gboolean
watch_folder (GalleyDeskWatch *self, char *path)
{
  g_autofree char *folder = path;
  g_autoptr (GFile) file = NULL;
  GFileMonitor *monitor;

  if (g_hash_table_contains (self->monitors, folder))
    return FALSE;
  file = g_file_new_for_path (folder);
  monitor = g_file_monitor_directory (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (monitor == NULL)
    return FALSE;
  g_signal_connect_object (monitor, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->monitors, g_steal_pointer (&folder), monitor);
  return TRUE;
}

/* Watches the folders of the desk that hold bulletins. Returns: whether there are new ones among them */
static gboolean
watch_folders (GalleyDeskWatch *self)
{
  gboolean grew = FALSE;

  if (self->listing->folder == NULL)
    return FALSE;
  grew = watch_folder (self, g_strdup (self->listing->folder));
  for (guint i = 0; i < self->listing->entries->len; i++)
    {
      const GalleyDeskEntry *entry = g_ptr_array_index (self->listing->entries, i);
      g_autofree char *within = g_path_get_dirname (entry->path);

      if (!g_str_equal (within, "."))
        grew |= watch_folder (self, g_build_filename (self->listing->folder, within, NULL));
    }
  return grew;
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  char **asked = data;
  Listing *listing = g_new0 (Listing, 1);

  listing->actor = g_strdup (asked[0]);
  listing->folder = asked[1] ? galley_desk_find (asked[1], NULL) : NULL;
  if (listing->folder)
    listing->entries = galley_desk_list (listing->folder, listing->actor, cancellable, NULL);
  if (listing->entries == NULL)
    {
      g_clear_pointer (&listing->folder, g_free);
      listing->entries = g_ptr_array_new ();
    }
  g_task_return_pointer (task, listing, listing_free);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyDeskWatch *self = GALLEY_DESK_WATCH (source);
  Listing *listing = g_task_propagate_pointer (G_TASK (result), NULL), *before;
  gboolean same;

  if (listing == NULL)
    return;
  before = self->listing;
  self->listing = listing;
  same = is_same_desk (before, listing);
  if (before && g_strcmp0 (before->folder, listing->folder) != 0)
    g_hash_table_remove_all (self->monitors);
  if (!listing_equal (before, listing))
    {
      g_autoptr (GPtrArray) arrived = galley_desk_find_arrived (same ? before->entries : NULL, listing->entries, listing->actor);

      g_signal_emit (self, updated_signal, 0, arrived);
    }
  g_clear_pointer (&before, listing_free);
  /* Something may have changed there before it was watched. */
  if (watch_folders (self))
    update (self);
}

static void
update (GalleyDeskWatch *self)
{
  const char *asked[] = { self->actor, self->path, NULL }; /* the path last: there may be none */
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, listed_cb, NULL);
  g_task_set_task_data (task, g_strdupv ((char **) asked), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, list_thread);
}

static void
galley_desk_watch_dispose (GObject *object)
{
  GalleyDeskWatch *self = GALLEY_DESK_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_hash_table_remove_all (self->monitors);
  G_OBJECT_CLASS (galley_desk_watch_parent_class)->dispose (object);
}

static void
galley_desk_watch_finalize (GObject *object)
{
  GalleyDeskWatch *self = GALLEY_DESK_WATCH (object);

  g_clear_pointer (&self->listing, listing_free);
  g_hash_table_unref (self->monitors);
  g_object_unref (self->cancellable);
  g_free (self->path);
  g_free (self->actor);
  G_OBJECT_CLASS (galley_desk_watch_parent_class)->finalize (object);
}

static void
galley_desk_watch_class_init (GalleyDeskWatchClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = galley_desk_watch_dispose;
  object_class->finalize = galley_desk_watch_finalize;

  /**
   * GalleyDeskWatch::updated:
   * @arrived: (element-type GalleyDeskEntry): those that came to wait for the actor since the last time, by somebody else's
   *   doing; none the first time
   *
   * The desk is another, or something in it.
   */
  updated_signal = g_signal_new ("updated", GALLEY_TYPE_DESK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_PTR_ARRAY);
}

static void
galley_desk_watch_init (GalleyDeskWatch *self)
{
  self->actor = g_strdup ("");
  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->cancellable = g_cancellable_new ();
}

GalleyDeskWatch *
galley_desk_watch_new (void)
{
  return g_object_new (GALLEY_TYPE_DESK_WATCH, NULL);
}

/**
 * galley_desk_watch_set:
 * @path: (nullable): of a file; the desk that it is in is watched
 * @actor: for whom bulletins wait, "" for nobody
 *
 * Lists the desk in a thread; ::updated tells of it.
 */
void
galley_desk_watch_set (GalleyDeskWatch *self, const char *path, const char *actor)
{
  g_set_str (&self->path, path);
  g_set_str (&self->actor, actor);
  update (self);
}

/**
 * galley_desk_watch_get_folder:
 *
 * Returns: (transfer none) (nullable): the desk, %NULL where the file is in none or that is not known yet
 */
const char *
galley_desk_watch_get_folder (GalleyDeskWatch *self)
{
  return self->listing ? self->listing->folder : NULL;
}

/**
 * galley_desk_watch_get_entries:
 *
 * Returns: (transfer none) (nullable) (element-type GalleyDeskEntry): its bulletins, in order of path
 */
GPtrArray *
galley_desk_watch_get_entries (GalleyDeskWatch *self)
{
  return self->listing ? self->listing->entries : NULL;
}
