/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Values of one list are seldom this far from each other. */
#define FAR_APART 1000
/* 100% in the millionths of #GalleyFact. */
#define WHOLE ((__int128) 100 * 1000000)

static void
report_one (GalleyAuditor *auditor,
            const char *rule,
            GalleyVerdict verdict,
            GalleySeverity severity,
            const GalleyFact *fact,
            const char *format)
{
  g_autofree char *surface = galley_auditor_surface (auditor, fact);
  g_auto (GStrv) around = g_strsplit (format, "%s", 2);

  galley_auditor_report (auditor, rule, verdict, severity, &fact, 1,
                         g_strconcat (around[0], surface, around[1], NULL));
}

static void
check_range (GalleyAuditor *auditor,
             const GalleyFact *fact)
{
  const GalleyFigure *figure = fact->figure;

  /* Weather is told by day and night: 15～8℃. */
  if (figure->kind != GALLEY_FIGURE_RANGE || !figure->numeric
      || galley_facts_contain (&auditor->facts, fact->passage, figure->unit, "℃"))
    return;
  if (galley_decimal_compare (&figure->value, &figure->high) > 0)
    report_one (auditor, "range", GALLEY_VERDICT_FAILS, GALLEY_SEVERITY_ERROR, fact,
                _("The range %s runs from more to less."));
  else if (figure->flags & GALLEY_FIGURE_SHARED_SCALE)
    report_one (auditor, "range", GALLEY_VERDICT_INFO, GALLEY_SEVERITY_NOTE, fact,
                _("In %s it is not clear whether the first number has the scale of the second."));
}

