/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-import.h"

#include <string.h>

/* What texts of many shapes become. The outline of an import is a line a block: "kind|text". */

static GalleyImport *
import (const char *text)
{
  g_autoptr (GError) error = NULL;
  GalleyImport *result = galley_import_text (text, NULL, &error);
  g_autofree char *missing = NULL;

  g_assert_no_error (error);
  missing = galley_import_unaccounted (result);
  g_assert_cmpstr (missing, ==, "");
  return result;
}

static char *
outline (const GalleyImport *result)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < result->snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (result->snapshot->blocks, i);
      g_autofree char *text = g_strdelimit (g_strdup (block->text), "\n", '/');

      g_string_append_printf (lines, "%s|%s\n", galley_block_kind_to_string (block->kind), text);
    }
  return g_string_free (lines, FALSE);
}

static void
assert_outline (const char *text, const char *expected)
{
  g_autoptr (GalleyImport) result = import (text);
  g_autofree char *found = outline (result);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_detail (const char *text, GalleyDetailsField field, const char *expected)
{
  g_autoptr (GalleyImport) result = import (text);

  g_assert_cmpstr (result->snapshot->details->fields[field], ==, expected);
}

static char *
credits (const GalleyImport *result)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < result->snapshot->credits->len; i++)
    {
      const GalleyRecord *credit = g_ptr_array_index (result->snapshot->credits, i);
      g_autofree char *names = g_strdelimit (g_strdup (credit->fields[GALLEY_CREDIT_NAMES]), "\n", ',');

      g_string_append_printf (list, "%s=%s;", credit->fields[GALLEY_CREDIT_ROLE], names);
    }
  return g_string_free (list, FALSE);
}

#define BODY "这一年的头三个月里，工地上的塔吊没有停过。\n"

static void
assert_credits (const char *byline, const char *expected)
{
  g_autofree char *text = g_strconcat ("工地的春天\n" BODY, byline, "\n", NULL), *found = NULL;
  g_autoptr (GalleyImport) result = import (text);

  found = credits (result);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpuint (result->snapshot->blocks->len, ==, *expected ? 2 : 3);
}

static void
test_series (void)
{
  assert_outline ("晒成绩 赛贡献｜康平县：稳住开局\n" BODY,
                  "kicker|晒成绩 赛贡献｜康平县\nheadline|稳住开局\nparagraph|这一年的头三个月里，工地上的塔吊没有停过。\n");
  assert_outline ("晒成绩 赛贡献 | 浑南新区\n稳住开局\n" BODY,
                  "kicker|晒成绩 赛贡献 | 浑南新区\nheadline|稳住开局\nparagraph|这一年的头三个月里，工地上的塔吊没有停过。\n");
  assert_outline ("【晒成绩 赛贡献】大东区:稳住开局\n" BODY,
                  "kicker|【晒成绩 赛贡献】大东区\nheadline|稳住开局\nparagraph|这一年的头三个月里，工地上的塔吊没有停过。\n");
  assert_outline ("晒成绩 赛贡献\n稳住开局\n" BODY,
                  "kicker|晒成绩 赛贡献\nheadline|稳住开局\nparagraph|这一年的头三个月里，工地上的塔吊没有停过。\n");
  assert_detail ("晒成绩 赛贡献│于洪区：稳住开局\n" BODY, GALLEY_DETAILS_DISTRICT, "于洪区");
  assert_detail ("晒成绩 赛贡献│于洪区：稳住开局\n" BODY, GALLEY_DETAILS_SERIES, "晒成绩 赛贡献");
  assert_outline ("一季度全市经济运行情况新闻发布会实录|城市日报\n" BODY,
                  "headline|一季度全市经济运行情况新闻发布会实录|城市日报\nparagraph|这一年的头三个月里，工地上的塔吊没有停过。\n");
}

