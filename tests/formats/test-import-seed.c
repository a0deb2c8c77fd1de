/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-import.h"

#include <string.h>

/* The real bulletin, and the sample that the program carries. */

static GalleyImport *
import_path (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GalleyImport *import = galley_import_file (file, NULL, NULL, &error);

  g_assert_no_error (error);
  return import;
}

static char *
shared_path (const char *name)
{
  static const char *const fallback = "/work/shared";
  const char *shared = g_getenv ("GALLEY_SHARED");
  g_autofree char *path = shared ? g_build_filename (shared, name, NULL) : NULL;

  if (path && g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);
  g_free (path);
  path = g_build_filename (fallback, name, NULL);
  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static GalleyImport *
import_seed (void)
{
  g_autofree char *path = shared_path ("seed/heping-2024q1.txt");

  if (path)
    return import_path (path);
  g_test_skip ("the seed bulletin is not there (../shared/seed/heping-2024q1.txt)");
  return NULL;
}

static guint
count_kind (const GalleyImport *import, GalleyBlockKind kind)
{
  guint count = 0;

  for (guint i = 0; i < import->snapshot->blocks->len; i++)
    count += ((GalleyBlockData *) import->snapshot->blocks->pdata[i])->kind == kind;
  return count;
}

static const GalleyBlockData *
nth_of_kind (const GalleyImport *import, GalleyBlockKind kind, guint n)
{
  for (guint i = 0; i < import->snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (import->snapshot->blocks, i);

      if (block->kind == kind && n-- == 0)
        return block;
    }
  g_assert_not_reached ();
}

static const GalleyRepair *
find_repair (const GalleyImport *import, const char *rule)
{
  for (guint i = 0; i < import->repairs->len; i++)
    if (g_str_equal (((GalleyRepair *) import->repairs->pdata[i])->rule, rule))
      return import->repairs->pdata[i];
  return NULL;
}

static void
assert_nothing_lost (const GalleyImport *import)
{
  g_autofree char *missing = galley_import_unaccounted (import);

  g_assert_cmpstr (missing, ==, "");
}

static void
assert_detail (const GalleyImport *import, GalleyDetailsField field, const char *text)
{
  g_assert_cmpstr (import->snapshot->details->fields[field], ==, text);
}

static void
test_seed_parts (void)
{
  g_autoptr (GalleyImport) import = import_seed ();
  const GalleyRecord *credit;

  if (!import)
    return;
  assert_detail (import, GALLEY_DETAILS_SERIES, "晒成绩 赛贡献");
  assert_detail (import, GALLEY_DETAILS_DISTRICT, "和平区");
  assert_detail (import, GALLEY_DETAILS_DATE, "2024-04-16");
  assert_detail (import, GALLEY_DETAILS_PERIOD, "2024Q1");
  assert_detail (import, GALLEY_DETAILS_TAGS, "");
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_KICKER), ==, 1);
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_HEADLINE), ==, 1);
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_NOTE), ==, 1);
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_LEAD), ==, 1);
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_HEADING), ==, 4);
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_ITEM), ==, 5);
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_SUBHEADING), ==, 5);
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_PARAGRAPH), ==, 7);
  for (guint i = 0; i < 4; i++)
    g_assert_nonnull (strchr (nth_of_kind (import, GALLEY_BLOCK_HEADING, i)->text, '\n'));
  g_assert_cmpuint (import->snapshot->credits->len, ==, 1);
  credit = g_ptr_array_index (import->snapshot->credits, 0);
  g_assert_cmpstr (credit->fields[GALLEY_CREDIT_ROLE], ==, "沈报全媒体记者");
  g_assert_cmpstr (credit->fields[GALLEY_CREDIT_NAMES], ==, "杜一鸣\n刘洋");
  assert_nothing_lost (import);
}

static void
test_seed_repairs (void)
{
  g_autoptr (GalleyImport) import = import_seed ();
  const GalleyRepair *broken, *furniture;
  guint commas = 0, total = 0;

  if (!import)
    return;
  broken = find_repair (import, "headline-broken");
  g_assert_nonnull (broken);
  g_assert_cmpint (broken->certainty, ==, GALLEY_REPAIR_SUSPECTED);
  g_assert_cmpstr (broken->before, ==, "?:");
  g_assert_null (broken->after);
  g_assert_cmpuint (broken->line, ==, 1);
  g_assert_nonnull (strstr (nth_of_kind (import, GALLEY_BLOCK_HEADLINE, 0)->text, "?:"));
  g_assert_nonnull (find_repair (import, "repeated-note"));
  furniture = find_repair (import, "site-furniture");
  g_assert_cmpstr (furniture->before, ==, "标签");
  for (const char *p = import->text; *p; p++)
    total += *p == ',';
  for (guint i = 0; i < import->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (import->repairs, i);

      commas += g_str_equal (repair->before, ",");
      g_assert_false (repair->refused);
    }
  /* The three commas of the note stand there twice; the copy that is taken out is not mended. */
  g_assert_cmpuint (commas, ==, total - 4);
}

/* What became structure is marks and labels and nothing else. */
static void
test_seed_structure (void)
{
  g_autoptr (GalleyImport) import = import_seed ();
  g_autoptr (GString) all = g_string_new (NULL);

  if (!import)
    return;
  for (guint i = 0; i < import->structure->len; i++)
    g_string_append (all, import->structure->pdata[i]);
  g_assert_cmpstr (all->str, ==, "编者按2024年04月16日编者按◆◆◆◆◆:、");
}

