/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-audit-facts.h"

#include <string.h>

/**
 * galley_slice_common_suffix:
 *
 * Returns: how many bytes @a and @b share at their ends, whole characters only
 */
guint
galley_slice_common_suffix (const char *a_text,
                            GalleySlice a,
                            const char *b_text,
                            GalleySlice b)
{
  guint most = MIN (a.length, b.length), same = 0;
  const char *a_end = a_text + a.offset + a.length, *b_end = b_text + b.offset + b.length;

  while (same < most && a_end[-1 - (gssize) same] == b_end[-1 - (gssize) same])
    same++;
  while (same > 0 && ((guchar) a_end[-(gssize) same] & 0xc0) == 0x80)
    same--;
  return same;
}

static gboolean
is_english_count (const GalleyFacts *facts,
                  const GalleyFact *fact)
{
  return fact->figure->kind == GALLEY_FIGURE_COUNT
         && g_ascii_isalpha (galley_fact_text (facts, fact)[fact->figure->unit.offset]);
}

/**
 * galley_facts_same_measure:
 *
 * Whether two levels measure the same thing of different parts: the unit is the same, no aspect differs, and the
 * nouns end alike by two characters or more, or name the same aspect.
 *
 * Returns: whether they may be added up and compared
 */
gboolean
galley_facts_same_measure (const GalleyFacts *facts,
                           const GalleyFact *a,
                           const GalleyFact *b)
{
  if (a->unit != b->unit || a->aspects != b->aspects)
    return FALSE;
  /* An English count has its noun for a unit. */
  if (a->aspects != 0 || (a->unit != 0 && is_english_count (facts, a)))
    return TRUE;
  return galley_slice_common_suffix (galley_fact_text (facts, a), a->name, galley_fact_text (facts, b), b->name) >= 6
         || galley_slice_common_suffix (galley_fact_text (facts, a), a->noun, galley_fact_text (facts, b), b->noun) >= 6;
}

/**
 * galley_facts_same_time:
 *
 * Returns: whether the same period is in force for both, or none for either
 */
gboolean
galley_facts_same_time (const GalleyFacts *facts,
                        const GalleyFact *a,
                        const GalleyFact *b)
{
  if (a->time == b->time)
    return TRUE;
  if (a->time < 0 || b->time < 0)
    return FALSE;

  const GalleyPeriod *p = &facts->facts[a->time].figure->period, *q = &facts->facts[b->time].figure->period;
  return p->unit == q->unit && p->first == q->first && p->last == q->last && p->first_year == q->first_year
         && p->last_year == q->last_year;
}

/**
 * galley_facts_contain:
 *
 * Returns: whether @word stands in @slice of the text of @passage
 */
gboolean
galley_facts_contain (const GalleyFacts *facts,
                      guint passage,
                      GalleySlice slice,
                      const char *word)
{
  return g_strstr_len (facts->passages[passage].text + slice.offset, slice.length, word) != NULL;
}

static gboolean
same_base (const GalleyFact *rate,
           GalleyBase base,
           guint32 base_key)
{
  /* A bulletin that once said 同比 goes on without it. */
  gboolean plain = base == GALLEY_BASE_NONE || base == GALLEY_BASE_YEAR_BEFORE;
  gboolean rate_plain = rate->base == GALLEY_BASE_NONE || rate->base == GALLEY_BASE_YEAR_BEFORE;

  return (plain && rate_plain) || (rate->base == base && rate->base_key == base_key);
}

/**
 * galley_facts_rate_of:
 *
 * Returns: (nullable): the growth of @level against the given base
 */
const GalleyFact *
galley_facts_rate_of (const GalleyFacts *facts,
                      const GalleyFact *level,
                      GalleyBase base,
                      guint32 base_key)
{
  for (const GalleyFact *rate = galley_facts_at (facts, level->first_rate); rate != NULL;
       rate = galley_facts_at (facts, rate->next_rate))
    if (rate->kind == GALLEY_FACT_RATE && same_base (rate, base, base_key))
      return rate;
  return NULL;
}
