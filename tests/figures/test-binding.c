/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-binding.h"
#include "galley-derive.h"
#include "galley-surface.h"

#include <locale.h>
#include <string.h>

/* A bulletin of our own: one row per line of the table, {name, value, unit, change}, and blocks whose bound spans are
 * in brackets: [row.field:text]. */
typedef struct
{
  const char *id;
  const char *value;
  const char *unit;
  const char *change;
} Row;

static GalleyBlockData *
parse_block (const char *id,
             const char *source)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  while (*source != '\0')
    {
      const char *colon, *dot, *close;

      if (*source != '[')
        {
          g_string_append_c (text, *source++);
          continue;
        }
      dot = strchr (source, '.');
      colon = strchr (source, ':');
      close = strchr (source, ']');
      g_autofree char *row = g_strndup (source + 1, dot - source - 1);
      g_autofree char *field = g_strndup (dot + 1, colon - dot - 1);

      g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, g_utf8_strlen (text->str, -1),
                                               g_utf8_strlen (colon + 1, close - colon - 1), row, field));
      g_string_append_len (text, colon + 1, close - colon - 1);
      source = close + 1;
    }
  return galley_block_data_new (id, GALLEY_BLOCK_PARAGRAPH, text->str, marks);
}

static GalleySnapshot *
make (const Row *rows_of,
      guint n_rows,
      const char *const *sources)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), tables = galley_table_array_new ();
  g_autoptr (GPtrArray) rows = galley_record_array_new ();
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "table", NULL, NULL);

  for (guint i = 0; sources[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);

      g_ptr_array_add (blocks, parse_block (id, sources[i]));
    }
  for (guint i = 0; i < n_rows; i++)
    {
      const char *fields[GALLEY_N_INDICATOR_FIELDS] = { [GALLEY_INDICATOR_NAME] = rows_of[i].id,
                                                        [GALLEY_INDICATOR_VALUE] = rows_of[i].value,
                                                        [GALLEY_INDICATOR_UNIT] = rows_of[i].unit,
                                                        [GALLEY_INDICATOR_CHANGE] = rows_of[i].change };

      g_ptr_array_add (rows, galley_record_new (&galley_indicator_schema, rows_of[i].id, fields, NULL));
    }
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  return galley_snapshot_new ("bulletin", NULL, NULL, blocks, tables, NULL, NULL, NULL);
}

static const char *
text_of (GalleyBulletin *bulletin,
         guint block)
{
  return galley_bulletin_get_block (bulletin, block)->text;
}

static const char *
cell_of (GalleyBulletin *bulletin,
         const char *row,
         GalleyIndicatorField field)
{
  return galley_bulletin_find_row (bulletin, row, NULL, NULL)->fields[field];
}

static GalleyBindingReport *
set_cell (GalleyBulletin *bulletin,
          const char *row,
          GalleyIndicatorField field,
          const char *text)
{
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin);
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Cell");
  GalleyBindingReport *report;
  const char *table;
  guint position;
  GalleyRecord *record = galley_bulletin_find_row (bulletin, row, &table, &position);
  g_autoptr (GalleyRecord) changed = galley_record_with (record, field, text);

  galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, table, position, changed);
  report = galley_binding_follow (transaction, bulletin, before);
  galley_transaction_commit (transaction);
  return report;
}

/* Types @now over the first @was of a block. */
static GalleyBindingReport *
type_over (GalleyBulletin *bulletin,
           guint block,
           const char *was,
           const char *now)
{
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin);
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Typing");
  const char *text = text_of (bulletin, block), *at = strstr (text, was);
  GalleyBindingReport *report;

  g_assert_nonnull (at);
  galley_transaction_replace_text (transaction, block, g_utf8_pointer_to_offset (text, at), g_utf8_strlen (was, -1), now);
  report = galley_binding_follow (transaction, bulletin, before);
  galley_transaction_commit (transaction);
  return report;
}

static guint
count_state (const GalleyBindingReport *report,
             GalleyBindingState state)
{
  guint n = 0;

  for (guint i = 0; i < report->places->len; i++)
    n += ((GalleyBindingPlace *) g_ptr_array_index (report->places, i))->state == state;
  return n;
}

