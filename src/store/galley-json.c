/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-store-error.h"

/* More values than this are no bulletin; it bounds the index to 256 MiB. */
#define MAX_VALUES (8 * 1024 * 1024)

typedef struct
{
  const char *name; /* interned in its document, so that equal names are the same pointer; NULL in an array */
  guint32 start;    /* of the value's bytes */
  guint32 end;
  guint32 parent;
  guint32 next;
  guint8 type;
  gboolean escaped : 1;
} Value;

struct _GalleyJson
{
  GBytes *bytes;
  const char *text;
  GArray *values;
  GStringChunk *names;
};

typedef struct
{
  GalleyJson *json;
  const char *at;
  const char *end;
  GHashTable *owners; /* name -> the object that last had a member of that name */
  guint max_depth;
  guint depth;
  guint open[2 * GALLEY_JSON_MAX_DEPTH + 1]; /* the containers around what is being read */
  guint last[2 * GALLEY_JSON_MAX_DEPTH + 1]; /* the last child of each */
} Scanner;

static Value *
get (const GalleyJson *json, guint value)
{
  return &g_array_index (json->values, Value, value);
}

/* The byte that comes, or 0 at the end: the text holds no NUL. */
static char
peek (const Scanner *self)
{
  return self->at < self->end ? *self->at : 0;
}

static void
skip_space (Scanner *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\n' || *self->at == '\r' || *self->at == '\t'))
    self->at++;
}

static guint
count_lines (const char *from, const char *to)
{
  guint n = 1;

  for (; from < to; from++)
    n += *from == '\n';
  return n;
}

static gboolean
fail (Scanner *self, GError **error, const char *reason)
{
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, _("line %u: %s"),
               count_lines (self->json->text, self->at), self->at >= self->end ? _("the text ends too early") : reason);
  return FALSE;
}

/* Reads the four digits of a \u escape; -1 where they are not there. */
static int
read_hex (const char *at, const char *end)
{
  int unit = 0;

  if (end - at < 4)
    return -1;
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

/* The character of the \u escape whose digits begin at *@at, which moves past them; 0 for NUL, half a pair or bad
 * digits. */
static gunichar
read_escaped_char (const char **at, const char *end)
{
  int high = read_hex (*at, end), low;

  if (high <= 0 || (high >= 0xDC00 && high <= 0xDFFF))
    return 0;
  *at += 4;
  if (high < 0xD800 || high > 0xDBFF)
    return high;
  if (end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u')
    return 0;
  low = read_hex (*at + 2, end);
  if (low < 0xDC00 || low > 0xDFFF)
    return 0;
  *at += 6;
  return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

/* Appends the characters that the inside of a valid string literal stands for. */
static void
unescape (const char *at, const char *end, GString *out)
{
  while (at < end)
    {
      const char *escape = memchr (at, '\\', end - at);

      g_string_append_len (out, at, (escape ? escape : end) - at);
      if (escape == NULL)
        return;
      at = escape + 2;
      switch (escape[1])
        {
        case 'b':
          g_string_append_c (out, '\b');
          break;
        case 'f':
          g_string_append_c (out, '\f');
          break;
        case 'n':
          g_string_append_c (out, '\n');
          break;
        case 'r':
          g_string_append_c (out, '\r');
          break;
        case 't':
          g_string_append_c (out, '\t');
          break;
        case 'u':
          g_string_append_unichar (out, read_escaped_char (&at, end));
          break;
        default:
          g_string_append_c (out, escape[1]);
        }
    }
}

/* Steps over a string literal, whose opening quote comes. */
static gboolean
scan_string (Scanner *self, gboolean *escaped, GError **error)
{
  *escaped = FALSE;
  for (self->at++; self->at < self->end; self->at++)
    {
      guchar c = *self->at;

      if (c == '"')
        {
          self->at++;
          return TRUE;
        }
      if (c < 0x20)
        return fail (self, error, _("a line break or control character inside a string"));
      if (c != '\\')
        continue;
      *escaped = TRUE;
      self->at++;
      if (peek (self) == 'u')
        {
          const char *digits = self->at + 1;

          if (read_escaped_char (&digits, self->end) == 0)
            return fail (self, error, _("an escape that stands for no character"));
          self->at = digits - 1;
        }
      else if (peek (self) == 0 || strchr ("\"\\/bfnrt", *self->at) == NULL)
        return fail (self, error, _("an unknown escape in a string"));
    }
  return fail (self, error, NULL);
}

static gboolean
scan_digits (Scanner *self)
{
  const char *from = self->at;

  while (g_ascii_isdigit (peek (self)))
    self->at++;
  return self->at > from;
}

static gboolean
scan_number (Scanner *self, GError **error)
{
  gboolean valid;

  if (peek (self) == '-')
    self->at++;
  if (peek (self) == '0')
    {
      self->at++;
      valid = !g_ascii_isdigit (peek (self));
    }
  else
    valid = scan_digits (self);
  if (valid && peek (self) == '.')
    {
      self->at++;
      valid = scan_digits (self);
    }
  if (valid && (peek (self) == 'e' || peek (self) == 'E'))
    {
      self->at++;
      if (peek (self) == '+' || peek (self) == '-')
        self->at++;
      valid = scan_digits (self);
    }
  return valid || fail (self, error, _("this is not a number as JSON writes one"));
}

static gboolean
scan_literal (Scanner *self, GError **error)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (self->end - self->at) >= length && memcmp (self->at, words[i], length) == 0)
        {
          self->at += length;
          return TRUE;
        }
    }
  return fail (self, error, _("a value was expected"));
}

