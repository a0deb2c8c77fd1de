/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
report_date (GalleyAuditor *auditor,
             const char *rule,
             GalleyVerdict verdict,
             GalleySeverity severity,
             const GalleyFact *fact,
             char *message)
{
  galley_auditor_report (auditor, rule, verdict, severity, &fact, 1, message);
}

/* Reads the number right before @mark in the surface of a date, -1 for none. */
static int
number_before (const char *surface,
               const char *mark)
{
  const char *end = strstr (surface, mark), *at = end;

  while (at != NULL && at > surface && g_ascii_isdigit (at[-1]) && end - at < 4)
    at--;
  return at != NULL && at < end ? (int) g_ascii_strtoll (at, NULL, 10) : -1;
}

static int
year_of (const GalleyAuditor *auditor,
         const GalleyFact *fact)
{
  const GalleyFigure *figure = fact->figure;

  if (figure->period.unit == GALLEY_PERIOD_DAY && figure->period.first_year > 0)
    return figure->period.first_year;
  return auditor->facts.options->year;
}

static void
check_calendar (GalleyAuditor *auditor,
                const GalleyFact *fact)
{
  g_autofree char *surface = galley_auditor_surface (auditor, fact);
  int month = number_before (surface, "月"), day = number_before (surface, "日"), year = number_before (surface, "年");
  guint longest;

  if (month == 0 || month > 12)
    {
      report_date (auditor, "period", GALLEY_VERDICT_FAILS, GALLEY_SEVERITY_ERROR, fact,
                   g_strdup_printf (_("There is no month as in %s."), surface));
      return;
    }
  if (month < 0 || day < 0)
    return;
  /* Without a year, 29 February may be. */
  longest = galley_period_days_in_month (year > 99 ? year : 2024, month);
  if (day == 0 || (guint) day > longest)
    report_date (auditor, "period", GALLEY_VERDICT_FAILS, GALLEY_SEVERITY_ERROR, fact,
                 g_strdup_printf (_("There is no such day as %s."), surface));
}

/* The weekday that stands right behind a date, 1 for Monday; 0 for none. */
static guint
weekday_behind (const GalleyFacts *facts,
                const GalleyFact *fact)
{
  static const char *const names[][2] = { { "一", NULL }, { "二", NULL }, { "三", NULL }, { "四", NULL },
                                          { "五", NULL }, { "六", NULL }, { "日", "天" } };
  const char *text = galley_fact_text (facts, fact);
  gsize at = fact->figure->bytes.offset + fact->figure->bytes.length, length = facts->passages[fact->passage].length;

  if (at + 3 <= length && memcmp (text + at, "（", 3) == 0)
    at += 3;
  if (at + 9 <= length && memcmp (text + at, "星期", 6) == 0)
    at += 6;
  else if (at + 6 <= length && memcmp (text + at, "周", 3) == 0)
    at += 3;
  else
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint k = 0; k < 2; k++)
      if (names[i][k] != NULL && memcmp (text + at, names[i][k], 3) == 0)
        return i + 1;
  return 0;
}

static void
check_weekday (GalleyAuditor *auditor,
               const GalleyFact *fact)
{
  const GalleyPeriod *period = &fact->figure->period;
  guint stated = weekday_behind (&auditor->facts, fact);
  int year = year_of (auditor, fact);
  GDate date;

  if (stated == 0 || period->unit != GALLEY_PERIOD_DAY || year <= 0
      || !g_date_valid_dmy (period->first_day, (GDateMonth) period->first, (GDateYear) year))
    return;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, period->first_day, (GDateMonth) period->first, (GDateYear) year);

  gboolean right = (guint) g_date_get_weekday (&date) == stated;
  GalleyVerdict verdict = right ? GALLEY_VERDICT_HOLDS : GALLEY_VERDICT_FAILS;
  if (!galley_auditor_wants (auditor, verdict))
    return;

  g_autofree char *surface = galley_auditor_surface (auditor, fact);
  report_date (auditor, "period", verdict, right ? GALLEY_SEVERITY_NOTE : GALLEY_SEVERITY_ERROR, fact,
               g_strdup_printf (right ? _("%s is that day of the week.") : _("%s is another day of the week."),
                                surface));
}

