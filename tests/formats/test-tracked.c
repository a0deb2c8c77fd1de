/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <string.h>

#include "export-tools.h"
#include "galley-import.h"
#include "galley-layer.h"
#include "galley-suggestion.h"
#include "sample.h"

/* Suggestions go out as tracked changes and come in again as the same suggestions; so do comments. */

#define FIRST "2024-04-13T08:00:00Z"
#define SECOND "2024-04-14T09:30:00Z"

static GalleySnapshot *
make_base (void)
{
  static const struct
  {
    const char *id;
    GalleyBlockKind kind;
    const char *text;
  } texts[] = {
    { "head", GALLEY_BLOCK_HEADLINE, "澄江区首季开局" },
    { "lead", GALLEY_BLOCK_LEAD, "一季度，澄江区开工项目24个，完成投资32.1亿元。" },
    { "part", GALLEY_BLOCK_HEADING, "抓项目强支撑" },
    { "cut", GALLEY_BLOCK_PARAGRAPH, "其中新建10个、续建14个。全部项目年内开工。" },
    { "left", GALLEY_BLOCK_PARAGRAPH, "改造老旧小区6个。" },
    { "right", GALLEY_BLOCK_PARAGRAPH, "加装电梯35部。" },
    { "one", GALLEY_BLOCK_ITEM, "学位新增600个。" },
    { "two", GALLEY_BLOCK_ITEM, "食堂新增45家。" },
    { "three", GALLEY_BLOCK_ITEM, "车位新增900个。" },
    { "said", GALLEY_BLOCK_QUOTATION, "现在一部手机就能办完。" },
    { "cells", GALLEY_BLOCK_TABLE, "" },
    { "between", GALLEY_BLOCK_PARAGRAPH, "各项指标好于预期。" },
    { "rows", GALLEY_BLOCK_TABLE, "" },
    { "end", GALLEY_BLOCK_PARAGRAPH, "澄江区负责人表示，将紧盯目标。" },
  };
  static const char *const cells[] = { "指标", "今年", "去年", "项目", "24", "20", "投资", "32.1", "30" };
  static const GalleyGridAlign aligns[] = { GALLEY_GRID_ALIGN_START, GALLEY_GRID_ALIGN_END, GALLEY_GRID_ALIGN_END };
  g_autoptr (GalleyGridData) grid = galley_grid_data_new_full (3, 3, 1, aligns, cells, NULL, 0, NULL);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GalleyBlockData) block = galley_block_data_new (texts[i].id, texts[i].kind, texts[i].text, NULL);

      g_ptr_array_add (blocks, texts[i].kind == GALLEY_BLOCK_TABLE ? galley_block_data_with_grid (block, grid)
                                                                   : galley_block_data_ref (block));
    }
  return sample_new_of_blocks (blocks);
}

/* A state on its way to the next. */
typedef struct
{
  GalleySnapshot *base;
  GPtrArray *blocks;
} Draft;

static Draft
begin (GalleySnapshot *base)
{
  Draft draft = { base, galley_block_array_new () };

  for (guint i = 0; i < base->blocks->len; i++)
    g_ptr_array_add (draft.blocks, galley_block_data_ref (g_ptr_array_index (base->blocks, i)));
  return draft;
}

static guint
find (const Draft *draft, const char *id)
{
  for (guint i = 0; i < draft->blocks->len; i++)
    if (g_str_equal (((GalleyBlockData *) g_ptr_array_index (draft->blocks, i))->id, id))
      return i;
  g_error ("there is no block %s", id);
}

static GalleyBlockData *
get (const Draft *draft, const char *id)
{
  return g_ptr_array_index (draft->blocks, find (draft, id));
}

/* @block is taken. */
static void
set (Draft *draft, const char *id, GalleyBlockData *block)
{
  guint at = find (draft, id);

  galley_block_data_unref (g_ptr_array_index (draft->blocks, at));
  g_ptr_array_index (draft->blocks, at) = block;
}

static void
replace (Draft *draft, const char *id, const char *was, const char *is)
{
  GalleyBlockData *block = get (draft, id);
  const char *at = strstr (block->text, was);

  g_assert_nonnull (at);
  set (draft, id, galley_block_data_replace (block, (guint) g_utf8_pointer_to_offset (block->text, at), (guint) g_utf8_strlen (was, -1), is));
}

static void
put (Draft *draft, const char *after, const char *id, GalleyBlockKind kind, const char *text)
{
  g_ptr_array_insert (draft->blocks, (int) find (draft, after) + 1, galley_block_data_new (id, kind, text, NULL));
}

static void
take (Draft *draft, const char *id)
{
  g_ptr_array_remove_index (draft->blocks, find (draft, id));
}

