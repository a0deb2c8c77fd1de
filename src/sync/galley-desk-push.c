/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-sync"

#include "config.h"

#include "galley-desk-push.h"

#include <git2.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-codec.h"
#include "galley-desk-private.h"
#include "galley-desk.h"
#include "galley-review-edit.h"
#include "galley-review-verify.h"

/* A desk's remote: what is pushed must be what the program itself would have made of what was there. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_repository, git_repository_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_commit, git_commit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_tree, git_tree_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_diff, git_diff_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_blob, git_blob_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (git_tree_entry, git_tree_entry_free)

#define DESK_FILE "desk.json"

typedef struct
{
  git_repository *repository;
  GalleyReviewRules *rules;
  gboolean allow_desk;
  GPtrArray *faults;
} Push;

static void add_fault (Push *self, const char *path, const char *format, ...) G_GNUC_PRINTF (3, 4);

static void
add_fault (Push *self, const char *path, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->faults, g_strdup_printf ("%s: %s", path, reason));
}

static gboolean
succeeded (int code, const char *what, GError **error)
{
  const git_error *last = git_error_last ();

  if (code >= 0)
    return TRUE;
  g_set_error (error, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_HISTORY, "%s: %s", what,
               last ? last->message : _("unknown reason"));
  return FALSE;
}

/* The tree of a commit; *@tree is %NULL for the id of nothing, which Git gives for a branch that is new or gone. */
static gboolean
find_tree (Push *self, const char *id, git_tree **tree, GError **error)
{
  g_autoptr (git_commit) commit = NULL;
  git_oid oid;

  *tree = NULL;
  if (strspn (id, "0") == strlen (id))
    return TRUE;
  return succeeded (git_oid_fromstr (&oid, id), id, error) &&
         succeeded (git_commit_lookup (&commit, self->repository, &oid), id, error) &&
         succeeded (git_commit_tree (tree, commit), id, error);
}

static GBytes *
read_blob (Push *self, const git_oid *id)
{
  g_autoptr (git_blob) blob = NULL;

  if (git_oid_is_zero (id) || git_blob_lookup (&blob, self->repository, id) < 0)
    return NULL;
  return g_bytes_new (git_blob_rawcontent (blob), git_blob_rawsize (blob));
}

static GBytes *
read_at (Push *self, git_tree *tree, const char *path)
{
  g_autoptr (git_tree_entry) entry = NULL;

  return tree && git_tree_entry_bypath (&entry, tree, path) >= 0 ? read_blob (self, git_tree_entry_id (entry)) : NULL;
}

/* The rules in force are those that were there before the push: nobody gives themselves a right by pushing it. */
static gboolean
find_rules (Push *self, git_tree *before, git_tree *after, GError **error)
{
  g_autoptr (GBytes) old = read_at (self, before, DESK_FILE), new = read_at (self, after, DESK_FILE);
  GBytes *in_force = old && !self->allow_desk ? old : new;
  g_autoptr (GError) local = NULL;

  if (old && (new == NULL || !g_bytes_equal (old, new)) && !self->allow_desk)
    add_fault (self, DESK_FILE,
               _("how the desk reviews is changed by who keeps this repository, with verify-push --allow-desk"));
  if (in_force == NULL)
    self->rules = galley_review_rules_new ();
  else if (galley_desk_check (in_force, &local))
    self->rules = galley_review_rules_read (in_force, &local);
  if (self->rules)
    return TRUE;
  g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", DESK_FILE);
  return FALSE;
}

/* Whether the log goes on from the old one, with nothing of it taken out or changed. */
static gboolean
extends (const GalleySnapshot *old, const GalleySnapshot *new)
{
  if (!g_str_equal (old->id, new->id) || new->log->len < old->log->len)
    return FALSE;
  for (guint i = 0; i < old->log->len; i++)
    if (!galley_record_equal (g_ptr_array_index (old->log, i), g_ptr_array_index (new->log, i)))
      return FALSE;
  return TRUE;
}

/* Whether the new entries tell of an edit of that event, from entry @n on. */
static gboolean
tells_of (const GalleySnapshot *snapshot, guint n, GalleyReviewEvent event)
{
  for (guint i = n; i < snapshot->log->len; i++)
    if (g_str_equal (galley_review_log_get (snapshot, i, GALLEY_LOG_EVENT), galley_review_event_to_string (event)))
      return TRUE;
  return FALSE;
}

/* Where the bulletin was guarded and still is, what its new entries call a mended word must be no more than that. */
static void
check_edits (Push *self, const char *path, GalleySnapshot *old, GalleySnapshot *new)
{
  guint n = old->log->len;
  g_autofree char *changes = NULL;

  if (n > 0 && tells_of (new, n, GALLEY_EVENT_FIX) && !tells_of (new, n, GALLEY_EVENT_EDIT) &&
      !tells_of (new, n, GALLEY_EVENT_RESUBMIT) && !tells_of (new, n, GALLEY_EVENT_SUBMIT) &&
      galley_review_edit_classify (self->rules, old, new, &changes) == GALLEY_REVIEW_EDIT_SUBSTANCE)
    {
      g_strdelimit (changes, "\n", ';');
      add_fault (self, path, _("what is called mended wording is an edit of substance: %s"), changes);
    }
}

