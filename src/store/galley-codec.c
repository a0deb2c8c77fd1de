/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-codec.h"

#include <glib/gi18n-lib.h>

#include "galley-codec-migrations.h"
#include "galley-json-values.h"
#include "galley-store-error.h"

static void
set_records (JsonObject *object, const char *name, GPtrArray *records)
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

      set_records (table, "rows", data->rows);
      json_array_add_object_element (array, table);
    }
  json_object_set_array_member (object, "tables", array);
}

/* What is noted about a block's text, and is no part of it. */
static gboolean
is_note (const GalleyMark *mark)
{
  return mark->kind == GALLEY_MARK_COMMENT || mark->kind == GALLEY_MARK_SUGGESTION;
}

static GPtrArray *
strip_blocks (GPtrArray *blocks)
{
  GPtrArray *stripped = galley_block_array_new ();

  for (guint i = 0; i < blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (blocks, i);
      g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

      for (guint m = 0; m < block->marks->len; m++)
        if (!is_note (g_ptr_array_index (block->marks, m)))
          g_ptr_array_add (marks, galley_mark_ref (g_ptr_array_index (block->marks, m)));
      g_ptr_array_add (stripped, marks->len == block->marks->len ? galley_block_data_ref (block)
                                                                 : galley_block_data_with_marks (block, marks));
    }
  return stripped;
}

static GPtrArray *
strip_tables (GPtrArray *tables)
{
  GPtrArray *stripped = galley_table_array_new ();

  for (guint i = 0; i < tables->len; i++)
    {
      const GalleyTableData *table = g_ptr_array_index (tables, i);
      g_autoptr (GPtrArray) rows = galley_record_array_new ();

      for (guint r = 0; r < table->rows->len; r++)
        {
          g_autoptr (GalleyRecord) unnamed =
            galley_record_with (g_ptr_array_index (table->rows, r), GALLEY_INDICATOR_CHECKED_BY, "");

          g_ptr_array_add (rows, galley_record_with (unnamed, GALLEY_INDICATOR_CHECKED_AT, ""));
        }
      g_ptr_array_add (stripped, galley_table_data_new (table->head, rows));
    }
  return stripped;
}

static GString *
encode (const GalleySnapshot *snapshot, gboolean pretty, gboolean content_only)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GPtrArray) blocks = content_only ? strip_blocks (snapshot->blocks) : g_ptr_array_ref (snapshot->blocks);
  g_autoptr (GPtrArray) tables = content_only ? strip_tables (snapshot->tables) : g_ptr_array_ref (snapshot->tables);

  json_object_set_string_member (object, "format", GALLEY_FORMAT);
  json_object_set_int_member (object, "version", GALLEY_FORMAT_VERSION);
  json_object_set_string_member (object, "id", snapshot->id);
  json_object_set_object_member (object, "details", galley_json_from_record (snapshot->details));
  set_records (object, "byline", snapshot->credits);
  set_blocks (object, blocks);
  set_tables (object, tables);
  if (!content_only)
    {
      set_records (object, "asides", snapshot->asides);
      set_records (object, "log", snapshot->log);
    }
  galley_json_set_members (object, snapshot->extra);
  return g_string_append_c (galley_json_print (object, pretty), '\n');
}

/* Enters the id of @object into @ids, where it must be new: each is unique in its bulletin. */
static gboolean
take_id (GHashTable *ids, JsonNode *object, GError **error)
{
  JsonNode *member = galley_json_find (object, "id");
  const char *id = json_node_get_string (member);

  if (g_hash_table_add (ids, (gpointer) id))
    return TRUE;
  galley_json_set_error (member, error, _("“%s” is the id of something else in this bulletin; each needs its own"), id);
  return FALSE;
}

/* The array that is @object's member @name, %NULL where there is none; FALSE where that is no array. */
static gboolean
find_array (JsonNode *object, const char *name, JsonArray **array, guint *length, GError **error)
{
  JsonNode *member = galley_json_find (object, name);

  *array = member ? galley_json_get_array (member, error) : NULL;
  *length = *array ? json_array_get_length (*array) : 0;
  return member == NULL || *array != NULL;
}

static GPtrArray *
read_records (JsonNode *object, const char *name, const GalleySchema *schema, GHashTable *ids, GError **error)
{
  g_autoptr (GPtrArray) records = galley_record_array_new ();
  JsonArray *array;
  guint length;

  if (!find_array (object, name, &array, &length, error))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      JsonNode *value = json_array_get_element (array, i);
      GalleyRecord *record = galley_json_read_record (value, schema, NULL, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
      if (record->id && !take_id (ids, value, error))
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

  if (!find_array (root, "blocks", &array, &length, error))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      JsonNode *value = json_array_get_element (array, i);
      GalleyBlockData *block = galley_json_read_block (value, error);

      if (block == NULL)
        return NULL;
      g_ptr_array_add (blocks, block);
      if (!take_id (ids, value, error))
        return NULL;
    }
  return g_steal_pointer (&blocks);
}

