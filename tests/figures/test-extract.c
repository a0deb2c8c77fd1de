/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-binding.h"
#include "galley-extract.h"

#include <locale.h>
#include <string.h>

static GalleySnapshot *
make (const char *const *texts,
      GPtrArray *tables)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  const char *fields[GALLEY_N_DETAILS_FIELDS] = { [GALLEY_DETAILS_DISTRICT] = "河湾区",
                                                  [GALLEY_DETAILS_DATE] = "2024-04-16",
                                                  [GALLEY_DETAILS_PERIOD] = "2024Q1" };
  g_autoptr (GalleyRecord) details = galley_record_new (&galley_details_schema, NULL, fields, NULL);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      gboolean headline = g_str_has_prefix (texts[i], "#");

      g_ptr_array_add (blocks, galley_block_data_new (id, headline ? GALLEY_BLOCK_HEADLINE : GALLEY_BLOCK_PARAGRAPH,
                                                      texts[i] + headline, NULL));
    }
  return galley_snapshot_new ("bulletin", details, NULL, blocks, tables, NULL, NULL, NULL);
}

static GPtrArray *
table_of (const char *name,
          const char *value,
          const char *unit)
{
  GPtrArray *tables = galley_table_array_new ();
  g_autoptr (GPtrArray) rows = galley_record_array_new ();
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "table", NULL, NULL);
  const char *fields[GALLEY_N_INDICATOR_FIELDS] = { [GALLEY_INDICATOR_NAME] = name,
                                                    [GALLEY_INDICATOR_PERIOD] = "2024Q1",
                                                    [GALLEY_INDICATOR_VALUE] = value,
                                                    [GALLEY_INDICATOR_UNIT] = unit };

  g_ptr_array_add (rows, galley_record_new (&galley_indicator_schema, "there", fields, NULL));
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  return tables;
}

/* The proposals as "scope/name@period=value unit change xplaces" lines. */
static char *
describe (const GalleyExtraction *extraction)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < extraction->proposals->len; i++)
    {
      const GalleyProposal *proposal = g_ptr_array_index (extraction->proposals, i);
      char **fields = proposal->record->fields;

      g_string_append_printf (string, "%s/%s@%s=%s %s %s x%u%s\n", fields[GALLEY_INDICATOR_SCOPE], fields[GALLEY_INDICATOR_NAME],
                              fields[GALLEY_INDICATOR_PERIOD], fields[GALLEY_INDICATOR_VALUE], fields[GALLEY_INDICATOR_UNIT],
                              fields[GALLEY_INDICATOR_CHANGE], proposal->mentions->len, proposal->existing ? " there" : "");
    }
  return g_string_free_and_steal (string);
}

static void
assert_extracts (GPtrArray *tables,
                 const char *const *texts,
                 const char *expected)
{
  g_autoptr (GalleySnapshot) snapshot = make (texts, tables);
  g_autoptr (GalleyExtraction) extraction = galley_extract (snapshot, NULL, NULL);
  g_autoptr (GalleySnapshot) accepted = galley_extraction_accept (extraction, NULL), again_accepted = NULL;
  g_autoptr (GPtrArray) places = galley_binding_check (accepted);
  g_autoptr (GalleyExtraction) again = NULL;
  g_autofree char *found = describe (extraction);
  guint n = 0;

  if (!g_str_equal (found, expected))
    g_error ("found\n%snot\n%s", found, expected);
  /* Whatever is accepted is bound, and in step with what it was made from. */
  for (guint i = 0; i < extraction->proposals->len; i++)
    n += ((GalleyProposal *) g_ptr_array_index (extraction->proposals, i))->mentions->len;
  g_assert_cmpuint (places->len, ==, n);
  for (guint i = 0; i < places->len; i++)
    {
      const GalleyBindingPlace *place = g_ptr_array_index (places, i);

      if (place->state == GALLEY_BINDING_OUT_OF_STEP)
        g_error ("%s is out of step with its own row (%d)", place->surface, place->reason);
    }
  /* Extracting once more finds nothing new. */
  again = galley_extract (accepted, NULL, NULL);
  again_accepted = galley_extraction_accept (again, NULL);
  g_assert_true (galley_snapshot_equal (accepted, again_accepted));
}

