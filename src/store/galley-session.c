/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-session-private.h"

#include <glib/gi18n-lib.h>

#include "galley-bulletin-file.h"
#include "galley-picture-store.h"

#define DEFAULT_AUTOSAVE_SECONDS 10

G_DEFINE_FINAL_TYPE (GalleySession, galley_session, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (GalleySessionState,
                    galley_session_state,
                    G_DEFINE_ENUM_VALUE (GALLEY_SESSION_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (GALLEY_SESSION_MODIFIED, "modified"),
                    G_DEFINE_ENUM_VALUE (GALLEY_SESSION_SAVING, "saving"),
                    G_DEFINE_ENUM_VALUE (GALLEY_SESSION_CONFLICT, "conflict"),
                    G_DEFINE_ENUM_VALUE (GALLEY_SESSION_FAILED, "failed"))

enum
{
  PROP_BULLETIN = 1,
  PROP_FILE,
  PROP_STATE,
  PROP_MESSAGE,
  PROP_AUTOSAVE_SECONDS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GalleySessionState
compute_state (GalleySession *self)
{
  if (self->current && self->current->kind <= REQUEST_KEEP_MINE)
    return GALLEY_SESSION_SAVING;
  if (self->conflict)
    return GALLEY_SESSION_CONFLICT;
  if (self->failure)
    return GALLEY_SESSION_FAILED;
  return galley_bulletin_get_modified (self->bulletin) ? GALLEY_SESSION_MODIFIED : GALLEY_SESSION_SAVED;
}

void
galley_session_update_state (GalleySession *self)
{
  GalleySessionState state = compute_state (self);

  if (state == self->state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
update_message (GalleySession *self)
{
  if (g_set_str (&self->message, galley_session_get_message (self)))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MESSAGE]);
}

void
galley_session_set_failure (GalleySession *self, const char *failure)
{
  g_set_str (&self->failure, failure);
  update_message (self);
  galley_session_update_state (self);
}

/* The journal's beginning, as of now. */
GalleyJournalBase *
galley_session_make_base (GalleySession *self)
{
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (self->bulletin);
  g_autofree char *uri = self->file ? g_file_get_uri (self->file) : NULL;

  return galley_journal_base_new (now, uri, self->etag, galley_bulletin_get_modified (self->bulletin));
}

static gboolean
autosave_cb (gpointer data)
{
  GalleySession *self = data;

  self->autosave_source = 0;
  if (galley_bulletin_get_modified (self->bulletin) && !self->conflict && !self->gone && !self->closed)
    galley_session_save_async (self, NULL, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* A save is due when nothing was changed for a while. A draft is never put into a file that nobody chose. */
void
galley_session_schedule_autosave (GalleySession *self)
{
  g_clear_handle_id (&self->autosave_source, g_source_remove);
  if (self->file && self->autosave_seconds > 0 && !self->closed)
    self->autosave_source = g_timeout_add_seconds (self->autosave_seconds, autosave_cb, self);
}

static void
bulletin_changed_cb (GalleyBulletin *bulletin, GalleyChange *change, gpointer data)
{
  GalleySession *self = data;

  if (self->closed)
    return;
  for (guint i = 0; i < change->edits->len; i++)
    {
      const GalleyEdit *edit = g_ptr_array_index (change->edits, i);

      if (edit->list == GALLEY_LIST_BLOCKS)
        galley_picture_store_collect (self->pictures, edit->inserted);
    }
  galley_journal_append (self->journal, change);
  if (galley_journal_is_long (self->journal))
    galley_journal_restart (self->journal, galley_session_make_base (self));
  galley_session_schedule_autosave (self);
}

static void
bulletin_modified_cb (GalleyBulletin *bulletin, GParamSpec *pspec, gpointer data)
{
  galley_session_update_state (data);
}

static void
journal_failed_cb (GalleyJournal *journal, const char *message, gpointer data)
{
  GalleySession *self = data;

  g_set_str (&self->journal_failure, message);
  update_message (self);
}

void
galley_session_set_conflict (GalleySession *self, gboolean conflict)
{
  if (self->conflict == conflict)
    return;
  self->conflict = conflict;
  update_message (self);
  galley_session_update_state (self);
}

static void
file_changed_cb (GalleyFileWatch *watch, const char *etag, gpointer data)
{
  GalleySession *self = data;
  g_autofree char *name = NULL, *message = NULL;

  if (self->closed)
    return;
  g_set_str (&self->found_etag, etag);
  self->gone = etag == NULL;
  galley_session_set_conflict (self, etag && g_strcmp0 (etag, self->etag) != 0);
  if (etag == NULL)
    {
      name = g_file_get_parse_name (self->file);
      message = g_strdup_printf (_("%s: the file was moved or removed. Save to write it again."), name);
    }
  galley_session_set_failure (self, message);
}

/* From now on the session's file is @file, which holds what @etag stands for. */
void
galley_session_adopt (GalleySession *self, GFile *file, const char *etag)
{
  gboolean other = self->file == NULL || !g_file_equal (self->file, file);

  g_set_str (&self->etag, etag);
  g_set_str (&self->found_etag, NULL);
  self->gone = FALSE;
  galley_session_set_conflict (self, FALSE);
  if (!other)
    return;
  if (self->watch)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_set_object (&self->file, file);
  self->watch = galley_file_watch_new (file, etag);
  g_signal_connect (self->watch, "changed", G_CALLBACK (file_changed_cb), self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FILE]);
}

static GalleySession *
make_session (GalleyBulletin *bulletin)
{
  GalleySession *self = g_object_new (GALLEY_TYPE_SESSION, NULL);

  self->bulletin = g_object_ref (bulletin);
  galley_picture_store_collect (self->pictures, galley_bulletin_get_list (bulletin, GALLEY_LIST_BLOCKS));
  g_signal_connect (bulletin, "changed", G_CALLBACK (bulletin_changed_cb), self);
  g_signal_connect (bulletin, "notify::modified", G_CALLBACK (bulletin_modified_cb), self);
  return self;
}

/* Makes the bulletin count as modified: no file holds what it holds. */
static void
mark_unsaved (GalleySession *self)
{
  g_autoptr (GalleySnapshot) nothing = galley_snapshot_new_empty ();

  galley_bulletin_mark_saved (self->bulletin, nothing);
}

/* Takes @base. */
static void
start_journal (GalleySession *self, GalleyJournalBase *base)
{
  g_autofree char *folder = galley_journal_dup_folder ();

  self->journal = galley_journal_new (folder, base);
  g_signal_connect (self->journal, "failed", G_CALLBACK (journal_failed_cb), self);
  self->state = compute_state (self);
  g_set_str (&self->message, galley_session_get_message (self));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autofree char *etag = NULL;
  GError *error = NULL;
  g_autoptr (GalleySnapshot) snapshot = galley_bulletin_file_load_finish (result, &etag, &error);
  g_autoptr (GalleyBulletin) bulletin = snapshot ? galley_bulletin_new (snapshot) : NULL;

  if (bulletin)
    g_task_return_pointer (task, galley_session_new (bulletin, g_task_get_task_data (task), etag), g_object_unref);
  else
    g_task_return_error (task, error);
}

typedef struct
{
  char *folder;
  GHashTable *used;
} Sweep;

static void
sweep_free (gpointer data)
{
  Sweep *sweep = data;

  g_free (sweep->folder);
  g_hash_table_unref (sweep->used);
  g_free (sweep);
}

static void
sweep_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Sweep *sweep = data;

  galley_picture_store_sweep (sweep->folder, sweep->used);
  g_task_return_boolean (task, TRUE);
}

/* Pictures of drafts that were brought back stay; those of drafts long given up go. */
static void
sweep_pictures (GPtrArray *sessions)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Sweep *sweep = g_new0 (Sweep, 1);

  sweep->folder = galley_picture_store_dup_drafts ();
  sweep->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < sessions->len; i++)
    {
      GalleySession *session = g_ptr_array_index (sessions, i);

      galley_picture_store_collect (sweep->used, galley_bulletin_get_list (session->bulletin, GALLEY_LIST_BLOCKS));
    }
  g_task_set_task_data (task, sweep, sweep_free);
  g_task_run_in_thread (task, sweep_thread_cb);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) found = galley_recovery_load_finish (result, &error);
  GPtrArray *sessions;

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sessions = g_ptr_array_new_with_free_func (g_object_unref);
  while (found->len > 0)
    g_ptr_array_add (sessions, galley_session_new_recovered (g_ptr_array_steal_index (found, 0)));
  sweep_pictures (sessions);
  g_task_return_pointer (task, sessions, (GDestroyNotify) g_ptr_array_unref);
}

