/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-grid-data.h"

#include "galley-plot.h"

/* 指标 | 数值     merged: the header's two cells; 其中 over two rows. */
static GalleyGridData *
sample (void)
{
  static const char *const texts[] = { "主要指标", "", "其中", "12", "", "54", "合计", "66" };
  static const GalleyGridSpan spans[] = { { 1, 0, 2, 1 }, { 0, 0, 1, 2 } };
  static const GalleyGridAlign aligns[] = { GALLEY_GRID_ALIGN_START, GALLEY_GRID_ALIGN_END };

  return galley_grid_data_new_full (4, 2, 1, aligns, texts, spans, 2, NULL);
}

static void
test_refused (void)
{
  static const char *const hidden[] = { "a", "b" };
  static const GalleyGridSpan over_edge[] = { { 0, 1, 1, 2 } }, huge[] = { { 1, 0, G_MAXUINT, G_MAXUINT } };
  static const GalleyGridSpan overlap[] = { { 0, 0, 2, 1 }, { 1, 0, 1, 2 } }, alone[] = { { 0, 0, 1, 1 } };
  static const GalleyGridSpan twice[] = { { 0, 0, 2, 2 }, { 0, 0, 2, 2 } };

  g_assert_null (galley_grid_data_new (0, 1, 0));
  g_assert_null (galley_grid_data_new (1, 0, 0));
  g_assert_null (galley_grid_data_new (1000, 1000, 0));
  g_assert_null (galley_grid_data_new (G_MAXUINT, 64, 0));
  g_assert_null (galley_grid_data_new (1, 2, 2));
  g_assert_null (galley_grid_data_new_full (2, 2, 0, NULL, NULL, over_edge, 1, NULL));
  g_assert_null (galley_grid_data_new_full (2, 2, 0, NULL, NULL, huge, 1, NULL));
  g_assert_null (galley_grid_data_new_full (2, 2, 0, NULL, NULL, overlap, 2, NULL));
  g_assert_null (galley_grid_data_new_full (2, 2, 0, NULL, NULL, twice, 2, NULL));
  g_assert_null (galley_grid_data_new_full (2, 2, 0, NULL, NULL, alone, 1, NULL));
  g_assert_null (galley_grid_data_new_full (2, 2, 1, NULL, NULL, overlap, 1, NULL));
  g_assert_null (galley_grid_data_new_full (1, 2, 0, NULL, hidden, (const GalleyGridSpan[]) { { 0, 0, 1, 2 } }, 1, NULL));
}

static void
assert_cells (GalleyGridData *grid, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint row = 0; row < grid->n_rows; row++)
    for (guint column = 0; column < grid->n_columns; column++)
      {
        GalleyGridSpan span;

        if (galley_grid_data_is_covered (grid, row, column))
          {
            g_string_append (text, column + 1 < grid->n_columns ? "·|" : "·/");
            continue;
          }
        galley_grid_data_get_span (grid, row, column, &span);
        g_string_append (text, galley_grid_data_get_text (grid, row, column));
        if (span.n_rows * span.n_columns > 1)
          g_string_append_printf (text, "(%ux%u)", span.n_rows, span.n_columns);
        g_string_append (text, column + 1 < grid->n_columns ? "|" : "/");
      }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_rows_and_columns (void)
{
  g_autoptr (GalleyGridData) grid = sample (), row = NULL, within = NULL, column = NULL, less = NULL, first = NULL;
  g_autoptr (GalleyGridData) back = NULL, header = NULL, narrow = NULL;

  assert_cells (grid, "主要指标(1x2)|·/其中(2x1)|12/·|54/合计|66/");
  row = galley_grid_data_insert_row (grid, 4);
  assert_cells (row, "主要指标(1x2)|·/其中(2x1)|12/·|54/合计|66/|/");
  within = galley_grid_data_insert_row (grid, 2);
  assert_cells (within, "主要指标(1x2)|·/其中(3x1)|12/·|/·|54/合计|66/");
  back = galley_grid_data_remove_row (within, 2);
  g_assert_true (galley_grid_data_equal (grid, back));
  /* The text of merged cells outlives their first row. */
  first = galley_grid_data_remove_row (grid, 1);
  assert_cells (first, "主要指标(1x2)|·/其中|54/合计|66/");
  header = galley_grid_data_remove_row (grid, 0);
  assert_cells (header, "其中(2x1)|12/·|54/合计|66/");
  g_assert_cmpuint (header->n_header_rows, ==, 0);
  column = galley_grid_data_insert_column (grid, 2);
  assert_cells (column, "主要指标(1x2)|·|/其中(2x1)|12|/·|54|/合计|66|/");
  g_assert_cmpint (column->aligns[2], ==, GALLEY_GRID_ALIGN_END);
  less = galley_grid_data_remove_column (grid, 0);
  assert_cells (less, "主要指标/12/54/66/");
  g_assert_cmpint (less->aligns[0], ==, GALLEY_GRID_ALIGN_END);
  narrow = galley_grid_data_remove_column (less, 0);
  g_assert_null (narrow);
}

