/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include "sample.h"

#include <string.h>

/* A bulletin of an invented district, with every kind of block and mark. A text's *stars* are emphasis and [brackets] a
 * link; they are not in the text that comes of it. */
static const struct
{
  GalleyBlockKind kind;
  const char *text;
  const char *source;
} article[] = {
  { GALLEY_BLOCK_HEADLINE, "澄江区首季交卷：重点项目开工快、民生实事落得实", NULL },
  { GALLEY_BLOCK_NOTE, "开年以来，全市各区围绕年度目标排兵布阵。本报今起推出系列报道，逐区晾晒一季度成绩单，看谁跑得快、谁干得实。", NULL },
  { GALLEY_BLOCK_LEAD, "一季度，澄江区把“开门红”当作全年工作的第一仗来打，项目、产业、城建、民生四条线同时推进，多项指标好于上年同期。", NULL },
  { GALLEY_BLOCK_HEADING, "抓项目强支撑\n稳住增长基本盘", NULL },
  { GALLEY_BLOCK_PARAGRAPH, "一季度，澄江区新开工、复工项目48个，总投资356.2亿元。其中，新建项目17个，总投资96.4亿元；续建项目31个，总投资259.8亿元。*开复工率达到92.3%*，比上年同期提高6.1个百分点。", NULL },
  { GALLEY_BLOCK_PARAGRAPH, "2月26日，临港智能装备园（二期）、滨江会客厅、第三水厂扩建等22个项目集中开工，涵盖先进制造、商贸物流、公共服务3个领域，建成后预计年产值180亿元，新增就业岗位1.2万个。", NULL },
  { GALLEY_BLOCK_TABLE, "", "t-main" },
  { GALLEY_BLOCK_HEADING, "促改革优服务\n激发市场新活力", NULL },
  { GALLEY_BLOCK_PARAGRAPH, "澄江区把“一件事一次办”扩大到27类事项，企业开办平均用时压缩到0.5个工作日。依托“5G+AI”政务大厅，412项高频事项实现全程网办，网办率96.8%，详见[区政务服务网]。", "https://example.org/services?a=1&b=2" },
  { GALLEY_BLOCK_QUOTATION, "“以前要跑4个窗口，现在一部手机就能办完。”经营汽配生意的周先生说。", NULL },
  { GALLEY_BLOCK_HEADING, "精建设细管理\n擦亮城区新颜值", NULL },
  { GALLEY_BLOCK_PARAGRAPH, "围绕15分钟生活圈，澄江区一体推进老旧小区改造、背街小巷整治和口袋公园建设。", NULL },
  { GALLEY_BLOCK_SUBHEADING, "老旧小区改造惠及万户", NULL },
  { GALLEY_BLOCK_ITEM, "改造老旧小区23个、楼栋186栋、建筑面积74.5万平方米，惠及居民1.06万户；加装电梯35部，同比增长75%。", NULL },
  { GALLEY_BLOCK_ITEM, "更新供热管网18.6公里、供水管网22.4公里，消除“跑冒滴漏”点位309处。", NULL },
  { GALLEY_BLOCK_SUBHEADING, "口袋公园推窗见绿", NULL },
  { GALLEY_BLOCK_ITEM, "新建口袋公园12处、绿道9.8公里，栽植乔木5600余株，新增绿地14.3公顷。", NULL },
  { GALLEY_BLOCK_PICTURE, "澄江区滨江绿道一角。", "pictures/missing.jpg" },
  { GALLEY_BLOCK_HEADING, "惠民生暖人心\n托起群众好日子", NULL },
  { GALLEY_BLOCK_SUBHEADING, "就业", NULL },
  { GALLEY_BLOCK_ITEM, "举办“春风送岗”招聘会26场，提供岗位8900余个，达成就业意向3120人，城镇新增就业4675人，完成年度计划的31.2%。", NULL },
  { GALLEY_BLOCK_SUBHEADING, "教育", NULL },
  { GALLEY_BLOCK_ITEM, "新增公办学前学位1350个，8所学校完成食堂改造；课后服务覆盖率保持100%。", NULL },
  { GALLEY_BLOCK_PARAGRAPH, "澄江区有关负责人表示，二季度将紧盯“双过半”，确保重点项目完成投资130亿元以上，力争规上工业增加值增长7%左右。", NULL },
};

static const char *const indicators[][GALLEY_N_INDICATOR_FIELDS] = {
  { "地区生产总值", "澄江区", "2024Q1", "214.7", "亿元", "201.4", "+6.6%", "区统计局", "甲", "" },
  { "规上工业增加值增速", "澄江区", "2024Q1", "7.2", "%", "5.9", "+1.3个百分点", "区统计局", "甲", "" },
  { "开复工项目", "澄江区", "2024Q1", "48", "个", "39", "+23.1%", "区发改局", "乙", "" },
  { "社会消费品零售总额", "澄江区", "2024Q1", "88.3", "亿元", "83.6", "+5.6%", "区商务局", "", "" },
  { "城镇新增就业", "澄江区", "2024Q1", "4675", "人", "4402", "+6.2%", "区人社局", "", "" },
};

