/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-report.h"
#include "galley-review-log.h"
#include "galley-review-rules.h"
#include "galley-ssh.h"

G_BEGIN_DECLS

/**
 * GalleyReviewError:
 * @GALLEY_REVIEW_ERROR_STATE: the event does not happen in this state
 * @GALLEY_REVIEW_ERROR_ROLE: it takes another role, or one that the desk has not given the actor
 * @GALLEY_REVIEW_ERROR_AUTHOR: nobody reviews their own copy
 * @GALLEY_REVIEW_ERROR_REPEATED: nobody reviews twice
 * @GALLEY_REVIEW_ERROR_OPINION: an opinion or a reason has to be written
 * @GALLEY_REVIEW_ERROR_ACTOR: nobody is named, or nobody whom the desk knows
 * @GALLEY_REVIEW_ERROR_CHANGED: the content is not what the last entry was about; the edit is to be logged first
 * @GALLEY_REVIEW_ERROR_UNCHANGED: there is no edit to log, or not of this kind
 * @GALLEY_REVIEW_ERROR_INCOMPLETE: it has no headline or no text
 * @GALLEY_REVIEW_ERROR_UNCHECKED: the checks have not come to an end
 * @GALLEY_REVIEW_ERROR_FINDINGS: findings of severity error are open
 * @GALLEY_REVIEW_ERROR_SOURCES: figures lack a source or a checker
 * @GALLEY_REVIEW_ERROR_UNDECIDED: suggestions or blocking comments are open
 * @GALLEY_REVIEW_ERROR_CHECKLIST: the stage's checklist is not done
 * @GALLEY_REVIEW_ERROR_EMBARGO: it is too early, or the time cannot be read
 * @GALLEY_REVIEW_ERROR_CLOCK: the clock is behind the log
 * @GALLEY_REVIEW_ERROR_KEY: what would sign it is no key that the desk has of the actor
 */
typedef enum
{
  GALLEY_REVIEW_ERROR_STATE,
  GALLEY_REVIEW_ERROR_ROLE,
  GALLEY_REVIEW_ERROR_AUTHOR,
  GALLEY_REVIEW_ERROR_REPEATED,
  GALLEY_REVIEW_ERROR_OPINION,
  GALLEY_REVIEW_ERROR_ACTOR,
  GALLEY_REVIEW_ERROR_CHANGED,
  GALLEY_REVIEW_ERROR_UNCHANGED,
  GALLEY_REVIEW_ERROR_INCOMPLETE,
  GALLEY_REVIEW_ERROR_UNCHECKED,
  GALLEY_REVIEW_ERROR_FINDINGS,
  GALLEY_REVIEW_ERROR_SOURCES,
  GALLEY_REVIEW_ERROR_UNDECIDED,
  GALLEY_REVIEW_ERROR_CHECKLIST,
  GALLEY_REVIEW_ERROR_EMBARGO,
  GALLEY_REVIEW_ERROR_CLOCK,
  GALLEY_REVIEW_ERROR_KEY,
} GalleyReviewError;

#define GALLEY_REVIEW_ERROR (galley_review_error_quark ())
GQuark galley_review_error_quark (void);

/* By how much the clocks of two colleagues may differ. */
#define GALLEY_REVIEW_CLOCK_TOLERANCE (5 * G_TIME_SPAN_MINUTE)

/**
 * GalleyReviewCase:
 * @rules: how the desk reviews
 * @snapshot: the bulletin
 * @hash: of its content, as galley_codec_content_hash() gives it
 * @report: (nullable): what the checks say of it; %NULL while they run
 * @before: (nullable): the version that the last entry of the log is about; %NULL where it is not at hand
 * @actor: who would do it, by the name that the log has
 * @role: in which role
 * @opinion: (nullable): what they wrote
 * @ticks: (nullable) (array zero-terminated=1): what they ticked of the stage's checklist
 * @now: what the clock says
 * @at: (nullable): for when it is to be scheduled
 *
 * All that decides whether something may be done. Borrowed.
 */
typedef struct
{
  const GalleyReviewRules *rules;
  GalleySnapshot *snapshot;
  const char *hash;
  const GalleyReport *report;
  GalleySnapshot *before;
  const char *actor;
  GalleyReviewRole role;
  const char *opinion;
  const char *const *ticks;
  GDateTime *now;
  GDateTime *at;
} GalleyReviewCase;

/**
 * GalleyReviewChoice:
 * @event: what could happen
 * @to: where it would lead
 * @role: the actor's role that it would be done in
 * @allowed: whether the actor may; what a form asks for is taken as given
 * @reason: (nullable): why not, and what to do
 */
typedef struct
{
  GalleyReviewEvent event;
  GalleyReviewState to;
  GalleyReviewRole role;
  gboolean allowed;
  char *reason;
} GalleyReviewChoice;

GalleyReviewState galley_review_state (const GalleySnapshot *snapshot);
gboolean galley_review_is_signed (const GalleySnapshot *snapshot);
guint galley_review_get_version (const GalleySnapshot *snapshot);
const char *galley_review_get_correction (const GalleySnapshot *snapshot);
const char *galley_review_get_scheduled (const GalleySnapshot *snapshot);
GDateTime *galley_review_dup_due (const GalleyReviewCase *self);

gboolean galley_review_leads (const GalleyReviewRules *rules,
                              const GalleySnapshot *snapshot,
                              GalleyReviewEvent event,
                              GalleyReviewState *to);
gboolean galley_review_choose_role (const GalleyReviewRules *rules,
                                    const GalleySnapshot *snapshot,
                                    GalleyReviewEvent event,
                                    const char *actor,
                                    GalleyReviewRole *role);
gboolean galley_review_is_changed (const GalleySnapshot *snapshot,
                                   const char *hash);
gboolean galley_review_allowed (const GalleyReviewCase *self,
                                GalleyReviewEvent event,
                                GError **error);
GPtrArray *galley_review_list (const GalleyReviewCase *self);
gboolean galley_review_waits (const GalleyReviewCase *self);
gboolean galley_review_find_edit (const GalleyReviewCase *self,
                                  GalleyReviewEvent *event);
GalleyRecord *galley_review_enter (const GalleyReviewCase *self,
                                   GalleyReviewEvent event,
                                   GError **error);
GalleyRecord *galley_review_sign (const GalleyReviewCase *self,
                                  GalleyRecord *entry,
                                  GalleyKey *key,
                                  GError **error);
GalleySnapshot *galley_review_append (const GalleySnapshot *snapshot,
                                      GalleyRecord *entry);

/* For galley-review-verify.c: the part of the guards that a log can be held to. */
gboolean galley_review_check_people (const GalleyReviewRules *rules,
                                     const GalleySnapshot *snapshot,
                                     const GalleyReviewCourse *course,
                                     GalleyReviewEvent event,
                                     const char *actor,
                                     GalleyReviewRole role,
                                     const char *opinion,
                                     GError **error);
char *galley_review_dup_voids (const GalleyReviewRules *rules,
                               const GalleyReviewCourse *course,
                               GalleyReviewEvent event,
                               GalleyReviewState to);

G_END_DECLS
