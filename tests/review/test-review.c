/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-codec.h"
#include "galley-figure-check.h"
#include "galley-review-edit.h"
#include "review-fixture.h"

#include <string.h>

/* The bulletin's author and one person for each stage. */
#define AUTHOR "甲"
#define NEWCOMER "新人"

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
 * "d" no one who passed another stage, "o" an opinion, "e" that there is an edit to log. */
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
  "review2 edit review1 * e",
  "review3 edit review1 * e",
  "proof1 edit review1 * e",
  "proof2 edit review1 * e",
  "proof3 edit review1 * e",
  "ready edit review1 * e",
  "scheduled edit review1 * e",
  "review2 fix review2 section-head,proofreader e",
  "review3 fix review3 duty-editor,proofreader e",
  "proof1 fix proof1 proofreader e",
  "proof2 fix proof2 proofreader e",
  "proof3 fix proof3 proofreader e",
  "ready fix proof3 * e",
  "scheduled fix proof3 * e",
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
check_one (const Stand *stand,
           GalleyReviewState state,
           GalleyReviewEvent event,
           GalleyReviewRole role,
           const char *actor,
           const char *opinion)
{
  g_auto (GStrv) rule = find_rule (state, event), roles = rule ? g_strsplit (rule[3], ",", -1) : NULL;
  g_autoptr (GError) error = NULL;
  GalleyReviewCase asked = make_case (stand, actor, role, opinion);
  gboolean allowed = galley_review_allowed (&asked, event, &error);
  gboolean is_author = g_str_equal (actor, AUTHOR);
  /* In the ways above 责编 passed review 1, and the state is past it. */
  gboolean passed = g_str_equal (actor, "责编") && state != GALLEY_REVIEW_REVIEW1 && state != GALLEY_REVIEW_DRAFT;
  int expected = -1;

  if (rule == NULL)
    expected = GALLEY_REVIEW_ERROR_STATE;
  else if (!g_str_equal (rule[3], "*") && !g_strv_contains ((const char *const *) roles, galley_review_role_to_string (role)))
    expected = GALLEY_REVIEW_ERROR_ROLE;
  else if (strchr (rule[4], 'a') && is_author)
    expected = GALLEY_REVIEW_ERROR_AUTHOR;
  else if (strchr (rule[4], 'd') && passed)
    expected = GALLEY_REVIEW_ERROR_REPEATED;
  else if (strchr (rule[4], 'o') && (opinion == NULL || g_str_equal (opinion, " 　\n")))
    expected = GALLEY_REVIEW_ERROR_OPINION;
  else if (strchr (rule[4], 'e'))
    expected = GALLEY_REVIEW_ERROR_UNCHANGED;
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
      g_auto (Stand) stand = { 0 };

      g_assert_cmpint (galley_review_state (snapshot), ==, state);
      g_assert_cmpint (galley_review_is_signed (snapshot), ==,
                       state >= GALLEY_REVIEW_PROOF1 && state <= GALLEY_REVIEW_PUBLISHED);
      stand_init (&stand, snapshot);
      if (state == GALLEY_REVIEW_SCHEDULED)
        {
          g_date_time_unref (stand.now);
          stand.now = g_date_time_ref (stand.at);
        }
      for (guint event = 0; event < GALLEY_N_REVIEW_EVENTS; event++)
        for (guint role = 0; role < GALLEY_N_REVIEW_ROLES; role++)
          for (guint i = 0; i < 9; i++)
            check_one (&stand, state, event, role, actors[i / 3], opinions[i % 3]);
    }
}

static void
test_targets (void)
{
  guint n = 0;

  for (guint state = 0; state < GALLEY_N_REVIEW_STATES; state++)
    {
      g_autoptr (GalleySnapshot) snapshot = go (NULL, ways[state]);
      g_autoptr (GalleyReviewRules) usual = galley_review_rules_new ();

      for (guint event = 0; event < GALLEY_N_REVIEW_EVENTS; event++)
        {
          g_auto (GStrv) rule = find_rule (state, event);
          GalleyReviewState to;

          g_assert_true (galley_review_leads (usual, snapshot, event, &to) == (rule != NULL));
          if (rule == NULL)
            continue;
          g_assert_cmpstr (galley_review_state_to_string (to), ==, rule[2]);
          n++;
        }
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (rules));
}

