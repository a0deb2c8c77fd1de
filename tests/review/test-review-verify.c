/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "folder.h"
#include "galley-codec.h"
#include "galley-keyring.h"
#include "galley-review-verify.h"
#include "review-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* A desk with one person for each part, each with a key, and a bulletin that they signed up to the second proof. */
typedef struct
{
  GHashTable *keys;
  GalleyReviewRules *rules;
  GalleySnapshot *snapshot;
} Desk;

static const struct
{
  const char *name, *role;
} people[] = {
  { "甲", "reporter" },         { "责编", "editor" },      { "主任", "section-head" },
  { "总编", "duty-editor" }, { "校一", "proofreader" },
};

static GalleyReviewRules *
make_rules (GHashTable *keys, const char *without)
{
  GString *desk = g_string_new ("{\"format\": \"galley-desk\", \"version\": 1, \"people\": [");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GalleyReviewRules *rules;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    g_string_append_printf (desk, "%s{\"name\": \"%s\", \"roles\": [\"%s\"], \"keys\": [%s%s%s]}", i ? ", " : "",
                            people[i].name, people[i].role, g_strcmp0 (people[i].name, without) == 0 ? "" : "\"",
                            g_strcmp0 (people[i].name, without) == 0
                              ? ""
                              : galley_key_get_public (g_hash_table_lookup (keys, people[i].name)),
                            g_strcmp0 (people[i].name, without) == 0 ? "" : "\"");
  g_string_append (desk, "]}");
  bytes = g_string_free_to_bytes (desk);
  rules = galley_review_rules_read (bytes, &error);
  g_assert_no_error (error);
  return rules;
}

static void
set_up (Desk *self, gconstpointer data)
{
  g_auto (GStrv) words = g_strsplit (TO_PROOF2, " ", -1);

  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) galley_key_unref);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    g_hash_table_insert (self->keys, (gpointer) people[i].name, galley_key_new (NULL));
  self->rules = make_rules (self->keys, NULL);
  self->snapshot = new_bulletin ("项目开工。");
  for (char **word = words; *word; word++)
    {
      g_autoptr (GalleySnapshot) before = self->snapshot;
      g_auto (GStrv) parts = g_strsplit (*word, ":", 3);

      self->snapshot = step (before, NULL, self->rules, *word, g_hash_table_lookup (self->keys, parts[1]));
    }
}

static void
tear_down (Desk *self, gconstpointer data)
{
  g_hash_table_unref (self->keys);
  galley_review_rules_unref (self->rules);
  galley_snapshot_unref (self->snapshot);
}

/* The faults as "kind entry" words, in order. */
static char *
verify (const GalleyReviewRules *rules, const GalleySnapshot *snapshot)
{
  g_autofree char *hash = galley_codec_content_hash (snapshot);
  g_autoptr (GPtrArray) faults = galley_review_verify (rules, snapshot, hash);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      const GalleyReviewFault *fault = g_ptr_array_index (faults, i);

      g_assert_true (g_utf8_validate (fault->message, -1, NULL) && *fault->message);
      g_string_append_printf (words, "%s%s %u", i ? ", " : "", galley_review_fault_kind_to_string (fault->kind),
                              fault->entry + 1);
    }
  return g_string_free (words, FALSE);
}

/* The log with one field of one entry said otherwise. */
static GalleySnapshot *
forge (const GalleySnapshot *snapshot, guint entry, GalleyLogField field, const char *text)
{
  g_autoptr (GPtrArray) log = galley_record_array_new ();

  for (guint i = 0; i < snapshot->log->len; i++)
    {
      GalleyRecord *record = g_ptr_array_index (snapshot->log, i);

      g_ptr_array_add (log, i == entry ? galley_record_with (record, field, text) : galley_record_ref (record));
    }
  return galley_snapshot_with_log (snapshot, log);
}

/* The entries in another order; 0 ends it. */
static GalleySnapshot *
arrange (const GalleySnapshot *snapshot, const guint *order)
{
  g_autoptr (GPtrArray) log = galley_record_array_new ();

  for (; *order; order++)
    g_ptr_array_add (log, galley_record_ref (g_ptr_array_index (snapshot->log, *order - 1)));
  return galley_snapshot_with_log (snapshot, log);
}

static char *
write_file (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static int
run_keygen (const char *const *argv, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                       &error);

  g_assert_no_error (error);
  /* It may refuse without having read the message. */
  if (!g_subprocess_communicate_utf8 (process, message, NULL, NULL, NULL, NULL))
    g_assert_true (g_subprocess_wait (process, NULL, NULL));
  return g_subprocess_get_exit_status (process);
}

