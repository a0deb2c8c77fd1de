/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "galley-codec.h"
#include "galley-session.h"
#include "galley-transaction.h"
#include "galley-versions.h"
#include "folder.h"
#include "store-fixture.h"

#define NOW (G_GINT64_CONSTANT (1700000000) * G_TIME_SPAN_SECOND)

typedef struct
{
  char *folder;
  GalleyBulletin *bulletin;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot ();

  self->folder = fixture_folder ();
  self->bulletin = galley_bulletin_new (snapshot);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_folder (self->folder);
  g_free (self->folder);
  g_object_unref (self->bulletin);
}

/* Puts a figure into the first block. */
static void
edit (Fixture *self, const char *text)
{
  GalleyTransaction *transaction = galley_transaction_begin (self->bulletin, "edit");

  galley_transaction_replace_text (transaction, 0, 0, 0, text);
  galley_transaction_commit (transaction);
}

/* Enters something in the log. */
static void
pass_stage (Fixture *self)
{
  const char *values[GALLEY_N_LOG_FIELDS] = { [GALLEY_LOG_EVENT] = "submit", [GALLEY_LOG_FROM] = "draft",
                                              [GALLEY_LOG_TO] = "review1" };
  g_autoptr (GPtrArray) added = galley_record_array_new ();
  GalleyTransaction *transaction = galley_transaction_begin (self->bulletin, "stage");

  g_ptr_array_add (added, galley_record_new (&galley_log_schema, NULL, values, NULL));
  galley_transaction_splice (transaction, GALLEY_LIST_LOG, NULL, galley_bulletin_get_list (self->bulletin, GALLEY_LIST_LOG)->len,
                             0, added);
  galley_transaction_commit (transaction);
}

static void
keep (Fixture *self, const char *author, gint64 time)
{
  g_autoptr (GalleySnapshot) snapshot = galley_bulletin_snapshot (self->bulletin);
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_versions_keep (self->folder, snapshot, author, time, &error));
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *versions = galley_versions_list (self->folder, NULL, &error);

  g_assert_no_error (error);
  return versions;
}

static void
test_changes (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) none = list (self), versions = NULL;
  const GalleyVersion *first, *second;

  g_assert_cmpuint (none->len, ==, 0);
  keep (self, "周岚/甲-乙", NOW);
  keep (self, "李", NOW + 1);
  edit (self, "3个");
  /* A clock that was set back keeps the order. */
  keep (self, NULL, NOW - G_TIME_SPAN_DAY);
  versions = list (self);
  g_assert_cmpuint (versions->len, ==, 2);
  first = g_ptr_array_index (versions, 0);
  second = g_ptr_array_index (versions, 1);
  g_assert_cmpstr (first->author, ==, "周岚/甲-乙");
  g_assert_cmpint (first->time, ==, NOW);
  g_assert_cmpstr (second->author, ==, "");
  g_assert_cmpint (second->time, ==, NOW + 1);
  g_assert_true (g_str_has_prefix (((GalleyBlockData *) g_ptr_array_index (second->snapshot->blocks, 0))->text, "3个"));
}

static void
test_stages (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) versions = NULL;

  keep (self, NULL, NOW);
  edit (self, "1");
  keep (self, NULL, NOW + 1);
  pass_stage (self);
  /* The content is the same; the stage is not. */
  keep (self, NULL, NOW + 2);
  edit (self, "2");
  keep (self, NULL, NOW + 3);
  versions = list (self);
  g_assert_cmpuint (versions->len, ==, 4);
  g_assert_false (((GalleyVersion *) g_ptr_array_index (versions, 1))->stage);
  g_assert_true (((GalleyVersion *) g_ptr_array_index (versions, 2))->stage);
  g_assert_false (((GalleyVersion *) g_ptr_array_index (versions, 3))->stage);
}

static void
test_thinned (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) versions = NULL;
  gint64 last = 0;
  guint recent = 0;

  /* Two hours of saving each minute, two days ago, then as much now. */
  for (guint i = 0; i < 240; i++)
    {
      edit (self, "9");
      keep (self, NULL, NOW + (i < 120 ? i : i + 2 * 24 * 60) * G_TIME_SPAN_MINUTE);
    }
  versions = list (self);
  for (guint i = 0; i < versions->len; i++)
    {
      const GalleyVersion *version = g_ptr_array_index (versions, i);

      g_assert_cmpint (version->time, >, last);
      last = version->time;
      recent += version->time > NOW + (2 * 24 * 60 + 239 - 60) * G_TIME_SPAN_MINUTE;
    }
  g_assert_cmpint (last, ==, NOW + (2 * 24 * 60 + 239) * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (recent, ==, 60);
  g_assert_cmpuint (versions->len, <=, 60 + 12);
  g_assert_cmpuint (versions->len, >, 60 + 5);
}

/* How many versions lie from @from up to @to. */
static guint
count_between (const GPtrArray *versions, gint64 from, gint64 to)
{
  guint n = 0;

  for (guint i = 0; i < versions->len; i++)
    {
      const GalleyVersion *version = g_ptr_array_index (versions, i);

      n += version->time >= from && version->time < to;
    }
  return n;
}

