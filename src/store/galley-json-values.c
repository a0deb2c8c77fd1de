/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-json-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An id also names things outside of the file, a journal for one, so it is a plain word. */
#define MAX_ID_LENGTH 64

static JsonObject *
from_mark (const GalleyMark *mark)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "start", mark->start);
  json_object_set_int_member (object, "length", mark->length);
  json_object_set_string_member (object, "kind", galley_mark_kind_to_string (mark->kind));
  if (mark->target)
    json_object_set_string_member (object, "target", mark->target);
  if (mark->field)
    json_object_set_string_member (object, "field", mark->field);
  galley_json_set_members (object, mark->extra);
  return object;
}

static JsonArray *
from_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  JsonArray *array = json_array_new ();

  for (char **line = lines; *line; line++)
    json_array_add_string_element (array, *line);
  return array;
}

/* The strings of an array, one a line. */
static char *
read_lines (JsonNode *value, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *array = galley_json_get_array (value, error);

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *line = galley_json_get_string (element, error);

      if (line == NULL)
        return NULL;
      if (strchr (line, '\n'))
        {
          galley_json_set_error (element, error, _("expected a single line"));
          return NULL;
        }
      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, line);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Reads a member that may be absent: %NULL then. */
static gboolean
read_optional (JsonNode *object, const char *name, const char **text, GError **error)
{
  JsonNode *member = galley_json_find (object, name);

  *text = member ? galley_json_get_string (member, error) : NULL;
  return member == NULL || *text != NULL;
}

static GalleyMark *
read_mark (JsonNode *value, guint n_chars, GError **error)
{
  static const char *const known[] = { "start", "length", "kind", "target", "field", NULL };
  const char *word, *target, *field;
  g_autofree char *extra = NULL;
  guint start, length;
  JsonNode *members[3];
  GalleyMarkKind kind;

  if (!galley_json_get_object (value, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if ((members[i] = galley_json_require (value, known[i], error)) == NULL)
      return NULL;
  if (!galley_json_get_uint (members[0], &start, error) || !galley_json_get_uint (members[1], &length, error) ||
      !(word = galley_json_get_string (members[2], error)))
    return NULL;
  if (length == 0 || start >= n_chars || length > n_chars - start)
    {
      galley_json_set_error (value, error, _("the mark is not within the text, which has %u characters"), n_chars);
      return NULL;
    }
  if (!galley_mark_kind_from_string (word, &kind))
    {
      galley_json_set_error (members[2], error, _("“%s” is no kind of mark"), word);
      return NULL;
    }
  if (!read_optional (value, "target", &target, error) || !read_optional (value, "field", &field, error))
    return NULL;
  extra = galley_json_read_unknown (value, known);
  return galley_mark_new_full (kind, start, length, target, field, extra);
}

static GPtrArray *
read_marks (JsonNode *block, const char *text, GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  JsonNode *member = galley_json_find (block, "marks");
  JsonArray *array;
  guint n_chars;

  if (member == NULL)
    return g_steal_pointer (&marks);
  if ((array = galley_json_get_array (member, error)) == NULL)
    return NULL;
  n_chars = g_utf8_strlen (text, -1);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      GalleyMark *mark = read_mark (json_array_get_element (array, i), n_chars, error);

      if (mark == NULL)
        return NULL;
      g_ptr_array_add (marks, mark);
    }
  return g_steal_pointer (&marks);
}

/**
 * galley_json_from_record:
 *
 * Returns: (transfer full): what @record holds, without its empty fields
 */
JsonObject *
galley_json_from_record (const GalleyRecord *record)
{
  const GalleySchema *schema = record->schema;
  JsonObject *object = json_object_new ();

  if (record->id)
    json_object_set_string_member (object, "id", record->id);
  for (guint i = 0; i < schema->n_fields; i++)
    if (*record->fields[i] == 0)
      continue;
    else if (schema->fields[i].list)
      json_object_set_array_member (object, schema->fields[i].name, from_lines (record->fields[i]));
    else
      json_object_set_string_member (object, schema->fields[i].name, record->fields[i]);
  galley_json_set_members (object, record->extra);
  return object;
}

/**
 * galley_json_from_block:
 *
 * Returns: (transfer full): what @block holds
 */
JsonObject *
galley_json_from_block (const GalleyBlockData *block)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", block->id);
  json_object_set_string_member (object, "kind", galley_block_kind_to_string (block->kind));
  if (*block->text)
    json_object_set_string_member (object, "text", block->text);
  if (block->marks->len)
    {
      JsonArray *marks = json_array_sized_new (block->marks->len);

      for (guint i = 0; i < block->marks->len; i++)
        json_array_add_object_element (marks, from_mark (g_ptr_array_index (block->marks, i)));
      json_object_set_array_member (object, "marks", marks);
    }
  if (block->source)
    json_object_set_string_member (object, "source", block->source);
  if (block->alt)
    json_object_set_string_member (object, "alt", block->alt);
  if (block->view)
    json_object_set_object_member (object, "view", galley_json_from_view (block->view));
  if (block->grid)
    json_object_set_object_member (object, "grid", galley_json_from_grid (block->grid));
  if (block->picture)
    json_object_set_object_member (object, "picture", galley_json_from_picture (block->picture));
  galley_json_set_members (object, block->extra);
  return object;
}

/**
 * galley_json_set_members:
 * @members: (nullable): a JSON object as text, such as a record's unknown members
 *
 * Adds @members to those of @object.
 */