/* Reads a member's name and its colon. Returns: (nullable): the name as interned */
static const char *
scan_name (Scanner *self, GError **error)
{
  const char *from = self->at + 1, *name;
  gboolean escaped;

  if (peek (self) != '"')
    {
      fail (self, error, _("a member's name in quotes was expected"));
      return NULL;
    }
  if (!scan_string (self, &escaped, error))
    return NULL;
  if (escaped)
    {
      g_autoptr (GString) plain = g_string_new (NULL);

      unescape (from, self->at - 1, plain);
      name = g_string_chunk_insert_const (self->json->names, plain->str);
    }
  else
    {
      g_autofree char *plain = g_strndup (from, self->at - 1 - from);

      name = g_string_chunk_insert_const (self->json->names, plain);
    }
  skip_space (self);
  if (peek (self) != ':')
    {
      fail (self, error, _("“:” was expected after a member's name"));
      return NULL;
    }
  self->at++;
  skip_space (self);
  return name;
}

/* Adds the value that comes to the index; a container is left open. */
static gboolean
scan_value (Scanner *self, const char *name, GError **error)
{
  GArray *values = self->json->values;
  guint index = values->len;
  char c = peek (self);
  gboolean escaped = FALSE, valid = TRUE;
  Value value = { .name = name, .start = self->at - self->json->text };

  if (index >= MAX_VALUES)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_TOO_LARGE,
                   _("more than %d values: this is no bulletin"), MAX_VALUES);
      return FALSE;
    }
  if (self->depth > 0)
    {
      value.parent = self->open[self->depth];
      if (self->last[self->depth])
        get (self->json, self->last[self->depth])->next = index;
      self->last[self->depth] = index;
    }
  value.type = c == '{'                              ? GALLEY_JSON_OBJECT
               : c == '['                            ? GALLEY_JSON_ARRAY
               : c == '"'                            ? GALLEY_JSON_STRING
               : c == '-' || g_ascii_isdigit (c) ? GALLEY_JSON_NUMBER
                                                     : GALLEY_JSON_LITERAL;
  g_array_append_val (values, value);
  if (value.type <= GALLEY_JSON_ARRAY)
    {
      if (self->depth == self->max_depth)
        {
          galley_json_set_error (self->json, value.parent, error, _("nested deeper than %u levels"), self->max_depth);
          return FALSE;
        }
      self->at++;
      self->open[++self->depth] = index;
      self->last[self->depth] = 0;
      return TRUE;
    }
  if (value.type == GALLEY_JSON_STRING)
    valid = scan_string (self, &escaped, error);
  else if (value.type == GALLEY_JSON_NUMBER)
    valid = scan_number (self, error);
  else
    valid = scan_literal (self, error);
  get (self->json, index)->escaped = escaped;
  get (self->json, index)->end = self->at - self->json->text;
  return valid;
}

/* Ends the innermost container. Its members are looked at for duplicates only now, so that each object is looked at
 * once and by itself, however they nest. */
static gboolean
close_container (Scanner *self, GError **error)
{
  guint container = self->open[self->depth--];

  self->at++;
  get (self->json, container)->end = self->at - self->json->text;
  if (get (self->json, container)->type == GALLEY_JSON_ARRAY)
    return TRUE;
  for (guint i = galley_json_get_first (self->json, container); i != 0; i = get (self->json, i)->next)
    {
      gpointer name = (gpointer) get (self->json, i)->name, owner = GUINT_TO_POINTER (container + 1);

      if (g_hash_table_lookup (self->owners, name) == owner)
        {
          galley_json_set_error (self->json, i, error, _("this member is there twice; keep one of them"));
          return FALSE;
        }
      g_hash_table_insert (self->owners, name, owner);
    }
  return TRUE;
}

