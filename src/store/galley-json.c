/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-store-error.h"

/* Appends ".name", or ["na me"] where the name is no plain word, without what would spoil a terminal. */
static void
append_name (GString *path, const char *name)
{
  gboolean plain = *name != 0;
  guint n = 0;

  for (const char *c = name; *c && plain; c++)
    plain = g_ascii_isalnum (*c) || *c == '_' || *c == '-';
  if (plain && strlen (name) <= 40)
    {
      g_string_append_printf (path, "%s%s", path->len ? "." : "", name);
      return;
    }
  g_string_append (path, "[\"");
  for (const char *c = name; *c && n < 40; c = g_utf8_next_char (c), n++)
    g_string_append_unichar (path, g_unichar_isprint (g_utf8_get_char (c)) ? g_utf8_get_char (c) : 0xFFFD);
  g_string_append (path, n == 40 ? "…\"]" : "\"]");
}

/* Appends where @value stands, as in blocks[2].text; nothing for the outermost value. */
static void
append_path (GString *path, JsonNode *value)
{
  JsonNode *parent = json_node_get_parent (value), *child;
  JsonObjectIter iter;
  const char *name;
  guint i = 0;

  if (parent == NULL)
    return;
  append_path (path, parent);
  if (JSON_NODE_HOLDS_ARRAY (parent))
    {
      while (json_array_get_element (json_node_get_array (parent), i) != value)
        i++;
      g_string_append_printf (path, "[%u]", i);
      return;
    }
  json_object_iter_init (&iter, json_node_get_object (parent));
  while (json_object_iter_next (&iter, &name, &child))
    if (child == value)
      append_name (path, name);
}

/* The text of a number that was read. Returns: (nullable) */
static const char *
get_number (JsonNode *value)
{
  const char *text = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : NULL;

  return text && *text == GALLEY_JSON_NUMBER_MARK ? text + 1 : NULL;
}

/* Makes numbers of the strings that stand for them. And json-glib 1.10 forgets to escape U+001F. */
static GString *
amend (GString *text)
{
  gsize length = strcspn (text->str, "\xFF\x1F");
  const char *at = text->str;
  GString *amended;

  if (length == text->len)
    return text;
  amended = g_string_sized_new (text->len);
  for (; at[length]; length = strcspn (at, "\xFF\x1F"))
    if (at[length] == GALLEY_JSON_NUMBER_MARK)
      {
        const char *number = at + length + 1, *quote = strchr (number, '"');

        g_string_append_len (amended, at, length - 1);
        g_string_append_len (amended, number, quote - number);
        at = quote + 1;
      }
    else
      {
        g_string_append_len (amended, at, length);
        g_string_append (amended, "\\u001f");
        at += length + 1;
      }
  g_string_append (amended, at);
  g_string_free (text, TRUE);
  return amended;
}

/**
 * galley_json_print:
 * @object: (transfer none): made anew, or from what galley_json_parse() read
 * @pretty: whether each member and element has a line of its own; else it all stands on one
 *
 * Equal values in equal order give equal bytes.
 *
 * Returns: (transfer full): the JSON text, without a line end
 */
GString *
galley_json_print (JsonObject *object, gboolean pretty)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_pretty (generator, pretty);
  json_generator_take_root (generator, json_node_init_object (json_node_alloc (), object));
  return amend (json_generator_to_gstring (generator, g_string_new (NULL)));
}

/**
 * galley_json_find:
 * @object: a node that holds an object
 *
 * Returns: (transfer none) (nullable): the member of @object with that name
 */
JsonNode *
galley_json_find (JsonNode *object, const char *name)
{
  return json_object_get_member (json_node_get_object (object), name);
}

/**
 * galley_json_require:
 * @object: a node that holds an object
 *
 * Returns: (transfer none) (nullable): the member of @object with that name, or %NULL with an error where there is none
 */
JsonNode *
galley_json_require (JsonNode *object, const char *name, GError **error)
{
  JsonNode *member = galley_json_find (object, name);

  if (member == NULL)
    galley_json_set_error (object, error, _("the member “%s” is missing"), name);
  return member;
}

/**
 * galley_json_get_object:
 *
 * Returns: (transfer none) (nullable): the object, or %NULL with an error that names its path where @value is none
 */
JsonObject *
galley_json_get_object (JsonNode *value, GError **error)
{
  if (JSON_NODE_HOLDS_OBJECT (value))
    return json_node_get_object (value);
  galley_json_set_error (value, error, _("expected an object"));
  return NULL;
}

/**
 * galley_json_get_array:
 *
 * Returns: (transfer none) (nullable): the array, or %NULL with an error that names its path where @value is none
 */
JsonArray *
galley_json_get_array (JsonNode *value, GError **error)
{
  if (JSON_NODE_HOLDS_ARRAY (value))
    return json_node_get_array (value);
  galley_json_set_error (value, error, _("expected an array"));
  return NULL;
}

/**
 * galley_json_get_string:
 *
 * Returns: (transfer none) (nullable): the text of a string, or %NULL with an error that names its path where @value is
 *   none
 */
const char *
galley_json_get_string (JsonNode *value, GError **error)
{
  if (get_number (value))
    galley_json_set_error (value, error, _("expected a string; write numbers in quotes, since 7.0 is not 7"));
  else if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_get_string (value);
  else
    galley_json_set_error (value, error, _("expected a string"));
  return NULL;
}

/**
 * galley_json_get_uint:
 * @number: (out): a whole number from 0 to 4294967295
 *
 * Returns: whether @value, which was read, is such a number; if not, @error names its path
 */
gboolean
galley_json_get_uint (JsonNode *value, guint *number, GError **error)
{
  const char *text = get_number (value);
  guint64 whole;

  if (text == NULL)
    galley_json_set_error (value, error, _("expected a number"));
  else if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &whole, NULL))
    galley_json_set_error (value, error, _("expected a whole number from 0 to %u"), G_MAXUINT32);
  else
    {
      *number = whole;
      return TRUE;
    }
  return FALSE;
}

/**
 * galley_json_set_error:
 *
 * Sets %GALLEY_STORE_ERROR_INVALID with the path of @value before the message.
 */
void
galley_json_set_error (JsonNode *value, GError **error, const char *format, ...)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *reason = NULL;
  va_list args;

  append_path (path, value);
  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, "%s%s%s", path->str, path->len ? ": " : "", reason);
}
