/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "random-edits.h"
#include "folder.h"
#include "store-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "galley-transaction.h"

static char *schema_folder;
static guint n_kept;

static void
add_record (GPtrArray *array, const GalleySchema *schema, const char *id, const char *const *fields)
{
  g_ptr_array_add (array, galley_record_new (schema, id, fields, NULL));
}

static void
add_block (GPtrArray *blocks, const char *id, GalleyBlockKind kind, const char *text)
{
  g_ptr_array_add (blocks, galley_block_data_new (id, kind, text, NULL));
}

/* A free table with merged cells, and a chart. */
static void
add_shows (GPtrArray *blocks)
{
  static const char *const texts[] = { "类别", "", "新建", "12", "续建", "54" };
  static const GalleyGridSpan spans[] = { { 0, 0, 1, 2 } };
  static const GalleyGridAlign aligns[] = { GALLEY_GRID_ALIGN_START, GALLEY_GRID_ALIGN_END };
  static const char *const rows[] = { "row1", NULL };
  static const GalleyIndicatorField fields[] = { GALLEY_INDICATOR_BASE, GALLEY_INDICATOR_VALUE };
  const GalleyGridNote notes[] = { { 2, 1, "c-cell" } };
  g_autoptr (GalleyGridData) bare = galley_grid_data_new_full (3, 2, 1, aligns, texts, spans, 1, "{\"g\":1.0}");
  g_autoptr (GalleyGridData) grid = galley_grid_data_with_notes (bare, notes, G_N_ELEMENTS (notes));
  g_autoptr (GalleyViewData) view =
    galley_view_data_new (GALLEY_VIEW_GROUPED, rows, fields, 2, FALSE, "资料：统计局", "{\"v\":[]}");
  g_autoptr (GalleyBlockData) table = galley_block_data_new ("free", GALLEY_BLOCK_TABLE, "项目构成", NULL);
  g_autoptr (GalleyBlockData) chart =
    galley_block_data_new_full ("chart", GALLEY_BLOCK_CHART, "新开项目", NULL, "main", NULL, NULL);

  g_ptr_array_add (blocks, galley_block_data_with_grid (table, grid));
  g_ptr_array_add (blocks, galley_block_data_with_view (chart, view));
}

static GPtrArray *
make_blocks (void)
{
  GPtrArray *blocks = galley_block_array_new ();
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  add_block (blocks, "head", GALLEY_BLOCK_HEADLINE, "东湖区一季度项目开工过半");
  add_block (blocks, "s1", GALLEY_BLOCK_HEADING, "抓项目促投资\n在快字上见成效");
  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, 4, 3, "row1", "value"));
  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_EMPHASIS, 0, 4, NULL, NULL));
  g_ptr_array_add (blocks, galley_block_data_new ("p1", GALLEY_BLOCK_PARAGRAPH, "今年新开36个项目，比去年多。", marks));
  g_ptr_array_add (blocks, galley_block_data_new_full ("t1", GALLEY_BLOCK_TABLE, "一季度指标", NULL, "main", NULL, NULL));
  g_ptr_array_add (blocks, galley_block_data_new_full ("pic", GALLEY_BLOCK_PICTURE, "", NULL, "图/工地.jpg", "塔吊", NULL));
  add_shows (blocks);
  return blocks;
}

