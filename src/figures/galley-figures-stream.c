/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-figures-stream.h"
#include "galley-utf8-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* All the memory that a stream takes but for the figures of a piece, which is cut at a line end. The first
 * piece is what galley_figure_context_from_text() looks at of a whole text, so that both find the same date. */
#define PIECE (1 << 20)

/* Where to cut [text, text + length): after the last line; in a line as long as the whole, after the last sentence or
 * else the last character that no figure holds. */
static gsize
find_cut (const char *text,
          gsize length)
{
  const char *end = text + length;
  const char *p = end;

  while (p > text && p[-1] != '\n')
    p--;
  if (p > text)
    return p - text;
  while (end > text && ((guchar) end[-1] & 0xc0) == 0x80)
    end--;
  if (end > text && (guchar) end[-1] >= 0xc0)
    end--;
  for (p = end; p > text && end - p < PIECE / 2;)
    {
      const char *next = p;
      gunichar glyph = utf8_peek (p = utf8_previous (p), end);

      if (glyph == 0x3002 || glyph == 0xff1b || glyph == 0xff01 || glyph == 0xff1f) /* 。；！？ */
        return next - text;
    }
  for (p = end; p > text && end - p < PIECE / 2;)
    {
      const char *next = p;
      gunichar glyph = utf8_peek (p = utf8_previous (p), end);

      if (glyph == ' ' || glyph == 0xff0c)
        return next - text;
    }
  return end - text;
}

/* A CR alone, as old Macs wrote it, ends a line like LF, which is as long. One at the end waits for what follows it. */
static void
end_lines (char *text,
           const char *end,
           gboolean more)
{
  for (char *at = text; (at = memchr (at, '\r', end - at)) != NULL; at++)
    if (at + 1 < end ? at[1] != '\n' : !more)
      *at = '\n';
}

/**
 * galley_figures_stream:
 * @stream: a stream of UTF-8 text of any length
 * @lexicon: (nullable): the words to read with
 * @func: (scope call): called for every piece that holds a figure or ends the text, in order
 * @user_data: data for @func
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Reads the figures of a text in constant memory; its date is looked for in the first mebibyte. The text is cut at line ends, where nothing is lost since a line's
 * figures depend on no other; a line of more than a mebibyte is cut after a sentence. Lines end with LF, CRLF or CR. A
 * byte order mark counts as a character of the text but is none of its first word.
 *
 * Returns: whether the text was read to its end or to where @func ended it; %FALSE with a #GIOErrorEnum or, for text
 *   that is not UTF-8, with %G_CONVERT_ERROR_ILLEGAL_SEQUENCE
 */
gboolean
galley_figures_stream (GInputStream *stream,
                       const GalleyLexicon *lexicon,
                       GalleyFiguresFunc func,
                       gpointer user_data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *buffer = g_malloc (PIECE);
  GalleyFigureContext context;
  gsize filled = 0;
  guint64 chars_before = 0, bytes_before = 0;
  gboolean more = TRUE, first = TRUE;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  while (more)
    {
      g_autoptr (GalleyFigures) figures = NULL;
      gsize n_read, cut, begun = filled > 0 && buffer[filled - 1] == '\r' ? filled - 1 : filled;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !g_input_stream_read_all (stream, buffer + filled, PIECE - filled, &n_read, cancellable, error))
        return FALSE;
      filled += n_read;
      more = filled == PIECE;
      end_lines (buffer + begun, buffer + filled, more);
      if (first && filled >= 3 && memcmp (buffer, "\xef\xbb\xbf", 3) == 0)
        {
          memmove (buffer, buffer + 3, filled -= 3);
          chars_before = 1;
          bytes_before = 3;
        }
      cut = more ? find_cut (buffer, filled) : filled;
      if (first)
        galley_figure_context_from_text (buffer, (gssize) filled, lexicon, &context);
      first = FALSE;
      figures = galley_figures_read (buffer, (gssize) cut, &context);
      if (figures == NULL || (more && cut == 0))
        {
          g_autofree char *place = g_strdup_printf ("%" G_GUINT64_FORMAT, bytes_before);

          g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE, _("not UTF-8 text after byte %s"), place);
          return FALSE;
        }
      if ((!more || galley_figures_get_length (figures) > 0)
          && !func (figures, buffer, cut, chars_before, bytes_before, user_data))
        return TRUE;
      chars_before += utf8_count (buffer, buffer + cut);
      bytes_before += cut;
      memmove (buffer, buffer + cut, filled - cut);
      filled -= cut;
    }
  return TRUE;
}
