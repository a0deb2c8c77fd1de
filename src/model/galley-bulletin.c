/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-bulletin-private.h"
#include "galley-history-private.h"

typedef struct
{
  GPtrArray *values;
  gboolean shared; /* a snapshot holds it too, so that it has to be copied before it changes */
} List;

struct _GalleyBulletin
{
  GObject parent_instance;

  char *id;
  char *extra;
  GObject *lexicon;
  List lists[GALLEY_N_LISTS]; /* all but the rows */
  GPtrArray *rows;            /* a List for each table, in the order of the tables */

  GalleyArticle *article;
  GListStore *tables;

  char *author; /* who edits it here, NULL where nobody said; and whether what they do are suggestions */
  char *role;
  gboolean suggesting;

  GalleyHistory *history;
  GalleySnapshot *snapshot; /* of what is now; made when asked for */
  GalleySnapshot *saved;
  gboolean modified;
};

G_DEFINE_FINAL_TYPE (GalleyBulletin, galley_bulletin, G_TYPE_OBJECT)

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_MODIFIED,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
list_free (gpointer data)
{
  List *list = data;

  g_clear_pointer (&list->values, g_ptr_array_unref);
  g_free (list);
}

static guint
table_position (GalleyBulletin *self, const char *id)
{
  GPtrArray *heads = self->lists[GALLEY_LIST_TABLES].values;

  for (guint i = 0; i < heads->len; i++)
    if (g_strcmp0 (((GalleyRecord *) g_ptr_array_index (heads, i))->id, id) == 0)
      return i;
  return G_MAXUINT;
}

static List *
find_list (GalleyBulletin *self, GalleyList list, const char *table)
{
  guint position;

  if (list != GALLEY_LIST_ROWS)
    return &self->lists[list];
  position = table_position (self, table);
  return position == G_MAXUINT ? NULL : g_ptr_array_index (self->rows, position);
}

/* Where one value replaces another in an array of our own it is put in place; else the array is made anew,
 * which costs one pass over it however much is replaced. */
static void
splice_values (List *list, GalleyList kind, const GalleyEdit *edit)
{
  GPtrArray *old = list->values, *now;
  guint n_removed = edit->removed->len, n_inserted = edit->inserted->len;

  if (!list->shared && n_removed == n_inserted)
    {
      for (guint i = 0; i < n_inserted; i++)
        {
          gpointer *slot = &g_ptr_array_index (old, edit->position + i);
          gpointer gone = *slot;

          *slot = galley_list_value_ref (kind, g_ptr_array_index (edit->inserted, i));
          galley_list_value_unref (kind, gone);
        }
      return;
    }
  now = galley_list_array_new (kind);
  for (guint i = 0; i < edit->position; i++)
    g_ptr_array_add (now, galley_list_value_ref (kind, g_ptr_array_index (old, i)));
  for (guint i = 0; i < n_inserted; i++)
    g_ptr_array_add (now, galley_list_value_ref (kind, g_ptr_array_index (edit->inserted, i)));
  for (guint i = edit->position + n_removed; i < old->len; i++)
    g_ptr_array_add (now, galley_list_value_ref (kind, g_ptr_array_index (old, i)));
  g_ptr_array_unref (old);
  list->values = now;
  list->shared = FALSE;
}

static void
splice_tables (GalleyBulletin *self, const GalleyEdit *edit)
{
  gboolean in_place = galley_edit_replaces_in_place (edit);
  g_autoptr (GPtrArray) live = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; in_place && i < edit->inserted->len; i++)
    {
      g_autoptr (GalleyTable) table = g_list_model_get_item (G_LIST_MODEL (self->tables), edit->position + i);

      galley_table_set_head (table, g_ptr_array_index (edit->inserted, i));
    }
  if (in_place)
    return;
  for (guint i = 0; i < edit->removed->len; i++)
    {
      g_autoptr (GalleyTable) table = g_list_model_get_item (G_LIST_MODEL (self->tables), edit->position + i);

      galley_table_set_head (table, NULL);
      g_ptr_array_remove_index (self->rows, edit->position);
    }
  for (guint i = 0; i < edit->inserted->len; i++)
    {
      List *list = g_new0 (List, 1);

      list->values = galley_record_array_new ();
      g_ptr_array_insert (self->rows, edit->position + i, list);
      g_ptr_array_add (live, galley_table_new (self, g_ptr_array_index (edit->inserted, i)));
    }
  g_list_store_splice (self->tables, edit->position, edit->removed->len, live->pdata, live->len);
}

