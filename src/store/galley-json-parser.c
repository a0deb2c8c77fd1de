/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-store-error.h"

/* More values than this are no bulletin; it bounds the tree in memory. */
#define MAX_VALUES (8 * 1024 * 1024)

/* A JsonParser that refuses duplicate members and keeps the texts of numbers. */
#define GALLEY_TYPE_JSON_PARSER (galley_json_parser_get_type ())
G_DECLARE_FINAL_TYPE (GalleyJsonParser, galley_json_parser, GALLEY, JSON_PARSER, JsonParser)

struct _GalleyJsonParser
{
  JsonParser parent_instance;

  const char *text;
  const char *end;
  GPtrArray *numbers; /* where in the text each number begins */
  guint n_numbers;    /* those of them that have their node */
  guint depth;
  guint n_members[2 * GALLEY_JSON_MAX_DEPTH + 1]; /* of the objects that are open, the innermost at @depth */
  JsonObject *twice_in;                           /* has members of the same name; not owned */
  char *twice;                                    /* their name */
  guint line;                                     /* of an error of syntax */
};

G_DEFINE_FINAL_TYPE (GalleyJsonParser, galley_json_parser, JSON_TYPE_PARSER)

static guint
count_lines (const char *from, const char *to)
{
  guint n = 1;

  for (; from < to; from++)
    n += *from == '\n';
  return n;
}

static gboolean
fail (GalleyJsonParser *self, const char *at, GError **error, const char *reason)
{
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, _("line %u: %s"), count_lines (self->text, at),
               at >= self->end ? _("the text ends too early") : reason);
  return FALSE;
}

static gsize
number_length (const GalleyJsonParser *self, const char *number)
{
  const char *at = number;

  while (at < self->end && (g_ascii_isdigit (*at) || (*at && strchr ("+-.eE", *at))))
    at++;
  return at - number;
}

/* Steps to the quote that ends the string whose opening quote is at @at. json-glib takes control characters there, and
 * would cut off a string at U+0000. */
static const char *
scan_string (GalleyJsonParser *self, const char *at, GError **error)
{
  for (at++; at < self->end && *at != '"'; at++)
    {
      if ((guchar) *at < 0x20)
        {
          fail (self, at, error, _("a line break or control character inside a string"));
          return NULL;
        }
      if (*at != '\\')
        continue;
      if (++at == self->end)
        break;
      if (self->end - at >= 5 && memcmp (at, "u0000", 5) == 0)
        {
          fail (self, at, error, _("an escape that stands for no character"));
          return NULL;
        }
    }
  if (at < self->end)
    return at;
  fail (self, at, error, NULL);
  return NULL;
}

/* Looks at what json-glib lets pass or loses, and at what must be bounded before it begins: strings, numbers, depth and
 * size. Whether it is JSON is json-glib's to say. */
static gboolean
scan (GalleyJsonParser *self, guint max_depth, GError **error)
{
  guint depth = 0, n_values = 1;

  for (const char *at = self->text; at < self->end; at++)
    {
      if (*at == '"')
        {
          if ((at = scan_string (self, at, error)) == NULL)
            return FALSE;
        }
      else if (*at == '-' || g_ascii_isdigit (*at))
        {
          g_ptr_array_add (self->numbers, (gpointer) at);
          at += number_length (self, at) - 1;
        }
      else if (*at == '{' || *at == '[')
        {
          n_values++;
          if (++depth > max_depth)
            {
              g_autofree char *reason = g_strdup_printf (_("nested deeper than %u levels"), max_depth);

              return fail (self, at, error, reason);
            }
        }
      else if ((*at == '}' || *at == ']') && depth > 0)
        depth--;
      else if (*at == ',')
        n_values++;
      if (MAX (n_values, self->numbers->len) > MAX_VALUES)
        {
          g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_TOO_LARGE,
                       _("more than %d values: this is no bulletin"), MAX_VALUES);
          return FALSE;
        }
    }
  return depth == 0 || fail (self, self->end, error, NULL);
}

static gboolean
check_utf8 (GalleyJsonParser *self, GError **error)
{
  const char *bad;

  if (g_utf8_validate_len (self->text, self->end - self->text, &bad))
    return TRUE;
  if (*bad == 0)
    g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, _("line %u: a NUL byte; this is no text"),
                 count_lines (self->text, bad));
  else
    g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID,
                 _("line %u: byte 0x%02x is not UTF-8; bulletins are UTF-8 text"), count_lines (self->text, bad),
                 (guchar) *bad);
  return FALSE;
}

/* Gives the node of a number its text. Numbers come in the order of the text. */
static void
keep_number (GalleyJsonParser *self, JsonNode *value)
{
  const char *number;
  g_autofree char *marked = NULL;

  if (!JSON_NODE_HOLDS_VALUE (value) ||
      (json_node_get_value_type (value) != G_TYPE_INT64 && json_node_get_value_type (value) != G_TYPE_DOUBLE))
    return;
  g_return_if_fail (self->n_numbers < self->numbers->len);
  number = g_ptr_array_index (self->numbers, self->n_numbers++);
  marked = g_strndup (number - 1, number_length (self, number) + 1); /* something stands before it, a “:” for one */
  *marked = GALLEY_JSON_NUMBER_MARK;
  json_node_set_string (value, marked);
}