/* A small bulletin that has something of everything. */
GalleySnapshot *
fixture_snapshot (void)
{
  const char *details_texts[GALLEY_N_DETAILS_FIELDS] = { "比一比", "东湖区", "2024-04-16", "2024Q1", "项目\n投资", "区发改局" };
  const char *credit[GALLEY_N_CREDIT_FIELDS] = { "记者", "甲\n乙" };
  const char *title[GALLEY_N_TABLE_FIELDS] = { "主要指标" };
  const char *row[GALLEY_N_INDICATOR_FIELDS] = { "新开项目", "全区", "2024Q1", "36", "个", "30", "20.0%", "统计局", "丙", "" };
  const char *aside[GALLEY_N_ASIDE_FIELDS] = { "half-width", "p1", ",", "原文如此" };
  const char *entry[GALLEY_N_LOG_FIELDS] = { "submit", "draft", "review1", "甲", "reporter", "2024-04-16T08:00:00Z", "", "00ff" };
  const char *by[GALLEY_N_LAYER_FIELDS] = { "丁", "editor", "2024-04-16T09:00:00Z" };
  const char *comment[GALLEY_N_COMMENT_FIELDS] = { [GALLEY_COMMENT_AUTHOR] = "丁", [GALLEY_COMMENT_TEXT] = "请核对@甲",
                                                   [GALLEY_COMMENT_ON] = "block", [GALLEY_COMMENT_TARGET] = "p1",
                                                   [GALLEY_COMMENT_BLOCKING] = "yes" };
  const char *reply[GALLEY_N_COMMENT_FIELDS] = { [GALLEY_COMMENT_REPLY_TO] = "c1", [GALLEY_COMMENT_TEXT] = "已核对" };
  g_autoptr (GalleyRecord) details = galley_record_new (&galley_details_schema, NULL, details_texts, NULL);
  g_autoptr (GalleyRecord) layer = galley_record_new (&galley_layer_schema, "layer", by, "{\"later\":1}");
  g_autoptr (GPtrArray) layers = galley_layer_array_new (), comments = galley_record_array_new ();
  g_autoptr (GalleySnapshot) now = NULL;
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "main", title, NULL);
  g_autoptr (GPtrArray) credits = galley_record_array_new (), rows = galley_record_array_new ();
  g_autoptr (GPtrArray) tables = galley_table_array_new (), blocks = make_blocks ();
  g_autoptr (GPtrArray) asides = galley_record_array_new (), log = galley_record_array_new ();

  add_record (credits, &galley_credit_schema, NULL, credit);
  add_record (rows, &galley_indicator_schema, "row1", row);
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  add_record (asides, &galley_aside_schema, NULL, aside);
  add_record (log, &galley_log_schema, NULL, entry);
  now = galley_snapshot_new ("sample", details, credits, blocks, tables, asides, log, NULL);
  g_ptr_array_add (layers, galley_layer_new (layer, now));
  add_record (comments, &galley_comment_schema, "c1", comment);
  add_record (comments, &galley_comment_schema, "c2", reply);
  return galley_snapshot_with_notes (now, layers, comments);
}

/* Text that tries what writers get wrong: quotes, slashes, control and line-separator characters, Han, emoji. */
char *
fixture_random_text (GRand *rand, guint max_length)
{
  static const gunichar pool[] = { 'a', ' ', '"', '\\', '/', '\n', '\t', '\r', 0x01, 0x1F, 0x7F, 0x85, 0x2028, 0x2029,
                                   0x4E2D, 0x6587, 0xFF0C, 0x25C6, 0x1F600, 0x10FFFF, 0xFEFF, 0xFFFD, '{', ']', '<', '7' };
  GString *text = g_string_new (NULL);

  for (guint n = g_rand_int_range (rand, 0, max_length + 1); n > 0; n--)
    g_string_append_unichar (text, pool[g_rand_int_range (rand, 0, G_N_ELEMENTS (pool))]);
  return g_string_free_and_steal (text);
}

static GalleyRecord *
random_record (GRand *rand, const GalleySchema *schema)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < schema->n_fields; i++)
    g_ptr_array_add (texts, g_rand_boolean (rand) ? fixture_random_text (rand, 12) : NULL);
  return galley_record_new (schema, NULL, (const char *const *) texts->pdata,
                            g_rand_boolean (rand) ? "{\"later\":12.50,\"那\":[1e400,{}]}" : NULL);
}

static GPtrArray *
random_records (GRand *rand, const GalleySchema *schema)
{
  GPtrArray *records = galley_record_array_new ();

  for (guint n = g_rand_int_range (rand, 0, 5); n > 0; n--)
    g_ptr_array_add (records, random_record (rand, schema));
  return records;
}

