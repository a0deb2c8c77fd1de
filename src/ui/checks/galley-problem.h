/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "galley-finding-kind.h"
#include "galley-report.h"

G_BEGIN_DECLS

/* What lists of problems show together: what stands by its severity, then what holds, then what was set aside. */
typedef enum
{
  GALLEY_PROBLEM_ERRORS,
  GALLEY_PROBLEM_WARNINGS,
  GALLEY_PROBLEM_NOTES,
  GALLEY_PROBLEM_PROOFS,
  GALLEY_PROBLEM_ASIDE,
} GalleyProblemGroup;

#define GALLEY_N_PROBLEM_GROUPS (GALLEY_PROBLEM_ASIDE + 1)

#define GALLEY_TYPE_PROBLEM (galley_problem_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProblem, galley_problem, GALLEY, PROBLEM, GObject)

/**
 * GalleyProblem:
 * @report: the report that it is from
 * @position: which of its findings
 * @finding: that finding
 * @group: where lists show it
 * @kind: what it is about
 *
 * A finding in a list. It stays the same object from report to report for as long as the finding is there.
 */
struct _GalleyProblem
{
  GObject parent_instance;

  GalleyReport *report;
  guint position;
  const GalleyFinding *finding;
  GalleyProblemGroup group;
  GalleyFindingKind kind;
};

GalleyProblemGroup galley_report_get_group (const GalleyReport *report,
                                            guint position);
GalleyProblem *galley_problem_new (GalleyReport *report,
                                   guint position);
void galley_problem_update (GalleyProblem *self,
                            GalleyReport *report,
                            guint position);
const char *galley_problem_get_text (GalleyProblem *self);
const char *galley_problem_get_reason (GalleyProblem *self);
const char *galley_problem_get_key (GalleyProblem *self);

const char *galley_problem_group_get_icon (GalleyProblemGroup group);
const char *galley_problem_group_get_style (GalleyProblemGroup group);
const char *galley_problem_group_get_title (GalleyProblemGroup group);
char *galley_problem_group_dup_count (GalleyProblemGroup group,
                                      guint n);

G_END_DECLS