static void
test_merge_and_split (void)
{
  g_autoptr (GalleyGridData) grid = sample (), all = NULL, apart = NULL, cut = NULL, across = NULL, header = NULL;

  all = galley_grid_data_merge (grid, &(GalleyGridSpan) { 1, 0, 3, 2 });
  assert_cells (all, "主要指标(1x2)|·/其中 12 54 合计 66(3x2)|·/·|·/·|·/");
  apart = galley_grid_data_split (grid, 2, 0);
  assert_cells (apart, "主要指标(1x2)|·/其中|12/|54/合计|66/");
  cut = galley_grid_data_merge (grid, &(GalleyGridSpan) { 2, 0, 1, 2 });
  g_assert_null (cut);
  across = galley_grid_data_merge (grid, &(GalleyGridSpan) { 0, 0, 2, 2 });
  g_assert_null (across);
  header = galley_grid_data_with_header_rows (grid, 2);
  g_assert_null (header);
}

static void
assert_notes (GalleyGridData *grid, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < grid->n_notes; i++)
    g_string_append_printf (text, "%s@%u,%u ", grid->notes[i].target, grid->notes[i].row, grid->notes[i].column);
  g_assert_cmpstr (text->str, ==, expected);
  galley_grid_data_unref (grid);
}

/* A note goes with its cell through every change of the table, is on the first of merged cells, and ends with its cell. */
static void
test_notes (void)
{
  const GalleyGridNote notes[] = { { 3, 1, "sum" }, { 1, 1, "new" }, { 2, 0, "part" }, { 9, 0, "none" } };
  const GalleyGridSpan area = { 2, 1, 2, 1 };
  g_autoptr (GalleyGridData) bare = sample (), grid = galley_grid_data_with_notes (bare, notes, G_N_ELEMENTS (notes));
  g_autoptr (GalleyGridData) again = galley_grid_data_with_notes (bare, grid->notes, grid->n_notes);

  g_assert_true (galley_grid_data_says_the_same (bare, grid));
  g_assert_false (galley_grid_data_equal (bare, grid));
  g_assert_true (galley_grid_data_equal (grid, again));
  assert_notes (galley_grid_data_ref (grid), "part@1,0 new@1,1 sum@3,1 ");
  assert_notes (galley_grid_data_insert_row (grid, 0), "part@2,0 new@2,1 sum@4,1 ");
  assert_notes (galley_grid_data_insert_row (grid, 2), "part@1,0 new@1,1 sum@4,1 ");
  assert_notes (galley_grid_data_insert_column (grid, 1), "part@1,0 new@1,2 sum@3,2 ");
  /* 其中 stays, in the row that is left of its two; 12 goes. */
  assert_notes (galley_grid_data_remove_row (grid, 1), "part@1,0 sum@2,1 ");
  assert_notes (galley_grid_data_remove_row (grid, 3), "part@1,0 new@1,1 ");
  assert_notes (galley_grid_data_remove_column (grid, 0), "new@1,0 sum@3,0 ");
  assert_notes (galley_grid_data_merge (grid, &area), "part@1,0 new@1,1 sum@2,1 ");
  assert_notes (galley_grid_data_split (grid, 1, 0), "part@1,0 new@1,1 sum@3,1 ");
  assert_notes (galley_grid_data_with_text (grid, 3, 1, "67"), "part@1,0 new@1,1 sum@3,1 ");
  assert_notes (galley_grid_data_with_align (grid, 1, GALLEY_GRID_ALIGN_CENTER), "part@1,0 new@1,1 sum@3,1 ");
  assert_notes (galley_grid_data_with_header_rows (grid, 0), "part@1,0 new@1,1 sum@3,1 ");
}

