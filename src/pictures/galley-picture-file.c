/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-pictures"

#include "config.h"

#include "galley-picture-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (256 * 1024)

G_DEFINE_QUARK (galley-picture-error-quark, galley_picture_error)

static void
fail_system (const char *source, int code, GError **error)
{
  if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_MISSING,
                 _("%s: there is no such picture. Put it back beside the bulletin, or choose another."), source);
  else if (code == ELOOP)
    g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_REFUSED,
                 _("%s: this is a link, which a bulletin’s picture may not be. Put the file itself there."), source);
  else
    g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_IO, _("%s: could not be read: %s."), source,
                 g_strerror (code));
}

static void
fail_kind (const char *source, GError **error)
{
  g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_REFUSED,
               _("%s: this is no ordinary file. Choose a picture."), source);
}

/* The names on the way; %NULL where it would leave the folder. */
static char **
split_path (const char *source)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  gboolean some = FALSE;

  if (!*source || g_path_is_absolute (source))
    return NULL;
  parts = g_strsplit (source, "/", -1);
  for (char **part = parts; *part; part++)
    if (g_str_equal (*part, ".."))
      return NULL;
    else if (**part && !g_str_equal (*part, "."))
      {
        g_strv_builder_add (names, *part);
        some = TRUE;
      }
  return some ? g_strv_builder_end (names) : NULL;
}

/* Goes down folder by folder, so that no link on the way leads out. Returns: a descriptor, or -1 with errno set */
static int
open_beside (const char *folder, char **names)
{
  int at = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), next, code;

  for (; at >= 0 && *names; names++)
    {
      if (names[1])
        next = openat (at, *names, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      else
        next = openat (at, *names, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC);
      code = errno;
      close (at);
      errno = code;
      at = next;
    }
  return at;
}

static GBytes *
read_all (int fd, gsize size, const char *source, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_sized_new (size + 1);

  for (;;)
    {
      gsize length = data->len;
      gssize n;

      g_byte_array_set_size (data, length + CHUNK);
      n = read (fd, data->data + length, CHUNK);
      g_byte_array_set_size (data, length + MAX (n, 0));
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&data));
      if (n < 0 && errno != EINTR)
        {
          fail_system (source, errno, error);
          return NULL;
        }
      if (data->len > GALLEY_PICTURE_MAX_BYTES)
        {
          g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_TOO_LARGE,
                       _("%s: larger than %u MiB. Save a smaller copy and choose that."), source,
                       GALLEY_PICTURE_MAX_BYTES >> 20);
          return NULL;
        }
    }
}

/**
 * galley_picture_read:
 * @folder: (nullable): the bulletin's
 * @source: (nullable): a path beside the bulletin, as its blocks have it; it may be hostile
 *
 * Reads an ordinary file in @folder or below. What leads out of it is refused: "..", absolute paths, links, also on
 * the way; so are devices and pipes. Blocks.
 *
 * Returns: (transfer full) (nullable): its content, or %NULL with a #GalleyPictureError that begins with @source
 */
GBytes *
galley_picture_read (const char *folder, const char *source, GError **error)
{
  g_auto (GStrv) names = source ? split_path (source) : NULL;
  g_autofree char *shown = g_filename_display_name (source ? source : "");
  struct stat status;
  GBytes *content = NULL;
  int fd;

  if (source == NULL || !*source)
    g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_MISSING,
                 _("A picture has no file. Choose one, or remove it."));
  else if (names == NULL)
    g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_REFUSED,
                 _("%s: this is not beside the bulletin, where its pictures have to be. Insert the picture again."), shown);
  else if (folder == NULL)
    fail_system (shown, ENOENT, error);
  else if ((fd = open_beside (folder, names)) < 0)
    fail_system (shown, errno, error);
  else
    {
      if (fstat (fd, &status) != 0)
        fail_system (shown, errno, error);
      else if (!S_ISREG (status.st_mode))
        fail_kind (shown, error);
      else
        content = read_all (fd, MIN ((gsize) status.st_size, GALLEY_PICTURE_MAX_BYTES), shown, error);
      close (fd);
    }
  return content;
}
