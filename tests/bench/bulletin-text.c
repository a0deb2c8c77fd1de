/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bulletin-text.h"

/* Sentences of an invented district; each # is a digit, and a number does not begin with 0. They have as many figures
 * as those of a true bulletin have: about 18 in 1,000 bytes. */
static const char *const sentences[] = {
  "一季度，全区完成固定资产投资##.#亿元，同比增长#.#%，其中工业投资增长##.#%。",
  "2月26日，临港装备园（二期）、滨江会客厅等##个项目集中开工，涵盖先进制造、商贸物流、公共服务3个领域，预计年产值###亿元。",
  "改造老旧小区##个、楼栋###栋、建筑面积##.#万平方米，惠及居民#.##万户；加装电梯##部。",
  "举办“春风送岗”招聘会##场，提供岗位###余个，城镇新增就业####人，完成年度计划的##.#%。",
  "社会消费品零售总额##.#亿元，比上年同期提高#.#个百分点，限额以上网上零售额占##.#%。",
  "工程建设项目试行拿地即开工，能并联的手续一次并联，企业少跑一趟，工期就早一天。居民的诉求由谁来办，也有了清单。",
  "“以前要跑#个窗口，现在一部手机就能办完。”经营汽配生意的周先生说，开店的手续#天就走完了。",
  "更新供热管网##.#公里、供水管网##.#公里，栽植乔木####余株，新增绿地##.#公顷，绿道两侧的口袋公园推窗可见。",
  "依托“5G+AI”政务大厅，###项高频事项全程网办，平均用时压缩到0.#个工作日，好评率##.#%。",
  "塔吊林立，机器轰鸣，工人们正在紧张有序地施工。各部门进一步压实责任，把清单上的事一件一件办到居民心坎上。",
};

static const char *const headings[] = {
  "抓项目强支撑\n\n稳住增长基本盘\n\n", "促改革优服务\n\n激发市场新活力\n\n", "精建设细管理\n\n擦亮城区新颜值\n\n",
  "惠民生暖人心\n\n托起群众好日子\n\n",
};

/* A number below @limit; the same ones in every run. */
static guint
draw (guint32 *state, guint limit)
{
  *state = *state * 1664525u + 1013904223u;
  return (*state >> 8) % limit;
}

static void
append_sentence (GString *text, guint32 *state)
{
  const char *sentence = sentences[draw (state, G_N_ELEMENTS (sentences))];

  for (const char *p = sentence; *p; p++)
    if (*p != '#')
      g_string_append_c (text, *p);
    else
      g_string_append_c (text, (char) ('1' + draw (state, 9)));
}

/* Figures between which there are relations, which hold. */
static void
append_relations (GString *text, guint32 *state)
{
  guint new = 3 + draw (state, 40), old = 20 + draw (state, 60), whole = new + old;
  guint new_cost = 200 + draw (state, 900), old_cost = 900 + draw (state, 4000), cost = new_cost + old_cost;
  guint share = (new * 2000 / whole + 1) / 2;
  guint before = 300 + draw (state, 400), after = before + 20 + draw (state, 300);
  guint growth = ((after - before) * 2000 / before + 1) / 2;

  g_string_append_printf (text, "开复工项目%u个，总投资%u.%u亿元。其中，新建项目%u个，总投资%u.%u亿元；续建项目%u个，总投资%u.%u亿元。",
                          whole, cost / 10, cost % 10, new, new_cost / 10, new_cost % 10, old, old_cost / 10, old_cost % 10);
  g_string_append_printf (text, "新建项目占全部项目的%u.%u%%。新设企业%u家，去年同期为%u家，同比增长%u.%u%%。", share / 10, share % 10,
                          after, before, growth / 10, growth % 10);
}

/**
 * bulletin_text_new:
 * @size: how long the text is to be in bytes; it ends with the first paragraph beyond that
 *
 * Returns: (transfer full): a bulletin as newspapers write them, the same for the same @size
 */
GString *
bulletin_text_new (gsize size)
{
  GString *text = g_string_sized_new (size + 2048);
  guint32 state = 1;

  g_string_append (text, "晒成绩 赛贡献｜澄江区：首季交卷，项目开工快、民生实事落得实\n\n2024年4月16日\n\n编者按\n\n"
                         "开年以来，各区围绕年度目标排兵布阵。本报逐区公布一季度的成绩单，请读者一起来核。\n\n");
  for (guint n = 0; text->len < size; n++)
    {
      if (n % 8 == 0)
        g_string_append (text, headings[n / 8 % G_N_ELEMENTS (headings)]);
      if (n % 8 >= 5)
        g_string_append (text, "◆");
      if (n % 8 == 0)
        append_relations (text, &state);
      else
        for (guint i = n % 8 >= 5 ? 1 : 3; i > 0; i--)
          append_sentence (text, &state);
      g_string_append (text, "\n\n");
    }
  return text;
}
