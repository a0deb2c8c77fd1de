/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-decode.h"
#include "galley-import.h"

#include <glib/gstdio.h>
#include <string.h>

/* Input that nobody writes. Each ends in an import that lost nothing, or in a clear error. */

static GalleyImport *
import_repeated (const char *unit, gsize bytes, const char *head, GError **error)
{
  g_autoptr (GString) text = g_string_sized_new (bytes + 64);

  g_string_append (text, head);
  while (text->len < bytes)
    g_string_append (text, unit);
  return galley_import_text (text->str, NULL, error);
}

static void
assert_whole (const GalleyImport *import)
{
  g_autofree char *missing = galley_import_unaccounted (import);

  g_assert_cmpstr (missing, ==, "");
  for (guint i = 0; i < import->snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (import->snapshot->blocks, i);

      g_assert_true (g_utf8_validate (block->text, -1, NULL));
      g_assert_cmpuint (block->n_chars, <=, 20000);
    }
}

static void
test_one_line (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = import_repeated ("一行写不完的字，", 50 * 1000 * 1000, "", &error);

  g_assert_no_error (error);
  assert_whole (import);
  g_assert_cmpuint (import->snapshot->blocks->len, >, 800);
}

static void
test_empty_lines (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = import_repeated ("\n", 1000 * 1000, "标题\n", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (import->snapshot->blocks->len, ==, 1);
  g_assert_null (import_repeated (" \n\t　\n", 1000 * 1000, "", &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY);
}

static void
test_many_lines (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (import_repeated ("字\n", 4 * 1000 * 1000, "", &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE);
}

/* Each unit is what some part of the import looks for, said ten thousand times and more. */
static void
test_units (void)
{
  static const char *const units[] = {
    "。", "，", "?:", "(", "“", "《", "……", "◆", "◆\n", "编者按\n", "编者按：一\n", "标签\n", "标签：", "2024-04-16\n", "记者 王一 ", "记者：王一\n",
    "抓好项目建设\n稳住增长后劲\n", "|", "晒成绩|", "【", "字 字 ", "字\t字\n", "> ", "　", "\xe2\x80\x8f", "\xe2\x80\xae字", "\xcc\x81",
    "e\xcc\x81\n", "\xf0\xa0\xae\xb7", "１", "1 个", "，\n", "\xef\xbb\xbf", "\xe2\x80\x8b", "首页 > \n", "…\n", "一、字\n", "\x01", "来源：",
    "头三个月里工地上的塔吊没有停过工人们三班倒地赶\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint j = 0; j < 2; j++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (GalleyImport) import = import_repeated (units[i], 100 * 1000, j ? "标题\n编者按……\n" : "", &error);

        g_test_message ("unit %u", i);
        if (import)
          assert_whole (import);
        else
          g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY);
      }
}

/* More repairs than a report holds: the rest of the text stays as it came. */
static void
test_many_repairs (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = import_repeated ("字,", 1000 * 1000, "", &error);

  g_assert_no_error (error);
  assert_whole (import);
  g_assert_cmpuint (import->repairs->len, <=, 100 * 1000 + 20);
}

static void
test_long_paragraph (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = import_repeated ("这句话不长。", 200 * 1000, "标题\n", &error), whole = NULL;
  const char *const refused[] = { "split-paragraph", NULL };

  g_assert_no_error (error);
  g_assert_cmpuint (import->snapshot->blocks->len, ==, 5);
  for (guint i = 1; i < 5; i++)
    g_assert_true (g_str_has_suffix (((GalleyBlockData *) import->snapshot->blocks->pdata[i])->text, "。"));
  whole = galley_import_without (import, refused);
  g_assert_cmpuint (whole->snapshot->blocks->len, ==, 2);
}

static void
test_files (void)
{
  g_autofree char *dir = g_dir_make_tmp ("galley-import-XXXXXX", NULL), *path = g_build_filename (dir, "no", NULL);
  g_autoptr (GFile) missing = g_file_new_for_path (path), folder = g_file_new_for_path (dir), endless = g_file_new_for_path ("/dev/zero");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_import_file (missing, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (galley_import_file (folder, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  /* A file that says it is empty and never ends. */
  g_assert_null (galley_import_file (endless, NULL, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (galley_import_file (endless, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_rmdir (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/hostile/one-line", test_one_line);
  g_test_add_func ("/import/hostile/empty-lines", test_empty_lines);
  g_test_add_func ("/import/hostile/many-lines", test_many_lines);
  g_test_add_func ("/import/hostile/units", test_units);
  g_test_add_func ("/import/hostile/many-repairs", test_many_repairs);
  g_test_add_func ("/import/hostile/long-paragraph", test_long_paragraph);
  g_test_add_func ("/import/hostile/files", test_files);
  return g_test_run ();
}
