/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-search.h"

static GPtrArray *
article (const char *first, ...)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_block_data_unref);
  va_list texts;

  va_start (texts, first);
  for (const char *text = first; text; text = va_arg (texts, const char *))
    g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, text, NULL));
  va_end (texts);
  return blocks;
}

/* @expected: "block:start+length" of each match, by spaces */
static void
assert_matches (GPtrArray *blocks,
                const char *needle,
                gboolean match_case,
                const GalleySearchScope *scope,
                const char *expected)
{
  g_autoptr (GArray) matches = galley_search_blocks (blocks, needle, match_case, scope);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++)
    {
      const GalleySearchMatch *match = &g_array_index (matches, GalleySearchMatch, i);

      g_string_append_printf (found, "%s%u:%u+%u", i ? " " : "", match->block, match->start, match->length);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_code_points (void)
{
  g_autoptr (GPtrArray) blocks = article ("开工项目，民生项目", "", "𠮷项目\n项目", NULL);

  assert_matches (blocks, "项目", TRUE, NULL, "0:2+2 0:7+2 2:1+2 2:4+2");
  assert_matches (blocks, "目\n项", TRUE, NULL, "2:2+3");
  assert_matches (blocks, "目，民生项目𠮷", TRUE, NULL, "");
  assert_matches (blocks, "", TRUE, NULL, "");
}

static void
test_case (void)
{
  g_autoptr (GPtrArray) blocks = article ("GDP与gdp、Gdp", "ＧＤＰ ÉTÉ", NULL);

  assert_matches (blocks, "gdp", TRUE, NULL, "0:4+3");
  assert_matches (blocks, "gDp", FALSE, NULL, "0:0+3 0:4+3 0:8+3");
  assert_matches (blocks, "ｇｄｐ", FALSE, NULL, "1:0+3");
  assert_matches (blocks, "été", FALSE, NULL, "1:4+3");
  /* İ is two letters in lower case; a text of it keeps its offsets. */
  g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, "İİx", NULL));
  assert_matches (blocks, "X", FALSE, NULL, "2:2+1");
}

static void
test_overlap (void)
{
  g_autoptr (GPtrArray) blocks = article ("哈哈哈哈哈", "ababab", NULL);

  assert_matches (blocks, "哈哈", TRUE, NULL, "0:0+2 0:2+2");
  assert_matches (blocks, "abab", TRUE, NULL, "1:0+4");
}

static void
test_scope (void)
{
  g_autoptr (GPtrArray) blocks = article ("项项项项", "项项", "项项项", NULL);

  assert_matches (blocks, "项", TRUE, &(GalleySearchScope){ 0, 2, 2, 1 }, "0:2+1 0:3+1 1:0+1 1:1+1 2:0+1");
  assert_matches (blocks, "项", TRUE, &(GalleySearchScope){ 0, 1, 0, 3 }, "0:1+1 0:2+1");
  assert_matches (blocks, "项项", TRUE, &(GalleySearchScope){ 0, 3, 1, 1 }, "");
  assert_matches (blocks, "项", TRUE, &(GalleySearchScope){ 1, 0, 1, 0 }, "");
  /* One that the article has shrunk under. */
  assert_matches (blocks, "项", TRUE, &(GalleySearchScope){ 2, 2, 9, 99 }, "2:2+1");
  assert_matches (blocks, "项", TRUE, &(GalleySearchScope){ 7, 5, 9, 99 }, "");
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) blocks = article ("项，项", "无", "项", NULL);
  g_autoptr (GArray) matches = galley_search_blocks (blocks, "项", TRUE, NULL);

  g_assert_cmpuint (galley_search_find (matches, 0, 0), ==, 0);
  g_assert_cmpuint (galley_search_find (matches, 0, 1), ==, 1);
  g_assert_cmpuint (galley_search_find (matches, 0, 2), ==, 1);
  g_assert_cmpuint (galley_search_find (matches, 0, 3), ==, 2);
  g_assert_cmpuint (galley_search_find (matches, 1, 0), ==, 2);
  g_assert_cmpuint (galley_search_find (matches, 2, 0), ==, 2);
  g_assert_cmpuint (galley_search_find (matches, 2, 1), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/code-points", test_code_points);
  g_test_add_func ("/search/case", test_case);
  g_test_add_func ("/search/overlap", test_overlap);
  g_test_add_func ("/search/scope", test_scope);
  g_test_add_func ("/search/find", test_find);
  return g_test_run ();
}
