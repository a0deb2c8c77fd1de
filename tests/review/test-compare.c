/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-compare.h"
#include "galley-layer.h"
#include "galley-review-edit.h"
#include "galley-word-edges.h"

#include <string.h>

/* A bulletin of these lines: "id|text", paragraphs all. */
static GalleySnapshot *
article (const char *const *lines)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  for (; *lines; lines++)
    {
      g_auto (GStrv) parts = g_strsplit (*lines, "|", 2);

      g_ptr_array_add (blocks, galley_block_data_new (*parts[0] ? parts[0] : NULL, GALLEY_BLOCK_PARAGRAPH, parts[1], NULL));
    }
  return galley_snapshot_new ("one", NULL, NULL, blocks, NULL, NULL, NULL, NULL);
}

#define ARTICLE(...) article ((const char *const[]) { __VA_ARGS__, NULL })

static GalleySnapshot *
with_rows (GalleySnapshot *snapshot, GalleyRecord *first, GalleyRecord *second)
{
  g_autoptr (GPtrArray) rows = galley_record_array_new (), tables = galley_table_array_new ();
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t", NULL, NULL);

  g_ptr_array_add (rows, galley_record_ref (first));
  if (second)
    g_ptr_array_add (rows, galley_record_ref (second));
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  return galley_snapshot_new (snapshot->id, snapshot->details, snapshot->credits, snapshot->blocks, tables,
                              snapshot->asides, snapshot->log, snapshot->extra);
}

static GalleyRecord *
row (const char *id, const char *name, const char *value, const char *unit)
{
  const char *fields[GALLEY_N_INDICATOR_FIELDS] = { [GALLEY_INDICATOR_NAME] = name,
                                                    [GALLEY_INDICATOR_VALUE] = value,
                                                    [GALLEY_INDICATOR_UNIT] = unit };

  return galley_record_new (&galley_indicator_schema, id, fields, NULL);
}

/* The pieces as text: [same]{-removed+added}, figures with # and what became of them; and that they make up both texts. */
static char *
show (const char *before, const char *after)
{
  g_autoptr (GArray) pieces = galley_compare_texts (before, after, GALLEY_GRAIN_WORDS);
  g_autoptr (GString) shown = g_string_new (NULL), left = g_string_new (NULL), right = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);
      g_autofree char *was = g_utf8_substring (before, piece->before, piece->before + piece->n_before);
      g_autofree char *is = g_utf8_substring (after, piece->after, piece->after + piece->n_after);

      g_string_append (left, was);
      g_string_append (right, is);
      if (piece->kind == GALLEY_PIECE_SAME)
        {
          g_assert_cmpstr (was, ==, is);
          g_string_append_printf (shown, "[%s]", was);
        }
      else if (piece->kind == GALLEY_PIECE_WORDS)
        g_string_append_printf (shown, "{%s→%s}", was, is);
      else
        g_string_append_printf (shown, "#%s→%s %s %s#", was, is, galley_figure_change_kind_to_string (piece->change.kind),
                                piece->change.relative ? piece->change.relative : "-");
    }
  g_assert_cmpstr (left->str, ==, before);
  g_assert_cmpstr (right->str, ==, after);
  return g_string_free (g_steal_pointer (&shown), FALSE);
}

