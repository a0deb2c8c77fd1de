/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-sync"

#include "config.h"

#include "galley-desk-list.h"

#include <string.h>

#include "galley-bulletin-file.h"

/* What a desk holds, and on which shelf each bulletin is looked for. */

#define MAX_DEPTH 16

/* What the desk's rules make of it. */
static void
read_standing (GalleyDeskEntry *entry, GalleySnapshot *snapshot, const GalleyReviewRules *rules, const char *actor)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const char *embargo = snapshot->details->fields[GALLEY_DETAILS_EMBARGO], *at = galley_review_get_scheduled (snapshot);
  g_autoptr (GDateTime) until = *embargo ? galley_review_rules_read_time (rules, embargo) : NULL;
  GalleyReviewCase asked = { .rules = rules, .snapshot = snapshot, .actor = actor, .now = now };

  entry->waits = actor && galley_review_waits (&asked);
  entry->due = galley_review_dup_due (&asked);
  entry->scheduled = at ? galley_review_rules_format_time (rules, at) : NULL;
  if (*embargo && (until == NULL || g_date_time_compare (until, now) > 0))
    entry->embargo = galley_review_rules_format_time (rules, embargo);
}

/* @rules: (nullable): of the desk */
static GalleyDeskEntry *
read_entry (const char *folder, const char *path, const GalleyReviewRules *rules, const char *actor, GCancellable *cancellable)
{
  g_autofree char *full = g_build_filename (folder, path, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (full);
  g_autoptr (GError) error = NULL;
  GalleyDeskEntry *entry = g_new0 (GalleyDeskEntry, 1);
  g_autoptr (GalleySnapshot) snapshot = galley_bulletin_file_load (file, &entry->etag, cancellable, &error);

  entry->path = g_strdup (path);
  if (snapshot == NULL)
    {
      entry->error = g_strdup (error->message);
      entry->damaged = galley_desk_is_damaged (error);
      return entry;
    }
  entry->title = galley_snapshot_dup_title (snapshot);
  entry->state = galley_review_state (snapshot);
  entry->stage = g_strdup (rules ? galley_review_rules_get_title (rules, entry->state)
                                 : galley_review_state_get_title (entry->state));
  entry->n_steps = snapshot->log->len;
  entry->last = g_strdup (
    snapshot->log->len ? galley_review_log_get (snapshot, snapshot->log->len - 1, GALLEY_LOG_ACTOR) : "");
  if (rules)
    read_standing (entry, snapshot, rules, actor);
  entry->district = g_strdup (snapshot->details->fields[GALLEY_DETAILS_DISTRICT]);
  entry->period = g_strdup (snapshot->details->fields[GALLEY_DETAILS_PERIOD]);
  entry->date = g_strdup (snapshot->details->fields[GALLEY_DETAILS_DATE]);
  return entry;
}

/* Collects the paths of bulletins below @folder/@within. Hidden folders and links to folders are left out. */
static void
find_bulletins (const char *folder, const char *within, guint depth, GPtrArray *paths)
{
  g_autofree char *full = within ? g_build_filename (folder, within, NULL) : g_strdup (folder);
  g_autoptr (GDir) dir = g_dir_open (full, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = within ? g_build_filename (within, name, NULL) : g_strdup (name);
      g_autofree char *child = g_build_filename (full, name, NULL);

      if (*name == '.')
        continue;
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        {
          if (depth < MAX_DEPTH && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
            find_bulletins (folder, path, depth + 1, paths);
        }
      else if (g_str_has_suffix (name, ".galley"))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

/**
 * galley_desk_list:
 * @folder: a desk
 * @actor: (nullable): who asks, as the log names them: what waits for them is worked out
 *
 * Reads every bulletin of the desk. One that cannot be read is listed with the reason. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type GalleyDeskEntry): the bulletins in order of path, or %NULL with an
 *   error where @folder is no desk or where it was cancelled
 */
GPtrArray *
galley_desk_list (const char *folder, const char *actor, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleyReviewRules) rules = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_desk_entry_free);

  if (!galley_desk_is (folder, error))
    return NULL;
  /* By rules that were not understood nothing waits for anybody; the bulletins are there all the same. */
  rules = galley_desk_load_rules (folder, NULL);
  find_bulletins (folder, NULL, 0, paths);
  g_ptr_array_sort_values (paths, (GCompareFunc) strcmp);
  for (guint i = 0; i < paths->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_ptr_array_add (entries, read_entry (folder, g_ptr_array_index (paths, i), rules, actor, cancellable));
    }
  return g_steal_pointer (&entries);
}

/**
 * galley_desk_find_arrived:
 * @before: (nullable) (element-type GalleyDeskEntry): what galley_desk_list() gave the last time; %NULL the first time
 * @now: (element-type GalleyDeskEntry): what it gives now, both for @actor
 *
 * Returns: (transfer container) (element-type GalleyDeskEntry): those of @now that came to wait for @actor since, by somebody
 *   else's doing or because their time has come
 */
GPtrArray *
galley_desk_find_arrived (GPtrArray *before, GPtrArray *now, const char *actor)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *arrived = g_ptr_array_new ();

  for (guint i = 0; before && i < before->len; i++)
    {
      GalleyDeskEntry *entry = g_ptr_array_index (before, i);

      g_hash_table_insert (known, entry->path, entry);
    }
  for (guint i = 0; before && i < now->len; i++)
    {
      GalleyDeskEntry *entry = g_ptr_array_index (now, i);
      const GalleyDeskEntry *was = g_hash_table_lookup (known, entry->path);

      if (entry->waits && !(was && was->waits) &&
          (!g_str_equal (entry->last, actor) || (was && was->error == NULL && was->n_steps == entry->n_steps)))
        g_ptr_array_add (arrived, entry);
    }
  return arrived;
}

/* The shelf that the bulletin's state puts it on. */
static GalleyDeskShelf
get_shelf (const GalleyDeskEntry *entry)
{
  if (entry->error)
    return GALLEY_DESK_SHELF_UNREADABLE;
  switch (entry->state)
    {
    case GALLEY_REVIEW_REVIEW1:
    case GALLEY_REVIEW_REVIEW2:
    case GALLEY_REVIEW_REVIEW3:
      return GALLEY_DESK_SHELF_IN_REVIEW;
    case GALLEY_REVIEW_PROOF1:
    case GALLEY_REVIEW_PROOF2:
    case GALLEY_REVIEW_PROOF3:
    case GALLEY_REVIEW_READY:
    case GALLEY_REVIEW_SCHEDULED:
    case GALLEY_REVIEW_PUBLISHED:
      return GALLEY_DESK_SHELF_SIGNED;
    case GALLEY_REVIEW_REJECTED:
      return GALLEY_DESK_SHELF_REJECTED;
    case GALLEY_REVIEW_WITHDRAWN:
      return GALLEY_DESK_SHELF_WITHDRAWN;
    case GALLEY_REVIEW_DRAFT:
    case GALLEY_REVIEW_REVISING:
    case GALLEY_REVIEW_CORRECTING:
    default:
      return GALLEY_DESK_SHELF_DRAFTS;
    }
}

gboolean
galley_desk_entry_is_on (const GalleyDeskEntry *entry, GalleyDeskShelf shelf)
{
  return shelf == GALLEY_DESK_SHELF_WAITING ? entry->waits : get_shelf (entry) == shelf;
}

static gboolean
has_word (const GalleyDeskEntry *entry, const char *word)
{
  g_autofree char *path = g_filename_display_name (entry->path);
  const char *texts[] = { path, entry->title, entry->stage, entry->last, entry->district, entry->period };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *normal = texts[i] ? g_utf8_normalize (texts[i], -1, G_NORMALIZE_ALL) : NULL;
      g_autofree char *folded = normal ? g_utf8_casefold (normal, -1) : NULL;

      if (folded && strstr (folded, word))
        return TRUE;
    }
  return FALSE;
}

