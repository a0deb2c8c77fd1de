/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-rows.h"

#include <string.h>

#include "galley-amount.h"

/* The rows of a table as they are looked at: some of them, in some order. The order is worked out in a thread on the
 * immutable records; until it is there the old one stays. A cell that is edited moves no row: what is being worked on
 * does not jump away. Rows that come and go are followed at once. */

#define CANCEL_EVERY 1024

struct _GalleyRows
{
  GObject parent_instance;

  GalleyBulletin *bulletin;
  GalleyTable *table;
  GArray *order; /* guint: positions in the table; NULL: all of them as they are */
  int sort;      /* a field, -1 for the table's order */
  gboolean descending;
  GalleyRowFilter filter;
  char *search;
  GalleyRowMarks *marks;
  GCancellable *cancellable;
  gboolean rows_changed; /* since the thread was given them */
};

typedef struct
{
  GPtrArray *rows;
  int sort;
  gboolean descending;
  GalleyRowFilter filter;
  char *search;
  GalleyRowMarks *marks;
} Job;

/* What a row is sorted by. Numbers come before what is none, and empty cells are last either way. */
typedef struct
{
  guint position;
  int rank;
  GalleyDecimal number;
  char *text;
} Key;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyRows, galley_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void refresh (GalleyRows *self);

static void
job_free (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->rows);
  g_free (job->search);
  g_clear_pointer (&job->marks, galley_row_marks_unref);
  g_free (job);
}

static void
key_clear (gpointer data)
{
  g_free (((Key *) data)->text);
}

static gboolean
passes_search (const GalleyRecord *row, const char *search)
{
  for (guint i = 0; i < GALLEY_INDICATOR_LEVEL; i++)
    {
      g_autofree char *folded = *row->fields[i] ? g_utf8_casefold (row->fields[i], -1) : NULL;

      if (folded && strstr (folded, search))
        return TRUE;
    }
  return FALSE;
}

static gboolean
passes (const Job *job, const GalleyRecord *row)
{
  switch (job->filter)
    {
    case GALLEY_ROW_FILTER_FAILING:
      if (!galley_row_marks_is_failing (job->marks, row->id))
        return FALSE;
      break;
    case GALLEY_ROW_FILTER_UNBOUND:
      if (galley_row_marks_is_bound (job->marks, row->id))
        return FALSE;
      break;
    case GALLEY_ROW_FILTER_UNCHECKED:
      if (*row->fields[GALLEY_INDICATOR_CHECKED_BY])
        return FALSE;
      break;
    case GALLEY_ROW_FILTER_UNSOURCED:
      if (*row->fields[GALLEY_INDICATOR_SOURCE] || *row->fields[GALLEY_INDICATOR_SOURCE_DOCUMENT])
        return FALSE;
      break;
    default:
      break;
    }
  return *job->search == '\0' || passes_search (row, job->search);
}

static gboolean
is_number (int field)
{
  return field == GALLEY_INDICATOR_VALUE || field == GALLEY_INDICATOR_BASE || field == GALLEY_INDICATOR_CHANGE;
}

static Key
make_key (const Job *job, guint position)
{
  const GalleyRecord *row = g_ptr_array_index (job->rows, position);
  const char *text = row->fields[job->sort];
  Key key = { .position = position, .rank = *text ? 1 : 2 };

  if (is_number (job->sort))
    {
      g_auto (GalleyAmount) amount = GALLEY_AMOUNT_INIT;

      if (galley_amount_from_cell (&amount, row, job->sort) && amount.numeric)
        {
          key.rank = 0;
          key.number = amount.value;
          return key;
        }
    }
  key.text = g_utf8_collate_key (text, -1);
  return key;
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer data)
{
  const Key *one = a, *other = b;
  gboolean descending = GPOINTER_TO_INT (data);
  int order = one->rank - other->rank;

  if (order == 0)
    {
      order = one->rank == 0 ? galley_decimal_compare (&one->number, &other->number) : strcmp (one->text, other->text);
      if (descending)
        order = -order;
    }
  /* Equal ones stay in the table's order. */
  return order != 0 ? order : one->position < other->position ? -1 : 1;
}

static void
order_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint)), keys = g_array_new (FALSE, FALSE, sizeof (Key));

  g_array_set_clear_func (keys, key_clear);
  for (guint i = 0; i < job->rows->len; i++)
    {
      if (i % CANCEL_EVERY == 0 && g_task_return_error_if_cancelled (task))
        return;
      if (!passes (job, g_ptr_array_index (job->rows, i)))
        continue;
      if (job->sort >= 0)
        {
          Key key = make_key (job, i);

          g_array_append_val (keys, key);
        }
      else
        g_array_append_val (order, i);
    }
  g_array_sort_with_data (keys, compare_keys, GINT_TO_POINTER (job->descending));
  for (guint i = 0; i < keys->len; i++)
    g_array_append_val (order, g_array_index (keys, Key, i).position);
  g_task_return_pointer (task, g_steal_pointer (&order), (GDestroyNotify) g_array_unref);
}