static void
test_rows (void)
{
  const char *const projects[] = { "一季度，河湾区重点项目开工31个、总投资40.7亿元。其中，新建项目9个，总投资1.3亿元。", NULL };
  const char *const growth[] = { "一季度，河湾区社会消费品零售总额达52.36亿元，同比增长4.8%；工业用电量3.2亿千瓦时，同比下降1.1%。", NULL };
  const char *const respectively[] = { "◆谋划旅游项目21个、总投资19.5亿元，较2023年分别增长110%和95%。", NULL };
  const char *const nothing[] = { "第三届运动会于3月28日举行，设四个板块、两级赛事。", "2021年至2023年，“十四五”规划实施。", NULL };
  const char *const approx[] = { "开展文化活动30余项，投入资金超500万元。", NULL };
  const char *const months[] = { "1-2月，全区完成投资8.1亿元。3月，全区出口额2.4亿元。", NULL };

  const char *const moved[] = { "今年全市共新建住房264套，净增17套。亿元以上项目12个。", NULL };
  const char *const rates[] = { "工业增加值同比增长5.8%，两年平均增长5.9%。工业增加值同比增长5.8%。", NULL };
  const char *const both[] = { "汽车销量3.24万辆，环比下降16.1%，同比增长13.2%。", NULL };
  const char *const list[] = { "实现8大类，22小类，117子类事项确权。", NULL };

  assert_extracts (NULL, moved,
                   "全市/新建住房@2024Q1=264 套  x1\n"
                   "全市/新建住房净增@2024Q1=17 套  x1\n"
                   "/亿元以上项目@2024Q1=12 个  x1\n");
  assert_extracts (NULL, rates,
                   "/工业增加值@2024Q1=  +5.8% x2\n"
                   "/工业增加值两年平均@2024Q1=  +5.9% x1\n");
  assert_extracts (NULL, both,
                   "/汽车销量@2024Q1=3.24 万辆 +13.2% x2\n"
                   "/汽车销量环比@2024Q1=  -16.1% x1\n");
  assert_extracts (NULL, list,
                   "事项确权/大类@2024Q1=8 大类  x1\n"
                   "事项确权/小类@2024Q1=22 小类  x1\n"
                   "/事项确权@2024Q1=117 子类  x1\n");
  assert_extracts (NULL, projects,
                   "河湾区/重点项目开工@2024Q1=31 个  x1\n"
                   "重点项目开工/总投资@2024Q1=40.7 亿元  x1\n"
                   "/新建项目@2024Q1=9 个  x1\n"
                   "新建项目/总投资@2024Q1=1.3 亿元  x1\n");
  assert_extracts (NULL, growth,
                   "河湾区/社会消费品零售总额@2024Q1=52.36 亿元 +4.8% x2\n"
                   "/工业用电量@2024Q1=3.2 亿千瓦时 -1.1% x2\n");
  assert_extracts (NULL, respectively,
                   "/谋划旅游项目@2024Q1=21 个 +110% x2\n"
                   "谋划旅游项目/总投资@2024Q1=19.5 亿元 +95% x2\n");
  assert_extracts (NULL, nothing, "");
  assert_extracts (NULL, approx,
                   "/开展文化活动@2024Q1=30余 项  x1\n"
                   "开展文化活动/投入资金@2024Q1=500 万元  x1\n");
  assert_extracts (NULL, months,
                   "全区/完成投资@2024-01..2024-02=8.1 亿元  x1\n"
                   "全区/出口额@2024-03=2.4 亿元  x1\n");
}

