/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-binding.h"
#include "galley-compare.h"
#include "galley-roll.h"

#include <string.h>

#define TEXT "一季度，东湖区完成投资35.2亿元，同比增长4.6%，另有12个项目签约。3月28日，新厂投产。"

static guint
place_of (const char *text, const char *piece)
{
  const char *at = strstr (text, piece);

  g_assert_nonnull (at);
  return (guint) g_utf8_pointer_to_offset (text, at);
}

static GalleyMark *
bind (const char *piece, const char *row, const char *field)
{
  return galley_mark_new (GALLEY_MARK_FIGURE, place_of (TEXT, piece), (guint) g_utf8_strlen (piece, -1), row, field);
}

/* A bulletin of @period with a row of it, a row of the year before and a row of a day. */
static GalleySnapshot *
bulletin (const char *period)
{
  const char *details_fields[GALLEY_N_DETAILS_FIELDS] = { [GALLEY_DETAILS_DATE] = "2024-04-16",
                                                          [GALLEY_DETAILS_PERIOD] = period,
                                                          [GALLEY_DETAILS_TAGS] = "东湖区\n一季度" };
  const char *titles[] = { "东湖区一季度指标" }, *asides_fields[GALLEY_N_ASIDE_FIELDS] = { "rule", "p", "文", "可" };
  const char *rows_fields[][GALLEY_N_INDICATOR_FIELDS] = {
    { "投资", "东湖区", period, "35.2", "亿元", "33.7", "+4.6%", "统计局", "甲", "" },
    { "去年投资", "东湖区", "2023Q1", "33.7", "亿元", "", "", "统计局", "甲", "" },
    { "全年目标", "东湖区", "2023", "150", "亿元", "", "", "", "", "" },
  };
  const char *ids[] = { "r1", "r2", "r3" };
  const char *log_fields[GALLEY_N_LOG_FIELDS] = { "submit" };
  g_autoptr (GalleyRecord) details = galley_record_new (&galley_details_schema, NULL, details_fields, NULL);
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t", titles, NULL);
  g_autoptr (GPtrArray) rows = galley_record_array_new (), tables = galley_table_array_new ();
  g_autoptr (GPtrArray) log = galley_record_array_new (), asides = galley_record_array_new ();
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_ptr_array_add (rows, galley_record_new (&galley_indicator_schema, ids[i], rows_fields[i], NULL));
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  g_ptr_array_add (log, galley_record_new (&galley_log_schema, NULL, log_fields, NULL));
  g_ptr_array_add (asides, galley_record_new (&galley_aside_schema, NULL, asides_fields, NULL));
  g_ptr_array_add (marks, bind ("35.2亿元", "r1", "value"));
  g_ptr_array_add (blocks, galley_block_data_new ("p", GALLEY_BLOCK_PARAGRAPH, TEXT, marks));
  return galley_snapshot_new ("old", details, NULL, blocks, tables, asides, log, "{\"kept\":true}");
}

static GalleyRecord *
row_of (const GalleySnapshot *snapshot, guint position)
{
  return g_ptr_array_index (((GalleyTableData *) g_ptr_array_index (snapshot->tables, 0))->rows, position);
}

static const GalleyStalePlace *
find (const GalleyRoll *roll, GalleyStaleReason reason, const char *text)
{
  for (guint i = 0; i < roll->stale->len; i++)
    {
      const GalleyStalePlace *place = g_ptr_array_index (roll->stale, i);

      if (place->reason == reason && g_str_equal (place->text, text))
        return place;
    }
  g_error ("%s is not told to be stale", text);
}

