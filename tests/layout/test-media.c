/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each medium has of its own, read off the display list. */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <math.h>

#include "listing.h"
#include "sample.h"

#define MM (72 / 25.4)

static char *
repeat (const char *text, guint n)
{
  GString *string = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (string, text);
  return g_string_free (string, FALSE);
}

/* GB/T 9704-2012: 22 lines of 28 characters within 156 × 225 mm, 37 mm from the top and 28 mm from the left. */
static void
test_official_area (void)
{
  g_autofree char *text = repeat ("区里把项目清单责任清单时限清单合成一张表逐月对账逐项销号", 60);
  g_autoptr (GalleyDisplayList) list = listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, text, "official", 0);
  g_autoptr (GPtrArray) lines = listing_find_lines (list, 0);

  g_assert_cmpuint (lines->len, ==, 22);
  for (guint i = 0; i < lines->len; i++)
    {
      const GalleyDisplayItem *line = g_ptr_array_index (lines, i);

      g_assert_cmpuint (line->end - line->start, ==, i == 0 ? 26 : 28);
      g_assert_cmpfloat (line->x, >=, 28 * MM - 0.05);
      g_assert_cmpfloat (line->x + line->width, <=, (28 + 156) * MM + 0.05);
      g_assert_cmpfloat_with_epsilon (line->y, 37 * MM + i * 225 * MM / 22, 0.1);
    }
}

static void
add (GPtrArray *blocks, GalleyBlockKind kind, const char *text)
{
  g_autofree char *id = g_strdup_printf ("b%u", blocks->len);

  g_ptr_array_add (blocks, galley_block_data_new (id, kind, text, NULL));
}

/* Levels are numbered where they are printed, each below the one above, and not where the text has a number already. */
static void
test_official_numbers (void)
{
  static const struct
  {
    GalleyBlockKind kind;
    const char *text;
    const char *number; /* NULL for none */
  } rows[] = {
    { GALLEY_BLOCK_HEADING, "抓项目强支撑\n稳住增长基本盘", "一、" },
    { GALLEY_BLOCK_SUBHEADING, "重点项目", "（一）" },
    { GALLEY_BLOCK_ITEM, "新建项目。", "1." },
    { GALLEY_BLOCK_SUBITEM, "在岸项目。", "（1）" },
    { GALLEY_BLOCK_PARAGRAPH, "正文。", NULL },
    { GALLEY_BLOCK_SUBITEM, "离岸项目。", "（2）" },
    { GALLEY_BLOCK_ITEM, "续建项目。", "2." },
    { GALLEY_BLOCK_SUBITEM, "收尾项目。", "（1）" },
    { GALLEY_BLOCK_SUBHEADING, "项目服务", "（二）" },
    { GALLEY_BLOCK_ITEM, "服务。", "1." },
    { GALLEY_BLOCK_HEADING, "二、惠民生暖人心", NULL },
    { GALLEY_BLOCK_HEADING, "促改革优服务", "三、" },
    { GALLEY_BLOCK_SUBHEADING, "改革", "（一）" },
  };
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GalleyDisplayList) list = NULL;
  const GalleyDisplayPage *page;
  guint row = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    add (blocks, rows[i].kind, rows[i].text);
  snapshot = galley_snapshot_new (NULL, NULL, NULL, blocks, NULL, NULL, NULL, NULL);
  list = listing_lay_out (snapshot, "official", NULL);
  page = galley_display_list_get_page (list, 0);
  for (guint i = 0; i < page->n_items; i++)
    {
      const GalleyDisplayItem *item = &page->items[i];
      g_autofree char *text = listing_dup_text (item);

      if (!item->block || item->element == GALLEY_ELEMENT_ARTIFACT)
        continue;
      if (rows[row].number)
        {
          g_assert_cmpstr (text, ==, rows[row].number);
          g_assert_cmpuint (item->end, ==, item->start);
          item = &page->items[++i];
          g_assert_cmpfloat (item->x, >, page->items[i - 1].x + page->items[i - 1].width - 0.05);
          g_assert_cmpfloat (item->y, ==, page->items[i - 1].y);
        }
      /* A couplet is one line. */
      g_assert_cmpuint (item->end - item->start, ==, item->block->n_chars);
      g_assert_cmpstr (item->block->text, ==, rows[row].text);
      row++;
    }
  g_assert_cmpuint (row, ==, G_N_ELEMENTS (rows));
}

