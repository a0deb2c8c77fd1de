/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-suggestion-private.h"

#include "galley-match.h"

/* Carries a change that leads from one state of a bulletin to another over to a third. Whatever it touches must be there as it
 * was in the state that the change starts from, or nothing is done. */

typedef struct
{
  GalleyRecord *details;
  GPtrArray *credits;
  GPtrArray *blocks;
  GPtrArray *tables;
} Draft;

static void
draft_clear (Draft *self)
{
  galley_record_unref (self->details);
  g_ptr_array_unref (self->credits);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->tables);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static gpointer
ref_value (GalleyList list, gpointer value)
{
  return list == GALLEY_LIST_TABLES ? (gpointer) galley_table_data_ref (value) : galley_list_value_ref (list, value);
}

static void
copy_values (GPtrArray *to, const GPtrArray *from, GalleyList list)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, ref_value (list, g_ptr_array_index (from, i)));
}

static void
draft_init (Draft *self, const GalleySnapshot *state)
{
  self->details = galley_record_ref (state->details);
  self->credits = g_ptr_array_ref (state->credits);
  self->blocks = galley_block_array_new ();
  self->tables = galley_table_array_new ();
  copy_values (self->blocks, state->blocks, GALLEY_LIST_BLOCKS);
  copy_values (self->tables, state->tables, GALLEY_LIST_TABLES);
}

static const char *
id_of (GalleyList list, gconstpointer value)
{
  if (list == GALLEY_LIST_TABLES)
    return ((const GalleyTableData *) value)->head->id;
  return galley_list_value_get_id (list, value);
}

static guint
find (GalleyList list, const GPtrArray *values, const char *id)
{
  for (guint i = 0; values && i < values->len; i++)
    if (g_str_equal (id_of (list, g_ptr_array_index (values, i)), id))
      return i;
  return GALLEY_UNMATCHED;
}

static GPtrArray *
list_of (GPtrArray *blocks, GPtrArray *tables, GalleyList list, const char *table)
{
  guint at;

  if (list == GALLEY_LIST_BLOCKS)
    return blocks;
  if (list == GALLEY_LIST_TABLES)
    return tables;
  at = find (GALLEY_LIST_TABLES, tables, table);
  return at == GALLEY_UNMATCHED ? NULL : ((GalleyTableData *) g_ptr_array_index (tables, at))->rows;
}

/* The values of a list of the draft that may be changed; a table gets rows of its own. */
static GPtrArray *
open_list (Draft *self, GalleyList list, const char *table)
{
  g_autoptr (GPtrArray) rows = NULL;
  GalleyTableData *old;
  guint at;

  if (list != GALLEY_LIST_ROWS)
    return list_of (self->blocks, self->tables, list, table);
  at = find (GALLEY_LIST_TABLES, self->tables, table);
  if (at == GALLEY_UNMATCHED)
    return NULL;
  old = g_ptr_array_index (self->tables, at);
  rows = galley_record_array_new ();
  copy_values (rows, old->rows, GALLEY_LIST_ROWS);
  g_ptr_array_index (self->tables, at) = galley_table_data_new (old->head, rows);
  galley_table_data_unref (old);
  return rows;
}

static void
put (GPtrArray *values, guint at, gpointer value)
{
  g_ptr_array_insert (values, at, value);
  g_ptr_array_remove_index (values, at + 1);
}

/* Texts. */

/* The range of @to that a range of @from is, where nothing in it differs. */
static gboolean
map_range (const char *from, const char *to, guint start, guint length, guint *mapped)
{
  g_autoptr (GArray) pieces = NULL;

  *mapped = start;
  if (g_str_equal (from, to))
    return TRUE;
  pieces = galley_compare_texts (from, to, GALLEY_GRAIN_CHARACTERS);
  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (piece->kind == GALLEY_PIECE_SAME && start >= piece->before &&
          start + length <= piece->before + piece->n_before)
        {
          *mapped = piece->after + start - piece->before;
          return TRUE;
        }
    }
  /* At an end of a text, or where all of it is another, there is only one place. */
  if (length > 0 || (start > 0 && start < (guint) g_utf8_strlen (from, -1)))
    return FALSE;
  *mapped = start == 0 ? 0 : g_utf8_strlen (to, -1);
  return TRUE;
}

