/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-dispatch-slip.h"

#include <glib/gi18n-lib.h>

#include "galley-error-rate.h"
#include "galley-figure-check.h"
#include "galley-review-log.h"
#include "galley-review-verify.h"
#include "galley-review.h"

/* The dispatch slip (发稿签) is itself a little bulletin, so that it is laid out, printed and exported as every page is. */

static void
add_block (GPtrArray *blocks, GalleyBlockKind kind, char *text, GalleyGridData *grid)
{
  GalleyBlockData *block = galley_block_data_new (NULL, kind, text, NULL);

  if (grid)
    {
      GalleyBlockData *bare = block;

      block = galley_block_data_with_grid (bare, grid);
      galley_block_data_unref (bare);
    }
  g_ptr_array_add (blocks, block);
  g_free (text);
}

static void
add_row (GPtrArray *rows, const char *first, ...)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  va_list args;

  va_start (args, first);
  for (const char *cell = first; cell; cell = va_arg (args, const char *))
    g_ptr_array_add (cells, g_strdup (cell));
  va_end (args);
  g_ptr_array_add (rows, cells);
}

static GalleyGridData *
make_grid (GPtrArray *rows, guint n_header_rows)
{
  guint n_columns = ((GPtrArray *) g_ptr_array_index (rows, 0))->len;
  GalleyGridData *grid = galley_grid_data_new (rows->len, n_columns, n_header_rows);

  for (guint r = 0; r < rows->len; r++)
    for (guint c = 0; c < n_columns; c++)
      {
        g_autoptr (GalleyGridData) before = grid;

        grid = galley_grid_data_with_text (before, r, c, g_ptr_array_index ((GPtrArray *) g_ptr_array_index (rows, r), c));
      }
  return grid;
}

static GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

/* The names of the byline; of a bulletin without one, who submitted it. */
static char *
dup_authors (const GalleySnapshot *snapshot)
{
  g_autoptr (GalleyReviewCourse) course = galley_review_course_new (snapshot);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree gpointer *submitters = g_hash_table_get_keys_as_array (course->authors, NULL);

  for (guint i = 0; i < snapshot->credits->len; i++)
    {
      g_auto (GStrv) each = g_strsplit (((GalleyRecord *) g_ptr_array_index (snapshot->credits, i))->fields[GALLEY_CREDIT_NAMES],
                                        "\n", -1);

      for (char **name = each; *name; name++)
        if (**name)
          g_ptr_array_add (names, g_strdup (*name));
    }
  for (gpointer *name = submitters; snapshot->credits->len == 0 && *name; name++)
    g_ptr_array_add (names, g_strdup (*name));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (_(", "), (char **) names->pdata);
}

/* A time of the bulletin with its zone; what is none, as it is. */
static char *
dup_instant (const GalleyReviewRules *rules, const char *text)
{
  g_autoptr (GDateTime) time = galley_review_rules_read_time (rules, text);

  return time ? galley_review_rules_format_instant (rules, time) : g_strdup (text);
}

static char *
dup_findings (const GalleyReport *report)
{
  guint n_aside = 0;

  for (guint i = 0; i < galley_report_get_n_findings (report); i++)
    n_aside += galley_report_get_aside (report, i) != NULL;
  return g_strdup_printf (_("%u errors, %u warnings, %u notes; %u set aside"),
                          galley_report_count (report, GALLEY_SEVERITY_ERROR),
                          galley_report_count (report, GALLEY_SEVERITY_WARNING),
                          galley_report_count (report, GALLEY_SEVERITY_NOTE), n_aside);
}

static char *
dup_signatures (const GalleySnapshot *snapshot, GPtrArray *faults)
{
  guint n_signed = 0, n_hold = 0;

  for (guint i = 0; i < snapshot->log->len; i++)
    if (*galley_review_log_get (snapshot, i, GALLEY_LOG_SIGNATURE))
      {
        n_signed++;
        n_hold += galley_review_faults_find (faults, i) == NULL;
      }
  return g_strdup_printf (_("%u entries, %u signed, of which %u hold"), snapshot->log->len, n_signed, n_hold);
}

