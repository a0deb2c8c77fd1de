/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "config.h"

#include "galley-bulletin-file.h"
#include "galley-journal.h"
#include "galley-session.h"
#include "galley-store-error.h"
#include "galley-transaction.h"
#include "folder.h"
#include "store-fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *journals;
  char *path;
  GFile *file;
  GalleySession *session;
} Fixture;

static int folders_fail; /* atomic: whether the disk confirms no rename */

/* Takes the place of the C library's for the code under test. */
int
fsync (int fd)
{
  struct stat status;

  if (!g_atomic_int_get (&folders_fail) || fstat (fd, &status) != 0 || !S_ISDIR (status.st_mode))
    return (int) syscall (SYS_fsync, fd);
  errno = EIO;
  return -1;
}

typedef void (*Begin) (GalleySession *, GCancellable *, GAsyncReadyCallback, gpointer);

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

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static GalleySession *
open_session (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GalleySession *session;

  galley_session_open_async (self->file, NULL, keep_result_cb, &result);
  fixture_wait (is_set, &result);
  session = galley_session_open_finish (result, &error);
  g_assert_no_error (error);
  return session;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot ();

  self->folder = fixture_folder ();
  self->journals = galley_journal_dup_folder ();
  self->path = g_build_filename (self->folder, "a.galley", NULL);
  self->file = g_file_new_for_path (self->path);
  g_assert_true (galley_bulletin_file_save (self->file, snapshot, NULL, NULL, NULL, NULL));
  self->session = open_session (self);
  galley_session_set_autosave_seconds (self->session, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->session)
    {
      g_autoptr (GAsyncResult) result = NULL;

      galley_session_close_async (self->session, FALSE, keep_result_cb, &result);
      fixture_wait (is_set, &result);
      g_assert_true (galley_session_close_finish (self->session, result, NULL));
      g_clear_object (&result);
      g_object_add_weak_pointer (G_OBJECT (self->session), (gpointer *) &self->session);
      g_object_unref (self->session);
      fixture_wait (is_null, &self->session);
    }
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->journals);
  g_free (self->path);
  g_object_unref (self->file);
}

static gboolean
run (Fixture *self, Begin begin, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  begin (self->session, NULL, keep_result_cb, &result);
  fixture_wait (is_set, &result);
  return galley_session_save_finish (self->session, result, error);
}

static void
type_text (GalleySession *session, const char *text)
{
  g_autoptr (GalleyTransaction) transaction =
    galley_transaction_begin (galley_session_get_bulletin (session), "Typing");

  galley_transaction_replace_text (transaction, 0, 0, 0, text);
  galley_transaction_commit (g_steal_pointer (&transaction));
}

static char *
headline_in_file (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) snapshot = galley_bulletin_file_load (self->file, NULL, NULL, &error);

  g_assert_no_error (error);
  return galley_snapshot_dup_title (snapshot);
}

static void
assert_headline_in_file (Fixture *self, const char *start)
{
  g_autofree char *headline = headline_in_file (self);

  if (!g_str_has_prefix (headline, start))
    g_error ("“%s” does not begin with “%s”", headline, start);
}

/* Another program writes a change of its own into the file. */
static void
write_as_other (Fixture *self, const char *headline)
{
  g_autoptr (GalleySnapshot) old = galley_bulletin_file_load (self->file, NULL, NULL, NULL), changed = NULL;
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  for (guint i = 0; i < old->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (old->blocks, i);

      g_ptr_array_add (blocks, i == 0 ? galley_block_data_new (block->id, block->kind, headline, NULL)
                                      : galley_block_data_ref (block));
    }
  changed = galley_snapshot_new (old->id, old->details, old->credits, blocks, old->tables, old->asides, old->log, NULL);
  g_assert_true (galley_bulletin_file_save (self->file, changed, NULL, NULL, NULL, NULL));
}

static gboolean
is_in_conflict (gpointer data)
{
  return galley_session_get_state (data) == GALLEY_SESSION_CONFLICT;
}

static gboolean
is_saved (gpointer data)
{
  return galley_session_get_state (data) == GALLEY_SESSION_SAVED;
}

static gboolean
has_failed (gpointer data)
{
  return galley_session_get_state (data) == GALLEY_SESSION_FAILED;
}

static void
note_state_cb (GalleySession *session, GParamSpec *pspec, gpointer data)
{
  g_string_append_c (data, "smwcf"[galley_session_get_state (session)]);
}

