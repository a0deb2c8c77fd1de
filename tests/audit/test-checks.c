/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "audit-fixture.h"

/*
 * A text and what the audit must say of it: a finding of the rule with this verdict on this number, or, where
 * @verdict is NULL, nothing of the rule at all. Every check has a text that holds, one that does not, and one that
 * only looks as if it did not.
 */
typedef struct
{
  const char *text;
  const char *rule;
  const char *verdict;
  const char *stated;
} Case;

static const Case sums[] = {
  { "全区在建工程88个。其中，新建工程30个，续建工程58个。", "sum", "holds", "88" },
  { "全区在建工程89个。其中，新建工程30个，续建工程58个。", "sum", "fails", "89" },
  { "全区在建工程98个。其中，重点工程30个，民生工程58个。", "sum", NULL, NULL },
  { "全年进出口总值305.7亿元。其中，出口200.4亿元，进口105.3亿元。", "sum", "holds", "305.7" },
  { "全年进出口总值315.7亿元。其中，出口200.4亿元，进口105.3亿元。", "sum", "fails", "315.7" },
  { "全年进出口总值315.7亿元（口径不含保税区）。其中，出口200.4亿元，进口105.3亿元。", "sum", NULL, NULL },
  { "机床生产12.46万台，水泵生产3.21万台，二者合计15.67万台。", "sum", "holds", "15.67" },
  { "4月，用电量5217亿千瓦时。分产业看，农业用电量55亿千瓦时，工业用电量3698亿千瓦时，服务业用电量1465亿千瓦时。", "sum", "rounding", "5217" },
  /* A sum of rounded parts may miss by their rounding. */
  { "全年进出口总值305.8亿元。其中，出口200.4亿元，进口105.3亿元。", "sum", "rounding", "305.8" },
  /* What is left over is not a part. */
  { "采购预算资金200.5万元，实际采购资金180.2万元，节约资金20.3万元。", "sum", NULL, NULL },
  /* A part of a part is not a part beside it. */
  { "完成投资441.5亿元。其中，公路完成投资313.8亿元，其中国道完成投资200.1亿元、县道完成投资113.7亿元。港口完成投资127.7亿元。",
    "sum", "holds", "441.5" },
  /* Where the counts add up, the amounts told beside them must. */
  { "全区开工项目30个、总投资500.6亿元。其中，甲类项目12个，总投资100.2亿元；乙类项目18个、总投资400.4亿元。", "sum",
    "holds", "500.6" },
  { "全区开工项目30个、总投资506.6亿元。其中，甲类项目12个，总投资100.2亿元；乙类项目18个、总投资400.4亿元。", "sum",
    "fails", "506.6" },
  { "收案108件，结案92件。其中，甲类收案56件、结案50件；乙类收案50件、结案42件。", "sum", "holds", "92" },
  { "收案108件，结案92件。其中，甲类收案56件、结案50件；乙类收案50件、结案42件。", "sum", NULL, "108" },
  { "收案105件，结案92件。其中，甲类收案56件、结案50件；乙类收案50件、结案42件。", "sum", "fails", "105" },
  { "完成投资768.25亿元。其中，甲县完成投资300.15亿元，乙县完成投资467.10亿元。", "near_total", "info", "768.25" },
  { "完成投资988.25亿元。其中，甲县完成投资300.15亿元，乙县完成投资467.10亿元。", "near_total", NULL, NULL },
  { "全社会用电量186.5亿千瓦时。其中，第一产业2.1亿千瓦时；第二产业132.4亿千瓦时；第三产业26.8亿千瓦时；居民生活25.2亿千瓦时。",
    "sum", "holds", "186.5" },
  { "全市共有景区42家，其中5A级1家、4A级12家、3A级29家。", "sum", "holds", "42" },
  { "受理投诉56件，其中消费类30件、服务类20件等。", "sum", NULL, NULL },
};

static const Case parts[] = {
  { "商品房竣工面积451.2万平方米。其中，住宅竣工面积265.8万平方米。", "part_le_whole", "holds", "265.8" },
  { "商品房竣工面积451.2万平方米。其中，住宅竣工面积465.8万平方米。", "part_le_whole", "fails", "465.8" },
  { "全年顺差50亿元，其中对某国顺差80亿元。", "part_le_whole", NULL, NULL },
  { "按地方分，城镇零售额4671亿元，乡村零售额508亿元；按用途分，商品零售额4522亿元。", "part_le_whole", NULL, NULL },
  { "居民人均收入9876元，其中城镇居民人均收入12001元。", "part_le_whole", NULL, NULL },
  { "全年完成投资50亿元，其中重点项目总投资200亿元。", "part_le_whole", NULL, NULL },
  { "全年接待游客520万人次，其中过夜游客611万人次。", "part_le_whole", "fails", "611" },
  { "规模以上工业企业利润12亿元，其中国有企业利润15亿元。", "part_le_whole", NULL, NULL },
};

