/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-suggestion-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Suggestions are differences: each layer's, between what its base says and what follows it says. */

G_DEFINE_QUARK (galley-suggestion-error-quark, galley_suggestion_error)

static const char *const kind_names[GALLEY_N_SUGGESTION_KINDS] = {
  [GALLEY_SUGGESTION_FIGURE] = "figure",           [GALLEY_SUGGESTION_INSERT] = "insert",
  [GALLEY_SUGGESTION_DELETE] = "delete",           [GALLEY_SUGGESTION_REPLACE] = "replace",
  [GALLEY_SUGGESTION_FORMAT] = "format",           [GALLEY_SUGGESTION_SPLIT] = "split",
  [GALLEY_SUGGESTION_MERGE] = "merge",             [GALLEY_SUGGESTION_MOVE] = "move",
  [GALLEY_SUGGESTION_INSERT_BLOCK] = "insert-block", [GALLEY_SUGGESTION_DELETE_BLOCK] = "delete-block",
  [GALLEY_SUGGESTION_CELL] = "cell",               [GALLEY_SUGGESTION_INSERT_ROW] = "insert-row",
  [GALLEY_SUGGESTION_DELETE_ROW] = "delete-row",   [GALLEY_SUGGESTION_DETAIL] = "detail",
};

/* A stretch of a block's text that is decided on as one. */
typedef struct
{
  GalleySuggestionKind kind;
  guint from, n_from;
  guint to, n_to;
  const GalleyFigureChange *change;
  gboolean taken; /* by the split or merge that it is part of */
} Run;

/* What is found in one layer. */
typedef struct
{
  const GalleyLayer *layer;
  guint number;
  const GalleySnapshot *from, *to, *live;
  GalleyComparison *comparison;
  GHashTable *runs;         /* by the id of a block: a GArray of Run */
  GHashTable *tables[2];    /* by the id of a row: the id of its table, before and after */
  GHashTable *cells;        /* by row and field: the suggestion that changes the cell; borrowed */
  GHashTable *n_alike;      /* how often a content was met, for ids */
  GPtrArray *found;
} Finder;

static GalleySuggestionPart *
part_new (GalleyPartKind kind, GalleyList list, const char *table, const char *id)
{
  GalleySuggestionPart *part = g_new0 (GalleySuggestionPart, 1);

  part->kind = kind;
  part->list = list;
  part->table = g_strdup (table);
  part->id = g_strdup (id);
  return part;
}

static char *
cut (const char *text, guint start, guint length)
{
  return g_utf8_substring (text, start, start + length);
}

static GalleySuggestion *
suggest (Finder *self, GalleySuggestionKind kind, GalleySuggestionPart *part)
{
  GalleySuggestion *made = g_new0 (GalleySuggestion, 1);

  made->kind = kind;
  made->layer = self->number;
  made->head = galley_record_ref (self->layer->head);
  made->before = g_strdup ("");
  made->after = g_strdup ("");
  made->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_suggestion_part_free);
  g_ptr_array_add (made->parts, part);
  g_ptr_array_add (self->found, made);
  return made;
}

/* Says where in the bulletin a span of a block that follows the layer is. */
static void
locate (Finder *self, GalleySuggestion *suggestion, const GalleyBlockData *is, guint start, guint length)
{
  const GalleyBlockData *live = galley_snapshot_find_block (self->live, is->id, NULL);
  guint end;

  if (live == NULL || suggestion->block)
    return;
  suggestion->block = g_strdup (live->id);
  suggestion->start = galley_map_place (is->text, live->text, start);
  end = length > 0 ? galley_map_place (is->text, live->text, start + length) : suggestion->start;
  suggestion->length = MAX (end, suggestion->start) - suggestion->start;
}

/* Runs of texts. */

static void
add_run (GArray *runs, const Run *run)
{
  if (run->n_from > 0 || run->n_to > 0)
    g_array_append_val (runs, *run);
}