static GPtrArray *
share_list (List *list)
{
  list->shared = TRUE;
  return list->values;
}

static void
notify_history (GalleyBulletin *self)
{
  gboolean modified;
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (self);

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CAN_REDO]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_UNDO_LABEL]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_REDO_LABEL]);
  modified = !galley_snapshot_equal (now, self->saved);
  if (modified != self->modified)
    {
      self->modified = modified;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MODIFIED]);
    }
}

/* Applies a step of the history that was taken back or is done again. */
static void
travel (GalleyBulletin *self, GalleyChange *change)
{
  if (change == NULL)
    return;
  for (guint i = 0; i < change->edits->len; i++)
    galley_bulletin_apply (self, g_ptr_array_index (change->edits, i));
  notify_history (self);
  g_signal_emit (self, signals[CHANGED], 0, change);
}

static void
galley_bulletin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GalleyBulletin *self = GALLEY_BULLETIN (object);

  switch (id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, galley_bulletin_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, galley_bulletin_get_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, galley_bulletin_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, galley_bulletin_get_redo_label (self));
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, self->modified);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
galley_bulletin_dispose (GObject *object)
{
  GalleyBulletin *self = GALLEY_BULLETIN (object);

  for (guint i = 0; self->tables && i < g_list_model_get_n_items (G_LIST_MODEL (self->tables)); i++)
    {
      g_autoptr (GalleyTable) table = g_list_model_get_item (G_LIST_MODEL (self->tables), i);

      galley_table_set_head (table, NULL);
    }
  if (self->article)
    g_object_run_dispose (G_OBJECT (self->article));
  g_clear_object (&self->article);
  g_clear_object (&self->tables);
  G_OBJECT_CLASS (galley_bulletin_parent_class)->dispose (object);
}

static void
galley_bulletin_finalize (GObject *object)
{
  GalleyBulletin *self = GALLEY_BULLETIN (object);

  for (int i = 0; i < GALLEY_N_LISTS; i++)
    g_clear_pointer (&self->lists[i].values, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);
  galley_history_free (self->history);
  g_clear_pointer (&self->snapshot, galley_snapshot_unref);
  g_clear_pointer (&self->saved, galley_snapshot_unref);
  g_free (self->id);
  g_free (self->extra);
  g_free (self->author);
  g_free (self->role);
  g_clear_object (&self->lexicon);
  G_OBJECT_CLASS (galley_bulletin_parent_class)->finalize (object);
}

