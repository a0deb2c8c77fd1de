/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-review-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REVIEWING (GALLEY_GUARD_NOT_AUTHOR | GALLEY_GUARD_DISTINCT | GALLEY_GUARD_OPINION | GALLEY_GUARD_CHECKLIST)
#define PROOFREADING (GALLEY_GUARD_NOT_AUTHOR | GALLEY_GUARD_DISTINCT | GALLEY_GUARD_CHECKLIST)
#define SENDING_BACK (GALLEY_GUARD_NOT_AUTHOR | GALLEY_GUARD_OPINION)
#define SUBMITTING (GALLEY_GUARD_COMPLETE | GALLEY_GUARD_NO_ERRORS)
#define ROLE(name) (1u << GALLEY_ROLE_##name)
#define AUTHORS (ROLE (REPORTER) | ROLE (CONTRIBUTOR) | ROLE (EDITOR))
#define ANYONE ((1u << GALLEY_N_REVIEW_ROLES) - 1)
#define DEFAULT_PROOF_FIX_LENGTH 8

/* What passes a stage: who, and what is asked of them. Three reviews and three proofs as 新广出发〔2017〕44号 asks. */
typedef struct
{
  GalleyReviewState stage;
  guint roles;
  guint guards;
} Stage;

static const Stage stages[GALLEY_MAX_STAGES] = {
  { GALLEY_REVIEW_REVIEW1, ROLE (EDITOR), REVIEWING },
  { GALLEY_REVIEW_REVIEW2, ROLE (SECTION_HEAD), REVIEWING | GALLEY_GUARD_SOURCES },
  { GALLEY_REVIEW_REVIEW3, ROLE (DUTY_EDITOR), REVIEWING | GALLEY_GUARD_NO_ERRORS | GALLEY_GUARD_DECIDED },
  { GALLEY_REVIEW_PROOF1, ROLE (PROOFREADER), PROOFREADING },
  { GALLEY_REVIEW_PROOF2, ROLE (PROOFREADER), PROOFREADING },
  { GALLEY_REVIEW_PROOF3, ROLE (PROOFREADER), PROOFREADING },
};

typedef struct
{
  GalleyReviewState from;
  GalleyReviewEvent event;
  guint to;
  guint roles;
  guint guards;
} Step;

/* What does not hang on the stages. */
static const Step others[] = {
  { GALLEY_REVIEW_REVISING, GALLEY_EVENT_RESUBMIT, GALLEY_REVIEW_RETURNED, AUTHORS, SUBMITTING },
  { GALLEY_REVIEW_REJECTED, GALLEY_EVENT_REOPEN, GALLEY_REVIEW_DRAFT, ROLE (ADMINISTRATOR), GALLEY_GUARD_OPINION },
  { GALLEY_REVIEW_READY, GALLEY_EVENT_SCHEDULE, GALLEY_REVIEW_SCHEDULED, ROLE (PUBLISHER), GALLEY_GUARD_EMBARGO },
  { GALLEY_REVIEW_READY, GALLEY_EVENT_PUBLISH, GALLEY_REVIEW_PUBLISHED, ROLE (PUBLISHER), GALLEY_GUARD_EMBARGO },
  { GALLEY_REVIEW_SCHEDULED, GALLEY_EVENT_DESCHEDULE, GALLEY_REVIEW_READY, ROLE (PUBLISHER), 0 },
  { GALLEY_REVIEW_SCHEDULED, GALLEY_EVENT_PUBLISH, GALLEY_REVIEW_PUBLISHED, ROLE (PUBLISHER), GALLEY_GUARD_EMBARGO },
  { GALLEY_REVIEW_PUBLISHED,
    GALLEY_EVENT_CORRECT,
    GALLEY_REVIEW_CORRECTING,
    ROLE (EDITOR) | ROLE (DUTY_EDITOR),
    GALLEY_GUARD_OPINION },
  { GALLEY_REVIEW_PUBLISHED, GALLEY_EVENT_WITHDRAW, GALLEY_REVIEW_WITHDRAWN, ROLE (DUTY_EDITOR), GALLEY_GUARD_OPINION },
};

