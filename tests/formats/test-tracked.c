/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "export-tools.h"
#include "galley-comment.h"
#include "galley-export-proof.h"
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
  const GalleySnapshot *proved = snapshot;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_cmpstr (is, ==, was);
  galley_export_prove (&proved, &options, 1, galley_export_find_format (extension, NULL), bytes, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 10);
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

static const char *
any_text (const Draft *draft, GRand *dice)
{
  for (guint i = 0; i < 20; i++)
    {
      const GalleyBlockData *block =
        g_ptr_array_index (draft->blocks, (guint) g_rand_int_range (dice, 3, (gint32) draft->blocks->len));

      if (block->kind == GALLEY_BLOCK_PARAGRAPH && block->n_chars > 4)
        return block->id;
    }
  return "end";
}

/* One edit of those that come back whatever else is edited. */
static void
edit_anything (Draft *draft, GRand *dice, guint number)
{
  static const char *const words[] = { "甲乙", "丙丁戊", "己", "庚辛壬癸" };
  const char *id = any_text (draft, dice), *other = any_text (draft, dice);
  g_autofree char *new_id = g_strdup_printf ("new%u", number), *text = NULL, *tail = NULL;
  GalleyBlockData *block = get (draft, id);
  guint at = (guint) g_rand_int_range (dice, 1, (gint32) block->n_chars - 1);
  guint place = find (draft, id);
  const GalleyBlockData *next = place + 1 < draft->blocks->len ? g_ptr_array_index (draft->blocks, place + 1) : NULL;

  switch (g_rand_int_range (dice, 0, 7))
    {
    case 0:
      set (draft, id, galley_block_data_replace (block, at, 1, words[g_rand_int_range (dice, 0, 4)]));
      break;
    case 1:
      set (draft, id, galley_block_data_replace (block, at, 0, words[g_rand_int_range (dice, 0, 4)]));
      break;
    case 2:
      text = g_strdup_printf ("新的第%u段，%s。还有一句，说完为止。", number, words[g_rand_int_range (dice, 0, 4)]);
      put (draft, id, new_id, GALLEY_BLOCK_PARAGRAPH, text);
      break;
    case 3:
      if (!g_str_equal (id, "end"))
        take (draft, id);
      break;
    case 4:
      if (!g_str_equal (id, other))
        move (draft, id, other);
      break;
    case 5:
      /* A paragraph that ends within a sentence is no paragraph to who reads documents. */
      tail = g_strdup (strstr (block->text, "。") + strlen ("。"));
      if (*tail)
        split (draft, id, tail, new_id);
      break;
    default:
      if (next && next->kind == GALLEY_BLOCK_PARAGRAPH)
        merge (draft, id, next->id);
      break;
    }
}

/* The lines of @text without what kinds of blocks they are. */
static char *
drop_kinds (const char *text)
{
  g_autoptr (GRegex) kind = g_regex_new ("^[a-z]+: ", G_REGEX_MULTILINE, 0, NULL);

  return g_regex_replace_literal (kind, text, -1, 0, "", 0, NULL);
}

/* Whatever two people suggested, what stands when none is taken and when all are is the same when it comes back. In OpenDocument
 * what a paragraph is may be lost where one broke it and the other took out a part. */
static void
test_anything (gconstpointer extension)
{
  const GalleyExportOptions options = { .review = TRUE };

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GRand) dice = g_rand_new_with_seed (i);
      g_autofree char *sent = NULL, *back = NULL;
      g_autoptr (GalleySnapshot) base = make_base (), first = NULL, second = NULL, snapshot = NULL;
      g_autoptr (GPtrArray) layers = galley_layer_array_new ();
      g_autoptr (GString) was = g_string_new (NULL), is = g_string_new (NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GalleyImport) read = NULL;
      Draft draft = begin (base);

      for (guint j = 0; j < 4; j++)
        edit_anything (&draft, dice, j);
      first = end (&draft);
      draft = begin (first);
      for (guint j = 4; j < 7; j++)
        edit_anything (&draft, dice, j);
      second = end (&draft);
      add_layer (layers, "l1", "王编辑", FIRST, base);
      add_layer (layers, "l2", "李审", SECOND, first);
      snapshot = galley_snapshot_with_notes (second, layers, second->comments);
      bytes = export_bytes (snapshot, extension, &options);
      read = import (bytes);
      describe_blocks (was, galley_layers_get_state (snapshot, 0));
      describe_blocks (was, snapshot);
      describe_blocks (is, galley_layers_get_state (read->snapshot, 0));
      describe_blocks (is, read->snapshot);
      sent = g_str_equal (extension, "odt") ? drop_kinds (was->str) : g_strdup (was->str);
      back = g_str_equal (extension, "odt") ? drop_kinds (is->str) : g_strdup (is->str);
      if (!g_str_equal (back, sent))
        g_error ("bulletin %u came back from %s as\n%s", i, (const char *) extension, back);
    }
}