/* Whether ssh-keygen says that the actor of the entry signed it, with a key that was theirs at its time. */
static gboolean
keygen_agrees (const char *program, const char *folder, const GalleyReviewRules *rules, const GalleySnapshot *snapshot, guint i)
{
  const char *actor = galley_review_log_get (snapshot, i, GALLEY_LOG_ACTOR);
  g_autofree char *list = galley_review_rules_format_signers (rules), *signers = write_file (folder, "signers", list);
  g_autofree char *signature = write_file (folder, "sig", galley_review_log_get (snapshot, i, GALLEY_LOG_SIGNATURE));
  g_autofree char *message = galley_review_log_format (snapshot->id, g_ptr_array_index (snapshot->log, i));
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (galley_review_log_get (snapshot, i, GALLEY_LOG_TIME), NULL);
  g_autofree char *when = time ? g_date_time_format (time, "verify-time=%Y%m%d%H%M%SZ") : g_strdup ("verify-time=19700101000000Z");
  const char *argv[] = { program, "-Y", "verify", "-f", signers, "-I", actor, "-n", "galley", "-s", signature, "-O", when, NULL };
  gboolean agrees = run_keygen (argv, message) == 0;

  g_unlink (signers);
  g_unlink (signature);
  return agrees;
}

/* Of every entry we say what ssh-keygen says, whatever was done to the log. */
static void
assert_keygen_agrees (const GalleyReviewRules *rules, const GalleySnapshot *snapshot)
{
  g_autofree char *program = g_find_program_in_path ("ssh-keygen"), *folder = g_dir_make_tmp ("galley-XXXXXX", NULL);
  g_autofree char *hash = galley_codec_content_hash (snapshot);
  g_autoptr (GPtrArray) faults = galley_review_verify (rules, snapshot, hash);

  for (guint i = 0; program && i < snapshot->log->len; i++)
    {
      gboolean ours = TRUE;

      for (guint f = 0; f < faults->len; f++)
        {
          const GalleyReviewFault *fault = g_ptr_array_index (faults, f);

          ours &= fault->entry != i ||
                  (fault->kind != GALLEY_REVIEW_FAULT_SIGNATURE && fault->kind != GALLEY_REVIEW_FAULT_KEY &&
                   fault->kind != GALLEY_REVIEW_FAULT_UNSIGNED);
        }
      g_test_message ("entry %u", i + 1);
      g_assert_cmpint (keygen_agrees (program, folder, rules, snapshot, i), ==, ours);
    }
  g_rmdir (folder);
}

static void
test_holds (Desk *self, gconstpointer data)
{
  g_autofree char *words = verify (self->rules, self->snapshot);
  g_autoptr (GBytes) bytes = galley_codec_encode (self->snapshot);
  g_autoptr (GalleySnapshot) read = galley_codec_decode (bytes, NULL);
  g_autofree char *of_read = verify (self->rules, read);

  g_assert_cmpstr (words, ==, "");
  g_assert_cmpstr (of_read, ==, "");
}

