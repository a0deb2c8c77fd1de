/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-snapshot.h"

#include "galley-layer.h"

G_DEFINE_BOXED_TYPE (GalleySnapshot, galley_snapshot, galley_snapshot_ref, galley_snapshot_unref)

static void
clear_table (gpointer data)
{
  GalleyTableData *table = data;

  galley_record_unref (table->head);
  g_ptr_array_unref (table->rows);
}

static void
clear_snapshot (gpointer data)
{
  GalleySnapshot *snapshot = data;

  g_free (snapshot->id);
  galley_record_unref (snapshot->details);
  g_ptr_array_unref (snapshot->credits);
  g_ptr_array_unref (snapshot->blocks);
  g_ptr_array_unref (snapshot->tables);
  g_ptr_array_unref (snapshot->asides);
  g_ptr_array_unref (snapshot->log);
  g_ptr_array_unref (snapshot->layers);
  g_ptr_array_unref (snapshot->comments);
  g_free (snapshot->extra);
  g_clear_object (&snapshot->lexicon);
}

static gboolean
records_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!galley_record_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
blocks_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!galley_block_data_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
tables_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const GalleyTableData *left = g_ptr_array_index (a, i), *right = g_ptr_array_index (b, i);

      if (!galley_record_equal (left->head, right->head) || !records_equal (left->rows, right->rows))
        return FALSE;
    }
  return TRUE;
}

static gboolean
layers_equal (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!galley_layer_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

/* Shares @array or makes an empty one where there is none. */
static GPtrArray *
share (GPtrArray *array, GPtrArray *(*make) (void))
{
  return array ? g_ptr_array_ref (array) : make ();
}

static void
set_notes (GalleySnapshot *snapshot, GPtrArray *layers, GPtrArray *comments)
{
  g_ptr_array_unref (snapshot->layers);
  g_ptr_array_unref (snapshot->comments);
  snapshot->layers = g_ptr_array_ref (layers);
  snapshot->comments = g_ptr_array_ref (comments);
}

/**
 * galley_snapshot_new:
 * @id: (nullable): %NULL for a new id
 * @details: (nullable) (transfer none): %NULL for empty details
 * @credits: (nullable) (transfer none): the arrays are shared and must not change after this; %NULL for empty ones
 * @extra: (nullable): unknown members as a JSON object
 *
 * Returns: (transfer full): a bulletin as a value, without suggestions and comments
 */
GalleySnapshot *
galley_snapshot_new (const char *id,
                     GalleyRecord *details,
                     GPtrArray *credits,
                     GPtrArray *blocks,
                     GPtrArray *tables,
                     GPtrArray *asides,
                     GPtrArray *log,
                     const char *extra)
{
  GalleySnapshot *snapshot = g_atomic_rc_box_new0 (GalleySnapshot);

  snapshot->id = id ? g_strdup (id) : galley_id_new ();
  snapshot->details =
    details ? galley_record_ref (details) : galley_record_new (&galley_details_schema, NULL, NULL, NULL);
  snapshot->credits = share (credits, galley_record_array_new);
  snapshot->blocks = share (blocks, galley_block_array_new);
  snapshot->tables = share (tables, galley_table_array_new);
  snapshot->asides = share (asides, galley_record_array_new);
  snapshot->log = share (log, galley_record_array_new);
  snapshot->layers = galley_layer_array_new ();
  snapshot->comments = galley_record_array_new ();
  snapshot->extra = g_strdup (extra);
  return snapshot;
}

/**
 * galley_snapshot_new_empty:
 *
 * Returns: (transfer full): a new bulletin: an empty headline, an empty paragraph and an empty indicator table
 */
GalleySnapshot *
galley_snapshot_new_empty (void)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), tables = galley_table_array_new ();
  g_autoptr (GPtrArray) rows = galley_record_array_new ();
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, NULL, NULL, NULL);

  g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_HEADLINE, "", NULL));
  g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, "", NULL));
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  return galley_snapshot_new (NULL, NULL, NULL, blocks, tables, NULL, NULL, NULL);
}