/* Which marks cover each character, as a number that is the same for the same ones. */
static guint *
read_looks (const GalleyBlockData *block)
{
  guint *looks = g_new0 (guint, MAX (block->n_chars, 1));

  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);
      g_autofree char *key = NULL;
      guint hash;

      if (!galley_mark_kind_is_content (mark->kind))
        continue;
      key = g_strdup_printf ("%d\x1f%s\x1f%s\x1f%s", (int) mark->kind, mark->target ? mark->target : "",
                             mark->field ? mark->field : "", mark->extra ? mark->extra : "");
      hash = g_str_hash (key);
      for (guint c = mark->start; c < mark->start + mark->length; c++)
        looks[c] ^= hash;
    }
  return looks;
}

/* The stretches of a text that stayed whose marks did not. */
static void
add_format_runs (GArray *runs, const guint *was, const guint *is, guint from, guint to, guint length)
{
  for (guint i = 0, end; i < length; i = end)
    {
      gboolean differs = was[from + i] != is[to + i];

      for (end = i + 1; end < length && (was[from + end] != is[to + end]) == differs;)
        end++;
      if (differs)
        add_run (runs, &(Run) { GALLEY_SUGGESTION_FORMAT, from + i, end - i, to + i, end - i, NULL, FALSE });
    }
}

static GalleySuggestionKind
kind_of_run (const Run *run)
{
  if (run->change)
    return GALLEY_SUGGESTION_FIGURE;
  if (run->n_from == 0)
    return GALLEY_SUGGESTION_INSERT;
  return run->n_to == 0 ? GALLEY_SUGGESTION_DELETE : GALLEY_SUGGESTION_REPLACE;
}

/* Whether a figure reads the same on both sides, so that it is another only by the words around it: 增长3.2%, 下降3.2%. */
static gboolean
reads_the_same (const GalleyBlockDifference *difference, const GalleyPiece *piece)
{
  g_autofree char *was = cut (difference->before->text, piece->before, piece->n_before);
  g_autofree char *is = cut (difference->after->text, piece->after, piece->n_after);

  return g_str_equal (was, is);
}

/* Words and figures that came or went together are one; a figure that became another is one by itself. */
static GArray *
read_runs (const GalleyBlockDifference *difference)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autofree guint *was = read_looks (difference->before), *is = read_looks (difference->after);
  Run words = { 0 };

  if (difference->pieces->len == 0)
    add_format_runs (runs, was, is, 0, 0, difference->before->n_chars);
  for (guint i = 0; i < difference->pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (difference->pieces, GalleyPiece, i);
      gboolean figure = piece->kind == GALLEY_PIECE_FIGURE && piece->n_before > 0 && piece->n_after > 0;
      gboolean same = piece->kind == GALLEY_PIECE_SAME || (figure && reads_the_same (difference, piece));

      if (same && figure && (words.n_from > 0 || words.n_to > 0))
        words.change = &piece->change;
      if (same || figure)
        {
          words.kind = kind_of_run (&words);
          add_run (runs, &words);
          words = (Run) { 0 };
        }
      if (same)
        add_format_runs (runs, was, is, piece->before, piece->after, piece->n_before);
      else if (figure)
        add_run (runs, &(Run) { GALLEY_SUGGESTION_FIGURE, piece->before, piece->n_before, piece->after, piece->n_after,
                                &piece->change, FALSE });
      else
        {
          if (words.n_from == 0 && words.n_to == 0)
            words = (Run) { .from = piece->before, .to = piece->after };
          words.n_from += piece->n_before;
          words.n_to += piece->n_after;
        }
    }
  words.kind = kind_of_run (&words);
  add_run (runs, &words);
  return runs;
}

