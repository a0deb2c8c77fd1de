/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "galley-codec.h"
#include "galley-journal.h"
#include "galley-recovery.h"
#include "galley-store-error.h"
#include "galley-transaction.h"
#include "folder.h"
#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a child that is killed leaves for its parent to see. */
typedef struct
{
  guint n_appended;
  guint n_synced;
} Progress;

typedef struct
{
  char *folder;
  GalleyBulletin *bulletin;
  GalleyJournal *journal;
  GPtrArray *states; /* the bulletin as text, before and after each change */
} Fixture;

static void
changed_cb (GalleyBulletin *bulletin, GalleyChange *change, gpointer data)
{
  Fixture *self = data;
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (bulletin);

  galley_journal_append (self->journal, change);
  g_ptr_array_add (self->states, galley_codec_encode (now));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot ();

  self->folder = fixture_folder ();
  self->bulletin = galley_bulletin_new (snapshot);
  self->journal =
    galley_journal_new (self->folder, galley_journal_base_new (snapshot, "file:///x/%E5%92%8C.galley", "e", FALSE));
  self->states = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (self->states, galley_codec_encode (snapshot));
  g_signal_connect (self->bulletin, "changed", G_CALLBACK (changed_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_folder (self->folder);
  g_free (self->folder);
  g_clear_object (&self->journal);
  g_object_unref (self->bulletin);
  g_ptr_array_unref (self->states);
}

static gboolean
is_left_behind (gpointer data)
{
  Fixture *self = data;
  g_autoptr (GPtrArray) paths = galley_recovery_list (self->folder);

  return paths->len == 1;
}

/* Ends the journal as a crash would, and waits for its thread to let go of the file. Returns: its path */
static char *
crash (Fixture *self)
{
  g_autoptr (GPtrArray) paths = NULL;

  g_clear_object (&self->journal);
  g_signal_handlers_disconnect_by_data (self->bulletin, self);
  fixture_wait (is_left_behind, self);
  paths = galley_recovery_list (self->folder);
  return g_strdup (g_ptr_array_index (paths, 0));
}

static void
assert_state (Fixture *self, const GalleyRecovered *recovered, guint state)
{
  g_autoptr (GBytes) found = galley_codec_encode (recovered->snapshot);

  g_assert_true (g_bytes_equal (found, g_ptr_array_index (self->states, state)));
}

static void
edit (Fixture *self, guint n, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  while (self->states->len <= n)
    fixture_random_edit (self->bulletin, rand);
}

static void
test_everything_comes_back (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GalleyRecovered) recovered = NULL;
  g_autoptr (GError) error = NULL;

  edit (self, 400, 1);
  path = crash (self);
  recovered = galley_journal_recover (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (recovered->n_changes, ==, 400);
  g_assert_cmpuint (recovered->n_lost_bytes, ==, 0);
  g_assert_cmpstr (recovered->uri, ==, "file:///x/%E5%92%8C.galley");
  g_assert_cmpstr (recovered->etag, ==, "e");
  g_assert_false (recovered->modified);
  g_assert_false (recovered->closed);
  assert_state (self, recovered, 400);
}

/* Cut off at any byte, what is whole comes back and what is not is told of. */
static void
test_torn_end (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL, *text = NULL, *zeros = g_malloc0 (5000);
  gsize length, base;

  edit (self, 5, 2);
  path = crash (self);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  base = strchr (strchr (text, '\n') + 1, '\n') + 1 - text;
  for (gsize cut = 0; cut <= length; cut += cut < base ? 89 : 1)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyRecovered) recovered = NULL;
      guint whole = 0;
      gsize lost = 0;

      for (gsize i = base; i < cut; i++, lost++)
        if (text[i] == '\n')
          {
            whole++;
            lost = (gsize) -1;
          }
      g_assert_true (g_file_set_contents_full (path, text, cut, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      recovered = galley_journal_recover (path, &error);
      if (cut < base)
        {
          g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (recovered->n_changes, ==, whole);
      g_assert_cmpuint (recovered->n_lost_bytes, ==, lost);
      assert_state (self, recovered, whole);
    }
  /* After a power cut a file may end in zeros. */
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GalleyRecovered) recovered = NULL;
      FILE *file = fopen (path, "a");

      fwrite (zeros, 1, 2500, file);
      fclose (file);
      recovered = galley_journal_recover (path, NULL);
      g_assert_cmpuint (recovered->n_changes, ==, 5);
      g_assert_cmpuint (recovered->n_lost_bytes, ==, 2500 * (i + 1));
      assert_state (self, recovered, 5);
    }
}

static void
test_in_use (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) paths = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GalleyRecovered) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  edit (self, 3, 3);
  while (galley_journal_get_n_synced (self->journal) < 3)
    g_usleep (1000);
  paths = galley_recovery_list (self->folder);
  g_assert_cmpuint (paths->len, ==, 0);
  path = crash (self);
  /* One program recovers it; a second one leaves it alone meanwhile. */
  first = galley_journal_recover (path, &error);
  g_assert_no_error (error);
  second = galley_journal_recover (path, &error);
  g_assert_null (second);
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO);
  galley_recovered_discard (first);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
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

