/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-export-files.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "galley-durable.h"
#include "galley-formats-error.h"
#include "galley-picture-file.h"

/* A folder is written under another name, enters its place together with the file that it is beside, and takes the place of
 * an earlier one whole: what that had, such as a picture with the place in it, does not stay. Which folders are ours a list
 * in them says, as sha256sum writes it; one that holds anything else is somebody's. */

#define LIST "SHA256SUMS"
#define SUFFIX "_files"

struct _GalleyExportFiles
{
  char *folder;        /* where it is to be */
  char *temporary;     /* (nullable): where it was written */
  char *old;           /* (nullable): where what was there is while it may have to come back */
  gboolean entered;    /* whether it is in its place */
  GPtrArray *names;    /* in the order in which they came */
  GPtrArray *contents; /* (element-type GBytes): of each */
  guint n_pictures;
};

/**
 * galley_export_files_new:
 * @filename: of the export
 *
 * Returns: (transfer full): files beside it, in the folder of that name with “_files” in place of the last extension
 */
GalleyExportFiles *
galley_export_files_new (const char *filename)
{
  GalleyExportFiles *self = g_new0 (GalleyExportFiles, 1);
  g_autofree char *name = g_path_get_basename (filename), *parent = g_path_get_dirname (filename), *folder = NULL;
  char *dot = strrchr (name, '.');

  if (dot && dot > name)
    *dot = '\0';
  folder = g_strconcat (name, SUFFIX, NULL);
  self->folder = g_build_filename (parent, folder, NULL);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

/* Removes a folder of files. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

/**
 * galley_export_files_free:
 *
 * What was written and did not enter is removed.
 */
void
galley_export_files_free (GalleyExportFiles *self)
{
  if (self->temporary)
    remove_folder (self->temporary);
  g_free (self->folder);
  g_free (self->temporary);
  g_free (self->old);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->contents);
  g_free (self);
}

/**
 * galley_export_files_add:
 * @name: in the folder; one that it has not yet
 */
void
galley_export_files_add (GalleyExportFiles *self, const char *name, GBytes *content)
{
  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->contents, g_bytes_ref (content));
}

/**
 * galley_export_files_add_picture:
 *
 * Adds a picture under its number. One that is printed twice is there once.
 *
 * Returns: (transfer full): where it is, as a URI reference from the file that the folder is beside
 */
char *
galley_export_files_add_picture (GalleyExportFiles *self, GBytes *picture, const char *media_type)
{
  g_autofree char *folder = g_path_get_basename (self->folder), *reference = NULL, *name = NULL;
  guint at;

  if (!g_ptr_array_find_with_equal_func (self->contents, picture, g_bytes_equal, &at))
    {
      at = self->names->len;
      name = g_strdup_printf ("%u.%s", ++self->n_pictures, strchr (media_type, '/') + 1);
      galley_export_files_add (self, name, picture);
    }
  /* A colon would make a scheme of what is before it. */
  reference = g_uri_escape_string (folder, "!$&'()*+,;=@", TRUE);
  return g_strconcat (reference, "/", g_ptr_array_index (self->names, at), NULL);
}

static gboolean
fail (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_WRITE,
               _("%s: the pictures could not be written there: %s; choose another place or make room"), name, reason);
  return FALSE;
}

/* Whether the file is what a line of the list says. */
static gboolean
is_listed (const char *folder, const char *name, const char *list)
{
  g_autofree char *path = g_build_filename (folder, name, NULL), *hash = NULL, *line = NULL;
  g_autoptr (GBytes) content = galley_durable_read (path, GALLEY_PICTURE_MAX_BYTES, NULL, NULL);

  if (content == NULL)
    return FALSE;
  hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  line = g_strdup_printf ("%s  %s\n", hash, name);
  return strstr (list, line) != NULL;
}

