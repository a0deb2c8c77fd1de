/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-count.h"

#include <string.h>

static void
assert_counts (const char *text, guint characters, guint marks, guint han, guint words)
{
  GalleyCount count = { 0 };

  galley_count_add (&count, text, strlen (text));
  g_assert_cmpuint (count.characters, ==, characters);
  g_assert_cmpuint (count.marks, ==, marks);
  g_assert_cmpuint (count.han, ==, han);
  g_assert_cmpuint (count.words, ==, words);
}

/* As the 字数统计 of word processors. */
static void
test_counts (void)
{
  assert_counts ("一季度，开工项目20个。", 11, 2, 8, 1);
  assert_counts ("The quick brown fox (No. 7) jumps.", 7, 0, 0, 7);
  assert_counts ("增长3.5%，“GDP”达1,234.5亿元——同比", 15, 5, 7, 3);
  assert_counts ("ＡＢ１", 3, 0, 0, 0);
  assert_counts ("𠮷〇\n和平", 4, 0, 4, 0);
  assert_counts ("  \t\u3000\u200b ", 0, 0, 0, 0);
  assert_counts ("a - b", 3, 0, 0, 2);
  assert_counts ("", 0, 0, 0, 0);
}

static void
test_minutes (void)
{
  GalleyCount count = { 0 };

  g_assert_cmpuint (galley_count_get_minutes (&count), ==, 0);
  count.characters = 1;
  g_assert_cmpuint (galley_count_get_minutes (&count), ==, 1);
  count.characters = 801;
  g_assert_cmpuint (galley_count_get_minutes (&count), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/count/counts", test_counts);
  g_test_add_func ("/model/count/minutes", test_minutes);
  return g_test_run ();
}