static void
test_from_rows (void)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GalleyGridData) grid = NULL;

  g_ptr_array_add (rows, g_strsplit ("指标|数值|说明", "|", -1));
  g_ptr_array_add (rows, g_strsplit ("项目|66个|含续建", "|", -1));
  g_ptr_array_add (rows, g_strsplit ("投资|821.6亿元", "|", -1));
  grid = galley_grid_data_new_from_rows (rows, 1);
  assert_cells (grid, "指标|数值|说明/项目|66个|含续建/投资|821.6亿元|/");
  g_assert_cmpint (grid->aligns[0], ==, GALLEY_GRID_ALIGN_START);
  g_assert_cmpint (grid->aligns[1], ==, GALLEY_GRID_ALIGN_END);
  g_assert_cmpint (grid->aligns[2], ==, GALLEY_GRID_ALIGN_START);
}

/* Rows of scope, period, value, unit and base, as a chart of @form. */
static GalleyPlot *
plot_of (GalleyViewForm form, const char *const (*rows)[5], guint n_rows)
{
  const char *title[] = { "表" };
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t", title, NULL);
  g_autoptr (GPtrArray) records = galley_record_array_new (), tables = galley_table_array_new ();
  g_autoptr (GalleyViewData) view = galley_view_data_new (form, NULL, NULL, 0, FALSE, NULL, NULL);
  g_autoptr (GalleyBlockData) plain = galley_block_data_new_full (NULL, GALLEY_BLOCK_CHART, "", NULL, "t", NULL, NULL);
  g_autoptr (GalleyBlockData) block = galley_block_data_with_view (plain, view);
  g_autoptr (GalleySnapshot) snapshot = NULL;

  for (guint i = 0; i < n_rows; i++)
    {
      const char *fields[GALLEY_N_INDICATOR_FIELDS] = { "投资", rows[i][0], rows[i][1], rows[i][2], rows[i][3], rows[i][4] };

      g_ptr_array_add (records, galley_record_new (&galley_indicator_schema, NULL, fields, NULL));
    }
  g_ptr_array_add (tables, galley_table_data_new (head, records));
  snapshot = galley_snapshot_new (NULL, NULL, NULL, NULL, tables, NULL, NULL, NULL);
  return galley_plot_new (snapshot, block);
}

