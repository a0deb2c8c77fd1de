/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-review-words.h"

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
  [GALLEY_EVENT_FIX] = { "fix", N_("Mend Wording") },
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

/**
 * galley_review_state_from_string:
 * @state: (out): set where @name is known
 *
 * Returns: whether @name is the word of a state
 */
gboolean
galley_review_state_from_string (const char *name, GalleyReviewState *state)
{
  guint value;

  if (!find_word (state_words, GALLEY_N_REVIEW_STATES, name, &value))
    return FALSE;
  *state = value;
  return TRUE;
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