static void
assert_shown (const char *before, const char *after, const char *expected)
{
  g_autofree char *shown = show (before, after);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_figures (void)
{
  assert_shown ("总投资821.6亿元。", "总投资812.6亿元。", "[总投资]#821.6亿元→812.6亿元 digits-swapped -1.1#[。]");
  assert_shown ("总投资821.6亿元。", "总投资821.6万元。", "[总投资]#821.6亿元→821.6万元 magnitude -100.0#[。]");
  assert_shown ("总投资821.6亿元。", "总投资8216000万元。", "[总投资]#821.6亿元→8216000万元 form -#[。]");
  assert_shown ("总投资821.6亿元。", "总投资82.16亿元。", "[总投资]#821.6亿元→82.16亿元 point-moved -90.0#[。]");
  assert_shown ("总投资821.6亿元。", "总投资822亿元。", "[总投资]#821.6亿元→822亿元 rounded 0.0#[。]");
  assert_shown ("总投资821.6亿元。", "总投资831.6亿元。", "[总投资]#821.6亿元→831.6亿元 one-digit 1.2#[。]");
  assert_shown ("新增就业4675人。", "新增就业475人。", "[新增就业]#4675人→475人 digit-dropped -89.8#[。]");
  assert_shown ("新增就业4675人。", "新增就业46755人。", "[新增就业]#4675人→46755人 digit-added 900.1#[。]");
  assert_shown ("建成公园200个。", "建成公园250个。", "[建成公园]#200个→250个 one-digit 25.0#[。]");
  assert_shown ("建成公园3个。", "建成公园8个。", "[建成公园]#3个→8个 value 166.7#[。]");
  assert_shown ("建成公园12个。", "建成公园12处。", "[建成公园]#12个→12处 unit -#[。]");
  assert_shown ("一季度开工。", "二季度开工。", "#一季度→二季度 calendar -#[开工。]");
}

static void
test_direction (void)
{
  /* The digits are the same; that they mean the contrary must still be told. */
  assert_shown ("用电量同比增长3.2%。", "用电量同比下降3.2%。", "[用电量同比]{增长→下降}#3.2%→3.2% direction -200.0#[。]");
  assert_shown ("增速为+3.2%。", "增速为-3.2%。", "[增速为]{+→}#3.2%→-3.2% direction -200.0#[。]");
}

static void
test_words (void)
{
  assert_shown ("项目建设很快推进。", "项目建设稳步推进。", "[项目建设]{很快→稳步}[推进。]");
  assert_shown ("打造GPU产业园。", "打造CPU产业园。", "[打造]{GPU→CPU}[产业园。]");
  assert_shown ("城区更美。", "城区环境更美。", "[城区]{→环境}[更美。]");
  /* One character that is the same by chance does not part two words. */
  assert_shown ("全区上下齐心。", "各地区干部努力。", "{全区上下齐心→各地区干部努力}[。]");
  /* A figure that went and another of another kind are no change of one to the other. */
  assert_shown ("签约45亿元、用工300人。", "用工280人。", "{签约→}#45亿元→ none -#{、→}[用工]#300人→280人 value -6.7#[。]");
  assert_shown ("", "新增8所。", "{→新增}#→8所 none -#{→。}");
  assert_shown ("", "", "");
}

/* Words are ICU's, but for figures; what two dictionary cuts of one text would part differently is no difference. */
static void
test_chinese (void)
{
  assert_shown ("持续深化改革。", "持续深化改造。", "[持续深化]{改革→改造}[。]");
  assert_shown ("社区服务中心建成。", "社区活动中心建成。", "[社区]{服务→活动}[中心建成。]");
  assert_shown ("居民说好。", "居民说，好。", "[居民说]{→，}[好。]");
  assert_shown ("引进AI企业。", "引进5G企业。", "[引进]{AI→5G}[企业。]");
  assert_shown ("建成Wi-Fi站点", "建成WiFi站点", "[建成]{Wi-Fi→WiFi}[站点]");
  /* What ICU takes for one word with a figure in it is cut at the figure. */
  assert_shown ("完成3亿元整修", "完成4亿元整改", "[完成]#3亿元→4亿元 value 33.3#{整修→整改}");
  assert_shown ("同上", "同上", "[同上]");
}

static void
assert_edges (const char *text, const char *expected)
{
  g_autoptr (GArray) edges = galley_word_edges_find (text);
  g_autoptr (GString) shown = g_string_new (NULL);

  g_assert_nonnull (edges);
  for (guint i = 0; i + 1 < edges->len; i++)
    {
      guint from = g_array_index (edges, guint, i), to = g_array_index (edges, guint, i + 1);

      g_string_append_printf (shown, "%s%.*s", i > 0 ? "|" : "", (int) (to - from), text + from);
    }
  g_assert_cmpstr (shown->str, ==, expected);
}

static void
test_edges (void)
{
  assert_edges ("", "");
  assert_edges ("持续深化改革", "持续|深化|改革");
  assert_edges ("新建GPU产业园，", "新建|GPU|产业|园|，");
  assert_edges ("社区，街道。", "社区|，|街道|。");
  /* A mark without a letter stands for itself, and none is ever parted from its own. */
  assert_edges ("\u0301e\u0301", "\u0301|e\u0301");
}

/* One line of a megabyte, and marks that hang on nothing: all is found, in whole characters, and it ends. */
static void
test_hostile (void)
{
  g_autoptr (GString) before = g_string_new (NULL), marks = g_string_new ("甲");
  g_autofree char *after = NULL, *shown = NULL, *other = NULL;

  while (before->len < 1000000)
    g_string_append (before, "街道推进项目建设改善民生");
  after = g_strconcat (before->str, "改造", NULL);
  shown = show (before->str, after);
  g_assert_true (g_str_has_suffix (shown, "]{→改造}"));
  for (guint i = 0; i < 20000; i++)
    g_string_append (marks, "\u0301");
  other = g_strconcat ("\u0300", marks->str, "乙", NULL);
  g_free (shown);
  shown = show (marks->str, other);
  g_assert_true (g_utf8_validate (shown, -1, NULL));
}

static void
test_long (void)
{
  /* Longer than what is compared pair by pair; each half has its one change, which must be all that is told. */
  g_autoptr (GString) before = g_string_new (NULL), after = NULL;
  g_autoptr (GArray) pieces = NULL;
  guint n_changed = 0;
  char *first, *last;

  for (guint i = 0; i < 3000; i++)
    g_string_append_unichar (before, 0x4e00 + (i * 37) % 5000);
  after = g_string_new (before->str);
  first = g_utf8_offset_to_pointer (after->str, 10);
  memcpy (first, "鿋", 3);
  last = g_utf8_offset_to_pointer (after->str, 2980);
  memcpy (last, "鿌", 3);
  pieces = galley_compare_texts (before->str, after->str, GALLEY_GRAIN_CHARACTERS);
  for (guint i = 0; i < pieces->len; i++)
    n_changed += g_array_index (pieces, GalleyPiece, i).kind != GALLEY_PIECE_SAME;
  g_assert_cmpuint (n_changed, ==, 2);
}

static const GalleyBlockDifference *
block_at (const GalleyComparison *comparison, guint position)
{
  g_assert_cmpuint (position, <, comparison->blocks->len);
  return g_ptr_array_index (comparison->blocks, position);
}

static void
test_blocks (void)
{
  g_autoptr (GalleySnapshot) before = ARTICLE ("a|甲段说开工。", "b|乙段说就业。", "c|丙段说教育。", "d|丁段说公园。");
  g_autoptr (GalleySnapshot) after = ARTICLE ("d|丁段说公园。", "a|甲段说竣工。", "e|戊段说医疗。", "c|丙段说教育。");
  g_autoptr (GalleyComparison) comparison = galley_compare (before, after, GALLEY_GRAIN_WORDS);
  g_autoptr (GalleyComparison) nothing = galley_compare (before, before, GALLEY_GRAIN_WORDS);

  g_assert_true (galley_comparison_is_empty (nothing));
  g_assert_cmpuint (comparison->blocks->len, ==, 4);
  g_assert_cmpint (block_at (comparison, 0)->kind, ==, GALLEY_DIFFERENCE_MOVED);
  g_assert_cmpstr (block_at (comparison, 0)->after->id, ==, "d");
  g_assert_cmpint (block_at (comparison, 1)->kind, ==, GALLEY_DIFFERENCE_CHANGED);
  g_assert_false (block_at (comparison, 1)->moved);
  g_assert_cmpstr (block_at (comparison, 1)->before->id, ==, "a");
  /* What is gone stands where it stood, before what came there. */
  g_assert_cmpint (block_at (comparison, 2)->kind, ==, GALLEY_DIFFERENCE_REMOVED);
  g_assert_cmpstr (block_at (comparison, 2)->before->id, ==, "b");
  g_assert_cmpuint (block_at (comparison, 2)->after_position, ==, 2);
  g_assert_cmpint (block_at (comparison, 3)->kind, ==, GALLEY_DIFFERENCE_ADDED);
  g_assert_cmpstr (block_at (comparison, 3)->after->id, ==, "e");
}

/* Two texts that were imported have no ids in common. */
static void
test_likeness (void)
{
  g_autoptr (GalleySnapshot) before =
    ARTICLE ("|一季度，北岸区新开工项目17个，总投资96.4亿元。", "|口袋公园推窗见绿，市民说好。", "|学校食堂改造完成8所。");
  g_autoptr (GalleySnapshot) after =
    ARTICLE ("|学校食堂改造完成9所。", "|一季度，北岸区新开工项目17个，总投资94.6亿元。", "|口袋公园推窗见绿，市民说好。");
  g_autoptr (GalleyComparison) comparison = galley_compare (before, after, GALLEY_GRAIN_WORDS);

  g_assert_cmpuint (comparison->blocks->len, ==, 2);
  g_assert_true (block_at (comparison, 0)->moved);
  g_assert_cmpint (block_at (comparison, 0)->kind, ==, GALLEY_DIFFERENCE_CHANGED);
  g_assert_cmpuint (block_at (comparison, 0)->before_position, ==, 2);
  g_assert_false (block_at (comparison, 1)->moved);
  g_assert_cmpuint (comparison->figures->len, ==, 2);
}

static void
test_rows (void)
{
  g_autoptr (GalleySnapshot) empty = ARTICLE ("a|文。");
  g_autoptr (GalleyRecord) one = row ("r1", "总投资", "821.6", "亿元"), two = row ("r2", "项目", "66", "个");
  g_autoptr (GalleyRecord) slipped = row ("r1", "总投资", "812.6", "亿元"), other = row ("r9", "项目", "67", "个");
  g_autoptr (GalleySnapshot) before = with_rows (empty, one, two), after = with_rows (empty, slipped, other);
  g_autoptr (GalleyComparison) comparison = galley_compare (before, after, GALLEY_GRAIN_WORDS);
  const GalleyRecordDifference *record;
  const GalleyFieldDifference *field;
  g_autofree char *lines = NULL;

  /* The second row has another id, and is known by its name. */
  g_assert_cmpuint (comparison->records->len, ==, 2);
  g_assert_cmpuint (comparison->figures->len, ==, 2);
  record = g_ptr_array_index (comparison->records, 0);
  g_assert_cmpint (record->kind, ==, GALLEY_DIFFERENCE_CHANGED);
  g_assert_cmpuint (record->fields->len, ==, 1);
  field = &g_array_index (record->fields, GalleyFieldDifference, 0);
  g_assert_cmpuint (field->field, ==, GALLEY_INDICATOR_VALUE);
  g_assert_cmpint (field->change.kind, ==, GALLEY_FIGURE_CHANGE_SWAPPED);
  g_assert_cmpstr (field->change.relative, ==, "-1.1");
  lines = galley_record_difference_describe (record);
  g_assert_cmpstr (lines, ==, "Value: 821.6 → 812.6 (digits swapped, −1.1%)");
}

static GalleySnapshot *
with_mark (const char *text, guint start, guint length, const char *target)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, start, length, target, "value"));
  g_ptr_array_add (blocks, galley_block_data_new ("a", GALLEY_BLOCK_PARAGRAPH, text, marks));
  return galley_snapshot_new ("one", NULL, NULL, blocks, NULL, NULL, NULL, NULL);
}

