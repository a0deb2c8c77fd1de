/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-codec.h"

#include <glib/gi18n-lib.h>

#include "galley-codec-migrations.h"
#include "galley-json-values.h"
#include "galley-store-error.h"

/* What is read while a bulletin is decoded. */
typedef struct
{
  const GalleyJson *json;
  GHashTable *ids; /* all that were met, since each must be unique in the bulletin */
} Reader;

static void
write_records (GalleyJsonWriter *writer, const char *name, GPtrArray *records)
{
  if (records->len == 0)
    return;
  galley_json_write_open (writer, name, GALLEY_JSON_ARRAY);
  for (guint i = 0; i < records->len; i++)
    galley_json_write_record (writer, g_ptr_array_index (records, i));
  galley_json_write_close (writer, GALLEY_JSON_ARRAY);
}

static void
write_blocks (GalleyJsonWriter *writer, GPtrArray *blocks)
{
  if (blocks->len == 0)
    return;
  galley_json_write_open (writer, "blocks", GALLEY_JSON_ARRAY);
  for (guint i = 0; i < blocks->len; i++)
    galley_json_write_block (writer, g_ptr_array_index (blocks, i));
  galley_json_write_close (writer, GALLEY_JSON_ARRAY);
}

static void
write_tables (GalleyJsonWriter *writer, GPtrArray *tables)
{
  if (tables->len == 0)
    return;
  galley_json_write_open (writer, "tables", GALLEY_JSON_ARRAY);
  for (guint i = 0; i < tables->len; i++)
    {
      const GalleyTableData *table = g_ptr_array_index (tables, i);

      galley_json_write_open (writer, NULL, GALLEY_JSON_OBJECT);
      galley_json_write_fields (writer, table->head);
      write_records (writer, "rows", table->rows);
      galley_json_write_close (writer, GALLEY_JSON_OBJECT);
    }
  galley_json_write_close (writer, GALLEY_JSON_ARRAY);
}

static GString *
encode (const GalleySnapshot *snapshot, gboolean compact, gboolean content_only)
{
  GalleyJsonWriter writer = { .out = g_string_new (NULL), .compact = compact };

  galley_json_write_open (&writer, NULL, GALLEY_JSON_OBJECT);
  galley_json_write_string (&writer, "format", GALLEY_FORMAT);
  galley_json_write_uint (&writer, "version", GALLEY_FORMAT_VERSION);
  galley_json_write_string (&writer, "id", snapshot->id);
  galley_json_write_open (&writer, "details", GALLEY_JSON_OBJECT);
  galley_json_write_fields (&writer, snapshot->details);
  galley_json_write_close (&writer, GALLEY_JSON_OBJECT);
  write_records (&writer, "byline", snapshot->credits);
  write_blocks (&writer, snapshot->blocks);
  write_tables (&writer, snapshot->tables);
  if (!content_only)
    {
      write_records (&writer, "asides", snapshot->asides);
      write_records (&writer, "log", snapshot->log);
    }
  galley_json_write_members (&writer, snapshot->extra);
  galley_json_write_close (&writer, GALLEY_JSON_OBJECT);
  g_string_append_c (writer.out, '\n');
  return writer.out;
}

static gboolean
take_id (Reader *self, guint object, const char *id, GError **error)
{
  if (g_hash_table_add (self->ids, g_strdup (id)))
    return TRUE;
  galley_json_set_error (self->json, galley_json_find (self->json, object, "id"), error,
                         _("“%s” is the id of something else in this bulletin; each needs its own"), id);
  return FALSE;
}

/* The first value in the array that is @object's member @name; FALSE where that is no array. */
static gboolean
enter_array (Reader *self, guint object, const char *name, guint *first, GError **error)
{
  guint array = galley_json_find (self->json, object, name);

  *first = array ? galley_json_get_first (self->json, array) : 0;
  return array == 0 || galley_json_expect (self->json, array, GALLEY_JSON_ARRAY, error);
}

static GPtrArray *
read_records (Reader *self, guint object, const char *name, const GalleySchema *schema, GError **error)
{
  g_autoptr (GPtrArray) records = galley_record_array_new ();
  guint i;

  if (!enter_array (self, object, name, &i, error))
    return NULL;
  for (; i != 0; i = galley_json_get_next (self->json, i))
    {
      GalleyRecord *record = galley_json_read_record (self->json, i, schema, NULL, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
      if (record->id && !take_id (self, i, record->id, error))
        return NULL;
    }
  return g_steal_pointer (&records);
}

static GPtrArray *
read_blocks (Reader *self, GError **error)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  guint i;

  if (!enter_array (self, 0, "blocks", &i, error))
    return NULL;
  for (; i != 0; i = galley_json_get_next (self->json, i))
    {
      GalleyBlockData *block = galley_json_read_block (self->json, i, error);

      if (block == NULL)
        return NULL;
      g_ptr_array_add (blocks, block);
      if (!take_id (self, i, block->id, error))
        return NULL;
    }
  return g_steal_pointer (&blocks);
}

