/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"
#include "config.h"

#include "galley-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-codec.h"
#include "galley-decode.h"

/* More of a pipe is not taken: it may have no end. */
#define MAX_PIPE_BYTES GALLEY_FILE_MAX_BYTES
/* A bulletin says within so many bytes what it is. */
#define HEAD_BYTES 4096

static gboolean
set_errno (GError **error, int code)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

/* Reads what @buffer holds, or less at the end of the file. Returns below 0 where it cannot be read. */
static gssize
read_piece (int fd, guint8 *buffer, gsize size)
{
  gssize n;

  do
    n = read (fd, buffer, size);
  while (n < 0 && errno == EINTR);
  return n;
}

/* Reads to the end, but not much beyond @limit: a device may have no end. */
static GBytes *
read_to_end (int fd, gsize expected, guint64 limit)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new ((guint) expected);
  guint8 buffer[1 << 16];
  gssize n;

  while (bytes->len <= limit && (n = read_piece (fd, buffer, sizeof buffer)) != 0)
    {
      if (n < 0)
        return NULL;
      g_byte_array_append (bytes, buffer, (guint) n);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
write_all (int fd, const guint8 *data, gssize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, (gsize) length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      data += MAX (n, 0);
      length -= MAX (n, 0);
    }
  return TRUE;
}

/* Copies what comes through a pipe to a file without a name, which can be gone through twice. Returns it, or -1. */
static int
spool (int pipe, GError **error)
{
  g_autofree char *name = NULL;
  int file = g_file_open_tmp ("galley-XXXXXX", &name, error);
  guint8 buffer[1 << 16];
  guint64 length = 0;
  gssize n = 0;

  if (file < 0)
    return -1;
  g_unlink (name);
  while (length <= MAX_PIPE_BYTES && (n = read_piece (pipe, buffer, sizeof buffer)) > 0 && write_all (file, buffer, n))
    length += (guint64) n;
  if (n == 0 && lseek (file, 0, SEEK_SET) == 0)
    return file;
  if (length > MAX_PIPE_BYTES)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _("more than %u MiB came through the pipe; write it to a file first"),
                 (guint) (MAX_PIPE_BYTES >> 20));
  else
    set_errno (error, errno);
  close (file);
  return -1;
}

static gboolean
is_pipe (int fd)
{
  return lseek (fd, 0, SEEK_CUR) < 0 && errno == ESPIPE;
}

/**
 * galley_cli_take_input:
 *
 * Makes standard input something that can be looked at before it is read, as of all that is named -.
 *
 * Returns: whether it could be read to its end; else @error has a message that does not name it
 */
gboolean
galley_cli_take_input (GError **error)
{
  int file;

  if (!is_pipe (STDIN_FILENO))
    return TRUE;
  file = spool (STDIN_FILENO, error);
  if (file < 0)
    return FALSE;
  dup2 (file, STDIN_FILENO);
  close (file);
  return TRUE;
}

/**
 * galley_cli_is_bulletin:
 *
 * Returns: whether what is to be read is a bulletin, as its name says or, on standard input, how it begins
 */
gboolean
galley_cli_is_bulletin (const char *path)
{
  char head[HEAD_BYTES + 1], *at = head;
  gssize n;

  if (!g_str_equal (path, "-"))
    return galley_cli_names_bulletin (path);
  n = pread (STDIN_FILENO, head, HEAD_BYTES, lseek (STDIN_FILENO, 0, SEEK_CUR));
  head[MAX (n, 0)] = '\0';
  while (g_ascii_isspace (*at))
    at++;
  return *at == '{' && strstr (at, "\"" GALLEY_FORMAT "\"");
}

/* Opens @path. Returns a descriptor, which is to be closed, or -1. */
static int
open_file (const char *path, GError **error)
{
  int fd = g_str_equal (path, "-") ? dup (STDIN_FILENO) : open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

  if (fd < 0)
    set_errno (error, errno);
  return fd;
}

/**
 * galley_cli_read_bytes:
 * @path: the path of a file or pipe, or - for standard input
 * @limit: what it may have
 * @error: return location for an error
 *
 * Reads a file, up to a little more than @limit.
 *
 * Returns: (transfer full) (nullable): what is in it, or %NULL with an error whose message names no file
 */
GBytes *
galley_cli_read_bytes (const char *path,
                       guint64 limit,
                       GError **error)
{
  int fd = open_file (path, error);
  GBytes *bytes = NULL;
  struct stat status;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &status) == 0)
    bytes = read_to_end (fd, CLAMP (status.st_size, 0, (gint64) limit), limit);
  if (bytes == NULL)
    set_errno (error, errno);
  close (fd);
  return bytes;
}

/**
 * galley_cli_open_text:
 * @path: the path of a text file or pipe, or - for standard input
 * @fd: (out): what to close when the stream is gone
 * @error: return location for an error
 *
 * Opens a text of any size for reading in constant memory, once it is known that all of it can be read.
 *
 * Returns: (transfer full) (nullable): the text in valid UTF-8, or %NULL with an error whose message names no file
 */
GInputStream *
galley_cli_open_text (const char *path,
                      int *fd,
                      GError **error)
{
  GInputStream *stream = NULL;

  *fd = open_file (path, error);
  if (*fd >= 0 && is_pipe (*fd))
    {
      int pipe = *fd;

      *fd = spool (pipe, error);
      close (pipe);
    }
  if (*fd >= 0)
    stream = galley_text_open (*fd, error);
  if (*fd >= 0 && stream == NULL)
    close (*fd);
  return stream;
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
  g_autoptr (GBytes) bytes = galley_cli_read_bytes (path, GALLEY_MAX_TEXT_BYTES, error);

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
