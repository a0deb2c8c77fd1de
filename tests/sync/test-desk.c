/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-bulletin-file.h"
#include "galley-codec.h"
#include "galley-desk-watch.h"
#include "galley-store-error.h"
#include "galley-versions.h"
#include "folder.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  char *parent;
  char *folder;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->parent = fixture_folder ();
  self->folder = g_build_filename (self->parent, "新闻", "工作台", NULL);
  g_assert_true (galley_desk_init (self->folder, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_folder (self->parent);
  g_free (self->parent);
  g_free (self->folder);
}

static char *
save (Fixture *self, const char *name, GalleySnapshot *snapshot)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  galley_bulletin_file_save (file, snapshot, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

/* What git itself says of the desk. */
static char *
git (Fixture *self, const char *command)
{
  g_autofree char *quoted = g_shell_quote (self->folder);
  g_autofree char *line =
    g_strdup_printf ("git -c safe.directory='*' -c core.quotepath=off -C %s %s", quoted, command);
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_command_line_sync (line, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return output;
}

static void
test_init (Fixture *self, gconstpointer data)
{
  g_autofree char *files = git (self, "ls-files"), *status = git (self, "status --porcelain");
  g_autofree char *branch = git (self, "branch --show-current"), *log = git (self, "log --format=%s");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (files, ==, ".gitignore\ndesk.json\n");
  g_assert_cmpstr (status, ==, "");
  g_assert_cmpstr (branch, ==, "main\n");
  g_assert_cmpstr (log, ==, "Make the desk\n");
  g_assert_false (galley_desk_init (self->folder, &error));
  g_assert_error (error, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_EXISTS);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot ();
  g_autofree char *one = save (self, "b.galley", snapshot), *two = save (self, "2024Q1/东湖.galley", snapshot);
  g_autofree char *broken = g_build_filename (self->folder, "a.galley", NULL);
  g_autofree char *ring = g_build_filename (self->folder, "ring", NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  GalleyDeskEntry *entry;

  g_assert_true (g_file_set_contents (broken, "{\"format\":", -1, NULL));
  g_assert_cmpint (symlink (self->folder, ring), ==, 0);
  entries = galley_desk_list (self->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 3);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->path, ==, "2024Q1/东湖.galley");
  g_assert_cmpstr (entry->title, ==, "东湖区一季度项目开工过半");
  g_assert_cmpint (entry->state, ==, GALLEY_REVIEW_REVIEW1);
  g_assert_cmpstr (entry->district, ==, "东湖区");
  g_assert_cmpstr (entry->period, ==, "2024Q1");
  g_assert_cmpstr (entry->date, ==, "2024-04-16");
  g_assert_null (entry->error);
  entry = g_ptr_array_index (entries, 1);
  g_assert_cmpstr (entry->path, ==, "a.galley");
  g_assert_true (g_str_has_prefix (entry->error, broken));
  g_assert_null (entry->title);
}

static const char people[] =
  "{\"format\":\"galley-desk\",\"version\":1,\"people\":[{\"name\":\"责编\",\"roles\":[\"editor\"]},"
  "{\"name\":\"主任\",\"roles\":[\"section-head\"]},{\"name\":\"发布\",\"roles\":[\"publisher\"]}]}";

static void
set_people (Fixture *self)
{
  g_autofree char *desk = g_build_filename (self->folder, "desk.json", NULL);

  g_assert_true (g_file_set_contents (desk, people, -1, NULL));
}

static guint
count_shelf (GPtrArray *entries, GalleyDeskShelf shelf)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += galley_desk_entry_is_on (g_ptr_array_index (entries, i), shelf);
  return n;
}

/* A bulletin whose record has one entry, which led to @state. @at: (nullable): when it is scheduled for; @embargo: (nullable) */
static GalleySnapshot *
standing (const char *event, const char *state, const char *actor, const char *at, const char *embargo)
{
  const char *fields[GALLEY_N_LOG_FIELDS] = { [GALLEY_LOG_EVENT] = event, [GALLEY_LOG_FROM] = "ready", [GALLEY_LOG_TO] = state,
                                              [GALLEY_LOG_ACTOR] = actor, [GALLEY_LOG_AT] = at };
  const char *details[GALLEY_N_DETAILS_FIELDS] = { [GALLEY_DETAILS_EMBARGO] = embargo };
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_details_schema, NULL, details, NULL);
  g_autoptr (GPtrArray) log = galley_record_array_new (), blocks = galley_block_array_new ();

  g_ptr_array_add (log, galley_record_new (&galley_log_schema, NULL, fields, NULL));
  g_ptr_array_add (blocks, galley_block_data_new ("head", GALLEY_BLOCK_HEADLINE, "东湖区开工", NULL));
  g_ptr_array_add (blocks, galley_block_data_new ("body", GALLEY_BLOCK_PARAGRAPH, "项目66个，其中新建12个、续建55个。", NULL));
  return galley_snapshot_new ("s1", head, NULL, blocks, NULL, NULL, log, NULL);
}

/* So many seconds from now. */
static char *
soon (guint seconds)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc (), then = g_date_time_add_seconds (now, seconds);

  return g_date_time_format (then, "%Y-%m-%dT%H:%M:%SZ");
}

