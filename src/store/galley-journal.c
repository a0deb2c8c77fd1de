/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "galley-change-codec.h"
#include "galley-codec.h"
#include "galley-durable.h"
#include "galley-journal-private.h"
#include "galley-json.h"
#include "galley-store-error.h"

/* At most this much is lost to a power cut. A crash of the program alone loses what waits to be written, some
 * milliseconds of it. */
#define SYNC_USEC G_TIME_SPAN_SECOND
/* Longer journals are begun anew from a snapshot. */
#define LONG_BYTES (4 * 1024 * 1024)

/* Something to be written: a new beginning or a change. */
typedef struct
{
  GalleyJournalBase *base;
  GalleyChange *change;
  guint64 number; /* of the change; of a base, of the last change that is in it */
} Entry;

/* What the journal shares with its thread, which may outlive it by a moment. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  GQueue entries;
  guint64 n_appended;
  guint64 n_synced;
  gsize length; /* of the changes since the base, in bytes */
  gsize base_length;
  gboolean stopping;
  gboolean closing; /* in order, as told by keep and close_task */
  gboolean keep;
  GTask *close_task;
  GWeakRef journal;
  GMainContext *context;

  /* The thread's own. */
  char *path;
  int fd;
  goffset end; /* of what was written whole */
  guint64 n_written;
  gint64 sync_time; /* when what was written must be synced, 0 where it is */
  gboolean failing;
} Writer;

struct _GalleyJournal
{
  GObject parent_instance;
  Writer *writer;
};

typedef struct
{
  Writer *writer;
  char *message;
} Failure;

G_DEFINE_FINAL_TYPE (GalleyJournal, galley_journal, G_TYPE_OBJECT)

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
entry_free (Entry *entry)
{
  g_clear_pointer (&entry->base, galley_journal_base_free);
  g_clear_pointer (&entry->change, galley_change_unref);
  g_free (entry);
}

static void
writer_clear (gpointer data)
{
  Writer *self = data;

  g_queue_clear_full (&self->entries, (GDestroyNotify) entry_free);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_weak_ref_clear (&self->journal);
  g_clear_object (&self->close_task);
  g_main_context_unref (self->context);
  g_free (self->path);
}

static void
writer_unref (Writer *self)
{
  g_atomic_rc_box_release_full (self, writer_clear);
}

static void
failure_free (gpointer data)
{
  Failure *failure = data;

  writer_unref (failure->writer);
  g_free (failure->message);
  g_free (failure);
}

static gboolean
failed_cb (gpointer data)
{
  Failure *failure = data;
  g_autoptr (GalleyJournal) journal = g_weak_ref_get (&failure->writer->journal);

  if (journal)
    g_signal_emit (journal, signals[FAILED], 0, failure->message);
  return G_SOURCE_REMOVE;
}

/* Takes @message. */
static void
tell (Writer *self, char *message)
{
  Failure *failure = g_new (Failure, 1);

  failure->writer = g_atomic_rc_box_acquire (self);
  failure->message = message;
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, failed_cb, failure, failure_free);
}

/* Tells once of a row of failures; each is tried again. */
static void
tell_failure (Writer *self, int code)
{
  g_autofree char *name = g_filename_display_name (self->path);

  if (self->failing)
    return;
  self->failing = TRUE;
  tell (self, g_strdup_printf (_("%s: what you type cannot be kept there against a crash: %s. Save the bulletin often."),
                               name, g_strerror (code)));
}

static GString *
encode_base (const GalleyJournalBase *base)
{
  g_autoptr (JsonObject) header = json_object_new ();
  g_autoptr (GBytes) bulletin = galley_codec_encode_line (base->snapshot);
  GString *text;

  json_object_set_string_member (header, "format", GALLEY_JOURNAL_FORMAT);
  json_object_set_int_member (header, "version", GALLEY_JOURNAL_VERSION);
  if (base->uri)
    json_object_set_string_member (header, "uri", base->uri);
  if (base->etag)
    json_object_set_string_member (header, "etag", base->etag);
  json_object_set_boolean_member (header, "modified", base->modified);
  text = g_string_append_c (galley_json_print (header, FALSE), '\n');
  return g_string_append_len (text, g_bytes_get_data (bulletin, NULL), g_bytes_get_size (bulletin));
}

