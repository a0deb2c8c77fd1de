/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-figures.h"

#include <locale.h>
#include <string.h>

static const GalleyFigureContext published = { 2024, 4, 16, NULL };

static char *
take (const char *text,
      GalleySlice slice)
{
  return g_strndup (text + slice.offset, slice.length);
}

/* The quantities of a text as "surface: scope / subject | compared". */
static char *
describe (const char *text)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, -1, &published);
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);
      g_autofree char *surface = take (text, figure->bytes);
      g_autofree char *subject = take (text, figure->subject);
      g_autofree char *scope = take (text, figure->scope);
      g_autofree char *compared = take (text, figure->compared);

      if (figure->period.unit != GALLEY_PERIOD_NONE)
        continue;
      g_string_append_printf (string, "%s%s: ", string->len > 0 ? "; " : "", surface);
      if (*scope != '\0')
        g_string_append_printf (string, "%s / ", scope);
      g_string_append (string, subject);
      if (*compared != '\0')
        g_string_append_printf (string, " | %s", compared);
    }
  return g_string_free_and_steal (string);
}

static void
test_subjects (void)
{
  static const struct
  {
    const char *text;
    const char *subjects;
  } cases[] = {
    { "市重点项目开复工66个、总投资821.6亿元。", "66个: 市重点项目开复工; 821.6亿元: 市重点项目开复工 / 总投资" },
    { "其中，新建项目12个，总投资32.1亿元；", "12个: 新建项目; 32.1亿元: 新建项目 / 总投资" },
    { "包括10.5亿元的京城中心、7.8亿元的眼科大厦。", "10.5亿元: 京城中心; 7.8亿元: 眼科大厦" },
    { "涵盖6个方面、142条重点任务。", "6个: 方面; 142条: 重点任务" },
    { "汽车销售189万辆，同比增长13.8%，环比下降3%。",
      "189万辆: 汽车销售; 13.8%: 汽车销售 | 同比; 3%: 汽车销售 | 环比" },
    { "谋划项目45个、总投资111亿元，较2023年分别增长234%和203%。",
      "45个: 谋划项目; 111亿元: 谋划项目 / 总投资; 234%: 谋划项目 | 较2023年; 203%: 谋划项目 / 总投资 | 较2023年" },
    { "对美国、东盟、俄罗斯分别出口55万台、35万台和27万台。", "55万台: 对美国; 35万台: 东盟; 27万台: 俄罗斯" },
    { "城镇居民收入1.2万元，比上年同期增长5%。", "1.2万元: 城镇居民收入; 5%: 城镇居民收入 | 比上年同期" },
    { "电梯（占比11.3%）、空调（占比7%）", "11.3%: 电梯; 7%: 空调" },
    { "市本级采购10亿元，占全市的62.6%。", "10亿元: 市本级采购; 62.6%: 全市 / 市本级采购" },
    { "将4车道调整为3车道，航线由年初的76条恢复到102条。", "4车道: ; 3车道: ; 76条: 航线; 102条: 航线" },
    { "60岁及以上人口为91万人，占19%。", "60岁: ; 91万人: 60岁及以上人口; 19%: 60岁及以上人口" },
    { "用电量由8月下降0.9%转为增长2.3%。", "0.9%: 用电量; 2.3%: 用电量" },
    { "贷款余额占缴存余额的92%。", "92%: 缴存余额 / 贷款余额" },
    { "新房均价每平方米1.8万元。", "1.8万元: 新房均价" },
    { "38个行业中有29个实现增长。", "38个: 行业; 29个: 行业" },
    { "居民消费价格（CPI）同比上涨4.5%。", "4.5%: 居民消费价格（CPI） | 同比" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = describe (cases[i].text);

      if (!g_str_equal (found, cases[i].subjects))
        {
          g_test_message ("%s\n  found    %s\n  expected %s", cases[i].text, found, cases[i].subjects);
          g_test_fail ();
        }
    }
}

static void
test_flags (void)
{
  static const struct
  {
    const char *text;
    GalleyFigureFlags flags;
  } cases[] = {
    { "计划投资3亿元", GALLEY_FIGURE_PLANNED },
    { "累计投资3亿元", GALLEY_FIGURE_CUMULATIVE },
    { "其中投资3亿元", GALLEY_FIGURE_AMONG },
    { "平均投资3亿元", GALLEY_FIGURE_AVERAGE },
    { "提高到27.1%", GALLEY_FIGURE_LEVEL },
    { "投资3亿元", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleyFigures) figures = galley_figures_read (cases[i].text, -1, &published);

      g_assert_cmpuint (galley_figures_get_length (figures), ==, 1);
      g_assert_cmpuint (galley_figures_get (figures, 0)->flags, ==, cases[i].flags);
    }
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/subject/subjects", test_subjects);
  g_test_add_func ("/subject/flags", test_flags);
  return g_test_run ();
}
