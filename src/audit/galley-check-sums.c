/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A total found by its digits alone must have at least as many steps of its last place: four digits. */
#define TELLING_STEPS 1000
/* Five digits that two amounts add up to are no chance, whatever they are called. */
#define BEYOND_CHANCE 10000
#define MAX_PARTS 16

/* Candidates for the parts of one total, in order of place. */
typedef struct
{
  const GalleyFact *parts[MAX_PARTS];
  guint n;
  const GalleyFact *nested; /* the last part of a part */
  guint first_of_passage; /* where the run of the passage that is being read began */
} Parts;

typedef struct
{
  const GalleyFact *total;
  const GalleyFact *parts[MAX_PARTS];
  guint n;
} Sum;

static __int128
magnitude (__int128 n)
{
  return n < 0 ? -n : n;
}

static gboolean
may_be_total (const GalleyFact *fact)
{
  return fact->kind == GALLEY_FACT_LEVEL && fact->comparable && fact->scaled > 0 && fact->owner < 0
         && !(fact->gap & GALLEY_WORD_PER);
}

static gboolean
may_be_part (const GalleyFact *total,
             const GalleyFact *fact)
{
  return may_be_total (fact) && fact->unit == total->unit && fact->scaled < total->scaled && fact->tuple != total->tuple
         && !(fact->name.length == 0 && fact->clause_words & GALLEY_WORD_PRIOR);
}

static gboolean
is_small_count (const GalleyFact *fact)
{
  return fact->slack == 0;
}

/* Whether the digits alone make a chance meeting unlikely. */
static gboolean
is_telling (const GalleyFact *total)
{
  return total->slack > 0 && total->scaled / total->slack >= 2 * TELLING_STEPS;
}

/* What is left over or was really paid is told beside an amount, not as a part of it. */
static gboolean
is_of_another_kind (const GalleyFact *total,
                    const GalleyFact *fact)
{
  const guint64 beside = GALLEY_WORD_SAVED | GALLEY_WORD_ACTUAL | GALLEY_WORD_SURPLUS | GALLEY_WORD_DEFICIT
                         | GALLEY_WORD_BALANCE | GALLEY_WORD_EXPENSE;

  return (fact->aspects & beside) != (total->aspects & beside);
}

/* A，其中A1、A2。B: what 其中 opens behind a part are parts of that part, to the end of its sentence. */
static gboolean
is_part_of_last (Parts *parts,
                 const GalleyFact *fact)
{
  const GalleyFact *last = parts->n > 0 ? parts->parts[parts->n - 1] : NULL;

  if (last != NULL && fact->gap & GALLEY_WORD_OF_WHICH && fact->sentence == last->sentence)
    parts->nested = fact;
  return parts->nested != NULL && fact->sentence == parts->nested->sentence;
}

/* Whether the parts add up to the total; @loosely also where only their own rounding lets them. */
static gboolean
meets (const GalleyFact *total,
       const GalleyFact *const *parts,
       guint n,
       gboolean loosely)
{
  __int128 sum = 0, slack = total->slack;

  for (guint i = 0; i < n; i++)
    {
      sum += parts[i]->scaled;
      slack += loosely ? parts[i]->slack : 0;
    }
  return magnitude (sum - total->scaled) <= slack;
}

static void
judge_sum (GalleyAuditor *auditor,
           const Sum *sum,
           gboolean soft)
{
  GalleyRelation relation = { .rule = "sum", .result = sum->total, .n_operands = sum->n, .sign = "+", .soft = soft };

  relation.computed = galley_fact_interval (sum->parts[0]);
  for (guint i = 0; i < sum->n; i++)
    {
      GalleyInterval part = galley_fact_interval (sum->parts[i]);
      relation.operands[i] = sum->parts[i];
      if (i > 0)
        relation.computed = galley_interval_add (&relation.computed, &part);
    }

  GalleyVerdict verdict = galley_auditor_judge (auditor, &relation);
  if (verdict == GALLEY_VERDICT_HOLDS || verdict == GALLEY_VERDICT_ROUNDING)
    galley_check_mixture (auditor, sum->total, sum->parts, sum->n, FALSE);
}

