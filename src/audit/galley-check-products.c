/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>

#define MAX_MEANS 8

static gboolean
is_amount (const GalleyFact *fact)
{
  return fact->kind == GALLEY_FACT_LEVEL && fact->comparable && fact->scaled > 0 && fact->owner < 0;
}

static gboolean
is_product (const GalleyFact *total,
            const GalleyFact *each,
            __int128 count)
{
  __int128 product, slack;

  if (__builtin_mul_overflow (each->scaled, count, &product) || __builtin_mul_overflow (each->slack, count, &slack))
    return FALSE;
  /* Either the total is rounded to its own places, or the mean is. */
  slack = MAX (slack, total->slack);
  product -= total->scaled;
  return product <= slack && product >= -slack;
}

static void
judge_product (GalleyAuditor *auditor,
               const GalleyFact *total,
               const GalleyFact *count,
               const GalleyFact *each,
               gboolean soft)
{
  GalleyInterval a = galley_fact_interval (count), b = galley_fact_interval (each);
  GalleyRelation relation = {
    .rule = "product",
    .result = total,
    .operands = { count, each },
    .n_operands = 2,
    .sign = "×",
    .computed = galley_interval_mul (&a, &b),
    .soft = soft,
  };

  galley_auditor_judge (auditor, &relation);
}

static void
check_product (GalleyAuditor *auditor,
               const GalleyFact *count,
               const GalleyFact *each)
{
  const GalleyFacts *facts = &auditor->facts;
  int index = galley_facts_index (facts, each);

  for (int distance = 1; distance <= GALLEY_AUDIT_WINDOW; distance++)
    for (int side = -1; side <= 1; side += 2)
      {
        int at = index + side * distance;
        const GalleyFact *total = at >= 0 && at < (int) facts->n_facts ? &facts->facts[at] : NULL;
        if (total == NULL || total == count || total->passage != each->passage || total->unit != each->unit
            || !is_amount (total) || !is_product (total, each, count->figure->value.digits))
          continue;

        judge_product (auditor, total, count, each, FALSE);
        return;
      }
}

/* 每户1500元 is of 3600户 when both are of one unit. */
static gboolean
is_each_of (const GalleyFacts *facts,
            const GalleyFact *each,
            const GalleyFact *count)
{
  const GalleySlice unit = count->figure->unit;
  guint end = count->figure->bytes.offset + count->figure->bytes.length;
  GalleySlice between = { end, each->figure->bytes.offset - end };

  if (unit.length == 0 || unit.length > 12)
    return FALSE;

  g_autofree char *per = g_strdup_printf ("每%.*s", (int) unit.length, galley_fact_text (facts, count) + unit.offset);
  return galley_facts_contain (facts, each->passage, between, per);
}

/* 3600户，每户1500元，共计540万元: three that stand together, the last of them called the total. */
static void
check_stated_product (GalleyAuditor *auditor,
                      const GalleyFact *count,
                      const GalleyFact *each)
{
  const GalleyFacts *facts = &auditor->facts;
  const GalleyFact *total = each + 1;

  if (galley_facts_index (facts, total) >= (int) facts->n_facts || total->sentence != each->sentence
      || total->unit != each->unit || !is_amount (total) || !(total->gap & GALLEY_WORD_TOTAL) || total->name.length > 0
      || !is_each_of (facts, each, count) || is_product (total, each, count->figure->value.digits))
    return;

  judge_product (auditor, total, count, each, TRUE);
}

/* The number of a count or of a stretch of days, 0 for what is neither. */
static __int128
number_of (const GalleyFacts *facts,
           const GalleyFact *fact,
           gboolean daily)
{
  const GalleyFigure *figure = fact->figure;
  gboolean days = galley_facts_contain (facts, fact->passage, figure->unit, "天");

  if (!figure->numeric || figure->approx != GALLEY_APPROX_NONE || figure->value.decimals != 0
      || figure->value.digits < 2)
    return 0;
  if (daily)
    return days && figure->value.magnitude == 0 ? figure->value.digits : 0;
  return is_amount (fact) && fact->slack == 0 ? figure->value.digits : 0;
}

