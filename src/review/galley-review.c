/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-review.h"

#include <glib/gi18n-lib.h>

#include "galley-checklist.h"
#include "galley-codec.h"
#include "galley-figure-check.h"
#include "galley-review-edit.h"
#include "galley-undecided.h"

#define BIT(value) (1u << (value))

G_DEFINE_QUARK (galley-review-error-quark, galley_review_error)

static gboolean fail (GError **error, GalleyReviewError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Sets the error. Returns: FALSE, for the caller to return */
static gboolean
fail (GError **error, GalleyReviewError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, GALLEY_REVIEW_ERROR, code, message);
  return FALSE;
}

static const GalleyReviewStep *
find_step (const GalleyReviewRules *rules, const GalleyReviewCourse *course, GalleyReviewEvent event)
{
  const GalleyReviewStep *step = &rules->steps[course->state][event];

  return step->roles ? step : NULL;
}

/* Where @step leads. What was returned goes back to the stage that returned it, or, where the desk has that no more, to the first. */
static GalleyReviewState
get_target (const GalleyReviewRules *rules, const GalleyReviewCourse *course, const GalleyReviewStep *step)
{
  if (step->to != GALLEY_REVIEW_RETURNED)
    return step->to;
  return galley_review_rules_find_stage (rules, course->returned_by) >= 0 ? course->returned_by : rules->stages[0];
}

