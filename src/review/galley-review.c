/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-review.h"

#include <glib/gi18n-lib.h>

/* The word in files and the words for people. */
typedef struct
{
  const char *name;
  const char *title;
} Words;

static const Words state_words[GALLEY_N_REVIEW_STATES] = {
  [GALLEY_REVIEW_DRAFT] = { "draft", N_("Draft") },
  [GALLEY_REVIEW_REVIEW1] = { "review1", N_("First Review") },
  [GALLEY_REVIEW_REVIEW2] = { "review2", N_("Second Review") },
  [GALLEY_REVIEW_REVIEW3] = { "review3", N_("Final Review") },
  [GALLEY_REVIEW_REVISING] = { "revising", N_("Revising") },
  [GALLEY_REVIEW_REJECTED] = { "rejected", N_("Rejected") },
  [GALLEY_REVIEW_PROOF1] = { "proof1", N_("First Proof") },
  [GALLEY_REVIEW_PROOF2] = { "proof2", N_("Second Proof") },
  [GALLEY_REVIEW_PROOF3] = { "proof3", N_("Third Proof") },
  [GALLEY_REVIEW_READY] = { "ready", N_("Ready") },
  [GALLEY_REVIEW_SCHEDULED] = { "scheduled", N_("Scheduled") },
  [GALLEY_REVIEW_PUBLISHED] = { "published", N_("Published") },
  [GALLEY_REVIEW_CORRECTING] = { "correcting", N_("Correcting") },
  [GALLEY_REVIEW_WITHDRAWN] = { "withdrawn", N_("Withdrawn") },
};

static const Words event_words[GALLEY_N_REVIEW_EVENTS] = {
  [GALLEY_EVENT_SUBMIT] = { "submit", N_("Submit") },
  [GALLEY_EVENT_APPROVE] = { "approve", N_("Approve") },
  [GALLEY_EVENT_SIGN] = { "sign", N_("Sign") },
  [GALLEY_EVENT_RETURN] = { "return", N_("Return for Revision") },
  [GALLEY_EVENT_REJECT] = { "reject", N_("Reject") },
  [GALLEY_EVENT_REOPEN] = { "reopen", N_("Reopen") },
  [GALLEY_EVENT_RESUBMIT] = { "resubmit", N_("Submit Again") },
  [GALLEY_EVENT_PASS] = { "pass", N_("Pass") },
  [GALLEY_EVENT_EDIT] = { "edit", N_("Edit in Substance") },
  [GALLEY_EVENT_SCHEDULE] = { "schedule", N_("Schedule") },
  [GALLEY_EVENT_DESCHEDULE] = { "deschedule", N_("Take Off Schedule") },
  [GALLEY_EVENT_PUBLISH] = { "publish", N_("Publish") },
  [GALLEY_EVENT_CORRECT] = { "correct", N_("Correct") },
  [GALLEY_EVENT_WITHDRAW] = { "withdraw", N_("Withdraw") },
};

static const Words role_words[GALLEY_N_REVIEW_ROLES] = {
  [GALLEY_ROLE_REPORTER] = { "reporter", N_("Reporter") },
  [GALLEY_ROLE_CONTRIBUTOR] = { "contributor", N_("Contributor") },
  [GALLEY_ROLE_EDITOR] = { "editor", N_("Responsible Editor") },
  [GALLEY_ROLE_SECTION_HEAD] = { "section-head", N_("Section Head") },
  [GALLEY_ROLE_DUTY_EDITOR] = { "duty-editor", N_("Editor on Duty") },
  [GALLEY_ROLE_PROOFREADER] = { "proofreader", N_("Proofreader") },
  [GALLEY_ROLE_PUBLISHER] = { "publisher", N_("Publisher") },
  [GALLEY_ROLE_ADMINISTRATOR] = { "administrator", N_("Administrator") },
};

/* What an event asks for, besides a role. */
enum
{
  NOT_AUTHOR = 1 << 0, /* the actor submitted no version of it */
  DISTINCT = 1 << 1,   /* the actor passed no other stage of this round */
  OPINION = 1 << 2,    /* something is written: an opinion, a reason, a correction note */
};

