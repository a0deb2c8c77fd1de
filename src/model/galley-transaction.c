/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-transaction.h"

#include "galley-bulletin-private.h"
#include "galley-value-history.h"

struct _GalleyTransaction
{
  GalleyBulletin *bulletin;
  GalleyChange *change;
  char *merge_key;
  gboolean permanent;
  gboolean settling;
};

static void
transaction_free (GalleyTransaction *self)
{
  g_clear_object (&self->bulletin);
  g_clear_pointer (&self->change, galley_change_unref);
  g_free (self->merge_key);
  g_free (self);
}

static GPtrArray *
list_values (GalleyTransaction *self, GalleyList list, const char *table)
{
  return list == GALLEY_LIST_ROWS ? galley_bulletin_get_rows (self->bulletin, table)
                                  : galley_bulletin_get_list (self->bulletin, list);
}

/**
 * galley_transaction_begin:
 * @label: what it does, for people, translated ("Typing")
 *
 * The only way to change a bulletin. Edits apply at once; commit keeps them as one step of undo, cancel takes them
 * back. Transactions do not nest.
 *
 * Returns: (transfer full): a transaction, freed by commit or cancel
 */
GalleyTransaction *
galley_transaction_begin (GalleyBulletin *bulletin, const char *label)
{
  GalleyTransaction *self = g_new0 (GalleyTransaction, 1);

  self->bulletin = g_object_ref (bulletin);
  self->change = galley_change_new (label);
  return self;
}

/**
 * galley_transaction_set_merge_key:
 * @key: changes with the same key that follow each other without a pause are one step of undo
 */
void
galley_transaction_set_merge_key (GalleyTransaction *self, const char *key)
{
  g_set_str (&self->merge_key, key);
}

/**
 * galley_transaction_set_permanent:
 *
 * What it does is no step of undo: an entry of the review's log, which is only ever added to.
 */
void
galley_transaction_set_permanent (GalleyTransaction *self)
{
  self->permanent = TRUE;
}

/**
 * galley_transaction_set_settling:
 *
 * What it does is no suggestion, whoever does it: it decides on some, or takes over what a file says.
 */
void
galley_transaction_set_settling (GalleyTransaction *self)
{
  self->settling = TRUE;
}

/**
 * galley_transaction_get_n_edits:
 *
 * Returns: how many edits it has made so far
 */
guint
galley_transaction_get_n_edits (GalleyTransaction *self)
{
  return self->change->edits->len;
}

/**
 * galley_transaction_commit:
 * @self: (transfer full): gone after this
 */
void
galley_transaction_commit (GalleyTransaction *self)
{
  galley_bulletin_committed (self->bulletin, self->change, self->merge_key, self->permanent);
  transaction_free (self);
}

/**
 * galley_transaction_cancel:
 * @self: (transfer full): gone after this
 *
 * Takes back all that it did.
 */
void
galley_transaction_cancel (GalleyTransaction *self)
{
  g_autoptr (GalleyChange) back = galley_change_invert (self->change);

  for (guint i = 0; i < back->edits->len; i++)
    galley_bulletin_apply (self->bulletin, g_ptr_array_index (back->edits, i));
  transaction_free (self);
}

/* Rows that state another value in place of an older one remember it, and are checked no more, whoever it is that changes them. */
static void
note_values (GalleyEdit *edit)
{
  g_autoptr (GPtrArray) noted = galley_record_array_new ();
  gint64 now = g_get_real_time ();

  if (edit->list != GALLEY_LIST_ROWS || !galley_edit_replaces_in_place (edit))
    return;
  for (guint i = 0; i < edit->inserted->len; i++)
    {
      GalleyRecord *was = g_ptr_array_index (edit->removed, i);
      g_autoptr (GalleyRecord) unticked = galley_value_history_untick (was, g_ptr_array_index (edit->inserted, i));

      g_ptr_array_add (noted, galley_value_history_note (was, unticked, now));
    }
  g_ptr_array_unref (edit->inserted);
  edit->inserted = g_steal_pointer (&noted);
}

static void
take_edit (GalleyTransaction *self, GalleyEdit *edit)
{
  g_ptr_array_add (self->change->edits, edit);
  galley_bulletin_apply (self->bulletin, edit);
}

/* Keeps what the bulletin says before @edit, where that is the first that someone suggests. */
static void
open_layer (GalleyTransaction *self, const GalleyEdit *edit)
{
  g_autoptr (GPtrArray) none = galley_layer_array_new (), opened = galley_layer_array_new ();
  GalleyLayer *layer;

  if (self->settling || !galley_edit_changes_content (edit) ||
      (layer = galley_bulletin_dup_next_layer (self->bulletin)) == NULL)
    return;
  g_ptr_array_add (opened, layer);
  take_edit (self, galley_edit_new (GALLEY_LIST_LAYERS, NULL,
                                    galley_bulletin_get_list (self->bulletin, GALLEY_LIST_LAYERS)->len, none, opened));
}

