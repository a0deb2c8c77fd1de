/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-layout-job.h"

#include "galley-export.h"
#include "galley-review.h"

typedef struct
{
  GalleySnapshot *snapshot;
  GalleyTheme *theme;
  GalleyLayoutCache *cache;
  char *folder;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  galley_snapshot_unref (job->snapshot);
  galley_theme_unref (job->theme);
  galley_layout_cache_unref (job->cache);
  g_free (job->folder);
  g_free (job);
}

static void
layout_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  /* As an export would have it. */
  GalleyLayoutOptions options = {
    .folder = job->folder,
    .notice = galley_export_get_notice (job->snapshot),
    .state = galley_review_state_get_title (galley_review_state (job->snapshot)),
  };
  g_autoptr (GError) error = NULL;
  GalleyDisplayList *list = galley_layout (job->snapshot, job->theme, &options, job->cache, cancellable, &error);

  if (list)
    g_task_return_pointer (task, list, (GDestroyNotify) galley_display_list_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * galley_layout_job_start:
 * @source: (type GObject): what asks for it
 * @folder: (nullable): where the bulletin's pictures are
 * @cache: what earlier layouts left behind
 * @cancellable: (nullable)
 *
 * Lays a bulletin out in a thread, for the screen as for the printer.
 */
void
galley_layout_job_start (gpointer source,
                         GalleySnapshot *snapshot,
                         GalleyTheme *theme,
                         const char *folder,
                         GalleyLayoutCache *cache,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->snapshot = galley_snapshot_ref (snapshot);
  job->theme = galley_theme_ref (theme);
  job->cache = galley_layout_cache_ref (cache);
  job->folder = g_strdup (folder);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, layout_thread);
}

/**
 * galley_layout_job_finish:
 *
 * Returns: (transfer full) (nullable): the bulletin laid out
 */
GalleyDisplayList *
galley_layout_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
