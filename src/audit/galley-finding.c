/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-finding.h"

struct _GalleyFindings
{
  grefcount references;
  GPtrArray *array;
};

static void
finding_free (gpointer data)
{
  GalleyFinding *finding = data;

  g_free (finding->places);
  g_free (finding->stated);
  g_free (finding->computed);
  g_free (finding->low);
  g_free (finding->high);
  g_free (finding->message);
  g_free (finding->fix);
  g_free (finding);
}

static int
compare_places (const GalleyPlace *a,
                const GalleyPlace *b)
{
  if (a->row != b->row)
    return a->row ? 1 : -1;
  if (a->passage != b->passage)
    return a->passage < b->passage ? -1 : 1;
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  return 0;
}

static int
compare_findings (gconstpointer left,
                  gconstpointer right)
{
  const GalleyFinding *a = *(const GalleyFinding *const *) left, *b = *(const GalleyFinding *const *) right;
  int order = compare_places (&a->places[0], &b->places[0]);

  for (guint i = 1; order == 0 && i < MIN (a->n_places, b->n_places); i++)
    order = compare_places (&a->places[i], &b->places[i]);
  if (order == 0)
    order = g_strcmp0 (a->rule, b->rule);
  return order != 0 ? order : g_strcmp0 (a->message, b->message);
}

/**
 * galley_finding_list_new:
 *
 * Returns: (transfer full): an empty list that owns the #GalleyFinding put into it
 */
GPtrArray *
galley_finding_list_new (void)
{
  return g_ptr_array_new_with_free_func (finding_free);
}

/**
 * galley_finding_is_proof:
 *
 * Returns: whether it says that a relation holds, so that there is nothing to mend
 */
gboolean
galley_finding_is_proof (const GalleyFinding *finding)
{
  return finding->verdict == GALLEY_VERDICT_HOLDS || finding->verdict == GALLEY_VERDICT_ROUNDING;
}

/**
 * galley_findings_new_take:
 * @list: (transfer full): of galley_finding_list_new()
 *
 * Returns: (transfer full): the findings in their lasting order
 */
GalleyFindings *
galley_findings_new_take (GPtrArray *list)
{
  GalleyFindings *findings = g_new0 (GalleyFindings, 1);

  g_ref_count_init (&findings->references);
  g_ptr_array_sort (list, compare_findings);
  findings->array = list;
  return findings;
}

/**
 * galley_findings_free_to_list:
 * @findings: (transfer full): findings that nobody else holds
 *
 * Returns: (transfer full): their list, to be put together with others; the ids of places stay borrowed
 */
GPtrArray *
galley_findings_free_to_list (GalleyFindings *findings)
{
  GPtrArray *list = g_steal_pointer (&findings->array);

  g_free (findings);
  return list;
}

/**
 * galley_findings_get_length:
 *
 * Returns: how many findings there are
 */
guint
galley_findings_get_length (const GalleyFindings *findings)
{
  g_return_val_if_fail (findings != NULL, 0);
  return findings->array->len;
}

/**
 * galley_findings_get:
 *
 * Returns: (transfer none): the finding at @position
 */
const GalleyFinding *
galley_findings_get (const GalleyFindings *findings,
                     guint position)
{
  g_return_val_if_fail (findings != NULL && position < findings->array->len, NULL);
  return g_ptr_array_index (findings->array, position);
}

/**
 * galley_findings_have_error:
 *
 * Returns: whether one of them is an error
 */
gboolean
galley_findings_have_error (const GalleyFindings *findings)
{
  g_return_val_if_fail (findings != NULL, FALSE);
  for (guint i = 0; i < findings->array->len; i++)
    if (galley_findings_get (findings, i)->severity == GALLEY_SEVERITY_ERROR)
      return TRUE;
  return FALSE;
}

/**
 * galley_findings_unref:
 */
void
galley_findings_unref (GalleyFindings *findings)
{
  g_return_if_fail (findings != NULL);
  if (!g_ref_count_dec (&findings->references))
    return;
  g_ptr_array_unref (findings->array);
  g_free (findings);
}

/**
 * galley_severity_name:
 *
 * Returns: (transfer none): the name that the command line and the stored files use
 */
const char *
galley_severity_name (GalleySeverity severity)
{
  static const char *const names[] = { "note", "warning", "error" };

  g_return_val_if_fail ((guint) severity < G_N_ELEMENTS (names), "note");
  return names[severity];
}
