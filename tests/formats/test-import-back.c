/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "folder.h"
#include "galley-export.h"
#include "galley-import.h"
#include "galley-picture-store.h"
#include "parts-text.h"
#include "sample.h"

#include <glib/gstdio.h>
#include <string.h>

/* What we write comes in again as it was: headings, items, notes, tables, pictures. */

/* The smallest PNG there is: one grey pixel. */
static const guint8 png[] = {
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0,
  0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63,
  0x68, 0, 0, 0, 0x82, 0, 0x81, 0xda, 0x45, 8, 0x3b, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60,
  0x82,
};

/* One line a block that has text, a table or a picture: its kind, its text and cells. */
static char *
describe (const GalleySnapshot *snapshot)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      const GalleyGridData *grid = block->grid;

      if (block->kind == GALLEY_BLOCK_PICTURE || block->kind == GALLEY_BLOCK_TABLE)
        continue;
      g_string_append_printf (all, "%s: %s", galley_block_kind_to_string (block->kind), block->text);
      for (guint j = 0; grid && j < grid->n_rows * grid->n_columns; j++)
        g_string_append_printf (all, " | %s", grid->texts[j]);
      g_string_append_c (all, '\n');
    }
  return g_string_free (all, FALSE);
}

static const GalleyBlockData *
find_block (const GalleySnapshot *snapshot, GalleyBlockKind kind)
{
  for (guint i = 0; i < snapshot->blocks->len; i++)
    if (((GalleyBlockData *) g_ptr_array_index (snapshot->blocks, i))->kind == kind)
      return g_ptr_array_index (snapshot->blocks, i);
  return NULL;
}

static GalleySnapshot *
make_article (const char *folder)
{
  g_autoptr (GBytes) picture = g_bytes_new_static (png, sizeof png);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *source = galley_picture_store_add (folder, picture, NULL, &error);
  const GalleyGridAlign aligns[] = { GALLEY_GRID_ALIGN_START, GALLEY_GRID_ALIGN_END, GALLEY_GRID_ALIGN_START };
  const GalleyGridSpan span = { 0, 0, 1, 2 };
  g_autoptr (GalleyGridData) grid = galley_grid_data_new_full (
    2, 3, 1, aligns, (const char *const[]) { "指标", NULL, "单位", "项目", "24", "个" }, &span, 1, NULL);
  static const struct
  {
    GalleyBlockKind kind;
    const char *text;
  } texts[] = {
    { GALLEY_BLOCK_KICKER, "比进度 看实绩 | 澄江区" },    { GALLEY_BLOCK_HEADLINE, "澄江区首季开局" },
    { GALLEY_BLOCK_NOTE, "本报今起推出系列报道，逐区晾晒成绩单。" },
    { GALLEY_BLOCK_LEAD, "一季度，澄江区开工项目24个。" }, { GALLEY_BLOCK_HEADING, "抓项目强支撑\n稳住基本盘" },
    { GALLEY_BLOCK_PARAGRAPH, "其中新建10个、续建14个。" }, { GALLEY_BLOCK_SUBHEADING, "改造惠及万户" },
    { GALLEY_BLOCK_ITEM, "改造小区6个。" },                { GALLEY_BLOCK_ITEM, "加装电梯35部。" },
    { GALLEY_BLOCK_QUOTATION, "“现在一部手机就能办完。”周先生说。" },
  };

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_ptr_array_add (blocks, galley_block_data_new (NULL, texts[i].kind, texts[i].text, NULL));
  {
    g_autoptr (GalleyBlockData) table = galley_block_data_new (NULL, GALLEY_BLOCK_TABLE, "", NULL);

    g_ptr_array_add (blocks, galley_block_data_with_grid (table, grid));
  }
  g_ptr_array_add (blocks, galley_block_data_new_full (NULL, GALLEY_BLOCK_PICTURE, "", NULL, source, "江边步道", NULL));
  g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, "澄江区负责人表示，将紧盯目标。", NULL));
  return sample_new_of_blocks (blocks);
}