static void
test_seed_refused (void)
{
  g_autoptr (GalleyImport) import = import_seed (), without = NULL, back = NULL;
  const GalleyRepair *first, *same;
  const char *one[] = { NULL, "repeated-note", "site-furniture", NULL };

  if (!import)
    return;
  first = find_repair (import, "punct-width");
  one[0] = first->id;
  without = galley_import_without (import, one);
  same = find_repair (without, "punct-width");
  g_assert_cmpstr (same->id, ==, first->id);
  g_assert_true (same->refused);
  g_assert_cmpstr (same->block, ==, first->block);
  g_assert_cmpuint (count_kind (without, GALLEY_BLOCK_NOTE), ==, 2);
  g_assert_cmpstr (nth_of_kind (without, GALLEY_BLOCK_PARAGRAPH, 7)->text, ==, "标签");
  /* The refused comma stands as it came, the next one does not. */
  g_assert_nonnull (strstr (nth_of_kind (without, GALLEY_BLOCK_NOTE, 0)->text, "一季度,"));
  g_assert_null (strstr (strchr (nth_of_kind (without, GALLEY_BLOCK_NOTE, 0)->text, ',') + 1, ","));
  g_assert_cmpstr (nth_of_kind (without, GALLEY_BLOCK_LEAD, 0)->id, ==, nth_of_kind (import, GALLEY_BLOCK_LEAD, 0)->id);
  assert_nothing_lost (without);
  back = galley_import_without (without, (const char *[]) { NULL });
  g_assert_true (galley_snapshot_equal (back->snapshot, import->snapshot));
}

/* The same bulletin as it comes by mail from an old system. */
static void
test_seed_gb18030 (void)
{
  g_autoptr (GalleyImport) import = import_seed (), other = NULL;
  g_autoptr (GString) crlf = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!import)
    return;
  crlf = g_string_new (import->text);
  g_string_replace (crlf, "\n", "\r\n", 0);
  data = g_convert (crlf->str, crlf->len, "GB18030", "UTF-8", NULL, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new (data, length);
  other = galley_import_bytes (bytes, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (other->charset, ==, "GB18030");
  g_assert_cmpstr (other->text, ==, import->text);
  g_assert_nonnull (strstr (find_repair (other, "encoding")->message, "GB18030"));
  g_assert_cmpuint (other->snapshot->blocks->len, ==, import->snapshot->blocks->len);
}

static void
test_sample (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("GALLEY_SRCDIR"), "data", "sample", "heping-2024q1.txt", NULL);
  g_autoptr (GalleyImport) import = import_path (path);

  assert_detail (import, GALLEY_DETAILS_SERIES, "晒成绩 赛贡献");
  assert_detail (import, GALLEY_DETAILS_DISTRICT, "和平区");
  assert_detail (import, GALLEY_DETAILS_DATE, "2024-04-16");
  assert_detail (import, GALLEY_DETAILS_PERIOD, "2024Q1");
  assert_detail (import, GALLEY_DETAILS_TAGS, "和平区\n重点项目\n城市更新\n文体旅");
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_HEADING), ==, 4);
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_ITEM), ==, 5);
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_SUBHEADING), ==, 5);
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_NOTE), ==, 1);
  g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_LEAD), ==, 1);
  g_assert_cmpstr (nth_of_kind (import, GALLEY_BLOCK_HEADLINE, 0)->text, ==, "项目提速 品质提升 首季稳稳起步");
  g_assert_nonnull (find_repair (import, "punct-width"));
  assert_nothing_lost (import);
}

/* Other newspapers' texts: a headline and paragraphs, the date, and nothing lost. */
static void
test_gold (void)
{
  static const struct
  {
    const char *name;
    const char *date;
    guint paragraphs;
  } texts[] = { { "01", "2011-04-15", 1 }, { "03", "2011-07-19", 3 }, { "11", "2011-02-21", 3 }, { "18", "2021-08-24", 4 },
                { "20", "2021-08-20", 16 }, { "22", "2022-06-17", 5 }, { "25", "", 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("gold/%s.txt", texts[i].name), *path = shared_path (name);
      g_autoptr (GalleyImport) import = NULL;

      if (!path)
        {
          g_test_skip ("the labelled bulletins are not there (../shared/gold)");
          return;
        }
      import = import_path (path);
      assert_detail (import, GALLEY_DETAILS_DATE, texts[i].date);
      g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_HEADLINE), ==, 1);
      g_assert_cmpuint (count_kind (import, GALLEY_BLOCK_PARAGRAPH), ==, texts[i].paragraphs);
      g_assert_cmpuint (import->snapshot->blocks->len, ==, texts[i].paragraphs + 1);
      assert_nothing_lost (import);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/seed/parts", test_seed_parts);
  g_test_add_func ("/import/seed/repairs", test_seed_repairs);
  g_test_add_func ("/import/seed/structure", test_seed_structure);
  g_test_add_func ("/import/seed/refused", test_seed_refused);
  g_test_add_func ("/import/seed/gb18030", test_seed_gb18030);
  g_test_add_func ("/import/sample", test_sample);
  g_test_add_func ("/import/gold", test_gold);
  return g_test_run ();
}