/**
 * galley_transaction_splice:
 * @table: (nullable): for rows, their table's id
 * @inserted: (nullable) (transfer none): values of @list that come in; must not change after this
 *
 * Replaces @n_removed values of a list from @position on. What does not fit the list is a programming error.
 */
void
galley_transaction_splice (GalleyTransaction *self,
                           GalleyList list,
                           const char *table,
                           guint position,
                           guint n_removed,
                           GPtrArray *inserted)
{
  g_autoptr (GPtrArray) removed = galley_list_array_new (list), none = galley_list_array_new (list);
  g_autofree char *table_id = g_strdup (table);
  GPtrArray *values = list_values (self, list, table_id);
  GalleyEdit *edit;

  g_return_if_fail (values != NULL && position <= values->len && n_removed <= values->len - position);

  if (n_removed == 0 && (inserted == NULL || inserted->len == 0))
    return;
  for (guint i = 0; i < n_removed; i++)
    g_ptr_array_add (removed, galley_list_value_ref (list, g_ptr_array_index (values, position + i)));
  edit = galley_edit_new (list, table_id, position, removed, inserted ? inserted : none);
  if (!galley_bulletin_can_apply (self->bulletin, edit))
    {
      g_critical ("an edit would leave the bulletin without its details or blocks");
      galley_edit_free (edit);
      return;
    }
  note_values (edit);
  open_layer (self, edit);
  take_edit (self, edit);
}

/**
 * galley_transaction_set_block:
 * @block: (transfer none): comes in place of the block at @position; nothing happens where both are equal
 */
void
galley_transaction_set_block (GalleyTransaction *self, guint position, GalleyBlockData *block)
{
  g_autoptr (GPtrArray) inserted = galley_block_array_new ();

  if (galley_block_data_equal (galley_bulletin_get_block (self->bulletin, position), block))
    return;
  g_ptr_array_add (inserted, galley_block_data_ref (block));
  galley_transaction_splice (self, GALLEY_LIST_BLOCKS, NULL, position, 1, inserted);
}

/**
 * galley_transaction_replace_text:
 * @position: the block
 * @offset: where in its text, in code points
 * @n_removed: code points that go
 * @inserted: valid UTF-8 that comes in their place
 */
void
galley_transaction_replace_text (
  GalleyTransaction *self, guint position, guint offset, guint n_removed, const char *inserted)
{
  g_autoptr (GalleyBlockData) block = galley_block_data_replace (
    galley_bulletin_get_block (self->bulletin, position), offset, n_removed, inserted);

  galley_transaction_set_block (self, position, block);
}

/**
 * galley_transaction_move:
 * @n: how many values move
 * @to: where the first of them is to be once they are gone from their old place
 */
void
galley_transaction_move (
  GalleyTransaction *self, GalleyList list, const char *table, guint position, guint n, guint to)
{
  GPtrArray *values = list_values (self, list, table);
  g_autoptr (GPtrArray) moved = galley_list_array_new (list);
  guint from, end;

  g_return_if_fail (values != NULL && position + n <= values->len && to + n <= values->len);

  if (to == position || n == 0)
    return;
  /* One edit over all that shifts, so that a list is never seen without what moves. */
  from = MIN (position, to);
  end = MAX (position, to) + n;
  for (guint i = from; i < end; i++)
    {
      guint old;

      if (i >= to && i < to + n)
        old = position + i - to;
      else if (to < position)
        old = i - n;
      else
        old = i + n;
      g_ptr_array_add (moved, galley_list_value_ref (list, g_ptr_array_index (values, old)));
    }
  galley_transaction_splice (self, list, table, from, end - from, moved);
}

/**
 * galley_transaction_set_record:
 * @record: (transfer none): comes in place of the record at @position; nothing happens where both are equal
 */
void
galley_transaction_set_record (
  GalleyTransaction *self, GalleyList list, const char *table, guint position, GalleyRecord *record)
{
  GPtrArray *values = list_values (self, list, table);
  g_autoptr (GPtrArray) inserted = galley_record_array_new ();

  g_return_if_fail (list != GALLEY_LIST_BLOCKS && values != NULL && position < values->len);

  if (galley_record_equal (g_ptr_array_index (values, position), record))
    return;
  g_ptr_array_add (inserted, galley_record_ref (record));
  galley_transaction_splice (self, list, table, position, 1, inserted);
}

/**
 * galley_transaction_set_details_field:
 * @text: what the field is to say; several values of a list field one a line
 */
