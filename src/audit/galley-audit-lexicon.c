/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-audit-lexicon.h"

#include <string.h>

#define N_BUCKETS 1024

typedef struct
{
  const char *text;
  guint64 words;
} Entry;

static const Entry entries[] = {
  /* what follows are parts, or their total */
  { "其中", GALLEY_WORD_OF_WHICH },
  { "包括", GALLEY_WORD_OF_WHICH },
  { "包含", GALLEY_WORD_OF_WHICH },
  { "分为", GALLEY_WORD_OF_WHICH },
  { "看，", GALLEY_WORD_OF_WHICH | GALLEY_WORD_DIVIDED | GALLEY_WORD_CLAUSE },
  { "看,", GALLEY_WORD_OF_WHICH | GALLEY_WORD_DIVIDED | GALLEY_WORD_CLAUSE },
  { "所在地分", GALLEY_WORD_OF_WHICH | GALLEY_WORD_DIVIDED },
  { "经营地分", GALLEY_WORD_OF_WHICH | GALLEY_WORD_DIVIDED },
  { "规模分", GALLEY_WORD_OF_WHICH | GALLEY_WORD_DIVIDED },
  { "形态分", GALLEY_WORD_OF_WHICH | GALLEY_WORD_DIVIDED },
  { "类型分", GALLEY_WORD_OF_WHICH | GALLEY_WORD_DIVIDED },
  { "用途分", GALLEY_WORD_OF_WHICH | GALLEY_WORD_DIVIDED },
  { "合计", GALLEY_WORD_TOTAL | GALLEY_WORD_FILLER },
  { "总计", GALLEY_WORD_TOTAL | GALLEY_WORD_FILLER },
  { "共计", GALLEY_WORD_TOTAL | GALLEY_WORD_FILLER },
  { "总共", GALLEY_WORD_TOTAL | GALLEY_WORD_FILLER },
  { "一共", GALLEY_WORD_TOTAL | GALLEY_WORD_FILLER },

  /* what holds values together */
  { "分别", GALLEY_WORD_EACH | GALLEY_WORD_FILLER },
  { "依次", GALLEY_WORD_EACH | GALLEY_WORD_FILLER },
  { "、", GALLEY_WORD_LINK },
  { "和", GALLEY_WORD_LINK },
  { "及", GALLEY_WORD_LINK },
  { "以及", GALLEY_WORD_LINK },
  { "与", GALLEY_WORD_LINK },

  /* words that name nothing */
  { "为", GALLEY_WORD_FILLER },
  { "分别为", GALLEY_WORD_FILLER | GALLEY_WORD_EACH },
  { "分别是", GALLEY_WORD_FILLER | GALLEY_WORD_EACH },
  { "均为", GALLEY_WORD_FILLER },
  { "是", GALLEY_WORD_FILLER },
  { "达", GALLEY_WORD_FILLER },
  { "达到", GALLEY_WORD_FILLER },
  { "已达", GALLEY_WORD_FILLER },
  { "高达", GALLEY_WORD_FILLER },
  { "共", GALLEY_WORD_FILLER },
  { "约", GALLEY_WORD_FILLER },
  { "大约", GALLEY_WORD_FILLER },
  { "近", GALLEY_WORD_FILLER },
  { "接近", GALLEY_WORD_FILLER },
  { "将近", GALLEY_WORD_FILLER },
  { "超", GALLEY_WORD_FILLER },
  { "超过", GALLEY_WORD_FILLER },
  { "逾", GALLEY_WORD_FILLER },
  { "突破", GALLEY_WORD_FILLER },
  { "破", GALLEY_WORD_FILLER },
  { "破获", 0 },
  { "破产", 0 },
  { "破坏", 0 },
  { "不足", GALLEY_WORD_FILLER },
  { "不到", GALLEY_WORD_FILLER },
  { "左右", GALLEY_WORD_FILLER },
  { "以上", GALLEY_WORD_FILLER },
  { "以下", GALLEY_WORD_FILLER },
  { "有", GALLEY_WORD_FILLER },
  { "了", GALLEY_WORD_FILLER },
  { "的", GALLEY_WORD_FILLER },
  { "在", GALLEY_WORD_FILLER },
  { "仅", GALLEY_WORD_FILLER },
  { "已", GALLEY_WORD_FILLER },
  { "也", GALLEY_WORD_FILLER },
  { "大幅", GALLEY_WORD_FILLER },
  { "小幅", GALLEY_WORD_FILLER },
  { "同时", GALLEY_WORD_FILLER },
  { "同期", GALLEY_WORD_FILLER },
  { " ", GALLEY_WORD_FILLER },
  { "　", GALLEY_WORD_FILLER },

  /* what a change is measured against */
  { "同比", GALLEY_WORD_YOY },
  { "比上年同期", GALLEY_WORD_YOY },
  { "比去年同期", GALLEY_WORD_YOY },
  { "较上年同期", GALLEY_WORD_YOY },
  { "较去年同期", GALLEY_WORD_YOY },
  { "同比去年", GALLEY_WORD_YOY },
  { "比上年", GALLEY_WORD_YOY },
  { "比去年", GALLEY_WORD_YOY },
  { "较上年", GALLEY_WORD_YOY },
  { "较去年", GALLEY_WORD_YOY },
  { "上年同期增长", GALLEY_WORD_YOY | GALLEY_WORD_UP },
  { "环比", GALLEY_WORD_MOM },
  { "比上月", GALLEY_WORD_MOM },
  { "较上月", GALLEY_WORD_MOM },
  { "比上季", GALLEY_WORD_MOM },
  { "较上季", GALLEY_WORD_MOM },
  { "上年同期", GALLEY_WORD_PRIOR },
  { "去年同期", GALLEY_WORD_PRIOR },
  { "上年同月", GALLEY_WORD_PRIOR },
  { "去年同月", GALLEY_WORD_PRIOR },
  { "上年", GALLEY_WORD_PRIOR },
  { "去年", GALLEY_WORD_PRIOR },
  { "上月", GALLEY_WORD_PRIOR },
  { "比年初", GALLEY_WORD_THAN | GALLEY_WORD_OPENING },
  { "较年初", GALLEY_WORD_THAN | GALLEY_WORD_OPENING },
  { "比上年末", GALLEY_WORD_THAN | GALLEY_WORD_OPENING },
  { "较上年末", GALLEY_WORD_THAN | GALLEY_WORD_OPENING },
  { "比上年底", GALLEY_WORD_THAN | GALLEY_WORD_OPENING },
  { "较上年底", GALLEY_WORD_THAN | GALLEY_WORD_OPENING },
  { "比", GALLEY_WORD_THAN },
  { "较", GALLEY_WORD_THAN },
  { "相比", GALLEY_WORD_THAN },
  { "下同", GALLEY_WORD_SAME_BELOW },

  /* which way it went */
  { "增长", GALLEY_WORD_UP },
  { "增加", GALLEY_WORD_UP },
  { "增速", GALLEY_WORD_UP },
  { "增幅", GALLEY_WORD_UP },
  { "涨幅", GALLEY_WORD_UP },
  { "上升", GALLEY_WORD_UP },
  { "上涨", GALLEY_WORD_UP },
  { "提高", GALLEY_WORD_UP },
  { "提升", GALLEY_WORD_UP },
  { "扩大", GALLEY_WORD_UP },
  { "加快", GALLEY_WORD_UP },
  { "回升", GALLEY_WORD_UP },
  { "激增", GALLEY_WORD_UP },
  { "攀升", GALLEY_WORD_UP },
  { "延长", GALLEY_WORD_UP },
  { "新增", 0 },
  { "增收", GALLEY_WORD_UP },
  { "增产", GALLEY_WORD_UP },
  { "减产", GALLEY_WORD_DOWN },
  { "增支", GALLEY_WORD_UP },
  { "增", GALLEY_WORD_UP },
  { "升", GALLEY_WORD_UP },
  { "涨", GALLEY_WORD_UP },
  { "多", GALLEY_WORD_UP },
  { "下降", GALLEY_WORD_DOWN },
  { "下跌", GALLEY_WORD_DOWN },
  { "下滑", GALLEY_WORD_DOWN },
  { "减少", GALLEY_WORD_DOWN },
  { "降低", GALLEY_WORD_DOWN },
  { "回落", GALLEY_WORD_DOWN },
  { "缩小", GALLEY_WORD_DOWN },
  { "收窄", GALLEY_WORD_DOWN },
  { "放缓", GALLEY_WORD_DOWN },
  { "减缓", GALLEY_WORD_DOWN },
  { "降幅", GALLEY_WORD_DOWN | GALLEY_WORD_SIZE },
  { "跌幅", GALLEY_WORD_DOWN | GALLEY_WORD_SIZE },
  { "压缩", GALLEY_WORD_DOWN },
  { "缩短", GALLEY_WORD_DOWN },
  { "压减", GALLEY_WORD_DOWN },
  { "缩减", GALLEY_WORD_DOWN },
  { "减收", GALLEY_WORD_DOWN },
  { "减支", GALLEY_WORD_DOWN },
  { "负增长", GALLEY_WORD_DOWN },
  { "减", GALLEY_WORD_DOWN },
  { "降", GALLEY_WORD_DOWN },
  { "跌", GALLEY_WORD_DOWN },
  { "少", GALLEY_WORD_DOWN },
  { "由", GALLEY_WORD_FROM },
  { "从", GALLEY_WORD_FROM },
  { "到", GALLEY_WORD_TO },
  { "至", GALLEY_WORD_TO },

  { "最高", GALLEY_WORD_HIGHEST },
  { "最多", GALLEY_WORD_HIGHEST },
  { "最大", GALLEY_WORD_HIGHEST },
  { "最快", GALLEY_WORD_HIGHEST },
  { "最低", GALLEY_WORD_LOWEST },
  { "最少", GALLEY_WORD_LOWEST },
  { "最小", GALLEY_WORD_LOWEST },
  { "最慢", GALLEY_WORD_LOWEST },
  { "highest", GALLEY_WORD_HIGHEST },
  { "lowest", GALLEY_WORD_LOWEST },

  /* shares, ratios and means */
  { "占", GALLEY_WORD_SHARE },
  { "占比", GALLEY_WORD_SHARE },
  { "比重", GALLEY_WORD_SHARE },
  { "份额", GALLEY_WORD_SHARE },
  { "率", GALLEY_WORD_RATIO },
  { "增长率", GALLEY_WORD_RATE_OF | GALLEY_WORD_UP },
  { "贡献率", GALLEY_WORD_CONTRIBUTION },
  { "拉动", GALLEY_WORD_CONTRIBUTION },
  { "中有", GALLEY_WORD_AMONG },
  { "每", GALLEY_WORD_PER },
  { "单机", GALLEY_WORD_PER },
  { "单台", GALLEY_WORD_PER },
  { "单价", GALLEY_WORD_PER },
  { "均价", GALLEY_WORD_PER },
  { "人均", GALLEY_WORD_PER },
  { "户均", GALLEY_WORD_PER },
  { "亩均", GALLEY_WORD_PER },
  { "套均", GALLEY_WORD_PER },
  { "日均", GALLEY_WORD_PER | GALLEY_WORD_DAILY },
  { "月均", GALLEY_WORD_PER },
  { "年均", GALLEY_WORD_PER | GALLEY_WORD_AVERAGE },
  { "平均", GALLEY_WORD_PER | GALLEY_WORD_AVERAGE },
  { "校均", GALLEY_WORD_PER },
  { "班均", GALLEY_WORD_PER },
  { "村均", GALLEY_WORD_PER },
  { "县均", GALLEY_WORD_PER },
  { "店均", GALLEY_WORD_PER },
  { "车均", GALLEY_WORD_PER },
  { "场均", GALLEY_WORD_PER },
  { "件均", GALLEY_WORD_PER },
  { "笔均", GALLEY_WORD_PER },
  { "单套", GALLEY_WORD_PER },
  { "单座", GALLEY_WORD_PER },
  { "单块", GALLEY_WORD_PER },
  { "单个", GALLEY_WORD_PER },
  { "单笔", GALLEY_WORD_PER },
  { "单产", GALLEY_WORD_PER },
  { "亩产", GALLEY_WORD_PER },

  /* what forbids to compare */
  { "预计", GALLEY_WORD_PLANNED },
  { "力争", GALLEY_WORD_PLANNED },
  { "拟", GALLEY_WORD_PLANNED },
  { "将", GALLEY_WORD_PLANNED },
  { "规划", GALLEY_WORD_PLANNED },
  { "目标", GALLEY_WORD_PLANNED },
  { "累计", GALLEY_WORD_CUMULATIVE | GALLEY_WORD_FILLER },
  { "截至", GALLEY_WORD_CUMULATIVE | GALLEY_WORD_FILLER },
  { "以来", GALLEY_WORD_CUMULATIVE },
  { "口径", GALLEY_WORD_SCOPE },
  { "可比", GALLEY_WORD_SCOPE },
  { "不变价", GALLEY_WORD_SCOPE },
  { "剔除", GALLEY_WORD_SCOPE },
  { "扣除", GALLEY_WORD_SCOPE },
  { "不含", GALLEY_WORD_SCOPE },
  { "不包括", GALLEY_WORD_SCOPE },
  { "结转", GALLEY_WORD_SCOPE },
  { "滚存", GALLEY_WORD_SCOPE },
  { "实际增长", GALLEY_WORD_SCOPE | GALLEY_WORD_UP },
  { "增加值", GALLEY_WORD_VALUE_ADDED },
  { "生产总值", GALLEY_WORD_VALUE_ADDED },
  { "gdp", GALLEY_WORD_VALUE_ADDED },
  { "总产值", GALLEY_WORD_OUTPUT },
  { "修订", GALLEY_WORD_REVISED },
  { "调整后", GALLEY_WORD_REVISED },
  { "时间进度", GALLEY_WORD_PROGRESS },
  { "序时进度", GALLEY_WORD_PROGRESS },
  { "序时", GALLEY_WORD_PROGRESS },
  { "星期", GALLEY_WORD_WEEKDAY },
  { "周", GALLEY_WORD_WEEKDAY },

  /* aspects */
  { "生产", GALLEY_WORD_PRODUCED },
  { "产量", GALLEY_WORD_PRODUCED },
  { "销售", GALLEY_WORD_SOLD },
  { "销量", GALLEY_WORD_SOLD },
  { "产销", GALLEY_WORD_PRODUCED | GALLEY_WORD_SOLD },
  { "产销量", GALLEY_WORD_PRODUCED | GALLEY_WORD_SOLD },
  { "出口", GALLEY_WORD_EXPORT },
  { "进口", GALLEY_WORD_IMPORT },
  { "进出口", GALLEY_WORD_EXPORT | GALLEY_WORD_IMPORT },
  { "顺差", GALLEY_WORD_SURPLUS },
  { "逆差", GALLEY_WORD_DEFICIT },
  { "预算", GALLEY_WORD_BUDGET },
  { "计划", GALLEY_WORD_BUDGET | GALLEY_WORD_PLANNED },
  { "控制价", GALLEY_WORD_BUDGET },
  { "限额", GALLEY_WORD_BUDGET },
  { "最高限价", GALLEY_WORD_BUDGET },
  { "任务", GALLEY_WORD_BUDGET },
  { "实际", GALLEY_WORD_ACTUAL },
  { "成交", GALLEY_WORD_ACTUAL },
  { "中标", GALLEY_WORD_ACTUAL },
  { "合同", GALLEY_WORD_ACTUAL },
  { "节约", GALLEY_WORD_SAVED },
  { "节省", GALLEY_WORD_SAVED },
  { "节支", GALLEY_WORD_SAVED },
  { "少花", GALLEY_WORD_SAVED },
  { "收入", GALLEY_WORD_INCOME },
  { "支出", GALLEY_WORD_EXPENSE },
  { "新开工", GALLEY_WORD_STARTED },
  { "竣工", GALLEY_WORD_FINISHED },
  { "施工", GALLEY_WORD_ONGOING },
  { "在建", GALLEY_WORD_ONGOING },
  { "总投资", GALLEY_WORD_WHOLE_COST },
  { "计划总投资", GALLEY_WORD_WHOLE_COST | GALLEY_WORD_PLANNED },
  { "计划投资", GALLEY_WORD_WHOLE_COST | GALLEY_WORD_PLANNED },
  { "概算", GALLEY_WORD_WHOLE_COST },
  { "完成投资", GALLEY_WORD_INVESTED | GALLEY_WORD_DONE },
  { "完成", GALLEY_WORD_DONE | GALLEY_WORD_FILLER },
  { "实现", GALLEY_WORD_FILLER },
  { "结余", GALLEY_WORD_BALANCE },
  { "余额", GALLEY_WORD_BALANCE },
  { "税收", GALLEY_WORD_TAX },
  { "利润", GALLEY_WORD_PROFIT },

  /* English, in small letters; a word is one from end to end */
  { "of which", GALLEY_WORD_OF_WHICH },
  { "including", GALLEY_WORD_OF_WHICH },
  { "comprising", GALLEY_WORD_OF_WHICH },
  { "consisting of", GALLEY_WORD_OF_WHICH },
  { "made up of", GALLEY_WORD_OF_WHICH },
  { "among them", GALLEY_WORD_OF_WHICH },
  { "in total", GALLEY_WORD_TOTAL | GALLEY_WORD_FILLER },
  { "a total of", GALLEY_WORD_TOTAL | GALLEY_WORD_FILLER },
  { "totaling", GALLEY_WORD_TOTAL | GALLEY_WORD_FILLER },
  { "totalling", GALLEY_WORD_TOTAL | GALLEY_WORD_FILLER },
  { "altogether", GALLEY_WORD_TOTAL | GALLEY_WORD_FILLER },
  { "combined", GALLEY_WORD_TOTAL | GALLEY_WORD_FILLER },
  { "respectively", GALLEY_WORD_EACH | GALLEY_WORD_FILLER },
  { "and", GALLEY_WORD_LINK },
  { "the", GALLEY_WORD_FILLER },
  { "a", GALLEY_WORD_FILLER },
  { "an", GALLEY_WORD_FILLER },
  { "of", GALLEY_WORD_FILLER },
  { "in", GALLEY_WORD_FILLER },
  { "at", GALLEY_WORD_FILLER },
  { "by", GALLEY_WORD_FILLER },
  { "or", GALLEY_WORD_FILLER },
  { "for", GALLEY_WORD_FILLER },
  { "with", GALLEY_WORD_FILLER },
  { "was", GALLEY_WORD_FILLER },
  { "were", GALLEY_WORD_FILLER },
  { "is", GALLEY_WORD_FILLER },
  { "are", GALLEY_WORD_FILLER },
  { "had", GALLEY_WORD_FILLER },
  { "has", GALLEY_WORD_FILLER },
  { "have", GALLEY_WORD_FILLER },
  { "reached", GALLEY_WORD_FILLER },
  { "hit", GALLEY_WORD_FILLER },
  { "hits", GALLEY_WORD_FILLER },
  { "stood at", GALLEY_WORD_FILLER },
  { "amounted to", GALLEY_WORD_FILLER },
  { "came to", GALLEY_WORD_FILLER },
  { "totaled", GALLEY_WORD_FILLER },
  { "totalled", GALLEY_WORD_FILLER },
  { "about", GALLEY_WORD_FILLER },
  { "nearly", GALLEY_WORD_FILLER },
  { "almost", GALLEY_WORD_FILLER },
  { "over", GALLEY_WORD_FILLER },
  { "more than", GALLEY_WORD_FILLER },
  { "less than", GALLEY_WORD_FILLER },
  { "year on year", GALLEY_WORD_YOY },
  { "year-on-year", GALLEY_WORD_YOY },
  { "from a year earlier", GALLEY_WORD_YOY },
  { "from the previous year", GALLEY_WORD_YOY },
  { "month on month", GALLEY_WORD_MOM | GALLEY_WORD_BEHIND },
  { "month-on-month", GALLEY_WORD_MOM | GALLEY_WORD_BEHIND },
  { "from the previous month", GALLEY_WORD_MOM | GALLEY_WORD_BEHIND },
  { "from a month earlier", GALLEY_WORD_MOM | GALLEY_WORD_BEHIND },
  { "quarter on quarter", GALLEY_WORD_MOM | GALLEY_WORD_BEHIND },
  { "from the previous quarter", GALLEY_WORD_MOM | GALLEY_WORD_BEHIND },
  { "a year earlier", GALLEY_WORD_PRIOR },
  { "a year ago", GALLEY_WORD_PRIOR },
  { "last year", GALLEY_WORD_PRIOR },
  { "the previous year", GALLEY_WORD_PRIOR },
  { "than", GALLEY_WORD_THAN },
  { "compared with", GALLEY_WORD_THAN },
  { "compared to", GALLEY_WORD_THAN },
  { "up", GALLEY_WORD_UP },
  { "rose", GALLEY_WORD_UP },
  { "rise", GALLEY_WORD_UP },
  { "rises", GALLEY_WORD_UP },
  { "grew", GALLEY_WORD_UP },
  { "growth", GALLEY_WORD_UP },
  { "gained", GALLEY_WORD_UP },
  { "climbed", GALLEY_WORD_UP },
  { "increase", GALLEY_WORD_UP },
  { "increased", GALLEY_WORD_UP },
  { "down", GALLEY_WORD_DOWN },
  { "fell", GALLEY_WORD_DOWN },
  { "fall", GALLEY_WORD_DOWN },
  { "falls", GALLEY_WORD_DOWN },
  { "drop", GALLEY_WORD_DOWN },
  { "dropped", GALLEY_WORD_DOWN },
  { "decline", GALLEY_WORD_DOWN },
  { "declined", GALLEY_WORD_DOWN },
  { "decrease", GALLEY_WORD_DOWN },
  { "decreased", GALLEY_WORD_DOWN },
  { "from", GALLEY_WORD_FROM | GALLEY_WORD_BEHIND },
  { "to", GALLEY_WORD_TO },
  { "accounted for", GALLEY_WORD_SHARE },
  { "accounting for", GALLEY_WORD_SHARE },
  { "accounts for", GALLEY_WORD_SHARE },
  { "making up", GALLEY_WORD_SHARE },
  { "makes up", GALLEY_WORD_SHARE },
  { "made up", GALLEY_WORD_SHARE },
  { "share", GALLEY_WORD_SHARE },
  { "rate", GALLEY_WORD_RATIO },
  { "each", GALLEY_WORD_PER },
  { "per", GALLEY_WORD_PER },
  { "average", GALLEY_WORD_PER | GALLEY_WORD_AVERAGE },
  { "averaged", GALLEY_WORD_PER | GALLEY_WORD_AVERAGE },
  { "averaging", GALLEY_WORD_PER | GALLEY_WORD_AVERAGE },
  { "plan", GALLEY_WORD_BUDGET | GALLEY_WORD_PLANNED },
  { "planned", GALLEY_WORD_PLANNED },
  { "target", GALLEY_WORD_PLANNED },
  { "expected", GALLEY_WORD_PLANNED },
  { "forecast", GALLEY_WORD_PLANNED },
  { "projected", GALLEY_WORD_PLANNED },
  { "will", GALLEY_WORD_PLANNED },
  { "cumulative", GALLEY_WORD_CUMULATIVE },
  { "since", GALLEY_WORD_CUMULATIVE },
  { "excluding", GALLEY_WORD_SCOPE },
  { "comparable", GALLEY_WORD_SCOPE },
  { "constant", GALLEY_WORD_SCOPE },
  { "adjusted", GALLEY_WORD_SCOPE },
  { "real", GALLEY_WORD_SCOPE },
  { "revised", GALLEY_WORD_REVISED },
  { "export", GALLEY_WORD_EXPORT },
  { "exports", GALLEY_WORD_EXPORT },
  { "exported", GALLEY_WORD_EXPORT },
  { "import", GALLEY_WORD_IMPORT },
  { "imports", GALLEY_WORD_IMPORT },
  { "imported", GALLEY_WORD_IMPORT },
  { "surplus", GALLEY_WORD_SURPLUS },
  { "deficit", GALLEY_WORD_DEFICIT },
  { "budget", GALLEY_WORD_BUDGET },
  { "budgeted", GALLEY_WORD_BUDGET },
  { "actual", GALLEY_WORD_ACTUAL },
  { "saved", GALLEY_WORD_SAVED },
  { "saving", GALLEY_WORD_SAVED },
  { "savings", GALLEY_WORD_SAVED },
  { "revenue", GALLEY_WORD_INCOME },
  { "income", GALLEY_WORD_INCOME },
  { "spending", GALLEY_WORD_EXPENSE },
  { "expenditure", GALLEY_WORD_EXPENSE },
  { "profit", GALLEY_WORD_PROFIT },
  { "profits", GALLEY_WORD_PROFIT },
  { "tax", GALLEY_WORD_TAX },
  { "balance", GALLEY_WORD_BALANCE },
  { "production", GALLEY_WORD_PRODUCED },
  { "produced", GALLEY_WORD_PRODUCED },
  { "sales", GALLEY_WORD_SOLD },
  { "sold", GALLEY_WORD_SOLD },
  { "value added", GALLEY_WORD_VALUE_ADDED },
  { "completed", GALLEY_WORD_DONE | GALLEY_WORD_FILLER },
};

