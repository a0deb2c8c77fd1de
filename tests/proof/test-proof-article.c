/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-proof.h"

#include <string.h>

/* What only the whole article shows: pairs, paragraphs said twice, names, and long input. */

static GalleySnapshot *
article (const char *const *paragraphs, const char *names)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), credits = galley_record_array_new ();
  const char *values[GALLEY_N_CREDIT_FIELDS] = { "记者", names };

  for (guint i = 0; paragraphs[i]; i++)
    g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, paragraphs[i], NULL));
  if (names)
    g_ptr_array_add (credits, galley_record_new (&galley_credit_schema, NULL, values, NULL));
  return galley_snapshot_new (NULL, NULL, credits, blocks, NULL, NULL, NULL, NULL);
}

static char *
check (const char *const *paragraphs, const char *names)
{
  g_autoptr (GalleySnapshot) snapshot = article (paragraphs, names);
  g_autoptr (GPtrArray) findings = galley_proof_check (snapshot, NULL, NULL, NULL);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const GalleyProofFinding *finding = g_ptr_array_index (findings, i);
      guint block = 0;

      while (!g_str_equal (((GalleyBlockData *) snapshot->blocks->pdata[block])->id, finding->block))
        block++;
      g_string_append_printf (list, "%s %u:%u+%u;", finding->rule, block, finding->start, finding->length);
    }
  return g_string_free (list, FALSE);
}

#define ASSERT_CHECK(expected, names, ...) \
  G_STMT_START \
  { \
    const char *const paragraphs[] = { __VA_ARGS__, NULL }; \
    g_autofree char *found = check (paragraphs, names); \
    g_assert_cmpstr (found, ==, expected); \
  } \
  G_STMT_END

static void
test_pairing (void)
{
  ASSERT_CHECK ("pairing 0:2+1;", NULL, "他说“要干。");
  ASSERT_CHECK ("pairing 0:4+1;", NULL, "他说要干”。");
  ASSERT_CHECK ("pairing 0:4+1;", NULL, "见（附件》说明）一", "二");
  ASSERT_CHECK ("", NULL, "“第一段说到这里。", "“第二段说完了。”");
  ASSERT_CHECK ("pairing 0:0+1;", NULL, "“第一段说到这里。", "第二段是别的。");
  ASSERT_CHECK ("", NULL, "1）起步；2）提速，don’t stop", "a) 甲");
}

static void
test_nesting (void)
{
  const char *const paragraphs[] = { "建设“一河“两岸”景观”带", NULL };
  g_autoptr (GalleySnapshot) snapshot = article (paragraphs, NULL), fixed = NULL;
  g_autoptr (GPtrArray) findings = galley_proof_check (snapshot, NULL, NULL, NULL);

  g_assert_cmpuint (findings->len, ==, 1);
  fixed = galley_proof_fix (snapshot, findings, "nesting", NULL);
  g_assert_cmpstr (((GalleyBlockData *) fixed->blocks->pdata[0])->text, ==, "建设“一河‘两岸’景观”带");
}

static void
test_repeated (void)
{
  ASSERT_CHECK ("repeated 2:0+20;", NULL, "这一段话在同一篇稿件里一共说了两遍才停。", "别的", "这一段话在同一篇稿件里一共说了两遍才停。");
  ASSERT_CHECK ("", NULL, "短句", "短句");
}

static void
test_names (void)
{
  /* A name that looks like a word of the list is a name. */
  ASSERT_CHECK ("", "安祥\n部份", "通讯员安祥、部份到场");
  ASSERT_CHECK ("wordlist 0:3+2;", NULL, "通讯员安祥到场");
}

static void
test_fix_one_rule (void)
{
  const char *const paragraphs[] = { "其它,项目", "截止3月底", NULL };
  g_autoptr (GalleySnapshot) snapshot = article (paragraphs, NULL), fixed = NULL;
  g_autoptr (GPtrArray) findings = galley_proof_check (snapshot, NULL, NULL, NULL);
  guint n_fixed;

  fixed = galley_proof_fix (snapshot, findings, "jiezhi", &n_fixed);
  g_assert_cmpuint (n_fixed, ==, 1);
  g_assert_cmpstr (((GalleyBlockData *) fixed->blocks->pdata[0])->text, ==, "其它,项目");
  g_assert_cmpstr (((GalleyBlockData *) fixed->blocks->pdata[1])->text, ==, "截至3月底");
}

/* A figure's mark stays on its figure when what stands before it is mended. */
static void
test_fix_marks (void)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), findings = NULL;
  g_autoptr (GalleySnapshot) snapshot = NULL, fixed = NULL;
  const GalleyMark *mark;

  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, 7, 3, "row", "value"));
  g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, "其它, 开工 66个", marks));
  snapshot = galley_snapshot_new (NULL, NULL, NULL, blocks, NULL, NULL, NULL, NULL);
  findings = galley_proof_check (snapshot, NULL, NULL, NULL);
  fixed = galley_proof_fix (snapshot, findings, NULL, NULL);
  g_assert_cmpstr (((GalleyBlockData *) fixed->blocks->pdata[0])->text, ==, "其他，开工66个");
  mark = g_ptr_array_index (((GalleyBlockData *) fixed->blocks->pdata[0])->marks, 0);
  g_assert_cmpuint (mark->start, ==, 5);
  g_assert_cmpuint (mark->length, ==, 3);
}

static void
test_cancelled (void)
{
  const char *const paragraphs[] = { "一", NULL };
  g_autoptr (GalleySnapshot) snapshot = article (paragraphs, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (galley_proof_check (snapshot, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Runs of what each rule looks at, as long as to never end if a rule went back over them. */
static void
test_long (void)
{
  static const char *const units[] = { "“", "”", "(", ")", "《", "，", "。", "?:", "、", "…", "1,", "1-", "9", "０", "亿1", "约1",
                                       "年24", "倍1", "1%由", "截止", "其它", " 1", "的", "\"", "a@", "http://", "\xcc\x81", "\xe2\x80\x8f" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new ("和");
      const char *paragraphs[] = { NULL, NULL };
      g_autoptr (GalleySnapshot) snapshot = NULL;
      g_autoptr (GPtrArray) findings = NULL;

      while (text->len < 300 * 1000)
        g_string_append (text, units[i]);
      paragraphs[0] = text->str;
      snapshot = article (paragraphs, "张三");
      findings = galley_proof_check (snapshot, NULL, NULL, NULL);
      g_assert_nonnull (findings);
      for (guint j = 0; j < findings->len; j++)
        {
          const GalleyProofFinding *finding = g_ptr_array_index (findings, j);

          g_assert_cmpuint (finding->start + finding->length, <=, ((GalleyBlockData *) snapshot->blocks->pdata[0])->n_chars);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proof/article/pairing", test_pairing);
  g_test_add_func ("/proof/article/nesting", test_nesting);
  g_test_add_func ("/proof/article/repeated", test_repeated);
  g_test_add_func ("/proof/article/names", test_names);
  g_test_add_func ("/proof/article/fix-one-rule", test_fix_one_rule);
  g_test_add_func ("/proof/article/fix-marks", test_fix_marks);
  g_test_add_func ("/proof/article/cancelled", test_cancelled);
  g_test_add_func ("/proof/article/long", test_long);
  return g_test_run ();
}