/* Saved, modified, being written, saved: and modified until the very end of the writing. */
static void
test_save (Fixture *self, gconstpointer data)
{
  GalleyBulletin *bulletin = galley_session_get_bulletin (self->session);
  g_autoptr (GString) states = g_string_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (self->session, "notify::state", G_CALLBACK (note_state_cb), states);
  g_assert_true (is_saved (self->session));
  type_text (self->session, "新");
  galley_session_save_async (self->session, NULL, keep_result_cb, &result);
  g_assert_cmpint (galley_session_get_state (self->session), ==, GALLEY_SESSION_SAVING);
  g_assert_true (galley_bulletin_get_modified (bulletin));
  fixture_wait (is_set, &result);
  g_assert_true (galley_session_save_finish (self->session, result, &error));
  g_assert_no_error (error);
  g_assert_false (galley_bulletin_get_modified (bulletin));
  g_assert_cmpstr (states->str, ==, "mws");
  assert_headline_in_file (self, "新东湖");
  galley_bulletin_undo (bulletin);
  g_assert_cmpint (galley_session_get_state (self->session), ==, GALLEY_SESSION_MODIFIED);
  galley_bulletin_redo (bulletin);
  g_assert_true (is_saved (self->session));
  g_signal_handlers_disconnect_by_data (self->session, states);
}

/* What is typed while the file is written is not taken for saved. */
static void
test_typing_while_saving (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) first = NULL, second = NULL;

  type_text (self->session, "甲");
  galley_session_save_async (self->session, NULL, keep_result_cb, &first);
  type_text (self->session, "乙");
  fixture_wait (is_set, &first);
  g_assert_cmpint (galley_session_get_state (self->session), ==, GALLEY_SESSION_MODIFIED);
  assert_headline_in_file (self, "甲");
  galley_session_save_async (self->session, NULL, NULL, NULL);
  type_text (self->session, "丙");
  galley_session_save_async (self->session, NULL, keep_result_cb, &second);
  fixture_wait (is_set, &second);
  g_assert_true (is_saved (self->session));
  assert_headline_in_file (self, "丙乙甲");
}

static void
test_save_as (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "b.galley", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path), nowhere = g_file_new_for_path ("/proc/none/x.galley");
  g_autoptr (GAsyncResult) refused = NULL, saved = NULL;
  g_autoptr (GError) error = NULL;

  type_text (self->session, "新");
  galley_session_save_as_async (self->session, nowhere, NULL, keep_result_cb, &refused);
  fixture_wait (is_set, &refused);
  g_assert_false (galley_session_save_finish (self->session, refused, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO);
  g_assert_true (has_failed (self->session));
  g_assert_cmpstr (galley_session_get_message (self->session), ==, error->message);
  g_assert_true (g_file_equal (galley_session_get_file (self->session), self->file));
  g_assert_true (galley_bulletin_get_modified (galley_session_get_bulletin (self->session)));

  galley_session_save_as_async (self->session, file, NULL, keep_result_cb, &saved);
  fixture_wait (is_set, &saved);
  g_assert_true (galley_session_save_finish (self->session, saved, NULL));
  g_assert_true (g_file_equal (galley_session_get_file (self->session), file));
  g_assert_null (galley_session_get_message (self->session));
  assert_headline_in_file (self, "东湖");
  g_set_object (&self->file, file);
  assert_headline_in_file (self, "新东湖");
}