static gboolean
same_meaning (const GalleyMark *a, const GalleyMark *b)
{
  return a->kind == b->kind && g_strcmp0 (a->target, b->target) == 0 && g_strcmp0 (a->field, b->field) == 0 &&
         g_strcmp0 (a->extra, b->extra) == 0;
}

/* Adds the content marks of @block in a span, cut to it, as they stand once the span begins at @to. */
static void
cut_marks (const GalleyBlockData *block, guint start, guint length, guint to, GPtrArray *marks)
{
  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);
      guint from = MAX (mark->start, start), end = MIN (mark->start + mark->length, start + length);

      if (galley_mark_kind_is_content (mark->kind) && from < end)
        g_ptr_array_add (marks, galley_mark_moved (mark, from - start + to, end - from));
    }
}

/* Makes marks of one meaning that meet at @seam one. */
static void
join_marks (GPtrArray *marks, guint seam)
{
  for (guint i = 0; i < marks->len; i++)
    for (guint j = 0; j < marks->len; j++)
      {
        GalleyMark *left = g_ptr_array_index (marks, i), *right = g_ptr_array_index (marks, j);

        if (left->start + left->length != seam || right->start != seam || !same_meaning (left, right))
          continue;
        put (marks, i, galley_mark_moved (left, left->start, left->length + right->length));
        g_ptr_array_remove_index (marks, j);
        i -= j < i;
        break;
      }
}

static char *
cut_text (const GalleyBlockData *block, guint start, guint length)
{
  return g_utf8_substring (block->text, start, start + length);
}

/* @block with a span of another block in place of one of its own. Comments follow the text as in any edit. */
static GalleyBlockData *
replace_span (GalleyBlockData *block, guint start, guint length, const GalleyBlockData *source, guint from, guint n)
{
  g_autofree char *was = cut_text (block, start, length), *is = cut_text (source, from, n);
  g_autoptr (GalleyBlockData) edited =
    g_str_equal (was, is) ? galley_block_data_ref (block) : galley_block_data_replace (block, start, length, is);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  cut_marks (block, 0, start, 0, marks);
  cut_marks (source, from, n, start, marks);
  cut_marks (block, start + length, block->n_chars - start - length, start + n, marks);
  join_marks (marks, start);
  if (n > 0)
    join_marks (marks, start + n);
  for (guint i = 0; i < edited->marks->len; i++)
    if (!galley_mark_kind_is_content (((GalleyMark *) g_ptr_array_index (edited->marks, i))->kind))
      g_ptr_array_add (marks, galley_mark_ref (g_ptr_array_index (edited->marks, i)));
  return galley_block_data_with_marks (edited, marks);
}

