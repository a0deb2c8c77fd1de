/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-office-history.h"

#include <string.h>

#include "galley-compare.h"
#include "galley-furniture.h"
#include "galley-layer.h"

/* An article through all layers of suggestions as one text: from what was there first, layer by layer, what is put in goes in
 * beside what is taken out, which stays. So a word processor keeps it. */

/* Of rows that are compared with each other. */
#define MAX_PAIRS 4000000u

typedef struct
{
  GQueue blocks;      /* of GalleyOfficeBlock */
  GHashTable *places; /* the link of each block that is there, by its id */
  guint n_moves;
} History;

static void
free_row (gpointer data)
{
  GalleyOfficeRow *row = data;

  galley_grid_data_unref (row->grid);
  g_ptr_array_unref (row->cells);
  g_free (row);
}

static void
free_block (gpointer data)
{
  GalleyOfficeBlock *self = data;

  galley_office_text_free (self->text);
  galley_office_text_free (self->note);
  g_clear_pointer (&self->grid, galley_grid_data_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_figure (GalleyBlockKind kind)
{
  return kind == GALLEY_BLOCK_TABLE || kind == GALLEY_BLOCK_PICTURE || kind == GALLEY_BLOCK_CHART;
}

/* What stands with a block; its marks count in it as they are. */
static char *
dup_line (const GalleySnapshot *state, const GalleyBlockData *block, const GalleyBlockData **marked)
{
  const char *caption;

  *marked = block;
  if (block->kind == GALLEY_BLOCK_PICTURE)
    return galley_furniture_dup_picture_line (block);
  if (block->kind != GALLEY_BLOCK_TABLE)
    return g_strdup (block->text);
  caption = galley_furniture_get_caption (state, block);
  *marked = caption == block->text ? block : NULL;
  return g_strdup (caption);
}

static const char *
get_note (const GalleyBlockData *block)
{
  return block->view && block->view->note ? block->view->note : "";
}

/* Tables */

static GalleyOfficeRow *
new_row (GalleyGridData *grid, guint row, int layer)
{
  GalleyOfficeRow *self = g_new0 (GalleyOfficeRow, 1);

  self->grid = galley_grid_data_ref (grid);
  self->row = row;
  self->inserted = (gint16) layer;
  self->deleted = GALLEY_NO_LAYER;
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_office_text_free);
  for (guint column = 0; column < grid->n_columns; column++)
    g_ptr_array_add (self->cells, galley_office_text_new (galley_grid_data_get_text (grid, row, column), NULL, layer));
  return self;
}

static void
remove_row (GalleyOfficeRow *row, int layer)
{
  row->deleted = (gint16) layer;
  for (guint column = 0; column < row->cells->len; column++)
    galley_office_text_remove (g_ptr_array_index (row->cells, column), layer);
}

static void
update_row (GalleyOfficeRow *self, GalleyGridData *grid, guint row, int layer)
{
  galley_grid_data_ref (grid);
  galley_grid_data_unref (self->grid);
  self->grid = grid;
  self->row = row;
  for (guint column = 0; column < grid->n_columns; column++)
    galley_office_text_update (g_ptr_array_index (self->cells, column), galley_grid_data_get_text (grid, row, column), NULL, layer);
}

static gboolean
spans_rows (const GalleyGridData *grid)
{
  for (guint i = 0; i < grid->n_spans; i++)
    if (grid->spans[i].n_rows > 1)
      return TRUE;
  return FALSE;
}

/* Whether rows of a table can be told apart one by one: cells that cover several leave no room for others. */
static gboolean
can_follow (const GalleyGridData *was, const GalleyGridData *is)
{
  return was && is && was->n_columns == is->n_columns &&
         (was->n_rows == is->n_rows ||
          (!spans_rows (was) && !spans_rows (is) && (guint64) was->n_rows * is->n_rows <= MAX_PAIRS));
}

/* What a row is known by where it is not the same: what it begins with. */
static gboolean
rows_match (const GalleyGridData *was, guint i, const GalleyGridData *is, guint j)
{
  const char *name = galley_grid_data_get_text (was, i, 0);

  return *name && g_str_equal (name, galley_grid_data_get_text (is, j, 0));
}

/* Which row of @was each of @is is, or G_MAXUINT: the most that can be in their order. */
static guint *
match_rows (const GalleyGridData *was, const GalleyGridData *is)
{
  guint n = was->n_rows, m = is->n_rows;
  g_autofree guint *lengths = g_new0 (guint, (gsize) (n + 1) * (m + 1));
  guint *found = g_new (guint, m);

  for (guint j = 0; j < m; j++)
    found[j] = n == m ? j : G_MAXUINT;
  if (n == m)
    return found;
  for (guint i = n; i > 0; i--)
    for (guint j = m; j > 0; j--)
      lengths[(i - 1) * (m + 1) + j - 1] = rows_match (was, i - 1, is, j - 1)
                                             ? lengths[i * (m + 1) + j] + 1
                                             : MAX (lengths[i * (m + 1) + j - 1], lengths[(i - 1) * (m + 1) + j]);
  for (guint i = 0, j = 0; i < n && j < m;)
    if (rows_match (was, i, is, j))
      found[j++] = i++;
    else if (lengths[(i + 1) * (m + 1) + j] >= lengths[i * (m + 1) + j + 1])
      i++;
    else
      j++;
  return found;
}

static void
update_rows (GalleyOfficeBlock *self, GalleyGridData *is, int layer)
{
  g_autofree guint *found = match_rows (self->grid, is);
  g_autoptr (GPtrArray) there = g_ptr_array_new ();
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    if (((GalleyOfficeRow *) g_ptr_array_index (self->rows, i))->deleted == GALLEY_NO_LAYER)
      g_ptr_array_add (there, g_ptr_array_index (self->rows, i));
  for (guint j = 0; j < is->n_rows; j++)
    {
      guint at = 0;

      /* What stood before the row that goes on is gone. */
      for (; found[j] != G_MAXUINT && n < found[j]; n++)
        remove_row (g_ptr_array_index (there, n), layer);
      if (found[j] != G_MAXUINT)
        {
          update_row (g_ptr_array_index (there, n++), is, j, layer);
          continue;
        }
      if (n < there->len)
        g_ptr_array_find (self->rows, g_ptr_array_index (there, n), &at);
      else
        at = self->rows->len;
      g_ptr_array_insert (self->rows, (int) at, new_row (is, j, layer));
    }
  for (; n < there->len; n++)
    remove_row (g_ptr_array_index (there, n), layer);
}

static void
set_grid (GalleyOfficeBlock *self, GalleyGridData *grid, GPtrArray *records)
{
  g_clear_pointer (&self->grid, galley_grid_data_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  self->grid = grid;
  self->records = records;
}

/* Blocks */

static GalleyOfficeBlock *
new_block (const GalleySnapshot *state, GalleyBlockData *block, int layer)
{
  GalleyOfficeBlock *self = g_new0 (GalleyOfficeBlock, 1);
  const GalleyBlockData *marked;
  g_autofree char *line = dup_line (state, block, &marked);
  GPtrArray *records = NULL;
  GalleyGridData *grid;

  self->block = block;
  self->state = state;
  self->kind = self->was_kind = block->kind;
  self->restyled = self->deleted = GALLEY_NO_LAYER;
  self->inserted = (gint16) layer;
  self->text = galley_office_text_new (line, marked, layer);
  self->note = galley_office_text_new (get_note (block), NULL, layer);
  if (block->kind != GALLEY_BLOCK_TABLE)
    return self;
  grid = galley_furniture_make_grid (state, block, &records);
  set_grid (self, grid, records);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  for (guint row = 0; self->grid && row < self->grid->n_rows; row++)
    g_ptr_array_add (self->rows, new_row (self->grid, row, layer));
  return self;
}

static void
remove_block (GalleyOfficeBlock *self, int layer)
{
  self->deleted = (gint16) layer;
  galley_office_text_remove (self->text, layer);
  galley_office_text_remove (self->note, layer);
  for (guint i = 0; self->rows && i < self->rows->len; i++)
    if (((GalleyOfficeRow *) g_ptr_array_index (self->rows, i))->deleted == GALLEY_NO_LAYER)
      remove_row (g_ptr_array_index (self->rows, i), layer);
}

/* Whether what the block became can be told as changes of it. */
static gboolean
can_update (const GalleyOfficeBlock *self, const GalleySnapshot *state, const GalleyBlockData *block)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GalleyGridData) grid = NULL;

  if (self->kind != block->kind && (is_figure (self->kind) || is_figure (block->kind)))
    return FALSE;
  if (block->kind != GALLEY_BLOCK_TABLE)
    return TRUE;
  grid = galley_furniture_make_grid (state, block, &records);
  return (grid == NULL && self->grid == NULL) || can_follow (self->grid, grid);
}

