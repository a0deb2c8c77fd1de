/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-review-rules.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyReviewFaultKind:
 * @GALLEY_REVIEW_FAULT_CHAIN: the entry does not follow the one before it: something was taken out, put in or changed
 * @GALLEY_REVIEW_FAULT_STEP: what it says happened cannot happen by the desk's rules
 * @GALLEY_REVIEW_FAULT_TIME: it is older than the one before it, or of no time
 * @GALLEY_REVIEW_FAULT_UNSIGNED: it has no signature, and the desk asks for one
 * @GALLEY_REVIEW_FAULT_SIGNATURE: its signature is of something else, or none
 * @GALLEY_REVIEW_FAULT_KEY: it is signed with a key that the desk does not have of its actor, or had no more
 * @GALLEY_REVIEW_FAULT_CONTENT: the bulletin is not what the last entry is about
 */
typedef enum
{
  GALLEY_REVIEW_FAULT_CHAIN,
  GALLEY_REVIEW_FAULT_STEP,
  GALLEY_REVIEW_FAULT_TIME,
  GALLEY_REVIEW_FAULT_UNSIGNED,
  GALLEY_REVIEW_FAULT_SIGNATURE,
  GALLEY_REVIEW_FAULT_KEY,
  GALLEY_REVIEW_FAULT_CONTENT,
} GalleyReviewFaultKind;

/**
 * GalleyReviewFault:
 * @kind: what is wrong
 * @entry: which entry of the log it is about
 * @message: a sentence for people
 */
typedef struct
{
  GalleyReviewFaultKind kind;
  guint entry;
  char *message;
} GalleyReviewFault;

GPtrArray *galley_review_verify (const GalleyReviewRules *rules,
                                 const GalleySnapshot *snapshot,
                                 const char *hash);
const char *galley_review_fault_kind_to_string (GalleyReviewFaultKind kind);
const GalleyReviewFault *galley_review_faults_find (GPtrArray *faults,
                                                    guint entry);

G_END_DECLS
