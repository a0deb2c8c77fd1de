/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-finding.h"
#include "galley-slip.h"

/* How many decimals a computed value is reported with. */
#define REPORTED_DECIMALS 6

static void
finding_take_places (GalleyAuditor *auditor,
                     GalleyFinding *finding,
                     const GalleyFact *const *facts,
                     guint n_facts)
{
  finding->places = g_new0 (GalleyPlace, n_facts);
  finding->n_places = n_facts;
  for (guint i = 0; i < n_facts; i++)
    finding->places[i] = (GalleyPlace) {
      .passage = facts[i]->passage,
      .id = auditor->facts.passages[facts[i]->passage].id,
      .start = facts[i]->figure->start,
      .length = facts[i]->figure->length,
    };
}

static GalleyRational
in_unit_of (GalleyRational value,
            const GalleyFigure *stated)
{
  return galley_rational_div (value, galley_rational_power_of_ten (stated->value.magnitude));
}

static char *
stated_number (const GalleyFigure *stated)
{
  GalleyDecimal bare = stated->value;

  bare.magnitude = 0;
  return galley_decimal_to_plain (&bare);
}

static void
finding_take_numbers (GalleyFinding *finding,
                      const GalleyFigure *stated,
                      const GalleyInterval *computed)
{
  finding->stated = stated_number (stated);
  finding->computed = galley_rational_to_string (in_unit_of (computed->nominal, stated), REPORTED_DECIMALS);
  finding->low = galley_rational_to_string (in_unit_of (computed->low, stated), REPORTED_DECIMALS);
  finding->high = galley_rational_to_string (in_unit_of (computed->high, stated), REPORTED_DECIMALS);
}

/* What should be printed: the computed value, as many places as there are and with the same unit behind it. */
static char *
rounded_surface (const GalleyAuditor *auditor,
                 const GalleyFact *stated,
                 const GalleyInterval *computed)
{
  const GalleyFigure *figure = stated->figure;
  GalleyRational value = in_unit_of (computed->nominal, figure);
  g_autofree char *surface = galley_auditor_surface (auditor, stated);
  const char *number_at = surface + strcspn (surface, "+-0123456789"), *rest = number_at;

  /* Growth carries its sign in a word before it, not in the number. */
  if (figure->value.digits < 0 && *number_at != '-' && value.num < 0)
    value.num = -value.num;
  g_autofree char *number = galley_rational_to_string (value, (guint) MAX (0, figure->value.decimals));

  rest += strspn (rest, "+-0123456789.,");
  if (number == NULL || rest == number_at)
    return NULL;
  return g_strdup_printf ("%.*s%s%s", (int) (number_at - surface), surface, number, rest);
}

/**
 * galley_auditor_name_slip:
 * @printed: the digits of a number
 * @computed: the digits of what it should be
 *
 * Returns: (nullable) (transfer none): how the one may have been mistyped for the other, as a sentence; %NULL where
 *   it is neither two neighbouring digits swapped nor one digit wrong
 */
const char *
galley_auditor_name_slip (__int128 printed,
                          __int128 computed)
{
  switch (galley_slip_between (computed, printed))
    {
    case GALLEY_SLIP_DIGIT:
      return _(" One digit may be wrong.");
    case GALLEY_SLIP_SWAPPED:
      return _(" Two digits may be swapped.");
    case GALLEY_SLIP_DROPPED:
    case GALLEY_SLIP_ADDED:
    case GALLEY_SLIP_NONE:
    default:
      return NULL;
    }
}

static const char *
slip_of (const GalleyFigure *stated,
         const GalleyInterval *computed)
{
  GalleyRational places = galley_rational_div (computed->nominal, galley_rational_ulp (&stated->value));
  __int128 whole;

  if (!galley_rational_floor (galley_rational_add (places, (GalleyRational) { 1, 2 }), &whole))
    return NULL;
  return galley_auditor_name_slip (stated->value.digits, whole);
}

static char *
join_operands (const GalleyAuditor *auditor,
               const GalleyRelation *relation)
{
  GString *joined = g_string_new (relation->expression);

  if (relation->expression != NULL)
    return g_string_free_and_steal (joined);
  for (guint i = 0; i < relation->n_operands; i++)
    {
      g_autofree char *surface = galley_auditor_surface (auditor, relation->operands[i]);
      if (i > 0)
        g_string_append_printf (joined, *relation->sign == ',' ? "%s " : " %s ", relation->sign);
      g_string_append (joined, surface);
    }
  return g_string_free_and_steal (joined);
}