static void
update_block (GalleyOfficeBlock *self, const GalleySnapshot *state, GalleyBlockData *block, int layer)
{
  const GalleyBlockData *marked;
  g_autofree char *line = dup_line (state, block, &marked);
  GPtrArray *records = NULL;
  GalleyGridData *grid;

  if (self->kind != block->kind)
    {
      self->was_kind = self->kind;
      self->kind = block->kind;
      self->restyled = (gint16) layer;
    }
  self->block = block;
  self->state = state;
  galley_office_text_update (self->text, line, marked, layer);
  galley_office_text_update (self->note, get_note (block), NULL, layer);
  if (block->kind != GALLEY_BLOCK_TABLE)
    return;
  grid = galley_furniture_make_grid (state, block, &records);
  if (grid)
    update_rows (self, grid, layer);
  set_grid (self, grid, records);
}

/* Layers */

/* Puts @block behind @cursor, or first where that is %NULL. */
static GList *
put (History *self, GList *cursor, GalleyOfficeBlock *block)
{
  GList *link;

  if (cursor)
    g_queue_insert_after (&self->blocks, cursor, block);
  else
    g_queue_push_head (&self->blocks, block);
  link = cursor ? cursor->next : self->blocks.head;
  g_hash_table_insert (self->places, block->block->id, link);
  return link;
}

