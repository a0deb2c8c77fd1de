/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-pdf-objects.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* The objects of a PDF (ISO 32000-1, 7): enough of them to read back what we wrote, which has a cross-reference table and
 * objects that are not packed. Nothing is believed: a place outside of the file ends the reading. */

#define ENTRY_SIZE 20
#define MAX_STREAM (256u * 1024 * 1024)

/* References to references; nobody writes such. */
#define MAX_REFERENCES 8

struct _GalleyPdfObjects
{
  GBytes *bytes;
  const char *data, *end;
  const char *entries;
  guint n_objects;
  GalleyPdfCursor trailer;
};

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static gboolean
is_delimiter (char c)
{
  return strchr ("()<>[]{}/%", c) != NULL || is_space (c);
}

static void
skip_space (GalleyPdfCursor *cursor)
{
  for (; cursor->at < cursor->end; cursor->at++)
    if (*cursor->at == '%')
      while (cursor->at + 1 < cursor->end && *cursor->at != '\n' && *cursor->at != '\r')
        cursor->at++;
    else if (!is_space (*cursor->at))
      return;
}

static gboolean
has_prefix (const GalleyPdfCursor *cursor, const char *prefix)
{
  gsize n = strlen (prefix);

  return (gsize) (cursor->end - cursor->at) >= n && memcmp (cursor->at, prefix, n) == 0;
}

static void
skip_literal (GalleyPdfCursor *cursor)
{
  guint depth = 0;

  for (; cursor->at < cursor->end; cursor->at++)
    if (*cursor->at == '\\' && cursor->at + 1 < cursor->end)
      cursor->at++;
    else if (*cursor->at == '(')
      depth++;
    else if (*cursor->at == ')' && --depth == 0)
      {
        cursor->at++;
        return;
      }
}

/**
 * galley_pdf_next:
 * @cursor: goes on behind the token
 * @token: (out): a name with its slash, a number, a word, a string with its brackets, or one of << >> [ ]
 *
 * Returns: whether there is one
 */
gboolean
galley_pdf_next (GalleyPdfCursor *cursor, GalleyPdfCursor *token)
{
  skip_space (cursor);
  token->at = cursor->at;
  if (cursor->at >= cursor->end)
    return FALSE;
  if (*cursor->at == '(')
    skip_literal (cursor);
  else if (has_prefix (cursor, "<<") || has_prefix (cursor, ">>"))
    cursor->at += 2;
  else if (*cursor->at == '<')
    {
      while (cursor->at < cursor->end && *cursor->at != '>')
        cursor->at++;
      cursor->at += cursor->at < cursor->end;
    }
  else if (is_delimiter (*cursor->at) && *cursor->at != '/')
    cursor->at++;
  else
    do
      cursor->at++;
    while (cursor->at < cursor->end && !is_delimiter (*cursor->at));
  token->end = cursor->at;
  return TRUE;
}

gboolean
galley_pdf_is (GalleyPdfCursor token, const char *text)
{
  gsize n = strlen (text);

  return (gsize) (token.end - token.at) == n && memcmp (token.at, text, n) == 0;
}

/* Goes over a value; a reference is three tokens, of which this is the first. */
static void
skip_value (GalleyPdfCursor *cursor)
{
  GalleyPdfCursor token;
  guint depth = 0;

  while (galley_pdf_next (cursor, &token))
    {
      if (galley_pdf_is (token, "<<") || galley_pdf_is (token, "["))
        depth++;
      else if ((galley_pdf_is (token, ">>") || galley_pdf_is (token, "]")) && depth > 0)
        depth--;
      if (depth == 0)
        return;
    }
}

/**
 * galley_pdf_objects_new:
 *
 * Returns: (nullable) (transfer full): the objects; %NULL where it is no PDF with a cross-reference table
 */