typedef struct
{
  guint8 length[G_N_ELEMENTS (entries)];
  /* Entries by the hash of their first character, longest first; ends with an index beyond the table. */
  guint16 first[N_BUCKETS];
  guint16 next[G_N_ELEMENTS (entries)];
} Index;

/* Three bytes decide most Han characters; an ASCII word is found by its first letter, whatever its case, and the next. */
static inline guint
bucket_of (const char *text,
           gsize length)
{
  const guchar *c = (const guchar *) text;

  if (c[0] < 0x80)
    {
      gboolean word = length > 1 && g_ascii_isalpha (c[0]) && g_ascii_isalpha (c[1]);
      return ((c[0] | 0x20) + (word ? (c[1] | 0x20) * 29u : 0)) % N_BUCKETS;
    }
  return (c[0] * 31u + c[1] * 67u + c[2]) % N_BUCKETS;
}

static gpointer
build_index (gpointer unused)
{
  Index *index = g_new0 (Index, 1);

  for (guint i = 0; i < N_BUCKETS; i++)
    index->first[i] = G_N_ELEMENTS (entries);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      guint16 *link = &index->first[bucket_of (entries[i].text, strlen (entries[i].text))];
      gsize length = strlen (entries[i].text);

      g_assert (length <= G_MAXUINT8);
      index->length[i] = (guint8) length;
      while (*link < G_N_ELEMENTS (entries) && index->length[*link] >= length)
        link = &index->next[*link];
      index->next[i] = *link;
      *link = (guint16) i;
    }
  return index;
}

