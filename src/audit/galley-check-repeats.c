/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A headline, note and lead with more figures than these are a table. */
#define MAX_HEADLINE 32
/* 万 for 亿, or the reverse. */
#define SCALE_SLIP 10000
/* Of two digits, any two numbers are nearly alike. */
#define TELLING_DIGITS 100

static gboolean
is_headline (const GalleyFacts *facts,
             const GalleyFact *fact)
{
  GalleyPassageRole role = facts->passages[fact->passage].role;

  return role == GALLEY_PASSAGE_HEADLINE || role == GALLEY_PASSAGE_KICKER;
}

/* What sums up the text: the headline, and the note and the lead, which may also say what the text does not. */
static gboolean
stands_above (const GalleyFacts *facts,
              const GalleyFact *fact)
{
  GalleyPassageRole role = facts->passages[fact->passage].role;

  return is_headline (facts, fact) || role == GALLEY_PASSAGE_NOTE || role == GALLEY_PASSAGE_LEAD;
}

static gboolean
is_value (const GalleyFact *fact)
{
  return (fact->kind == GALLEY_FACT_LEVEL || fact->kind == GALLEY_FACT_RATE || fact->kind == GALLEY_FACT_SHARE)
         && fact->figure->numeric;
}

static gboolean
same_kind (const GalleyFact *a,
           const GalleyFact *b)
{
  /* A headline leaves 元 out: 少花2.93亿. */
  gboolean short_unit = a->unit == 0 && a->figure->value.magnitude > 0 && a->figure->kind == b->figure->kind;

  return (a->unit == b->unit || short_unit) && (a->kind == GALLEY_FACT_LEVEL) == (b->kind == GALLEY_FACT_LEVEL);
}

/* Whether two figures that are alike are likely to be the same one; four of this and four of that are not. */
static gboolean
is_telling (const GalleyDecimal *value)
{
  return value->decimals > 0 || value->digits >= TELLING_DIGITS || -value->digits >= TELLING_DIGITS;
}

/* A headline may say more shortly what the text says: the text must lie within what the headline allows. */
static gboolean
allows (const GalleyFact *headline,
        const GalleyFact *body)
{
  GalleyInterval body_value = galley_fact_interval (body);
  GalleyVerdict verdict = galley_interval_judge (headline->figure, &body_value);

  return verdict == GALLEY_VERDICT_HOLDS;
}

/* What a figure is told of: a rate or share has its name from the level that it describes. */
static const GalleyFact *
subject_of (const GalleyFacts *facts,
            const GalleyFact *fact)
{
  return fact->kind != GALLEY_FACT_LEVEL && fact->name.length == 0 && fact->owner >= 0 ? &facts->facts[fact->owner] : fact;
}

static gboolean
same_subject (const GalleyFacts *facts,
              const GalleyFact *a,
              const GalleyFact *b)
{
  const GalleyFact *of_a = subject_of (facts, a), *of_b = subject_of (facts, b);

  if (of_a == a && of_b == b)
    return galley_facts_same_measure (facts, a, b);
  if (of_a->aspects != of_b->aspects || a->base == GALLEY_BASE_NAMED || b->base == GALLEY_BASE_NAMED)
    return FALSE;
  return galley_slice_common_suffix (galley_fact_text (facts, of_a), of_a->name, galley_fact_text (facts, of_b), of_b->name)
         >= 6;
}

static gboolean
is_slip (const GalleyFact *headline,
         const GalleyFact *body)
{
  const GalleyDecimal *a = &headline->figure->value, *b = &body->figure->value;

  if (!headline->comparable || !body->comparable || headline->scaled <= 0 || body->scaled <= 0)
    return FALSE;
  if (headline->scaled == body->scaled * SCALE_SLIP || body->scaled == headline->scaled * SCALE_SLIP)
    return TRUE;
  return a->decimals == b->decimals && a->magnitude == b->magnitude && a->digits >= TELLING_DIGITS
         && b->digits >= TELLING_DIGITS && galley_auditor_name_slip (a->digits, b->digits) != NULL;
}

typedef struct
{
  const GalleyFact *fact;
  const GalleyFact *repeated;
  const GalleyFact *slipped;
  gboolean other; /* the text has other values of the unit */
} Headline;

