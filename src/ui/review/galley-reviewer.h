/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-bulletin.h"
#include "galley-error-rate.h"
#include "galley-review.h"

G_BEGIN_DECLS

/**
 * GalleyReviewView:
 * @snapshot: the bulletin that it is about
 * @report: what the checks say of it
 * @desk: (nullable): the folder of the desk that it is in, %NULL where it is in none or that one cannot be read
 * @rules: (nullable): of its desk; %NULL where they could not be read
 * @refused: (nullable): why not
 * @hash: of its content
 * @version: (nullable): what the last entry of its log is about
 * @choices: (element-type GalleyReviewChoice): what the user may do
 * @faults: (element-type GalleyReviewFault): what is wrong with its record
 * @checks: (element-type GalleyFigureCheck): its figures, with source and checker
 * @rate: the error-rate forecast
 * @edited: whether there is an edit that the record does not tell of
 * @edit: as which event that is to be logged
 * @changes: (nullable): what it changed, a line each
 * @voids: (nullable): the stages that it voids, a line each
 * @due: (nullable): when the clock alone changes what the user may do
 *
 * Where a bulletin stands in review, worked out in a thread. Immutable, shared by reference count.
 */
typedef struct
{
  GalleySnapshot *snapshot;
  GalleyReport *report;
  char *desk;
  GalleyReviewRules *rules;
  char *refused;
  char *hash;
  GalleySnapshot *version;
  GPtrArray *choices;
  GPtrArray *faults;
  GPtrArray *checks;
  GalleyErrorRate rate;
  gboolean edited;
  GalleyReviewEvent edit;
  char *changes;
  char *voids;
  GDateTime *due;
} GalleyReviewView;

GalleyReviewView *galley_review_view_ref (const GalleyReviewView *view);
void galley_review_view_unref (GalleyReviewView *view);

/**
 * GalleyReviewRequest:
 * @event: what is to happen
 * @opinion: (nullable): what was written
 * @ticks: (nullable): what was ticked
 * @at: (nullable): for when it is to be scheduled
 */
typedef struct
{
  GalleyReviewEvent event;
  char *opinion;
  GStrv ticks;
  GDateTime *at;
} GalleyReviewRequest;

GalleyReviewRequest *galley_review_request_new (GalleyReviewEvent event);
void galley_review_request_free (GalleyReviewRequest *request);

#define GALLEY_TYPE_REVIEWER (galley_reviewer_get_type ())
G_DECLARE_FINAL_TYPE (GalleyReviewer, galley_reviewer, GALLEY, REVIEWER, GObject)

GalleyReviewer *galley_reviewer_new (void);
void galley_reviewer_set_bulletin (GalleyReviewer *self,
                                   GalleyBulletin *bulletin);
void galley_reviewer_update (GalleyReviewer *self,
                             GalleyReport *report,
                             const char *path,
                             const char *actor);
const GalleyReviewView *galley_reviewer_get_view (GalleyReviewer *self);
gboolean galley_reviewer_is_current (GalleyReviewer *self);

void galley_reviewer_take_async (GalleyReviewer *self,
                                 GalleyReviewRequest *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean galley_reviewer_take_finish (GalleyReviewer *self,
                                      GAsyncResult *result,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyReviewRequest, galley_review_request_free)

G_END_DECLS
