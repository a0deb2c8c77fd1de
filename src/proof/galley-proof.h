/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-severity.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyProofFinding:
 * @rule: the rule, an id that never changes (static)
 * @severity: how much it weighs
 * @block: (nullable): the id of the block; %NULL for a text without one
 * @start: where it begins in the block's text, in code points
 * @length: its length in code points
 * @message: a sentence for a person, in the language of the program
 * @fix: (nullable): what the text there should be, only where that is certain
 *
 * What house style says of one place.
 */
typedef struct
{
  const char *rule;
  GalleySeverity severity;
  char *block;
  guint start;
  guint length;
  char *message;
  char *fix;
} GalleyProofFinding;

/**
 * GalleyProofProfile:
 *
 * Which rules are in force and the desk's words. Opaque and immutable.
 */
typedef struct _GalleyProofProfile GalleyProofProfile;

GalleyProofProfile *galley_proof_profile_new (const char *name,
                                              const char *const *off,
                                              const char *words,
                                              GError **error);
GalleyProofProfile *galley_proof_profile_new_only (const char *const *rules);
GalleyProofProfile *galley_proof_profile_ref (GalleyProofProfile *profile);
void galley_proof_profile_unref (GalleyProofProfile *profile);

GPtrArray *galley_proof_check (const GalleySnapshot *snapshot,
                               const GalleyProofProfile *profile,
                               GCancellable *cancellable,
                               GError **error);
void galley_proof_check_text (const char *text,
                              GalleyBlockKind kind,
                              const GalleyProofProfile *profile,
                              GPtrArray *findings);
GalleySnapshot *galley_proof_fix (const GalleySnapshot *snapshot,
                                  const GPtrArray *findings,
                                  const char *rule,
                                  guint *n_fixed);

const char *const *galley_proof_list_rules (void);

GPtrArray *galley_proof_findings_new (void);
void galley_proof_finding_free (GalleyProofFinding *finding);

#define GALLEY_PROOF_ERROR (galley_proof_error_quark ())
GQuark galley_proof_error_quark (void);

typedef enum
{
  GALLEY_PROOF_ERROR_PROFILE,
  GALLEY_PROOF_ERROR_WORDS,
} GalleyProofError;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyProofProfile, galley_proof_profile_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyProofFinding, galley_proof_finding_free)

G_END_DECLS
