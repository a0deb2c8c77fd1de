/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <string.h>

#include "export-tools.h"
#include "galley-export-proof.h"
#include "galley-import.h"
#include "galley-theme.h"
#include "sample.h"

static const GalleyExportOptions plain = { 0 };

static const GalleyExportFormat *
find_format (const char *extension)
{
  return galley_export_find_format (extension, NULL);
}

static gboolean
prove_with (const GalleySnapshot *snapshot,
            const GalleyExportOptions *options,
            const char *extension,
            GBytes *bytes,
            guint *n_figures,
            GError **error)
{
  return galley_export_prove (&snapshot, options, 1, find_format (extension), bytes, n_figures, NULL, error);
}

static gboolean
prove (const GalleySnapshot *snapshot, const char *extension, GBytes *bytes, guint *n_figures, GError **error)
{
  return prove_with (snapshot, &plain, extension, bytes, n_figures, error);
}

/* What every format writes states what the bulletin does, and as many figures in each. */
static void
assert_proved (GalleySnapshot *snapshot, const char *name)
{
  guint n_formats, expected = 0;
  const GalleyExportFormat *formats = galley_export_get_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;
      guint n = 0;

      if (formats[i].indicators && ((GalleyTableData *) snapshot->tables->pdata[0])->rows->len == 0)
        continue;
      bytes = export_bytes (snapshot, formats[i].extension, NULL);
      if (!prove (snapshot, formats[i].extension, bytes, &n, &error))
        g_error ("%s as %s: %s", name, formats[i].extension, error->message);
      if (formats[i].indicators)
        continue;
      g_assert_cmpuint (n, >, 0);
      if (expected > 0 && expected != n)
        g_error ("%s as %s: %u figures, elsewhere %u", name, formats[i].extension, n, expected);
      expected = n;
    }
}

static void
test_sample (void)
{
  g_autoptr (GalleySnapshot) sample = sample_new (), shows = new_of_shows ();

  assert_proved (sample, "sample");
  assert_proved (shows, "shows");
}

/* Columns, running heads, numbers of items: whatever a theme adds, the figures are the bulletin's. */
static void
test_themes (void)
{
  static const char *const extensions[] = { "pdf", "png", "docx", "odt" };
  g_autoptr (GalleySnapshot) snapshot = sample_new ();

  for (const char *const *name = galley_theme_list_names (); *name; name++)
    for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
      {
        const GalleyExportOptions options = { .theme = *name, .notice = "未签发" };
        g_autoptr (GBytes) bytes = export_bytes (snapshot, extensions[i], &options);
        g_autoptr (GError) error = NULL;

        prove_with (snapshot, &options, extensions[i], bytes, NULL, &error);
        g_assert_no_error (error);
      }
}

/* Several bulletins in one file, each with all that it states and in its place. */
static void
test_editions (void)
{
  static const char *const extensions[] = { "epub", "rss", "atom" };
  static const GalleyExportOptions options[2] = { { 0 } };
  g_autoptr (GalleySnapshot) sample = sample_new (), other = sample_new_of_size (3000);
  const GalleySnapshot *in_order[] = { sample, other }, *reversed[] = { other, sample };

  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      const GalleyExportFormat *format = find_format (extensions[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = format->write_edition (in_order, options, 2, NULL, &error);
      guint n = 0;

      g_assert_no_error (error);
      galley_export_prove (in_order, options, 2, format, bytes, &n, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n, >, 80);
      g_assert_false (galley_export_prove (reversed, options, 2, format, bytes, NULL, NULL, &error));
      g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_PROOF);
      g_clear_error (&error);
      g_assert_false (galley_export_prove (in_order, options, 1, format, bytes, NULL, NULL, &error));
      g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_PROOF);
    }
}

static void
test_seed_and_gold (void)
{
  check_shared (assert_proved);
}

/* @bytes with @to for the first @from. */
static GBytes *
tamper (GBytes *bytes, const char *from, const char *to)
{
  GString *text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

  g_assert_cmpuint (g_string_replace (text, from, to, 1), ==, 1);
  return g_string_free_to_bytes (text);
}

/* Fails with a message that has each of @words. */
static void
assert_refused (GalleySnapshot *snapshot, const char *extension, GBytes *bytes, const char *const *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (prove (snapshot, extension, bytes, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_PROOF);
  for (gsize i = 0; words[i]; i++)
    if (!strstr (error->message, words[i]))
      g_error ("“%s” does not say “%s”", error->message, words[i]);
}

/* A figure that is another, is not there, is there twice, has another unit, or stands at another place. */
static void
test_tampered (void)
{
  static const struct
  {
    const char *from, *to;
    const char *words[4];
  } cases[] = {
    { "总投资356.2亿元", "总投资365.2亿元", { "356.2亿元", "365.2亿元", "总投资" } },
    { "总投资96.4亿元", "总投资96.4万元", { "96.4亿元", "96.4万元" } },
    { "新建项目17个", "新建项目若干", { "17个", "missing" } },
    { "新建项目17个", "新建项目17个，另有3个", { "would state 3个" } },
    { "更新供热管网18.6公里、供水管网22.4公里", "更新供热管网22.4公里、供水管网18.6公里", { "18.6公里" } },
    { "31.2%", "31.20%", { "31.2%", "31.20%" } },
    { "214.7亿元", "241.7亿元", { "214.7亿元", "241.7亿元" } },
  };
  static const char *const extensions[] = { "txt", "html" };
  g_autoptr (GalleySnapshot) snapshot = sample_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      g_autoptr (GBytes) bytes = export_bytes (snapshot, extensions[i], NULL);

      for (gsize j = 0; j < G_N_ELEMENTS (cases); j++)
        {
          g_autoptr (GBytes) broken = tamper (bytes, cases[j].from, cases[j].to);

          assert_refused (snapshot, extensions[i], broken, cases[j].words);
        }
    }
}