/* Whether two spans of one text have the same marks. */
static gboolean
same_marks (const GalleyBlockData *a, guint a_start, const GalleyBlockData *b, guint b_start, guint length)
{
  g_autoptr (GPtrArray) of_a = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  g_autoptr (GPtrArray) of_b = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  cut_marks (a, a_start, length, 0, of_a);
  cut_marks (b, b_start, length, 0, of_b);
  if (of_a->len != of_b->len)
    return FALSE;
  for (guint i = 0; i < of_a->len; i++)
    if (!galley_mark_equal (g_ptr_array_index (of_a, i), g_ptr_array_index (of_b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
apply_text (Draft *draft, const GalleySuggestionPart *part, const GalleySnapshot *old, const GalleySnapshot *new,
            const GalleySnapshot *state, gboolean back)
{
  guint at = find (GALLEY_LIST_BLOCKS, draft->blocks, part->id), start;
  const GalleyBlockData *was = galley_snapshot_find_block (old, part->id, NULL);
  const GalleyBlockData *is = galley_snapshot_find_block (new, part->id, NULL);
  const GalleyBlockData *there = galley_snapshot_find_block (state, part->id, NULL);

  /* Places are looked up in the state as it came: the parts of one block are applied last first. */
  if (at == GALLEY_UNMATCHED || !there ||
      !map_range (was->text, there->text, part->spans[back].start, part->spans[back].length, &start) ||
      !same_marks (was, part->spans[back].start, there, start, part->spans[back].length))
    return FALSE;
  put (draft->blocks, at, replace_span (g_ptr_array_index (draft->blocks, at), start, part->spans[back].length, is,
                                        part->spans[!back].start, part->spans[!back].length));
  return TRUE;
}

/* Blocks besides their texts. */

/**
 * galley_block_shells_equal:
 *
 * Returns: whether two blocks differ in nothing but text, marks and the texts of cells
 */
gboolean
galley_block_shells_equal (const GalleyBlockData *a, const GalleyBlockData *b)
{
  g_autoptr (GalleyBlockData) left = galley_block_data_with_text ((GalleyBlockData *) a, "", NULL);
  g_autoptr (GalleyBlockData) right = galley_block_data_with_text ((GalleyBlockData *) b, "", NULL);
  g_autoptr (GalleyBlockData) same = NULL;

  if (!galley_grids_differ_in_texts (a->grid, b->grid))
    return FALSE;
  same = galley_block_data_with_grid (left, b->grid);
  return galley_block_data_equal (same, right);
}

/* @to with the comments of the cells of @from, which go where their rows go. */
static GalleyGridData *
carry_notes (const GalleyGridData *from, GalleyGridData *to)
{
  g_autoptr (GArray) pairs = galley_pair_rows (from, to), notes = g_array_new (FALSE, FALSE, sizeof (GalleyGridNote));

  for (guint i = 0; i < pairs->len; i++)
    {
      const GalleyRowPair *pair = &g_array_index (pairs, GalleyRowPair, i);

      for (guint j = 0; pair->after != GALLEY_UNMATCHED && j < from->n_notes; j++)
        {
          GalleyGridNote note = from->notes[j];

          if (note.row != pair->before || note.column >= to->n_columns)
            continue;
          note.row = pair->after;
          g_array_append_val (notes, note);
        }
    }
  return galley_grid_data_with_notes (to, (const GalleyGridNote *) notes->data, notes->len);
}

static gboolean
apply_shell (Draft *draft, const GalleySuggestionPart *part, const GalleySnapshot *old, const GalleySnapshot *new)
{
  guint at = find (GALLEY_LIST_BLOCKS, draft->blocks, part->id);
  GalleyBlockData *was = galley_snapshot_find_block (old, part->id, NULL);
  GalleyBlockData *is = galley_snapshot_find_block (new, part->id, NULL);
  GalleyBlockData *there = at == GALLEY_UNMATCHED ? NULL : g_ptr_array_index (draft->blocks, at);
  g_autoptr (GalleyBlockData) with = NULL;

  if (!there || !galley_block_shells_equal (there, was))
    return FALSE;
  with = galley_block_data_with_text (is, there->text, there->marks);
  if (galley_grids_differ_in_texts (was->grid, is->grid))
    put (draft->blocks, at, galley_block_data_with_grid (with, there->grid));
  else if (!galley_grid_data_says_the_same (there->grid, was->grid))
    return FALSE;
  else if (there->grid && is->grid)
    {
      g_autoptr (GalleyGridData) noted = carry_notes (there->grid, is->grid);

      put (draft->blocks, at, galley_block_data_with_grid (with, noted));
    }
  else
    put (draft->blocks, at, g_steal_pointer (&with));
  return TRUE;
}

static gboolean
apply_cell (Draft *draft, const GalleySuggestionPart *part, const GalleySnapshot *old, const GalleySnapshot *new)
{
  guint at = find (GALLEY_LIST_BLOCKS, draft->blocks, part->id);
  GalleyBlockData *was = galley_snapshot_find_block (old, part->id, NULL);
  GalleyBlockData *is = galley_snapshot_find_block (new, part->id, NULL);
  GalleyBlockData *there = at == GALLEY_UNMATCHED ? NULL : g_ptr_array_index (draft->blocks, at);
  g_autoptr (GalleyGridData) grid = NULL;

  if (!there || !there->grid || !galley_grids_differ_in_texts (there->grid, was->grid) ||
      !g_str_equal (galley_grid_data_get_text (there->grid, part->row, part->column),
                    galley_grid_data_get_text (was->grid, part->row, part->column)))
    return FALSE;
  grid = galley_grid_data_with_text (there->grid, part->row, part->column,
                                     galley_grid_data_get_text (is->grid, part->row, part->column));
  put (draft->blocks, at, galley_block_data_with_grid (there, grid));
  return TRUE;
}

/* Records. */

static const char *
text_of (const GalleyRecord *record, guint field)
{
  return field < record->schema->n_fields ? record->fields[field] : record->extra;
}

/* @record with what @from says in a field, if it says what @was does; %NULL if not. */
static GalleyRecord *
take_field (GalleyRecord *record, const GalleyRecord *was, const GalleyRecord *is, guint field)
{
  if (g_strcmp0 (text_of (record, field), text_of (was, field)) != 0)
    return NULL;
  if (field < record->schema->n_fields)
    return galley_record_with (record, field, is->fields[field]);
  return galley_record_new (record->schema, record->id, (const char *const *) record->fields, is->extra);
}

static GalleyRecord *
find_record (GPtrArray *tables, const GalleySuggestionPart *part)
{
  GPtrArray *values = list_of (NULL, tables, part->list, part->table);
  guint at = find (part->list, values, part->id);

  if (at == GALLEY_UNMATCHED)
    return NULL;
  return part->list == GALLEY_LIST_TABLES ? ((GalleyTableData *) g_ptr_array_index (values, at))->head
                                          : g_ptr_array_index (values, at);
}

static gboolean
apply_field (Draft *draft, const GalleySuggestionPart *part, const GalleySnapshot *old, const GalleySnapshot *new)
{
  GalleyRecord *record, *changed;
  guint at;

  if (part->list == GALLEY_LIST_DETAILS)
    {
      changed = take_field (draft->details, old->details, new->details, part->field);
      if (changed == NULL)
        return FALSE;
      galley_record_unref (draft->details);
      draft->details = changed;
      return TRUE;
    }
  record = find_record (draft->tables, part);
  changed = record ? take_field (record, find_record (old->tables, part), find_record (new->tables, part), part->field) : NULL;
  if (changed == NULL)
    return FALSE;
  at = find (part->list, list_of (NULL, draft->tables, part->list, part->table), part->id);
  if (part->list == GALLEY_LIST_TABLES)
    {
      GalleyTableData *table = g_ptr_array_index (draft->tables, at);

      put (draft->tables, at, galley_table_data_new (changed, table->rows));
      galley_record_unref (changed);
    }
  else
    put (open_list (draft, part->list, part->table), at, changed);
  return TRUE;
}

static gboolean
same_credits (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; a->len == b->len && i < a->len; i++)
    if (!galley_record_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return a->len == b->len;
}

static gboolean
apply_credits (Draft *draft, const GalleySnapshot *old, const GalleySnapshot *new)
{
  if (!same_credits (draft->credits, old->credits))
    return FALSE;
  g_ptr_array_unref (draft->credits);
  draft->credits = g_ptr_array_ref (new->credits);
  return TRUE;
}

/* Lists. */

static gboolean
same_value (GalleyList list, gconstpointer a, gconstpointer b)
{
  const GalleyTableData *left = a, *right = b;

  if (list == GALLEY_LIST_BLOCKS)
    return galley_block_data_says_the_same (a, b);
  if (list == GALLEY_LIST_ROWS)
    return galley_record_says_the_same (a, b);
  for (guint i = 0; left->rows->len == right->rows->len && i < left->rows->len; i++)
    if (!galley_record_says_the_same (g_ptr_array_index (left->rows, i), g_ptr_array_index (right->rows, i)))
      return FALSE;
  return left->rows->len == right->rows->len && galley_record_equal (left->head, right->head);
}

/* Where in @values a value belongs that stands at @position of @model: behind the last before it that is in both and stands
 * right, so that values that come one by one, in any order, end up as in @model. */
static guint
find_room (GalleyList list, const GPtrArray *values, const GPtrArray *model, guint position)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GalleyMatch) match = { 0 };
  g_autofree gboolean *moved = NULL;

  for (guint i = 0; i < values->len; i++)
    g_hash_table_insert (places, (gpointer) id_of (list, g_ptr_array_index (values, i)), GUINT_TO_POINTER (i + 1));
  galley_match_init (&match, values->len, model->len);
  for (guint i = 0; i < model->len; i++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, id_of (list, g_ptr_array_index (model, i))));

      if (place > 0)
        {
          match.after[i] = place - 1;
          match.before[place - 1] = i;
        }
    }
  moved = galley_match_find_moved (&match);
  for (guint i = position; i > 0; i--)
    if (match.after[i - 1] != GALLEY_UNMATCHED && !moved[i - 1])
      return match.after[i - 1] + 1;
  return 0;
}