#define REVIEWING (NOT_AUTHOR | DISTINCT | OPINION)
#define ROLE(name) (1u << GALLEY_ROLE_##name)
#define AUTHORS (ROLE (REPORTER) | ROLE (CONTRIBUTOR) | ROLE (EDITOR))
/* Stands for the stage that returned it. */
#define RETURNED GALLEY_N_REVIEW_STATES

typedef struct
{
  GalleyReviewState from;
  GalleyReviewEvent event;
  guint to;
  guint roles;
  guint guards;
} Step;

/* Three reviews and three proofs, as 新广出发〔2017〕44号 asks of newspapers; the default of WORKFLOW.md. */
static const Step steps[] = {
  { GALLEY_REVIEW_DRAFT, GALLEY_EVENT_SUBMIT, GALLEY_REVIEW_REVIEW1, AUTHORS, 0 },
  { GALLEY_REVIEW_REVIEW1, GALLEY_EVENT_APPROVE, GALLEY_REVIEW_REVIEW2, ROLE (EDITOR), REVIEWING },
  { GALLEY_REVIEW_REVIEW1, GALLEY_EVENT_RETURN, GALLEY_REVIEW_REVISING, ROLE (EDITOR), NOT_AUTHOR | OPINION },
  { GALLEY_REVIEW_REVIEW1, GALLEY_EVENT_REJECT, GALLEY_REVIEW_REJECTED, ROLE (EDITOR), NOT_AUTHOR | OPINION },
  { GALLEY_REVIEW_REVIEW2, GALLEY_EVENT_APPROVE, GALLEY_REVIEW_REVIEW3, ROLE (SECTION_HEAD), REVIEWING },
  { GALLEY_REVIEW_REVIEW2, GALLEY_EVENT_RETURN, GALLEY_REVIEW_REVISING, ROLE (SECTION_HEAD), NOT_AUTHOR | OPINION },
  { GALLEY_REVIEW_REVIEW2, GALLEY_EVENT_REJECT, GALLEY_REVIEW_REJECTED, ROLE (SECTION_HEAD), NOT_AUTHOR | OPINION },
  { GALLEY_REVIEW_REVIEW3, GALLEY_EVENT_SIGN, GALLEY_REVIEW_PROOF1, ROLE (DUTY_EDITOR), REVIEWING },
  { GALLEY_REVIEW_REVIEW3, GALLEY_EVENT_RETURN, GALLEY_REVIEW_REVISING, ROLE (DUTY_EDITOR), NOT_AUTHOR | OPINION },
  { GALLEY_REVIEW_REVIEW3, GALLEY_EVENT_REJECT, GALLEY_REVIEW_REJECTED, ROLE (DUTY_EDITOR), NOT_AUTHOR | OPINION },
  { GALLEY_REVIEW_REVISING, GALLEY_EVENT_RESUBMIT, RETURNED, AUTHORS, 0 },
  { GALLEY_REVIEW_REJECTED, GALLEY_EVENT_REOPEN, GALLEY_REVIEW_DRAFT, ROLE (ADMINISTRATOR), OPINION },
  { GALLEY_REVIEW_PROOF1, GALLEY_EVENT_PASS, GALLEY_REVIEW_PROOF2, ROLE (PROOFREADER), NOT_AUTHOR | DISTINCT },
  { GALLEY_REVIEW_PROOF1, GALLEY_EVENT_EDIT, GALLEY_REVIEW_REVIEW1, AUTHORS | ROLE (PROOFREADER), 0 },
  { GALLEY_REVIEW_PROOF2, GALLEY_EVENT_PASS, GALLEY_REVIEW_PROOF3, ROLE (PROOFREADER), NOT_AUTHOR | DISTINCT },
  { GALLEY_REVIEW_PROOF2, GALLEY_EVENT_EDIT, GALLEY_REVIEW_REVIEW1, AUTHORS | ROLE (PROOFREADER), 0 },
  { GALLEY_REVIEW_PROOF3, GALLEY_EVENT_PASS, GALLEY_REVIEW_READY, ROLE (PROOFREADER), NOT_AUTHOR | DISTINCT },
  { GALLEY_REVIEW_PROOF3, GALLEY_EVENT_EDIT, GALLEY_REVIEW_REVIEW1, AUTHORS | ROLE (PROOFREADER), 0 },
  { GALLEY_REVIEW_READY, GALLEY_EVENT_SCHEDULE, GALLEY_REVIEW_SCHEDULED, ROLE (PUBLISHER), 0 },
  { GALLEY_REVIEW_READY, GALLEY_EVENT_PUBLISH, GALLEY_REVIEW_PUBLISHED, ROLE (PUBLISHER), 0 },
  { GALLEY_REVIEW_SCHEDULED, GALLEY_EVENT_DESCHEDULE, GALLEY_REVIEW_READY, ROLE (PUBLISHER), 0 },
  { GALLEY_REVIEW_SCHEDULED, GALLEY_EVENT_PUBLISH, GALLEY_REVIEW_PUBLISHED, ROLE (PUBLISHER), 0 },
  { GALLEY_REVIEW_PUBLISHED,
    GALLEY_EVENT_CORRECT,
    GALLEY_REVIEW_CORRECTING,
    ROLE (EDITOR) | ROLE (DUTY_EDITOR),
    OPINION },
  { GALLEY_REVIEW_PUBLISHED, GALLEY_EVENT_WITHDRAW, GALLEY_REVIEW_WITHDRAWN, ROLE (DUTY_EDITOR), OPINION },
  { GALLEY_REVIEW_CORRECTING, GALLEY_EVENT_SUBMIT, GALLEY_REVIEW_REVIEW2, AUTHORS, 0 },
};