/* Odd pages are numbered at the right, even ones at the left. */
static void
test_official_folios (void)
{
  g_autofree char *text = repeat ("一二三四五六七八九十", 200);
  g_autoptr (GalleyDisplayList) list = listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, text, "official", 0);
  const GalleyDisplayItem *first = listing_find_text (list, 0, "— 1 —"), *second = listing_find_text (list, 1, "— 2 —");

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_cmpfloat_with_epsilon (first->x + first->width, (28 + 156) * MM - 14, 0.1);
  g_assert_cmpfloat_with_epsilon (second->x, 28 * MM + 14, 0.1);
  g_assert_cmpfloat (first->y, >, (37 + 225) * MM);
  g_assert_cmpint (first->element, ==, GALLEY_ELEMENT_ARTIFACT);
}

static guint
find_column (const GalleyTheme *theme, double x)
{
  return (guint) ((x - theme->margin_left + theme->column_gap / 2) /
                  (galley_theme_get_column_width (theme, theme->width, FALSE) + theme->column_gap));
}

/* Text is in columns of one height with rules between them, on common lines; headings and headline go over them all. */
static void
test_newspaper_columns (void)
{
  g_autofree char *text = repeat ("今年以来，全区上下把全年任务拆成四张清单，逐项落实到人。", 40);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GalleyDisplayList) list = NULL;
  g_autoptr (GalleyTheme) theme = galley_theme_load ("newspaper", NULL);
  g_autoptr (GPtrArray) lines = NULL;
  double lows[2][4] = { { 0 } }, tops[2] = { 0 };
  guint band = 0, n_rules = 0;
  const GalleyDisplayPage *page;

  add (blocks, GALLEY_BLOCK_PARAGRAPH, text);
  add (blocks, GALLEY_BLOCK_HEADING, "抓项目强支撑\n稳住增长基本盘");
  add (blocks, GALLEY_BLOCK_PARAGRAPH, text);
  snapshot = galley_snapshot_new (NULL, NULL, NULL, blocks, NULL, NULL, NULL, NULL);
  list = listing_lay_out (snapshot, "newspaper", NULL);
  g_assert_cmpuint (galley_display_list_get_n_pages (list), ==, 1);
  lines = listing_find_lines (list, 0);
  for (guint i = 0; i < lines->len; i++)
    {
      const GalleyDisplayItem *line = g_ptr_array_index (lines, i);

      if (line->block->kind == GALLEY_BLOCK_HEADING)
        {
          band = 1;
          g_assert_cmpfloat_with_epsilon (line->x + line->width / 2, theme->width / 2, 0.1);
          continue;
        }
      if (lows[band][0] == 0)
        tops[band] = line->y;
      lows[band][find_column (theme, line->x)] = line->y + line->height;
      /* Lines of neighbouring columns are one line. */
      g_assert_cmpfloat_with_epsilon (remainder (line->y - tops[band], line->height), 0, 0.05);
    }
  for (band = 0; band < 2; band++)
    for (guint i = 1; i < 4; i++)
      g_assert_cmpfloat_with_epsilon (lows[band][i], lows[band][0], i == 3 ? 3 * 15.1 : 0.1);
  page = galley_display_list_get_page (list, 0);
  for (guint i = 0; i < page->n_items; i++)
    n_rules += page->items[i].kind == GALLEY_ITEM_RECTANGLE && page->items[i].width < 1 && page->items[i].height > 50;
  g_assert_cmpuint (n_rules, ==, 6);
}

/* Columns of few lines do not leave the last line of a paragraph alone to be alike. */
static void
test_newspaper_widows (void)
{
  g_autofree char *text = repeat ("一二三四五六七八九十", 4);
  g_autoptr (GalleyDisplayList) list = listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, text, "newspaper", 0);
  g_autoptr (GPtrArray) lines = listing_find_lines (list, 0);
  const GalleyDisplayItem *last, *before;

  g_assert_cmpuint (lines->len, ==, 3);
  last = g_ptr_array_index (lines, 2);
  before = g_ptr_array_index (lines, 1);
  g_assert_cmpfloat_with_epsilon (last->x, before->x, 0.1);
  g_assert_cmpfloat_with_epsilon (last->y, before->y + before->height, 0.1);
}