static void
compare (const GalleyFacts *facts,
         Headline *headline,
         const GalleyFact *body)
{
  if (headline->repeated != NULL || !same_kind (headline->fact, body))
    return;
  if (allows (headline->fact, body)
      && (is_telling (&headline->fact->figure->value) || same_subject (facts, headline->fact, body)))
    headline->repeated = body;
  else if (headline->slipped == NULL && same_subject (facts, headline->fact, body)
           && is_slip (headline->fact, body))
    headline->slipped = body;
  headline->other = TRUE;
}

static void
report_headline (GalleyAuditor *auditor,
                 const Headline *headline)
{
  const GalleyFact *body = headline->repeated != NULL ? headline->repeated : headline->slipped;
  const GalleyFact *places[] = { headline->fact, body };
  GalleyVerdict verdict = headline->repeated != NULL  ? GALLEY_VERDICT_HOLDS
                          : headline->slipped != NULL ? GALLEY_VERDICT_FAILS
                                                      : GALLEY_VERDICT_INFO;
  g_autofree char *above = galley_auditor_surface (auditor, headline->fact), *below = NULL;

  if (!galley_auditor_wants (auditor, verdict)
      || (body == NULL && (!headline->other || !is_headline (&auditor->facts, headline->fact))))
    return;
  if (body != NULL)
    below = galley_auditor_surface (auditor, body);
  if (verdict == GALLEY_VERDICT_HOLDS)
    galley_auditor_report (auditor, "same_indicator", verdict, GALLEY_SEVERITY_NOTE, places, 2,
                           g_strdup_printf (_("%s above is borne out by %s in the text."), above, below));
  else if (verdict == GALLEY_VERDICT_FAILS)
    galley_auditor_report (auditor, "same_indicator", verdict, GALLEY_SEVERITY_ERROR, places, 2,
                           g_strdup_printf (_("Above it says %s, in the text %s: one of them is mistyped."), above,
                                            below));
  else
    galley_auditor_report (auditor, "same_indicator", verdict, GALLEY_SEVERITY_NOTE, places, 1,
                           g_strdup_printf (_("%s in the headline does not appear in the text."), above));
}

/* Whether the name says of what it is all there is: 全市税收, the city's, where 税收 alone may be any town's. */
static gboolean
names_scope (const GalleyFacts *facts,
             const GalleyFact *fact)
{
  static const char *const scopes[] = {
    "全国", "全省", "全市", "全县", "全区", "全州", "全旗", "全盟", "全镇", "全乡", "全村", "全校", "全院", "全行业", "全社会", "我省",
    "我市", "我县", "我区", "我州", "本届", "本次", "nationwide", "citywide",
  };
  const char *name = galley_fact_text (facts, fact) + fact->name.offset;

  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++)
    if (fact->name.length > strlen (scopes[i]) + 3 && memcmp (name, scopes[i], strlen (scopes[i])) == 0)
      return TRUE;
  return FALSE;
}

/* A value that, said once more under the same name, must be the same. */
static gboolean
may_be_repeated (const GalleyFacts *facts,
                 const GalleyFact *fact)
{
  const guint64 others = GALLEY_WORD_PRIOR | GALLEY_WORD_THAN | GALLEY_WORD_PLANNED | GALLEY_WORD_CUMULATIVE
                         | GALLEY_WORD_PER | GALLEY_WORD_FROM | GALLEY_WORD_TO | GALLEY_WORD_EACH | GALLEY_WORD_BUDGET
                         | GALLEY_WORD_OF_WHICH | GALLEY_WORD_SCOPE | GALLEY_WORD_AMONG | GALLEY_WORD_UP | GALLEY_WORD_DOWN;

  return fact->kind == GALLEY_FACT_LEVEL && fact->comparable && fact->owner < 0 && fact->tuple_size == 1
         && !stands_above (facts, fact) && !(fact->clause_words & others) && names_scope (facts, fact);
}

typedef struct
{
  const GalleyFacts *facts;
  GHashTable *first_by_name; /* hash of name and unit → GalleyFact */
} Repeats;

