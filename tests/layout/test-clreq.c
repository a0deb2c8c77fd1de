/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chinese typesetting, read off the display list: W3C clreq, GB/T 15834. */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <string.h>

#include "listing.h"
#include "sample.h"

/* A column of so many characters of 10 units, without indent or margins that matter. */
#define PLAIN "[theme]\nparent=phone\nmargins=0 100 0 100\n[style]\nsize=10\n[paragraph]\nsize=10\nindent=0\nalign=start\n"
#define WIDTH(ems) (200 + 10 * (ems))

/* Of what may not begin and not end a line, each somewhere. */
static const char *const torture =
  "他说：“今年（2024年）、明年；后年！好？”《规划》〈细则〉「引」『文』【注】〔二〕……于是——大家都来了，第一·二期，"
  "上涨12%～15%；沈阳—大连、和/或，5‰；“（《书》）”说完，（“《再》”）。走！！来？！——他想……算了。和平区、沈河区、大东区。";

static gunichar
char_at (const char *text, guint offset)
{
  return g_utf8_get_char (g_utf8_offset_to_pointer (text, offset));
}

static void
check_ends (const char *text, const GalleyDisplayItem *line)
{
  guint length = g_utf8_strlen (text, -1);
  gunichar first = char_at (text, line->start), last = char_at (text, line->end - 1);

  if (line->start > 0)
    {
      gunichar before = char_at (text, line->start - 1);

      g_assert_null (g_utf8_strchr ("，。、；：？！）》〉」』】〕”’·～%‰/…", -1, first));
      g_assert_false (first == 0x2014 && before == 0x2014);
      /* A dash alone joins what it stands between. */
      g_assert_false (first == 0x2014 && char_at (text, line->start + 1) != 0x2014);
    }
  if (line->end < length)
    g_assert_null (g_utf8_strchr ("（《〈「『【〔“‘", -1, last));
}

static void
test_line_ends (void)
{
  for (guint ems = 8; ems < 60; ems++)
    for (guint hanging = 0; hanging < 2; hanging++)
      {
        g_autofree char *theme = g_strconcat (PLAIN, hanging ? "hanging=yes\n" : "", NULL);
        g_autoptr (GalleyDisplayList) list =
          listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, torture, theme, WIDTH (ems) + 3);
        g_autoptr (GPtrArray) lines = listing_find_lines (list, 0);

        for (guint i = 0; i < lines->len; i++)
          {
            const GalleyDisplayItem *line = g_ptr_array_index (lines, i);

            check_ends (torture, line);
            g_assert_cmpfloat (line->x + line->width, <=, 100 + 10 * ems + 3.1);
          }
      }
}

/* No line parts a figure from its unit or in itself. */
static void
test_figures (void)
{
  static const char *const figures[] = {
    "821.6亿元", "1,234.5万元", "100多万人", "66个", "12.5%", "2024年", "7300余户", "18.6公里", "74.5万平方米",
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (text, "%s%s", i % 3 ? "完成总" : "比上年增加到", figures[i % G_N_ELEMENTS (figures)]);
  for (guint ems = 10; ems < 40; ems++)
    {
      g_autoptr (GalleyDisplayList) list = listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, text->str, PLAIN, WIDTH (ems));
      g_autoptr (GPtrArray) lines = listing_find_lines (list, 0);

      for (guint i = 1; i < lines->len; i++)
        {
          const char *start = g_utf8_offset_to_pointer (text->str, ((GalleyDisplayItem *) g_ptr_array_index (lines, i))->start);

          for (gsize f = 0; f < G_N_ELEMENTS (figures); f++)
            for (const char *at = text->str; (at = strstr (at, figures[f])); at++)
              g_assert_false (start > at && start < at + strlen (figures[f]));
        }
    }
}

/* Where a caret stands before character @offset of the only block, from the column's left. */
static double
get_x (GalleyDisplayList *list, guint offset)
{
  cairo_rectangle_t place;
  guint page;

  g_assert_true (galley_display_list_find_place (list, "only", offset, &page, &place));
  return place.x - 100;
}

