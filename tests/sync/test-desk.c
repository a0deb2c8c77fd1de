/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-bulletin-file.h"
#include "galley-codec.h"
#include "galley-desk-watch.h"
#include "galley-versions.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
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
  fixture_remove_folder (self->parent);
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
  "{\"name\":\"主任\",\"roles\":[\"section-head\"]}]}";

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
  fixture_remove_folder (folder);
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
  add ("arrived", test_arrived);
  add ("watch", test_watch);
  add ("record", test_record);
  add ("versions", test_versions);
  add ("no-desk", test_no_desk);
  add ("command-line", test_command_line);
  return g_test_run ();
}