/* One cell, one sentence: what the sentence becomes when the cell does. */
static void
test_cell_to_surface (void)
{
  static const struct
  {
    const char *value, *unit, *text, *now, *expected;
    GalleyBindingState state;
  } cases[] = {
    /* Its own rounding, and it is said. */
    { "821.6", "亿元", "总投资[r.value:821.6亿元]。", "823.45", "总投资823.5亿元。", GALLEY_BINDING_ROUNDED },
    { "821.6", "亿元", "总投资[r.value:821.6亿元]。", "823.4", "总投资823.4亿元。", GALLEY_BINDING_IN_STEP },
    /* No digit is claimed that the cell does not have. */
    { "821.6", "亿元", "总投资[r.value:821.6亿元]。", "823", "总投资823亿元。", GALLEY_BINDING_IN_STEP },
    { "7.0", "%", "利用率[r.value:7.0%]。", "8.0", "利用率8.0%。", GALLEY_BINDING_IN_STEP },
    /* Its own unit. */
    { "0.5007", "亿元", "贷款[r.value:5007万元]。", "0.6008", "贷款6008万元。", GALLEY_BINDING_IN_STEP },
    { "50070000", "元", "贷款[r.value:5007万元]。", "50085000", "贷款5009万元。", GALLEY_BINDING_ROUNDED },
    { "12000", "户", "惠及[r.value:1.2万户]居民。", "13250", "惠及1.3万户居民。", GALLEY_BINDING_ROUNDED },
    /* Never rounded to nothing. */
    { "3.2", "亿元", "贷款[r.value:3.2亿元]。", "0.021", "贷款0.02亿元。", GALLEY_BINDING_ROUNDED },
    /* Approximations: kept while true, moved when not, dropped when exact. */
    { "33", "项", "办好[r.value:30余项]实事。", "38", "办好30余项实事。", GALLEY_BINDING_ROUNDED },
    { "33", "项", "办好[r.value:30余项]实事。", "47", "办好40余项实事。", GALLEY_BINDING_ROUNDED },
    { "33", "项", "办好[r.value:30余项]实事。", "40", "办好40项实事。", GALLEY_BINDING_IN_STEP },
    { "1830", "万吨", "运送[r.value:1800多万吨]。", "2150", "运送2100多万吨。", GALLEY_BINDING_ROUNDED },
    { "823", "亿元", "总投资超[r.value:820亿元]。", "835", "总投资超830亿元。", GALLEY_BINDING_ROUNDED },
    { "810", "亿元", "总投资近[r.value:820亿元]。", "835", "总投资近840亿元。", GALLEY_BINDING_ROUNDED },
    { "810", "亿元", "总投资约[r.value:820亿元]。", "824", "总投资约820亿元。", GALLEY_BINDING_ROUNDED },
    /* Its own digits. */
    { "3", "家", "新增[r.value:三家]企业。", "12", "新增十二家企业。", GALLEY_BINDING_IN_STEP },
    { "320", "个", "覆盖[r.value:三百二十个]村。", "2", "覆盖两个村。", GALLEY_BINDING_IN_STEP },
    { "1234", "人", "培训[r.value:1,234人]。", "12345", "培训12,345人。", GALLEY_BINDING_IN_STEP },
    { "66", "个", "建成[r.value:６６个]项目。", "120", "建成１２０个项目。", GALLEY_BINDING_IN_STEP },
    { "80", "%", "占比达[r.value:八成]。", "90", "占比达九成。", GALLEY_BINDING_IN_STEP },
    /* A cell that is typed with its unit, or approximately. */
    { "821.6", "亿元", "总投资[r.value:821.6亿元]。", "823.4亿元", "总投资823.4亿元。", GALLEY_BINDING_IN_STEP },
    { "821.6", "亿元", "总投资[r.value:821.6亿元]。", "８２３.４", "总投资823.4亿元。", GALLEY_BINDING_IN_STEP },
    { "32", "项", "办好[r.value:32项]实事。", "30余", "办好30余项实事。", GALLEY_BINDING_IN_STEP },
    /* A cell that says no number is put nowhere near one. */
    { "821.6", "亿元", "总投资[r.value:821.6亿元]。", "", "总投资821.6亿元。", GALLEY_BINDING_OUT_OF_STEP },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Row row = { "r", cases[i].value, cases[i].unit, "" };
      const char *const blocks[] = { cases[i].text, NULL };
      g_autoptr (GalleySnapshot) snapshot = make (&row, 1, blocks);
      g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
      g_autoptr (GalleySnapshot) start = galley_bulletin_snapshot (bulletin), undone = NULL, after = NULL;
      g_autoptr (GPtrArray) first = galley_binding_check (start), last = NULL;
      g_autoptr (GalleyBindingReport) report = NULL;
      const GalleyBindingPlace *place;

      g_test_message ("%s <- %s", cases[i].text, cases[i].now);
      g_assert_cmpint (((GalleyBindingPlace *) g_ptr_array_index (first, 0))->state, !=, GALLEY_BINDING_OUT_OF_STEP);
      report = set_cell (bulletin, "r", GALLEY_INDICATOR_VALUE, cases[i].now);
      g_assert_cmpstr (text_of (bulletin, 0), ==, cases[i].expected);
      after = galley_bulletin_snapshot (bulletin);
      last = galley_binding_check (after);
      place = g_ptr_array_index (last, 0);
      g_assert_cmpint (place->state, ==, cases[i].state);
      /* What was rounded or could not follow is said. */
      g_assert_cmpuint (count_state (report, cases[i].state), ==,
                        cases[i].state == GALLEY_BINDING_IN_STEP && g_str_equal (place->surface, "") ? 0 : 1);
      galley_bulletin_undo (bulletin);
      undone = galley_bulletin_snapshot (bulletin);
      g_assert_true (galley_snapshot_equal (start, undone));
      g_assert_false (galley_bulletin_get_can_undo (bulletin));
    }
}

