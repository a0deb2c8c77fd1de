/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "review-fixture.h"

#include "galley-codec.h"
#include "galley-figure-check.h"

/* A bulletin that may be submitted: a headline and a text, and nothing in it to check. */
GalleySnapshot *
new_bulletin (const char *text)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  g_ptr_array_add (blocks, galley_block_data_new ("head", GALLEY_BLOCK_HEADLINE, "东湖区开工", NULL));
  g_ptr_array_add (blocks, galley_block_data_new ("body", GALLEY_BLOCK_PARAGRAPH, text, NULL));
  return galley_snapshot_new ("b1", NULL, NULL, blocks, NULL, NULL, NULL, NULL);
}

static GalleyReport *
report_on (GalleySnapshot *snapshot)
{
  g_autoptr (GalleyReportCache) cache = galley_report_cache_new ();
  g_autoptr (GError) error = NULL;
  GalleyReport *report = galley_report_new (snapshot, NULL, cache, NULL, &error);

  g_assert_no_error (error);
  return report;
}

void
stand_init (Stand *self, GalleySnapshot *snapshot)
{
  self->rules = galley_review_rules_new ();
  self->snapshot = galley_snapshot_ref (snapshot);
  self->report = report_on (snapshot);
  self->hash = galley_codec_content_hash (snapshot);
  self->now = g_date_time_new_utc (2024, 4, 16, 8, 0, 0);
  self->at = g_date_time_new_utc (2024, 4, 16, 9, 0, 0);
}

void
stand_clear (Stand *self)
{
  galley_review_rules_unref (self->rules);
  galley_snapshot_unref (self->snapshot);
  g_clear_pointer (&self->before, galley_snapshot_unref);
  galley_report_unref (self->report);
  g_free (self->hash);
  g_date_time_unref (self->now);
  g_date_time_unref (self->at);
}

GalleyReviewCase
make_case (const Stand *stand, const char *actor, GalleyReviewRole role, const char *opinion)
{
  return (GalleyReviewCase){ .rules = stand->rules,
                             .snapshot = stand->snapshot,
                             .hash = stand->hash,
                             .report = stand->report,
                             .before = stand->before,
                             .actor = actor,
                             .role = role,
                             .opinion = opinion,
                             .now = stand->now,
                             .at = stand->at };
}

/* The second reviewer checks each figure before they approve. */
static GalleySnapshot *
tick_all (GalleySnapshot *snapshot)
{
  g_autoptr (GalleyReport) report = report_on (snapshot);
  g_autoptr (GPtrArray) checks = galley_figure_checks_new (report);
  g_autoptr (GDateTime) time = g_date_time_new_utc (2024, 4, 16, 8, 0, 0);
  GalleySnapshot *ticked = galley_snapshot_ref (snapshot);

  for (guint i = 0; galley_review_state (snapshot) == GALLEY_REVIEW_REVIEW2 && i < checks->len; i++)
    {
      g_autoptr (GalleySnapshot) last = ticked;

      ticked = galley_figure_check_tick (last, g_ptr_array_index (checks, i), "区统计局", "主任", time);
    }
  return ticked;
}

/* Takes one step such as "submit:甲:reporter", which must be allowed. @version: of the last entry, for edits */
GalleySnapshot *
step (GalleySnapshot *before, GalleySnapshot *version, GalleyReviewRules *rules, const char *word, GalleyKey *key)
{
  g_auto (GStrv) parts = g_strsplit (word, ":", 3);
  g_auto (Stand) stand = { 0 };
  g_autoptr (GalleySnapshot) ticked = tick_all (before);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRecord) entry = NULL, sealed = NULL;
  GalleyReviewEvent event;
  GalleyReviewRole role;
  GalleyReviewCase asked;

  g_assert_true (galley_review_event_from_string (parts[0], &event));
  g_assert_true (galley_review_role_from_string (parts[2], &role));
  stand_init (&stand, ticked);
  stand.before = version ? galley_snapshot_ref (version) : NULL;
  asked = make_case (&stand, parts[1], role, "可");
  if (rules)
    asked.rules = rules;
  entry = galley_review_enter (&asked, event, &error);
  g_assert_no_error (error);
  sealed = galley_review_sign (&asked, entry, key, &error);
  g_assert_no_error (error);
  return galley_review_append (ticked, sealed);
}

/* Goes on along a way such as "submit:甲:reporter approve:乙:editor". */
GalleySnapshot *
go (GalleySnapshot *start, const char *way)
{
  GalleySnapshot *snapshot = start ? galley_snapshot_ref (start) : new_bulletin ("项目开工。");
  g_auto (GStrv) words = g_strsplit (way, " ", -1);

  for (char **word = words; *word && **word; word++)
    {
      g_autoptr (GalleySnapshot) before = snapshot;

      snapshot = step (before, NULL, NULL, *word, NULL);
    }
  return snapshot;
}

/* The bulletin with another text, as an edit leaves it. */
GalleySnapshot *
edit (GalleySnapshot *snapshot, const char *text)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  g_ptr_array_add (blocks, galley_block_data_ref (g_ptr_array_index (snapshot->blocks, 0)));
  g_ptr_array_add (blocks, galley_block_data_new ("body", GALLEY_BLOCK_PARAGRAPH, text, NULL));
  return galley_snapshot_with (snapshot, blocks, snapshot->tables);
}