static const Case differences[] = {
  { "采购预算500万元，中标金额450万元，节约资金50万元。", "difference", "holds", "50" },
  { "采购预算500万元，中标金额450万元，节约资金60万元。", "difference", "fails", "60" },
  { "去年预算500万元。今年中标金额450万元，节约资金60万元。", "difference", NULL, NULL },
  { "出口160.2亿元，进口103.2亿元，贸易顺差57亿元。", "difference", "holds", "57" },
  { "出口160.2亿元，进口103.2亿元，贸易逆差57亿元。", "difference", "fails", "57" },
  { "出口160.2亿元；进口103.2亿元；对某国顺差12亿元。", "difference", NULL, NULL },
  { "出口88.62亿元，进口41.27亿元，实现贸易顺差47.4亿元。", "difference", "holds", "47.4" },
  /* The imports are not those from that partner. */
  { "出口88.6亿元，其中对某国出口30亿元，进口41.2亿元，对某国顺差12亿元。", "difference", NULL, NULL },
  /* What was carried over belongs to the balance. */
  { "上年结转8.5亿元，当年收入32亿元，当年支出35.1亿元，年末滚存结余5.4亿元。", "difference", NULL, NULL },
};

static const Case shares[] = {
  { "全市出口机床376.5万台。其中私营企业出口机床183.2万台，占全市出口机床的48.7%。", "share", "holds", "48.7" },
  { "全市出口机床总量376.5万台。其中私营企业出口183.2万台，占全市出口机床总量的46.7%。", "share", "fails", "46.7" },
  { "全市出口机床376.5万台。其中私营企业出口183.2万台，占全省出口总量的46.7%。", "share", NULL, NULL },
  { "采购预算资金931.9万元，实际采购资金920.5万元，节约资金11.4万元，节约率1.22%。", "share", "holds", "1.22" },
  { "采购预算资金931.9万元，实际采购资金920.5万元，节约资金11.4万元，节约率2.05%。", "share", "fails", "2.05" },
  { "采购预算资金300万元，实际采购资金243.6万元，节约资金56.4万元，节约率18%。", "share", "trunc", "18" },
  { "今年外资企业出口102万台，增长59.5%，占全市出口的比重由上年的21.3%升至27.1%。全市出口376.2万台，增长25.5%。",
    "share", "holds", "27.1" },
  { "全市出口376.2万台，增长25.5%。外资企业出口102万台，增长59.5%，占全市出口的比重由上年的21.3%升至27.1%。",
    "prior_share", "holds", "21.3" },
  { "全市出口376.2万台，增长25.5%。外资企业出口102万台，增长59.5%，占全市出口的比重由上年的23.3%升至27.1%。",
    "prior_share", "fails", "23.3" },
  { "全市共有40个村中，山区村占62.3%。", "grim_share", "info", "62.3" },
  { "全市共有40个村中，山区村占62.5%。", "grim_share", NULL, NULL },
  { "甲企业销售额占全市的120%。", "bounds", "fails", "120" },
  { "抽检合格率达102%。", "bounds", "fails", "102" },
  { "小学毛入学率100.5%。", "bounds", NULL, NULL },
  /* With no word of what it is of, a share behind 其中 is of what stands before it. */
  { "常住人口314.7万人，其中城镇人口201.4万人，占64.0%。", "share", "holds", "64.0" },
  { "常住人口314.7万人，其中城镇人口201.4万人，占65.0%。", "share", "fails", "65.0" },
  { "预算收入88.2亿元，其中税收收入61.3亿元，占比96.5%。", "share", "fails", "96.5" },
  { "预算收入88.2亿元，其中税收收入61.3亿元，占全部财力的46.5%。", "share", NULL, NULL },
  { "共抽检食品1250批次，合格1225批次，合格率98.0%。", "share", "holds", "98.0" },
  { "共抽检食品1250批次，合格1225批次，合格率97.0%。", "share", "fails", "97.0" },
  { "共抽检食品1250批次，合格1225批次，一次合格率97.0%。", "share", NULL, NULL },
  { "共抽检食品1250批次，不合格1225批次，合格率97.0%。", "share", NULL, NULL },
  { "三次产业增加值占地区生产总值的比重分别为6.7%、42.4%和50.9%。", "division", "holds", "6.7" },
  { "三次产业增加值占地区生产总值的比重分别为6.7%、42.4%和51.9%。", "division", "fails", "6.7" },
  { "第一产业占6.7%，第二产业占42.4%，第三产业占51.9%。", "division", "fails", "6.7" },
  { "非常满意的占45.2%，满意的占38.1%，了解政策的占72.3%。", "division", NULL, NULL },
  { "完成投资640.5亿元，占年度任务的119.7%。", "bounds", "info", "119.7" },
};