static GPtrArray *
close_and_load (Fixture *self, gboolean keep)
{
  g_autoptr (GAsyncResult) closed = NULL, loaded = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *found;

  galley_journal_close_async (self->journal, keep, keep_result_cb, &closed);
  fixture_wait (is_set, &closed);
  g_assert_true (galley_journal_close_finish (self->journal, closed, &error));
  g_assert_no_error (error);
  galley_recovery_load_async (self->folder, NULL, keep_result_cb, &loaded);
  fixture_wait (is_set, &loaded);
  found = galley_recovery_load_finish (loaded, &error);
  g_assert_no_error (error);
  return found;
}

static void
test_close (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GDir) dir = NULL;

  edit (self, 3, 4);
  found = close_and_load (self, FALSE);
  g_assert_cmpuint (found->len, ==, 0);
  dir = g_dir_open (self->folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_draft (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  GalleyRecovered *recovered;

  edit (self, 3, 5);
  found = close_and_load (self, TRUE);
  g_assert_cmpuint (found->len, ==, 1);
  recovered = g_ptr_array_index (found, 0);
  g_assert_true (recovered->closed);
  g_assert_cmpuint (recovered->n_lost_bytes, ==, 0);
  assert_state (self, recovered, 3);
}

/* Nothing was changed: there is nothing to ask about at the next start. */
static void
test_nothing_to_recover (Fixture *self, gconstpointer data)
{
  g_autofree char *path = crash (self);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GPtrArray) found = NULL;

  galley_recovery_load_async (self->folder, NULL, keep_result_cb, &loaded);
  fixture_wait (is_set, &loaded);
  found = galley_recovery_load_finish (loaded, NULL);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_restart (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleyRecovered) recovered = NULL;
  g_autoptr (GalleySnapshot) now = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  edit (self, 50, 6);
  now = galley_bulletin_snapshot (self->bulletin);
  galley_journal_restart (self->journal, galley_journal_base_new (now, NULL, NULL, TRUE));
  edit (self, 60, 7);
  path = crash (self);
  recovered = galley_journal_recover (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (recovered->n_changes, ==, 10);
  g_assert_null (recovered->uri);
  g_assert_true (recovered->modified);
  assert_state (self, recovered, 60);
}

static void
test_long (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');

  g_assert_false (galley_journal_is_long (self->journal));
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GalleyTransaction) transaction = galley_transaction_begin (self->bulletin, "Typing");

      text[0] = 'a' + i;
      galley_transaction_set_details_field (transaction, GALLEY_DETAILS_SERIES, text);
      galley_transaction_commit (g_steal_pointer (&transaction));
    }
  while (galley_journal_get_n_synced (self->journal) < 5)
    g_usleep (1000);
  g_assert_true (galley_journal_is_long (self->journal));
}

/* Sets the series to a number that grows, so that a state tells which change made it. */
static void
count_up (GalleyBulletin *bulletin, guint n)
{
  g_autoptr (GalleyTransaction) transaction = galley_transaction_begin (bulletin, "Typing");
  g_autofree char *number = g_strdup_printf ("%u", n);

  galley_transaction_replace_text (transaction, 2, 0, 0, "字");
  galley_transaction_set_details_field (transaction, GALLEY_DETAILS_SERIES, number);
  galley_transaction_commit (g_steal_pointer (&transaction));
}

static void
append_cb (GalleyBulletin *bulletin, GalleyChange *change, gpointer journal)
{
  galley_journal_append (journal, change);
}

/* The child of the next test: edits until it is killed, and begins its journal anew now and then. */
G_NORETURN static void
edit_until_killed (const char *folder, const char *progress_path)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot ();
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  g_autoptr (GalleyJournal) journal = galley_journal_new (folder, galley_journal_base_new (snapshot, NULL, NULL, TRUE));
  int fd = open (progress_path, O_RDWR);
  volatile Progress *progress = mmap (NULL, sizeof (Progress), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

  g_signal_connect (bulletin, "changed", G_CALLBACK (append_cb), journal);
  for (guint n = 1;; n++)
    {
      count_up (bulletin, n);
      progress->n_appended = n;
      progress->n_synced = galley_journal_get_n_synced (journal);
      if (n % 97 == 0)
        {
          g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (bulletin);

          galley_journal_restart (journal, galley_journal_base_new (now, NULL, NULL, TRUE));
        }
      g_usleep (200);
    }
}