/* An English word ends where its letters do, and may begin a sentence. */
static inline gboolean
stands_at (const char *text,
           gsize length,
           const char *word,
           gsize word_length)
{
  if (word_length > length)
    return FALSE;
  if (!g_ascii_isalpha (*word))
    return memcmp (text, word, word_length) == 0;
  return (word_length == length || !g_ascii_isalpha (text[word_length]))
         && g_ascii_strncasecmp (text, word, word_length) == 0;
}

/**
 * galley_audit_lexicon_match:
 * @text: UTF-8 at the start of a character
 * @length: how many bytes may be read
 * @words: (out): what the word says, as #GalleyWord
 *
 * Returns: the bytes of the longest word at the start of @text, 0 for none
 */
guint
galley_audit_lexicon_match (const char *text,
                            gsize length,
                            guint64 *words)
{
  static GOnce once = G_ONCE_INIT;
  const Index *index = g_once (&once, build_index, NULL);

  if (length == 0 || ((guchar) text[0] >= 0x80 && length < 3))
    return 0;
  for (guint i = index->first[bucket_of (text, length)]; i < G_N_ELEMENTS (entries); i = index->next[i])
    if (stands_at (text, length, entries[i].text, index->length[i]))
      {
        *words = entries[i].words;
        return index->length[i];
      }
  return 0;
}

/**
 * galley_audit_lexicon_skip:
 * @text: UTF-8 at the start of a character
 * @length: how many bytes may be read, at least one
 *
 * Returns: the bytes of what no entry begins within: a word of Latin letters, or else one character
 */
guint
galley_audit_lexicon_skip (const char *text,
                           gsize length)
{
  guint skipped = 0;

  while (skipped < length && g_ascii_isalpha (text[skipped]))
    skipped++;
  return skipped > 0 ? skipped : (guint) MIN (length, (gsize) g_utf8_skip[(guchar) *text]);
}
