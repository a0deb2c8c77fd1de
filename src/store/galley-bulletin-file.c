/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-bulletin-file.h"

#include <glib/gi18n-lib.h>

#include "galley-codec.h"
#include "galley-durable.h"
#include "galley-store-error.h"

typedef struct
{
  GFile *file;
  GalleySnapshot *snapshot;
  char *etag;     /* of what was loaded, or what is expected where it is saved */
  char *new_etag; /* of what was saved */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->file);
  g_clear_pointer (&work->snapshot, galley_snapshot_unref);
  g_free (work->etag);
  g_free (work->new_etag);
  g_free (work);
}

/* Durable saving needs a file system: a temporary name, a rename and an fsync. Portals and mounted shares have one. */
static const char *
local_path (GFile *file, GError **error)
{
  const char *path = g_file_peek_path (file);
  g_autofree char *name = NULL;

  if (path)
    return path;
  name = g_file_get_parse_name (file);
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO,
               _("%s: not on a file system of this computer. Copy it here first."), name);
  return NULL;
}

static void
load_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  GalleySnapshot *snapshot = galley_bulletin_file_load (work->file, &work->etag, cancellable, &error);

  if (snapshot)
    g_task_return_pointer (task, snapshot, (GDestroyNotify) galley_snapshot_unref);
  else
    g_task_return_error (task, error);
}

static void
save_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  if (galley_bulletin_file_save (work->file, work->snapshot, work->etag, &work->new_etag, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What is too large to be read again is not written. */
static gboolean
check_size (const char *path, GBytes *content, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (g_bytes_get_size (content) <= GALLEY_FILE_MAX_BYTES)
    return TRUE;
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_TOO_LARGE,
               _("%s: it would be larger than %u MiB, which no bulletin may be. Split it."), name,
               (guint) (GALLEY_FILE_MAX_BYTES >> 20));
  return FALSE;
}

/**
 * galley_bulletin_file_load:
 * @etag: (out) (optional): what tells this content of the file from others, for saving
 *
 * Blocks: for command lines and worker threads.
 *
 * Returns: (transfer full) (nullable): the bulletin, or %NULL with a #GalleyStoreError that begins with the file's name
 */
GalleySnapshot *
galley_bulletin_file_load (GFile *file, char **etag, GCancellable *cancellable, GError **error)
{
  const char *path = local_path (file, error);
  g_autoptr (GBytes) content =
    path ? galley_durable_read (path, GALLEY_FILE_MAX_BYTES, cancellable, error) : NULL;
  g_autofree char *name = NULL;
  GalleySnapshot *snapshot;

  if (content == NULL)
    return NULL;
  snapshot = galley_codec_decode (content, error);
  if (snapshot == NULL)
    {
      name = g_filename_display_name (path);
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  if (etag)
    *etag = galley_durable_etag (content);
  return snapshot;
}

/**
 * galley_bulletin_file_load_async:
 *
 * Loads @file in a worker thread. @callback runs in the thread-default main context of the caller.
 */
void
galley_bulletin_file_load_async (
  GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->file = g_object_ref (file);
  g_task_set_source_tag (task, galley_bulletin_file_load_async);
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, load_thread_cb);
}

/**
 * galley_bulletin_file_load_finish:
 * @etag: (out) (optional): as of galley_bulletin_file_load()
 *
 * Returns: (transfer full) (nullable): as of galley_bulletin_file_load()
 */
GalleySnapshot *
galley_bulletin_file_load_finish (GAsyncResult *result, char **etag, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_bulletin_file_load_async), NULL);

  Work *work = g_task_get_task_data (G_TASK (result));
  GalleySnapshot *snapshot = g_task_propagate_pointer (G_TASK (result), error);

  if (snapshot && etag)
    *etag = g_steal_pointer (&work->etag);
  return snapshot;
}

/**
 * galley_bulletin_file_save:
 * @etag: (nullable): what the file is expected to hold; %NULL replaces whatever is there
 * @new_etag: (out) (optional): of what it holds now; set also with %GALLEY_STORE_ERROR_NOT_DURABLE
 *
 * Replaces the file as galley_durable_replace() does. Blocks: for command lines and worker threads.
 *
 * Returns: whether it was saved; if not, @error is a #GalleyStoreError that begins with the file's name,
 *   %GALLEY_STORE_ERROR_CONFLICT where the file does not hold what was expected
 */
gboolean
galley_bulletin_file_save (GFile *file,
                           const GalleySnapshot *snapshot,
                           const char *etag,
                           char **new_etag,
                           GCancellable *cancellable,
                           GError **error)
{
  const char *path = local_path (file, error);
  g_autoptr (GBytes) content = path ? galley_codec_encode (snapshot) : NULL;
  g_autoptr (GError) reason = NULL;
  gboolean saved;

  if (content == NULL || !check_size (path, content, error))
    return FALSE;
  saved = galley_durable_replace (path, content, etag, cancellable, &reason);
  if (new_etag && (saved || g_error_matches (reason, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_DURABLE)))
    *new_etag = galley_durable_etag (content);
  if (!saved)
    g_propagate_error (error, g_steal_pointer (&reason));
  return saved;
}

/**
 * galley_bulletin_file_save_async:
 *
 * Saves in a worker thread. @callback runs in the thread-default main context of the caller.
 */
void
galley_bulletin_file_save_async (GFile *file,
                                 GalleySnapshot *snapshot,
                                 const char *etag,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->file = g_object_ref (file);
  work->snapshot = galley_snapshot_ref (snapshot);
  work->etag = g_strdup (etag);
  g_task_set_source_tag (task, galley_bulletin_file_save_async);
  g_task_set_task_data (task, work, work_free);
  /* Once the file is replaced the caller must learn of it, also where it cancelled an instant later. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, save_thread_cb);
}

/**
 * galley_bulletin_file_save_finish:
 * @new_etag: (out) (optional): as of galley_bulletin_file_save()
 *
 * Returns: as of galley_bulletin_file_save()
 */
gboolean
galley_bulletin_file_save_finish (GAsyncResult *result, char **new_etag, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_bulletin_file_save_async), FALSE);

  Work *work = g_task_get_task_data (G_TASK (result));

  if (new_etag)
    *new_etag = g_steal_pointer (&work->new_etag);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * galley_bulletin_file_query_etag:
 * @etag: (out) (nullable): of what the file holds now; %NULL where it is gone
 *
 * Blocks.
 *
 * Returns: whether it could be told
 */
gboolean
galley_bulletin_file_query_etag (GFile *file, char **etag, GCancellable *cancellable, GError **error)
{
  const char *path = local_path (file, error);
  g_autoptr (GBytes) content = NULL;

  *etag = NULL;
  if (path == NULL)
    return FALSE;
  if (!g_file_query_exists (file, cancellable))
    return TRUE;
  content = galley_durable_read (path, GALLEY_FILE_MAX_BYTES, cancellable, error);
  if (content)
    *etag = galley_durable_etag (content);
  return content != NULL;
}