static gboolean
is_open_object (const Scanner *self)
{
  return self->depth > 0 && get (self->json, self->open[self->depth])->type == GALLEY_JSON_OBJECT;
}

static char
closing_bracket (const Scanner *self)
{
  return is_open_object (self) ? '}' : ']';
}

/* Reads the whole text, one value a turn, without recursion. */
static gboolean
scan (Scanner *self, GError **error)
{
  for (;;)
    {
      const char *name = NULL;
      guint depth = self->depth;

      skip_space (self);
      if (is_open_object (self) && !(name = scan_name (self, error)))
        return FALSE;
      if (!scan_value (self, name, error))
        return FALSE;
      skip_space (self);
      if (self->depth > depth && peek (self) != closing_bracket (self))
        continue;
      if (self->depth > depth && !close_container (self, error))
        return FALSE;
      for (;;)
        {
          skip_space (self);
          if (self->depth == 0)
            return self->at == self->end || fail (self, error, _("there is more text after the end"));
          if (peek (self) == ',')
            break;
          if (peek (self) != closing_bracket (self))
            return fail (self, error,
                         is_open_object (self) ? _("“,” or “}” was expected") : _("“,” or “]” was expected"));
          if (!close_container (self, error))
            return FALSE;
        }
      self->at++;
    }
}

static gboolean
check_text (const char *text, gsize length, GError **error)
{
  const char *bad;

  if (length >= G_MAXUINT32)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_TOO_LARGE, _("this is too large to be read"));
      return FALSE;
    }
  if (g_utf8_validate_len (text, length, &bad))
    return TRUE;
  if (*bad == 0)
    g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, _("line %u: a NUL byte; this is no text"),
                 count_lines (text, bad));
  else
    g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID,
                 _("line %u: byte 0x%02x is not UTF-8; bulletins are UTF-8 text"), count_lines (text, bad),
                 (guchar) *bad);
  return FALSE;
}

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

/**
 * galley_json_new:
 * @bytes: (transfer none): one JSON value; a byte order mark before it is let pass
 * @max_depth: how deep it may nest, at most twice %GALLEY_JSON_MAX_DEPTH
 *
 * Reads strictly by RFC 8259, and besides refuses what would be lost or ambiguous: text that is not UTF-8, NUL,
 * escapes of half a surrogate pair, and members that are there twice. Time and memory are linear in the text.
 *
 * Returns: (transfer full) (nullable): the index, or %NULL with an error that names the line or the member
 */
GalleyJson *
galley_json_new (GBytes *bytes, guint max_depth, GError **error)
{
  g_return_val_if_fail (max_depth <= 2 * GALLEY_JSON_MAX_DEPTH, NULL);

  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (GalleyJson) json = NULL;
  g_autoptr (GHashTable) owners = g_hash_table_new (NULL, NULL);
  Scanner scanner = { .max_depth = max_depth, .owners = owners };

  if (length == 0)
    {
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, _("there is nothing in it"));
      return NULL;
    }
  if (!check_text (text, length, error))
    return NULL;
  json = g_new0 (GalleyJson, 1);
  json->bytes = g_bytes_ref (bytes);
  json->text = text;
  json->values = g_array_new (FALSE, FALSE, sizeof (Value));
  json->names = g_string_chunk_new (512);
  scanner.json = json;
  scanner.at = text + (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0);
  scanner.end = text + length;
  return scan (&scanner, error) ? g_steal_pointer (&json) : NULL;
}

void
galley_json_free (GalleyJson *json)
{
  g_bytes_unref (json->bytes);
  g_array_unref (json->values);
  g_string_chunk_free (json->names);
  g_free (json);
}

GalleyJsonType
galley_json_get_value_type (const GalleyJson *json, guint value)
{
  return get (json, value)->type;
}

/**
 * galley_json_get_name:
 *
 * Returns: (nullable) (transfer none): the name of a member; %NULL for an array's element
 */
const char *
galley_json_get_name (const GalleyJson *json, guint value)
{
  return get (json, value)->name;
}

/**
 * galley_json_get_first:
 *
 * Returns: the first value within an object or array, 0 where there is none
 */
guint
galley_json_get_first (const GalleyJson *json, guint value)
{
  /* A container's first child stands right after it in the index. */
  if (value + 1 < json->values->len && get (json, value)->type <= GALLEY_JSON_ARRAY &&
      get (json, value + 1)->parent == value)
    return value + 1;
  return 0;
}

/**
 * galley_json_get_next:
 *
 * Returns: the value that follows @value in the same container, 0 where there is none
 */