static void
test_dates (void)
{
  static const char *const forms[] = {
    "2024年04月16日", "2024年4月16日 08:30", "2024-04-16", "2024/4/16 星期二", "2024.4.16", "二〇二四年四月十六日", "２０２４年４月１６日",
    "发布时间：2024-04-16 08:30:15", "（2024年4月16日）", "来源：城市日报 时间：2024-04-16", "城市日报 2024-04-16 08:30", "2024年4月16日（星期二）",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *head = g_strconcat ("工地的春天\n", forms[i], "\n" BODY, NULL);
      g_autofree char *tail = g_strconcat ("工地的春天\n" BODY, forms[i], NULL);

      g_test_message ("%s", forms[i]);
      assert_detail (head, GALLEY_DETAILS_DATE, "2024-04-16");
      assert_detail (tail, GALLEY_DETAILS_DATE, "2024-04-16");
    }
  assert_detail ("工地的春天\n2024-02-30\n" BODY, GALLEY_DETAILS_DATE, "");
  assert_detail ("工地的春天\n来源：城市日报 时间：2024-04-16\n" BODY, GALLEY_DETAILS_SOURCES, "城市日报");
  assert_outline ("工地的春天\n2024-04-16\n" BODY "2023-04-16\n",
                  "headline|工地的春天\nparagraph|这一年的头三个月里，工地上的塔吊没有停过。\nparagraph|2023-04-16\n");
}

static void
test_periods (void)
{
#define DATED(text) "标题\n2024-04-16\n" text "，工地上的塔吊没有停过。\n"
  assert_detail (DATED ("今年一季度"), GALLEY_DETAILS_PERIOD, "2024Q1");
  assert_detail (DATED ("去年四季度回落，今年第一季度"), GALLEY_DETAILS_PERIOD, "2024Q1");
  assert_detail (DATED ("2022年上半年"), GALLEY_DETAILS_PERIOD, "2022H1");
  assert_detail (DATED ("四季度"), GALLEY_DETAILS_PERIOD, "2023Q4");
  assert_detail (DATED ("1—3月"), GALLEY_DETAILS_PERIOD, "2024-01..2024-03");
  assert_detail (DATED ("前三季度"), GALLEY_DETAILS_PERIOD, "2023-01..2023-09");
  assert_detail ("标题\n一季度，工地上的塔吊没有停过。\n", GALLEY_DETAILS_PERIOD, "");
}

static void
test_notes (void)
{
  assert_outline ("标题\n编者按：写在前面的话。\n" BODY, "headline|标题\nnote|写在前面的话。\nlead|这一年的头三个月里，工地上的塔吊没有停过。\n");
  assert_outline ("标题\n【编者按】\n写在前面的话。\n" BODY, "headline|标题\nnote|写在前面的话。\nlead|这一年的头三个月里，工地上的塔吊没有停过。\n");
  /* The page's summary is the same note cut short: the whole one stays. */
  assert_outline ("标题\n编者按写在前面的话要写得长一些才看得出来是不是...\n2024-04-16\n编者按\n写在前面的话要写得长一些才看得出来是不是同一段。\n" BODY,
                  "headline|标题\nnote|写在前面的话要写得长一些才看得出来是不是同一段。\nlead|这一年的头三个月里，工地上的塔吊没有停过。\n");
  assert_outline ("标题\n这一年的头三个月里，工地上的塔吊没有停过，夜里\n2024-04-16\n这一年的头三个月里，工地上的塔吊没有停过，夜里也亮着灯。\n又一段。\n",
                  "headline|标题\nparagraph|这一年的头三个月里，工地上的塔吊没有停过，夜里也亮着灯。\nparagraph|又一段。\n");
}

static void
test_headings (void)
{
  assert_outline ("标题\n" BODY "抓好项目建设\n稳住增长后劲\n" BODY,
                  "headline|标题\nlead|这一年的头三个月里，工地上的塔吊没有停过。\nheading|抓好项目建设/稳住增长后劲\n"
                  "paragraph|这一年的头三个月里，工地上的塔吊没有停过。\n");
  assert_outline ("标题\n" BODY "抓好项目建设　稳住增长后劲\n" BODY "抓好项目建设/稳住增长后劲\n" BODY,
                  "headline|标题\nlead|这一年的头三个月里，工地上的塔吊没有停过。\nheading|抓好项目建设/稳住增长后劲\n"
                  "paragraph|这一年的头三个月里，工地上的塔吊没有停过。\nheading|抓好项目建设/稳住增长后劲\n"
                  "paragraph|这一年的头三个月里，工地上的塔吊没有停过。\n");
  assert_outline ("标题\n" BODY "一、抓项目\n" BODY "（一）老街区\n" BODY,
                  "headline|标题\nlead|这一年的头三个月里，工地上的塔吊没有停过。\nheading|一、抓项目\n"
                  "paragraph|这一年的头三个月里，工地上的塔吊没有停过。\nsubheading|（一）老街区\n"
                  "paragraph|这一年的头三个月里，工地上的塔吊没有停过。\n");
  assert_outline ("标题\n" BODY "老街区\n●修了三条路。\n■ 种了树。\n",
                  "headline|标题\nlead|这一年的头三个月里，工地上的塔吊没有停过。\nsubheading|老街区\nitem|修了三条路。\nitem|种了树。\n");
}