/* 7天共接待28.7万人次，日均4.1万人次; 学校120所，在校生9.6万人，校均800人: the total over the count is the mean. */
static void
check_mean (GalleyAuditor *auditor,
            const GalleyFact *mean)
{
  const GalleyFacts *facts = &auditor->facts;
  const GalleyFact *count = NULL, *total = NULL;
  gboolean daily = (mean->gap & GALLEY_WORD_DAILY) != 0;

  for (int i = galley_facts_index (facts, mean) - 1; i >= 0 && facts->facts[i].sentence == mean->sentence; i--)
    {
      const GalleyFact *fact = &facts->facts[i];
      if (is_amount (fact) && fact->unit == mean->unit && fact->scaled > mean->scaled)
        {
          if (total != NULL)
            return;
          total = fact;
        }
      else if (number_of (facts, fact, daily) > 0)
        {
          if (count != NULL)
            return;
          count = fact;
        }
    }
  if (count == NULL || total == NULL || mean->figure->value.digits < 10)
    return;

  GalleyInterval sum = galley_fact_interval (total);
  GalleyInterval n = galley_interval_exact ((GalleyRational) { count->figure->value.digits, 1 });
  GalleyRelation relation = {
    .rule = "product",
    .result = mean,
    .operands = { total, count },
    .n_operands = 2,
    .sign = "÷",
    .computed = galley_interval_div (&sum, &n),
    .soft = TRUE,
  };
  /* A mean of days is of these days; of what is counted, it may be of some of it. */
  if (daily || galley_interval_judge (mean->figure, &relation.computed) == GALLEY_VERDICT_HOLDS)
    galley_auditor_judge (auditor, &relation);
}

static gboolean
names (const GalleyFacts *facts,
       const GalleyFact *fact,
       const char *word)
{
  return galley_facts_contain (facts, fact->passage, fact->name, word);
}

static gboolean
same_mean (const GalleyFacts *facts,
           const GalleyFact *a,
           const GalleyFact *b)
{
  return a->unit == b->unit && galley_facts_same_time (facts, a, b) && a->passage == b->passage
         && galley_slice_common_suffix (galley_fact_text (facts, a), a->name, galley_fact_text (facts, b), b->name) >= 9;
}

/* Of the means in one paragraph, that of all lies between that of the towns and that of the country. */
static void
check_mean_of_means (GalleyAuditor *auditor,
                     const GalleyFact *const *means,
                     guint n)
{
  const GalleyFacts *facts = &auditor->facts;
  const GalleyFact *town = NULL, *country = NULL, *all = NULL;

  for (guint i = 0; i < n; i++)
    if (names (facts, means[i], "城镇"))
      town = means[i];
    else if (names (facts, means[i], "农村"))
      country = means[i];
    else if (names (facts, means[i], "居民"))
      all = all == NULL ? means[i] : all;
  if (town == NULL || country == NULL || all == NULL || !same_mean (facts, town, country) || !same_mean (facts, town, all))
    return;

  const GalleyFact *low = town->scaled < country->scaled ? town : country, *high = low == town ? country : town;
  gboolean within = all->scaled + all->slack >= low->scaled - low->slack
                    && all->scaled - all->slack <= high->scaled + high->slack;
  GalleyVerdict verdict = within ? GALLEY_VERDICT_HOLDS : GALLEY_VERDICT_FAILS;
  const GalleyFact *places[] = { all, low, high };
  if (!galley_auditor_wants (auditor, verdict))
    return;

  g_autofree char *mean = galley_auditor_surface (auditor, all), *least = galley_auditor_surface (auditor, low);
  g_autofree char *most = galley_auditor_surface (auditor, high);
  galley_auditor_report (auditor, "weighted_mean", verdict, within ? GALLEY_SEVERITY_NOTE : GALLEY_SEVERITY_ERROR, places,
                         G_N_ELEMENTS (places),
                         g_strdup_printf (within ? _("The mean %s lies between %s and %s.")
                                                 : _("The mean %s must lie between %s and %s."),
                                          mean, least, most));
}

static gboolean
is_mean (const GalleyFact *fact)
{
  return is_amount (fact) && fact->gap & GALLEY_WORD_PER;
}

/* A mean and, right before it, the number that it is the mean of. */
static gboolean
is_weighted (const GalleyFact *mean,
             const GalleyFact *like)
{
  const GalleyFact *weight = mean - 1;

  return is_mean (mean) && mean->unit == like->unit && mean->sentence == weight->sentence && is_amount (weight)
         && weight->slack == 0 && weight->tuple_size == 1 && !(weight->gap & GALLEY_WORD_PER)
         && weight->segment == mean->segment;
}

/* A word for everyone who was just told of, or for the whole of it. */
static gboolean
is_of_all (const GalleyFacts *facts,
           const GalleyFact *mean)
{
  static const char *const words[] = { "全体", "总体", "整体", "合计", "总平均" };
  guint end = mean->figure->bytes.offset;
  guint start = mean[-1].figure->bytes.offset + mean[-1].figure->bytes.length;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (galley_facts_contain (facts, mean->passage, (GalleySlice) { start, end - start }, words[i]))
      return TRUE;
  return FALSE;
}