guint
galley_json_get_next (const GalleyJson *json, guint value)
{
  return get (json, value)->next;
}

/**
 * galley_json_find:
 *
 * Returns: the member of @object with that name, 0 where there is none
 */
guint
galley_json_find (const GalleyJson *json, guint object, const char *name)
{
  for (guint i = galley_json_get_first (json, object); i != 0; i = galley_json_get_next (json, i))
    if (g_strcmp0 (get (json, i)->name, name) == 0)
      return i;
  return 0;
}

/**
 * galley_json_get_raw:
 * @length: (out): in bytes
 *
 * Returns: (transfer none): the value as it stands in the text, without what is around it; not NUL-terminated
 */
const char *
galley_json_get_raw (const GalleyJson *json, guint value, gsize *length)
{
  *length = get (json, value)->end - get (json, value)->start;
  return json->text + get (json, value)->start;
}

/**
 * galley_json_expect:
 *
 * Returns: whether @value is of @type; if not, @error names its path
 */
gboolean
galley_json_expect (const GalleyJson *json, guint value, GalleyJsonType type, GError **error)
{
  static const char *const reasons[] = {
    [GALLEY_JSON_OBJECT] = N_("expected an object"),
    [GALLEY_JSON_ARRAY] = N_("expected an array"),
    [GALLEY_JSON_STRING] = N_("expected a string"),
    [GALLEY_JSON_NUMBER] = N_("expected a number"),
    [GALLEY_JSON_LITERAL] = N_("expected true, false or null"),
  };

  if (get (json, value)->type == type)
    return TRUE;
  if (type == GALLEY_JSON_STRING && get (json, value)->type == GALLEY_JSON_NUMBER)
    galley_json_set_error (json, value, error, _("expected a string; write numbers in quotes, since 7.0 is not 7"));
  else
    galley_json_set_error (json, value, error, "%s", _(reasons[type]));
  return FALSE;
}

/**
 * galley_json_dup_string:
 *
 * Returns: (transfer full) (nullable): the text of a string, or %NULL with an error where @value is none
 */
char *
galley_json_dup_string (const GalleyJson *json, guint value, GError **error)
{
  const Value *entry = get (json, value);
  GString *text;

  if (!galley_json_expect (json, value, GALLEY_JSON_STRING, error))
    return NULL;
  if (!entry->escaped)
    return g_strndup (json->text + entry->start + 1, entry->end - entry->start - 2);
  text = g_string_sized_new (entry->end - entry->start);
  unescape (json->text + entry->start + 1, json->text + entry->end - 1, text);
  return g_string_free_and_steal (text);
}

/**
 * galley_json_get_uint:
 * @number: (out): a whole number from 0 to 4294967295
 *
 * Returns: whether @value is such a number; if not, @error names its path
 */
gboolean
galley_json_get_uint (const GalleyJson *json, guint value, guint *number, GError **error)
{
  gsize length;
  const char *raw = galley_json_get_raw (json, value, &length);
  g_autofree char *digits = g_strndup (raw, MIN (length, 16));
  guint64 read;

  if (!galley_json_expect (json, value, GALLEY_JSON_NUMBER, error))
    return FALSE;
  if (length > 10 || !g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT32, &read, NULL))
    {
      galley_json_set_error (json, value, error, _("expected a whole number from 0 to %u"), G_MAXUINT32);
      return FALSE;
    }
  *number = read;
  return TRUE;
}

/**
 * galley_json_dup_path:
 *
 * Returns: (transfer full): where @value stands, as in "blocks[2].text"; "" for the outermost value
 */
char *
galley_json_dup_path (const GalleyJson *json, guint value)
{
  GString *path = g_string_new (NULL);
  guint chain[2 * GALLEY_JSON_MAX_DEPTH + 2], n = 0;

  for (; value != 0; value = get (json, value)->parent)
    chain[n++] = value;
  while (n-- > 0)
    {
      const char *name = get (json, chain[n])->name;
      guint position = 0;

      if (name)
        append_name (path, name);
      else
        {
          for (guint i = get (json, chain[n])->parent + 1; i != chain[n]; i = get (json, i)->next)
            position++;
          g_string_append_printf (path, "[%u]", position);
        }
    }
  return g_string_free_and_steal (path);
}

/**
 * galley_json_set_error:
 *
 * Sets %GALLEY_STORE_ERROR_INVALID with the path of @value before the message.
 */
void
galley_json_set_error (const GalleyJson *json, guint value, GError **error, const char *format, ...)
{
  g_autofree char *path = galley_json_dup_path (json, value), *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, "%s%s%s", path, *path ? ": " : "", reason);
}