static const Case points[] = {
  { "比重由上年的21.3%上升至27.1%，提高5.8个百分点。", "pp_change", "holds", "5.8" },
  { "比重由上年的21.3%上升至27.1%，提高5.8%。", "unit", "fails", "5.8" },
  { "比重由上年的21.3%上升至27.1%，提高27.2%。", "unit", NULL, NULL },
  { "比重由上年的21.3%上升至27.1%，提高6.8个百分点。", "pp_change", "fails", "6.8" },
  { "比重27.1%，回落0.4个百分点，另一比重21.3%，提高6.8个百分点。", "pp_change", NULL, NULL },
  { "优良率91.2%，上年为88.5%，同比提高2.7个百分点。", "pp_change", "holds", "2.7" },
  { "优良率91.2%，上年为88.5%，同比提高3.7个百分点。", "pp_change", "fails", "3.7" },
  /* A fall is told by its size. */
  { "降幅由8.5%收窄至3.2%，收窄5.3个百分点。", "pp_change", "holds", "-5.3" },
  { "失业率由5.6%降至5.2%，上升0.4个百分点。", "pp_change", "fails", "0.4" },
  { "1-10月，交通投资计划120.5亿元，实际完成117.1亿元，完成年度计划的97.2%，快于序时进度13.8个百分点。", "progress",
    "holds", "13.8" },
  { "全年交通投资计划120.5亿元。1-10月，实际完成投资117.1亿元，完成年度计划的97.2%，快于序时进度13.8个百分点。", "progress",
    "holds", "13.8" },
  { "1-10月，交通投资计划120.5亿元，实际完成117.1亿元，完成年度计划的97.2%，快于序时进度23.8个百分点。", "progress", NULL,
    NULL },
};

static const Case growth[] = {
  { "策划项目45个，较2023年增长234%。", "grim_growth", "fails", "234" },
  { "策划项目45个，较2023年增长221%。", "grim_growth", "holds", "221" },
  { "策划项目4.5万个，较2023年增长234%。", "grim_growth", NULL, NULL },
  { "策划项目45个，投资额增长234%。", "grim_growth", NULL, NULL },
  { "受案增加167件，上升10.21%，结案增加34件，上升3.95%。", "grim_growth", NULL, NULL },
  { "新增企业45家，较2023年增长234%。", "grim_growth", "fails", "234" },
  { "平均得分45分，较2023年增长234%。", "grim_growth", NULL, NULL },
  { "策划项目近45个，较2023年增长234%。", "grim_growth", NULL, NULL },
  { "开工项目78个，完成年度任务132个的59.09%，增长16.42%。", "grim_growth", "holds", "16.42" },
  { "税收由80亿元增加到100亿元，增长25%。", "growth_base", "holds", "25" },
  { "税收由80亿元增加到100亿元，增长20%。", "growth_base", "fails", "20" },
  { "工业增加值由80亿元增加到100亿元，按可比价格增长20%。", "growth_base", NULL, NULL },
  { "税收100亿元，去年同期为80亿元，增长25%。", "growth_base", "holds", "25" },
  { "新设企业610家，去年同期为318家，同比增长91.8%。", "growth_base", "holds", "91.8" },
  { "新设企业610家，去年同期为318家，同比增长91.8%。", "grim_growth", "holds", NULL },
  { "税收80.5亿元，比上年增加10.5亿元，增长15%。", "delta_growth", "holds", "15" },
  { "税收80.5亿元，比上年增加10.5亿元，增长13%。", "delta_growth", "fails", "13" },
  { "税收80.5亿元，比上年增加10.5亿元，按可比口径增长13%。", "delta_growth", NULL, NULL },
  { "税收70亿元，比上年减少10亿元，下降12.5%。", "delta_growth", "holds", "-12.5" },
  { "进出口总值263.4亿元，增长12.5%。其中，出口160.2亿元，增长15.3%；进口103.2亿元，增长8.4%。", "growth_composition",
    "holds", "12.5" },
  { "进出口总值263.4亿元，增长18.5%。其中，出口160.2亿元，增长15.3%；进口103.2亿元，增长8.4%。", "growth_composition",
    "fails", "18.5" },
  { "进出口总值263.4亿元，增长18.5%。其中，出口160.2亿元，环比增长15.3%；进口103.2亿元，环比增长8.4%。",
    "growth_composition", NULL, NULL },
  { "出口200.00亿元，增长10.0%，进口100.00亿元，增长25.0%，顺差100.00亿元，下降1.8%。", "signed_mixture", "holds", "-1.8" },
  { "投资增长7.4%，比2019年同期增长20.5%，两年平均增长9.8%。", "n_year_average", "holds", "9.8" },
  { "投资增长7.4%，比2019年增长20.5%，两年平均增长10.3%。", "n_year_average", "fails", "10.3" },
  { "投资增长7.4%，两年平均增长10.3%。", "n_year_average", NULL, NULL },
  { "税收由2022年的12.5亿元增加到2023年的15亿元，增长20%。", "growth_base", "holds", "20" },
  { "今年招生3200人，去年招生2500人，增长28%。", "growth_base", "holds", "28" },
  { "今年招生3200人，去年招生2500人，增长38%。", "growth_base", "fails", "38" },
  { "今年招生3200人，去年毕业2500人，增长38%。", "growth_base", NULL, NULL },
  { "粮食产量168.9万吨，比上年增加2.1万吨，增产1.3%。", "delta_growth", "holds", "1.3" },
  { "存款余额1520亿元，比年初增加120亿元，增长8.6%。", "delta_growth", "holds", "8.6" },
  { "存款余额1520亿元，比年初增加120亿元，同比增长11.6%。", "delta_growth", NULL, NULL },
  { "存款余额1520亿元，增长11.6%，比年初增加120亿元。", "delta_growth", NULL, NULL },
  /* The change itself is judged; that no whole base fits it too would say the same once more. */
  { "火灾85起，同比减少15起，下降17.6%。", "delta_growth", "fails", "-17.6" },
  { "火灾85起，同比减少15起，下降17.6%。", "grim_growth", NULL, NULL },
  { "产量下降120%。", "bounds", "fails", "-120" },
  { "利润下降2倍。", "direction", "fails", "-2" },
};