G_DEFINE_QUARK (galley-review-error-quark, galley_review_error)

static gboolean
find_word (const Words *words, guint n, const char *name, guint *value)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i].name, name) == 0)
      {
        *value = i;
        return TRUE;
      }
  return FALSE;
}

static const char *
log_field (const GalleySnapshot *snapshot, guint entry, GalleyLogField field)
{
  return ((GalleyRecord *) g_ptr_array_index (snapshot->log, entry))->fields[field];
}

/* Whether an entry of the log is of one of the events, given as a set of bits. */
static gboolean
is_of_events (const GalleySnapshot *snapshot, guint entry, guint events)
{
  guint event;

  return find_word (event_words, GALLEY_N_REVIEW_EVENTS, log_field (snapshot, entry, GALLEY_LOG_EVENT), &event) &&
         (events & 1u << event);
}

#define EVENT(name) (1u << GALLEY_EVENT_##name)

static const Step *
find_step (const GalleySnapshot *snapshot, GalleyReviewEvent event)
{
  GalleyReviewState state = galley_review_state (snapshot);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].from == state && steps[i].event == event)
      return &steps[i];
  return NULL;
}

/* Where @step leads. What was returned goes back to the stage that returned it. */
static GalleyReviewState
get_target (const GalleySnapshot *snapshot, const Step *step)
{
  guint from;

  if (step->to != RETURNED)
    return step->to;
  for (guint i = snapshot->log->len; i > 0; i--)
    if (is_of_events (snapshot, i - 1, EVENT (RETURN)) &&
        find_word (state_words, GALLEY_N_REVIEW_STATES, log_field (snapshot, i - 1, GALLEY_LOG_FROM), &from))
      return from;
  return GALLEY_REVIEW_REVIEW1;
}

static gboolean
has_submitted (const GalleySnapshot *snapshot, const char *actor)
{
  for (guint i = 0; i < snapshot->log->len; i++)
    if (is_of_events (snapshot, i, EVENT (SUBMIT) | EVENT (RESUBMIT)) &&
        g_str_equal (log_field (snapshot, i, GALLEY_LOG_ACTOR), actor))
      return TRUE;
  return FALSE;
}