static void
test_credits (void)
{
  assert_credits ("沈报全媒体记者:王一、李二木", "沈报全媒体记者=王一,李二木;");
  assert_credits ("记者 王一 李二木 通讯员 赵三", "记者=王一,李二木;通讯员=赵三;");
  assert_credits ("本报记者王一 通讯员赵三/文", "");
  assert_credits ("本报记者王一 通讯员赵三", "本报记者=王一;通讯员=赵三;");
  assert_credits ("（城市日报记者 王一 报道）", "城市日报记者=王一;");
  assert_credits ("文/王一 图/李 二", "文=王一;图=李二;");
  assert_credits ("文/图 王一", "文/图=王一;");
  assert_credits ("摄影：阿卜杜拉·买买提", "摄影=阿卜杜拉·买买提;");
  assert_credits ("责编：王一　校对：李二木　审核：赵三", "责编=王一;校对=李二木;审核=赵三;");
  assert_credits ("作者单位在城里", "");
  assert_detail ("标题\n" BODY "数据来源：城市统计局\n关键词：项目、更新，街区\n", GALLEY_DETAILS_SOURCES, "城市统计局");
  assert_detail ("标题\n" BODY "数据来源：城市统计局\n关键词：项目、更新，街区\n", GALLEY_DETAILS_TAGS, "项目\n更新\n街区");
}

static void
test_furniture (void)
{
  g_autoptr (GalleyImport) result =
    import ("首页 > 新闻 > 正文\n标题\n字号：大 中 小\n" BODY "分享到：微信 微博\n上一篇：别的\n版权所有 未经许可不得转载\n"), kept = NULL;
  g_autofree char *found = outline (result), *without = NULL;
  const char *const refused[] = { "site-furniture", NULL };

  g_assert_cmpstr (found, ==, "headline|标题\nparagraph|这一年的头三个月里，工地上的塔吊没有停过。\n");
  g_assert_cmpuint (result->repairs->len, ==, 5);
  g_assert_cmpstr (((GalleyRepair *) result->repairs->pdata[1])->before, ==, "字号：大 中 小");
  kept = galley_import_without (result, refused);
  without = outline (kept);
  g_assert_nonnull (strstr (without, "paragraph|上一篇：别的\n"));
  g_assert_nonnull (((GalleyRepair *) kept->repairs->pdata[0])->block);
}

/* The web page's counts stand in one line with the date: the date is taken, the counts go. */
static void
test_noise (void)
{
  static const char *const text = "标题\n来源：城市日报 发布时间：2024-04-16 浏览次数：123 字号：[ 大 中 小 ]\n" BODY;
  const char *const refused[] = { "site-furniture", NULL };
  g_autoptr (GalleyImport) result = import (text), kept = NULL;
  g_autofree char *missing = NULL;

  assert_detail (text, GALLEY_DETAILS_DATE, "2024-04-16");
  assert_detail (text, GALLEY_DETAILS_SOURCES, "城市日报");
  g_assert_cmpuint (result->repairs->len, ==, 1);
  g_assert_cmpstr (((GalleyRepair *) result->repairs->pdata[0])->before, ==, "浏览次数：123字号：大中小");
  kept = galley_import_without (result, refused);
  missing = galley_import_unaccounted (kept);
  g_assert_cmpstr (missing, ==, "");
  g_assert_cmpuint (kept->snapshot->blocks->len, ==, 3);
}

static void
test_two_lines (void)
{
  assert_outline ("一季度全区经济\n延续稳定恢复态势\n2024年4月16日 第1版\n" BODY,
                  "headline|一季度全区经济/延续稳定恢复态势\nparagraph|这一年的头三个月里，工地上的塔吊没有停过。\n");
  assert_outline ("编者按：写在最前面的话\n标题\n" BODY,
                  "note|写在最前面的话\nheadline|标题\nlead|这一年的头三个月里，工地上的塔吊没有停过。\n");
}