static const Case products[] = {
  { "风电场装机4.95万千瓦，安装33台单机容量为1500千瓦的风机。", "product", "holds", "4.95" },
  { "风电场装机5.95万千瓦，安装33台单机容量为1500千瓦的风机。", "product", NULL, NULL },
  { "居民人均收入9876元，城镇居民人均收入12001元，农村居民人均收入5432元。", "weighted_mean", "holds", "9876" },
  { "居民人均收入19876元，城镇居民人均收入12001元，农村居民人均收入5432元。", "weighted_mean", "fails", "19876" },
  { "居民人均收入19876元，城镇居民人均收入12001元。", "weighted_mean", NULL, NULL },
  { "发放补贴3600户，每户1500元，共计540万元。", "product", "holds", "540" },
  { "发放补贴3600户，每户1500元，共计550万元。", "product", "fails", "550" },
  { "发放补贴3600户，每亩1500元，共计550万元。", "product", NULL, NULL },
  { "假期5天共接待游客128.6万人次，日均25.7万人次。", "product", "holds", "25.7" },
  { "假期5天共接待游客128.6万人次，日均27.5万人次。", "product", "fails", "27.5" },
  { "学校120所，在校生9.6万人，校均800人。", "product", "holds", "800" },
  { "学校120所，在校生9.6万人，校均教职工65人。", "product", NULL, NULL },
};

