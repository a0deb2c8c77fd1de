/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-binding.h"
#include "galley-sheet-mapping.h"

/* Rows are the same by name, scope and period. What a sheet does not say of scope and period it leaves open, and the row
 * is found if just one has what it says. */

#define BY_SCOPE 1
#define BY_PERIOD 2

static char *
dup_key (const GalleyRecord *row, guint by)
{
  return g_strdup_printf ("%u\x1f%s\x1f%s\x1f%s", by, row->fields[GALLEY_INDICATOR_NAME],
                          by & BY_SCOPE ? row->fields[GALLEY_INDICATOR_SCOPE] : "",
                          by & BY_PERIOD ? row->fields[GALLEY_INDICATOR_PERIOD] : "");
}

/* For each key, the rows that have it, in order. */
static GHashTable *
index_rows (GPtrArray *table)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_queue_free);

  for (guint i = 0; i < table->len; i++)
    for (guint by = 0; by <= (BY_SCOPE | BY_PERIOD); by++)
      {
        char *key = dup_key (g_ptr_array_index (table, i), by);
        GQueue *rows = g_hash_table_lookup (index, key);

        if (rows == NULL)
          g_hash_table_insert (index, g_strdup (key), rows = g_queue_new ());
        g_queue_push_tail (rows, GUINT_TO_POINTER (i));
        g_free (key);
      }
  return index;
}

/* The row that @row is another state of, -1 for none. Where several are just alike, each is found once, in order. */
static int
find_row (GHashTable *index, const GalleyRecord *row)
{
  g_autofree char *exact = dup_key (row, BY_SCOPE | BY_PERIOD);
  g_autofree char *open = dup_key (row, (*row->fields[GALLEY_INDICATOR_SCOPE] ? BY_SCOPE : 0) |
                                          (*row->fields[GALLEY_INDICATOR_PERIOD] ? BY_PERIOD : 0));
  GQueue *rows = g_hash_table_lookup (index, exact);

  if (rows && !g_queue_is_empty (rows))
    return (int) GPOINTER_TO_UINT (g_queue_pop_head (rows));
  rows = g_hash_table_lookup (index, open);
  return rows && g_queue_get_length (rows) == 1 ? (int) GPOINTER_TO_UINT (g_queue_peek_head (rows)) : -1;
}

/* @old with all that @row says. A base that was stated in another unit would be an untruth. */
static GalleyRecord *
update (GalleyRecord *old, const GalleyRecord *row)
{
  GalleyRecord *updated = galley_record_ref (old);
  const char *unit = row->fields[GALLEY_INDICATOR_UNIT];
  gboolean rescaled = *unit && !g_str_equal (unit, old->fields[GALLEY_INDICATOR_UNIT]);

  for (guint i = 0; i < GALLEY_N_INDICATOR_FIELDS; i++)
    if ((*row->fields[i] || (i == GALLEY_INDICATOR_BASE && rescaled)) && !g_str_equal (row->fields[i], updated->fields[i]))
      {
        g_autoptr (GalleyRecord) before = updated;

        updated = galley_record_with (before, i, row->fields[i]);
      }
  return updated;
}

/**
 * galley_sheet_merge_new:
 * @table: (element-type GalleyRecord): the rows of a table
 * @rows: (element-type GalleyRecord): what comes in
 *
 * A row that is there takes over what the one that comes in says, and keeps what that leaves empty.
 *
 * Returns: (transfer full): what becomes of the table
 */
GalleySheetMerge *
galley_sheet_merge_new (GPtrArray *table, GPtrArray *rows)
{
  GalleySheetMerge *self = g_new0 (GalleySheetMerge, 1);
  g_autoptr (GHashTable) index = index_rows (table), touched = g_hash_table_new (NULL, NULL);

  self->rows = galley_record_array_new ();
  self->n_before = table->len;
  for (guint i = 0; i < table->len; i++)
    g_ptr_array_add (self->rows, galley_record_ref (g_ptr_array_index (table, i)));
  for (guint i = 0; i < rows->len; i++)
    {
      GalleyRecord *row = g_ptr_array_index (rows, i), *updated;
      int at = find_row (index, row);

      if (at < 0 || !g_hash_table_add (touched, GINT_TO_POINTER (at)))
        {
          g_ptr_array_add (self->rows, galley_record_ref (row));
          self->n_added++;
          continue;
        }
      updated = update (g_ptr_array_index (self->rows, at), row);
      if (updated == g_ptr_array_index (self->rows, at))
        self->n_same++;
      else
        self->n_updated++;
      galley_record_unref (g_ptr_array_index (self->rows, at));
      g_ptr_array_index (self->rows, at) = updated;
    }
  return self;
}

void
galley_sheet_merge_free (GalleySheetMerge *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static char *
make_table (GalleyTransaction *transaction, GalleyBulletin *bulletin, const char *title)
{
  g_autoptr (GPtrArray) heads = galley_record_array_new ();
  GalleyRecord *head = galley_record_new (&galley_table_schema, NULL, (const char *const[]){ title }, NULL);

  g_ptr_array_add (heads, head);
  galley_transaction_splice (transaction, GALLEY_LIST_TABLES, NULL,
                             galley_bulletin_get_list (bulletin, GALLEY_LIST_TABLES)->len, 0, heads);
  return g_strdup (head->id);
}

/**
 * galley_sheet_merge_apply:
 * @transaction: a transaction of @bulletin
 * @table: (nullable): the id of the table that the merge was made for, as it still is; %NULL to make one
 * @title: (nullable): what a table that is made is called
 *
 * Changes the rows; text that is bound to their cells follows in the same step of undo.
 *
 * Returns: in how many places the text followed
 */
guint
galley_sheet_merge_apply (const GalleySheetMerge *self,
                          GalleyTransaction *transaction,
                          GalleyBulletin *bulletin,
                          const char *table,
                          const char *title)
{
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin);
  g_autoptr (GalleyBindingReport) report = NULL;
  g_autoptr (GPtrArray) added = galley_record_array_new ();
  g_autofree char *id = table ? g_strdup (table) : make_table (transaction, bulletin, title);
  GPtrArray *rows = galley_bulletin_get_rows (bulletin, id);
  guint n_rewritten = 0;

  g_return_val_if_fail (rows->len == self->n_before, 0);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GalleyRecord *row = g_ptr_array_index (self->rows, i);

      if (i >= self->n_before)
        g_ptr_array_add (added, galley_record_ref (row));
      else if (row != g_ptr_array_index (rows, i))
        galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, id, i, row);
    }
  galley_transaction_splice (transaction, GALLEY_LIST_ROWS, id, self->n_before, 0, added);
  report = galley_binding_follow (transaction, bulletin, before);
  for (guint i = 0; i < report->places->len; i++)
    n_rewritten += ((GalleyBindingPlace *) g_ptr_array_index (report->places, i))->was != NULL;
  return n_rewritten;
}
