/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-durable.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-codec.h"
#include "galley-store-error.h"

#define MAX_LINKS 40
#define CHUNK (1024 * 1024)

/* What there is to do about an error of the system, as a sentence, or "". */
static const char *
advice (int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
      return _("Make room there, or save it somewhere else.");
    case EFBIG:
      return _("Files there may not be that large; save it somewhere else.");
    case EACCES:
    case EPERM:
      return _("Ask for permission, or use another folder.");
    case EROFS:
      return _("Nothing can be written there; save it somewhere else.");
    case ENOENT:
      return _("Look whether it was moved or renamed.");
    default:
      return "";
    }
}

static gboolean
fail_with (GError **error, GalleyStoreError kind, const char *path, const char *what, int code)
{
  g_autofree char *name = g_filename_display_name (path);
  const char *todo = advice (code);

  g_set_error (error, GALLEY_STORE_ERROR, kind, "%s: %s: %s.%s%s", name, what, g_strerror (code), *todo ? " " : "",
               todo);
  return FALSE;
}

static gboolean
fail_system (GError **error, const char *path, const char *what, int code)
{
  return fail_with (error, GALLEY_STORE_ERROR_IO, path, what, code);
}

static gboolean
check_size (const char *path, guint64 size, guint64 max_bytes, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (size <= max_bytes)
    return TRUE;
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_TOO_LARGE,
               _("%s: larger than %u MiB, so it is no bulletin and was not read."), name,
               (guint) (max_bytes >> 20));
  return FALSE;
}

/* Reads to the end of @fd, however its size changes meanwhile. */
static GBytes *
read_to_end (int fd, const char *path, gsize size, guint64 max_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) data = g_byte_array_sized_new (size + 1);

  for (;;)
    {
      gsize length = data->len;
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_byte_array_set_size (data, length + MAX (1, MIN (size + 1 > length ? size + 1 - length : 4096, CHUNK)));
      n = read (fd, data->data + length, data->len - length);
      g_byte_array_set_size (data, length + MAX (n, 0));
      if (n == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&data));
      if (n < 0 && errno != EINTR)
        {
          fail_system (error, path, _("could not be read"), errno);
          return NULL;
        }
      if (!check_size (path, data->len, max_bytes, error))
        return NULL;
    }
}

/* Follows links to what they name, whether or not that is there, since a rename would replace the link itself. */
static char *
follow_links (const char *path, GError **error)
{
  g_autofree char *at = g_strdup (path);

  for (int i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *target = g_file_read_link (at, NULL), *folder = NULL;

      if (target == NULL)
        return g_steal_pointer (&at);
      folder = g_path_get_dirname (at);
      g_free (at);
      at = g_path_is_absolute (target) ? g_steal_pointer (&target) : g_build_filename (folder, target, NULL);
    }
  fail_system (error, path, _("could not be saved"), ELOOP);
  return NULL;
}

/* Refuses where the file no longer holds what @etag stands for. A file that is gone, or that holds @content already,
 * is no conflict: nothing is lost. */
static gboolean
check_unchanged (const char *path, const char *etag, GBytes *content, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) found = galley_durable_read (path, GALLEY_FILE_MAX_BYTES, cancellable, &local);
  g_autofree char *now = found ? galley_durable_etag (found) : NULL, *name = NULL;

  if (g_access (path, F_OK) != 0 && errno == ENOENT)
    return TRUE;
  if (found && (g_str_equal (now, etag) || g_bytes_equal (found, content)))
    return TRUE;
  if (found == NULL && !g_error_matches (local, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_TOO_LARGE))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  name = g_filename_display_name (path);
  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_CONFLICT,
               _("%s: another program has changed it since it was opened. Load it again, or save under another name."),
               name);
  return FALSE;
}

/* Writes @content to a new file beside its destination. Returns: its open descriptor, or -1 with errno set */
static int
write_beside (const char *temporary, GBytes *content, const struct stat *old)
{
  gsize length;
  const char *data = g_bytes_get_data (content, &length);
  int fd = open (temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, old ? 0600 : 0666), code;

  if (fd < 0)
    return -1;
  if (galley_durable_write_all (fd, data, length) &&
      (old == NULL || (old->st_uid == geteuid () && old->st_gid == getegid ()) ||
       fchown (fd, old->st_uid, old->st_gid) == 0 || errno == EPERM) &&
      (old == NULL || fchmod (fd, old->st_mode & 07777) == 0) && fsync (fd) == 0)
    return fd;
  code = errno;
  close (fd);
  errno = code;
  return -1;
}

/* Makes a rename in @folder durable. File systems that cannot do that for folders say so; that is no failed save. */
static int
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC), code = 0;

  if (fd < 0)
    return errno == EACCES ? 0 : errno;
  if (fsync (fd) != 0 && errno != EINVAL && errno != ENOTSUP && errno != ENOSYS)
    code = errno;
  close (fd);
  return code;
}