/* The error code of what is not allowed, -1 where it is. */
static int
ask (const Stand *stand, GalleyReviewEvent event, const char *actor, GalleyReviewRole role)
{
  GalleyReviewCase asked = make_case (stand, actor, role, "可");
  g_autoptr (GError) error = NULL;

  return galley_review_allowed (&asked, event, &error) ? -1 : error->code;
}

static gboolean
may (GalleySnapshot *snapshot, GalleyReviewEvent event, const char *actor, GalleyReviewRole role)
{
  g_auto (Stand) stand = { 0 };

  stand_init (&stand, snapshot);
  return ask (&stand, event, actor, role) < 0;
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

/* A figure that changes takes the bulletin back, and names the stages whose approval is void: those and no others. */
static void
test_edit (void)
{
  g_autoptr (GalleySnapshot) start = new_bulletin ("开工项目66个。"), passed = go (start, TO_PROOF2);
  g_autoptr (GalleySnapshot) changed = edit (passed, "开工项目67个。");
  g_autoptr (GalleySnapshot) after = step (changed, passed, NULL, "edit:校二:proofreader", NULL);
  const GalleyRecord *entry = g_ptr_array_index (after->log, after->log->len - 1);

  g_assert_true (galley_review_is_signed (passed));
  g_assert_false (galley_review_is_signed (changed));
  g_assert_false (may (changed, GALLEY_EVENT_PASS, "校二", GALLEY_ROLE_PROOFREADER));
  g_assert_cmpstr (entry->fields[GALLEY_LOG_VOIDS], ==, "review1\nreview2\nreview3\nproof1");
  g_assert_nonnull (strstr (entry->fields[GALLEY_LOG_CHANGES], "66个 → 67个"));
  g_assert_cmpint (galley_review_state (after), ==, GALLEY_REVIEW_REVIEW1);
  g_assert_true (may (after, GALLEY_EVENT_APPROVE, "责编", GALLEY_ROLE_EDITOR));
  g_assert_true (may (after, GALLEY_EVENT_APPROVE, "主任", GALLEY_ROLE_EDITOR));
}

/* Of a desk where edits go back to the second review, the first one's approval stands. */
static void
test_fallback (void)
{
  static const char desk[] = "{\"format\": \"galley-desk\", \"version\": 1, \"fallback\": \"review2\"}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (desk, strlen (desk));
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyReviewRules) own = galley_review_rules_read (bytes, &error);
  g_autoptr (GalleySnapshot) passed = go (NULL, TO_PROOF1), changed = edit (passed, "项目全部开工，另外还有一句话说了别的事。");
  g_autoptr (GalleySnapshot) after = NULL;
  const GalleyRecord *entry;

  g_assert_no_error (error);
  after = step (changed, passed, own, "edit:校一:proofreader", NULL);
  entry = g_ptr_array_index (after->log, after->log->len - 1);
  g_assert_cmpint (galley_review_state (after), ==, GALLEY_REVIEW_REVIEW2);
  g_assert_cmpstr (entry->fields[GALLEY_LOG_VOIDS], ==, "review2\nreview3");
  g_assert_false (may (after, GALLEY_EVENT_APPROVE, "责编", GALLEY_ROLE_SECTION_HEAD));
}

/* A proofreader mends a word, which is logged and voids nothing; of what is ready the last proof is read again. */
static void
test_fix (void)
{
  g_autoptr (GalleySnapshot) passed = go (NULL, TO_PROOF3), mended = edit (passed, "项目动工。");
  g_autoptr (GalleySnapshot) fixed = step (mended, passed, NULL, "fix:校三:proofreader", NULL);
  g_autoptr (GalleySnapshot) ready = go (fixed, "pass:校三:proofreader");
  g_autoptr (GalleySnapshot) again = edit (ready, "项目开建。");
  g_autoptr (GalleySnapshot) reread = step (again, ready, NULL, "fix:发:publisher", NULL);
  const GalleyRecord *entry = g_ptr_array_index (fixed->log, fixed->log->len - 1);
  const GalleyRecord *last = g_ptr_array_index (reread->log, reread->log->len - 1);

  g_assert_cmpint (galley_review_state (fixed), ==, GALLEY_REVIEW_PROOF3);
  g_assert_cmpstr (entry->fields[GALLEY_LOG_VOIDS], ==, "");
  g_assert_true (galley_review_is_signed (fixed));
  g_assert_cmpint (galley_review_state (ready), ==, GALLEY_REVIEW_READY);
  g_assert_cmpint (galley_review_state (reread), ==, GALLEY_REVIEW_PROOF3);
  g_assert_cmpstr (last->fields[GALLEY_LOG_VOIDS], ==, "proof3");
}