/* A change of sign turns the word before it, where that word is about this figure alone. */
static void
test_direction (void)
{
  const Row rows[] = { { "a", "188.98", "亿元", "+7.3%" }, { "b", "45", "个", "+234%" }, { "c", "111.6", "亿元", "+203%" } };
  const char *const blocks[] = { "营收[a.value:188.98亿元]，同比增长[a.change:7.3%]。",
                                 "项目[b.value:45个]、投资[c.value:111.6亿元]，分别增长[b.change:234%]和[c.change:203%]。", NULL };
  g_autoptr (GalleySnapshot) snapshot = make (rows, 3, blocks);
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  g_autoptr (GalleyBindingReport) report = set_cell (bulletin, "a", GALLEY_INDICATOR_CHANGE, "-1.25%"), second = NULL, back = NULL,
                                  loss = NULL, gain = NULL;
  const GalleyBindingPlace *place;

  g_assert_cmpstr (text_of (bulletin, 0), ==, "营收188.98亿元，同比下降1.3%。");
  g_assert_cmpuint (count_state (report, GALLEY_BINDING_ROUNDED), ==, 1);
  /* And back, with the digits that it had at first. */
  back = set_cell (bulletin, "a", GALLEY_INDICATOR_CHANGE, "+6.5%");
  g_assert_cmpstr (text_of (bulletin, 0), ==, "营收188.98亿元，同比增长6.5%。");
  loss = set_cell (bulletin, "a", GALLEY_INDICATOR_VALUE, "-3.5");
  /* Prose has no minus behind a noun: 营收-3.5亿元 would not be read, so it is not written. */
  g_assert_cmpstr (text_of (bulletin, 0), ==, "营收188.98亿元，同比增长6.5%。");
  g_assert_cmpuint (count_state (loss, GALLEY_BINDING_OUT_OF_STEP), ==, 1);
  gain = set_cell (bulletin, "a", GALLEY_INDICATOR_VALUE, "4.25");
  g_assert_cmpstr (text_of (bulletin, 0), ==, "营收4.25亿元，同比增长6.5%。");
  second = set_cell (bulletin, "b", GALLEY_INDICATOR_CHANGE, "-20%");
  g_assert_cmpstr (text_of (bulletin, 1), ==, "项目45个、投资111.6亿元，分别增长234%和203%。");
  g_assert_cmpuint (second->places->len, ==, 1);
  place = g_ptr_array_index (second->places, 0);
  g_assert_cmpint (place->state, ==, GALLEY_BINDING_OUT_OF_STEP);
  g_assert_cmpint (place->reason, ==, GALLEY_BINDING_REASON_VALUE);
  g_assert_cmpstr (place->expected, ==, "20%");
}