static void
galley_bulletin_class_init (GalleyBulletinClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = galley_bulletin_get_property;
  object_class->dispose = galley_bulletin_dispose;
  object_class->finalize = galley_bulletin_finalize;

  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  props[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  props[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);

  /**
   * GalleyBulletin:modified:
   *
   * Whether it differs from what was last saved; undoing back to that makes it unmodified again.
   */
  props[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * GalleyBulletin::changed:
   * @change: (type GalleyChange): what changed
   *
   * A transaction was committed, undone, redone or replayed. The bulletin already holds the result.
   */
  signals[CHANGED] = g_signal_new ("changed", GALLEY_TYPE_BULLETIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, GALLEY_TYPE_CHANGE);
}

static void
galley_bulletin_init (GalleyBulletin *self)
{
  self->rows = g_ptr_array_new_with_free_func (list_free);
  self->history = galley_history_new ();
  self->tables = g_list_store_new (GALLEY_TYPE_TABLE);
}

gboolean
galley_bulletin_can_apply (GalleyBulletin *self, const GalleyEdit *edit)
{
  List *list = find_list (self, edit->list, edit->table);

  if (list == NULL || edit->position > list->values->len || edit->removed->len > list->values->len - edit->position)
    return FALSE;
  if (edit->list == GALLEY_LIST_DETAILS)
    return edit->removed->len == 1 && edit->inserted->len == 1;
  if (edit->list == GALLEY_LIST_BLOCKS)
    return list->values->len - edit->removed->len + edit->inserted->len > 0;
  return TRUE;
}

/* The one place where a bulletin's content changes. Listeners of the live lists hear of it at once. */
void
galley_bulletin_apply (GalleyBulletin *self, const GalleyEdit *edit)
{
  List *list = find_list (self, edit->list, edit->table);

  g_assert (list != NULL);
  g_clear_pointer (&self->snapshot, galley_snapshot_unref);
  splice_values (list, edit->list, edit);
  switch (edit->list)
    {
    case GALLEY_LIST_BLOCKS:
      galley_article_spliced (self->article, edit);
      break;
    case GALLEY_LIST_TABLES:
      splice_tables (self, edit);
      break;
    case GALLEY_LIST_ROWS:
      {
        g_autoptr (GalleyTable) table =
          g_list_model_get_item (G_LIST_MODEL (self->tables), table_position (self, edit->table));

        galley_table_spliced (table, edit);
        break;
      }
    default:
      break;
    }
}

/* The transaction's own: its edits were applied and stay. */
void
galley_bulletin_committed (GalleyBulletin *self, GalleyChange *change, const char *merge_key, gboolean permanent)
{
  if (change->edits->len == 0)
    return;
  if (!permanent)
    galley_history_push (self->history, change, merge_key);
  notify_history (self);
  g_signal_emit (self, signals[CHANGED], 0, change);
}

/**
 * galley_bulletin_new:
 * @snapshot: (transfer none): what it holds at first; counts as saved
 *
 * Returns: (transfer full): a live bulletin
 */
GalleyBulletin *
galley_bulletin_new (GalleySnapshot *snapshot)
{
  GalleyBulletin *self = g_object_new (GALLEY_TYPE_BULLETIN, NULL);
  GPtrArray *lists[GALLEY_N_LISTS] = { [GALLEY_LIST_CREDITS] = snapshot->credits,
                                       [GALLEY_LIST_BLOCKS] = snapshot->blocks,
                                       [GALLEY_LIST_ASIDES] = snapshot->asides,
                                       [GALLEY_LIST_LOG] = snapshot->log,
                                       [GALLEY_LIST_LAYERS] = snapshot->layers,
                                       [GALLEY_LIST_COMMENTS] = snapshot->comments };

  self->id = g_strdup (snapshot->id);
  self->extra = g_strdup (snapshot->extra);
  g_set_object (&self->lexicon, snapshot->lexicon);
  for (int i = 0; i < GALLEY_N_LISTS; i++)
    {
      self->lists[i].shared = lists[i] != NULL;
      self->lists[i].values = lists[i] ? g_ptr_array_ref (lists[i]) : galley_list_array_new (i);
    }
  g_ptr_array_add (self->lists[GALLEY_LIST_DETAILS].values, galley_record_ref (snapshot->details));
  /* The editor has a caret, so there is always a block for it to be in. */
  if (snapshot->blocks->len == 0)
    {
      g_clear_pointer (&self->lists[GALLEY_LIST_BLOCKS].values, g_ptr_array_unref);
      self->lists[GALLEY_LIST_BLOCKS].shared = FALSE;
      self->lists[GALLEY_LIST_BLOCKS].values = galley_block_array_new ();
      g_ptr_array_add (self->lists[GALLEY_LIST_BLOCKS].values,
                       galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, "", NULL));
    }
  for (guint i = 0; i < snapshot->tables->len; i++)
    {
      GalleyTableData *table = g_ptr_array_index (snapshot->tables, i);
      List *rows = g_new0 (List, 1);
      g_autoptr (GalleyTable) live = galley_table_new (self, table->head);

      rows->values = g_ptr_array_ref (table->rows);
      rows->shared = TRUE;
      g_ptr_array_add (self->rows, rows);
      g_ptr_array_add (self->lists[GALLEY_LIST_TABLES].values, galley_record_ref (table->head));
      g_list_store_append (self->tables, live);
    }
  self->article = galley_article_new (self);
  self->saved = galley_bulletin_snapshot (self);
  return self;
}

/**
 * galley_bulletin_snapshot:
 *
 * Returns: (transfer full): what the bulletin holds now, for other threads and for files; it never changes
 */
GalleySnapshot *
galley_bulletin_snapshot (GalleyBulletin *self)
{
  g_return_val_if_fail (GALLEY_IS_BULLETIN (self), NULL);

  if (self->snapshot == NULL)
    {
      g_autoptr (GPtrArray) tables = galley_table_array_new ();
      g_autoptr (GalleySnapshot) content = NULL;

      for (guint i = 0; i < self->rows->len; i++)
        g_ptr_array_add (tables,
                         galley_table_data_new (g_ptr_array_index (self->lists[GALLEY_LIST_TABLES].values, i),
                                                share_list (g_ptr_array_index (self->rows, i))));
      content = galley_snapshot_new (
        self->id, galley_bulletin_get_details (self), share_list (&self->lists[GALLEY_LIST_CREDITS]),
        share_list (&self->lists[GALLEY_LIST_BLOCKS]), tables, share_list (&self->lists[GALLEY_LIST_ASIDES]),
        share_list (&self->lists[GALLEY_LIST_LOG]), self->extra);
      self->snapshot = galley_snapshot_with_notes (content, share_list (&self->lists[GALLEY_LIST_LAYERS]),
                                                   share_list (&self->lists[GALLEY_LIST_COMMENTS]));
      g_set_object (&self->snapshot->lexicon, self->lexicon);
    }
  return galley_snapshot_ref (self->snapshot);
}

const char *
galley_bulletin_get_id (GalleyBulletin *self)
{
  g_return_val_if_fail (GALLEY_IS_BULLETIN (self), NULL);
  return self->id;
}

/**
 * galley_bulletin_get_details:
 *
 * Returns: (transfer none): series, district, date and so on
 */
GalleyRecord *
galley_bulletin_get_details (GalleyBulletin *self)
{
  return g_ptr_array_index (self->lists[GALLEY_LIST_DETAILS].values, 0);
}

/**
 * galley_bulletin_get_list:
 * @list: any but the rows
 *
 * Returns: (transfer none): the values of @list as of now; not to be changed
 */
GPtrArray *
galley_bulletin_get_list (GalleyBulletin *self, GalleyList list)
{
  g_return_val_if_fail (list != GALLEY_LIST_ROWS, NULL);
  return self->lists[list].values;
}

guint
galley_bulletin_get_n_blocks (GalleyBulletin *self)
{
  return self->lists[GALLEY_LIST_BLOCKS].values->len;
}

/**
 * galley_bulletin_get_block:
 *
 * Returns: (transfer none): the block at @position
 */
GalleyBlockData *
galley_bulletin_get_block (GalleyBulletin *self, guint position)
{
  g_return_val_if_fail (position < galley_bulletin_get_n_blocks (self), NULL);
  return g_ptr_array_index (self->lists[GALLEY_LIST_BLOCKS].values, position);
}

/**
 * galley_bulletin_find_block:
 * @position: (out) (optional): where it is
 *
 * Returns: whether a block has that id
 */
gboolean
galley_bulletin_find_block (GalleyBulletin *self, const char *id, guint *position)
{
  GPtrArray *blocks = self->lists[GALLEY_LIST_BLOCKS].values;

  for (guint i = 0; i < blocks->len; i++)
    if (g_strcmp0 (((GalleyBlockData *) g_ptr_array_index (blocks, i))->id, id) == 0)
      {
        if (position)
          *position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * galley_bulletin_get_rows:
 *
 * Returns: (transfer none) (nullable): the rows of that table as of now; not to be changed
 */
GPtrArray *
galley_bulletin_get_rows (GalleyBulletin *self, const char *table)
{
  List *list = find_list (self, GALLEY_LIST_ROWS, table);

  return list ? list->values : NULL;
}

/**
 * galley_bulletin_find_row:
 * @id: an indicator's id
 * @table: (out) (optional) (transfer none): the id of its table
 * @position: (out) (optional): where it is in its table
 *
 * Returns: (transfer none) (nullable): that row
 */
GalleyRecord *
galley_bulletin_find_row (GalleyBulletin *self, const char *id, const char **table, guint *position)
{
  for (guint t = 0; t < self->rows->len; t++)
    {
      GPtrArray *rows = ((List *) g_ptr_array_index (self->rows, t))->values;

      for (guint i = 0; i < rows->len; i++)
        {
          GalleyRecord *row = g_ptr_array_index (rows, i);

          if (g_strcmp0 (row->id, id) != 0)
            continue;
          if (table)
            *table = ((GalleyRecord *) g_ptr_array_index (self->lists[GALLEY_LIST_TABLES].values, t))->id;
          if (position)
            *position = i;
          return row;
        }
    }
  return NULL;
}

/**
 * galley_bulletin_get_article:
 *
 * Returns: (transfer none): the live list of sections
 */
GalleyArticle *
galley_bulletin_get_article (GalleyBulletin *self)
{
  return self->article;
}

/**
 * galley_bulletin_get_tables:
 *
 * Returns: (transfer none): the live list of #GalleyTable
 */
GListModel *
galley_bulletin_get_tables (GalleyBulletin *self)
{
  return G_LIST_MODEL (self->tables);
}

/**
 * galley_bulletin_set_author:
 * @author: (nullable): who edits from now on, %NULL for nobody, whose edits are never suggestions
 * @role: (nullable): in which role
 * @suggesting: whether what they do are suggestions
 *
 * As long as suggestions wait for a decision, every edit is one, so that nobody's words are taken for another's.
 */
void
galley_bulletin_set_author (GalleyBulletin *self, const char *author, const char *role, gboolean suggesting)
{
  g_return_if_fail (GALLEY_IS_BULLETIN (self));

  g_set_str (&self->author, author);
  g_set_str (&self->role, role);
  self->suggesting = suggesting;
}

/**
 * galley_bulletin_dup_next_layer:
 *
 * Returns: (transfer full) (nullable): the layer that an edit of the content opens, to be put after the others before it;
 *   %NULL where it is no suggestion or goes on with the last layer
 */
GalleyLayer *
galley_bulletin_dup_next_layer (GalleyBulletin *self)
{
  GPtrArray *layers = self->lists[GALLEY_LIST_LAYERS].values;
  const GalleyLayer *last = layers->len > 0 ? g_ptr_array_index (layers, layers->len - 1) : NULL;
  g_autoptr (GalleySnapshot) now = NULL;

  if (self->author == NULL || (!self->suggesting && last == NULL) ||
      (last && g_str_equal (last->head->fields[GALLEY_LAYER_AUTHOR], self->author)))
    return NULL;
  now = galley_bulletin_snapshot (self);
  return galley_layer_new_for (self->author, self->role, now);
}

gboolean
galley_bulletin_get_can_undo (GalleyBulletin *self)
{
  return galley_history_peek_undo (self->history) != NULL;
}

gboolean
galley_bulletin_get_can_redo (GalleyBulletin *self)
{
  return galley_history_peek_redo (self->history) != NULL;
}

/**
 * galley_bulletin_get_undo_label:
 *
 * Returns: (nullable) (transfer none): what an undo would take back
 */
const char *
galley_bulletin_get_undo_label (GalleyBulletin *self)
{
  GalleyChange *change = galley_history_peek_undo (self->history);

  return change ? change->label : NULL;
}

/**
 * galley_bulletin_get_redo_label:
 *
 * Returns: (nullable) (transfer none): what a redo would do again
 */
const char *
galley_bulletin_get_redo_label (GalleyBulletin *self)
{
  GalleyChange *change = galley_history_peek_redo (self->history);

  return change ? change->label : NULL;
}

void
galley_bulletin_undo (GalleyBulletin *self)
{
  g_autoptr (GalleyChange) change = galley_history_back (self->history);

  travel (self, change);
}

void
galley_bulletin_redo (GalleyBulletin *self)
{
  g_autoptr (GalleyChange) change = galley_history_forward (self->history);

  travel (self, change);
}

/**
 * galley_bulletin_seal:
 *
 * Ends the step that typing would go on with: the caret was moved, another field was entered.
 */
void
galley_bulletin_seal (GalleyBulletin *self)
{
  galley_history_seal (self->history);
}

gboolean
galley_bulletin_get_modified (GalleyBulletin *self)
{
  return self->modified;
}

/**
 * galley_bulletin_set_extra:
 * @extra: (nullable): the members of its file that this version does not know, as a JSON object
 *
 * Takes over what another program put there. No step of undo, and no change that a journal hears of: nobody sees it here,
 * and it is only to be written again as it was read.
 */
void
galley_bulletin_set_extra (GalleyBulletin *self, const char *extra)
{
  g_return_if_fail (GALLEY_IS_BULLETIN (self));

  if (!g_set_str (&self->extra, extra))
    return;
  g_clear_pointer (&self->snapshot, galley_snapshot_unref);
  notify_history (self);
}

/**
 * galley_bulletin_set_lexicon:
 * @lexicon: (nullable) (transfer none): a #GalleyLexicon, or %NULL for the built-in words
 *
 * Says with which words its snapshots are read from now on. It is no part of the bulletin, so nothing changes by it.
 */
void
galley_bulletin_set_lexicon (GalleyBulletin *self, gpointer lexicon)
{
  g_return_if_fail (GALLEY_IS_BULLETIN (self));

  if (g_set_object (&self->lexicon, lexicon))
    g_clear_pointer (&self->snapshot, galley_snapshot_unref);
}

/**
 * galley_bulletin_mark_saved:
 * @saved: what was written; what has changed since then counts as modified
 */
void
galley_bulletin_mark_saved (GalleyBulletin *self, GalleySnapshot *saved)
{
  g_autoptr (GalleySnapshot) old = g_steal_pointer (&self->saved);

  self->saved = galley_snapshot_ref (saved);
  galley_history_seal (self->history);
  notify_history (self);
}

/**
 * galley_bulletin_replay:
 * @change: a change from a journal; of the values that its edits remove only their number counts
 *
 * Applies @change as one undoable step, or nothing of it where it does not fit.
 *
 * Returns: whether it fitted
 */
gboolean
galley_bulletin_replay (GalleyBulletin *self, GalleyChange *change)
{
  g_autoptr (GalleyChange) done = galley_change_new (change->label);

  for (guint i = 0; i < change->edits->len; i++)
    {
      GalleyEdit *edit = g_ptr_array_index (change->edits, i);
      g_autoptr (GPtrArray) removed = galley_list_array_new (edit->list);
      List *list = find_list (self, edit->list, edit->table);

      if (!galley_bulletin_can_apply (self, edit))
        {
          g_autoptr (GalleyChange) back = galley_change_invert (done);

          for (guint j = 0; j < back->edits->len; j++)
            galley_bulletin_apply (self, g_ptr_array_index (back->edits, j));
          return FALSE;
        }
      for (guint j = 0; j < edit->removed->len; j++)
        g_ptr_array_add (removed, galley_list_value_ref (
                                    edit->list, g_ptr_array_index (list->values, edit->position + j)));
      g_ptr_array_add (done->edits,
                       galley_edit_new (edit->list, edit->table, edit->position, removed, edit->inserted));
      galley_bulletin_apply (self, g_ptr_array_index (done->edits, done->edits->len - 1));
    }
  galley_bulletin_committed (self, done, NULL, FALSE);
  return TRUE;
}