static void
test_tampering (Desk *self, gconstpointer data)
{
  const guint gap[] = { 1, 3, 4, 5, 0 }, swapped[] = { 1, 3, 2, 4, 5, 0 }, headless[] = { 2, 3, 4, 5, 0 };
  g_autofree char *other = g_strdup (galley_review_log_get (self->snapshot, 0, GALLEY_LOG_SIGNATURE));
  struct
  {
    GalleySnapshot *snapshot;
    const char *faults;
  } cases[] = {
    { forge (self->snapshot, 1, GALLEY_LOG_OPINION, "大好"), "signature 2, chain 3" },
    { forge (self->snapshot, 3, GALLEY_LOG_HASH, "00"), "content 4, signature 4, chain 5, content 5" },
    { forge (self->snapshot, 1, GALLEY_LOG_ACTOR, "主任"), "step 2, signature 2, chain 3, step 3" },
    { forge (self->snapshot, 4, GALLEY_LOG_SIGNATURE, other), "signature 5" },
    { forge (self->snapshot, 4, GALLEY_LOG_SIGNATURE, "nothing"), "signature 5" },
    { forge (self->snapshot, 4, GALLEY_LOG_SIGNATURE, ""), "unsigned 5" },
    { forge (self->snapshot, 4, GALLEY_LOG_ROLE, "king"), "step 5, signature 5" },
    { forge (self->snapshot, 4, GALLEY_LOG_TO, "published"), "step 5, signature 5" },
    { forge (self->snapshot, 4, GALLEY_LOG_TIME, "2024-04-15T08:00:00Z"), "time 5, signature 5" },
    { forge (self->snapshot, 4, GALLEY_LOG_TIME, "9999-12-31T23:59:59Z"), "signature 5" },
    { forge (self->snapshot, 4, GALLEY_LOG_TIME, "0001-01-01T00:00:00Z"), "time 5, signature 5" },
    { forge (self->snapshot, 4, GALLEY_LOG_TIME, "99999999999-99-99T99:99:99Z"), "time 5, signature 5" },
    { forge (self->snapshot, 4, GALLEY_LOG_TIME, ""), "time 5, signature 5" },
    { arrange (self->snapshot, gap), "chain 2, step 2" },
    { arrange (self->snapshot, swapped), "chain 2, step 2, chain 3, step 3, chain 4, step 4" },
    { arrange (self->snapshot, headless), "chain 1, step 1" },
    { edit (self->snapshot, "项目停工。"), "content 5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = verify (self->rules, cases[i].snapshot);

      g_test_message ("%u", i);
      g_assert_cmpstr (words, ==, cases[i].faults);
      assert_keygen_agrees (self->rules, cases[i].snapshot);
      galley_snapshot_unref (cases[i].snapshot);
    }
}

/* A colleague passes on what they changed, without a word of the change, and signs that: the stages before passed another text. */
static void
test_silent_edit (Desk *self, gconstpointer data)
{
  static const char *const events[] = { "submit:甲:reporter", "approve:责编:editor", "approve:主任:section-head" };
  g_autoptr (GalleySnapshot) snapshot = new_bulletin ("总投资8亿元。"), edited = NULL, passed = NULL;
  g_autoptr (GPtrArray) log = NULL;
  g_autofree char *hash = NULL, *words = NULL;
  GalleyRecord *last;
  g_autoptr (GalleyRecord) other = NULL, unsigned_entry = NULL;
  g_autofree char *signature = NULL, *message = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (GalleySnapshot) before = g_steal_pointer (&snapshot);
      g_auto (GStrv) parts = g_strsplit (events[i], ":", 3);

      snapshot = step (before, NULL, self->rules, events[i], g_hash_table_lookup (self->keys, parts[1]));
    }
  edited = edit (snapshot, "总投资9亿元。");
  hash = galley_codec_content_hash (edited);
  log = galley_record_array_new ();
  for (guint i = 0; i + 1 < snapshot->log->len; i++)
    g_ptr_array_add (log, galley_record_ref (g_ptr_array_index (snapshot->log, i)));
  last = g_ptr_array_index (snapshot->log, snapshot->log->len - 1);
  other = galley_record_with (last, GALLEY_LOG_HASH, hash);
  unsigned_entry = galley_record_with (other, GALLEY_LOG_SIGNATURE, "");
  message = galley_review_log_format (edited->id, unsigned_entry);
  signature = galley_key_sign (g_hash_table_lookup (self->keys, "主任"), message, &error);
  g_assert_no_error (error);
  g_ptr_array_add (log, galley_record_with (unsigned_entry, GALLEY_LOG_SIGNATURE, signature));
  passed = galley_snapshot_with_log (edited, log);
  words = verify (self->rules, passed);
  g_assert_cmpstr (words, ==, "content 3");
}

/* An entry of another bulletin, with its signature, serves for nothing here. */
static void
test_transplant (Desk *self, gconstpointer data)
{
  g_autoptr (GalleySnapshot) other =
    galley_snapshot_new ("b9", NULL, NULL, self->snapshot->blocks, NULL, NULL, self->snapshot->log, NULL);
  g_autofree char *words = verify (self->rules, other);

  g_assert_true (g_str_has_prefix (words, "signature 1, "));
}

