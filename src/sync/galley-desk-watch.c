/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-sync"

#include "config.h"

#include "galley-desk-watch.h"

#include "galley-alarm.h"
#include "galley-bulletin-file.h"
#include "galley-report.h"

/* The bulletins of the desk that a file is in, listed in a thread, and again when one of its folders changes or the clock alone
 * changes what may be done. What is wrong with them is counted after that, a few at a time. */

/* Saves come in bursts, each of several events. */
#define DELAY_MS 300
/* How many bulletins are checked before that is told. */
#define N_AT_ONCE 8

/* What is asked for. */
typedef struct
{
  char *path;      /* (nullable) */
  char *otherwise; /* (nullable) */
  char *actor;
} Wanted;

typedef struct
{
  char *folder; /* (nullable): none where the file is in no desk */
  char *actor;
  char *words;        /* what the desk's own lexicon holds, "" for none: the checks read with it */
  GPtrArray *entries; /* (element-type GalleyDeskEntry) */
} Listing;

/* Bulletins to be checked. */
typedef struct
{
  char *folder;
  GPtrArray *paths;
  GPtrArray *etags;
  GArray *counts; /* (element-type int): made in the thread */
} Counting;

struct _GalleyDeskWatch
{
  GObject parent_instance;

  Wanted wanted;
  Listing *listing;     /* (nullable) */
  GHashTable *monitors; /* (element-type utf8 GFileMonitor): by folder */
  GHashTable *counts;   /* (element-type utf8 int): how many errors, by what a file holds */
  GCancellable *cancellable;
  guint timeout;
  guint alarm;
};

G_DEFINE_FINAL_TYPE (GalleyDeskWatch, galley_desk_watch, G_TYPE_OBJECT)

enum
{
  UPDATED,
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
wanted_clear (Wanted *wanted)
{
  g_free (wanted->path);
  g_free (wanted->otherwise);
  g_free (wanted->actor);
}

static void
wanted_free (gpointer data)
{
  wanted_clear (data);
  g_free (data);
}

static void
counting_free (gpointer data)
{
  Counting *counting = data;

  g_free (counting->folder);
  g_ptr_array_unref (counting->paths);
  g_ptr_array_unref (counting->etags);
  g_array_unref (counting->counts);
  g_free (counting);
}

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_free (listing->folder);
  g_free (listing->actor);
  g_free (listing->words);
  g_ptr_array_unref (listing->entries);
  g_free (listing);
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
    equal = galley_desk_entry_equal (g_ptr_array_index (a->entries, i), g_ptr_array_index (b->entries, i));
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

/* What the desk's own words are, "" for none. */
static char *
dup_words (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "lexicon.tsv", NULL), *etag = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return galley_bulletin_file_query_etag (file, &etag, NULL, NULL) && etag ? g_steal_pointer (&etag) : g_strdup ("");
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  Listing *listing = g_new0 (Listing, 1);

  listing->actor = g_strdup (wanted->actor);
  listing->folder = wanted->path ? galley_desk_find (wanted->path, NULL) : NULL;
  if (listing->folder == NULL)
    listing->folder = g_strdup (wanted->otherwise);
  if (listing->folder)
    listing->entries = galley_desk_list (listing->folder, listing->actor, cancellable, NULL);
  if (listing->entries)
    listing->words = dup_words (listing->folder);
  else
    {
      g_clear_pointer (&listing->folder, g_free);
      listing->entries = g_ptr_array_new ();
    }
  g_task_return_pointer (task, listing, listing_free);
}

/* Counting */

/* Returns: -1 where the file holds something else by now, or cannot be read */
static int
count_errors (const char *path, const char *etag, GalleyLexicon *lexicon, const GalleyProofProfile *profile, GCancellable *cancellable)
{
  g_autofree char *now = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GalleySnapshot) read = galley_bulletin_file_load (file, &now, cancellable, NULL);
  g_autoptr (GalleySnapshot) snapshot = read ? galley_snapshot_with_lexicon (read, lexicon) : NULL;
  g_autoptr (GalleyReport) report = NULL;

  if (snapshot && g_strcmp0 (now, etag) == 0)
    report = galley_report_new (snapshot, profile, NULL, cancellable, NULL);
  return report ? (int) galley_report_count (report, GALLEY_SEVERITY_ERROR) : -1;
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Counting *counting = data;
  g_autoptr (GalleyProofProfile) profile = galley_proof_profile_new ("newspaper", NULL, NULL, NULL);
  g_autoptr (GalleyLexicon) lexicon = galley_desk_load_lexicon (counting->folder, NULL);

  for (guint i = 0; i < counting->paths->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autofree char *path = g_build_filename (counting->folder, g_ptr_array_index (counting->paths, i), NULL);
      int n = count_errors (path, g_ptr_array_index (counting->etags, i), lexicon, profile, cancellable);

      g_array_append_val (counting->counts, n);
    }
  g_task_return_boolean (task, TRUE);
}

static void count (GalleyDeskWatch *self);

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyDeskWatch *self = GALLEY_DESK_WATCH (source);
  const Counting *counting = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  for (guint i = 0; i < counting->counts->len; i++)
    g_hash_table_insert (self->counts, g_strdup (g_ptr_array_index (counting->etags, i)),
                         GINT_TO_POINTER (g_array_index (counting->counts, int, i)));
  g_signal_emit (self, signals[COUNTED], 0);
  count (self);
}

