/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-proof.h"

#include <string.h>

/* Each rule of PROOF_RULES by what it makes of a text, and texts that no rule may touch. */

typedef struct
{
  GalleyBlockKind kind;
  const char *text;
  const char *rules; /* in the order of places, with spaces between */
  const char *fixed;
} Case;

#define P GALLEY_BLOCK_PARAGRAPH
#define H GALLEY_BLOCK_HEADLINE

static const Case bad[] = {
  { P, "一季度,全区开工66个项目;", "punct-width punct-width", "一季度，全区开工66个项目；" },
  { P, "增长3%,6月回落。", "punct-width", "增长3%，6月回落。" },
  { P, "首先, 抓项目", "punct-width", "首先，抓项目" },
  { P, "西塔片区(一期)开工.", "punct-width punct-width punct-width", "西塔片区（一期）开工。" },
  { P, "记者:张三", "punct-width", "记者：张三" },
  { P, "他说“先干,再说”。", "punct-width", "他说“先干，再说”。" },
  { P, "完成\"开门红\"目标", "quote-curly quote-curly", "完成“开门红”目标" },
  { P, "完成\"开门红目标", "quote-curly", NULL },
  { P, "“甲”、“乙”和《丙》、《丁》", "dun-quotes dun-quotes", "“甲”“乙”和《丙》《丁》" },
  { P, "金融、科技……等领域", "ellipsis", "金融、科技等领域" },
  { P, "他想了想...又走了", "ellipsis", "他想了想……又走了" },
  { P, "他想了想。。。又走了", "ellipsis", "他想了想……又走了" },
  { P, "完成了。。又开工", "repeated", "完成了。又开工" },
  { P, "完成了，。又开工", "repeated", NULL },
  { P, "新的的项目", "repeated", "新的项目" },
  { P, "位于和平区和平区一带", "repeated", "位于和平区一带" },
  { H, "和平区晒出成绩单。", "headline-stop", "和平区晒出成绩单" },
  { H, "和平区?:为明天", "headline-broken", NULL },
  { H, "项目建设提速，", "headline-broken", NULL },
  { H, "谁是冠军?看这里", "punct-width", "谁是冠军？看这里" },
  { P, "完成\xef\xbf\xbd个项目", "replacement-char", NULL },
  { P, "1、抓项目", "ordinal-mark", "1.抓项目" },
  { P, "一.抓项目", "ordinal-mark", "一、抓项目" },
  { P, "开工６６个，３．２６亿元", "digit-width digit-width", "开工66个，3.26亿元" },
  { P, "投资3．26亿元", "digit-width", "投资3.26亿元" },
  { P, "开工 66 个", "han-digit-space han-digit-space", "开工66个" },
  { P, "共有12,345人和1,234,567元", "thousands thousands", "共有12345人和1234567元" },
  { P, "增加10-20个", "range-dash", "增加10～20个" },
  { P, "日照2300－3400小时", "range-dash", "日照2300～3400小时" },
  { P, "今年1-7月投资", "range-dash", "今年1—7月投资" },
  { P, "投资3亿4500万元", "magnitude-chain", "投资3.45亿元" },
  { P, "投资12亿500万元", "magnitude-chain", "投资12.05亿元" },
  { P, "约30余项活动", "approx-once", "30余项活动" },
  { P, "大约有50个左右", "approx-once", "50个左右" },
  { P, "近两千多人", "approx-once", "两千多人" },
  { P, "截止3月底已开工，截止到目前", "jiezhi jiezhi", "截至3月底已开工，截至目前" },
  { P, "24年一季度开工，98年底竣工", "year-full year-full", "2024年一季度开工，1998年底竣工" },
  { P, "能耗减少了1倍", "fall-multiple", NULL },
  { P, "比重由40%升至45%，提高5%", "pct-point", "比重由40%升至45%，提高5个百分点" },
  { P, "由12.5%降到9.7%，下降了2.8%。", "pct-point", "由12.5%降到9.7%，下降了2.8个百分点。" },
  { P, "提高5%个百分点", "pct-point", "提高5个百分点" },
  { P, "其它项目涉及到多个部门", "wordlist wordlist", "其他项目涉及多个部门" },
};

static const Case good[] = {
  { P, "一季度，和平区市重点项目开复工66个、总投资821.6亿元。" },
  { P, "推广5G+智能化、AI预警，采用EPC模式，比分3:2，12:30开始。" },
  { P, "详见https://example.org/a,b?c=d(e)和foo@example.org，谢谢。" },
  { P, "The city (和平) opened 12 sites, and 3 parks." },
  { P, "《一季度,和平区(试行)》全文" },
  { P, "他说：“截止3月底，约30余人，其它不论。”" },
  { P, "报名截止时间为3月底，3月31日截止。" },
  { P, "目的的确达到了，不了了之，共和与和平，为了了解，当作为准" },
  { P, "节约30余万元，附近30多家，最近30多天" },
  { P, "外部份额、汇报导师、涉及到期债券、一座落地窗" },
  { P, "10年来，20年底蕴，近5年一季度" },
  { P, "2024-04-16，024-12345678，以3-2取胜，A-12号，3-2号楼" },
  { P, "（一）抓项目 1）起步 2）提速" },
  { P, "比重由40%升至45%，投资增长5%" },
  { P, "增长3倍，由原来的2倍增加到5倍" },
  { P, "等等……他等待着" },
  { P, "“《甲》”、《乙》（注）、《丙》" },
  { P, "研究研究再说，高高兴兴，加油！！" },
  { P, "项目\t66 个\t821.6 亿元" },
  { P, "a, b; c" },
  { P, "1 新建项目" },
  { H, "晒成绩 赛贡献 36.54万辆 同比增长4.89%" },
  { H, "这个春天，我们去哪儿？" },
  { H, "谁是冠军？看这里" },
  { GALLEY_BLOCK_KICKER, "晒成绩 赛贡献|和平区" },
  { P, "" },
};

