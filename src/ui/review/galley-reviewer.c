/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-reviewer.h"

#include <glib/gi18n-lib.h>

#include "galley-alarm.h"
#include "galley-codec.h"
#include "galley-desk.h"
#include "galley-figure-check.h"
#include "galley-keyring.h"
#include "galley-review-edit.h"
#include "galley-review-verify.h"
#include "galley-transaction.h"

/* Where the open bulletin stands in review: worked out in a thread after each report, so that all that the window shows of it is
 * of one instant. What the user does is entered from there, and only while nothing was changed since. */

struct _GalleyReviewer
{
  GObject parent_instance;

  GalleyBulletin *bulletin;
  GalleyReviewView *view;
  GalleyReport *report; /* (nullable): what the next view is, or was, worked out from */
  char *path;
  char *actor;
  GCancellable *cancellable;
  guint alarm;
};

G_DEFINE_FINAL_TYPE (GalleyReviewer, galley_reviewer, G_TYPE_OBJECT)

static guint updated_signal;

static void
clear_view (gpointer data)
{
  GalleyReviewView *view = data;

  galley_snapshot_unref (view->snapshot);
  galley_report_unref (view->report);
  g_clear_pointer (&view->rules, galley_review_rules_unref);
  g_clear_pointer (&view->version, galley_snapshot_unref);
  g_clear_pointer (&view->choices, g_ptr_array_unref);
  g_clear_pointer (&view->faults, g_ptr_array_unref);
  g_clear_pointer (&view->checks, g_ptr_array_unref);
  g_free (view->refused);
  g_free (view->desk);
  g_free (view->hash);
  g_free (view->changes);
  g_free (view->voids);
  g_clear_pointer (&view->due, g_date_time_unref);
}

GalleyReviewView *
galley_review_view_ref (const GalleyReviewView *view)
{
  return g_atomic_rc_box_acquire ((GalleyReviewView *) view);
}

void
galley_review_view_unref (GalleyReviewView *view)
{
  g_atomic_rc_box_release_full (view, clear_view);
}

typedef struct
{
  GalleyReviewView *view;
  char *path;
  char *actor;
  GalleyReviewRequest *request;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  galley_review_view_unref (job->view);
  g_free (job->path);
  g_free (job->actor);
  g_clear_pointer (&job->request, galley_review_request_free);
  g_free (job);
}

static GalleyReviewCase
make_case (const GalleyReviewView *view, const char *actor, GDateTime *now)
{
  return (GalleyReviewCase) { .rules = view->rules,
                              .snapshot = view->snapshot,
                              .hash = view->hash,
                              .report = view->report,
                              .before = view->version,
                              .actor = actor,
                              .now = now };
}

/* The version that the last entry is about: this one, the one that was it before, or one of the desk's history. */
static void
find_version (GalleyReviewView *view, const char *path)
{
  const char *last = galley_review_log_get_last_hash (view->snapshot);
  g_autofree char *known = view->version ? galley_codec_content_hash (view->version) : NULL;

  if (g_str_equal (last, view->hash))
    {
      g_clear_pointer (&view->version, galley_snapshot_unref);
      view->version = galley_snapshot_ref (view->snapshot);
    }
  else if (g_strcmp0 (known, last) != 0)
    {
      g_clear_pointer (&view->version, galley_snapshot_unref);
      view->version = path && *last ? galley_desk_find_version (path, last) : NULL;
    }
}

static void
find_edit (GalleyReviewView *view, const char *actor, GDateTime *now)
{
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (view->snapshot);
  GalleyReviewCase asked = make_case (view, actor, now);
  GalleyReviewState to;

  galley_review_choose_role (view->rules, view->snapshot, GALLEY_EVENT_FIX, actor, &asked.role);
  view->edited = galley_review_find_edit (&asked, &view->edit);
  if (!view->edited)
    return;
  galley_review_edit_classify (view->rules, view->version, view->snapshot, &view->changes);
  galley_review_leads (view->rules, view->snapshot, view->edit, &to);
  view->voids = galley_review_dup_voids (view->rules, course, view->edit, to);
}

