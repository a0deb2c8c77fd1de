/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "audit-fixture.h"

/* How often a piece is said. A quadratic search would run for hours, and the test's time limit ends it. */
#define MANY 40000

static char *
repeated (const char *head,
          const char *piece,
          guint n)
{
  GString *text = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
  return g_string_free_and_steal (text);
}

static void
assert_survives (const char *head,
                 const char *piece,
                 guint n)
{
  g_autofree char *text = repeated (head, piece, n);
  g_autoptr (GalleyFindings) findings = audit_findings (text, strlen (text), FALSE);

  for (guint i = 0; i < galley_findings_get_length (findings); i++)
    g_assert_cmpuint (galley_findings_get (findings, i)->n_places, >, 0);
}

static void
test_one_line (void)
{
  assert_survives ("件数", "3个、", MANY * 5);
  assert_survives ("出口100亿元", "，同比增长1.5%", MANY);
  assert_survives ("分别增长", "2%和", MANY);
  assert_survives ("收入100亿元", "，占全市收入的12.3%", MANY);
  assert_survives ("预算100万元，实际90万元", "，节约10万元，节约率10%", MANY);
  assert_survives ("共100个。其中", "，甲类50个", MANY);
  assert_survives ("比重由1%", "上升至2%，提高1个百分点", MANY);
}

static void
test_depth (void)
{
  assert_survives ("", "（5个", MANY);
  assert_survives ("", "其中", MANY);
  assert_survives ("", "1—2—", MANY);
  assert_survives ("", "三大特点：一是", MANY);
}

static void
test_lines (void)
{
  assert_survives ("", "收入5亿元\n同比增长3%\n", MANY);
  assert_survives ("", "三个方面\n", MANY);
}

static void
test_long_numbers (void)
{
  assert_survives ("收入", "9", 10000);
  assert_survives ("收入999999999999999999亿元，占全市收入的", "0.000000000000000001%，增长99999999999999.9%，", 100);
  assert_survives ("进出口总值999999999999999999亿元，其中，出口", "499999999999999999亿元，增长0.0000000000001%，进口", 100);
}

/* Words of the trade in any order; the seed is fixed, so that a failure comes back. */
static void
test_nonsense (void)
{
  static const char *const words[] = {
    "其中", "，", "。", "；", "、", "和", "分别", "增长", "下降", "占", "的", "由", "升至", "到", "12.5%", "3.4亿元", "45个", "66个",
    "1-7月", "2月30日", "—", "（", "）", "万", "亿", "出口", "进口", "顺差", "节约", "预算", "率", "百分点", "0.7个百分点", "第一",
    "三大特点", "1.", "一是", "平均", "两年", "\n", "比2019年", "倍", "2.7倍", "约", "多", "余", "-", "００", "９９９９亿元", "一百",
    "几十", "3成", "每", "33台", "1500千瓦", "千万瓦时", "下同", "可比", "城镇", "农村", "居民人均收入", "\xff", "\xe4\xb8", "总计",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      for (guint i = 0; i < 600; i++)
        g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      g_autofree char *valid = g_utf8_make_valid (text->str, -1);
      g_autoptr (GalleyFindings) findings = audit_findings (valid, strlen (valid), TRUE);
      for (guint i = 1; i < galley_findings_get_length (findings); i++)
        {
          const GalleyPlace *before = galley_findings_get (findings, i - 1)->places;
          const GalleyPlace *place = galley_findings_get (findings, i)->places;
          g_assert_true (before->passage < place->passage
                         || (before->passage == place->passage && before->start <= place->start));
        }
    }
}

static void
test_nothing (void)
{
  g_autoptr (GalleyFindings) none = galley_audit_run (NULL, 0, NULL, 0, NULL, NULL, NULL);
  g_autoptr (GalleyFindings) empty = audit_findings ("", 0, TRUE);

  g_assert_cmpuint (galley_findings_get_length (none), ==, 0);
  g_assert_cmpuint (galley_findings_get_length (empty), ==, 0);
  g_assert_false (galley_findings_have_error (empty));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/one-line", test_one_line);
  g_test_add_func ("/hostile/depth", test_depth);
  g_test_add_func ("/hostile/lines", test_lines);
  g_test_add_func ("/hostile/long-numbers", test_long_numbers);
  g_test_add_func ("/hostile/nonsense", test_nonsense);
  g_test_add_func ("/hostile/nothing", test_nothing);
  return g_test_run ();
}
