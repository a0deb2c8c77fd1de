/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-figures.h"

static void
test_from_text (void)
{
  static const struct
  {
    const char *text;
    int year, month, day;
  } cases[] = {
    { "某市一季度开门红\n2024年04月16日\n一季度完成投资3亿元。", 2024, 4, 16 },
    { "标题\n发布时间：2011-04-15\n工程2003年5月6日开工。", 2011, 4, 15 },
    { "工程2003年5月6日开工，\n\n日期：2012年1月2日\n", 2012, 1, 2 },
    { "本报2012年1月2日讯 工程开工。", 2012, 1, 2 },
    { "较2019年增长3%，2021年完成5亿元，2021年底建成。", 2021, 0, 0 },
    { "记者8月23日获悉，今年1-7月投资增长。", 0, 0, 0 },
    { "", 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GalleyFigureContext context;

      galley_figure_context_from_text (cases[i].text, -1, NULL, &context);
      g_assert_cmpint (context.year, ==, cases[i].year);
      g_assert_cmpint (context.month, ==, cases[i].month);
      g_assert_cmpint (context.day, ==, cases[i].day);
    }
}

/* Without a context the text is its own, and what it does not state stays unknown. */
static void
test_unknown_year (void)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read ("1-7月投资增长，8月23日获悉，19日公布。", -1, NULL);
  static const char *const values[] = { "XXXX-01..XXXX-07", "XXXX-08-23", "XXXX-08-19" };

  g_assert_cmpuint (galley_figures_get_length (figures), ==, G_N_ELEMENTS (values));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *value = galley_figure_value_to_string (galley_figures_get (figures, i));

      g_assert_cmpstr (value, ==, values[i]);
    }
}

/* Far into a long text there may be a date line, but what is streamed must find the same as what is whole. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("2015年开工。\n");
  GalleyFigureContext context;

  while (text->len < (1 << 20) + 4096)
    g_string_append (text, "要坚持问题导向，完善工作机制。\n");
  g_string_append (text, "2024年4月16日\n");
  galley_figure_context_from_text (text->str, text->len, NULL, &context);
  g_assert_cmpint (context.year, ==, 2015);
  g_assert_cmpint (context.month, ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/context/from-text", test_from_text);
  g_test_add_func ("/context/unknown-year", test_unknown_year);
  g_test_add_func ("/context/long", test_long);
  return g_test_run ();
}