/* What is told as done cannot lie after the day of publication. */
static void
check_future (GalleyAuditor *auditor,
              const GalleyFact *fact)
{
  const GalleyAuditOptions *options = auditor->facts.options;
  const GalleyPeriod *period = &fact->figure->period;

  if (options->year == 0 || options->month == 0 || options->day == 0 || period->unit != GALLEY_PERIOD_DAY
      || period->last_year == 0 || fact->sentence_words & GALLEY_WORD_PLANNED
      || !(fact->sentence_words & GALLEY_WORD_DONE))
    return;

  int ends = (period->last_year * 16 + period->last) * 32 + period->last_day;
  int published = (options->year * 16 + options->month) * 32 + options->day;
  if (ends <= published)
    return;

  g_autofree char *surface = galley_auditor_surface (auditor, fact);
  report_date (auditor, "period", GALLEY_VERDICT_INFO, GALLEY_SEVERITY_WARNING, fact,
               g_strdup_printf (_("%s is told as past, but lies after the day of publication."), surface));
}

/* The months of a year that a figure covers, as first and last. */
static gboolean
months_of (const GalleyFacts *facts,
           const GalleyFact *fact,
           guint *first,
           guint *last)
{
  const GalleyFact *time = galley_facts_at (facts, fact->time);

  guint months;

  if (time == NULL || time->sentence != fact->sentence)
    return FALSE;
  switch (time->figure->period.unit)
    {
    case GALLEY_PERIOD_MONTH:
      months = 1;
      break;
    case GALLEY_PERIOD_QUARTER:
      months = 3;
      break;
    case GALLEY_PERIOD_HALF:
      months = 6;
      break;
    default:
      return FALSE;
    }
  *first = (time->figure->period.first - 1u) * months + 1;
  *last = time->figure->period.last * months;
  return time->figure->period.first > 0 && *last >= *first;
}

/* 1—7月 = 1—6月 + 7月 and 前三季度 = 上半年 + 三季度, for what flows. */
static void
check_chain (GalleyAuditor *auditor,
             const GalleyFact *total)
{
  const GalleyFacts *facts = &auditor->facts;
  int index = galley_facts_index (facts, total);
  const GalleyFact *before = NULL, *rest = NULL;
  guint first, last, part_first, part_last;

  if (!total->comparable || !months_of (facts, total, &first, &last) || first != 1 || last < 2)
    return;
  for (int i = MAX (0, index - GALLEY_AUDIT_WINDOW); i < MIN ((int) facts->n_facts, index + GALLEY_AUDIT_WINDOW); i++)
    {
      const GalleyFact *part = &facts->facts[i];
      if (part->kind != GALLEY_FACT_LEVEL || part->passage != total->passage || !part->comparable
          || part->time == total->time || !months_of (facts, part, &part_first, &part_last)
          || !galley_facts_same_measure (facts, total, part))
        continue;
      if (part_first == 1 && part_last < last)
        before = part;
      else if (part_first > 1 && part_last == last)
        rest = part;
    }
  if (before == NULL || rest == NULL || !months_of (facts, before, &part_first, &part_last)
      || !months_of (facts, rest, &first, &last) || part_last + 1 != first)
    return;

  __int128 gap = total->scaled - before->scaled - rest->scaled, slack = total->slack + before->slack + rest->slack;
  if (gap > slack || gap < -slack)
    return; /* a balance does not flow, and sums are revised */
  GalleyInterval a = galley_fact_interval (before), b = galley_fact_interval (rest);
  GalleyRelation relation = {
    .rule = "chain",
    .result = total,
    .operands = { before, rest },
    .n_operands = 2,
    .sign = "+",
    .computed = galley_interval_add (&a, &b),
  };
  galley_auditor_judge (auditor, &relation);
}

/**
 * galley_check_periods:
 *
 * Dates that cannot be, and months that add up (AUDIT.md 1.13, 1.21).
 */
void
galley_check_periods (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;

  for (guint i = 0; i < facts->n_facts; i++)
    {
      const GalleyFact *fact = &facts->facts[i];

      if (fact->figure->kind == GALLEY_FIGURE_DATE)
        {
          check_calendar (auditor, fact);
          check_weekday (auditor, fact);
          check_future (auditor, fact);
        }
      else if (fact->kind == GALLEY_FACT_LEVEL && fact->time >= 0)
        check_chain (auditor, fact);
    }
}