static void
galley_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleySession *self = GALLEY_SESSION (object);

  switch (id)
    {
    case PROP_BULLETIN:
      g_value_set_object (value, self->bulletin);
      break;
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, galley_session_get_message (self));
      break;
    case PROP_AUTOSAVE_SECONDS:
      g_value_set_uint (value, self->autosave_seconds);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_session_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_AUTOSAVE_SECONDS)
    galley_session_set_autosave_seconds (GALLEY_SESSION (object), g_value_get_uint (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
galley_session_dispose (GObject *object)
{
  GalleySession *self = GALLEY_SESSION (object);

  g_clear_handle_id (&self->autosave_source, g_source_remove);
  if (self->bulletin)
    g_signal_handlers_disconnect_by_data (self->bulletin, self);
  if (self->watch)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  if (self->journal)
    g_signal_handlers_disconnect_by_data (self->journal, self);
  /* Whoever just drops a session loses nothing by it. */
  if (self->journal && !self->closed)
    galley_journal_close_async (self->journal, galley_bulletin_get_modified (self->bulletin), NULL, NULL);
  g_clear_object (&self->watch);
  g_clear_object (&self->journal);
  g_clear_object (&self->bulletin);
  G_OBJECT_CLASS (galley_session_parent_class)->dispose (object);
}

static void
galley_session_finalize (GObject *object)
{
  GalleySession *self = GALLEY_SESSION (object);

  /* A request under way holds the session, so there is none left. */
  g_assert (self->current == NULL && g_queue_is_empty (&self->requests));
  g_clear_pointer (&self->recovered, galley_recovered_free);
  g_hash_table_unref (self->pictures);
  g_clear_object (&self->file);
  g_free (self->etag);
  g_free (self->found_etag);
  g_free (self->failure);
  g_free (self->journal_failure);
  g_free (self->notice);
  g_free (self->message);
  g_free (self->author);
  g_clear_pointer (&self->opened, galley_snapshot_unref);
  G_OBJECT_CLASS (galley_session_parent_class)->finalize (object);
}

static void
galley_session_class_init (GalleySessionClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = galley_session_get_property;
  object_class->set_property = galley_session_set_property;
  object_class->dispose = galley_session_dispose;
  object_class->finalize = galley_session_finalize;

  props[PROP_BULLETIN] = g_param_spec_object ("bulletin", NULL, NULL, GALLEY_TYPE_BULLETIN, readable);

  /**
   * GalleySession:file: (nullable)
   *
   * The file that the user chose for the bulletin; %NULL for a draft.
   */
  props[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, readable);
  props[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, GALLEY_TYPE_SESSION_STATE, GALLEY_SESSION_SAVED, readable);

  /**
   * GalleySession:message: (nullable)
   *
   * What a person should be told now, the worst of it: of a conflict, of a failed save, of a journal that cannot be
   * written, of what could not be recovered; %NULL as soon as none of it holds any longer.
   */
  props[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, readable);

  /**
   * GalleySession:autosave-seconds:
   *
   * After how long a pause changes are saved by themselves; 0 for never.
   */
  props[PROP_AUTOSAVE_SECONDS] = g_param_spec_uint ("autosave-seconds", NULL, NULL, 0, 3600, DEFAULT_AUTOSAVE_SECONDS,
                                                    readable | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
galley_session_init (GalleySession *self)
{
  g_queue_init (&self->requests);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->autosave_seconds = DEFAULT_AUTOSAVE_SECONDS;
}

/**
 * galley_session_new:
 * @bulletin: (transfer none): what is being written
 * @file: (nullable): the file that it came from; %NULL for a draft, such as a new bulletin or an imported one
 * @etag: (nullable): what that file held when it was read
 *
 * A session is one open bulletin and all that keeps it safe: its journal, its file, the watch on that file, and
 * saving by itself. It never waits for a disk; everything is told in the main context. A draft with text in it counts
 * as modified, an empty one does not.
 *
 * Returns: (transfer full): a new session
 */
GalleySession *
galley_session_new (GalleyBulletin *bulletin, GFile *file, const char *etag)
{
  g_return_val_if_fail (GALLEY_IS_BULLETIN (bulletin), NULL);

  GalleySession *self = make_session (bulletin);

  if (file)
    {
      galley_session_adopt (self, file, etag);
      self->opened = galley_bulletin_snapshot (bulletin);
      self->opened_time = g_get_real_time ();
    }
  else
    for (guint i = 0; i < galley_bulletin_get_n_blocks (bulletin); i++)
      if (galley_bulletin_get_block (bulletin, i)->n_chars > 0)
        {
          mark_unsaved (self);
          break;
        }
  start_journal (self, galley_session_make_base (self));
  return self;
}

/**
 * galley_session_new_recovered:
 * @recovered: (transfer full): what a journal left behind holds; that journal is removed as soon as the new one is safe
 *
 * The bulletin counts as modified. Where its file changed since, the session is soon in conflict.
 *
 * Returns: (transfer full): a new session
 */
GalleySession *
galley_session_new_recovered (GalleyRecovered *recovered)
{
  g_return_val_if_fail (recovered != NULL, NULL);

  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (recovered->snapshot);
  GalleySession *self = make_session (bulletin);
  g_autoptr (GFile) file = recovered->uri ? g_file_new_for_uri (recovered->uri) : NULL;
  GalleyJournalBase *base;

  self->recovered = recovered;
  if (recovered->n_lost_bytes > 0)
    self->notice = g_strdup (_("Brought back but for the very last change, which was not written whole."));
  mark_unsaved (self);
  if (file)
    galley_session_adopt (self, file, recovered->etag);
  base = galley_session_make_base (self);
  base->supersedes = g_strdup (recovered->path);
  start_journal (self, base);
  return self;
}

/**
 * galley_session_open_async:
 * @file: a bulletin's file
 */
void
galley_session_open_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (G_IS_FILE (file));

  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, galley_session_open_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  galley_bulletin_file_load_async (file, cancellable, opened_cb, task);
}

/**
 * galley_session_open_finish:
 *
 * Returns: (transfer full) (nullable): a session of that file, or %NULL with an error as of galley_bulletin_file_load()
 */
GalleySession *
galley_session_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_session_open_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_session_recover_all_async:
 *
 * Brings back all bulletins that were not saved when Galley last ended, by a crash or as drafts, and that no other
 * running Galley has.
 */
void
galley_session_recover_all_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *folder = galley_journal_dup_folder ();

  g_task_set_source_tag (task, galley_session_recover_all_async);
  galley_recovery_load_async (folder, cancellable, recovered_cb, task);
}

/**
 * galley_session_recover_all_finish:
 *
 * Returns: (transfer full) (nullable) (element-type GalleySession): a session for each; %NULL where it was cancelled
 */
GPtrArray *
galley_session_recover_all_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_session_recover_all_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_session_get_bulletin:
 *
 * Returns: (transfer none): the live bulletin
 */
GalleyBulletin *
galley_session_get_bulletin (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);
  return self->bulletin;
}

/**
 * galley_session_get_file:
 *
 * Returns: (transfer none) (nullable): the file that the user chose; %NULL for a draft
 */
GFile *
galley_session_get_file (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);
  return self->file;
}