static void
test_surface_to_cell (void)
{
  const Row rows[] = { { "r", "821.6", "亿元", "+7.3%" }, { "n", "66", "个", "" } };
  const char *const blocks[] = { "超[r.value:820亿元]投资落地", "总投资[r.value:821.6亿元]，同比增长[r.change:7.3%]，共[n.value:66个]。",
                                 "合[r.value:8216000万元]。", NULL };
  g_autoptr (GalleySnapshot) snapshot = make (rows, 2, blocks);
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  g_autoptr (GalleySnapshot) undone = NULL;
  g_autoptr (GalleyBindingReport) one = type_over (bulletin, 1, "821.6", "834.5"), two = NULL, three = NULL, four = NULL,
                                  five = NULL, six = NULL;

  /* The cell follows, and the other places follow the cell. */
  g_assert_cmpstr (cell_of (bulletin, "r", GALLEY_INDICATOR_VALUE), ==, "834.5");
  g_assert_cmpstr (text_of (bulletin, 0), ==, "超830亿元投资落地");
  g_assert_cmpstr (text_of (bulletin, 2), ==, "合8345000万元。");
  g_assert_cmpuint (one->cells->len, ==, 1);
  galley_bulletin_undo (bulletin);
  undone = galley_bulletin_snapshot (bulletin);
  g_assert_true (galley_snapshot_equal (snapshot, undone));

  /* A place in another unit states the cell in the cell's unit. */
  two = type_over (bulletin, 2, "8216000万元", "8216700万元");
  g_assert_cmpstr (cell_of (bulletin, "r", GALLEY_INDICATOR_VALUE), ==, "821.67");
  g_assert_cmpstr (text_of (bulletin, 1), ==, "总投资821.7亿元，同比增长7.3%，共66个。");

  /* A digit typed before or behind the number counts as part of the figure. */
  three = type_over (bulletin, 1, "66个", "166个");
  g_assert_cmpstr (cell_of (bulletin, "n", GALLEY_INDICATOR_VALUE), ==, "166");

  /* The word before it gives the sign. */
  four = type_over (bulletin, 1, "增长", "下降");
  g_assert_cmpstr (cell_of (bulletin, "r", GALLEY_INDICATOR_CHANGE), ==, "-7.3%");

  /* Another unit: reported, and the cell stays. */
  five = type_over (bulletin, 1, "166个", "166亩");
  g_assert_cmpstr (cell_of (bulletin, "n", GALLEY_INDICATOR_VALUE), ==, "166");
  g_assert_cmpuint (five->places->len, ==, 1);
  g_assert_cmpint (((GalleyBindingPlace *) g_ptr_array_index (five->places, 0))->reason, ==, GALLEY_BINDING_REASON_UNIT);
  g_assert_cmpstr (((GalleyBindingPlace *) g_ptr_array_index (five->places, 0))->expected, ==, "166个");
  six = type_over (bulletin, 1, "166亩", "很多项");
  g_assert_cmpint (((GalleyBindingPlace *) g_ptr_array_index (six->places, 0))->reason, ==,
                   GALLEY_BINDING_REASON_UNREADABLE);
}

/* Typing a figure key by key: each key leaves text and cell in step or reported, and a mark covers its figure again. */
static void
test_keys (void)
{
  static const struct
  {
    guint offset, n_removed;
    const char *inserted;
  } keys[] = { { 3, 0, "1" }, { 4, 0, "2" }, { 7, 0, "5" }, { 6, 1, "" }, { 3, 1, "" }, { 3, 1, "" }, { 3, 0, "9" } };
  const Row row = { "r", "66.5", "亿元", "" };
  const char *const blocks[] = { "总投资[r.value:66.5亿元]。", NULL };
  g_autoptr (GalleySnapshot) snapshot = make (&row, 1, blocks);
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin), after = NULL;
      GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Typing");
      g_autoptr (GalleyBindingReport) report = NULL;
      g_autoptr (GPtrArray) places = NULL;
      const GalleyBindingPlace *place;

      galley_transaction_set_merge_key (transaction, "typing");
      galley_transaction_replace_text (transaction, 0, keys[i].offset, keys[i].n_removed, keys[i].inserted);
      report = galley_binding_follow (transaction, bulletin, before);
      galley_transaction_commit (transaction);
      after = galley_bulletin_snapshot (bulletin);
      places = galley_binding_check (after);
      g_assert_cmpuint (places->len, ==, 1);
      place = g_ptr_array_index (places, 0);
      g_test_message ("%s, cell %s", text_of (bulletin, 0), cell_of (bulletin, "r", GALLEY_INDICATOR_VALUE));
      g_assert_true (place->state == GALLEY_BINDING_IN_STEP || report->places->len == 1);
      if (place->state == GALLEY_BINDING_IN_STEP)
        g_assert_true (g_str_has_suffix (place->surface, "亿元"));
    }
}