static void
test_conflict_keep_mine (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  type_text (self->session, "我");
  write_as_other (self, "他");
  fixture_wait (is_in_conflict, self->session);
  g_assert_nonnull (galley_session_get_message (self->session));
  g_assert_false (run (self, galley_session_save_async, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_CONFLICT);
  g_assert_true (is_in_conflict (self->session));
  assert_headline_in_file (self, "他");
  g_assert_true (run (self, galley_session_keep_mine_async, NULL));
  g_assert_true (is_saved (self->session));
  g_assert_null (galley_session_get_message (self->session));
  assert_headline_in_file (self, "我东湖");
}

static void
test_conflict_reload (Fixture *self, gconstpointer data)
{
  GalleyBulletin *bulletin = galley_session_get_bulletin (self->session);

  type_text (self->session, "我");
  write_as_other (self, "他");
  fixture_wait (is_in_conflict, self->session);
  g_assert_true (run (self, galley_session_reload_async, NULL));
  g_assert_true (is_saved (self->session));
  g_assert_cmpstr (galley_bulletin_get_block (bulletin, 0)->text, ==, "他");
  /* One's own is an undo away, and can be saved without another question. */
  galley_bulletin_undo (bulletin);
  g_assert_true (g_str_has_prefix (galley_bulletin_get_block (bulletin, 0)->text, "我东湖"));
  g_assert_true (run (self, galley_session_save_async, NULL));
  assert_headline_in_file (self, "我东湖");
}

/* A file without a block is as empty as it looks: not the old text that is called saved. */
static void
test_reload_empty (Fixture *self, gconstpointer data)
{
  GalleyBulletin *bulletin = galley_session_get_bulletin (self->session);
  g_autoptr (GalleySnapshot) empty =
    galley_snapshot_new (galley_bulletin_get_id (bulletin), NULL, NULL, NULL, NULL, NULL, NULL, NULL);

  g_assert_true (galley_bulletin_file_save (self->file, empty, NULL, NULL, NULL, NULL));
  fixture_wait (is_in_conflict, self->session);
  g_assert_true (run (self, galley_session_reload_async, NULL));
  g_assert_true (is_saved (self->session));
  g_assert_cmpuint (galley_bulletin_get_n_blocks (bulletin), ==, 1);
  g_assert_cmpint (galley_bulletin_get_block (bulletin, 0)->kind, ==, GALLEY_BLOCK_PARAGRAPH);
  g_assert_cmpstr (galley_bulletin_get_block (bulletin, 0)->text, ==, "");
  galley_bulletin_undo (bulletin);
  g_assert_true (g_str_has_prefix (galley_bulletin_get_block (bulletin, 0)->text, "东湖"));
}

/* An undo takes back the text of the others, never what they entered in the log, nor members that we do not know. */
static void
test_reload_log (Fixture *self, gconstpointer data)
{
  GalleyBulletin *bulletin = galley_session_get_bulletin (self->session);
  const char *fields[GALLEY_N_LOG_FIELDS] = { [GALLEY_LOG_ACTOR] = "他", [GALLEY_LOG_OPINION] = "看过了" };
  g_autoptr (GalleySnapshot) old = galley_bulletin_snapshot (bulletin), theirs = NULL, now = NULL, written = NULL;
  g_autoptr (GPtrArray) log = galley_record_array_new ();
  guint before = old->log->len;

  for (guint i = 0; i < before; i++)
    g_ptr_array_add (log, galley_record_ref (g_ptr_array_index (old->log, i)));
  g_ptr_array_add (log, galley_record_new (&galley_log_schema, NULL, fields, NULL));
  theirs = galley_snapshot_new (old->id, old->details, old->credits, old->blocks, old->tables, old->asides, log,
                                "{\"later\":[1]}");
  g_assert_true (galley_bulletin_file_save (self->file, theirs, NULL, NULL, NULL, NULL));
  type_text (self->session, "我");
  fixture_wait (is_in_conflict, self->session);
  g_assert_true (run (self, galley_session_reload_async, NULL));
  g_assert_true (is_saved (self->session));
  now = galley_bulletin_snapshot (bulletin);
  g_assert_true (galley_snapshot_equal (now, theirs));

  galley_bulletin_undo (bulletin);
  g_assert_true (g_str_has_prefix (galley_bulletin_get_block (bulletin, 0)->text, "我东湖"));
  g_assert_cmpuint (galley_bulletin_get_list (bulletin, GALLEY_LIST_LOG)->len, ==, before + 1);
  g_assert_true (run (self, galley_session_save_async, NULL));
  written = galley_bulletin_file_load (self->file, NULL, NULL, NULL);
  g_assert_cmpuint (written->log->len, ==, before + 1);
  g_assert_cmpstr (written->extra, ==, now->extra);
  g_assert_nonnull (written->extra);
}

static void
note_message_cb (GalleySession *session, GParamSpec *pspec, gpointer data)
{
  g_string_append_c (data, galley_session_get_message (session) ? 'm' : '-');
}

static gboolean
has_message (gpointer data)
{
  return galley_session_get_message (data) != NULL;
}

static gboolean
has_no_message (gpointer data)
{
  return galley_session_get_message (data) == NULL;
}

static gboolean
has_journals (gpointer data)
{
  return g_file_test (((Fixture *) data)->journals, G_FILE_TEST_IS_DIR);
}

/* Told of as long as it lasts, and no longer. */
static void
test_journal_fails (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) messages = g_string_new (NULL);
  g_autofree char *aside = g_strconcat (self->journals, "-aside", NULL);

  g_signal_connect (self->session, "notify::message", G_CALLBACK (note_message_cb), messages);
  type_text (self->session, "甲");
  /* The journal's own thread makes its folder. */
  fixture_wait (has_journals, self);
  g_assert_cmpint (g_rename (self->journals, aside), ==, 0);
  g_assert_true (g_file_set_contents (self->journals, "", 0, NULL));
  g_assert_true (run (self, galley_session_save_async, NULL));
  fixture_wait (has_message, self->session);
  g_assert_true (is_saved (self->session));
  type_text (self->session, "乙");
  g_assert_cmpint (g_unlink (self->journals), ==, 0);
  fixture_wait (has_no_message, self->session);
  g_assert_cmpstr (messages->str, ==, "m-");
  g_signal_handlers_disconnect_by_data (self->session, messages);
  remove_folder (aside);
}