static gboolean
take_run (Sum *sum,
          const GalleyFact *total,
          const Parts *parts,
          guint first,
          gboolean loosely)
{
  if (parts->n < first + 2 || !meets (total, parts->parts + first, parts->n - first, loosely))
    return FALSE;
  sum->total = total;
  sum->n = parts->n - first;
  memcpy (sum->parts, parts->parts + first, sum->n * sizeof *sum->parts);
  return TRUE;
}

static void
add_part (Parts *parts,
          const GalleyFact *fact)
{
  if (parts->n == 0 || parts->parts[parts->n - 1]->passage != fact->passage)
    parts->first_of_passage = parts->n;
  parts->parts[parts->n++] = fact;
}

/* Whether @fact ends its run: no other value of the unit follows in the sentence. */
static gboolean
ends_run (const GalleyFacts *facts,
          const GalleyFact *fact)
{
  const GalleyFact *next = galley_facts_at (facts, fact->next_level);

  for (guint i = 0; i < GALLEY_AUDIT_WINDOW && next != NULL && next->sentence == fact->sentence; i++)
    {
      if (next->unit == fact->unit)
        return FALSE;
      next = galley_facts_at (facts, next->next_level);
    }
  return TRUE;
}

/* The parts add up to the total but for one digit, or two that are swapped: nearly always a slip (AUDIT.md 1.27). */
static gboolean
take_near (Sum *near,
           const GalleyFact *total,
           const Parts *parts)
{
  GalleyDecimal one = total->figure->value;
  __int128 sum = 0, ulp = 2 * total->slack;

  for (guint i = 0; i < parts->n; i++)
    sum += parts->parts[i]->scaled;
  if (parts->n < 2 || galley_auditor_name_slip (one.digits, (sum + total->slack) / ulp) == NULL)
    return FALSE;
  near->total = total;
  near->n = parts->n;
  memcpy (near->parts, parts->parts, parts->n * sizeof *near->parts);
  return TRUE;
}

static void
report_near (GalleyAuditor *auditor,
             const Sum *near)
{
  const GalleyFact *places[MAX_PARTS + 1] = { near->total };
  GalleyRational sum = { 0, 1 }, scale = galley_rational_power_of_ten (near->total->figure->value.magnitude);
  g_autofree char *surface = galley_auditor_surface (auditor, near->total), *added = NULL;
  __int128 scaled = 0, ulp = 2 * near->total->slack;
  const char *slip;

  for (guint i = 0; i < near->n; i++)
    {
      places[i + 1] = near->parts[i];
      scaled += near->parts[i]->scaled;
      sum = galley_rational_add (sum, galley_rational_from_decimal (&near->parts[i]->figure->value));
    }
  slip = galley_auditor_name_slip (near->total->figure->value.digits, (scaled + near->total->slack) / ulp);
  added = galley_rational_to_string (galley_rational_div (sum, scale), 6);
  galley_auditor_report (auditor, "near_total", GALLEY_VERDICT_INFO, GALLEY_SEVERITY_WARNING, places, near->n + 1,
                         g_strdup_printf (_("The parts of %s add up to %s.%s"), surface, added != NULL ? added : "?",
                                          slip != NULL ? slip : ""));
}

static gboolean
is_announced (const GalleyFact *total,
              const GalleyFact *opened,
              const GalleyFact *fact)
{
  return opened != NULL && fact->sentence == opened->sentence
         && (opened->segment != total->segment || fact->segment == total->segment);
}

/*
 * The parts of @total are looked for behind it: those that measure the same (by name), and those of the unit in a
 * paragraph that announces parts (其中). A run of either that adds up to the total is its decomposition.
 */
