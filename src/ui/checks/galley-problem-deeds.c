/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-problem-deeds.h"

#include <glib/gi18n-lib.h>

#include "galley-binding.h"

/* What is done about problems, each in one step of undo. */

/* From the end of the text to its start, so that the places of the others hold. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const GalleyPlace *left = (*(GalleyProblem *const *) a)->finding->places;
  const GalleyPlace *right = (*(GalleyProblem *const *) b)->finding->places;

  if (left->passage != right->passage)
    return left->passage < right->passage ? 1 : -1;
  return left->start < right->start ? 1 : left->start > right->start ? -1 : 0;
}

/* Where the block that a place names is now, if it still reads as it did there; G_MAXUINT where not. */
static guint
find_unchanged (GalleyBulletin *bulletin, const GalleyPlace *place, const char *text)
{
  g_autofree char *now = NULL;
  GalleyBlockData *block;
  guint position;

  if (place->row || !galley_bulletin_find_block (bulletin, place->id, &position))
    return G_MAXUINT;
  block = galley_bulletin_get_block (bulletin, position);
  if (place->start + place->length > block->n_chars)
    return G_MAXUINT;
  now = g_utf8_substring (block->text, place->start, place->start + place->length);
  return g_str_equal (now, text) ? position : G_MAXUINT;
}

/**
 * galley_problem_fix:
 * @problems: (element-type GalleyProblem): of one report; those without a fix are left out, as is what overlaps another
 *
 * Mends them in the text. What has moved on since the report is left as it is: a fix is for what the report saw.
 *
 * Returns: how many were mended
 */
guint
galley_problem_fix (GalleyBulletin *bulletin, GPtrArray *problems)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_sized_new (problems->len);
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin);
  g_autoptr (GalleyBindingReport) report = NULL;
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("Fix"));
  guint n = 0, passage = G_MAXUINT, end = 0;

  g_ptr_array_extend (sorted, problems, NULL, NULL);
  g_ptr_array_sort (sorted, compare_places);
  for (guint i = 0; i < sorted->len; i++)
    {
      GalleyProblem *problem = g_ptr_array_index (sorted, i);
      const GalleyPlace *place = problem->finding->places;
      guint position;

      if (problem->finding->fix == NULL || (place->passage == passage && place->start + place->length > end))
        continue;
      position = find_unchanged (bulletin, place, galley_problem_get_text (problem));
      if (position == G_MAXUINT)
        continue;
      galley_transaction_replace_text (transaction, position, place->start, place->length, problem->finding->fix);
      passage = place->passage;
      end = place->start;
      n++;
    }
  report = galley_binding_follow (transaction, bulletin, before);
  galley_transaction_commit (transaction);
  return n;
}

void
galley_problem_set_aside (GalleyBulletin *bulletin, GalleyProblem *problem, const char *reason)
{
  const char *const fields[GALLEY_N_ASIDE_FIELDS] = {
    [GALLEY_ASIDE_RULE] = problem->finding->rule,
    [GALLEY_ASIDE_BLOCK] = problem->finding->places->id,
    [GALLEY_ASIDE_TEXT] = galley_problem_get_text (problem),
    [GALLEY_ASIDE_REASON] = reason,
  };
  g_autoptr (GPtrArray) asides = galley_record_array_new ();
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("Set Aside"));

  g_ptr_array_add (asides, galley_record_new (&galley_aside_schema, NULL, fields, NULL));
  galley_transaction_splice (transaction, GALLEY_LIST_ASIDES, NULL,
                             galley_bulletin_get_list (bulletin, GALLEY_LIST_ASIDES)->len, 0, asides);
  galley_transaction_commit (transaction);
}

void
galley_problem_bring_back (GalleyBulletin *bulletin, GalleyProblem *problem)
{
  GPtrArray *asides = galley_bulletin_get_list (bulletin, GALLEY_LIST_ASIDES);

  for (guint i = 0; i < asides->len; i++)
    {
      GalleyRecord *aside = g_ptr_array_index (asides, i);

      if (g_str_equal (aside->fields[GALLEY_ASIDE_RULE], problem->finding->rule) &&
          g_strcmp0 (aside->fields[GALLEY_ASIDE_BLOCK], problem->finding->places->id) == 0 &&
          g_str_equal (aside->fields[GALLEY_ASIDE_TEXT], galley_problem_get_text (problem)))
        {
          GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("Bring Back"));

          galley_transaction_splice (transaction, GALLEY_LIST_ASIDES, NULL, i, 1, NULL);
          galley_transaction_commit (transaction);
          return;
        }
    }
}