static const Case lists[] = {
  { "呈现三大特点：一是产量多。二是质量好。三是价格稳。", "list_count", "holds", "3" },
  { "呈现三大特点：一是产量多。二是质量好。三是价格稳。四是销路广。", "list_count", "fails", "3" },
  { "呈现三大特点：一是产量多。二是质量好。三是价格稳。采取四项办法：一是宣传。二是培训。三是检查。四是总结。", "list_count",
    "holds", "3" },
  { "呈现三大特点：一是产量多。二是质量好。此外，价格稳。", "list_count", "info", "3" },
  { "项目落户东山、西河、南岭3个县。", "list_count", "holds", "3" },
  { "项目落户东山、西河、南岭等4个县。", "list_count", NULL, NULL },
  { "涉及5个乡镇，分别是东山、西河、北川、南岭和中寨。", "list_count", "holds", "5" },
  { "涉及5个乡镇，分别是东山、西河、北川和南岭。", "list_count", "info", "5" },
  { "涉及5个乡镇，分别是东山、西河、北川等。", "list_count", NULL, NULL },
  { "推进两项工作：一要抓生产；二要抓安全；三要抓民生。", "list_count", "fails", "2" },
  { "甲、乙、丙三县分别完成投资12亿元、13亿元和14亿元。", "respectively", "holds", "3" },
  { "甲、乙、丙三县分别完成投资12亿元和13亿元。", "respectively", "info", "3" },
  { "共有3个县，东山、西河分别完成投资12亿元和13亿元。", "respectively", NULL, NULL },
  { "5个县投资超过50亿元，分别为62.3亿元、58.1亿元、55亿元、51.2亿元和50.7亿元。", "threshold", "holds", "62.3" },
  { "5个县投资超过50亿元，分别为62.3亿元、58.1亿元、55亿元、51.2亿元和48.7亿元。", "threshold", "fails", "48.7" },
  { "增速超过10%的行业有3个，分别增长12.1%、11.5%和9.8%。", "threshold", "fails", "9.8" },
  { "2个县投资超过50亿元，分别为62.3亿元、50亿元。", "threshold", "holds", "62.3" },
  { "3个县投资超过50亿元，分别为22.3亿元、18.1亿元和15亿元。", "threshold", NULL, NULL },
  { "县域投资超过50亿元，三县分别为22.3亿元、18.1亿元和15亿元。", "threshold", NULL, NULL },
  { "最高的为62.1分，最低的为85.2分。", "rank", "fails", "62.1" },
  { "最高的为85.2分，最低的为62.1分。", "rank", NULL, NULL },
  { "最大的企业产值12亿元，最小的乡镇产值15亿元。", "rank", "info", "12" },
  { "签约3个项目，总投资超10亿元，分别为2.3亿元、5.1亿元和12.8亿元。", "threshold", NULL, NULL },
  { "增速居前三位的是甲县（12.1%）、乙县（11.5%）、丙县（9.8%）。", "rank", "holds", "12.1" },
  { "增速居前三位的是甲县（12.1%）、乙县（11.5%）、丙县（13.8%）。", "rank", "info", "12.1" },
  { "对甲国、乙国和丙国分别出口55.9万台、35.3万台和27.6万台，分别增长15.0%、35.6%和46.1%。", "respectively", "holds", "15.0" },
  { "对甲国、乙国和丙国分别出口55.9万台、35.3万台和27.6万台，分别增长15.0%和35.6%。", "respectively", "info", "15.0" },
  { "排名前3位的企业产值分别为55.9亿元、35.3亿元和27.6亿元。", "rank", "holds", "55.9" },
  { "排名前3位的企业产值分别为35.3亿元、55.9亿元和27.6亿元。", "rank", "info", "35.3" },
  { "事项分为48大类、222小类、117细类。", "nesting", "info", "117" },
  { "事项分为48大类、222小类、1117细类。", "nesting", NULL, NULL },
};

static const Case forms[] = {
  { "价格由45.2元上升到43.1元。", "direction", "fails", "43.1" },
  { "价格由45.2元下降到43.1元。", "direction", NULL, NULL },
  { "由4条车道调整为3条车道。", "direction", NULL, NULL },
  { "三县投资分别为3.2亿元、4.1万元和3.9亿元。", "unit", "info", "4.1" },
  { "三县投资分别为3.2亿元、4100万元和3.9亿元。", "unit", NULL, NULL },
  { "甲镇投资1.2亿元、乙镇投资1.5万元、丙镇投资2.1亿元。", "unit", "info", "1.5" },
  { "甲镇投资1.2亿元、乙镇投资1.5万元、丙镇投资2.1亿元。", "unit", NULL, "2.1" },
  { "白天到夜间气温15～8℃。", "range", NULL, NULL },
  { "全年日照3300－2300小时。", "range", "fails", "3300" },
  { "全年日照2300－3300小时。", "range", NULL, NULL },
  { "发电量分别为3712万千瓦时、2758千万瓦时、2808万千瓦时。", "unit_form", "info", "2758" },
  { "发电量分别为3712万千瓦时、2758万千瓦时、2808万千瓦时。", "unit_form", NULL, NULL },
};

static const Case periods[] = {
  { "2月30日，工程开工。", "period", "fails", NULL },
  { "2月29日，工程开工。", "period", NULL, NULL },
  { "2024年4月16日（星期三），工程开工。", "period", "fails", NULL },
  { "2024年4月16日（星期二），工程开工。", "period", "holds", NULL },
  { "2025年3月1日，工程完成。", "period", "info", NULL },
  { "1-6月，完成产值60.5亿元。7月，完成产值10.2亿元。1-7月，完成产值70.7亿元。", "chain", "holds", "70.7" },
  { "上半年出口20.3亿元，三季度出口11.2亿元，前三季度出口31.5亿元。", "chain", "holds", "31.5" },
  { "上半年出口20.3亿元，三季度出口11.2亿元，前三季度出口32.9亿元。", "chain", NULL, NULL },
  { "1-6月，贷款余额60.5亿元。7月，贷款余额61.2亿元。1-7月，贷款余额61.2亿元。", "chain", NULL, NULL },
};

static const Case repeats[] = {
  { "某县节约采购资金2.93亿\n全县采购预算19.40亿元，实际采购16.47亿元，节约采购资金2.93亿元。", "same_indicator", "holds", "2.93" },
  { "某县采购预算逾1400万元\n全县采购预算1414.8万元。", "same_indicator", "holds", "1400" },
  { "某县采购预算812.6亿元\n全县采购预算821.6亿元。", "same_indicator", "fails", "812.6" },
  { "某县采购预算812.6亿元\n全县采购预算99.6亿元。", "same_indicator", "info", "812.6" },
};