/* A word may be mended, a figure may not, nor a passage, nor by who has not the right, nor what nobody can compare. */
static void
test_right_to_mend (void)
{
  static const struct
  {
    const char *before, *after;
    GalleyReviewRole role;
    gboolean known;
    GalleyReviewEvent event;
  } cases[] = {
    { "项目开工66个。", "项目动工66个。", GALLEY_ROLE_PROOFREADER, TRUE, GALLEY_EVENT_FIX },
    { "项目开工66个。", "项目动工66个。", GALLEY_ROLE_REPORTER, TRUE, GALLEY_EVENT_EDIT },
    { "项目开工66个。", "项目动工66个。", GALLEY_ROLE_PROOFREADER, FALSE, GALLEY_EVENT_EDIT },
    { "项目开工66个。", "项目开工65个。", GALLEY_ROLE_PROOFREADER, TRUE, GALLEY_EVENT_EDIT },
    { "同比增长3.1%。", "同比下降3.1%。", GALLEY_ROLE_PROOFREADER, TRUE, GALLEY_EVENT_EDIT },
    { "总投资8亿元。", "总投资8万元。", GALLEY_ROLE_PROOFREADER, TRUE, GALLEY_EVENT_EDIT },
    { "项目开工。", "项目开工，群众普遍反映这样的好项目越多越好。", GALLEY_ROLE_PROOFREADER, TRUE, GALLEY_EVENT_EDIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleySnapshot) start = new_bulletin (cases[i].before), passed = go (start, TO_PROOF1);
      g_autoptr (GalleySnapshot) changed = edit (passed, cases[i].after);
      g_auto (Stand) stand = { 0 };
      GalleyReviewCase asked;
      GalleyReviewEvent event;

      stand_init (&stand, changed);
      stand.before = cases[i].known ? galley_snapshot_ref (passed) : NULL;
      asked = make_case (&stand, "某", cases[i].role, NULL);
      g_assert_true (galley_review_find_edit (&asked, &event));
      g_assert_cmpint (event, ==, cases[i].event);
      g_assert_cmpint (ask (&stand, GALLEY_EVENT_FIX, "某", GALLEY_ROLE_PROOFREADER), ==,
                       event == GALLEY_EVENT_FIX || cases[i].role == GALLEY_ROLE_REPORTER
                         ? -1
                         : GALLEY_REVIEW_ERROR_UNCHANGED);
    }
}

/* What the content must be, apart from who asks. */
static void
test_content (void)
{
  g_autoptr (GalleySnapshot) empty = galley_snapshot_new_empty (), wrong = new_bulletin ("开工项目66个，其中续建12个、新建55个。");
  g_autoptr (GalleySnapshot) figures = new_bulletin ("总投资8亿元。"), second = go (figures, TO_REVIEW2), ticked = NULL;
  g_auto (Stand) of_empty = { 0 }, of_wrong = { 0 }, of_second = { 0 }, of_ticked = { 0 };
  g_autoptr (GPtrArray) checks = NULL;

  stand_init (&of_empty, empty);
  g_assert_cmpint (ask (&of_empty, GALLEY_EVENT_SUBMIT, "甲", GALLEY_ROLE_REPORTER), ==, GALLEY_REVIEW_ERROR_INCOMPLETE);
  stand_init (&of_wrong, wrong);
  g_assert_cmpint (ask (&of_wrong, GALLEY_EVENT_SUBMIT, "甲", GALLEY_ROLE_REPORTER), ==, GALLEY_REVIEW_ERROR_FINDINGS);
  g_clear_pointer (&of_wrong.report, galley_report_unref);
  g_assert_cmpint (ask (&of_wrong, GALLEY_EVENT_SUBMIT, "甲", GALLEY_ROLE_REPORTER), ==, GALLEY_REVIEW_ERROR_UNCHECKED);
  of_wrong.report = galley_report_ref (of_empty.report);

  stand_init (&of_second, second);
  g_assert_cmpint (ask (&of_second, GALLEY_EVENT_APPROVE, "主任", GALLEY_ROLE_SECTION_HEAD), ==, GALLEY_REVIEW_ERROR_SOURCES);
  checks = galley_figure_checks_new (of_second.report);
  g_assert_cmpuint (checks->len, ==, 1);
  ticked = galley_figure_check_tick (second, g_ptr_array_index (checks, 0), "区统计局", "主任", of_second.now);
  stand_init (&of_ticked, ticked);
  g_assert_cmpint (ask (&of_ticked, GALLEY_EVENT_APPROVE, "主任", GALLEY_ROLE_SECTION_HEAD), ==, -1);
}

