/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-codec.h"

#include <glib/gi18n-lib.h>

#include "galley-codec-migrations.h"
#include "galley-json-values.h"
#include "galley-layer.h"
#include "galley-store-error.h"

static void
set_layers (JsonObject *object, GPtrArray *layers)
{
  JsonArray *array;

  if (layers->len == 0)
    return;
  array = json_array_sized_new (layers->len);
  for (guint i = 0; i < layers->len; i++)
    json_array_add_object_element (array, galley_json_from_layer (g_ptr_array_index (layers, i)));
  json_object_set_array_member (object, "layers", array);
}

/* A comment on what was signed leaves it signed. */
static GPtrArray *
list_bare_blocks (GPtrArray *noted)
{
  GPtrArray *blocks = galley_block_array_new ();

  for (guint i = 0; i < noted->len; i++)
    g_ptr_array_add (blocks, galley_block_data_without_notes (g_ptr_array_index (noted, i)));
  return blocks;
}

/* Without who checked the indicators: that is done to what an earlier stage approved, and takes nothing from it. */
static GPtrArray *
list_unchecked_tables (GPtrArray *checked)
{
  GPtrArray *tables = galley_table_array_new ();

  for (guint i = 0; i < checked->len; i++)
    {
      const GalleyTableData *table = g_ptr_array_index (checked, i);
      g_autoptr (GPtrArray) rows = galley_record_array_new ();

      for (guint r = 0; r < table->rows->len; r++)
        {
          g_autoptr (GalleyRecord) unnamed =
            galley_record_with (g_ptr_array_index (table->rows, r), GALLEY_INDICATOR_CHECKED_BY, "");

          g_ptr_array_add (rows, galley_record_with (unnamed, GALLEY_INDICATOR_CHECKED_AT, ""));
        }
      g_ptr_array_add (tables, galley_table_data_new (table->head, rows));
    }
  return tables;
}

/* What is reviewed of @snapshot: without notes, and as it is before the suggestions that wait. */
static GalleySnapshot *
without_notes (const GalleySnapshot *snapshot)
{
  const GalleySnapshot *content = galley_layers_get_state (snapshot, 0);
  g_autoptr (GPtrArray) blocks = list_bare_blocks (content->blocks), tables = list_unchecked_tables (content->tables);

  return galley_snapshot_new (snapshot->id, content->details, content->credits, blocks, tables, NULL, NULL, snapshot->extra);
}

static GString *
encode (const GalleySnapshot *snapshot, gboolean pretty, gboolean content_only)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "format", GALLEY_FORMAT);
  json_object_set_int_member (object, "version", GALLEY_FORMAT_VERSION);
  json_object_set_string_member (object, "id", snapshot->id);
  galley_json_set_content (object, snapshot);
  if (!content_only)
    {
      galley_json_set_records (object, "asides", snapshot->asides);
      set_layers (object, snapshot->layers);
      galley_json_set_records (object, "comments", snapshot->comments);
      galley_json_set_records (object, "log", snapshot->log);
    }
  galley_json_set_members (object, snapshot->extra);
  return g_string_append_c (galley_json_print (object, pretty), '\n');
}

static GPtrArray *
read_layers (JsonNode *root, GHashTable *ids, GError **error)
{
  g_autoptr (GPtrArray) layers = galley_layer_array_new ();
  JsonArray *array;
  guint length;

  if (!galley_json_find_array (root, "layers", &array, &length, error))
    return NULL;
  for (guint i = 0; i < length; i++)
    {
      JsonNode *value = json_array_get_element (array, i);
      GalleyLayer *layer = galley_json_read_layer (value, error);

      if (layer == NULL)
        return NULL;
      g_ptr_array_add (layers, layer);
      if (!galley_json_take_id (ids, value, error))
        return NULL;
    }
  return g_steal_pointer (&layers);
}

static gboolean
is_deeper (JsonNode *node, guint depth)
{
  JsonObjectIter iter;
  JsonNode *member;

  if (!JSON_NODE_HOLDS_OBJECT (node) && !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  if (depth == 0)
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        if (is_deeper (json_array_get_element (json_node_get_array (node), i), depth - 1))
          return TRUE;
      return FALSE;
    }
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, NULL, &member))
    if (is_deeper (member, depth - 1))
      return TRUE;
  return FALSE;
}

/* What the bulletin says now becomes the base of a layer, which stands deeper; so only layers may be as deep as can be read. */
static gboolean
check_depth (JsonNode *root, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &member))
    if (is_deeper (member, GALLEY_JSON_MAX_DEPTH - 1) && !g_str_equal (name, "layers"))
      {
        galley_json_set_error (member, error, _("nested more than %d deep"), GALLEY_JSON_MAX_DEPTH);
        return FALSE;
      }
  return TRUE;
}

static GalleySnapshot *
read_snapshot (JsonNode *root, GError **error)
{
  static const char *const known[] = { "format", "version", "id",  "details",  "byline", "blocks",
                                       "tables", "asides",  "log", "comments", "layers", NULL };
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  const char *id = galley_json_read_id (root, error);
  g_autofree char *extra = NULL;
  g_autoptr (GalleySnapshot) content = NULL, whole = NULL;
  g_autoptr (GPtrArray) asides = NULL, log = NULL, layers = NULL, comments = NULL;

  if (id == NULL || !check_depth (root, error) || !(content = galley_json_read_content (root, id, ids, error)) ||
      !(asides = galley_json_read_records (root, "asides", &galley_aside_schema, ids, error)) ||
      !(layers = read_layers (root, ids, error)) ||
      !(comments = galley_json_read_records (root, "comments", &galley_comment_schema, ids, error)) ||
      !(log = galley_json_read_records (root, "log", &galley_log_schema, ids, error)))
    return NULL;
  extra = galley_json_read_unknown (root, known);
  whole = galley_snapshot_new (id, content->details, content->credits, content->blocks, content->tables, asides, log, extra);
  return galley_snapshot_with_notes (whole, layers, comments);
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
  root = galley_json_parse (bytes, GALLEY_JSON_MAX_DEPTH + GALLEY_JSON_LAYER_DEPTH, error);
  if (root == NULL || !read_version (root, &version, error))
    return NULL;
  for (; version < GALLEY_FORMAT_VERSION; version++)
    {
      g_autoptr (GBytes) newer = galley_codec_migrate (root, version, error);

      g_clear_pointer (&root, json_node_unref);
      if (newer == NULL || !(root = galley_json_parse (newer, GALLEY_JSON_MAX_DEPTH + GALLEY_JSON_LAYER_DEPTH, error)))
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

  g_autoptr (GalleySnapshot) content = without_notes (snapshot);
  GString *text = encode (content, FALSE, TRUE);
  char *hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text->str, text->len);

  g_string_free (text, TRUE);
  return hash;
}
