/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-article.h"
#include "galley-table.h"
#include "galley-transaction.h"
#include "random-edits.h"

/* A copy of a list model that is kept by its items-changed alone: where the two differ, a signal lied. */
typedef struct
{
  GListModel *model;
  GPtrArray *items;
} Mirror;

static void
mirror_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Mirror *mirror = data;

  g_assert_cmpuint (position + removed, <=, mirror->items->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror->items, position + i, g_list_model_get_item (model, position + i));
}

static void
mirror_init (Mirror *mirror, GListModel *model)
{
  mirror->model = model;
  mirror->items = g_ptr_array_new_with_free_func (g_object_unref);
  mirror_cb (model, 0, 0, g_list_model_get_n_items (model), mirror);
  g_signal_connect (model, "items-changed", G_CALLBACK (mirror_cb), mirror);
}

static void
mirror_check (Mirror *mirror)
{
  g_assert_cmpuint (g_list_model_get_n_items (mirror->model), ==, mirror->items->len);
  for (guint i = 0; i < mirror->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (mirror->model, i);

      g_assert_true (item == g_ptr_array_index (mirror->items, i));
    }
}

static void
mirror_clear (Mirror *mirror)
{
  g_signal_handlers_disconnect_by_data (mirror->model, mirror);
  g_ptr_array_unref (mirror->items);
}

static void
test_undo_returns (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GalleySnapshot) first = random_edits_sample (), last = NULL, back = NULL, again = NULL;
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (first);
  g_autoptr (GListModel) table = g_list_model_get_item (galley_bulletin_get_tables (bulletin), 0);
  Mirror article, rows;

  mirror_init (&article, G_LIST_MODEL (galley_bulletin_get_article (bulletin)));
  mirror_init (&rows, table);
  for (int i = 0; i < 2000; i++)
    {
      random_edits_do (bulletin, rand);
      mirror_check (&article);
      mirror_check (&rows);
    }
  last = galley_bulletin_snapshot (bulletin);
  g_assert_false (galley_snapshot_equal (first, last));
  while (galley_bulletin_get_can_undo (bulletin))
    {
      galley_bulletin_undo (bulletin);
      mirror_check (&article);
      mirror_check (&rows);
    }
  back = galley_bulletin_snapshot (bulletin);
  g_assert_true (galley_snapshot_equal (first, back));
  g_assert_false (galley_bulletin_get_modified (bulletin));
  while (galley_bulletin_get_can_redo (bulletin))
    galley_bulletin_redo (bulletin);
  mirror_check (&article);
  again = galley_bulletin_snapshot (bulletin);
  g_assert_true (galley_snapshot_equal (last, again));
  mirror_clear (&article);
  mirror_clear (&rows);
}

/* The blocks of a section that is watched, through changes of its range and of its neighbours. */
static void
test_section_blocks (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GalleySnapshot) snapshot = random_edits_sample ();
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  GListModel *article = G_LIST_MODEL (galley_bulletin_get_article (bulletin));
  g_autoptr (GalleySection) section = g_list_model_get_item (article, 1);
  g_autoptr (GalleyBlock) block = g_list_model_get_item (G_LIST_MODEL (section), 1);
  g_autofree char *text = NULL;
  Mirror mirror;

  g_assert_cmpstr (galley_section_get_title (section), ==, "抓项目 / 稳增长");
  g_assert_cmpuint (g_list_model_get_n_items (article), ==, 3);
  mirror_init (&mirror, G_LIST_MODEL (section));
  for (int i = 0; i < 500; i++)
    {
      random_edits_do (bulletin, rand);
      if (g_list_model_get_n_items (G_LIST_MODEL (section)) == mirror.items->len)
        mirror_check (&mirror);
    }
  while (galley_bulletin_get_can_undo (bulletin))
    galley_bulletin_undo (bulletin);
  g_object_get (block, "text", &text, NULL);
  g_assert_cmpstr (text, ==, "新建12个，续建54个。");
  mirror_clear (&mirror);
}

static void
type_text (GalleyBulletin *bulletin, guint block, const char *text)
{
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Typing");

  galley_transaction_set_merge_key (transaction, "typing");
  galley_transaction_replace_text (transaction, block, galley_bulletin_get_block (bulletin, block)->n_chars, 0, text);
  galley_transaction_commit (transaction);
}

