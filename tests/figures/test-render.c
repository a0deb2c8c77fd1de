/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-figure-render.h"
#include "galley-figures.h"

#include <string.h>

static const GalleyFigureContext published = { 2024, 4, 16, NULL };

static GalleyFigure
read_one (const char *text)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, -1, &published);

  if (galley_figures_get_length (figures) != 1)
    g_error ("%u figures in %s", galley_figures_get_length (figures), text);
  return *galley_figures_get (figures, 0);
}

/* Every unit, scale, precision and approximation: what is printed reads back as what was meant. */
static void
test_identity (void)
{
  static const char *const units[] = {
    "元", "美元", "%", "个百分点", "个", "家", "人", "台", "户", "千瓦", "瓦", "千瓦时", "瓦时", "吨", "千克", "克", "千米", "米",
    "平方公里", "立方米", "亩", "公里/小时", "元/吨", "人次",
  };
  static const int magnitudes[] = { 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
  static const GalleyApprox approximations[] = { GALLEY_APPROX_NONE, GALLEY_APPROX_ABOUT, GALLEY_APPROX_BELOW, GALLEY_APPROX_ABOVE };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < 20000; round++)
    {
      const char *unit = units[g_rand_int_range (random, 0, G_N_ELEMENTS (units))];
      int magnitude = magnitudes[g_rand_int_range (random, 0, G_N_ELEMENTS (magnitudes))];
      int decimals = g_rand_int_range (random, 0, 5);
      GalleyApprox approx = approximations[g_rand_int_range (random, 0, G_N_ELEMENTS (approximations))];
      GalleyDecimal value = { g_rand_int_range (random, 1, 1 << 26) >> g_rand_int_range (random, 0, 24), (gint16) decimals,
                              (gint16) magnitude };
      g_autofree char *text = NULL;
      g_autofree char *again = NULL;
      g_autofree char *found = NULL;
      GalleyRenderNotes notes;
      GalleyFigure figure;

      /* A percentage carries no scale word. */
      if (*unit == '%' || g_str_has_prefix (unit, "个百"))
        value.magnitude = 0;
      if (value.digits == 0)
        value.digits = 1;
      text = galley_figure_render (&value, unit, value.magnitude, decimals, approx, &notes);
      g_assert_nonnull (text);
      g_assert_cmpuint (notes, ==, 0);
      figure = read_one (text);
      g_test_message ("%s", text);
      g_assert_cmpint (galley_decimal_compare (&figure.value, &value), ==, 0);
      g_assert_cmpint (figure.approx, ==, approx);
      g_assert_true (g_str_has_suffix (text, unit));
      g_assert_cmpuint (figure.unit.offset + figure.unit.length, ==, strlen (text));

      again = galley_figure_render_like (&figure, text, &value, &notes);
      found = g_strndup (text + figure.bytes.offset, figure.bytes.length);
      g_assert_cmpstr (again, ==, found);
    }
}

static void
test_rounding (void)
{
  static const struct
  {
    const char *value;
    int magnitude, decimals;
    const char *text;
    gboolean rounded;
  } cases[] = {
    { "82345000000", 8, 1, "823.5亿元", TRUE },
    { "82344999999", 8, 1, "823.4亿元", TRUE },
    { "823.45亿", 8, 2, "823.45亿元", FALSE },
    { "-823.45亿", 8, 1, "-823.5亿元", TRUE },
    { "0.04", 0, 1, "0.0元", TRUE },
    { "0.05", 0, 1, "0.1元", TRUE },
    { "0.0049", 0, 2, "0.00元", TRUE },
    { "7", 0, 2, "7.00元", FALSE },
    { "999.95", 0, 1, "1000.0元", TRUE },
    { "49", 4, 0, "0万元", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GalleyDecimal value;
      GalleyRenderNotes notes;
      g_autofree char *text = NULL;

      g_assert_true (galley_decimal_parse (cases[i].value, -1, &value));
      text = galley_figure_render (&value, "元", cases[i].magnitude, cases[i].decimals, GALLEY_APPROX_NONE, &notes);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpuint (notes, ==, cases[i].rounded ? GALLEY_RENDER_ROUNDED : 0);
    }
}

static void
test_misread (void)
{
  GalleyDecimal value = { 2, 0, 3 };
  g_autofree char *watts = galley_figure_render (&value, "瓦", 3, 0, GALLEY_APPROX_NONE, NULL);
  g_autofree char *people = galley_figure_render (&value, "人", 3, 0, GALLEY_APPROX_NONE, NULL);
  GalleyDecimal wide = { (__int128) 999999999999999999, 0, 8 };

  g_assert_cmpstr (watts, ==, "2000瓦");
  g_assert_cmpstr (people, ==, "2千人");
  g_assert_null (galley_figure_render (&wide, "元", 0, 0, GALLEY_APPROX_NONE, NULL));
}

static void
test_like (void)
{
  static const struct
  {
    const char *text;
    const char *value;
    const char *rendered;
    GalleyRenderNotes notes;
  } cases[] = {
    { "总投资821.6亿元", "82345000000", "823.5亿元", GALLEY_RENDER_ROUNDED },
    { "开工66个", "67", "67个", 0 },
    { "总额1,250.00元", "1234567.5", "1,234,567.50元", 0 },
    { "投资３．２６亿元", "3.3亿", "３．３０亿元", 0 },
    { "共十二个", "110", "一百一十个", 0 },
    { "共十二个", "1005", "一千零五个", 0 },
    { "共2万余台", "3.2万", "3万余台", GALLEY_RENDER_ROUNDED },
    { "下降3.5%", "-4.25", "4.3%", GALLEY_RENDER_ROUNDED },
    { "下降3.5%", "4.2", "4.2%", GALLEY_RENDER_DIRECTION },
    { "利润为-1.2亿元", "-1.5亿", "-1.5亿元", 0 },
    { "利润为-1.2亿元", "1.5亿", "1.5亿元", 0 },
    { "占9成", "80", "8成", 0 },
    { "约1414.8 万元", "15000000", "1500.0 万元", 0 },
    { "2300－3300小时", "5", NULL, 0 },
    { "三分之二", "5", NULL, 0 },
    { "3月28日", "5", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GalleyFigure figure = read_one (cases[i].text);
      GalleyRenderNotes notes = 0;
      GalleyDecimal value;
      g_autofree char *rendered = NULL;

      g_assert_true (galley_decimal_parse (cases[i].value, -1, &value));
      rendered = galley_figure_render_like (&figure, cases[i].text, &value, &notes);
      g_assert_cmpstr (rendered, ==, cases[i].rendered);
      if (rendered != NULL)
        g_assert_cmpuint (notes, ==, cases[i].notes);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/identity", test_identity);
  g_test_add_func ("/render/rounding", test_rounding);
  g_test_add_func ("/render/misread", test_misread);
  g_test_add_func ("/render/like", test_like);
  return g_test_run ();
}
