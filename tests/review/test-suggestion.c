/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-compare.h"
#include "galley-suggestion.h"
#include "galley-transaction.h"
#include "random-edits.h"

/* A bulletin that 甲 edits by suggestions. */
static GalleyBulletin *
suggesting (GalleySnapshot *snapshot, const char *author)
{
  GalleyBulletin *bulletin = galley_bulletin_new (snapshot);

  galley_bulletin_set_author (bulletin, author, "editor", TRUE);
  return bulletin;
}

static GalleySnapshot *
article (const char *const *lines)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  for (guint i = 0; lines[i]; i++)
    {
      char id[] = { 'a' + i, '\0' };

      g_ptr_array_add (blocks, galley_block_data_new (id, GALLEY_BLOCK_PARAGRAPH, lines[i], NULL));
    }
  return galley_snapshot_new ("bulletin", NULL, NULL, blocks, NULL, NULL, NULL, NULL);
}

#define ARTICLE(...) article ((const char *const[]) { __VA_ARGS__, NULL })

static void
type (GalleyBulletin *bulletin, guint block, guint offset, guint n_removed, const char *text)
{
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Typing");

  galley_transaction_replace_text (transaction, block, offset, n_removed, text);
  galley_transaction_commit (transaction);
}

/* The suggestions in a line each: kind before → after @block start+length */
static char *
show (GalleyBulletin *bulletin)
{
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (bulletin);
  g_autoptr (GPtrArray) list = galley_suggestions_list (now);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const GalleySuggestion *one = g_ptr_array_index (list, i);

      g_string_append_printf (lines, "%s%s %s→%s @%s %u+%u", i > 0 ? "\n" : "", galley_suggestion_kind_to_string (one->kind),
                              one->before, one->after, one->block ? one->block : "", one->start, one->length);
    }
  return g_string_free_and_steal (g_steal_pointer (&lines));
}

static void
assert_shown (GalleyBulletin *bulletin, const char *expected)
{
  g_autofree char *shown = show (bulletin);

  g_assert_cmpstr (shown, ==, expected);
}

/* Decides on the suggestion at a position of the list and takes the bulletin to what comes of it. */
static gboolean
settle (GalleyBulletin *bulletin, guint position, gboolean accept, GError **error)
{
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (bulletin), next = NULL;
  g_autoptr (GPtrArray) list = galley_suggestions_list (now);
  const char *ids[] = { ((GalleySuggestion *) g_ptr_array_index (list, position))->id, NULL };
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Decide");
  guint n;

  next = galley_suggestions_settle (now, ids, accept, &n, error);
  galley_transaction_replace_all (transaction, next);
  galley_transaction_commit (transaction);
  return n == 1;
}

static const char *
text_at (GalleyBulletin *bulletin, guint block)
{
  return galley_bulletin_get_block (bulletin, block)->text;
}