static void
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0)
    {
      fsync (fd);
      close (fd);
    }
}

/* Begins the journal anew in another file that then takes its name, so that it is never without a base. The file is
 * locked before it has its name, so that no other program takes it for one left behind. */
static gboolean
write_base (Writer *self, const GalleyJournalBase *base)
{
  g_autoptr (GString) text = encode_base (base);
  g_autofree char *folder = g_path_get_dirname (self->path), *fresh = g_strconcat (self->path, ".new", NULL);
  int fd = -1, code;

  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      (fd = open (fresh, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0 &&
      galley_durable_write_all (fd, text->str, text->len) && fsync (fd) == 0 && rename (fresh, self->path) == 0)
    {
      sync_folder_of (self->path);
      if (base->supersedes)
        unlink (base->supersedes);
      if (self->fd >= 0)
        close (self->fd);
      self->fd = fd;
      self->end = text->len;
      self->sync_time = 0;
      return TRUE;
    }
  code = errno;
  if (fd >= 0)
    {
      close (fd);
      unlink (fresh);
    }
  errno = code;
  return FALSE;
}

/* Appends a line whole or not at all, so that a later one can still follow. */
static gboolean
write_change (Writer *self, const GalleyChange *change)
{
  g_autoptr (GBytes) line = galley_change_codec_encode (change);
  int code;

  if (self->fd < 0)
    {
      errno = EBADF;
      return FALSE;
    }
  if (galley_durable_write_all (self->fd, g_bytes_get_data (line, NULL), g_bytes_get_size (line)))
    {
      self->end += g_bytes_get_size (line);
      if (self->sync_time == 0)
        self->sync_time = g_get_monotonic_time () + SYNC_USEC;
      return TRUE;
    }
  code = errno;
  if (ftruncate (self->fd, self->end) != 0 || lseek (self->fd, self->end, SEEK_SET) < 0)
    g_warning ("%s: %s", self->path, g_strerror (errno));
  errno = code;
  return FALSE;
}

static void
sync_if_due (Writer *self, gboolean now)
{
  if (self->sync_time == 0 || (!now && g_get_monotonic_time () < self->sync_time))
    return;
  if (fdatasync (self->fd) != 0)
    {
      tell_failure (self, errno);
      self->sync_time = g_get_monotonic_time () + SYNC_USEC;
      return;
    }
  self->sync_time = 0;
  g_mutex_lock (&self->mutex);
  self->n_synced = self->n_written;
  g_mutex_unlock (&self->mutex);
}

/* Waits until there is something to write or to sync. Returns: (nullable) (transfer full): what is to be written */
static Entry *
take_entry (Writer *self, gint64 retry_time, gboolean *stopping)
{
  Entry *entry;

  g_mutex_lock (&self->mutex);
  for (;;)
    {
      gint64 now = g_get_monotonic_time ();
      gboolean ready = !g_queue_is_empty (&self->entries) && now >= retry_time;
      gint64 until = g_queue_is_empty (&self->entries) ? self->sync_time
                     : self->sync_time                 ? MIN (self->sync_time, retry_time)
                                                       : retry_time;

      if (ready || self->stopping || (self->sync_time && now >= self->sync_time))
        break;
      if (until)
        g_cond_wait_until (&self->cond, &self->mutex, until);
      else
        g_cond_wait (&self->cond, &self->mutex);
    }
  entry = self->stopping || g_get_monotonic_time () >= retry_time ? g_queue_pop_head (&self->entries) : NULL;
  *stopping = self->stopping && entry == NULL;
  g_mutex_unlock (&self->mutex);
  return entry;
}

/* Records that @entry was written, or puts it back to be tried again unless a newer base stands for it. */
static void
settle_entry (Writer *self, Entry *entry, gboolean written, goffset length)
{
  Entry *next;

  g_mutex_lock (&self->mutex);
  next = g_queue_peek_head (&self->entries);
  if (written)
    {
      self->n_written = entry->number;
      if (entry->base)
        {
          self->base_length = length;
          self->length = 0;
          self->n_synced = entry->number;
        }
      else
        self->length += length;
    }
  if (written || (next && next->base) || self->stopping)
    entry_free (entry);
  else
    g_queue_push_head (&self->entries, entry);
  g_mutex_unlock (&self->mutex);
}

/* What is left when nothing more comes: nothing where all is saved, a closed journal where a draft is to be kept, and
 * the journal as it is where nobody closed it. */
static void
finish (Writer *self)
{
  static const char closed[] = "{\"closed\":true}\n";

  if (self->fd < 0)
    return;
  if (self->closing && !self->keep)
    {
      unlink (self->path);
      sync_folder_of (self->path);
    }
  else
    {
      if (self->closing && !galley_durable_write_all (self->fd, closed, sizeof closed - 1))
        g_warning ("%s: %s", self->path, g_strerror (errno));
      self->sync_time = 1;
      sync_if_due (self, TRUE);
    }
  close (self->fd);
  self->fd = -1;
}

static gpointer
writer_thread (gpointer data)
{
  Writer *self = data;
  gboolean stopping = FALSE;
  gint64 retry_time = 0;

  while (!stopping)
    {
      Entry *entry = take_entry (self, retry_time, &stopping);
      goffset before = self->end;
      gboolean written;

      if (entry)
        {
          written = entry->base ? write_base (self, entry->base) : write_change (self, entry->change);
          if (!written)
            tell_failure (self, errno);
          retry_time = written ? 0 : g_get_monotonic_time () + SYNC_USEC;
          settle_entry (self, entry, written, entry->base ? self->end : self->end - before);
        }
      sync_if_due (self, FALSE);
      /* What was written is not yet safe; only what is on the disk ends a row of failures. */
      if (self->failing && retry_time == 0 && self->sync_time == 0)
        {
          self->failing = FALSE;
          tell (self, NULL);
        }
    }
  finish (self);
  if (self->close_task)
    {
      g_task_return_boolean (self->close_task, TRUE);
      g_clear_object (&self->close_task);
    }
  writer_unref (self);
  return NULL;
}

/* Takes @entry, whose number it sets. */
static void
push_entry (Writer *self, Entry *entry)
{
  g_mutex_lock (&self->mutex);
  /* A base holds all that came before it. */
  if (entry->base)
    g_queue_clear_full (&self->entries, (GDestroyNotify) entry_free);
  else
    self->n_appended++;
  entry->number = self->n_appended;
  g_queue_push_tail (&self->entries, entry);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
push_base (Writer *self, GalleyJournalBase *base)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->base = base;
  push_entry (self, entry);
}

static void
galley_journal_finalize (GObject *object)
{
  GalleyJournal *self = GALLEY_JOURNAL (object);

  g_mutex_lock (&self->writer->mutex);
  self->writer->stopping = TRUE;
  g_cond_signal (&self->writer->cond);
  g_mutex_unlock (&self->writer->mutex);
  writer_unref (self->writer);
  G_OBJECT_CLASS (galley_journal_parent_class)->finalize (object);
}

static void
galley_journal_class_init (GalleyJournalClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_journal_finalize;

  /**
   * GalleyJournal::failed:
   * @message: (nullable): what happened and what to do; %NULL when all that was appended is safe again
   *
   * The journal could not be written. It goes on trying; this is emitted once when it begins to fail and once when it
   * succeeds, in the main context in which the journal was made.
   */
  signals[FAILED] =
    g_signal_new ("failed", GALLEY_TYPE_JOURNAL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
galley_journal_init (GalleyJournal *self)
{
  self->writer = g_atomic_rc_box_new0 (Writer);
  self->writer->fd = -1;
  self->writer->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->writer->mutex);
  g_cond_init (&self->writer->cond);
  g_queue_init (&self->writer->entries);
  g_weak_ref_init (&self->writer->journal, self);
}

/**
 * galley_journal_base_new:
 * @snapshot: (transfer none)
 *
 * Returns: (transfer full): what a journal begins with
 */
GalleyJournalBase *
galley_journal_base_new (GalleySnapshot *snapshot, const char *uri, const char *etag, gboolean modified)
{
  GalleyJournalBase *base = g_new0 (GalleyJournalBase, 1);

  base->snapshot = galley_snapshot_ref (snapshot);
  base->uri = g_strdup (uri);
  base->etag = g_strdup (etag);
  base->modified = modified;
  return base;
}

void
galley_journal_base_free (GalleyJournalBase *base)
{
  galley_snapshot_unref (base->snapshot);
  g_free (base->uri);
  g_free (base->etag);
  g_free (base->supersedes);
  g_free (base);
}

/**
 * galley_journal_dup_folder:
 *
 * Returns: (transfer full): where this user's journals are
 */
char *
galley_journal_dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "galley", "journal", NULL);
}