/* On the way to another number a cell is short or exact for a moment; the other places come out as they were printed. */
static void
test_forms (void)
{
  const Row rows[] = { { "r", "821.6", "亿元", "+7.3%" }, { "n", "38", "项", "" } };
  const char *const blocks[] = { "总投资[r.value:821.6亿元]，办事[n.value:38项]。",
                                 "投资[r.value:821.6亿元]，超[r.value:820亿元]，办好[n.value:30余项]。", NULL };
  g_autoptr (GalleySnapshot) snapshot = make (rows, 2, blocks);
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  static const struct
  {
    const char *was, *now, *other;
  } keys[] = {
    { "821.6", "8", "投资8亿元，超8亿元，办好30余项。" },
    { "8亿", "83亿", "投资83亿元，超80亿元，办好30余项。" },
    { "83亿", "834.52亿", "投资834.5亿元，超830亿元，办好30余项。" },
    { "38项", "8项", "投资834.5亿元，超830亿元，办好8项。" },
    { "8项", "48项", "投资834.5亿元，超830亿元，办好40余项。" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GalleyBindingReport) report = type_over (bulletin, 0, keys[i].was, keys[i].now);

      g_assert_cmpstr (text_of (bulletin, 1), ==, keys[i].other);
    }
  /* A form that a person gives the place is the one from then on. */
  g_autoptr (GalleyBindingReport) own = type_over (bulletin, 1, "40余项", "48项");
  g_autoptr (GalleyBindingReport) next = type_over (bulletin, 0, "48项", "52项");

  g_assert_cmpstr (text_of (bulletin, 1), ==, "投资834.5亿元，超830亿元，办好52项。");
}

static void
test_bind (void)
{
  const Row rows[] = { { "full", "66", "个", "" }, { "empty", "", "", "" } };
  const char *const blocks[] = { "新建项目12个，总投资3.21亿元，增长7%。", NULL };
  g_autoptr (GalleySnapshot) snapshot = make (rows, 2, blocks);
  g_autoptr (GalleySnapshot) filled = galley_binding_bind (snapshot, "b0", 10, 4, "empty", GALLEY_INDICATOR_VALUE);
  g_autoptr (GalleySnapshot) apart = galley_binding_bind (filled, "b0", 4, 3, "full", GALLEY_INDICATOR_VALUE);
  g_autoptr (GalleySnapshot) again = galley_binding_bind (apart, "b0", 4, 2, "empty", GALLEY_INDICATOR_VALUE);
  g_autoptr (GalleySnapshot) plain = galley_binding_unbind (filled, "b0", 12, 1);
  g_autoptr (GalleySnapshot) none = galley_binding_unbind (snapshot, "b0", 0, 20);
  g_autoptr (GPtrArray) places = galley_binding_check (apart), rebound = galley_binding_check (again);
  g_autoptr (GPtrArray) full = galley_binding_check (filled);
  const GalleyBindingPlace *place = g_ptr_array_index (full, 0);
  const GalleyTableData *table = g_ptr_array_index (filled->tables, 0);
  GalleyRecord *row = g_ptr_array_index (table->rows, 1);

  /* A span inside a figure becomes the figure; the empty cell takes it. */
  g_assert_cmpstr (place->surface, ==, "3.21亿元");
  g_assert_cmpint (place->state, ==, GALLEY_BINDING_IN_STEP);
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_VALUE], ==, "3.21");
  g_assert_cmpstr (row->fields[GALLEY_INDICATOR_UNIT], ==, "亿元");
  /* A full cell stays, and the place says what it should say. */
  place = g_ptr_array_index (places, 0);
  g_assert_cmpuint (places->len, ==, 2);
  g_assert_cmpint (place->state, ==, GALLEY_BINDING_OUT_OF_STEP);
  g_assert_cmpstr (place->expected, ==, "66个");
  /* Binding again rebinds. */
  g_assert_cmpuint (rebound->len, ==, 2);
  g_assert_cmpstr (((GalleyBindingPlace *) g_ptr_array_index (rebound, 0))->row, ==, "empty");
  /* Bind and unbind leave the text and its marks as they were. */
  g_assert_true (galley_block_data_equal (g_ptr_array_index (plain->blocks, 0), g_ptr_array_index (snapshot->blocks, 0)));
  g_assert_true (none == snapshot);
}

/* A row that is gone, an edit elsewhere in the block, a paste, a split figure: none of them changes a cell. */
static void
test_led_by_nothing (void)
{
  const Row row = { "r", "821.6", "亿元", "" };
  const char *const blocks[] = { "总投资[r.value:821.6亿元]，[gone.value:5个]。", "别处。", NULL };
  g_autoptr (GalleySnapshot) snapshot = make (&row, 1, blocks);
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  g_autoptr (GalleyBindingReport) report = type_over (bulletin, 0, "总投资", "共投资"), split = NULL;
  g_autoptr (GPtrArray) places = galley_binding_check (snapshot);
  g_autoptr (GPtrArray) halves = galley_block_array_new ();
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin);
  GalleyTransaction *transaction;
  GalleyBlockData *head, *tail;

  g_assert_cmpuint (report->cells->len + report->places->len, ==, 0);
  g_assert_null (galley_binding_report_summarize (report));
  g_assert_cmpint (((GalleyBindingPlace *) g_ptr_array_index (places, 1))->reason, ==, GALLEY_BINDING_REASON_NO_CELL);

  galley_block_data_split (galley_bulletin_get_block (bulletin, 0), 6, &head, &tail);
  g_ptr_array_add (halves, head);
  g_ptr_array_add (halves, tail);
  transaction = galley_transaction_begin (bulletin, "Split");
  galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, 0, 1, halves);
  split = galley_binding_follow (transaction, bulletin, before);
  galley_transaction_commit (transaction);
  g_assert_cmpstr (cell_of (bulletin, "r", GALLEY_INDICATOR_VALUE), ==, "821.6");
  g_assert_cmpuint (count_state (split, GALLEY_BINDING_OUT_OF_STEP), >=, 1);
}

