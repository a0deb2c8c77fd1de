/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-codec-migrations.h"

#include "galley-codec.h"
typedef gboolean (*Migration) (JsonNode *root, GError **error);

/* An id that no block of @blocks has: @word, else with a number after it. The same file always gets the same one. */
static char *
unused_id (JsonArray *blocks, const char *word)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  char *id = g_strdup (word);

  for (guint i = 0; i < json_array_get_length (blocks); i++)
    {
      JsonNode *block = json_array_get_element (blocks, i);
      JsonNode *member = JSON_NODE_HOLDS_OBJECT (block) ? galley_json_find (block, "id") : NULL;

      if (member && galley_json_get_string (member, NULL))
        g_hash_table_add (taken, (gpointer) galley_json_get_string (member, NULL));
    }
  for (guint n = 2; g_hash_table_contains (taken, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", word, n);
    }
  return id;
}

/* Before the first release the headline and the kicker were members of the bulletin. They become its first blocks. */
static gboolean
migrate_0 (JsonNode *root, GError **error)
{
  static const char *const lifted[] = { "kicker", "headline" };
  JsonNode *member = galley_json_find (root, "blocks");
  g_autoptr (JsonArray) old = NULL, blocks = json_array_new ();

  if (member && !galley_json_get_array (member, error))
    return FALSE;
  old = member ? json_array_ref (json_node_get_array (member)) : json_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (lifted); i++)
    {
      g_autofree char *id = NULL;
      const char *text;
      JsonObject *block;

      if ((member = galley_json_find (root, lifted[i])) == NULL)
        continue;
      if ((text = galley_json_get_string (member, error)) == NULL)
        return FALSE;
      id = unused_id (old, lifted[i]);
      block = json_object_new ();
      json_object_set_string_member (block, "id", id);
      json_object_set_string_member (block, "kind", lifted[i]);
      json_object_set_string_member (block, "text", text);
      json_array_add_object_element (blocks, block);
      json_object_remove_member (json_node_get_object (root), lifted[i]);
    }
  for (guint i = 0; i < json_array_get_length (old); i++)
    json_array_add_element (blocks, json_array_dup_element (old, i));
  json_object_set_array_member (json_node_get_object (root), "blocks", g_steal_pointer (&blocks));
  return TRUE;
}

/* From each version to the next one. */
static const Migration migrations[GALLEY_FORMAT_VERSION] = { migrate_0 };

/**
 * galley_codec_migrate:
 * @root: a bulletin of an older format, as read; changed on the way
 * @version: its version, less than %GALLEY_FORMAT_VERSION
 *
 * Returns: (transfer full) (nullable): the same bulletin as version @version + 1, or %NULL with an error that names the
 *   member at fault
 */
GBytes *
galley_codec_migrate (JsonNode *root, guint version, GError **error)
{
  g_return_val_if_fail (version < GALLEY_FORMAT_VERSION, NULL);

  if (!migrations[version](root, error))
    return NULL;
  json_object_set_int_member (json_node_get_object (root), "version", version + 1);
  return g_string_free_to_bytes (galley_json_print (json_node_get_object (root), FALSE));
}