/* The fixture's bulletin is at review 1, which is the responsible editor's. */
static void
test_shelves (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) submitted = fixture_snapshot (), draft = galley_snapshot_new_empty ();
  g_autofree char *one = save (self, "a.galley", submitted), *two = save (self, "b.galley", draft);
  g_autofree char *broken = g_build_filename (self->folder, "c.galley", NULL);
  g_autoptr (GPtrArray) mine = NULL, heads = NULL;

  set_people (self);
  g_assert_true (g_file_set_contents (broken, "{", -1, NULL));
  mine = galley_desk_list (self->folder, "责编", NULL, NULL);
  heads = galley_desk_list (self->folder, "主任", NULL, NULL);
  g_assert_cmpuint (count_shelf (mine, GALLEY_DESK_SHELF_WAITING), ==, 1);
  g_assert_cmpuint (count_shelf (heads, GALLEY_DESK_SHELF_WAITING), ==, 0);
  g_assert_cmpuint (count_shelf (mine, GALLEY_DESK_SHELF_DRAFTS), ==, 1);
  g_assert_cmpuint (count_shelf (mine, GALLEY_DESK_SHELF_IN_REVIEW), ==, 1);
  g_assert_cmpuint (count_shelf (mine, GALLEY_DESK_SHELF_SIGNED), ==, 0);
  g_assert_cmpuint (count_shelf (mine, GALLEY_DESK_SHELF_UNREADABLE), ==, 1);
}

/* Whatever becomes of a bulletin, it is on the shelf of its state, and on no other. */
static void
test_no_bulletin_is_lost (Fixture *self, gconstpointer data)
{
  static const GalleyDeskShelf shelves[GALLEY_N_REVIEW_STATES] = {
    [GALLEY_REVIEW_DRAFT] = GALLEY_DESK_SHELF_DRAFTS,       [GALLEY_REVIEW_REVIEW1] = GALLEY_DESK_SHELF_IN_REVIEW,
    [GALLEY_REVIEW_REVIEW2] = GALLEY_DESK_SHELF_IN_REVIEW,  [GALLEY_REVIEW_REVIEW3] = GALLEY_DESK_SHELF_IN_REVIEW,
    [GALLEY_REVIEW_PROOF1] = GALLEY_DESK_SHELF_SIGNED,      [GALLEY_REVIEW_PROOF2] = GALLEY_DESK_SHELF_SIGNED,
    [GALLEY_REVIEW_PROOF3] = GALLEY_DESK_SHELF_SIGNED,      [GALLEY_REVIEW_READY] = GALLEY_DESK_SHELF_SIGNED,
    [GALLEY_REVIEW_SCHEDULED] = GALLEY_DESK_SHELF_SIGNED,   [GALLEY_REVIEW_PUBLISHED] = GALLEY_DESK_SHELF_SIGNED,
    [GALLEY_REVIEW_REVISING] = GALLEY_DESK_SHELF_DRAFTS,    [GALLEY_REVIEW_CORRECTING] = GALLEY_DESK_SHELF_DRAFTS,
    [GALLEY_REVIEW_REJECTED] = GALLEY_DESK_SHELF_REJECTED,  [GALLEY_REVIEW_WITHDRAWN] = GALLEY_DESK_SHELF_WITHDRAWN,
  };

  for (GalleyReviewState state = 0; state < GALLEY_N_REVIEW_STATES; state++)
    {
      g_autoptr (GalleySnapshot) snapshot = standing ("x", galley_review_state_to_string (state), "责编", NULL, NULL);
      g_autofree char *path = save (self, "a.galley", snapshot);
      g_autoptr (GPtrArray) entries = galley_desk_list (self->folder, NULL, NULL, NULL);

      for (guint shelf = GALLEY_DESK_SHELF_DRAFTS; shelf < GALLEY_N_DESK_SHELVES; shelf++)
        g_assert_cmpuint (count_shelf (entries, shelf), ==, shelf == shelves[state]);
    }
}

