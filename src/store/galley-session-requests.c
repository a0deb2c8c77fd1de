/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-session-private.h"

#include <glib/gi18n-lib.h>

#include "galley-bulletin-file.h"
#include "galley-picture-store.h"
#include "galley-store-error.h"
#include "galley-transaction.h"
#include "galley-versions.h"

/* What a session is asked to do: saving, reloading, closing. */

static void serve_next (GalleySession *self);
static void go_on_saving (GalleySession *self);

static void
request_free (Request *request)
{
  g_clear_object (&request->task);
  g_clear_object (&request->file);
  g_clear_pointer (&request->snapshot, galley_snapshot_unref);
  g_free (request->from);
  g_free (request);
}

/* Ends the current request and goes on with the next. */
static void
complete (GalleySession *self, GError *error)
{
  Request *request = g_steal_pointer (&self->current);

  galley_session_update_state (self);
  if (error)
    g_task_return_error (request->task, error);
  else
    g_task_return_boolean (request->task, TRUE);
  request_free (request);
  serve_next (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleySession) self = data;
  Request *request = self->current;
  g_autofree char *etag = NULL;
  GError *error = NULL;
  gboolean saved = galley_bulletin_file_save_finish (result, &etag, &error);

  /* What we wrote is no one else's change, also where the disk may not keep it and it is to be saved again. */
  if (etag)
    {
      galley_session_adopt (self, request->file, etag);
      if (saved)
        galley_bulletin_mark_saved (self->bulletin, request->snapshot);
      galley_journal_restart (self->journal, galley_session_make_base (self));
    }
  if (saved)
    {
      g_set_str (&self->notice, NULL);
      galley_session_set_failure (self, NULL);
    }
  else if (g_error_matches (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_CONFLICT))
    galley_session_set_conflict (self, TRUE);
  else
    galley_session_set_failure (self, error->message);
  if (self->watch)
    galley_file_watch_end_save (self->watch, etag);
  /* What was typed meanwhile is saved after another pause. */
  if (saved && galley_bulletin_get_modified (self->bulletin))
    galley_session_schedule_autosave (self);
  request->written = saved;
  if (saved)
    go_on_saving (self);
  else
    complete (self, error);
}

static void
write_file (GalleySession *self, Request *request)
{
  gboolean own = self->file && g_file_equal (self->file, request->file);
  const char *etag = !own ? NULL : request->kind == REQUEST_KEEP_MINE ? self->found_etag : self->etag;

  request->snapshot = galley_bulletin_snapshot (self->bulletin);
  if (self->watch)
    galley_file_watch_begin_save (self->watch);
  galley_bulletin_file_save_async (request->file, request->snapshot, etag, NULL, saved_cb, g_object_ref (self));
}

/* Pictures on the way to where the bulletin will be. */
typedef struct
{
  char *from, *to;
  char **sources;
} Move;

static void
move_free (gpointer data)
{
  Move *move = data;

  g_free (move->from);
  g_free (move->to);
  g_strfreev (move->sources);
  g_free (move);
}

static void
copy_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Move *move = data;
  GError *error = NULL;

  if (galley_picture_store_copy (move->from, move->to, (const char *const *) move->sources, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleySession *self = GALLEY_SESSION (source);
  Move *move = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  self->current->n_copied = g_strv_length (move->sources);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      go_on_saving (self);
      return;
    }
  galley_session_set_failure (self, error->message);
  complete (self, error);
}

static void
copy_pictures (GalleySession *self, Request *request, const char *to)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, copied_cb, NULL);
  Move *move = g_new0 (Move, 1);

  move->from = g_strdup (request->from);
  move->to = g_strdup (to);
  move->sources = (char **) g_hash_table_get_keys_as_array (self->pictures, NULL);
  for (char **path = move->sources; *path; path++)
    *path = g_strdup (*path);
  g_task_set_task_data (task, move, move_free);
  g_task_run_in_thread (task, copy_thread_cb);
}

/* A version on the way to its folder. */
typedef struct
{
  GalleySnapshot *snapshot;
  char *author;
  GalleySnapshot *opened;
  gint64 opened_time;
} Keep;

static void
keep_free (gpointer data)
{
  Keep *keep = data;

  galley_snapshot_unref (keep->snapshot);
  g_free (keep->author);
  g_clear_pointer (&keep->opened, galley_snapshot_unref);
  g_free (keep);
}

