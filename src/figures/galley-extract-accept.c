/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-binding.h"
#include "galley-extract.h"

static GHashTable *
index_blocks (const GalleySnapshot *snapshot)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      g_hash_table_insert (index, block->id, block);
    }
  return index;
}

static gboolean
is_free (const GPtrArray *marks,
         const GalleyMention *mention)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (marks, i);

      if (mark->kind == GALLEY_MARK_FIGURE && mark->target != NULL && mark->start < mention->start + mention->length
          && mark->start + mark->length > mention->start)
        return FALSE;
    }
  return TRUE;
}

/* Binds a proposal's mentions where the text still is what was read. @marked: the marks of the blocks that get more.
 * Returns how many were bound. */
static guint
bind_mentions (const GalleyProposal *proposal,
               GHashTable *read,
               GHashTable *now,
               GHashTable *marked)
{
  guint n = 0;

  for (guint i = 0; i < proposal->mentions->len; i++)
    {
      const GalleyMention *mention = g_ptr_array_index (proposal->mentions, i);
      const GalleyBlockData *was = g_hash_table_lookup (read, mention->block);
      const GalleyBlockData *block = g_hash_table_lookup (now, mention->block);
      GPtrArray *marks = g_hash_table_lookup (marked, mention->block);

      if (block == NULL || (block != was && !g_str_equal (block->text, was->text)))
        continue;
      /* Mentions do not touch each other; what stood before may be in their way. */
      if (!is_free (block->marks, mention))
        continue;
      if (marks == NULL)
        {
          marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
          for (guint j = 0; j < block->marks->len; j++)
            g_ptr_array_add (marks, galley_mark_ref (g_ptr_array_index (block->marks, j)));
          g_hash_table_insert (marked, block->id, marks);
        }
      g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, mention->start, mention->length, proposal->record->id,
                                               galley_indicator_schema.fields[mention->field].name));
      n++;
    }
  return n;
}

/* Puts a row that the table has in its place where its change was filled in, or takes a new one in. */
static void
place_row (GPtrArray *tables,
           GPtrArray *added,
           const GalleyProposal *proposal)
{
  for (guint t = 0; proposal->existing && t < tables->len; t++)
    {
      GalleyTableData *table = g_ptr_array_index (tables, t);
      g_autoptr (GPtrArray) rows = galley_record_array_new ();
      gboolean found = FALSE;

      for (guint i = 0; i < table->rows->len; i++)
        {
          GalleyRecord *row = g_ptr_array_index (table->rows, i);
          gboolean this = g_str_equal (row->id, proposal->record->id);

          found = found || (this && !galley_record_equal (row, proposal->record));
          g_ptr_array_add (rows, galley_record_ref (this ? proposal->record : row));
        }
      if (!found)
        continue;
      g_ptr_array_index (tables, t) = galley_table_data_new (table->head, rows);
      galley_table_data_unref (table);
    }
  if (!proposal->existing)
    g_ptr_array_add (added, galley_record_ref (proposal->record));
}

/* The rows of @added go behind those of the first table, which is made where there is none. */
static void
append_rows (GPtrArray *tables,
             GPtrArray *added)
{
  g_autoptr (GPtrArray) rows = galley_record_array_new ();
  g_autoptr (GalleyRecord) head = NULL;
  GalleyTableData *table = tables->len > 0 ? g_ptr_array_index (tables, 0) : NULL;

  if (added->len == 0)
    return;
  for (guint i = 0; table != NULL && i < table->rows->len; i++)
    g_ptr_array_add (rows, galley_record_ref (g_ptr_array_index (table->rows, i)));
  for (guint i = 0; i < added->len; i++)
    g_ptr_array_add (rows, galley_record_ref (g_ptr_array_index (added, i)));
  if (table == NULL)
    {
      head = galley_record_new (&galley_table_schema, NULL, NULL, NULL);
      g_ptr_array_add (tables, galley_table_data_new (head, rows));
      return;
    }
  g_ptr_array_index (tables, 0) = galley_table_data_new (table->head, rows);
  galley_table_data_unref (table);
}

static GalleySnapshot *
accept_onto (const GalleyExtraction *extraction,
             const gboolean *chosen,
             GalleySnapshot *now)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), tables = galley_table_array_new ();
  g_autoptr (GPtrArray) added = galley_record_array_new ();
  g_autoptr (GHashTable) read_blocks = index_blocks (extraction->snapshot), now_blocks = index_blocks (now);
  g_autoptr (GHashTable) marked = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  guint n = 0;

  for (guint i = 0; i < now->tables->len; i++)
    g_ptr_array_add (tables, galley_table_data_ref (g_ptr_array_index (now->tables, i)));
  for (guint i = 0; i < extraction->proposals->len; i++)
    {
      const GalleyProposal *proposal = g_ptr_array_index (extraction->proposals, i);
      guint bound = chosen == NULL || chosen[i] ? bind_mentions (proposal, read_blocks, now_blocks, marked) : 0;

      if (bound > 0)
        place_row (tables, added, proposal);
      n += bound;
    }
  if (n == 0)
    return galley_snapshot_ref (now);
  append_rows (tables, added);
  for (guint i = 0; i < now->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (now->blocks, i);
      GPtrArray *marks = g_hash_table_lookup (marked, block->id);

      g_ptr_array_add (blocks, marks != NULL ? galley_block_data_with_marks (block, marks) : galley_block_data_ref (block));
    }
  return galley_snapshot_with (now, blocks, tables);
}

/**
 * galley_extraction_accept:
 * @extraction: what was proposed
 * @chosen: (nullable) (array): for each proposal, whether to take it; %NULL for all
 *
 * Returns: (transfer full): the bulletin that was read, with the rows and bindings that were chosen
 */
GalleySnapshot *
galley_extraction_accept (const GalleyExtraction *extraction,
                          const gboolean *chosen)
{
  return accept_onto (extraction, chosen, extraction->snapshot);
}

/**
 * galley_extraction_apply:
 * @extraction: what was proposed
 * @chosen: (nullable) (array): for each proposal, whether to take it; %NULL for all
 * @transaction: a transaction of @bulletin
 * @bulletin: the bulletin that was read, perhaps edited since then: mentions in blocks whose text changed are left out
 *
 * Returns: whether there was anything to take over
 */
gboolean
galley_extraction_apply (const GalleyExtraction *extraction,
                         const gboolean *chosen,
                         GalleyTransaction *transaction,
                         GalleyBulletin *bulletin)
{
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (bulletin);
  g_autoptr (GalleySnapshot) accepted = accept_onto (extraction, chosen, now);

  if (accepted == now)
    return FALSE;
  galley_binding_take (transaction, bulletin, accepted);
  return TRUE;
}