#define LOOSE "{\"format\": \"galley-desk\", \"version\": 1, \"events\": {\"publish\": {\"guards\": []}}}"

/* Nothing goes out before its embargo, nor before the time that it is scheduled for, nor where nobody can read the time. */
static void
test_embargo (void)
{
  g_autoptr (GalleySnapshot) start = new_bulletin ("项目开工。"), ready = NULL, odd = NULL, scheduled = NULL;
  g_autoptr (GalleyRecord) until = galley_record_with (start->details, GALLEY_DETAILS_EMBARGO, "2024-04-16T08:30Z");
  g_autoptr (GalleyRecord) never = galley_record_with (start->details, GALLEY_DETAILS_EMBARGO, "周三早上");
  g_autoptr (GalleySnapshot) held = galley_snapshot_new ("b2", until, NULL, start->blocks, NULL, NULL, NULL, NULL);
  g_autoptr (GalleySnapshot) stuck = galley_snapshot_new ("b3", never, NULL, start->blocks, NULL, NULL, NULL, NULL);
  g_autoptr (GDateTime) early = g_date_time_new_utc (2024, 4, 16, 8, 10, 0);
  g_autoptr (GBytes) desk = g_bytes_new_static (LOOSE, strlen (LOOSE));
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyReviewRules) loose = galley_review_rules_read (desk, &error);
  g_autoptr (GDateTime) due = NULL;
  g_auto (Stand) of_ready = { 0 }, of_odd = { 0 }, of_scheduled = { 0 };
  GalleyReviewCase asked;

  ready = go (held, TO_READY);
  stand_init (&of_ready, ready);
  g_assert_cmpint (ask (&of_ready, GALLEY_EVENT_PUBLISH, "发", GALLEY_ROLE_PUBLISHER), ==, GALLEY_REVIEW_ERROR_EMBARGO);
  g_assert_cmpint (ask (&of_ready, GALLEY_EVENT_SCHEDULE, "发", GALLEY_ROLE_PUBLISHER), ==, -1);
  g_date_time_unref (of_ready.at);
  of_ready.at = g_date_time_ref (early);
  g_assert_cmpint (ask (&of_ready, GALLEY_EVENT_SCHEDULE, "发", GALLEY_ROLE_PUBLISHER), ==, GALLEY_REVIEW_ERROR_EMBARGO);

  odd = go (stuck, TO_READY);
  stand_init (&of_odd, odd);
  g_assert_cmpint (ask (&of_odd, GALLEY_EVENT_PUBLISH, "发", GALLEY_ROLE_PUBLISHER), ==, GALLEY_REVIEW_ERROR_EMBARGO);

  scheduled = go (ready, "schedule:发:publisher");
  g_assert_cmpstr (galley_review_log_get (scheduled, scheduled->log->len - 1, GALLEY_LOG_AT), ==, "2024-04-16T09:00:00Z");
  stand_init (&of_scheduled, scheduled);
  g_assert_cmpint (ask (&of_scheduled, GALLEY_EVENT_PUBLISH, "发", GALLEY_ROLE_PUBLISHER), ==, GALLEY_REVIEW_ERROR_EMBARGO);
  /* A desk without embargoes has schedules all the same. */
  asked = make_case (&of_scheduled, "发", GALLEY_ROLE_PUBLISHER, "可");
  asked.rules = loose;
  due = galley_review_dup_due (&asked);
  g_assert_nonnull (due);
  g_assert_false (galley_review_waits (&asked));
  g_assert_null (galley_review_enter (&asked, GALLEY_EVENT_PUBLISH, &error));
  g_assert_error (error, GALLEY_REVIEW_ERROR, GALLEY_REVIEW_ERROR_EMBARGO);
  g_date_time_unref (of_scheduled.now);
  of_scheduled.now = g_date_time_ref (of_scheduled.at);
  g_assert_cmpint (ask (&of_scheduled, GALLEY_EVENT_PUBLISH, "发", GALLEY_ROLE_PUBLISHER), ==, -1);
}