static void
test_other_bulletin (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) other = galley_snapshot_new_empty ();
  g_autoptr (GError) error = NULL;

  g_assert_true (galley_bulletin_file_save (self->file, other, NULL, NULL, NULL, NULL));
  fixture_wait (is_in_conflict, self->session);
  g_assert_false (run (self, galley_session_reload_async, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_INVALID);
  g_assert_true (is_in_conflict (self->session));
}

/* A file that was replaced but may not survive a power cut: not saved, and yet no other program's change. */
static void
test_not_durable (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  type_text (self->session, "新");
  g_atomic_int_set (&folders_fail, TRUE);
  g_assert_false (run (self, galley_session_save_async, &error));
  g_atomic_int_set (&folders_fail, FALSE);
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_NOT_DURABLE);
  assert_headline_in_file (self, "新东湖");
  g_assert_true (has_failed (self->session));
  g_assert_cmpstr (galley_session_get_message (self->session), ==, error->message);
  g_assert_true (galley_bulletin_get_modified (galley_session_get_bulletin (self->session)));
  type_text (self->session, "再");
  g_assert_true (run (self, galley_session_save_async, NULL));
  g_assert_true (is_saved (self->session));
  assert_headline_in_file (self, "再新东湖");
}

static gboolean
set_over_cb (gpointer data)
{
  *(gpointer *) data = data;
  return G_SOURCE_REMOVE;
}

/* Whoever moved the file does not find it again at its old place until a person saves. */
static void
test_file_gone (Fixture *self, gconstpointer data)
{
  gpointer over = NULL;

  g_unlink (self->path);
  fixture_wait (has_failed, self->session);
  galley_session_set_autosave_seconds (self->session, 1);
  type_text (self->session, "后");
  g_timeout_add_seconds (3, set_over_cb, &over);
  fixture_wait (is_set, &over);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  g_assert_true (has_failed (self->session));
  g_assert_nonnull (strstr (galley_session_get_message (self->session), "a.galley"));
  g_assert_true (run (self, galley_session_save_async, NULL));
  assert_headline_in_file (self, "后东湖");
  g_assert_true (is_saved (self->session));
  type_text (self->session, "又");
  fixture_wait (is_saved, self->session);
  assert_headline_in_file (self, "又后东湖");
}

static void
test_autosave (Fixture *self, gconstpointer data)
{
  type_text (self->session, "自");
  g_assert_cmpint (galley_session_get_state (self->session), ==, GALLEY_SESSION_MODIFIED);
  galley_session_set_autosave_seconds (self->session, 1);
  type_text (self->session, "动");
  fixture_wait (is_saved, self->session);
  assert_headline_in_file (self, "动自");
  /* Never over another program's change. */
  write_as_other (self, "他");
  type_text (self->session, "再");
  fixture_wait (is_in_conflict, self->session);
  assert_headline_in_file (self, "他");
}

static void
wait_closed (GalleySession *session, gboolean keep)
{
  g_autoptr (GAsyncResult) result = NULL;

  galley_session_close_async (session, keep, keep_result_cb, &result);
  fixture_wait (is_set, &result);
  g_assert_true (galley_session_close_finish (session, result, NULL));
}

static GalleyRecovered *
recover_only (Fixture *self)
{
  g_autoptr (GPtrArray) paths = galley_recovery_list (self->journals);
  g_autoptr (GError) error = NULL;
  GalleyRecovered *recovered;

  g_assert_cmpuint (paths->len, ==, 1);
  recovered = galley_journal_recover (g_ptr_array_index (paths, 0), &error);
  g_assert_no_error (error);
  return recovered;
}

/* A draft is never written into a file by itself, and comes back at the next start. */
static void
test_draft (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) empty = galley_snapshot_new_empty ();
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (empty);
  g_autoptr (GalleySession) draft = galley_session_new (bulletin, NULL, NULL), again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (is_saved (draft));
  type_text (draft, "草稿");
  galley_session_save_async (draft, NULL, keep_result_cb, &result);
  fixture_wait (is_set, &result);
  g_assert_false (galley_session_save_finish (draft, result, &error));
  g_assert_error (error, GALLEY_STORE_ERROR, GALLEY_STORE_ERROR_IO);
  wait_closed (draft, TRUE);
  again = galley_session_new_recovered (recover_only (self));
  g_assert_cmpint (galley_session_get_state (again), ==, GALLEY_SESSION_MODIFIED);
  g_assert_null (galley_session_get_file (again));
  g_assert_cmpstr (galley_bulletin_get_block (galley_session_get_bulletin (again), 0)->text, ==, "草稿");
  wait_closed (again, FALSE);
}