static void
test_kinds (void)
{
  g_autoptr (GalleySnapshot) base = ARTICLE ("总投资821.6亿元。", "其中新建12个，续建54个。", "完成2个书房。", "增设4处港湾。");
  g_autoptr (GalleyBulletin) bulletin = suggesting (base, "甲");
  GalleyTransaction *transaction;
  g_autoptr (GPtrArray) both = galley_block_array_new ();
  g_autoptr (GalleyBlockData) marked = NULL;
  GalleyBlockData *head, *tail;

  type (bulletin, 0, 3, 5, "812.6");
  assert_shown (bulletin, "figure 821.6亿元→812.6亿元 @a 3+7");
  type (bulletin, 0, 0, 0, "计划");
  assert_shown (bulletin, "insert →计划 @a 0+2\nfigure 821.6亿元→812.6亿元 @a 5+7");
  type (bulletin, 1, 0, 2, "");
  type (bulletin, 2, 0, 2, "建成");
  assert_shown (bulletin, "insert →计划 @a 0+2\nfigure 821.6亿元→812.6亿元 @a 5+7\ndelete 其中→ @b 0+0\n"
                          "replace 完→建 @c 0+1");

  transaction = galley_transaction_begin (bulletin, "Split");
  galley_block_data_split (galley_bulletin_get_block (bulletin, 1), 6, &head, &tail);
  g_ptr_array_add (both, head);
  g_ptr_array_add (both, tail);
  galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, 1, 1, both);
  galley_transaction_move (transaction, GALLEY_LIST_BLOCKS, NULL, 4, 1, 0);
  marked = galley_block_data_emphasize (galley_bulletin_get_block (bulletin, 4), 2, 2, TRUE);
  galley_transaction_set_block (transaction, 4, marked);
  galley_transaction_commit (transaction);
  {
    g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (bulletin);
    g_autoptr (GPtrArray) list = galley_suggestions_list (now);
    guint seen = 0;

    for (guint i = 0; i < list->len; i++)
      seen |= 1u << ((GalleySuggestion *) g_ptr_array_index (list, i))->kind;
    g_assert_cmpuint (seen, ==,
                      1u << GALLEY_SUGGESTION_FIGURE | 1u << GALLEY_SUGGESTION_INSERT | 1u << GALLEY_SUGGESTION_DELETE |
                        1u << GALLEY_SUGGESTION_REPLACE | 1u << GALLEY_SUGGESTION_SPLIT | 1u << GALLEY_SUGGESTION_MOVE |
                        1u << GALLEY_SUGGESTION_FORMAT);
    g_assert_cmpuint (now->layers->len, ==, 1);
  }
}

/* Words that turn a figure's direction are a change of the figure, though its digits stay. */
static void
test_direction (void)
{
  g_autoptr (GalleySnapshot) base = ARTICLE ("固定资产投资增长3.2%。");
  g_autoptr (GalleyBulletin) bulletin = suggesting (base, "甲");
  g_autoptr (GError) error = NULL;

  type (bulletin, 0, 6, 2, "下降");
  assert_shown (bulletin, "figure 增长→下降 @a 6+2");
  g_assert_true (settle (bulletin, 0, FALSE, &error));
  g_assert_cmpstr (text_at (bulletin, 0), ==, "固定资产投资增长3.2%。");
  assert_shown (bulletin, "");
}

/* Undo takes the layer back with the first edit that it was opened for. */
static void
test_undo (void)
{
  g_autoptr (GalleySnapshot) base = ARTICLE ("开工66个项目。");
  g_autoptr (GalleyBulletin) bulletin = suggesting (base, "甲");
  g_autoptr (GalleySnapshot) now = NULL;

  type (bulletin, 0, 0, 0, "全区");
  galley_bulletin_undo (bulletin);
  now = galley_bulletin_snapshot (bulletin);
  g_assert_true (galley_snapshot_equal (now, base));
  galley_bulletin_redo (bulletin);
  assert_shown (bulletin, "insert →全区 @a 0+2");
}

/* While suggestions wait, what anybody does is one of their own. */
static void
test_authors (void)
{
  g_autoptr (GalleySnapshot) base = ARTICLE ("开工66个项目。");
  g_autoptr (GalleyBulletin) bulletin = suggesting (base, "甲");
  g_autoptr (GalleySnapshot) now = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;

  type (bulletin, 0, 0, 0, "今年全区");
  galley_bulletin_set_author (bulletin, "乙", NULL, FALSE);
  type (bulletin, 0, 2, 2, "本区");
  now = galley_bulletin_snapshot (bulletin);
  list = galley_suggestions_list (now);
  g_assert_cmpuint (now->layers->len, ==, 2);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((GalleySuggestion *) g_ptr_array_index (list, 1))->head->fields[GALLEY_LAYER_AUTHOR], ==, "乙");

  /* 甲's insertion cannot be taken out from under 乙's, nor 乙's be taken into what has not got 甲's. */
  g_assert_false (settle (bulletin, 0, FALSE, &error));
  g_assert_error (error, GALLEY_SUGGESTION_ERROR, GALLEY_SUGGESTION_ERROR_ENTANGLED);
  g_assert_nonnull (strstr (error->message, "乙"));
  g_clear_error (&error);
  g_assert_false (settle (bulletin, 1, TRUE, &error));
  g_assert_nonnull (strstr (error->message, "甲"));
  g_clear_error (&error);
  g_assert_cmpstr (text_at (bulletin, 0), ==, "今年本区开工66个项目。");

  g_assert_true (settle (bulletin, 1, FALSE, &error));
  g_assert_cmpstr (text_at (bulletin, 0), ==, "今年全区开工66个项目。");
  g_assert_true (settle (bulletin, 0, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text_at (bulletin, 0), ==, "开工66个项目。");
  g_clear_pointer (&now, galley_snapshot_unref);
  now = galley_bulletin_snapshot (bulletin);
  g_assert_cmpuint (now->layers->len, ==, 0);
}

