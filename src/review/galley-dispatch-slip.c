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

static GalleyGridData *
make_particulars (const GalleyReviewRules *rules, const GalleyReport *report, const char *hash)
{
  const GalleySnapshot *snapshot = galley_report_get_snapshot (report);
  char **details = snapshot->details->fields;
  g_autoptr (GPtrArray) rows = new_rows (), checks = galley_figure_checks_new (report);
  GalleyErrorRate rate = galley_error_rate_read (report);
  g_autofree char *title = galley_snapshot_dup_title (snapshot), *shown = galley_error_rate_format (&rate);
  g_autofree char *of_rate = g_strdup_printf (_("%s in 10,000 characters (limit %u)"), shown, GALLEY_ERROR_RATE_LIMIT);
  g_autofree char *figures =
    g_strdup_printf (_("%u, of which %u checked"), checks->len, checks->len - galley_figure_checks_count_open (checks));
  g_autofree char *version = g_strdup_printf ("%u", galley_review_get_version (snapshot));
  const char *correction = galley_review_get_correction (snapshot);
  const char *state = galley_review_rules_get_title (rules, galley_review_state (snapshot));
  g_autofree char *stand =
    galley_review_is_changed (snapshot, hash) ? g_strdup_printf (_("%s, changed since"), state) : g_strdup (state);

  add_row (rows, _("Title"), title, NULL);
  if (*details[GALLEY_DETAILS_SERIES])
    add_row (rows, _("Series"), details[GALLEY_DETAILS_SERIES], NULL);
  if (*details[GALLEY_DETAILS_DATE])
    add_row (rows, _("Date"), details[GALLEY_DETAILS_DATE], NULL);
  if (*details[GALLEY_DETAILS_EMBARGO])
    add_row (rows, _("Embargo"), details[GALLEY_DETAILS_EMBARGO], NULL);
  add_row (rows, _("State"), stand, NULL);
  add_row (rows, _("Version"), version, NULL);
  if (correction)
    add_row (rows, _("Correction"), correction, NULL);
  add_row (rows, _("Figures"), figures, NULL);
  add_row (rows, _("Error rate forecast"), of_rate, NULL);
  add_row (rows, _("Content"), hash, NULL);
  return make_grid (rows, 0);
}

static GalleyGridData *
make_record (const GalleyReviewRules *rules, const GalleySnapshot *snapshot, GPtrArray *faults)
{
  g_autoptr (GPtrArray) rows = new_rows ();

  add_row (rows, _("Stage"), _("Done"), _("By"), _("When"), _("Opinion"), _("Signed"), NULL);
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

      galley_review_state_from_string (fields[GALLEY_LOG_FROM], &from);
      add_row (rows, galley_review_rules_get_title (rules, from),
               galley_review_event_from_string (fields[GALLEY_LOG_EVENT], &event) ? galley_review_event_get_title (event)
                                                                                  : fields[GALLEY_LOG_EVENT],
               fields[GALLEY_LOG_ACTOR], time, said, holds, NULL);
    }
  return make_grid (rows, 1);
}

/**
 * galley_dispatch_slip_new:
 * @hash: of the content of the report's bulletin
 *
 * Returns: (transfer full): the dispatch slip of a bulletin: what it is, who did what at which stage, and whether that holds
 */
GalleySnapshot *
galley_dispatch_slip_new (const GalleyReviewRules *rules, const GalleyReport *report, const char *hash)
{
  const GalleySnapshot *snapshot = galley_report_get_snapshot (report);
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), faults = galley_review_verify (rules, snapshot, hash);
  g_autoptr (GalleyGridData) particulars = make_particulars (rules, report, hash);
  g_autoptr (GalleyGridData) record = make_record (rules, snapshot, faults);

  add_block (blocks, GALLEY_BLOCK_HEADLINE, g_strdup (_("Dispatch Slip")), NULL);
  add_block (blocks, GALLEY_BLOCK_TABLE, g_strdup (""), particulars);
  if (snapshot->log->len > 0)
    add_block (blocks, GALLEY_BLOCK_TABLE, g_strdup (_("Reviews and Proofs")), record);
  for (guint i = 0; i < faults->len; i++)
    add_block (blocks, GALLEY_BLOCK_ITEM, g_strdup (((GalleyReviewFault *) g_ptr_array_index (faults, i))->message), NULL);
  return galley_snapshot_new (NULL, NULL, NULL, blocks, NULL, NULL, NULL, NULL);
}
