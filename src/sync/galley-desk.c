/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-sync"

#include "config.h"

#include "galley-desk.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "galley-bulletin-file.h"
#include "galley-codec.h"
#include "galley-desk-history.h"
#include "galley-durable.h"
#include "galley-json.h"
#include "galley-store-error.h"

#define DESK_FILE "desk.json"
#define LEXICON_FILE "lexicon.tsv"
#define DESK_FORMAT "galley-desk"
#define DESK_VERSION 1
#define DESK_MAX_BYTES (1024 * 1024)

G_DEFINE_QUARK (galley-desk-error-quark, galley_desk_error)

static GBytes *
encode_desk (void)
{
  g_autoptr (JsonObject) desk = json_object_new ();

  json_object_set_string_member (desk, "format", DESK_FORMAT);
  json_object_set_int_member (desk, "version", DESK_VERSION);
  return g_string_free_to_bytes (g_string_append_c (galley_json_print (desk, TRUE), '\n'));
}

static gboolean
fail (GError **error, GalleyDeskError code, const char *folder, const char *reason)
{
  g_autofree char *name = g_filename_display_name (folder);

  g_set_error (error, GALLEY_DESK_ERROR, code, "%s: %s", name, reason);
  return FALSE;
}

/* Whether @path is a link that leads out of @folder: whoever sent the desk would have us read what is theirs to name. */
static gboolean
leads_out (const char *folder, const char *path)
{
  g_autofree char *lead = NULL, *target = NULL, *real = realpath (folder, NULL);

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return FALSE;
  target = realpath (path, NULL);
  lead = real ? g_strconcat (real, "/", NULL) : NULL;
  return target == NULL || lead == NULL || !g_str_has_prefix (target, lead);
}

/* The desk.json of @folder. Returns: (nullable): %NULL with an error where that is no desk that we understand */
static GBytes *
read_desk (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, DESK_FILE, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *name = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      fail (error, GALLEY_DESK_ERROR_NO_DESK, folder, _("this is no desk. Make it one with “desk init”."));
      return NULL;
    }
  if (leads_out (folder, path))
    {
      fail (error, GALLEY_DESK_ERROR_NO_DESK, folder, _("its desk.json is a link to another place. Put the file itself here."));
      return NULL;
    }
  bytes = galley_durable_read (path, DESK_MAX_BYTES, NULL, error);
  if (bytes == NULL || galley_desk_check (bytes, &local))
    return g_steal_pointer (&bytes);
  name = g_filename_display_name (local->domain == GALLEY_DESK_ERROR ? folder : path);
  g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", name);
  return NULL;
}

/**
 * galley_desk_is:
 *
 * Returns: whether @folder is a desk that we understand; if not, @error says why
 */
gboolean
galley_desk_is (const char *folder, GError **error)
{
  g_autoptr (GBytes) bytes = read_desk (folder, error);

  return bytes != NULL;
}

/**
 * galley_desk_check:
 * @bytes: of a desk.json
 *
 * Returns: whether it is that of a desk, in a format that we understand; if not, @error names no file
 */
gboolean
galley_desk_check (GBytes *bytes, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonNode *format = NULL, *member = NULL;
  guint version = 0;

  if (g_bytes_get_size (bytes) > DESK_MAX_BYTES)
    {
      g_set_error (error, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_NO_DESK, _("its desk.json is larger than %u MiB."),
                   DESK_MAX_BYTES >> 20);
      return FALSE;
    }
  root = galley_json_parse (bytes, GALLEY_JSON_MAX_DEPTH, error);
  if (root == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (root))
    {
      format = galley_json_find (root, "format");
      member = galley_json_find (root, "version");
    }
  if (format == NULL || g_strcmp0 (galley_json_get_string (format, NULL), DESK_FORMAT) != 0 || member == NULL ||
      !galley_json_get_uint (member, &version, NULL))
    g_set_error_literal (error, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_NO_DESK, _("its desk.json is not that of a desk."));
  else if (version > DESK_VERSION)
    g_set_error_literal (error, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_NEWER,
                         _("this desk was made by a newer Galley. Update Galley to use it."));
  else
    return TRUE;
  return FALSE;
}