/* Comments on words that stand twice, on a block, in a table, with a reply to one and another done with. */
static GalleySnapshot *
make_commented (void)
{
  static const char *const records[][GALLEY_N_COMMENT_FIELDS] = {
    { "", "李审", "", FIRST, "请核对口径", "text", "lead", "", "澄江区开工" },
    { "", "李审", "", "2024-04-13T08:10:00Z", "表里的数以哪天为准？", "block", "cells", "", "" },
    { "", "王编辑", "", "2024-04-13T08:20:00Z", "整段可删", "block", "end", "", "" },
    { "c0", "王编辑", "", SECOND, "已核对\n以公报为准" },
  };
  static const char *const ids[] = { "c0", "c1", "c2", "c3" };
  g_autoptr (GalleySnapshot) base = make_base ();
  g_autoptr (GPtrArray) comments = galley_record_array_new (), marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  g_autoptr (GalleySnapshot) changed = NULL;
  Draft draft = begin (base);

  replace (&draft, "lead", "一季度，", "一季度，全区开工多，");
  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_COMMENT, 10, 5, "c0", NULL));
  set (&draft, "lead", galley_block_data_with_marks (get (&draft, "lead"), marks));
  changed = end (&draft);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const char *fields[GALLEY_N_COMMENT_FIELDS];

      memcpy (fields, records[i], sizeof fields);
      if (i == 2)
        {
          fields[GALLEY_COMMENT_RESOLVED_BY] = "王编辑";
          fields[GALLEY_COMMENT_RESOLVED_AT] = fields[GALLEY_COMMENT_TIME];
        }
      g_ptr_array_add (comments, galley_record_new (&galley_comment_schema, ids[i], fields, NULL));
    }
  return galley_snapshot_with_notes (changed, changed->layers, comments);
}

/* Each thread: who, when, what, on which words of which block, whether it is done with, and the replies. */
static char *
describe_comments (const GalleySnapshot *snapshot)
{
  g_autoptr (GPtrArray) threads = galley_comments_list (snapshot);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < threads->len; i++)
    {
      const GalleyThread *thread = g_ptr_array_index (threads, i);
      char *const *first = thread->first->fields;
      const GalleyBlockData *block = thread->block ? galley_snapshot_find_block (snapshot, thread->block, NULL) : NULL;
      g_autofree char *words = block ? g_utf8_substring (block->text, thread->start, thread->start + thread->length) : NULL;

      g_string_append_printf (all, "%s at %s: %s, on %s %s “%s”%s\n", first[GALLEY_COMMENT_AUTHOR], first[GALLEY_COMMENT_TIME],
                              first[GALLEY_COMMENT_TEXT], first[GALLEY_COMMENT_ON],
                              block ? galley_block_kind_to_string (block->kind) : "nothing", words ? words : "",
                              galley_thread_is_open (thread) ? "" : ", done");
      for (guint j = 0; j < thread->replies->len; j++)
        {
          char *const *reply = ((GalleyRecord *) g_ptr_array_index (thread->replies, j))->fields;

          g_string_append_printf (all, "  %s at %s: %s\n", reply[GALLEY_COMMENT_AUTHOR], reply[GALLEY_COMMENT_TIME],
                                  reply[GALLEY_COMMENT_TEXT]);
        }
    }
  return g_string_free (all, FALSE);
}

static void
test_comments (gconstpointer extension)
{
  const GalleyExportOptions options = { .review = TRUE };
  g_autoptr (GalleySnapshot) snapshot = make_commented ();
  g_autoptr (GBytes) bytes = export_bytes (snapshot, extension, &options);
  g_autoptr (GalleyImport) read = import (bytes);
  g_autofree char *was = describe_comments (snapshot), *is = describe_comments (read->snapshot);

  g_assert_cmpstr (is, ==, was);
}

/* LibreOffice, with a folder and a profile of its own. */
typedef struct
{
  char *program, *folder;
} Office;

static const char library[] =
  "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE library:library PUBLIC '-//OpenOffice.org//DTD OfficeDocument 1.0//EN' 'library.dtd'>"
  "<library:library xmlns:library='http://openoffice.org/2000/library' library:name='Standard' library:readonly='false' "
  "library:passwordprotected='false'><library:element library:name='Settle'/></library:library>";
static const char module[] =
  "<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE script:module PUBLIC '-//OpenOffice.org//DTD OfficeDocument 1.0//EN' 'module.dtd'>"
  "<script:module xmlns:script='http://openoffice.org/2000/script' script:name='Settle' script:language='StarBasic'>"
  "Sub Main(source As String, target As String, command As String)\n"
  "Dim hidden(0) As New com.sun.star.beans.PropertyValue\nDim filter(0) As New com.sun.star.beans.PropertyValue\n"
  "hidden(0).Name = \"Hidden\"\nhidden(0).Value = True\n"
  "document = StarDesktop.loadComponentFromURL(source, \"_blank\", 0, hidden())\n"
  "createUnoService(\"com.sun.star.frame.DispatchHelper\").executeDispatch(document.CurrentController.Frame, command, \"\", 0, Array())\n"
  "filter(0).Name = \"FilterName\"\nfilter(0).Value = \"writer8\"\ndocument.storeToURL(target, filter())\ndocument.close(True)\nEnd Sub\n"
  "</script:module>";

