/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-review-words.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyReviewCourse:
 * @state: where the bulletin stands
 * @returned_by: the stage that returned it last
 * @version: 1, and one more for each correction
 * @passes: for each stage, the entry of the log that passed it in this round and was not voided; -1 for none
 * @authors: (element-type utf8): who submitted a version of it
 *
 * What the entries of a log came to.
 */
typedef struct
{
  GalleyReviewState state;
  GalleyReviewState returned_by;
  guint version;
  int passes[GALLEY_N_REVIEW_STATES];
  GHashTable *authors;
} GalleyReviewCourse;

GalleyReviewCourse *galley_review_course_new (const GalleySnapshot *snapshot);
GalleyReviewCourse *galley_review_course_new_empty (void);
void galley_review_course_follow (GalleyReviewCourse *course,
                                  const GalleyRecord *entry,
                                  guint position);
gboolean galley_review_course_has_passed (const GalleyReviewCourse *course);
gboolean galley_review_course_is_guarded (const GalleyReviewCourse *course);
void galley_review_course_free (GalleyReviewCourse *course);

const char *galley_review_log_get (const GalleySnapshot *snapshot,
                                   guint position,
                                   GalleyLogField field);
const char *galley_review_log_get_last_hash (const GalleySnapshot *snapshot);
char *galley_review_log_format (const char *bulletin,
                                const GalleyRecord *entry);
char *galley_review_log_digest (const char *bulletin,
                                const GalleyRecord *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyReviewCourse, galley_review_course_free)

G_END_DECLS