/* What runs over says so on both pages, and the columns of a page that is left are full. */
static void
test_newspaper_jump (void)
{
  g_autofree char *text = repeat ("今年以来，全区上下把全年任务拆成四张清单，逐项落实到人。", 300);
  g_autoptr (GalleyDisplayList) list = listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, text, "newspaper", 0);
  g_autoptr (GalleyTheme) theme = galley_theme_load ("newspaper", NULL);
  guint n = galley_display_list_get_n_pages (list);
  const GalleyDisplayItem *to = listing_find_text (list, 0, "（下转第2版）");
  g_autoptr (GPtrArray) lines = listing_find_lines (list, 0);
  const GalleyDisplayItem *last = g_ptr_array_index (lines, lines->len - 1);

  g_assert_cmpuint (n, ==, 3);
  g_assert_nonnull (to);
  g_assert_cmpfloat (to->x, >, theme->width / 2);
  g_assert_cmpuint (find_column (theme, last->x), ==, 3);
  g_assert_cmpfloat (to->y, >=, last->y + last->height - 0.1);
  g_assert_nonnull (listing_find_text (list, 1, "（上接第1版）"));
  g_assert_nonnull (listing_find_text (list, 1, "（下转第3版）"));
  g_assert_nonnull (listing_find_text (list, 2, "（上接第2版）"));
  g_assert_null (listing_find_text (list, 2, "（下转第4版）"));
}

/* Every fifth line of text has its number beside it, from the first page to the last, and pages say what they are of. */
static void
test_proof (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GalleyDisplayList) list =
    listing_lay_out (snapshot, "proof", &(GalleyLayoutOptions) { .state = "二校", .notice = "未签发" });
  g_autoptr (GalleyTheme) theme = galley_theme_load ("proof", NULL);
  guint number = 0;

  g_assert_cmpuint (galley_display_list_get_n_pages (list), >, 1);
  for (guint p = 0; p < galley_display_list_get_n_pages (list); p++)
    {
      g_autoptr (GPtrArray) lines = listing_find_lines (list, p);

      for (guint i = 0; i < lines->len; i++)
        {
          const GalleyDisplayItem *line = g_ptr_array_index (lines, i), *beside;
          g_autofree char *text = g_strdup_printf ("%u", ++number);

          beside = number % 5 == 0 ? listing_find_text (list, p, text) : NULL;
          if (number % 5 != 0)
            continue;
          g_assert_nonnull (beside);
          g_assert_cmpfloat (beside->x + beside->width, <, theme->margin_left);
          g_assert_cmpfloat_with_epsilon (beside->y + beside->height / 2, line->y + line->height / 2, 0.1);
        }
      g_assert_nonnull (
        listing_find_text (list, p, "清样　澄江区首季交卷：重点项目开工快、民生实事落得实　二校　2024年4月12日"));
    }
}

/* A notice stands at the head of every page of every medium, is no part of the text and moves nothing. */
static void
test_notice (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();

  for (const char *const *name = galley_theme_list_names (); *name; name++)
    {
      g_autoptr (GalleyDisplayList) bare = listing_lay_out (snapshot, *name, NULL);
      g_autoptr (GalleyDisplayList) list =
        listing_lay_out (snapshot, *name, &(GalleyLayoutOptions) { .notice = "未签发" });

      for (guint p = 0; p < galley_display_list_get_n_pages (list); p++)
        {
          const GalleyDisplayItem *notice = listing_find_text (list, p, "未签发");
          g_autoptr (GPtrArray) lines = listing_find_lines (list, p), before = listing_find_lines (bare, p);
          const GalleyDisplayItem *first;

          g_assert_nonnull (notice);
          g_assert_cmpint (notice->element, ==, GALLEY_ELEMENT_ARTIFACT);
          g_assert_cmpfloat (notice->y, >=, 0);
          g_assert_null (listing_find_text (bare, p, "未签发"));
          g_assert_cmpuint (lines->len, ==, before->len);
          /* The last page may have nothing but credits. */
          if (lines->len == 0)
            continue;
          first = g_ptr_array_index (lines, 0);
          g_assert_cmpfloat (notice->y + notice->height, <=, first->y);
          g_assert_cmpfloat (first->y, ==, ((GalleyDisplayItem *) g_ptr_array_index (before, 0))->y);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/official/area", test_official_area);
  g_test_add_func ("/media/official/numbers", test_official_numbers);
  g_test_add_func ("/media/official/folios", test_official_folios);
  g_test_add_func ("/media/newspaper/columns", test_newspaper_columns);
  g_test_add_func ("/media/newspaper/widows", test_newspaper_widows);
  g_test_add_func ("/media/newspaper/jump", test_newspaper_jump);
  g_test_add_func ("/media/proof", test_proof);
  g_test_add_func ("/media/notice", test_notice);
  return g_test_run ();
}