static gboolean
apply_value (Draft *draft, const GalleySuggestionPart *part, const GalleySnapshot *old, const GalleySnapshot *new)
{
  GPtrArray *values = open_list (draft, part->list, part->table);
  GPtrArray *was = list_of (old->blocks, old->tables, part->list, part->table);
  GPtrArray *is = list_of (new->blocks, new->tables, part->list, part->table);
  guint at, before = find (part->list, was, part->id), after = find (part->list, is, part->id);

  if (values == NULL)
    return FALSE;
  at = find (part->list, values, part->id);
  if (before != GALLEY_UNMATCHED)
    {
      if (at == GALLEY_UNMATCHED ||
          !same_value (part->list, g_ptr_array_index (values, at), g_ptr_array_index (was, before)))
        return FALSE;
      g_ptr_array_remove_index (values, at);
      return TRUE;
    }
  if (at != GALLEY_UNMATCHED)
    return FALSE;
  g_ptr_array_insert (values, find_room (part->list, values, is, after),
                      ref_value (part->list, g_ptr_array_index (is, after)));
  return TRUE;
}

static gboolean
apply_place (Draft *draft, const GalleySuggestionPart *part, const GalleySnapshot *new)
{
  GPtrArray *values = open_list (draft, part->list, part->table);
  GPtrArray *is = list_of (new->blocks, new->tables, part->list, part->table);
  guint at = find (part->list, values, part->id);
  gpointer value;

  if (at == GALLEY_UNMATCHED)
    return FALSE;
  value = ref_value (part->list, g_ptr_array_index (values, at));
  g_ptr_array_remove_index (values, at);
  g_ptr_array_insert (values, find_room (part->list, values, is, find (part->list, is, part->id)), value);
  return TRUE;
}