/* Where it stands, when it goes out, and which version it is. */
static char *
dup_standing (const GalleyReviewRules *rules, const GalleySnapshot *snapshot, const char *hash)
{
  const char *state = galley_review_rules_get_title (rules, galley_review_state (snapshot));
  const char *at = galley_review_get_scheduled (snapshot);
  g_autofree char *instant = at ? dup_instant (rules, at) : NULL;
  g_autofree char *stand = at ? g_strdup_printf (_("%s, for %s"), state, instant) : g_strdup (state);
  g_autofree char *changed =
    galley_review_is_changed (snapshot, hash) ? g_strdup_printf (_("%s, changed since"), stand) : g_steal_pointer (&stand);

  return g_strdup_printf (_("%s; version %u"), changed, galley_review_get_version (snapshot));
}

static GalleyGridData *
make_particulars (const GalleyReviewRules *rules,
                  const GalleyReport *report,
                  const GalleyErrorRate *rate,
                  GPtrArray *faults,
                  const char *hash)
{
  const GalleySnapshot *snapshot = galley_report_get_snapshot (report);
  char **details = snapshot->details->fields;
  g_autoptr (GPtrArray) rows = new_rows (), checks = galley_figure_checks_new (report);
  g_autofree char *title = galley_snapshot_dup_title (snapshot), *authors = dup_authors (snapshot);
  g_autofree char *findings = dup_findings (report), *signatures = dup_signatures (snapshot, faults);
  g_autofree char *shown = galley_error_rate_format (rate);
  g_autofree char *of_rate =
    g_strdup_printf (_("%s in 10,000 characters (limit %u); it has %u"), shown, GALLEY_ERROR_RATE_LIMIT, rate->characters);
  g_autofree char *stand = dup_standing (rules, snapshot, hash), *embargo = dup_instant (rules, details[GALLEY_DETAILS_EMBARGO]);
  g_autofree char *figures =
    g_strdup_printf (_("%u, of which %u checked"), checks->len, checks->len - galley_figure_checks_count_open (checks));
  const char *correction = galley_review_get_correction (snapshot), *date = details[GALLEY_DETAILS_DATE];
  g_autofree char *series = g_strconcat (details[GALLEY_DETAILS_SERIES], *date ? " · " : "", date, NULL);

  add_row (rows, _("Title"), title, NULL);
  if (*authors)
    add_row (rows, _("Author"), authors, NULL);
  if (*details[GALLEY_DETAILS_SERIES])
    add_row (rows, _("Series"), series, NULL);
  else if (*date)
    add_row (rows, _("Date"), date, NULL);
  if (*embargo)
    add_row (rows, _("Embargo"), embargo, NULL);
  add_row (rows, _("State"), stand, NULL);
  if (correction)
    add_row (rows, _("Correction"), correction, NULL);
  add_row (rows, _("Figures"), figures, NULL);
  add_row (rows, _("Findings"), findings, NULL);
  add_row (rows, _("Error rate forecast"), of_rate, NULL);
  add_row (rows, _("Signatures"), signatures, NULL);
  add_row (rows, _("Content"), hash, NULL);
  return make_grid (rows, 0);
}

/* What the forecast is made of. */
static GalleyGridData *
make_rate (const GalleyErrorRate *rate)
{
  g_autoptr (GPtrArray) rows = new_rows ();
  g_autofree char *sum = galley_error_weight_format (rate->tenths);
  guint n = 0;
  g_autofree char *found = NULL;

  add_row (rows, _("Errors"), _("Each Counts"), _("Found"), _("Weight"), NULL);
  for (guint i = 0; i < GALLEY_N_ERROR_CLASSES; i++)
    {
      g_autofree char *of_class = g_strdup_printf ("%u", rate->tallies[i].n);
      g_autofree char *weight = galley_error_weight_format (rate->tallies[i].tenths);

      add_row (rows, galley_error_class_get_title (i), galley_error_class_get_weight (i), of_class, weight, NULL);
      n += rate->tallies[i].n;
    }
  found = g_strdup_printf ("%u", n);
  add_row (rows, _("Together"), _("in a headline twice; the same three times at most"), found, sum, NULL);
  return make_grid (rows, 1);
}