/* A key that was taken from the desk: what it signed is intact, and yet nobody's. */
static void
test_removed_key (Desk *self, gconstpointer data)
{
  g_autoptr (GalleyReviewRules) rules = make_rules (self->keys, "总编");
  g_autofree char *words = verify (rules, self->snapshot);
  g_auto (Stand) stand = { 0 };
  GalleyReviewCase asked;
  g_autoptr (GalleyRecord) entry = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (words, ==, "key 4");
  assert_keygen_agrees (rules, self->snapshot);
  stand_init (&stand, self->snapshot);
  asked = make_case (&stand, "校一", GALLEY_ROLE_PROOFREADER, NULL);
  asked.rules = self->rules;
  entry = galley_record_new (&galley_log_schema, NULL, NULL, NULL);
  g_assert_null (galley_review_sign (&asked, entry, g_hash_table_lookup (self->keys, "总编"), &error));
  g_assert_error (error, GALLEY_REVIEW_ERROR, GALLEY_REVIEW_ERROR_KEY);
  g_clear_error (&error);
  g_assert_null (galley_review_sign (&asked, entry, NULL, &error));
  g_assert_error (error, GALLEY_REVIEW_ERROR, GALLEY_REVIEW_ERROR_KEY);
}

/* ssh-keygen is the judge: of every entry it says that who is named signed it, and nothing else. */
static void
test_ssh_keygen (Desk *self, gconstpointer data)
{
  g_autofree char *program = g_find_program_in_path ("ssh-keygen"), *folder = g_dir_make_tmp ("galley-XXXXXX", NULL);
  g_autofree char *list = galley_review_rules_format_signers (self->rules);
  g_autofree char *signers = write_file (folder, "allowed_signers", list);

  if (program == NULL)
    {
      g_test_skip ("ssh-keygen is not installed");
      return;
    }
  for (guint i = 0; i < self->snapshot->log->len; i++)
    {
      const char *actor = galley_review_log_get (self->snapshot, i, GALLEY_LOG_ACTOR);
      g_autofree char *signature =
        write_file (folder, "sig", galley_review_log_get (self->snapshot, i, GALLEY_LOG_SIGNATURE));
      g_autofree char *message = galley_review_log_format ("b1", g_ptr_array_index (self->snapshot->log, i));
      g_autofree char *other = g_strconcat (message, "x", NULL);
      const char *check[] = { program, "-Y", "check-novalidate", "-n", "galley", "-s", signature, NULL };
      const char *verify[] = { program, "-Y", "verify", "-f", signers, "-I", actor, "-n", "galley", "-s", signature, NULL };
      const char *posing[] = { program, "-Y", "verify", "-f", signers, "-I", "发", "-n", "galley", "-s", signature, NULL };
      const char *file[] = { program, "-Y", "verify", "-f", signers, "-I", actor, "-n", "file", "-s", signature, NULL };

      g_assert_cmpint (run_keygen (check, message), ==, 0);
      g_assert_cmpint (run_keygen (verify, message), ==, 0);
      g_assert_cmpint (run_keygen (verify, other), !=, 0);
      g_assert_cmpint (run_keygen (posing, message), !=, 0);
      g_assert_cmpint (run_keygen (file, message), !=, 0);
      g_unlink (signature);
    }
  g_unlink (signers);
  g_rmdir (folder);
}