static const char *const guard_words[GALLEY_N_GUARDS] = {
  "not-author", "distinct", "opinion", "complete", "no-errors", "sources", "decided", "checklist", "embargo",
};

static void
set_step (GalleyReviewRules *rules, guint from, GalleyReviewEvent event, guint to, guint roles, guint guards)
{
  rules->steps[from][event] = (GalleyReviewStep) { to, roles, guards };
}

static gboolean
is_review (GalleyReviewState stage)
{
  return stage <= GALLEY_REVIEW_REVIEW3;
}

static const Stage *
find_default (GalleyReviewState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (stages[i].stage == state)
      return &stages[i];
  return NULL;
}

/* The steps out of the stage at @i of those that the desk has. */
static void
set_stage_steps (GalleyReviewRules *rules, guint i)
{
  GalleyReviewState stage = rules->stages[i];
  const Stage *usual = find_default (stage);
  guint next = i + 1 < rules->n_stages ? rules->stages[i + 1] : GALLEY_REVIEW_READY;
  GalleyReviewEvent event = GALLEY_EVENT_PASS;

  if (is_review (stage))
    {
      event = is_review (next) ? GALLEY_EVENT_APPROVE : GALLEY_EVENT_SIGN;
      set_step (rules, stage, GALLEY_EVENT_RETURN, GALLEY_REVIEW_REVISING, usual->roles, SENDING_BACK);
      set_step (rules, stage, GALLEY_EVENT_REJECT, GALLEY_REVIEW_REJECTED, usual->roles, SENDING_BACK);
    }
  set_step (rules, stage, event, next, usual->roles, usual->guards);
  if (i > 0)
    {
      /* Whoever changed it may say so: the change is there, and what it voids is void whether or not they had the right. */
      set_step (rules, stage, GALLEY_EVENT_EDIT, MIN (rules->fallback, stage), ANYONE, 0);
      set_step (rules, stage, GALLEY_EVENT_FIX, stage, usual->roles | ROLE (PROOFREADER), 0);
    }
}

static void
clear_rules (gpointer data)
{
  GalleyReviewRules *rules = data;

  for (guint i = 0; i < GALLEY_N_REVIEW_STATES; i++)
    {
      g_free (rules->titles[i]);
      g_clear_pointer (&rules->checklists[i], g_ptr_array_unref);
    }
  for (guint i = 0; i < GALLEY_N_REVIEW_ROLES; i++)
    g_free (rules->role_titles[i]);
  g_time_zone_unref (rules->zone);
  g_strfreev (rules->names);
  g_ptr_array_unref (rules->people);
}

static void
free_person (gpointer data)
{
  GalleyPerson *person = data;

  g_free (person->name);
  g_ptr_array_unref (person->keys);
  g_free (person);
}

/**
 * galley_review_rules_set_stages:
 * @rules: being made; its fallback is set
 * @stages: in order, the reviews before the proofs and at least one review
 *
 * Makes the table of steps. For the reader of desk.json alone: rules that others have do not change.
 */
