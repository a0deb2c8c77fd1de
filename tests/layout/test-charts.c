/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <math.h>
#include <string.h>

#include "galley-layout.h"

/* Rows of scope, value and base. */
typedef const char *const Row[3];

static GalleySnapshot *
new_snapshot (const Row *rows, guint n_rows, GalleyBlockData *block)
{
  const char *title[] = { "表" };
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t", title, NULL);
  g_autoptr (GPtrArray) records = galley_record_array_new (), tables = galley_table_array_new ();
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  for (guint i = 0; i < n_rows; i++)
    {
      const char *fields[GALLEY_N_INDICATOR_FIELDS] = { "投资", rows[i][0], "2024Q1", rows[i][1], "亿元", rows[i][2] };

      g_ptr_array_add (records, galley_record_new (&galley_indicator_schema, NULL, fields, NULL));
    }
  g_ptr_array_add (tables, galley_table_data_new (head, records));
  g_ptr_array_add (blocks, galley_block_data_ref (block));
  return galley_snapshot_new (NULL, NULL, NULL, blocks, tables, NULL, NULL, NULL);
}

static GalleyDisplayList *
lay_out (GalleySnapshot *snapshot, const char *name)
{
  g_autoptr (GalleyTheme) theme = galley_theme_load (name, NULL);

  return galley_layout (snapshot, theme, NULL, NULL, NULL, NULL);
}

static GalleyDisplayList *
draw (GalleyViewForm form, const Row *rows, guint n_rows, const char *theme)
{
  g_autoptr (GalleyViewData) view = galley_view_data_new (form, NULL, NULL, 0, FALSE, NULL, NULL);
  g_autoptr (GalleyBlockData) plain = galley_block_data_new_full ("c", GALLEY_BLOCK_CHART, "图", NULL, "t", NULL, NULL);
  g_autoptr (GalleyBlockData) block = galley_block_data_with_view (plain, view);
  g_autoptr (GalleySnapshot) snapshot = new_snapshot (rows, n_rows, block);

  return lay_out (snapshot, theme);
}

/* The items of a kind that are part of the chart itself, in order. */
static GPtrArray *
find_marks (const GalleyDisplayList *list, GalleyDisplayItemKind kind)
{
  GPtrArray *marks = g_ptr_array_new ();

  for (guint p = 0; p < galley_display_list_get_n_pages (list); p++)
    {
      const GalleyDisplayPage *page = galley_display_list_get_page (list, p);

      for (guint i = 0; i < page->n_items; i++)
        if (page->items[i].kind == kind && page->items[i].element != GALLEY_ELEMENT_ARTIFACT)
          g_ptr_array_add (marks, (gpointer) &page->items[i]);
    }
  return marks;
}

static const GalleyDisplayItem *
get_mark (const GPtrArray *marks, guint index)
{
  g_assert_cmpuint (index, <, marks->len);
  return g_ptr_array_index (marks, index);
}

static char *
dup_text (const GalleyDisplayList *list)
{
  g_autoptr (GPtrArray) texts = find_marks (list, GALLEY_ITEM_TEXT);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      const GalleyTextLine *line = get_mark (texts, i)->line;

      for (guint j = 0; j < line->n_runs; j++)
        g_string_append_len (text, line->runs[j].text, line->runs[j].n_bytes);
      g_string_append_c (text, '\n');
    }
  return g_string_free_and_steal (text);
}

