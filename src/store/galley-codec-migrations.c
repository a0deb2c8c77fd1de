/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-codec-migrations.h"

#include "galley-codec.h"
#include "galley-json-writer.h"

typedef gboolean (*Migration) (const GalleyJson *json, GalleyJsonWriter *writer, GError **error);

/* An id that no block of @blocks has: @word, else with a number after it. The same file always gets the same one. */
static char *
unused_id (const GalleyJson *json, guint blocks, const char *word)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char *id = g_strdup (word);

  for (guint i = blocks ? galley_json_get_first (json, blocks) : 0; i != 0; i = galley_json_get_next (json, i))
    {
      guint member = galley_json_find (json, i, "id");
      char *name = member ? galley_json_dup_string (json, member, NULL) : NULL;

      if (name)
        g_hash_table_add (taken, name);
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
migrate_0 (const GalleyJson *json, GalleyJsonWriter *writer, GError **error)
{
  static const char *const lifted[] = { "kicker", "headline", NULL };
  guint blocks = galley_json_find (json, 0, "blocks");

  if (blocks && !galley_json_expect (json, blocks, GALLEY_JSON_ARRAY, error))
    return FALSE;
  for (guint i = galley_json_get_first (json, 0); i != 0; i = galley_json_get_next (json, i))
    {
      const char *name = galley_json_get_name (json, i);

      if (i != blocks && !g_str_equal (name, "version") && !g_strv_contains (lifted, name))
        galley_json_write_value (writer, name, json, i);
    }
  galley_json_write_open (writer, "blocks", GALLEY_JSON_ARRAY);
  for (const char *const *kind = lifted; *kind; kind++)
    {
      guint member = galley_json_find (json, 0, *kind);
      g_autofree char *id = NULL;

      if (member == 0)
        continue;
      if (!galley_json_expect (json, member, GALLEY_JSON_STRING, error))
        return FALSE;
      id = unused_id (json, blocks, *kind);
      galley_json_write_open (writer, NULL, GALLEY_JSON_OBJECT);
      galley_json_write_string (writer, "id", id);
      galley_json_write_string (writer, "kind", *kind);
      galley_json_write_value (writer, "text", json, member);
      galley_json_write_close (writer, GALLEY_JSON_OBJECT);
    }
  for (guint i = blocks ? galley_json_get_first (json, blocks) : 0; i != 0; i = galley_json_get_next (json, i))
    galley_json_write_value (writer, NULL, json, i);
  galley_json_write_close (writer, GALLEY_JSON_ARRAY);
  return TRUE;
}

/* From each version to the next one. */
static const Migration migrations[GALLEY_FORMAT_VERSION] = { migrate_0 };

/**
 * galley_codec_migrate:
 * @json: a bulletin of an older format
 * @version: its version, less than %GALLEY_FORMAT_VERSION
 *
 * Returns: (transfer full) (nullable): the same bulletin as version @version + 1, or %NULL with an error that names the
 *   member at fault
 */
GBytes *
galley_codec_migrate (const GalleyJson *json, guint version, GError **error)
{
  g_return_val_if_fail (version < GALLEY_FORMAT_VERSION, NULL);

  GalleyJsonWriter writer = { .out = g_string_new (NULL), .compact = TRUE };

  galley_json_write_open (&writer, NULL, GALLEY_JSON_OBJECT);
  galley_json_write_uint (&writer, "version", version + 1);
  if (!migrations[version](json, &writer, error))
    {
      g_string_free (writer.out, TRUE);
      return NULL;
    }
  galley_json_write_close (&writer, GALLEY_JSON_OBJECT);
  return g_string_free_to_bytes (writer.out);
}