static void
check_after_kill (const char *folder, const Progress *progress)
{
  g_autoptr (GPtrArray) paths = galley_recovery_list (folder);
  g_autoptr (GalleyRecovered) recovered = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) before = fixture_snapshot ();
  const GalleyBlockData *block, *old = g_ptr_array_index (before->blocks, 2);
  guint64 n = 0;

  g_assert_cmpuint (paths->len, <=, 1);
  if (paths->len == 0)
    {
      g_assert_cmpuint (progress->n_synced, ==, 0);
      return;
    }
  recovered = galley_journal_recover (g_ptr_array_index (paths, 0), &error);
  g_assert_no_error (error);
  block = g_ptr_array_index (recovered->snapshot->blocks, 2);
  g_ascii_string_to_unsigned (recovered->snapshot->details->fields[GALLEY_DETAILS_SERIES], 10, 0, G_MAXUINT, &n, NULL);
  /* A prefix: as many characters as changes; at least what was synced, at most what was done. */
  g_assert_cmpuint (block->n_chars, ==, old->n_chars + n);
  g_assert_cmpuint (n, >=, progress->n_synced);
  g_assert_cmpuint (n, <=, progress->n_appended + 1);
}

static void
test_killed (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *folder = fixture_folder (), *path = g_build_filename (folder, "progress", NULL);
      g_autoptr (GError) error = NULL;
      Progress *progress;
      int fd = open (path, O_RDWR | O_CREAT, 0600), status;
      char *arguments[] = { (char *) "/proc/self/exe", (char *) "--edit-until-killed", folder, path, NULL };
      GPid child;
      int enough = g_rand_int_range (rand, 0, 400);

      g_assert_cmpint (ftruncate (fd, sizeof (Progress)), ==, 0);
      progress = mmap (NULL, sizeof (Progress), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
      g_spawn_async (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, &error);
      g_assert_no_error (error);
      while (g_atomic_int_get (&progress->n_appended) < enough)
        g_usleep (100);
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
      check_after_kill (folder, progress);
      munmap (progress, sizeof (Progress));
      close (fd);
      remove_folder (folder);
    }
}

static void
count_failure_cb (GalleyJournal *journal, const char *message, gpointer data)
{
  if (!strstr (message, "File too large"))
    _exit (2);
  ++*(guint *) data;
}

static gboolean
has_failed (gpointer data)
{
  return *(guint *) data > 0;
}

/* In a process that may write no more than 40 kB: the failure is told, and what fitted stays whole. */
static void
fill_disk (const char *folder)
{
  struct rlimit limit = { 40000, 40000 };
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot ();
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  GalleyJournal *journal = galley_journal_new (folder, galley_journal_base_new (snapshot, NULL, NULL, TRUE));
  guint n_failures = 0;

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  g_signal_connect (bulletin, "changed", G_CALLBACK (append_cb), journal);
  g_signal_connect (journal, "failed", G_CALLBACK (count_failure_cb), &n_failures);
  for (guint n = 1; n <= 300; n++)
    count_up (bulletin, n);
  fixture_wait (has_failed, &n_failures);
  _exit (n_failures == 1 ? 0 : 1);
}

static void
test_full_disk (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GalleyRecovered) recovered = NULL;
  g_autoptr (GError) error = NULL;
  int status;
  pid_t child = fork ();

  if (child == 0)
    fill_disk (folder);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  paths = galley_recovery_list (folder);
  g_assert_cmpuint (paths->len, ==, 1);
  recovered = galley_journal_recover (g_ptr_array_index (paths, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (recovered->n_changes, >, 10);
  g_assert_cmpuint (recovered->n_lost_bytes, ==, 0);
  remove_folder (folder);
}

static void
note_message_cb (GalleyJournal *journal, const char *message, gpointer data)
{
  g_set_str ((char **) data, message);
}

/* A journal that cannot be made tells so, once, and can be closed all the same. */
static void
test_no_folder (void)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot ();
  g_autoptr (GalleyJournal) journal =
    galley_journal_new ("/proc/none/journal", galley_journal_base_new (snapshot, NULL, NULL, TRUE));
  g_autoptr (GAsyncResult) closed = NULL;
  g_autofree char *message = NULL;

  g_signal_connect (journal, "failed", G_CALLBACK (note_message_cb), &message);
  fixture_wait (is_set, &message);
  g_assert_true (g_str_has_prefix (message, "/proc/none/journal/"));
  galley_journal_close_async (journal, TRUE, keep_result_cb, &closed);
  fixture_wait (is_set, &closed);
  g_assert_true (galley_journal_close_finish (journal, closed, NULL));
}

#define add(name, function) g_test_add ("/journal/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--edit-until-killed"))
    edit_until_killed (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  /* First what forks, while there is one thread. */
  g_test_add_func ("/journal/full-disk", test_full_disk);
  g_test_add_func ("/journal/killed", test_killed);
  g_test_add_func ("/journal/no-folder", test_no_folder);
  add ("everything-comes-back", test_everything_comes_back);
  add ("torn-end", test_torn_end);
  add ("in-use", test_in_use);
  add ("close", test_close);
  add ("draft", test_draft);
  add ("nothing-to-recover", test_nothing_to_recover);
  add ("restart", test_restart);
  add ("long", test_long);
  return g_test_run ();
}