/* A justified line does not draw a figure apart. */
static void
test_justified_figures (void)
{
  const char *text = "全区新开工项目总投资821.6亿元，同比增长，重点项目集中开工建设并全部完成。";
  guint at = g_utf8_strlen ("全区新开工项目总投资821.6", -1), n_stretched = 0;

  for (guint width = 100; width < 180; width += 3)
    {
      g_autoptr (GalleyDisplayList) list =
        listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, text, PLAIN "align=justify\n", 200 + width);

      g_assert_cmpfloat_with_epsilon (get_x (list, at + 1) - get_x (list, at), 10, 0.05);
      n_stretched += get_x (list, at) > 10 && get_x (list, 4) > 40.5;
    }
  g_assert_cmpuint (n_stretched, >, 3);
}

/* Full-width marks that follow each other share the room between them. */
static void
test_adjacent (void)
{
  static const struct
  {
    const char *text;
    double ends[6]; /* of each character, in em */
  } rows[] = {
    { "说：“好", { 1, 1.5, 2.5, 3.5 } },
    { "好。”完", { 1, 1.5, 2.5, 3.5 } },
    { "见（《书", { 1, 2, 2.5, 3.5 } },
    { "书》、好", { 1, 1.5, 2.5, 3.5 } },
    { "好，来", { 1, 2, 3 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GalleyDisplayList) list = listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, rows[i].text, PLAIN, WIDTH (20));

      for (guint n = 0; rows[i].ends[n] > 0; n++)
        g_assert_cmpfloat_with_epsilon (get_x (list, n + 1), 10 * rows[i].ends[n], 0.05);
    }
}

/* A loose line takes in what comes next where its marks leave room, and one that fills its column does not. */
static void
test_squeezed (void)
{
  const char *text = "一二三四五，六七八九十，一二三好，一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";
  g_autoptr (GalleyDisplayList) justified =
    listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, text, PLAIN "align=justify\n", WIDTH (16));
  g_autoptr (GalleyDisplayList) ragged = listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, text, PLAIN, WIDTH (16));
  g_autoptr (GPtrArray) squeezed = listing_find_lines (justified, 0), loose = listing_find_lines (ragged, 0);
  const GalleyDisplayItem *line = g_ptr_array_index (squeezed, 0);

  g_assert_cmpuint (((GalleyDisplayItem *) g_ptr_array_index (loose, 0))->end, ==, 15);
  g_assert_cmpuint (line->end, ==, 17);
  g_assert_cmpfloat_with_epsilon (line->width, 160, 0.05);
  g_assert_cmpfloat_with_epsilon (get_x (justified, 5), 50, 0.05);
  g_assert_cmpfloat_with_epsilon (get_x (justified, 6), 57.5, 0.05);
  line = g_ptr_array_index (squeezed, 1);
  g_assert_cmpuint (line->end - line->start, ==, 16);
}

/* What opens at a line's beginning stands flush with it, what closes at its end takes half its width. */
static void
test_edges (void)
{
  g_autoptr (GalleyDisplayList) list =
    listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, "“一二三四五六七八，（九十）一二三四五", PLAIN, WIDTH (9));
  g_autoptr (GPtrArray) lines = listing_find_lines (list, 0);
  const GalleyDisplayItem *first = g_ptr_array_index (lines, 0), *second = g_ptr_array_index (lines, 1);

  g_assert_cmpuint (first->end, ==, 10);
  g_assert_cmpfloat_with_epsilon (get_x (list, 1), 5, 0.05);
  g_assert_cmpfloat_with_epsilon (first->width, 90, 0.05);
  g_assert_cmpuint (second->start, ==, 10);
  g_assert_cmpfloat_with_epsilon (get_x (list, 11), 5, 0.05);
}