static void
test_find (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot ();
  g_autofree char *path = save (self, "2024Q1/Hu.galley", snapshot);
  g_autoptr (GPtrArray) entries = galley_desk_list (self->folder, NULL, NULL, NULL);
  const GalleyDeskEntry *entry = g_ptr_array_index (entries, 0);

  g_assert_true (galley_desk_entry_matches (entry, ""));
  g_assert_true (galley_desk_entry_matches (entry, "东湖 开工"));
  g_assert_true (galley_desk_entry_matches (entry, "HU"));
  g_assert_true (galley_desk_entry_matches (entry, "２０２４Ｑ１"));
  g_assert_false (galley_desk_entry_matches (entry, "东湖 西湖"));
}

static void
test_arrived (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) submitted = fixture_snapshot (), draft = galley_snapshot_new_empty ();
  g_autofree char *path = save (self, "a.galley", draft);
  g_autoptr (GPtrArray) before = NULL, now = NULL, first = NULL, arrived = NULL, own = NULL, again = NULL;
  const GalleyDeskEntry *entry;

  set_people (self);
  before = galley_desk_list (self->folder, "责编", NULL, NULL);
  g_free (save (self, "a.galley", submitted));
  now = galley_desk_list (self->folder, "责编", NULL, NULL);
  first = galley_desk_find_arrived (NULL, now, "责编");
  g_assert_cmpuint (first->len, ==, 0);
  arrived = galley_desk_find_arrived (before, now, "责编");
  g_assert_cmpuint (arrived->len, ==, 1);
  entry = g_ptr_array_index (arrived, 0);
  g_assert_cmpstr (entry->path, ==, "a.galley");
  own = galley_desk_find_arrived (before, now, entry->last);
  g_assert_cmpuint (own->len, ==, 0);
  again = galley_desk_find_arrived (now, now, "责编");
  g_assert_cmpuint (again->len, ==, 0);
}

typedef struct
{
  GMainLoop *loop;
  guint n_arrived;
  GalleyDeskShelf shelf;
  guint wanted;
} Waited;

static void
updated_cb (GalleyDeskWatch *watch, GPtrArray *arrived, Waited *waited)
{
  waited->n_arrived += arrived->len;
  if (count_shelf (galley_desk_watch_get_entries (watch), waited->shelf) == waited->wanted)
    g_main_loop_quit (waited->loop);
}

/* A watch tells of what others do in any folder of the desk. */
static void
test_watch (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) submitted = fixture_snapshot (), draft = galley_snapshot_new_empty ();
  g_autofree char *path = save (self, "2024Q1/a.galley", draft);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GalleyDeskWatch) watch = galley_desk_watch_new ();
  Waited waited = { .loop = loop, .shelf = GALLEY_DESK_SHELF_DRAFTS, .wanted = 1 };

  set_people (self);
  g_signal_connect (watch, "updated", G_CALLBACK (updated_cb), &waited);
  galley_desk_watch_set (watch, path, NULL, "责编");
  g_main_loop_run (loop);
  g_assert_cmpstr (galley_desk_watch_get_folder (watch), ==, self->folder);
  g_assert_cmpuint (waited.n_arrived, ==, 0);
  waited.shelf = GALLEY_DESK_SHELF_WAITING;
  g_free (save (self, "2024Q1/a.galley", submitted));
  g_main_loop_run (loop);
  g_assert_cmpuint (waited.n_arrived, ==, 1);
  /* Who asks is another: what is there is no news. */
  waited.wanted = 0;
  galley_desk_watch_set (watch, path, NULL, "主任");
  g_main_loop_run (loop);
  g_assert_cmpuint (waited.n_arrived, ==, 1);
}

