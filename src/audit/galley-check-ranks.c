/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_RANKED 16
/* How many figures may stand between a threshold and the values that it is said of. */
#define MAX_BETWEEN 2

static gboolean
is_value (const GalleyFact *fact)
{
  return fact->comparable
         && (fact->kind == GALLEY_FACT_LEVEL || fact->kind == GALLEY_FACT_RATE || fact->kind == GALLEY_FACT_SHARE);
}

static __int128
size_of (const GalleyFact *fact)
{
  return fact->scaled < 0 ? -fact->scaled : fact->scaled;
}

/* Whether just @n values of one kind stand behind @rank: a list after 分别, or 甲县（12.1%）、乙县（11.5%）. */
static gboolean
follow (const GalleyFacts *facts,
        const GalleyFact *rank,
        guint n)
{
  guint first = (guint) galley_facts_index (facts, rank) + 1;
  const GalleyFact *head = &facts->facts[first];

  if (n < 2 || n > MAX_RANKED || first + n > facts->n_facts)
    return FALSE;
  if (head->tuple_size > 1)
    return head->tuple_size == n && head->sentence == rank->sentence && head->clause_words & GALLEY_WORD_EACH;
  for (guint i = 0; i < n; i++)
    if (head[i].sentence != rank->sentence || !is_value (&head[i]) || head[i].kind != head->kind
        || head[i].unit != head->unit || (i > 0 && !(head[i].gap & GALLEY_WORD_LINK)))
      return FALSE;
  return first + n == facts->n_facts || !(head[n].sentence == rank->sentence && head[n].unit == head->unit
                                          && head[n].gap & GALLEY_WORD_LINK);
}

/* 前三名分别为A、B、C: as many values as places, each no more than the one before. */
static void
check_rank (GalleyAuditor *auditor,
            const GalleyFact *rank)
{
  const GalleyFact *values = rank + 1;
  const GalleyFact *places[] = { values, rank };
  gboolean falls = TRUE;

  if (rank->figure->kind != GALLEY_FIGURE_ORDINAL || !rank->figure->numeric
      || rank->figure->value.digits > MAX_RANKED || rank->figure->value.digits < 2
      || !follow (&auditor->facts, rank, (guint) rank->figure->value.digits))
    return;
  for (guint i = 1; i < (guint) rank->figure->value.digits; i++)
    falls = falls && is_value (&values[i]) && size_of (&values[i]) <= size_of (&values[i - 1]);

  GalleyVerdict verdict = falls ? GALLEY_VERDICT_HOLDS : GALLEY_VERDICT_INFO;
  if (galley_auditor_wants (auditor, verdict))
    galley_auditor_report (auditor, "rank", verdict, falls ? GALLEY_SEVERITY_NOTE : GALLEY_SEVERITY_WARNING, places,
                           G_N_ELEMENTS (places),
                           g_strdup (falls ? _("The ranked values fall in order.")
                                           : _("The ranked values do not fall in order.")));
}

/* 最高的: with a noun of its own, 最大的企业 and 最小的乡镇, it may be of another class than the other. */
static gboolean
is_bare (const GalleyFact *fact)
{
  return fact->name.length == strlen ("最高");
}

/* 最高…A，最低…B: A is no less than B. */
static void
check_extremes (GalleyAuditor *auditor,
                const GalleyFact *highest,
                const GalleyFact *lowest)
{
  const GalleyFact *places[] = { highest, lowest };

  if (lowest->gap & GALLEY_WORD_HIGHEST && highest->gap & GALLEY_WORD_LOWEST)
    {
      const GalleyFact *swap = highest;
      highest = lowest;
      lowest = swap;
    }
  if (!(highest->gap & GALLEY_WORD_HIGHEST) || !(lowest->gap & GALLEY_WORD_LOWEST) || highest->sentence != lowest->sentence
      || !is_value (highest) || !is_value (lowest) || highest->kind != lowest->kind || highest->unit != lowest->unit
      || highest->scaled + highest->slack >= lowest->scaled - lowest->slack)
    return;

  gboolean sure = is_bare (highest) && is_bare (lowest);
  g_autofree char *most = galley_auditor_surface (auditor, highest), *least = galley_auditor_surface (auditor, lowest);
  galley_auditor_report (auditor, "rank", sure ? GALLEY_VERDICT_FAILS : GALLEY_VERDICT_INFO,
                         sure ? GALLEY_SEVERITY_ERROR : GALLEY_SEVERITY_WARNING, places, G_N_ELEMENTS (places),
                         g_strdup_printf (_("The highest is said to be %s, the lowest %s."), most, least));
}