static void
test_rolled (void)
{
  g_autoptr (GalleySnapshot) old = bulletin ("2024Q1"), again = bulletin ("2024Q1");
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRoll) roll = galley_roll (old, "2024Q2", &error);
  GalleySnapshot *now;
  const GalleyRecord *row;

  g_assert_no_error (error);
  now = roll->snapshot;
  g_assert_cmpstr (now->id, !=, "old");
  g_assert_cmpstr (now->details->fields[GALLEY_DETAILS_PERIOD], ==, "2024Q2");
  g_assert_cmpstr (now->details->fields[GALLEY_DETAILS_DATE], ==, "");
  g_assert_cmpuint (now->log->len, ==, 0);
  g_assert_cmpuint (now->asides->len, ==, 0);
  g_assert_cmpstr (now->extra, ==, "{\"kept\":true}");
  row = row_of (now, 0);
  g_assert_cmpstr (row->id, ==, "r1");
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_PERIOD], ==, "2024Q2");
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_VALUE], ==, "");
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_BASE], ==, "35.2");
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_CHANGE], ==, "");
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_CHECKED_BY], ==, "");
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_SOURCE], ==, "统计局");
  g_assert_true (galley_record_equal (row_of (now, 1), row_of (old, 1)));
  /* The text stays, and the old bulletin is as it was. */
  g_assert_cmpstr (((GalleyBlockData *) g_ptr_array_index (now->blocks, 0))->text, ==, TEXT);
  g_assert_true (galley_snapshot_equal (old, again));
}

static void
test_stale (void)
{
  g_autoptr (GalleySnapshot) old = bulletin ("2024Q1");
  g_autoptr (GalleyRoll) roll = galley_roll (old, "2024Q2", NULL);
  const GalleyStalePlace *place;

  g_assert_cmpstr (find (roll, GALLEY_STALE_CELL, "35.2")->row, ==, "r1");
  g_assert_cmpstr (find (roll, GALLEY_STALE_ROW, "2023Q1")->row, ==, "r2");
  place = find (roll, GALLEY_STALE_BOUND, "35.2亿元");
  g_assert_cmpstr (place->block, ==, "p");
  g_assert_cmpuint (place->start, ==, place_of (TEXT, "35.2亿元"));
  g_assert_cmpuint (place->length, ==, 6);
  g_assert_cmpstr (place->row, ==, "r1");
  find (roll, GALLEY_STALE_GROWTH, "4.6%");
  find (roll, GALLEY_STALE_FIGURE, "12个");
  place = find (roll, GALLEY_STALE_PERIOD, "3月28日");
  g_assert_cmpstr (place->sentence, ==, "3月28日，新厂投产。");
  /* 一季度 in the text, the tags and the table's title; a year's target is none of the quarter's. */
  g_assert_cmpuint (roll->stale->len, ==, 9);
}

/* Nothing is in step before the value is typed, and all is after: in the cell or in the text. */
static void
test_typing (void)
{
  g_autoptr (GalleySnapshot) old = bulletin ("2024Q1");
  g_autoptr (GalleyRoll) roll = galley_roll (old, "2024Q2", NULL);
  GalleySnapshot *now = roll->snapshot;
  g_autoptr (GPtrArray) places = galley_binding_check (now), tables = galley_table_array_new ();
  g_autoptr (GPtrArray) rows = galley_record_array_new (), blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) celled = NULL, cell_settled = NULL, texted = NULL, text_settled = NULL;
  const GalleyTableData *table = g_ptr_array_index (now->tables, 0);
  GalleyBlockData *block = g_ptr_array_index (now->blocks, 0);

  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpint (((GalleyBindingPlace *) g_ptr_array_index (places, 0))->state, ==, GALLEY_BINDING_OUT_OF_STEP);

  g_ptr_array_add (rows, galley_record_with (row_of (now, 0), GALLEY_INDICATOR_VALUE, "41.9"));
  for (guint i = 1; i < table->rows->len; i++)
    g_ptr_array_add (rows, galley_record_ref (row_of (now, i)));
  g_ptr_array_add (tables, galley_table_data_new (table->head, rows));
  celled = galley_snapshot_new (now->id, now->details, now->credits, now->blocks, tables, NULL, NULL, NULL);
  cell_settled = galley_binding_settle (now, celled, NULL);
  g_assert_nonnull (strstr (((GalleyBlockData *) g_ptr_array_index (cell_settled->blocks, 0))->text, "投资41.9亿元，"));

  g_ptr_array_add (blocks, galley_block_data_replace (block, place_of (TEXT, "35.2亿元"), 4, "41.9"));
  texted = galley_snapshot_new (now->id, now->details, now->credits, blocks, now->tables, NULL, NULL, NULL);
  text_settled = galley_binding_settle (now, texted, NULL);
  g_assert_cmpstr (row_of (text_settled, 0)->fields[GALLEY_INDICATOR_VALUE], ==, "41.9");
}