void
galley_review_rules_set_stages (GalleyReviewRules *rules, const GalleyReviewState *order, guint n)
{
  g_return_if_fail (n > 0 && n <= GALLEY_MAX_STAGES && is_review (order[0]));

  /* A correction needs no first review: the second is where figures are checked. */
  guint corrections = order[0], last = order[n - 1];

  memcpy (rules->stages, order, n * sizeof *order);
  rules->n_stages = n;
  memset (rules->steps, 0, sizeof rules->steps);
  for (guint i = 0; i < n; i++)
    {
      set_stage_steps (rules, i);
      if (order[i] == GALLEY_REVIEW_REVIEW2)
        corrections = GALLEY_REVIEW_REVIEW2;
    }
  set_step (rules, GALLEY_REVIEW_DRAFT, GALLEY_EVENT_SUBMIT, order[0], AUTHORS, SUBMITTING);
  set_step (rules, GALLEY_REVIEW_CORRECTING, GALLEY_EVENT_SUBMIT, corrections, AUTHORS, SUBMITTING);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    set_step (rules, others[i].from, others[i].event, others[i].to, others[i].roles, others[i].guards);
  /* What is ready has been read for the last time; a word more, and the last stage reads it again. */
  for (guint state = GALLEY_REVIEW_READY; state <= GALLEY_REVIEW_SCHEDULED; state++)
    {
      set_step (rules, state, GALLEY_EVENT_EDIT, rules->fallback, ANYONE, 0);
      set_step (rules, state, GALLEY_EVENT_FIX, last, ANYONE, 0);
    }
}

/**
 * galley_review_rules_new:
 *
 * Returns: (transfer full): the default of WORKFLOW.md: three reviews, three proofs apart, an edit goes back to the first
 *   review; nobody is listed, so anyone may act in any role
 */
GalleyReviewRules *
galley_review_rules_new (void)
{
  GalleyReviewRules *rules = g_atomic_rc_box_new0 (GalleyReviewRules);
  GalleyReviewState order[GALLEY_MAX_STAGES];

  for (guint i = 0; i < GALLEY_MAX_STAGES; i++)
    order[i] = stages[i].stage;
  rules->fallback = GALLEY_REVIEW_REVIEW1;
  rules->proof_fix_length = DEFAULT_PROOF_FIX_LENGTH;
  rules->zone = g_time_zone_new_local ();
  rules->names = g_new0 (char *, 1);
  rules->people = g_ptr_array_new_with_free_func (free_person);
  galley_review_rules_set_stages (rules, order, GALLEY_MAX_STAGES);
  return rules;
}

GalleyReviewRules *
galley_review_rules_ref (GalleyReviewRules *rules)
{
  return g_atomic_rc_box_acquire (rules);
}

void
galley_review_rules_unref (GalleyReviewRules *rules)
{
  g_atomic_rc_box_release_full (rules, clear_rules);
}

/**
 * galley_review_rules_get_title:
 *
 * Returns: (transfer none): what the desk calls @state
 */
const char *
galley_review_rules_get_title (const GalleyReviewRules *rules, GalleyReviewState state)
{
  g_return_val_if_fail (state < GALLEY_N_REVIEW_STATES, NULL);
  return rules->titles[state] ? rules->titles[state] : galley_review_state_get_title (state);
}

const char *
galley_review_rules_get_role_title (const GalleyReviewRules *rules, GalleyReviewRole role)
{
  g_return_val_if_fail (role < GALLEY_N_REVIEW_ROLES, NULL);
  return rules->role_titles[role] ? rules->role_titles[role] : galley_review_role_get_title (role);
}

/**
 * galley_review_rules_find_person:
 *
 * Returns: (transfer none) (nullable): who works at the desk under that name
 */
const GalleyPerson *
galley_review_rules_find_person (const GalleyReviewRules *rules, const char *name)
{
  for (guint i = 0; i < rules->people->len; i++)
    {
      const GalleyPerson *person = g_ptr_array_index (rules->people, i);

      if (g_strcmp0 (person->name, name) == 0)
        return person;
    }
  return NULL;
}

/**
 * galley_review_rules_find_key:
 * @line: an OpenSSH public key without comment
 * @key: (out) (nullable): what the desk says of it
 *
 * Returns: (transfer none) (nullable): whose key it is, or was until it was retired
 */