/* A clock behind the log is told to be set, but a colleague's that is off by a minute keeps nobody from work. */
static void
test_clock (void)
{
  g_autoptr (GalleySnapshot) snapshot = go (NULL, TO_REVIEW1), after = NULL;
  g_auto (Stand) stand = { 0 };
  g_autoptr (GalleyRecord) entry = NULL;
  GalleyReviewCase asked;

  stand_init (&stand, snapshot);
  g_date_time_unref (stand.now);
  stand.now = g_date_time_new_utc (2024, 4, 16, 7, 0, 0);
  g_assert_cmpint (ask (&stand, GALLEY_EVENT_APPROVE, "责编", GALLEY_ROLE_EDITOR), ==, GALLEY_REVIEW_ERROR_CLOCK);
  g_date_time_unref (stand.now);
  stand.now = g_date_time_new_utc (2024, 4, 16, 7, 58, 0);
  asked = make_case (&stand, "责编", GALLEY_ROLE_EDITOR, "可");
  entry = galley_review_enter (&asked, GALLEY_EVENT_APPROVE, NULL);
  g_assert_cmpstr (entry->fields[GALLEY_LOG_TIME], ==, "2024-04-16T08:00:00Z");
}

/* A correction is reviewed anew from the second review on, and goes out with its note as another version. */
static void
test_correction (void)
{
  g_autoptr (GalleySnapshot) published = go (NULL, TO_READY " publish:发:publisher");
  g_autoptr (GalleySnapshot) correcting = go (published, "correct:总编:duty-editor"), edited = NULL, again = NULL;

  g_assert_cmpuint (galley_review_get_version (published), ==, 1);
  g_assert_null (galley_review_get_correction (published));
  edited = edit (correcting, "项目停工。");
  again = go (edited, "submit:甲:reporter approve:主任:section-head sign:总编:duty-editor pass:校一:proofreader "
                      "pass:校二:proofreader pass:校三:proofreader publish:发:publisher");
  g_assert_cmpuint (galley_review_get_version (again), ==, 2);
  g_assert_cmpstr (galley_review_get_correction (again), ==, "可");
  g_assert_true (galley_review_is_signed (again));
}

/* What one may do is listed with the reason where one may not. */
static void
test_list (void)
{
  g_autoptr (GalleySnapshot) snapshot = go (NULL, TO_REVIEW1);
  g_auto (Stand) stand = { 0 };
  GalleyReviewCase own, others;
  g_autoptr (GPtrArray) mine = NULL, theirs = NULL;

  stand_init (&stand, snapshot);
  own = make_case (&stand, "甲", GALLEY_ROLE_REPORTER, NULL);
  others = make_case (&stand, "责编", GALLEY_ROLE_REPORTER, NULL);
  mine = galley_review_list (&own);
  theirs = galley_review_list (&others);
  g_assert_cmpuint (mine->len, ==, 3);
  for (guint i = 0; i < mine->len; i++)
    {
      const GalleyReviewChoice *of_author = g_ptr_array_index (mine, i), *of_editor = g_ptr_array_index (theirs, i);

      g_assert_false (of_author->allowed);
      g_assert_nonnull (strstr (of_author->reason, "Ask a colleague"));
      g_assert_true (of_editor->allowed);
      g_assert_cmpint (of_editor->role, ==, GALLEY_ROLE_EDITOR);
    }
}

