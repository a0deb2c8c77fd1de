/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-recovery.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "galley-bulletin.h"
#include "galley-change-codec.h"
#include "galley-codec.h"
#include "galley-durable.h"
#include "galley-journal-private.h"
#include "galley-json.h"
#include "galley-store-error.h"

/* A base and its changes; journals begin anew long before. */
#define MAX_BYTES (4 * GALLEY_FILE_MAX_BYTES)

/* Opens a journal that no running program has. Returns: a locked descriptor, or -1 */
static int
open_unused (const char *path)
{
  struct stat opened, named;
  int fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0)
    return -1;
  /* Another program may have put a new file in its place between the opening and the lock. */
  if (flock (fd, LOCK_EX | LOCK_NB) == 0 && fstat (fd, &opened) == 0 && stat (path, &named) == 0 &&
      opened.st_ino == named.st_ino && opened.st_dev == named.st_dev)
    return fd;
  close (fd);
  return -1;
}

/* The next whole line of @content from *@offset on, which moves behind it; %NULL where there is none. */
static GBytes *
next_line (GBytes *content, gsize *offset)
{
  gsize length;
  const char *text = g_bytes_get_data (content, &length);
  const char *from = text + *offset, *end = length > *offset ? memchr (from, '\n', length - *offset) : NULL;

  if (end == NULL)
    return NULL;
  *offset = end + 1 - text;
  return g_bytes_new_from_bytes (content, from - text, end - from);
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *member = json_object_get_member (object, name);

  return member ? galley_json_get_string (member, NULL) : NULL;
}

static gboolean
is_true (JsonObject *object, const char *name)
{
  return json_object_get_boolean_member_with_default (object, name, FALSE);
}

static gboolean
read_header (GalleyRecovered *self, GBytes *line, GError **error)
{
  g_autoptr (JsonNode) root = galley_json_parse (line, GALLEY_JSON_MAX_DEPTH, error);
  JsonObject *header = root ? galley_json_get_object (root, error) : NULL;
  JsonNode *member;
  guint version = 0;

  if (header == NULL)
    return FALSE;
  member = json_object_get_member (header, "version");
  if (g_strcmp0 (get_text (header, "format"), GALLEY_JOURNAL_FORMAT) != 0 || member == NULL ||
      !galley_json_get_uint (member, &version, NULL) || version > GALLEY_JOURNAL_VERSION)
    {
      g_set_error (error, GALLEY_STORE_ERROR,
                   version > GALLEY_JOURNAL_VERSION ? GALLEY_STORE_ERROR_NEWER : GALLEY_STORE_ERROR_INVALID,
                   version > GALLEY_JOURNAL_VERSION ? _("a journal of a newer Galley; update Galley to recover it")
                                                    : _("this is no journal"));
      return FALSE;
    }
  self->uri = g_strdup (get_text (header, "uri"));
  self->etag = g_strdup (get_text (header, "etag"));
  self->modified = is_true (header, "modified");
  return TRUE;
}

static gboolean
is_closing_line (GBytes *line)
{
  g_autoptr (JsonNode) root = galley_json_parse (line, GALLEY_JSON_MAX_DEPTH, NULL);

  return root && JSON_NODE_HOLDS_OBJECT (root) && is_true (json_node_get_object (root), "closed");
}

/* Applies the changes that follow, up to the first that is not whole. */
static void
replay (GalleyRecovered *self, GBytes *content, gsize offset)
{
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (self->snapshot);
  gsize good = offset;

  for (;;)
    {
      g_autoptr (GBytes) line = next_line (content, &offset);
      g_autoptr (GalleyChange) change = line ? galley_change_codec_decode (line, NULL) : NULL;

      if (change && galley_bulletin_replay (bulletin, change))
        self->n_changes++;
      else if (line && is_closing_line (line))
        self->closed = TRUE;
      else
        break;
      good = offset;
    }
  self->n_lost_bytes = g_bytes_get_size (content) - good;
  if (self->n_changes > 0)
    {
      g_clear_pointer (&self->snapshot, galley_snapshot_unref);
      self->snapshot = galley_bulletin_snapshot (bulletin);
    }
}

