/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>

#define MAX_WHOLES 8

static gboolean
is_above (const GalleyFact *part,
          const GalleyFact *whole)
{
  GalleyInterval small = galley_fact_interval (part), large = galley_fact_interval (whole);
  int order;

  return galley_rational_compare (small.low, large.high, &order) && order > 0;
}

/* Where some parts are below zero, another may well be above the whole; a change is such a balance too. */
static gboolean
may_exceed (const GalleyFact *fact)
{
  const guint64 balances = GALLEY_WORD_SURPLUS | GALLEY_WORD_DEFICIT | GALLEY_WORD_BALANCE | GALLEY_WORD_PROFIT
                           | GALLEY_WORD_SAVED;

  return fact->aspects & balances || fact->gap & (GALLEY_WORD_UP | GALLEY_WORD_DOWN) || fact->owner >= 0;
}

/* A part and its whole must be told of the same thing in the same way, or one may well be above the other. */
static gboolean
is_whole_of (const GalleyFacts *facts,
             const GalleyFact *whole,
             const GalleyFact *part)
{
  const guint64 told = GALLEY_WORD_PLANNED | GALLEY_WORD_CUMULATIVE | GALLEY_WORD_PER;

  return whole->kind == GALLEY_FACT_LEVEL && whole->unit == part->unit && galley_facts_same_time (facts, whole, part)
         && !(part->clause_words & GALLEY_WORD_PER) && !may_exceed (whole)
         && (whole->clause_words & told) == (part->clause_words & told)
         && galley_facts_same_measure (facts, whole, part);
}

static const GalleyFact *
find_whole (const GalleyFacts *facts,
            guint first_part,
            const GalleyFact *part)
{
  for (guint i = first_part, n = 0; i-- > 0 && n < MAX_WHOLES; n++)
    {
      const GalleyFact *fact = &facts->facts[i];
      if (fact->passage != part->passage || fact->sentence + 1 < part->sentence)
        return NULL;
      if (is_whole_of (facts, fact, part))
        return fact;
    }
  return NULL;
}

static void
report_contained (GalleyAuditor *auditor,
                  const GalleyFact *whole,
                  const GalleyFact *part)
{
  const GalleyFact *places[] = { part, whole };
  gboolean above = is_above (part, whole);
  GalleyVerdict verdict = above ? GALLEY_VERDICT_FAILS : GALLEY_VERDICT_HOLDS;

  if (!galley_auditor_wants (auditor, verdict))
    return;

  g_autofree char *small = galley_auditor_surface (auditor, part), *large = galley_auditor_surface (auditor, whole);
  galley_auditor_report (auditor, "part_le_whole", verdict, above ? GALLEY_SEVERITY_ERROR : GALLEY_SEVERITY_NOTE, places,
                         G_N_ELEMENTS (places),
                         g_strdup_printf (above ? _("%s is a part, but is more than the whole of %s.")
                                                : _("%s is a part of %s and not more."),
                                          small, large));
}

/**
 * galley_check_parts:
 *
 * No part after 其中 is more than its whole (AUDIT.md 1.2).
 */
void
galley_check_parts (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;
  guint first_part = 0;
  gboolean open = FALSE;

  for (guint i = 0; i < facts->n_facts; i++)
    {
      const GalleyFact *fact = &facts->facts[i];

      if (i == 0 || fact->sentence != facts->facts[i - 1].sentence || fact->gap & GALLEY_WORD_DIVIDED)
        open = FALSE;
      /* A second 其中 may open parts of a part, or divide the whole anew; what stands before the first holds for both. */
      if (fact->gap & GALLEY_WORD_OF_WHICH && !(fact->gap & GALLEY_WORD_DIVIDED) && !open)
        {
          open = TRUE;
          first_part = i;
        }
      if (!open || fact->kind != GALLEY_FACT_LEVEL || !fact->comparable || may_exceed (fact))
        continue;

      const GalleyFact *whole = find_whole (facts, first_part, fact);
      if (whole != NULL)
        report_contained (auditor, whole, fact);
    }
}
