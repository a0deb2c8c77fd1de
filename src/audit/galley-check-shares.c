/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>

#define MAX_BEFORE 8
/* A share of three digits meets a wrong whole once in a thousand times. */
#define TELLING_DIGITS 100
/* Two digits are enough where part and whole measure the same in one paragraph. */
#define TELLING_OF_LIKE 10
#define MAX_PROVED 8
/* A longer list of shares is a table. */
#define MAX_DIVISION 12
/* Five characters that two wholes end with make them one. */
#define TELLING_NOUN 15
/* 100% in millionths. */
#define WHOLE ((__int128) 100 * 1000000)

static gboolean
is_telling (const GalleyFact *share)
{
  __int128 digits = share->figure->value.digits;

  return digits >= TELLING_DIGITS || digits <= -TELLING_DIGITS;
}

/* Whether 100 × part / whole rounds to the share, in whole numbers. */
static gboolean
rounds_to (const GalleyFact *share,
           const GalleyFact *part,
           const GalleyFact *whole)
{
  __int128 scaled_part, scaled_whole, slack;

  return !(__builtin_mul_overflow (part->scaled, WHOLE, &scaled_part)
           || __builtin_mul_overflow (whole->scaled, share->scaled, &scaled_whole)
           || __builtin_mul_overflow (whole->scaled, share->slack, &slack)
           || __builtin_sub_overflow (scaled_part, scaled_whole, &scaled_part))
         && scaled_part <= slack && scaled_part >= -slack;
}

static GalleyInterval
share_of (const GalleyFact *part,
          const GalleyFact *whole)
{
  GalleyInterval a = galley_fact_interval (part), b = galley_fact_interval (whole);
  GalleyInterval ratio = galley_interval_div (&a, &b);

  return galley_interval_percent (&ratio);
}

typedef enum
{
  LIKELY,  /* what the share is of is not said in so many words */
  STATED,
  FIXABLE, /* and nothing but the share can be wrong */
} Certainty;

static GalleyVerdict
judge_share (GalleyAuditor *auditor,
             const GalleyFact *share,
             const GalleyFact *part,
             const GalleyFact *whole,
             Certainty certainty)
{
  GalleyRelation relation = {
    .rule = "share",
    .result = share,
    .operands = { part, whole },
    .n_operands = 2,
    .sign = "÷",
    .computed = share_of (part, whole),
    .soft = certainty == LIKELY,
    .fixable = certainty == FIXABLE,
  };
  return galley_auditor_judge (auditor, &relation);
}

static gboolean
is_amount (const GalleyFact *fact)
{
  return fact->kind == GALLEY_FACT_LEVEL && fact->comparable && fact->scaled > 0 && fact->owner < 0;
}

/* 占…比重由上年的21.3%升至27.1%: what the share was, by the growth of part and whole. */
static void
check_prior_share (GalleyAuditor *auditor,
                   const GalleyFact *share,
                   const GalleyFact *part,
                   const GalleyFact *whole)
{
  const GalleyFacts *facts = &auditor->facts;
  int index = galley_facts_index (facts, share);
  const GalleyFact *prior = index > 0 ? &facts->facts[index - 1] : NULL;
  const GalleyFact *part_rate = galley_facts_rate_of (facts, part, GALLEY_BASE_YEAR_BEFORE, 0);
  const GalleyFact *whole_rate = galley_facts_rate_of (facts, whole, GALLEY_BASE_YEAR_BEFORE, 0);

  if (prior == NULL || prior->kind != GALLEY_FACT_SHARE || prior->sentence != share->sentence
      || !(prior->gap & GALLEY_WORD_PRIOR) || part_rate == NULL || whole_rate == NULL
      || (part->sentence_words | whole->sentence_words) & GALLEY_WORD_REVISED)
    return;

  GalleyInterval now = share_of (part, whole);
  GalleyInterval grew = galley_fact_factor (part_rate), whole_grew = galley_fact_factor (whole_rate);
  GalleyInterval relative = galley_interval_div (&whole_grew, &grew);
  GalleyRelation relation = {
    .rule = "prior_share",
    .result = prior,
    .operands = { part, part_rate, whole, whole_rate },
    .n_operands = 4,
    .sign = "·",
    .computed = galley_interval_mul (&now, &relative),
    .soft = TRUE,
  };
  galley_auditor_judge (auditor, &relation);
}