/* Bars are as long as their values are large, all from one zero; negative ones to its left; a missing one has no bar. */
static void
test_bars (gconstpointer theme)
{
  static const Row rows[] = { { "和平区", "821.6", "" }, { "沈河区", "-205.4", "" }, { "铁西区", "", "" }, { "大东区", "82.16", "" } };
  g_autoptr (GalleyDisplayList) list = draw (GALLEY_VIEW_BAR, rows, 4, theme);
  g_autoptr (GPtrArray) bars = find_marks (list, GALLEY_ITEM_RECTANGLE);
  const GalleyDisplayItem *first = get_mark (bars, 0), *second = get_mark (bars, 1), *third = get_mark (bars, 2);
  g_autofree char *text = dup_text (list);

  g_assert_cmpuint (bars->len, ==, 3);
  g_assert_cmpfloat_with_epsilon (first->width / second->width, 4, 1e-9);
  g_assert_cmpfloat_with_epsilon (first->width / third->width, 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (first->x, third->x, 1e-9);
  g_assert_cmpfloat_with_epsilon (second->x + second->width, first->x, 1e-9);
  g_assert_nonnull (strstr (text, "821.6\n"));
  g_assert_nonnull (strstr (text, "-205.4\n"));
  g_assert_nonnull (strstr (text, "暂缺\n"));
  g_assert_nonnull (strstr (text, "单位：亿元\n"));
}

/* Everything of a chart is within its column, whatever is to be written beside the marks. */
static void
test_within (void)
{
  static const Row rows[] = { { "沈阳市和平区长白岛及满融经济技术开发区联合体", "123456789012.5", "1" }, { "沈河", "-99999999999", "2" },
                              { "铁西", "0", "-3" } };

  for (int form = GALLEY_VIEW_BAR; form < GALLEY_N_VIEW_FORMS; form++)
    for (guint n = 0; n <= G_N_ELEMENTS (rows); n++)
      {
        g_autoptr (GalleyDisplayList) list = draw (form, rows, n, "phone");
        const GalleyDisplayPage *page = galley_display_list_get_page (list, 0);

        for (guint i = 0; i < page->n_items; i++)
          {
            g_assert_true (isfinite (page->items[i].x) && isfinite (page->items[i].y));
            g_assert_cmpfloat (page->items[i].x, >=, 0);
            g_assert_cmpfloat (page->items[i].x + page->items[i].width, <=, page->width + 0.5);
          }
      }
}

static void
test_slopes (void)
{
  static const Row rows[] = { { "和平区", "300", "100" }, { "沈河区", "100", "200" }, { "铁西区", "50", "" } };
  g_autoptr (GalleyDisplayList) list = draw (GALLEY_VIEW_SLOPE, rows, 3, "phone");
  g_autoptr (GPtrArray) lines = find_marks (list, GALLEY_ITEM_LINE), discs = find_marks (list, GALLEY_ITEM_DISC);

  /* One end of the third is missing: a point, but no line. */
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpuint (discs->len, ==, 5);
  g_assert_true (get_mark (lines, 0)->rising);
  g_assert_false (get_mark (lines, 1)->rising);
  g_assert_cmpfloat_with_epsilon (get_mark (lines, 0)->height / get_mark (lines, 1)->height, 2, 1e-9);
}

static void
test_shares (void)
{
  static const Row rows[] = { { "一产", "10", "" }, { "二产", "30", "" }, { "三产", "60", "" } };
  g_autoptr (GalleyDisplayList) list = draw (GALLEY_VIEW_SHARE, rows, 3, "phone");
  g_autoptr (GPtrArray) parts = find_marks (list, GALLEY_ITEM_RECTANGLE);
  double sum = 0;

  g_assert_cmpuint (parts->len, ==, 3);
  for (guint i = 0; i < parts->len; i++)
    sum += get_mark (parts, i)->width;
  g_assert_cmpfloat_with_epsilon (get_mark (parts, 2)->width / sum, 0.6, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_mark (parts, 1)->x, get_mark (parts, 0)->x + get_mark (parts, 0)->width, 1e-9);
}

/* Rows of a free table that are one by a merged cell are on one page; the headers are on every page, and on none before. */
static void
test_free_table (void)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (GalleyGridSpan));
  g_autoptr (GalleyGridData) grid = NULL;
  g_autoptr (GalleyBlockData) plain = galley_block_data_new ("t", GALLEY_BLOCK_TABLE, "表", NULL), block = NULL;
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GalleyDisplayList) list = NULL;
  guint n_headers = 0, n_cells = 0, n_elements;
  const GalleyElement *elements;

  g_ptr_array_add (texts, (gpointer) "类别");
  g_ptr_array_add (texts, (gpointer) "数值");
  for (guint i = 0; i < 150; i++)
    {
      GalleyGridSpan span = { 1 + 2 * i, 0, 2, 1 };

      g_array_append_val (spans, span);
      g_ptr_array_add (texts, (gpointer) "合");
      g_ptr_array_add (texts, (gpointer) "上");
      g_ptr_array_add (texts, (gpointer) "");
      g_ptr_array_add (texts, (gpointer) "下");
    }
  grid = galley_grid_data_new_full (301, 2, 1, NULL, (const char *const *) texts->pdata,
                                    (const GalleyGridSpan *) (gpointer) spans->data, spans->len, NULL);
  block = galley_block_data_with_grid (plain, grid);
  snapshot = new_snapshot (NULL, 0, block);
  list = lay_out (snapshot, "page");
  g_assert_cmpuint (galley_display_list_get_n_pages (list), >, 3);
  for (guint p = 0; p < galley_display_list_get_n_pages (list); p++)
    {
      const GalleyDisplayPage *page = galley_display_list_get_page (list, p);
      guint n_first = 0, n_last = 0;

      for (guint i = 0; i < page->n_items; i++)
        {
          const GalleyTextLine *line = page->items[i].line;
          const char *text = line && line->n_runs > 0 ? line->runs[0].text : "";

          n_headers += g_str_has_prefix (text, "类别");
          n_first += g_str_has_prefix (text, "上");
          n_last += g_str_has_prefix (text, "下");
          n_cells += g_str_has_prefix (text, "合");
        }
      g_assert_cmpuint (n_first, ==, n_last);
    }
  g_assert_cmpuint (n_headers, ==, galley_display_list_get_n_pages (list));
  g_assert_cmpuint (n_cells, ==, 150);
  elements = galley_display_list_get_elements (list, &n_elements);
  for (guint i = 0, n = 0; i < n_elements; i++)
    if (elements[i].role == GALLEY_ROLE_TABLE_CELL && n++ == 0)
      g_assert_cmpuint (elements[i].n_rows, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/charts/bars/phone", "phone", test_bars);
  g_test_add_data_func ("/charts/bars/page", "page", test_bars);
  g_test_add_func ("/charts/within", test_within);
  g_test_add_func ("/charts/slopes", test_slopes);
  g_test_add_func ("/charts/shares", test_shares);
  g_test_add_func ("/charts/free-table", test_free_table);
  return g_test_run ();
}
