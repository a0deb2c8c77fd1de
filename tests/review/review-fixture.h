/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-review.h"

G_BEGIN_DECLS

/* A bulletin, and all that a case says of it besides who asks. */
typedef struct
{
  GalleyReviewRules *rules;
  GalleySnapshot *snapshot;
  GalleySnapshot *before;
  GalleyReport *report;
  char *hash;
  GDateTime *now;
  GDateTime *at;
} Stand;

void stand_init (Stand *self, GalleySnapshot *snapshot);
void stand_clear (Stand *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stand, stand_clear)

GalleyReviewCase make_case (const Stand *stand, const char *actor, GalleyReviewRole role, const char *opinion);
GalleySnapshot *new_bulletin (const char *text);
GalleySnapshot *edit (GalleySnapshot *snapshot, const char *text);
GalleySnapshot *step (GalleySnapshot *before, GalleySnapshot *version, GalleyReviewRules *rules, const char *word, GalleyKey *key);
GalleySnapshot *go (GalleySnapshot *start, const char *way);

#define TO_REVIEW1 "submit:甲:reporter"
#define TO_REVIEW2 TO_REVIEW1 " approve:责编:editor"
#define TO_REVIEW3 TO_REVIEW2 " approve:主任:section-head"
#define TO_PROOF1 TO_REVIEW3 " sign:总编:duty-editor"
#define TO_PROOF2 TO_PROOF1 " pass:校一:proofreader"
#define TO_PROOF3 TO_PROOF2 " pass:校二:proofreader"
#define TO_READY TO_PROOF3 " pass:校三:proofreader"

G_END_DECLS
