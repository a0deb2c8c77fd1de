/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include "export-tools.h"

#include <glib/gstdio.h>
#include <string.h>

#include "galley-import.h"

GBytes *
export_bytes (GalleySnapshot *snapshot, const char *extension, const GalleyExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  const GalleyExportFormat *format = galley_export_find_format (extension, &error);
  GBytes *bytes;

  g_assert_no_error (error);
  bytes = galley_export_to_bytes (snapshot, format, options, NULL, &error);
  g_assert_no_error (error);
  return bytes;
}

char *
export_string (GalleySnapshot *snapshot, const char *extension)
{
  g_autoptr (GBytes) bytes = export_bytes (snapshot, extension, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* What @command, whose %s is a file with @bytes, prints; it must succeed. %NULL, with the test skipped, where its
 * program is not installed. */
char *
run_on (GBytes *bytes, const char *name, const char *command)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-tool-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_auto (GStrv) words = g_strsplit (command, " ", -1);
  g_autofree char *program = g_find_program_in_path (words[0]);
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = 0;

  if (!program)
    {
      g_autofree char *message = g_strconcat (words[0], " is not installed", NULL);

      g_test_skip (message);
      g_rmdir (folder);
      return NULL;
    }
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  for (char **word = words; *word; word++)
    if (g_str_equal (*word, "%s"))
      {
        g_free (*word);
        *word = g_strdup (path);
      }
  g_spawn_sync (NULL, words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s\n%s%s", command, error->message, output, errors);
  g_unlink (path);
  g_rmdir (folder);
  return output;
}

char *
strip_spaces (const char *text)
{
  GString *stripped = g_string_new (NULL);

  for (; *text; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      g_string_append_unichar (stripped, g_utf8_get_char (text));
  return g_string_free (stripped, FALSE);
}

/* Every block's text stands in @text, each behind the one before; spaces and line breaks do not count. */
void
assert_in_order (const char *text, GalleySnapshot *snapshot)
{
  g_autofree char *stripped = strip_spaces (text);
  const char *at = stripped;

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      g_autofree char *wanted = strip_spaces (block->text);
      const char *found = strstr (at, wanted);

      if (!found)
        g_error ("block %u, “%s”, is not in its place", i, block->text);
      at = found + strlen (wanted);
    }
}

/* A free table of merged cells, the same indicators as a table with units in its header, and each kind of chart. */
GalleySnapshot *
new_of_shows (void)
{
  static const char *const texts[] = { "项目", "", "备注", "个数", "投资", "", "12", "32.1", "<新建> & | 续建" };
  static const GalleyGridSpan spans[] = { { 0, 0, 1, 2 }, { 0, 2, 2, 1 } };
  static const GalleyGridAlign aligns[] = { GALLEY_GRID_ALIGN_END, GALLEY_GRID_ALIGN_END, GALLEY_GRID_ALIGN_CENTER };
  static const char *const rows[][GALLEY_N_INDICATOR_FIELDS] = {
    { "投资", "和平区", "2024Q1", "821.6", "亿元", "700" }, { "投资", "沈河区", "2024Q1", "-32.5", "亿元", "" } };
  const char *title[] = { "投资" };
  g_autoptr (GalleyGridData) grid = galley_grid_data_new_full (3, 3, 2, aligns, texts, spans, 2, NULL);
  g_autoptr (GalleyBlockData) table = galley_block_data_new ("free", GALLEY_BLOCK_TABLE, "构成", NULL);
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t", title, NULL);
  g_autoptr (GPtrArray) records = galley_record_array_new (), tables = galley_table_array_new ();
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (records, galley_record_new (&galley_indicator_schema, NULL, rows[i], NULL));
  g_ptr_array_add (tables, galley_table_data_new (head, records));
  g_ptr_array_add (blocks, galley_block_data_with_grid (table, grid));
  for (int form = 0; form < GALLEY_N_VIEW_FORMS; form++)
    {
      g_autoptr (GalleyViewData) view = galley_view_data_new (form, NULL, NULL, 0, TRUE, "资料：统计局", NULL);
      g_autoptr (GalleyBlockData) block = galley_block_data_new_full (
        NULL, form == GALLEY_VIEW_TABLE ? GALLEY_BLOCK_TABLE : GALLEY_BLOCK_CHART, "各区投资", NULL, "t", NULL, NULL);

      g_ptr_array_add (blocks, galley_block_data_with_view (block, view));
    }
  return galley_snapshot_new (NULL, NULL, NULL, blocks, tables, NULL, NULL, NULL);
}

/* Every bulletin of the shared folder, as it is imported; the test is skipped where there is none. */
void
check_shared (void (*check) (GalleySnapshot *snapshot, const char *name))
{
  static const char *const folders[] = { "seed", "gold" };
  const char *shared = g_getenv ("GALLEY_SHARED");
  guint n = 0;

  for (gsize i = 0; shared && i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (shared, folders[i], NULL);
      g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
      const char *name;

      while (folder && (name = g_dir_read_name (folder)))
        if (g_str_has_suffix (name, ".txt"))
          {
            g_autofree char *file_path = g_build_filename (path, name, NULL);
            g_autoptr (GFile) file = g_file_new_for_path (file_path);
            g_autoptr (GError) error = NULL;
            g_autoptr (GalleyImport) import = galley_import_file (file, NULL, NULL, &error);

            g_assert_no_error (error);
            check (import->snapshot, name);
            n++;
          }
    }
  if (n == 0)
    g_test_skip ("there is no shared folder with bulletins");
}
