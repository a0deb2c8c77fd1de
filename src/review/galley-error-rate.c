/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-error-rate.h"

#include <glib/gi18n-lib.h>

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

static const struct
{
  const char *word, *title, *weight;
} classes[GALLEY_N_ERROR_CLASSES] = {
  [GALLEY_ERROR_FACTS] = { "facts", N_ ("Wrong numbers, facts, logic"), "1" },
  [GALLEY_ERROR_WORDS] = { "words", N_ ("Wrong, extra or missing characters"), N_ ("1; of two to five 2; of more 4") },
  [GALLEY_ERROR_FORMS] = { "forms", N_ ("Numbers and units (GB/T 15835)"), N_ ("0.1; together 1 at most") },
  [GALLEY_ERROR_PUNCTUATION] = { "punctuation", N_ ("Punctuation (GB/T 15834)"), "0.1" },
};

/* Returns: whether @finding is of a class that is weighed */
static gboolean
classify (const GalleyFinding *finding, GalleyErrorClass *class)
{
  switch (galley_finding_get_kind (finding))
    {
    case GALLEY_FINDING_NUMBERS:
    case GALLEY_FINDING_UNITS:
      *class = GALLEY_ERROR_FORMS;
      return TRUE;
    case GALLEY_FINDING_PUNCTUATION:
      *class = GALLEY_ERROR_PUNCTUATION;
      return TRUE;
    case GALLEY_FINDING_WORDING:
      *class = GALLEY_ERROR_WORDS;
      return TRUE;
    case GALLEY_FINDING_CHARTS:
      return FALSE;
    default:
      *class = GALLEY_ERROR_FACTS;
      return TRUE;
    }
}

static guint
weigh (const GalleyFinding *finding, GalleyErrorClass class)
{
  if (class == GALLEY_ERROR_FORMS || class == GALLEY_ERROR_PUNCTUATION)
    return FORM;
  if (class == GALLEY_ERROR_FACTS)
    return FACT;
  /* A character that is lost or broken is one, however much of the text tells of it. */
  return g_str_equal (finding->rule, "headline-broken") || g_str_equal (finding->rule, "replacement-char")
           ? CHARACTER
           : weigh_wording (finding->places[0].length);
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
  GalleyErrorTally *forms = &rate.tallies[GALLEY_ERROR_FORMS];
  GalleyCount count = { 0 };

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      galley_count_add (&count, block->text, strlen (block->text));
    }
  for (guint i = 0; i < galley_report_get_n_findings (report); i++)
    {
      const GalleyFinding *finding = galley_report_get_finding (report, i);
      GalleyErrorClass class;

      if (!classify (finding, &class) || !counts (report, i, repeats))
        continue;
      rate.tallies[class].n++;
      rate.tallies[class].tenths += weigh (finding, class) * (is_in_headline (snapshot, finding->places) ? 2 : 1);
    }
  forms->tenths = MIN (forms->tenths, MAX_FORMS);
  for (guint i = 0; i < GALLEY_N_ERROR_CLASSES; i++)
    rate.tenths += rate.tallies[i].tenths;
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

/**
 * galley_error_weight_format:
 *
 * Returns: (transfer full): a weight in errors, as in "1.2"
 */
char *
galley_error_weight_format (guint tenths)
{
  return g_strdup_printf ("%u.%u", tenths / 10, tenths % 10);
}

const char *
galley_error_class_to_string (GalleyErrorClass class)
{
  return classes[class].word;
}

const char *
galley_error_class_get_title (GalleyErrorClass class)
{
  return _(classes[class].title);
}

/**
 * galley_error_class_get_weight:
 *
 * Returns: (transfer none): what one of them weighs, for people
 */
const char *
galley_error_class_get_weight (GalleyErrorClass class)
{
  return _(classes[class].weight);
}
