/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "galley-bulletin-file.h"
#include "galley-picture.h"
#include "galley-picture-store.h"
#include "galley-session.h"
#include "galley-store-error.h"
#include "galley-transaction.h"
#include "folder.h"
#include "store-fixture.h"

typedef struct
{
  char *folder;
  char *drafts;
  GBytes *picture;
} Fixture;

static GBytes *
make_picture (guint32 color)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 20, 10);
  char *data;
  gsize length;

  gdk_pixbuf_fill (pixbuf, color);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, NULL));
  return g_bytes_new_take (data, length);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = fixture_folder ();
  self->drafts = galley_picture_store_dup_drafts ();
  self->picture = make_picture (0x336699FF);
}

static void
remove_pictures (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, GALLEY_PICTURES_FOLDER, NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    remove_folder (path);
  else
    g_unlink (path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_pictures (self->folder);
  remove_pictures (self->drafts);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->drafts);
  g_bytes_unref (self->picture);
}

static guint
count_pictures (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, GALLEY_PICTURES_FOLDER, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

static char *
add (const char *folder, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  char *source = galley_picture_store_add (folder, bytes, NULL, &error);

  g_assert_no_error (error);
  return source;
}

static gboolean
is_there (const char *folder, const char *source, GBytes *expected)
{
  g_autoptr (GBytes) bytes = galley_picture_read (folder, source, NULL);

  return bytes && g_bytes_equal (bytes, expected);
}

/* The same picture is one file; a name never comes to mean another, and nothing is written over. */
static void
test_add (Fixture *self, gconstpointer data)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->picture);
  g_autofree char *expected = g_strdup_printf ("pictures/%s.png", hash);
  g_autofree char *first = add (self->folder, self->picture), *again = add (self->folder, self->picture);
  g_autofree char *path = g_build_filename (self->folder, first, NULL), *third = NULL;
  g_autoptr (GBytes) other = make_picture (0xFF0000FF), text = g_bytes_new_static ("PK\3\4 no picture", 15);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (first, ==, expected);
  g_assert_cmpstr (again, ==, expected);
  g_assert_cmpuint (count_pictures (self->folder), ==, 1);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (other, NULL), (gssize) g_bytes_get_size (other), NULL));
  third = add (self->folder, self->picture);
  g_assert_cmpstr (third, !=, expected);
  g_assert_true (is_there (self->folder, first, other));
  g_assert_true (is_there (self->folder, third, self->picture));
  g_assert_null (galley_picture_store_add (self->folder, text, NULL, &error));
  g_assert_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_FORMAT);
  g_assert_cmpuint (count_pictures (self->folder), ==, 2);
}

/* Where the pictures' folder leads elsewhere nothing is used from there, and where nothing can be written it is said. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->folder, GALLEY_PICTURES_FOLDER, NULL);
  g_autofree char *file = g_build_filename (self->folder, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_cmpint (symlink (file, link), ==, 0);
  g_assert_null (galley_picture_store_add (self->folder, self->picture, NULL, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO);
  g_clear_error (&error);
  g_assert_null (galley_picture_store_add ("/proc/self", self->picture, NULL, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
splice (GalleySession *session, guint n_removed, const char *source)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleyTransaction) transaction =
    galley_transaction_begin (galley_session_get_bulletin (session), "Picture");

  if (source)
    g_ptr_array_add (blocks,
                     galley_block_data_new_full (NULL, GALLEY_BLOCK_PICTURE, "图", NULL, source, NULL, NULL));
  galley_transaction_splice (transaction, GALLEY_LIST_BLOCKS, NULL, 0, n_removed, blocks);
  galley_transaction_commit (g_steal_pointer (&transaction));
}

static void
save_as (GalleySession *session, const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  galley_session_save_as_async (session, file, NULL, keep_result_cb, &result);
  fixture_wait (is_set, &result);
  galley_session_save_finish (session, result, &error);
  g_assert_no_error (error);
}

static void
close_session (GalleySession *session)
{
  g_autoptr (GAsyncResult) result = NULL;

  galley_session_close_async (session, FALSE, keep_result_cb, &result);
  fixture_wait (is_set, &result);
}

static gboolean
is_one_left (gpointer folder)
{
  g_autoptr (GPtrArray) paths = galley_recovery_list (folder);

  return paths->len == 1;
}

/* A draft's picture outlives a crash, goes along where the draft is saved and saved again, and is there for an undo. */
static void
test_draft (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) empty = galley_snapshot_new_empty ();
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (empty);
  g_autoptr (GalleySession) draft = galley_session_new (bulletin, NULL, NULL), again = NULL;
  g_autofree char *journals = g_build_filename (self->drafts, "journal", NULL), *folder = galley_session_dup_folder (draft);
  g_autofree char *source = add (folder, self->picture), *second = NULL;
  g_autofree char *first_path = g_build_filename (self->folder, "a.galley", NULL);
  g_autofree char *other_folder = fixture_folder (), *other_path = g_build_filename (other_folder, "b.galley", NULL);
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GBytes) other = make_picture (0xFF0000FF);

  splice (draft, 0, source);
  g_clear_object (&draft);
  fixture_wait (is_one_left, journals);
  left = galley_recovery_list (journals);
  again = galley_session_new_recovered (galley_journal_recover (g_ptr_array_index (left, 0), NULL));
  g_clear_pointer (&folder, g_free);
  folder = galley_session_dup_folder (again);
  g_assert_true (is_there (folder, galley_bulletin_get_block (galley_session_get_bulletin (again), 0)->source, self->picture));
  save_as (again, first_path);
  g_assert_true (is_there (self->folder, source, self->picture));
  g_clear_pointer (&folder, g_free);
  folder = galley_session_dup_folder (again);
  g_assert_cmpstr (folder, ==, self->folder);
  second = add (folder, other);
  splice (again, 1, NULL);
  splice (again, 0, second);
  save_as (again, other_path);
  g_assert_true (is_there (other_folder, second, other));
  g_assert_true (is_there (other_folder, source, self->picture));
  g_assert_true (is_there (self->folder, source, self->picture));
  close_session (again);
  remove_pictures (other_folder);
  remove_folder (other_folder);
}

/* What drafts refer to stays however old it is; what nobody does goes after a month, and nothing else. */
static void
test_sweep (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) other = make_picture (0xFF0000FF), fresh = make_picture (0x00FF00FF);
  g_autofree char *used = add (self->drafts, self->picture), *unused = add (self->drafts, other);
  g_autofree char *young = add (self->drafts, fresh);
  g_autofree char *used_path = g_build_filename (self->drafts, used, NULL);
  g_autofree char *unused_path = g_build_filename (self->drafts, unused, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  struct utimbuf past = { 1000000, 1000000 };

  g_assert_cmpint (g_utime (used_path, &past), ==, 0);
  g_assert_cmpint (g_utime (unused_path, &past), ==, 0);
  g_hash_table_add (names, used);
  galley_picture_store_sweep (self->drafts, names);
  g_hash_table_remove_all (names);
  galley_picture_store_sweep (self->drafts, names);
  g_assert_true (is_there (self->drafts, used, self->picture));
  g_assert_true (is_there (self->drafts, young, fresh));
  g_assert_false (is_there (self->drafts, unused, other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/picture-store/add", Fixture, NULL, set_up, test_add, tear_down);
  g_test_add ("/picture-store/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/picture-store/draft", Fixture, NULL, set_up, test_draft, tear_down);
  g_test_add ("/picture-store/sweep", Fixture, NULL, set_up, test_sweep, tear_down);
  return g_test_run ();
}
