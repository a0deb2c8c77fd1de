/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-bulletin-file.h"
#include "galley-file-watch.h"
#include "folder.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <utime.h>

typedef struct
{
  guint n;
  char *etag;
} Heard;

static void
changed_cb (GalleyFileWatch *watch, const char *etag, gpointer data)
{
  Heard *heard = data;

  heard->n++;
  g_set_str (&heard->etag, etag);
}

static gboolean
has_heard (gpointer data)
{
  return ((Heard *) data)->n > 0;
}

static gboolean
end_wait_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

/* Long enough for an event that should not come to have come. */
static void
wait_in_vain (void)
{
  gboolean over = FALSE;

  g_timeout_add (600, end_wait_cb, &over);
  fixture_wait (is_true, &over);
}

static void
test_file_watch (void)
{
  g_autofree char *folder = fixture_folder (), *path = g_build_filename (folder, "a.galley", NULL), *etag = NULL, *now = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot (), empty = galley_snapshot_new_empty ();
  GalleyFileWatch *watch;
  Heard heard = { 0, NULL };

  g_assert_true (galley_bulletin_file_save (file, snapshot, NULL, &etag, NULL, NULL));
  watch = galley_file_watch_new (file, etag);
  g_signal_connect (watch, "changed", G_CALLBACK (changed_cb), &heard);

  /* Our own save, and a touch, are silent. */
  galley_file_watch_begin_save (watch);
  g_assert_true (galley_bulletin_file_save (file, empty, etag, &now, NULL, NULL));
  galley_file_watch_end_save (watch, now);
  g_assert_cmpint (g_utime (path, NULL), ==, 0);
  wait_in_vain ();
  g_assert_cmpuint (heard.n, ==, 0);

  /* Another program's is heard, whether it replaces the file or writes into it. */
  g_assert_true (galley_bulletin_file_save (file, snapshot, NULL, NULL, NULL, NULL));
  fixture_wait (has_heard, &heard);
  g_assert_cmpstr (heard.etag, ==, etag);
  heard.n = 0;
  g_assert_true (g_file_set_contents_full (path, "text", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  fixture_wait (has_heard, &heard);

  /* One that came while we were saving is heard afterwards. */
  heard.n = 0;
  galley_file_watch_begin_save (watch);
  g_assert_true (g_file_set_contents (path, "meanwhile", -1, NULL));
  wait_in_vain ();
  g_assert_cmpuint (heard.n, ==, 0);
  galley_file_watch_end_save (watch, NULL);
  fixture_wait (has_heard, &heard);

  heard.n = 0;
  g_unlink (path);
  fixture_wait (has_heard, &heard);
  g_assert_null (heard.etag);

  g_free (heard.etag);
  /* A look under way may keep it for a moment. */
  g_object_add_weak_pointer (G_OBJECT (watch), (gpointer *) &watch);
  g_object_unref (watch);
  fixture_wait (is_null, &watch);
  remove_folder (folder);
}

/* What changed between reading a file and watching it is heard too. */
static void
test_change_before (void)
{
  g_autofree char *folder = fixture_folder (), *path = g_build_filename (folder, "a.galley", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GalleyFileWatch) watch = NULL;
  Heard heard = { 0, NULL };

  g_assert_true (g_file_set_contents (path, "text", -1, NULL));
  watch = galley_file_watch_new (file, "what was read before");
  g_signal_connect (watch, "changed", G_CALLBACK (changed_cb), &heard);
  fixture_wait (has_heard, &heard);
  g_free (heard.etag);
  remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-watch/changes", test_file_watch);
  g_test_add_func ("/file-watch/change-before", test_change_before);
  return g_test_run ();
}
