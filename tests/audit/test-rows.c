/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "audit-fixture.h"

static GalleyFindings *
audit_rows (const char *text,
            const GalleyAuditRow *rows,
            guint n_rows)
{
  AuditText prose;
  GalleyAuditOptions options = { .proofs = TRUE };
  GalleyFindings *findings;

  audit_text_init (&prose, text, strlen (text));
  findings = galley_audit_run (audit_text_passages (&prose), prose.passages->len, rows, n_rows, &options, NULL, NULL);
  audit_text_clear (&prose);
  return findings;
}

static const GalleyFinding *
find_rule (const GalleyFindings *findings,
           const char *rule)
{
  const GalleyFinding *found = NULL;

  for (guint i = 0; i < galley_findings_get_length (findings); i++)
    if (strcmp (galley_findings_get (findings, i)->rule, rule) == 0)
      {
        g_assert_null (found);
        found = galley_findings_get (findings, i);
      }
  return found;
}

static void
test_change (void)
{
  const GalleyAuditRow right = { "r1", "t", "税收", NULL, NULL, "100.0", "亿元", "80.0", "25.0%" };
  const GalleyAuditRow wrong = { "r1", "t", "税收", NULL, NULL, "100.0", "亿元", "80.0", "20.0" };
  const GalleyAuditRow unread = { "r1", "t", "税收", NULL, NULL, "100.0", "亿元", "—", "20.0" };
  g_autoptr (GalleyFindings) holds = audit_rows ("", &right, 1), fails = audit_rows ("", &wrong, 1);
  g_autoptr (GalleyFindings) silent = audit_rows ("", &unread, 1);
  const GalleyFinding *finding = find_rule (fails, "growth_base");

  g_assert_cmpint (find_rule (holds, "growth_base")->verdict, ==, GALLEY_VERDICT_HOLDS);
  g_assert_cmpint (finding->verdict, ==, GALLEY_VERDICT_FAILS);
  g_assert_cmpint (finding->severity, ==, GALLEY_SEVERITY_ERROR);
  g_assert_cmpstr (finding->computed, ==, "25");
  g_assert_true (finding->places[0].row);
  g_assert_cmpstr (finding->places[0].id, ==, "r1");
  g_assert_null (find_rule (silent, "growth_base"));
}

/* A row says the same thing three times: rounding is let pass, and what has no one reading is left alone. */
static void
test_change_within_row (void)
{
  const struct
  {
    GalleyAuditRow row;
    const char *rule;
    const char *verdict; /* NULL for silence */
  } cases[] = {
    { { "r1", "t", "税收", NULL, NULL, "100.0", "亿元", "93.4", "7.2%" }, "growth_base", "rounding" },
    { { "r1", "t", "税收", NULL, NULL, "80.0", "亿元", "100.0", "-20.0%" }, "growth_base", "holds" },
    { { "r1", "t", "税收", NULL, NULL, "80.0", "亿元", "100.0", "20.0%" }, "growth_base", "fails" },
    { { "r1", "t", "利润", NULL, NULL, "5.0", "亿元", "-2.0", "350%" }, "growth_base", NULL },
    { { "r1", "t", "利润", NULL, NULL, "5.0", "亿元", "0", "100%" }, "growth_base", NULL },
    /* A rate changes by points, whether they are named or not. */
    { { "r1", "t", "优良率", NULL, NULL, "91.2", "%", "88.5", "2.7" }, "pp_change", "holds" },
    { { "r1", "t", "优良率", NULL, NULL, "91.2", "%", "88.5", "2.7个百分点" }, "pp_change", "holds" },
    { { "r1", "t", "优良率", NULL, NULL, "91.2", "%", "88.5", "3.7个百分点" }, "pp_change", "fails" },
    { { "r1", "t", "优良率", NULL, NULL, "91.2", "%", "88.5", "3.1%" }, "growth_base", "holds" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GalleyFindings) findings = audit_rows ("", &cases[i].row, 1);
      const GalleyFinding *finding = find_rule (findings, cases[i].rule);

      g_assert_cmpstr (finding != NULL ? galley_verdict_name (finding->verdict) : NULL, ==, cases[i].verdict);
      g_assert_cmpuint (galley_findings_get_length (findings), ==, cases[i].verdict != NULL ? 1 : 0);
    }
}

/* Rates are not added up. */
static void
test_total_of_rates (void)
{
  const GalleyAuditRow rows[] = {
    { "r1", "t", "东区", NULL, NULL, "91.2", "%", NULL, NULL },
    { "r2", "t", "西区", NULL, NULL, "88.5", "%", NULL, NULL },
    { "r3", "t", "合计", NULL, NULL, "90.1", "%", NULL, NULL },
  };
  g_autoptr (GalleyFindings) findings = audit_rows ("", rows, G_N_ELEMENTS (rows));

  g_assert_cmpuint (galley_findings_get_length (findings), ==, 0);
}