/* The run of @block that is nothing but @text put in, or taken out, at its end; %NULL where there is none. */
static Run *
find_tail (Finder *self, const GalleyBlockData *block, const char *text, gboolean put_in)
{
  GArray *runs = g_hash_table_lookup (self->runs, block->id);
  Run *last = runs && runs->len > 0 ? &g_array_index (runs, Run, runs->len - 1) : NULL;
  g_autofree char *tail = NULL;
  guint start, length;

  if (last == NULL || last->taken || *text == '\0' ||
      last->kind != (put_in ? GALLEY_SUGGESTION_INSERT : GALLEY_SUGGESTION_DELETE))
    return NULL;
  start = put_in ? last->to : last->from;
  length = put_in ? last->n_to : last->n_from;
  tail = cut (block->text, start, length);
  return start + length == block->n_chars && g_str_equal (tail, text) ? last : NULL;
}

static GalleySuggestionPart *
text_part (const char *block, const Run *run)
{
  GalleySuggestionPart *part = part_new (GALLEY_PART_TEXT, GALLEY_LIST_BLOCKS, NULL, block);

  part->spans[0].start = run->from;
  part->spans[0].length = run->n_from;
  part->spans[1].start = run->to;
  part->spans[1].length = run->n_to;
  return part;
}

static void
take_change (GalleySuggestion *suggestion, const GalleyFigureChange *change)
{
  suggestion->change.kind = change->kind;
  suggestion->change.relative = g_strdup (change->relative);
}

/* The suggestion about the cell that the figure prints, %NULL where the cell stays. */
static GalleySuggestion *
find_cell (Finder *self, const GalleyBlockData *is, const Run *run)
{
  for (guint i = 0; run->kind == GALLEY_SUGGESTION_FIGURE && i < is->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (is->marks, i);
      g_autofree char *key = NULL;

      if (mark->kind != GALLEY_MARK_FIGURE || !mark->target || !mark->field || mark->start >= run->to + run->n_to ||
          mark->start + mark->length <= run->to)
        continue;
      key = g_strdup_printf ("%s\x1f%s", mark->target, mark->field);
      if (g_hash_table_contains (self->cells, key))
        return g_hash_table_lookup (self->cells, key);
    }
  return NULL;
}

static void
add_runs (Finder *self, const GalleyBlockDifference *difference)
{
  GArray *runs = g_hash_table_lookup (self->runs, difference->after->id);

  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      GalleySuggestion *made = find_cell (self, difference->after, run);
      GalleySuggestionPart *part = run->taken ? NULL : text_part (difference->after->id, run);

      if (part == NULL)
        continue;
      if (made)
        {
          g_ptr_array_add (made->parts, part);
          made->kind = GALLEY_SUGGESTION_FIGURE;
        }
      else
        made = suggest (self, run->kind, part);
      if (made->block == NULL)
        {
          g_free (made->before);
          g_free (made->after);
          made->before = cut (difference->before->text, run->from, run->n_from);
          made->after = cut (difference->after->text, run->to, run->n_to);
          if (run->change && made->change.kind == GALLEY_FIGURE_CHANGE_NONE)
            take_change (made, run->change);
        }
      locate (self, made, difference->after, run->to, run->n_to);
    }
}

/* Blocks. */