static guint
count_marks (GalleySnapshot *before, GalleySnapshot *after)
{
  g_autoptr (GalleyComparison) comparison = galley_compare (before, after, GALLEY_GRAIN_WORDS);

  return comparison->blocks->len == 0 ? 0 : block_at (comparison, 0)->marks->len;
}

static void
test_marks (void)
{
  g_autoptr (GalleySnapshot) before = with_mark ("完成8.5亿元", 2, 5, "r1");
  g_autoptr (GalleySnapshot) rebound = with_mark ("完成8.5亿元", 2, 5, "r2");
  g_autoptr (GalleySnapshot) wider = with_mark ("完成8.5亿元", 1, 6, "r1");
  g_autoptr (GalleySnapshot) followed = with_mark ("共完成10.25亿元", 3, 7, "r1");
  g_autoptr (GalleySnapshot) astray = with_mark ("共完成10.25亿元", 0, 1, "r1");

  g_assert_cmpuint (count_marks (before, before), ==, 0);
  g_assert_cmpuint (count_marks (before, rebound), ==, 2);
  g_assert_cmpuint (count_marks (before, wider), ==, 1);
  g_assert_cmpuint (count_marks (before, followed), ==, 0);
  g_assert_cmpuint (count_marks (before, astray), ==, 1);
}