static void
view_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GalleyReviewView *view = job->view;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  GalleyReviewCase asked;

  view->desk = job->path ? galley_desk_find (job->path, NULL) : NULL;
  view->rules = job->path ? galley_desk_load_rules (job->path, &error) : galley_review_rules_new ();
  view->hash = galley_codec_content_hash (view->snapshot);
  view->checks = galley_figure_checks_new (view->report);
  view->rate = galley_error_rate_read (view->report);
  if (view->rules == NULL)
    view->refused = g_strdup (error->message);
  else
    {
      find_version (view, job->path);
      find_edit (view, job->actor, now);
      asked = make_case (view, job->actor, now);
      /* An edit is logged before anything else; what is possible is asked for as if it were. */
      if (view->edited && view->edit == GALLEY_EVENT_FIX)
        asked.hash = galley_review_log_get_last_hash (view->snapshot);
      view->choices = galley_review_list (&asked);
      view->due = galley_review_dup_due (&asked);
      /* An edit that can still be entered is no fault of the record yet. */
      view->faults = galley_review_verify (view->rules, view->snapshot,
                                           view->edited ? galley_review_log_get_last_hash (view->snapshot) : view->hash);
    }
  g_task_return_pointer (task, galley_review_view_ref (view), (GDestroyNotify) galley_review_view_unref);
}

/* What was not to be done yet may be possible now. */
static void
alarm_cb (gpointer data)
{
  GalleyReviewer *self = data;

  self->alarm = 0;
  galley_reviewer_update (self, self->report, self->path, self->actor);
}

static void
view_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyReviewer *self = GALLEY_REVIEWER (source);
  GalleyReviewView *view = g_task_propagate_pointer (G_TASK (result), NULL);

  if (view == NULL)
    return;
  g_clear_pointer (&self->view, galley_review_view_unref);
  self->view = view;
  g_clear_handle_id (&self->alarm, g_source_remove);
  self->alarm = galley_alarm_add (view->due, alarm_cb, self);
  g_signal_emit (self, updated_signal, 0);
}

/* Enters one event at the end of the view's log and makes it part of the job's bulletin. */
static GalleyRecord *
enter (GalleyReviewCase *asked, GalleyReviewEvent event, GalleyKey *key, GError **error)
{
  g_autoptr (GalleyRecord) entry = galley_review_enter (asked, event, error);

  return entry ? galley_review_sign (asked, entry, key, error) : NULL;
}

static void
take_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  const GalleyReviewView *view = job->view;
  GalleyReviewRequest *request = job->request;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) entries = galley_record_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyKey) key = galley_keyring_find (job->actor, NULL, &error);
  g_autoptr (GalleySnapshot) with_edit = NULL;
  GalleyReviewCase asked = make_case (view, job->actor, now);
  gboolean logs_edit = view->edited && request->event != GALLEY_EVENT_CORRECT && request->event != GALLEY_EVENT_WITHDRAW;
  GalleyRecord *entry = NULL;

  if (error == NULL && logs_edit)
    {
      galley_review_choose_role (view->rules, view->snapshot, view->edit, job->actor, &asked.role);
      if ((entry = enter (&asked, view->edit, key, &error)))
        {
          g_ptr_array_add (entries, entry);
          with_edit = galley_review_append (view->snapshot, entry);
          asked.snapshot = with_edit;
        }
    }
  /* An edit of substance leads elsewhere: what the user came for is not possible there, and the edit is told. */
  if (error == NULL && !(logs_edit && (view->edit == GALLEY_EVENT_EDIT || request->event == view->edit)))
    {
      asked.opinion = request->opinion;
      asked.ticks = (const char *const *) request->ticks;
      asked.at = request->at;
      galley_review_choose_role (view->rules, asked.snapshot, request->event, job->actor, &asked.role);
      if ((entry = enter (&asked, request->event, key, &error)))
        g_ptr_array_add (entries, entry);
    }
  if (error)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&entries), (GDestroyNotify) g_ptr_array_unref);
}

static void
galley_reviewer_finalize (GObject *object)
{
  GalleyReviewer *self = GALLEY_REVIEWER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->alarm, g_source_remove);
  g_clear_object (&self->bulletin);
  g_clear_pointer (&self->view, galley_review_view_unref);
  g_clear_pointer (&self->report, galley_report_unref);
  g_free (self->path);
  g_free (self->actor);
  G_OBJECT_CLASS (galley_reviewer_parent_class)->finalize (object);
}