/**
 * galley_journal_new:
 * @folder: where journals are; made where it is missing
 * @base: (transfer full): what the bulletin holds now
 *
 * Begins to keep what is typed, so that neither a crash nor a power cut loses more than about a second of it. All
 * writing is done in a thread of its own, in order. Without galley_journal_close_async() the file stays behind, as
 * after a crash.
 *
 * Returns: (transfer full): a new journal
 */
GalleyJournal *
galley_journal_new (const char *folder, GalleyJournalBase *base)
{
  GalleyJournal *self = g_object_new (GALLEY_TYPE_JOURNAL, NULL);
  g_autofree char *word = galley_id_new (), *name = NULL;

  name = g_strdup_printf ("%s-%s" GALLEY_JOURNAL_SUFFIX, base->snapshot->id, word);
  self->writer->path = g_build_filename (folder, name, NULL);
  push_base (self->writer, base);
  g_thread_unref (g_thread_new ("galley-journal", writer_thread, g_atomic_rc_box_acquire (self->writer)));
  return self;
}

/**
 * galley_journal_append:
 * @change: (transfer none): what was just done to the bulletin
 */
void
galley_journal_append (GalleyJournal *self, GalleyChange *change)
{
  g_return_if_fail (GALLEY_IS_JOURNAL (self));

  Entry *entry = g_new0 (Entry, 1);

  entry->change = galley_change_ref (change);
  push_entry (self->writer, entry);
}

