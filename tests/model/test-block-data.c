/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-block-data.h"

static GalleyBlockData *
sample (void)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  /* 开工【66个】、投资【821.6亿元】。 */
  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, 8, 7, "money", "value"));
  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, 2, 3, "count", "value"));
  return galley_block_data_new ("b", GALLEY_BLOCK_PARAGRAPH, "开工66个、投资821.6亿元。", marks);
}

static void
assert_mark (GalleyBlockData *block, guint index, const char *target, const char *covered)
{
  GalleyMark *mark = g_ptr_array_index (block->marks, index);
  g_autofree char *text = g_utf8_substring (block->text, mark->start, mark->start + mark->length);

  g_assert_cmpstr (mark->target, ==, target);
  g_assert_cmpstr (text, ==, covered);
}

static void
test_sorted (void)
{
  g_autoptr (GalleyBlockData) block = sample ();

  g_assert_cmpuint (block->n_chars, ==, 16);
  g_assert_cmpuint (block->marks->len, ==, 2);
  assert_mark (block, 0, "count", "66个");
  assert_mark (block, 1, "money", "821.6亿元");
}

static void
test_marks_follow_text (void)
{
  g_autoptr (GalleyBlockData) block = sample ();
  g_autoptr (GalleyBlockData) before = galley_block_data_replace (block, 0, 0, "本季");
  g_autoptr (GalleyBlockData) inside = galley_block_data_replace (block, 3, 1, "78");
  g_autoptr (GalleyBlockData) at_start = galley_block_data_replace (block, 2, 0, "约");
  g_autoptr (GalleyBlockData) at_end = galley_block_data_replace (block, 5, 0, "整");
  g_autoptr (GalleyBlockData) gone = galley_block_data_replace (block, 1, 5, "");
  g_autoptr (GalleyBlockData) across = galley_block_data_replace (block, 4, 6, "X");

  assert_mark (before, 0, "count", "66个");
  assert_mark (before, 1, "money", "821.6亿元");
  assert_mark (inside, 0, "count", "678个");
  assert_mark (inside, 1, "money", "821.6亿元");
  assert_mark (at_start, 0, "count", "66个");
  assert_mark (at_end, 0, "count", "66个");
  g_assert_cmpuint (gone->marks->len, ==, 1);
  assert_mark (gone, 0, "money", "821.6亿元");
  g_assert_cmpstr (across->text, ==, "开工66X1.6亿元。");
  assert_mark (across, 0, "count", "66");
  assert_mark (across, 1, "money", "1.6亿元");
}

static void
test_split_join (void)
{
  g_autoptr (GalleyBlockData) block = sample ();

  for (guint at = 0; at <= block->n_chars; at++)
    {
      g_autoptr (GalleyBlockData) head = NULL, tail = NULL, whole = NULL;

      galley_block_data_split (block, at, &head, &tail);
      g_assert_cmpstr (head->id, ==, "b");
      g_assert_cmpstr (tail->id, !=, "b");
      whole = galley_block_data_join (head, tail);
      g_assert_cmpstr (whole->text, ==, block->text);
      if (at <= 2 || at == 5 || at == 6 || at == 8 || at >= 15)
        g_assert_true (galley_block_data_equal (whole, block));
    }
}

static void
test_kinds (void)
{
  for (guint i = 0; i < GALLEY_N_BLOCK_KINDS; i++)
    {
      GalleyBlockKind kind = G_MAXUINT;

      g_assert_true (galley_block_kind_from_string (galley_block_kind_to_string (i), &kind));
      g_assert_cmpuint (kind, ==, i);
    }
  g_assert_false (galley_block_kind_from_string ("chapter", &(GalleyBlockKind){ 0 }));
}

/* The emphasized spans of @block as "start+length", by spaces. */
static void
assert_emphasis (GalleyBlockData *block, const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind == GALLEY_MARK_EMPHASIS)
        g_string_append_printf (found, "%s%u+%u", found->len ? " " : "", mark->start, mark->length);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_emphasis (void)
{
  g_autoptr (GalleyBlockData) block = sample ();
  g_autoptr (GalleyBlockData) one = galley_block_data_emphasize (block, 2, 3, TRUE);
  g_autoptr (GalleyBlockData) two = galley_block_data_emphasize (one, 8, 2, TRUE);
  g_autoptr (GalleyBlockData) joined = galley_block_data_emphasize (two, 5, 3, TRUE);
  g_autoptr (GalleyBlockData) cut = galley_block_data_emphasize (joined, 4, 2, FALSE);
  g_autoptr (GalleyBlockData) over = galley_block_data_emphasize (cut, 0, 16, TRUE);
  g_autoptr (GalleyBlockData) none = galley_block_data_emphasize (over, 0, 16, FALSE);

  assert_emphasis (one, "2+3");
  assert_emphasis (two, "2+3 8+2");
  assert_emphasis (joined, "2+8");
  assert_emphasis (cut, "2+2 6+4");
  assert_emphasis (over, "0+16");
  g_assert_true (galley_block_data_equal (none, block));
  assert_mark (none, 0, "count", "66个");

  g_assert_true (galley_block_data_is_emphasized (joined, 3, 5));
  g_assert_true (galley_block_data_is_emphasized (joined, 2, 8));
  g_assert_false (galley_block_data_is_emphasized (joined, 2, 9));
  g_assert_false (galley_block_data_is_emphasized (cut, 2, 8));
  g_assert_false (galley_block_data_is_emphasized (block, 2, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/block-data/sorted", test_sorted);
  g_test_add_func ("/block-data/marks-follow-text", test_marks_follow_text);
  g_test_add_func ("/block-data/split-join", test_split_join);
  g_test_add_func ("/block-data/kinds", test_kinds);
  g_test_add_func ("/block-data/emphasis", test_emphasis);
  return g_test_run ();
}