static void
move (Draft *draft, const char *id, const char *after)
{
  GalleyBlockData *block = g_ptr_array_steal_index (draft->blocks, find (draft, id));

  g_ptr_array_insert (draft->blocks, (int) find (draft, after) + 1, block);
}

static void
split (Draft *draft, const char *id, const char *at, const char *new_id)
{
  GalleyBlockData *block = get (draft, id), *head, *tail, *named;

  galley_block_data_split (block, (guint) g_utf8_pointer_to_offset (block->text, strstr (block->text, at)), &head, &tail);
  named = galley_block_data_with_id (tail, new_id);
  galley_block_data_unref (tail);
  g_ptr_array_insert (draft->blocks, (int) find (draft, id) + 1, named);
  set (draft, id, head);
}

static void
merge (Draft *draft, const char *id, const char *with)
{
  set (draft, id, galley_block_data_join (get (draft, id), get (draft, with)));
  take (draft, with);
}

static void
set_grid (Draft *draft, const char *id, GalleyGridData *grid)
{
  set (draft, id, galley_block_data_with_grid (get (draft, id), grid));
  galley_grid_data_unref (grid);
}

static GalleySnapshot *
end (Draft *draft)
{
  GalleySnapshot *made = galley_snapshot_with (draft->base, draft->blocks, draft->base->tables);

  g_ptr_array_unref (draft->blocks);
  return made;
}

/* What OpenDocument can tell as well: breaks, joints, blocks that come, go and move, cells and rows, and words. */
static void
edit_structure (Draft *draft)
{
  GalleyBlockData *rows = get (draft, "rows");
  static const char *const cells[] = { "指标", "今年", "去年", "投资", "32.1", "30", "电梯", "35", "28", "医院", "2", "1" };

  split (draft, "cut", "全部", "tail");
  merge (draft, "left", "right");
  move (draft, "one", "three");
  take (draft, "said");
  put (draft, "part", "new", GALLEY_BLOCK_PARAGRAPH, "新开工项目数居全市首位。");
  put (draft, "end", "last", GALLEY_BLOCK_PARAGRAPH, "下季度继续加力。");
  replace (draft, "lead", "24个", "26个");
  set_grid (draft, "cells", galley_grid_data_with_text (get (draft, "cells")->grid, 1, 1, "26"));
  set_grid (draft, "rows", galley_grid_data_new_full (4, 3, 1, rows->grid->aligns, cells, NULL, 0, NULL));
}

/* What only DOCX can: what a paragraph is, and emphasis. */
static void
edit_looks (Draft *draft)
{
  set (draft, "between", galley_block_data_with_kind (get (draft, "between"), GALLEY_BLOCK_SUBHEADING));
  set (draft, "end", galley_block_data_emphasize (get (draft, "end"), 0, 3, TRUE));
}

static void
add_layer (GPtrArray *layers, const char *id, const char *author, const char *time, const GalleySnapshot *base)
{
  const char *const fields[GALLEY_N_LAYER_FIELDS] = { [GALLEY_LAYER_AUTHOR] = author, [GALLEY_LAYER_TIME] = time };
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_layer_schema, id, fields, NULL);

  g_ptr_array_add (layers, galley_layer_new (head, base));
}

/* Two people's suggestions, of which the second's touch the first's. */
static GalleySnapshot *
make_suggested (gboolean looks)
{
  g_autoptr (GalleySnapshot) base = make_base (), first = NULL, second = NULL;
  g_autoptr (GPtrArray) layers = galley_layer_array_new ();
  Draft draft = begin (base);

  edit_structure (&draft);
  if (looks)
    edit_looks (&draft);
  first = end (&draft);
  draft = begin (first);
  replace (&draft, "new", "居全市首位", "居前");
  replace (&draft, "tail", "全部", "所有");
  put (&draft, "tail", "more", GALLEY_BLOCK_PARAGRAPH, "审批提速三成。");
  second = end (&draft);
  add_layer (layers, "l1", "王编辑", FIRST, base);
  add_layer (layers, "l2", "李审", SECOND, first);
  return galley_snapshot_with_notes (second, layers, second->comments);
}

static void
describe_blocks (GString *all, const GalleySnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      /* What stands above a headline is made of the details where there is no such block. */
      if (block->kind == GALLEY_BLOCK_KICKER)
        continue;
      g_string_append_printf (all, "%s: %s", galley_block_kind_to_string (block->kind), block->text);
      for (guint j = 0; j < block->marks->len; j++)
        {
          const GalleyMark *mark = g_ptr_array_index (block->marks, j);

          if (mark->kind == GALLEY_MARK_EMPHASIS)
            g_string_append_printf (all, " [%u+%u]", mark->start, mark->length);
        }
      for (guint j = 0; block->grid && j < block->grid->n_rows * block->grid->n_columns; j++)
        g_string_append_printf (all, " | %s", block->grid->texts[j]);
      g_string_append_c (all, '\n');
    }
}

