/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-json-values.h"

#include <glib/gi18n-lib.h>

/* What a bulletin says: details, byline, blocks and tables. A file has it once for now, and once for each layer of
 * suggestions. */

/**
 * galley_json_set_records:
 *
 * Adds @records to @object as an array, where there are any.
 */
void
galley_json_set_records (JsonObject *object, const char *name, GPtrArray *records)
{
  JsonArray *array;

  if (records->len == 0)
    return;
  array = json_array_sized_new (records->len);
  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (array, galley_json_from_record (g_ptr_array_index (records, i)));
  json_object_set_array_member (object, name, array);
}

static void
set_blocks (JsonObject *object, GPtrArray *blocks)
{
  JsonArray *array;

  if (blocks->len == 0)
    return;
  array = json_array_sized_new (blocks->len);
  for (guint i = 0; i < blocks->len; i++)
    json_array_add_object_element (array, galley_json_from_block (g_ptr_array_index (blocks, i)));
  json_object_set_array_member (object, "blocks", array);
}

static void
set_tables (JsonObject *object, GPtrArray *tables)
{
  JsonArray *array;

  if (tables->len == 0)
    return;
  array = json_array_sized_new (tables->len);
  for (guint i = 0; i < tables->len; i++)
    {
      const GalleyTableData *data = g_ptr_array_index (tables, i);
      JsonObject *table = galley_json_from_record (data->head);

      galley_json_set_records (table, "rows", data->rows);
      json_array_add_object_element (array, table);
    }
  json_object_set_array_member (object, "tables", array);
}

/**
 * galley_json_take_id:
 *
 * Enters the id of @object into @ids, where it must be new: each is unique in its bulletin.
 */
gboolean
galley_json_take_id (GHashTable *ids, JsonNode *object, GError **error)
{
  JsonNode *member = galley_json_find (object, "id");
  const char *id = json_node_get_string (member);

  if (g_hash_table_add (ids, (gpointer) id))
    return TRUE;
  galley_json_set_error (member, error, _("“%s” is the id of something else in this bulletin; each needs its own"), id);
  return FALSE;
}

/**
 * galley_json_find_array:
 * @array: (out) (nullable) (transfer none): the member @name of @object, %NULL where there is none
 * @length: (out): how long it is
 *
 * Returns: whether it is an array or absent; if not, @error names it
 */
gboolean
galley_json_find_array (JsonNode *object, const char *name, JsonArray **array, guint *length, GError **error)
{
  JsonNode *member = galley_json_find (object, name);

  *array = member ? galley_json_get_array (member, error) : NULL;
  *length = *array ? json_array_get_length (*array) : 0;
  return member == NULL || *array != NULL;
}

/**
 * galley_json_read_records:
 * @ids: the ids taken so far, to which those of the records are added
 *
 * Returns: (transfer full) (nullable): the records of the array @name of @object, none where it is absent; or %NULL with an
 *   error that names the member at fault
 */
GPtrArray *
galley_json_read_records (JsonNode *object, const char *name, const GalleySchema *schema, GHashTable *ids, GError **error)
{
  g_autoptr (GPtrArray) records = galley_record_array_new ();
  JsonArray *array;
  guint length;

  if (!galley_json_find_array (object, name, &array, &length, error))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      JsonNode *value = json_array_get_element (array, i);
      GalleyRecord *record = galley_json_read_record (value, schema, NULL, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
      if (record->id && !galley_json_take_id (ids, value, error))
        return NULL;
    }
  return g_steal_pointer (&records);
}

static GPtrArray *
read_blocks (JsonNode *root, GHashTable *ids, GError **error)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  JsonArray *array;
  guint length;

  if (!galley_json_find_array (root, "blocks", &array, &length, error))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      JsonNode *value = json_array_get_element (array, i);
      GalleyBlockData *block = galley_json_read_block (value, error);

      if (block == NULL)
        return NULL;
      g_ptr_array_add (blocks, block);
      if (!galley_json_take_id (ids, value, error))
        return NULL;
    }
  return g_steal_pointer (&blocks);
}

static GalleyTableData *
read_table (JsonNode *value, GHashTable *ids, GError **error)
{
  static const char *const besides[] = { "rows", NULL };
  g_autoptr (GalleyRecord) head = galley_json_read_record (value, &galley_table_schema, besides, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (head == NULL || !galley_json_take_id (ids, value, error) ||
      !(rows = galley_json_read_records (value, "rows", &galley_indicator_schema, ids, error)))
    return NULL;
  return galley_table_data_new (head, rows);
}

static GPtrArray *
read_tables (JsonNode *root, GHashTable *ids, GError **error)
{
  g_autoptr (GPtrArray) tables = galley_table_array_new ();
  JsonArray *array;
  guint length;

  if (!galley_json_find_array (root, "tables", &array, &length, error))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      GalleyTableData *table = read_table (json_array_get_element (array, i), ids, error);

      if (table == NULL)
        return NULL;
      g_ptr_array_add (tables, table);
    }
  return g_steal_pointer (&tables);
}

/**
 * galley_json_set_content:
 *
 * Adds what @snapshot says to @object: members for its details, byline, blocks and tables.
 */
void
galley_json_set_content (JsonObject *object, const GalleySnapshot *snapshot)
{
  json_object_set_object_member (object, "details", galley_json_from_record (snapshot->details));
  galley_json_set_records (object, "byline", snapshot->credits);
  set_blocks (object, snapshot->blocks);
  set_tables (object, snapshot->tables);
}

/**
 * galley_json_read_content:
 * @id: what the snapshot is to be called
 * @ids: the ids taken so far, to which those of the content are added
 *
 * Returns: (transfer full) (nullable): what @object says, or %NULL with an error that names the member at fault
 */
GalleySnapshot *
galley_json_read_content (JsonNode *object, const char *id, GHashTable *ids, GError **error)
{
  JsonNode *member = galley_json_find (object, "details");
  g_autoptr (GalleyRecord) details = NULL;
  g_autoptr (GPtrArray) credits = NULL, blocks = NULL, tables = NULL;

  if ((member && !(details = galley_json_read_record (member, &galley_details_schema, NULL, error))) ||
      !(credits = galley_json_read_records (object, "byline", &galley_credit_schema, ids, error)) ||
      !(blocks = read_blocks (object, ids, error)) || !(tables = read_tables (object, ids, error)))
    return NULL;
  return galley_snapshot_new (id, details, credits, blocks, tables, NULL, NULL, NULL);
}

/**
 * galley_json_from_layer:
 *
 * Returns: (transfer full): what @layer holds: who and when, then what the bulletin said before
 */
JsonObject *
galley_json_from_layer (const GalleyLayer *layer)
{
  JsonObject *object = galley_json_from_record (layer->head);

  galley_json_set_content (object, layer->base);
  return object;
}

/**
 * galley_json_read_layer:
 *
 * Returns: (transfer full) (nullable): the layer that the object @value stands for, or %NULL with an error that names the
 *   member at fault
 */
GalleyLayer *
galley_json_read_layer (JsonNode *value, GError **error)
{
  static const char *const besides[] = { "details", "byline", "blocks", "tables", NULL };
  g_autoptr (GalleyRecord) head = galley_json_read_record (value, &galley_layer_schema, besides, error);
  /* A base has the ids of what followed it. */
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GalleySnapshot) base = head ? galley_json_read_content (value, head->id, ids, error) : NULL;

  return base ? galley_layer_new (head, base) : NULL;
}
