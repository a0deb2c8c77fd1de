/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-figures.h"

#include <locale.h>
#include <string.h>

/* A sentence and every figure in it: the surface, its value and kind, and its approximation where it has one. */
typedef struct
{
  const char *text;
  const char *figures;
} Case;

static const GalleyFigureContext published = { 2024, 4, 16, NULL };

static char *
describe (const char *text,
          const GalleyFigureContext *context)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, -1, context);
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);
      g_autofree char *value = galley_figure_value_to_string (figure);
      g_autofree char *surface = g_utf8_substring (text, figure->start, figure->start + figure->length);

      /* Code points and bytes must name the same place. */
      g_assert_cmpuint (strlen (surface), ==, figure->bytes.length);
      g_assert_true (strncmp (surface, text + figure->bytes.offset, figure->bytes.length) == 0);
      g_string_append_printf (string, "%s%s=%s %s", i > 0 ? "; " : "", surface, value,
                              galley_figure_kind_to_string (figure->kind));
      if (figure->approx != GALLEY_APPROX_NONE)
        g_string_append_printf (string, " %c", figure->approx);
    }
  return g_string_free_and_steal (string);
}

/* Reports a difference and goes on, so that one run shows them all. */
static void
compare (const char *text,
         const char *found,
         const char *expected)
{
  if (g_str_equal (found, expected))
    return;
  g_test_message ("%s\n  found    %s\n  expected %s", text, found, expected);
  g_test_fail ();
}

static void
check (const Case *cases,
       guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *found = describe (cases[i].text, &published);

      compare (cases[i].text, found, cases[i].figures);
    }
}