static void
test_wrapped (void)
{
  g_autoptr (GalleyImport) result = import ("标题\n"
                                            "　　头三个月里工地上的塔吊没有停过，工人们三班倒地赶\n"
                                            "着进度，材料从四面八方运来，一车接着一车地卸在路边的\n"
                                            "空地上，夜里也亮着灯。\n"
                                            "　　另一段也有这么长的一行，写满了才换行，它的第二行\n"
                                            "就短了。\n"),
                           apart = NULL;
  g_autofree char *found = outline (result);
  const char *const refused[] = { "joined-lines", NULL };

  g_assert_cmpstr (found, ==,
                   "headline|标题\n"
                   "paragraph|头三个月里工地上的塔吊没有停过，工人们三班倒地赶着进度，材料从四面八方运来，一车接着一车地卸在路边的空地上，夜里也亮着灯。\n"
                   "paragraph|另一段也有这么长的一行，写满了才换行，它的第二行就短了。\n");
  apart = galley_import_without (result, refused);
  g_assert_cmpuint (apart->snapshot->blocks->len, ==, 6);
}

static void
test_tables (void)
{
  assert_outline ("标题\n" BODY "项目\t个数\t投资\n新建\t12\t32.1\n续建  54  789.5\n",
                  "headline|标题\nparagraph|这一年的头三个月里，工地上的塔吊没有停过。\nparagraph|项目\t个数\t投资\nparagraph|新建\t12\t32.1\n"
                  "paragraph|续建  54  789.5\n");
}

static void
test_quotations (void)
{
  assert_outline ("标题\n" BODY "“路修好了，我们出门就方便得多了。”\n> 引来的一句话。\n",
                  "headline|标题\nparagraph|这一年的头三个月里，工地上的塔吊没有停过。\nquotation|“路修好了，我们出门就方便得多了。”\nquotation|引来的一句话。\n");
}

static void
test_plain (void)
{
  assert_outline ("只有一段话，没有标题。\n还有一段。\n", "headline|\nparagraph|只有一段话，没有标题。\nparagraph|还有一段。\n");
  assert_outline ("标题", "headline|标题\n");
  assert_outline ("One day in spring\nThe first paragraph, about (many) things.\nThe second one.\n",
                  "headline|One day in spring\nparagraph|The first paragraph, about (many) things.\nparagraph|The second one.\n");
}

/* The place of a repair is right in the text that came in as well as in the block. */
static void
test_places (void)
{
  g_autoptr (GalleyImport) result = import ("标题\n\n　　◆开工 66 个,投资１２亿元\n");
  static const struct
  {
    const char *rule;
    guint column;
    guint start;
    const char *before;
    const char *after;
  } expected[] = { { "han-digit-space", 5, 2, " ", "" }, { "han-digit-space", 8, 4, " ", "" },
                   { "punct-width", 10, 5, ",", "，" }, { "digit-width", 13, 8, "１２", "12" } };

  g_assert_cmpuint (result->repairs->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (result->repairs, i);

      g_assert_cmpstr (repair->rule, ==, expected[i].rule);
      g_assert_cmpuint (repair->line, ==, 3);
      g_assert_cmpuint (repair->column, ==, expected[i].column);
      g_assert_cmpuint (repair->start, ==, expected[i].start);
      g_assert_cmpstr (repair->before, ==, expected[i].before);
      g_assert_cmpstr (repair->after, ==, expected[i].after);
      g_assert_cmpstr (repair->block, ==, ((GalleyBlockData *) result->snapshot->blocks->pdata[1])->id);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/series", test_series);
  g_test_add_func ("/import/dates", test_dates);
  g_test_add_func ("/import/periods", test_periods);
  g_test_add_func ("/import/notes", test_notes);
  g_test_add_func ("/import/headings", test_headings);
  g_test_add_func ("/import/credits", test_credits);
  g_test_add_func ("/import/furniture", test_furniture);
  g_test_add_func ("/import/noise", test_noise);
  g_test_add_func ("/import/two-lines", test_two_lines);
  g_test_add_func ("/import/wrapped", test_wrapped);
  g_test_add_func ("/import/tables", test_tables);
  g_test_add_func ("/import/quotations", test_quotations);
  g_test_add_func ("/import/plain", test_plain);
  g_test_add_func ("/import/places", test_places);
  return g_test_run ();
}
