/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-analysis.h"

#include "galley-desk.h"

/* Keeps a report of a bulletin up to date, in a thread, one run at a time. A report that is stale by the time it is
 * there is dropped, unless the user types on and on: then a stale one is better than none. */

#define PAUSE_MSEC 150
#define MAX_DROPPED 5

typedef struct
{
  GalleySnapshot *snapshot;
  char *path;             /* (nullable): what to look for the desk's words from */
  GalleyLexicon *lexicon; /* (nullable): what was found there */
  GError *refused;        /* (nullable): or why it cannot be used */
  GalleyReportCache *cache; /* lent by the analysis, which runs one job at a time */
  GalleyProofProfile *profile;
} Job;

struct _GalleyAnalysis
{
  GObject parent_instance;

  GalleyBulletin *bulletin;
  char *path; /* (nullable): until the words are there */
  GalleyProofProfile *profile;
  GalleyReport *report;
  GalleyReportCache *cache;
  GCancellable *cancellable;
  guint source;
  guint n_dropped;
  gboolean running;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (GalleyAnalysis, galley_analysis, G_TYPE_OBJECT)

enum
{
  UPDATED,
  WORDS_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void run (GalleyAnalysis *self);

static void
job_free (gpointer data)
{
  Job *job = data;

  galley_snapshot_unref (job->snapshot);
  g_free (job->path);
  g_clear_object (&job->lexicon);
  g_clear_error (&job->refused);
  galley_proof_profile_unref (job->profile);
  g_free (job);
}

static gboolean
timeout_cb (gpointer data)
{
  GalleyAnalysis *self = data;

  self->source = 0;
  run (self);
  return G_SOURCE_REMOVE;
}

static void
run_soon (GalleyAnalysis *self)
{
  self->stale = TRUE;
  if (self->source == 0 && !self->running)
    self->source = g_timeout_add (PAUSE_MSEC, timeout_cb, self);
}

/* The words of the bulletin's desk are looked for once, before it is first read. */
static void
find_words (Job *job)
{
  GalleySnapshot *read;

  job->lexicon = galley_desk_load_lexicon (job->path, &job->refused);
  read = galley_snapshot_with_lexicon (job->snapshot, job->lexicon);
  galley_snapshot_unref (job->snapshot);
  job->snapshot = read;
}

static void
report_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;
  GalleyReport *report;

  if (job->path)
    find_words (job);
  report = galley_report_new (job->snapshot, job->profile, job->cache, cancellable, &error);

  if (report)
    g_task_return_pointer (task, report, (GDestroyNotify) galley_report_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
take_words (GalleyAnalysis *self, Job *job)
{
  g_clear_pointer (&self->path, g_free);
  galley_bulletin_set_lexicon (self->bulletin, job->lexicon);
  if (job->refused)
    g_signal_emit (self, signals[WORDS_REFUSED], 0, job->refused);
}

static void
report_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyAnalysis *self = GALLEY_ANALYSIS (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyReport) report = g_task_propagate_pointer (G_TASK (result), &error);
  Job *job = g_task_get_task_data (G_TASK (result));
  gboolean ours = g_task_get_cancellable (G_TASK (result)) == self->cancellable;

  self->running = FALSE;
  if (ours && self->bulletin && job->path)
    take_words (self, job);
  if (report && ours && self->bulletin && (!self->stale || ++self->n_dropped > MAX_DROPPED))
    {
      self->n_dropped = 0;
      g_clear_pointer (&self->report, galley_report_unref);
      self->report = g_steal_pointer (&report);
      g_signal_emit (self, signals[UPDATED], 0);
    }
  if (self->stale)
    run_soon (self);
}

static void
run (GalleyAnalysis *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (self->bulletin == NULL || self->running)
    return;
  self->stale = FALSE;
  self->running = TRUE;
  job = g_new0 (Job, 1);
  job->snapshot = galley_bulletin_snapshot (self->bulletin);
  job->path = g_strdup (self->path);
  job->cache = self->cache;
  job->profile = galley_proof_profile_ref (self->profile);
  task = g_task_new (self, self->cancellable, report_cb, NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, report_thread);
}

static void
galley_analysis_dispose (GObject *object)
{
  galley_analysis_set_bulletin (GALLEY_ANALYSIS (object), NULL, NULL);
  G_OBJECT_CLASS (galley_analysis_parent_class)->dispose (object);
}

static void
galley_analysis_finalize (GObject *object)
{
  GalleyAnalysis *self = GALLEY_ANALYSIS (object);

  g_clear_object (&self->cancellable);
  galley_report_cache_free (self->cache);
  galley_proof_profile_unref (self->profile);
  g_free (self->path);
  G_OBJECT_CLASS (galley_analysis_parent_class)->finalize (object);
}

static void
galley_analysis_class_init (GalleyAnalysisClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_analysis_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_analysis_finalize;

  /**
   * GalleyAnalysis::updated:
   *
   * There is a new report.
   */
  signals[UPDATED] =
    g_signal_new ("updated", GALLEY_TYPE_ANALYSIS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * GalleyAnalysis::words-refused:
   * @error: why, with the place in the file
   *
   * The words of the bulletin's desk cannot be used; the built-in ones are.
   */
  signals[WORDS_REFUSED] = g_signal_new ("words-refused", GALLEY_TYPE_ANALYSIS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
galley_analysis_init (GalleyAnalysis *self)
{
  self->cache = galley_report_cache_new ();
  self->profile = galley_proof_profile_new ("newspaper", NULL, NULL, NULL);
  self->cancellable = g_cancellable_new ();
}

GalleyAnalysis *
galley_analysis_new (void)
{
  return g_object_new (GALLEY_TYPE_ANALYSIS, NULL);
}

/**
 * galley_analysis_set_bulletin:
 * @bulletin: (nullable) (transfer none): what to report on from now on
 * @path: (nullable): of its file; where that is in a desk, the bulletin is read with the desk's words
 */
void
galley_analysis_set_bulletin (GalleyAnalysis *self, GalleyBulletin *bulletin, const char *path)
{
  if (self->bulletin == bulletin)
    return;
  if (self->bulletin)
    g_signal_handlers_disconnect_by_func (self->bulletin, run_soon, self);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->report, galley_report_unref);
  g_set_object (&self->bulletin, bulletin);
  g_set_str (&self->path, path);
  self->stale = FALSE;
  if (bulletin == NULL)
    return;
  g_signal_connect_object (bulletin, "changed", G_CALLBACK (run_soon), self, G_CONNECT_SWAPPED);
  if (self->running)
    self->stale = TRUE;
  else
    run (self);
}

/**
 * galley_analysis_set_profile:
 * @name: the house style to check against; one that is not known leaves all as it is
 */
void
galley_analysis_set_profile (GalleyAnalysis *self, const char *name)
{
  GalleyProofProfile *profile = galley_proof_profile_new (name, NULL, NULL, NULL);

  if (profile == NULL)
    return;
  galley_proof_profile_unref (self->profile);
  self->profile = profile;
  if (self->bulletin)
    run_soon (self);
}

/**
 * galley_analysis_get_report:
 *
 * Returns: (transfer none) (nullable): the last report
 */
GalleyReport *
galley_analysis_get_report (GalleyAnalysis *self)
{
  return self->report;
}