static void
test_numbers (void)
{
  static const Case cases[] = {
    { "投资3.45亿元", "3.45亿元=345000000 money" },
    { "投资３．４５亿元", "３．４５亿元=345000000 money" },
    { "共1,234,567人", "1,234,567人=1234567 count" },
    { "共1 235家", "1 235家=1235 count" },
    { "投资十二亿八千万元", "十二亿八千万元=1280000000 money" },
    { "三千零五十六人", "三千零五十六人=3056 count" },
    { "两千四百五十名", "两千四百五十名=2450 count" },
    { "投资1亿2000万元", "1亿2000万元=120000000 money" },
    { "5万4千6百人", "5万4千6百人=54600 count" },
    { "来了十几个人", "十几个=10 count >" },
    { "几十家企业", "几十家=10 count >" },
    { "沟渠百余条", "百余条=100 count >" },
    { "有1800多万人", "1800多万人=18000000 count >" },
    { "达263亿多元", "263亿多元=26300000000 money >" },
    { "2万余台设备", "2万余台=20000 count >" },
    { "约3.5万人", "3.5万人=35000 count ~" },
    { "近百名干部", "百名=100 count <" },
    { "产值过亿", "亿=100000000 money >" },
    { "二十多万亩", "二十多万亩=200000 other >" },
    { "七八个村", "七八个=7..8 range" },
    { "四个半小时车程", "四个=4 count" },
    { "等于四个半水库", "四个半=4.5 count" },
    { "增发12.34万亿元", "12.34万亿元=12340000000000 money" },
    { "装机2×34万千瓦", "2×34万千瓦=680000 other" },
    { "三分之二的村", "三分之二=2/3 share" },
    { "百分之三十五的资金", "百分之三十五=35 share" },
    { "净利润为-1.2亿元", "-1.2亿元=-120000000 money" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_units (void)
{
  static const Case cases[] = {
    { "装机2万千瓦", "2万千瓦=20000 other" },
    { "电量2758千万瓦时", "2758千万瓦时=27580000000 other" },
    { "重5千克、长3千米", "5千克=5 other; 3千米=3 other" },
    { "限速100公里/小时", "100公里/小时=100 other" },
    { "电价0.52元/千瓦时", "0.52元/千瓦时=0.52 money" },
    { "坝顶长285.6m，流量126m3/s，装机18.6万kW", "285.6m=285.6 other; 126m3/s=126 other; 18.6万kW=186000 other" },
    { "气温39℃，面积2.3万㎡", "39℃=39 other; 2.3万㎡=23000 other" },
    { "抢修车辆3400台次，房价486元/间夜", "3400台次=3400 count; 486元/间夜=486 money" },
    { "浓度为54μg/m³，锅炉35蒸吨/小时", "54μg/m³=54 other; 35蒸吨/小时=35 other" },
    { "死亡率降至9.8/10万", "9.8/10万=9.8 other" },
    { "首付最低三成五，占全省的1/4强", "三成五=35 share; 1/4=1/4 share" },
    { "价格下降的城市有62个，增速保持两位数", "62个=62 count" },
    { "搭载嫦娥六号升空，5A级景区", "" },
    { "2.2022年数据为初步数", "2022年=2022 period" },
    { "雨量为同期第三多", "第三=3 ordinal" },
    { "投资-3.2%，自然增长率为-0.8‰", "-3.2%=-3.2 growth; -0.8‰=-0.08 percent" },
    { "途经四县，双向六车道", "四县=4 count; 六车道=6 count" },
    { "呈现三大特点、六大类问题", "三大=3 count; 六大=6 count" },
    { "归并为48大类、222小类", "48大类=48 count; 222小类=222 count" },
    { "下调25个基点", "25个基点=-25 percent" },
    { "中标价￥1,250.00元", "￥1,250.00元=1250.00 money" },
    { "达12、15和18个", "12=12 count; 15=15 count; 18个=18 count" },
    { "造价3、5、8万元", "3=30000 money; 5=50000 money; 8万元=80000 money" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_rates (void)
{
  static const Case cases[] = {
    { "产值同比增长7.3%", "7.3%=7.3 growth" },
    { "产值下降2.5%和1.4%", "2.5%=-2.5 growth; 1.4%=-1.4 growth" },
    { "出口同比、环比分别下降3%、5%", "3%=-3 growth; 5%=-5 growth" },
    { "增速为5.8%，降幅收窄0.5个百分点", "5.8%=5.8 growth; 0.5个百分点=-0.5 percent" },
    { "占全市的62.6%", "62.6%=62.6 share" },
    { "比重由21.3%上升至27.1%", "21.3%=21.3 share; 27.1%=27.1 share" },
    { "资金节约率达到15.1%", "15.1%=15.1 share" },
    { "贷款利率为3.85%", "3.85%=3.85 percent" },
    { "税率由17%降至16%", "17%=17 percent; 16%=16 percent" },
    { "出口占9成以上", "9成=90 share >" },
    { "产值增长三成", "三成=30 growth" },
    { "利润增长6.1倍", "6.1倍=6.1 growth" },
    { "收入翻了两番", "两番=2 growth" },
    { "低0.3个和1.8个百分点", "0.3个=-0.3 percent; 1.8个百分点=-1.8 percent" },
    { "利润变动为-3.2%", "-3.2%=-3.2 percent" },
    { "比上年同期减少3个", "3个=-3 count" },
    { "比上年同期增加3个", "3个=3 count" },
    { "每年减少排放3万吨", "3万吨=30000 other" },
    { "近一半的企业停产", "一半=50 share <" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_periods (void)
{
  static const Case cases[] = {
    { "一季度", "一季度=2024Q1 period" },
    { "前三季度", "前三季度=2024Q1..2024Q3 period" },
    { "去年上半年", "上半年=2023H1 period" },
    { "2011年上半年", "2011年上半年=2011H1 period" },
    { "1-7月，比1-6月", "1-7月=2024-01..2024-07 period; 1-6月=2024-01..2024-06 period" },
    { "比2019年1-7月增长", "2019年1-7月=2019-01..2019-07 period" },
    { "前7个月", "前7个月=2024-01..2024-07 period" },
    { "3月28日", "3月28日=2024-03-28 date" },
    { "9日公布，20日将召开", "9日=2024-04-09 date; 20日=2024-04-20 date" },
    { "19日公布", "19日=2024-03-19 date" },
    { "12月公布", "12月=2023-12 period" },
    { "计划12月完工", "12月=2024-12 period" },
    { "2012-03-05", "2012-03-05=2012-03-05 date" },
    { "二〇二四年三月二十八日", "二〇二四年三月二十八日=2024-03-28 date" },
    { "12月5日至8日", "12月5日至8日=2023-12-05..2023-12-08 period" },
    { "2015－2020年", "2015－2020年=2015..2020 period" },
    { "“十四五”时期", "十四五=2021..2025 period" },
    { "20世纪90年代", "20世纪90年代=1990..1999 period" },
    { "历时三年、24个月、15天", "三年=3 period; 24个月=24 period; 15天=15 period" },
    { "2024Q1", "2024Q1=2024Q1 period" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_ordinals_and_ranges (void)
{
  static const Case cases[] = {
    { "第51届庙会在二期工程举行", "第51届=51 ordinal; 二期=2 ordinal" },
    { "居全国第二位、第2大主体", "第二位=2 ordinal; 第2=2 ordinal" },
    { "排名前10位", "前10位=10 ordinal" },
    { "项目分三期建设", "三期=3 count" },
    { "2300－3300小时", "2300－3300小时=2300..3300 range" },
    { "增长5%至8%", "5%至8%=5..8 range" },
    { "投资2—3万元", "2—3万元=20000..30000 range" },
    { "从3个到5个", "3个=3 count; 5个=5 count" },
    { "10万元～20万元", "10万元～20万元=100000..200000 range" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* What only looks like a figure. */
static void
test_nothing (void)
{
  static const char *const texts[] = {
    "进一步解放思想，一心一意谋发展，千方百计保民生，用第三人称叙述。",
    "一是抓落实；二是补短板。1. 概况",
    "（一）总体要求",
    "一个项目、一批工程、重点之一、统一台账",
    "三门峡市、四川省三台县、九江、五台山、十三间房、万载县、二六市",
    "5G基站、G318线、PM2.5、A4、COVID-19、12345热线",
    "电话010-66551234、400-800-1234",
    "国办发〔2021〕15号",
    "https://example.com/2024/03?x=30%25&y=66",
    "周三、星期五、礼拜天",
    "“六地”“两优先，两分离，两贯通，一增加”“2长+2员”“五工程一管理”“一河两岸”",
    "千家万户、万无一失、百姓、十分满意、单位：万元、（亿元）",
    "10:15开始，以3:1取胜",
    "二氧化碳、三维、四通八达、五花八门",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *found = describe (texts[i], &published);

      compare (texts[i], found, "");
    }
}

static void
test_english (void)
{
  static const Case cases[] = {
    { "Output grew 7.3% to 18.9 billion yuan.", "7.3%=7.3 growth; 18.9 billion yuan=18900000000 money" },
    { "Sales fell by 4.2 percent.", "4.2 percent=-4.2 growth" },
    { "66 projects began on March 28.", "66 projects=66 count; March 28=2024-03-28 date" },
    { "in the first quarter of 2024", "first quarter of 2024=2024Q1 period" },
    { "on March 5, 2021, in May 2022 and in June", "March 5, 2021=2021-03-05 date; May 2022=2022-05 period; June=2024-06 period" },
    { "$3.5 million for two bridges, about 1,200 km", "$3.5 million=3500000 money; two bridges=2 count; 1,200 km=1200 other ~" },
    { "It may march on; one of them, see p. 3 of A4.", "" },
    { "the 12th expo, 12 new projects, a 600-MW plant", "12th=12 ordinal; 12 new projects=12 count; 600-MW=600 other" },
    { "Q1 2024, accounting for 31% of all", "Q1 2024=2024Q1 period; 31%=31 share" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* Reading a block never looks at another, so an edit elsewhere cannot change what it says. */
static void
test_blocks_apart (void)
{
  static const char *const blocks[] = {
    "一季度完成投资821.6亿元，同比增长7.3%。", "其中，新建项目12个，总投资32.1亿元；", "2019年5月，工程开工。", "19日，三地分别投资3、5和8万元，",
    "（占比11.3%", "下降5.66%", "和1.63%", "十", "四个半",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (20240416);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) apart = g_string_new (NULL);
      g_autofree char *together = NULL;

      for (guint i = 0; i < 6; i++)
        {
          const char *block = blocks[g_rand_int_range (random, 0, G_N_ELEMENTS (blocks))];
          g_autofree char *alone = describe (block, &published);

          g_string_append_printf (text, "%s\n", block);
          g_string_append_printf (apart, "%s%s", apart->len > 0 && *alone != '\0' ? "; " : "", alone);
        }
      together = describe (text->str, &published);
      g_assert_cmpstr (together, ==, apart->str);
    }
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/numbers", test_numbers);
  g_test_add_func ("/figures/units", test_units);
  g_test_add_func ("/figures/rates", test_rates);
  g_test_add_func ("/figures/periods", test_periods);
  g_test_add_func ("/figures/ordinals-and-ranges", test_ordinals_and_ranges);
  g_test_add_func ("/figures/nothing", test_nothing);
  g_test_add_func ("/figures/english", test_english);
  g_test_add_func ("/figures/blocks-apart", test_blocks_apart);
  return g_test_run ();
}