static void
test_typing_is_one_step (void)
{
  g_autoptr (GalleySnapshot) snapshot = random_edits_sample (), now = NULL;
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);

  type_text (bulletin, 1, "开");
  type_text (bulletin, 1, "门");
  type_text (bulletin, 1, "红");
  galley_bulletin_seal (bulletin);
  type_text (bulletin, 1, "。");
  g_assert_cmpstr (galley_bulletin_get_undo_label (bulletin), ==, "Typing");
  galley_bulletin_undo (bulletin);
  g_assert_cmpstr (galley_bulletin_get_block (bulletin, 1)->text, ==, "本区开工66个项目。开门红");
  galley_bulletin_undo (bulletin);
  g_assert_cmpstr (galley_bulletin_get_block (bulletin, 1)->text, ==, "本区开工66个项目。");
  g_assert_false (galley_bulletin_get_can_undo (bulletin));
  now = galley_bulletin_snapshot (bulletin);
  g_assert_true (galley_snapshot_equal (snapshot, now));
}

static void
test_modified (void)
{
  g_autoptr (GalleySnapshot) snapshot = random_edits_sample (), saved = NULL;
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);

  type_text (bulletin, 1, "一");
  g_assert_true (galley_bulletin_get_modified (bulletin));
  saved = galley_bulletin_snapshot (bulletin);
  type_text (bulletin, 1, "二");
  galley_bulletin_mark_saved (bulletin, saved);
  g_assert_true (galley_bulletin_get_modified (bulletin));
  galley_bulletin_undo (bulletin);
  g_assert_true (galley_bulletin_get_modified (bulletin));
}

static void
test_snapshot_never_changes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (GalleySnapshot) first = random_edits_sample (), copy = NULL;
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (first);
  GalleyBlockData *block;

  copy = galley_bulletin_snapshot (bulletin);
  block = g_ptr_array_index (copy->blocks, 1);
  for (int i = 0; i < 200; i++)
    random_edits_do (bulletin, rand);
  g_assert_true (g_ptr_array_index (copy->blocks, 1) == block);
  g_assert_true (galley_snapshot_equal (first, copy));
}

static void
test_replay (void)
{
  g_autoptr (GalleySnapshot) snapshot = random_edits_sample (), now = NULL;
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  g_autoptr (GalleyChange) change = galley_change_new ("Replayed");
  g_autoptr (GPtrArray) removed = galley_block_array_new (), inserted = galley_block_array_new ();

  g_ptr_array_add (removed, galley_block_data_new ("any", GALLEY_BLOCK_LEAD, "", NULL));
  g_ptr_array_add (inserted, galley_block_data_new ("new", GALLEY_BLOCK_LEAD, "新的导语。", NULL));
  g_ptr_array_add (change->edits, galley_edit_new (GALLEY_LIST_BLOCKS, NULL, 1, removed, inserted));
  g_assert_true (galley_bulletin_replay (bulletin, change));
  g_assert_cmpstr (galley_bulletin_get_block (bulletin, 1)->text, ==, "新的导语。");
  galley_bulletin_undo (bulletin);
  g_ptr_array_add (change->edits, galley_edit_new (GALLEY_LIST_BLOCKS, NULL, 99, removed, inserted));
  g_assert_false (galley_bulletin_replay (bulletin, change));
  now = galley_bulletin_snapshot (bulletin);
  g_assert_true (galley_snapshot_equal (snapshot, now));
}

static void
test_log_is_no_step (void)
{
  g_autoptr (GalleySnapshot) snapshot = random_edits_sample ();
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  g_autoptr (GPtrArray) entries = galley_record_array_new ();
  GalleyTransaction *transaction;

  type_text (bulletin, 1, "一");
  g_ptr_array_add (entries, galley_record_new (&galley_log_schema, NULL, NULL, NULL));
  transaction = galley_transaction_begin (bulletin, "Submit");
  galley_transaction_set_permanent (transaction);
  galley_transaction_splice (transaction, GALLEY_LIST_LOG, NULL, 0, 0, entries);
  galley_transaction_commit (transaction);
  while (galley_bulletin_get_can_undo (bulletin))
    galley_bulletin_undo (bulletin);
  g_assert_cmpuint (galley_bulletin_get_list (bulletin, GALLEY_LIST_LOG)->len, ==, 1);
  g_assert_cmpstr (galley_bulletin_get_block (bulletin, 1)->text, ==, "本区开工66个项目。");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bulletin/undo-returns", test_undo_returns);
  g_test_add_func ("/bulletin/section-blocks", test_section_blocks);
  g_test_add_func ("/bulletin/typing-is-one-step", test_typing_is_one_step);
  g_test_add_func ("/bulletin/modified", test_modified);
  g_test_add_func ("/bulletin/snapshot-never-changes", test_snapshot_never_changes);
  g_test_add_func ("/bulletin/replay", test_replay);
  g_test_add_func ("/bulletin/log-is-no-step", test_log_is_no_step);
  return g_test_run ();
}