static const Case headlines[] = {
  { "全市一季度出口增长12.3%\n一季度，全市出口45.6亿元，增长13.2%。", "same_indicator", "fails", "12.3" },
  { "全市快递业务量破亿件\n全市快递业务量1.03亿件。", "same_indicator", "holds", NULL },
  { "全市新增就业5.2万人\n全市城镇新增就业52034人。", "same_indicator", "holds", "5.2" },
};

/* One thing told twice in the text. */
static const Case told_twice[] = {
  { "全市税收完成85.6亿元。\n全年，税收再创新高。全市税收完成86.5亿元。", "same_indicator", "fails", "86.5" },
  { "全市税收完成85.62亿元。\n全市税收完成85.6亿元。", "same_indicator", "holds", "85.6" },
  { "一季度，全市税收完成85.6亿元。\n上半年，全市税收完成86.5亿元。", "same_indicator", NULL, NULL },
  { "去年全市税收完成85.6亿元。\n全市税收完成86.5亿元。", "same_indicator", NULL, NULL },
  /* Without 全市, it may be any town's. */
  { "东山县：税收完成85.6亿元。\n西河县：税收完成86.5亿元。", "same_indicator", NULL, NULL },
  { "全市税收完成85.6亿元，增长7%。\n全市税收完成85.6亿元，同比增长7.4%。", "same_indicator", "holds", NULL },
  { "全市税收完成85.6亿元，增长7%。\n全市税收完成85.6亿元，同比增长8.4%。", "same_indicator", "fails", "8.4" },
};

static const Case english[] = {
  { "Exports reached 305.7 million dollars, of which machinery came to 200.4 million dollars and textiles 105.3 million "
    "dollars.", "sum", "holds", "305.7" },
  { "The county has 88 projects under way, including 30 new projects and 58 continuing projects.", "sum", "holds", "88" },
  { "Exports were $160.2 million and imports were $103.2 million, a trade surplus of $57.0 million.", "difference", "holds",
    "57.0" },
  { "Exports were $160.2 million and imports were $103.2 million, a trade surplus of $67.0 million.", "difference", "fails",
    "67.0" },
  { "Exports rose from $80 million to $100 million, an increase of 25%.", "growth_base", "holds", "25" },
  { "Exports rose from $80 million to $100 million, an increase of 20%.", "growth_base", "fails", "20" },
  { "Revenue rose from 45.2 million yuan to 43.1 million yuan.", "direction", "fails", "43.1" },
  { "Revenue fell from 45.2 million yuan to 43.1 million yuan.", "direction", NULL, NULL },
  { "The rate rose from 21.3% to 27.1%, up 5.8 percentage points.", "pp_change", "holds", "5.8" },
  { "The rate rose from 21.3% to 27.1%, up 6.8 percentage points.", "pp_change", "fails", "6.8" },
  { "Revenue was 80.5 million yuan, up 10.5 million yuan, or 15%, from a year earlier.", "delta_growth", "holds", "15" },
  { "Revenue was 80.5 million yuan, up 10.5 million yuan, or 13%, from a year earlier.", "delta_growth", "fails", "13" },
  { "The agency recorded 45 cases, up 234% year on year.", "grim_growth", "fails", "234" },
  { "The agency recorded 45 cases, up 221% year on year.", "grim_growth", "holds", "221" },
  { "Sales totaled 376.2 million units. Private firms sold 183.1 million units, or 48.7% of the total.", "share", "holds",
    "48.7" },
  { "Women accounted for 120% of members.", "bounds", "fails", "120" },
  { "Production fell 120%.", "bounds", "fails", "-120" },
  /* Words are words from end to end: there is no "to" in totals, no "and" in thousand. */
  { "Exports from Andover totals $80 million, tonnage $100 million, up 20%.", "growth_base", NULL, NULL },
};

static const GalleyFinding *
find (const GalleyFindings *findings,
      const Case *test)
{
  for (guint i = 0; i < galley_findings_get_length (findings); i++)
    {
      const GalleyFinding *finding = galley_findings_get (findings, i);
      if (strcmp (finding->rule, test->rule) == 0
          && (test->verdict == NULL || strcmp (galley_verdict_name (finding->verdict), test->verdict) == 0)
          && (test->stated == NULL || g_strcmp0 (finding->stated, test->stated) == 0))
        return finding;
    }
  return NULL;
}

/* Only the total, 5.8 of a guarded sum may still be a proof elsewhere: what is forbidden is any word of the rule. */
static void
run_cases (const Case *cases,
           guint n,
           gboolean headline)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GalleyFindings) findings = audit_findings (cases[i].text, strlen (cases[i].text), headline);
      const GalleyFinding *finding = find (findings, &cases[i]);

      if ((finding != NULL) != (cases[i].verdict != NULL))
        {
          g_test_message ("%s: %s %s %s", cases[i].text, cases[i].rule,
                          cases[i].verdict != NULL ? cases[i].verdict : "must be silent",
                          cases[i].stated != NULL ? cases[i].stated : "");
          for (guint k = 0; k < galley_findings_get_length (findings); k++)
            g_test_message ("  has %s: %s", galley_findings_get (findings, k)->rule,
                            galley_findings_get (findings, k)->message);
          g_test_fail ();
        }
    }
}