static gboolean
read_journal (GalleyRecovered *self, GError **error)
{
  g_autoptr (GBytes) content = galley_durable_read (self->path, MAX_BYTES, NULL, error);
  g_autoptr (GBytes) header = NULL, base = NULL;
  g_autofree char *name = NULL;
  gsize offset = 0;

  if (content == NULL)
    return FALSE;
  header = next_line (content, &offset);
  base = next_line (content, &offset);
  if (base == NULL)
    g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID, _("this journal has no beginning"));
  else if (read_header (self, header, error) && (self->snapshot = galley_codec_decode (base, error)))
    {
      replay (self, content, offset);
      return TRUE;
    }
  name = g_filename_display_name (self->path);
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

static void
load_thread_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) paths = galley_recovery_list (data);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_recovered_free);

  for (guint i = 0; i < paths->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyRecovered) recovered = galley_journal_recover (g_ptr_array_index (paths, i), &error);

      if (recovered == NULL)
        g_message ("%s", error->message);
      else if (recovered->modified || recovered->n_changes > 0)
        g_ptr_array_add (found, g_steal_pointer (&recovered));
      else
        galley_recovered_discard (recovered);
    }
  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * galley_recovery_list:
 * @folder: where journals are; it need not exist
 *
 * Blocks.
 *
 * Returns: (transfer full) (element-type filename): the paths of journals that no running program has, in order of name
 */
GPtrArray *
galley_recovery_list (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      int fd = g_str_has_suffix (name, GALLEY_JOURNAL_SUFFIX) ? open_unused (path) : -1;

      if (fd < 0)
        continue;
      close (fd);
      g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_ptr_array_sort_values (paths, (GCompareFunc) strcmp);
  return paths;
}

/**
 * galley_journal_recover:
 * @path: of a journal
 *
 * Replays a journal as far as it is whole. A last line cut off, by a crash or a power cut, is left out and told of.
 * Blocks.
 *
 * Returns: (transfer full) (nullable): what it holds, or %NULL with an error where another program has it or where not
 *   even its beginning can be read
 */
GalleyRecovered *
galley_journal_recover (const char *path, GError **error)
{
  g_autoptr (GalleyRecovered) self = g_new0 (GalleyRecovered, 1);
  g_autofree char *name = NULL;
  struct stat status;

  self->path = g_strdup (path);
  self->fd = open_unused (path);
  if (self->fd < 0 || fstat (self->fd, &status) != 0)
    {
      name = g_filename_display_name (path);
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO, _("%s: gone, or in use by another window."), name);
      return NULL;
    }
  self->time = status.st_mtime;
  return read_journal (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * galley_recovery_load_async:
 * @folder: where journals are
 *
 * Recovers all journals of @folder that no running program has, in a worker thread. Those that hold nothing which is
 * not also in a file are removed.
 */
void
galley_recovery_load_async (const char *folder,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, galley_recovery_load_async);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, load_thread_cb);
}

/**
 * galley_recovery_load_finish:
 *
 * Returns: (transfer full) (nullable) (element-type GalleyRecovered): what there is to recover; %NULL where it was
 *   cancelled
 */
GPtrArray *
galley_recovery_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, galley_recovery_load_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * galley_recovered_discard:
 *
 * Removes the journal: its content is in another one, in a file, or not wanted.
 */
void
galley_recovered_discard (GalleyRecovered *recovered)
{
  g_unlink (recovered->path);
}

void
galley_recovered_free (GalleyRecovered *recovered)
{
  if (recovered->fd >= 0)
    close (recovered->fd);
  g_clear_pointer (&recovered->snapshot, galley_snapshot_unref);
  g_free (recovered->path);
  g_free (recovered->uri);
  g_free (recovered->etag);
  g_free (recovered);
}