/* Items below items come back from every format as what they were. */
static void
test_items (void)
{
  static const char *const extensions[] = { "docx", "odt", "html", "md", "txt" };
  static const struct
  {
    GalleyBlockKind kind;
    const char *text;
  } rows[] = {
    { GALLEY_BLOCK_KICKER, "比进度 看实绩 | 澄江区" },
    { GALLEY_BLOCK_HEADLINE, "澄江区首季开局" },
    { GALLEY_BLOCK_LEAD, "一季度，澄江区开工项目24个，其中新建10个、续建14个。" },
    { GALLEY_BLOCK_HEADING, "抓项目强支撑\n稳住基本盘" },
    { GALLEY_BLOCK_ITEM, "改造小区6个，惠及居民两千户。" },
    { GALLEY_BLOCK_SUBITEM, "加装电梯35部。" },
    { GALLEY_BLOCK_SUBITEM, "更新管网9公里。" },
    { GALLEY_BLOCK_ITEM, "新建口袋公园12处。" },
    { GALLEY_BLOCK_SUBITEM, "栽植乔木5600株。" },
    { GALLEY_BLOCK_PARAGRAPH, "澄江区负责人表示，将紧盯目标。" },
  };
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) article = NULL;
  g_autofree char *before = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_ptr_array_add (blocks, galley_block_data_new (NULL, rows[i].kind, rows[i].text, NULL));
  article = sample_new_of_blocks (blocks);
  before = describe (article);
  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      const GalleyExportFormat *format = galley_export_find_format (extensions[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = galley_export_to_bytes (article, format, NULL, NULL, &error);
      g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, NULL, &error);
      g_autofree char *after = NULL;

      g_assert_no_error (error);
      g_test_message ("%s", extensions[i]);
      after = describe (import->snapshot);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
assert_returns (gconstpointer extension)
{
  g_autofree char *from = g_dir_make_tmp ("galley-back-XXXXXX", NULL), *to = g_dir_make_tmp ("galley-back-XXXXXX", NULL);
  g_autoptr (GalleySnapshot) article = make_article (from);
  const GalleyExportOptions options = { .folder = from };
  const GalleyExportFormat *format = galley_export_find_format (extension, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = galley_export_to_bytes (article, format, &options, NULL, &error), picture = NULL;
  g_autoptr (GalleyImport) import = NULL, bare = NULL;
  const GalleyBlockData *block, *table;
  g_autofree char *before = describe (article), *after = NULL, *path = NULL, *data = NULL;
  gsize size;

  g_assert_no_error (error);
  import = galley_import_bytes (bytes, to, NULL, &error);
  g_assert_no_error (error);
  after = describe (import->snapshot);
  g_assert_cmpstr (after, ==, before);
  table = find_block (import->snapshot, GALLEY_BLOCK_TABLE);
  g_assert_true (galley_grid_data_equal (table->grid, find_block (article, GALLEY_BLOCK_TABLE)->grid));
  block = find_block (import->snapshot, GALLEY_BLOCK_PICTURE);
  g_assert_cmpstr (block->alt, ==, "江边步道");
  path = g_build_filename (to, block->source, NULL);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpuint (size, >, 0);
  /* Without a place for it, the picture is listed. */
  bare = galley_import_bytes (bytes, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (find_block (bare->snapshot, GALLEY_BLOCK_PICTURE));
  size = 0;
  for (guint i = 0; i < bare->repairs->len; i++)
    size += g_str_equal (((GalleyRepair *) g_ptr_array_index (bare->repairs, i))->rule, "picture");
  g_assert_cmpuint (size, ==, 1);
  remove_folder (from);
  remove_folder (to);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/import/back/docx", "docx", assert_returns);
  g_test_add_func ("/import/back/items", test_items);
  g_test_add_data_func ("/import/back/odt", "odt", assert_returns);
  return g_test_run ();
}