static void
add_shell (Finder *self, const GalleyBlockDifference *difference)
{
  const GalleyBlockData *was = difference->before, *is = difference->after;
  gboolean one_by_one = galley_grids_differ_in_texts (was->grid, is->grid);
  GalleySuggestion *made;

  for (guint i = 0; one_by_one && i < difference->cells->len; i++)
    {
      const GalleyCellDifference *cell = g_ptr_array_index (difference->cells, i);
      GalleySuggestionPart *part = part_new (GALLEY_PART_CELL, GALLEY_LIST_BLOCKS, NULL, is->id);

      part->row = cell->row;
      part->column = cell->column;
      made = suggest (self, galley_cell_difference_has_figure (cell) ? GALLEY_SUGGESTION_FIGURE : GALLEY_SUGGESTION_CELL, part);
      made->subject = g_strdup_printf ("%u,%u", cell->row + 1, cell->column + 1);
      g_set_str (&made->before, cell->before);
      g_set_str (&made->after, cell->after);
      for (guint j = 0; j < cell->pieces->len && made->change.kind == GALLEY_FIGURE_CHANGE_NONE; j++)
        take_change (made, &g_array_index (cell->pieces, GalleyPiece, j).change);
      locate (self, made, is, 0, is->n_chars);
    }
  if (galley_block_shells_equal (was, is))
    return;
  made = suggest (self, GALLEY_SUGGESTION_FORMAT, part_new (GALLEY_PART_SHELL, GALLEY_LIST_BLOCKS, NULL, is->id));
  if (was->kind != is->kind)
    {
      made->subject = g_strdup ("kind");
      g_set_str (&made->before, galley_block_kind_to_string (was->kind));
      g_set_str (&made->after, galley_block_kind_to_string (is->kind));
    }
  locate (self, made, is, 0, is->n_chars);
}

/* A block that is gone shows at the end of the one that it stood behind. */
static void
locate_gap (Finder *self, GalleySuggestion *suggestion, guint position)
{
  const GPtrArray *before = self->from->blocks;

  for (guint i = position; i > 0 && !suggestion->block; i--)
    {
      const GalleyBlockData *live =
        galley_snapshot_find_block (self->live, ((GalleyBlockData *) g_ptr_array_index (before, i - 1))->id, NULL);

      if (live == NULL)
        continue;
      suggestion->block = g_strdup (live->id);
      suggestion->start = live->n_chars;
    }
}

/* A block on one side only: put in or taken out, or part of the split or merge of the one before it. */
static void
add_block (Finder *self, const GalleyBlockDifference *difference)
{
  gboolean put_in = difference->after != NULL;
  const GalleyBlockData *block = put_in ? difference->after : difference->before;
  const GPtrArray *around = put_in ? self->to->blocks : self->from->blocks;
  guint position = put_in ? difference->after_position : difference->before_position;
  const GalleyBlockData *previous = position > 0 ? g_ptr_array_index (around, position - 1) : NULL;
  GalleyBlockData *other =
    previous ? galley_snapshot_find_block (put_in ? self->from : self->to, previous->id, NULL) : NULL;
  Run *tail = other ? find_tail (self, other, block->text, !put_in) : NULL;
  GalleySuggestionPart *part = part_new (GALLEY_PART_VALUE, GALLEY_LIST_BLOCKS, NULL, block->id);
  GalleySuggestion *made;

  if (tail)
    {
      tail->taken = TRUE;
      made = suggest (self, put_in ? GALLEY_SUGGESTION_SPLIT : GALLEY_SUGGESTION_MERGE, text_part (previous->id, tail));
      g_ptr_array_add (made->parts, part);
    }
  else
    made = suggest (self, put_in ? GALLEY_SUGGESTION_INSERT_BLOCK : GALLEY_SUGGESTION_DELETE_BLOCK, part);
  g_set_str (put_in ? &made->after : &made->before, block->text);
  made->subject = g_strdup (galley_block_kind_to_string (block->kind));
  if (put_in)
    locate (self, made, block, 0, block->n_chars);
  else if (tail)
    locate (self, made, other, tail->to, tail->n_to);
  else
    locate_gap (self, made, position);
}