/* Whether 占X names @whole: X ends with its whole noun, of three characters at least. */
static gboolean
is_named (const GalleyFacts *facts,
          const GalleyFact *share,
          const GalleyFact *whole)
{
  guint common = galley_slice_common_suffix (galley_fact_text (facts, share), share->noun,
                                             galley_fact_text (facts, whole), whole->name);

  return common >= 9 && (common == whole->name.length || common == share->noun.length);
}

/* The shares of late that were proved, and of what. */
typedef struct
{
  const GalleyFact *shares[MAX_PROVED];
  const GalleyFact *wholes[MAX_PROVED];
  guint n;
} Proved;

/* 占出口总量的 was of this whole once, so it is of this whole again. */
static const GalleyFact *
whole_of_like (const GalleyFacts *facts,
               const GalleyFact *share,
               const Proved *proved)
{
  for (guint i = 0; i < MIN (proved->n, MAX_PROVED); i++)
    {
      const GalleyFact *like = proved->shares[i];
      guint common = galley_slice_common_suffix (galley_fact_text (facts, share), share->noun,
                                                 galley_fact_text (facts, like), like->noun);
      if (like->passage == share->passage && galley_facts_same_time (facts, like, share)
          && (common >= TELLING_NOUN || (common >= 9 && common == share->noun.length && common == like->noun.length)))
        return proved->wholes[i];
    }
  return NULL;
}

typedef struct
{
  const GalleyFact *meets;   /* the nearest whole that gives the share */
  const GalleyFact *named;   /* the only one that 占X names */
  gboolean ambiguous;
} Wholes;

static void
consider_whole (const GalleyFacts *facts,
                const GalleyFact *share,
                const GalleyFact *part,
                const GalleyFact *fact,
                Wholes *wholes)
{
  if (fact == part || !is_amount (fact) || fact->unit != part->unit || fact->scaled < part->scaled)
    return;

  gboolean named = is_named (facts, share, fact);
  gboolean likely = named || (share->figure->value.digits >= TELLING_OF_LIKE && fact->passage == part->passage
                              && galley_facts_same_measure (facts, part, fact));
  if (wholes->meets == NULL && (is_telling (share) || likely) && rounds_to (share, part, fact))
    wholes->meets = fact;
  if (named && wholes->named != NULL && wholes->named->scaled != fact->scaled)
    wholes->ambiguous = TRUE;
  if (named && wholes->named == NULL)
    wholes->named = fact;
}

/* Looks for the whole of @part before and behind @share, in its section. */
static Wholes
find_wholes (const GalleyFacts *facts,
             const GalleyFact *share,
             const GalleyFact *part)
{
  Wholes wholes = { 0 };
  guint section = facts->passages[share->passage].section;
  const GalleyFact *fact = galley_facts_at (facts, part->next_level);

  for (int i = galley_facts_index (facts, share) - 1, n = 0; i >= 0 && n < 3 * GALLEY_AUDIT_WINDOW; i--, n++)
    {
      if (facts->passages[facts->facts[i].passage].section != section)
        break;
      consider_whole (facts, share, part, &facts->facts[i], &wholes);
    }
  /* A whole told later counts where it gives the share, but what it is called proves nothing yet. */
  for (guint n = 0; fact != NULL && wholes.meets == NULL && n < GALLEY_AUDIT_WINDOW; n++)
    {
      Wholes later = { 0 };
      consider_whole (facts, share, part, fact, &later);
      wholes.meets = later.meets;
      fact = galley_facts_at (facts, fact->next_level);
    }
  return wholes;
}

/*
 * 常住人口314.7万人，其中城镇人口201.4万人，占64.0%: with no word of what it is of, a share behind 其中 is of the one
 * amount that stands before it.
 */
static const GalleyFact *
whole_of_bare (const GalleyFacts *facts,
               const GalleyFact *share,
               const GalleyFact *part)
{
  const GalleyFact *whole = NULL;
  gboolean opened = FALSE;

  if (share->noun.length > 0 || !(share->gap & GALLEY_WORD_SHARE) || part->tuple_size > 1
      || share->gap & (GALLEY_WORD_TO | GALLEY_WORD_FROM | GALLEY_WORD_PER))
    return NULL;
  for (int i = galley_facts_index (facts, part), n = 0; i >= 0 && n < GALLEY_AUDIT_WINDOW; i--, n++)
    {
      const GalleyFact *fact = &facts->facts[i];

      if (fact->passage != part->passage || fact->sentence + 1 < part->sentence)
        break;
      if (opened && is_amount (fact) && fact->unit == part->unit)
        {
          if (whole != NULL)
            return NULL;
          whole = fact;
        }
      if (fact->gap & GALLEY_WORD_OF_WHICH && !(fact->gap & GALLEY_WORD_DIVIDED))
        {
          if (opened)
            return NULL; /* 其中 within 其中 */
          opened = TRUE;
        }
    }
  return whole != NULL && whole->scaled > part->scaled && whole->tuple_size == 1 ? whole : NULL;
}

