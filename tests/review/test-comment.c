/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-comment.h"
#include "random-edits.h"

/* A comment of 甲 on a span of the fourth block, 新建12个，续建54个。 */
static char *
put (GalleyBulletin *bulletin, GalleyCommentOn on, guint start, guint length, const char *text, const char *blocking)
{
  const char *const fields[GALLEY_N_COMMENT_FIELDS] = { [GALLEY_COMMENT_AUTHOR] = "甲",
                                                        [GALLEY_COMMENT_TEXT] = text,
                                                        [GALLEY_COMMENT_BLOCKING] = blocking };
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Comment");
  char *id = galley_comment_put (transaction, bulletin, on, galley_bulletin_get_block (bulletin, 3)->id, start, length, fields);

  galley_transaction_commit (transaction);
  return id;
}

static GPtrArray *
list (GalleyBulletin *bulletin)
{
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (bulletin);

  return galley_comments_list (now);
}

static void
type (GalleyBulletin *bulletin, guint block, guint offset, guint n_removed, const char *text)
{
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Typing");

  galley_transaction_replace_text (transaction, block, offset, n_removed, text);
  galley_transaction_commit (transaction);
}

/* A comment follows its words through edits around and in them, and through a split; once they are gone it is kept. */
static void
test_follows (void)
{
  g_autoptr (GalleySnapshot) sample = random_edits_sample ();
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (sample);
  g_autofree char *id = put (bulletin, GALLEY_COMMENT_ON_FIGURE, 2, 3, "核对", NULL);
  g_autoptr (GPtrArray) before = NULL, split = NULL, gone = NULL, back = NULL;
  g_autoptr (GPtrArray) both = galley_block_array_new ();
  GalleyBlockData *head, *tail;
  GalleyTransaction *transaction;
  const GalleyThread *thread;

  type (bulletin, 3, 0, 0, "其中");
  type (bulletin, 3, 4, 2, "13");
  before = list (bulletin);
  thread = g_ptr_array_index (before, 0);
  g_assert_cmpstr (thread->first->id, ==, id);
  g_assert_cmpstr (thread->first->fields[GALLEY_COMMENT_QUOTE], ==, "12个");
  g_assert_cmpuint (thread->start, ==, 4);
  g_assert_cmpuint (thread->length, ==, 3);
  g_assert_false (thread->orphaned);

  transaction = galley_transaction_begin (bulletin, "Split");
  galley_block_data_split (galley_bulletin_get_block (bulletin, 3), 2, &head, &tail);
  g_ptr_array_add (both, head);
  g_ptr_array_add (both, tail);
  galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, 3, 1, both);
  galley_transaction_commit (transaction);
  split = list (bulletin);
  thread = g_ptr_array_index (split, 0);
  g_assert_cmpstr (thread->block, ==, galley_bulletin_get_block (bulletin, 4)->id);
  g_assert_cmpuint (thread->start, ==, 2);

  type (bulletin, 4, 0, 6, "");
  gone = list (bulletin);
  thread = g_ptr_array_index (gone, 0);
  g_assert_true (thread->orphaned);
  g_assert_null (thread->block);
  g_assert_cmpstr (thread->first->fields[GALLEY_COMMENT_QUOTE], ==, "12个");
  galley_bulletin_undo (bulletin);
  back = list (bulletin);
  g_assert_false (((GalleyThread *) g_ptr_array_index (back, 0))->orphaned);
}

static void
test_threads (void)
{
  g_autoptr (GalleySnapshot) sample = random_edits_sample ();
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (sample);
  g_autofree char *block = put (bulletin, GALLEY_COMMENT_ON_BLOCK, 0, 0, "请@李明看", "yes");
  g_autofree char *text = put (bulletin, GALLEY_COMMENT_ON_TEXT, 0, 2, "请@Li改", NULL);
  g_autoptr (GPtrArray) threads = NULL;
  g_autoptr (GalleySnapshot) now = NULL;
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Reply");
  const GalleyThread *first, *second;

  galley_comment_reply (transaction, bulletin, block, "乙", "已看");
  galley_transaction_commit (transaction);
  threads = list (bulletin);
  g_assert_cmpuint (threads->len, ==, 2);
  first = g_ptr_array_index (threads, 0);
  second = g_ptr_array_index (threads, 1);
  if (first->on != GALLEY_COMMENT_ON_BLOCK)
    {
      const GalleyThread *other = first;

      first = second;
      second = other;
    }
  g_assert_cmpuint (first->replies->len, ==, 1);
  g_assert_true (galley_thread_is_blocking (first));
  g_assert_true (galley_thread_concerns (first, "李明"));
  g_assert_false (galley_thread_concerns (first, "王芳"));
  g_assert_true (galley_thread_concerns (second, "Li"));
  g_assert_false (galley_thread_concerns (second, "L"));

  now = galley_bulletin_snapshot (bulletin);
  g_assert_true (galley_comments_blocking (now));
  transaction = galley_transaction_begin (bulletin, "Resolve");
  g_assert_true (galley_comment_set_resolved (transaction, bulletin, block, "乙"));
  g_assert_false (galley_comment_set_resolved (transaction, bulletin, "none", "乙"));
  galley_transaction_commit (transaction);
  g_clear_pointer (&now, galley_snapshot_unref);
  now = galley_bulletin_snapshot (bulletin);
  g_assert_false (galley_comments_blocking (now));
  galley_bulletin_undo (bulletin);
  g_clear_pointer (&now, galley_snapshot_unref);
  now = galley_bulletin_snapshot (bulletin);
  g_assert_true (galley_comments_blocking (now));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comment/follows", test_follows);
  g_test_add_func ("/comment/threads", test_threads);
  return g_test_run ();
}