static void
test_plot (void)
{
  static const char *const rows[][5] = { { "和平区", "2024Q1", "821.6", "亿元", "700" }, { "沈河区", "2024Q1", "-32", "亿元", "" } };
  static const char *const scaled[][5] = { { "和平区", "2024Q1", "1.5", "亿元", "" }, { "沈河区", "2024Q1", "9000", "万元", "" } };
  g_autoptr (GalleyPlot) bar = plot_of (GALLEY_VIEW_BAR, rows, 2), slope = plot_of (GALLEY_VIEW_SLOPE, rows, 2);
  g_autoptr (GalleyPlot) mixed = plot_of (GALLEY_VIEW_BAR, scaled, 2), one = plot_of (GALLEY_VIEW_BAR, rows, 1);
  g_autofree char *words = galley_plot_describe (bar), *ends = galley_plot_describe (slope);

  g_assert_cmpint (bar->flaws, ==, 0);
  g_assert_cmpstr (bar->unit, ==, "亿元");
  g_assert_cmpstr (galley_plot_get (bar, 0, 1)->label, ==, "-32");
  g_assert_cmpstr (words, ==, "条形图。和平区：821.6亿元；沈河区：-32亿元。");
  g_assert_cmpstr (ends, ==, "坡度图。上期：和平区 700亿元，沈河区 暂缺；本期：和平区 821.6亿元，沈河区 -32亿元。");
  g_assert_false (galley_plot_get (slope, 1, 0)->known);
  /* 1.5亿元 and 9000万元 are of one unit, and drawn on one scale. */
  g_assert_cmpint (mixed->flaws, ==, 0);
  g_assert_cmpstr (mixed->unit, ==, "");
  g_assert_cmpfloat (galley_plot_point_to_double (galley_plot_get (mixed, 0, 0)), ==, 150000000);
  g_assert_cmpfloat (galley_plot_point_to_double (galley_plot_get (mixed, 0, 1)), ==, 90000000);
  g_assert_cmpint (one->flaws, ==, GALLEY_PLOT_SINGLE);
}

static void
test_plot_flaws (void)
{
  static const char *const units[][5] = { { "和平区", "", "1", "亿元", "" }, { "沈河区", "", "2", "个", "" } };
  static const char *const thirds[][5] = { { "一产", "", "33.3", "%", "" }, { "二产", "", "33.3", "%", "" }, { "三产", "", "33.3", "%", "" } };
  static const char *const short_of[][5] = { { "一产", "", "33.3", "%", "" }, { "二产", "", "33.3", "%", "" }, { "三产", "", "33.1", "%", "" } };
  static const char *const periods[][5] = { { "和平区", "2024Q1", "1", "亿元", "" }, { "和平区", "2024Q2", "2", "亿元", "" },
                                            { "沈河区", "2024Q1", "3", "亿元", "" } };
  g_autoptr (GalleyPlot) mixed = plot_of (GALLEY_VIEW_BAR, units, 2), whole = plot_of (GALLEY_VIEW_SHARE, thirds, 3);
  g_autoptr (GalleyPlot) less = plot_of (GALLEY_VIEW_SHARE, short_of, 3), line = plot_of (GALLEY_VIEW_LINE, periods, 3);
  g_autoptr (GalleyPlot) empty = plot_of (GALLEY_VIEW_BAR, units, 0);
  g_autofree char *words = galley_plot_dup_line (line, 0);

  g_assert_cmpint (mixed->flaws, ==, GALLEY_PLOT_MIXED);
  g_assert_cmpstr (galley_plot_get (mixed, 0, 1)->label, ==, "2个");
  /* 33.3% three times are 100% as nearly as their rounding lets them. */
  g_assert_cmpint (whole->flaws, ==, 0);
  g_assert_cmpint (less->flaws, ==, GALLEY_PLOT_NOT_WHOLE);
  g_assert_cmpint (empty->flaws, ==, GALLEY_PLOT_EMPTY);
  g_assert_cmpuint (line->categories->len, ==, 2);
  g_assert_cmpuint (line->series->len, ==, 2);
  g_assert_cmpstr (words, ==, "2024年一季度：和平区 1亿元，沈河区 3亿元");
  g_assert_false (galley_plot_get (line, 1, 1)->known);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-data/refused", test_refused);
  g_test_add_func ("/grid-data/rows-and-columns", test_rows_and_columns);
  g_test_add_func ("/grid-data/merge-and-split", test_merge_and_split);
  g_test_add_func ("/grid-data/notes", test_notes);
  g_test_add_func ("/grid-data/from-rows", test_from_rows);
  g_test_add_func ("/plot/values", test_plot);
  g_test_add_func ("/plot/flaws", test_plot_flaws);
  return g_test_run ();
}