/**
 * galley_desk_init:
 * @folder: made where it is missing; it may hold bulletins already
 *
 * Makes a desk: a folder with a desk.json and a Git repository, with its first commit. Blocks.
 *
 * Returns: whether it was made; if not, @error is a #GalleyDeskError or #GalleyStoreError
 */
gboolean
galley_desk_init (const char *folder, GError **error)
{
  static const char *const files[] = { ".gitignore", DESK_FILE, NULL };
  static const char ignored[] = "# What an interrupted save may leave behind.\n.galley-*.tmp\n";
  g_autofree char *desk = g_build_filename (folder, DESK_FILE, NULL), *id = NULL;
  g_autofree char *ignore = g_build_filename (folder, ".gitignore", NULL);
  g_autoptr (GBytes) content = encode_desk (), rules = g_bytes_new_static (ignored, strlen (ignored));

  if (g_file_test (desk, G_FILE_TEST_EXISTS))
    return fail (error, GALLEY_DESK_ERROR_EXISTS, folder, _("this is a desk already; it was left as it is."));
  if (g_mkdir_with_parents (folder, 0777) != 0)
    return fail (error, GALLEY_DESK_ERROR_NO_DESK, folder, g_strerror (errno));
  if (!galley_desk_history_init (folder, error) ||
      (!g_file_test (ignore, G_FILE_TEST_EXISTS) && !galley_durable_replace (ignore, rules, NULL, NULL, error)) ||
      !galley_durable_replace (desk, content, NULL, NULL, error))
    return FALSE;
  id = galley_desk_history_commit (folder, files, "Make the desk", NULL, error);
  return id != NULL;
}

/* The folder around @path that has a desk.json. Returns: (nullable) */
static char *
find_folder (const char *path)
{
  g_autofree char *at = g_canonicalize_filename (path, NULL);

  for (;;)
    {
      g_autofree char *desk = g_build_filename (at, DESK_FILE, NULL), *up = g_path_get_dirname (at);

      if (g_file_test (desk, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&at);
      if (g_str_equal (up, at))
        return NULL;
      g_free (at);
      at = g_steal_pointer (&up);
    }
}

/**
 * galley_desk_find:
 * @path: of a file or folder
 *
 * Returns: (transfer full) (nullable): the desk that it is in, or %NULL with an error where that is none
 */
char *
galley_desk_find (const char *path, GError **error)
{
  g_autofree char *folder = find_folder (path);

  if (folder)
    return galley_desk_is (folder, error) ? g_steal_pointer (&folder) : NULL;
  fail (error, GALLEY_DESK_ERROR_NO_DESK, path, _("this is in no desk. Make one with “desk init”."));
  return NULL;
}

/**
 * galley_desk_load_lexicon:
 * @path: of a bulletin or text
 *
 * Reads the words that the desk has in its lexicon.tsv. Blocks.
 *
 * Returns: (transfer full) (nullable): what to read @path with; %NULL with an error of galley_lexicon_load() where the file
 *   is broken, and without one where @path is in no desk or the desk has no words of its own
 */
GalleyLexicon *
galley_desk_load_lexicon (const char *path, GError **error)
{
  g_autofree char *folder = galley_desk_find (path, NULL);
  g_autofree char *file = folder ? g_build_filename (folder, LEXICON_FILE, NULL) : NULL;

  return file && g_file_test (file, G_FILE_TEST_EXISTS) ? galley_lexicon_load (file, error) : NULL;
}

/**
 * galley_desk_load_rules:
 * @path: of a bulletin
 *
 * Reads how the desk that it is in reviews. Blocks.
 *
 * Returns: (transfer full) (nullable): the desk's rules, those of galley_review_rules_new() where @path is in no desk, or
 *   %NULL with an error that names the member at fault: nobody works by rules that were not understood
 */
GalleyReviewRules *
galley_desk_load_rules (const char *path, GError **error)
{
  g_autofree char *folder = find_folder (path), *file = NULL;
  g_autoptr (GBytes) bytes = folder ? read_desk (folder, error) : NULL;
  GalleyReviewRules *rules;

  if (folder == NULL)
    return galley_review_rules_new ();
  if (bytes == NULL)
    return NULL;
  rules = galley_review_rules_read (bytes, error);
  file = g_build_filename (folder, DESK_FILE, NULL);
  if (rules == NULL)
    g_prefix_error (error, "%s: ", file);
  return rules;
}

/* What is looked for among the versions of a bulletin. */
typedef struct
{
  const char *hash;
  GalleySnapshot *found;
} Search;

static gboolean
find_version_cb (GalleyVersion *version, gpointer data)
{
  g_autoptr (GalleyVersion) owned = version;
  Search *search = data;
  g_autofree char *hash = version->snapshot ? galley_codec_content_hash (version->snapshot) : NULL;

  if (g_strcmp0 (hash, search->hash) == 0)
    search->found = g_steal_pointer (&version->snapshot);
  return search->found == NULL;
}

static gboolean
add_version_cb (GalleyVersion *version, gpointer data)
{
  g_ptr_array_add (data, version);
  return TRUE;
}

/* Goes through the versions of the bulletin at @path that its desk committed, where it is in one. */
static void
each_version (const char *path, GalleyDeskHistoryFunc func, gpointer data)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL), *folder = find_folder (whole);

  if (folder)
    galley_desk_history_each (folder, whole + strlen (folder) + 1, func, data);
}