/* Four hours of work: all of the last, one each ten minutes of those before it, and every stage however close. */
static void
test_ages (Fixture *self, gconstpointer data)
{
  /* On a border of ten minutes, so that the stretches are whole. */
  const gint64 start = NOW / (10 * G_TIME_SPAN_MINUTE) * (10 * G_TIME_SPAN_MINUTE), end = start + 4 * G_TIME_SPAN_HOUR;
  g_autoptr (GPtrArray) versions = NULL, later = NULL;
  guint n_stages = 0;

  for (guint i = 0; i < 240; i++)
    {
      edit (self, "9");
      if (i >= 20 && i < 25)
        pass_stage (self);
      keep (self, NULL, start + i * G_TIME_SPAN_MINUTE);
    }
  versions = list (self);
  g_assert_cmpuint (count_between (versions, end - G_TIME_SPAN_HOUR, end), ==, 60);
  /* Three hours before that: one each ten minutes, and the stages, of which none is the last of its stretch: those five, and the
   * first, which came with a log. */
  g_assert_cmpuint (count_between (versions, start, end - G_TIME_SPAN_HOUR), ==, 18 + 5 + 1);
  g_assert_cmpuint (count_between (versions, start + 20 * G_TIME_SPAN_MINUTE, start + 30 * G_TIME_SPAN_MINUTE), ==, 5 + 1);
  /* Two days later what was often is one a day, but for the stages. */
  edit (self, "9");
  keep (self, NULL, end + 2 * G_TIME_SPAN_DAY);
  later = list (self);
  for (guint i = 0; i < later->len; i++)
    n_stages += ((GalleyVersion *) g_ptr_array_index (later, i))->stage;
  g_assert_cmpuint (n_stages, ==, 5 + 1);
  g_assert_cmpuint (count_between (later, start, end), >=, 5 + 1 + 1);
  g_assert_cmpuint (count_between (later, start, end), <=, 5 + 1 + 2);
}

/* There is an end to them even where each one would stay. */
static void
test_most (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) versions = NULL;

  for (guint i = 0; i < 1010; i++)
    {
      g_autofree char *name = g_strdup_printf ("%017" G_GINT64_FORMAT "-0-%u-.galley", NOW + i, i);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
    }
  keep (self, NULL, NOW + G_TIME_SPAN_MINUTE);
  versions = list (self);
  g_assert_cmpuint (versions->len, ==, 1000);
  g_assert_cmpint (((GalleyVersion *) g_ptr_array_index (versions, 0))->time, ==, NOW + 11);
  g_assert_cmpint (((GalleyVersion *) g_ptr_array_index (versions, 999))->time, ==, NOW + G_TIME_SPAN_MINUTE);
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autofree char *stray = g_build_filename (self->folder, "notes.txt", NULL);
  const char *name;

  g_assert_true (g_file_set_contents (stray, "x", -1, NULL));
  keep (self, NULL, NOW);
  edit (self, "1");
  keep (self, NULL, NOW + 1);
  edit (self, "2");
  keep (self, NULL, NOW + 2);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL), *text = NULL;

      if (g_str_has_prefix (name, "01700000000000000-"))
        g_assert_true (g_file_set_contents (path, "{\"format\":", -1, NULL));
      if (!g_str_has_prefix (name, "01700000000000001-"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      *strstr (text, "\"1") = '"';
      strstr (text, "\"1")[1] = '7';
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
    }
  versions = list (self);
  g_assert_cmpuint (versions->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const GalleyVersion *version = g_ptr_array_index (versions, i);

      g_assert_true ((version->error == NULL) == (i == 2));
      g_assert_true ((version->snapshot != NULL) == (i == 2));
      g_assert_true (i == 2 || g_str_has_prefix (version->error, self->folder));
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_session_save_finish (GALLEY_SESSION (source), result, &error));
  g_assert_no_error (error);
  *(guint *) data += 1;
}

static gboolean
is_done (gpointer data)
{
  return *(guint *) data == 1;
}

static void
test_session (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "a.galley", NULL);
  g_autofree char *folder = galley_versions_dup_folder (galley_bulletin_get_id (self->bulletin));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GalleySession) session = galley_session_new (self->bulletin, NULL, NULL);
  g_autoptr (GPtrArray) versions = NULL;
  guint done = 0;

  galley_session_set_author (session, "周岚");
  galley_session_save_as_async (session, file, NULL, saved_cb, &done);
  fixture_wait (is_done, &done);
  versions = galley_versions_list (folder, NULL, NULL);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_cmpstr (((GalleyVersion *) g_ptr_array_index (versions, 0))->author, ==, "周岚");
  remove_folder (folder);
}

#define ADD(name, function) g_test_add ("/versions/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("changes", test_changes);
  ADD ("stages", test_stages);
  ADD ("thinned", test_thinned);
  ADD ("ages", test_ages);
  ADD ("most", test_most);
  ADD ("damaged", test_damaged);
  ADD ("session", test_session);
  return g_test_run ();
}