static void
keep_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Keep *keep = data;
  g_autofree char *folder = galley_versions_dup_folder (keep->snapshot->id);
  GError *error = NULL;

  /* What was there before somebody wrote over it for the first time is a version, too. */
  if ((keep->opened == NULL || galley_versions_keep (folder, keep->opened, NULL, keep->opened_time, &error)) &&
      galley_versions_keep (folder, keep->snapshot, keep->author, g_get_real_time (), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What was saved is saved, also where no version of it could be kept. */
static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleySession *self = GALLEY_SESSION (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_warning ("%s", error->message);
  self->current->kept = TRUE;
  go_on_saving (self);
}

static void
keep_version (GalleySession *self, Request *request)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, kept_cb, NULL);
  Keep *keep = g_new0 (Keep, 1);

  keep->snapshot = galley_snapshot_ref (request->snapshot);
  keep->author = g_strdup (self->author);
  keep->opened = g_steal_pointer (&self->opened);
  keep->opened_time = self->opened_time;
  g_task_set_task_data (task, keep, keep_free);
  g_task_run_in_thread (task, keep_thread_cb);
}

/* Pictures are taken along before the bulletin that names them is there, and those that came meanwhile after it. */
static void
go_on_saving (GalleySession *self)
{
  Request *request = self->current;
  const char *path = g_file_peek_path (request->file);
  g_autofree char *to = path ? g_path_get_dirname (path) : NULL;

  if (to && !g_str_equal (request->from, to) && request->n_copied < g_hash_table_size (self->pictures))
    copy_pictures (self, request, to);
  else if (!request->written)
    write_file (self, request);
  else if (!request->kept)
    keep_version (self, request);
  else
    complete (self, NULL);
}

static void
serve_save (GalleySession *self, Request *request)
{
  if (request->file == NULL)
    g_set_object (&request->file, self->file);
  if (request->file == NULL)
    {
      complete (self, g_error_new (GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO,
                                   _("This bulletin is in no file yet. Save it under a name first.")));
      return;
    }
  request->from = galley_session_dup_folder (self);
  g_clear_handle_id (&self->autosave_source, g_source_remove);
  galley_session_update_state (self);
  go_on_saving (self);
}

/* The log is only ever added to, by whomever: what others entered in it is there for good. */
static void
take_over_log (GalleySession *self, GPtrArray *log)
{
  g_autoptr (GalleyTransaction) transaction = galley_transaction_begin (self->bulletin, _("Reload"));

  galley_transaction_set_permanent (transaction);
  galley_transaction_splice (transaction, GALLEY_LIST_LOG, NULL, 0,
                             galley_bulletin_get_list (self->bulletin, GALLEY_LIST_LOG)->len, log);
  galley_transaction_commit (g_steal_pointer (&transaction));
}

/* Takes over what the file holds, as one undoable step but for the log. */
static void
take_over (GalleySession *self, GalleySnapshot *loaded, const char *etag)
{
  g_autoptr (GalleyTransaction) transaction = galley_transaction_begin (self->bulletin, _("Reload"));
  g_autoptr (GalleySnapshot) now = NULL;

  galley_transaction_replace_all (transaction, loaded);
  galley_transaction_commit (g_steal_pointer (&transaction));
  take_over_log (self, loaded->log);
  galley_bulletin_set_extra (self->bulletin, loaded->extra);
  now = galley_bulletin_snapshot (self->bulletin);
  galley_bulletin_mark_saved (self->bulletin, now);
  galley_session_adopt (self, self->file, etag);
  galley_session_set_failure (self, NULL);
  galley_journal_restart (self->journal, galley_session_make_base (self));
  g_clear_handle_id (&self->autosave_source, g_source_remove);
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleySession) self = data;
  g_autofree char *etag = NULL, *name = NULL;
  GError *error = NULL;
  g_autoptr (GalleySnapshot) loaded = galley_bulletin_file_load_finish (result, &etag, &error);

  if (loaded && !g_str_equal (loaded->id, galley_bulletin_get_id (self->bulletin)))
    {
      name = g_file_get_parse_name (self->file);
      g_set_error (&error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID,
                   _("%s: it now holds another bulletin. Open it by itself, and save this one under another name."),
                   name);
    }
  else if (loaded)
    take_over (self, loaded, etag);
  galley_file_watch_end_save (self->watch, error ? NULL : etag);
  complete (self, error);
}