/* How much of @whole stands before @tail, which is its end, in code points; 0 where it is not. */
static guint
find_tail (const char *whole, const char *tail)
{
  if (*tail == '\0' || !g_str_has_suffix (whole, tail))
    return 0;
  return (guint) g_utf8_strlen (whole, (gssize) (strlen (whole) - strlen (tail)));
}

/* A block that is new behind another, and whose text that one ended with, is what the other was split into. */
static void
split (History *self,
       const GalleyBlockDifference *new,
       GHashTable *moved,
       const GalleySnapshot *from,
       const GalleySnapshot *to,
       int layer)
{
  GalleyBlockData *block = new->after;
  const GalleyBlockData *before = new->after_position > 0 ? g_ptr_array_index (to->blocks, new->after_position - 1) : NULL;
  const GalleyBlockData *was = before ? galley_snapshot_find_block (from, before->id, NULL) : NULL;
  GList *link = was ? g_hash_table_lookup (self->places, was->id) : NULL;
  guint offset = was && !is_figure (was->kind) && !is_figure (block->kind) ? find_tail (was->text, block->text) : 0;
  GalleyOfficeBlock *head, *tail;

  /* What is moved as well leaves its tail nowhere. */
  if (link == NULL || offset == 0 || g_hash_table_contains (moved, before->id) || find_tail (before->text, block->text) > 0)
    return;
  head = link->data;
  tail = new_block (to, block, layer);
  galley_office_text_free (tail->text);
  tail->text = galley_office_text_split (head->text, offset, layer);
  if (head->kind != block->kind)
    {
      tail->was_kind = head->kind;
      tail->restyled = (gint16) layer;
    }
  put (self, link, tail);
}

/* A block that is gone behind another, which ends with its text now, was joined to that. */
static void
merge (History *self, const GalleyBlockDifference *gone, const GalleySnapshot *from, const GalleySnapshot *to, int layer)
{
  const GalleyBlockData *block = gone->before;
  const GalleyBlockData *before = gone->before_position > 0 ? g_ptr_array_index (from->blocks, gone->before_position - 1) : NULL;
  const GalleyBlockData *is = before ? galley_snapshot_find_block (to, before->id, NULL) : NULL;
  GList *link = is ? g_hash_table_lookup (self->places, is->id) : NULL, *own = g_hash_table_lookup (self->places, block->id);
  GalleyOfficeBlock *head, *tail;

  /* What was taken out between them before would stand behind both. */
  if (link == NULL || own == NULL || own->prev != link || is_figure (block->kind) || is_figure (is->kind) || find_tail (is->text, block->text) == 0 ||
      find_tail (before->text, block->text) > 0)
    return;
  head = link->data;
  tail = own->data;
  galley_office_text_join (head->text, tail->text, head->kind, layer);
  if (head->kind != tail->kind)
    {
      head->was_kind = tail->kind;
      head->restyled = (gint16) layer;
    }
  g_hash_table_remove (self->places, block->id);
  g_queue_delete_link (&self->blocks, own);
  free_block (tail);
}

/* What became of a block that was there. Returns: where it is */
static GList *
follow (History *self, GList *cursor, GList *link, gboolean moved, const GalleySnapshot *to, GalleyBlockData *is, int layer)
{
  GalleyOfficeBlock *block = link->data, *here;

  if (!moved && can_update (block, to, is))
    {
      update_block (block, to, is, layer);
      return link;
    }
  remove_block (block, layer);
  here = new_block (to, is, layer);
  if (moved)
    block->moved_away = here->moved_here = ++self->n_moves;
  return put (self, moved ? cursor : link, here);
}