/**
 * galley_desk_find_version:
 * @path: of a bulletin
 * @hash: of a content
 *
 * Looks among the versions of the bulletin that the desk has committed, the newest first. Blocks.
 *
 * Returns: (transfer full) (nullable): the version with that content, or %NULL where there is none
 */
GalleySnapshot *
galley_desk_find_version (const char *path, const char *hash)
{
  Search search = { .hash = hash };

  each_version (path, find_version_cb, &search);
  return search.found;
}

static int
compare_versions_cb (gconstpointer a, gconstpointer b)
{
  const GalleyVersion *x = a, *y = b;

  return (x->time > y->time) - (x->time < y->time);
}

/* A commit of what was saved an instant before is the same version; that one knows when, the commit what was noted. */
static void
join_same (GPtrArray *versions)
{
  for (guint i = 1; i < versions->len;)
    {
      GalleyVersion *last = g_ptr_array_index (versions, i - 1), *version = g_ptr_array_index (versions, i);

      if (!g_str_equal (last->hash, version->hash) || last->error || version->error)
        {
          i++;
          continue;
        }
      if (last->note == NULL)
        last->note = g_steal_pointer (&version->note);
      if (*last->author == '\0')
        g_set_str (&last->author, version->author);
      g_ptr_array_remove_index (versions, i);
    }
}

/**
 * galley_desk_list_versions:
 * @path: (nullable): of the bulletin's file, %NULL for a draft
 * @id: of the bulletin
 *
 * Lists what the bulletin was at each save of this user that was kept, and at each commit of the desk that it is in. One that
 * is damaged is in the list with its error. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyVersion): the oldest first, or %NULL with an error of
 *   galley_versions_list()
 */
GPtrArray *
galley_desk_list_versions (const char *path, const char *id, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = galley_versions_dup_folder (id);
  g_autoptr (GPtrArray) versions = galley_versions_list (folder, cancellable, error);
  g_autoptr (GPtrArray) commits = g_ptr_array_new ();

  if (versions == NULL)
    return NULL;
  if (path)
    each_version (path, add_version_cb, commits);
  /* Of commits within a second the order tells which came first; the sorting keeps it. */
  while (commits->len > 0)
    g_ptr_array_add (versions, g_ptr_array_steal_index (commits, commits->len - 1));
  g_ptr_array_sort_values (versions, compare_versions_cb);
  join_same (versions);
  galley_versions_mark_stages (versions);
  return g_steal_pointer (&versions);
}