static void
derive (GalleyBulletin *bulletin,
        const char *row,
        GalleyIndicatorField field,
        GalleyDerivation derivation,
        const char *const *operands)
{
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin);
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Formula");
  g_autoptr (GalleyBindingReport) report = NULL;
  const char *table;
  guint position;
  GalleyRecord *record = galley_bulletin_find_row (bulletin, row, &table, &position);
  g_autoptr (GalleyRecord) changed = galley_derive_set (record, field, derivation, operands);

  galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, table, position, changed);
  report = galley_binding_follow (transaction, bulletin, before);
  galley_transaction_commit (transaction);
}

/* Cells made of others follow them, through the text as well and through each other, as one step. */
static void
test_derived (void)
{
  const Row rows[] = { { "new", "32.1", "亿元", "" },  { "old", "7895000", "万元", "" }, { "all", "0", "亿元", "" },
                       { "part", "0.0", "%", "" },     { "rest", "0", "亿元", "" },      { "grown", "125", "个", "0.0%" },
                       { "people", "66", "人", "" } };
  const char *const blocks[] = { "总投资[all.value:0亿元]，新建[new.value:32.1亿元]，占[part.value:0.0%]，增长[grown.change:0.0%]。", NULL };
  const char *const sum[] = { "new", "old", NULL }, *const share[] = { "new", "all", NULL }, *const less[] = { "all", "new", NULL },
              *const growth[] = { "value", "base", NULL }, *const mixed[] = { "new", "people", NULL };
  g_autoptr (GalleySnapshot) snapshot = make (rows, 7, blocks);
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  g_autoptr (GalleyBindingReport) report = NULL, base = NULL;
  g_autoptr (GalleySnapshot) before = NULL, undone = NULL;
  GalleyIndicatorField field;

  derive (bulletin, "part", GALLEY_INDICATOR_VALUE, GALLEY_DERIVATION_SHARE, share);
  derive (bulletin, "all", GALLEY_INDICATOR_VALUE, GALLEY_DERIVATION_SUM, sum);
  derive (bulletin, "rest", GALLEY_INDICATOR_VALUE, GALLEY_DERIVATION_DIFFERENCE, less);
  derive (bulletin, "grown", GALLEY_INDICATOR_CHANGE, GALLEY_DERIVATION_GROWTH, growth);
  g_assert_cmpstr (cell_of (bulletin, "all", GALLEY_INDICATOR_VALUE), ==, "821.6");
  g_assert_cmpstr (cell_of (bulletin, "rest", GALLEY_INDICATOR_VALUE), ==, "789.5");
  g_assert_cmpstr (cell_of (bulletin, "part", GALLEY_INDICATOR_VALUE), ==, "3.9");
  base = set_cell (bulletin, "grown", GALLEY_INDICATOR_BASE, "112");
  g_assert_cmpstr (cell_of (bulletin, "grown", GALLEY_INDICATOR_CHANGE), ==, "+11.6%");

  before = galley_bulletin_snapshot (bulletin);
  report = type_over (bulletin, 0, "32.1", "42.1");
  g_assert_cmpstr (cell_of (bulletin, "new", GALLEY_INDICATOR_VALUE), ==, "42.1");
  g_assert_cmpstr (cell_of (bulletin, "all", GALLEY_INDICATOR_VALUE), ==, "831.6");
  g_assert_cmpstr (cell_of (bulletin, "part", GALLEY_INDICATOR_VALUE), ==, "5.1");
  g_assert_cmpstr (text_of (bulletin, 0), ==, "总投资832亿元，新建42.1亿元，占5.1%，增长11.6%。");
  g_assert_cmpuint (count_state (report, GALLEY_BINDING_ROUNDED), ==, 1);
  galley_bulletin_undo (bulletin);
  undone = galley_bulletin_snapshot (bulletin);
  g_assert_true (galley_snapshot_equal (before, undone));

  /* What cannot be added stays; the formula can be taken away again. */
  derive (bulletin, "rest", GALLEY_INDICATOR_VALUE, GALLEY_DERIVATION_SUM, mixed);
  g_assert_cmpstr (cell_of (bulletin, "rest", GALLEY_INDICATOR_VALUE), ==, "789.5");
  derive (bulletin, "rest", GALLEY_INDICATOR_VALUE, GALLEY_DERIVATION_NONE, NULL);
  g_assert_cmpint (galley_derive_get (galley_bulletin_find_row (bulletin, "rest", NULL, NULL), &field, NULL), ==,
                   GALLEY_DERIVATION_NONE);
  g_assert_cmpstr (cell_of (bulletin, "rest", GALLEY_INDICATOR_NOTES), ==, "");
}