/**
 * galley_durable_write_all:
 *
 * Returns: whether all @length bytes of @data were written; else `errno` says why not
 */
gboolean
galley_durable_write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, MIN (length, CHUNK));

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        {
          data += n;
          length -= n;
        }
    }
  return TRUE;
}

/**
 * galley_durable_etag:
 *
 * Returns: (transfer full): what tells one content of a file from another: its SHA-256. Times and sizes would miss a
 *   change within the clock's grain.
 */
char *
galley_durable_etag (GBytes *content)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
}

/**
 * galley_durable_read:
 * @max_bytes: a larger file is refused by its size, before it is read
 *
 * Reads a regular file; a device, a pipe or a folder is refused. Blocks.
 *
 * Returns: (transfer full) (nullable): its content, or %NULL with an error that names the file
 */
GBytes *
galley_durable_read (const char *path, guint64 max_bytes, GCancellable *cancellable, GError **error)
{
  struct stat status;
  GBytes *content = NULL;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0 || fstat (fd, &status) != 0)
    fail_system (error, path, _("could not be opened"), errno);
  else if (S_ISDIR (status.st_mode))
    fail_system (error, path, _("could not be opened"), EISDIR);
  else if (!S_ISREG (status.st_mode))
    {
      g_autofree char *name = g_filename_display_name (path);

      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO, _("%s: this is no ordinary file."), name);
    }
  else if (check_size (path, status.st_size, max_bytes, error))
    content = read_to_end (fd, path, status.st_size, max_bytes, cancellable, error);
  if (fd >= 0)
    close (fd);
  return content;
}

/* What galley_durable_replace() looks at: that the old file is still what it was. */
typedef struct
{
  const char *target;
  const char *etag;
  GBytes *content;
} Expectation;

static gboolean
check_expectation (const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  const Expectation *self = data;
  g_autofree char *target = follow_links (self->target, error);

  return target && check_unchanged (target, self->etag, self->content, cancellable, error);
}

/**
 * galley_durable_replace:
 * @path: links are followed to what they name
 * @etag: (nullable): what the file is expected to hold, looked at right before it is replaced; %NULL for whatever it is
 *
 * As galley_durable_replace_checked(), with a check that nobody else wrote there.
 *
 * Returns: whether it was replaced for good
 */
gboolean
galley_durable_replace (const char *path, GBytes *content, const char *etag, GCancellable *cancellable, GError **error)
{
  Expectation expected = { path, etag, content };

  return galley_durable_replace_checked (path, content, etag ? check_expectation : NULL, &expected, cancellable, error);
}

/**
 * galley_durable_replace_checked:
 * @path: links are followed to what they name
 * @check: (nullable) (scope call): is given the new file, whole and on the disk, right before it takes its place; where it
 *   fails, that file is removed
 *
 * Puts @content in the place of a file so that at every instant, also after a power cut, the file is there whole with
 * the old or the new content. Its permissions stay, and its owner where the system lets us. Hard links to it keep the
 * old content. Blocks.
 *
 * Returns: whether it was replaced for good; if not, the old content is still there and @error names the file or is that
 *   of @check. With %GALLEY_STORE_ERROR_NOT_DURABLE the new content is there, but the disk did not confirm that it would stay
 */
gboolean
galley_durable_replace_checked (const char *path,
                                GBytes *content,
                                GalleyDurableCheck check,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error)
{
  g_autofree char *target = follow_links (path, error), *folder = NULL, *word = NULL, *temporary = NULL;
  struct stat old;
  gboolean exists, replaced = FALSE;
  int fd, code;

  if (target == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  exists = stat (target, &old) == 0;
  if (exists && !S_ISREG (old.st_mode))
    return fail_system (error, path, _("could not be saved"), S_ISDIR (old.st_mode) ? EISDIR : EINVAL);
  folder = g_path_get_dirname (target);
  word = g_uuid_string_random ();
  /* A name of its own, not one made from the file's, which may already be as long as a name can be. */
  temporary = g_strdup_printf ("%s/.galley-%.13s.tmp", folder, word);
  fd = write_beside (temporary, content, exists ? &old : NULL);
  if (fd < 0)
    fail_system (error, path, _("could not be saved"), errno);
  else if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
           (check && !check (temporary, data, cancellable, error)))
    close (fd);
  else if (close (fd) != 0 || rename (temporary, target) != 0)
    fail_system (error, path, _("could not be saved"), errno);
  else if ((code = sync_folder (folder)) != 0)
    return fail_with (error, GALLEY_STORE_ERROR_NOT_DURABLE, path, _("was saved, but may not survive a power cut"),
                      code);
  else
    replaced = TRUE;
  if (!replaced)
    {
      code = errno;
      unlink (temporary);
      errno = code;
    }
  return replaced;
}
