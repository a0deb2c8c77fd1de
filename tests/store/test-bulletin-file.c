/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "galley-bulletin-file.h"
#include "galley-codec.h"
#include "galley-store-error.h"
#include "folder.h"
#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SKIPPED 77

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
  GalleySnapshot *snapshot;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = fixture_folder ();
  self->path = g_build_filename (self->folder, "和平区.galley", NULL);
  self->file = g_file_new_for_path (self->path);
  self->snapshot = fixture_snapshot ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_object_unref (self->file);
  galley_snapshot_unref (self->snapshot);
}

static void
put (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
contents (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

static char *
save (Fixture *self, const char *etag)
{
  g_autoptr (GError) error = NULL;
  char *now = NULL;

  galley_bulletin_file_save (self->file, self->snapshot, etag, &now, NULL, &error);
  g_assert_no_error (error);
  return now;
}

static GalleySnapshot *
other_snapshot (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  return fixture_random_snapshot (rand);
}

static void
test_save_and_load (Fixture *self, gconstpointer data)
{
  g_autofree char *etag = save (self, NULL), *found = NULL, *text = contents (self->path);
  g_autoptr (GBytes) bytes = galley_codec_encode (self->snapshot);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) loaded = galley_bulletin_file_load (self->file, &found, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (galley_snapshot_equal (loaded, self->snapshot));
  g_assert_cmpstr (etag, ==, found);
  g_assert_cmpmem (text, strlen (text), g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

static void
test_permissions_stay (Fixture *self, gconstpointer data)
{
  GStatBuf status;

  g_free (save (self, NULL));
  g_assert_cmpint (g_chmod (self->path, 0640), ==, 0);
  g_free (save (self, NULL));
  g_assert_cmpint (g_stat (self->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0640);
}

static void
test_link_stays (Fixture *self, gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->folder, "link", NULL), *deep = g_build_filename (self->folder, "deep", NULL);
  g_autofree char *loop = g_build_filename (self->folder, "loop", NULL), *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (deep), ring = g_file_new_for_path (loop);
  g_autoptr (GError) error = NULL;

  put (self->path, "old");
  g_assert_cmpint (symlink ("和平区.galley", link), ==, 0);
  g_assert_cmpint (symlink (link, deep), ==, 0);
  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  galley_bulletin_file_save (file, self->snapshot, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (deep, G_FILE_TEST_IS_SYMLINK));
  text = contents (self->path);
  g_assert_true (g_str_has_prefix (text, "{\n"));
  g_assert_false (galley_bulletin_file_save (ring, self->snapshot, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO);
}

static void
test_conflict (Fixture *self, gconstpointer data)
{
  g_autofree char *etag = save (self, NULL), *text = NULL, *again = NULL;
  g_autoptr (GalleySnapshot) other = other_snapshot ();
  g_autoptr (GError) error = NULL;

  put (self->path, "by another program");
  g_assert_false (galley_bulletin_file_save (self->file, other, etag, NULL, NULL, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, self->path));
  text = contents (self->path);
  g_assert_cmpstr (text, ==, "by another program");
  g_assert_cmpuint (count_files (self->folder), ==, 1);
  /* A file that is gone, or that holds just what is being saved, is no reason to refuse. */
  g_unlink (self->path);
  again = save (self, etag);
  g_assert_cmpstr (again, ==, etag);
  g_free (save (self, "something else"));
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { "", "{", "\x00", "[]", "{\"format\":\"galley-bulletin\",\"version\":99}" };
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder), remote = g_file_new_for_uri ("sftp://host/x.galley");
  g_autoptr (GFile) device = g_file_new_for_path ("/dev/zero");
  g_autofree char *pipe_path = g_build_filename (self->folder, "pipe", NULL);
  g_autoptr (GFile) fifo = g_file_new_for_path (pipe_path);
  GFile *files[] = { self->file, folder, remote, device, fifo };

  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (galley_bulletin_file_load (files[i], NULL, NULL, &error));
      g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (self->path, texts[i], MAX (strlen (texts[i]), i > 0), NULL));
      g_assert_null (galley_bulletin_file_load (self->file, NULL, NULL, &error));
      g_assert_error (error, GALLEY_STORE_ERROR, (int) (i == 4 ? GALLEY_STORE_ERROR_NEWER : GALLEY_STORE_ERROR_INVALID));
      g_assert_true (g_str_has_prefix (error->message, self->path));
    }
}

/* A file of a tebibyte that holds nothing is refused by its size, so quickly that the memory limit never shows. */
static void
test_too_large (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int fd = open (self->path, O_CREAT | O_WRONLY, 0600);

  if (ftruncate (fd, G_GINT64_CONSTANT (1) << 40) != 0)
    g_test_skip ("the file system takes no such file");
  else
    {
      g_assert_null (galley_bulletin_file_load (self->file, NULL, NULL, &error));
      g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_TOO_LARGE);
    }
  close (fd);
}

/* Runs @function in a process of its own, which is where a test may drop rights or fill a disk. */
static void
run_in_child (void (*function) (Fixture *self), Fixture *self, const char *skip_message)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      function (self);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status) && WEXITSTATUS (status) == SKIPPED)
    g_test_skip (skip_message);
  else
    g_assert_cmpint (status, ==, 0);
}