static GalleyTableData *
read_table (JsonNode *value, GHashTable *ids, GError **error)
{
  g_autoptr (GalleyRecord) head = galley_json_read_record (value, &galley_table_schema, "rows", error);
  g_autoptr (GPtrArray) rows = NULL;

  if (head == NULL || !take_id (ids, value, error) ||
      !(rows = read_records (value, "rows", &galley_indicator_schema, ids, error)))
    return NULL;
  return galley_table_data_new (head, rows);
}

static GPtrArray *
read_tables (JsonNode *root, GHashTable *ids, GError **error)
{
  g_autoptr (GPtrArray) tables = galley_table_array_new ();
  JsonArray *array;
  guint length;

  if (!find_array (root, "tables", &array, &length, error))
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

static GalleySnapshot *
read_snapshot (JsonNode *root, GError **error)
{
  static const char *const known[] = { "format", "version", "id", "details", "byline", "blocks",
                                       "tables", "asides",  "log", NULL };
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonNode *member = galley_json_find (root, "details");
  const char *id = galley_json_read_id (root, error);
  g_autofree char *extra = NULL;
  g_autoptr (GalleyRecord) details = NULL;
  g_autoptr (GPtrArray) credits = NULL, blocks = NULL, tables = NULL, asides = NULL, log = NULL;

  if (id == NULL || (member && !(details = galley_json_read_record (member, &galley_details_schema, NULL, error))) ||
      !(credits = read_records (root, "byline", &galley_credit_schema, ids, error)) ||
      !(blocks = read_blocks (root, ids, error)) || !(tables = read_tables (root, ids, error)) ||
      !(asides = read_records (root, "asides", &galley_aside_schema, ids, error)) ||
      !(log = read_records (root, "log", &galley_log_schema, ids, error)))
    return NULL;
  extra = galley_json_read_unknown (root, known);
  return galley_snapshot_new (id, details, credits, blocks, tables, asides, log, extra);
}

/* Whether it is a bulletin, and of which version. */
static gboolean
read_version (JsonNode *root, guint *version, GError **error)
{
  JsonNode *member;

  if (!galley_json_get_object (root, error))
    return FALSE;
  member = galley_json_find (root, "format");
  if (member == NULL || g_strcmp0 (galley_json_get_string (member, NULL), GALLEY_FORMAT) != 0)
    {
      galley_json_set_error (member ? member : root, error, _("this is JSON but no bulletin: “format” should be “%s”"),
                             GALLEY_FORMAT);
      return FALSE;
    }
  if (!(member = galley_json_require (root, "version", error)) || !galley_json_get_uint (member, version, error))
    return FALSE;
  if (*version > GALLEY_FORMAT_VERSION)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NEWER,
                   _("written by a newer Galley in format version %u; this one reads up to %d: update Galley to open it"),
                   *version, GALLEY_FORMAT_VERSION);
      return FALSE;
    }
  return TRUE;
}

/**
 * galley_codec_encode:
 *
 * Equal snapshots give equal bytes, and what galley_codec_decode() read from such bytes gives the same bytes again.
 *
 * Returns: (transfer full): the bulletin as its file holds it: UTF-8 JSON, a member a line, a line end at the end
 */
GBytes *
galley_codec_encode (const GalleySnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return g_string_free_to_bytes (encode (snapshot, TRUE, FALSE));
}

/**
 * galley_codec_encode_line:
 *
 * Returns: (transfer full): the same JSON on a single line with a line end, for a journal
 */
GBytes *
galley_codec_encode_line (const GalleySnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  return g_string_free_to_bytes (encode (snapshot, FALSE, FALSE));
}

/**
 * galley_codec_decode:
 * @bytes: the content of a file; an older format version is brought up to date
 *
 * Members that this version does not know are kept in the `extra` of what they belong to.
 *
 * Returns: (transfer full) (nullable): the bulletin, or %NULL with an error that names the line or the member at fault
 */
GalleySnapshot *
galley_codec_decode (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  guint version;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > GALLEY_FILE_MAX_BYTES)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_TOO_LARGE,
                   _("larger than %u MiB: this is no bulletin"), (guint) (GALLEY_FILE_MAX_BYTES >> 20));
      return NULL;
    }
  root = galley_json_parse (bytes, GALLEY_JSON_MAX_DEPTH, error);
  if (root == NULL || !read_version (root, &version, error))
    return NULL;
  for (; version < GALLEY_FORMAT_VERSION; version++)
    {
      g_autoptr (GBytes) newer = galley_codec_migrate (root, version, error);

      g_clear_pointer (&root, json_node_unref);
      if (newer == NULL || !(root = galley_json_parse (newer, GALLEY_JSON_MAX_DEPTH, error)))
        return NULL;
    }
  return read_snapshot (root, error);
}

/**
 * galley_codec_content_hash:
 *
 * What a signature of review is about: everything but what is noted about it: the log of reviews itself, findings set aside,
 * comments and suggestions, and who checked an indicator.
 *
 * Returns: (transfer full): the SHA-256 of the content on a single line, so that no habit of json-glib's printer counts,
 *   as 64 hexadecimal digits
 */
char *
galley_codec_content_hash (const GalleySnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  GString *text = encode (snapshot, FALSE, TRUE);
  char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text->str, text->len);

  g_string_free (text, TRUE);
  return hash;
}