#define TEST_CASES(name, headline) \
  static void test_##name (void) { run_cases (name, G_N_ELEMENTS (name), headline); }

TEST_CASES (sums, FALSE)
TEST_CASES (parts, FALSE)
TEST_CASES (differences, FALSE)
TEST_CASES (shares, FALSE)
TEST_CASES (points, FALSE)
TEST_CASES (growth, FALSE)
TEST_CASES (products, FALSE)
TEST_CASES (lists, FALSE)
TEST_CASES (forms, FALSE)
TEST_CASES (periods, FALSE)
TEST_CASES (repeats, TRUE)
TEST_CASES (headlines, TRUE)
TEST_CASES (told_twice, FALSE)
TEST_CASES (english, FALSE)

/* Numbers, places and fix of one finding, to the letter. */
static void
test_finding (void)
{
  const char *text = "采购预算资金931.99万元，实际采购资金920.55万元，节约资金11.44万元，节约率2.05%。";
  const Case wanted = { text, "share", "fails", "2.05" };
  g_autoptr (GalleyFindings) findings = audit_findings (text, strlen (text), FALSE);
  const GalleyFinding *finding = find (findings, &wanted);

  g_assert_nonnull (finding);
  g_assert_cmpint (finding->severity, ==, GALLEY_SEVERITY_ERROR);
  g_assert_cmpstr (finding->computed, ==, "1.227481");
  g_assert_cmpstr (finding->low, ==, "1.226938");
  g_assert_cmpstr (finding->high, ==, "1.228024");
  g_assert_cmpstr (finding->fix, ==, "1.23%");
  g_assert_cmpuint (finding->n_places, ==, 3);
  g_assert_cmpuint (finding->places[0].start, ==, 45);
  g_assert_cmpuint (finding->places[0].length, ==, 5);
  g_assert_cmpuint (finding->places[2].start, ==, 6);
  g_assert_true (galley_findings_have_error (findings));
}

static char *
proof_key (const GalleyFinding *finding,
           const char *const *lines)
{
  GString *key = g_string_new (finding->rule);

  g_string_append_printf (key, " %s %s", finding->stated, finding->computed);
  for (guint i = 0; i < finding->n_places; i++)
    g_string_append_printf (key, " %.6s@%u", lines[finding->places[i].passage], finding->places[i].start);
  return g_string_free_and_steal (key);
}

static GHashTable *
proofs_within_paragraphs (const char *const *lines,
                          guint n)
{
  GHashTable *proofs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (GalleyPassage));
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_figures_unref);
  GalleyAuditOptions options = { .proofs = TRUE };

  for (guint i = 0; i < n; i++)
    {
      GalleyPassage passage = { .text = lines[i], .length = strlen (lines[i]), .section = i };
      GalleyFigures *figures = galley_figures_read (lines[i], -1, NULL);
      passage.figures = figures;
      g_ptr_array_add (owned, figures);
      g_array_append_val (passages, passage);
    }
  g_autoptr (GalleyFindings) findings
    = galley_audit_run ((GalleyPassage *) (gpointer) passages->data, n, NULL, 0, &options, NULL, NULL);
  for (guint i = 0; i < galley_findings_get_length (findings); i++)
    g_hash_table_add (proofs, proof_key (galley_findings_get (findings, i), lines));
  return proofs;
}

/* Sections may be moved about: what is proved within a paragraph stays proved, and nothing else is. */
static void
test_shuffled_sections (void)
{
  const char *lines[] = {
    "东区：在建工程88个。其中，新建工程30个，续建工程58个。",
    "西区：采购预算500万元，中标金额450万元，节约资金50万元，节约率10%。",
    "南区：税收80.5亿元，比上年增加10.5亿元，增长15%。",
    "北区：进出口总值263.4亿元，增长12.5%。其中，出口160.2亿元，增长15.3%；进口103.2亿元，增长8.4%。",
    "中区：策划项目45个，较2023年增长234%。",
  };
  g_autoptr (GHashTable) expected = proofs_within_paragraphs (lines, G_N_ELEMENTS (lines));
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  g_assert_cmpuint (g_hash_table_size (expected), >=, 7);
  for (guint round = 0; round < 50; round++)
    {
      for (guint i = G_N_ELEMENTS (lines) - 1; i > 0; i--)
        {
          guint k = (guint) g_rand_int_range (random, 0, (gint32) i + 1);
          const char *line = lines[i];
          lines[i] = lines[k];
          lines[k] = line;
        }

      g_autoptr (GHashTable) got = proofs_within_paragraphs (lines, G_N_ELEMENTS (lines));
      GHashTableIter iter;
      gpointer key;
      g_assert_cmpuint (g_hash_table_size (got), ==, g_hash_table_size (expected));
      g_hash_table_iter_init (&iter, got);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_assert_true (g_hash_table_contains (expected, key));
    }
}