/* By our clock, which those of who push may differ from by no more than colleagues' do. An entry of a time to come would get
 * around an embargo. */
static void
check_times (Push *self, const char *path, const GalleySnapshot *new, guint n_known)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (guint i = n_known; i < new->log->len; i++)
    {
      const char *stamp = galley_review_log_get (new, i, GALLEY_LOG_TIME);
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (stamp, self->rules->zone);

      if (time && g_date_time_difference (time, now) > GALLEY_REVIEW_CLOCK_TOLERANCE)
        add_fault (self, path, _("entry %u is of %s, which has not come yet; its clock is wrong"), i + 1, stamp);
    }
}

/* Nothing may go out before its embargo, whatever the log says; one that cannot be read holds for good. What is out already was
 * held to the embargo that it had then. */
static void
check_embargo (Push *self, const char *path, const GalleySnapshot *new, guint n_known)
{
  const char *embargo = new->details->fields[GALLEY_DETAILS_EMBARGO];
  g_autoptr (GDateTime) free_from = *embargo ? galley_review_rules_read_time (self->rules, embargo) : NULL;

  for (guint i = n_known; *embargo && i < new->log->len; i++)
    {
      g_autoptr (GDateTime) time =
        g_date_time_new_from_iso8601 (galley_review_log_get (new, i, GALLEY_LOG_TIME), self->rules->zone);

      if (g_str_equal (galley_review_log_get (new, i, GALLEY_LOG_TO),
                       galley_review_state_to_string (GALLEY_REVIEW_PUBLISHED)) &&
          (free_from == NULL || (time && g_date_time_compare (time, free_from) < 0)))
        add_fault (self, path, _("entry %u publishes it before its embargo, %s"), i + 1, embargo);
    }
}

static void
check_bulletin (Push *self, const char *path, GBytes *before, GBytes *after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) old = before ? galley_codec_decode (before, NULL) : NULL;
  g_autoptr (GalleySnapshot) new = after ? galley_codec_decode (after, &error) : NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *hash = NULL;
  guint n_known;

  if (after == NULL)
    {
      if (old && old->log->len > 0)
        add_fault (self, path, _("it has a record of reviews, which stays; withdraw it instead"));
      return;
    }
  if (new == NULL)
    {
      add_fault (self, path, "%s", error->message);
      return;
    }
  if (old && !extends (old, new))
    add_fault (self, path, _("its record of reviews does not go on from the one that is here"));
  n_known = old && extends (old, new) ? old->log->len : 0;
  check_times (self, path, new, n_known);
  hash = galley_codec_content_hash (new);
  faults = galley_review_verify (self->rules, new, hash);
  for (guint i = 0; i < faults->len; i++)
    add_fault (self, path, "%s", ((GalleyReviewFault *) g_ptr_array_index (faults, i))->message);
  if (old && faults->len == 0)
    check_edits (self, path, old, new);
  check_embargo (self, path, new, n_known);
}

static int
check_file_cb (const git_diff_delta *delta, float progress, void *data)
{
  Push *self = data;
  const char *path = delta->new_file.path ? delta->new_file.path : delta->old_file.path;

  if (g_str_has_suffix (path, ".galley"))
    {
      g_autoptr (GBytes) before = read_blob (self, &delta->old_file.id), after = read_blob (self, &delta->new_file.id);

      check_bulletin (self, path, before, after);
    }
  return 0;
}

/**
 * galley_desk_verify_push:
 * @repository: the folder that Git runs the hook in
 * @before: the commit that a branch is at, or the id of nothing
 * @after: the commit that it is to be at, or the id of nothing
 * @allow_desk: whether the desk's own rules may change with it
 *
 * Holds what is pushed to the desk's rules. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): what stands against the push, a line each with the file; or %NULL with
 *   an error where it cannot be looked at, and is to be refused as well
 */
GPtrArray *
galley_desk_verify_push (
  const char *repository, const char *before, const char *after, gboolean allow_desk, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (git_repository) opened = NULL;
  g_autoptr (git_tree) old = NULL, new = NULL;
  g_autoptr (git_diff) diff = NULL;
  g_autoptr (GalleyReviewRules) rules = NULL;
  Push self = { .allow_desk = allow_desk, .faults = faults };
  gboolean done;

  galley_desk_start_git ();
  if (!succeeded (git_repository_open_ext (&opened, repository, GIT_REPOSITORY_OPEN_FROM_ENV, NULL), repository, error))
    return NULL;
  self.repository = opened;
  if (!find_tree (&self, before, &old, error) || !find_tree (&self, after, &new, error))
    return NULL;
  if (new == NULL)
    {
      add_fault (&self, before, _("a branch with records of reviews is not deleted"));
      return g_steal_pointer (&faults);
    }
  done = find_rules (&self, old, new, error) &&
         succeeded (git_diff_tree_to_tree (&diff, opened, old, new, NULL), repository, error) &&
         succeeded (git_diff_foreach (diff, check_file_cb, NULL, NULL, NULL, &self), repository, error);
  rules = self.rules;
  return done ? g_steal_pointer (&faults) : NULL;
}