static guint
get_length (GalleyRows *self, GArray *order)
{
  return order ? order->len : self->table ? g_list_model_get_n_items (G_LIST_MODEL (self->table)) : 0;
}

static guint
get_entry (GArray *order, guint position)
{
  return order ? g_array_index (order, guint, position) : position;
}

/* @old with @n_old rows becomes @order: only what lies between their like beginnings and ends is told as changed. */
static void
take_order (GalleyRows *self, GArray *old, guint n_old, GArray *order)
{
  guint n = get_length (self, order), start = 0, end = 0;

  self->order = order;
  while (start < MIN (n, n_old) && get_entry (old, start) == get_entry (order, start))
    start++;
  while (end < MIN (n, n_old) - start && get_entry (old, n_old - 1 - end) == get_entry (order, n - 1 - end))
    end++;
  if (n_old - start - end > 0 || n - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_old - start - end, n - start - end);
}

static void
order_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GalleyRows *self = GALLEY_ROWS (source);
  g_autoptr (GArray) order = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GArray) old = NULL;

  if (order == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (self->rows_changed)
    {
      refresh (self);
      return;
    }
  old = g_steal_pointer (&self->order);
  take_order (self, old, get_length (self, old), g_steal_pointer (&order));
}

static void
stop (GalleyRows *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Works out the order anew. */
static void
refresh (GalleyRows *self)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GalleySnapshot) snapshot = NULL;
  Job *job;

  stop (self);
  if (self->table == NULL)
    return;
  if (galley_rows_is_whole (self) && self->sort < 0)
    {
      g_autoptr (GArray) old = g_steal_pointer (&self->order);

      if (old)
        take_order (self, old, old->len, NULL);
      return;
    }
  snapshot = galley_bulletin_snapshot (self->bulletin);
  job = g_new0 (Job, 1);
  job->rows = g_ptr_array_ref (galley_snapshot_find_table (snapshot, galley_table_get_id (self->table))->rows);
  job->sort = self->sort;
  job->descending = self->descending;
  job->filter = self->filter;
  job->search = g_strdup (self->search);
  job->marks = self->marks ? galley_row_marks_ref (self->marks) : NULL;
  self->rows_changed = FALSE;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, order_cb, NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, order_thread);
}

/* Rows came and went: those that stay keep their places; new ones stand after the one that they follow in the table. */
static void
table_changed_cb (GalleyRows *self, guint position, guint removed, guint added)
{
  g_autoptr (GArray) old = NULL;
  GArray *order;
  gboolean inserted = added == 0;

  self->rows_changed = TRUE;
  if (self->order == NULL)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
      return;
    }
  order = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->order->len + added);
  for (guint i = 0; i <= self->order->len; i++)
    {
      guint entry = i < self->order->len ? g_array_index (self->order, guint, i) : 0;
      gboolean after = i == self->order->len || (position > 0 && entry == position - 1);
      guint moved = entry < position ? entry : entry - removed + added;

      if (i < self->order->len && (entry < position || entry >= position + removed))
        g_array_append_val (order, moved);
      if (after && !inserted)
        for (guint j = position; j < position + added; j++)
          g_array_append_val (order, j);
      inserted |= after;
    }
  /* The old positions are told in the new numbers, so that rows that stay are not taken for others. */
  old = g_steal_pointer (&self->order);
  for (guint i = 0; i < old->len; i++)
    {
      guint *entry = &g_array_index (old, guint, i);

      if (*entry >= position + removed)
        *entry += added - removed;
      else if (*entry >= position)
        *entry = G_MAXUINT;
    }
  take_order (self, old, old->len, order);
}

static GType
rows_get_item_type (GListModel *model)
{
  return GALLEY_TYPE_INDICATOR;
}

static guint
rows_get_n_items (GListModel *model)
{
  GalleyRows *self = GALLEY_ROWS (model);

  return get_length (self, self->order);
}

static gpointer
rows_get_item (GListModel *model, guint position)
{
  GalleyRows *self = GALLEY_ROWS (model);

  return position < rows_get_n_items (model)
           ? g_list_model_get_item (G_LIST_MODEL (self->table), get_entry (self->order, position))
           : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rows_get_item_type;
  iface->get_n_items = rows_get_n_items;
  iface->get_item = rows_get_item;
}