static void
write_file (const Office *office, const char *name, const void *data, gsize size)
{
  g_autofree char *path = g_build_filename (office->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
}

static void
run (const Office *office, const char *first, const char *second, const char *third)
{
  g_autofree char *profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", office->folder);
  const char *const argv[] = { office->program, "--headless", profile, first, second, third, third ? "--outdir" : NULL, "out", NULL };
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_cwd (launcher, office->folder);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static GalleyImport *
import_file (const Office *office, const char *name)
{
  g_autofree char *path = g_build_filename (office->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GalleyImport *read = galley_import_file (file, NULL, NULL, &error);

  g_assert_no_error (error);
  return read;
}

/* What LibreOffice makes of sent.FROM as another document. */
static GalleyImport *
convert (const Office *office, const char *from, const char *to)
{
  g_autofree char *source = g_strdup_printf ("sent.%s", from), *made = g_strdup_printf ("out/sent.%s", to);

  run (office, "--convert-to", to, source);
  return import_file (office, made);
}

/* What it makes of sent.FROM with all changes accepted or rejected. */
static char *
settle (const Office *office, const char *from, const char *command)
{
  g_autofree char *macro = g_strdup_printf ("macro:///Standard.Settle.Main(\"file://%s/sent.%s\",\"file://%s/settled.odt\",\".uno:%s\")",
                                            office->folder, from, office->folder, command);
  g_autoptr (GalleyImport) read = NULL;
  GString *all = g_string_new (NULL);

  run (office, macro, NULL, NULL);
  read = import_file (office, "settled.odt");
  g_assert_cmpuint (read->snapshot->layers->len, ==, 0);
  describe_blocks (all, read->snapshot);
  return g_string_free (all, FALSE);
}

/* LibreOffice keeps in documents of both formats what we say in either, and accepts and rejects it as we do. */
static void
test_libreoffice (void)
{
  static const char *const formats[] = { "docx", "odt" };
  const GalleyExportOptions options = { .review = TRUE };
  g_autoptr (GalleySnapshot) snapshot = make_suggested (FALSE), commented = make_commented ();
  g_autofree char *was = describe (snapshot), *said = describe_comments (commented), *program = g_find_program_in_path ("soffice"), *folder = NULL;
  g_autoptr (GString) none = g_string_new (NULL), all = g_string_new (NULL);

  if (program == NULL)
    {
      g_test_skip ("there is no LibreOffice");
      return;
    }
  folder = g_dir_make_tmp ("galley-tracked-XXXXXX", NULL);
  describe_blocks (none, galley_layers_get_state (snapshot, 0));
  describe_blocks (all, snapshot);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const Office office = { program, folder };
      const char *other = formats[1 - i];
      g_autoptr (GBytes) bytes = export_bytes (snapshot, formats[i], &options);
      g_autoptr (GBytes) remarks = export_bytes (commented, formats[i], &options);
      g_autofree char *name = g_strdup_printf ("sent.%s", formats[i]), *is = NULL, *accepted = NULL, *rejected = NULL, *still = NULL;
      g_autoptr (GalleyImport) read = NULL, reviewed = NULL;

      write_file (&office, name, g_bytes_get_data (remarks, NULL), g_bytes_get_size (remarks));
      reviewed = convert (&office, formats[i], other);
      still = describe_comments (reviewed->snapshot);
      g_assert_cmpstr (still, ==, said);
      write_file (&office, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      read = convert (&office, formats[i], other);
      is = describe (read->snapshot);
      g_assert_cmpstr (is, ==, was);
      /* Its first run made the profile. */
      write_file (&office, "profile/user/basic/Standard/script.xlb", library, strlen (library));
      write_file (&office, "profile/user/basic/Standard/Settle.xba", module, strlen (module));
      accepted = settle (&office, formats[i], "AcceptAllTrackedChanges");
      g_assert_cmpstr (accepted, ==, all->str);
      rejected = settle (&office, formats[i], "RejectAllTrackedChanges");
      g_assert_cmpstr (rejected, ==, none->str);
    }
  g_spawn_sync (NULL, (char *[]) { (char *) "rm", (char *) "-rf", folder, NULL }, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tracked/docx", test_docx);
  g_test_add_func ("/tracked/odt", test_odt);
  g_test_add_data_func ("/tracked/anything/docx", "docx", test_anything);
  g_test_add_data_func ("/tracked/anything/odt", "odt", test_anything);
  g_test_add_data_func ("/tracked/comments/docx", "docx", test_comments);
  g_test_add_data_func ("/tracked/comments/odt", "odt", test_comments);
  g_test_add_func ("/tracked/libreoffice", test_libreoffice);
  return g_test_run ();
}