/**
 * galley_map_place:
 * @from: a text
 * @to: what became of it
 * @place: a place in @from, in code points
 *
 * Returns: where that place is in @to; the beginning of what replaced its surroundings where these are gone
 */
guint
galley_map_place (const char *from, const char *to, guint place)
{
  g_autoptr (GArray) pieces = NULL;

  if (g_str_equal (from, to))
    return place;
  pieces = galley_compare_texts (from, to, GALLEY_GRAIN_CHARACTERS);
  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (place < piece->before + piece->n_before)
        return piece->kind == GALLEY_PIECE_SAME ? piece->after + place - piece->before : piece->after;
    }
  return g_utf8_strlen (to, -1);
}

void
galley_suggestion_part_free (GalleySuggestionPart *part)
{
  g_free (part->table);
  g_free (part->id);
  g_free (part);
}

/**
 * galley_suggestion_parts_apply:
 * @parts: (element-type GalleySuggestionPart): changes that lead from @from to @to
 * @back: whether to undo them
 * @state: what to carry them over to
 *
 * Returns: (transfer full) (nullable): @state with the changes, or without them where @back; %NULL where it is not at all their
 *   places as @from is, or as @to is where @back
 */
GalleySnapshot *
galley_suggestion_parts_apply (
  GPtrArray *parts, const GalleySnapshot *from, const GalleySnapshot *to, gboolean back, const GalleySnapshot *state)
{
  const GalleySnapshot *old = back ? to : from, *new = back ? from : to;
  g_autoptr (GalleySnapshot) changed = NULL;
  g_auto (Draft) draft = { 0 };

  draft_init (&draft, state);
  for (guint i = parts->len; i > 0; i--)
    {
      const GalleySuggestionPart *part = g_ptr_array_index (parts, i - 1);
      gboolean fits = FALSE;

      switch (part->kind)
        {
        case GALLEY_PART_TEXT:
          fits = apply_text (&draft, part, old, new, state, back);
          break;
        case GALLEY_PART_SHELL:
          fits = apply_shell (&draft, part, old, new);
          break;
        case GALLEY_PART_CELL:
          fits = apply_cell (&draft, part, old, new);
          break;
        case GALLEY_PART_FIELD:
          fits = apply_field (&draft, part, old, new);
          break;
        case GALLEY_PART_VALUE:
          fits = apply_value (&draft, part, old, new);
          break;
        case GALLEY_PART_PLACE:
          fits = apply_place (&draft, part, new);
          break;
        case GALLEY_PART_CREDITS:
          fits = apply_credits (&draft, old, new);
          break;
        default:
          g_assert_not_reached ();
        }
      if (!fits)
        return NULL;
    }
  changed = galley_snapshot_new (state->id, draft.details, draft.credits, draft.blocks, draft.tables, state->asides, state->log,
                                 state->extra);
  g_set_object (&changed->lexicon, state->lexicon);
  return galley_snapshot_with_notes (changed, state->layers, state->comments);
}