static void
save_without_rights (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  if (geteuid () == 0 && setresuid (65534, 65534, 65534) != 0)
    _exit (SKIPPED);
  g_assert_false (galley_bulletin_file_save (self->file, self->snapshot, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO);
  g_assert_true (g_str_has_prefix (error->message, self->path));
  g_assert_nonnull (strstr (error->message, "Permission denied"));
}

static void
test_read_only_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  put (self->path, "old");
  g_assert_cmpint (g_chmod (self->folder, 0555), ==, 0);
  run_in_child (save_without_rights, self, "cannot drop rights here");
  g_assert_cmpint (g_chmod (self->folder, 0755), ==, 0);
  text = contents (self->path);
  g_assert_cmpstr (text, ==, "old");
}

/* A bulletin of about 200 kB. */
static GalleySnapshot *
large_snapshot (void)
{
  g_autofree char *text = g_strnfill (200000, 'x');
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  g_ptr_array_add (blocks, galley_block_data_new ("b", GALLEY_BLOCK_PARAGRAPH, text, NULL));
  return galley_snapshot_new ("large", NULL, NULL, blocks, NULL, NULL, NULL, NULL);
}

static void
check_refused_whole (Fixture *self, const char *reason)
{
  g_autoptr (GalleySnapshot) large = large_snapshot (), loaded = NULL;
  g_autofree char *etag = save (self, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (galley_bulletin_file_save (self->file, large, etag, NULL, NULL, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO);
  g_assert_true (g_str_has_prefix (error->message, self->path));
  g_assert_nonnull (strstr (error->message, reason));
  g_clear_error (&error);
  loaded = galley_bulletin_file_load (self->file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (galley_snapshot_equal (loaded, self->snapshot));
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

static void
save_to_full_disk (Fixture *self)
{
  if ((unshare (CLONE_NEWNS) != 0 && unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0) ||
      mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
      mount ("galley-test", self->folder, "tmpfs", 0, "size=64k") != 0)
    _exit (SKIPPED);
  check_refused_whole (self, "No space left on device. Make room there");
}

static void
save_beyond_limit (Fixture *self)
{
  struct rlimit limit = { 65536, 65536 };

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  check_refused_whole (self, "File too large");
}

static void
test_full_disk (Fixture *self, gconstpointer data)
{
  run_in_child (save_to_full_disk, self, "may not mount a small file system here; the next test stands in for it");
}

static void
test_limited_file (Fixture *self, gconstpointer data)
{
  run_in_child (save_beyond_limit, self, NULL);
}

/* Killed at any instant, a save leaves the one content or the other, whole. */
static void
test_killed (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) large = large_snapshot ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  g_free (save (self, NULL));
  for (int i = 0; i < 25; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleySnapshot) loaded = NULL;
      pid_t child = fork ();

      if (child == 0)
        for (guint turn = 0;; turn++)
          if (!galley_bulletin_file_save (self->file, turn % 2 ? self->snapshot : large, NULL, NULL, NULL, NULL))
            _exit (1);
      g_usleep (g_rand_int_range (rand, 500, 15000));
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
      loaded = galley_bulletin_file_load (self->file, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (galley_snapshot_equal (loaded, self->snapshot) || galley_snapshot_equal (loaded, large));
    }
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
test_asynchronous (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) saved = NULL, loaded = NULL, refused = NULL, cancelled = NULL;
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *etag = NULL, *found = NULL;
  g_autoptr (GError) error = NULL;

  galley_bulletin_file_save_async (self->file, self->snapshot, NULL, NULL, keep_result_cb, &saved);
  fixture_wait (is_set, &saved);
  g_assert_true (galley_bulletin_file_save_finish (saved, &etag, &error));
  g_assert_no_error (error);
  galley_bulletin_file_load_async (self->file, NULL, keep_result_cb, &loaded);
  fixture_wait (is_set, &loaded);
  snapshot = galley_bulletin_file_load_finish (loaded, &found, &error);
  g_assert_no_error (error);
  g_assert_true (galley_snapshot_equal (snapshot, self->snapshot));
  g_assert_cmpstr (etag, ==, found);

  galley_bulletin_file_save_async (self->file, self->snapshot, "other", NULL, keep_result_cb, &refused);
  fixture_wait (is_set, &refused);
  g_assert_true (galley_bulletin_file_save_finish (refused, NULL, &error));

  g_cancellable_cancel (cancellable);
  galley_bulletin_file_save_async (self->file, self->snapshot, NULL, cancellable, keep_result_cb, &cancelled);
  fixture_wait (is_set, &cancelled);
  g_assert_false (galley_bulletin_file_save_finish (cancelled, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define add(name, function) g_test_add ("/bulletin-file/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* First what forks, while there is one thread. */
  add ("read-only-folder", test_read_only_folder);
  add ("full-disk", test_full_disk);
  add ("limited-file", test_limited_file);
  add ("killed", test_killed);
  add ("save-and-load", test_save_and_load);
  add ("permissions-stay", test_permissions_stay);
  add ("link-stays", test_link_stays);
  add ("conflict", test_conflict);
  add ("refused", test_refused);
  add ("too-large", test_too_large);
  add ("asynchronous", test_asynchronous);
  return g_test_run ();
}
