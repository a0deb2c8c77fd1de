/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-decode.h"

#include "galley-charset-private.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

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
    return _("a Word document (DOCX); import it as a bulletin");
  if (contains (data, length, "xl/"))
    return _("an Excel workbook (XLSX); import it as a table of indicators");
  if (contains (data, length, "opendocument.text"))
    return _("an OpenDocument text (ODT); save it as DOCX or as text");
  if (contains (data, length, "opendocument.spreadsheet"))
    return _("an OpenDocument spreadsheet (ODS); import it as a table of indicators");
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

/* The first place of a byte and the line that it is on. */
typedef struct
{
  gboolean found;
  guint64 byte;
  guint line;
} Place;

/* What one pass over a file, piece by piece, tells of it. */
typedef struct
{
  char *head;   /* its first bytes, as many as tell its encoding */
  gsize n_head;
  guint64 length;
  guint line;
  Place nul;
  Place broken; /* the first byte that is not UTF-8 */
  guint64 good; /* characters beyond ASCII that are well-formed UTF-8 */
  guint64 bad;  /* bytes that are not */
} Scan;

/* As much is in memory at a time, and what is left of a character that was cut. */
#define PIECE (64 * 1024)

static void
note (const Scan *scan, Place *place)
{
  if (!place->found)
    *place = (Place) { TRUE, scan->length, scan->line };
}

/* Looks at a piece. Returns how much of it: a character that goes on in the next one, unless @last, is left. */
static gsize
scan_piece (Scan *scan, const char *data, gsize length, gboolean last)
{
  const char *p = data, *end = data + length;

  if (scan->length == 0)
    {
      scan->n_head = MIN (length, GALLEY_CHARSET_SAMPLE_BYTES);
      scan->head = g_memdup2 (data, scan->n_head);
    }
  while (p < end)
    {
      const char *stop;

      g_utf8_validate_len (p, end - p, &stop);
      scan->length += stop - p;
      for (; p < stop; p++)
        {
          scan->line += *p == '\n';
          scan->good += ((guchar) *p & 0xc0) == 0xc0;
        }
      if (p == end || (!last && end - p < 4 && *p && g_utf8_get_char_validated (p, end - p) == (gunichar) -2))
        break;
      note (scan, *p ? &scan->broken : &scan->nul);
      scan->bad += *p != '\0';
      scan->length++;
      p++;
    }
  return p - data;
}

static gboolean
scan_stream (Scan *scan, GInputStream *stream, GError **error)
{
  g_autofree char *buffer = g_malloc (PIECE);
  gsize kept = 0, n;
  gboolean last = FALSE;

  while (!last)
    {
      gsize seen;

      if (!g_input_stream_read_all (stream, buffer + kept, PIECE - kept, &n, NULL, error))
        return FALSE;
      last = n < PIECE - kept;
      n += kept;
      seen = scan_piece (scan, buffer, n, last);
      kept = n - seen;
      memmove (buffer, buffer + seen, kept);
    }
  return TRUE;
}

static void
scan_clear (Scan *scan)
{
  g_free (scan->head);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scan, scan_clear)

static gboolean
fail_nul (GError **error)
{
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_NOT_TEXT,
               _("It has NUL characters, so it is no text file; look at what was saved"));
  return FALSE;
}

/* Converts to the end of @stream, onto @out where it is given. */
static gboolean
convert (GInputStream *stream, const char *charset, GByteArray *out, GError **error)
{
  g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", charset, NULL);
  g_autofree char *input = g_malloc (PIECE), *text = g_malloc (PIECE);
  GConverterResult result = G_CONVERTER_CONVERTED;
  gboolean last = FALSE;
  gsize filled = 0, n, read, written;
  guint64 done = 0;

  if (converter == NULL)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_ENCODING,
                   _("This system cannot read %s; save the file as UTF-8 and import it again"), charset);
      return FALSE;
    }
  while (result != G_CONVERTER_FINISHED)
    {
      if (!last)
        {
          if (!g_input_stream_read_all (stream, input + filled, PIECE - filled, &n, NULL, error))
            return FALSE;
          last = n < PIECE - filled;
          filled += n;
        }
      result = g_converter_convert (G_CONVERTER (converter), input, filled, text, PIECE,
                                    last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS, &read, &written, NULL);
      if (result == G_CONVERTER_ERROR)
        {
          g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_ENCODING,
                       _("It is %s text but broken at byte %zu; get the file anew, or save it as UTF-8"), charset,
                       (gsize) done);
          return FALSE;
        }
      if (memchr (text, 0, written))
        return fail_nul (error);
      if (out)
        g_byte_array_append (out, (const guint8 *) text, (guint) written);
      done += read;
      filled -= read;
      memmove (input, input + read, filled);
    }
  return TRUE;
}

