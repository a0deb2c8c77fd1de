/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-change-codec.h"

#include <glib/gi18n-lib.h>

#include "galley-json-values.h"

/* No list is longer, so no edit removes more. */
#define MAX_REMOVED (8 * 1024 * 1024)

static const struct
{
  const char *name;
  const GalleySchema *schema;
} lists[GALLEY_N_LISTS] = {
  [GALLEY_LIST_DETAILS] = { "details", &galley_details_schema },
  [GALLEY_LIST_CREDITS] = { "byline", &galley_credit_schema },
  [GALLEY_LIST_BLOCKS] = { "blocks", NULL },
  [GALLEY_LIST_TABLES] = { "tables", &galley_table_schema },
  [GALLEY_LIST_ROWS] = { "rows", &galley_indicator_schema },
  [GALLEY_LIST_ASIDES] = { "asides", &galley_aside_schema },
  [GALLEY_LIST_LOG] = { "log", &galley_log_schema },
  [GALLEY_LIST_LAYERS] = { "layers", NULL },
  [GALLEY_LIST_COMMENTS] = { "comments", &galley_comment_schema },
};

static JsonObject *
from_value (GalleyList list, gconstpointer value)
{
  if (list == GALLEY_LIST_LAYERS)
    return galley_json_from_layer (value);
  return list == GALLEY_LIST_BLOCKS ? galley_json_from_block (value) : galley_json_from_record (value);
}

static gpointer
read_value (GalleyList list, JsonNode *element, GError **error)
{
  if (list == GALLEY_LIST_LAYERS)
    return galley_json_read_layer (element, error);
  return list == GALLEY_LIST_BLOCKS ? (gpointer) galley_json_read_block (element, error)
                                    : galley_json_read_record (element, lists[list].schema, NULL, error);
}

static JsonObject *
from_edit (const GalleyEdit *edit)
{
  JsonObject *object = json_object_new ();
  JsonArray *inserted = json_array_sized_new (edit->inserted->len);

  json_object_set_string_member (object, "list", lists[edit->list].name);
  if (edit->table)
    json_object_set_string_member (object, "table", edit->table);
  json_object_set_int_member (object, "position", edit->position);
  json_object_set_int_member (object, "removed", edit->removed->len);
  for (guint i = 0; i < edit->inserted->len; i++)
    json_array_add_object_element (inserted, from_value (edit->list, g_ptr_array_index (edit->inserted, i)));
  json_object_set_array_member (object, "inserted", inserted);
  return object;
}

static const char *
require_string (JsonNode *object, const char *name, GError **error)
{
  JsonNode *member = galley_json_require (object, name, error);

  return member ? galley_json_get_string (member, error) : NULL;
}

static gboolean
require_uint (JsonNode *object, const char *name, guint *number, GError **error)
{
  JsonNode *member = galley_json_require (object, name, error);

  return member && galley_json_get_uint (member, number, error);
}

static gboolean
read_list (JsonNode *edit, GalleyList *list, GError **error)
{
  const char *name = require_string (edit, "list", error);

  if (name == NULL)
    return FALSE;
  for (int i = 0; i < GALLEY_N_LISTS; i++)
    if (g_str_equal (lists[i].name, name))
      {
        *list = i;
        return TRUE;
      }
  galley_json_set_error (edit, error, _("“%s” is no list of a bulletin"), name);
  return FALSE;
}

static GPtrArray *
read_inserted (JsonNode *edit, GalleyList list, GError **error)
{
  g_autoptr (GPtrArray) inserted = galley_list_array_new (list);
  JsonNode *member = galley_json_require (edit, "inserted", error);
  JsonArray *array = member ? galley_json_get_array (member, error) : NULL;

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gpointer value = read_value (list, json_array_get_element (array, i), error);

      if (value == NULL)
        return NULL;
      g_ptr_array_add (inserted, value);
    }
  return g_steal_pointer (&inserted);
}

static GalleyEdit *
read_edit (JsonNode *value, GError **error)
{
  const char *table = NULL;
  g_autoptr (GPtrArray) removed = g_ptr_array_new (), inserted = NULL;
  GalleyList list;
  guint position, n_removed;

  if (!galley_json_get_object (value, error) || !read_list (value, &list, error) ||
      (list == GALLEY_LIST_ROWS && !(table = require_string (value, "table", error))) ||
      !require_uint (value, "position", &position, error) || !require_uint (value, "removed", &n_removed, error) ||
      !(inserted = read_inserted (value, list, error)))
    return NULL;
  if (n_removed > MAX_REMOVED)
    {
      galley_json_set_error (value, error, _("removes more than there can be"));
      return NULL;
    }
  g_ptr_array_set_size (removed, n_removed);
  return galley_edit_new (list, table, position, removed, inserted);
}

/**
 * galley_change_codec_encode:
 *
 * Of what the change removed only the number is written: replaying finds it there.
 *
 * Returns: (transfer full): the change as a line of JSON, with its line end
 */
GBytes *
galley_change_codec_encode (const GalleyChange *change)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *edits = json_array_sized_new (change->edits->len);

  json_object_set_string_member (object, "label", change->label);
  for (guint i = 0; i < change->edits->len; i++)
    json_array_add_object_element (edits, from_edit (g_ptr_array_index (change->edits, i)));
  json_object_set_array_member (object, "edits", edits);
  return g_string_free_to_bytes (g_string_append_c (galley_json_print (object, FALSE), '\n'));
}

/**
 * galley_change_codec_decode:
 *
 * Returns: (transfer full) (nullable): the change, for galley_bulletin_replay() alone: what its edits remove is an
 *   array of the right length that holds nothing. %NULL with an error where @line is no change.
 */
GalleyChange *
galley_change_codec_decode (GBytes *line, GError **error)
{
  /* A block stands two levels deeper in a change than in a file. */
  g_autoptr (JsonNode) root = galley_json_parse (line, GALLEY_JSON_MAX_DEPTH + GALLEY_JSON_LAYER_DEPTH + 2, error);
  g_autoptr (GalleyChange) change = NULL;
  const char *label;
  JsonNode *member;
  JsonArray *edits;

  if (root == NULL || !galley_json_get_object (root, error) || !(label = require_string (root, "label", error)) ||
      !(member = galley_json_require (root, "edits", error)) || !(edits = galley_json_get_array (member, error)))
    return NULL;
  change = galley_change_new (label);
  for (guint i = 0; i < json_array_get_length (edits); i++)
    {
      GalleyEdit *edit = read_edit (json_array_get_element (edits, i), error);

      if (edit == NULL)
        return NULL;
      g_ptr_array_add (change->edits, edit);
    }
  return g_steal_pointer (&change);
}
