/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"
#include "config.h"

#include "galley-cli.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "galley-decode.h"

static GBytes *
read_input (GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[1 << 16];
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    {
      if (bytes->len > G_MAXUINT32 / 2)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("more than 2 GB of text; split it"));
          return NULL;
        }
      g_byte_array_append (bytes, buffer, (guint) n);
    }
  if (ferror (stdin))
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * galley_cli_read_bytes:
 * @path: the path of a file, or - for standard input
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what is in it, or %NULL with an error whose message names no file
 */
GBytes *
galley_cli_read_bytes (const char *path,
                       GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GMappedFile) file = NULL;

  if (g_str_equal (path, "-"))
    return read_input (error);
  file = g_mapped_file_new (path, FALSE, &local);
  if (file == NULL)
    {
      /* GLib's message names the file, which the command does already. */
      g_set_error_literal (error, local->domain, local->code, g_strerror (errno));
      return NULL;
    }
  return g_mapped_file_get_bytes (file);
}

/**
 * galley_cli_read_text:
 * @path: the path of a text file, or - for standard input
 * @error: return location for an error
 *
 * Reads a text for a command. Offsets count in the file as given, so UTF-8 stays as it is; other encodings are decoded.
 *
 * Returns: (transfer full) (nullable): the text in valid UTF-8, or %NULL with an error whose message names no file
 */
GBytes *
galley_cli_read_text (const char *path,
                      GError **error)
{
  g_autoptr (GBytes) bytes = galley_cli_read_bytes (path, error);
  const char *text;
  gsize size;
  char *decoded;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &size);
  if (size > 0 && g_utf8_validate_len (text, size, NULL))
    return g_steal_pointer (&bytes);
  decoded = galley_text_decode (bytes, NULL, error);
  return decoded ? g_bytes_new_take (decoded, strlen (decoded)) : NULL;
}

/**
 * galley_cli_print_json_string:
 * @text: valid UTF-8
 * @length: its length in bytes, or -1
 *
 * Prints @text as a JSON string with its quotes on standard output. Figures of 100 MB of text are printed as they are
 * read, which a tree of JSON in memory would not allow.
 */
void
galley_cli_print_json_string (const char *text,
                              gssize length)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);

  putchar ('"');
  for (const char *p = text; p < end; p++)
    {
      if (*p == '"' || *p == '\\')
        putchar ('\\'), putchar (*p);
      else if ((guchar) *p < 0x20)
        printf ("\\u%04x", (guint) *p);
      else
        putchar (*p);
    }
  putchar ('"');
}
