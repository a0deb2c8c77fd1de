/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>

static gboolean
is_percentage (const GalleyFact *fact)
{
  return (fact->kind == GALLEY_FACT_SHARE || fact->kind == GALLEY_FACT_RATE) && fact->comparable && !fact->times;
}

static GalleyInterval
negated (const GalleyInterval *a)
{
  GalleyInterval zero = galley_interval_exact ((GalleyRational) { 0, 1 });

  return galley_interval_sub (&zero, a);
}

/* b − a, the way that @points says: 降幅收窄 is an upward move of a growth, so of growth only the size is judged. */
static GalleyInterval
move_of (const GalleyFact *points,
         const GalleyInterval *from,
         const GalleyInterval *to)
{
  GalleyInterval move = galley_interval_sub (to, from);

  return (move.nominal.num < 0) != (points->scaled < 0) ? negated (&move) : move;
}

/* 由21.3%上升至27.1%，提高5.8个百分点. A growth may be told with its sign or by its size: 降幅由8.5%收窄至3.2%. */
static void
check_change (GalleyAuditor *auditor,
              const GalleyFact *from,
              const GalleyFact *to,
              const GalleyFact *points)
{
  GalleyInterval a = galley_fact_interval (from), b = galley_fact_interval (to);
  GalleyRelation relation = {
    .rule = "pp_change",
    .result = points,
    .operands = { to, from },
    .n_operands = 2,
    .sign = "−",
  };

  if (!(from->gap & (GALLEY_WORD_FROM | GALLEY_WORD_PRIOR))
      || !(from->gap & GALLEY_WORD_PRIOR || to->gap & (GALLEY_WORD_TO | GALLEY_WORD_UP | GALLEY_WORD_DOWN)))
    return;
  if (to->kind == GALLEY_FACT_SHARE && from->scaled >= 0 && to->scaled >= 0)
    relation.computed = galley_interval_sub (&b, &a);
  else
    {
      GalleyInterval size_from = from->scaled < 0 ? negated (&a) : a, size_to = to->scaled < 0 ? negated (&b) : b;
      relation.computed = move_of (points, &a, &b);
      if (from->sentence_words & GALLEY_WORD_SIZE
          || galley_interval_judge (points->figure, &relation.computed) == GALLEY_VERDICT_FAILS)
        relation.computed = move_of (points, &size_from, &size_to);
    }
  galley_auditor_judge (auditor, &relation);
}

/* 由21.3%上升至27.1%，提高5.8%: the difference is in points; in percent it would be of the first. */
static void
check_percent_for_points (GalleyAuditor *auditor,
                          const GalleyFact *from,
                          const GalleyFact *to,
                          const GalleyFact *rate)
{
  const GalleyFact *places[] = { rate, from, to };
  __int128 gap = to->scaled - from->scaled, size = rate->scaled < 0 ? -rate->scaled : rate->scaled;

  gap = (gap < 0 ? -gap : gap) - size;
  if (from->kind != GALLEY_FACT_SHARE || to->kind != GALLEY_FACT_SHARE || !(from->gap & GALLEY_WORD_FROM)
      || !(to->gap & GALLEY_WORD_TO) || rate->name.length > 0 || rate->base != GALLEY_BASE_NONE || rate->times
      || gap > rate->slack || gap < -rate->slack)
    return;

  GalleyInterval a = galley_fact_interval (from), b = galley_fact_interval (to);
  GalleyInterval ratio = galley_interval_div (&b, &a), growth = galley_interval_growth (&ratio, rate);
  if (galley_interval_judge (rate->figure, &growth) != GALLEY_VERDICT_FAILS)
    return;

  g_autofree char *start = galley_auditor_surface (auditor, from), *end = galley_auditor_surface (auditor, to);
  g_autofree char *percent = galley_auditor_surface (auditor, rate);
  g_autofree char *points = galley_rational_to_string (galley_rational_new (size, 1000000), 6);
  galley_auditor_report (auditor, "unit", GALLEY_VERDICT_FAILS, GALLEY_SEVERITY_WARNING, places, G_N_ELEMENTS (places),
                         g_strdup_printf (_("From %s to %s is %s percentage points; %s would be relative to the first."),
                                          start, end, points, percent));
}

