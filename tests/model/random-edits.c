/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "random-edits.h"

/* A small bulletin with all that edits need. */
GalleySnapshot *
random_edits_sample (void)
{
  static const struct
  {
    GalleyBlockKind kind;
    const char *text;
  } blocks_of[] = {
    { GALLEY_BLOCK_HEADLINE, "一季度开局" },   { GALLEY_BLOCK_LEAD, "本区开工66个项目。" },
    { GALLEY_BLOCK_HEADING, "抓项目\n稳增长" }, { GALLEY_BLOCK_PARAGRAPH, "新建12个，续建54个。" },
    { GALLEY_BLOCK_ITEM, "完成2个书房。" },     { GALLEY_BLOCK_HEADING, "优环境\n提品质" },
    { GALLEY_BLOCK_PARAGRAPH, "增设4处港湾。" },
  };
  static const char *const row[GALLEY_N_INDICATOR_FIELDS] = { [GALLEY_INDICATOR_NAME] = "开工项目",
                                                              [GALLEY_INDICATOR_VALUE] = "66",
                                                              [GALLEY_INDICATOR_UNIT] = "个" };
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), tables = galley_table_array_new ();
  g_autoptr (GPtrArray) rows = galley_record_array_new ();
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (blocks_of); i++)
    g_ptr_array_add (blocks, galley_block_data_new (NULL, blocks_of[i].kind, blocks_of[i].text, NULL));
  for (int i = 0; i < 3; i++)
    g_ptr_array_add (rows, galley_record_new (&galley_indicator_schema, NULL, row, NULL));
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  return galley_snapshot_new ("bulletin", NULL, NULL, blocks, tables, NULL, NULL, NULL);
}

static void
add_rows_edit (GalleyTransaction *transaction, GalleyBulletin *bulletin, GRand *rand)
{
  GPtrArray *heads = galley_bulletin_get_list (bulletin, GALLEY_LIST_TABLES), *rows;
  const char *table;

  if (heads->len == 0)
    return;
  table = ((GalleyRecord *) g_ptr_array_index (heads, g_rand_int_range (rand, 0, heads->len)))->id;
  rows = galley_bulletin_get_rows (bulletin, table);
  if (rows->len == 0 || g_rand_int_range (rand, 0, 3) == 0)
    {
      g_autoptr (GPtrArray) inserted = galley_record_array_new ();

      g_ptr_array_add (inserted, galley_record_new (&galley_indicator_schema, NULL, NULL, NULL));
      galley_transaction_splice (transaction, GALLEY_LIST_ROWS, table, g_rand_int_range (rand, 0, rows->len + 1), 0,
                                 inserted);
    }
  else if (g_rand_boolean (rand))
    {
      guint row = g_rand_int_range (rand, 0, rows->len);
      g_autoptr (GalleyRecord) other = galley_record_with (g_ptr_array_index (rows, row), GALLEY_INDICATOR_VALUE, "789.5");

      galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, table, row, other);
    }
  else
    galley_transaction_splice (transaction, GALLEY_LIST_ROWS, table, g_rand_int_range (rand, 0, rows->len), 1, NULL);
}

static void
add_mark (GalleyTransaction *transaction, guint at, GalleyBlockData *block, GRand *rand)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  g_autoptr (GalleyBlockData) other = NULL;
  guint start;

  if (block->n_chars == 0)
    return;
  start = g_rand_int_range (rand, 0, block->n_chars);
  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_EMPHASIS, start, block->n_chars - start, NULL, NULL));
  other = galley_block_data_with_marks (block, marks);
  galley_transaction_set_block (transaction, at, other);
}

/* Adds one edit of any kind at any place of the article, the details or a table. */
void
random_edits_add (GalleyTransaction *transaction, GalleyBulletin *bulletin, GRand *rand)
{
  guint n = galley_bulletin_get_n_blocks (bulletin), at = g_rand_int_range (rand, 0, n);
  GalleyBlockData *block = galley_bulletin_get_block (bulletin, at);
  guint offset = g_rand_int_range (rand, 0, block->n_chars + 1);

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
    case 1:
      galley_transaction_replace_text (transaction, at, offset, MIN (3, block->n_chars - offset), "改7个");
      break;
    case 2:
      {
        g_autoptr (GalleyBlockData) head = NULL, tail = NULL;
        g_autoptr (GPtrArray) both = galley_block_array_new ();

        galley_block_data_split (block, offset, &head, &tail);
        g_ptr_array_add (both, g_steal_pointer (&head));
        g_ptr_array_add (both, g_steal_pointer (&tail));
        galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, at, 1, both);
        break;
      }
    case 3:
      if (n > 2)
        galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, at, 1, NULL);
      break;
    case 4:
      {
        guint count = g_rand_int_range (rand, 1, n - at + 1);

        galley_transaction_move (transaction, GALLEY_LIST_BLOCKS, NULL, at, count,
                                 g_rand_int_range (rand, 0, n - count + 1));
        break;
      }
    case 5:
      {
        g_autoptr (GalleyBlockData) other =
          galley_block_data_with_kind (block, g_rand_int_range (rand, 0, GALLEY_N_BLOCK_KINDS));

        galley_transaction_set_block (transaction, at, other);
        break;
      }
    case 6:
      galley_transaction_set_details_field (transaction, g_rand_int_range (rand, 0, GALLEY_N_DETAILS_FIELDS), "和平区");
      break;
    case 7:
    case 8:
      add_rows_edit (transaction, bulletin, rand);
      break;
    case 9:
      add_mark (transaction, at, block, rand);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* A transaction of one edit, now and then a cancelled one. */
void
random_edits_do (GalleyBulletin *bulletin, GRand *rand)
{
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Random");

  random_edits_add (transaction, bulletin, rand);
  if (g_rand_int_range (rand, 0, 8) == 0)
    galley_transaction_cancel (transaction);
  else
    galley_transaction_commit (transaction);
}

