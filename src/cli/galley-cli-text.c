/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"
#include "config.h"

#include "galley-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-decode.h"

/* Reads to the end, but not much beyond what any text may have: a device may have no end. */
static GBytes *
read_to_end (int fd, gsize expected)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new ((guint) expected);
  guint8 buffer[1 << 16];

  while (bytes->len <= GALLEY_MAX_TEXT_BYTES)
    {
      gssize n = read (fd, buffer, sizeof buffer);

      if (n == 0)
        break;
      if (n < 0 && errno != EINTR)
        return NULL;
      g_byte_array_append (bytes, buffer, (guint) MAX (n, 0));
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * galley_cli_read_bytes:
 * @path: the path of a file or pipe, or - for standard input
 * @error: return location for an error
 *
 * Reads a file of text, up to a little more than %GALLEY_MAX_TEXT_BYTES.
 *
 * Returns: (transfer full) (nullable): what is in it, or %NULL with an error whose message names no file
 */
GBytes *
galley_cli_read_bytes (const char *path,
                       GError **error)
{
  gboolean standard = g_str_equal (path, "-");
  int fd = standard ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY), code;
  GBytes *bytes = NULL;
  struct stat status;

  if (fd >= 0 && fstat (fd, &status) == 0)
    bytes = read_to_end (fd, CLAMP (status.st_size, 0, GALLEY_MAX_TEXT_BYTES));
  code = errno;
  if (bytes == NULL)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  if (fd >= 0 && !standard)
    close (fd);
  return bytes;
}

/**
 * galley_cli_read_text:
 * @path: the path of a text file or pipe, or - for standard input
 * @charset: (out) (optional) (transfer full): its encoding
 * @error: return location for an error
 *
 * Reads a text for a command. Offsets count in the file as given, so line ends and byte order marks stay as they are.
 *
 * Returns: (transfer full) (nullable): the text in valid UTF-8, or %NULL with an error whose message names no file
 */
GBytes *
galley_cli_read_text (const char *path,
                      char **charset,
                      GError **error)
{
  g_autoptr (GBytes) bytes = galley_cli_read_bytes (path, error);

  return bytes ? galley_text_decode_exactly (bytes, charset, error) : NULL;
}

/**
 * galley_cli_count_mark:
 *
 * Returns: the length in bytes of the byte order mark that @text, in UTF-8, begins with, or 0. It is a code point of the
 *   file but none of its first word.
 */
gsize
galley_cli_count_mark (GBytes *text)
{
  static const char mark[] = "\xef\xbb\xbf";
  gsize size, length = sizeof mark - 1;
  const char *data = g_bytes_get_data (text, &size);

  return size >= length && memcmp (data, mark, length) == 0 ? length : 0;
}

/**
 * galley_cli_set_text:
 * @text: (nullable): the text of a member, which is left out where there is none
 */
void
galley_cli_set_text (JsonObject *object,
                     const char *name,
                     const char *text)
{
  if (text && *text)
    json_object_set_string_member (object, name, text);
}

/**
 * galley_cli_print_json:
 *
 * Prints @object on standard output, a member a line.
 */
void
galley_cli_print_json (JsonObject *object)
{
  g_autoptr (GString) out = galley_json_print (object, TRUE);

  printf ("%s\n", out->str);
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