/* Nothing is touched: the clock alone brings what is due to the publisher, also what they scheduled themselves. */
static void
test_due (Fixture *self, gconstpointer data)
{
  g_autofree char *time = soon (2);
  g_autoptr (GalleySnapshot) held = standing ("pass", "ready", "责编", NULL, time);
  g_autoptr (GalleySnapshot) scheduled = standing ("schedule", "scheduled", "发布", time, NULL);
  g_autofree char *one = save (self, "a.galley", held), *two = save (self, "b.galley", scheduled);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GalleyDeskWatch) watch = galley_desk_watch_new ();
  Waited waited = { .loop = loop, .shelf = GALLEY_DESK_SHELF_WAITING, .wanted = 0 };
  const GalleyDeskEntry *entry;

  set_people (self);
  g_signal_connect (watch, "updated", G_CALLBACK (updated_cb), &waited);
  galley_desk_watch_set (watch, NULL, self->folder, "发布");
  g_main_loop_run (loop);
  entry = g_ptr_array_index (galley_desk_watch_get_entries (watch), 0);
  g_assert_nonnull (entry->embargo);
  entry = g_ptr_array_index (galley_desk_watch_get_entries (watch), 1);
  g_assert_nonnull (entry->scheduled);
  waited.wanted = 2;
  g_main_loop_run (loop);
  g_assert_cmpuint (waited.n_arrived, ==, 2);
  entry = g_ptr_array_index (galley_desk_watch_get_entries (watch), 0);
  g_assert_null (entry->embargo);
}

static void
counted_cb (GalleyDeskWatch *watch, guint *n)
{
  GPtrArray *entries = galley_desk_watch_get_entries (watch);

  *n = 0;
  for (guint i = 0; i < entries->len; i++)
    *n += galley_desk_watch_get_n_errors (watch, ((GalleyDeskEntry *) g_ptr_array_index (entries, i))->etag) >= 0;
}

/* Errors are counted of all, some at a time, and of what was counted not again. */
static void
test_counts (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) wrong = standing ("submit", "review1", "甲", NULL, NULL);
  g_autoptr (GalleyDeskWatch) watch = galley_desk_watch_new ();
  const GalleyDeskEntry *entry;
  guint n_counted = 0;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i), *name = g_strdup_printf ("%02u.galley", i), *path = NULL;
      g_autoptr (GalleySnapshot) snapshot =
        galley_snapshot_new (id, wrong->details, NULL, i < 19 ? wrong->blocks : NULL, NULL, NULL, wrong->log, NULL);

      path = save (self, name, snapshot);
    }
  g_signal_connect (watch, "counted", G_CALLBACK (counted_cb), &n_counted);
  galley_desk_watch_set (watch, NULL, self->folder, "");
  while (n_counted < 20)
    g_main_context_iteration (NULL, TRUE);
  entry = g_ptr_array_index (galley_desk_watch_get_entries (watch), 0);
  g_assert_cmpint (galley_desk_watch_get_n_errors (watch, entry->etag), ==, 1);
  entry = g_ptr_array_index (galley_desk_watch_get_entries (watch), 19);
  g_assert_cmpint (galley_desk_watch_get_n_errors (watch, entry->etag), ==, 0);
  g_assert_cmpint (galley_desk_watch_get_n_errors (watch, "other"), ==, -1);
}

