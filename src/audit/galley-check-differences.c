/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#define MAX_BEFORE 8
/* 贸易顺差, 节约资金, trade surplus */
#define MAX_PLAIN_NAME 15

/* What a difference is called, and of what it is the difference. */
static const struct
{
  guint64 difference;
  guint64 from;
  guint64 taken;
} kinds[] = {
  { GALLEY_WORD_SAVED, GALLEY_WORD_BUDGET, GALLEY_WORD_ACTUAL },
  { GALLEY_WORD_SURPLUS, GALLEY_WORD_EXPORT, GALLEY_WORD_IMPORT },
  { GALLEY_WORD_DEFICIT, GALLEY_WORD_IMPORT, GALLEY_WORD_EXPORT },
  { GALLEY_WORD_BALANCE, GALLEY_WORD_INCOME, GALLEY_WORD_EXPENSE },
};

static guint
levels_before (const GalleyFacts *facts,
               const GalleyFact *result,
               const GalleyFact **levels)
{
  int index = galley_facts_index (facts, result);
  guint n = 0;

  for (int i = index - 1; i >= 0 && index - i <= GALLEY_AUDIT_WINDOW && n < MAX_BEFORE; i--)
    {
      const GalleyFact *fact = &facts->facts[i];
      if (fact->passage != result->passage || fact->sentence + 1 < result->sentence)
        break;
      if (fact->kind == GALLEY_FACT_LEVEL && fact->comparable && fact->unit == result->unit && fact->owner < 0)
        levels[n++] = fact;
    }
  return n;
}

static const GalleyFact *
with_aspect (const GalleyFact *result,
             const GalleyFact *const *levels,
             guint n,
             guint64 aspect)
{
  /* 对美顺差 is not of the exports before it; without such a word it may stand in a segment of its own. */
  gboolean whole = result->name.length <= MAX_PLAIN_NAME;

  for (guint i = 0; i < n && (whole ? levels[i]->sentence == result->sentence : levels[i]->segment == result->segment); i++)
    if (levels[i]->aspects == aspect)
      return levels[i];
  return NULL;
}

/* 对欧盟顺差 where only one of the two, or none, is 对欧盟. */
static gboolean
is_of_partner (const GalleyFacts *facts,
               const GalleyFact *result,
               const GalleyFact *from,
               const GalleyFact *taken)
{
  const GalleyFact *all[] = { result, from, taken };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    n += galley_facts_contain (facts, all[i]->passage, all[i]->name, "对") || all[i]->gap & GALLEY_WORD_OF_WHICH;
  return n > 0 && n < G_N_ELEMENTS (all);
}

static GalleyVerdict
judge_difference (GalleyAuditor *auditor,
                  const GalleyFact *result,
                  const GalleyFact *from,
                  const GalleyFact *taken)
{
  GalleyInterval a = galley_fact_interval (from), b = galley_fact_interval (taken);
  GalleyRelation relation = {
    .rule = "difference",
    .result = result,
    .operands = { from, taken },
    .n_operands = 2,
    .sign = "−",
    .computed = galley_interval_sub (&a, &b),
  };

  /* With something carried over, or of one partner only, there is more to it than the two. */
  if ((result->sentence_words & GALLEY_WORD_SCOPE || is_of_partner (&auditor->facts, result, from, taken))
      && galley_interval_judge (result->figure, &relation.computed) == GALLEY_VERDICT_FAILS)
    return GALLEY_VERDICT_UNDECIDED;
  return galley_auditor_judge (auditor, &relation);
}

static void
check_difference (GalleyAuditor *auditor,
                  const GalleyFact *result,
                  guint kind)
{
  const GalleyFact *levels[MAX_BEFORE];
  guint n = levels_before (&auditor->facts, result, levels);
  const GalleyFact *from = with_aspect (result, levels, n, kinds[kind].from);
  const GalleyFact *taken = with_aspect (result, levels, n, kinds[kind].taken);
  GalleyVerdict verdict = GALLEY_VERDICT_UNDECIDED;

  if (from != NULL && taken != NULL)
    verdict = judge_difference (auditor, result, from, taken);
  else
    /* Without names to go by, only two values whose difference it is; the nearest two. */
    for (guint i = 0; i < n && verdict == GALLEY_VERDICT_UNDECIDED; i++)
      for (guint k = i + 1; k < n && verdict == GALLEY_VERDICT_UNDECIDED; k++)
        {
          const GalleyFact *large = levels[i]->scaled > levels[k]->scaled ? levels[i] : levels[k];
          const GalleyFact *small = large == levels[i] ? levels[k] : levels[i];
          __int128 gap = large->scaled - small->scaled - result->scaled;
          if (gap <= result->slack && gap >= -result->slack)
            {
              from = large;
              taken = small;
              verdict = judge_difference (auditor, result, from, taken);
            }
        }
  if ((verdict == GALLEY_VERDICT_HOLDS || verdict == GALLEY_VERDICT_ROUNDING) && from != NULL)
    galley_check_mixture (auditor, result, (const GalleyFact *const[]) { from, taken }, 2, TRUE);
}

/**
 * galley_check_differences:
 *
 * 节约 = 预算 − 实际, 顺差 = 出口 − 进口 and their like (AUDIT.md 1.3).
 */
void
galley_check_differences (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;

  for (guint i = 0; i < facts->n_facts; i++)
    {
      const GalleyFact *fact = &facts->facts[i];
      if (fact->kind != GALLEY_FACT_LEVEL || !fact->comparable || fact->scaled <= 0)
        continue;
      for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
        if (fact->aspects & kinds[kind].difference)
          {
            check_difference (auditor, fact, kind);
            break;
          }
    }
}