/**
 * galley_desk_entry_matches:
 * @words: what somebody typed to find a bulletin
 *
 * Returns: whether each of the words is in the bulletin's title, path, stage, district or period, or in the name of who had it last
 */
gboolean
galley_desk_entry_matches (const GalleyDeskEntry *entry, const char *words)
{
  g_autofree char *normal = g_utf8_normalize (words, -1, G_NORMALIZE_ALL), *folded = g_utf8_casefold (normal, -1);
  g_auto (GStrv) each = g_strsplit_set (folded, " \t", -1);
  gboolean matches = TRUE;

  for (char **word = each; *word && matches; word++)
    matches = has_word (entry, *word);
  return matches;
}

gboolean
galley_desk_entry_equal (const GalleyDeskEntry *a, const GalleyDeskEntry *b)
{
  return g_str_equal (a->path, b->path) && g_strcmp0 (a->etag, b->etag) == 0 && g_strcmp0 (a->error, b->error) == 0 &&
         g_strcmp0 (a->stage, b->stage) == 0 && a->waits == b->waits && g_strcmp0 (a->scheduled, b->scheduled) == 0 &&
         g_strcmp0 (a->embargo, b->embargo) == 0;
}

void
galley_desk_entry_free (GalleyDeskEntry *entry)
{
  g_free (entry->path);
  g_free (entry->etag);
  g_free (entry->title);
  g_free (entry->stage);
  g_free (entry->scheduled);
  g_free (entry->embargo);
  g_clear_pointer (&entry->due, g_date_time_unref);
  g_free (entry->last);
  g_free (entry->district);
  g_free (entry->period);
  g_free (entry->date);
  g_free (entry->error);
  g_free (entry);
}