/* A total in one paragraph and its parts in the next, and a poster whose lines go on about each other. */
static void
test_across_passages (void)
{
  const Case cases[] = {
    { "1月，客车生产39.98万辆，增长7.77%。\n1月，大型客车生产3.24万辆，增长13.29%；中型客车生产36.74万辆，增长7.31%。", "sum",
      "holds", "39.98" },
    { "11月，消费总额16129亿元，增长17.3%。\n按所在地分，城镇零售13969亿元，增长17.3%；乡村零售2160亿元，增长17.2%。", "sum", "holds",
      "16129" },
    { "全国基金\n收入46967亿元\n同比增长19.9%\n中央基金\n收入2366亿元\n同比增长29.5%\n地方基金\n收入44601亿元\n同比增长19.4%",
      "growth_composition", "holds", "19.9" },
  };

  run_cases (cases, G_N_ELEMENTS (cases), FALSE);
}

/* The lead is held against the text as the headline is, but may say more. */
static void
test_lead (void)
{
  const char *lines[] = { "预算资金812.6亿元，覆盖15个县。", "全省预算资金821.6亿元。" };
  GalleyPassage passages[2];
  g_autoptr (GalleyFigures) lead = galley_figures_read (lines[0], -1, NULL);
  g_autoptr (GalleyFigures) body = galley_figures_read (lines[1], -1, NULL);

  passages[0] = (GalleyPassage) { .text = lines[0], .length = strlen (lines[0]), .role = GALLEY_PASSAGE_LEAD, .figures = lead };
  passages[1] = (GalleyPassage) { .text = lines[1], .length = strlen (lines[1]), .figures = body };

  g_autoptr (GalleyFindings) findings = galley_audit_run (passages, 2, NULL, 0, NULL, NULL, NULL);
  g_assert_cmpuint (galley_findings_get_length (findings), ==, 1);
  g_assert_cmpstr (galley_findings_get (findings, 0)->rule, ==, "same_indicator");
  g_assert_cmpint (galley_findings_get (findings, 0)->verdict, ==, GALLEY_VERDICT_FAILS);
}

/* Without proofs asked for, what holds is not reported; what fails still is. */
static void
test_without_proofs (void)
{
  const char *line = "采购预算500万元，中标金额450万元，节约资金50万元，节约率11%。";
  g_autoptr (GalleyFigures) figures = galley_figures_read (line, -1, NULL);
  GalleyPassage passage = { .id = "b1", .text = line, .length = strlen (line), .figures = figures };
  g_autoptr (GalleyFindings) findings = galley_audit_run (&passage, 1, NULL, 0, NULL, NULL, NULL);

  g_assert_cmpuint (galley_findings_get_length (findings), ==, 1);
  g_assert_cmpstr (galley_findings_get (findings, 0)->stated, ==, "11");
  g_assert_cmpstr (galley_findings_get (findings, 0)->places[0].id, ==, "b1");
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GalleyPassage passage = { .text = "", .length = 0 };

  g_cancellable_cancel (cancellable);
  g_assert_null (galley_audit_run (&passage, 1, NULL, 0, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checks/sums", test_sums);
  g_test_add_func ("/checks/parts", test_parts);
  g_test_add_func ("/checks/differences", test_differences);
  g_test_add_func ("/checks/shares", test_shares);
  g_test_add_func ("/checks/points", test_points);
  g_test_add_func ("/checks/growth", test_growth);
  g_test_add_func ("/checks/products", test_products);
  g_test_add_func ("/checks/lists", test_lists);
  g_test_add_func ("/checks/forms", test_forms);
  g_test_add_func ("/checks/periods", test_periods);
  g_test_add_func ("/checks/repeats", test_repeats);
  g_test_add_func ("/checks/headlines", test_headlines);
  g_test_add_func ("/checks/told-twice", test_told_twice);
  g_test_add_func ("/checks/english", test_english);
  g_test_add_func ("/checks/finding", test_finding);
  g_test_add_func ("/checks/shuffled-sections", test_shuffled_sections);
  g_test_add_func ("/checks/across-passages", test_across_passages);
  g_test_add_func ("/checks/lead", test_lead);
  g_test_add_func ("/checks/without-proofs", test_without_proofs);
  g_test_add_func ("/checks/cancelled", test_cancelled);
  return g_test_run ();
}