/* Takes @block. */
static GalleyBlockData *
with_random_picture (GalleyBlockData *block, GRand *rand)
{
  g_autoptr (GalleyBlockData) bare = block;
  guint x = g_rand_int_range (rand, 0, GALLEY_PICTURE_WHOLE), y = g_rand_int_range (rand, 0, GALLEY_PICTURE_WHOLE);
  GalleyPictureCrop crop = { x, y, g_rand_int_range (rand, 1, GALLEY_PICTURE_WHOLE - x + 1),
                             g_rand_int_range (rand, 1, GALLEY_PICTURE_WHOLE - y + 1) };
  g_autoptr (GalleyPictureData) picture = galley_picture_data_new (
    g_rand_boolean (rand) ? "某某 摄" : NULL, g_rand_boolean (rand) ? &crop : NULL, x, y,
    g_rand_boolean (rand) ? "{\"p\":0.10}" : NULL);

  return g_rand_boolean (rand) ? galley_block_data_ref (bare)
                               : galley_block_data_with_picture (bare, bare->source, bare->alt, picture);
}

static GalleyBlockData *
random_block (GRand *rand)
{
  g_autofree char *text = fixture_random_text (rand, 40);
  guint n_chars = g_utf8_strlen (text, -1);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  for (guint n = n_chars ? g_rand_int_range (rand, 0, 4) : 0; n > 0; n--)
    {
      guint start = g_rand_int_range (rand, 0, n_chars);

      g_ptr_array_add (marks, galley_mark_new_full (g_rand_int_range (rand, 0, GALLEY_N_MARK_KINDS), start,
                                                    g_rand_int_range (rand, 1, n_chars - start + 1),
                                                    g_rand_boolean (rand) ? "x" : NULL, g_rand_boolean (rand) ? "" : NULL,
                                                    g_rand_boolean (rand) ? "{\"m\":null}" : NULL));
    }
  return with_random_picture (
    galley_block_data_new_full (NULL, g_rand_int_range (rand, 0, GALLEY_N_BLOCK_KINDS), text, marks,
                                g_rand_boolean (rand) ? "" : NULL, g_rand_boolean (rand) ? "/a\\" : NULL,
                                g_rand_boolean (rand) ? "{\"b\":\"é/\\u001f\"}" : NULL),
    rand);
}

GalleySnapshot *
fixture_random_snapshot (GRand *rand)
{
  g_autoptr (GalleyRecord) details = random_record (rand, &galley_details_schema);
  g_autoptr (GPtrArray) credits = random_records (rand, &galley_credit_schema), blocks = galley_block_array_new ();
  g_autoptr (GPtrArray) tables = galley_table_array_new (), asides = random_records (rand, &galley_aside_schema);
  g_autoptr (GPtrArray) log = random_records (rand, &galley_log_schema), layers = galley_layer_array_new ();
  g_autoptr (GPtrArray) comments = random_records (rand, &galley_comment_schema);
  g_autoptr (GalleySnapshot) now = NULL;

  for (guint n = g_rand_int_range (rand, 0, 9); n > 0; n--)
    g_ptr_array_add (blocks, random_block (rand));
  for (guint n = g_rand_int_range (rand, 0, 3); n > 0; n--)
    {
      g_autoptr (GalleyRecord) head = random_record (rand, &galley_table_schema);
      g_autoptr (GPtrArray) rows = random_records (rand, &galley_indicator_schema);

      g_ptr_array_add (tables, galley_table_data_new (head, rows));
    }
  now = galley_snapshot_new (NULL, details, credits, blocks, tables, asides, log,
                             g_rand_boolean (rand) ? "{\"z\":{\"big\":1180591620717411303424},\"a\":true}" : NULL);
  for (guint n = g_rand_int_range (rand, 0, 3); n > 0; n--)
    {
      g_autoptr (GalleyRecord) head = random_record (rand, &galley_layer_schema);

      g_ptr_array_add (layers, galley_layer_new (head, now));
    }
  return galley_snapshot_with_notes (now, layers, comments);
}

