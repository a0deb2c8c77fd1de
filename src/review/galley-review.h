/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snapshot.h"

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
  GALLEY_EVENT_EDIT, /* of substance, while it is being proofread */
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

/**
 * GalleyReviewError:
 * @GALLEY_REVIEW_ERROR_STATE: the event does not happen in this state
 * @GALLEY_REVIEW_ERROR_ROLE: it takes another role
 * @GALLEY_REVIEW_ERROR_AUTHOR: nobody reviews their own copy
 * @GALLEY_REVIEW_ERROR_REPEATED: nobody reviews twice
 * @GALLEY_REVIEW_ERROR_OPINION: an opinion or a reason has to be written
 * @GALLEY_REVIEW_ERROR_ACTOR: nobody is named
 */
typedef enum
{
  GALLEY_REVIEW_ERROR_STATE,
  GALLEY_REVIEW_ERROR_ROLE,
  GALLEY_REVIEW_ERROR_AUTHOR,
  GALLEY_REVIEW_ERROR_REPEATED,
  GALLEY_REVIEW_ERROR_OPINION,
  GALLEY_REVIEW_ERROR_ACTOR,
} GalleyReviewError;

#define GALLEY_REVIEW_ERROR (galley_review_error_quark ())
GQuark galley_review_error_quark (void);

const char *galley_review_state_to_string (GalleyReviewState state);
const char *galley_review_state_get_title (GalleyReviewState state);
const char *galley_review_event_to_string (GalleyReviewEvent event);
const char *galley_review_event_get_title (GalleyReviewEvent event);
gboolean galley_review_event_from_string (const char *name,
                                          GalleyReviewEvent *event);
const char *galley_review_role_to_string (GalleyReviewRole role);
const char *galley_review_role_get_title (GalleyReviewRole role);
gboolean galley_review_role_from_string (const char *name,
                                         GalleyReviewRole *role);

GalleyReviewState galley_review_state (const GalleySnapshot *snapshot);
gboolean galley_review_is_signed (const GalleySnapshot *snapshot);
gboolean galley_review_leads (const GalleySnapshot *snapshot,
                              GalleyReviewEvent event,
                              GalleyReviewState *to);
gboolean galley_review_allowed (const GalleySnapshot *snapshot,
                                GalleyReviewEvent event,
                                const char *actor,
                                GalleyReviewRole role,
                                const char *opinion,
                                GError **error);
GalleyRecord *galley_review_enter (const GalleySnapshot *snapshot,
                                   GalleyReviewEvent event,
                                   const char *actor,
                                   GalleyReviewRole role,
                                   const char *opinion,
                                   const char *hash,
                                   GDateTime *time,
                                   GError **error);

G_END_DECLS
