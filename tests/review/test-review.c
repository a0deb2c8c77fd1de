/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-review.h"

#include <string.h>

/* The bulletin's author and one person for each stage. */
#define AUTHOR "甲"
#define NEWCOMER "新人"

static GalleySnapshot *
with_entry (GalleySnapshot *snapshot, GalleyRecord *entry)
{
  g_autoptr (GPtrArray) log = galley_record_array_new ();

  for (guint i = 0; i < snapshot->log->len; i++)
    g_ptr_array_add (log, galley_record_ref (g_ptr_array_index (snapshot->log, i)));
  g_ptr_array_add (log, galley_record_ref (entry));
  return galley_snapshot_new (snapshot->id, snapshot->details, snapshot->credits, snapshot->blocks, snapshot->tables,
                              snapshot->asides, log, snapshot->extra);
}

/* Goes on along a way such as "submit:甲:reporter approve:乙:editor", each of which must be allowed. */
static GalleySnapshot *
go (GalleySnapshot *start, const char *way)
{
  GalleySnapshot *snapshot = start ? galley_snapshot_ref (start) : galley_snapshot_new_empty ();
  g_auto (GStrv) words = g_strsplit (way, " ", -1);
  g_autoptr (GDateTime) time = g_date_time_new_utc (2024, 4, 16, 8, 0, 0);

  for (char **word = words; *word; word++)
    {
      g_auto (GStrv) parts = g_strsplit (*word, ":", 3);
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyRecord) entry = NULL;
      g_autoptr (GalleySnapshot) before = snapshot;
      GalleyReviewEvent event;
      GalleyReviewRole role;

      g_assert_true (galley_review_event_from_string (parts[0], &event));
      g_assert_true (galley_review_role_from_string (parts[2], &role));
      entry = galley_review_enter (before, event, parts[1], role, "可", "h", time, &error);
      g_assert_no_error (error);
      snapshot = with_entry (before, entry);
    }
  return snapshot;
}

#define TO_REVIEW1 "submit:甲:reporter"
#define TO_REVIEW2 TO_REVIEW1 " approve:责编:editor"
#define TO_REVIEW3 TO_REVIEW2 " approve:主任:section-head"
#define TO_PROOF1 TO_REVIEW3 " sign:总编:duty-editor"
#define TO_PROOF2 TO_PROOF1 " pass:校一:proofreader"
#define TO_PROOF3 TO_PROOF2 " pass:校二:proofreader"
#define TO_READY TO_PROOF3 " pass:校三:proofreader"

static const char *const ways[GALLEY_N_REVIEW_STATES] = {
  [GALLEY_REVIEW_DRAFT] = "",
  [GALLEY_REVIEW_REVIEW1] = TO_REVIEW1,
  [GALLEY_REVIEW_REVIEW2] = TO_REVIEW2,
  [GALLEY_REVIEW_REVIEW3] = TO_REVIEW3,
  [GALLEY_REVIEW_REVISING] = TO_REVIEW2 " return:主任:section-head",
  [GALLEY_REVIEW_REJECTED] = TO_REVIEW1 " reject:责编:editor",
  [GALLEY_REVIEW_PROOF1] = TO_PROOF1,
  [GALLEY_REVIEW_PROOF2] = TO_PROOF2,
  [GALLEY_REVIEW_PROOF3] = TO_PROOF3,
  [GALLEY_REVIEW_READY] = TO_READY,
  [GALLEY_REVIEW_SCHEDULED] = TO_READY " schedule:发:publisher",
  [GALLEY_REVIEW_PUBLISHED] = TO_READY " publish:发:publisher",
  [GALLEY_REVIEW_CORRECTING] = TO_READY " publish:发:publisher correct:总编:duty-editor",
  [GALLEY_REVIEW_WITHDRAWN] = TO_READY " publish:发:publisher withdraw:总编:duty-editor",
};

/* The rules written once more, by another hand's shape: state, event, state, roles, and what is asked for: "a" no author,
 * "d" no one who passed another stage, "o" an opinion. */