/* A stop hangs out of the column instead of taking the character before it to the next line. */
static void
test_hanging (void)
{
  const char *text = "一二三四五六七八九十，一二三四五六七八九十。";
  g_autoptr (GalleyDisplayList) inside = listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, text, PLAIN, WIDTH (10));
  g_autoptr (GalleyDisplayList) outside =
    listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, text, PLAIN "hanging=yes\n", WIDTH (10));
  g_autoptr (GPtrArray) held = listing_find_lines (inside, 0), hung = listing_find_lines (outside, 0);

  g_assert_cmpuint (((GalleyDisplayItem *) g_ptr_array_index (held, 0))->end, ==, 9);
  g_assert_cmpuint (hung->len, ==, 2);
  for (guint i = 0; i < hung->len; i++)
    {
      const GalleyDisplayItem *line = g_ptr_array_index (hung, i);

      g_assert_cmpuint (line->end - line->start, ==, 11);
      g_assert_cmpfloat_with_epsilon (line->width, 100, 0.05);
      g_assert_cmpfloat_with_epsilon (line->line->runs[0].edges[10], 100, 0.05);
    }
}

/* Han and Latin stand a quarter apart without a character between them, at no line's end, and not where there is a space. */
static void
test_latin_gap (void)
{
  g_autoptr (GalleyDisplayList) list =
    listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, "共66个和 A 座", PLAIN, WIDTH (30));
  g_autoptr (GalleyDisplayList) bare =
    listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, "共66个和 A 座", PLAIN "latin-gap=0\n", WIDTH (30));
  g_autoptr (GalleyDisplayList) narrow = listing_lay_out_text (GALLEY_BLOCK_PARAGRAPH, "一二三四EPC", PLAIN, WIDTH (5));
  g_autoptr (GPtrArray) lines = listing_find_lines (narrow, 0);

  g_assert_cmpfloat_with_epsilon (get_x (list, 1), 12.5, 0.05);
  g_assert_cmpfloat_with_epsilon (get_x (list, 3) - get_x (bare, 3), 5, 0.05);
  g_assert_cmpfloat_with_epsilon (get_x (list, 9) - get_x (bare, 9), 5, 0.05);
  g_assert_cmpfloat_with_epsilon (((GalleyDisplayItem *) g_ptr_array_index (lines, 0))->width, 40, 0.05);
}

/* No page ends with the first line of a paragraph or begins with its last, and each paragraph begins two characters in. */
static void
check_paragraphs (GalleyDisplayList *list, guint page)
{
  g_autoptr (GPtrArray) lines = listing_find_lines (list, page);
  const GalleyDisplayItem *first = g_ptr_array_index (lines, 0), *last = g_ptr_array_index (lines, lines->len - 1);

  if (page > 0 && first->start > 0)
    g_assert_true (((GalleyDisplayItem *) g_ptr_array_index (lines, 1))->block == first->block);
  if (last->end < last->block->n_chars)
    g_assert_true (((GalleyDisplayItem *) g_ptr_array_index (lines, lines->len - 2))->block == last->block);
  for (guint i = 0; i < lines->len; i++)
    {
      const GalleyDisplayItem *line = g_ptr_array_index (lines, i);

      if (line->block->kind == GALLEY_BLOCK_PARAGRAPH)
        g_assert_cmpfloat_with_epsilon (line->x, line->start == 0 ? 72 + 2 * 11.5 : 72, 0.05);
    }
}

static void
test_widows (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new_of_size (120000);
  g_autoptr (GalleyDisplayList) list = listing_lay_out (snapshot, "page", NULL);

  g_assert_cmpuint (galley_display_list_get_n_pages (list), >, 20);
  for (guint p = 0; p < galley_display_list_get_n_pages (list); p++)
    check_paragraphs (list, p);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clreq/line-ends", test_line_ends);
  g_test_add_func ("/clreq/figures", test_figures);
  g_test_add_func ("/clreq/justified-figures", test_justified_figures);
  g_test_add_func ("/clreq/adjacent", test_adjacent);
  g_test_add_func ("/clreq/squeezed", test_squeezed);
  g_test_add_func ("/clreq/edges", test_edges);
  g_test_add_func ("/clreq/hanging", test_hanging);
  g_test_add_func ("/clreq/latin-gap", test_latin_gap);
  g_test_add_func ("/clreq/widows", test_widows);
  return g_test_run ();
}
