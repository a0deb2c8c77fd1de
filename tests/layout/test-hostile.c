/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <string.h>

#include "galley-layout.h"
#include "sample.h"

static GalleyDisplayList *
lay_out (GalleySnapshot *snapshot, const char *name, double width)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyTheme) theme = galley_theme_load (name, NULL);
  GalleyLayoutOptions options = { .width = width };
  GalleyDisplayList *list = galley_layout (snapshot, theme, &options, NULL, NULL, &error);

  g_assert_no_error (error);
  return list;
}

/* How many characters of blocks are shown; the items must be somewhere, and drawing all pages must not fail. */
static guint64
count_shown (GalleyDisplayList *list)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 100, 100);
  cairo_t *cr = cairo_create (surface);
  guint64 n = 0;

  for (guint p = 0; p < galley_display_list_get_n_pages (list); p++)
    {
      const GalleyDisplayPage *page = galley_display_list_get_page (list, p);

      for (guint i = 0; i < page->n_items; i++)
        {
          const GalleyDisplayItem *item = &page->items[i];

          g_assert_true (item->x > -1e6 && item->y > -1e6 && item->width < 1e6);
          n += item->end - item->start;
        }
      galley_display_list_draw (list, p, cr);
    }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

static GalleySnapshot *
new_of_text (GalleyBlockKind kind, const char *text)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  g_ptr_array_add (blocks, galley_block_data_new ("only", kind, text, NULL));
  return sample_new_of_blocks (blocks);
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) none = galley_block_array_new ();
  g_autoptr (GalleySnapshot) blank = galley_snapshot_new_empty ();
  g_autoptr (GalleySnapshot) nothing = galley_snapshot_new (NULL, NULL, NULL, none, NULL, NULL, NULL, NULL);

  for (const char *const *name = galley_theme_list_names (); *name; name++)
    {
      g_autoptr (GalleyDisplayList) one = lay_out (blank, *name, 0), other = lay_out (nothing, *name, 0);
      cairo_rectangle_t place;
      guint page;
      const GalleyBlockData *block = g_ptr_array_index (blank->blocks, 1);

      g_assert_cmpuint (galley_display_list_get_n_pages (one), ==, 1);
      g_assert_cmpuint (galley_display_list_get_n_pages (other), ==, 1);
      g_assert_cmpuint (count_shown (one), ==, 0);
      /* A caret can stand in an empty paragraph. */
      g_assert_true (galley_display_list_find_place (one, block->id, 0, &page, &place));
      g_assert_cmpfloat (place.height, >, 5);
    }
}

static void
test_odd_texts (void)
{
  static const char *const texts[] = {
    "\x01\x02\x07\x1b[31m\x7f 控制字符\t制表\v\f 夹在其间",
    "العربية ١٢٣ مع 中文 و English في سطر واحد، ثم سطر آخر طويل بما يكفي ليُكسر في مكان ما من الصفحة الضيقة جدا",
    "👨‍👩‍👧‍👦🏳️‍🌈👍🏽 表情 🇨🇳",
    "\n\n\n",
    "　　　全角空格　　",
    "a\r\nb\rc\342\200\250d\342\200\251e",
    "Supercalifragilisticexpialidocious_https://example.org/a/very/long/address/without/any/break/at/all/in/it",
    "，。、；：？！）》”’」』】",
    "（《“‘「『【（《“‘「『【（《“‘「『【（《“‘「『【（《“‘「『【（《“‘「『【",
    "————————————————————————————————————————————————………………………………………………………………",
    "\xf3\xb0\x80\x80\xef\xbf\xbf\xef\xbf\xbe 没有字形的字",
    "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\xcc\x88 Ϻ ฐิ",
    "\342\200\256abc 反向 \342\200\254 def \342\201\247 ghi",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int kind = 0; kind < GALLEY_N_BLOCK_KINDS; kind++)
      {
        g_autoptr (GalleySnapshot) snapshot = new_of_text (kind, texts[i]);
        g_autoptr (GalleyDisplayList) wide = lay_out (snapshot, "page", 0), narrow = lay_out (snapshot, "phone", 60);
        guint n_chars = g_utf8_strlen (texts[i], -1);

        g_assert_cmpuint (count_shown (wide), ==, n_chars);
        g_assert_cmpuint (count_shown (narrow), ==, n_chars);
      }
}

/* Marks at every character, over each other. */
static void
test_marks (void)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GalleyDisplayList) list = NULL;
  const char *text = "每个字都有好几个记号的一段话，数字12.5也在内。";

  for (guint i = 0; i < 24; i++)
    for (int kind = 0; kind < GALLEY_N_MARK_KINDS; kind++)
      g_ptr_array_add (marks, galley_mark_new (kind, i, 24 - i, kind % 2 ? "x" : NULL, NULL));
  g_ptr_array_add (blocks, galley_block_data_new ("m", GALLEY_BLOCK_PARAGRAPH, text, marks));
  snapshot = sample_new_of_blocks (blocks);
  list = lay_out (snapshot, "phone", 0);
  g_assert_cmpuint (count_shown (list), ==, g_utf8_strlen (text, -1));
}

static void
test_long_paragraph (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GalleyDisplayList) list = NULL;

  for (int i = 0; text->len < 600 * 1000; i++)
    g_string_append_printf (text, "第%d号工地完成投资%d.%d亿元，同比增长%d.%d%%；", i, i % 90, i % 10, i % 30, i % 7);
  snapshot = new_of_text (GALLEY_BLOCK_PARAGRAPH, text->str);
  list = lay_out (snapshot, "page", 0);
  g_assert_cmpuint (count_shown (list), ==, g_utf8_strlen (text->str, -1));
  g_assert_cmpuint (galley_display_list_get_n_pages (list), >, 100);
}