static GalleyGridData *
make_record (const GalleyReviewRules *rules, const GalleySnapshot *snapshot, GPtrArray *faults)
{
  g_autoptr (GPtrArray) rows = new_rows ();

  add_row (rows, _("Stage"), C_ ("of a record", "Step"), _("By"), _("Role"), _("When"), _("Opinion"), _("Signed"), NULL);
  for (guint i = 0; i < snapshot->log->len; i++)
    {
      char **fields = ((GalleyRecord *) g_ptr_array_index (snapshot->log, i))->fields;
      g_autofree char *time = galley_review_rules_format_time (rules, fields[GALLEY_LOG_TIME]);
      const char *holds = galley_review_faults_find (faults, i)   ? _("does not hold")
                          : *fields[GALLEY_LOG_SIGNATURE] == '\0' ? _("none")
                                                                  : _("holds");
      const char *said = *fields[GALLEY_LOG_OPINION] ? fields[GALLEY_LOG_OPINION] : fields[GALLEY_LOG_CHANGES];
      GalleyReviewState from = GALLEY_REVIEW_DRAFT;
      GalleyReviewEvent event;
      GalleyReviewRole role;

      galley_review_state_from_string (fields[GALLEY_LOG_FROM], &from);
      add_row (rows, galley_review_rules_get_title (rules, from),
               galley_review_event_from_string (fields[GALLEY_LOG_EVENT], &event) ? galley_review_event_get_title (event)
                                                                                  : fields[GALLEY_LOG_EVENT],
               fields[GALLEY_LOG_ACTOR],
               galley_review_role_from_string (fields[GALLEY_LOG_ROLE], &role) ? galley_review_rules_get_role_title (rules, role)
                                                                              : fields[GALLEY_LOG_ROLE],
               time, said, holds, NULL);
    }
  return make_grid (rows, 1);
}

/**
 * galley_dispatch_slip_new:
 * @hash: of the content of the report's bulletin
 *
 * Returns: (transfer full): the dispatch slip of a bulletin: what it is, who did what at which stage, whether that holds, and what the
 *   error rate is made of
 */
GalleySnapshot *
galley_dispatch_slip_new (const GalleyReviewRules *rules, const GalleyReport *report, const char *hash)
{
  const GalleySnapshot *snapshot = galley_report_get_snapshot (report);
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), faults = galley_review_verify (rules, snapshot, hash);
  GalleyErrorRate rate = galley_error_rate_read (report);
  g_autoptr (GalleyGridData) particulars = make_particulars (rules, report, &rate, faults, hash);
  g_autoptr (GalleyGridData) record = make_record (rules, snapshot, faults), forecast = make_rate (&rate);

  add_block (blocks, GALLEY_BLOCK_HEADLINE, g_strdup (_("Dispatch Slip")), NULL);
  add_block (blocks, GALLEY_BLOCK_TABLE, g_strdup (""), particulars);
  if (snapshot->log->len > 0)
    add_block (blocks, GALLEY_BLOCK_TABLE, g_strdup (_("Reviews and Proofs")), record);
  add_block (blocks, GALLEY_BLOCK_TABLE, g_strdup (_("Error Rate Forecast")), forecast);
  for (guint i = 0; i < faults->len; i++)
    add_block (blocks, GALLEY_BLOCK_ITEM, g_strdup (((GalleyReviewFault *) g_ptr_array_index (faults, i))->message), NULL);
  return galley_snapshot_new (NULL, NULL, NULL, blocks, NULL, NULL, NULL, NULL);
}