/* Whose the next step is, along the ways that a bulletin goes. */
static const struct
{
  const char *way;
  const char *waits; /* among 甲, 责编, 主任, 总编, 校一, 发 */
} waiting[] = {
  { "", "" },
  { TO_REVIEW1, "责编" },
  { TO_REVIEW2, "主任" },
  { TO_REVIEW2 " return:主任:section-head", "甲" },
  { TO_REVIEW3, "总编" },
  { TO_PROOF1, "校一" },
  { TO_PROOF2, "" }, /* 校一 has passed a stage */
  { TO_READY, "发" },
  { TO_READY " schedule:发:publisher", "" },
  { TO_READY " publish:发:publisher", "" },
  { TO_READY " publish:发:publisher correct:总编:duty-editor", "甲" },
  { TO_REVIEW1 " reject:责编:editor", "" },
};

static void
test_waits (void)
{
  static const char desk[] =
    "{\"format\":\"galley-desk\",\"version\":1,\"people\":[{\"name\":\"甲\",\"roles\":[\"reporter\",\"editor\"]},"
    "{\"name\":\"责编\",\"roles\":[\"editor\",\"reporter\"]},{\"name\":\"主任\",\"roles\":[\"section-head\"]},"
    "{\"name\":\"总编\",\"roles\":[\"duty-editor\"]},{\"name\":\"校一\",\"roles\":[\"proofreader\"]},"
    "{\"name\":\"发\",\"roles\":[\"publisher\"]}]}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (desk, strlen (desk));
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyReviewRules) people = galley_review_rules_read (bytes, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    {
      g_autoptr (GalleySnapshot) snapshot = go (NULL, waiting[i].way);
      g_auto (Stand) stand = { 0 };
      g_autoptr (GString) names = g_string_new (NULL);
      GalleyReviewCase asked;

      stand_init (&stand, snapshot);
      asked = make_case (&stand, "", GALLEY_ROLE_REPORTER, NULL);
      asked.rules = people;
      g_assert_false (galley_review_waits (&asked));
      for (guint p = 0; p < people->people->len; p++)
        {
          asked.actor = ((GalleyPerson *) g_ptr_array_index (people->people, p))->name;
          if (galley_review_waits (&asked))
            g_string_append (names, asked.actor);
        }
      g_assert_cmpstr (names->str, ==, waiting[i].waits);
      /* What is scheduled waits for its publisher once it is time. */
      if (galley_review_state (snapshot) == GALLEY_REVIEW_SCHEDULED)
        {
          asked.actor = "发";
          asked.now = stand.at;
          g_assert_true (galley_review_waits (&asked));
        }
    }
}

static void
test_entry (void)
{
  g_autoptr (GalleySnapshot) snapshot = go (NULL, TO_REVIEW1);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autofree char *digest = galley_review_log_digest ("b1", g_ptr_array_index (snapshot->log, 0));
  g_autoptr (GError) error = NULL;
  g_auto (Stand) stand = { 0 };
  GalleyReviewCase asked;
  g_autoptr (GalleyRecord) entry = NULL;

  stand_init (&stand, snapshot);
  g_date_time_unref (stand.now);
  stand.now = g_date_time_new (zone, 2024, 4, 16, 16, 30, 5);
  asked = make_case (&stand, "责编", GALLEY_ROLE_EDITOR, "数字已核");
  entry = galley_review_enter (&asked, GALLEY_EVENT_APPROVE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (entry->fields[GALLEY_LOG_EVENT], ==, "approve");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_FROM], ==, "review1");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_TO], ==, "review2");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_ACTOR], ==, "责编");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_ROLE], ==, "editor");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_TIME], ==, "2024-04-16T08:30:05Z");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_OPINION], ==, "数字已核");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_HASH], ==, stand.hash);
  g_assert_cmpstr (entry->fields[GALLEY_LOG_FINDINGS], ==, "0/0/0");
  g_assert_cmpstr (entry->fields[GALLEY_LOG_PREVIOUS], ==, digest);
  g_assert_null (galley_review_enter (&asked, GALLEY_EVENT_SIGN, &error));
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