static void
galley_rows_dispose (GObject *object)
{
  GalleyRows *self = GALLEY_ROWS (object);

  stop (self);
  if (self->table)
    g_signal_handlers_disconnect_by_data (self->table, self);
  g_clear_object (&self->table);
  g_clear_object (&self->bulletin);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->marks, galley_row_marks_unref);
  g_clear_pointer (&self->search, g_free);
  G_OBJECT_CLASS (galley_rows_parent_class)->dispose (object);
}

static void
galley_rows_class_init (GalleyRowsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = galley_rows_dispose;
}

static void
galley_rows_init (GalleyRows *self)
{
  self->sort = -1;
  self->search = g_strdup ("");
}

GalleyRows *
galley_rows_new (void)
{
  return g_object_new (GALLEY_TYPE_ROWS, NULL);
}

/**
 * galley_rows_set_table:
 * @bulletin: (nullable) (transfer none): the bulletin of @table
 * @table: (nullable) (transfer none): whose rows are looked at
 */
void
galley_rows_set_table (GalleyRows *self, GalleyBulletin *bulletin, GalleyTable *table)
{
  guint n_old = rows_get_n_items (G_LIST_MODEL (self)), n;

  if (self->table == table && self->bulletin == bulletin)
    return;
  stop (self);
  if (self->table)
    g_signal_handlers_disconnect_by_data (self->table, self);
  g_clear_pointer (&self->order, g_array_unref);
  g_clear_pointer (&self->marks, galley_row_marks_unref);
  g_set_object (&self->bulletin, bulletin);
  g_set_object (&self->table, table);
  if (table)
    g_signal_connect_object (table, "items-changed", G_CALLBACK (table_changed_cb), self, G_CONNECT_SWAPPED);
  n = rows_get_n_items (G_LIST_MODEL (self));
  if (n_old > 0 || n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_old, n);
  refresh (self);
}

/**
 * galley_rows_set_sort:
 * @field: the field that rows are sorted by, -1 for the order of the table
 */
void
galley_rows_set_sort (GalleyRows *self, int field, gboolean descending)
{
  if (self->sort == field && self->descending == descending)
    return;
  self->sort = field;
  self->descending = descending;
  refresh (self);
}

/**
 * galley_rows_set_filter:
 * @search: what rows have to contain in a cell, in either case; "" for anything
 */
void
galley_rows_set_filter (GalleyRows *self, GalleyRowFilter filter, const char *search)
{
  g_autofree char *folded = g_utf8_casefold (search, -1);

  if (self->filter == filter && g_str_equal (self->search, folded))
    return;
  self->filter = filter;
  g_set_str (&self->search, folded);
  refresh (self);
}

/**
 * galley_rows_set_marks:
 * @marks: (nullable) (transfer none): what is wrong with rows now
 */
void
galley_rows_set_marks (GalleyRows *self, GalleyRowMarks *marks)
{
  g_clear_pointer (&self->marks, galley_row_marks_unref);
  self->marks = marks ? galley_row_marks_ref (marks) : NULL;
  if (self->filter == GALLEY_ROW_FILTER_FAILING || self->filter == GALLEY_ROW_FILTER_UNBOUND)
    refresh (self);
}

/**
 * galley_rows_is_sorted:
 *
 * Returns: whether rows are in another order than in the table
 */
gboolean
galley_rows_is_sorted (GalleyRows *self)
{
  return self->sort >= 0;
}

/**
 * galley_rows_is_whole:
 *
 * Returns: whether no row is filtered away
 */
gboolean
galley_rows_is_whole (GalleyRows *self)
{
  return self->filter == GALLEY_ROW_FILTER_ALL && *self->search == '\0';
}

/**
 * galley_rows_get_record:
 *
 * Returns: (transfer none) (nullable): the row at @position as of now
 */
GalleyRecord *
galley_rows_get_record (GalleyRows *self, guint position)
{
  GPtrArray *rows = self->table ? galley_bulletin_get_rows (self->bulletin, galley_table_get_id (self->table)) : NULL;

  return rows && position < rows_get_n_items (G_LIST_MODEL (self))
           ? g_ptr_array_index (rows, get_entry (self->order, position))
           : NULL;
}

/**
 * galley_rows_to_table:
 * @position: of a row here
 *
 * Returns: its position in the table
 */
guint
galley_rows_to_table (GalleyRows *self, guint position)
{
  return get_entry (self->order, position);
}

/**
 * galley_rows_from_table:
 * @position: of a row in the table
 *
 * Returns: its position here, %G_MAXUINT where it is filtered away
 */
guint
galley_rows_from_table (GalleyRows *self, guint position)
{
  if (self->order == NULL)
    return position;
  for (guint i = 0; i < self->order->len; i++)
    if (g_array_index (self->order, guint, i) == position)
      return i;
  return G_MAXUINT;
}
