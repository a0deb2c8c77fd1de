/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-codec.h"
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
  g_assert_cmpuint (galley_comments_count_blocking (now), ==, 1);
  transaction = galley_transaction_begin (bulletin, "Resolve");
  g_assert_true (galley_comment_set_resolved (transaction, bulletin, block, "乙"));
  g_assert_false (galley_comment_set_resolved (transaction, bulletin, "none", "乙"));
  galley_transaction_commit (transaction);
  g_clear_pointer (&now, galley_snapshot_unref);
  now = galley_bulletin_snapshot (bulletin);
  g_assert_cmpuint (galley_comments_count_blocking (now), ==, 0);
  galley_bulletin_undo (bulletin);
  g_clear_pointer (&now, galley_snapshot_unref);
  now = galley_bulletin_snapshot (bulletin);
  g_assert_cmpuint (galley_comments_count_blocking (now), ==, 1);
}

static const char *const said[GALLEY_N_COMMENT_FIELDS] = { [GALLEY_COMMENT_AUTHOR] = "甲", [GALLEY_COMMENT_TEXT] = "核对" };

/* The bulletin's only thread. */
static GalleyThread *
only (GalleyBulletin *bulletin)
{
  g_autoptr (GPtrArray) threads = list (bulletin);

  g_assert_cmpuint (threads->len, ==, 1);
  return g_ptr_array_steal_index (threads, 0);
}

static void
assert_in_cell (GalleyBulletin *bulletin, guint row, guint column)
{
  g_autoptr (GalleyThread) thread = only (bulletin);

  g_assert_false (thread->orphaned);
  g_assert_true (thread->in_cell);
  g_assert_cmpuint (thread->cell_row, ==, row);
  g_assert_cmpuint (thread->cell_column, ==, column);
}

/* Takes @grid. */
static void
set_grid (GalleyBulletin *bulletin, guint position, GalleyGridData *grid)
{
  g_autoptr (GalleyGridData) now = grid;
  g_autoptr (GalleyBlockData) block = galley_block_data_with_grid (galley_bulletin_get_block (bulletin, position), now);
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Table");

  galley_transaction_set_block (transaction, position, block);
  galley_transaction_commit (transaction);
}

/* A comment on a cell of a free table goes where the cell goes; it is kept when the cell is gone, and undo brings it back. */
static void
test_free_cell (void)
{
  static const char *const texts[] = { "区", "项目", "和平", "12", "沈河", "54" };
  g_autoptr (GalleySnapshot) sample = random_edits_sample ();
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (sample);
  g_autoptr (GalleyGridData) grid = galley_grid_data_new_full (3, 2, 1, NULL, texts, NULL, 0, NULL);
  g_autoptr (GPtrArray) added = galley_block_array_new (), threads = NULL;
  g_autoptr (GalleyThread) gone = NULL;
  g_autoptr (GalleySnapshot) before = NULL, after = NULL;
  g_autoptr (GalleyBlockData) table = galley_block_data_new ("table", GALLEY_BLOCK_TABLE, "各区", NULL);
  g_autofree char *id = NULL, *here = NULL, *elsewhere = NULL, *hash = NULL, *noted = NULL;
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Insert");

  g_ptr_array_add (added, galley_block_data_with_grid (table, grid));
  galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, 4, 0, added);
  galley_transaction_commit (transaction);
  before = galley_bulletin_snapshot (bulletin);
  transaction = galley_transaction_begin (bulletin, "Comment");
  g_assert_null (galley_comment_put_on_cell (transaction, bulletin, "table", 3, 0, said));
  id = galley_comment_put_on_cell (transaction, bulletin, "table", 2, 1, said);
  galley_transaction_commit (transaction);
  after = galley_bulletin_snapshot (bulletin);
  hash = galley_codec_content_hash (before);
  noted = galley_codec_content_hash (after);
  g_assert_cmpstr (hash, ==, noted);

  assert_in_cell (bulletin, 2, 1);
  threads = list (bulletin);
  here = galley_comments_dup_grid_cell (threads, "table", 2, 1);
  elsewhere = galley_comments_dup_grid_cell (threads, "table", 1, 1);
  g_assert_cmpstr (here, ==, "甲: 核对");
  g_assert_null (elsewhere);
  set_grid (bulletin, 4, galley_grid_data_insert_row (galley_bulletin_get_block (bulletin, 4)->grid, 1));
  set_grid (bulletin, 4, galley_grid_data_insert_column (galley_bulletin_get_block (bulletin, 4)->grid, 0));
  set_grid (bulletin, 4, galley_grid_data_with_text (galley_bulletin_get_block (bulletin, 4)->grid, 3, 2, "55"));
  assert_in_cell (bulletin, 3, 2);
  set_grid (bulletin, 4, galley_grid_data_remove_column (galley_bulletin_get_block (bulletin, 4)->grid, 2));
  gone = only (bulletin);
  g_assert_true (gone->orphaned);
  g_assert_null (gone->block);
  g_assert_cmpstr (gone->first->fields[GALLEY_COMMENT_QUOTE], ==, "项目: 54");
  galley_bulletin_undo (bulletin);
  assert_in_cell (bulletin, 3, 2);
}