/* Mentions of one indicator are one row, the most exact of them gives its value, and a headline needs no name. */
static void
test_merge (void)
{
  const char *const twice[] = { "河湾区规上企业营收88.98亿元。", "河湾区规上企业营收88.98亿元，同比增长7.3%。", NULL };
  const char *const rounded[] = { "规上企业营收89亿元。", "规上企业营收88.98亿元。", NULL };
  const char *const differ[] = { "规上企业营收88.98亿元。", "规上企业营收91亿元。", NULL };
  const char *const headline[] = { "#河湾区砸下40.7亿元", "重点项目总投资40.7亿元。", NULL };
  const char *const there[] = { "规上企业营收88.98亿元，同比增长7.3%。", NULL };
  g_autoptr (GPtrArray) same = table_of ("规上企业营收", "88.98", "亿元"), other = table_of ("规上企业营收", "77.7", "亿元");

  assert_extracts (NULL, twice, "河湾区/规上企业营收@2024Q1=88.98 亿元 +7.3% x3\n");
  assert_extracts (NULL, rounded, "/规上企业营收@2024Q1=88.98 亿元  x2\n");
  assert_extracts (NULL, differ, "/规上企业营收@2024Q1=88.98 亿元  x1\n/规上企业营收@2024Q1=91 亿元  x1\n");
  assert_extracts (NULL, headline, "/重点项目总投资@2024Q1=40.7 亿元  x2\n");
  assert_extracts (same, there, "/规上企业营收@2024Q1=88.98 亿元 +7.3% x2 there\n");
  assert_extracts (other, there, "/规上企业营收@2024Q1=88.98 亿元 +7.3% x2\n");
}

/* Some are taken, as one step of undo; a block that was edited meanwhile keeps its text and gets no marks. */
static void
test_apply (void)
{
  const char *const texts[] = { "开工31个、总投资40.7亿元。", "营收52.36亿元。", NULL };
  g_autoptr (GalleySnapshot) snapshot = make (texts, NULL);
  g_autoptr (GalleyBulletin) bulletin = galley_bulletin_new (snapshot);
  g_autoptr (GalleyExtraction) extraction = galley_extract (snapshot, NULL, NULL);
  gboolean none[3] = { FALSE, FALSE, FALSE }, some[3] = { FALSE, TRUE, TRUE };
  g_autoptr (GalleySnapshot) nothing = galley_extraction_accept (extraction, none);
  g_autoptr (GalleySnapshot) before = NULL, after = NULL, undone = NULL;
  g_autoptr (GPtrArray) places = NULL;
  GalleyTransaction *transaction;

  g_assert_cmpuint (extraction->proposals->len, ==, 3);
  g_assert_true (nothing == snapshot);
  transaction = galley_transaction_begin (bulletin, "Typing");
  galley_transaction_replace_text (transaction, 1, 0, 0, "一季度");
  galley_transaction_commit (transaction);
  before = galley_bulletin_snapshot (bulletin);

  transaction = galley_transaction_begin (bulletin, "Extract");
  g_assert_true (galley_extraction_apply (extraction, some, transaction, bulletin));
  galley_transaction_commit (transaction);
  after = galley_bulletin_snapshot (bulletin);
  places = galley_binding_check (after);
  g_assert_cmpuint (places->len, ==, 1);
  g_assert_cmpstr (((GalleyBindingPlace *) g_ptr_array_index (places, 0))->surface, ==, "40.7亿元");
  g_assert_cmpuint (((GalleyTableData *) g_ptr_array_index (after->tables, 0))->rows->len, ==, 1);
  galley_bulletin_undo (bulletin);
  undone = galley_bulletin_snapshot (bulletin);
  g_assert_true (galley_snapshot_equal (before, undone));
}