static gboolean
is_blank (const char *text)
{
  for (; text && *text; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* Whether @actor passed another stage of this round. */
static gboolean
has_passed_other_stage (const GalleySnapshot *snapshot, const GalleyReviewCourse *course, const char *actor)
{
  for (guint i = 0; i < GALLEY_N_REVIEW_STATES; i++)
    if (i != course->state && course->passes[i] >= 0 &&
        g_str_equal (galley_review_log_get (snapshot, course->passes[i], GALLEY_LOG_ACTOR), actor))
      return TRUE;
  return FALSE;
}

static gboolean
is_complete (const GalleySnapshot *snapshot)
{
  gboolean headline = FALSE, text = FALSE;

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      if (block->kind == GALLEY_BLOCK_HEADLINE)
        headline |= !is_blank (block->text);
      else if (block->kind != GALLEY_BLOCK_KICKER)
        text |= !is_blank (block->text);
    }
  return headline && text;
}

/* Returns: (nullable): the instant that its embargo ends at; %NULL where it has none, or one that cannot be read */
static GDateTime *
read_embargo (const GalleyReviewCase *self)
{
  const char *embargo = self->snapshot->details->fields[GALLEY_DETAILS_EMBARGO];

  return *embargo ? galley_review_rules_read_time (self->rules, embargo) : NULL;
}

/* An embargo that cannot be read holds for good: rather late than too early. */
static gboolean
check_embargo (const GalleyReviewCase *self, GalleyReviewEvent event, GError **error)
{
  const char *embargo = self->snapshot->details->fields[GALLEY_DETAILS_EMBARGO];
  g_autoptr (GDateTime) free_from = read_embargo (self);
  GDateTime *when = event == GALLEY_EVENT_SCHEDULE ? self->at : self->now;

  if (*embargo && free_from == NULL)
    return fail (error, GALLEY_REVIEW_ERROR_EMBARGO,
                 _("The embargo “%s” is no time. Write it as 2024-04-16T06:00, or take it away."), embargo);
  if (free_from && when && g_date_time_compare (when, free_from) < 0)
    {
      g_autofree char *shown = galley_review_rules_format_instant (self->rules, free_from);

      return fail (error, GALLEY_REVIEW_ERROR_EMBARGO, _("It is embargoed until %s."), shown);
    }
  return TRUE;
}

/* A schedule holds whatever the desk guards: to go out earlier is to be taken off it first. */
static gboolean
check_schedule (const GalleyReviewCase *self, GalleyReviewEvent event, GError **error)
{
  const char *at = galley_review_get_scheduled (self->snapshot);
  g_autoptr (GDateTime) scheduled = at ? galley_review_rules_read_time (self->rules, at) : NULL;

  if (event == GALLEY_EVENT_SCHEDULE && self->at && g_date_time_compare (self->at, self->now) <= 0)
    return fail (error, GALLEY_REVIEW_ERROR_EMBARGO, _("That time has passed. Name a later one, or publish it now."));
  if (event == GALLEY_EVENT_PUBLISH && at && scheduled == NULL)
    return fail (error, GALLEY_REVIEW_ERROR_EMBARGO,
                 _("It is scheduled for “%s”, which is no time. Take it off schedule."), at);
  if (event == GALLEY_EVENT_PUBLISH && scheduled && g_date_time_compare (self->now, scheduled) < 0)
    {
      g_autofree char *shown = galley_review_rules_format_instant (self->rules, scheduled);

      return fail (error, GALLEY_REVIEW_ERROR_EMBARGO,
                   _("It is scheduled for %s. Wait for that time, or take it off schedule."), shown);
    }
  return TRUE;
}

/* Whether it may happen at that time. */
static gboolean
check_instant (const GalleyReviewCase *self, GalleyReviewEvent event, guint guards, GError **error)
{
  return (!(guards & GALLEY_GUARD_EMBARGO) || check_embargo (self, event, error)) && check_schedule (self, event, error);
}

static gboolean
check_checklist (const GalleyReviewCase *self, const GalleyReviewCourse *course, gboolean form, GError **error)
{
  const GPtrArray *items = self->rules->checklists[course->state];

  for (guint i = 0; items && i < items->len; i++)
    {
      const GalleyCheckItem *item = g_ptr_array_index (items, i);
      g_autofree char *answer = NULL;

      if (item->check == NULL)
        {
          if (!form && !(self->ticks && g_strv_contains (self->ticks, item->id)))
            return fail (error, GALLEY_REVIEW_ERROR_CHECKLIST, _("“%s” is not ticked."), item->title);
        }
      else if (self->report == NULL)
        return fail (error, GALLEY_REVIEW_ERROR_UNCHECKED, _("The checks have not come to an end. Wait a moment."));
      else if (!galley_checklist_answer (self->rules, self->report, item, &answer))
        return fail (error, GALLEY_REVIEW_ERROR_CHECKLIST, "%s: %s.", item->title, answer);
    }
  return TRUE;
}

static gboolean
check_figures (const GalleyReviewCase *self, guint guards, GError **error)
{
  g_autoptr (GPtrArray) checks = NULL;
  guint n;

  if (!(guards & (GALLEY_GUARD_NO_ERRORS | GALLEY_GUARD_SOURCES)))
    return TRUE;
  if (self->report == NULL)
    return fail (error, GALLEY_REVIEW_ERROR_UNCHECKED, _("The checks have not come to an end. Wait a moment."));
  n = galley_report_count (self->report, GALLEY_SEVERITY_ERROR);
  if (guards & GALLEY_GUARD_NO_ERRORS && n > 0)
    return fail (error, GALLEY_REVIEW_ERROR_FINDINGS,
                 ngettext ("%u error is open. Mend it, or set it aside with a reason.",
                           "%u errors are open. Mend them, or set them aside with a reason.", n), n);
  checks = galley_figure_checks_new (self->report);
  n = galley_figure_checks_count_open (checks);
  if (guards & GALLEY_GUARD_SOURCES && n > 0)
    return fail (error, GALLEY_REVIEW_ERROR_SOURCES,
                 ngettext ("%u figure has no source or nobody checked it.",
                           "%u figures have no source or nobody checked them.", n), n);
  return TRUE;
}

/* What is asked besides who it is. @form: whether what a form asks for is taken as given */
static gboolean
check_content (const GalleyReviewCase *self,
               const GalleyReviewCourse *course,
               GalleyReviewEvent event,
               guint guards,
               gboolean form,
               GError **error)
{
  if (guards & GALLEY_GUARD_COMPLETE && !is_complete (self->snapshot))
    return fail (error, GALLEY_REVIEW_ERROR_INCOMPLETE, _("It needs a headline and a text."));
  if (!check_figures (self, guards, error))
    return FALSE;
  if (guards & GALLEY_GUARD_DECIDED && galley_has_undecided (self->snapshot, NULL, NULL))
    return fail (error, GALLEY_REVIEW_ERROR_UNDECIDED,
                 _("Suggestions or blocking comments are open. Decide them first."));
  if (guards & GALLEY_GUARD_CHECKLIST && !check_checklist (self, course, form, error))
    return FALSE;
  if (event == GALLEY_EVENT_SCHEDULE && self->at == NULL && !form)
    return fail (error, GALLEY_REVIEW_ERROR_EMBARGO, _("Say for when it is to be scheduled."));
  return check_instant (self, event, guards, error);
}

/* Whether an edit is logged before anything else, and only where there is one. */
static gboolean
check_edits (const GalleyReviewCase *self, const GalleyReviewCourse *course, GalleyReviewEvent event, GError **error)
{
  gboolean changed = galley_review_is_changed (self->snapshot, self->hash);
  GalleyReviewEvent edit;

  if (event == GALLEY_EVENT_EDIT || event == GALLEY_EVENT_FIX)
    {
      if (!galley_review_find_edit (self, &edit))
        return fail (error, GALLEY_REVIEW_ERROR_UNCHANGED, _("Nothing was changed since the last entry of the record."));
      if (edit == GALLEY_EVENT_EDIT && event == GALLEY_EVENT_FIX)
        return fail (error, GALLEY_REVIEW_ERROR_UNCHANGED,
                     _("More than wording was changed, so it is reviewed anew. A changed figure always is."));
      return TRUE;
    }
  if (!changed || event == GALLEY_EVENT_CORRECT || event == GALLEY_EVENT_WITHDRAW)
    return TRUE;
  if (course->state == GALLEY_REVIEW_PUBLISHED || course->state == GALLEY_REVIEW_WITHDRAWN)
    return fail (error, GALLEY_REVIEW_ERROR_CHANGED, _("It was changed after it was published. Take that back, or correct it."));
  return fail (error, GALLEY_REVIEW_ERROR_CHANGED,
               _("It was changed since the last entry of the record. That change is logged first."));
}

static gboolean
check_clock (const GalleyReviewCase *self, GError **error)
{
  guint n = self->snapshot->log->len;
  const char *last = n ? galley_review_log_get (self->snapshot, n - 1, GALLEY_LOG_TIME) : "";
  g_autoptr (GDateTime) time = *last ? g_date_time_new_from_iso8601 (last, self->rules->zone) : NULL;

  if (time && g_date_time_difference (time, self->now) > GALLEY_REVIEW_CLOCK_TOLERANCE)
    return fail (error, GALLEY_REVIEW_ERROR_CLOCK,
                 _("The last entry of the record is of %s, which this clock has not reached. Set the clock."), last);
  return TRUE;
}

/* @form: as of check_content() */
static gboolean
check (const GalleyReviewCase *self, GalleyReviewEvent event, gboolean form, GError **error)
{
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (self->snapshot);
  const GalleyReviewStep *step = find_step (self->rules, course, event);
  const char *opinion = form ? "…" : self->opinion;

  return galley_review_check_people (self->rules, self->snapshot, course, event, self->actor, self->role, opinion, error) &&
         check_edits (self, course, event, error) && check_content (self, course, event, step->guards, form, error) &&
         check_clock (self, error);
}

/**
 * galley_review_state:
 *
 * Returns: where the bulletin stands: where the last entry of its log led that names a known state, else a draft
 */
GalleyReviewState
galley_review_state (const GalleySnapshot *snapshot)
{
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (snapshot);

  return course->state;
}

/**
 * galley_review_is_signed:
 *
 * Returns: whether the bulletin is signed, and is what was signed but for proof fixes that were logged
 */
gboolean
galley_review_is_signed (const GalleySnapshot *snapshot)
{
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (snapshot);
  gboolean is_signed = FALSE;

  for (guint i = 0; i < GALLEY_N_REVIEW_STATES; i++)
    is_signed |= course->passes[i] >= 0 && g_str_equal (galley_review_log_get (snapshot, course->passes[i], GALLEY_LOG_EVENT),
                                                        galley_review_event_to_string (GALLEY_EVENT_SIGN));
  if (is_signed && course->state >= GALLEY_REVIEW_PROOF1 && course->state <= GALLEY_REVIEW_PUBLISHED)
    {
      g_autofree char *hash = galley_codec_content_hash (snapshot);

      return g_str_equal (hash, galley_review_log_get_last_hash (snapshot));
    }
  return FALSE;
}

/**
 * galley_review_get_version:
 *
 * Returns: 1, and one more for each correction that was begun
 */
guint
galley_review_get_version (const GalleySnapshot *snapshot)
{
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (snapshot);

  return course->version;
}

/**
 * galley_review_get_correction:
 *
 * Returns: (transfer none) (nullable): the note of the last correction, which goes out with the bulletin; %NULL for none
 */
const char *
galley_review_get_correction (const GalleySnapshot *snapshot)
{
  for (guint i = snapshot->log->len; i > 0; i--)
    if (g_str_equal (galley_review_log_get (snapshot, i - 1, GALLEY_LOG_EVENT),
                     galley_review_event_to_string (GALLEY_EVENT_CORRECT)))
      return galley_review_log_get (snapshot, i - 1, GALLEY_LOG_OPINION);
  return NULL;
}

/**
 * galley_review_get_scheduled:
 *
 * Returns: (transfer none) (nullable): when a scheduled bulletin is to go out, as the log has it; %NULL for one that is not scheduled
 */
const char *
galley_review_get_scheduled (const GalleySnapshot *snapshot)
{
  const char *scheduled = galley_review_state_to_string (GALLEY_REVIEW_SCHEDULED);

  for (guint i = galley_review_state (snapshot) == GALLEY_REVIEW_SCHEDULED ? snapshot->log->len : 0; i > 0; i--)
    if (g_str_equal (galley_review_log_get (snapshot, i - 1, GALLEY_LOG_TO), scheduled))
      return galley_review_log_get (snapshot, i - 1, GALLEY_LOG_AT);
  return NULL;
}

/* The earlier of the two that is still to come. @time: (nullable) (transfer full) */
static void
take_earlier (GDateTime **earliest, GDateTime *time, GDateTime *now)
{
  if (time && g_date_time_compare (time, now) > 0 && (*earliest == NULL || g_date_time_compare (time, *earliest) < 0))
    {
      g_clear_pointer (earliest, g_date_time_unref);
      *earliest = time;
    }
  else
    g_clear_pointer (&time, g_date_time_unref);
}

/**
 * galley_review_dup_due:
 * @self: only its rules, snapshot and time are looked at
 *
 * Returns: (transfer full) (nullable): when the clock alone changes what may be done next: as the embargo ends, or the time comes that
 *   it is scheduled for; %NULL where neither is to come
 */
GDateTime *
galley_review_dup_due (const GalleyReviewCase *self)
{
  const char *at = galley_review_get_scheduled (self->snapshot);
  const GalleyReviewStep *steps = self->rules->steps[galley_review_state (self->snapshot)];
  GDateTime *due = NULL;
  guint guards = 0;

  for (GalleyReviewEvent event = 0; event < GALLEY_N_REVIEW_EVENTS; event++)
    guards |= steps[event].roles ? steps[event].guards : 0;
  if (guards & GALLEY_GUARD_EMBARGO)
    take_earlier (&due, read_embargo (self), self->now);
  if (at)
    take_earlier (&due, galley_review_rules_read_time (self->rules, at), self->now);
  return due;
}

/**
 * galley_review_leads:
 * @to: (out) (optional): where the event leads
 *
 * Returns: whether the event can happen to the bulletin as it stands, whoever brings it about
 */
gboolean
galley_review_leads (const GalleyReviewRules *rules,
                     const GalleySnapshot *snapshot,
                     GalleyReviewEvent event,
                     GalleyReviewState *to)
{
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (snapshot);
  const GalleyReviewStep *step = find_step (rules, course, event);

  if (step && to)
    *to = get_target (rules, course, step);
  return step != NULL;
}

/**
 * galley_review_choose_role:
 * @role: (out): in which role @actor would do it; where none of theirs serves, the first that would
 *
 * Returns: whether they have a role that serves
 */
gboolean
galley_review_choose_role (const GalleyReviewRules *rules,
                           const GalleySnapshot *snapshot,
                           GalleyReviewEvent event,
                           const char *actor,
                           GalleyReviewRole *role)
{
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (snapshot);
  const GalleyReviewStep *step = find_step (rules, course, event);
  const GalleyPerson *person = galley_review_rules_find_person (rules, actor);
  guint served = step ? step->roles : 0, own = rules->people->len == 0 ? served : person ? person->roles & served : 0;
  guint among = own ? own : served;

  *role = among ? g_bit_nth_lsf (among, -1) : GALLEY_ROLE_REPORTER;
  return own != 0;
}

/**
 * galley_review_is_changed:
 * @hash: of the content of @snapshot
 *
 * Returns: whether what stages have passed was changed since, and the log does not say so
 */
gboolean
galley_review_is_changed (const GalleySnapshot *snapshot, const char *hash)
{
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (snapshot);

  return galley_review_course_is_guarded (course) && !g_str_equal (galley_review_log_get_last_hash (snapshot), hash);
}

/**
 * galley_review_check_people:
 *
 * Returns: whether @event can happen to what @course stands for, and @actor may bring it about in @role; if not, @error is a
 *   #GalleyReviewError that says why
 */
gboolean
galley_review_check_people (const GalleyReviewRules *rules,
                            const GalleySnapshot *snapshot,
                            const GalleyReviewCourse *course,
                            GalleyReviewEvent event,
                            const char *actor,
                            GalleyReviewRole role,
                            const char *opinion,
                            GError **error)
{
  const GalleyReviewStep *step = find_step (rules, course, event);
  const GalleyPerson *person = galley_review_rules_find_person (rules, actor);
  const char *title = galley_review_event_get_title (event), *at = galley_review_rules_get_title (rules, course->state);

  if (*actor == '\0')
    return fail (error, GALLEY_REVIEW_ERROR_ACTOR, _("Write your name; it stays in the record."));
  if (step == NULL)
    return fail (error, GALLEY_REVIEW_ERROR_STATE, _("“%s” is not possible at the stage “%s”."), title, at);
  if (rules->people->len > 0 && person == NULL)
    return fail (error, GALLEY_REVIEW_ERROR_ACTOR, _("“%s” is not among the people of this desk."), actor);
  if (!(step->roles & BIT (role)))
    return fail (error, GALLEY_REVIEW_ERROR_ROLE, _("“%s” at the stage “%s” is not for the role “%s”."), title, at,
                 galley_review_rules_get_role_title (rules, role));
  if (person && !(person->roles & BIT (role)))
    return fail (error, GALLEY_REVIEW_ERROR_ROLE, _("%s does not have the role “%s” at this desk."), actor,
                 galley_review_rules_get_role_title (rules, role));
  if (step->guards & GALLEY_GUARD_NOT_AUTHOR && g_hash_table_contains (course->authors, actor))
    return fail (error, GALLEY_REVIEW_ERROR_AUTHOR,
                 _("%s submitted this bulletin and cannot review it. Ask a colleague."), actor);
  if (step->guards & GALLEY_GUARD_DISTINCT && has_passed_other_stage (snapshot, course, actor))
    return fail (error, GALLEY_REVIEW_ERROR_REPEATED,
                 _("%s has already passed another stage of this bulletin. Ask a colleague."), actor);
  if (step->guards & GALLEY_GUARD_OPINION && is_blank (opinion))
    return fail (error, GALLEY_REVIEW_ERROR_OPINION, _("Write an opinion or a reason; it stays in the record."));
  return TRUE;
}

/**
 * galley_review_allowed:
 *
 * Returns: whether the actor may; if not, @error is a #GalleyReviewError that says why and what to do
 */
gboolean
galley_review_allowed (const GalleyReviewCase *self, GalleyReviewEvent event, GError **error)
{
  g_return_val_if_fail (self->actor != NULL && self->hash != NULL && event < GALLEY_N_REVIEW_EVENTS, FALSE);
  g_return_val_if_fail (self->role < GALLEY_N_REVIEW_ROLES, FALSE);

  return check (self, event, FALSE, error);
}

static void
free_choice (gpointer data)
{
  g_free (((GalleyReviewChoice *) data)->reason);
  g_free (data);
}

/**
 * galley_review_list:
 * @self: its role is not looked at: each event is asked for in the role that the actor would do it in
 *
 * Returns: (transfer full) (element-type GalleyReviewChoice): what could happen to the bulletin now, and whether the actor
 *   may; edits are not listed, for they are logged by themselves
 */
GPtrArray *
galley_review_list (const GalleyReviewCase *self)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);

  for (GalleyReviewEvent event = 0; event < GALLEY_N_REVIEW_EVENTS; event++)
    {
      GalleyReviewCase asked = *self;
      g_autoptr (GError) error = NULL;
      GalleyReviewChoice *choice;
      GalleyReviewState to;

      if (event == GALLEY_EVENT_EDIT || event == GALLEY_EVENT_FIX ||
          !galley_review_leads (self->rules, self->snapshot, event, &to))
        continue;
      choice = g_new0 (GalleyReviewChoice, 1);
      galley_review_choose_role (self->rules, self->snapshot, event, self->actor, &asked.role);
      choice->event = event;
      choice->to = to;
      choice->role = asked.role;
      choice->allowed = check (&asked, event, TRUE, &error);
      choice->reason = error ? g_strdup (error->message) : NULL;
      g_ptr_array_add (choices, choice);
    }
  return choices;
}