void
galley_transaction_set_details_field (GalleyTransaction *self, GalleyDetailsField field, const char *text)
{
  g_autoptr (GalleyRecord) details =
    galley_record_with (galley_bulletin_get_details (self->bulletin), field, text);

  galley_transaction_set_record (self, GALLEY_LIST_DETAILS, NULL, 0, details);
}

static gboolean
values_equal (GalleyList list, gconstpointer a, gconstpointer b)
{
  if (list == GALLEY_LIST_LAYERS)
    return galley_layer_equal (a, b);
  return list == GALLEY_LIST_BLOCKS ? galley_block_data_equal (a, b) : galley_record_equal (a, b);
}

/* Makes a list hold @values. What stays at its beginning and end is not touched, so that views keep their place. */
static void
set_list (GalleyTransaction *self, GalleyList list, const char *table, const GPtrArray *values)
{
  const GPtrArray *old = list_values (self, list, table);
  g_autoptr (GPtrArray) inserted = galley_list_array_new (list);
  guint head = 0, tail = 0, least = MIN (old->len, values->len);

  while (head < least && values_equal (list, g_ptr_array_index (old, head), g_ptr_array_index (values, head)))
    head++;
  while (tail < least - head && values_equal (list, g_ptr_array_index (old, old->len - 1 - tail),
                                              g_ptr_array_index (values, values->len - 1 - tail)))
    tail++;
  for (guint i = head; i < values->len - tail; i++)
    g_ptr_array_add (inserted, galley_list_value_ref (list, g_ptr_array_index (values, i)));
  galley_transaction_splice (self, list, table, head, old->len - head - tail, inserted);
}

/* A table comes and goes without rows. */
static void
set_tables (GalleyTransaction *self, const GPtrArray *tables)
{
  GPtrArray *old = galley_bulletin_get_list (self->bulletin, GALLEY_LIST_TABLES);
  g_autoptr (GPtrArray) heads = galley_record_array_new ();
  gboolean same = old->len == tables->len;

  for (guint i = 0; i < tables->len; i++)
    {
      GalleyRecord *head = ((GalleyTableData *) g_ptr_array_index (tables, i))->head;

      g_ptr_array_add (heads, galley_record_ref (head));
      same = same && g_str_equal (((GalleyRecord *) g_ptr_array_index (old, i))->id, head->id);
    }
  for (guint i = 0; !same && i < old->len; i++)
    {
      const char *table = ((GalleyRecord *) g_ptr_array_index (old, i))->id;

      galley_transaction_splice (self, GALLEY_LIST_ROWS, table, 0, galley_bulletin_get_rows (self->bulletin, table)->len, NULL);
    }
  if (same)
    set_list (self, GALLEY_LIST_TABLES, NULL, heads);
  else
    galley_transaction_splice (self, GALLEY_LIST_TABLES, NULL, 0, old->len, heads);
  for (guint i = 0; i < tables->len; i++)
    {
      const GalleyTableData *table = g_ptr_array_index (tables, i);

      set_list (self, GALLEY_LIST_ROWS, table->head->id, table->rows);
    }
}

/**
 * galley_transaction_replace_content:
 * @snapshot: (transfer none): what the article, its details, byline, tables and findings set aside are to be
 *
 * Takes over what another version says. Where it has no block there is one empty paragraph after this, as in a bulletin that
 * is opened from it. The log of reviews, suggestions and comments stay.
 */
void
galley_transaction_replace_content (GalleyTransaction *self, GalleySnapshot *snapshot)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_ref (snapshot->blocks);

  if (blocks->len == 0)
    {
      g_ptr_array_unref (blocks);
      blocks = galley_block_array_new ();
      g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, "", NULL));
    }
  galley_transaction_set_record (self, GALLEY_LIST_DETAILS, NULL, 0, snapshot->details);
  set_list (self, GALLEY_LIST_CREDITS, NULL, snapshot->credits);
  set_list (self, GALLEY_LIST_BLOCKS, NULL, blocks);
  set_list (self, GALLEY_LIST_ASIDES, NULL, snapshot->asides);
  set_tables (self, snapshot->tables);
}

/**
 * galley_transaction_replace_all:
 * @snapshot: (transfer none): what the bulletin is to be
 *
 * As galley_transaction_replace_content(), with suggestions and comments: reloading a file, taking an imported text or deciding
 * on suggestions is no suggestion itself. The log of reviews stays.
 */
void
galley_transaction_replace_all (GalleyTransaction *self, GalleySnapshot *snapshot)
{
  galley_transaction_set_settling (self);
  galley_transaction_replace_content (self, snapshot);
  set_list (self, GALLEY_LIST_LAYERS, NULL, snapshot->layers);
  set_list (self, GALLEY_LIST_COMMENTS, NULL, snapshot->comments);
}