void
galley_json_set_members (JsonObject *object, const char *members)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (members == NULL)
    return;
  bytes = g_bytes_new_static (members, strlen (members));
  root = galley_json_parse (bytes, 2 * GALLEY_JSON_MAX_DEPTH, NULL);
  g_return_if_fail (root != NULL && JSON_NODE_HOLDS_OBJECT (root));

  json_object_iter_init_ordered (&iter, json_node_get_object (root));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    json_object_set_member (object, name, json_node_ref (member));
}

/**
 * galley_json_read_unknown:
 * @known: (array zero-terminated=1): names
 *
 * Returns: (transfer full) (nullable): the other members of @object as a JSON object, or %NULL where there is none
 */
char *
galley_json_read_unknown (JsonNode *object, const char *const *known)
{
  g_autoptr (JsonObject) unknown = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, json_node_get_object (object));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      if (g_strv_contains (known, name))
        continue;
      if (unknown == NULL)
        unknown = json_object_new ();
      json_object_set_member (unknown, name, json_node_ref (member));
    }
  return unknown ? g_string_free_and_steal (galley_json_print (unknown, FALSE)) : NULL;
}

/**
 * galley_json_read_id:
 *
 * Returns: (transfer none) (nullable): the member "id" of @object, or %NULL with an error where it is no id
 */
const char *
galley_json_read_id (JsonNode *object, GError **error)
{
  JsonNode *member = galley_json_require (object, "id", error);
  const char *id = member ? galley_json_get_string (member, error) : NULL;

  if (id == NULL)
    return NULL;
  if (*id == 0 || strlen (id) > MAX_ID_LENGTH ||
      strspn (id, "-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") != strlen (id))
    {
      galley_json_set_error (member, error, _("an id is made of 1 to %d letters a–z, digits, “-” and “_”"),
                             MAX_ID_LENGTH);
      return NULL;
    }
  return id;
}

/**
 * galley_json_read_record:
 * @besides: (nullable) (array zero-terminated=1): members that the object has besides the record's, read by the caller
 *
 * Returns: (transfer full) (nullable): the record that the object @value stands for, or %NULL with an error that names
 *   the member at fault
 */
GalleyRecord *
galley_json_read_record (JsonNode *value, const GalleySchema *schema, const char *const *besides, GError **error)
{
  const char *id = NULL;
  g_autofree char *extra = NULL;
  guint n_besides = besides ? g_strv_length ((char **) besides) : 0;
  g_autofree const char **known = g_new0 (const char *, schema->n_fields + n_besides + 2);
  g_autofree const char **texts = g_new0 (const char *, schema->n_fields);
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_free);
  guint n_known = 0;

  if (!galley_json_get_object (value, error) || (schema->identified && !(id = galley_json_read_id (value, error))))
    return NULL;
  for (guint i = 0; i < schema->n_fields; i++)
    {
      JsonNode *member = galley_json_find (value, schema->fields[i].name);

      known[n_known++] = schema->fields[i].name;
      if (member == NULL)
        continue;
      if (!schema->fields[i].list)
        texts[i] = galley_json_get_string (member, error);
      else if ((texts[i] = read_lines (member, error)) != NULL)
        g_ptr_array_add (lists, (gpointer) texts[i]);
      if (texts[i] == NULL)
        return NULL;
    }
  if (schema->identified)
    known[n_known++] = "id";
  for (guint i = 0; i < n_besides; i++)
    known[n_known++] = besides[i];
  extra = galley_json_read_unknown (value, known);
  return galley_record_new (schema, id, texts, extra);
}

/**
 * galley_json_read_block:
 *
 * Returns: (transfer full) (nullable): the block that the object @value stands for, or %NULL with an error that names
 *   the member at fault
 */
GalleyBlockData *
galley_json_read_block (JsonNode *value, GError **error)
{
  static const char *const known[] = { "id", "kind", "text", "marks", "source", "alt", "view", "grid", "picture", NULL };
  const char *id, *word, *text, *source, *alt;
  g_autofree char *extra = NULL;
  g_autoptr (GalleyBlockData) block = NULL;
  g_autoptr (GPtrArray) marks = NULL;
  GalleyBlockKind kind;
  JsonNode *member;

  if (!galley_json_get_object (value, error) || !(id = galley_json_read_id (value, error)) ||
      !(member = galley_json_require (value, "kind", error)) || !(word = galley_json_get_string (member, error)))
    return NULL;
  if (!galley_block_kind_from_string (word, &kind))
    {
      galley_json_set_error (member, error, _("“%s” is no kind of block"), word);
      return NULL;
    }
  if (!read_optional (value, "text", &text, error) || !read_optional (value, "source", &source, error) ||
      !read_optional (value, "alt", &alt, error) || !(marks = read_marks (value, text ? text : "", error)))
    return NULL;
  extra = galley_json_read_unknown (value, known);
  block = galley_block_data_new_full (id, kind, text ? text : "", marks, source, alt, extra);
  if ((member = galley_json_find (value, "view")) != NULL && !(block->view = galley_json_read_view (member, error)))
    return NULL;
  if ((member = galley_json_find (value, "grid")) != NULL && !(block->grid = galley_json_read_grid (member, error)))
    return NULL;
  if ((member = galley_json_find (value, "picture")) != NULL &&
      !(block->picture = galley_json_read_picture (member, error)))
    return NULL;
  return g_steal_pointer (&block);
}