static char *
list_rules (const GPtrArray *findings)
{
  GString *rules = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    g_string_append_printf (rules, "%s%s", i ? " " : "", ((GalleyProofFinding *) findings->pdata[i])->rule);
  return g_string_free (rules, FALSE);
}

static GalleySnapshot *
snapshot_of (GalleyBlockKind kind, const char *text)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  g_ptr_array_add (blocks, galley_block_data_new (NULL, kind, text, NULL));
  return galley_snapshot_new (NULL, NULL, NULL, blocks, NULL, NULL, NULL, NULL);
}

static void
check_case (const Case *item)
{
  g_autoptr (GalleySnapshot) snapshot = snapshot_of (item->kind, item->text), fixed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = galley_proof_check (snapshot, NULL, NULL, &error);
  g_autofree char *rules = NULL;
  guint n_fixed;

  g_assert_no_error (error);
  rules = list_rules (findings);
  g_test_message ("%s → %s", item->text, rules);
  g_assert_cmpstr (rules, ==, item->rules ? item->rules : "");
  fixed = galley_proof_fix (snapshot, findings, NULL, &n_fixed);
  g_assert_cmpstr (((GalleyBlockData *) fixed->blocks->pdata[0])->text, ==, item->fixed ? item->fixed : item->text);
  if (item->fixed)
    {
      g_autoptr (GPtrArray) again = galley_proof_check (fixed, NULL, NULL, NULL);

      /* A fix is not itself a fault. */
      g_assert_cmpuint (again->len, ==, 0);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    check_case (&bad[i]);
}

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    check_case (&good[i]);
}

static void
test_profiles (void)
{
  static const char *const off[] = { "wordlist", "punct-width", NULL }, *const unknown[] = { "no-such-rule", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyProofProfile) web = galley_proof_profile_new ("web", off, NULL, &error);
  g_autoptr (GalleyProofProfile) desk = galley_proof_profile_new (NULL, NULL, "wordlist\t首席\t首位\n# note\nwordlist\t空谈\n", &error);
  g_autoptr (GPtrArray) findings = galley_proof_findings_new ();
  g_autofree char *rules = NULL;

  g_assert_no_error (error);
  galley_proof_check_text ("其它,使用AI推动 66 个", P, web, findings);
  rules = list_rules (findings);
  g_assert_cmpstr (rules, ==, "han-latin-space han-latin-space");
  g_assert_cmpstr (((GalleyProofFinding *) findings->pdata[0])->fix, ==, "用 ");
  g_ptr_array_set_size (findings, 0);
  galley_proof_check_text ("首席与空谈", P, desk, findings);
  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_cmpstr (((GalleyProofFinding *) findings->pdata[0])->fix, ==, "首位");
  g_assert_null (((GalleyProofFinding *) findings->pdata[1])->fix);

  g_assert_null (galley_proof_profile_new ("radio", NULL, NULL, &error));
  g_assert_error (error, GALLEY_PROOF_ERROR, GALLEY_PROOF_ERROR_PROFILE);
  g_clear_error (&error);
  g_assert_null (galley_proof_profile_new (NULL, unknown, NULL, &error));
  g_assert_error (error, GALLEY_PROOF_ERROR, GALLEY_PROOF_ERROR_PROFILE);
  g_clear_error (&error);
  g_assert_null (galley_proof_profile_new (NULL, NULL, "wordlist\n", &error));
  g_assert_error (error, GALLEY_PROOF_ERROR, GALLEY_PROOF_ERROR_WORDS);
}

/* A place in a long text with characters of every width is exact. */
static void
test_places (void)
{
  g_autoptr (GalleyProofProfile) profile = galley_proof_profile_new (NULL, NULL, NULL, NULL);
  g_autoptr (GPtrArray) findings = galley_proof_findings_new ();
  const GalleyProofFinding *finding;

  galley_proof_check_text ("𠮷é项目其它", P, profile, findings);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpuint (finding->start, ==, 4);
  g_assert_cmpuint (finding->length, ==, 2);
  g_assert_null (finding->block);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proof/rules/bad", test_bad);
  g_test_add_func ("/proof/rules/good", test_good);
  g_test_add_func ("/proof/rules/profiles", test_profiles);
  g_test_add_func ("/proof/rules/places", test_places);
  return g_test_run ();
}