GalleySessionState
galley_session_get_state (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), GALLEY_SESSION_FAILED);
  return self->state;
}

/**
 * galley_session_dup_folder:
 *
 * Returns: (transfer full): what the paths of the bulletin's pictures are relative to: its file's folder, for a draft one
 *   that is kept with the journals
 */
char *
galley_session_dup_folder (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);

  const char *path = self->file ? g_file_peek_path (self->file) : NULL;

  return path ? g_path_get_dirname (path) : galley_picture_store_dup_drafts ();
}

/**
 * galley_session_get_status:
 *
 * Returns: (transfer none): the state in a word or two, for a window's title
 */
const char *
galley_session_get_status (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);

  switch (self->state)
    {
    case GALLEY_SESSION_SAVING:
      return _("Saving…");
    case GALLEY_SESSION_CONFLICT:
      return _("Changed elsewhere");
    case GALLEY_SESSION_FAILED:
      return _("Not saved");
    case GALLEY_SESSION_MODIFIED:
      return self->file ? _("Modified") : _("In no file yet");
    case GALLEY_SESSION_SAVED:
    default:
      return self->file ? _("Saved") : _("Nothing to save yet");
    }
}

/**
 * galley_session_get_message:
 *
 * Returns: (transfer none) (nullable): what a person should be told now, never ""; %NULL where all is well
 */
const char *
galley_session_get_message (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), NULL);

  if (self->conflict)
    return _("Another program has changed this file. Load its version, keep yours, or save under another name.");
  return self->failure ? self->failure : self->journal_failure ? self->journal_failure : self->notice;
}

guint
galley_session_get_autosave_seconds (GalleySession *self)
{
  g_return_val_if_fail (GALLEY_IS_SESSION (self), 0);
  return self->autosave_seconds;
}

void
galley_session_set_autosave_seconds (GalleySession *self, guint seconds)
{
  g_return_if_fail (GALLEY_IS_SESSION (self));

  if (self->autosave_seconds == seconds)
    return;
  self->autosave_seconds = seconds;
  if (galley_bulletin_get_modified (self->bulletin))
    galley_session_schedule_autosave (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_AUTOSAVE_SECONDS]);
}

/**
 * galley_session_set_author:
 * @author: (nullable): who is to be named with the versions that saving keeps
 */
void
galley_session_set_author (GalleySession *self, const char *author)
{
  g_return_if_fail (GALLEY_IS_SESSION (self));
  g_set_str (&self->author, author);
}