/* The next one can be compared with the last: ids stay. */
static void
test_compared (void)
{
  g_autoptr (GalleySnapshot) old = bulletin ("2024Q1");
  g_autoptr (GalleyRoll) roll = galley_roll (old, "2024Q2", NULL);
  g_autoptr (GalleyComparison) comparison = galley_compare (old, roll->snapshot, GALLEY_GRAIN_WORDS);

  g_assert_cmpuint (comparison->blocks->len, ==, 0);
  /* Details, the row, what was set aside and the log. */
  g_assert_cmpuint (comparison->records->len, ==, 4);
}

static void
test_periods (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *base; /* NULL where it cannot be rolled */
  } cases[] = {
    { "2024Q1", "2024Q2", "35.2" },
    { "2024Q4", "2025Q1", "35.2" },
    { "2024Q1", "2025Q1", "35.2" },
    { "2024H1", "2024H2", "35.2" },
    { "2024-02", "2024-03", "35.2" },
    { "2023", "2024", "35.2" },
    /* A quarter is no base for a half, nor four months for five. */
    { "2024Q1", "2024H1", "" },
    { "2024-01..2024-04", "2024-01..2024-05", "" },
    { "2024Q1", "2024Q1", NULL },
    { "2024Q2", "2024Q1", NULL },
    { "2024Q4", "2024", NULL },
    { "2024Q1", "2024Q5", NULL },
    { "2024Q1", "2024-03-28", NULL },
    { "2024Q1", "XXXXQ2", NULL },
    { "2024Q1", "二季度", NULL },
    { "2024Q1", "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleySnapshot) old = bulletin (cases[i].from);
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyRoll) roll = galley_roll (old, cases[i].to, &error);

      if (cases[i].base == NULL)
        {
          g_assert_error (error, GALLEY_ROLL_ERROR, GALLEY_ROLL_ERROR_TO);
          g_assert_null (roll);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (row_of (roll->snapshot, 0)->fields[GALLEY_INDICATOR_BASE], ==, cases[i].base);
      g_assert_cmpstr (row_of (roll->snapshot, 0)->fields[GALLEY_INDICATOR_PERIOD], ==, cases[i].to);
    }
}

static void
test_without_period (void)
{
  g_autoptr (GalleySnapshot) empty = galley_snapshot_new_empty (), stated = bulletin ("2024Q1"), silent = NULL;
  g_autoptr (GalleyRecord) details = galley_record_with (stated->details, GALLEY_DETAILS_PERIOD, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRoll) none = galley_roll (empty, "2024Q2", &error), roll = NULL;

  g_assert_null (none);
  g_assert_error (error, GALLEY_ROLL_ERROR, GALLEY_ROLL_ERROR_FROM);
  /* Where the details are silent the rows speak. */
  silent = galley_snapshot_new (NULL, details, NULL, stated->blocks, stated->tables, NULL, NULL, NULL);
  roll = galley_roll (silent, "2024Q2", NULL);
  g_assert_nonnull (roll);
  g_assert_cmpstr (roll->from, ==, "2024Q1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roll/rolled", test_rolled);
  g_test_add_func ("/roll/stale", test_stale);
  g_test_add_func ("/roll/typing", test_typing);
  g_test_add_func ("/roll/compared", test_compared);
  g_test_add_func ("/roll/periods", test_periods);
  g_test_add_func ("/roll/without-period", test_without_period);
  return g_test_run ();
}