/**
 * galley_review_waits:
 * @self: its role, hash and report are not looked at: whether it is ready for the next step is for who takes it to see to
 *
 * Returns: whether the next step of the bulletin is the actor's: to review, proofread or publish it, or, where it was returned or
 *   is corrected, to submit it again. A draft waits for nobody, nor does what is to go out later.
 */
gboolean
galley_review_waits (const GalleyReviewCase *self)
{
  static const GalleyReviewEvent steps[] = { GALLEY_EVENT_SUBMIT, GALLEY_EVENT_RESUBMIT, GALLEY_EVENT_APPROVE,
                                             GALLEY_EVENT_SIGN,   GALLEY_EVENT_PASS,     GALLEY_EVENT_PUBLISH };
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (self->snapshot);
  gboolean waits = FALSE;

  if (course->state == GALLEY_REVIEW_DRAFT)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (steps) && !waits; i++)
    {
      GalleyReviewEvent event = steps[i];
      GalleyReviewRole role;
      /* A colleague may submit it, but it is its author's work. */
      gboolean is_own = g_hash_table_contains (course->authors, self->actor) ||
                        (event != GALLEY_EVENT_SUBMIT && event != GALLEY_EVENT_RESUBMIT);

      waits = is_own && galley_review_choose_role (self->rules, self->snapshot, event, self->actor, &role) &&
              galley_review_check_people (self->rules, self->snapshot, course, event, self->actor, role, "…", NULL) &&
              (event != GALLEY_EVENT_PUBLISH ||
               check_instant (self, event, find_step (self->rules, course, event)->guards, NULL));
    }
  return waits;
}