/* A signature that ssh-keygen makes with a key of its own is read as ours are. */
static void
test_foreign_signature (void)
{
  g_autofree char *program = g_find_program_in_path ("ssh-keygen"), *folder = g_dir_make_tmp ("galley-XXXXXX", NULL);
  g_autofree char *key = g_build_filename (folder, "key", NULL), *public = g_strconcat (key, ".pub", NULL);
  g_autofree char *message = write_file (folder, "message", "发稿\n"), *made = g_strconcat (message, ".sig", NULL);
  const char *generate[] = { program, "-q", "-t", "ed25519", "-N", "", "-f", key, NULL };
  const char *sign[] = { program, "-Y", "sign", "-n", "galley", "-f", key, message, NULL };
  g_autofree char *signature = NULL, *line = NULL, *expected = NULL, *found = NULL;
  g_autoptr (GError) error = NULL;

  if (program == NULL)
    {
      g_test_skip ("ssh-keygen is not installed");
      return;
    }
  g_assert_cmpint (run_keygen (generate, NULL), ==, 0);
  g_assert_cmpint (run_keygen (sign, NULL), ==, 0);
  g_assert_true (g_file_get_contents (made, &signature, NULL, NULL));
  g_assert_true (g_file_get_contents (public, &line, NULL, NULL));
  expected = galley_ssh_read_public (g_strstrip (line));
  found = galley_ssh_verify (signature, "发稿\n", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
  g_assert_null (galley_ssh_verify (signature, "别的\n", &error));
  g_assert_error (error, GALLEY_SSH_ERROR, GALLEY_SSH_ERROR_SIGNATURE);
  for (char **path = (char *[]){ key, public, message, made, NULL }; *path; path++)
    g_unlink (*path);
  g_rmdir (folder);
}

/* Keys of other kinds are no keys of a desk, nor are their signatures; nor is what a key of ours signed for something else. */
static void
test_other_signatures (void)
{
  static const struct
  {
    const char *type, *bits, *space;
  } cases[] = { { "rsa", "2048", "galley" }, { "ecdsa", "256", "galley" }, { "ed25519", "256", "git" } };
  g_autofree char *program = g_find_program_in_path ("ssh-keygen");

  if (program == NULL)
    {
      g_test_skip ("ssh-keygen is not installed");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("galley-XXXXXX", NULL);
      g_autofree char *key = g_build_filename (folder, "key", NULL), *public = g_strconcat (key, ".pub", NULL);
      g_autofree char *message = write_file (folder, "message", "发稿\n"), *made = g_strconcat (message, ".sig", NULL);
      const char *generate[] = { program, "-q", "-t", cases[i].type, "-b", cases[i].bits, "-N", "", "-f", key, NULL };
      const char *sign[] = { program, "-Y", "sign", "-n", cases[i].space, "-f", key, message, NULL };
      g_autofree char *signature = NULL, *line = NULL, *read = NULL, *found = NULL, *desk = NULL;
      g_autoptr (GalleyReviewRules) rules = NULL;
      g_autoptr (GError) error = NULL, of_desk = NULL;
      g_autoptr (GBytes) bytes = NULL;

      g_assert_cmpint (run_keygen (generate, NULL), ==, 0);
      g_assert_cmpint (run_keygen (sign, NULL), ==, 0);
      g_assert_true (g_file_get_contents (made, &signature, NULL, NULL));
      g_assert_true (g_file_get_contents (public, &line, NULL, NULL));
      found = galley_ssh_verify (signature, "发稿\n", &error);
      g_assert_null (found);
      g_assert_error (error, GALLEY_SSH_ERROR, GALLEY_SSH_ERROR_FORMAT);
      read = galley_ssh_read_public (g_strstrip (line));
      desk = g_strdup_printf ("{\"format\": \"galley-desk\", \"version\": 1, \"people\": [{\"name\": \"甲\", \"roles\": "
                              "[\"editor\"], \"keys\": [\"%s\"]}]}", line);
      bytes = g_bytes_new (desk, strlen (desk));
      rules = galley_review_rules_read (bytes, &of_desk);
      g_assert_cmpint (read != NULL, ==, g_str_equal (cases[i].type, "ed25519"));
      g_assert_cmpint (rules != NULL, ==, read != NULL);
      if (of_desk)
        g_assert_nonnull (strstr (of_desk->message, "people[0].keys[0]"));
      remove_folder (folder);
    }
}

/* What is scheduled is not out before its time. */
static void
test_schedule (void)
{
  g_autoptr (GalleySnapshot) scheduled = go (NULL, TO_READY " schedule:发:publisher"), early = NULL, late = NULL;
  g_autoptr (GalleyReviewRules) rules = galley_review_rules_new ();
  const char *fields[GALLEY_N_LOG_FIELDS] = { [GALLEY_LOG_EVENT] = "publish", [GALLEY_LOG_FROM] = "scheduled",
                                              [GALLEY_LOG_TO] = "published", [GALLEY_LOG_ACTOR] = "发",
                                              [GALLEY_LOG_ROLE] = "publisher" };
  GalleyRecord *last = g_ptr_array_index (scheduled->log, scheduled->log->len - 1);
  g_autofree char *previous = galley_review_log_digest ("b1", last), *hash = galley_codec_content_hash (scheduled);
  g_autofree char *of_early = NULL, *of_late = NULL;
  g_autoptr (GalleyRecord) entry = NULL, later = NULL;

  fields[GALLEY_LOG_HASH] = hash;
  fields[GALLEY_LOG_PREVIOUS] = previous;
  fields[GALLEY_LOG_TIME] = "2024-04-16T08:59:59Z";
  entry = galley_record_new (&galley_log_schema, NULL, fields, NULL);
  later = galley_record_with (entry, GALLEY_LOG_TIME, "2024-04-16T09:00:00Z");
  early = galley_review_append (scheduled, entry);
  late = galley_review_append (scheduled, later);
  of_early = verify (rules, early);
  of_late = verify (rules, late);
  g_assert_cmpstr (of_early, ==, "time 9");
  g_assert_cmpstr (of_late, ==, "");
}

/* A log of 100,000 entries is read to its end, and each fault told; of each entry the fault is found at once. */
static void
test_long_log (void)
{
  enum { N = 100000 };
  g_autoptr (GalleySnapshot) bulletin = new_bulletin ("项目开工。"), snapshot = NULL;
  g_autoptr (GPtrArray) log = galley_record_array_new (), faults = NULL;
  g_autoptr (GalleyReviewRules) rules = galley_review_rules_new ();
  const char *fields[GALLEY_N_LOG_FIELDS] = { [GALLEY_LOG_EVENT] = "submit", [GALLEY_LOG_FROM] = "published",
                                              [GALLEY_LOG_TO] = "review1", [GALLEY_LOG_ACTOR] = "甲",
                                              [GALLEY_LOG_ROLE] = "reporter", [GALLEY_LOG_TIME] = "2024-04-16T08:00:00Z",
                                              [GALLEY_LOG_SIGNATURE] = "-----BEGIN SSH SIGNATURE-----\nAAAA" };
  g_autoptr (GalleyRecord) entry = galley_record_new (&galley_log_schema, NULL, fields, NULL);

  for (guint i = 0; i < N; i++)
    g_ptr_array_add (log, galley_record_ref (entry));
  snapshot = galley_snapshot_with_log (bulletin, log);
  faults = galley_review_verify (rules, snapshot, "");
  for (guint i = 0; i < N; i++)
    g_assert_cmpuint (galley_review_faults_find (faults, i)->entry, ==, i);
  g_assert_null (galley_review_faults_find (faults, N));
}

/* Cut short anywhere, or with any byte changed, a signature is refused and nothing is read beyond its end. */
static void
test_broken_signature (void)
{
  g_autoptr (GalleyKey) key = galley_key_new (NULL);
  g_autofree char *whole = galley_key_sign (key, "a", NULL);
  gsize length = strlen (whole);

  for (gsize i = 0; i < length; i++)
    {
      g_autofree char *cut = g_strndup (whole, i), *changed = g_strdup (whole), *of_cut = NULL, *of_changed = NULL;

      of_cut = galley_ssh_verify (cut, "a", NULL);
      g_assert_null (of_cut);
      changed[i] = changed[i] == 'A' ? 'B' : 'A';
      of_changed = galley_ssh_verify (changed, "a", NULL);
      g_assert_true (of_changed == NULL || whole[i] == '\n' || i > length - 40);
    }
}

/* Where there is no secret service the key is in a file that only its owner can read, and is found again. */
static void
test_keyring (void)
{
  g_autofree char *place = NULL, *again = NULL, *kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyKey) none = galley_keyring_find ("王 强", NULL, &error), made = NULL, found = NULL, same = NULL, open = NULL;
  struct stat status;

  g_assert_no_error (error);
  g_assert_null (none);
  made = galley_keyring_make ("王 强", &place, &error);
  g_assert_no_error (error);
  if (place == NULL)
    {
      g_test_skip ("there is a secret service");
      return;
    }
  g_assert_cmpint (g_stat (place, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  found = galley_keyring_find ("王 强", &kept, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (galley_key_get_public (found), ==, galley_key_get_public (made));
  same = galley_keyring_make ("王 强", &again, &error);
  g_assert_cmpstr (galley_key_get_public (same), ==, galley_key_get_public (made));
  g_assert_cmpstr (kept, ==, place);
  g_assert_cmpstr (again, ==, place);
  g_assert_cmpint (g_chmod (place, 0644), ==, 0);
  open = galley_keyring_find ("王 强", NULL, &error);
  g_assert_null (open);
  g_assert_error (error, GALLEY_SSH_ERROR, GALLEY_SSH_ERROR_KEY);
}

#define add(name, function) g_test_add ("/review-verify/" name, Desk, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add ("holds", test_holds);
  add ("tampering", test_tampering);
  add ("silent-edit", test_silent_edit);
  add ("transplant", test_transplant);
  add ("removed-key", test_removed_key);
  add ("ssh-keygen", test_ssh_keygen);
  g_test_add_func ("/review-verify/foreign-signature", test_foreign_signature);
  g_test_add_func ("/review-verify/other-signatures", test_other_signatures);
  g_test_add_func ("/review-verify/broken-signature", test_broken_signature);
  g_test_add_func ("/review-verify/schedule", test_schedule);
  g_test_add_func ("/review-verify/long-log", test_long_log);
  g_test_add_func ("/review-verify/keyring", test_keyring);
  return g_test_run ();
}