static void
galley_reviewer_class_init (GalleyReviewerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_reviewer_finalize;

  /**
   * GalleyReviewer::updated:
   *
   * There is a new view.
   */
  updated_signal = g_signal_new ("updated", GALLEY_TYPE_REVIEWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_reviewer_init (GalleyReviewer *self)
{
  self->cancellable = g_cancellable_new ();
}

GalleyReviewer *
galley_reviewer_new (void)
{
  return g_object_new (GALLEY_TYPE_REVIEWER, NULL);
}

/**
 * galley_reviewer_set_bulletin:
 * @bulletin: (nullable): whose reviews it is about; there is no view until the first report on it
 */
void
galley_reviewer_set_bulletin (GalleyReviewer *self, GalleyBulletin *bulletin)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_handle_id (&self->alarm, g_source_remove);
  g_clear_pointer (&self->view, galley_review_view_unref);
  g_set_object (&self->bulletin, bulletin);
}

/**
 * galley_reviewer_update:
 * @report: on the bulletin
 * @path: (nullable): of its file
 * @actor: who the user is, "" where they have not said
 *
 * Works out a new view; ::updated tells of it.
 */
void
galley_reviewer_update (GalleyReviewer *self, GalleyReport *report, const char *path, const char *actor)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GalleyReport) before = self->report;

  self->report = galley_report_ref (report);
  g_set_str (&self->path, path);
  g_set_str (&self->actor, actor);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  job->view = g_atomic_rc_box_new0 (GalleyReviewView);
  job->view->report = galley_report_ref (report);
  job->view->snapshot = galley_snapshot_ref (galley_report_get_snapshot (report));
  job->view->version = self->view && self->view->version ? galley_snapshot_ref (self->view->version) : NULL;
  job->path = g_strdup (path);
  job->actor = g_strdup (actor);
  task = g_task_new (self, self->cancellable, view_cb, NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, view_thread);
}

/**
 * galley_reviewer_get_view:
 *
 * Returns: (transfer none) (nullable): where the bulletin stood when it was last looked at
 */
const GalleyReviewView *
galley_reviewer_get_view (GalleyReviewer *self)
{
  return self->view;
}

/**
 * galley_reviewer_is_current:
 *
 * Returns: whether nothing was changed since the view was worked out
 */
gboolean
galley_reviewer_is_current (GalleyReviewer *self)
{
  g_autoptr (GalleySnapshot) now = self->bulletin ? galley_bulletin_snapshot (self->bulletin) : NULL;

  return self->view && now && galley_snapshot_equal (self->view->snapshot, now);
}

/**
 * galley_reviewer_take_async:
 * @request: (transfer full): what the user wants to happen
 *
 * Enters it into the bulletin's log, signed, after an edit that the log does not tell of.
 */
void
galley_reviewer_take_async (GalleyReviewer *self,
                            GalleyReviewRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job;

  g_task_set_source_tag (task, galley_reviewer_take_async);
  if (!galley_reviewer_is_current (self) || self->view->rules == NULL)
    {
      galley_review_request_free (request);
      g_task_return_new_error (task, GALLEY_REVIEW_ERROR, GALLEY_REVIEW_ERROR_UNCHECKED, "%s",
                               _("The last changes are still being checked. Wait a moment and do it again."));
      return;
    }
  job = g_new0 (Job, 1);
  job->view = galley_review_view_ref (self->view);
  job->actor = g_strdup (self->actor);
  job->request = request;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, take_thread);
}

/**
 * galley_reviewer_take_finish:
 *
 * Returns: whether the log has it now; if not, @error says why, as where something was changed meanwhile
 */
gboolean
galley_reviewer_take_finish (GalleyReviewer *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), error);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GalleySnapshot) now = NULL;
  GalleyTransaction *transaction;

  if (entries == NULL)
    return FALSE;
  now = self->bulletin ? galley_bulletin_snapshot (self->bulletin) : NULL;
  if (now == NULL || !galley_snapshot_equal (now, job->view->snapshot))
    {
      g_set_error_literal (error, GALLEY_REVIEW_ERROR, GALLEY_REVIEW_ERROR_CHANGED,
                           _("It was changed meanwhile. Look at the change, and do it again."));
      return FALSE;
    }
  transaction = galley_transaction_begin (self->bulletin, galley_review_event_get_title (job->request->event));
  galley_transaction_set_permanent (transaction);
  galley_transaction_splice (transaction, GALLEY_LIST_LOG, NULL, now->log->len, 0, entries);
  galley_transaction_commit (transaction);
  return TRUE;
}

GalleyReviewRequest *
galley_review_request_new (GalleyReviewEvent event)
{
  GalleyReviewRequest *request = g_new0 (GalleyReviewRequest, 1);

  request->event = event;
  return request;
}

void
galley_review_request_free (GalleyReviewRequest *request)
{
  g_free (request->opinion);
  g_strfreev (request->ticks);
  g_clear_pointer (&request->at, g_date_time_unref);
  g_free (request);
}