/**
 * galley_review_find_edit:
 * @event: (out): as which event it is to be logged: %GALLEY_EVENT_FIX for wording where the actor's role may mend that, else
 *   %GALLEY_EVENT_EDIT
 *
 * Returns: whether there is an edit that the log does not tell of, in a state where that can be logged
 */
gboolean
galley_review_find_edit (const GalleyReviewCase *self, GalleyReviewEvent *event)
{
  GalleyReviewState state = galley_review_state (self->snapshot);

  if (!galley_review_is_changed (self->snapshot, self->hash) || self->rules->steps[state][GALLEY_EVENT_EDIT].roles == 0)
    return FALSE;
  *event = self->rules->steps[state][GALLEY_EVENT_FIX].roles & BIT (self->role) &&
               galley_review_edit_classify (self->rules, self->before, self->snapshot, NULL) != GALLEY_REVIEW_EDIT_SUBSTANCE
             ? GALLEY_EVENT_FIX
             : GALLEY_EVENT_EDIT;
  return TRUE;
}

/**
 * galley_review_dup_voids:
 * @to: where @event leads
 *
 * Returns: (transfer full) (nullable): the stages whose approval it voids, a line each: those passed that will be gone through
 *   again; %NULL for none
 */
char *
galley_review_dup_voids (const GalleyReviewRules *rules,
                         const GalleyReviewCourse *course,
                         GalleyReviewEvent event,
                         GalleyReviewState to)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < rules->n_stages; i++)
    if ((event == GALLEY_EVENT_EDIT || event == GALLEY_EVENT_FIX) && rules->stages[i] >= to &&
        course->passes[rules->stages[i]] >= 0)
      g_string_append_printf (names, "%s%s", names->len ? "\n" : "", galley_review_state_to_string (rules->stages[i]));
  return names->len ? g_strdup (names->str) : NULL;
}