/* What was broken outside comes back as it was committed, and nothing that was there is lost. */
static void
test_restore (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot (), read = NULL;
  g_autofree char *path = save (self, "a.galley", snapshot), *never = g_build_filename (self->folder, "b.galley", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), kept = NULL, none = NULL;
  static const char newer[] = "{\"format\": \"galley-bulletin\", \"version\": 99}";
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *name = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;

  g_free (galley_desk_record (path, "初稿", "甲", &error));
  g_assert_true (g_file_set_contents (path, "<<<<<<< HEAD\n{", -1, NULL));
  g_free (galley_desk_record (path, "broken", "甲", &error));
  kept = galley_desk_restore (path, "甲", &error);
  g_assert_no_error (error);
  name = g_file_get_path (kept);
  g_assert_true (g_file_get_contents (name, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "<<<<<<< HEAD\n{");
  read = galley_bulletin_file_load (file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (galley_snapshot_equal (read, snapshot));
  none = galley_desk_restore (path, "甲", &error);
  g_assert_error (error, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (never, "{", -1, NULL));
  none = galley_desk_restore (never, "甲", &error);
  g_assert_error (error, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_HISTORY);
  g_clear_error (&error);
  /* What a newer Galley wrote is whole; an older version in its place would lose that work. */
  g_assert_true (g_file_set_contents (path, newer, -1, NULL));
  none = galley_desk_restore (path, "甲", &error);
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NEWER);
  entries = galley_desk_list (self->folder, NULL, NULL, NULL);
  g_assert_false (((GalleyDeskEntry *) g_ptr_array_index (entries, 0))->damaged);
  g_assert_true (((GalleyDeskEntry *) g_ptr_array_index (entries, 1))->damaged);
  g_assert_null (none);
}

static void
assert_refused (Fixture *self, const char *reason)
{
  g_autofree char *path = g_build_filename (self->folder, "a.galley", NULL);
  g_autoptr (GError) error = NULL, of_rules = NULL;

  g_assert_null (galley_desk_list (self->folder, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, reason));
  g_assert_null (galley_desk_load_rules (path, &of_rules));
  g_assert_nonnull (strstr (of_rules->message, reason));
}

/* Whatever is in place of a desk.json, nobody works by it, and it is not read to the end. */
static void
test_hostile_desk (Fixture *self, gconstpointer data)
{
  g_autofree char *desk = g_build_filename (self->folder, "desk.json", NULL);
  g_autofree char *outside = g_build_filename (self->parent, "outside.json", NULL);
  g_autofree char *deep = g_strnfill (100000, '[');

  g_assert_true (g_file_set_contents (outside, people, -1, NULL));
  g_unlink (desk);
  g_assert_cmpint (symlink (outside, desk), ==, 0);
  assert_refused (self, "link to another place");
  g_unlink (desk);
  g_assert_true (g_file_set_contents (desk, "{", -1, NULL));
  g_assert_cmpint (truncate (desk, 100 * 1024 * 1024), ==, 0);
  assert_refused (self, "1 MiB");
  g_assert_true (g_file_set_contents (desk, deep, -1, NULL));
  assert_refused (self, "nested");
  g_unlink (desk);
  g_assert_cmpint (mkfifo (desk, 0600), ==, 0);
  assert_refused (self, "no ordinary file");
}

static void
test_record (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot (), empty = galley_snapshot_new_empty ();
  g_autofree char *path = save (self, "2024Q1/东湖.galley", snapshot), *other = save (self, "other.galley", snapshot);
  g_autofree char *first = NULL, *same = NULL, *second = NULL, *log = NULL, *files = NULL, *status = NULL, *shown = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  first = galley_desk_record (path, "初稿", "甲", &error);
  g_assert_no_error (error);
  /* What is as it was makes no commit. */
  same = galley_desk_record (path, "again", "甲", &error);
  g_assert_cmpstr (same, ==, first);
  g_free (save (self, "2024Q1/东湖.galley", empty));
  /* What the user has staged is not swept in. */
  g_free (git (self, "add other.galley"));
  second = galley_desk_record (path, "二稿", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, !=, first);
  log = git (self, "log --format=%s:%an -3 --date-order");
  g_assert_true (g_str_has_prefix (log, "二稿:"));
  g_assert_nonnull (strstr (log, "初稿:甲\n"));
  files = git (self, "ls-tree -r --name-only HEAD");
  g_assert_cmpstr (files, ==, ".gitignore\n2024Q1/东湖.galley\ndesk.json\n");
  status = git (self, "status --porcelain");
  g_assert_cmpstr (status, ==, "A  other.galley\n");
  shown = git (self, "show HEAD:2024Q1/东湖.galley");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (shown, ==, text);
}

static void
test_versions (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot (), empty = galley_snapshot_new_empty ();
  g_autofree char *path = save (self, "a.galley", snapshot), *folder = galley_versions_dup_folder (snapshot->id);
  g_autofree char *other = save (self, "b.galley", empty), *hash = galley_codec_content_hash (snapshot);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GalleySnapshot) found = NULL;
  const GalleyVersion *first, *second;

  /* Saved, and committed as what it is; then changed by somebody else, and another file. */
  g_assert_true (galley_versions_keep (folder, snapshot, "甲", g_get_real_time () - G_TIME_SPAN_MINUTE, &error));
  g_free (galley_desk_record (path, "submit: 请审", "甲", &error));
  g_free (save (self, "a.galley", empty));
  g_free (galley_desk_record (path, "二稿", "乙", &error));
  g_free (galley_desk_record (other, "其他", "乙", &error));
  g_assert_no_error (error);
  versions = galley_desk_list_versions (path, snapshot->id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 2);
  first = g_ptr_array_index (versions, 0);
  second = g_ptr_array_index (versions, 1);
  g_assert_cmpstr (first->author, ==, "甲");
  g_assert_cmpstr (first->note, ==, "submit: 请审");
  g_assert_true (first->stage);
  g_assert_cmpstr (second->author, ==, "乙");
  g_assert_false (second->stage);
  g_assert_cmpuint (second->snapshot->log->len, ==, 0);
  found = galley_desk_find_version (path, hash);
  g_assert_nonnull (found);
  remove_folder (folder);
}

