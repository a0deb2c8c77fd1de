/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-review-rules.h"

#include <string.h>

#define KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
#define DESK(members) "{\"format\": \"galley-desk\", \"version\": 1" members "}"

static GalleyReviewRules *
read (const char *desk, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (desk, strlen (desk));

  return galley_review_rules_read (bytes, error);
}

/* Whatever is misspelt or out of place is refused with its path, for what is overlooked would loosen the rules. */
static void
test_faults (void)
{
  static const struct
  {
    const char *desk, *message;
  } cases[] = {
    { DESK (", \"stages\": 3"), "stages: " },
    { DESK (", \"stages\": []"), "stages: " },
    { DESK (", \"stage\": []"), "stage: " },
    { DESK (", \"stages\": [{\"name\": \"review4\"}]"), "stages[0].name: “review4”" },
    { DESK (", \"stages\": [{\"name\": \"proof1\"}]"), "stages[0].name: " },
    { DESK (", \"stages\": [{\"name\": \"review2\"}, {\"name\": \"review1\"}]"), "stages[1].name: " },
    { DESK (", \"stages\": [{\"name\": \"review1\", \"role\": []}]"), "stages[0].role: " },
    { DESK (", \"stages\": [{\"name\": \"review1\", \"roles\": []}]"), "stages[0].roles: " },
    { DESK (", \"stages\": [{\"name\": \"review1\", \"roles\": [\"king\"]}]"), "stages[0].roles[0]: “king” is no role" },
    { DESK (", \"stages\": [{\"name\": \"review1\", \"guards\": [\"dog\"]}]"), "stages[0].guards[0]: “dog”" },
    { DESK (", \"stages\": [{\"name\": \"review1\", \"checklist\": [{\"id\": \"a\"}]}]"), "stages[0].checklist[0]: " },
    { DESK (", \"stages\": [{\"name\": \"review1\", \"checklist\": [{\"id\": \"a\", \"title\": \"b\", \"check\": \"c\"}]}]"),
      "stages[0].checklist[0].check: " },
    { DESK (", \"stages\": [{\"name\": \"review1\", \"checklist\": [{\"id\": \"a\", \"title\": \"b\", \"check\": \"headline-length\"}]}]"),
      "stages[0].checklist[0].check: “headline-length” needs a “limit”" },
    { DESK (", \"pairing\": \"odd\""), "pairing: " },
    { DESK (", \"pairing\": \"paired\", \"stages\": [{\"name\": \"review1\"}, {\"name\": \"proof1\"}]"), "pairing: " },
    { DESK (", \"fallback\": \"proof1\""), "fallback: " },
    { DESK (", \"fallback\": \"review2\", \"stages\": [{\"name\": \"review1\"}]"), "fallback: " },
    { DESK (", \"events\": {\"fly\": {}}"), "events.fly: " },
    { DESK (", \"zone\": \"Mars/Base\""), "zone: " },
    { DESK (", \"proof-fix\": 5000"), "proof-fix: " },
    { DESK (", \"people\": [{\"name\": \"甲\"}]"), "people[0]: the member “roles” is missing" },
    { DESK (", \"people\": [{\"name\": \"甲\", \"roles\": [\"god\"]}]"), "people[0].roles[0]: “god” is no role" },
    { DESK (", \"people\": [{\"name\": \"*\", \"roles\": []}]"), "people[0].name: " },
    { DESK (", \"people\": [{\"name\": \"甲\", \"roles\": []}, {\"name\": \"甲\", \"roles\": []}]"), "people[1].name: " },
    { DESK (", \"people\": [{\"name\": \"甲\", \"roles\": [], \"keys\": [\"ssh-rsa AAAA\"]}]"), "people[0].keys[0]: " },
    { DESK (", \"people\": [{\"name\": \"甲\", \"roles\": [], \"retired\": [{\"key\": \"" KEY "\", \"until\": \"x\"}]}]"),
      "people[0].retired[0].until: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      if (read (cases[i].desk, &error) || !g_str_has_prefix (error->message, cases[i].message))
        g_error ("%s: %s", cases[i].desk, error ? error->message : "was read");
    }
}

static void
test_defaults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyReviewRules) rules = read (DESK (""), &error), usual = galley_review_rules_new ();

  g_assert_no_error (error);
  g_assert_cmpuint (rules->n_stages, ==, 6);
  g_assert_cmpmem (rules->steps, sizeof rules->steps, usual->steps, sizeof usual->steps);
  g_assert_cmpuint (rules->people->len, ==, 0);
}

/* 初审一校, 复审二校, 终审三校: whoever reviews says that they read the proof, and the last review leads to what is ready. */
static void
test_paired (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyReviewRules) rules = read (DESK (", \"pairing\": \"paired\""), &error);
  const GalleyCheckItem *item;

  g_assert_no_error (error);
  g_assert_cmpuint (rules->n_stages, ==, 3);
  g_assert_cmpuint (rules->steps[GALLEY_REVIEW_REVIEW3][GALLEY_EVENT_SIGN].to, ==, GALLEY_REVIEW_READY);
  g_assert_cmpuint (rules->steps[GALLEY_REVIEW_PROOF1][GALLEY_EVENT_PASS].roles, ==, 0);
  g_assert_cmpuint (rules->steps[GALLEY_REVIEW_READY][GALLEY_EVENT_FIX].to, ==, GALLEY_REVIEW_REVIEW3);
  item = g_ptr_array_index (rules->checklists[GALLEY_REVIEW_REVIEW2], 0);
  g_assert_cmpstr (item->id, ==, "proofread");
}