/* Nothing invisible: each thing a bulletin can hold is told when it alone differs. */
static void
test_nothing_invisible (void)
{
  g_autoptr (GalleySnapshot) base = ARTICLE ("a|文。");
  const char *credit_fields[] = { "记者", "林一" }, *aside_fields[GALLEY_N_ASIDE_FIELDS] = { "rule", "a", "文", "可" };
  const char *log_fields[GALLEY_N_LOG_FIELDS] = { "submit" };
  g_autoptr (GPtrArray) credits = galley_record_array_new (), asides = galley_record_array_new ();
  g_autoptr (GPtrArray) log = galley_record_array_new (), blocks = galley_block_array_new ();
  g_autoptr (GPtrArray) tables = galley_table_array_new (), none = galley_record_array_new ();
  g_autoptr (GalleyRecord) details = galley_record_with (base->details, GALLEY_DETAILS_DATE, "2024-04-16");
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t", NULL, NULL);
  g_autoptr (GPtrArray) layers = galley_layer_array_new (), comments = galley_record_array_new ();
  GalleySnapshot *others[10];

  g_ptr_array_add (credits, galley_record_new (&galley_credit_schema, NULL, credit_fields, NULL));
  g_ptr_array_add (asides, galley_record_new (&galley_aside_schema, NULL, aside_fields, NULL));
  g_ptr_array_add (log, galley_record_new (&galley_log_schema, NULL, log_fields, NULL));
  g_ptr_array_add (blocks, galley_block_data_new_full ("a", GALLEY_BLOCK_PARAGRAPH, "文。", NULL, NULL, "图说", NULL));
  g_ptr_array_add (tables, galley_table_data_new (head, none));
  others[0] = galley_snapshot_new ("one", details, NULL, base->blocks, NULL, NULL, NULL, NULL);
  others[1] = galley_snapshot_new ("one", NULL, credits, base->blocks, NULL, NULL, NULL, NULL);
  others[2] = galley_snapshot_new ("one", NULL, NULL, base->blocks, tables, NULL, NULL, NULL);
  others[3] = galley_snapshot_new ("one", NULL, NULL, base->blocks, NULL, asides, NULL, NULL);
  others[4] = galley_snapshot_new ("one", NULL, NULL, base->blocks, NULL, NULL, log, NULL);
  others[5] = galley_snapshot_new ("one", NULL, NULL, base->blocks, NULL, NULL, NULL, "{\"x\":1}");
  others[6] = galley_snapshot_new ("one", NULL, NULL, blocks, NULL, NULL, NULL, NULL);
  others[7] = galley_snapshot_new ("one", NULL, NULL, NULL, NULL, NULL, NULL, NULL);
  g_ptr_array_add (layers, galley_layer_new_for ("甲", NULL, base));
  others[8] = galley_snapshot_with_notes (base, layers, none);
  g_ptr_array_add (comments, galley_record_new (&galley_comment_schema, NULL, NULL, NULL));
  others[9] = galley_snapshot_with_notes (base, base->layers, comments);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GalleyComparison) there = galley_compare (base, others[i], GALLEY_GRAIN_WORDS);
      g_autoptr (GalleyComparison) back = galley_compare (others[i], base, GALLEY_GRAIN_WORDS);

      g_assert_false (galley_comparison_is_empty (there));
      g_assert_false (galley_comparison_is_empty (back));
      g_assert_cmpuint (there->blocks->len + there->records->len + there->other, ==, 1);
      galley_snapshot_unref (others[i]);
    }
}