static void
add_blocks (Finder *self)
{
  const GPtrArray *blocks = self->comparison->blocks;

  for (guint i = 0; i < blocks->len; i++)
    {
      const GalleyBlockDifference *difference = g_ptr_array_index (blocks, i);

      if (difference->before && difference->after)
        g_hash_table_insert (self->runs, difference->after->id, read_runs (difference));
    }
  /* Those of one side first: they take what they are made of from the runs. */
  for (guint i = 0; i < blocks->len; i++)
    {
      const GalleyBlockDifference *difference = g_ptr_array_index (blocks, i);

      if (!difference->before || !difference->after)
        add_block (self, difference);
    }
  for (guint i = 0; i < blocks->len; i++)
    {
      const GalleyBlockDifference *difference = g_ptr_array_index (blocks, i);
      GalleySuggestion *made;

      if (!difference->before || !difference->after)
        continue;
      if (difference->moved)
        {
          made = suggest (self, GALLEY_SUGGESTION_MOVE,
                          part_new (GALLEY_PART_PLACE, GALLEY_LIST_BLOCKS, NULL, difference->after->id));
          g_set_str (&made->after, difference->after->text);
          locate (self, made, difference->after, 0, difference->after->n_chars);
        }
      add_shell (self, difference);
      add_runs (self, difference);
    }
}

/* Records. */

static void
add_fields (Finder *self, const GalleyRecordDifference *difference, GalleyList list, const char *table)
{
  const GalleyRecord *was = difference->before, *is = difference->after;
  const GalleySchema *schema = is->schema;
  gboolean row = schema == &galley_indicator_schema;

  for (guint i = 0; i < difference->fields->len; i++)
    {
      const GalleyFieldDifference *field = &g_array_index (difference->fields, GalleyFieldDifference, i);
      GalleySuggestionPart *part;
      GalleySuggestion *made;

      if (!galley_record_field_is_content (schema, field->field))
        continue;
      part = part_new (GALLEY_PART_FIELD, list, table, is->id);
      part->field = field->field;
      made = suggest (self, row ? GALLEY_SUGGESTION_CELL : GALLEY_SUGGESTION_DETAIL, part);
      made->subject = g_strdup (schema->fields[field->field].name);
      made->row = row ? g_strdup (is->id) : NULL;
      g_set_str (&made->before, was->fields[field->field]);
      g_set_str (&made->after, is->fields[field->field]);
      if (field->change.kind != GALLEY_FIGURE_CHANGE_NONE)
        {
          made->kind = GALLEY_SUGGESTION_FIGURE;
          take_change (made, &field->change);
        }
      if (row)
        g_hash_table_insert (self->cells, g_strdup_printf ("%s\x1f%s", is->id, made->subject), made);
    }
  if (g_strcmp0 (was->extra, is->extra) != 0)
    {
      GalleySuggestionPart *part = part_new (GALLEY_PART_FIELD, list, table, is->id);

      part->field = schema->n_fields;
      suggest (self, GALLEY_SUGGESTION_DETAIL, part)->row = row ? g_strdup (is->id) : NULL;
    }
}

static gboolean
has_table (const GalleySnapshot *snapshot, const char *id)
{
  return id && galley_snapshot_find_table (snapshot, id) != NULL;
}

static void
add_row (Finder *self, const GalleyRecordDifference *difference)
{
  const GalleyRecord *record = difference->after ? difference->after : difference->before;
  const char *from = g_hash_table_lookup (self->tables[0], record->id);
  const char *to = g_hash_table_lookup (self->tables[1], record->id);
  GalleySuggestion *made = NULL;

  /* Rows come and go with their table. */
  if ((!difference->before && !has_table (self->from, to)) || (!difference->after && !has_table (self->to, from)))
    return;
  if (!difference->before || !difference->after)
    made = suggest (self, difference->after ? GALLEY_SUGGESTION_INSERT_ROW : GALLEY_SUGGESTION_DELETE_ROW,
                    part_new (GALLEY_PART_VALUE, GALLEY_LIST_ROWS, to ? to : from, record->id));
  else if (!g_str_equal (from, to))
    {
      made = suggest (self, GALLEY_SUGGESTION_MOVE, part_new (GALLEY_PART_VALUE, GALLEY_LIST_ROWS, from, record->id));
      g_ptr_array_add (made->parts, part_new (GALLEY_PART_VALUE, GALLEY_LIST_ROWS, to, record->id));
    }
  else if (difference->moved)
    made = suggest (self, GALLEY_SUGGESTION_MOVE, part_new (GALLEY_PART_PLACE, GALLEY_LIST_ROWS, to, record->id));
  if (made)
    {
      made->row = g_strdup (record->id);
      g_set_str (made->kind == GALLEY_SUGGESTION_DELETE_ROW ? &made->before : &made->after,
                 record->fields[GALLEY_INDICATOR_NAME]);
    }
  if (difference->before && difference->after && g_str_equal (from, to))
    add_fields (self, difference, GALLEY_LIST_ROWS, to);
}

