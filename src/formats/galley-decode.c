/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-decode.h"

#include "galley-charset-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (galley-formats-error-quark, galley_formats_error)

#define CHUNK_BYTES (1024 * 1024)

/**
 * Magic:
 * @name: what such a file is, untranslated
 *
 * How a file that is no text begins.
 */
typedef struct
{
  const char *bytes;
  guint length;
  const char *name;
} Magic;

#define MAGIC(bytes, name) { bytes, sizeof (bytes) - 1, name }

static const Magic magics[] = {
  MAGIC ("%PDF-", N_ ("a PDF document; copy its text and paste it, or ask for the manuscript")),
  MAGIC ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", N_ ("an old Word, Excel or PowerPoint document; save it as DOCX or as text")),
  MAGIC ("{\\rtf", N_ ("an RTF document; save it as DOCX or as text")),
  MAGIC ("\x89PNG\r\n\x1a\n", N_ ("a picture (PNG); it has no text to import")),
  MAGIC ("\xff\xd8\xff", N_ ("a picture (JPEG); it has no text to import")),
  MAGIC ("GIF8", N_ ("a picture (GIF); it has no text to import")),
  MAGIC ("II*\0", N_ ("a picture (TIFF); it has no text to import")),
  MAGIC ("MM\0*", N_ ("a picture (TIFF); it has no text to import")),
  MAGIC ("RIFF", N_ ("a picture, sound or film; it has no text to import")),
  MAGIC ("\x1f\x8b", N_ ("a compressed file (gzip); unpack it and import what is in it")),
  MAGIC ("7z\xbc\xaf\x27\x1c", N_ ("an archive (7z); unpack it and import what is in it")),
  MAGIC ("Rar!\x1a\x07", N_ ("an archive (RAR); unpack it and import what is in it")),
  MAGIC ("SQLite format 3", N_ ("a database (SQLite); it has no text to import")),
  MAGIC ("\x7f" "ELF", N_ ("a program; it has no text to import")),
  MAGIC ("MZ\x90", N_ ("a program; it has no text to import")),
};

static gboolean
contains (const char *data, gsize length, const char *text)
{
  gsize n = strlen (text), end = MIN (length, 4096);

  for (gsize i = 0; i + n <= end; i++)
    if (memcmp (data + i, text, n) == 0)
      return TRUE;
  return FALSE;
}

/* What a ZIP archive holds is told by its first entries. */
static const char *
name_archive (const char *data, gsize length)
{
  if (contains (data, length, "word/"))
    return _("a Word document (DOCX); open it under its own name, ending in .docx");
  if (contains (data, length, "xl/"))
    return _("an Excel workbook (XLSX); open it under its own name, ending in .xlsx");
  if (contains (data, length, "opendocument.text"))
    return _("an OpenDocument text (ODT); open it under its own name, ending in .odt");
  if (contains (data, length, "opendocument.spreadsheet"))
    return _("an OpenDocument spreadsheet (ODS); open it under its own name, ending in .ods");
  if (contains (data, length, "epub+zip"))
    return _("an e-book (EPUB); copy its text and paste it");
  return _("an archive (ZIP); unpack it and import what is in it");
}

static gboolean
refuse_other_files (const char *data, gsize length, GError **error)
{
  const char *name = NULL;

  if (length >= 4 && memcmp (data, "PK\3\4", 4) == 0)
    name = name_archive (data, length);
  for (guint i = 0; !name && i < G_N_ELEMENTS (magics); i++)
    if (length >= magics[i].length && memcmp (data, magics[i].bytes, magics[i].length) == 0)
      name = _(magics[i].name);
  if (!name)
    return TRUE;
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_NOT_TEXT, _("This is not text but %s"), name);
  return FALSE;
}

static guint
line_of (const char *data, gsize offset)
{
  guint line = 1;

  for (gsize i = 0; i < offset; i++)
    line += data[i] == '\n';
  return line;
}