static char *
describe (const GalleyAuditor *auditor,
          const GalleyRelation *relation,
          GalleyVerdict verdict)
{
  g_autofree char *stated = galley_auditor_surface (auditor, relation->result);
  g_autofree char *operands = join_operands (auditor, relation);
  g_autofree char *rounded = rounded_surface (auditor, relation->result, &relation->computed);
  const char *slip;

  switch (verdict)
    {
    case GALLEY_VERDICT_HOLDS:
      return g_strdup_printf (_("%s agrees with %s."), stated, operands);
    case GALLEY_VERDICT_ROUNDING:
      return g_strdup_printf (_("%s agrees with %s within rounding."), stated, operands);
    case GALLEY_VERDICT_TRUNC:
      return g_strdup_printf (_("%s agrees with %s only where digits were cut off: rounded, it is %s."), stated,
                              operands, rounded != NULL ? rounded : "?");
    case GALLEY_VERDICT_FAILS:
      slip = slip_of (relation->result->figure, &relation->computed);
      return g_strdup_printf (_("%s does not agree with %s, which gives %s.%s"), stated, operands,
                              rounded != NULL ? rounded : "?", slip != NULL ? slip : "");
    case GALLEY_VERDICT_INFO:
      return g_strdup_printf (_("%s is far from %s, which gives %s."), stated, operands,
                              rounded != NULL ? rounded : "?");
    case GALLEY_VERDICT_UNDECIDED:
    default:
      return g_strdup (_("The numbers are too long to check."));
    }
}

/**
 * galley_auditor_wants:
 *
 * Returns: whether a finding of @verdict is to be written at all; relations that hold only where proofs are wanted
 */
gboolean
galley_auditor_wants (const GalleyAuditor *auditor,
                      GalleyVerdict verdict)
{
  switch (verdict)
    {
    case GALLEY_VERDICT_UNDECIDED:
      return FALSE;
    case GALLEY_VERDICT_HOLDS:
    case GALLEY_VERDICT_ROUNDING:
      return auditor->facts.options->proofs;
    case GALLEY_VERDICT_TRUNC:
    case GALLEY_VERDICT_FAILS:
    case GALLEY_VERDICT_INFO:
    default:
      return TRUE;
    }
}

/**
 * galley_auditor_judge:
 *
 * Judges @relation and reports it with its result and operands as places.
 *
 * Returns: the verdict
 */
GalleyVerdict
galley_auditor_judge (GalleyAuditor *auditor,
                      const GalleyRelation *relation)
{
  const GalleyFact *places[GALLEY_AUDIT_OPERANDS + 1];
  GalleyVerdict verdict = galley_interval_judge (relation->result->figure, &relation->computed);

  if (!galley_auditor_wants (auditor, verdict))
    return verdict;

  GalleyFinding *finding = g_new0 (GalleyFinding, 1);
  finding->rule = relation->rule;
  finding->verdict = verdict;
  if (verdict == GALLEY_VERDICT_FAILS)
    finding->severity = relation->soft || relation->result->figure->approx != GALLEY_APPROX_NONE
                          ? GALLEY_SEVERITY_WARNING : GALLEY_SEVERITY_ERROR;
  places[0] = relation->result;
  memcpy (places + 1, relation->operands, relation->n_operands * sizeof *places);
  finding_take_places (auditor, finding, places, relation->n_operands + 1);
  finding_take_numbers (finding, relation->result->figure, &relation->computed);
  finding->message = describe (auditor, relation, verdict);
  if (verdict == GALLEY_VERDICT_FAILS && relation->fixable)
    finding->fix = rounded_surface (auditor, relation->result, &relation->computed);
  g_ptr_array_add (auditor->findings, finding);
  return verdict;
}

/**
 * galley_auditor_report:
 * @facts: the places, the one in question first; what it states is reported where it is a number
 * @message: (transfer full): a sentence for the reader
 *
 * Reports what is not a computed value against a stated one.
 */
