/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-review-rules.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyReviewEditKind:
 * @GALLEY_REVIEW_EDIT_NONE: the content is the same
 * @GALLEY_REVIEW_EDIT_WORDING: a few words, no figure: what a proofreader may mend
 * @GALLEY_REVIEW_EDIT_SUBSTANCE: a figure, an indicator, a whole passage; also where nobody knows what it was before
 */
typedef enum
{
  GALLEY_REVIEW_EDIT_NONE,
  GALLEY_REVIEW_EDIT_WORDING,
  GALLEY_REVIEW_EDIT_SUBSTANCE,
} GalleyReviewEditKind;

GalleyReviewEditKind galley_review_edit_classify (const GalleyReviewRules *rules,
                                                  GalleySnapshot *before,
                                                  GalleySnapshot *after,
                                                  char **changes);

G_END_DECLS
