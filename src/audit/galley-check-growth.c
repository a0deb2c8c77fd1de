/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Beyond this a whole-number base always exists. */
#define MAX_COUNT 1000000
#define MAX_MIXED 12

/*
 * Growth in comparable prices, of another scope or of revised data says nothing of the printed amounts. That of
 * value added and of output is in comparable prices even where it is not said.
 */
static gboolean
is_nominal (const GalleyFact *level,
            const GalleyFact *rate)
{
  guint64 told = level->sentence_words | rate->sentence_words;

  return !(told & (GALLEY_WORD_SCOPE | GALLEY_WORD_REVISED))
         && !((level->aspects | rate->aspects) & (GALLEY_WORD_VALUE_ADDED | GALLEY_WORD_OUTPUT))
         && !(rate->gap & (GALLEY_WORD_PER | GALLEY_WORD_CONTRIBUTION));
}

/* What is counted in these units is measured, though it is printed whole. */
static gboolean
is_measured (const GalleyFacts *facts,
             const GalleyFact *fact)
{
  static const char *const units[] = { "点", "分", "岁", "度", "级", "小时", "分钟", "秒" };
  const char *text = galley_fact_text (facts, fact);
  const GalleySlice unit = fact->figure->unit;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (unit.length == strlen (units[i]) && memcmp (text + unit.offset, units[i], unit.length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_exact_count (const GalleyFacts *facts,
                const GalleyFact *fact)
{
  return fact->kind == GALLEY_FACT_LEVEL && fact->comparable && fact->slack == 0 && fact->scaled > 0
         && fact->owner < 0 && fact->figure->value.digits <= MAX_COUNT && !(fact->clause_words & GALLEY_WORD_PER)
         && !(fact->figure->flags & GALLEY_FIGURE_AVERAGE) && !is_measured (facts, fact);
}

static char *
growth_from (const GalleyFact *level,
             const GalleyFact *rate,
             __int128 base)
{
  GalleyInterval ratio = galley_interval_exact (galley_rational_div (galley_rational_from_decimal (&level->figure->value),
                                                                     (GalleyRational) { base, 1 }));
  GalleyInterval growth = galley_interval_growth (&ratio, rate);

  return galley_rational_to_string (growth.nominal, (guint) MAX (0, rate->figure->value.decimals) + 1);
}

static void
report_no_base (GalleyAuditor *auditor,
                const GalleyFact *level,
                const GalleyFact *rate,
                __int128 below)
{
  const GalleyFact *places[] = { rate, level };
  g_autofree char *count = galley_auditor_surface (auditor, level), *growth = galley_auditor_surface (auditor, rate);
  const char *unit = rate->times ? "" : "%";
  g_autofree char *more = below > 0 ? growth_from (level, rate, below) : NULL;
  g_autofree char *less = growth_from (level, rate, below + 1);
  g_autofree char *first = galley_rational_to_string ((GalleyRational) { below, 1 }, 0);
  g_autofree char *second = galley_rational_to_string ((GalleyRational) { below + 1, 1 }, 0);
  char *message;

  if (more != NULL)
    message = g_strdup_printf (_("%s cannot have changed by %s: from %s it would be %s%s, from %s it would be %s%s."),
                               count, growth, first, more, unit, second, less, unit);
  else
    message = g_strdup_printf (_("%s cannot have changed by %s: from %s it would be %s%s."), count, growth, second, less,
                               unit);
  galley_auditor_report (auditor, "grim_growth", GALLEY_VERDICT_FAILS, GALLEY_SEVERITY_ERROR, places,
                         G_N_ELEMENTS (places), message);
}

static void
report_base (GalleyAuditor *auditor,
             const GalleyFact *level,
             const GalleyFact *rate,
             __int128 base)
{
  const GalleyFact *places[] = { rate, level };

  if (!galley_auditor_wants (auditor, GALLEY_VERDICT_HOLDS))
    return;

  g_autofree char *count = galley_auditor_surface (auditor, level), *growth = galley_auditor_surface (auditor, rate);
  g_autofree char *number = galley_rational_to_string ((GalleyRational) { base, 1 }, 0);
  galley_auditor_report (auditor, "grim_growth", GALLEY_VERDICT_HOLDS, GALLEY_SEVERITY_NOTE, places,
                         G_N_ELEMENTS (places),
                         g_strdup_printf (_("%s after a change of %s means %s before."), count, growth, number));
}

/*
 * 45个，增长234%: the count it grew from is whole, so most percentages cannot be (GRIM). The growth may have been
 * rounded, cut off or rounded up; it fails only where no whole base allows any of these.
 */
static void
check_whole_base (GalleyAuditor *auditor,
                  const GalleyFact *level,
                  const GalleyFact *rate)
{
  GalleyInterval growth = galley_interval_widened (&rate->figure->value);
  GalleyInterval one = galley_interval_exact ((GalleyRational) { 1, 1 });
  GalleyInterval part = galley_interval_exact ((GalleyRational) { 1, rate->times ? 1 : 100 });
  __int128 first, last;

  if (!rate->comparable || !is_nominal (level, rate) || rate->scaled == 0)
    return;

  growth = galley_interval_mul (&growth, &part);
  growth = galley_interval_add (&growth, &one);
  if (!galley_interval_known (&growth) || growth.low.num <= 0)
    return;

  GalleyInterval count = galley_fact_interval (level);
  GalleyInterval base = galley_interval_div (&count, &growth);
  /* The ends are open: a whole number on an end is outside. */
  if (!galley_rational_floor (base.low, &first) || !galley_rational_ceil (base.high, &last))
    return;
  if (last - first == 1)
    report_no_base (auditor, level, rate, first);
  else if (last - first == 2)
    report_base (auditor, level, rate, first + 1);
}

static GalleyInterval
growth_between (const GalleyFact *now,
                const GalleyFact *then,
                const GalleyFact *rate)
{
  GalleyInterval a = galley_fact_interval (now), b = galley_fact_interval (then);
  GalleyInterval ratio = galley_interval_div (&a, &b);

  return galley_interval_growth (&ratio, rate);
}

/* Whether @fact tells what @now was before: 由80亿元, 去年同期为80亿元, 去年招生2500人. */
static gboolean
is_base (const GalleyFacts *facts,
         const GalleyFact *fact,
         const GalleyFact *now)
{
  guint64 told = fact->gap & fact->clause_words;

  return !(fact->clause_words & GALLEY_WORD_THAN)
         && (told & GALLEY_WORD_FROM
             || (told & GALLEY_WORD_PRIOR && (fact->name.length == 0 || galley_facts_same_measure (facts, fact, now))));
}

/* The fact before @index that is no time, -1 for none in its sentence. */
static int
value_before (const GalleyFacts *facts,
              int index)
{
  guint sentence = facts->facts[index].sentence;

  for (index--; index >= 0 && facts->facts[index].sentence == sentence; index--)
    if (facts->facts[index].kind != GALLEY_FACT_TIME)
      return index;
  return -1;
}

/* 由80亿元增加到100亿元，增长25%; 达100亿元，去年同期为80亿元，增长25%. */
static void
check_stated_base (GalleyAuditor *auditor,
                   guint index)
{
  const GalleyFacts *facts = &auditor->facts;
  const GalleyFact *rate = &facts->facts[index];
  int second_at = value_before (facts, (int) index), first_at = second_at >= 0 ? value_before (facts, second_at) : -1;

  if (rate->name.length > 0 || !rate->comparable || rate->base == GALLEY_BASE_MONTH_BEFORE)
    return;

  const GalleyFact *second = galley_facts_at (facts, second_at), *first = galley_facts_at (facts, first_at);
  /* up 25% from $80 million: the base follows. */
  const GalleyFact *behind = index + 1 < facts->n_facts ? rate + 1 : NULL;
  if (behind != NULL && behind->clause == rate->clause && behind->gap & GALLEY_WORD_FROM && rate->owner >= 0)
    {
      first = galley_facts_at (facts, rate->owner);
      second = behind;
    }
  if (first == NULL || second == NULL || first->kind != GALLEY_FACT_LEVEL || second->kind != GALLEY_FACT_LEVEL
      || first->unit != second->unit || !first->comparable || !second->comparable
      || is_base (facts, first, second) == is_base (facts, second, first) || !is_nominal (first, rate))
    return;

  const GalleyFact *then = is_base (facts, first, second) ? first : second, *now = then == first ? second : first;
  GalleyRelation relation = {
    .rule = "growth_base",
    .result = rate,
    .operands = { now, then },
    .n_operands = 2,
    .sign = "/",
    .computed = growth_between (now, then, rate),
  };
  galley_auditor_judge (auditor, &relation);
}

/* With two rates, as of a year and of a month, it is open which of them a change of so much belongs to. */
static const GalleyFact *
only_rate (const GalleyFacts *facts,
           const GalleyFact *level)
{
  const GalleyFact *found = NULL;

  for (const GalleyFact *rate = galley_facts_at (facts, level->first_rate); rate != NULL;
       rate = galley_facts_at (facts, rate->next_rate))
    if (rate->kind == GALLEY_FACT_RATE && found != NULL)
      return NULL;
    else if (rate->kind == GALLEY_FACT_RATE)
      found = rate;
  return found;
}

/* 100亿元，同比增加20亿元，增长25%: the base is the one less the other. */
static void
check_delta (GalleyAuditor *auditor,
             const GalleyFact *delta)
{
  const GalleyFacts *facts = &auditor->facts;
  const GalleyFact *level = galley_facts_at (facts, delta->owner);
  const GalleyFact *rate = only_rate (facts, level);

  if (level == delta || rate == NULL || !rate->comparable
      /* 比年初增加…，同比增长… are against two bases. */
      || (delta->gap & GALLEY_WORD_OPENING && (rate < delta || rate->gap & (GALLEY_WORD_YOY | GALLEY_WORD_MOM)))
      || rate->gap & GALLEY_WORD_OPENING
      || rate->sentence != delta->sentence || !is_nominal (level, rate) || !level->comparable || !delta->comparable)
    return;

  gboolean shrinks = (delta->gap & GALLEY_WORD_DOWN) != 0;
  GalleyInterval now = galley_fact_interval (level), change = galley_fact_interval (delta);
  if (change.nominal.num < 0)
    {
      GalleyInterval zero = galley_interval_exact ((GalleyRational) { 0, 1 });
      change = galley_interval_sub (&zero, &change);
    }
  GalleyInterval then = shrinks ? galley_interval_add (&now, &change) : galley_interval_sub (&now, &change);
  /* Δ / (A − Δ) as A / (A − Δ) − 1 would count the width of A twice. */
  GalleyInterval ratio = galley_interval_div (&change, &then);
  GalleyInterval sign = galley_interval_exact ((GalleyRational) { (shrinks ? -1 : 1) * (rate->times ? 1 : 100), 1 });
  g_autofree char *by = galley_auditor_surface (auditor, delta), *to = galley_auditor_surface (auditor, level);
  g_autofree char *expression = g_strdup_printf ("%s ÷ (%s %s %s)", by, to, shrinks ? "+" : "−", by);
  GalleyRelation relation = {
    .rule = "delta_growth",
    .result = rate,
    .operands = { delta, level },
    .n_operands = 2,
    .expression = expression,
    .computed = galley_interval_mul (&ratio, &sign),
    .soft = (delta->gap & GALLEY_WORD_OPENING) != 0,
  };
  galley_auditor_judge (auditor, &relation);
}

static gboolean
mixed_base (const GalleyFacts *facts,
            const GalleyFact *rate,
            const GalleyFact *const *parts,
            guint n_parts,
            gboolean difference,
            const GalleyFact **rates,
            GalleyInterval *base)
{
  for (guint i = 0; i < n_parts; i++)
    {
      rates[i] = galley_facts_rate_of (facts, parts[i], rate->base, rate->base_key);
      if (rates[i] == NULL || !rates[i]->comparable || !is_nominal (parts[i], rates[i]))
        return FALSE;

      GalleyInterval amount = galley_fact_interval (parts[i]), factor = galley_fact_factor (rates[i]);
      GalleyInterval then = galley_interval_div (&amount, &factor);
      if (n_parts > 3)
        then = galley_interval_coarsened (&then);
      if (i == 0)
        *base = then;
      else
        *base = difference ? galley_interval_sub (base, &then) : galley_interval_add (base, &then);
    }
  return TRUE;
}

/**
 * galley_check_mixture:
 * @parts: what @total is the sum of, or the two that it is the difference of
 *
 * The growth of a whole is made of the growth of its parts (AUDIT.md 1.10, 1.11): every growth of @total whose like
 * is stated for each part is judged. Parts so much rounded that they allow anything give no finding.
 */
void
galley_check_mixture (GalleyAuditor *auditor,
                      const GalleyFact *total,
                      const GalleyFact *const *parts,
                      guint n_parts,
                      gboolean difference)
{
  const GalleyFacts *facts = &auditor->facts;
  const GalleyFact *rates[MAX_MIXED];
  GalleyInterval base;

  if (n_parts > MAX_MIXED)
    return;
  for (const GalleyFact *rate = galley_facts_at (facts, total->first_rate); rate != NULL;
       rate = galley_facts_at (facts, rate->next_rate))
    {
      if (rate->kind != GALLEY_FACT_RATE || !rate->comparable || !is_nominal (total, rate)
          || !mixed_base (facts, rate, parts, n_parts, difference, rates, &base))
        continue;

      GalleyInterval now = galley_fact_interval (total), ratio = galley_interval_div (&now, &base);
      GalleyRelation relation = {
        .rule = difference ? "signed_mixture" : "growth_composition",
        .result = rate,
        .n_operands = n_parts,
        .sign = ",",
        .computed = galley_interval_growth (&ratio, rate),
        .soft = TRUE,
      };
      for (guint i = 0; i < n_parts; i++)
        relation.operands[i] = rates[i];
      galley_auditor_judge (auditor, &relation);
    }
}

/**
 * galley_check_growth:
 *
 * Growth against counts, stated bases and stated changes (AUDIT.md 1.6, 1.7, 1.9).
 */
void
galley_check_growth (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;

  for (guint i = 0; i < facts->n_facts; i++)
    {
      const GalleyFact *fact = &facts->facts[i];

      if (fact->kind == GALLEY_FACT_RATE)
        check_stated_base (auditor, i);
      if (fact->kind == GALLEY_FACT_LEVEL && fact->owner >= 0)
        check_delta (auditor, fact);
      /* A change told beside it gives the base itself. */
      if (!is_exact_count (facts, fact)
          || (i + 1 < facts->n_facts && fact[1].kind == GALLEY_FACT_LEVEL && fact[1].owner == (int) i))
        continue;
      for (const GalleyFact *rate = galley_facts_at (facts, fact->first_rate); rate != NULL;
           rate = galley_facts_at (facts, rate->next_rate))
        if (rate->kind == GALLEY_FACT_RATE)
          check_whole_base (auditor, fact, rate);
    }
}