/* 339.8万台，占出口总量的90.3%. */
static void
check_share_of_total (GalleyAuditor *auditor,
                      const GalleyFact *share,
                      Proved *proved)
{
  const GalleyFacts *facts = &auditor->facts;
  const GalleyFact *part = galley_facts_at (facts, share->owner);
  Wholes wholes;

  if (part == NULL || !is_amount (part) || share->gap & GALLEY_WORD_PRIOR)
    return;
  wholes = find_wholes (facts, share, part);
  if (wholes.meets != NULL)
    {
      judge_share (auditor, share, part, wholes.meets, STATED);
      check_prior_share (auditor, share, part, wholes.meets);
      proved->shares[proved->n % MAX_PROVED] = share;
      proved->wholes[proved->n++ % MAX_PROVED] = wholes.meets;
      return;
    }
  if (wholes.named == NULL)
    wholes.named = whole_of_like (facts, share, proved);
  if (wholes.named != NULL && !wholes.ambiguous && wholes.named->unit == part->unit
      && galley_facts_same_time (facts, wholes.named, part)
      && !((share->sentence_words | wholes.named->sentence_words) & GALLEY_WORD_SCOPE))
    judge_share (auditor, share, part, wholes.named, STATED);
  else if (wholes.named == NULL && !(share->sentence_words & GALLEY_WORD_SCOPE))
    {
      const GalleyFact *bare = whole_of_bare (facts, share, part);
      if (bare != NULL)
        judge_share (auditor, share, part, bare, LIKELY);
    }
}

static guint
amounts_before (const GalleyFacts *facts,
                const GalleyFact *share,
                const GalleyFact **amounts)
{
  int index = galley_facts_index (facts, share);
  guint n = 0;

  for (int i = index - 1; i >= 0 && index - i <= GALLEY_AUDIT_WINDOW && n < MAX_BEFORE; i--)
    {
      const GalleyFact *fact = &facts->facts[i];
      if (fact->segment != share->segment)
        break;
      if (is_amount (fact))
        amounts[n++] = fact;
    }
  return n;
}

static const GalleyFact *
with_aspect (const GalleyFact *const *amounts,
             guint n,
             guint64 aspect)
{
  for (guint i = 0; i < n; i++)
    if (amounts[i]->aspects == aspect)
      return amounts[i];
  return NULL;
}

/* 采购规模32.72亿元，节约5.51亿元，节约率14.41%: the budget is not told, but is what was paid and what was saved. */
static void
check_saving_of_untold (GalleyAuditor *auditor,
                        const GalleyFact *share,
                        const GalleyFact *saved,
                        const GalleyFact *paid)
{
  GalleyInterval a = galley_fact_interval (saved), b = galley_fact_interval (paid);
  GalleyInterval whole = galley_interval_add (&a, &b), ratio = galley_interval_div (&a, &whole);
  GalleyRelation relation = {
    .rule = "share",
    .result = share,
    .operands = { saved, paid },
    .n_operands = 2,
    .sign = ",",
    .computed = galley_interval_percent (&ratio),
  };

  if (galley_interval_judge (share->figure, &relation.computed) == GALLEY_VERDICT_HOLDS)
    galley_auditor_judge (auditor, &relation);
}

/* 节约率 is what was saved of the budget; where the saving itself agrees, only the rate can be wrong. */
static gboolean
check_saving_rate (GalleyAuditor *auditor,
                   const GalleyFact *share,
                   const GalleyFact *const *amounts,
                   guint n)
{
  const GalleyFact *budget = with_aspect (amounts, n, GALLEY_WORD_BUDGET);
  const GalleyFact *actual = with_aspect (amounts, n, GALLEY_WORD_ACTUAL);
  const GalleyFact *saved = NULL;

  for (guint i = 0; i < n && saved == NULL; i++)
    if (amounts[i]->aspects & GALLEY_WORD_SAVED)
      saved = amounts[i];
  if (!(share->aspects & GALLEY_WORD_SAVED) || saved == NULL)
    return FALSE;
  if (budget == NULL || budget->unit != saved->unit)
    {
      for (guint i = 0; i < n && is_telling (share); i++)
        if (amounts[i] != saved && amounts[i]->unit == saved->unit)
          check_saving_of_untold (auditor, share, saved, amounts[i]);
      return budget == NULL;
    }

  gboolean agrees = actual != NULL && actual->unit == budget->unit
                    && budget->scaled - actual->scaled == saved->scaled;
  judge_share (auditor, share, saved, budget, agrees ? FIXABLE : STATED);
  return TRUE;
}

