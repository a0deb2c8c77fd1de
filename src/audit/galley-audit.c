/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"
#include "galley-finding.h"

/*
 * The checks of AUDIT.md §1, each a pass over the facts. Mixtures of growth (10, 11) are judged where a sum or a
 * difference is proved, and near totals (27) are named in the verdict on a sum.
 */
static const GalleyCheckFunc checks[] = {
  galley_check_sums,
  galley_check_parts,
  galley_check_differences,
  galley_check_shares,
  galley_check_points,
  galley_check_growth,
  galley_check_averages,
  galley_check_products,
  galley_check_lists,
  galley_check_ranks,
  galley_check_forms,
  galley_check_periods,
  galley_check_repeats,
  galley_check_rows,
};

/**
 * galley_audit_run:
 * @passages: (array length=n_passages): the prose, in order
 * @rows: (array length=n_rows) (nullable): the rows of the indicator tables
 * @options: (nullable): what is wanted; %NULL for findings without proofs
 * @cancellable: (nullable): asked between passages and between checks
 *
 * Finds the relations between the figures of prose and tables and judges them. Takes time in proportion to the text
 * and the number of figures: every search looks no further than a fixed number of figures.
 *
 * Returns: (transfer full) (nullable): the findings; %NULL with @error set to %G_IO_ERROR_CANCELLED
 */
GalleyFindings *
galley_audit_run (const GalleyPassage *passages,
                  guint n_passages,
                  const GalleyAuditRow *rows,
                  guint n_rows,
                  const GalleyAuditOptions *options,
                  GCancellable *cancellable,
                  GError **error)
{
  static const GalleyAuditOptions default_options = { .proofs = FALSE };
  GalleyAuditor auditor = { .rows = rows, .n_rows = n_rows };
  gboolean done;

  g_return_val_if_fail (passages != NULL || n_passages == 0, NULL);
  g_return_val_if_fail (rows != NULL || n_rows == 0, NULL);

  auditor.findings = galley_finding_list_new ();
  done = galley_facts_init (&auditor.facts, passages, n_passages, options != NULL ? options : &default_options,
                            cancellable, error);
  for (guint i = 0; i < G_N_ELEMENTS (checks) && done; i++)
    {
      done = !g_cancellable_set_error_if_cancelled (cancellable, error);
      if (done)
        checks[i](&auditor);
    }
  galley_facts_clear (&auditor.facts);
  if (!done)
    {
      g_ptr_array_unref (auditor.findings);
      return NULL;
    }
  return galley_findings_new_take (auditor.findings);
}
