/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-sync"

#include "config.h"

#include "galley-desk-history.h"

#include <git2.h>
#include <glib/gi18n-lib.h>

#include "galley-desk-private.h"
#include "galley-desk.h"

/* The tries that another program may cost a commit by committing at the same instant. */
#define MAX_TRIES 5

G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_commit, git_commit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_index, git_index_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_repository, git_repository_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_signature, git_signature_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_tree, git_tree_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_tree_entry, git_tree_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_blob, git_blob_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_revwalk, git_revwalk_free)

void
galley_desk_start_git (void)
{
  static gsize started;

  if (g_once_init_enter (&started))
    {
      git_libgit2_init ();
      g_once_init_leave (&started, 1);
    }
}

/* Turns a failure of libgit2 into an error about @folder. */
static gboolean
succeeded (int code, const char *folder, GError **error)
{
  const git_error *last = git_error_last ();
  g_autofree char *name = NULL;

  if (code >= 0)
    return TRUE;
  name = g_filename_display_name (folder);
  g_set_error (error, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_HISTORY,
               _("%s: the desk's history could not be written: %s."), name, last ? last->message : _("unknown reason"));
  return FALSE;
}

/* The commit that the next one follows; *@parent is %NULL where there is none yet. */
static int
find_parent (git_repository *repository, git_commit **parent)
{
  git_oid id;
  int code = git_reference_name_to_id (&id, repository, "HEAD");

  *parent = NULL;
  if (code == GIT_ENOTFOUND || code == GIT_EUNBORNBRANCH)
    return 0;
  return code < 0 ? code : git_commit_lookup (parent, repository, &id);
}

/* The tree of @parent with the files of @paths as they are in the folder. What else the user has staged stays out. */
static int
write_tree (git_repository *repository, git_commit *parent, const char *const *paths, git_oid *tree_id)
{
  g_autoptr (git_index) index = NULL;
  g_autoptr (git_tree) before = NULL;
  int code = git_index_new (&index);

  if (code >= 0 && parent)
    code = git_commit_tree (&before, parent);
  if (code >= 0 && before)
    code = git_index_read_tree (index, before);
  for (; code >= 0 && *paths; paths++)
    {
      git_index_entry entry = { .path = *paths, .mode = GIT_FILEMODE_BLOB };

      code = git_blob_create_from_workdir (&entry.id, repository, *paths);
      if (code >= 0)
        code = git_index_add (index, &entry);
    }
  return code < 0 ? code : git_index_write_tree_to (tree_id, index, repository);
}

/* Lets the repository's own index know, so that git does not call the files changed. */
static int
refresh_index (git_repository *repository, const char *const *paths)
{
  g_autoptr (git_index) index = NULL;
  int code = git_repository_index (&index, repository);

  for (; code >= 0 && *paths; paths++)
    code = git_index_add_bypath (index, *paths);
  return code < 0 ? code : git_index_write (index);
}

/* The author's name is what the log of reviews has; an address is asked of nobody. */
static int
make_signature (git_repository *repository, const char *author, git_signature **signature)
{
  if (author)
    return git_signature_now (signature, author, "desk@galley.invalid");
  if (git_signature_default (signature, repository) >= 0)
    return 0;
  return git_signature_now (signature, "Galley", "desk@galley.invalid");
}

static int
commit_once (git_repository *repository,
             const char *const *paths,
             const char *message,
             git_signature *signature,
             git_oid *id)
{
  g_autoptr (git_commit) parent = NULL;
  g_autoptr (git_tree) tree = NULL;
  git_oid tree_id;
  int code = find_parent (repository, &parent);

  if (code >= 0)
    code = write_tree (repository, parent, paths, &tree_id);
  if (code >= 0 && parent && git_oid_equal (&tree_id, git_commit_tree_id (parent)))
    {
      git_oid_cpy (id, git_commit_id (parent));
      return 0;
    }
  if (code >= 0)
    code = git_tree_lookup (&tree, repository, &tree_id);
  if (code >= 0)
    {
      const git_commit *parents[] = { parent };

      code = git_commit_create (id, repository, "HEAD", signature, signature, "UTF-8", message, tree, parent ? 1 : 0,
                                parents);
    }
  return code;
}

/**
 * galley_desk_history_init:
 *
 * Makes a Git repository in @folder, with a branch main, unless there is one.
 *
 * Returns: whether there is one now
 */