/**
 * galley_text_normalize_lines:
 * @text: valid UTF-8
 * @length: its length in bytes
 *
 * Returns: (transfer full): @text with every kind of line end (CRLF, CR, NEL, form feed, U+2028, U+2029) as one LF,
 *   and without byte order marks
 */
char *
galley_text_normalize_lines (const char *text, gsize length)
{
  g_autofree char *out = g_malloc (length + 1);
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    {
      const guchar *p = (const guchar *) text + i;
      gsize left = length - i;

      if (p[0] == '\r')
        {
          i += left > 1 && p[1] == '\n' ? 1 : 0;
          out[n++] = '\n';
        }
      else if (p[0] == '\f' || p[0] == '\v')
        out[n++] = '\n';
      else if (p[0] == 0xc2 && left > 1 && p[1] == 0x85)
        {
          out[n++] = '\n';
          i++;
        }
      else if (p[0] == 0xe2 && left > 2 && p[1] == 0x80 && (p[2] == 0xa8 || p[2] == 0xa9))
        {
          out[n++] = '\n';
          i += 2;
        }
      else if (p[0] == 0xef && left > 2 && p[1] == 0xbb && p[2] == 0xbf)
        i += 2;
      else
        out[n++] = text[i];
    }
  out[n] = '\0';
  return g_realloc (g_steal_pointer (&out), n + 1);
}

/* The share of what is beyond ASCII that is well-formed UTF-8 says whether a broken file was meant as UTF-8. */
static gboolean
was_utf8 (const char *data, gsize length)
{
  gsize good = 0, bad = 0;

  for (gsize i = 0; i < length;)
    {
      gunichar c;

      if ((guchar) data[i] < 0x80)
        {
          i++;
          continue;
        }
      c = g_utf8_get_char_validated (data + i, length - i);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          bad++;
          i++;
        }
      else
        {
          good++;
          i += g_utf8_skip[(guchar) data[i]];
        }
    }
  return good > 4 * bad;
}

static GBytes *
decode_as (const char *data, gsize length, const char *charset, GError **error)
{
  gsize read = 0, written = 0;
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = g_convert (data, length, "UTF-8", charset, &read, &written, &reason);

  if (text && memchr (text, 0, written))
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_NOT_TEXT,
                   _("It has NUL characters, so it is no text file; look at what was saved"));
      return NULL;
    }
  if (text && read == length)
    return g_bytes_new_take (g_steal_pointer (&text), written);
  if (g_error_matches (reason, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION))
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_ENCODING,
                 _("This system cannot read %s; save the file as UTF-8 and import it again"), charset);
  else
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_ENCODING,
                 _("It is %s text but broken at byte %zu; get the file anew, or save it as UTF-8"), charset,
                 read);
  return NULL;
}

static gboolean
check_utf8 (const char *data, gsize length, GError **error)
{
  const char *end;

  if (memchr (data, 0, length))
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_NOT_TEXT,
                 _("It has NUL characters, so it is no text file; look at what was saved"));
  else if (!g_utf8_validate_len (data, length, &end))
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_ENCODING,
                 _("It is UTF-8 text but broken at byte %zu (line %u); get the file anew, or save it as UTF-8"),
                 (gsize) (end - data), line_of (data, end - data));
  else
    return TRUE;
  return FALSE;
}

/* The encoding that a byte order mark names, or %NULL. */
static const char *
marked_charset (const guchar *data, gsize length)
{
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    return "UTF-8";
  if (length >= 4 && memcmp (data, "\xff\xfe\0\0", 4) == 0)
    return "UTF-32LE";
  if (length >= 4 && memcmp (data, "\0\0\xfe\xff", 4) == 0)
    return "UTF-32BE";
  if (length >= 2 && memcmp (data, "\xff\xfe", 2) == 0)
    return "UTF-16LE";
  if (length >= 2 && memcmp (data, "\xfe\xff", 2) == 0)
    return "UTF-16BE";
  return NULL;
}

