/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"
#include "galley-export.h"
#include "sample.h"

typedef struct
{
  char *folder;
  char *path; /* a file in it that is there */
  GalleySnapshot *snapshot;
} Fixture;

#define OLD "what was there before"

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("galley-export-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "稿 件.txt", NULL);
  self->snapshot = sample_new ();
  g_assert_true (g_file_set_contents (self->path, OLD, -1, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  galley_snapshot_unref (self->snapshot);
}

static char *
read_file (const char *path)
{
  char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  return contents;
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder))
    n++;
  return n;
}

static void
assert_untouched (Fixture *self)
{
  g_autofree char *contents = read_file (self->path);

  g_assert_cmpstr (contents, ==, OLD);
  g_assert_cmpuint (count_files (self->folder), ==, 1);
}

/* Fails to export to @path, with a message that names it. */
static void
assert_fails (Fixture *self, const char *path, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (galley_export (self->snapshot, path, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, code);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_replace (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *link = g_build_filename (self->folder, "link.txt", NULL);
  GStatBuf info;

  g_chmod (self->path, 0640);
  g_assert_true (galley_export (self->snapshot, self->path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  contents = read_file (self->path);
  g_assert_nonnull (strstr (contents, "稳住增长基本盘"));
  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
  g_assert_cmpint (symlink (self->path, link), ==, 0);
  g_assert_true (galley_export (self->snapshot, link, NULL, NULL, NULL, NULL));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpuint (count_files (self->folder), ==, 2);
}

static void
test_every_format (Fixture *self, gconstpointer data)
{
  guint n;
  const GalleyExportFormat *formats = galley_export_get_formats (&n);

  g_assert_cmpuint (n, >=, 5);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = g_strconcat ("out.", formats[i].extension, NULL);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();

      g_cancellable_cancel (cancellable);
      g_assert_false (galley_export (self->snapshot, path, NULL, NULL, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      g_clear_error (&error);
      g_assert_true (galley_export (self->snapshot, path, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
      g_assert_true (galley_export_find_format (name, NULL) == &formats[i]);
    }
}

static gboolean
cancel_soon_cb (gpointer data)
{
  g_usleep (20000);
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static gpointer
cancel_thread (gpointer data)
{
  cancel_soon_cb (data);
  return NULL;
}

/* Cancelled at work, an export ends with the error and without the file. */
static void
test_cancel_midway (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) large = sample_new_of_size (1000000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *path = g_build_filename (self->folder, "large.pdf", NULL);
  GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);
  g_autoptr (GError) error = NULL;

  g_assert_false (galley_export (large, path, NULL, NULL, cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_untouched (self);
}

static void
test_unknown (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "bulletin.doc", "bulletin", "bulletin.", ".pdf.bak", "a.pdf/b" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (galley_export_find_format (names[i], &error));
      g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_UNKNOWN);
      g_assert_nonnull (strstr (error->message, names[i]));
      g_assert_nonnull (strstr (error->message, "pdf, docx, odt, html"));
    }
  g_assert_nonnull (galley_export_find_format ("BULLETIN.PDF", NULL));
}

static void
test_bad_places (Fixture *self, gconstpointer data)
{
  g_autofree char *below_file = g_build_filename (self->path, "out.pdf", NULL);
  g_autofree char *missing = g_build_filename (self->folder, "missing", "out.html", NULL);
  g_autofree char *folder = g_build_filename (self->folder, "folder.md", NULL);

  assert_fails (self, below_file, GALLEY_FORMATS_ERROR_WRITE);
  assert_fails (self, missing, GALLEY_FORMATS_ERROR_WRITE);
  assert_fails (self, "/proc/out.txt", GALLEY_FORMATS_ERROR_WRITE);
  assert_untouched (self);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  assert_fails (self, folder, GALLEY_FORMATS_ERROR_WRITE);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  g_rmdir (folder);
}

static void
test_read_only_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *fresh = g_build_filename (self->folder, "new.pdf", NULL);

  if (geteuid () == 0)
    {
      g_test_skip ("root writes everywhere");
      return;
    }
  g_chmod (self->folder, 0500);
  assert_fails (self, fresh, GALLEY_FORMATS_ERROR_WRITE);
  assert_fails (self, self->path, GALLEY_FORMATS_ERROR_WRITE);
  g_chmod (self->folder, 0700);
  assert_untouched (self);
}

static void
test_full_device (Fixture *self, gconstpointer data)
{
  const GalleyExportFormat *format = galley_export_find_format ("txt", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  if (g_access ("/dev/full", W_OK) != 0)
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  g_assert_false (galley_export (self->snapshot, "/dev/full", format, NULL, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "/dev/full"));
  g_assert_cmpint (g_stat ("/dev/full", &info), ==, 0);
  g_assert_true (S_ISCHR (info.st_mode));
}

/* A disk that is full after a few bytes. */
static void
test_no_room (Fixture *self, gconstpointer data)
{
  struct rlimit before, small;
  g_autofree char *fresh = g_build_filename (self->folder, "fresh.txt", NULL);

  getrlimit (RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = 100;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  assert_fails (self, self->path, GALLEY_FORMATS_ERROR_WRITE);
  assert_fails (self, fresh, GALLEY_FORMATS_ERROR_WRITE);
  setrlimit (RLIMIT_FSIZE, &before);
  assert_untouched (self);
}

static void
test_bad_options (Fixture *self, gconstpointer data)
{
  GalleyExportOptions options = { .theme = "letterpress" };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->folder, "out.pdf", NULL);

  g_assert_false (galley_export (self->snapshot, path, NULL, &options, NULL, &error));
  g_assert_nonnull (strstr (error->message, "letterpress"));
  g_assert_true (g_str_has_prefix (error->message, path));
  g_clear_error (&error);
  options = (GalleyExportOptions) { .theme = "page", .page = 99 };
  g_assert_false (galley_export (self->snapshot, path, galley_export_find_format ("png", NULL), &options, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_WRITE);
  assert_untouched (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/export/replace", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/export/every-format", Fixture, NULL, set_up, test_every_format, tear_down);
  g_test_add ("/export/cancel-midway", Fixture, NULL, set_up, test_cancel_midway, tear_down);
  g_test_add ("/export/unknown", Fixture, NULL, set_up, test_unknown, tear_down);
  g_test_add ("/export/bad-places", Fixture, NULL, set_up, test_bad_places, tear_down);
  g_test_add ("/export/read-only-folder", Fixture, NULL, set_up, test_read_only_folder, tear_down);
  g_test_add ("/export/full-device", Fixture, NULL, set_up, test_full_device, tear_down);
  g_test_add ("/export/no-room", Fixture, NULL, set_up, test_no_room, tear_down);
  g_test_add ("/export/bad-options", Fixture, NULL, set_up, test_bad_options, tear_down);
  return g_test_run ();
}