void
galley_auditor_report (GalleyAuditor *auditor,
                       const char *rule,
                       GalleyVerdict verdict,
                       GalleySeverity severity,
                       const GalleyFact *const *facts,
                       guint n_facts,
                       char *message)
{
  GalleyFinding *finding = g_new0 (GalleyFinding, 1);

  finding->rule = rule;
  finding->verdict = verdict;
  finding->severity = severity;
  finding_take_places (auditor, finding, facts, n_facts);
  if (facts[0]->figure->numeric)
    finding->stated = stated_number (facts[0]->figure);
  finding->message = message;
  g_ptr_array_add (auditor->findings, finding);
}

/**
 * galley_auditor_report_row:
 * @row: the index of the row
 * @fact: (nullable): the figure in the prose that the row is compared with
 * @stated: what the row prints
 * @computed: (nullable): what it should be, in the unit of @stated
 * @message: (transfer full): a sentence for the reader
 *
 * Reports on a row of an indicator table.
 */
void
galley_auditor_report_row (GalleyAuditor *auditor,
                           const char *rule,
                           GalleyVerdict verdict,
                           guint row,
                           const GalleyFact *fact,
                           const char *stated,
                           const GalleyInterval *computed,
                           char *message)
{
  GalleyFinding *finding = g_new0 (GalleyFinding, 1);

  finding->rule = rule;
  finding->verdict = verdict;
  finding->severity = verdict == GALLEY_VERDICT_FAILS ? GALLEY_SEVERITY_ERROR : GALLEY_SEVERITY_NOTE;
  if (fact != NULL)
    finding_take_places (auditor, finding, &fact, 1);
  finding->places = g_renew (GalleyPlace, finding->places, finding->n_places + 1);
  finding->places[finding->n_places++] = (GalleyPlace) {
    .passage = row,
    .row = TRUE,
    .id = auditor->rows[row].id,
  };
  finding->stated = g_strdup (stated);
  if (computed != NULL)
    {
      finding->computed = galley_rational_to_string (computed->nominal, REPORTED_DECIMALS);
      finding->low = galley_rational_to_string (computed->low, REPORTED_DECIMALS);
      finding->high = galley_rational_to_string (computed->high, REPORTED_DECIMALS);
    }
  finding->message = message;
  g_ptr_array_add (auditor->findings, finding);
}

/**
 * galley_auditor_surface:
 *
 * Returns: (transfer full): the figure as printed
 */
char *
galley_auditor_surface (const GalleyAuditor *auditor,
                        const GalleyFact *fact)
{
  return g_strndup (galley_fact_text (&auditor->facts, fact) + fact->figure->bytes.offset, fact->figure->bytes.length);
}

/**
 * galley_fact_interval:
 *
 * Returns: the values behind the figure, in the base unit; percents in points
 */
GalleyInterval
galley_fact_interval (const GalleyFact *fact)
{
  return galley_interval_from_figure (fact->figure);
}

/**
 * galley_fact_factor:
 *
 * Returns: 1 + g for a growth of g: 1.05 for 增长5%, 3.7 for 增长2.7倍
 */
GalleyInterval
galley_fact_factor (const GalleyFact *rate)
{
  GalleyInterval growth = galley_fact_interval (rate);
  GalleyInterval one = galley_interval_exact ((GalleyRational) { 1, 1 });
  GalleyInterval hundredth = galley_interval_exact ((GalleyRational) { 1, 100 });

  if (!rate->times)
    growth = galley_interval_mul (&growth, &hundredth);
  return galley_interval_add (&one, &growth);
}

/**
 * galley_interval_percent:
 *
 * Returns: @ratio in percent
 */
GalleyInterval
galley_interval_percent (const GalleyInterval *ratio)
{
  GalleyInterval hundred = galley_interval_exact ((GalleyRational) { 100, 1 });

  return galley_interval_mul (ratio, &hundred);
}

/**
 * galley_interval_growth:
 * @ratio: new over old
 * @rate: the printed growth, which says whether it counts in percent or in times
 *
 * Returns: the growth, in the unit of @rate
 */
GalleyInterval
galley_interval_growth (const GalleyInterval *ratio,
                        const GalleyFact *rate)
{
  GalleyInterval one = galley_interval_exact ((GalleyRational) { 1, 1 });
  GalleyInterval growth = galley_interval_sub (ratio, &one);

  return rate->times ? growth : galley_interval_percent (&growth);
}