static const char *const rules[] = {
  "draft submit review1 reporter,contributor,editor -",
  "review1 approve review2 editor ado",
  "review2 approve review3 section-head ado",
  "review3 sign proof1 duty-editor ado",
  "review1 return revising editor ao",
  "review2 return revising section-head ao",
  "review3 return revising duty-editor ao",
  "review1 reject rejected editor ao",
  "review2 reject rejected section-head ao",
  "review3 reject rejected duty-editor ao",
  "revising resubmit review2 reporter,contributor,editor -", /* the way above was returned by review 2 */
  "rejected reopen draft administrator o",
  "proof1 pass proof2 proofreader ad",
  "proof2 pass proof3 proofreader ad",
  "proof3 pass ready proofreader ad",
  "proof1 edit review1 reporter,contributor,editor,proofreader -",
  "proof2 edit review1 reporter,contributor,editor,proofreader -",
  "proof3 edit review1 reporter,contributor,editor,proofreader -",
  "ready schedule scheduled publisher -",
  "ready publish published publisher -",
  "scheduled publish published publisher -",
  "scheduled deschedule ready publisher -",
  "published correct correcting editor,duty-editor o",
  "published withdraw withdrawn duty-editor o",
  "correcting submit review2 reporter,contributor,editor -",
};

/* Returns: (nullable) (transfer full): the words of the rule for that state and event */
static GStrv
find_rule (GalleyReviewState state, GalleyReviewEvent event)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      GStrv words = g_strsplit (rules[i], " ", 5);

      if (g_str_equal (words[0], galley_review_state_to_string (state)) &&
          g_str_equal (words[1], galley_review_event_to_string (event)))
        return words;
      g_strfreev (words);
    }
  return NULL;
}

static void
check_one (GalleySnapshot *snapshot,
           GalleyReviewState state,
           GalleyReviewEvent event,
           GalleyReviewRole role,
           const char *actor,
           const char *opinion)
{
  g_auto (GStrv) rule = find_rule (state, event), roles = rule ? g_strsplit (rule[3], ",", -1) : NULL;
  g_autoptr (GError) error = NULL;
  gboolean allowed = galley_review_allowed (snapshot, event, actor, role, opinion, &error);
  gboolean is_author = g_str_equal (actor, AUTHOR);
  /* In the ways above 责编 passed review 1, and the state is past it. */
  gboolean passed = g_str_equal (actor, "责编") && state != GALLEY_REVIEW_REVIEW1 && state != GALLEY_REVIEW_DRAFT;
  int expected = -1;

  if (rule == NULL)
    expected = GALLEY_REVIEW_ERROR_STATE;
  else if (!g_strv_contains ((const char *const *) roles, galley_review_role_to_string (role)))
    expected = GALLEY_REVIEW_ERROR_ROLE;
  else if (strchr (rule[4], 'a') && is_author)
    expected = GALLEY_REVIEW_ERROR_AUTHOR;
  else if (strchr (rule[4], 'd') && passed)
    expected = GALLEY_REVIEW_ERROR_REPEATED;
  else if (strchr (rule[4], 'o') && (opinion == NULL || g_str_equal (opinion, " 　\n")))
    expected = GALLEY_REVIEW_ERROR_OPINION;
  if (allowed != (expected < 0) || (error && !g_error_matches (error, GALLEY_REVIEW_ERROR, expected)))
    g_error ("%s, %s, %s, %s: expected %d, got %s", galley_review_state_to_string (state),
             galley_review_event_to_string (event), galley_review_role_to_string (role), actor, expected,
             error ? error->message : "allowed");
}

static void
test_every_case (void)
{
  static const char *const actors[] = { AUTHOR, "责编", NEWCOMER };
  static const char *const opinions[] = { "同意", NULL, " 　\n" };

  for (guint state = 0; state < GALLEY_N_REVIEW_STATES; state++)
    {
      g_autoptr (GalleySnapshot) snapshot = go (NULL, ways[state]);

      g_assert_cmpint (galley_review_state (snapshot), ==, state);
      g_assert_cmpint (galley_review_is_signed (snapshot), ==,
                       state >= GALLEY_REVIEW_PROOF1 && state <= GALLEY_REVIEW_PUBLISHED);
      for (guint event = 0; event < GALLEY_N_REVIEW_EVENTS; event++)
        for (guint role = 0; role < GALLEY_N_REVIEW_ROLES; role++)
          for (guint i = 0; i < 9; i++)
            check_one (snapshot, state, event, role, actors[i / 3], opinions[i % 3]);
    }
}

