/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-audit-facts.h"

G_BEGIN_DECLS

/* How far a search for parts, wholes and bases looks, in levels; what makes every check linear. */
#define GALLEY_AUDIT_WINDOW 24
/* The most operands that a relation names. */
#define GALLEY_AUDIT_OPERANDS 24

/*
 * One audit under way: the facts, and what has been found. Checks add findings by galley_auditor_judge() and
 * galley_auditor_report().
 */
typedef struct
{
  GalleyFacts facts;
  const GalleyAuditRow *rows;
  guint n_rows;
  GPtrArray *findings;
} GalleyAuditor;

/*
 * A relation that a check believes to be stated: @result is computed from @operands, joined for the reader by
 * @sign, or in an @expression of its own. @soft turns an error into a warning, where the relation itself is only likely. @fixable: nothing but the
 * result can be at fault.
 */
typedef struct
{
  const char *rule;
  const GalleyFact *result;
  const GalleyFact *operands[GALLEY_AUDIT_OPERANDS];
  guint n_operands;
  const char *sign;
  const char *expression;
  GalleyInterval computed;
  gboolean soft;
  gboolean fixable;
} GalleyRelation;

typedef void (*GalleyCheckFunc) (GalleyAuditor *auditor);

GalleyVerdict galley_auditor_judge (GalleyAuditor *auditor,
                                    const GalleyRelation *relation);
void galley_auditor_report (GalleyAuditor *auditor,
                            const char *rule,
                            GalleyVerdict verdict,
                            GalleySeverity severity,
                            const GalleyFact *const *facts,
                            guint n_facts,
                            char *message);
void galley_auditor_report_row (GalleyAuditor *auditor,
                                const char *rule,
                                GalleyVerdict verdict,
                                guint row,
                                const GalleyFact *fact,
                                const char *stated,
                                const GalleyInterval *computed,
                                char *message);
gboolean galley_auditor_wants (const GalleyAuditor *auditor,
                               GalleyVerdict verdict);
const char *galley_auditor_name_slip (__int128 printed,
                                      __int128 computed);
char *galley_auditor_surface (const GalleyAuditor *auditor,
                              const GalleyFact *fact);

GalleyInterval galley_fact_interval (const GalleyFact *fact);
GalleyInterval galley_fact_factor (const GalleyFact *rate);
GalleyInterval galley_interval_percent (const GalleyInterval *ratio);
GalleyInterval galley_interval_growth (const GalleyInterval *ratio,
                                       const GalleyFact *rate);

void galley_check_sums (GalleyAuditor *auditor);
void galley_check_parts (GalleyAuditor *auditor);
void galley_check_differences (GalleyAuditor *auditor);
void galley_check_shares (GalleyAuditor *auditor);
void galley_check_points (GalleyAuditor *auditor);
void galley_check_growth (GalleyAuditor *auditor);
void galley_check_mixture (GalleyAuditor *auditor,
                           const GalleyFact *total,
                           const GalleyFact *const *parts,
                           guint n_parts,
                           gboolean difference);
void galley_check_averages (GalleyAuditor *auditor);
void galley_check_products (GalleyAuditor *auditor);
void galley_check_lists (GalleyAuditor *auditor);
void galley_check_ranks (GalleyAuditor *auditor);
void galley_check_forms (GalleyAuditor *auditor);
void galley_check_periods (GalleyAuditor *auditor);
void galley_check_repeats (GalleyAuditor *auditor);
void galley_check_rows (GalleyAuditor *auditor);

G_END_DECLS