static void
test_many_blocks (void)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GalleyDisplayList) list = NULL;

  for (int i = 0; i < 10000; i++)
    g_ptr_array_add (blocks, galley_block_data_new (NULL, i % (GALLEY_BLOCK_QUOTATION + 1), "短段。", NULL));
  snapshot = sample_new_of_blocks (blocks);
  list = lay_out (snapshot, "page", 0);
  g_assert_cmpuint (count_shown (list), ==, 30000);
}

/* Headings alone can keep with nothing; they go on from page to page. */
static void
test_only_headings (void)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GalleyDisplayList) list = NULL;

  for (int i = 0; i < 300; i++)
    g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_HEADING, "上句\n下句", NULL));
  snapshot = sample_new_of_blocks (blocks);
  list = lay_out (snapshot, "page", 0);
  g_assert_cmpuint (count_shown (list), ==, 1500);
  for (guint p = 0; p < galley_display_list_get_n_pages (list); p++)
    {
      const GalleyDisplayPage *page = galley_display_list_get_page (list, p);

      for (guint i = 0; i < page->n_items; i++)
        g_assert_cmpfloat (page->items[i].y + page->items[i].height, <=, page->height);
    }
}

static GalleySnapshot *
new_of_table (guint n_rows)
{
  const char *title[] = { "很长的表" };
  const char *fields[GALLEY_N_INDICATOR_FIELDS] = { 0 };
  g_autoptr (GPtrArray) rows = galley_record_array_new (), tables = galley_table_array_new (), blocks = galley_block_array_new ();
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t", title, NULL);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("指标%u", i);
      g_autofree char *value = g_strdup_printf ("%u.%u", i, i % 10);

      fields[GALLEY_INDICATOR_NAME] = name;
      fields[GALLEY_INDICATOR_VALUE] = value;
      fields[GALLEY_INDICATOR_UNIT] = "亿元";
      g_ptr_array_add (rows, galley_record_new (&galley_indicator_schema, NULL, fields, NULL));
    }
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  g_ptr_array_add (blocks, galley_block_data_new_full ("b", GALLEY_BLOCK_TABLE, "", NULL, "t", NULL, NULL));
  return galley_snapshot_new ("s", NULL, NULL, blocks, tables, NULL, NULL, NULL);
}

/* Every row once, in order, and the header and more than one row on every page. */
static void
test_long_table (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_of_table (5000);
  const GalleyTableData *table = g_ptr_array_index (snapshot->tables, 0);
  g_autoptr (GalleyDisplayList) list = lay_out (snapshot, "page", 0);
  guint row = 0, n_headers = 0;
  const GalleyRecord *last = NULL;

  for (guint p = 0; p < galley_display_list_get_n_pages (list); p++)
    {
      const GalleyDisplayPage *page = galley_display_list_get_page (list, p);
      gboolean header = FALSE;
      guint before = row;

      for (guint i = 0; i < page->n_items; i++)
        {
          const GalleyDisplayItem *item = &page->items[i];

          if (item->line && item->block && !item->record && item->line->n_runs > 0 &&
              g_str_has_prefix (item->line->runs[0].text, "数值"))
            header = TRUE;
          if (!item->record || item->record == last)
            continue;
          g_assert_true (item->record == g_ptr_array_index (table->rows, row));
          last = item->record;
          row++;
        }
      n_headers += header;
      g_assert_cmpuint (row, >, before + 1);
    }
  g_assert_cmpuint (row, ==, 5000);
  g_assert_cmpuint (n_headers, ==, galley_display_list_get_n_pages (list));
}

static void
test_dangling (void)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GalleyDisplayList) list = NULL;
  g_autoptr (GalleyTheme) theme = galley_theme_load ("phone", NULL);
  GalleyLayoutOptions options = { .folder = "/" };

  g_ptr_array_add (blocks, galley_block_data_new_full ("t", GALLEY_BLOCK_TABLE, "没有的表", NULL, "nobody", NULL, NULL));
  g_ptr_array_add (blocks, galley_block_data_new_full ("t0", GALLEY_BLOCK_TABLE, "", NULL, NULL, NULL, NULL));
  g_ptr_array_add (blocks, galley_block_data_new_full ("p", GALLEY_BLOCK_PICTURE, "外面的图", NULL, "../etc/passwd", NULL, NULL));
  g_ptr_array_add (blocks, galley_block_data_new_full ("q", GALLEY_BLOCK_PICTURE, "不是图", NULL, "etc/passwd", NULL, NULL));
  snapshot = sample_new_of_blocks (blocks);
  list = galley_layout (snapshot, theme, &options, NULL, NULL, NULL);
  g_assert_cmpuint (count_shown (list), ==, 4 + 4 + 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/empty", test_empty);
  g_test_add_func ("/hostile/odd-texts", test_odd_texts);
  g_test_add_func ("/hostile/marks", test_marks);
  g_test_add_func ("/hostile/long-paragraph", test_long_paragraph);
  g_test_add_func ("/hostile/many-blocks", test_many_blocks);
  g_test_add_func ("/hostile/only-headings", test_only_headings);
  g_test_add_func ("/hostile/long-table", test_long_table);
  g_test_add_func ("/hostile/dangling", test_dangling);
  return g_test_run ();
}
