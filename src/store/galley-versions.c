/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-store"

#include "config.h"

#include "galley-versions.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "galley-codec.h"
#include "galley-durable.h"
#include "galley-store-error.h"

/* Versions of a bulletin lie in a folder of their own, each a whole bulletin that can be opened by itself. All that is needed
 * to thin them is in their names: TIME-LOG-HASH-AUTHOR.galley, the time with leading zeros, so that they sort. What a version
 * holds is looked at against the hash of its name when it is read. */

#define SUFFIX ".galley"
/* Autosave writes every few seconds: of those, a version stays for each of these stretches of time. */
#define ALL_WITHIN G_TIME_SPAN_HOUR
#define OFTEN (10 * G_TIME_SPAN_MINUTE)
#define OFTEN_WITHIN G_TIME_SPAN_DAY
#define SELDOM G_TIME_SPAN_DAY
/* A bulletin has no more versions than this, whatever is in them; the oldest go. */
#define MAX_VERSIONS 1000
#define MAX_AUTHOR 24

static void
clear_version (gpointer version)
{
  galley_version_free (version);
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* What a name tells. Returns: (transfer full) (nullable): %NULL where it is not the name of a version */
static GalleyVersion *
parse_name (const char *name)
{
  g_autoptr (GalleyVersion) version = g_new0 (GalleyVersion, 1);
  g_autofree char *bare = g_str_has_suffix (name, SUFFIX) ? g_strndup (name, strlen (name) - strlen (SUFFIX)) : NULL;
  g_auto (GStrv) parts = bare ? g_strsplit (bare, "-", 4) : NULL;
  guint64 time, n_log;

  if (parts == NULL || g_strv_length (parts) != 4 ||
      !g_ascii_string_to_unsigned (parts[0], 10, 0, G_MAXINT64, &time, NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 0, G_MAXUINT, &n_log, NULL))
    return NULL;
  version->time = (gint64) time;
  version->n_log = (guint) n_log;
  version->hash = g_strdup (parts[2]);
  version->author = g_uri_unescape_string (parts[3], NULL);
  if (version->author == NULL)
    version->author = g_strdup ("");
  return g_steal_pointer (&version);
}

static char *
make_name (const GalleyVersion *version)
{
  g_autofree char *author = g_utf8_substring (version->author, 0, MIN (g_utf8_strlen (version->author, -1), MAX_AUTHOR));
  g_autofree char *escaped = g_uri_escape_string (author, NULL, TRUE);

  return g_strdup_printf ("%017" G_GINT64_FORMAT "-%u-%s-%s" SUFFIX, version->time, version->n_log, version->hash, escaped);
}

/* Returns: (transfer full) (nullable) (element-type filename): the names of versions, the oldest first; none where there is no
 *   folder yet */
static GPtrArray *
list_names (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &local);
  const char *name;

  if (dir == NULL && !g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_autofree char *shown = g_filename_display_name (folder);

      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO, _("%s: the versions could not be listed: %s."), shown,
                   local->message);
      return NULL;
    }
  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autoptr (GalleyVersion) version = parse_name (name);

      if (version)
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names_cb);
  return g_steal_pointer (&names);
}

/* Which stretch of time a version is the one of; a negative one for those that all stay. */
static gint64
stretch_of (gint64 time, gint64 now)
{
  gint64 age = now - time;

  if (age < ALL_WITHIN)
    return -1;
  return age < OFTEN_WITHIN ? time / OFTEN : time / SELDOM;
}

/* Of each stretch of time the last version stays, and what was entered in the log always does. */
static void
thin (const char *folder, GPtrArray *names, gint64 now)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (clear_version);
  guint kept = 0;

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (versions, parse_name (g_ptr_array_index (names, i)));
  galley_versions_mark_stages (versions);
  for (guint i = versions->len; i-- > 0;)
    {
      const GalleyVersion *version = g_ptr_array_index (versions, i);
      const GalleyVersion *next = i + 1 < versions->len ? g_ptr_array_index (versions, i + 1) : NULL;
      gint64 stretch = stretch_of (version->time, now);
      gboolean stays = version->stage || next == NULL || stretch < 0 || stretch != stretch_of (next->time, now);
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);

      if (stays && kept < MAX_VERSIONS)
        kept++;
      else
        g_unlink (path);
    }
}

static GalleyVersion *
read_version (const char *folder, const char *name, GCancellable *cancellable)
{
  g_autoptr (GalleyVersion) named = parse_name (name), version = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL), *shown = g_filename_display_name (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = galley_durable_read (path, GALLEY_FILE_MAX_BYTES, cancellable, &error);

  version = bytes ? galley_version_new (named->time, named->author, NULL, bytes, shown) : NULL;
  if (version && g_str_equal (version->hash, named->hash))
    return g_steal_pointer (&version);
  named->error = bytes ? g_strdup_printf (_("%s: this version is damaged; the file is not what was saved."), shown)
                       : g_strdup (error->message);
  return g_steal_pointer (&named);
}