/**
 * galley_desk_is_damaged:
 * @error: of reading a bulletin
 *
 * Returns: whether the file holds no bulletin; one that a newer Galley wrote, or that the system does not let us read, is whole
 */
gboolean
galley_desk_is_damaged (const GError *error)
{
  return g_error_matches (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID) ||
         g_error_matches (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_TOO_LARGE);
}

static gboolean
find_readable_cb (GalleyVersion *version, gpointer data)
{
  g_autoptr (GalleyVersion) owned = version;
  GalleySnapshot **found = data;

  *found = g_steal_pointer (&version->snapshot);
  return *found == NULL;
}

/* Copies @file to a name beside it that nothing has. */
static GFile *
keep_beside (GFile *file, GError **error)
{
  g_autofree char *path = g_file_get_path (file);

  for (guint n = 1;; n++)
    {
      g_autofree char *name = n == 1 ? g_strconcat (path, ".unreadable", NULL) : g_strdup_printf ("%s.unreadable-%u", path, n);
      g_autoptr (GFile) kept = g_file_new_for_path (name);
      g_autoptr (GError) local = NULL;

      if (g_file_copy (file, kept, G_FILE_COPY_NONE, NULL, NULL, NULL, &local))
        return g_steal_pointer (&kept);
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_EXISTS))
        continue;
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
}

/**
 * galley_desk_restore:
 * @path: of a bulletin of a desk that is damaged, as of galley_desk_is_damaged()
 * @author: (nullable): as of galley_desk_record()
 *
 * Puts into the file the newest version that the desk committed and that can be read. What was there stays beside it. Blocks.
 *
 * Returns: (transfer full) (nullable): where what was there is now, or %NULL with an error, and nothing was changed; that the desk's
 *   history could not take it in is no error, for the file is whole again
 */
GFile *
galley_desk_restore (const char *path, const char *author, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path), kept = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (GalleySnapshot) found = NULL, now = galley_bulletin_file_load (file, NULL, NULL, &local);
  g_autofree char *commit = NULL;

  if (now)
    fail (error, GALLEY_DESK_ERROR_EXISTS, path, _("this can be read, and was left as it is."));
  else if (!galley_desk_is_damaged (local))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    {
      each_version (path, find_readable_cb, &found);
      if (found == NULL)
        fail (error, GALLEY_DESK_ERROR_HISTORY, path,
              _("the desk’s history has no version of this that can be read. Ask whoever wrote it for theirs."));
    }
  if (found == NULL || !(kept = keep_beside (file, error)))
    return NULL;
  if (!galley_bulletin_file_save (file, found, NULL, NULL, NULL, error))
    {
      g_file_delete (kept, NULL, NULL);
      return NULL;
    }
  g_clear_error (&local);
  commit = galley_desk_record (path, "restore", author, &local);
  if (commit == NULL)
    g_warning ("%s: %s", path, local->message);
  return g_steal_pointer (&kept);
}

/**
 * galley_desk_record:
 * @path: of a saved bulletin in a desk
 * @message: what was done to it
 * @author: (nullable): who did it; %NULL for who Git is told that the user is
 *
 * Commits the bulletin as it is in its file, and nothing else, to the desk's history. Blocks.
 *
 * Returns: (transfer full) (nullable): the id of the commit, or %NULL with an error
 */
char *
galley_desk_record (const char *path, const char *message, const char *author, GError **error)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL), *folder = galley_desk_find (full, error);
  const char *paths[] = { NULL, NULL };

  if (folder == NULL)
    return NULL;
  paths[0] = full + strlen (folder) + (g_str_has_suffix (folder, "/") ? 0 : 1);
  return galley_desk_history_commit (folder, paths, message, author, error);
}