/**
 * galley_facts_find_ratio:
 * @part: (out): the one
 * @whole: (out): the other
 *
 * Looks for two amounts whose ratio @share is: what it describes and a whole of that, or any two beside it (完成率).
 *
 * Returns: whether there are such
 */
gboolean
galley_facts_find_ratio (const GalleyFacts *facts,
                         const GalleyFact *share,
                         const GalleyFact **part,
                         const GalleyFact **whole)
{
  const GalleyFact *amounts[MAX_BEFORE], *owner = galley_facts_at (facts, share->owner);
  guint n = is_telling (share) ? amounts_before (facts, share, amounts) : 0;

  if (owner != NULL && is_amount (owner))
    {
      *part = owner;
      *whole = find_wholes (facts, share, owner).meets;
      return *whole != NULL;
    }
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++)
      if (i != k && amounts[i]->unit == amounts[k]->unit && amounts[i]->scaled != amounts[k]->scaled
          && rounds_to (share, amounts[i], amounts[k]))
        {
          *part = amounts[i];
          *whole = amounts[k];
          return TRUE;
        }
  return FALSE;
}

/* 合格1225批次，合格率98.0%: the rate is called after the part, and is of the only other amount. */
static gboolean
is_rate_of (const GalleyFacts *facts,
            const GalleyFact *share,
            const GalleyFact *part)
{
  static const char *const nots[] = { "不", "未", "非" };
  const char *rate = galley_fact_text (facts, share) + share->name.offset;
  const char *name = galley_fact_text (facts, part) + part->name.offset;
  guint stem = share->name.length - 3;

  if (share->name.length < 9 || memcmp (rate + stem, "率", 3) != 0 || part->name.length < stem
      || memcmp (name + part->name.length - stem, rate, stem) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (nots); i++)
    if (part->name.length >= stem + 3 && memcmp (name + part->name.length - stem - 3, nots[i], 3) == 0)
      return FALSE;
  return TRUE;
}

static void
check_named_rate (GalleyAuditor *auditor,
                  const GalleyFact *share,
                  const GalleyFact *const *amounts,
                  guint n)
{
  if (n != 2 || amounts[0]->unit != amounts[1]->unit || amounts[0]->scaled > amounts[1]->scaled
      || share->sentence_words & GALLEY_WORD_SCOPE || !is_rate_of (&auditor->facts, share, amounts[0]))
    return;
  judge_share (auditor, share, amounts[0], amounts[1], LIKELY);
}

static void
check_rate (GalleyAuditor *auditor,
            const GalleyFact *share)
{
  const GalleyFact *amounts[MAX_BEFORE], *part, *whole;
  guint n = amounts_before (&auditor->facts, share, amounts);

  if (check_saving_rate (auditor, share, amounts, n))
    return;
  if (galley_facts_find_ratio (&auditor->facts, share, &part, &whole))
    judge_share (auditor, share, part, whole, STATED);
  else
    check_named_rate (auditor, share, amounts, n);
}

/*
 * 100个县中，山区县占62.35%: of so few, not every percentage can be. It may be the share of something else that
 * they have, so it is only asked.
 */
