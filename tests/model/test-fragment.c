/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-fragment.h"
#include "galley-snapshot.h"

#include <string.h>

/* "h:抓项目" is a heading, "p:" a paragraph, "i:" an item, "q:" a quotation; "*" marks what follows as emphasized. */
static GPtrArray *
article (const char *const *texts)
{
  GPtrArray *blocks = galley_block_array_new ();

  for (; *texts; texts++)
    {
      GalleyBlockKind kind = **texts == 'h'   ? GALLEY_BLOCK_HEADING
                             : **texts == 'i' ? GALLEY_BLOCK_ITEM
                             : **texts == 'q' ? GALLEY_BLOCK_QUOTATION
                                              : GALLEY_BLOCK_PARAGRAPH;
      g_auto (GStrv) parts = g_strsplit (*texts + 2, "*", 2);
      g_autofree char *text = g_strjoinv ("", parts);
      g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

      if (parts[0] && parts[1])
        g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_EMPHASIS, g_utf8_strlen (parts[0], -1),
                                                 g_utf8_strlen (parts[1], -1), NULL, NULL));
      g_ptr_array_add (blocks, galley_block_data_new (NULL, kind, text, marks));
    }
  return blocks;
}

static char *
describe (GPtrArray *blocks)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (blocks, i);

      g_string_append_printf (all, "%s%c:%s", i > 0 ? " " : "", galley_block_kind_to_string (block->kind)[0], block->text);
      for (guint j = 0; j < block->marks->len; j++)
        g_string_append_printf (all, "[%u+%u]", ((GalleyMark *) g_ptr_array_index (block->marks, j))->start,
                                ((GalleyMark *) g_ptr_array_index (block->marks, j))->length);
    }
  return g_string_free (all, FALSE);
}

static void
assert_unique (GPtrArray *blocks, GPtrArray *others)
{
  for (guint i = 0; i < blocks->len; i++)
    for (guint j = 0; j < others->len; j++)
      if (blocks != others || i != j)
        g_assert_cmpstr (((GalleyBlockData *) g_ptr_array_index (blocks, i))->id, !=,
                         ((GalleyBlockData *) g_ptr_array_index (others, j))->id);
}

static void
assert_splices (const char *const *before, GalleySearchScope scope, const char *const *fragment, const char *expected, guint block,
                guint caret)
{
  g_autoptr (GPtrArray) blocks = article (before), part = article (fragment), result = NULL;
  g_autofree char *described = NULL;
  guint caret_block, caret_offset;

  result = galley_fragment_splice (blocks, &scope, part, &caret_block, &caret_offset);
  described = describe (result);
  g_assert_cmpstr (described, ==, expected);
  g_assert_cmpuint (caret_block, ==, block);
  g_assert_cmpuint (caret_offset, ==, caret);
  assert_unique (result, result);
}

#define ARRAY(...) (const char *const[]) { __VA_ARGS__, NULL }

static void
test_splice (void)
{
  const char *const *text = ARRAY ("h:题", "p:甲乙", "p:丙丁");

  /* Within a line */
  assert_splices (text, (GalleySearchScope) { 1, 1, 1, 1 }, ARRAY ("p:一*二"), "p:甲一二乙[2+1]", 1, 3);
  assert_splices (text, (GalleySearchScope) { 1, 1, 1, 1 }, ARRAY ("h:一"), "p:甲一乙", 1, 2);
  assert_splices (text, (GalleySearchScope) { 1, 1, 2, 1 }, ARRAY ("p:一"), "p:甲一丁", 1, 2);
  /* Paragraphs go on with the line, other kinds do not. */
  assert_splices (text, (GalleySearchScope) { 1, 1, 1, 1 }, ARRAY ("p:一", "i:二", "p:三"), "p:甲一 i:二 p:三乙", 3, 1);
  assert_splices (text, (GalleySearchScope) { 1, 1, 1, 1 }, ARRAY ("h:一", "i:二"), "p:甲 h:一 i:二 p:乙", 3, 1);
  assert_splices (text, (GalleySearchScope) { 1, 0, 2, 2 }, ARRAY ("h:一", "i:二"), "h:一 i:二", 2, 1);
  assert_splices (text, (GalleySearchScope) { 1, 1, 2, 1 }, ARRAY ("i:一", "p:二"), "p:甲 i:一 p:二丁", 3, 1);
  /* An empty line becomes what comes. */
  assert_splices (ARRAY ("i:"), (GalleySearchScope) { 0, 0, 0, 0 }, ARRAY ("q:一"), "q:一", 0, 1);
  assert_splices (ARRAY ("i:"), (GalleySearchScope) { 0, 0, 0, 0 }, ARRAY ("p:一"), "i:一", 0, 1);
}

static void
test_copy (void)
{
  g_autoptr (GPtrArray) blocks = article (ARRAY ("h:标题", "i:甲*乙", "q:丙"));
  g_autoptr (GPtrArray) within = galley_fragment_copy (blocks, &(GalleySearchScope) { 1, 1, 1, 2 });
  g_autoptr (GPtrArray) whole = galley_fragment_copy (blocks, &(GalleySearchScope) { 0, 0, 2, 1 });
  g_autoptr (GPtrArray) cut = galley_fragment_copy (blocks, &(GalleySearchScope) { 0, 1, 1, 1 });
  g_autofree char *a = describe (within), *b = describe (whole), *c = describe (cut);

  g_assert_cmpstr (a, ==, "p:乙[0+1]");
  g_assert_cmpstr (b, ==, "h:标题 i:甲乙[1+1] q:丙");
  g_assert_cmpstr (c, ==, "p:题 i:甲");
  assert_unique (whole, blocks);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/fragment/splice", test_splice);
  g_test_add_func ("/model/fragment/copy", test_copy);
  return g_test_run ();
}
