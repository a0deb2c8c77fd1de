/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-import-job.h"

#include "galley-export.h"
#include "galley-picture-store.h"

typedef struct
{
  GFile *file;
  GalleyClip *clip;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->file);
  g_clear_pointer (&job->clip, galley_clip_free);
  g_free (job);
}

static void
import_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *drafts = galley_picture_store_dup_drafts ();
  GalleyImport *import = NULL;

  if (job->file)
    import = galley_import_file (job->file, drafts, cancellable, &error);
  else if (job->clip->html)
    import = galley_import_html (job->clip->html, cancellable, job->clip->text ? NULL : &error);
  else if (job->clip->snapshot)
    {
      char *page = galley_export_fragment (job->clip->snapshot);
      g_autoptr (GBytes) html = g_bytes_new_take (page, strlen (page));

      import = galley_import_html (html, cancellable, &error);
    }
  if (import == NULL && job->clip && job->clip->text)
    import = galley_import_text (job->clip->text, NULL, &error);
  if (import)
    g_task_return_pointer (task, import, (GDestroyNotify) galley_import_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * galley_import_job_start:
 * @source: (type GObject): what asks for it
 * @file: (nullable): to be imported, or
 * @clip: (nullable) (transfer full): what was on a clipboard
 * @cancellable: (nullable)
 *
 * Reads a text as a bulletin in a thread.
 */
void
galley_import_job_start (gpointer source,
                         GFile *file,
                         GalleyClip *clip,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->file = file ? g_object_ref (file) : NULL;
  job->clip = clip;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, import_thread);
}

/**
 * galley_import_job_finish:
 *
 * Returns: (transfer full) (nullable): the import; an error names the file
 */
GalleyImport *
galley_import_job_finish (GAsyncResult *result, GError **error)
{
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = job->file ? g_file_get_basename (job->file) : NULL;
  GError *reason = NULL;
  GalleyImport *import = g_task_propagate_pointer (G_TASK (result), &reason);

  if (reason && name && !strstr (reason->message, name))
    g_prefix_error (&reason, "%s: ", name);
  if (reason)
    g_propagate_error (error, reason);
  return import;
}