/* Whether what stands at @path is a folder of ours, with nothing in it that somebody put or changed there. */
static gboolean
is_ours (const char *path)
{
  g_autofree char *file = g_build_filename (path, LIST, NULL), *list = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_SYMLINK) || !g_file_get_contents (file, &list, NULL, NULL))
    return FALSE;
  folder = g_dir_open (path, 0, NULL);
  while (folder && (name = g_dir_read_name (folder)))
    if (!g_str_equal (name, LIST) && !is_listed (path, name, list))
      return FALSE;
  return folder != NULL;
}

/* A name beside the folder that nothing has. */
static char *
dup_beside (GalleyExportFiles *self)
{
  g_autofree char *parent = g_path_get_dirname (self->folder), *word = g_uuid_string_random ();

  return g_strdup_printf ("%s/.galley-%.13s.tmp", parent, word);
}

static gboolean
write_file (GalleyExportFiles *self, const char *name, GBytes *content, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_build_filename (self->temporary, name, NULL);

  return galley_durable_replace (path, content, NULL, cancellable, error);
}

/**
 * galley_export_files_write:
 * @error: %GALLEY_FORMATS_ERROR_WRITE, an error of the store, or cancelled
 *
 * Writes the files where nobody looks for them, to enter later. Refused where something else has their place.
 *
 * Returns: whether they are all there
 */
gboolean
galley_export_files_write (GalleyExportFiles *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GBytes) listed = NULL;

  if (self->names->len == 0)
    return TRUE;
  if (g_file_test (self->folder, G_FILE_TEST_EXISTS) && !is_ours (self->folder))
    return fail (error, self->folder, _("there is something of that name that was not exported, or was changed since"));
  self->temporary = dup_beside (self);
  if (g_mkdir (self->temporary, 0777) != 0)
    {
      int code = errno;

      g_clear_pointer (&self->temporary, g_free);
      return fail (error, self->folder, g_strerror (code));
    }
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *name = g_ptr_array_index (self->names, i);
      GBytes *content = g_ptr_array_index (self->contents, i);
      g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);

      g_string_append_printf (list, "%s  %s\n", hash, name);
      if (!write_file (self, name, content, cancellable, error))
        return FALSE;
    }
  listed = g_bytes_new (list->str, list->len);
  return write_file (self, LIST, listed, cancellable, error);
}

/**
 * galley_export_files_enter:
 * @error: %GALLEY_FORMATS_ERROR_WRITE
 *
 * Puts what was written in its place; galley_export_files_leave() takes it out again, galley_export_files_finish() makes
 * it final. A folder of an earlier export gives way, also where there are no files now.
 *
 * Returns: whether it is there; if not, all is as it was
 */
gboolean
galley_export_files_enter (GalleyExportFiles *self, GError **error)
{
  if (is_ours (self->folder))
    {
      self->old = dup_beside (self);
      if (g_rename (self->folder, self->old) != 0)
        {
          int code = errno;

          g_clear_pointer (&self->old, g_free);
          return fail (error, self->folder, g_strerror (code));
        }
    }
  if (self->temporary && g_rename (self->temporary, self->folder) != 0)
    {
      int code = errno;

      galley_export_files_leave (self);
      return fail (error, self->folder, g_strerror (code));
    }
  self->entered = self->temporary != NULL;
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

/**
 * galley_export_files_leave:
 *
 * Takes out what entered, and puts back what gave way to it.
 */
void
galley_export_files_leave (GalleyExportFiles *self)
{
  if (self->entered)
    remove_folder (self->folder);
  if (self->old)
    g_rename (self->old, self->folder);
  self->entered = FALSE;
  g_clear_pointer (&self->old, g_free);
}

/**
 * galley_export_files_finish:
 *
 * Removes what gave way.
 */
void
galley_export_files_finish (GalleyExportFiles *self)
{
  if (self->old)
    remove_folder (self->old);
  g_clear_pointer (&self->old, g_free);
}