static gboolean
find_parts_behind (const GalleyFacts *facts,
                   const GalleyFact *total,
                   Sum *sum,
                   Sum *near)
{
  Parts named = { 0 }, announced = { 0 };
  const GalleyFact *opened = NULL; /* the first part after 其中, which reaches to the end of its sentence or segment */
  const GalleyFact *fact = galley_facts_at (facts, total->next_level);

  for (guint i = 0; i < GALLEY_AUDIT_WINDOW && fact != NULL; i++, fact = galley_facts_at (facts, fact->next_level))
    {
      gboolean same = galley_facts_same_measure (facts, total, fact);

      if (same && fact->comparable && fact->scaled == total->scaled)
        return FALSE; /* said again: the later mention is the one to explain */
      if (opened == NULL && fact->passage == total->passage && fact->gap & GALLEY_WORD_OF_WHICH)
        opened = fact;
      if (!may_be_part (total, fact) || named.n == MAX_PARTS || announced.n == MAX_PARTS)
        continue;
      if (same && !is_part_of_last (&named, fact))
        {
          add_part (&named, fact);
          if ((!is_small_count (total) || fact->passage == total->passage)
              && (take_run (sum, total, &named, 0, FALSE) || take_run (sum, total, &named, named.first_of_passage, FALSE)))
            return TRUE;
          if (opened != NULL && is_telling (total) && fact->passage == total->passage && ends_run (facts, fact)
              && (take_run (sum, total, &named, 0, TRUE) || take_near (near, total, &named)))
            return near->n == 0;
        }
      if (fact->passage == total->passage && (is_announced (total, opened, fact) || is_telling (total))
          && !is_of_another_kind (total, fact) && !is_part_of_last (&announced, fact))
        {
          add_part (&announced, fact);
          if (take_run (sum, total, &announced, 0, FALSE) && (is_telling (total) || ends_run (facts, fact)))
            return TRUE;
        }
    }
  return FALSE;
}

/* …合计100亿元: the parts stand before their total, in its sentence. */
static gboolean
find_parts_before (const GalleyFacts *facts,
                   const GalleyFact *total,
                   Sum *sum)
{
  int index = galley_facts_index (facts, total);
  GalleyFact const *found[MAX_PARTS];
  guint n = 0;

  if (!(total->gap & GALLEY_WORD_TOTAL))
    return FALSE;
  for (int i = index - 1; i >= 0 && index - i <= 2 * GALLEY_AUDIT_WINDOW && n < MAX_PARTS; i--)
    {
      const GalleyFact *fact = &facts->facts[i];
      if (fact->sentence != total->sentence)
        break;
      if (!may_be_part (total, fact))
        continue;
      found[n++] = fact;
      if (n >= 2 && meets (total, found, n, FALSE))
        {
          sum->total = total;
          sum->n = n;
          for (guint k = 0; k < n; k++)
            sum->parts[k] = found[n - 1 - k];
          return TRUE;
        }
    }
  return FALSE;
}