/* A rate of those that pass among all: 合格率; one of births or of completion may well be above 100%. */
static gboolean
is_rate_of_whole (const GalleyFacts *facts,
                  const GalleyFact *fact)
{
  static const char *const names[] = {
    "合格率", "优良率", "覆盖率", "普及率", "城镇化率", "失业率", "出勤率", "达标率", "绿化率", "知晓率", "满意率", "满意度",
    "入住率", "及格率", "优秀率", "死亡率", "中签率", "治愈率", "pass rate", "unemployment rate", "occupancy rate",
    "literacy rate",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (galley_facts_contain (facts, fact->passage, fact->name, names[i]))
      return TRUE;
  return FALSE;
}

static void
check_bounds (GalleyAuditor *auditor,
              const GalleyFact *fact)
{
  if (!fact->comparable)
    return;
  gboolean of_plan
    = ((fact->gap | fact->clause_words) & (GALLEY_WORD_DONE | GALLEY_WORD_BUDGET | GALLEY_WORD_PLANNED)) != 0;
  if (fact->kind == GALLEY_FACT_SHARE && fact->scaled > WHOLE && !of_plan
      && (fact->gap & GALLEY_WORD_SHARE || is_rate_of_whole (&auditor->facts, fact))
      && !(fact->aspects & (GALLEY_WORD_PROFIT | GALLEY_WORD_SURPLUS)))
    report_one (auditor, "bounds", GALLEY_VERDICT_FAILS, GALLEY_SEVERITY_ERROR, fact,
                _("A share cannot be %s: it is more than the whole."));
  else if (fact->kind == GALLEY_FACT_SHARE && fact->scaled > WHOLE && of_plan)
    report_one (auditor, "bounds", GALLEY_VERDICT_INFO, GALLEY_SEVERITY_NOTE, fact,
                _("%s is more than the whole plan."));
  else if (fact->kind == GALLEY_FACT_RATE && !fact->times && fact->scaled < -WHOLE)
    report_one (auditor, "bounds", GALLEY_VERDICT_FAILS, GALLEY_SEVERITY_ERROR, fact,
                _("Nothing falls by more than the whole, as %s would be."));
  else if (fact->kind == GALLEY_FACT_RATE && fact->times && fact->scaled < 0)
    report_one (auditor, "direction", GALLEY_VERDICT_FAILS, GALLEY_SEVERITY_WARNING, fact,
                _("Nothing falls by %s: a fall by once leaves nothing."));
}

/* 由a下降到b. */
static void
check_direction (GalleyAuditor *auditor,
                 const GalleyFact *from,
                 const GalleyFact *to)
{
  const GalleyFact *places[] = { to, from };
  const guint64 ways = GALLEY_WORD_UP | GALLEY_WORD_DOWN;
  /* 由a下降到b; English has the verb before: fell from a to b. */
  gboolean verb_first = (from->gap & GALLEY_WORD_BEHIND) != 0;
  guint64 way = (verb_first ? from->gap : to->gap) & ways;

  if (from->sentence != to->sentence || from->kind != to->kind || from->unit != to->unit
      || (to->kind != GALLEY_FACT_LEVEL && to->kind != GALLEY_FACT_SHARE) || !from->comparable || !to->comparable
      || !(from->gap & GALLEY_WORD_FROM) || (verb_first ? to->gap : from->gap) & ways || from->scaled < 0
      || !(to->gap & GALLEY_WORD_TO) || to->name.length > 0)
    return;
  if (!(way == GALLEY_WORD_UP && to->scaled < from->scaled) && !(way == GALLEY_WORD_DOWN && to->scaled > from->scaled))
    return;

  g_autofree char *start = galley_auditor_surface (auditor, from), *end = galley_auditor_surface (auditor, to);
  galley_auditor_report (auditor, "direction", GALLEY_VERDICT_FAILS, GALLEY_SEVERITY_ERROR, places,
                         G_N_ELEMENTS (places),
                         g_strdup_printf (way == GALLEY_WORD_UP ? _("It is said to rise, but goes from %s to %s.")
                                                                : _("It is said to fall, but goes from %s to %s."),
                                          start, end));
}

/* 3712万千瓦时、2758千万瓦时: one list, one unit. Two spellings of one unit are a slip even where they are equal. */
static void
check_unit (GalleyAuditor *auditor,
            const GalleyFact *first,
            const GalleyFact *second)
{
  const GalleyFact *places[] = { second, first };
  const char *text = galley_fact_text (&auditor->facts, second);
  const GalleySlice a = first->figure->unit, b = second->figure->unit;

  if (first->clause != second->clause || first->kind != GALLEY_FACT_LEVEL || second->kind != GALLEY_FACT_LEVEL
      || first->unit == second->unit || (first->tuple > 0 && first[-1].unit == second->unit)
      || second->name.length > 0 || !(second->gap & GALLEY_WORD_LINK)
      || second->gap & ~(guint64) (GALLEY_WORD_LINK | GALLEY_WORD_FILLER) || a.length < 6 || b.length != a.length)
    return;
  /* The same characters, the scale elsewhere among them. */
  if (galley_slice_common_suffix (text, a, text, b) < 6 || memcmp (text + a.offset, text + b.offset, a.length) == 0)
    return;

  g_autofree char *one = galley_auditor_surface (auditor, first), *other = galley_auditor_surface (auditor, second);
  galley_auditor_report (auditor, "unit_form", GALLEY_VERDICT_INFO, GALLEY_SEVERITY_WARNING, places,
                         G_N_ELEMENTS (places),
                         g_strdup_printf (_("%s stands in a list with %s, but its unit is written otherwise."), other,
                                          one));
}

/* 3.2亿元、4.1万元和3.9亿元 in one list: 万 and 亿 are easily taken for each other. */
static void
check_scale (GalleyAuditor *auditor,
             const GalleyFact *first,
             const GalleyFact *second)
{
  const GalleyFact *places[] = { second, first };
  const GalleyDecimal *a = &first->figure->value, *b = &second->figure->value;

  /* The values of one list, or 甲镇投资1.2亿元、乙镇投资1.5万元. */
  gboolean listed = first->tuple == second->tuple
                    || (first->clause == second->clause && second->gap & GALLEY_WORD_LINK
                        && galley_facts_same_measure (&auditor->facts, first, second));

  /* What stands apart from both sides was said at the first. */
  if (listed && galley_facts_index (&auditor->facts, first) > 0 && first[-1].passage == first->passage
      && first[-1].unit == first->unit && first[-1].figure->value.magnitude == b->magnitude && a->magnitude != b->magnitude)
    return;
  if (!listed || first->kind != GALLEY_FACT_LEVEL || !first->comparable || !second->comparable
      || ABS (a->magnitude - b->magnitude) != 4 || first->scaled <= 0 || second->scaled <= 0
      || (first->scaled / FAR_APART < second->scaled && second->scaled / FAR_APART < first->scaled))
    return;

  g_autofree char *one = galley_auditor_surface (auditor, second), *other = galley_auditor_surface (auditor, first);
  galley_auditor_report (auditor, "unit", GALLEY_VERDICT_INFO, GALLEY_SEVERITY_WARNING, places, G_N_ELEMENTS (places),
                         g_strdup_printf (_("%s and %s stand in one list, ten thousand times apart: is the scale right?"),
                                          one, other));
}

/**
 * galley_check_forms:
 *
 * Figures that cannot be as they are written (AUDIT.md 1.22, 1.23, 1.24, 1.26).
 */
void
galley_check_forms (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;

  for (guint i = 0; i < facts->n_facts; i++)
    {
      const GalleyFact *fact = &facts->facts[i];

      check_range (auditor, fact);
      check_bounds (auditor, fact);
      if (i > 0 && fact[-1].passage == fact->passage)
        {
          check_direction (auditor, fact - 1, fact);
          check_unit (auditor, fact - 1, fact);
          check_scale (auditor, fact - 1, fact);
        }
    }
}