const GalleyPerson *
galley_review_rules_find_key (const GalleyReviewRules *rules, const char *line, const GalleyReviewKey **key)
{
  for (guint i = 0; i < rules->people->len; i++)
    {
      const GalleyPerson *person = g_ptr_array_index (rules->people, i);

      for (guint k = 0; k < person->keys->len; k++)
        if (g_str_equal (((GalleyReviewKey *) g_ptr_array_index (person->keys, k))->line, line))
          {
            *key = g_ptr_array_index (person->keys, k);
            return person;
          }
    }
  *key = NULL;
  return NULL;
}

/**
 * galley_review_rules_find_stage:
 *
 * Returns: which of the desk's stages @state is, or -1 where it is none
 */
int
galley_review_rules_find_stage (const GalleyReviewRules *rules, GalleyReviewState state)
{
  for (guint i = 0; i < rules->n_stages; i++)
    if (rules->stages[i] == state)
      return i;
  return -1;
}

/**
 * galley_review_rules_format_signers:
 *
 * Returns: (transfer full): the desk's people and keys as an allowed_signers file of ssh-keygen
 */
char *
galley_review_rules_format_signers (const GalleyReviewRules *rules)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rules->people->len; i++)
    {
      const GalleyPerson *person = g_ptr_array_index (rules->people, i);

      for (guint k = 0; k < person->keys->len; k++)
        {
          const GalleyReviewKey *key = g_ptr_array_index (person->keys, k);
          g_autoptr (GDateTime) utc = key->until ? g_date_time_to_utc (key->until) : NULL;
          g_autofree char *until = utc ? g_date_time_format (utc, ",valid-before=\"%Y%m%d%H%M%SZ\"") : NULL;

          g_string_append_printf (text, "\"%s\" namespaces=\"galley\"%s %s\n", person->name, until ? until : "", key->line);
        }
    }
  return g_string_free (text, FALSE);
}

/**
 * galley_review_rules_read_time:
 * @text: a day, a day and a minute, or a second; at the desk's place unless it has an offset
 *
 * Returns: (transfer full) (nullable): the instant, or %NULL where @text is none
 */
GDateTime *
galley_review_rules_read_time (const GalleyReviewRules *rules, const char *text)
{
  const gsize day = strlen ("2024-04-16"), minute = strlen ("2024-04-16T06:00");
  gsize length = strlen (text);
  g_autofree char *whole = NULL;

  if (length == day)
    whole = g_strconcat (text, "T00:00:00", NULL);
  else if (length >= minute && text[minute] != ':')
    whole = g_strdup_printf ("%.*s:00%s", (int) minute, text, text + minute);
  else
    whole = g_strdup (text);
  return g_date_time_new_from_iso8601 (whole, rules->zone);
}

/**
 * galley_review_rules_format_time:
 * @time: as a bulletin has it
 *
 * Returns: (transfer full): @time at the desk's place, for people; as it is where it is no time
 */
char *
galley_review_rules_format_time (const GalleyReviewRules *rules, const char *time)
{
  g_autoptr (GDateTime) read = galley_review_rules_read_time (rules, time);
  g_autoptr (GDateTime) here = read ? g_date_time_to_timezone (read, rules->zone) : NULL;

  return here ? g_date_time_format (here, "%Y-%m-%d %H:%M") : g_strdup (time);
}

/**
 * galley_review_rules_format_instant:
 *
 * Returns: (transfer full): @time at the desk's place, with how far that is from UTC, for people who may be elsewhere
 */
char *
galley_review_rules_format_instant (const GalleyReviewRules *rules, GDateTime *time)
{
  g_autoptr (GDateTime) here = g_date_time_to_timezone (time, rules->zone);

  return g_date_time_format (here, "%Y-%m-%d %H:%M (UTC%:z)");
}

/**
 * galley_review_guard_to_string:
 * @guard: which of them, less than %GALLEY_N_GUARDS: 1 << @guard is its #GalleyReviewGuards
 *
 * Returns: (transfer none): its word in desk.json
 */
const char *
galley_review_guard_to_string (guint guard)
{
  g_return_val_if_fail (guard < GALLEY_N_GUARDS, NULL);
  return guard_words[guard];
}