/* 三镇合计, 二者合计: the total is of what was just listed. */
static gboolean
tells_how_many (const GalleyFacts *facts,
                const GalleyFact *total)
{
  static const char *const numbers[] = { "二", "两", "三", "四", "五", "六", "七", "八", "九", "十" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (total->name.length >= 3 && memcmp (galley_fact_text (facts, total) + total->name.offset, numbers[i], 3) == 0)
      return TRUE;
  return total->name.length == 0;
}

/*
 * 甲镇12个、乙镇9个、丙镇8个，合计30个: nothing but a list and its total stands in the sentence, so the list is all
 * there is. What the parts are counted in is left to the caller.
 */
static gboolean
find_list_before (const GalleyFacts *facts,
                  const GalleyFact *total,
                  Sum *sum)
{
  const guint64 other = GALLEY_WORD_OF_WHICH | GALLEY_WORD_PRIOR | GALLEY_WORD_PER | GALLEY_WORD_UP | GALLEY_WORD_DOWN
                        | GALLEY_WORD_THAN | GALLEY_WORD_SCOPE | GALLEY_WORD_PLANNED | GALLEY_WORD_CUMULATIVE;
  int first = galley_facts_index (facts, total);

  if (!(total->gap & GALLEY_WORD_TOTAL) || !may_be_total (total) || !tells_how_many (facts, total)
      || total->clause_words & other)
    return FALSE;
  *sum = (Sum) { .total = total };
  while (first > 0 && facts->facts[first - 1].sentence == total->sentence
         && facts->facts[first - 1].kind != GALLEY_FACT_TIME)
    {
      const GalleyFact *fact = &facts->facts[--first];
      if (sum->n == MAX_PARTS || !may_be_total (fact) || fact->clause_words & other)
        return FALSE;
      sum->parts[sum->n++] = fact;
    }
  for (guint i = 0; i < sum->n / 2; i++)
    {
      const GalleyFact *part = sum->parts[i];
      sum->parts[i] = sum->parts[sum->n - 1 - i];
      sum->parts[sum->n - 1 - i] = part;
    }
  if (sum->n < 2)
    return FALSE;

  guint start = sum->parts[0]->figure->bytes.offset;
  GalleySlice list = { start, total->figure->bytes.offset - start };
  return !galley_facts_contain (facts, total->passage, list, "等")
         && !galley_facts_contain (facts, total->passage, list, "折");
}

static gboolean
is_of_one_unit (const Sum *sum)
{
  for (guint i = 0; i < sum->n; i++)
    if (sum->parts[i]->unit != sum->total->unit)
      return FALSE;
  return TRUE;
}

/* 12亿元、3亿美元，合计15亿元 adds up nothing: it must be said what was converted, and how (AUDIT.md 1.22). */
static void
report_currencies (GalleyAuditor *auditor,
                   const Sum *sum)
{
  const GalleyFact *places[MAX_PARTS + 1] = { sum->total };
  g_autofree char *surface = galley_auditor_surface (auditor, sum->total);

  if (sum->total->figure->kind != GALLEY_FIGURE_MONEY)
    return;
  for (guint i = 0; i < sum->n; i++)
    {
      if (sum->parts[i]->figure->kind != GALLEY_FIGURE_MONEY || sum->parts[i]->unit == 0)
        return;
      places[i + 1] = sum->parts[i];
    }
  galley_auditor_report (auditor, "unit", GALLEY_VERDICT_INFO, GALLEY_SEVERITY_WARNING, places, sum->n + 1,
                         g_strdup_printf (_("%s is the total of several currencies: say what was converted."), surface));
}

static void
check_list (GalleyAuditor *auditor,
            const Sum *sum)
{
  if (is_of_one_unit (sum))
    /* Between clauses each with a verb of its own, one may count some of the other once more. */
    judge_sum (auditor, sum, sum->parts[0]->clause != sum->parts[sum->n - 1]->clause);
  else
    report_currencies (auditor, sum);
}

/* An English count has its noun for a unit. */
static gboolean
is_english_unit (const GalleyFacts *facts,
                 const GalleyFact *fact,
                 const char *unit)
{
  const GalleySlice slice = fact->figure->unit;

  return slice.length == strlen (unit)
         && memcmp (galley_fact_text (facts, fact) + slice.offset, unit, slice.length) == 0;
}

/* 45 women and 75 men: together they are everyone. */
static gboolean
are_both_sexes (const GalleyFacts *facts,
                const GalleyFact *a,
                const GalleyFact *b)
{
  static const char *const pairs[][2] = {
    { "women", "men" }, { "men", "women" }, { "girls", "boys" }, { "boys", "girls" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (is_english_unit (facts, a, pairs[i][0]) && is_english_unit (facts, b, pairs[i][1]))
      return TRUE;
  return FALSE;
}

/* Two names that between them leave nothing out. */
static gboolean
are_complements (const GalleyFacts *facts,
                 const GalleyFact *a,
                 const GalleyFact *b)
{
  static const char *const pairs[][2] = {
    { "进口", "出口" }, { "新建", "续建" }, { "新开工", "续建" }, { "城镇", "农村" }, { "城镇", "乡村" }, { "境内", "境外" },
    { "国内", "国外" }, { "省内", "省外" }, { "市内", "市外" }, { "轻工业", "重工业" }, { "男", "女" }, { "本地", "外地" },
    { "公有制", "非公有制" }, { "线上", "线下" }, { "内销", "外销" }, { "中央", "地方" }, { "内资", "外资" }, { "餐饮", "商品" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint turn = 0; turn < 2; turn++)
      if ((galley_facts_contain (facts, a->passage, a->name, pairs[i][turn])
           || galley_facts_contain (facts, a->passage, a->noun, pairs[i][turn]))
          && (galley_facts_contain (facts, b->passage, b->name, pairs[i][1 - turn])
              || galley_facts_contain (facts, b->passage, b->noun, pairs[i][1 - turn])))
        return TRUE;
  return FALSE;
}

/* A total of 120 people, including 45 women and 75 men, and nobody else. */
static gboolean
find_sexes (const GalleyFacts *facts,
            const GalleyFact *total,
            Sum *sum)
{
  int index = galley_facts_index (facts, total);
  const GalleyFact *first = index + 2 < (int) facts->n_facts ? total + 1 : NULL, *second = total + 2;

  if (first == NULL || first->sentence != total->sentence || second->sentence != total->sentence
      || (index + 3 < (int) facts->n_facts && second[1].sentence == total->sentence)
      || !is_small_count (total) || !is_small_count (first) || !is_small_count (second) || !may_be_total (first)
      || !may_be_total (second) || !(first->gap & GALLEY_WORD_OF_WHICH) || !are_both_sexes (facts, first, second))
    return FALSE;
  *sum = (Sum) { .total = total, .parts = { first, second }, .n = 2 };
  return TRUE;
}

/* 总额100亿元。其中，出口60亿元，进口30亿元: exactly two parts that leave nothing out, or nothing is said. */
static gboolean
find_complements (const GalleyFacts *facts,
                  const GalleyFact *total,
                  Sum *sum)
{
  const GalleyFact *fact = galley_facts_at (facts, total->next_level);
  gboolean open = FALSE, trade = total->aspects == (GALLEY_WORD_EXPORT | GALLEY_WORD_IMPORT);

  sum->total = total;
  sum->n = 0;
  for (guint i = 0; i < GALLEY_AUDIT_WINDOW && fact != NULL && fact->passage == total->passage
                    && fact->sentence <= total->sentence + 1;
       i++, fact = galley_facts_at (facts, fact->next_level))
    {
      open = open || fact->gap & GALLEY_WORD_OF_WHICH;
      if (fact->unit != total->unit || !(open || trade) || fact->owner >= 0
          || fact->aspects & (GALLEY_WORD_SURPLUS | GALLEY_WORD_DEFICIT))
        continue;
      if (fact->scaled >= total->scaled || !fact->comparable || fact->name.length == 0)
        continue;
      if (sum->n == 2)
        return FALSE;
      sum->parts[sum->n++] = fact;
    }
  return sum->n == 2 && sum->parts[0]->sentence == sum->parts[1]->sentence
         && are_complements (facts, sum->parts[0], sum->parts[1])
         && (trade || is_small_count (total) || galley_facts_same_measure (facts, sum->parts[0], sum->parts[1]))
         && !((total->sentence_words | sum->parts[0]->sentence_words) & GALLEY_WORD_SCOPE);
}

/*
 * 城镇零售额…；乡村零售额…: two parts whose total stands in another paragraph under another name. Their names must
 * leave nothing out, or the digits be beyond chance.
 */
static gboolean
find_total_elsewhere (const GalleyFacts *facts,
                      const GalleyFact *second,
                      Sum *sum)
{
  int index = galley_facts_index (facts, second);
  const GalleyFact *first = NULL;
  guint section = facts->passages[second->passage].section;

  if (is_small_count (second))
    return FALSE;
  for (int i = index - 1; i >= 0 && index - i <= 2 * GALLEY_AUDIT_WINDOW; i--)
    {
      const GalleyFact *fact = &facts->facts[i];

      if (!may_be_total (fact) || fact->unit != second->unit)
        continue;
      if (first == NULL && fact->sentence != second->sentence)
        return FALSE;
      if (first == NULL)
        {
          first = fact;
          continue;
        }
      *sum = (Sum) { .total = fact, .parts = { first, second }, .n = 2 };
      if (fact->passage == second->passage || facts->passages[fact->passage].section != section
          || !may_be_part (fact, first) || !may_be_part (fact, second) || !meets (fact, sum->parts, 2, FALSE)
          || galley_facts_same_measure (facts, fact, first))
        continue;
      if (fact->slack > 0 && (fact->scaled / fact->slack >= 2 * BEYOND_CHANCE || are_complements (facts, first, second)))
        return TRUE;
    }
  return FALSE;
}

/*
 * Where 66个 = 12个 + 54个 is proved, the amounts told beside these counts, one beside each, are parts of the amount
 * told beside the total, whether they add up or not.
 */
static gboolean
find_parallel (const GalleyFacts *facts,
               const GalleyFact *total,
               const Sum *proved,
               Sum *sum)
{
  const GalleyFact *fact = galley_facts_at (facts, total->next_level);

  sum->total = total;
  sum->n = 0;
  for (guint i = 0; i < 2 * GALLEY_AUDIT_WINDOW && fact != NULL && sum->n < proved->n;
       i++, fact = galley_facts_at (facts, fact->next_level))
    {
      if (!galley_facts_same_measure (facts, total, fact))
        continue;
      /* Two of them beside one part leave it open which is meant. */
      if (sum->n > 0 && sum->parts[sum->n - 1]->segment == fact->segment)
        return FALSE;
      /* A value of this kind on the way to the first part would be a nearer total. */
      if (fact->segment < proved->parts[sum->n]->segment && sum->n == 0)
        return FALSE;
      if (fact->segment < proved->parts[sum->n]->segment)
        continue;
      if (fact->segment != proved->parts[sum->n]->segment || !may_be_part (total, fact))
        return FALSE;
      sum->parts[sum->n++] = fact;
    }
  return sum->n == proved->n;
}

static gboolean
spans_segments (const Sum *sum)
{
  for (guint i = 1; i < sum->n; i++)
    if (sum->parts[i]->segment == sum->parts[i - 1]->segment)
      return FALSE;
  return sum->parts[0]->passage == sum->parts[sum->n - 1]->passage;
}

/*
 * Things that are counted in full have all their amounts among them. Between two counts, 受理 and 结案, one may yet
 * have things that the other has none of: too few is only a question then.
 */
static void
judge_parallel (GalleyAuditor *auditor,
                const Sum *proved,
                const Sum *sum)
{
  const GalleyFact *total = sum->total;
  __int128 missing = total->scaled - total->slack;

  for (guint i = 0; i < sum->n; i++)
    missing -= sum->parts[i]->scaled;
  if (missing <= 0 || !is_small_count (total))
    judge_sum (auditor, sum, missing > 0 && total->unit == proved->total->unit);
}

/* Judges the totals of the sentence of @proved that found no parts of their own. */
static void
check_parallel (GalleyAuditor *auditor,
                const Sum *proved,
                GArray *unexplained)
{
  if (proved->n == 0 || !spans_segments (proved))
    return;
  for (guint i = 0; i < unexplained->len; i++)
    {
      Sum *near = &g_array_index (unexplained, Sum, i), sum;
      if (find_parallel (&auditor->facts, near->total, proved, &sum))
        {
          judge_parallel (auditor, proved, &sum);
          near->n = 0;
        }
    }
}

static void
end_sentence (GalleyAuditor *auditor,
              Sum *proved,
              GArray *unexplained)
{
  check_parallel (auditor, proved, unexplained);
  for (guint i = 0; i < unexplained->len; i++)
    if (g_array_index (unexplained, Sum, i).n > 0)
      report_near (auditor, &g_array_index (unexplained, Sum, i));
  g_array_set_size (unexplained, 0);
  proved->n = 0;
}

/**
 * galley_check_sums:
 *
 * Totals against their parts (AUDIT.md 1.1, 1.27). What adds up is a proof wherever it stands; what does not is
 * reported only where the parts are known to be all there are.
 */
void
galley_check_sums (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;
  g_autoptr (GArray) unexplained = g_array_new (FALSE, FALSE, sizeof (Sum));
  Sum sum, near, proved = { 0 };

  for (guint i = 0; i < facts->n_facts; i++)
    {
      const GalleyFact *total = &facts->facts[i];

      if (i > 0 && total->sentence != facts->facts[i - 1].sentence)
        {
          end_sentence (auditor, &proved, unexplained);
        }
      if (!may_be_total (total))
        continue;
      if (find_total_elsewhere (facts, total, &sum))
        judge_sum (auditor, &sum, FALSE);
      near.n = 0;
      if (find_parts_behind (facts, total, &sum, &near) || find_parts_before (facts, total, &sum))
        {
          judge_sum (auditor, &sum, FALSE);
          if (proved.n == 0 || !spans_segments (&proved))
            proved = sum;
        }
      else if (find_complements (facts, total, &sum) || find_sexes (facts, total, &sum))
        judge_sum (auditor, &sum, FALSE);
      else if (find_list_before (facts, total, &sum))
        check_list (auditor, &sum);
      else if (unexplained->len < GALLEY_AUDIT_WINDOW)
        {
          near.total = total;
          g_array_append_val (unexplained, near);
        }
    }
  end_sentence (auditor, &proved, unexplained);
}
