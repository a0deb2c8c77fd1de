/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <string.h>

#include "galley-codec.h"
#include "galley-count.h"
#include "galley-export-body.h"
#include "galley-export-private.h"
#include "galley-furniture.h"
#include "galley-json.h"
#include "galley-publication.h"
#include "galley-sheet-mapping.h"
#include "galley-sheet-private.h"

/* News in JSON 3.1 of the IPTC: https://iptc.org/std/ninjs/. Its schema is in tests/formats/data. */

#define LANGUAGE "zh-Hans"

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  g_autofree char *clean = text ? galley_export_clean (text, strlen (text)) : NULL;

  if (clean && *clean)
    json_object_set_string_member (object, name, clean);
}

/* Returns: (transfer none): a new object at the end of the array @name of @item */
static JsonObject *
append (JsonObject *item, const char *name)
{
  JsonObject *object = json_object_new ();

  if (!json_object_has_member (item, name))
    json_object_set_array_member (item, name, json_array_new ());
  json_array_add_object_element (json_object_get_array_member (item, name), object);
  return object;
}

/* A headline, description or body. */
static JsonObject *
append_text (JsonObject *item, const char *name, const char *role, const char *media_type, const char *text)
{
  JsonObject *object;

  if (!text || !*text)
    return NULL;
  object = append (item, name);
  json_object_set_string_member (object, "role", role);
  json_object_set_string_member (object, "contentType", media_type);
  set_text (object, "value", text);
  return object;
}

/* Something with a name that the item stands in @relation to. */
static void
append_named (JsonObject *item, const char *name, const char *key, const char *relation, const char *text)
{
  JsonObject *object;

  if (!text || !*text)
    return;
  object = append (item, name);
  set_text (object, "name", text);
  json_object_set_string_member (object, key, relation);
}

static void
append_list (JsonObject *item, const char *name, const char *key, const char *relation, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    append_named (item, name, key, relation, g_ptr_array_index (texts, i));
}

static JsonObject *
new_item (const char *uri, const char *type, const GalleyPublication *publication)
{
  JsonObject *item = json_object_new (), *standard = json_object_new ();
  g_autofree char *version = g_strdup_printf ("%u", publication->version);

  json_object_set_string_member (standard, "name", "ninjs");
  json_object_set_string_member (standard, "version", "3.1");
  json_object_set_string_member (standard, "schema", "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json");
  json_object_set_string_member (item, "uri", uri);
  json_object_set_object_member (item, "standard", standard);
  json_object_set_string_member (item, "type", type);
  json_object_set_string_member (item, "version", version);
  set_text (item, "firstCreated", publication->published);
  set_text (item, "versionCreated", publication->modified);
  json_object_set_string_member (item, "language", LANGUAGE);
  return item;
}

/* The captions of figures are not counted (ninjs 3.1, bodies). */
static void
set_counts (JsonObject *body, const GalleySnapshot *snapshot)
{
  GalleyCount count = { 0 };

  for (guint i = galley_furniture_count_opening (snapshot); i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      if (block->kind != GALLEY_BLOCK_TABLE && block->kind != GALLEY_BLOCK_PICTURE && block->kind != GALLEY_BLOCK_CHART)
        galley_count_add (&count, block->text, strlen (block->text));
    }
  json_object_set_int_member (body, "charCount", count.characters);
  json_object_set_int_member (body, "wordCount", count.han + count.words);
}

static void
append_body (JsonObject *item,
             const GalleySnapshot *snapshot,
             const GalleyExportOptions *options,
             GCancellable *cancellable)
{
  const GalleyBodyForm form = { .tags = galley_export_tags };
  g_autofree char *article = galley_export_dup_body (snapshot, options, &form, cancellable);
  JsonObject *body = append_text (item, "bodies", "main", "application/xhtml+xml", article);

  set_counts (body, snapshot);
}

/* What is said to the editors who take it in: that it is not signed or was withdrawn, what was corrected. */
static void
set_note (JsonObject *item, const GalleyPublication *publication, const char *notice)
{
  g_autoptr (GString) note = g_string_new (notice);

  for (guint i = 0; i < publication->corrections->len; i++)
    {
      g_autofree char *line = galley_correction_dup_line (g_ptr_array_index (publication->corrections, i));

      g_string_append_printf (note, "%s%s", note->len > 0 ? "\n" : "", line);
    }
  set_text (item, "edNote", note->str);
}

static void
append_headlines (JsonObject *item, const GalleySnapshot *snapshot, const GalleyPublication *publication)
{
  const GalleyBlockData *kicker = galley_snapshot_find_kind (snapshot, GALLEY_BLOCK_KICKER);
  g_autofree char *strapline = kicker ? g_strdelimit (g_strdup (kicker->text), "\n", ' ')
                                      : galley_furniture_dup_strapline (snapshot);

  append_text (item, "headlines", "main", "text/plain", publication->title);
  append_text (item, "headlines", "kicker", "text/plain", strapline);
  append_text (item, "descriptions", "summary", "text/plain", publication->summary);
}