/* The first mention of the same thing in the same period, after which it becomes @fact where there was none. */
static const GalleyFact *
mention_before (Repeats *repeats,
                const GalleyFact *fact)
{
  const char *text = galley_fact_text (repeats->facts, fact) + fact->name.offset;
  guint32 key = galley_fact_hash (text, fact->name.length) ^ fact->unit;
  const GalleyFact *first = g_hash_table_lookup (repeats->first_by_name, GUINT_TO_POINTER (key));

  if (first == NULL)
    g_hash_table_insert (repeats->first_by_name, GUINT_TO_POINTER (key), (gpointer) fact);
  else if (first->unit == fact->unit && first->name.length == fact->name.length
           && memcmp (galley_fact_text (repeats->facts, first) + first->name.offset, text, fact->name.length) == 0
           && galley_facts_same_time (repeats->facts, first, fact))
    return first;
  return NULL;
}

static gboolean
agree (const GalleyFact *a,
       const GalleyFact *b)
{
  GalleyInterval x = galley_fact_interval (a), y = galley_fact_interval (b);

  return galley_interval_meets (&x, &y);
}

static void
report_repeat (GalleyAuditor *auditor,
               const GalleyFact *first,
               const GalleyFact *again,
               GalleyVerdict verdict)
{
  const GalleyFact *places[] = { again, first };

  if (!galley_auditor_wants (auditor, verdict))
    return;

  g_autofree char *here = galley_auditor_surface (auditor, again), *there = galley_auditor_surface (auditor, first);
  galley_auditor_report (auditor, "same_indicator", verdict,
                         verdict == GALLEY_VERDICT_HOLDS ? GALLEY_SEVERITY_NOTE : GALLEY_SEVERITY_WARNING, places, 2,
                         g_strdup_printf (verdict == GALLEY_VERDICT_HOLDS
                                            ? _("%s agrees with %s, said before.")
                                            : _("Here it says %s, before it was %s: which is right?"),
                                          here, there));
}

/*
 * One value told twice in the text. A slip of a digit is reported as wrong; values that are quite different under one
 * name are only asked about where both say of what period they are.
 */
static void
check_repeat (GalleyAuditor *auditor,
              const GalleyFact *first,
              const GalleyFact *again)
{
  const GalleyFact *rate = galley_facts_rate_of (&auditor->facts, first, GALLEY_BASE_YEAR_BEFORE, 0);
  const GalleyFact *rate_again = galley_facts_rate_of (&auditor->facts, again, GALLEY_BASE_YEAR_BEFORE, 0);

  if (agree (first, again))
    {
      report_repeat (auditor, first, again, GALLEY_VERDICT_HOLDS);
      if (rate != NULL && rate_again != NULL && rate->times == rate_again->times && rate->comparable
          && rate_again->comparable)
        report_repeat (auditor, rate, rate_again,
                       agree (rate, rate_again) ? GALLEY_VERDICT_HOLDS : GALLEY_VERDICT_FAILS);
    }
  else if (is_slip (first, again))
    report_repeat (auditor, first, again, GALLEY_VERDICT_FAILS);
  else if (first->time >= 0 && again->time >= 0 && first->passage != again->passage)
    report_repeat (auditor, first, again, GALLEY_VERDICT_INFO);
}

static void
check_text (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;
  g_autoptr (GHashTable) names = g_hash_table_new (NULL, NULL);
  Repeats repeats = { facts, names };

  for (guint i = 0; i < facts->n_facts; i++)
    {
      const GalleyFact *fact = &facts->facts[i];
      const GalleyFact *first = may_be_repeated (facts, fact) ? mention_before (&repeats, fact) : NULL;

      if (first != NULL)
        check_repeat (auditor, first, fact);
    }
}

/**
 * galley_check_repeats:
 *
 * What the headline says, the text must say too, and the text the same thing each time (AUDIT.md 1.19).
 */
void
galley_check_repeats (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;
  Headline headlines[MAX_HEADLINE];
  guint n = 0;

  check_text (auditor);
  for (guint i = 0; i < facts->n_facts; i++)
    if (stands_above (facts, &facts->facts[i]) && is_value (&facts->facts[i]) && n < MAX_HEADLINE)
      headlines[n++] = (Headline) { .fact = &facts->facts[i] };
  for (guint i = 0; n > 0 && i < facts->n_facts; i++)
    if (!stands_above (facts, &facts->facts[i]) && is_value (&facts->facts[i]))
      for (guint k = 0; k < n; k++)
        compare (facts, &headlines[k], &facts->facts[i]);
  for (guint k = 0; k < n; k++)
    report_headline (auditor, &headlines[k]);
}