/* A thousand edits of cells and text at random: afterwards every place is in step, rounded, or was reported. */
static void
test_random (void)
{
  const Row rows[] = { { "a", "821.6", "亿元", "+7.3%" }, { "b", "5007", "万元", "" }, { "c", "66", "个", "-2.5%" },
                       { "d", "1.8", "万户", "" }, { "e", "0.25", "", "" } };
  const char *const blocks[] = {
    "投资[a.value:821.6亿元]，增长[a.change:7.3%]，其中[c.value:66个]项目下降[c.change:2.5%]。",
    "近[a.value:822亿元]、[b.value:5007万元]、[b.value:0.5亿元]，惠及[d.value:1.8万户]。",
    "超[d.value:1万户]家庭、[c.value:60余个]项目，[c.value:六十六个]。", NULL };
  static const char *const units[] = { "亿元", "万元", "元", "个", "万个", "户" };
  g_autoptr (GalleySnapshot) snapshot = make (rows, 5, blocks);
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  g_autoptr (GHashTable) reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_steps = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin), after = NULL, undone = NULL, redone = NULL;
      GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Edit");
      g_autoptr (GalleyBindingReport) report = NULL;
      g_autoptr (GPtrArray) was = galley_binding_check (before), now = NULL;
      g_autofree char *number = g_test_rand_bit () ? g_strdup_printf ("%d", g_test_rand_int_range (0, 99999))
                                                   : g_strdup_printf ("%d.%d", g_test_rand_int_range (0, 2000),
                                                                      g_test_rand_int_range (0, 100));

      if (g_test_rand_bit ())
        {
          guint position = g_test_rand_int_range (0, 5);
          gboolean change = g_test_rand_bit (), unit = g_test_rand_int_range (0, 20) == 0;
          g_autofree char *text = change ? g_strdup_printf ("%s%s%%", g_test_rand_bit () ? "+" : "-", number) : NULL;
          GalleyRecord *row = g_ptr_array_index (galley_bulletin_get_rows (bulletin, "table"), position);
          g_autoptr (GalleyRecord) changed
            = galley_record_with (row, unit ? GALLEY_INDICATOR_UNIT : change ? GALLEY_INDICATOR_CHANGE : GALLEY_INDICATOR_VALUE,
                                  unit ? units[g_test_rand_int_range (0, 6)] : change ? text : number);

          galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, "table", position, changed);
        }
      else
        {
          guint block = g_test_rand_int_range (0, 3);
          guint n = galley_bulletin_get_block (bulletin, block)->n_chars, at = g_test_rand_int_range (0, n);
          guint removed = g_test_rand_int_range (0, MIN (3, n - at + 1));
          static const char *const typed[] = { "", "1", "7", ".", "亿", "约", "，", "增长", "百" };

          galley_transaction_replace_text (transaction, block, at, removed, typed[g_test_rand_int_range (0, 9)]);
        }
      report = galley_binding_follow (transaction, bulletin, before);
      galley_transaction_commit (transaction);
      after = galley_bulletin_snapshot (bulletin);
      now = galley_binding_check (after);
      /* What is out of step now was so before, at such a mark, or the report has it. */
      for (guint j = 0; j < now->len; j++)
        {
          const GalleyBindingPlace *place = g_ptr_array_index (now, j);
          gboolean known = place->state != GALLEY_BINDING_OUT_OF_STEP || place->reason == GALLEY_BINDING_REASON_NO_CELL;

          for (guint k = 0; k < was->len && !known; k++)
            {
              const GalleyBindingPlace *old = g_ptr_array_index (was, k);

              known = old->state == GALLEY_BINDING_OUT_OF_STEP && g_str_equal (old->row, place->row)
                      && old->field == place->field && g_str_equal (old->block, place->block);
            }
          for (guint k = 0; k < report->places->len && !known; k++)
            {
              const GalleyBindingPlace *said = g_ptr_array_index (report->places, k);

              known = said->state == GALLEY_BINDING_OUT_OF_STEP && said->start == place->start
                      && g_str_equal (said->block, place->block);
            }
          if (!known)
            g_error ("step %u: %s in “%s” is out of step with %s (%d, %s) after “%s” and nobody said so of %u", i, place->surface,
                     text_of (bulletin, place->block[1] - '0'), place->row, place->reason,
                     cell_of (bulletin, place->row, place->field),
                     ((GalleyBlockData *) g_ptr_array_index (before->blocks, place->block[1] - '0'))->text,
                     report->places->len);
        }
      /* One step of undo brings back exactly what was, and redo what is. */
      if (!galley_snapshot_equal (before, after))
        {
          n_steps++;
          galley_bulletin_undo (bulletin);
          undone = galley_bulletin_snapshot (bulletin);
          g_assert_true (galley_snapshot_equal (before, undone));
          galley_bulletin_redo (bulletin);
          redone = galley_bulletin_snapshot (bulletin);
          g_assert_true (galley_snapshot_equal (after, redone));
        }
      /* Begin anew now and then, before the text is worn out. */
      if (i % 10 == 9)
        {
          g_clear_object (&bulletin);
          bulletin = galley_bulletin_new (snapshot);
        }
    }
  g_assert_cmpuint (n_steps, >, 500);
}

