/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-figures.h"

#include <string.h>

static const GalleyFigureContext published = { 2024, 4, 16, NULL };

static char *
repeat (const char *piece,
        guint n)
{
  GString *string = g_string_sized_new (strlen (piece) * n);

  for (guint i = 0; i < n; i++)
    g_string_append (string, piece);
  return g_string_free_and_steal (string);
}

static gboolean
within (GalleySlice slice,
        gsize length)
{
  return slice.offset <= length && slice.length <= length - slice.offset;
}

/* What holds of the figures of any text. Returns how many there are. */
static guint
check (const char *text,
       gsize length)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, length, &published);
  guint n_figures;
  const GalleyFigure *data = galley_figures_get_data (figures, &n_figures);
  guint last_byte = 0, last_char = 0;

  for (guint i = 0; i < n_figures; i++)
    {
      const GalleyFigure *figure = &data[i];
      g_autofree char *value = galley_figure_value_to_string (figure);
      g_autofree char *unit = galley_figure_unit_to_string (figure, text);

      g_assert_cmpuint (figure->bytes.length, >, 0);
      g_assert_cmpuint (figure->bytes.offset, >=, last_byte);
      g_assert_cmpuint (figure->start, ==, last_char + g_utf8_strlen (text + last_byte, figure->bytes.offset - last_byte));
      g_assert_cmpuint (figure->length, ==, g_utf8_strlen (text + figure->bytes.offset, figure->bytes.length));
      g_assert_true (within (figure->bytes, length) && within (figure->unit, length) && within (figure->subject, length)
                     && within (figure->scope, length) && within (figure->compared, length));
      g_assert_true (g_utf8_validate (text + figure->subject.offset, figure->subject.length, NULL));
      g_assert_true (g_utf8_validate (text + figure->scope.offset, figure->scope.length, NULL));
      g_assert_true (g_utf8_validate (text + figure->compared.offset, figure->compared.length, NULL));
      g_assert_true (g_utf8_validate (text + figure->unit.offset, figure->unit.length, NULL));
      g_assert_cmpuint (figure->divisor, >, 0);
      g_assert_true (value != NULL || (figure->flags & GALLEY_FIGURE_UNREADABLE));
      last_byte = figure->bytes.offset + figure->bytes.length;
      last_char = figure->start + figure->length;
    }
  return n_figures;
}

static void
test_long_numbers (void)
{
  static const char *const pieces[] = { "1", "９", "一", "万", "十", "千百", "一万", "1,", "1.", "0", "亿", "三百二", "余", "数", "几" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *number = repeat (pieces[i], 10000);
      g_autofree char *text = g_strconcat ("总投资", number, "亿元，增长", number, "%。", NULL);

      check (text, strlen (text));
    }
}

static void
test_unreadable (void)
{
  g_autofree char *digits = repeat ("9", 10000);
  g_autofree char *text = g_strconcat ("总投资", digits, "亿元", NULL);
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, -1, &published);
  const GalleyFigure *figure;

  g_assert_cmpuint (galley_figures_get_length (figures), ==, 1);
  figure = galley_figures_get (figures, 0);
  g_assert_cmpint (figure->kind, ==, GALLEY_FIGURE_OTHER);
  g_assert_true (figure->flags & GALLEY_FIGURE_UNREADABLE);
  g_assert_false (figure->numeric);
  g_assert_null (galley_figure_value_to_string (figure));
}

/* Quadratic work on any of these would take hours. */
static void
test_one_line (void)
{
  static const char *const pieces[] = {
    "3个", "3、", "1-2-", "1至2至", "7%和", "2024年", "3月、", "(3%)", "同比增长", "3月4日-", "1×", "三分之", "前3", "第3", "占", "分别3%、",
    "一", "千", "比", "（", "$3", "1 234 ", "Q1 ", "March 3 ", "two bridges ", "3个和", "0.3个和1个百分点、", "，3", "“十四五",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *text = repeat (pieces[i], 100000);

      check (text, strlen (text));
    }
}

static void
test_million (void)
{
  g_autofree char *text = repeat ("投资3亿元，", 1000000);

  g_assert_cmpuint (check (text, strlen (text)), ==, 1000000);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *bytes;
    gssize length;
  } texts[] = {
    { "投资3\xed\xa0\x80亿元", -1 }, /* a lone surrogate */
    { "\xff\xfe 3个", -1 },          { "3\xc0\xb1个", -1 }, { "3个\xe4\xb8", -1 }, { "3\0个", 5 }, { "\x80", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (galley_figures_read (texts[i].bytes, texts[i].length, &published));
}

static void
test_marks (void)
{
  static const char *const texts[] = {
    "\u200f3个\u200e", "12\u200f3个", "\ufeff3个", "3\u200b个", "\u202e3个\u202c", "\U0010ffff3个", "3个\u0301",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    check (texts[i], strlen (texts[i]));
  g_assert_cmpuint (check ("\u202e3个\u202c", strlen ("\u202e3个\u202c")), ==, 1);
}

/* Texts of the pieces that the rules turn on, in any order. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "1", "2", "24", "2024", "31", "0.5", "３", "一", "十", "两", "百", "千", "万", "亿", "半", "几", "数", "余", "多", "第", "前", "上", "下",
    "半年", "年", "月", "日", "号", "季度", "个", "个百分点", "%", "元", "千瓦", "倍", "成", "番", "分之", "点", "、", "和", "，", "。", "（",
    "）", "-", "－", "至", "到", "/", "×", ":", ".", ",", " ", "\n", "\t", "“", "”", "同比", "增长", "下降", "分别", "占", "约", "比", "较",
    "的", "率", "March", "Q1", "billion", "http://", "projects", "$", "￥", "负", "世纪", "年代", "其中", "投资", "\u200f", "𠮷",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (42);

  for (guint round = 0; round < 30000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n = g_rand_int_range (random, 1, 24);

      for (int i = 0; i < n; i++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      /* A copy of its exact size lets a sanitizer see a read past the end. */
      {
        g_autofree char *exact = g_memdup2 (text->str, text->len);

        check (exact, text->len);
      }
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/long-numbers", test_long_numbers);
  g_test_add_func ("/hostile/unreadable", test_unreadable);
  g_test_add_func ("/hostile/one-line", test_one_line);
  g_test_add_func ("/hostile/million", test_million);
  g_test_add_func ("/hostile/refused", test_refused);
  g_test_add_func ("/hostile/marks", test_marks);
  g_test_add_func ("/hostile/random", test_random);
  return g_test_run ();
}