gboolean
galley_desk_history_init (const char *folder, GError **error)
{
  g_autoptr (git_repository) repository = NULL;
  git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;

  galley_desk_start_git ();
  if (git_repository_open_ext (&repository, folder, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) >= 0)
    return TRUE;
  options.initial_head = "main";
  options.flags = GIT_REPOSITORY_INIT_MKPATH;
  return succeeded (git_repository_init_ext (&repository, folder, &options), folder, error);
}

/**
 * galley_desk_history_commit:
 * @paths: (array zero-terminated=1): files, relative to @folder
 * @author: (nullable): %NULL for who Git is told that the user is
 *
 * Commits these files and nothing else. Where they are as in the last commit there is no new one.
 *
 * Returns: (transfer full) (nullable): the id of the commit that has them, or %NULL with an error
 */
char *
galley_desk_history_commit (
  const char *folder, const char *const *paths, const char *message, const char *author, GError **error)
{
  g_autoptr (git_repository) repository = NULL;
  g_autoptr (git_signature) signature = NULL;
  git_oid id;
  int code;

  galley_desk_start_git ();
  code = git_repository_open_ext (&repository, folder, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
  if (code >= 0)
    code = make_signature (repository, author, &signature);
  for (int i = 0; code >= 0; i++)
    {
      code = commit_once (repository, paths, message, signature, &id);
      if ((code != GIT_EMODIFIED && code != GIT_ELOCKED) || i == MAX_TRIES)
        break;
      g_usleep (20 * G_TIME_SPAN_MILLISECOND);
      code = 0;
    }
  if (code >= 0)
    code = refresh_index (repository, paths);
  return succeeded (code, folder, error) ? g_strdup (git_oid_tostr_s (&id)) : NULL;
}

/* The bulletin at @path in a commit, unless the commits that it follows have the same. Returns: (nullable) */
static GalleyVersion *
read_version (git_repository *repository, git_commit *commit, const char *path)
{
  const git_signature *author = git_commit_author (commit);
  g_autoptr (git_tree) tree = NULL;
  g_autoptr (git_tree_entry) entry = NULL;
  g_autoptr (git_blob) blob = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL, *note = NULL, *place = NULL;

  if (git_commit_tree (&tree, commit) < 0 || git_tree_entry_bypath (&entry, tree, path) < 0)
    return NULL;
  for (guint i = 0; i < git_commit_parentcount (commit); i++)
    {
      g_autoptr (git_commit) parent = NULL;
      g_autoptr (git_tree) before = NULL;
      g_autoptr (git_tree_entry) was = NULL;

      if (git_commit_parent (&parent, commit, i) >= 0 && git_commit_tree (&before, parent) >= 0 &&
          git_tree_entry_bypath (&was, before, path) >= 0 &&
          git_oid_equal (git_tree_entry_id (was), git_tree_entry_id (entry)))
        return NULL;
    }
  if (git_blob_lookup (&blob, repository, git_tree_entry_id (entry)) < 0)
    return NULL;
  bytes = g_bytes_new_static (git_blob_rawcontent (blob), git_blob_rawsize (blob));
  name = g_utf8_make_valid (author->name, -1);
  note = g_utf8_make_valid (git_commit_message (commit), -1);
  place = g_strdup_printf ("%s, %.12s", path, git_oid_tostr_s (git_commit_id (commit)));
  return galley_version_new (git_commit_time (commit) * G_TIME_SPAN_SECOND, name, g_strstrip (note), bytes, place);
}

/**
 * galley_desk_history_each:
 * @path: of a bulletin, relative to @folder
 * @func: (scope call): is given what each commit made of the bulletin
 *
 * Goes through the versions that were committed, the newest first; there are none where there is no history.
 */
void
galley_desk_history_each (const char *folder, const char *path, GalleyDeskHistoryFunc func, gpointer data)
{
  g_autoptr (git_repository) repository = NULL;
  g_autoptr (git_revwalk) walk = NULL;
  git_oid id;

  galley_desk_start_git ();
  if (git_repository_open_ext (&repository, folder, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) < 0 ||
      git_revwalk_new (&walk, repository) < 0 || git_revwalk_push_head (walk) < 0)
    return;
  git_revwalk_sorting (walk, GIT_SORT_TIME | GIT_SORT_TOPOLOGICAL);
  while (git_revwalk_next (&id, walk) == 0)
    {
      g_autoptr (git_commit) commit = NULL;
      GalleyVersion *version = git_commit_lookup (&commit, repository, &id) >= 0 ? read_version (repository, commit, path) : NULL;

      if (version && !func (version, data))
        return;
    }
}