static void
test_cancel (void)
{
  const char *const texts[] = { "开工31个。", NULL };
  g_autoptr (GalleySnapshot) snapshot = make (texts, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (galley_extract (snapshot, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Ten thousand figures on one line are read, each row is found, and in a time that a test may take. */
static void
test_long_line (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GalleySnapshot) snapshot = NULL, accepted = NULL;
  g_autoptr (GalleyExtraction) extraction = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "第%u村产值%u.5万元，增长%u%%，", i + 1, i + 1, i % 50 + 1);
  const char *const texts[] = { text->str, NULL };

  snapshot = make (texts, NULL);
  extraction = galley_extract (snapshot, NULL, NULL);
  g_assert_cmpuint (extraction->proposals->len, >=, 10000);
  accepted = galley_extraction_accept (extraction, NULL);
  g_assert_cmpuint (((GalleyTableData *) g_ptr_array_index (accepted->tables, 0))->rows->len, ==, extraction->proposals->len);
}

/* The bulletin that the program was made for. */
static void
test_seed (void)
{
  static const struct
  {
    const char *value, *unit, *change, *name, *scope;
  } rows[] = {
    { "66", "个", "", "市重点项目开复工", "和平区" },   { "821.6", "亿元", "", "总投资", "市重点项目开复工" },
    { "12", "个", "", "新建项目", "" },                { "32.1", "亿元", "", "总投资", "新建项目" },
    { "54", "个", "", "续建项目", "" },                { "789.5", "亿元", "", "总投资", "续建项目" },
    { "45", "个", "+234%", "谋划文体旅项目", "" },     { "111.6", "亿元", "+203%", "总投资", "谋划文体旅项目" },
    { "188.98", "亿元", "+7.3%", "规上文化企业总营收", "和平区" },
  };
  const char *shared = g_getenv ("GALLEY_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "/work/shared", "seed", "heping-2024q1.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleyRecord) details = NULL;
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GalleyExtraction) extraction = NULL;
  const char *fields[GALLEY_N_DETAILS_FIELDS] = { [GALLEY_DETAILS_DISTRICT] = "和平区", [GALLEY_DETAILS_DATE] = "2024-04-16" };

  if (!g_file_get_contents (path, &text, NULL, NULL)
      && !g_file_get_contents ("/work/shared/seed/heping-2024q1.txt", &text, NULL, NULL))
    {
      g_test_skip ("the shared seed bulletin is not here");
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, lines[i], NULL));
  details = galley_record_new (&galley_details_schema, NULL, fields, NULL);
  snapshot = galley_snapshot_new (NULL, details, NULL, blocks, NULL, NULL, NULL, NULL);
  extraction = galley_extract (snapshot, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n = 0;

      for (guint j = 0; j < extraction->proposals->len; j++)
        {
          char **found = ((GalleyProposal *) g_ptr_array_index (extraction->proposals, j))->record->fields;

          n += g_str_equal (found[GALLEY_INDICATOR_VALUE], rows[i].value) && g_str_equal (found[GALLEY_INDICATOR_UNIT], rows[i].unit)
               && g_str_equal (found[GALLEY_INDICATOR_CHANGE], rows[i].change)
               && g_str_equal (found[GALLEY_INDICATOR_NAME], rows[i].name)
               && g_str_equal (found[GALLEY_INDICATOR_SCOPE], rows[i].scope)
               && g_str_equal (found[GALLEY_INDICATOR_PERIOD], "2024Q1");
        }
      if (n != 1)
        {
          g_autofree char *all = describe (extraction);

          g_error ("%u rows for %s%s %s in\n%s", n, rows[i].value, rows[i].unit, rows[i].name, all);
        }
    }
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/extract/rows", test_rows);
  g_test_add_func ("/extract/merge", test_merge);
  g_test_add_func ("/extract/apply", test_apply);
  g_test_add_func ("/extract/cancel", test_cancel);
  g_test_add_func ("/extract/long-line", test_long_line);
  g_test_add_func ("/extract/seed", test_seed);
  return g_test_run ();
}