GalleyPdfObjects *
galley_pdf_objects_new (GBytes *bytes)
{
  g_autoptr (GalleyPdfObjects) self = g_new0 (GalleyPdfObjects, 1);
  gsize size, tail;
  guint64 offset;
  GalleyPdfCursor cursor, token;
  const char *start;
  guint count;

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &size);
  if (size < 32)
    return NULL;
  self->end = self->data + size;
  tail = MIN (size, 1024);
  start = g_strrstr_len (self->end - tail, (gssize) tail, "startxref");
  cursor = (GalleyPdfCursor) { start ? start + strlen ("startxref") : self->end, self->end };
  if (!galley_pdf_next (&cursor, &token) || !galley_pdf_read_number (token, &count) || (offset = count) >= size)
    return NULL;
  cursor.at = self->data + offset;
  if (!galley_pdf_next (&cursor, &token) || !galley_pdf_is (token, "xref") || !galley_pdf_next (&cursor, &token) ||
      !galley_pdf_is (token, "0") || !galley_pdf_next (&cursor, &token) || !galley_pdf_read_number (token, &self->n_objects))
    return NULL;
  skip_space (&cursor);
  self->entries = cursor.at;
  if ((gsize) (self->end - cursor.at) / ENTRY_SIZE < self->n_objects)
    return NULL;
  cursor.at += (gsize) self->n_objects * ENTRY_SIZE;
  if (!galley_pdf_next (&cursor, &token) || !galley_pdf_is (token, "trailer"))
    return NULL;
  self->trailer = cursor;
  return g_steal_pointer (&self);
}