/* A writer that takes the figures of another bulletin, in every format that has text. */
static void
test_wrong_writer (void)
{
  static const char *const words[] = { "48个", "84个", NULL };
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, 4);
  g_autoptr (GalleyBlockData) wrong = galley_block_data_replace (block, 15, 2, "84");
  g_autoptr (GalleySnapshot) other = sample_with_block (snapshot, 4, wrong);
  guint n_formats;
  const GalleyExportFormat *formats = galley_export_get_formats (&n_formats);

  g_assert_nonnull (strstr (wrong->text, "84个"));
  for (guint i = 0; i < n_formats; i++)
    if (formats[i].read && !formats[i].indicators)
      {
        g_autoptr (GBytes) bytes = export_bytes (other, formats[i].extension, NULL);

        assert_refused (snapshot, formats[i].extension, bytes, words);
      }
}

/* A value of a spreadsheet's cell, which has no unit beside it. */
static void
test_wrong_cell (void)
{
  static const char *const extensions[] = { "csv", "xlsx", "ods" };
  static const char *const words[] = { "88.3", "83.8", NULL };
  g_autoptr (GalleySnapshot) snapshot = sample_new (), other = NULL;
  const GalleyTableData *table = g_ptr_array_index (snapshot->tables, 0);
  g_autoptr (GPtrArray) tables = galley_table_array_new (), rows = galley_record_array_new ();

  for (guint i = 0; i < table->rows->len; i++)
    {
      GalleyRecord *row = g_ptr_array_index (table->rows, i);

      g_ptr_array_add (rows, i == 3 ? galley_record_with (row, GALLEY_INDICATOR_VALUE, "83.8") : galley_record_ref (row));
    }
  g_ptr_array_add (tables, galley_table_data_new (table->head, rows));
  other = galley_snapshot_with (snapshot, snapshot->blocks, tables);
  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      g_autoptr (GBytes) bytes = export_bytes (other, extensions[i], NULL);

      assert_refused (snapshot, extensions[i], bytes, words);
    }
}

/* What cannot be read is no proof: cut off, or no file of the format at all. */
static void
test_broken (void)
{
  static const char *const extensions[] = { "docx", "odt", "xlsx", "ods", "pdf" };
  g_autoptr (GalleySnapshot) snapshot = sample_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      g_autoptr (GBytes) whole = export_bytes (snapshot, extensions[i], NULL);
      g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
      g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
      g_autoptr (GError) error = NULL;

      g_assert_false (prove (snapshot, extensions[i], half, NULL, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      g_assert_false (prove (snapshot, extensions[i], none, NULL, &error));
      g_assert_nonnull (error);
    }
}

static GBytes *
write_other (const GalleySnapshot *snapshot, const GalleyExportOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (GalleySnapshot) sample = sample_new ();
  g_autoptr (GBytes) bytes = export_bytes (sample, "txt", NULL);

  return tamper (bytes, "356.2", "365.2");
}

/* A file that fails its proof is not kept, and what was there before stays. */
static void
test_nothing_is_left (void)
{
  const GalleyExportFormat broken = { "txt", "broken", "text/plain", .write = write_other, .read = galley_export_read_text };
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autofree char *folder = g_dir_make_tmp ("galley-proof-XXXXXX", NULL), *path = g_build_filename (folder, "a.txt", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path), place = g_file_new_for_path (folder);
  guint n = 0;

  g_assert_false (galley_export (snapshot, path, &broken, NULL, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_PROOF);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_clear_error (&error);
  g_assert_true (galley_export_edition ((const GalleySnapshot *const *) &snapshot, &plain, 1, path, NULL, &n, NULL, &error));
  g_assert_cmpuint (n, >, 50);
  g_assert_false (galley_export (snapshot, path, &broken, NULL, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "356.2"));
  g_assert_true (g_file_delete (file, NULL, &error));
  /* Nothing else lies there, or the folder could not be removed. */
  g_assert_true (g_file_delete (place, NULL, &error));
  g_assert_no_error (error);
}

static void
test_cancelled (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GBytes) bytes = export_bytes (snapshot, "txt", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (galley_export_prove ((const GalleySnapshot *const *) &snapshot, &plain, 1, find_format ("txt"), bytes, NULL,
                                       cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proof/sample", test_sample);
  g_test_add_func ("/proof/themes", test_themes);
  g_test_add_func ("/proof/editions", test_editions);
  g_test_add_func ("/proof/seed-and-gold", test_seed_and_gold);
  g_test_add_func ("/proof/tampered", test_tampered);
  g_test_add_func ("/proof/wrong-writer", test_wrong_writer);
  g_test_add_func ("/proof/wrong-cell", test_wrong_cell);
  g_test_add_func ("/proof/broken", test_broken);
  g_test_add_func ("/proof/nothing-is-left", test_nothing_is_left);
  g_test_add_func ("/proof/cancelled", test_cancelled);
  return g_test_run ();
}