static void
judge_weighted (GalleyAuditor *auditor,
                const GalleyFact *all,
                const GalleyFact *first,
                guint n,
                gboolean soft)
{
  GalleyRelation relation = { .rule = "weighted_mean", .result = all, .n_operands = 2 * n, .soft = soft };
  g_autoptr (GString) products = g_string_new ("("), weights = g_string_new ("(");
  GalleyInterval sum, total;

  for (guint i = 0; i < n; i++)
    {
      const GalleyFact *weight = first + 2 * i, *mean = weight + 1;
      GalleyInterval w = galley_fact_interval (weight), x = galley_fact_interval (mean);
      GalleyInterval product = galley_interval_mul (&w, &x);
      g_autofree char *of = galley_auditor_surface (auditor, weight), *each = galley_auditor_surface (auditor, mean);

      sum = i == 0 ? product : galley_interval_add (&sum, &product);
      total = i == 0 ? w : galley_interval_add (&total, &w);
      g_string_append_printf (products, "%s%s × %s", i > 0 ? " + " : "", of, each);
      g_string_append_printf (weights, "%s%s", i > 0 ? " + " : "", of);
      relation.operands[2 * i] = weight;
      relation.operands[2 * i + 1] = mean;
    }
  g_string_append_printf (products, ") ÷ %s)", weights->str);
  relation.expression = products->str;
  relation.computed = galley_interval_div (&sum, &total);
  galley_auditor_judge (auditor, &relation);
}

/* 甲校60人，平均80分；乙校40人，平均90分；全体平均84分: the parts stand before the mean of all, and nothing else does. */
static void
check_mean_behind (GalleyAuditor *auditor,
                   const GalleyFact *all)
{
  const GalleyFacts *facts = &auditor->facts;
  const GalleyFact *first = all;
  guint n = 0;

  if (galley_facts_index (facts, all) == 0 || !is_of_all (facts, all))
    return;
  while (n < MAX_MEANS && galley_facts_index (facts, first) >= 2 && first[-1].sentence == all->sentence
         && is_weighted (first - 1, all) && first[-2].unit == all[-2].unit)
    {
      first -= 2;
      n++;
    }
  if (n >= 2 && (first == facts->facts || first[-1].sentence != all->sentence || first[-1].kind == GALLEY_FACT_TIME))
    judge_weighted (auditor, all, first, n, TRUE);
}

/* 考生100人，平均84分，其中甲校60人，平均80分；乙校40人，平均90分: the numbers add up, so the parts are all there are. */
static void
check_mean_before (GalleyAuditor *auditor,
                   const GalleyFact *all)
{
  const GalleyFacts *facts = &auditor->facts;
  const GalleyFact *end = facts->facts + facts->n_facts;
  GalleyMillionths left;

  if (galley_facts_index (facts, all) == 0 || !is_weighted (all, all))
    return;
  left = all[-1].scaled;
  for (guint n = 1; n <= MAX_MEANS && all + 2 * n < end; n++)
    {
      const GalleyFact *mean = all + 2 * n;

      if (mean->passage != all->passage || !is_weighted (mean, all) || mean[-1].unit != all[-1].unit)
        return;
      left -= mean[-1].scaled;
      if (left == 0 && n >= 2)
        judge_weighted (auditor, all, all + 1, n, FALSE);
      if (left <= 0)
        return;
    }
}

/**
 * galley_check_products:
 *
 * Counts times what each is, and means of means (AUDIT.md 1.5, 1.15).
 */
void
galley_check_products (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;
  const GalleyFact *means[MAX_MEANS];
  guint n_means = 0;

  for (guint i = 0; i < facts->n_facts; i++)
    {
      const GalleyFact *fact = &facts->facts[i], *last = i > 0 ? fact - 1 : NULL;

      if (last != NULL && last->passage != fact->passage)
        {
          check_mean_of_means (auditor, means, n_means);
          n_means = 0;
        }
      if (!is_amount (fact) || !((fact->gap | fact->clause_words) & GALLEY_WORD_PER))
        continue;
      if (n_means < MAX_MEANS)
        means[n_means++] = fact;
      if (is_mean (fact))
        {
          check_mean_behind (auditor, fact);
          check_mean_before (auditor, fact);
        }
      if (last != NULL && last->sentence == fact->sentence && is_amount (last) && last->slack == 0
          && fact->gap & GALLEY_WORD_PER && last->figure->value.digits > 1)
        {
          check_product (auditor, last, fact);
          check_stated_product (auditor, last, fact);
        }
      else if (fact->gap & GALLEY_WORD_PER)
        check_mean (auditor, fact);
    }
  check_mean_of_means (auditor, means, n_means);
}