static const char *
plain_title (GalleyBlockKind kind)
{
  return galley_block_kind_to_string (kind);
}

static void
test_describe (void)
{
  g_autoptr (GalleySnapshot) before = ARTICLE ("a|项目很快推进，总投资821.6亿元。");
  g_autoptr (GalleySnapshot) after = ARTICLE ("a|项目稳步推进，总投资812.6亿元。");
  g_autoptr (GalleyComparison) comparison = galley_compare (before, after, GALLEY_GRAIN_WORDS);
  g_autofree char *lines = galley_block_difference_describe (block_at (comparison, 0), plain_title);

  g_assert_cmpstr (lines, ==, "821.6亿元 → 812.6亿元: digits swapped, −1.1%\n“很快” → “稳步”");
}

/* All blocks other, many alike: what is found is sound, and it ends. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) was = galley_block_array_new (), is = galley_block_array_new ();
  g_autoptr (GalleySnapshot) before = NULL, after = NULL;
  g_autoptr (GalleyComparison) comparison = NULL;

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *one = g_strdup_printf ("第%u社区修缮楼道，惠及居民%u户。", i, i * 3);
      g_autofree char *two = g_strdup_printf ("第%u社区修缮楼道，惠及居民%u户。", i, i * 3 + 1);

      g_ptr_array_add (was, galley_block_data_new (NULL, GALLEY_BLOCK_ITEM, one, NULL));
      g_ptr_array_add (is, galley_block_data_new (NULL, GALLEY_BLOCK_ITEM, two, NULL));
    }
  before = galley_snapshot_new ("one", NULL, NULL, was, NULL, NULL, NULL, NULL);
  after = galley_snapshot_new ("one", NULL, NULL, is, NULL, NULL, NULL, NULL);
  comparison = galley_compare (before, after, GALLEY_GRAIN_WORDS);
  g_assert_cmpuint (comparison->blocks->len, >=, 3000);
  g_assert_cmpuint (comparison->figures->len, >=, 3000);
}

/* A cell is told from its table, a figure in it from its words, and a row put in is one difference. */
static void
test_cells (void)
{
  static const char *const was[] = { "类别", "投资", "新建", "32.1亿元", "续建", "789.5亿元" };
  static const char *const is[] = { "类别", "投资", "新建", "31.2亿元", "停建", "0", "续建", "789.5亿元" };
  g_autoptr (GalleyGridData) before_grid = galley_grid_data_new_full (3, 2, 1, NULL, was, NULL, 0, NULL);
  g_autoptr (GalleyGridData) after_grid = galley_grid_data_new_full (4, 2, 1, NULL, is, NULL, 0, NULL);
  g_autoptr (GPtrArray) cells = galley_compare_grids (before_grid, after_grid, GALLEY_GRAIN_WORDS);
  const GalleyCellDifference *first, *second;
  g_autoptr (GalleySnapshot) plain = ARTICLE ("t|表"), before = NULL, after = NULL;
  g_autoptr (GPtrArray) blocks_before = galley_block_array_new (), blocks_after = galley_block_array_new ();
  g_autofree char *place = NULL, *told = NULL;
  g_autoptr (GalleyComparison) comparison = NULL;

  g_assert_cmpuint (cells->len, ==, 3);
  first = g_ptr_array_index (cells, 0);
  second = g_ptr_array_index (cells, 1);
  g_assert_cmpuint (first->row, ==, 1);
  g_assert_cmpuint (first->column, ==, 1);
  g_assert_cmpstr (first->after, ==, "31.2亿元");
  g_assert_true (galley_cell_difference_has_figure (first));
  /* A bare number is a figure here. */
  g_assert_true (galley_cell_difference_has_figure (g_ptr_array_index (cells, 2)));
  g_assert_cmpuint (second->row, ==, 2);
  g_assert_cmpstr (second->before, ==, "");
  g_assert_cmpstr (second->after, ==, "停建");

  g_ptr_array_add (blocks_before, galley_block_data_with_grid (g_ptr_array_index (plain->blocks, 0), before_grid));
  g_ptr_array_add (blocks_after, galley_block_data_with_grid (g_ptr_array_index (plain->blocks, 0), after_grid));
  before = galley_snapshot_new ("one", NULL, NULL, blocks_before, NULL, NULL, NULL, NULL);
  after = galley_snapshot_new ("one", NULL, NULL, blocks_after, NULL, NULL, NULL, NULL);
  comparison = galley_compare (before, after, GALLEY_GRAIN_WORDS);
  g_assert_cmpuint (comparison->blocks->len, ==, 1);
  g_assert_cmpuint (comparison->figures->len, ==, 2);
  place = galley_figure_difference_dup_place (g_ptr_array_index (comparison->figures, 0));
  g_assert_cmpstr (place, ==, "表 · Row 2, column 2");
  told = galley_figure_difference_describe (g_ptr_array_index (comparison->figures, 0));
  g_assert_cmpstr (told, ==, "32.1亿元 → 31.2亿元: digits swapped, −2.8%");
}