/**
 * galley_journal_restart:
 * @base: (transfer full): what the bulletin holds now, with all that was appended
 *
 * Begins the journal anew, after a save or where it has grown long.
 */
void
galley_journal_restart (GalleyJournal *self, GalleyJournalBase *base)
{
  g_return_if_fail (GALLEY_IS_JOURNAL (self));
  push_base (self->writer, base);
}

/**
 * galley_journal_is_long:
 *
 * Returns: whether it is time for galley_journal_restart()
 */
gboolean
galley_journal_is_long (GalleyJournal *self)
{
  gboolean is_long;

  g_return_val_if_fail (GALLEY_IS_JOURNAL (self), FALSE);

  g_mutex_lock (&self->writer->mutex);
  is_long = self->writer->length > MAX (LONG_BYTES, 2 * self->writer->base_length);
  g_mutex_unlock (&self->writer->mutex);
  return is_long;
}

/**
 * galley_journal_get_n_synced:
 *
 * Returns: how many of the changes that were ever appended would survive a power cut
 */
guint64
galley_journal_get_n_synced (GalleyJournal *self)
{
  guint64 n;

  g_return_val_if_fail (GALLEY_IS_JOURNAL (self), 0);

  g_mutex_lock (&self->writer->mutex);
  n = self->writer->n_synced;
  g_mutex_unlock (&self->writer->mutex);
  return n;
}

/**
 * galley_journal_close_async:
 * @keep: whether the bulletin is to be found again: a draft that is in no file
 *
 * Writes what is left and ends the journal. Nothing may be appended after this.
 */
void
galley_journal_close_async (GalleyJournal *self, gboolean keep, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (GALLEY_IS_JOURNAL (self));

  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, galley_journal_close_async);
  g_mutex_lock (&self->writer->mutex);
  self->writer->close_task = task;
  self->writer->closing = TRUE;
  self->writer->keep = keep;
  self->writer->stopping = TRUE;
  g_cond_signal (&self->writer->cond);
  g_mutex_unlock (&self->writer->mutex);
}

/**
 * galley_journal_close_finish:
 *
 * Returns: %TRUE; failures were told by #GalleyJournal::failed
 */
gboolean
galley_journal_close_finish (GalleyJournal *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