static void
test_targets (void)
{
  guint n = 0;

  for (guint state = 0; state < GALLEY_N_REVIEW_STATES; state++)
    {
      g_autoptr (GalleySnapshot) snapshot = go (NULL, ways[state]);

      for (guint event = 0; event < GALLEY_N_REVIEW_EVENTS; event++)
        {
          g_auto (GStrv) rule = find_rule (state, event);
          GalleyReviewState to;

          g_assert_true (galley_review_leads (snapshot, event, &to) == (rule != NULL));
          if (rule == NULL)
            continue;
          g_assert_cmpstr (galley_review_state_to_string (to), ==, rule[2]);
          n++;
        }
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (rules));
}

static gboolean
may (GalleySnapshot *snapshot, GalleyReviewEvent event, const char *actor, GalleyReviewRole role)
{
  return galley_review_allowed (snapshot, event, actor, role, "可", NULL);
}

/* Who resubmits is an author too; the stage that returned it takes it up again, and its own reviewer may. */
static void
test_return (void)
{
  g_autoptr (GalleySnapshot) snapshot =
    go (NULL, TO_REVIEW2 " return:主任:section-head resubmit:帮手:contributor");

  g_assert_cmpint (galley_review_state (snapshot), ==, GALLEY_REVIEW_REVIEW2);
  g_assert_true (may (snapshot, GALLEY_EVENT_APPROVE, "主任", GALLEY_ROLE_SECTION_HEAD));
  g_assert_false (may (snapshot, GALLEY_EVENT_APPROVE, "帮手", GALLEY_ROLE_SECTION_HEAD));
  g_assert_false (may (snapshot, GALLEY_EVENT_APPROVE, "甲", GALLEY_ROLE_SECTION_HEAD));
  g_assert_false (may (snapshot, GALLEY_EVENT_APPROVE, "责编", GALLEY_ROLE_SECTION_HEAD));
}

/* An edit of substance voids the approvals, so whoever gave them may, and must, review anew. */
static void
test_edit (void)
{
  g_autoptr (GalleySnapshot) snapshot = go (NULL, TO_PROOF2 " edit:校二:proofreader");

  g_assert_cmpint (galley_review_state (snapshot), ==, GALLEY_REVIEW_REVIEW1);
  g_assert_true (may (snapshot, GALLEY_EVENT_APPROVE, "责编", GALLEY_ROLE_EDITOR));
  g_assert_true (may (snapshot, GALLEY_EVENT_APPROVE, "主任", GALLEY_ROLE_EDITOR));
}

static void
test_entry (void)
{
  g_autoptr (GalleySnapshot) snapshot = go (NULL, TO_REVIEW1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) time = g_date_time_new (zone, 2024, 4, 16, 16, 30, 5);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyRecord) entry =
    galley_review_enter (snapshot, GALLEY_EVENT_APPROVE, "责编", GALLEY_ROLE_EDITOR, "数字已核", "00ff", time, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (entry->fields[GALLEY_LOG_EVENT], ==, "approve");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_FROM], ==, "review1");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_TO], ==, "review2");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_ACTOR], ==, "责编");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_ROLE], ==, "editor");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_TIME], ==, "2024-04-16T08:30:05Z");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_OPINION], ==, "数字已核");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_HASH], ==, "00ff");
  g_assert_null (galley_review_enter (snapshot, GALLEY_EVENT_SIGN, "责编", GALLEY_ROLE_EDITOR, "x", NULL, time, &error));
  g_assert_error (error, GALLEY_REVIEW_ERROR, GALLEY_REVIEW_ERROR_STATE);
}

/* Each word is read as what it was written for. */
static void
test_words (void)
{
  for (guint event = 0; event < GALLEY_N_REVIEW_EVENTS; event++)
    {
      GalleyReviewEvent read;

      g_assert_true (galley_review_event_from_string (galley_review_event_to_string (event), &read));
      g_assert_cmpint (read, ==, event);
      g_assert_nonnull (galley_review_event_get_title (event));
    }
  for (guint role = 0; role < GALLEY_N_REVIEW_ROLES; role++)
    {
      GalleyReviewRole read;

      g_assert_true (galley_review_role_from_string (galley_review_role_to_string (role), &read));
      g_assert_cmpint (read, ==, role);
    }
  g_assert_false (galley_review_role_from_string ("king", &(GalleyReviewRole){ 0 }));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/every-case", test_every_case);
  g_test_add_func ("/review/targets", test_targets);
  g_test_add_func ("/review/return", test_return);
  g_test_add_func ("/review/edit", test_edit);
  g_test_add_func ("/review/entry", test_entry);
  g_test_add_func ("/review/words", test_words);
  return g_test_run ();
}