static const char *
find_charset (const char *data, gsize length, GError **error)
{
  const char *nul = memchr (data, 0, length);
  const char *charset;

  if (!nul && g_utf8_validate_len (data, length, NULL))
    return "UTF-8";
  if (!nul && was_utf8 (data, length))
    return "UTF-8";
  charset = galley_charset_guess (data, length);
  if (charset)
    return charset;
  if (nul)
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_NOT_TEXT,
                 _("It has a NUL byte at byte %zu (line %u), so it is no text file; look at what was saved"),
                 (gsize) (nul - data), line_of (data, nul - data));
  else
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_ENCODING,
                 _("Its encoding is not known (not UTF-8, UTF-16, GB18030 or Big5); save it as UTF-8 and import it again"));
  return NULL;
}

static gboolean
check_size (gsize length, GError **error)
{
  g_autofree char *size = NULL, *limit = NULL;

  if (length == 0)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY, _("The file is empty; choose another"));
      return FALSE;
    }
  if (length <= GALLEY_MAX_TEXT_BYTES)
    return TRUE;
  size = g_format_size (length);
  limit = g_format_size_full (GALLEY_MAX_TEXT_BYTES, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
               _("It has %s; no text over %s is imported. Split it"), size, limit);
  return FALSE;
}

/**
 * galley_text_decode_exactly:
 * @bytes: a text file as it lies on the disk
 * @charset: (out) (optional) (transfer full): the encoding that it was read as, "UTF-8", "UTF-16LE", "GB18030", "BIG5" …
 * @error: %GALLEY_FORMATS_ERROR: why it cannot be read and what to do
 *
 * Reads a text file as UTF-8, character by character as it is: a byte order mark and the line ends stay, so that places
 * count in the file as given and the same bytes come out where it is encoded again. Text that is neither marked nor
 * valid UTF-8 is read as the encoding in which it makes sense as a whole; where none does, it is refused rather than
 * guessed.
 *
 * Returns: (transfer full) (nullable): the text, without NUL characters
 */
GBytes *
galley_text_decode_exactly (GBytes *bytes, char **charset, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length), *found;
  g_autoptr (GBytes) text = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  if (!check_size (length, error) || !refuse_other_files (data, length, error))
    return NULL;
  found = marked_charset ((const guchar *) data, length);
  if (!found && !(found = find_charset (data, length, error)))
    return NULL;
  if (!g_str_equal (found, "UTF-8"))
    text = decode_as (data, length, found, error);
  else if (check_utf8 (data, length, error))
    text = g_bytes_ref (bytes);
  if (text && charset)
    *charset = g_strdup (found);
  return g_steal_pointer (&text);
}

/**
 * galley_text_decode:
 *
 * As galley_text_decode_exactly(), for reading what it says.
 *
 * Returns: (transfer full) (nullable): the text as galley_text_normalize_lines() makes it
 */
char *
galley_text_decode (GBytes *bytes, char **charset, GError **error)
{
  g_autoptr (GBytes) text = galley_text_decode_exactly (bytes, charset, error);
  gsize length;
  const char *data = text ? g_bytes_get_data (text, &length) : NULL;

  return text ? galley_text_normalize_lines (data, length) : NULL;
}

/**
 * galley_text_load:
 * @cancellable: (nullable)
 * @error: an error of GIO
 *
 * Reads a file, but not further than %GALLEY_MAX_TEXT_BYTES is passed, whatever size it claims to have.
 *
 * Returns: (transfer full) (nullable): what is in it
 */
GBytes *
galley_text_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) array = g_byte_array_new ();

  if (!stream)
    return NULL;
  for (;;)
    {
      g_autoptr (GBytes) chunk = g_input_stream_read_bytes (G_INPUT_STREAM (stream), CHUNK_BYTES, cancellable, error);

      if (!chunk)
        return NULL;
      if (g_bytes_get_size (chunk) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&array));
      g_byte_array_append (array, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
      if (array->len > GALLEY_MAX_TEXT_BYTES)
        return g_byte_array_free_to_bytes (g_steal_pointer (&array));
    }
}