static gboolean
is_one_left (gpointer journals)
{
  g_autoptr (GPtrArray) paths = galley_recovery_list (journals);

  return paths->len == 1;
}

/* After a crash the session goes on with its file; what another program did to that meanwhile is a conflict. */
static void
test_crash (Fixture *self, gconstpointer data)
{
  type_text (self->session, "未存");
  g_clear_object (&self->session);
  fixture_wait (is_one_left, self->journals);
  write_as_other (self, "他");
  self->session = galley_session_new_recovered (recover_only (self));
  g_assert_true (g_file_equal (galley_session_get_file (self->session), self->file));
  g_assert_cmpint (galley_session_get_state (self->session), ==, GALLEY_SESSION_MODIFIED);
  fixture_wait (is_in_conflict, self->session);
  g_assert_true (run (self, galley_session_keep_mine_async, NULL));
  assert_headline_in_file (self, "未存东湖");
}

/* An imported text is a draft that is worth keeping from the first moment, also where the session is just dropped. */
static void
test_imported (Fixture *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) snapshot = fixture_snapshot ();
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  GalleySession *draft = galley_session_new (bulletin, NULL, NULL), *again;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) sessions = NULL;

  g_assert_cmpint (galley_session_get_state (draft), ==, GALLEY_SESSION_MODIFIED);
  g_object_unref (draft);
  fixture_wait (is_one_left, self->journals);
  galley_session_recover_all_async (NULL, keep_result_cb, &result);
  fixture_wait (is_set, &result);
  sessions = galley_session_recover_all_finish (result, NULL);
  g_assert_cmpuint (sessions->len, ==, 1);
  again = g_ptr_array_index (sessions, 0);
  g_assert_cmpint (galley_session_get_state (again), ==, GALLEY_SESSION_MODIFIED);
  wait_closed (again, FALSE);
}

/* What a crash cut off is told of, until the bulletin is safe in its file. */
static void
test_torn (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GString) messages = g_string_new (NULL);
  FILE *file;

  type_text (self->session, "未存");
  g_clear_object (&self->session);
  fixture_wait (is_one_left, self->journals);
  paths = galley_recovery_list (self->journals);
  file = fopen (g_ptr_array_index (paths, 0), "a");
  g_assert_cmpint (fputs ("{\"label\":\"Typ", file), >=, 0);
  fclose (file);
  self->session = galley_session_new_recovered (recover_only (self));
  g_assert_nonnull (galley_session_get_message (self->session));
  g_signal_connect (self->session, "notify::message", G_CALLBACK (note_message_cb), messages);
  g_assert_true (run (self, galley_session_save_async, NULL));
  g_assert_null (galley_session_get_message (self->session));
  g_assert_cmpstr (messages->str, ==, "-");
  g_signal_handlers_disconnect_by_data (self->session, messages);
  assert_headline_in_file (self, "未存东湖");
}

/* Saved and closed in order, nothing is left to ask about. */
static void
test_close (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;

  type_text (self->session, "存");
  galley_session_save_async (self->session, NULL, NULL, NULL);
  wait_closed (self->session, FALSE);
  assert_headline_in_file (self, "存");
  dir = g_dir_open (self->journals, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  galley_session_save_async (self->session, NULL, keep_result_cb, &late);
  fixture_wait (is_set, &late);
  g_assert_false (galley_session_save_finish (self->session, late, &error));
}

#define add(name, function) g_test_add ("/session/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("save", test_save);
  add ("typing-while-saving", test_typing_while_saving);
  add ("save-as", test_save_as);
  add ("conflict-keep-mine", test_conflict_keep_mine);
  add ("conflict-reload", test_conflict_reload);
  add ("reload-empty", test_reload_empty);
  add ("reload-log", test_reload_log);
  add ("journal-fails", test_journal_fails);
  add ("other-bulletin", test_other_bulletin);
  add ("not-durable", test_not_durable);
  add ("file-gone", test_file_gone);
  add ("autosave", test_autosave);
  add ("draft", test_draft);
  add ("crash", test_crash);
  add ("torn", test_torn);
  add ("imported", test_imported);
  add ("close", test_close);
  return g_test_run ();
}
