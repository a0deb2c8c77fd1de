/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-suggestion-private.h"

#include "galley-report.h"

/* The messages of one report that are not among those of the other, proofs or errors and warnings. */
static char **
list_only (const GalleyReport *report, const GalleyReport *other, gboolean proofs)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) messages = g_strv_builder_new ();

  for (guint i = 0; i < galley_report_get_n_findings (other); i++)
    {
      const GalleyFinding *finding = galley_report_get_finding (other, i);

      if (galley_finding_is_proof (finding) == proofs)
        g_hash_table_add (there, finding->message);
    }
  for (guint i = 0; i < galley_report_get_n_findings (report); i++)
    {
      const GalleyFinding *finding = galley_report_get_finding (report, i);

      if (galley_finding_is_proof (finding) == proofs && (proofs || finding->severity != GALLEY_SEVERITY_NOTE) &&
          g_hash_table_add (there, finding->message))
        g_strv_builder_add (messages, finding->message);
    }
  return g_strv_builder_end (messages);
}

/**
 * galley_suggestion_weigh:
 * @snapshot: the bulletin, which reads as it would with all suggestions taken
 * @suggestion: one of its suggestions
 *
 * Reads the bulletin with the suggestion and without it, and tells what the audit says of the one and not of the other. Takes
 * as long as two reports.
 *
 * Returns: (transfer full) (nullable): what accepting it does; %NULL where it cannot be taken out by itself
 */
GalleyConsequences *
galley_suggestion_weigh (const GalleySnapshot *snapshot, const GalleySuggestion *suggestion)
{
  const char *const ids[] = { suggestion->id, NULL };
  guint n_settled;
  g_autoptr (GalleySnapshot) without = galley_suggestions_settle (snapshot, ids, FALSE, &n_settled, NULL);
  g_autoptr (GalleyReport) with_it = NULL, without_it = NULL;
  GalleyConsequences *made;

  if (n_settled == 0)
    return NULL;
  with_it = galley_report_new ((GalleySnapshot *) snapshot, NULL, NULL, NULL, NULL);
  without_it = galley_report_new (without, NULL, NULL, NULL, NULL);
  made = g_new0 (GalleyConsequences, 1);
  made->lost = list_only (without_it, with_it, TRUE);
  made->gained = list_only (with_it, without_it, TRUE);
  made->raised = list_only (with_it, without_it, FALSE);
  made->mended = list_only (without_it, with_it, FALSE);
  return made;
}

void
galley_consequences_free (GalleyConsequences *consequences)
{
  g_strfreev (consequences->lost);
  g_strfreev (consequences->gained);
  g_strfreev (consequences->raised);
  g_strfreev (consequences->mended);
  g_free (consequences);
}