/* Never before the entry before it: the log is in order whatever a clock says. */
static char *
make_stamp (const GalleyReviewCase *self)
{
  guint n = self->snapshot->log->len;
  const char *last = n ? galley_review_log_get (self->snapshot, n - 1, GALLEY_LOG_TIME) : "";
  char *stamp = galley_time_print (self->now);

  if (strcmp (last, stamp) <= 0)
    return stamp;
  g_free (stamp);
  return g_strdup (last);
}

/**
 * galley_review_enter:
 *
 * Returns: (transfer full) (nullable): the entry for the end of the log, not signed yet, or %NULL with an error as of
 *   galley_review_allowed()
 */
GalleyRecord *
galley_review_enter (const GalleyReviewCase *self, GalleyReviewEvent event, GError **error)
{
  const GalleySnapshot *snapshot = self->snapshot;
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (snapshot);
  g_autofree char *stamp = NULL, *findings = NULL, *ticks = NULL, *changes = NULL, *voids = NULL, *when = NULL;
  g_autofree char *previous = NULL;
  const char *fields[GALLEY_N_LOG_FIELDS] = { NULL };
  GalleyReviewState to;

  if (!galley_review_allowed (self, event, error))
    return NULL;
  galley_review_leads (self->rules, snapshot, event, &to);
  stamp = make_stamp (self);
  voids = galley_review_dup_voids (self->rules, course, event, to);
  if (event == GALLEY_EVENT_EDIT || event == GALLEY_EVENT_FIX)
    galley_review_edit_classify (self->rules, self->before, self->snapshot, &changes);
  if (self->report)
    findings = g_strdup_printf ("%u/%u/%u", galley_report_count (self->report, GALLEY_SEVERITY_ERROR),
                                galley_report_count (self->report, GALLEY_SEVERITY_WARNING),
                                galley_report_count (self->report, GALLEY_SEVERITY_NOTE));
  if (self->ticks)
    ticks = g_strjoinv ("\n", (char **) self->ticks);
  if (event == GALLEY_EVENT_SCHEDULE)
    when = galley_time_print (self->at);
  if (snapshot->log->len > 0)
    previous = galley_review_log_digest (snapshot->id, g_ptr_array_index (snapshot->log, snapshot->log->len - 1));
  fields[GALLEY_LOG_EVENT] = galley_review_event_to_string (event);
  fields[GALLEY_LOG_FROM] = galley_review_state_to_string (course->state);
  fields[GALLEY_LOG_TO] = galley_review_state_to_string (to);
  fields[GALLEY_LOG_ACTOR] = self->actor;
  fields[GALLEY_LOG_ROLE] = galley_review_role_to_string (self->role);
  fields[GALLEY_LOG_TIME] = stamp;
  fields[GALLEY_LOG_OPINION] = self->opinion;
  fields[GALLEY_LOG_HASH] = self->hash;
  fields[GALLEY_LOG_FINDINGS] = findings;
  fields[GALLEY_LOG_TICKS] = ticks;
  fields[GALLEY_LOG_CHANGES] = changes;
  fields[GALLEY_LOG_VOIDS] = voids;
  fields[GALLEY_LOG_AT] = when;
  fields[GALLEY_LOG_PREVIOUS] = previous;
  return galley_record_new (&galley_log_schema, NULL, fields, NULL);
}

