/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <string.h>

#define MAX_YEARS 5
/* No average growth makes more than this of it in a year. */
#define MAX_FACTOR 16

static gboolean
power (__int128 base,
       guint exponent,
       __int128 *product)
{
  while (exponent-- > 0)
    if (__builtin_mul_overflow (*product, base, product))
      return FALSE;
  return TRUE;
}

/*
 * The greatest k with (k / scale)^n ≤ x, by halving: roots are not fractions, so an average is computed to a fixed
 * place, downward. It is k^n × den ≤ num × scale^n in whole numbers.
 */
static gboolean
root_down (GalleyRational x,
           guint n,
           __int128 scale,
           __int128 *root)
{
  __int128 low = 0, high = MAX_FACTOR * scale, limit;

  x = galley_rational_reduced (x);
  limit = x.num;
  if (!power (scale, n, &limit))
    return FALSE;
  while (high - low > 1)
    {
      __int128 middle = low + (high - low) / 2, product = x.den;
      if (power (middle, n, &product) && product <= limit)
        low = middle;
      else
        high = middle;
    }
  *root = low;
  return TRUE;
}

static GalleyInterval
nth_root (const GalleyInterval *x,
          guint n)
{
  /* As fine as leaves the n-th power within 128 bits. */
  __int128 scale = n <= 3 ? 10000000 : 1000000, low, high, nominal;
  GalleyRational unknown = GALLEY_RATIONAL_UNKNOWN;

  if (!galley_interval_known (x) || x->low.num <= 0 || !root_down (x->low, n, scale, &low)
      || !root_down (x->high, n, scale, &high) || !root_down (x->nominal, n, scale, &nominal))
    return galley_interval_exact (unknown);
  return (GalleyInterval) { { low, scale }, { high + 1, scale }, { nominal, scale } };
}

/* The 两 of 两年平均: a stretch of time right before the average. */
static guint
years_of (const GalleyFacts *facts,
          guint index)
{
  const GalleyFact *time = index > 0 ? &facts->facts[index - 1] : NULL;
  const char *text;
  const GalleyFigure *figure;

  if (time == NULL || time->sentence != facts->facts[index].sentence || time->clause != facts->facts[index].clause)
    return 0;
  figure = time->figure;
  text = galley_fact_text (facts, time);
  if (!figure->numeric || figure->value.decimals != 0 || figure->value.magnitude != 0 || figure->bytes.length < 4
      || memcmp (text + figure->bytes.offset + figure->bytes.length - 3, "年", 3) != 0)
    return 0;
  return figure->value.digits >= 2 && figure->value.digits <= MAX_YEARS ? (guint) figure->value.digits : 0;
}

static const GalleyFact *
growth_over_years (const GalleyFacts *facts,
                   guint index)
{
  for (guint i = index; i-- > 0 && index - i <= 6 && facts->facts[i].sentence == facts->facts[index].sentence;)
    if (facts->facts[i].kind == GALLEY_FACT_RATE)
      return facts->facts[i].base == GALLEY_BASE_NAMED ? &facts->facts[i] : NULL;
  return NULL;
}

/**
 * galley_check_averages:
 *
 * 比2019年增长20.5%，两年平均增长9.8%: the average is the n-th root (AUDIT.md 1.12).
 */
void
galley_check_averages (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;

  for (guint i = 1; i < facts->n_facts; i++)
    {
      const GalleyFact *average = &facts->facts[i];
      guint years;
      const GalleyFact *total;

      if (average->kind != GALLEY_FACT_RATE || !(average->gap & GALLEY_WORD_AVERAGE) || average->times)
        continue;
      years = years_of (facts, i);
      total = years > 0 ? growth_over_years (facts, i) : NULL;
      if (total == NULL)
        continue;

      GalleyInterval factor = galley_fact_factor (total), root = nth_root (&factor, years);
      GalleyRelation relation = {
        .rule = "n_year_average",
        .result = average,
        .operands = { total },
        .n_operands = 1,
        .computed = galley_interval_growth (&root, average),
        .soft = TRUE,
      };
      galley_auditor_judge (auditor, &relation);
    }
}
