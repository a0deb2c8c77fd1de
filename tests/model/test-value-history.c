/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-transaction.h"
#include "galley-value-history.h"

#define MINUTE (60 * G_USEC_PER_SEC)

static GalleyRecord *
new_row (const char *value)
{
  const char *fields[GALLEY_N_INDICATOR_FIELDS] = { [GALLEY_INDICATOR_VALUE] = value };

  return galley_record_new (&galley_indicator_schema, "r", fields, NULL);
}

/* @row with another value, noted @minutes after 1970 began. */
static GalleyRecord *
change (GalleyRecord *row, const char *value, int minutes)
{
  g_autoptr (GalleyRecord) was = row, now = galley_record_with (row, GALLEY_INDICATOR_VALUE, value);

  return galley_value_history_note (was, now, minutes * MINUTE);
}

static void
test_note (void)
{
  g_autoptr (GalleyRecord) row = new_row ("821.6");

  row = change (row, "812.6", 10);
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_HISTORY], ==, "1970-01-01T00:10:00Z\t821.6\t812.6");
  row = change (row, "", 20);
  row = change (row, "820", 20);
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_HISTORY], ==,
                   "1970-01-01T00:10:00Z\t821.6\t812.6\n1970-01-01T00:20:00Z\t812.6\t820");
}

/* The keys of one burst are one change, and none where they come back to what was. */
static void
test_burst (void)
{
  g_autoptr (GalleyRecord) row = new_row ("66");

  row = change (row, "6", 10);
  row = change (row, "68", 10);
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_HISTORY], ==, "1970-01-01T00:10:00Z\t66\t68");
  row = change (row, "66", 10);
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_HISTORY], ==, "");
}

/* What is filled in for the first time was nothing before. */
static void
test_first_value (void)
{
  g_autoptr (GalleyRecord) row = new_row ("");

  row = change (row, "66", 10);
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_HISTORY], ==, "");
}

static void
test_list (void)
{
  g_autoptr (GalleyRecord) plain = new_row ("1");
  g_autoptr (GalleyRecord) row = galley_record_with (plain, GALLEY_INDICATOR_HISTORY, "no line\n2024-04-16T08:00:00Z\t7.0\t7.1");
  g_autoptr (GPtrArray) list = galley_value_history_list (row);
  const GalleyPastValue *past;

  g_assert_cmpuint (list->len, ==, 1);
  past = g_ptr_array_index (list, 0);
  g_assert_cmpstr (past->time, ==, "2024-04-16T08:00:00Z");
  g_assert_cmpstr (past->was, ==, "7.0");
  g_assert_cmpstr (past->now, ==, "7.1");
}

static GalleyRecord *
tick (GalleyRecord *row, const char *by, const char *at)
{
  g_autoptr (GalleyRecord) named = galley_record_with (row, GALLEY_INDICATOR_CHECKED_BY, by);

  return galley_record_with (named, GALLEY_INDICATOR_CHECKED_AT, at);
}

/* A transaction remembers of itself and takes the tick away, and an undo takes that back with the value. */
static void
test_undo (void)
{
  g_autoptr (GalleySnapshot) empty = galley_snapshot_new_empty ();
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (empty);
  g_autoptr (GPtrArray) heads = galley_record_array_new (), rows = galley_record_array_new ();
  g_autoptr (GalleyRecord) now = NULL, plain = new_row ("20");
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "rows");
  GalleyRecord *row;

  g_ptr_array_add (heads, galley_record_new (&galley_table_schema, "t", NULL, NULL));
  g_ptr_array_add (rows, tick (plain, "主任", "2024-04-16T08:00:00Z"));
  galley_transaction_splice (transaction, GALLEY_LIST_TABLES, NULL, 0, 0, heads);
  galley_transaction_splice (transaction, GALLEY_LIST_ROWS, "t", 0, 0, rows);
  galley_transaction_commit (transaction);
  now = galley_record_with (g_ptr_array_index (rows, 0), GALLEY_INDICATOR_VALUE, "21");
  transaction = galley_transaction_begin (bulletin, "value");
  galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, "t", 0, now);
  galley_transaction_commit (transaction);
  row = galley_bulletin_find_row (bulletin, "r", NULL, NULL);
  g_assert_true (g_str_has_suffix (row->fields[GALLEY_INDICATOR_HISTORY], "\t20\t21"));
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_CHECKED_BY], ==, "");
  galley_bulletin_undo (bulletin);
  row = galley_bulletin_find_row (bulletin, "r", NULL, NULL);
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_HISTORY], ==, "");
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_VALUE], ==, "20");
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_CHECKED_BY], ==, "主任");
}

static void
test_untick (void)
{
  static const struct
  {
    GalleyIndicatorField field;
    gboolean unticks;
  } cases[] = { { GALLEY_INDICATOR_VALUE, TRUE },  { GALLEY_INDICATOR_UNIT, TRUE },    { GALLEY_INDICATOR_CHANGE, TRUE },
                { GALLEY_INDICATOR_BASE, TRUE },   { GALLEY_INDICATOR_SOURCE, FALSE }, { GALLEY_INDICATOR_NOTES, FALSE },
                { GALLEY_INDICATOR_NAME, FALSE },  { GALLEY_INDICATOR_HISTORY, FALSE } };
  g_autoptr (GalleyRecord) plain = new_row ("821.6"), row = tick (plain, "主任", "2024-04-16T08:00:00Z");
  g_autoptr (GalleyRecord) other = galley_record_with (row, GALLEY_INDICATOR_VALUE, "812.6");
  g_autoptr (GalleyRecord) anew = tick (other, "主任", "2024-04-16T09:00:00Z"), kept = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleyRecord) changed = galley_record_with (row, cases[i].field, "1");
      g_autoptr (GalleyRecord) after = galley_value_history_untick (row, changed);

      g_assert_cmpstr (after->fields[GALLEY_INDICATOR_CHECKED_BY], ==, cases[i].unticks ? "" : "主任");
      g_assert_cmpstr (after->fields[GALLEY_INDICATOR_CHECKED_AT], ==, cases[i].unticks ? "" : "2024-04-16T08:00:00Z");
      g_assert_cmpstr (after->fields[cases[i].field], ==, "1");
    }
  /* Another version that brings its own tick keeps it. */
  kept = galley_value_history_untick (row, anew);
  g_assert_cmpstr (kept->fields[GALLEY_INDICATOR_CHECKED_BY], ==, "主任");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value-history/note", test_note);
  g_test_add_func ("/value-history/burst", test_burst);
  g_test_add_func ("/value-history/first-value", test_first_value);
  g_test_add_func ("/value-history/list", test_list);
  g_test_add_func ("/value-history/untick", test_untick);
  g_test_add_func ("/value-history/undo", test_undo);
  return g_test_run ();
}