static void
test_own (void)
{
  static const char desk[] = DESK (
    ", \"stages\": [{\"name\": \"review1\", \"title\": \"编审\", \"roles\": [\"section-head\"], \"guards\": [\"opinion\"],"
    " \"checklist\": [{\"id\": \"h\", \"title\": \"标题\", \"check\": \"headline-length\", \"limit\": 20}]},"
    " {\"name\": \"proof1\"}], \"events\": {\"publish\": {\"roles\": [\"duty-editor\"]}},"
    " \"roles\": [{\"name\": \"section-head\", \"title\": \"部主任\"}], \"zone\": \"Asia/Shanghai\", \"proof-fix\": 3,"
    " \"people\": [{\"name\": \"王 强\", \"roles\": [\"section-head\", \"publisher\"], \"keys\": [\"" KEY " desk\"],"
    " \"retired\": [{\"key\": \"" KEY "\", \"until\": \"2024-05-01T00:00:00Z\"}]}]");
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyReviewRules) rules = read (desk, &error);
  g_autofree char *signers = NULL, *time = NULL;
  const GalleyPerson *person;
  const GalleyReviewKey *key;

  g_assert_no_error (error);
  g_assert_cmpuint (rules->steps[GALLEY_REVIEW_REVIEW1][GALLEY_EVENT_SIGN].to, ==, GALLEY_REVIEW_PROOF1);
  g_assert_cmpuint (rules->steps[GALLEY_REVIEW_REVIEW1][GALLEY_EVENT_SIGN].guards, ==, GALLEY_GUARD_OPINION);
  g_assert_cmpuint (rules->steps[GALLEY_REVIEW_REVIEW1][GALLEY_EVENT_RETURN].roles, ==, 1u << GALLEY_ROLE_SECTION_HEAD);
  g_assert_cmpuint (rules->steps[GALLEY_REVIEW_SCHEDULED][GALLEY_EVENT_PUBLISH].roles, ==, 1u << GALLEY_ROLE_DUTY_EDITOR);
  g_assert_cmpstr (galley_review_rules_get_title (rules, GALLEY_REVIEW_REVIEW1), ==, "编审");
  g_assert_cmpstr (galley_review_rules_get_role_title (rules, GALLEY_ROLE_SECTION_HEAD), ==, "部主任");
  person = galley_review_rules_find_person (rules, "王 强");
  g_assert_cmpuint (person->roles, ==, 1u << GALLEY_ROLE_SECTION_HEAD | 1u << GALLEY_ROLE_PUBLISHER);
  signers = galley_review_rules_format_signers (rules);
  g_assert_cmpstr (signers, ==,
                   "\"王 强\" namespaces=\"galley\" " KEY "\n"
                   "\"王 强\" namespaces=\"galley\",valid-before=\"20240501000000Z\" " KEY "\n");
  g_assert_true (galley_review_rules_find_key (rules, KEY, &key) == person);
  g_assert_nonnull (key);
  g_assert_null (galley_review_rules_find_key (rules, "ssh-ed25519 AAAA", &key));
  g_assert_null (key);
  time = galley_review_rules_format_time (rules, "2024-04-16T00:30:00Z");
  g_assert_cmpstr (time, ==, "2024-04-16 08:30");
}

/* The line that the profile gives one to send is an entry that a desk takes. */
static void
test_person (void)
{
  g_autofree char *line = galley_review_rules_format_person ("王 “强”", GALLEY_ROLE_EDITOR, KEY);
  g_autofree char *desk = g_strdup_printf ("{\"format\": \"galley-desk\", \"version\": 1, \"people\": [%s]}", line);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyReviewRules) rules = read (desk, &error);
  const GalleyPerson *person;
  const GalleyReviewKey *key;

  g_assert_no_error (error);
  person = galley_review_rules_find_key (rules, KEY, &key);
  g_assert_cmpstr (person->name, ==, "王 “强”");
  g_assert_cmpuint (person->roles, ==, 1u << GALLEY_ROLE_EDITOR);
  g_assert_null (key->until);
}

/* The desks that the schema is tried on are read, too. */
static void
test_samples (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("GALLEY_SRCDIR"), "tests", "review", "desks", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *text = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GalleyReviewRules) rules = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      rules = read (text, &error);
      g_assert_no_error (error);
      n++;
    }
  g_assert_cmpuint (n, >=, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review-rules/faults", test_faults);
  g_test_add_func ("/review-rules/defaults", test_defaults);
  g_test_add_func ("/review-rules/paired", test_paired);
  g_test_add_func ("/review-rules/own", test_own);
  g_test_add_func ("/review-rules/person", test_person);
  g_test_add_func ("/review-rules/samples", test_samples);
  return g_test_run ();
}