static GalleySnapshot *
with_cell (const char *number)
{
  const char *texts[] = { "类别", "投资（亿元）", "新建", number };
  g_autoptr (GalleyGridData) grid = galley_grid_data_new_full (2, 2, 1, NULL, texts, NULL, 0, NULL);
  g_autoptr (GalleySnapshot) plain = ARTICLE ("t|表");
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  g_ptr_array_add (blocks, galley_block_data_with_grid (g_ptr_array_index (plain->blocks, 0), grid));
  return galley_snapshot_new ("one", NULL, NULL, blocks, NULL, NULL, NULL, NULL);
}

static GalleySnapshot *
with_block (GalleyBlockData *block)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  g_ptr_array_add (blocks, block);
  return galley_snapshot_new ("one", NULL, NULL, blocks, NULL, NULL, NULL, NULL);
}

static GalleySnapshot *
with_link (const char *target)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_LINK, 0, 2, target, NULL));
  return with_block (galley_block_data_new ("a", GALLEY_BLOCK_PARAGRAPH, "全文", marks));
}

static GalleySnapshot *
with_grid_rows (guint n_rows)
{
  const char *texts[] = { "类别", "说明", "新建", "无", "续建", "无" };
  g_autoptr (GalleyGridData) grid = galley_grid_data_new_full (n_rows, 2, 1, NULL, texts, NULL, 0, NULL);
  g_autoptr (GalleyBlockData) plain = galley_block_data_new ("t", GALLEY_BLOCK_TABLE, "表", NULL);

  return with_block (galley_block_data_with_grid (plain, grid));
}