static void
test_no_desk (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->parent, "x.galley", NULL), *desk = NULL;
  g_autofree char *json = g_build_filename (self->folder, "desk.json", NULL), *found = NULL;
  g_autofree char *inner = g_build_filename (self->folder, "2024Q1", NULL);
  g_autoptr (GError) error = NULL;

  found = galley_desk_find (inner, &error);
  g_assert_cmpstr (found, ==, self->folder);
  g_assert_null (galley_desk_list (self->parent, NULL, NULL, &error));
  g_assert_error (error, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_NO_DESK);
  g_clear_error (&error);
  g_assert_null (galley_desk_record (path, "m", NULL, &error));
  g_assert_error (error, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_NO_DESK);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (json, "{\"format\":\"galley-desk\",\"version\":2}", -1, NULL));
  g_assert_null (galley_desk_list (self->folder, NULL, NULL, &error));
  g_assert_error (error, GALLEY_DESK_ERROR, GALLEY_DESK_ERROR_NEWER);
}

static int
run_cli (char **output, const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  va_list list;
  int status;

  g_ptr_array_add (arguments, (gpointer) g_getenv ("GALLEY_CLI"));
  va_start (list, first);
  for (const char *argument = first; argument; argument = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, output, NULL, &status,
                &error);
  g_assert_no_error (error);
  return WEXITSTATUS (status);
}

static void
test_command_line (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot ();
  g_autofree char *folder = g_build_filename (self->parent, "new", NULL), *path = save (self, "a.galley", snapshot);
  g_autofree char *broken = g_build_filename (self->folder, "b.galley", NULL);
  g_autofree char *made = NULL, *again = NULL, *list = NULL, *json = NULL, *good = NULL, *bad = NULL, *wrong = NULL;

  g_assert_cmpint (run_cli (&made, "desk", "init", folder, NULL), ==, 0);
  g_assert_cmpint (run_cli (&again, "desk", "init", folder, NULL), ==, 1);
  g_assert_cmpint (run_cli (&list, "desk", "list", self->folder, NULL), ==, 0);
  g_assert_cmpstr (list, ==, "a.galley\tFirst Review\t2024-04-16\t东湖区一季度项目开工过半\n");
  g_assert_cmpint (run_cli (&good, "desk", "verify", self->folder, NULL), ==, 0);
  g_assert_true (g_file_set_contents (broken, "", -1, NULL));
  g_assert_cmpint (run_cli (&bad, "desk", "verify", self->folder, NULL), ==, 1);
  g_assert_cmpstr (bad, ==, "1 bulletins read, 1 cannot be read\n");
  g_assert_cmpint (run_cli (&json, "desk", "list", "--json", self->folder, NULL), ==, 1);
  g_assert_nonnull (strstr (json, "\"state\" : \"review1\""));
  g_assert_nonnull (strstr (json, "\"error\" : "));
  g_assert_cmpint (run_cli (&wrong, "desk", "fly", NULL), ==, 64);
}

#define add(name, function) g_test_add ("/desk/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  add ("init", test_init);
  add ("list", test_list);
  add ("shelves", test_shelves);
  add ("no-bulletin-is-lost", test_no_bulletin_is_lost);
  add ("find", test_find);
  add ("arrived", test_arrived);
  add ("watch", test_watch);
  add ("due", test_due);
  add ("counts", test_counts);
  add ("restore", test_restore);
  add ("hostile-desk", test_hostile_desk);
  add ("record", test_record);
  add ("versions", test_versions);
  add ("no-desk", test_no_desk);
  add ("command-line", test_command_line);
  return g_test_run ();
}
