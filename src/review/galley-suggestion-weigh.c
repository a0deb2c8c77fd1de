/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-suggestion-private.h"

#include "galley-report.h"

/* What accepting a suggestion does: what is said of the bulletin with it, and not without it, and the other way round. */

/* How much is shown on either side of a place. */
#define AROUND 8

/* A finding of one of the two readings that the other lacks. */
typedef struct
{
  const GalleyReport *report;
  const GalleyFinding *finding;
} Side;

/* What a finding is about, wherever it stands in its block and whatever it says. */
static char *
dup_subject (const GalleyFinding *finding)
{
  GString *subject = g_string_new (finding->rule);

  for (guint i = 0; i < finding->n_places; i++)
    g_string_append_printf (subject, "\n%s", finding->places[i].id);
  return g_string_free (subject, FALSE);
}

static char *
dup_statement (const GalleyFinding *finding)
{
  return g_strconcat (finding->message, "\n", finding->places->id, NULL);
}

static gboolean
is_wanted (const GalleyFinding *finding, gboolean proofs)
{
  return galley_finding_is_proof (finding) == proofs && (proofs || finding->severity != GALLEY_SEVERITY_NOTE);
}

/* The findings of one report, proofs or errors and warnings, that the other does not have as often. */
static GArray *
list_only (const GalleyReport *report, const GalleyReport *other, gboolean proofs)
{
  g_autoptr (GHashTable) there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GArray *only = g_array_new (FALSE, FALSE, sizeof (Side));

  for (guint i = 0; i < galley_report_get_n_findings (other); i++)
    {
      char *statement = dup_statement (galley_report_get_finding (other, i));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (there, statement));

      g_hash_table_insert (there, statement, GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < galley_report_get_n_findings (report); i++)
    {
      Side side = { report, galley_report_get_finding (report, i) };
      g_autofree char *statement = dup_statement (side.finding);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (there, statement));

      if (n > 0)
        g_hash_table_insert (there, g_steal_pointer (&statement), GUINT_TO_POINTER (n - 1));
      else if (is_wanted (side.finding, proofs))
        g_array_append_val (only, side);
    }
  return only;
}

/* Takes out of both what is about the same, and out of @b what says no more than that. Returns: (transfer full): what was taken out
 * of @a */
static GArray *
take_shared (GArray *a, GArray *b)
{
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (Side));
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < a->len;)
    {
      Side side = g_array_index (a, Side, i);
      g_autofree char *subject = dup_subject (side.finding);
      gboolean shared = FALSE;

      for (guint j = 0; j < b->len && !shared; j++)
        {
          const GalleyFinding *finding = g_array_index (b, Side, j).finding;
          g_autofree char *other = dup_subject (finding);

          shared = g_str_equal (subject, other);
          if (!shared)
            continue;
          g_hash_table_add (told, finding->message);
          g_array_remove_index (b, j);
        }
      if (shared)
        {
          g_array_append_val (taken, side);
          g_array_remove_index (a, i);
        }
      else
        i++;
    }
  for (guint i = b->len; i > 0; i--)
    if (g_hash_table_contains (told, g_array_index (b, Side, i - 1).finding->message))
      g_array_remove_index (b, i - 1);
  return taken;
}

static void
place_free (gpointer data)
{
  GalleyConsequencePlace *place = data;

  g_free (place->id);
  g_free (place->around);
  g_free (place);
}

static void
consequence_free (gpointer data)
{
  GalleyConsequence *consequence = data;

  g_free (consequence->message);
  g_ptr_array_unref (consequence->places);
  g_free (consequence);
}

static char *
dup_around (const GalleyReport *report, const GalleyPlace *place)
{
  if (place->row || place->cell)
    return galley_report_dup_text (report, place);
  return galley_block_data_dup_around (g_ptr_array_index (galley_report_get_snapshot (report)->blocks, place->passage),
                                       place->start, place->length, AROUND);
}

