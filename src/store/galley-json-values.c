/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-json-values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An id also names things outside of the file, a journal for one, so it is a plain word. */
#define MAX_ID_LENGTH 64

static void
write_mark (GalleyJsonWriter *self, const GalleyMark *mark)
{
  galley_json_write_open (self, NULL, GALLEY_JSON_OBJECT);
  galley_json_write_uint (self, "start", mark->start);
  galley_json_write_uint (self, "length", mark->length);
  galley_json_write_string (self, "kind", galley_mark_kind_to_string (mark->kind));
  if (mark->target)
    galley_json_write_string (self, "target", mark->target);
  if (mark->field)
    galley_json_write_string (self, "field", mark->field);
  galley_json_write_members (self, mark->extra);
  galley_json_write_close (self, GALLEY_JSON_OBJECT);
}

static void
write_lines (GalleyJsonWriter *self, const char *name, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  galley_json_write_open (self, name, GALLEY_JSON_ARRAY);
  for (char **line = lines; *line; line++)
    galley_json_write_string (self, NULL, *line);
  galley_json_write_close (self, GALLEY_JSON_ARRAY);
}

/* The strings of an array, one a line. */
static char *
read_lines (const GalleyJson *json, guint array, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!galley_json_expect (json, array, GALLEY_JSON_ARRAY, error))
    return NULL;
  for (guint i = galley_json_get_first (json, array); i != 0; i = galley_json_get_next (json, i))
    {
      g_autofree char *line = galley_json_dup_string (json, i, error);

      if (line == NULL)
        return NULL;
      if (strchr (line, '\n'))
        {
          galley_json_set_error (json, i, error, _("expected a single line"));
          return NULL;
        }
      if (i != galley_json_get_first (json, array))
        g_string_append_c (text, '\n');
      g_string_append (text, line);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Reads a member that may be absent: %NULL then. */
static gboolean
read_optional (const GalleyJson *json, guint object, const char *name, char **text, GError **error)
{
  guint member = galley_json_find (json, object, name);

  *text = member ? galley_json_dup_string (json, member, error) : NULL;
  return member == 0 || *text != NULL;
}

static guint
find_required (const GalleyJson *json, guint object, const char *name, GError **error)
{
  guint member = galley_json_find (json, object, name);

  if (member == 0)
    galley_json_set_error (json, object, error, _("the member “%s” is missing"), name);
  return member;
}

static GalleyMark *
read_mark (const GalleyJson *json, guint value, guint n_chars, GError **error)
{
  static const char *const known[] = { "start", "length", "kind", "target", "field", NULL };
  g_autofree char *word = NULL, *target = NULL, *field = NULL, *extra = NULL;
  guint start, length, members[3];
  GalleyMarkKind kind;

  if (!galley_json_expect (json, value, GALLEY_JSON_OBJECT, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if ((members[i] = find_required (json, value, known[i], error)) == 0)
      return NULL;
  if (!galley_json_get_uint (json, members[0], &start, error) ||
      !galley_json_get_uint (json, members[1], &length, error) ||
      !(word = galley_json_dup_string (json, members[2], error)))
    return NULL;
  if (length == 0 || start >= n_chars || length > n_chars - start)
    {
      galley_json_set_error (json, value, error, _("the mark is not within the text, which has %u characters"),
                             n_chars);
      return NULL;
    }
  if (!galley_mark_kind_from_string (word, &kind))
    {
      galley_json_set_error (json, members[2], error, _("“%s” is no kind of mark"), word);
      return NULL;
    }
  if (!read_optional (json, value, "target", &target, error) || !read_optional (json, value, "field", &field, error))
    return NULL;
  extra = galley_json_read_unknown (json, value, known);
  return galley_mark_new_full (kind, start, length, target, field, extra);
}

static GPtrArray *
read_marks (const GalleyJson *json, guint block, const char *text, GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  guint array = galley_json_find (json, block, "marks"), n_chars;

  if (array == 0)
    return g_steal_pointer (&marks);
  if (!galley_json_expect (json, array, GALLEY_JSON_ARRAY, error))
    return NULL;
  n_chars = g_utf8_strlen (text, -1);
  for (guint i = galley_json_get_first (json, array); i != 0; i = galley_json_get_next (json, i))
    {
      GalleyMark *mark = read_mark (json, i, n_chars, error);

      if (mark == NULL)
        return NULL;
      g_ptr_array_add (marks, mark);
    }
  return g_steal_pointer (&marks);
}

/**
 * galley_json_write_fields:
 *
 * Writes what @record holds into the object that is open. Empty fields are left out.
 */
void
galley_json_write_fields (GalleyJsonWriter *self, const GalleyRecord *record)
{
  const GalleySchema *schema = record->schema;

  if (record->id)
    galley_json_write_string (self, "id", record->id);
  for (guint i = 0; i < schema->n_fields; i++)
    if (*record->fields[i] == 0)
      continue;
    else if (schema->fields[i].list)
      write_lines (self, schema->fields[i].name, record->fields[i]);
    else
      galley_json_write_string (self, schema->fields[i].name, record->fields[i]);
  galley_json_write_members (self, record->extra);
}

/**
 * galley_json_write_record:
 *
 * Writes @record as an object within an array.
 */
void
galley_json_write_record (GalleyJsonWriter *self, const GalleyRecord *record)
{
  galley_json_write_open (self, NULL, GALLEY_JSON_OBJECT);
  galley_json_write_fields (self, record);
  galley_json_write_close (self, GALLEY_JSON_OBJECT);
}

/**
 * galley_json_write_block:
 *
 * Writes @block as an object within an array.
 */
void
galley_json_write_block (GalleyJsonWriter *self, const GalleyBlockData *block)
{
  galley_json_write_open (self, NULL, GALLEY_JSON_OBJECT);
  galley_json_write_string (self, "id", block->id);
  galley_json_write_string (self, "kind", galley_block_kind_to_string (block->kind));
  if (*block->text)
    galley_json_write_string (self, "text", block->text);
  if (block->marks->len)
    {
      galley_json_write_open (self, "marks", GALLEY_JSON_ARRAY);
      for (guint i = 0; i < block->marks->len; i++)
        write_mark (self, g_ptr_array_index (block->marks, i));
      galley_json_write_close (self, GALLEY_JSON_ARRAY);
    }
  if (block->source)
    galley_json_write_string (self, "source", block->source);
  if (block->alt)
    galley_json_write_string (self, "alt", block->alt);
  galley_json_write_members (self, block->extra);
  galley_json_write_close (self, GALLEY_JSON_OBJECT);
}

/**
 * galley_json_read_unknown:
 * @known: (array zero-terminated=1): names
 *
 * Returns: (transfer full) (nullable): the other members of @object as a JSON object, or %NULL where there is none
 */
char *
galley_json_read_unknown (const GalleyJson *json, guint object, const char *const *known)
{
  GalleyJsonWriter writer = { .compact = TRUE };

  for (guint i = galley_json_get_first (json, object); i != 0; i = galley_json_get_next (json, i))
    {
      if (g_strv_contains (known, galley_json_get_name (json, i)))
        continue;
      if (writer.out == NULL)
        {
          writer.out = g_string_new (NULL);
          galley_json_write_open (&writer, NULL, GALLEY_JSON_OBJECT);
        }
      galley_json_write_value (&writer, galley_json_get_name (json, i), json, i);
    }
  if (writer.out == NULL)
    return NULL;
  galley_json_write_close (&writer, GALLEY_JSON_OBJECT);
  return g_string_free_and_steal (writer.out);
}

/**
 * galley_json_read_id:
 *
 * Returns: (transfer full) (nullable): the member "id" of @object, or %NULL with an error where it is no id
 */
char *
galley_json_read_id (const GalleyJson *json, guint object, GError **error)
{
  guint member = find_required (json, object, "id", error);
  g_autofree char *id = member ? galley_json_dup_string (json, member, error) : NULL;

  if (id == NULL)
    return NULL;
  if (*id == 0 || strlen (id) > MAX_ID_LENGTH ||
      strspn (id, "-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") != strlen (id))
    {
      galley_json_set_error (json, member, error, _("an id is made of 1 to %d letters a–z, digits, “-” and “_”"),
                             MAX_ID_LENGTH);
      return NULL;
    }
  return g_steal_pointer (&id);
}

/**
 * galley_json_read_record:
 * @besides: (nullable): a member that the object has besides the record's, read by the caller
 *
 * Returns: (transfer full) (nullable): the record that the object @value stands for, or %NULL with an error that names
 *   the member at fault
 */
GalleyRecord *
galley_json_read_record (
  const GalleyJson *json, guint value, const GalleySchema *schema, const char *besides, GError **error)
{
  g_autofree char *id = NULL, *extra = NULL;
  g_autofree const char **known = g_new0 (const char *, schema->n_fields + 3);
  guint n_known = 0;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_full (schema->n_fields, g_free);

  g_ptr_array_set_size (texts, schema->n_fields);
  if (!galley_json_expect (json, value, GALLEY_JSON_OBJECT, error) ||
      (schema->identified && !(id = galley_json_read_id (json, value, error))))
    return NULL;
  for (guint i = 0; i < schema->n_fields; i++)
    {
      guint member = galley_json_find (json, value, schema->fields[i].name);

      known[n_known++] = schema->fields[i].name;
      if (member == 0)
        continue;
      texts->pdata[i] =
        schema->fields[i].list ? read_lines (json, member, error) : galley_json_dup_string (json, member, error);
      if (texts->pdata[i] == NULL)
        return NULL;
    }
  if (schema->identified)
    known[n_known++] = "id";
  known[n_known++] = besides;
  extra = galley_json_read_unknown (json, value, known);
  return galley_record_new (schema, id, (const char *const *) texts->pdata, extra);
}

/**
 * galley_json_read_block:
 *
 * Returns: (transfer full) (nullable): the block that the object @value stands for, or %NULL with an error that names
 *   the member at fault
 */
GalleyBlockData *
galley_json_read_block (const GalleyJson *json, guint value, GError **error)
{
  static const char *const known[] = { "id", "kind", "text", "marks", "source", "alt", NULL };
  g_autofree char *id = NULL, *word = NULL, *text = NULL, *source = NULL, *alt = NULL, *extra = NULL;
  g_autoptr (GPtrArray) marks = NULL;
  GalleyBlockKind kind;
  guint member;

  if (!galley_json_expect (json, value, GALLEY_JSON_OBJECT, error) ||
      !(id = galley_json_read_id (json, value, error)) ||
      !(member = find_required (json, value, "kind", error)) || !(word = galley_json_dup_string (json, member, error)))
    return NULL;
  if (!galley_block_kind_from_string (word, &kind))
    {
      galley_json_set_error (json, member, error, _("“%s” is no kind of block"), word);
      return NULL;
    }
  if (!read_optional (json, value, "text", &text, error) || !read_optional (json, value, "source", &source, error) ||
      !read_optional (json, value, "alt", &alt, error) || !(marks = read_marks (json, value, text ? text : "", error)))
    return NULL;
  extra = galley_json_read_unknown (json, value, known);
  return galley_block_data_new_full (id, kind, text ? text : "", marks, source, alt, extra);
}
