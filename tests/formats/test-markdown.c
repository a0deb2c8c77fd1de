/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-export.h"
#include "galley-import.h"
#include "galley-markdown-reader.h"
#include "parts-text.h"
#include "sample.h"

#include <string.h>

/* Markdown in; and out and back, the same. */

static void
assert_reads (const char *text, const char *expected)
{
  g_autoptr (GPtrArray) omissions = galley_omissions_new (), parts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *described = NULL;

  parts = galley_markdown_read (text, strlen (text), omissions, NULL, &error);
  g_assert_no_error (error);
  described = describe_parts (parts);
  g_assert_cmpstr (described, ==, expected);
}

static void
test_structure (void)
{
  assert_reads ("# 临湖区开局良好\n\n一季度，全区**开工**项目20个，\n增长8%，见[公报](https://example.org/)和[甲](javascript:x)。  \n次行\n\n"
                "## 抓项目 / 添后劲\n\n* 学位600个\n* 食堂45家\n\n1. 第一\n\n> 让孩子上好学。\n\n### 教育先行\n\n1\\. 不是列表 \\*不强调\\*\n\n"
                "\t代码\n",
                "headline: 临湖区开局良好\n"
                "paragraph: 一季度，全区«开工»项目20个，增长8%，见[公报](https://example.org/)和甲。/次行\n"
                "heading: 抓项目/添后劲\nitem: 学位600个\nitem: 食堂45家\nitem: 第一\nquotation: 让孩子上好学。\nsubheading: 教育先行\n"
                "paragraph: 1. 不是列表 *不强调*\nparagraph: 代码\n");
}

/* GitHub Flavored Markdown's tables, with what looks like another block in a cell. */
static void
test_tables (void)
{
  assert_reads ("**主要指标**\n\n| 指标 | 数值 |\n| --- | ---: |\n| # 项目 | 24 |\n| 投资 \\| 计划 | **7.0** |\n| - 缺 |\n",
                "table: 主要指标指标 | 数值 || # 项目 | 24 || 投资 | 计划 | 7.0 || - 缺 | \n");
  assert_reads ("前文在上\na | b\n:-: | ---\n1 | 2\n\n后文\n", "paragraph: 前文在上\ntable: a | b || 1 | 2\nparagraph: 后文\n");
  assert_reads ("a | b | c\n--- | ---\n1 | 2\n", "paragraph: a | b | c --- | --- 1 | 2\n");
}

/* It is known by what is in it, and a plain text is not taken for it. */
static void
test_kind (void)
{
  g_assert_true (galley_markdown_is ("甲\n\n## 乙\n"));
  g_assert_true (galley_markdown_is ("a | b\n--|--\n"));
  g_assert_true (galley_markdown_is ("---\ntitle: 甲\n---\n乙\n"));
  g_assert_false (galley_markdown_is ("#和平区# 一季度\n----------\n1. 项目\n* 甲\n"));
  g_assert_false (galley_markdown_is ("# "));
  g_assert_false (galley_markdown_is (""));
}

static char *
export_markdown (const GalleySnapshot *snapshot)
{
  g_autoptr (GError) error = NULL;
  const GalleyExportFormat *format = galley_export_find_format ("md", &error);
  g_autoptr (GBytes) bytes = galley_export_to_bytes ((GalleySnapshot *) snapshot, format, NULL, NULL, &error);
  gsize size;
  const char *text;

  g_assert_no_error (error);
  text = g_bytes_get_data (bytes, &size);
  return g_strndup (text, size);
}

/* Runs of spaces are one where Markdown is read, as in all that becomes HTML. */
static char *
dup_spaced (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c == '\n' || !g_unichar_isspace (c))
        g_string_append_unichar (out, c);
      else if (!g_str_has_suffix (out->str, " "))
        g_string_append_c (out, ' ');
    }
  return g_string_free (out, FALSE);
}

static void
assert_returns (const GalleySnapshot *snapshot)
{
  g_autofree char *out = export_markdown (snapshot), *spaced = dup_spaced (out), *again = NULL, *again_spaced = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (out, strlen (out));
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, NULL, &error);

  g_assert_no_error (error);
  again = export_markdown (import->snapshot);
  again_spaced = dup_spaced (again);
  g_assert_cmpstr (again_spaced, ==, spaced);
}

static void
test_sample (void)
{
  g_autoptr (GalleySnapshot) sample = sample_new ();

  assert_returns (sample);
}

static void
assert_text_returns (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_file (file, NULL, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  g_test_message ("%s", path);
  assert_returns (import->snapshot);
  for (guint i = 0; i < import->snapshot->blocks->len; i++)
    n += ((GalleyBlockData *) g_ptr_array_index (import->snapshot->blocks, i))->kind == GALLEY_BLOCK_PARAGRAPH;
  g_assert_cmpuint (n, >, 0);
}

static void
test_shared (void)
{
  const char *shared = g_getenv ("GALLEY_SHARED");
  g_autofree char *gold = shared ? g_build_filename (shared, "gold", NULL) : NULL;
  g_autofree char *seed = shared ? g_build_filename (shared, "seed", "heping-2024q1.txt", NULL) : NULL;
  g_autoptr (GDir) dir = gold ? g_dir_open (gold, 0, NULL) : NULL;
  const char *name;

  if (dir == NULL || !g_file_test (seed, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("../shared is not there");
      return;
    }
  assert_text_returns (seed);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (gold, name, NULL);

      if (g_str_has_suffix (name, ".txt"))
        assert_text_returns (path);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/markdown/structure", test_structure);
  g_test_add_func ("/formats/markdown/tables", test_tables);
  g_test_add_func ("/formats/markdown/kind", test_kind);
  g_test_add_func ("/formats/markdown/sample", test_sample);
  g_test_add_func ("/formats/markdown/shared", test_shared);
  return g_test_run ();
}