/* Whether 责编 may approve at the first review of a desk, and what they are told. */
static void
check_list (const char *names, const char *guards, const char *headline, const char *byline, const char *tick, const char *refusal)
{
  g_autofree char *desk = g_strdup_printf (
    "{\"format\": \"galley-desk\", \"version\": 1, \"names\": [%s], \"stages\": [{\"name\": \"review1\", \"guards\": [%s],"
    " \"checklist\": [{\"id\": \"h\", \"title\": \"标题\", \"check\": \"headline-length\", \"limit\": 6},"
    " {\"id\": \"n\", \"title\": \"署名\", \"check\": \"names\"}, {\"id\": \"s\", \"title\": \"来源\", \"check\": \"sources\"},"
    " {\"id\": \"p\", \"title\": \"已读\"}]}, {\"name\": \"review2\"}]}", names, guards);
  g_autoptr (GBytes) bytes = g_bytes_new (desk, strlen (desk));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), credits = galley_record_array_new ();
  const char *const credit[GALLEY_N_CREDIT_FIELDS] = { [GALLEY_CREDIT_NAMES] = byline };
  const char *const ticks[] = { tick, NULL };
  g_autoptr (GalleySnapshot) draft = NULL, submitted = NULL;
  g_auto (Stand) stand = { 0 };
  GalleyReviewCase asked;
  gboolean allowed;

  g_ptr_array_add (credits, galley_record_new (&galley_credit_schema, NULL, credit, NULL));
  g_ptr_array_add (blocks, galley_block_data_new ("head", GALLEY_BLOCK_HEADLINE, headline, NULL));
  g_ptr_array_add (blocks, galley_block_data_new ("body", GALLEY_BLOCK_PARAGRAPH, "项目开工。", NULL));
  draft = galley_snapshot_new ("b1", NULL, credits, blocks, NULL, NULL, NULL, NULL);
  submitted = go (draft, TO_REVIEW1);
  stand_init (&stand, submitted);
  galley_review_rules_unref (stand.rules);
  stand.rules = galley_review_rules_read (bytes, &error);
  g_assert_no_error (error);
  asked = make_case (&stand, "责编", GALLEY_ROLE_EDITOR, "同意");
  asked.ticks = ticks;
  allowed = galley_review_allowed (&asked, GALLEY_EVENT_APPROVE, &error);
  g_assert_cmpstr (error ? error->message : NULL, ==, refusal);
  g_assert_cmpint (allowed, ==, refusal == NULL);
}

static void
test_checklist (void)
{
  /* The break of a couplet is no character of it. */
  check_list ("\"甲\", \"乙\"", "\"checklist\"", "东湖区\n开工了", "甲\n乙", "p", NULL);
  check_list ("\"甲\"", "\"checklist\"", "东湖区今开工", "甲\n丙", "p", "署名: Not on the desk’s list: 丙.");
  /* A desk without a list has nothing to check names against. */
  check_list ("", "\"checklist\"", "东湖区开工", "丙", "p", NULL);
  check_list ("", "\"checklist\"", "东湖区一季度开工", "丙", "p", "标题: 8 characters of 6.");
  check_list ("", "\"checklist\"", "东湖区开工", "丙", NULL, "“已读” is not ticked.");
  /* It is asked for where the desk says so, and nowhere else. */
  check_list ("\"甲\"", "\"opinion\"", "东湖区一季度开工", "丙", NULL, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/every-case", test_every_case);
  g_test_add_func ("/review/targets", test_targets);
  g_test_add_func ("/review/return", test_return);
  g_test_add_func ("/review/edit", test_edit);
  g_test_add_func ("/review/fallback", test_fallback);
  g_test_add_func ("/review/fix", test_fix);
  g_test_add_func ("/review/right-to-mend", test_right_to_mend);
  g_test_add_func ("/review/content", test_content);
  g_test_add_func ("/review/embargo", test_embargo);
  g_test_add_func ("/review/clock", test_clock);
  g_test_add_func ("/review/correction", test_correction);
  g_test_add_func ("/review/list", test_list);
  g_test_add_func ("/review/waits", test_waits);
  g_test_add_func ("/review/checklist", test_checklist);
  g_test_add_func ("/review/entry", test_entry);
  g_test_add_func ("/review/words", test_words);
  return g_test_run ();
}