/* Checks the next few bulletins that hold what was not checked yet. */
static void
count (GalleyDeskWatch *self)
{
  g_autoptr (GTask) task = NULL;
  Counting *counting = g_new0 (Counting, 1);

  counting->folder = g_strdup (self->listing->folder);
  counting->paths = g_ptr_array_new_with_free_func (g_free);
  counting->etags = g_ptr_array_new_with_free_func (g_free);
  counting->counts = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < self->listing->entries->len && counting->paths->len < N_AT_ONCE; i++)
    {
      const GalleyDeskEntry *entry = g_ptr_array_index (self->listing->entries, i);

      if (entry->error || g_hash_table_contains (self->counts, entry->etag))
        continue;
      g_ptr_array_add (counting->paths, g_strdup (entry->path));
      g_ptr_array_add (counting->etags, g_strdup (entry->etag));
    }
  if (counting->paths->len == 0)
    {
      counting_free (counting);
      return;
    }
  task = g_task_new (self, self->cancellable, counted_cb, NULL);
  g_task_set_task_data (task, counting, counting_free);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, count_thread);
}

static void
alarm_cb (gpointer data)
{
  GalleyDeskWatch *self = data;

  self->alarm = 0;
  update (self);
}

/* Lists anew when the first of the bulletins falls due; also when the clock is set, and as the machine wakes up. */
static void
set_alarm (GalleyDeskWatch *self)
{
  GDateTime *first = NULL;

  for (guint i = 0; i < self->listing->entries->len; i++)
    {
      GDateTime *due = ((GalleyDeskEntry *) g_ptr_array_index (self->listing->entries, i))->due;

      if (due && (first == NULL || g_date_time_compare (due, first) < 0))
        first = due;
    }
  g_clear_handle_id (&self->alarm, g_source_remove);
  if (self->listing->folder)
    self->alarm = galley_alarm_add (first, alarm_cb, self);
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
  if (before && g_strcmp0 (before->words, listing->words) != 0)
    g_hash_table_remove_all (self->counts);
  if (!listing_equal (before, listing))
    {
      g_autoptr (GPtrArray) arrived = galley_desk_find_arrived (same ? before->entries : NULL, listing->entries, listing->actor);

      g_signal_emit (self, signals[UPDATED], 0, arrived);
    }
  g_clear_pointer (&before, listing_free);
  set_alarm (self);
  /* Something may have changed there before it was watched. */
  if (watch_folders (self))
    update (self);
  else
    count (self);
}

static void
update (GalleyDeskWatch *self)
{
  g_autoptr (GTask) task = NULL;
  Wanted *wanted = g_new0 (Wanted, 1);

  *wanted = (Wanted) { g_strdup (self->wanted.path), g_strdup (self->wanted.otherwise), g_strdup (self->wanted.actor) };
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, listed_cb, NULL);
  g_task_set_task_data (task, wanted, wanted_free);
  g_task_run_in_thread (task, list_thread);
}

static void
galley_desk_watch_dispose (GObject *object)
{
  GalleyDeskWatch *self = GALLEY_DESK_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_handle_id (&self->alarm, g_source_remove);
  g_hash_table_remove_all (self->monitors);
  G_OBJECT_CLASS (galley_desk_watch_parent_class)->dispose (object);
}

static void
galley_desk_watch_finalize (GObject *object)
{
  GalleyDeskWatch *self = GALLEY_DESK_WATCH (object);

  g_clear_pointer (&self->listing, listing_free);
  g_hash_table_unref (self->monitors);
  g_hash_table_unref (self->counts);
  g_object_unref (self->cancellable);
  wanted_clear (&self->wanted);
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
   *   doing or because their time has come; none the first time
   *
   * The desk is another, or something in it.
   */
  signals[UPDATED] = g_signal_new ("updated", GALLEY_TYPE_DESK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_PTR_ARRAY);

  /**
   * GalleyDeskWatch::counted:
   *
   * It is known of more bulletins how many errors they have.
   */
  signals[COUNTED] =
    g_signal_new ("counted", GALLEY_TYPE_DESK_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_desk_watch_init (GalleyDeskWatch *self)
{
  self->wanted.actor = g_strdup ("");
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
 * @otherwise: (nullable): the desk that is watched where @path is in none
 * @actor: for whom bulletins wait, "" for nobody
 *
 * Lists the desk in a thread; ::updated tells of it.
 */
void
galley_desk_watch_set (GalleyDeskWatch *self, const char *path, const char *otherwise, const char *actor)
{
  g_set_str (&self->wanted.path, path);
  g_set_str (&self->wanted.otherwise, otherwise);
  g_set_str (&self->wanted.actor, actor);
  update (self);
}

/**
 * galley_desk_watch_get_folder:
 *
 * Returns: (transfer none) (nullable): the desk, %NULL where there is none or that is not known yet
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

/**
 * galley_desk_watch_get_n_errors:
 * @etag: of one of its bulletins
 *
 * Returns: how many errors are open in the bulletin, or -1 where that is not known
 */
int
galley_desk_watch_get_n_errors (GalleyDeskWatch *self, const char *etag)
{
  gpointer n;

  return g_hash_table_lookup_extended (self->counts, etag, NULL, &n) ? GPOINTER_TO_INT (n) : -1;
}