static void
check_whole_number (GalleyAuditor *auditor,
                    const GalleyFact *share)
{
  const GalleyFacts *facts = &auditor->facts;
  int index = galley_facts_index (facts, share);
  const GalleyFact *whole = index > 0 ? &facts->facts[index - 1] : NULL;
  GalleyInterval wide = galley_interval_widened (&share->figure->value);
  __int128 first, last;

  if (whole == NULL || whole->sentence != share->sentence || !is_amount (whole) || whole->slack != 0
      || !(share->gap & GALLEY_WORD_SHARE) || !galley_facts_contain (facts, whole->passage, whole->noun, "中"))
    return;

  GalleyInterval n = galley_fact_interval (whole);
  GalleyInterval hundred = galley_interval_exact ((GalleyRational) { 100, 1 });
  GalleyInterval of = galley_interval_mul (&n, &wide);
  GalleyInterval count = galley_interval_div (&of, &hundred);
  if (!galley_rational_floor (count.low, &first) || !galley_rational_ceil (count.high, &last) || last - first != 1)
    return;

  const GalleyFact *places[] = { share, whole };
  g_autofree char *percent = galley_auditor_surface (auditor, share), *all = galley_auditor_surface (auditor, whole);
  galley_auditor_report (auditor, "grim_share", GALLEY_VERDICT_INFO, GALLEY_SEVERITY_WARNING, places, G_N_ELEMENTS (places),
                         g_strdup_printf (_("No whole number out of %s is %s."), all, percent));
}

/* The members of one division: 比重分别为A、B和C, or 第一产业占A，第二产业占B，第三产业占C. */
static guint
count_division (const GalleyFacts *facts,
                const GalleyFact *first)
{
  guint n = 1, index = (guint) galley_facts_index (facts, first);

  if (!(first->gap & GALLEY_WORD_SHARE))
    return 0;
  if (first->tuple_size > 1)
    return first->clause_words & GALLEY_WORD_EACH ? first->tuple_size : 0;
  for (; index + n < facts->n_facts && n < MAX_DIVISION; n++)
    {
      const GalleyFact *fact = &first[n];
      if (fact->kind != GALLEY_FACT_SHARE || fact->sentence != first->sentence || !(fact->gap & GALLEY_WORD_SHARE)
          || fact->tuple_size > 1)
        break;
    }
  return n;
}

/* Three sectors are all there is of an economy; of other lists only that they add up tells that they are a division. */
static gboolean
is_exhaustive (const GalleyFacts *facts,
               const GalleyFact *first,
               guint n)
{
  return n == 3
         && (galley_facts_contain (facts, first->passage, first->name, "三次产业")
             || (galley_facts_contain (facts, first->passage, first->name, "第一产业")
                 && galley_facts_contain (facts, first->passage, first[1].name, "第二产业")
                 && galley_facts_contain (facts, first->passage, first[2].name, "第三产业")));
}

/* The shares of one whole make 100% (AUDIT.md 1.4). */
static guint
check_division (GalleyAuditor *auditor,
                const GalleyFact *first)
{
  guint n = count_division (&auditor->facts, first);
  const GalleyFact *places[MAX_DIVISION];
  __int128 sum = 0, slack = 0;

  if (n < 3 || n > MAX_DIVISION)
    return 1;
  for (guint i = 0; i < n; i++)
    {
      if (!first[i].comparable || first[i].scaled <= 0 || first[i].figure->value.decimals < 1)
        return n;
      places[i] = &first[i];
      sum += first[i].scaled;
      slack += first[i].slack;
    }

  gboolean whole = sum - WHOLE <= slack && WHOLE - sum <= slack;
  GalleyVerdict verdict = whole ? GALLEY_VERDICT_HOLDS : GALLEY_VERDICT_FAILS;
  if (!(whole || is_exhaustive (&auditor->facts, first, n)) || !galley_auditor_wants (auditor, verdict))
    return n;

  g_autofree char *added = galley_rational_to_string ((GalleyRational) { sum, 1000000 }, 6);
  galley_auditor_report (auditor, "division", verdict, whole ? GALLEY_SEVERITY_NOTE : GALLEY_SEVERITY_ERROR, places, n,
                         whole ? g_strdup_printf (_("The shares add up to %s%%, the whole within rounding."), added)
                               : g_strdup_printf (_("The shares of one whole add up to %s%%, not to 100%%."), added));
  return n;
}

/**
 * galley_check_shares:
 *
 * Shares and rates against the amounts that they are taken from (AUDIT.md 1.4, 1.8, 1.14).
 */
void
galley_check_shares (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;
  Proved proved = { 0 };
  guint divided = 0;

  for (guint i = 0; i < facts->n_facts; i++)
    {
      const GalleyFact *share = &facts->facts[i];

      if (share->kind == GALLEY_FACT_SHARE && i >= divided)
        divided = i + check_division (auditor, share);

      if (share->kind != GALLEY_FACT_SHARE || !share->comparable || share->scaled <= 0)
        continue;
      if (share->owner >= 0)
        check_share_of_total (auditor, share, &proved);
      else
        check_rate (auditor, share);
      check_whole_number (auditor, share);
    }
}