/* Each suggestion, and what stands when none, the first person's and all are taken. */
static char *
describe (const GalleySnapshot *snapshot)
{
  g_autoptr (GPtrArray) list = galley_suggestions_list (snapshot);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const GalleySuggestion *suggestion = g_ptr_array_index (list, i);
      char *const *head = suggestion->head->fields;

      g_string_append_printf (all, "%s by %s at %s: “%s” to “%s”\n", galley_suggestion_kind_to_string (suggestion->kind),
                              head[GALLEY_LAYER_AUTHOR], head[GALLEY_LAYER_TIME], suggestion->before, suggestion->after);
    }
  for (guint i = 0; i <= snapshot->layers->len; i++)
    {
      g_string_append_printf (all, "-- after %u\n", i);
      describe_blocks (all, galley_layers_get_state (snapshot, i));
    }
  return g_string_free (all, FALSE);
}

static GalleyImport *
import (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  GalleyImport *read = galley_import_bytes (bytes, NULL, NULL, &error);

  g_assert_no_error (error);
  return read;
}

static void
assert_returns (const char *extension, gboolean looks)
{
  const GalleyExportOptions options = { .review = TRUE };
  g_autoptr (GalleySnapshot) snapshot = make_suggested (looks);
  g_autoptr (GBytes) bytes = export_bytes (snapshot, extension, &options);
  g_autoptr (GalleyImport) read = import (bytes);
  g_autofree char *was = describe (snapshot), *is = describe (read->snapshot);

  g_assert_cmpstr (is, ==, was);
}

static void
test_docx (void)
{
  assert_returns ("docx", TRUE);
}

static void
test_odt (void)
{
  assert_returns ("odt", FALSE);
}

/* What LibreOffice makes of a document; %NULL, the test being skipped, where there is none. */
static GBytes *
convert (GBytes *bytes, const char *from, const char *to)
{
  g_autofree char *program = g_find_program_in_path ("soffice"), *folder = NULL, *path = NULL, *made = NULL, *command = NULL;
  g_autofree char *data = NULL, *name = g_strdup_printf ("made.%s", to), *source = g_strdup_printf ("sent.%s", from);
  g_autoptr (GError) error = NULL;
  gsize size;
  int status = 0;

  if (program == NULL)
    {
      g_test_skip ("there is no LibreOffice");
      return NULL;
    }
  folder = g_dir_make_tmp ("galley-tracked-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, source, NULL);
  made = g_build_filename (folder, "out", name, NULL);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  command = g_strdup_printf ("sh -c \"cd '%s' && '%s' --headless -env:UserInstallation=file://'%s'/profile --convert-to %s --outdir out %s "
                             ">log 2>&1 && mv out/sent.%s out/made.%s\"", folder, program, folder, to, source, to, to);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (made, &data, &size, &error));
  g_assert_no_error (error);
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

/* LibreOffice keeps what we say in its own documents of both formats. */
static void
test_libreoffice (void)
{
  static const char *const formats[][2] = { { "docx", "odt" }, { "docx", "docx" }, { "odt", "odt" }, { "odt", "docx" } };
  const GalleyExportOptions options = { .review = TRUE };
  g_autoptr (GalleySnapshot) snapshot = make_suggested (FALSE);
  g_autofree char *was = describe (snapshot);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) bytes = export_bytes (snapshot, formats[i][0], &options), made = convert (bytes, formats[i][0], formats[i][1]);
      g_autoptr (GalleyImport) read = made ? import (made) : NULL;
      g_autofree char *is = read ? describe (read->snapshot) : NULL;

      if (made == NULL)
        return;
      if (g_getenv ("DUMP")) { g_autofree char *f = g_strdup_printf ("%s/%s-%s.txt", g_getenv ("DUMP"), formats[i][0], formats[i][1]); g_file_set_contents (f, is, -1, NULL); f = g_strdup_printf ("%s/was.txt", g_getenv ("DUMP")); g_file_set_contents (f, was, -1, NULL);
      f = g_strdup_printf ("%s/%s-made.%s", g_getenv ("DUMP"), formats[i][0], formats[i][1]); gsize n; const char *d = g_bytes_get_data (made, &n); g_file_set_contents (f, d, (gssize) n, NULL);
      continue; }
      g_assert_cmpstr (is, ==, was);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tracked/docx", test_docx);
  g_test_add_func ("/tracked/odt", test_odt);
  g_test_add_func ("/tracked/libreoffice", test_libreoffice);
  return g_test_run ();
}