/* Whether @actor passed another stage since the reviews began anew. */
static gboolean
has_passed_other_stage (const GalleySnapshot *snapshot, const char *actor)
{
  const char *stage = galley_review_state_to_string (galley_review_state (snapshot));

  for (guint i = snapshot->log->len; i > 0; i--)
    {
      if (is_of_events (snapshot, i - 1, EVENT (SUBMIT) | EVENT (EDIT)))
        return FALSE;
      if (is_of_events (snapshot, i - 1, EVENT (APPROVE) | EVENT (SIGN) | EVENT (PASS)) &&
          g_str_equal (log_field (snapshot, i - 1, GALLEY_LOG_ACTOR), actor) &&
          !g_str_equal (log_field (snapshot, i - 1, GALLEY_LOG_FROM), stage))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_blank (const char *text)
{
  for (; text && *text; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

static gboolean
check_guards (const GalleySnapshot *snapshot, const Step *step, const char *actor, const char *opinion, GError **error)
{
  if (step->guards & NOT_AUTHOR && has_submitted (snapshot, actor))
    g_set_error (error, GALLEY_REVIEW_ERROR, GALLEY_REVIEW_ERROR_AUTHOR,
                 _("%s submitted this bulletin and cannot review it. Ask a colleague."), actor);
  else if (step->guards & DISTINCT && has_passed_other_stage (snapshot, actor))
    g_set_error (error, GALLEY_REVIEW_ERROR, GALLEY_REVIEW_ERROR_REPEATED,
                 _("%s has already passed another stage of this bulletin. Ask a colleague."), actor);
  else if (step->guards & OPINION && is_blank (opinion))
    g_set_error (error, GALLEY_REVIEW_ERROR, GALLEY_REVIEW_ERROR_OPINION,
                 _("Write an opinion or a reason; it stays in the record."));
  else
    return TRUE;
  return FALSE;
}

/**
 * galley_review_state_to_string:
 *
 * Returns: (transfer none): the word for @state in files
 */
const char *
galley_review_state_to_string (GalleyReviewState state)
{
  g_return_val_if_fail (state < GALLEY_N_REVIEW_STATES, NULL);
  return state_words[state].name;
}

/**
 * galley_review_state_get_title:
 *
 * Returns: (transfer none): the words for @state for people
 */
const char *
galley_review_state_get_title (GalleyReviewState state)
{
  g_return_val_if_fail (state < GALLEY_N_REVIEW_STATES, NULL);
  return _(state_words[state].title);
}

const char *
galley_review_event_to_string (GalleyReviewEvent event)
{
  g_return_val_if_fail (event < GALLEY_N_REVIEW_EVENTS, NULL);
  return event_words[event].name;
}

const char *
galley_review_event_get_title (GalleyReviewEvent event)
{
  g_return_val_if_fail (event < GALLEY_N_REVIEW_EVENTS, NULL);
  return _(event_words[event].title);
}

/**
 * galley_review_event_from_string:
 * @event: (out): set where @name is known
 *
 * Returns: whether @name is the word of an event
 */
gboolean
galley_review_event_from_string (const char *name, GalleyReviewEvent *event)
{
  guint value;

  if (!find_word (event_words, GALLEY_N_REVIEW_EVENTS, name, &value))
    return FALSE;
  *event = value;
  return TRUE;
}

const char *
galley_review_role_to_string (GalleyReviewRole role)
{
  g_return_val_if_fail (role < GALLEY_N_REVIEW_ROLES, NULL);
  return role_words[role].name;
}

const char *
galley_review_role_get_title (GalleyReviewRole role)
{
  g_return_val_if_fail (role < GALLEY_N_REVIEW_ROLES, NULL);
  return _(role_words[role].title);
}

/**
 * galley_review_role_from_string:
 * @role: (out): set where @name is known
 *
 * Returns: whether @name is the word of a role
 */
gboolean
galley_review_role_from_string (const char *name, GalleyReviewRole *role)
{
  guint value;

  if (!find_word (role_words, GALLEY_N_REVIEW_ROLES, name, &value))
    return FALSE;
  *role = value;
  return TRUE;
}

/**
 * galley_review_state:
 *
 * Returns: where the bulletin stands: where the last entry of its log led that names a known state, else a draft
 */
GalleyReviewState
galley_review_state (const GalleySnapshot *snapshot)
{
  guint state;

  for (guint i = snapshot->log->len; i > 0; i--)
    if (find_word (state_words, GALLEY_N_REVIEW_STATES, log_field (snapshot, i - 1, GALLEY_LOG_TO), &state))
      return state;
  return GALLEY_REVIEW_DRAFT;
}

/**
 * galley_review_is_signed:
 *
 * Returns: whether the editor on duty signed it and nothing took that back since: it is in proof or beyond
 */
gboolean
galley_review_is_signed (const GalleySnapshot *snapshot)
{
  switch (galley_review_state (snapshot))
    {
    case GALLEY_REVIEW_PROOF1:
    case GALLEY_REVIEW_PROOF2:
    case GALLEY_REVIEW_PROOF3:
    case GALLEY_REVIEW_READY:
    case GALLEY_REVIEW_SCHEDULED:
    case GALLEY_REVIEW_PUBLISHED:
      return TRUE;
    case GALLEY_REVIEW_DRAFT:
    case GALLEY_REVIEW_REVIEW1:
    case GALLEY_REVIEW_REVIEW2:
    case GALLEY_REVIEW_REVIEW3:
    case GALLEY_REVIEW_REVISING:
    case GALLEY_REVIEW_REJECTED:
    case GALLEY_REVIEW_CORRECTING:
    case GALLEY_REVIEW_WITHDRAWN:
    default:
      return FALSE;
    }
}

/**
 * galley_review_leads:
 * @to: (out) (optional): where the event leads
 *
 * Returns: whether the event can happen to the bulletin as it stands, whoever brings it about
 */
gboolean
galley_review_leads (const GalleySnapshot *snapshot, GalleyReviewEvent event, GalleyReviewState *to)
{
  const Step *step = find_step (snapshot, event);

  if (step && to)
    *to = get_target (snapshot, step);
  return step != NULL;
}

/**
 * galley_review_allowed:
 * @actor: who would do it, by the name that the log has
 * @role: in which role
 * @opinion: (nullable): what they wrote
 *
 * Returns: whether they may; if not, @error is a #GalleyReviewError that says why and what to do
 */
gboolean
galley_review_allowed (const GalleySnapshot *snapshot,
                       GalleyReviewEvent event,
                       const char *actor,
                       GalleyReviewRole role,
                       const char *opinion,
                       GError **error)
{
  g_return_val_if_fail (snapshot != NULL && actor != NULL, FALSE);
  g_return_val_if_fail (event < GALLEY_N_REVIEW_EVENTS && role < GALLEY_N_REVIEW_ROLES, FALSE);

  const Step *step = find_step (snapshot, event);

  if (*actor == '\0')
    {
      g_set_error_literal (error, GALLEY_REVIEW_ERROR, GALLEY_REVIEW_ERROR_ACTOR,
                           _("Write your name; it stays in the record."));
      return FALSE;
    }

  if (step == NULL)
    {
      g_set_error (error, GALLEY_REVIEW_ERROR, GALLEY_REVIEW_ERROR_STATE, _("“%s” is not possible at the stage “%s”."),
                   galley_review_event_get_title (event),
                   galley_review_state_get_title (galley_review_state (snapshot)));
      return FALSE;
    }
  if (!(step->roles & 1u << role))
    {
      g_set_error (error, GALLEY_REVIEW_ERROR, GALLEY_REVIEW_ERROR_ROLE,
                   _("“%s” at the stage “%s” is not for the role “%s”."),
                   galley_review_event_get_title (event),
                   galley_review_state_get_title (step->from), galley_review_role_get_title (role));
      return FALSE;
    }
  return check_guards (snapshot, step, actor, opinion, error);
}

/**
 * galley_review_enter:
 * @hash: of the content that the event is about, as galley_codec_content_hash() gives it
 * @time: when it happened
 *
 * Returns: (transfer full) (nullable): the entry for the end of the log, or %NULL with an error as of
 *   galley_review_allowed()
 */
GalleyRecord *
galley_review_enter (const GalleySnapshot *snapshot,
                     GalleyReviewEvent event,
                     const char *actor,
                     GalleyReviewRole role,
                     const char *opinion,
                     const char *hash,
                     GDateTime *time,
                     GError **error)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *stamp = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
  const char *fields[GALLEY_N_LOG_FIELDS] = { NULL };
  GalleyReviewState to;

  if (!galley_review_allowed (snapshot, event, actor, role, opinion, error))
    return NULL;
  galley_review_leads (snapshot, event, &to);
  fields[GALLEY_LOG_EVENT] = galley_review_event_to_string (event);
  fields[GALLEY_LOG_FROM] = galley_review_state_to_string (galley_review_state (snapshot));
  fields[GALLEY_LOG_TO] = galley_review_state_to_string (to);
  fields[GALLEY_LOG_ACTOR] = actor;
  fields[GALLEY_LOG_ROLE] = galley_review_role_to_string (role);
  fields[GALLEY_LOG_TIME] = stamp;
  fields[GALLEY_LOG_OPINION] = opinion;
  fields[GALLEY_LOG_HASH] = hash;
  return galley_record_new (&galley_log_schema, NULL, fields, NULL);
}