static void
append_about (JsonObject *item, const GalleySnapshot *snapshot, const GalleyPublication *publication)
{
  char *const *details = snapshot->details->fields;
  g_auto (GStrv) sources = g_strsplit (details[GALLEY_DETAILS_SOURCES], "\n", -1);
  g_autofree char *byline = galley_furniture_dup_byline (snapshot);

  set_text (item, "title", publication->title);
  set_text (item, "by", byline ? g_strdelimit (byline, "\n", ' ') : NULL);
  set_text (item, "located", details[GALLEY_DETAILS_DISTRICT]);
  append_list (item, "people", "rel", "author", publication->authors);
  append_named (item, "places", "rel", "about", details[GALLEY_DETAILS_DISTRICT]);
  append_named (item, "subjects", "rel", "series", details[GALLEY_DETAILS_SERIES]);
  append_named (item, "subjects", "rel", "period", details[GALLEY_DETAILS_PERIOD]);
  append_list (item, "subjects", "rel", "about", publication->keywords);
  for (char **source = sources; *source; source++)
    append_named (item, "infoSources", "role", "source", *source);
}

static void
append_ids (JsonObject *item, const GalleySnapshot *snapshot)
{
  g_autofree char *hash = galley_codec_content_hash (snapshot);
  JsonObject *own = append (item, "altIds"), *content = append (item, "altIds");

  json_object_set_string_member (own, "role", "galley");
  set_text (own, "value", snapshot->id);
  json_object_set_string_member (content, "role", "content-hash");
  json_object_set_string_member (content, "value", hash);
}

/* Returns: (transfer none): an item that is associated with @item as @relation */
static JsonObject *
append_associated (JsonObject *item,
                   const char *relation,
                   const char *type,
                   const char *id,
                   const char *name,
                   const GalleyPublication *publication)
{
  g_autofree char *whole = g_strconcat (publication->uri, "/", id, NULL), *uri = galley_publication_make_uri (whole);
  JsonObject *associated = new_item (uri, type, publication);

  set_text (associated, "name", *name ? name : relation);
  json_object_set_string_member (associated, "rel", relation);
  if (!json_object_has_member (item, "associations"))
    json_object_set_array_member (item, "associations", json_array_new ());
  json_array_add_object_element (json_object_get_array_member (item, "associations"), associated);
  return associated;
}

/* The indicators of each table as CSV, where programs find each figure in a cell of its own. */
static void
append_indicators (JsonObject *item, const GalleySnapshot *snapshot, const GalleyPublication *publication)
{
  for (guint i = 0; i < snapshot->tables->len; i++)
    {
      const GalleyTableData *table = g_ptr_array_index (snapshot->tables, i);
      g_autoptr (GalleySheet) sheet = table->rows->len > 0 ? galley_sheet_from_table (table) : NULL;
      g_autoptr (GString) values = g_string_new (NULL);
      JsonObject *associated;

      if (!sheet)
        continue;
      galley_sheet_append_separated (values, sheet, ',', "\n");
      associated = append_associated (item, "indicators", "component", table->head->id, table->head->fields[GALLEY_TABLE_TITLE],
                                      publication);
      append_text (associated, "bodies", "data", "text/csv", values->str);
    }
}

static void
append_pictures (JsonObject *item, const GalleySnapshot *snapshot, const GalleyPublication *publication)
{
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      g_autofree char *alternate = NULL;
      JsonObject *associated;

      if (block->kind != GALLEY_BLOCK_PICTURE)
        continue;
      alternate = galley_furniture_dup_alternate (snapshot, block);
      associated = append_associated (item, "picture", "picture", block->id, block->text, publication);
      append_text (associated, "descriptions", "caption", "text/plain", block->text);
      append_text (associated, "descriptions", "alternate", "text/plain", alternate);
      set_text (associated, "by", block->picture ? block->picture->credit : NULL);
    }
}

/**
 * galley_export_ninjs:
 *
 * Writes the bulletin as an item for agencies: its article as XHTML, its indicators as items that are associated.
 */
GBytes *
galley_export_ninjs (const GalleySnapshot *snapshot,
                     const GalleyExportOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GalleyPublication) publication = galley_publication_new (snapshot);
  g_autoptr (JsonObject) item = new_item (publication->uri, "text", publication);
  const char *status = publication->withdrawn ? "canceled" : options->notice ? "withheld" : "usable";

  json_object_set_string_member (item, "representationType", "full");
  json_object_set_string_member (item, "pubStatus", status);
  set_note (item, publication, options->notice);
  append_headlines (item, snapshot, publication);
  append_body (item, snapshot, options, cancellable);
  append_about (item, snapshot, publication);
  append_ids (item, snapshot);
  append_indicators (item, snapshot, publication);
  append_pictures (item, snapshot, publication);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_string_free_to_bytes (galley_json_print (item, TRUE));
}