/* Two blocks that print a cell of 821.6亿元, at @first and @second, and a suggestion that makes it 812.6. */
static GalleyBulletin *
change_bound (const char *first, guint at_first, const char *second, guint at_second)
{
  static const char *const fields[GALLEY_N_INDICATOR_FIELDS] = { [GALLEY_INDICATOR_NAME] = "总投资",
                                                                 [GALLEY_INDICATOR_VALUE] = "821.6",
                                                                 [GALLEY_INDICATOR_UNIT] = "亿元" };
  const guint at[] = { at_first, at_second };
  g_autoptr (GalleySnapshot) text = ARTICLE (first, second), base = NULL;
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t", NULL, NULL), other = NULL;
  g_autoptr (GPtrArray) rows = galley_record_array_new (), tables = galley_table_array_new ();
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  GalleyTransaction *transaction;
  GalleyBulletin *bulletin;

  g_ptr_array_add (rows, galley_record_new (&galley_indicator_schema, "r", fields, NULL));
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

      g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, at[i], 7, "r", "value"));
      g_ptr_array_add (blocks, galley_block_data_with_marks (g_ptr_array_index (text->blocks, i), marks));
    }
  base = galley_snapshot_with (text, blocks, tables);
  bulletin = suggesting (base, "甲");
  transaction = galley_transaction_begin (bulletin, "Cell");
  other = galley_record_with (g_ptr_array_index (rows, 0), GALLEY_INDICATOR_VALUE, "812.6");
  galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, "t", 0, other);
  for (guint i = 0; i < 2; i++)
    galley_transaction_replace_text (transaction, i, at[i], 5, "812.6");
  galley_transaction_commit (transaction);
  return bulletin;
}

/* A figure, its cell and every other place that prints it are one suggestion. */
static void
test_bound_figure (void)
{
  g_autoptr (GalleyBulletin) bulletin = change_bound ("总投资821.6亿元。", 3, "投资821.6亿元。", 2);
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (bulletin);
  g_autoptr (GPtrArray) list = galley_suggestions_list (now);
  const GalleySuggestion *one = g_ptr_array_index (list, 0);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (one->kind, ==, GALLEY_SUGGESTION_FIGURE);
  g_assert_cmpint (one->change.kind, ==, GALLEY_FIGURE_CHANGE_SWAPPED);
  g_assert_cmpstr (one->change.relative, ==, "-1.1");
  g_assert_cmpstr (one->row, ==, "r");
  g_assert_true (settle (bulletin, 0, FALSE, &error));
  g_assert_cmpstr (text_at (bulletin, 0), ==, "总投资821.6亿元。");
  g_assert_cmpstr (text_at (bulletin, 1), ==, "投资821.6亿元。");
  g_assert_cmpstr (((GalleyRecord *) g_ptr_array_index (galley_bulletin_get_rows (bulletin, "t"), 0))
                     ->fields[GALLEY_INDICATOR_VALUE],
                   ==, "821.6");
}