static guint
months_of (const GalleyFact *time)
{
  if (time == NULL || time->figure->period.first != 1)
    return time != NULL && time->figure->period.unit == GALLEY_PERIOD_QUARTER ? time->figure->period.last * 3u : 0;
  switch (time->figure->period.unit)
    {
    case GALLEY_PERIOD_MONTH:
      return time->figure->period.last;
    case GALLEY_PERIOD_QUARTER:
      return time->figure->period.last * 3u;
    case GALLEY_PERIOD_HALF:
      return time->figure->period.last * 6u;
    default:
      return 0;
    }
}

/*
 * 完成年计划的97.2%，快于序时进度13.8个百分点: what was done of the plan less the months gone by. The share as
 * printed is rounded already, so where the amounts stand beside it they are what is counted with.
 */
static void
check_progress (GalleyAuditor *auditor,
                const GalleyFact *share,
                const GalleyFact *points)
{
  guint months = months_of (galley_facts_at (&auditor->facts, share->time));
  GalleyInterval elapsed = galley_interval_exact ((GalleyRational) { 100 * (__int128) months, 12 });
  GalleyInterval done = galley_fact_interval (share);
  const GalleyFact *part, *whole;
  GalleyRelation relation = {
    .rule = "progress",
    .result = points,
    .operands = { share },
    .n_operands = 1,
    .soft = TRUE,
  };

  if (months == 0 || months > 12)
    return;
  if (galley_facts_find_ratio (&auditor->facts, share, &part, &whole))
    {
      GalleyInterval a = galley_fact_interval (part), b = galley_fact_interval (whole);
      GalleyInterval ratio = galley_interval_div (&a, &b);
      done = galley_interval_percent (&ratio);
    }
  relation.computed = galley_interval_sub (&done, &elapsed);
  if (points->scaled < 0)
    relation.computed = galley_interval_sub (&elapsed, &done);
  /* Where it fails, it may count the days or another plan: nothing is proved. */
  GalleyVerdict verdict = galley_interval_judge (points->figure, &relation.computed);
  if (verdict == GALLEY_VERDICT_HOLDS || verdict == GALLEY_VERDICT_ROUNDING)
    galley_auditor_judge (auditor, &relation);
}

/**
 * galley_check_points:
 *
 * Changes in 百分点 (AUDIT.md 1.14, 1.16, 1.22).
 */
void
galley_check_points (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;

  for (guint i = 1; i < facts->n_facts; i++)
    {
      const GalleyFact *points = &facts->facts[i], *last = &facts->facts[i - 1];

      if (i >= 2 && points->kind == GALLEY_FACT_RATE && points->comparable && is_percentage (last)
          && is_percentage (&facts->facts[i - 2]) && facts->facts[i - 2].sentence == points->sentence
          && last->sentence == points->sentence)
        check_percent_for_points (auditor, &facts->facts[i - 2], last, points);
      if (points->kind != GALLEY_FACT_POINTS || !points->comparable || last->sentence != points->sentence
          || !is_percentage (last))
        continue;
      if (points->gap & GALLEY_WORD_PROGRESS)
        check_progress (auditor, last, points);
      else if (i >= 2 && is_percentage (&facts->facts[i - 2]) && facts->facts[i - 2].sentence == points->sentence)
        {
          /* 优良率91.2%，上年为88.5%，提高2.7个百分点: what was there before stands in between. */
          gboolean prior = last->kind == GALLEY_FACT_SHARE && last->gap & GALLEY_WORD_PRIOR && last->name.length == 0
                           && facts->facts[i - 2].kind == GALLEY_FACT_SHARE && !(last->clause_words & GALLEY_WORD_THAN);
          check_change (auditor, prior ? last : &facts->facts[i - 2], prior ? &facts->facts[i - 2] : last, points);
        }
    }
}