static const char *const details[GALLEY_N_DETAILS_FIELDS] = {
  "比进度 看实绩", "澄江区", "2024-04-12", "2024Q1", "澄江区\n一季度\n开门红", "澄江日报\n澄江发布",
};

static const char *const credits[][GALLEY_N_CREDIT_FIELDS] = {
  { "澄江日报全媒体记者", "林知远\n苏棠" },
  { "摄影", "何川" },
};

/* Takes a sign out of @text and makes a mark of what stood between the pair. */
static void
take_mark (GString *text, char open, char close, GalleyMarkKind kind, const char *target, GPtrArray *marks)
{
  char *from = strchr (text->str, open), *to;
  guint start, length;

  if (!from)
    return;
  to = strchr (from + 1, close);
  g_assert (to);
  start = g_utf8_pointer_to_offset (text->str, from);
  length = g_utf8_pointer_to_offset (from, to) - 1;
  g_string_erase (text, to - text->str, 1);
  g_string_erase (text, from - text->str, 1);
  g_ptr_array_add (marks, galley_mark_new (kind, start, length, target, NULL));
}

static GalleyBlockData *
new_block (guint index, const char *id)
{
  g_autoptr (GString) text = g_string_new (article[index].text);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  take_mark (text, '*', '*', GALLEY_MARK_EMPHASIS, NULL, marks);
  take_mark (text, '[', ']', GALLEY_MARK_LINK, article[index].source, marks);
  return galley_block_data_new_full (id,
                                     article[index].kind,
                                     text->str,
                                     marks,
                                     article[index].source,
                                     article[index].kind == GALLEY_BLOCK_PICTURE ? "江边步道，两侧是新栽的树" : NULL,
                                     NULL);
}

static GPtrArray *
new_tables (void)
{
  const char *title[] = { "澄江区一季度主要指标" };
  g_autoptr (GPtrArray) rows = galley_record_array_new ();
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t-main", title, NULL);
  GPtrArray *tables = galley_table_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (indicators); i++)
    g_ptr_array_add (rows, galley_record_new (&galley_indicator_schema, NULL, indicators[i], NULL));
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  return tables;
}

static GPtrArray *
new_credits (void)
{
  GPtrArray *records = galley_record_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (credits); i++)
    g_ptr_array_add (records, galley_record_new (&galley_credit_schema, NULL, credits[i], NULL));
  return records;
}

/* A bulletin with details, credits and table of the sample, but these blocks. */
GalleySnapshot *
sample_new_of_blocks (GPtrArray *blocks)
{
  g_autoptr (GPtrArray) byline = new_credits (), tables = new_tables ();
  g_autoptr (GalleyRecord) record = galley_record_new (&galley_details_schema, NULL, details, NULL);

  return galley_snapshot_new ("sample", record, byline, blocks, tables, NULL, NULL, NULL);
}

/* The sample with ids b0, b1 … */
GalleySnapshot *
sample_new (void)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (article); i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);

      g_ptr_array_add (blocks, new_block (i, id));
    }
  return sample_new_of_blocks (blocks);
}

/* The sample's sections again and again, until their texts have @n_bytes; no pictures or tables. */
GalleySnapshot *
sample_new_of_size (gsize n_bytes)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  for (gsize i = 0, size = 0; size < n_bytes; i++)
    {
      guint index = i < 3 ? i : 3 + (i - 3) % (G_N_ELEMENTS (article) - 3);
      g_autofree char *id = g_strdup_printf ("b%" G_GSIZE_FORMAT, i);

      if (article[index].kind == GALLEY_BLOCK_PICTURE || article[index].kind == GALLEY_BLOCK_TABLE)
        continue;
      g_ptr_array_add (blocks, new_block (index, id));
      size += strlen (article[index].text);
    }
  return sample_new_of_blocks (blocks);
}

/* @snapshot with another block in the place of one. */
GalleySnapshot *
sample_with_block (GalleySnapshot *snapshot, guint position, GalleyBlockData *block)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  for (guint i = 0; i < snapshot->blocks->len; i++)
    g_ptr_array_add (
      blocks, galley_block_data_ref (i == position ? block : g_ptr_array_index (snapshot->blocks, i)));
  return galley_snapshot_new (snapshot->id,
                              snapshot->details,
                              snapshot->credits,
                              blocks,
                              snapshot->tables,
                              snapshot->asides,
                              snapshot->log,
                              snapshot->extra);
}
