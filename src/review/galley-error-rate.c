/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-error-rate.h"

#include "galley-count.h"
#include "galley-finding-kind.h"

/* The weights of the annex to 国新出发〔2020〕10号, in tenths. */
#define FACT 10 /* a wrong number or fact, a fault of logic or grammar, whatever its length */
#define CHARACTER 10
#define FEW_CHARACTERS 20 /* two to five */
#define MANY_CHARACTERS 40
#define FORM 1 /* a breach of GB/T 15834 or 15835 */
#define MAX_FORMS 10 /* what all breaches of GB/T 15835 together weigh at most */
#define MAX_REPEATS 3 /* the same error counts no more often */

static guint
weigh_wording (guint length)
{
  return length <= 1 ? CHARACTER : length <= 5 ? FEW_CHARACTERS : MANY_CHARACTERS;
}

static gboolean
is_number_form (const GalleyFinding *finding)
{
  GalleyFindingKind kind = galley_finding_get_kind (finding);

  return kind == GALLEY_FINDING_NUMBERS || kind == GALLEY_FINDING_UNITS;
}

static guint
weigh (const GalleyFinding *finding)
{
  switch (galley_finding_get_kind (finding))
    {
    case GALLEY_FINDING_NUMBERS:
    case GALLEY_FINDING_UNITS:
    case GALLEY_FINDING_PUNCTUATION:
      return FORM;
    case GALLEY_FINDING_WORDING:
      /* A character that is lost or broken is one, however much of the text tells of it. */
      return g_str_equal (finding->rule, "headline-broken") || g_str_equal (finding->rule, "replacement-char")
               ? CHARACTER
               : weigh_wording (finding->places[0].length);
    case GALLEY_FINDING_CHARTS:
      return 0;
    default:
      return FACT;
    }
}

/* A finding that only asks for a look is no error yet. */
static gboolean
counts (const GalleyReport *report, guint i, GHashTable *repeats)
{
  const GalleyFinding *finding = galley_report_get_finding (report, i);
  g_autofree char *text = NULL, *key = NULL;
  guint n;

  if (galley_finding_is_proof (finding) || finding->severity == GALLEY_SEVERITY_NOTE || galley_report_get_aside (report, i))
    return FALSE;
  text = galley_report_dup_text (report, finding->places);
  key = g_strconcat (finding->rule, "\n", text, NULL);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (repeats, key)) + 1;
  g_hash_table_insert (repeats, g_steal_pointer (&key), GUINT_TO_POINTER (n));
  return n <= MAX_REPEATS;
}

static gboolean
is_in_headline (const GalleySnapshot *snapshot, const GalleyPlace *place)
{
  return !place->row && place->passage < snapshot->blocks->len &&
         ((GalleyBlockData *) g_ptr_array_index (snapshot->blocks, place->passage))->kind == GALLEY_BLOCK_HEADLINE;
}

/**
 * galley_error_rate_read:
 *
 * Returns: the forecast for what @report says is open. It is of what a program can find, so the true rate is no lower.
 */
GalleyErrorRate
galley_error_rate_read (const GalleyReport *report)
{
  const GalleySnapshot *snapshot = galley_report_get_snapshot (report);
  g_autoptr (GHashTable) repeats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GalleyErrorRate rate = { 0 };
  GalleyCount count = { 0 };
  guint forms = 0;

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      galley_count_add (&count, block->text, strlen (block->text));
    }
  for (guint i = 0; i < galley_report_get_n_findings (report); i++)
    {
      const GalleyFinding *finding = galley_report_get_finding (report, i);
      guint weight = counts (report, i, repeats) ? weigh (finding) : 0;

      if (is_in_headline (snapshot, finding->places))
        weight *= 2;
      if (is_number_form (finding))
        forms += weight;
      else
        rate.tenths += weight;
    }
  rate.tenths += MIN (forms, MAX_FORMS);
  rate.characters = count.characters;
  if (count.characters > 0)
    rate.hundredths = ((guint64) rate.tenths * 100000 + count.characters - 1) / count.characters;
  return rate;
}

gboolean
galley_error_rate_is_over (const GalleyErrorRate *rate)
{
  return rate->hundredths > GALLEY_ERROR_RATE_LIMIT * 100;
}

/**
 * galley_error_rate_format:
 *
 * Returns: (transfer full): errors in 10,000 characters, as in "1.25"
 */
char *
galley_error_rate_format (const GalleyErrorRate *rate)
{
  return g_strdup_printf ("%u.%02u", rate->hundredths / 100, rate->hundredths % 100);
}
