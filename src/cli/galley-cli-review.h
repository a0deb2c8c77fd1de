/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-review.h"

G_BEGIN_DECLS

/**
 * GalleyCliReview:
 * @path: of the bulletin
 * @etag: of its file as it was read
 * @rules: of its desk
 * @snapshot: the bulletin
 * @before: (nullable): the version that the last entry of its log is about
 * @report: what the checks say of it
 * @hash: of its content
 * @now: when the command began
 *
 * A bulletin of a desk, with all that decides what may be done to it.
 */
typedef struct
{
  const char *path;
  char *etag;
  GalleyReviewRules *rules;
  GalleySnapshot *snapshot;
  GalleySnapshot *before;
  GalleyReport *report;
  char *hash;
  GDateTime *now;
} GalleyCliReview;

gboolean galley_cli_review_load (GalleyCliReview *self,
                                 const char *path,
                                 GError **error);
void galley_cli_review_clear (GalleyCliReview *self);
GalleyReviewCase galley_cli_review_case (const GalleyCliReview *self,
                                         const char *actor);
gboolean galley_cli_review_enter (GalleyCliReview *self,
                                  GalleyReviewCase *asked,
                                  GalleyReviewEvent event,
                                  GalleyKey *key,
                                  GError **error);
int galley_cli_review_due (const char *folder,
                           const char *actor,
                           gboolean json);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyCliReview, galley_cli_review_clear)

void galley_cli_review_print_state (const GalleyCliReview *self,
                                    const char *actor,
                                    gboolean json);
void galley_cli_review_print_log (const GalleyCliReview *self,
                                  gboolean json);
int galley_cli_review_print_faults (const GalleyCliReview *self,
                                    gboolean json);
void galley_cli_review_print_figures (const GalleyCliReview *self,
                                      gboolean json);
void galley_cli_review_print_checklist (const GalleyCliReview *self,
                                        gboolean json);
void galley_cli_review_print_rate (const GalleyCliReview *self,
                                   gboolean json);

G_END_DECLS