/* A comment on an indicator's cell is on that field of that row, wherever the row stands. */
static void
test_indicator_cell (void)
{
  g_autoptr (GalleySnapshot) sample = random_edits_sample ();
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (sample);
  GalleyRecord *row = g_ptr_array_index (galley_bulletin_get_rows (bulletin, "t"), 0);
  g_autofree char *target = g_strdup (row->id), *id = NULL, *value = NULL, *name = NULL;
  const char *fields[GALLEY_N_COMMENT_FIELDS];
  g_autoptr (GPtrArray) moved = galley_record_array_new (), threads = NULL;
  g_autoptr (GalleyThread) thread = NULL, gone = NULL;
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Comment");

  memcpy (fields, said, sizeof fields);
  fields[GALLEY_COMMENT_FIELD] = "value";
  id = galley_comment_put (transaction, bulletin, GALLEY_COMMENT_ON_CELL, target, 0, 0, fields);
  galley_transaction_commit (transaction);
  g_ptr_array_add (moved, galley_record_ref (row));
  transaction = galley_transaction_begin (bulletin, "Move");
  galley_transaction_splice (transaction, GALLEY_LIST_ROWS, "t", 0, 1, NULL);
  galley_transaction_splice (transaction, GALLEY_LIST_ROWS, "t", 2, 0, moved);
  galley_transaction_commit (transaction);
  thread = only (bulletin);
  g_assert_cmpstr (thread->row, ==, target);
  g_assert_cmpint (thread->field, ==, GALLEY_INDICATOR_VALUE);
  threads = list (bulletin);
  value = galley_comments_dup_cell (threads, target, GALLEY_INDICATOR_VALUE);
  name = galley_comments_dup_cell (threads, target, GALLEY_INDICATOR_NAME);
  g_assert_cmpstr (value, ==, "甲: 核对");
  g_assert_null (name);
  transaction = galley_transaction_begin (bulletin, "Remove");
  galley_transaction_splice (transaction, GALLEY_LIST_ROWS, "t", 2, 1, NULL);
  galley_transaction_commit (transaction);
  gone = only (bulletin);
  g_assert_true (gone->orphaned);
  g_assert_cmpstr (gone->first->fields[GALLEY_COMMENT_QUOTE], ==, "开工项目: 66");
}

static void
test_due (void)
{
  static const struct
  {
    const char *due, *resolved_by;
    gboolean date, overdue;
  } cases[] = {
    { "2024-04-15", NULL, TRUE, TRUE },    { "2024-04-15", "乙", TRUE, FALSE }, { "2024-04-16", NULL, TRUE, FALSE },
    { "2024-02-30", NULL, FALSE, FALSE },  { "周五", NULL, FALSE, FALSE },       { "2024-4-1", NULL, FALSE, FALSE },
    { "2024-04-15x", NULL, FALSE, FALSE }, { "", NULL, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const fields[GALLEY_N_COMMENT_FIELDS] = { [GALLEY_COMMENT_DUE] = cases[i].due,
                                                            [GALLEY_COMMENT_RESOLVED_BY] = cases[i].resolved_by };
      g_autoptr (GalleyRecord) first = galley_record_new (&galley_comment_schema, NULL, fields, NULL);
      const GalleyThread thread = { .first = first };

      g_assert_cmpint (galley_comment_due_is_date (cases[i].due), ==, cases[i].date);
      g_assert_cmpint (galley_thread_is_overdue (&thread, "2024-04-16"), ==, cases[i].overdue);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comment/follows", test_follows);
  g_test_add_func ("/comment/threads", test_threads);
  g_test_add_func ("/comment/free-cell", test_free_cell);
  g_test_add_func ("/comment/indicator-cell", test_indicator_cell);
  g_test_add_func ("/comment/due", test_due);
  return g_test_run ();
}