/* For every way of printing: what is rendered reads back as what it was rendered from, up to the digits printed. */
static void
test_render_reads_back (void)
{
  static const char *const texts[] = { "投资821.6亿元", "贷款5007万元", "项目66个", "产量1,234.50吨", "惠及1.8万户", "同比增长7.3%",
                                       "占比百分之三十", "村三百个", "装机2.5万千瓦", "提高1.2个百分点", "售出$300", "建成６６．５公里" };
  const GalleyFigureContext nothing = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < 200; j++)
      {
        g_autoptr (GalleyFigures) figures = galley_figures_read (texts[i], -1, &nothing), again = NULL;
        const GalleyFigure *figure = galley_figures_get (figures, 0), *read;
        g_auto (GalleyAmount) old = GALLEY_AMOUNT_INIT, amount = GALLEY_AMOUNT_INIT, back = GALLEY_AMOUNT_INIT;
        g_autofree char *surface = NULL, *full = NULL;
        gboolean turned;
        int decimals = g_test_rand_int_range (0, 5);

        g_assert_cmpuint (galley_figures_get_length (figures), ==, 1);
        galley_amount_from_figure (&old, figure, texts[i]);
        amount.numeric = TRUE;
        amount.unit = g_strdup (old.unit);
        amount.value = (GalleyDecimal) { g_test_rand_int_range (3, G_MAXINT) % (j < 100 ? 1000 : G_MAXINT), (gint16) decimals,
                                         figure->value.magnitude };
        /* 一个 is no figure: in prose it says “a”. */
        amount.value.digits = MAX (amount.value.digits, 3);
        if (g_str_has_suffix (texts[i], "三百个"))
          amount.value.decimals = 0;
        amount.high = amount.value;
        surface = galley_surface_render (figure, texts[i], &amount, &turned);
        g_assert_nonnull (surface);
        full = g_strdup_printf ("%.*s%s", (int) figure->bytes.offset, texts[i], surface);
        again = galley_figures_read (full, -1, &nothing);
        if (galley_figures_get_length (again) != 1)
          g_error ("%s reads as %u figures", full, galley_figures_get_length (again));
        read = galley_figures_get (again, 0);
        galley_amount_from_figure (&back, read, full);
        g_assert_cmpint (galley_amount_agree (&amount, &back, FALSE), <=, GALLEY_AGREEMENT_ROUNDED);
        if (galley_decimal_needs (&amount.value, figure->value.magnitude) <= MAX (0, figure->value.decimals))
          g_assert_cmpint (galley_amount_agree (&amount, &back, FALSE), ==, GALLEY_AGREEMENT_EQUAL);
      }
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/binding/cell-to-surface", test_cell_to_surface);
  g_test_add_func ("/binding/direction", test_direction);
  g_test_add_func ("/binding/surface-to-cell", test_surface_to_cell);
  g_test_add_func ("/binding/keys", test_keys);
  g_test_add_func ("/binding/forms", test_forms);
  g_test_add_func ("/binding/bind", test_bind);
  g_test_add_func ("/binding/led-by-nothing", test_led_by_nothing);
  g_test_add_func ("/binding/derived", test_derived);
  g_test_add_func ("/binding/random", test_random);
  g_test_add_func ("/binding/render-reads-back", test_render_reads_back);
  return g_test_run ();
}