/* Before a changed figure is accepted, what it breaks is known. */
static void
test_consequences (void)
{
  g_autoptr (GalleySnapshot) base = ARTICLE ("总投资821.6亿元，其中新建项目32.1亿元，续建项目789.5亿元。");
  g_autoptr (GalleyBulletin) bulletin = suggesting (base, "甲");
  g_autoptr (GalleySnapshot) now = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) does = NULL;
  g_autoptr (GalleyReport) report = NULL;
  const GalleyConsequence *only;
  const GalleyConsequencePlace *place;

  type (bulletin, 0, 3, 5, "812.6");
  now = galley_bulletin_snapshot (bulletin);
  list = galley_suggestions_list (now);
  report = galley_report_new (now, NULL, NULL, NULL, NULL);
  does = galley_suggestion_weigh (now, report, g_ptr_array_index (list, 0));
  /* The sum that fails is told once; that the parts are still no more than the whole is nothing new. */
  g_assert_cmpuint (does->len, ==, 1);
  only = g_ptr_array_index (does, 0);
  g_assert_cmpint (only->kind, ==, GALLEY_CONSEQUENCE_BREAKS);
  g_assert_nonnull (strstr (only->message, "789.5"));
  g_assert_cmpuint (only->places->len, ==, 1);
  place = g_ptr_array_index (only->places, 0);
  g_assert_cmpstr (place->id, ==, ((GalleyBlockData *) g_ptr_array_index (now->blocks, 0))->id);
  g_assert_cmpuint (place->start, ==, 3);
  g_assert_nonnull (strstr (place->around, "812.6亿元"));
}

/* A figure that stands in several sums breaks each: that is told once, with the places. */
static void
test_consequences_folded (void)
{
  static const char sum[] = "总投资821.6亿元，其中新建项目32.1亿元，续建项目789.5亿元。";
  g_autoptr (GalleyBulletin) bulletin = change_bound (sum, 3, sum, 3);
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (bulletin);
  g_autoptr (GPtrArray) list = galley_suggestions_list (now), does = NULL;
  g_autoptr (GalleyReport) report = galley_report_new (now, NULL, NULL, NULL, NULL);
  const GalleyConsequence *only;

  g_assert_cmpuint (list->len, ==, 1);
  does = galley_suggestion_weigh (now, report, g_ptr_array_index (list, 0));
  g_assert_cmpuint (does->len, ==, 1);
  only = g_ptr_array_index (does, 0);
  g_assert_cmpint (only->kind, ==, GALLEY_CONSEQUENCE_BREAKS);
  g_assert_cmpuint (only->places->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const GalleyConsequencePlace *place = g_ptr_array_index (only->places, i);

      g_assert_cmpstr (place->id, ==, ((GalleyBlockData *) g_ptr_array_index (now->blocks, i))->id);
      g_assert_cmpuint (place->start, ==, 3);
    }
}

/* Comments and the ticks of a checker say nothing new, so they open no layer. */
static void
test_notes (void)
{
  g_autoptr (GalleySnapshot) sample = random_edits_sample ();
  g_autoptr (GalleyBulletin) bulletin = suggesting (sample, "甲");
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Note");
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  g_autoptr (GalleyBlockData) noted = NULL;
  g_autoptr (GalleyRecord) ticked = NULL;

  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_COMMENT, 0, 2, "c", NULL));
  noted = galley_block_data_with_marks (galley_bulletin_get_block (bulletin, 0), marks);
  galley_transaction_set_block (transaction, 0, noted);
  ticked = galley_record_with (g_ptr_array_index (galley_bulletin_get_rows (bulletin, "t"), 0), GALLEY_INDICATOR_CHECKED_BY,
                               "乙");
  galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, "t", 0, ticked);
  galley_transaction_commit (transaction);
  g_assert_cmpuint (galley_bulletin_get_list (bulletin, GALLEY_LIST_LAYERS)->len, ==, 0);
}

static gboolean
says_the_same (GalleySnapshot *a, GalleySnapshot *b)
{
  g_autoptr (GPtrArray) none = galley_layer_array_new ();
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_layer_schema, "x", NULL, NULL);
  g_autoptr (GalleySnapshot) with = NULL;

  g_ptr_array_add (none, galley_layer_new (head, a));
  with = galley_snapshot_with_notes (b, none, b->comments);
  return !galley_suggestions_pending (with);
}

/* A bulletin with one to three layers of random edits. Rows do not change their tables, and texts only grow marks. */
static GalleySnapshot *
random_layers (GalleySnapshot *base, GRand *rand)
{
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (base);
  int n = g_rand_int_range (rand, 1, 4);

  for (int i = 0; i < n; i++)
    {
      char author[] = { 'A' + i, '\0' };

      galley_bulletin_set_author (bulletin, author, NULL, TRUE);
      for (int edits = g_rand_int_range (rand, 1, 8); edits > 0; edits--)
        random_edits_do (bulletin, rand);
    }
  return galley_bulletin_snapshot (bulletin);
}