/**
 * galley_snapshot_with:
 * @blocks: (transfer none): shared; must not change after this
 * @tables: (transfer none): shared; must not change after this
 *
 * Returns: (transfer full): @snapshot with other blocks and tables
 */
GalleySnapshot *
galley_snapshot_with (const GalleySnapshot *snapshot, GPtrArray *blocks, GPtrArray *tables)
{
  GalleySnapshot *made = galley_snapshot_new (snapshot->id, snapshot->details, snapshot->credits, blocks, tables,
                                              snapshot->asides, snapshot->log, snapshot->extra);

  set_notes (made, snapshot->layers, snapshot->comments);
  g_set_object (&made->lexicon, snapshot->lexicon);
  return made;
}

/**
 * galley_snapshot_with_log:
 * @log: (transfer none) (element-type GalleyRecord): shared; must not change after this
 *
 * Returns: (transfer full): @snapshot with another log
 */
GalleySnapshot *
galley_snapshot_with_log (const GalleySnapshot *snapshot, GPtrArray *log)
{
  GalleySnapshot *made = galley_snapshot_with (snapshot, snapshot->blocks, snapshot->tables);

  g_ptr_array_unref (made->log);
  made->log = g_ptr_array_ref (log);
  return made;
}

/**
 * galley_snapshot_with_asides:
 * @asides: (transfer none) (element-type GalleyRecord): shared; must not change after this
 *
 * Returns: (transfer full): @snapshot with other findings set aside
 */
GalleySnapshot *
galley_snapshot_with_asides (const GalleySnapshot *snapshot, GPtrArray *asides)
{
  GalleySnapshot *made = galley_snapshot_with (snapshot, snapshot->blocks, snapshot->tables);

  g_ptr_array_unref (made->asides);
  made->asides = g_ptr_array_ref (asides);
  return made;
}

/**
 * galley_snapshot_with_notes:
 * @layers: (transfer none) (element-type GalleyLayer): shared; must not change after this
 * @comments: (transfer none) (element-type GalleyRecord): shared; must not change after this
 *
 * Returns: (transfer full): @snapshot with other suggestions and comments
 */
GalleySnapshot *
galley_snapshot_with_notes (const GalleySnapshot *snapshot, GPtrArray *layers, GPtrArray *comments)
{
  GalleySnapshot *made = galley_snapshot_with (snapshot, snapshot->blocks, snapshot->tables);

  set_notes (made, layers, comments);
  return made;
}

/**
 * galley_snapshot_with_lexicon:
 * @lexicon: (nullable) (transfer none): a #GalleyLexicon, or %NULL for the built-in words
 *
 * Returns: (transfer full): @snapshot, to be read with those words
 */
GalleySnapshot *
galley_snapshot_with_lexicon (const GalleySnapshot *snapshot, gpointer lexicon)
{
  GalleySnapshot *made = galley_snapshot_with (snapshot, snapshot->blocks, snapshot->tables);

  g_set_object (&made->lexicon, lexicon);
  return made;
}

GalleySnapshot *
galley_snapshot_ref (GalleySnapshot *snapshot)
{
  return g_atomic_rc_box_acquire (snapshot);
}

void
galley_snapshot_unref (GalleySnapshot *snapshot)
{
  g_atomic_rc_box_release_full (snapshot, clear_snapshot);
}

/**
 * galley_snapshot_equal:
 *
 * Returns: whether both would be written as the same file
 */
gboolean
galley_snapshot_equal (const GalleySnapshot *a, const GalleySnapshot *b)
{
  return g_str_equal (a->id, b->id) && g_strcmp0 (a->extra, b->extra) == 0 &&
         galley_record_equal (a->details, b->details) && records_equal (a->credits, b->credits) &&
         blocks_equal (a->blocks, b->blocks) && tables_equal (a->tables, b->tables) &&
         records_equal (a->asides, b->asides) && records_equal (a->log, b->log) && layers_equal (a->layers, b->layers) &&
         records_equal (a->comments, b->comments);
}

/**
 * galley_snapshot_find_table:
 *
 * Returns: (nullable) (transfer none): the indicator table with that id
 */
