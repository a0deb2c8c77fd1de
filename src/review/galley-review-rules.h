/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "galley-review-words.h"

G_BEGIN_DECLS

/**
 * GalleyReviewGuards:
 * @GALLEY_GUARD_NOT_AUTHOR: the actor submitted no version of it
 * @GALLEY_GUARD_DISTINCT: the actor passed no other stage of this round
 * @GALLEY_GUARD_OPINION: something is written: an opinion, a reason, a correction note
 * @GALLEY_GUARD_COMPLETE: there is a headline and a text
 * @GALLEY_GUARD_NO_ERRORS: no finding of severity error is open
 * @GALLEY_GUARD_SOURCES: every indicator has a source and a checker (核数单)
 * @GALLEY_GUARD_DECIDED: no suggestion is undecided and no blocking comment open
 * @GALLEY_GUARD_CHECKLIST: what the stage's checklist asks for is ticked
 * @GALLEY_GUARD_EMBARGO: the embargo has passed, or will have by the time that is set
 *
 * What an event asks for besides a role.
 */
typedef enum
{
  GALLEY_GUARD_NOT_AUTHOR = 1 << 0,
  GALLEY_GUARD_DISTINCT = 1 << 1,
  GALLEY_GUARD_OPINION = 1 << 2,
  GALLEY_GUARD_COMPLETE = 1 << 3,
  GALLEY_GUARD_NO_ERRORS = 1 << 4,
  GALLEY_GUARD_SOURCES = 1 << 5,
  GALLEY_GUARD_DECIDED = 1 << 6,
  GALLEY_GUARD_CHECKLIST = 1 << 7,
  GALLEY_GUARD_EMBARGO = 1 << 8,
} GalleyReviewGuards;

#define GALLEY_N_GUARDS 9
/* The stages that a desk may have: three reviews and three proofs. */
#define GALLEY_MAX_STAGES 6
/* As the target of a step: the stage that returned it. */
#define GALLEY_REVIEW_RETURNED GALLEY_N_REVIEW_STATES

/**
 * GalleyReviewStep:
 * @to: where it leads: a state, or %GALLEY_REVIEW_RETURNED
 * @roles: a set of roles, 1 << role each; 0 where the event does not happen
 * @guards: a set of #GalleyReviewGuards
 */
typedef struct
{
  guint to;
  guint roles;
  guint guards;
} GalleyReviewStep;

/**
 * GalleyReviewKey:
 * @line: an OpenSSH public key, "ssh-ed25519 AAAA…", without comment
 * @until: (nullable): when it was retired: what was signed before holds
 */
typedef struct
{
  char *line;
  GDateTime *until;
} GalleyReviewKey;

/**
 * GalleyPerson:
 * @name: as the log has it, unique in the desk
 * @roles: a set of roles
 * @keys: (element-type GalleyReviewKey): what they sign with
 */
typedef struct
{
  char *name;
  guint roles;
  GPtrArray *keys;
} GalleyPerson;

/**
 * GalleyCheckItem:
 * @id: its word in files
 * @title: what is asked, for people
 * @check: (nullable): the automatic check that answers it, see galley-checklist.h; %NULL where a person ticks it
 * @limit: what the check compares with
 *
 * A line of a stage's checklist.
 */
typedef struct
{
  char *id;
  char *title;
  char *check;
  guint limit;
} GalleyCheckItem;

/**
 * GalleyReviewRules:
 * @stages: the stages in order, of which the last review signs
 * @n_stages: how many there are
 * @steps: what every event does in every state
 * @titles: (nullable): what the desk calls a state
 * @role_titles: (nullable): what the desk calls a role
 * @checklists: (nullable) (element-type GalleyCheckItem): of a stage
 * @fallback: the stage that an edit of substance goes back to
 * @proof_fix_length: the longest stretch of wording, in code points, that is a proofreader's to mend
 * @zone: of embargoes and printed times
 * @names: (array zero-terminated=1): the people whose names bylines may have; empty for any
 * @people: (element-type GalleyPerson): who works here; where nobody is listed, anyone may act in any role
 *
 * How a desk reviews: its desk.json as a value. Immutable, shared by reference count, also between threads.
 */
typedef struct
{
  GalleyReviewState stages[GALLEY_MAX_STAGES];
  guint n_stages;
  GalleyReviewStep steps[GALLEY_N_REVIEW_STATES][GALLEY_N_REVIEW_EVENTS];
  char *titles[GALLEY_N_REVIEW_STATES];
  char *role_titles[GALLEY_N_REVIEW_ROLES];
  GPtrArray *checklists[GALLEY_N_REVIEW_STATES];
  GalleyReviewState fallback;
  guint proof_fix_length;
  GTimeZone *zone;
  GStrv names;
  GPtrArray *people;
} GalleyReviewRules;

GalleyReviewRules *galley_review_rules_new (void);
GalleyReviewRules *galley_review_rules_read (GBytes *bytes,
                                             GError **error);
GalleyReviewRules *galley_review_rules_ref (GalleyReviewRules *rules);
void galley_review_rules_unref (GalleyReviewRules *rules);

const char *galley_review_rules_get_title (const GalleyReviewRules *rules,
                                           GalleyReviewState state);
const char *galley_review_rules_get_role_title (const GalleyReviewRules *rules,
                                                GalleyReviewRole role);
const GalleyPerson *galley_review_rules_find_person (const GalleyReviewRules *rules,
                                                     const char *name);
const GalleyPerson *galley_review_rules_find_key (const GalleyReviewRules *rules,
                                                  const char *line,
                                                  const GalleyReviewKey **key);
int galley_review_rules_find_stage (const GalleyReviewRules *rules,
                                    GalleyReviewState state);
char *galley_review_rules_format_signers (const GalleyReviewRules *rules);
char *galley_review_rules_format_person (const char *name,
                                         GalleyReviewRole role,
                                         const char *key);
GDateTime *galley_review_rules_read_time (const GalleyReviewRules *rules,
                                          const char *text);
char *galley_review_rules_format_time (const GalleyReviewRules *rules,
                                       const char *time);
char *galley_review_rules_format_instant (const GalleyReviewRules *rules,
                                          GDateTime *time);
const char *galley_review_guard_to_string (guint guard);

void galley_review_rules_set_stages (GalleyReviewRules *rules,
                                     const GalleyReviewState *stages,
                                     guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyReviewRules, galley_review_rules_unref)

G_END_DECLS
