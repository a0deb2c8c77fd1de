/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-picture-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-durable.h"
#include "galley-picture-file.h"
#include "galley-picture-info.h"
#include "galley-store-error.h"

/* Pictures lie in a folder beside the bulletins, named by the SHA-256 of their content, so that the same picture is one
 * file for all of them and a name never comes to mean another picture. Those of drafts, which have no place yet, lie so
 * beside the journals until the draft is saved. */

/* How long a draft's picture that nothing refers to is kept: somebody may still undo to it. */
#define DRAFT_DAYS 30

/**
 * galley_picture_store_dup_drafts:
 *
 * Returns: (transfer full): the folder that stands for a bulletin's own as long as it has none
 */
char *
galley_picture_store_dup_drafts (void)
{
  return g_build_filename (g_get_user_state_dir (), "galley", NULL);
}

static gboolean
fail_system (const char *path, int code, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO,
               _("%s: the picture could not be put there: %s. Save the bulletin in a folder of your own, or make room."), name,
               g_strerror (code));
  return FALSE;
}

static gboolean
sync_folder (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP);
  int code = errno;

  if (fd >= 0)
    close (fd);
  return synced || fail_system (path, code, error);
}

/* Makes the folder of @path and those above it so that they are there after a power cut too. */
static gboolean
make_folders (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path), *above = NULL;

  if (g_file_test (parent, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (!make_folders (parent, error))
    return FALSE;
  if (g_mkdir (parent, 0777) != 0 && errno != EEXIST)
    return fail_system (parent, errno, error);
  above = g_path_get_dirname (parent);
  return sync_folder (above, error);
}

/* Writes a file that is not there, and finds that it can be read as bulletins read it. */
static gboolean
write_new (const char *folder, const char *source, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (folder, source, NULL);
  g_autoptr (GBytes) read = NULL;

  if (!make_folders (path, error) || !galley_durable_replace (path, bytes, NULL, cancellable, error))
    return FALSE;
  return (read = galley_picture_read (folder, source, error)) != NULL;
}

/**
 * galley_picture_store_add:
 * @folder: the bulletin's, or galley_picture_store_dup_drafts()
 * @bytes: a picture, from wherever it came
 *
 * Puts a picture beside a bulletin, durably. Nothing that is there is ever written over: where the same picture is there
 * it is used. Blocks.
 *
 * Returns: (transfer full) (nullable): its path beside the bulletin, for a block; %NULL with a #GalleyPictureError where
 *   it is none that can be shown, or a #GalleyStoreError
 */
char *
galley_picture_store_add (const char *folder, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (folder != NULL && bytes != NULL, NULL);

  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  GalleyPictureInfo info;

  if (g_bytes_get_size (bytes) > GALLEY_PICTURE_MAX_BYTES)
    {
      g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_TOO_LARGE,
                   _("The picture is larger than %u MiB. Save a smaller copy and choose that."),
                   GALLEY_PICTURE_MAX_BYTES >> 20);
      return NULL;
    }
  if (!galley_picture_examine (bytes, &info, error))
    return NULL;
  /* A file of that name with other content was changed by somebody; theirs stays, and ours gets the next name. */
  for (guint n = 1;; n++)
    {
      g_autofree char *count = n > 1 ? g_strdup_printf ("-%u", n) : g_strdup ("");
      g_autofree char *source = g_strdup_printf (GALLEY_PICTURES_FOLDER "/%s%s.%s", hash, count,
                                                 galley_picture_format_get_extension (info.format));
      g_autofree char *path = g_build_filename (folder, source, NULL);
      g_autoptr (GBytes) there = NULL;

      if (g_access (path, F_OK) != 0 && errno == ENOENT)
        return write_new (folder, source, bytes, cancellable, error) ? g_steal_pointer (&source) : NULL;
      there = galley_picture_read (folder, source, NULL);
      if (there && g_bytes_equal (there, bytes))
        {
          /* It is of use again, and not to be swept away. */
          utimensat (AT_FDCWD, path, NULL, AT_SYMLINK_NOFOLLOW);
          return g_steal_pointer (&source);
        }
      if (n == 100)
        {
          fail_system (path, EEXIST, error);
          return NULL;
        }
    }
}

/**
 * galley_picture_store_copy:
 * @from: a folder that pictures are beside
 * @to: another
 * @sources: (array zero-terminated=1): paths beside both
 *
 * Takes pictures along to where their bulletin goes. What is there already, or nowhere, is left as it is. Blocks.
 *
 * Returns: whether all that were there are at the new place for good; else a #GalleyStoreError
 */
gboolean
galley_picture_store_copy (
  const char *from, const char *to, const char *const *sources, GCancellable *cancellable, GError **error)
{
  for (; *sources; sources++)
    {
      g_autoptr (GBytes) there = galley_picture_read (to, *sources, NULL);
      g_autoptr (GBytes) bytes = there ? NULL : galley_picture_read (from, *sources, NULL);

      if (bytes && !write_new (to, *sources, bytes, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * galley_picture_store_collect:
 * @sources: (element-type utf8): a set that owns its keys
 * @blocks: (element-type GalleyBlockData)
 *
 * Adds the paths of the pictures among @blocks.
 */
void
galley_picture_store_collect (GHashTable *sources, const GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (blocks, i);

      if (block->kind == GALLEY_BLOCK_PICTURE && block->source)
        g_hash_table_add (sources, g_strdup (block->source));
    }
}

/**
 * galley_picture_store_take_along:
 * @blocks: (element-type GalleyBlockData): of a bulletin that comes from @from
 *
 * Copies the pictures of a bulletin as galley_picture_store_copy() does.
 *
 * Returns: as of galley_picture_store_copy()
 */
gboolean
galley_picture_store_take_along (
  const char *from, const char *to, const GPtrArray *blocks, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char **paths = NULL;

  galley_picture_store_collect (sources, blocks);
  paths = (char **) g_hash_table_get_keys_as_array (sources, NULL);
  return galley_picture_store_copy (from, to, (const char *const *) paths, cancellable, error);
}

/**
 * galley_picture_store_sweep:
 * @folder: galley_picture_store_dup_drafts()
 * @used: (element-type utf8): paths that drafts refer to
 *
 * Removes pictures of drafts that are long gone. Blocks.
 */
void
galley_picture_store_sweep (const char *folder, GHashTable *used)
{
  g_autofree char *path = g_build_filename (folder, GALLEY_PICTURES_FOLDER, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  gint64 oldest = g_get_real_time () / G_USEC_PER_SEC - DRAFT_DAYS * 24 * 60 * 60;
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *source = g_strconcat (GALLEY_PICTURES_FOLDER "/", name, NULL);
      g_autofree char *file = g_build_filename (path, name, NULL);
      GStatBuf status;

      if (g_hash_table_contains (used, source))
        utimensat (AT_FDCWD, file, NULL, AT_SYMLINK_NOFOLLOW);
      else if (g_lstat (file, &status) == 0 && S_ISREG (status.st_mode) && status.st_mtime < oldest)
        g_unlink (file);
    }
}
