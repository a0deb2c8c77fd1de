/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-interval.h"
#include "galley-severity.h"

G_BEGIN_DECLS

/**
 * GalleyPlace:
 * @passage: the index of the passage, or of the row where @row is set
 * @row: whether it is a row of the indicator table
 * @id: (nullable): the id of the passage (its block) or of the row; borrowed from the input
 * @start: where it begins in the passage, in Unicode code points
 * @length: its length in code points
 *
 * A place that a finding speaks of.
 */
typedef struct
{
  guint passage;
  gboolean row;
  const char *id;
  guint start;
  guint length;
} GalleyPlace;

/**
 * GalleyFinding:
 * @rule: the check, an id that never changes (static)
 * @severity: an error is only what arithmetic proves
 * @verdict: how stated and computed agree
 * @places: the places, the one in question first
 * @n_places: how many there are, at least one
 * @stated: (nullable): the printed number, without unit and magnitude, signed for growth
 * @computed: (nullable): what the other figures give, in the unit of @stated, as an exact decimal of up to six places
 * @low: (nullable): the low end of what they allow
 * @high: (nullable): the high end
 * @message: a sentence for a reporter, in the language of the program
 * @fix: (nullable): what the text at the first place should be, only where that is certain
 */
typedef struct
{
  const char *rule;
  GalleySeverity severity;
  GalleyVerdict verdict;
  GalleyPlace *places;
  guint n_places;
  char *stated;
  char *computed;
  char *low;
  char *high;
  char *message;
  char *fix;
} GalleyFinding;

/**
 * GalleyFindings:
 *
 * The findings of one audit in the order of their places, then of their rules. Opaque and immutable.
 */
typedef struct _GalleyFindings GalleyFindings;

guint galley_findings_get_length (const GalleyFindings *findings);
const GalleyFinding *galley_findings_get (const GalleyFindings *findings,
                                          guint position);
gboolean galley_finding_is_proof (const GalleyFinding *finding);
gboolean galley_findings_have_error (const GalleyFindings *findings);
void galley_findings_unref (GalleyFindings *findings);

const char *galley_severity_name (GalleySeverity severity);

GPtrArray *galley_finding_list_new (void);
GalleyFindings *galley_findings_new_take (GPtrArray *list);
GPtrArray *galley_findings_free_to_list (GalleyFindings *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFindings, galley_findings_unref)

G_END_DECLS