static GalleySnapshot *
with_credit (const char *credit)
{
  g_autoptr (GalleyBlockData) plain = galley_block_data_new ("p", GALLEY_BLOCK_PICTURE, "开工", NULL);
  g_autoptr (GalleyPictureData) picture = galley_picture_data_new (credit, NULL, 50, 50, NULL);

  return with_block (galley_block_data_with_picture (plain, "a.png", "工地", picture));
}

/* Takes both. */
static void
assert_substance (GalleySnapshot *before, GalleySnapshot *after)
{
  g_autoptr (GalleyReviewRules) rules = galley_review_rules_new ();
  g_autoptr (GalleySnapshot) was = before, is = after;

  rules->proof_fix_length = 9;
  g_assert_cmpint (galley_review_edit_classify (rules, was, is, NULL), ==, GALLEY_REVIEW_EDIT_SUBSTANCE);
}

/* What no proofreader may mend, though few characters differ. */
static void
test_no_rights (void)
{
  g_autoptr (GalleySnapshot) before = with_cell ("821.6"), after = with_cell ("八百");
  g_autoptr (GalleyComparison) comparison = galley_compare (before, after, GALLEY_GRAIN_WORDS);
  g_autofree char *told = NULL;

  assert_substance (with_cell ("821.6"), with_cell ("812.6 "));
  assert_substance (with_cell ("821.6"), with_cell ("—"));
  assert_substance (with_cell ("700*"), with_cell ("900*"));
  assert_substance (with_cell ("700"), with_cell ("七百"));
  assert_substance (with_link ("https://example.org/a"), with_link ("https://example.org/b"));
  assert_substance (with_grid_rows (3), with_grid_rows (2));
  assert_substance (with_credit ("张三摄"), with_credit ("李四摄"));
  g_assert_cmpuint (comparison->figures->len, ==, 1);
  told = galley_figure_difference_describe (g_ptr_array_index (comparison->figures, 0));
  g_assert_cmpstr (told, ==, "821.6 → 八百");
}