/* Of members of the same name json-glib keeps the last, which is seen by the object not growing. */
static void
galley_json_parser_object_member (JsonParser *parser, JsonObject *object, const char *name)
{
  GalleyJsonParser *self = GALLEY_JSON_PARSER (parser);
  g_autoptr (GList) names = NULL;

  keep_number (self, json_object_get_member (object, name));
  if (++self->n_members[self->depth] == json_object_get_size (object))
    return;
  g_free (self->twice);
  self->twice = g_strdup (name);
  self->twice_in = object;
  /* For each such member json-glib searches all others. With none left, a hostile file cannot make that quadratic. */
  names = json_object_get_members (object);
  for (GList *l = names; l; l = l->next)
    json_object_remove_member (object, l->data);
  self->n_members[self->depth] = 0;
}

static void
galley_json_parser_array_element (JsonParser *parser, JsonArray *array, int index)
{
  keep_number (GALLEY_JSON_PARSER (parser), json_array_get_element (array, index));
}

static void
galley_json_parser_object_start (JsonParser *parser)
{
  GalleyJsonParser *self = GALLEY_JSON_PARSER (parser);

  self->n_members[++self->depth] = 0;
}

static void
galley_json_parser_object_end (JsonParser *parser, JsonObject *object)
{
  GALLEY_JSON_PARSER (parser)->depth--;
}

static void
galley_json_parser_error (JsonParser *parser, const GError *error)
{
  GALLEY_JSON_PARSER (parser)->line = json_parser_get_current_line (parser);
}

static void
galley_json_parser_finalize (GObject *object)
{
  GalleyJsonParser *self = GALLEY_JSON_PARSER (object);

  g_ptr_array_unref (self->numbers);
  g_free (self->twice);
  G_OBJECT_CLASS (galley_json_parser_parent_class)->finalize (object);
}

static void
galley_json_parser_class_init (GalleyJsonParserClass *klass)
{
  JsonParserClass *parser_class = JSON_PARSER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = galley_json_parser_finalize;
  parser_class->object_start = galley_json_parser_object_start;
  parser_class->object_member = galley_json_parser_object_member;
  parser_class->object_end = galley_json_parser_object_end;
  parser_class->array_element = galley_json_parser_array_element;
  parser_class->error = galley_json_parser_error;
}

static void
galley_json_parser_init (GalleyJsonParser *self)
{
  self->numbers = g_ptr_array_new ();
}

/* The node below @value, or itself, that holds @object. Returns: (nullable) */
static JsonNode *
find_node (JsonNode *value, const JsonObject *object)
{
  JsonNode *child, *found = NULL;
  JsonObjectIter iter;

  if (JSON_NODE_HOLDS_ARRAY (value))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (value)) && !found; i++)
      found = find_node (json_array_get_element (json_node_get_array (value), i), object);
  if (!JSON_NODE_HOLDS_OBJECT (value))
    return found;
  if (json_node_get_object (value) == object)
    return value;
  json_object_iter_init (&iter, json_node_get_object (value));
  while (!found && json_object_iter_next (&iter, NULL, &child))
    found = find_node (child, object);
  return found;
}

static void
set_error_twice (GalleyJsonParser *self, JsonNode *root, GError **error)
{
  /* The object is still in the tree: else another one around it would have come after it. */
  JsonNode *object = find_node (root, self->twice_in), *member = json_node_init_null (json_node_alloc ());

  json_object_set_member (self->twice_in, self->twice, member);
  json_node_set_parent (member, object);
  galley_json_set_error (member, error, _("this member is there twice; keep one of them"));
}

/* What json-glib says of errors is in English and may be cut off within a character. */
static const char *
describe_error (const GError *error)
{
  switch (error->code)
    {
    case JSON_PARSER_ERROR_TRAILING_COMMA:
      return _("a “,” with nothing after it");
    case JSON_PARSER_ERROR_MISSING_COMMA:
      return _("a “,” is missing");
    case JSON_PARSER_ERROR_MISSING_COLON:
      return _("“:” was expected after a member's name");
    default:
      return _("this is not as JSON demands");
    }
}

/**
 * galley_json_parse:
 * @bytes: (transfer none): one JSON value; a byte order mark before it is let pass
 * @max_depth: how deep it may nest, at most twice %GALLEY_JSON_MAX_DEPTH
 *
 * Reads strictly by RFC 8259, and besides refuses what would be lost or ambiguous: text that is not UTF-8, NUL, and
 * members that are there twice. Time and memory are linear in the text. See %GALLEY_JSON_NUMBER_MARK for numbers.
 *
 * Returns: (transfer full) (nullable): the value, or %NULL with an error that names the line or the member
 */
JsonNode *
galley_json_parse (GBytes *bytes, guint max_depth, GError **error)
{
  g_return_val_if_fail (max_depth <= 2 * GALLEY_JSON_MAX_DEPTH, NULL);

  gsize length;
  /* No bytes have no address. */
  const char *data = g_bytes_get_data (bytes, &length), *text = data ? data : "", *from = text;
  g_autoptr (GalleyJsonParser) self = g_object_new (GALLEY_TYPE_JSON_PARSER, "strict", TRUE, NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) syntax = NULL;

  self->text = text;
  self->end = text + length;
  while (from < self->end && g_ascii_isspace (*from))
    from++;
  if (from == self->end)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, _("there is nothing in it"));
      return NULL;
    }
  if (!check_utf8 (self, error) || !scan (self, max_depth, error))
    return NULL;
  if (!json_parser_load_from_data (JSON_PARSER (self), from, self->end - from, &syntax))
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, _("line %u: %s"),
                   MAX (self->line, 1) + count_lines (text, from) - 1, describe_error (syntax));
      return NULL;
    }
  root = json_parser_steal_root (JSON_PARSER (self));
  if (self->twice)
    {
      set_error_twice (self, root, error);
      return NULL;
    }
  return g_steal_pointer (&root);
}