static GalleyTableData *
read_table (Reader *self, guint value, GError **error)
{
  g_autoptr (GalleyRecord) head = galley_json_read_record (self->json, value, &galley_table_schema, "rows", error);
  g_autoptr (GPtrArray) rows = NULL;

  if (head == NULL || !take_id (self, value, head->id, error) ||
      !(rows = read_records (self, value, "rows", &galley_indicator_schema, error)))
    return NULL;
  return galley_table_data_new (head, rows);
}

static GPtrArray *
read_tables (Reader *self, GError **error)
{
  g_autoptr (GPtrArray) tables = galley_table_array_new ();
  guint i;

  if (!enter_array (self, 0, "tables", &i, error))
    return NULL;
  for (; i != 0; i = galley_json_get_next (self->json, i))
    {
      GalleyTableData *table = read_table (self, i, error);

      if (table == NULL)
        return NULL;
      g_ptr_array_add (tables, table);
    }
  return g_steal_pointer (&tables);
}

static GalleySnapshot *
read_snapshot (const GalleyJson *json, GError **error)
{
  static const char *const known[] = { "format", "version", "id", "details", "byline", "blocks",
                                       "tables", "asides",  "log", NULL };
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { json, ids };
  guint member = galley_json_find (json, 0, "details");
  g_autofree char *id = galley_json_read_id (json, 0, error), *extra = NULL;
  g_autoptr (GalleyRecord) details = NULL;
  g_autoptr (GPtrArray) credits = NULL, blocks = NULL, tables = NULL, asides = NULL, log = NULL;

  if (id == NULL ||
      (member && !(details = galley_json_read_record (json, member, &galley_details_schema, NULL, error))) ||
      !(credits = read_records (&reader, 0, "byline", &galley_credit_schema, error)) ||
      !(blocks = read_blocks (&reader, error)) || !(tables = read_tables (&reader, error)) ||
      !(asides = read_records (&reader, 0, "asides", &galley_aside_schema, error)) ||
      !(log = read_records (&reader, 0, "log", &galley_log_schema, error)))
    return NULL;
  extra = galley_json_read_unknown (json, 0, known);
  return galley_snapshot_new (id, details, credits, blocks, tables, asides, log, extra);
}

/* Whether it is a bulletin, and of which version. */
static gboolean
read_version (const GalleyJson *json, guint *version, GError **error)
{
  guint format, member;
  g_autofree char *name = NULL;

  if (!galley_json_expect (json, 0, GALLEY_JSON_OBJECT, error))
    return FALSE;
  format = galley_json_find (json, 0, "format");
  name = format ? galley_json_dup_string (json, format, NULL) : NULL;
  if (g_strcmp0 (name, GALLEY_FORMAT) != 0)
    {
      galley_json_set_error (json, format, error, _("this is JSON but no bulletin: “format” should be “%s”"),
                             GALLEY_FORMAT);
      return FALSE;
    }
  member = galley_json_find (json, 0, "version");
  if (member == 0)
    {
      galley_json_set_error (json, 0, error, _("the member “%s” is missing"), "version");
      return FALSE;
    }
  if (!galley_json_get_uint (json, member, version, error))
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
  return g_string_free_to_bytes (encode (snapshot, FALSE, FALSE));
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
  return g_string_free_to_bytes (encode (snapshot, TRUE, FALSE));
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
  g_autoptr (GalleyJson) json = NULL;
  guint version;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) > GALLEY_FILE_MAX_BYTES)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_TOO_LARGE,
                   _("larger than %u MiB: this is no bulletin"), (guint) (GALLEY_FILE_MAX_BYTES >> 20));
      return NULL;
    }
  json = galley_json_new (bytes, GALLEY_JSON_MAX_DEPTH, error);
  if (json == NULL || !read_version (json, &version, error))
    return NULL;
  for (; version < GALLEY_FORMAT_VERSION; version++)
    {
      g_autoptr (GBytes) newer = galley_codec_migrate (json, version, error);

      g_clear_pointer (&json, galley_json_free);
      if (newer == NULL || !(json = galley_json_new (newer, GALLEY_JSON_MAX_DEPTH, error)))
        return NULL;
    }
  return read_snapshot (json, error);
}

/**
 * galley_codec_content_hash:
 *
 * What a signature of review is about: everything but the log of reviews itself and the findings set aside.
 *
 * Returns: (transfer full): the SHA-256 of the content in canonical form, as 64 hexadecimal digits
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