/* Where each block of @to belongs among all that there were: behind the one before it. A comparison lists what differs alone,
 * which what prints another table need not. */
static void
walk (History *self, GHashTable *differences, const GalleySnapshot *to, int layer)
{
  GList *cursor = NULL;

  for (guint at = 0; at < to->blocks->len; at++)
    {
      GalleyBlockData *block = g_ptr_array_index (to->blocks, at);
      const GalleyBlockDifference *difference = g_hash_table_lookup (differences, GUINT_TO_POINTER (at));
      GList *link = g_hash_table_lookup (self->places, block->id);

      if (link == NULL)
        cursor = put (self, cursor, new_block (to, block, layer));
      else
        cursor = follow (self, cursor, link, difference && difference->before && difference->moved, to, block, layer);
    }
}

static void
take_layer (History *self, const GalleySnapshot *from, const GalleySnapshot *to, int layer)
{
  g_autoptr (GalleyComparison) comparison = galley_compare_versions ((GalleySnapshot *) from, (GalleySnapshot *) to);
  g_autoptr (GHashTable) differences = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) moved = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  for (guint i = 0; i < comparison->blocks->len; i++)
    {
      const GalleyBlockDifference *difference = g_ptr_array_index (comparison->blocks, i);

      if (difference->moved)
        g_hash_table_add (moved, difference->after->id);
    }
  for (guint i = 0; i < comparison->blocks->len; i++)
    {
      const GalleyBlockDifference *difference = g_ptr_array_index (comparison->blocks, i);

      if (difference->before == NULL)
        split (self, difference, moved, from, to, layer);
      else if (difference->after == NULL)
        merge (self, difference, from, to, layer);
      if (difference->after)
        g_hash_table_insert (differences, GUINT_TO_POINTER (difference->after_position), (gpointer) difference);
      else if (g_hash_table_contains (self->places, difference->before->id))
        g_ptr_array_add (gone, difference->before->id);
    }
  for (guint i = 0; i < gone->len; i++)
    {
      remove_block (((GList *) g_hash_table_lookup (self->places, g_ptr_array_index (gone, i)))->data, layer);
      g_hash_table_remove (self->places, g_ptr_array_index (gone, i));
    }
  walk (self, differences, to, layer);
}

/**
 * galley_office_history_new:
 * @n_layers: how many of its layers count, from the last; 0 for what it says alone
 *
 * Returns: (transfer full) (element-type GalleyOfficeBlock): all blocks that it had at any time, which last as long as @snapshot
 */
GPtrArray *
galley_office_history_new (const GalleySnapshot *snapshot, guint n_layers)
{
  guint n = snapshot->layers->len;
  const GalleySnapshot *first = galley_layers_get_state (snapshot, n - n_layers);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  History self = { .places = places };
  GPtrArray *blocks = g_ptr_array_new_with_free_func (free_block);

  for (guint i = 0; i < first->blocks->len; i++)
    put (&self, self.blocks.tail, new_block (first, g_ptr_array_index (first->blocks, i), GALLEY_NO_LAYER));
  for (guint layer = n - n_layers; layer < n; layer++)
    take_layer (&self, galley_layers_get_state (snapshot, layer), galley_layers_get_state (snapshot, layer + 1), (int) layer);
  for (GList *link = self.blocks.head; link; link = link->next)
    g_ptr_array_add (blocks, link->data);
  g_queue_clear (&self.blocks);
  return blocks;
}

/**
 * galley_office_history_follow:
 * @dup_text: what a line that stands around the article says in a state of it, %NULL or "" for nothing
 *
 * Returns: (transfer full): that line
 */
GalleyOfficeText *
galley_office_history_follow (const GalleySnapshot *snapshot, guint n_layers, char *(*dup_text) (const GalleySnapshot *state))
{
  guint n = snapshot->layers->len;
  g_autofree char *first = dup_text (galley_layers_get_state (snapshot, n - n_layers));
  GalleyOfficeText *text = galley_office_text_new (first ? first : "", NULL, GALLEY_NO_LAYER);
  gboolean there = first && *first;

  for (guint layer = n - n_layers; layer < n; layer++)
    {
      g_autofree char *line = dup_text (galley_layers_get_state (snapshot, layer + 1));
      gboolean said = line && *line;

      galley_office_text_update (text, said ? line : "", NULL, (int) layer);
      /* The line comes or goes as a whole. */
      if (!there && said && text->deleted == GALLEY_NO_LAYER)
        text->inserted = (gint16) layer;
      else if (there && !said)
        text->deleted = (gint16) layer;
      there = said;
    }
  return text;
}