static void
add_table (GalleyTransaction *transaction, GalleyBulletin *bulletin, GRand *rand)
{
  g_autoptr (GPtrArray) inserted = galley_record_array_new ();

  g_ptr_array_add (inserted, random_record (rand, &galley_table_schema));
  galley_transaction_splice (transaction, GALLEY_LIST_TABLES, NULL,
                             galley_bulletin_get_list (bulletin, GALLEY_LIST_TABLES)->len, 0, inserted);
}

static void
add_comment (GalleyTransaction *transaction, GRand *rand)
{
  g_autoptr (GPtrArray) inserted = galley_record_array_new ();

  g_ptr_array_add (inserted, random_record (rand, &galley_comment_schema));
  galley_transaction_splice (transaction, GALLEY_LIST_COMMENTS, NULL, 0, 0, inserted);
}

static void
edit_log (GalleyTransaction *transaction, GRand *rand)
{
  g_autoptr (GPtrArray) inserted = galley_record_array_new ();

  g_ptr_array_add (inserted, random_record (rand, &galley_log_schema));
  galley_transaction_splice (transaction, GALLEY_LIST_LOG, NULL, 0, 0, inserted);
}

/* Does anything to @bulletin that a person can do: a transaction of one or more edits of any list, an undo, a redo. */
void
fixture_random_edit (GalleyBulletin *bulletin, GRand *rand)
{
  g_autoptr (GalleyTransaction) transaction = NULL;
  g_autofree char *text = fixture_random_text (rand, 8);

  if (g_rand_int_range (rand, 0, 8) == 0)
    {
      if (g_rand_boolean (rand))
        galley_bulletin_undo (bulletin);
      else
        galley_bulletin_redo (bulletin);
      return;
    }
  /* Whoever edits by now may suggest. */
  if (g_rand_int_range (rand, 0, 8) == 0)
    galley_bulletin_set_author (bulletin, text, NULL, g_rand_boolean (rand));
  transaction = galley_transaction_begin (bulletin, "Random");
  for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
    switch (g_rand_int_range (rand, 0, 7))
      {
      case 0:
        galley_transaction_set_details_field (transaction, g_rand_int_range (rand, 0, GALLEY_N_DETAILS_FIELDS), text);
        break;
      case 1:
        edit_log (transaction, rand);
        break;
      case 2:
        add_table (transaction, bulletin, rand);
        break;
      case 3:
        add_comment (transaction, rand);
        break;
      default:
        random_edits_add (transaction, bulletin, rand);
      }
  galley_transaction_commit (g_steal_pointer (&transaction));
}

/* Keeps a written file, so that fixture_check_schema() validates it together with all others of the program. */
void
fixture_keep_for_schema (GBytes *bytes)
{
  g_autofree char *name = g_strdup_printf ("%05u.galley", n_kept++), *path = NULL;

  if (schema_folder == NULL)
    schema_folder = fixture_folder ();
  path = g_build_filename (schema_folder, name, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
}

void
fixture_check_schema (void)
{
  const char *source = g_getenv ("GALLEY_SRCDIR");
  g_autofree char *script = g_build_filename (source, "tests", "store", "validate.py", NULL);
  g_autofree char *schema = g_build_filename (source, "data", "galley-bulletin.schema.json", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (schema_folder);
  process = g_subprocess_launcher_spawn (launcher, &error, "python3", script, schema, schema_folder, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  if (g_subprocess_get_exit_status (process) == 77)
    g_test_skip ("python3-jsonschema is not installed");
  else
    g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  remove_folder (schema_folder);
  g_clear_pointer (&schema_folder, g_free);
}

/* Returns: (transfer full): the path of a new empty folder */
char *
fixture_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("galley-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until @is_over; the test's own time limit ends a wait that never is. */
void
fixture_wait (gboolean (*is_over) (gpointer data), gpointer data)
{
  guint tick = g_timeout_add (5, tick_cb, NULL);

  while (!is_over (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}
