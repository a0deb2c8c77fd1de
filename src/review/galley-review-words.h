/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GALLEY_REVIEW_DRAFT,
  GALLEY_REVIEW_REVIEW1,
  GALLEY_REVIEW_REVIEW2,
  GALLEY_REVIEW_REVIEW3,
  GALLEY_REVIEW_REVISING,
  GALLEY_REVIEW_REJECTED,
  GALLEY_REVIEW_PROOF1,
  GALLEY_REVIEW_PROOF2,
  GALLEY_REVIEW_PROOF3,
  GALLEY_REVIEW_READY,
  GALLEY_REVIEW_SCHEDULED,
  GALLEY_REVIEW_PUBLISHED,
  GALLEY_REVIEW_CORRECTING,
  GALLEY_REVIEW_WITHDRAWN,
} GalleyReviewState;

#define GALLEY_N_REVIEW_STATES (GALLEY_REVIEW_WITHDRAWN + 1)

typedef enum
{
  GALLEY_EVENT_SUBMIT,
  GALLEY_EVENT_APPROVE,
  GALLEY_EVENT_SIGN,
  GALLEY_EVENT_RETURN,
  GALLEY_EVENT_REJECT,
  GALLEY_EVENT_REOPEN,
  GALLEY_EVENT_RESUBMIT,
  GALLEY_EVENT_PASS,
  GALLEY_EVENT_EDIT, /* of substance, after a stage passed it */
  GALLEY_EVENT_FIX,  /* of wording, within a proofreader's right */
  GALLEY_EVENT_SCHEDULE,
  GALLEY_EVENT_DESCHEDULE,
  GALLEY_EVENT_PUBLISH,
  GALLEY_EVENT_CORRECT,
  GALLEY_EVENT_WITHDRAW,
} GalleyReviewEvent;

#define GALLEY_N_REVIEW_EVENTS (GALLEY_EVENT_WITHDRAW + 1)

typedef enum
{
  GALLEY_ROLE_REPORTER,
  GALLEY_ROLE_CONTRIBUTOR,
  GALLEY_ROLE_EDITOR,       /* responsible editor: review 1 */
  GALLEY_ROLE_SECTION_HEAD, /* review 2 */
  GALLEY_ROLE_DUTY_EDITOR,  /* editor on duty: review 3, signs */
  GALLEY_ROLE_PROOFREADER,
  GALLEY_ROLE_PUBLISHER,
  GALLEY_ROLE_ADMINISTRATOR,
} GalleyReviewRole;

#define GALLEY_N_REVIEW_ROLES (GALLEY_ROLE_ADMINISTRATOR + 1)

const char *galley_review_state_to_string (GalleyReviewState state);
const char *galley_review_state_get_title (GalleyReviewState state);
gboolean galley_review_state_from_string (const char *name,
                                          GalleyReviewState *state);
const char *galley_review_event_to_string (GalleyReviewEvent event);
const char *galley_review_event_get_title (GalleyReviewEvent event);
gboolean galley_review_event_from_string (const char *name,
                                          GalleyReviewEvent *event);
const char *galley_review_role_to_string (GalleyReviewRole role);
const char *galley_review_role_get_title (GalleyReviewRole role);
gboolean galley_review_role_from_string (const char *name,
                                         GalleyReviewRole *role);

G_END_DECLS