static void
test_all (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (GalleySnapshot) base = random_edits_sample ();

  for (int round = 0; round < 200; round++)
    {
      g_autoptr (GalleySnapshot) edited = random_layers (base, rand);
      g_autoptr (GalleySnapshot) accepted = NULL, rejected = NULL;
      g_autoptr (GError) error = NULL;

      accepted = galley_suggestions_settle (edited, NULL, TRUE, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (says_the_same (accepted, edited));
      g_assert_cmpuint (accepted->layers->len, ==, 0);
      rejected = galley_suggestions_settle (edited, NULL, FALSE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (rejected->layers->len, ==, 0);
      g_assert_true (says_the_same (base, rejected));
      g_assert_cmpuint (base->blocks->len, ==, rejected->blocks->len);
      for (guint i = 0; i < base->blocks->len; i++)
        g_assert_cmpstr (((GalleyBlockData *) g_ptr_array_index (base->blocks, i))->id, ==,
                         ((GalleyBlockData *) g_ptr_array_index (rejected->blocks, i))->id);
    }
}

static GHashTable *
ids_of (GalleySnapshot *snapshot)
{
  g_autoptr (GPtrArray) list = galley_suggestions_list (snapshot);
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < list->len; i++)
    g_assert_true (g_hash_table_add (ids, g_strdup (((GalleySuggestion *) g_ptr_array_index (list, i))->id)));
  return ids;
}

/* One by one in any order: each decision takes the one away that it is about, accepting leaves what the bulletin says,
 * rejecting leaves what it said, and in the end nothing waits. */
static void
test_any_order (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (66);
  g_autoptr (GalleySnapshot) base = random_edits_sample ();

  for (int round = 0; round < 200; round++)
    {
      g_autoptr (GalleySnapshot) now = random_layers (base, rand);
      guint stuck = 0;

      while (now->layers->len > 0)
        {
          g_autoptr (GHashTable) before = ids_of (now), after = NULL;
          guint n = g_hash_table_size (before);
          g_autofree gpointer *keys = g_hash_table_get_keys_as_array (before, NULL);
          const char *ids[2] = { NULL };
          gboolean accept = g_rand_boolean (rand);
          g_autoptr (GalleySnapshot) next = NULL;
          guint n_settled;

          if (n == 0)
            {
              next = galley_suggestions_settle (now, NULL, TRUE, NULL, NULL);
              g_clear_pointer (&now, galley_snapshot_unref);
              now = g_steal_pointer (&next);
              break;
            }
          ids[0] = keys[g_rand_int_range (rand, 0, n)];
          next = galley_suggestions_settle (now, ids, accept, &n_settled, NULL);
          after = ids_of (next);
          if (n_settled == 0)
            {
              /* Entangled: there is always another one that can be decided on. */
              g_assert_cmpuint (++stuck, <, 200);
              continue;
            }
          stuck = 0;
          g_assert_false (g_hash_table_contains (after, ids[0]));
          g_assert_true (accept ? says_the_same (now, next) : TRUE);
          g_clear_pointer (&now, galley_snapshot_unref);
          now = g_steal_pointer (&next);
        }
      g_assert_false (galley_suggestions_pending (now));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suggestion/kinds", test_kinds);
  g_test_add_func ("/suggestion/direction", test_direction);
  g_test_add_func ("/suggestion/undo", test_undo);
  g_test_add_func ("/suggestion/authors", test_authors);
  g_test_add_func ("/suggestion/bound-figure", test_bound_figure);
  g_test_add_func ("/suggestion/consequences", test_consequences);
  g_test_add_func ("/suggestion/consequences-folded", test_consequences_folded);
  g_test_add_func ("/suggestion/notes", test_notes);
  g_test_add_func ("/suggestion/all", test_all);
  g_test_add_func ("/suggestion/any-order", test_any_order);
  return g_test_run ();
}