const GalleyTableData *
galley_snapshot_find_table (const GalleySnapshot *snapshot, const char *id)
{
  for (guint i = 0; i < snapshot->tables->len; i++)
    {
      const GalleyTableData *table = g_ptr_array_index (snapshot->tables, i);

      if (g_strcmp0 (table->head->id, id) == 0)
        return table;
    }
  return NULL;
}

/**
 * galley_snapshot_list_rows:
 * @block: a table of indicators or a chart
 *
 * Returns: (transfer container) (element-type GalleyRecord): the indicators that it shows, in order: those that it names,
 *   as far as they are there, else all of its table
 */
GPtrArray *
galley_snapshot_list_rows (const GalleySnapshot *snapshot, const GalleyBlockData *block)
{
  const GalleyTableData *table = block->source ? galley_snapshot_find_table (snapshot, block->source) : NULL;
  GPtrArray *rows = g_ptr_array_new ();
  g_autoptr (GHashTable) by_id = NULL;

  if (!block->view || !block->view->rows)
    {
      if (table)
        g_ptr_array_extend (rows, table->rows, NULL, NULL);
      return rows;
    }
  by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint t = 0; t < snapshot->tables->len; t++)
    {
      const GPtrArray *all = ((const GalleyTableData *) g_ptr_array_index (snapshot->tables, t))->rows;

      for (guint i = 0; i < all->len; i++)
        g_hash_table_insert (by_id, ((GalleyRecord *) g_ptr_array_index (all, i))->id, g_ptr_array_index (all, i));
    }
  for (char **id = block->view->rows; *id; id++)
    {
      gpointer row = g_hash_table_lookup (by_id, *id);

      if (row)
        g_ptr_array_add (rows, row);
    }
  return rows;
}

/**
 * galley_snapshot_find_block:
 * @position: (out) (optional): where it is
 *
 * Returns: (nullable) (transfer none): the block with that id
 */
GalleyBlockData *
galley_snapshot_find_block (const GalleySnapshot *snapshot, const char *id, guint *position)
{
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      if (g_strcmp0 (block->id, id) != 0)
        continue;
      if (position)
        *position = i;
      return block;
    }
  return NULL;
}

/**
 * galley_snapshot_find_kind:
 *
 * Returns: (nullable) (transfer none): the first block of that kind
 */
const GalleyBlockData *
galley_snapshot_find_kind (const GalleySnapshot *snapshot, GalleyBlockKind kind)
{
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      if (block->kind == kind)
        return block;
    }
  return NULL;
}

/**
 * galley_snapshot_dup_title:
 *
 * Returns: (transfer full): what to call the bulletin in lists, files and windows: its headline, else series and
 *   district, else ""
 */
char *
galley_snapshot_dup_title (const GalleySnapshot *snapshot)
{
  const GalleyBlockData *headline = galley_snapshot_find_kind (snapshot, GALLEY_BLOCK_HEADLINE);
  const char *series = snapshot->details->fields[GALLEY_DETAILS_SERIES];
  const char *district = snapshot->details->fields[GALLEY_DETAILS_DISTRICT];

  if (headline && *headline->text)
    return g_strdelimit (g_strdup (headline->text), "\n", ' ');
  if (*series && *district)
    return g_strdup_printf ("%s | %s", series, district);
  return g_strdup (*series ? series : district);
}

/**
 * galley_table_data_new:
 * @head: (transfer none)
 * @rows: (transfer none): shared; must not change after this
 *
 * Returns: (transfer full): a table as a value
 */
GalleyTableData *
galley_table_data_new (GalleyRecord *head, GPtrArray *rows)
{
  GalleyTableData *table = g_atomic_rc_box_new0 (GalleyTableData);

  table->head = galley_record_ref (head);
  table->rows = g_ptr_array_ref (rows);
  return table;
}

GalleyTableData *
galley_table_data_ref (GalleyTableData *table)
{
  return g_atomic_rc_box_acquire (table);
}

void
galley_table_data_unref (GalleyTableData *table)
{
  g_atomic_rc_box_release_full (table, clear_table);
}

GPtrArray *
galley_block_array_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_block_data_unref);
}

GPtrArray *
galley_record_array_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_record_unref);
}

GPtrArray *
galley_table_array_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_table_data_unref);
}