static gboolean
has_key (const GalleyPerson *person, const char *line)
{
  for (guint i = 0; i < person->keys->len; i++)
    {
      const GalleyReviewKey *key = g_ptr_array_index (person->keys, i);

      if (key->until == NULL && g_str_equal (key->line, line))
        return TRUE;
    }
  return FALSE;
}

/**
 * galley_review_sign:
 * @entry: as galley_review_enter() gave it
 * @key: (nullable): the actor's
 *
 * Returns: (transfer full) (nullable): @entry with its signature; as it is where there is no key and the desk asks for none;
 *   %NULL with an error where the desk does not have that key of the actor
 */
GalleyRecord *
galley_review_sign (const GalleyReviewCase *self, GalleyRecord *entry, GalleyKey *key, GError **error)
{
  const GalleyPerson *person = galley_review_rules_find_person (self->rules, self->actor);
  g_autofree char *message = galley_review_log_format (self->snapshot->id, entry), *signature = NULL;

  if (key == NULL && (person == NULL || person->keys->len == 0))
    return galley_record_ref (entry);
  if (key == NULL)
    fail (error, GALLEY_REVIEW_ERROR_KEY,
          _("The desk asks %s for a signature, and there is no key here to sign with. Sign where the key is, or have the "
            "desk's administrator enter a new one."), self->actor);
  else if (person && !has_key (person, galley_key_get_public (key)))
    fail (error, GALLEY_REVIEW_ERROR_KEY, _("The desk does not have this key of %s. Its administrator enters it: %s"),
          self->actor, galley_key_get_public (key));
  else
    signature = galley_key_sign (key, message, error);
  return signature ? galley_record_with (entry, GALLEY_LOG_SIGNATURE, signature) : NULL;
}

/**
 * galley_review_append:
 * @entry: for the end of its log
 *
 * Returns: (transfer full): @snapshot with the entry
 */
GalleySnapshot *
galley_review_append (const GalleySnapshot *snapshot, GalleyRecord *entry)
{
  g_autoptr (GPtrArray) log = galley_record_array_new ();

  for (guint i = 0; i < snapshot->log->len; i++)
    g_ptr_array_add (log, galley_record_ref (g_ptr_array_index (snapshot->log, i)));
  g_ptr_array_add (log, galley_record_ref (entry));
  return galley_snapshot_with_log (snapshot, log);
}
