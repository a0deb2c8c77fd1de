/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>

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
      && (is_telling (&headline->fact->figure->value) || galley_facts_same_measure (facts, headline->fact, body)))
    headline->repeated = body;
  else if (headline->slipped == NULL && galley_facts_same_measure (facts, headline->fact, body)
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

/**
 * galley_check_repeats:
 *
 * What the headline says, the text must say too (AUDIT.md 1.19).
 */
void
galley_check_repeats (GalleyAuditor *auditor)
{
  const GalleyFacts *facts = &auditor->facts;
  Headline headlines[MAX_HEADLINE];
  guint n = 0;

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