static void
serve_reload (GalleySession *self)
{
  if (self->file == NULL)
    {
      complete (self, g_error_new (GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO, _("This bulletin is in no file yet.")));
      return;
    }
  galley_file_watch_begin_save (self->watch);
  galley_bulletin_file_load_async (self->file, NULL, reloaded_cb, g_object_ref (self));
}

static void
journal_closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GalleySession) self = data;

  complete (self, NULL);
}

static void
serve_close (GalleySession *self, gboolean keep)
{
  if (self->closed)
    {
      complete (self, NULL);
      return;
    }
  self->closed = TRUE;
  g_clear_handle_id (&self->autosave_source, g_source_remove);
  galley_journal_close_async (self->journal, keep, journal_closed_cb, g_object_ref (self));
}

static void
serve_next (GalleySession *self)
{
  if (self->current || !(self->current = g_queue_pop_head (&self->requests)))
    return;
  if (self->current->kind == REQUEST_CLOSE)
    serve_close (self, self->current->keep);
  else if (self->closed)
    complete (self, g_error_new (GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO, _("This bulletin was closed.")));
  else if (self->current->kind == REQUEST_RELOAD)
    serve_reload (self);
  else
    serve_save (self, self->current);
}

static void
request (GalleySession *self,
         RequestKind kind,
         GFile *file,
         gboolean keep,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  Request *added = g_new0 (Request, 1);

  added->kind = kind;
  added->task = g_task_new (self, cancellable, callback, user_data);
  added->file = file ? g_object_ref (file) : NULL;
  added->keep = keep;
  g_queue_push_tail (&self->requests, added);
  serve_next (self);
}

/**
 * galley_session_save_async:
 * @cancellable: (nullable): here and below, ends the waiting; what is being written is written whole all the same
 *
 * Saves to the session's file, unless another program changed it. The bulletin stays modified until it is written; what
 * is typed meanwhile stays modified after that.
 */
void
galley_session_save_async (
  GalleySession *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (GALLEY_IS_SESSION (self));
  request (self, REQUEST_SAVE, NULL, FALSE, cancellable, callback, user_data);
}

/**
 * galley_session_save_as_async:
 * @file: a file that the user chose; replaced where it is there. It is the session's file once it is written.
 */
void
galley_session_save_as_async (GalleySession *self,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (GALLEY_IS_SESSION (self) && G_IS_FILE (file));
  request (self, REQUEST_SAVE, file, FALSE, cancellable, callback, user_data);
}

/**
 * galley_session_keep_mine_async:
 *
 * Ends a conflict: saves over what the other program wrote.
 */
void
galley_session_keep_mine_async (
  GalleySession *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (GALLEY_IS_SESSION (self));
  request (self, REQUEST_KEEP_MINE, NULL, FALSE, cancellable, callback, user_data);
}

/**
 * galley_session_save_finish:
 *
 * Ends galley_session_save_async(), galley_session_save_as_async() and galley_session_keep_mine_async().
 *
 * Returns: whether it was saved; if not, @error says why and what to do
 */
gboolean
galley_session_save_finish (GalleySession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_session_reload_async:
 *
 * Ends a conflict: takes over what the file holds. That is one undoable step, so that nothing of one's own text is lost;
 * the log of reviews is the file's from then on, also after an undo.
 */
void
galley_session_reload_async (
  GalleySession *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (GALLEY_IS_SESSION (self));
  request (self, REQUEST_RELOAD, NULL, FALSE, cancellable, callback, user_data);
}

/**
 * galley_session_reload_finish:
 *
 * Returns: whether it was reloaded; if not, @error says why and what to do
 */
gboolean
galley_session_reload_finish (GalleySession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_session_close_async:
 * @keep: whether what is not saved is to be found at the next start; else it is given up
 *
 * Waits for what was asked for before, and ends the journal. The session saves nothing after this.
 */
void
galley_session_close_async (GalleySession *self, gboolean keep, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (GALLEY_IS_SESSION (self));
  request (self, REQUEST_CLOSE, NULL, keep, NULL, callback, user_data);
}

/**
 * galley_session_close_finish:
 *
 * Returns: %TRUE
 */
gboolean
galley_session_close_finish (GalleySession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