void
galley_pdf_objects_free (GalleyPdfObjects *self)
{
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * galley_pdf_objects_get_root:
 * @root: (out): the document's catalogue
 */
gboolean
galley_pdf_objects_get_root (const GalleyPdfObjects *self, GalleyPdfCursor *root)
{
  return galley_pdf_objects_find (self, self->trailer, "/Root", root);
}

gboolean
galley_pdf_read_number (GalleyPdfCursor value, guint *number)
{
  guint64 n = 0;

  skip_space (&value);
  if (value.at >= value.end || !g_ascii_isdigit (*value.at))
    return FALSE;
  for (; value.at < value.end && g_ascii_isdigit (*value.at) && n < G_MAXUINT; value.at++)
    n = n * 10 + (guint64) (*value.at - '0');
  *number = (guint) MIN (n, G_MAXUINT);
  return TRUE;
}

/**
 * galley_pdf_read_reference:
 *
 * Returns: whether the value is a reference to an object, whose @number it is
 */
gboolean
galley_pdf_read_reference (GalleyPdfCursor value, guint *number)
{
  GalleyPdfCursor first, second, third;

  return galley_pdf_next (&value, &first) && galley_pdf_read_number (first, number) && galley_pdf_next (&value, &second) &&
         g_ascii_isdigit (*second.at) && galley_pdf_next (&value, &third) && galley_pdf_is (third, "R");
}

/**
 * galley_pdf_objects_resolve:
 * @value: where it is a reference, becomes what it refers to
 *
 * Returns: whether that is there
 */
gboolean
galley_pdf_objects_resolve (const GalleyPdfObjects *self, GalleyPdfCursor *value)
{
  guint number;

  for (guint i = 0; galley_pdf_read_reference (*value, &number); i++)
    {
      GalleyPdfCursor entry = { self->entries + (gsize) number * ENTRY_SIZE, self->end }, token;
      guint offset;

      if (i == MAX_REFERENCES || number >= self->n_objects || !galley_pdf_read_number (entry, &offset) ||
          entry.at[ENTRY_SIZE - 3] != 'n' || offset >= (gsize) (self->end - self->data))
        return FALSE;
      *value = (GalleyPdfCursor) { self->data + offset, self->end };
      for (guint j = 0; j < 3; j++)
        if (!galley_pdf_next (value, &token))
          return FALSE;
      if (!galley_pdf_is (token, "obj"))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_pdf_objects_find:
 * @dictionary: or a reference to one
 * @key: with its slash
 * @value: (out): what it has there, with references followed; where the value itself is a reference, see
 *   galley_pdf_objects_resolve()
 *
 * Returns: whether @dictionary has the key
 */
gboolean
galley_pdf_objects_find (const GalleyPdfObjects *self, GalleyPdfCursor dictionary, const char *key, GalleyPdfCursor *value)
{
  GalleyPdfCursor token;

  if (!galley_pdf_objects_resolve (self, &dictionary) || !galley_pdf_next (&dictionary, &token) ||
      !galley_pdf_is (token, "<<"))
    return FALSE;
  while (galley_pdf_next (&dictionary, &token) && !galley_pdf_is (token, ">>"))
    {
      if (galley_pdf_is (token, key))
        {
          *value = dictionary;
          return TRUE;
        }
      skip_value (&dictionary);
      /* The rest of a reference. */
      while (skip_space (&dictionary), dictionary.at < dictionary.end && *dictionary.at != '/' && !has_prefix (&dictionary, ">>"))
        skip_value (&dictionary);
    }
  return FALSE;
}

/**
 * galley_pdf_enter_array:
 * @value: an array; becomes what is in it
 *
 * Returns: whether it is one
 */
gboolean
galley_pdf_enter_array (GalleyPdfCursor *value)
{
  GalleyPdfCursor token, after = *value;

  if (!galley_pdf_next (&after, &token) || !galley_pdf_is (token, "["))
    return FALSE;
  skip_value (value);
  *value = (GalleyPdfCursor) { after.at, value->at > after.at ? value->at - 1 : after.at };
  return TRUE;
}

static GBytes *
inflate_bytes (const char *data, gsize size)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  z_stream stream = { .next_in = (Bytef *) data, .avail_in = (uInt) size };
  int status = inflateInit (&stream);

  while (status == Z_OK && out->len < MAX_STREAM)
    {
      guint before = out->len, room = MAX (65536, before);

      g_byte_array_set_size (out, before + room);
      stream.next_out = out->data + before;
      stream.avail_out = room;
      status = inflate (&stream, Z_NO_FLUSH);
      g_byte_array_set_size (out, before + room - stream.avail_out);
    }
  inflateEnd (&stream);
  return status == Z_STREAM_END ? g_byte_array_free_to_bytes (g_steal_pointer (&out)) : NULL;
}

/**
 * galley_pdf_objects_read_stream:
 * @dictionary: of the stream, or a reference to it
 *
 * Returns: (nullable) (transfer full): what is in it; %NULL where it is broken or packed in a way that we do not write
 */
GBytes *
galley_pdf_objects_read_stream (const GalleyPdfObjects *self, GalleyPdfCursor dictionary)
{
  GalleyPdfCursor length, filter, token, data;
  gboolean packed = galley_pdf_objects_find (self, dictionary, "/Filter", &filter);
  guint size;

  if (!galley_pdf_objects_resolve (self, &dictionary) || !galley_pdf_objects_find (self, dictionary, "/Length", &length) ||
      !galley_pdf_objects_resolve (self, &length) || !galley_pdf_read_number (length, &size))
    return NULL;
  data = dictionary;
  skip_value (&data);
  if (!galley_pdf_next (&data, &token) || !galley_pdf_is (token, "stream") || (gsize) (data.end - data.at) < (gsize) size + 2)
    return NULL;
  data.at += *data.at == '\r' ? 2 : 1;
  if (!packed)
    return g_bytes_new (data.at, size);
  return galley_pdf_next (&filter, &token) && galley_pdf_is (token, "/FlateDecode") ? inflate_bytes (data.at, size) : NULL;
}

static void
append_escaped (GString *string, const char **at, const char *end)
{
  static const char signs[] = "nrtbf", values[] = "\n\r\t\b\f";
  const char *p = *at + 1;
  const char *sign = p < end && *p ? strchr (signs, *p) : NULL;
  guint code = 0, n = 0;

  for (; n < 3 && p + n < end && p[n] >= '0' && p[n] <= '7'; n++)
    code = code * 8 + (guint) (p[n] - '0');
  if (n > 0)
    g_string_append_c (string, (char) code);
  else if (sign)
    g_string_append_c (string, values[sign - signs]);
  else if (p < end && *p != '\n')
    g_string_append_c (string, *p);
  *at = p + MAX (n, 1);
}

/**
 * galley_pdf_read_string:
 *
 * Returns: (transfer full): the bytes of a string, literal or hexadecimal
 */
GString *
galley_pdf_read_string (GalleyPdfCursor token)
{
  GString *string = g_string_new (NULL);
  const char *p = token.at + 1, *end = token.end - 1;
  int high = -1;

  if (token.at < token.end && *token.at == '(')
    while (p < end)
      if (*p == '\\')
        append_escaped (string, &p, end);
      else
        g_string_append_c (string, *p++);
  else
    for (; p < end; p++)
      if (g_ascii_isxdigit (*p))
        {
          if (high >= 0)
            g_string_append_c (string, (char) (high * 16 + g_ascii_xdigit_value (*p)));
          high = high < 0 ? g_ascii_xdigit_value (*p) : -1;
        }
  return string;
}

/**
 * galley_pdf_append_utf16:
 * @units: (array length=n_bytes): UTF-16, the higher byte first, with or without a byte order mark
 */
void
galley_pdf_append_utf16 (GString *text, const char *units, gsize n_bytes)
{
  g_autofree char *utf8 = g_convert (units, (gssize) (n_bytes & ~(gsize) 1), "UTF-8", "UTF-16BE", NULL, NULL, NULL);

  if (utf8)
    g_string_append (text, g_str_has_prefix (utf8, "\xef\xbb\xbf") ? utf8 + 3 : utf8);
}