/*
 * Whether the values are told of as many as the threshold is: 5个县投资超过50亿元, 增速超过10%的行业有3个. In 投资超过50亿元，
 * 三县分别为 they are told of the three, and the threshold may be of all together.
 */
static gboolean
is_counted (const GalleyFacts *facts,
            const GalleyFact *limit,
            const GalleyFact *values)
{
  int first = MAX (0, galley_facts_index (facts, limit) - 1);

  for (const GalleyFact *fact = &facts->facts[first]; fact < values; fact++)
    if (fact != limit && fact->sentence == limit->sentence && fact->clause != values->clause && fact->kind == GALLEY_FACT_LEVEL && fact->slack == 0
        && fact->comparable && fact->figure->value.digits == (gint64) values->tuple_size)
      return TRUE;
  return FALSE;
}

static void
report_limit (GalleyAuditor *auditor,
              const GalleyFact *limit,
              const GalleyFact *value)
{
  const GalleyFact *places[] = { value, limit };
  gboolean above = limit->figure->approx == GALLEY_APPROX_ABOVE;
  g_autofree char *bound = galley_auditor_surface (auditor, limit), *surface = galley_auditor_surface (auditor, value);

  galley_auditor_report (auditor, "threshold", GALLEY_VERDICT_FAILS, GALLEY_SEVERITY_WARNING, places, G_N_ELEMENTS (places),
                         g_strdup_printf (above ? _("%s stands among values said to be over %s.")
                                                : _("%s stands among values said to be under %s."),
                                          surface, bound));
}

/* 5个县投资超过50亿元，分别为62.3亿元、58.1亿元…: every value listed is over it; the threshold itself is let pass. */
static void
check_threshold (GalleyAuditor *auditor,
                 const GalleyFact *limit,
                 const GalleyFact *values)
{
  const GalleyFact *places[] = { values, limit };
  gboolean above = limit->figure->approx == GALLEY_APPROX_ABOVE;
  const GalleyFact *beyond = NULL;
  guint n_beyond = 0;
  GalleyRational bound = galley_rational_from_decimal (&limit->figure->value);

  if ((!above && limit->figure->approx != GALLEY_APPROX_BELOW) || limit->sentence != values->sentence
      || limit->kind != values->kind || limit->unit != values->unit || !limit->figure->numeric || values->tuple_size < 2
      || !(values->gap & GALLEY_WORD_EACH) || values->gap & GALLEY_WORD_OF_WHICH
      || limit->gap & GALLEY_WORD_TOTAL || galley_facts_contain (&auditor->facts, limit->passage, limit->name, "总")
      || !is_counted (&auditor->facts, limit, values))
    return;
  for (guint i = 0; i < values->tuple_size; i++)
    {
      GalleyInterval value = galley_fact_interval (&values[i]);
      int order;

      if (!values[i].comparable || !galley_rational_compare (above ? value.high : value.low, bound, &order))
        return;
      if (above ? order < 0 : order > 0)
        {
          beyond = beyond != NULL ? beyond : &values[i];
          n_beyond++;
        }
    }
  /* Where none of them is within, the threshold is of something else, of all together or of one of them. */
  if (beyond != NULL)
    {
      if (n_beyond < values->tuple_size)
        report_limit (auditor, limit, beyond);
      return;
    }
  if (!galley_auditor_wants (auditor, GALLEY_VERDICT_HOLDS))
    return;

  g_autofree char *surface = galley_auditor_surface (auditor, limit);
  galley_auditor_report (auditor, "threshold", GALLEY_VERDICT_HOLDS, GALLEY_SEVERITY_NOTE, places, G_N_ELEMENTS (places),
                         g_strdup_printf (above ? _("All values listed are over %s.") : _("All values listed are under %s."),
                                          surface));
}

/**
 * galley_check_ranks:
 *
 * Values in the order they are said to have: ranks, the highest and the lowest, thresholds (AUDIT.md 1.20).
 */
void
galley_check_ranks (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;

  for (guint i = 0; i < facts->n_facts; i++)
    {
      const GalleyFact *fact = &facts->facts[i];

      if (i + 1 < facts->n_facts)
        {
          check_rank (auditor, fact);
          check_extremes (auditor, fact, fact + 1);
        }
      for (guint k = 1; k <= MAX_BETWEEN && fact->tuple == (int) i && fact->tuple_size > 1 && k <= i; k++)
        check_threshold (auditor, fact - k, fact);
    }
}
