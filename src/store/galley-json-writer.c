/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-json-writer.h"

static void
append_quoted (GString *out, const char *text)
{
  const char *from = text, *at = text;

  g_string_append_c (out, '"');
  for (; *at; at++)
    {
      static const char letters[] = "btn\0fr"; /* for the characters 8 to 13, of which 11 has none */
      guchar c = *at;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, from, at - from);
      if (c >= 0x20)
        g_string_append_printf (out, "\\%c", c);
      else if (c >= 8 && c <= 13 && letters[c - 8])
        g_string_append_printf (out, "\\%c", letters[c - 8]);
      else
        g_string_append_printf (out, "\\u%04x", c);
      from = at + 1;
    }
  g_string_append_len (out, from, at - from);
  g_string_append_c (out, '"');
}

static void
new_line (GalleyJsonWriter *self)
{
  if (self->compact)
    return;
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->out, "  ");
}

/* What stands before a value: a comma, its line, its name. */
static void
begin_value (GalleyJsonWriter *self, const char *name)
{
  if (self->follows)
    g_string_append_c (self->out, ',');
  if (self->depth > 0)
    new_line (self);
  if (name)
    {
      append_quoted (self->out, name);
      g_string_append (self->out, self->compact ? ":" : ": ");
    }
  self->follows = TRUE;
}

/**
 * galley_json_write_open:
 * @name: (nullable): of a member; %NULL within an array
 * @type: an object or an array
 */
void
galley_json_write_open (GalleyJsonWriter *self, const char *name, GalleyJsonType type)
{
  begin_value (self, name);
  g_string_append_c (self->out, type == GALLEY_JSON_OBJECT ? '{' : '[');
  self->depth++;
  self->follows = FALSE;
}

void
galley_json_write_close (GalleyJsonWriter *self, GalleyJsonType type)
{
  self->depth--;
  if (self->follows)
    new_line (self);
  g_string_append_c (self->out, type == GALLEY_JSON_OBJECT ? '}' : ']');
  self->follows = TRUE;
}

void
galley_json_write_string (GalleyJsonWriter *self, const char *name, const char *text)
{
  begin_value (self, name);
  append_quoted (self->out, text);
}

void
galley_json_write_uint (GalleyJsonWriter *self, const char *name, guint number)
{
  begin_value (self, name);
  g_string_append_printf (self->out, "%u", number);
}

void
galley_json_write_boolean (GalleyJsonWriter *self, const char *name, gboolean truth)
{
  begin_value (self, name);
  g_string_append (self->out, truth ? "true" : "false");
}

/**
 * galley_json_write_value:
 *
 * Writes @value of @json again: its numbers and strings to the byte, the space between them as this writer's.
 */
void
galley_json_write_value (GalleyJsonWriter *self, const char *name, const GalleyJson *json, guint value)
{
  GalleyJsonType type = galley_json_get_value_type (json, value);
  const char *raw;
  gsize length;

  if (type > GALLEY_JSON_ARRAY)
    {
      raw = galley_json_get_raw (json, value, &length);
      begin_value (self, name);
      g_string_append_len (self->out, raw, length);
      return;
    }
  galley_json_write_open (self, name, type);
  for (guint i = galley_json_get_first (json, value); i != 0; i = galley_json_get_next (json, i))
    galley_json_write_value (self, galley_json_get_name (json, i), json, i);
  galley_json_write_close (self, type);
}

/**
 * galley_json_write_members:
 * @object: (nullable): a JSON object as text, such as a record's unknown members
 *
 * Writes the members of @object into the object that is open.
 */
void
galley_json_write_members (GalleyJsonWriter *self, const char *object)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GalleyJson) json = NULL;

  if (object == NULL)
    return;
  bytes = g_bytes_new_static (object, strlen (object));
  json = galley_json_new (bytes, 2 * GALLEY_JSON_MAX_DEPTH, NULL);
  g_return_if_fail (json != NULL && galley_json_get_value_type (json, 0) == GALLEY_JSON_OBJECT);

  for (guint i = galley_json_get_first (json, 0); i != 0; i = galley_json_get_next (json, i))
    galley_json_write_value (self, galley_json_get_name (json, i), json, i);
}