/* Where @side is in the bulletin with the suggestion. */
static GalleyConsequencePlace *
make_place (const Side *side, const GalleyReport *with_it, const GalleySuggestion *suggestion)
{
  const GalleyPlace *place = side->finding->places;
  GalleyConsequencePlace *made = g_new0 (GalleyConsequencePlace, 1);
  guint before = g_utf8_strlen (suggestion->before, -1);

  made->id = g_strdup (place->id);
  made->row = place->row;
  made->around = dup_around (side->report, place);
  if (place->row || place->cell)
    return made;
  made->start = place->start;
  made->length = place->length;
  if (side->report != with_it && g_strcmp0 (place->id, suggestion->block) == 0 && place->start >= suggestion->start + before)
    made->start += suggestion->length - before;
  return made;
}

/* Lists each message once, with all of its places. */
static void
add_all (GPtrArray *list,
         GalleyConsequenceKind kind,
         const GArray *sides,
         const GalleyReport *with_it,
         const GalleySuggestion *suggestion)
{
  guint first = list->len;

  for (guint i = 0; i < sides->len; i++)
    {
      const Side *side = &g_array_index (sides, Side, i);
      GalleyConsequence *consequence = NULL;

      for (guint j = first; j < list->len && consequence == NULL; j++)
        if (g_str_equal (((GalleyConsequence *) g_ptr_array_index (list, j))->message, side->finding->message))
          consequence = g_ptr_array_index (list, j);
      if (consequence == NULL)
        {
          consequence = g_new0 (GalleyConsequence, 1);
          consequence->kind = kind;
          consequence->message = g_strdup (side->finding->message);
          consequence->places = g_ptr_array_new_with_free_func (place_free);
          g_ptr_array_add (list, consequence);
        }
      g_ptr_array_add (consequence->places, make_place (side, with_it, suggestion));
    }
}

/**
 * galley_suggestion_weigh:
 * @snapshot: the bulletin, which reads as it would with all suggestions taken
 * @report: of @snapshot
 * @suggestion: one of its suggestions
 *
 * Reads the bulletin without the suggestion, and tells what the audit says of the one and not of the other. A proof that
 * holds with the new figure as it did with the old is nothing to tell, and one that a new error replaces is told by the error.
 * Takes as long as a report.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyConsequence): what accepting it does, what it breaks first; %NULL where it
 *   cannot be taken out by itself
 */
GPtrArray *
galley_suggestion_weigh (const GalleySnapshot *snapshot, const GalleyReport *report, const GalleySuggestion *suggestion)
{
  const char *const ids[] = { suggestion->id, NULL };
  guint n_settled;
  g_autoptr (GalleySnapshot) without = galley_suggestions_settle (snapshot, ids, FALSE, &n_settled, NULL);
  g_autoptr (GalleyReport) without_it = NULL;
  g_autoptr (GArray) lost = NULL, gained = NULL, raised = NULL, mended = NULL;
  g_autoptr (GArray) kept = NULL, broken = NULL, healed = NULL;
  GPtrArray *list;

  if (n_settled == 0)
    return NULL;
  without_it = galley_report_new (without, NULL, NULL, NULL, NULL);
  lost = list_only (without_it, report, TRUE);
  gained = list_only (report, without_it, TRUE);
  raised = list_only (report, without_it, FALSE);
  mended = list_only (without_it, report, FALSE);
  kept = take_shared (lost, gained);
  broken = take_shared (raised, lost);
  healed = take_shared (mended, gained);
  list = g_ptr_array_new_with_free_func (consequence_free);
  add_all (list, GALLEY_CONSEQUENCE_BREAKS, broken, report, suggestion);
  add_all (list, GALLEY_CONSEQUENCE_BREAKS, lost, report, suggestion);
  add_all (list, GALLEY_CONSEQUENCE_BRINGS, raised, report, suggestion);
  add_all (list, GALLEY_CONSEQUENCE_MENDS, healed, report, suggestion);
  add_all (list, GALLEY_CONSEQUENCE_MENDS, mended, report, suggestion);
  add_all (list, GALLEY_CONSEQUENCE_PROVES, gained, report, suggestion);
  return list;
}