static void
test_total (void)
{
  GalleyAuditRow rows[] = {
    { "r1", "t", "新建", NULL, NULL, "12", "个", NULL, NULL },
    { "r2", "t", "续建", NULL, NULL, "54", "个", NULL, NULL },
    { "r3", "t", "合计", NULL, NULL, "66", "个", NULL, NULL },
  };
  g_autoptr (GalleyFindings) holds = audit_rows ("", rows, 3);
  g_assert_cmpint (find_rule (holds, "sum")->verdict, ==, GALLEY_VERDICT_HOLDS);

  rows[2].value = "67";
  g_autoptr (GalleyFindings) fails = audit_rows ("", rows, 3);
  g_assert_cmpint (find_rule (fails, "sum")->verdict, ==, GALLEY_VERDICT_FAILS);
  g_assert_cmpstr (find_rule (fails, "sum")->computed, ==, "66");

  rows[1].unit = "亿元";
  g_autoptr (GalleyFindings) mixed = audit_rows ("", rows, 3);
  g_assert_null (find_rule (mixed, "sum"));
}

/* The prose may round what the table has. */
static void
test_mentions (void)
{
  GalleyAuditRow row = { "r1", "t", "地方税收", NULL, NULL, "823.45", "亿元", NULL, NULL };
  g_autoptr (GalleyFindings) rounds = audit_rows ("全市地方税收823.5亿元。", &row, 1);
  g_autoptr (GalleyFindings) about = audit_rows ("全市地方税收超800亿元。", &row, 1);
  g_autoptr (GalleyFindings) differs = audit_rows ("全市地方税收821.6亿元。", &row, 1);
  g_autoptr (GalleyFindings) other = audit_rows ("全市存款821.6亿元。", &row, 1);

  g_assert_cmpint (find_rule (rounds, "same_indicator")->verdict, ==, GALLEY_VERDICT_HOLDS);
  g_assert_cmpint (find_rule (about, "same_indicator")->verdict, ==, GALLEY_VERDICT_HOLDS);
  g_assert_cmpint (find_rule (differs, "same_indicator")->verdict, ==, GALLEY_VERDICT_FAILS);
  g_assert_cmpstr (find_rule (differs, "same_indicator")->stated, ==, "821.6");
  g_assert_cmpstr (find_rule (differs, "same_indicator")->computed, ==, "823.45");
  g_assert_null (find_rule (other, "same_indicator"));

  row.scope = "和平区";
  g_autoptr (GalleyFindings) scoped = audit_rows ("全市地方税收821.6亿元。", &row, 1);
  g_assert_cmpint (find_rule (scoped, "same_indicator")->verdict, ==, GALLEY_VERDICT_INFO);
}

/* A rate has a row of its own, or is the change of the row of its level. */
static void
test_percentages (void)
{
  const GalleyAuditRow share = { "r1", "t", "资金节约率", NULL, NULL, "2.72", "%", NULL, NULL };
  const GalleyAuditRow level = { "r1", "t", "地方税收", NULL, NULL, "100", "亿元", NULL, "5.0%" };
  const GalleyAuditRow nameless = { "r1", "t", NULL, NULL, NULL, "100", "亿元", "80", "5.0%" };
  g_autoptr (GalleyFindings) differs = audit_rows ("全市采购资金节约率2.69％。", &share, 1);
  g_autoptr (GalleyFindings) change = audit_rows ("全市地方税收约100亿元，同比增长6.0%。", &level, 1);
  g_autoptr (GalleyFindings) none = audit_rows ("全市地方税收100亿元。", &nameless, 1);

  g_assert_cmpint (find_rule (differs, "same_indicator")->verdict, ==, GALLEY_VERDICT_FAILS);
  g_assert_cmpuint (galley_findings_get_length (change), ==, 2);
  g_assert_cmpstr (galley_findings_get (change, 1)->stated, ==, "6.0");
  g_assert_cmpint (galley_findings_get (change, 1)->verdict, ==, GALLEY_VERDICT_FAILS);
  g_assert_cmpuint (galley_findings_get_length (none), ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rows/change", test_change);
  g_test_add_func ("/rows/change-within-row", test_change_within_row);
  g_test_add_func ("/rows/total", test_total);
  g_test_add_func ("/rows/total-of-rates", test_total_of_rates);
  g_test_add_func ("/rows/mentions", test_mentions);
  g_test_add_func ("/rows/percentages", test_percentages);
  return g_test_run ();
}