/**
 * galley_version_new:
 * @author: (nullable)
 * @note: (nullable)
 * @bytes: the bulletin's file as it was then
 * @place: what to name it by where it cannot be read
 *
 * Returns: (transfer full): the version, with an error in place of a snapshot where @bytes are no bulletin
 */
GalleyVersion *
galley_version_new (gint64 time, const char *author, const char *note, GBytes *bytes, const char *place)
{
  GalleyVersion *version = g_new0 (GalleyVersion, 1);
  g_autoptr (GError) error = NULL;

  version->time = time;
  version->author = g_strdup (author ? author : "");
  version->note = g_strdup (note);
  version->hash = galley_durable_etag (bytes);
  version->snapshot = galley_codec_decode (bytes, &error);
  if (version->snapshot)
    version->n_log = version->snapshot->log->len;
  else
    version->error = g_strdup_printf ("%s: %s", place, error->message);
  return version;
}

void
galley_version_free (GalleyVersion *version)
{
  g_free (version->author);
  g_free (version->note);
  g_free (version->hash);
  g_free (version->error);
  g_clear_pointer (&version->snapshot, galley_snapshot_unref);
  g_free (version);
}

/**
 * galley_versions_mark_stages:
 * @versions: (element-type GalleyVersion): the oldest first
 *
 * Sets the `stage` of each.
 */
void
galley_versions_mark_stages (GPtrArray *versions)
{
  guint n_log = 0;

  for (guint i = 0; i < versions->len; i++)
    {
      GalleyVersion *version = g_ptr_array_index (versions, i);

      version->stage = version->n_log > n_log;
      n_log = MAX (n_log, version->n_log);
    }
}

/**
 * galley_versions_dup_folder:
 * @id: of a bulletin, whatever its characters
 *
 * Returns: (transfer full): where the user's versions of it lie
 */
char *
galley_versions_dup_folder (const char *id)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);

  return g_build_filename (g_get_user_data_dir (), "galley", "versions", name, NULL);
}

/**
 * galley_versions_keep:
 * @folder: of galley_versions_dup_folder(); made where it is missing
 * @author: (nullable): who saved it
 * @time: now, in microseconds since 1970
 *
 * Keeps a bulletin that was saved as a version, durably, unless it is as the last one was, and takes out what is too
 * much: all versions of the last hour stay, of the last day one each ten minutes, then one a day; those with which
 * something was entered in the log stay. Blocks.
 *
 * Returns: whether it is there; if not, @error is a #GalleyStoreError
 */
gboolean
galley_versions_keep (
  const char *folder, const GalleySnapshot *snapshot, const char *author, gint64 time, GError **error)
{
  g_return_val_if_fail (folder != NULL && snapshot != NULL, FALSE);

  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GBytes) bytes = galley_codec_encode (snapshot);
  g_autoptr (GalleyVersion) last = NULL;
  GalleyVersion version = { .time = time, .author = (char *) (author ? author : ""), .n_log = snapshot->log->len };
  g_autofree char *hash = galley_durable_etag (bytes), *name = NULL, *path = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;
      g_autofree char *shown = g_filename_display_name (folder);
      g_set_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO, _("%s: the version could not be kept: %s."), shown,
                   g_strerror (code));
      return FALSE;
    }
  if (!(names = list_names (folder, error)))
    return FALSE;
  if (names->len > 0)
    last = parse_name (g_ptr_array_index (names, names->len - 1));
  if (last && g_str_equal (last->hash, hash))
    return TRUE;
  /* A clock that was set back must not put what is new before what is old. */
  if (last)
    version.time = MAX (version.time, last->time + 1);
  version.hash = hash;
  name = make_name (&version);
  path = g_build_filename (folder, name, NULL);
  if (!galley_durable_replace (path, bytes, NULL, NULL, error))
    return FALSE;
  g_ptr_array_add (names, g_steal_pointer (&name));
  thin (folder, names, version.time);
  return TRUE;
}

/**
 * galley_versions_list:
 * @folder: of galley_versions_dup_folder(); it may be missing
 *
 * Reads all versions. One that is damaged is in the list with its error. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyVersion): the oldest first, or %NULL with an error where the folder
 *   cannot be read or it was cancelled
 */
GPtrArray *
galley_versions_list (const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = list_names (folder, error);
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (clear_version);

  for (guint i = 0; names && i < names->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_ptr_array_add (versions, read_version (folder, g_ptr_array_index (names, i), cancellable));
    }
  galley_versions_mark_stages (versions);
  return names ? g_steal_pointer (&versions) : NULL;
}