static gboolean
check_utf8 (const Scan *scan, GError **error)
{
  if (scan->nul.found)
    return fail_nul (error);
  if (!scan->broken.found)
    return TRUE;
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_ENCODING,
               _("It is UTF-8 text but broken at byte %zu (line %u); get the file anew, or save it as UTF-8"),
               (gsize) scan->broken.byte, scan->broken.line + 1);
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

/* The encoding of the file, known to be sound where it is UTF-8; NULL with an error where it is no text or none is known.
 * The share of what is beyond ASCII that is well-formed UTF-8 says whether a broken file was meant as UTF-8. */
static const char *
find_charset (const Scan *scan, GError **error)
{
  const char *charset;

  if (!refuse_other_files (scan->head, scan->n_head, error))
    return NULL;
  charset = marked_charset ((const guchar *) scan->head, scan->n_head);
  if (!charset && !scan->nul.found && (!scan->broken.found || scan->good > 4 * scan->bad))
    charset = "UTF-8";
  if (!charset)
    charset = galley_charset_guess (scan->head, scan->n_head, scan->length);
  if (charset)
    return !g_str_equal (charset, "UTF-8") || check_utf8 (scan, error) ? charset : NULL;
  if (scan->nul.found)
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_NOT_TEXT,
                 _("It has a NUL byte at byte %zu (line %u), so it is no text file; look at what was saved"),
                 (gsize) scan->nul.byte, scan->nul.line + 1);
  else
    g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_ENCODING,
                 _("Its encoding is not known (not UTF-8, UTF-16, GB18030 or Big5); save it as UTF-8 and import it again"));
  return NULL;
}

static gboolean
check_empty (guint64 length, GError **error)
{
  if (length > 0)
    return TRUE;
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY, _("The file is empty; choose another"));
  return FALSE;
}

static gboolean
check_size (gsize length, GError **error)
{
  g_autofree char *size = NULL, *limit = NULL;

  if (length <= GALLEY_MAX_TEXT_BYTES)
    return check_empty (length, error);
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
  g_auto (Scan) scan = { 0 };
  g_autoptr (GBytes) text = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  if (!check_size (length, error))
    return NULL;
  scan_piece (&scan, data, length, TRUE);
  found = find_charset (&scan, error);
  if (!found)
    return NULL;
  if (g_str_equal (found, "UTF-8"))
    text = g_bytes_ref (bytes);
  else
    {
      g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
      g_autoptr (GByteArray) out = g_byte_array_new ();

      if (!convert (stream, found, out, error))
        return NULL;
      text = g_byte_array_free_to_bytes (g_steal_pointer (&out));
    }
  if (charset)
    *charset = g_strdup (found);
  return g_steal_pointer (&text);
}

/**
 * galley_text_open:
 * @fd: a file of any size that can be sought, from where it stands on; it stays the caller's and has to outlive the stream
 * @error: a #GIOErrorEnum, or %GALLEY_FORMATS_ERROR: why it cannot be read and what to do
 *
 * As galley_text_decode_exactly(), in constant memory: goes through the file once or twice to see that all of it can be
 * read, and then to where it began.
 *
 * Returns: (transfer full) (nullable): its text in UTF-8
 */
GInputStream *
galley_text_open (int fd, GError **error)
{
  g_autoptr (GInputStream) file = g_unix_input_stream_new (fd, FALSE);
  g_autoptr (GCharsetConverter) converter = NULL;
  g_auto (Scan) scan = { 0 };
  off_t start = lseek (fd, 0, SEEK_CUR);
  const char *charset;

  if (!scan_stream (&scan, file, error) || !check_empty (scan.length, error))
    return NULL;
  charset = find_charset (&scan, error);
  if (!charset)
    return NULL;
  lseek (fd, start, SEEK_SET);
  if (g_str_equal (charset, "UTF-8"))
    return g_steal_pointer (&file);
  if (!convert (file, charset, NULL, error))
    return NULL;
  lseek (fd, start, SEEK_SET);
  converter = g_charset_converter_new ("UTF-8", charset, error);
  return converter ? g_converter_input_stream_new (file, G_CONVERTER (converter)) : NULL;
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