static void
add_table (Finder *self, const GalleyRecordDifference *difference)
{
  const GalleyRecord *record = difference->after ? difference->after : difference->before;
  GalleySuggestion *made;

  if (difference->before && difference->after)
    {
      if (difference->moved)
        suggest (self, GALLEY_SUGGESTION_MOVE, part_new (GALLEY_PART_PLACE, GALLEY_LIST_TABLES, NULL, record->id));
      add_fields (self, difference, GALLEY_LIST_TABLES, NULL);
      return;
    }
  made = suggest (self, difference->after ? GALLEY_SUGGESTION_INSERT_ROW : GALLEY_SUGGESTION_DELETE_ROW,
                  part_new (GALLEY_PART_VALUE, GALLEY_LIST_TABLES, NULL, record->id));
  g_set_str (difference->after ? &made->after : &made->before, record->fields[GALLEY_TABLE_TITLE]);
}

static char *
describe_credits (const GPtrArray *credits)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < credits->len; i++)
    {
      const GalleyRecord *credit = g_ptr_array_index (credits, i);

      g_string_append_printf (text, "%s%s %s", i > 0 ? "; " : "", credit->fields[GALLEY_CREDIT_ROLE],
                              credit->fields[GALLEY_CREDIT_NAMES]);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
add_records (Finder *self)
{
  gboolean credits = FALSE;

  for (guint i = 0; i < self->comparison->records->len; i++)
    {
      const GalleyRecordDifference *difference = g_ptr_array_index (self->comparison->records, i);
      const GalleySchema *schema = (difference->after ? difference->after : difference->before)->schema;

      if (schema == &galley_details_schema)
        add_fields (self, difference, GALLEY_LIST_DETAILS, NULL);
      else if (schema == &galley_table_schema)
        add_table (self, difference);
      else if (schema == &galley_indicator_schema)
        add_row (self, difference);
      else if (schema == &galley_credit_schema && !credits)
        {
          GalleySuggestion *made = suggest (self, GALLEY_SUGGESTION_DETAIL,
                                            part_new (GALLEY_PART_CREDITS, GALLEY_LIST_CREDITS, NULL, NULL));

          credits = TRUE;
          made->subject = g_strdup ("byline");
          g_free (made->before);
          g_free (made->after);
          made->before = describe_credits (self->from->credits);
          made->after = describe_credits (self->to->credits);
        }
    }
}

/* Layers. */

static void
index_rows (GHashTable *tables, const GalleySnapshot *snapshot)
{
  for (guint t = 0; t < snapshot->tables->len; t++)
    {
      const GalleyTableData *table = g_ptr_array_index (snapshot->tables, t);

      for (guint i = 0; i < table->rows->len; i++)
        g_hash_table_insert (tables, ((GalleyRecord *) g_ptr_array_index (table->rows, i))->id, table->head->id);
    }
}

/* What it suggests and where, and which of several that are alike. */
static void
give_id (Finder *self, GalleySuggestion *suggestion)
{
  const GalleySuggestionPart *part = g_ptr_array_index (suggestion->parts, 0);
  g_autofree char *place = g_strdup_printf ("%d:%d:%s:%s:%u:%u:%u", (int) part->kind, (int) part->list,
                                            part->table ? part->table : "", part->id ? part->id : "", part->field, part->row,
                                            part->column);
  gboolean moves = suggestion->kind == GALLEY_SUGGESTION_MOVE;
  g_autofree char *content = g_strjoin ("\x1f", suggestion->head->id, kind_names[suggestion->kind], place,
                                        moves ? "" : suggestion->before, moves ? "" : suggestion->after, NULL);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_alike, content));
  g_autofree char *numbered = g_strdup_printf ("%s\x1f%u", content, n), *hash = NULL;

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, numbered, -1);
  suggestion->id = g_strndup (hash, 16);
  g_hash_table_insert (self->n_alike, g_steal_pointer (&content), GUINT_TO_POINTER (n + 1));
}