/* What an editor may mend is counted in characters and told by words; a figure is never theirs to mend, nor one in a cell. */
static void
test_rights (void)
{
  g_autoptr (GalleyReviewRules) rules = galley_review_rules_new ();
  g_autoptr (GalleySnapshot) before = ARTICLE ("a|街道持续深化改革。"), after = ARTICLE ("a|街道持续深化改造。");
  g_autoptr (GalleySnapshot) cell = with_cell ("32.1"), slipped = with_cell ("31.2");
  g_autofree char *changes = NULL;

  rules->proof_fix_length = 1;
  g_assert_cmpint (galley_review_edit_classify (rules, before, after, &changes), ==, GALLEY_REVIEW_EDIT_WORDING);
  g_assert_cmpstr (changes, ==, "“改革” → “改造”");
  rules->proof_fix_length = 9;
  g_assert_cmpint (galley_review_edit_classify (rules, cell, slipped, NULL), ==, GALLEY_REVIEW_EDIT_SUBSTANCE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compare/figures", test_figures);
  g_test_add_func ("/compare/no-rights", test_no_rights);
  g_test_add_func ("/compare/direction", test_direction);
  g_test_add_func ("/compare/words", test_words);
  g_test_add_func ("/compare/chinese", test_chinese);
  g_test_add_func ("/compare/edges", test_edges);
  g_test_add_func ("/compare/hostile", test_hostile);
  g_test_add_func ("/compare/long", test_long);
  g_test_add_func ("/compare/blocks", test_blocks);
  g_test_add_func ("/compare/likeness", test_likeness);
  g_test_add_func ("/compare/rows", test_rows);
  g_test_add_func ("/compare/marks", test_marks);
  g_test_add_func ("/compare/nothing-invisible", test_nothing_invisible);
  g_test_add_func ("/compare/describe", test_describe);
  g_test_add_func ("/compare/many", test_many);
  g_test_add_func ("/compare/cells", test_cells);
  g_test_add_func ("/compare/rights", test_rights);
  return g_test_run ();
}