static guint
position_of (const Finder *self, const GalleySuggestion *suggestion)
{
  guint position = G_MAXUINT;

  if (suggestion->block)
    galley_snapshot_find_block (self->live, suggestion->block, &position);
  return position;
}

/* In the order of the text, what is not in it last. */
static int
compare_suggestions_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  const GalleySuggestion *x = *(const GalleySuggestion *const *) a, *y = *(const GalleySuggestion *const *) b;
  guint left = position_of (data, x), right = position_of (data, y);

  if (left != right)
    return left < right ? -1 : 1;
  return (x->start > y->start) - (x->start < y->start);
}

/* Returns: (transfer full): the suggestions of one layer */
GPtrArray *
galley_suggestions_list_layer (const GalleySnapshot *snapshot, guint number)
{
  Finder self = { .layer = g_ptr_array_index (snapshot->layers, number), .number = number, .live = snapshot };
  g_autoptr (GHashTable) runs = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) before = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) after = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) n_alike = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self.from = self.layer->base;
  self.to = galley_layers_get_state (snapshot, number + 1);
  self.runs = runs;
  self.tables[0] = before;
  self.tables[1] = after;
  self.cells = cells;
  self.n_alike = n_alike;
  self.found = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_suggestion_free);
  self.comparison = galley_compare_versions ((GalleySnapshot *) self.from, (GalleySnapshot *) self.to);
  index_rows (before, self.from);
  index_rows (after, self.to);
  add_records (&self);
  add_blocks (&self);
  g_ptr_array_sort_with_data (self.found, compare_suggestions_cb, &self);
  for (guint i = 0; i < self.found->len; i++)
    give_id (&self, g_ptr_array_index (self.found, i));
  galley_comparison_unref (self.comparison);
  return self.found;
}

/**
 * galley_suggestions_list:
 *
 * Returns: (transfer full) (element-type GalleySuggestion): the suggestions that wait for a decision, layer by layer, those of
 *   a layer in the order of the text
 */
GPtrArray *
galley_suggestions_list (const GalleySnapshot *snapshot)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_suggestion_free);

  for (guint i = 0; i < snapshot->layers->len; i++)
    g_ptr_array_extend_and_steal (all, galley_suggestions_list_layer (snapshot, i));
  return all;
}

/**
 * galley_suggestions_pending:
 *
 * Returns: whether a suggestion waits for a decision, so that nothing can be signed
 */
gboolean
galley_suggestions_pending (const GalleySnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->layers->len; i++)
    {
      g_autoptr (GPtrArray) list = galley_suggestions_list_layer (snapshot, i);

      if (list->len > 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * galley_suggestion_kind_to_string:
 *
 * Returns: (transfer none): its word in JSON
 */
const char *
galley_suggestion_kind_to_string (GalleySuggestionKind kind)
{
  g_return_val_if_fail (kind < GALLEY_N_SUGGESTION_KINDS, NULL);
  return kind_names[kind];
}

void
galley_suggestion_free (GalleySuggestion *suggestion)
{
  g_free (suggestion->id);
  g_clear_pointer (&suggestion->head, galley_record_unref);
  g_free (suggestion->block);
  g_free (suggestion->row);
  g_free (suggestion->subject);
  g_free (suggestion->before);
  g_free (suggestion->after);
  galley_figure_change_clear (&suggestion->change);
  g_ptr_array_unref (suggestion->parts);
  g_free (suggestion);
}
