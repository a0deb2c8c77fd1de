/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-compare-private.h"

#include <string.h>

#include "galley-layer.h"
#include "galley-match.h"

/* A record of one of the bulletin's lists with what it hangs on. */
typedef struct
{
  GalleyRecord *record;
  guint table; /* an indicator's, by its position */
} Entry;

static void
clear_field (gpointer field)
{
  galley_figure_change_clear (&((GalleyFieldDifference *) field)->change);
}

static void
mark_difference_free (gpointer data)
{
  GalleyMarkDifference *difference = data;

  g_clear_pointer (&difference->before, galley_mark_unref);
  g_clear_pointer (&difference->after, galley_mark_unref);
  g_free (difference);
}

static void
block_difference_free (gpointer data)
{
  GalleyBlockDifference *difference = data;

  g_clear_pointer (&difference->before, galley_block_data_unref);
  g_clear_pointer (&difference->after, galley_block_data_unref);
  g_array_unref (difference->pieces);
  g_ptr_array_unref (difference->marks);
  g_ptr_array_unref (difference->cells);
  g_free (difference);
}

static void
record_difference_free (gpointer data)
{
  GalleyRecordDifference *difference = data;

  g_clear_pointer (&difference->before, galley_record_unref);
  g_clear_pointer (&difference->after, galley_record_unref);
  g_array_unref (difference->fields);
  g_free (difference);
}

/* What stands on one side only, moved, or stayed: the kind of difference that is left where nothing changed inside. */
static GalleyDifferenceKind
kind_of (gconstpointer before, gconstpointer after, gboolean changed)
{
  if (before == NULL)
    return GALLEY_DIFFERENCE_ADDED;
  if (after == NULL)
    return GALLEY_DIFFERENCE_REMOVED;
  return changed ? GALLEY_DIFFERENCE_CHANGED : GALLEY_DIFFERENCE_MOVED;
}

/* Records. */

static void
compare_fields (GalleyRecordDifference *difference)
{
  const GalleyRecord *before = difference->before, *after = difference->after;

  for (guint i = 0; i < before->schema->n_fields; i++)
    {
      GalleyFieldDifference field = { .field = i };

      /* What a value was before tells nothing that the value does not. */
      if (g_str_equal (before->fields[i], after->fields[i]) ||
          (before->schema == &galley_indicator_schema && i == GALLEY_INDICATOR_HISTORY))
        continue;
      if (before->schema == &galley_indicator_schema && *before->fields[i] && *after->fields[i] &&
          (i == GALLEY_INDICATOR_VALUE || i == GALLEY_INDICATOR_BASE || i == GALLEY_INDICATOR_CHANGE))
        {
          g_auto (GalleyAmount) was = GALLEY_AMOUNT_INIT, is = GALLEY_AMOUNT_INIT;

          galley_amount_from_cell (&was, before, i);
          galley_amount_from_cell (&is, after, i);
          galley_figure_change_read (&field.change, &was, &is);
        }
      g_array_append_val (difference->fields, field);
    }
}

static gboolean
same_extra (const char *a, const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

static void
add_record (GalleyComparison *self, GalleyRecord *before, GalleyRecord *after, gboolean moved)
{
  GalleyRecordDifference *difference = g_new0 (GalleyRecordDifference, 1);

  difference->before = before ? galley_record_ref (before) : NULL;
  difference->after = after ? galley_record_ref (after) : NULL;
  difference->moved = moved;
  difference->fields = g_array_new (FALSE, TRUE, sizeof (GalleyFieldDifference));
  g_array_set_clear_func (difference->fields, clear_field);
  if (before && after)
    compare_fields (difference);
  difference->kind = kind_of (before, after, difference->fields->len > 0 ||
                                               (before && after && !same_extra (before->extra, after->extra)));
  if (difference->kind == GALLEY_DIFFERENCE_MOVED && !moved)
    record_difference_free (difference);
  else
    g_ptr_array_add (self->records, difference);
}

static char *
entry_id (gpointer thing)
{
  return g_strdup (((Entry *) thing)->record->id);
}

static char *
entry_text (gpointer thing)
{
  const GalleyRecord *record = ((Entry *) thing)->record;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < record->schema->n_fields; i++)
    g_string_append_printf (text, "%s\x1f", record->fields[i]);
  return g_string_free_and_steal (text);
}

/* What an entry is called: an indicator's name, scope and unit, what a finding set aside says of which text, a role. */
static char *
entry_name (gpointer thing)
{
  const GalleyRecord *record = ((Entry *) thing)->record;

  if (record->schema == &galley_indicator_schema)
    return g_strjoin ("\x1f", record->fields[GALLEY_INDICATOR_NAME], record->fields[GALLEY_INDICATOR_SCOPE],
                      record->fields[GALLEY_INDICATOR_UNIT], NULL);
  if (record->schema == &galley_aside_schema)
    return g_strjoin ("\x1f", record->fields[GALLEY_ASIDE_RULE], record->fields[GALLEY_ASIDE_TEXT], NULL);
  /* An entry of the log is history, and a comment is what one person said: it is there or not. */
  if (record->schema == &galley_log_schema || record->schema == &galley_comment_schema ||
      record->schema == &galley_layer_schema)
    return NULL;
  return g_strdup (record->fields[0]);
}

/* @likeness: whether what has no id in common may still be the same */
static void
match_records (GalleyMatch *match, GPtrArray *before, GPtrArray *after, gboolean likeness)
{
  galley_match_init (match, before->len, after->len);
  galley_match_by_key (match, before, after, entry_id);
  if (!likeness)
    return;
  galley_match_by_key (match, before, after, entry_text);
  galley_match_by_key (match, before, after, entry_name);
}

static void
add_entry (GPtrArray *entries, GalleyRecord *record, guint table)
{
  Entry *entry = g_new (Entry, 1);

  *entry = (Entry) { record, table };
  g_ptr_array_add (entries, entry);
}

static GPtrArray *
entries_of (const GPtrArray *records)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < records->len; i++)
    add_entry (entries, g_ptr_array_index (records, i), 0);
  return entries;
}

static GPtrArray *
heads_of (const GPtrArray *tables)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < tables->len; i++)
    add_entry (entries, ((GalleyTableData *) g_ptr_array_index (tables, i))->head, i);
  return entries;
}

static GPtrArray *
rows_of (const GPtrArray *tables)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_free);

  for (guint t = 0; t < tables->len; t++)
    {
      const GPtrArray *rows = ((GalleyTableData *) g_ptr_array_index (tables, t))->rows;

      for (guint i = 0; i < rows->len; i++)
        add_entry (entries, g_ptr_array_index (rows, i), t);
    }
  return entries;
}

/* Tells how two lists differ. @tables: (nullable): which table of the one is which of the other, for rows */
static void
compare_matched (GalleyComparison *self,
                 const GalleyMatch *match,
                 GPtrArray *before,
                 GPtrArray *after,
                 const GalleyMatch *tables)
{
  g_autofree gboolean *moved = galley_match_find_moved (match);

  for (guint i = 0; i < before->len; i++)
    if (match->before[i] == GALLEY_UNMATCHED)
      add_record (self, ((Entry *) g_ptr_array_index (before, i))->record, NULL, FALSE);
  for (guint i = 0; i < after->len; i++)
    {
      const Entry *is = g_ptr_array_index (after, i);
      const Entry *was = match->after[i] == GALLEY_UNMATCHED ? NULL : g_ptr_array_index (before, match->after[i]);

      add_record (self, was ? was->record : NULL, is->record,
                  moved[i] || (was && tables && tables->after[is->table] != was->table));
    }
}

static void
compare_lists (GalleyComparison *self, const GPtrArray *before, const GPtrArray *after)
{
  g_autoptr (GPtrArray) was = entries_of (before), is = entries_of (after);
  g_auto (GalleyMatch) match = { 0 };

  /* Records without an id are known by what they say alone. */
  match_records (&match, was, is, TRUE);
  compare_matched (self, &match, was, is, NULL);
}

/* Compares the tables. Returns: (transfer full): from rows' ids after to those before */
static GHashTable *
compare_tables (GalleyComparison *self, gboolean likeness)
{
  g_autoptr (GPtrArray) heads_before = heads_of (self->before->tables), heads_after = heads_of (self->after->tables);
  g_autoptr (GPtrArray) rows_before = rows_of (self->before->tables), rows_after = rows_of (self->after->tables);
  g_auto (GalleyMatch) heads = { 0 }, rows = { 0 };
  GHashTable *was = g_hash_table_new (g_str_hash, g_str_equal);

  match_records (&heads, heads_before, heads_after, likeness);
  compare_matched (self, &heads, heads_before, heads_after, NULL);
  match_records (&rows, rows_before, rows_after, likeness);
  compare_matched (self, &rows, rows_before, rows_after, &heads);
  for (guint i = 0; i < rows_after->len; i++)
    if (rows.after[i] != GALLEY_UNMATCHED)
      g_hash_table_insert (was, ((Entry *) g_ptr_array_index (rows_after, i))->record->id,
                           ((Entry *) g_ptr_array_index (rows_before, rows.after[i]))->record->id);
  for (guint i = 0; i < heads_after->len; i++)
    if (heads.after[i] != GALLEY_UNMATCHED)
      g_hash_table_insert (was, ((Entry *) g_ptr_array_index (heads_after, i))->record->id,
                           ((Entry *) g_ptr_array_index (heads_before, heads.after[i]))->record->id);
  return was;
}

/* Marks. */

/* Which places after a place before may have become: one, or all of a piece that differs. @at_end: for a mark's end */
static void
map_place (const GArray *pieces, guint place, gboolean at_end, guint *low, guint *high)
{
  guint from = 0, to = pieces->len;

  *low = *high = place;
  if (pieces->len == 0)
    return;
  /* The first piece that reaches the place, past it for a beginning. */
  while (from < to)
    {
      guint middle = (from + to) / 2;
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, middle);
      guint end = piece->before + piece->n_before;

      if (at_end ? end < place : end <= place)
        from = middle + 1;
      else
        to = middle;
    }
  if (from == pieces->len)
    from--;
  {
    const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, from);
    gboolean same = piece->kind == GALLEY_PIECE_SAME;
    guint first = from, last = from;

    *low = same ? piece->after + (place - piece->before) : piece->after;
    *high = same ? *low : piece->after + piece->n_after;
    /* What was put in at the very place may be in or out of the mark. */
    while (first > 0 && place == piece->before && g_array_index (pieces, GalleyPiece, first - 1).n_before == 0)
      first--;
    while (last + 1 < pieces->len && place == piece->before + piece->n_before &&
           g_array_index (pieces, GalleyPiece, last + 1).n_before == 0)
      last++;
    if (first < from)
      *low = g_array_index (pieces, GalleyPiece, first).after;
    if (last > from)
      *high = g_array_index (pieces, GalleyPiece, last).after + g_array_index (pieces, GalleyPiece, last).n_after;
  }
}

static gboolean
covers_the_same (const GalleyMark *before, const GalleyMark *after, const GArray *pieces)
{
  guint low, high;

  map_place (pieces, before->start, FALSE, &low, &high);
  if (after->start < low || after->start > high)
    return FALSE;
  map_place (pieces, before->start + before->length, TRUE, &low, &high);
  return after->start + after->length >= low && after->start + after->length <= high;
}

static const char *
old_id (GHashTable *old_ids, const char *id)
{
  const char *was = id ? g_hash_table_lookup (old_ids, id) : NULL;

  return was ? was : id;
}

static char *
mark_key (const GalleyMark *mark, const char *target)
{
  return g_strdup_printf ("%d\x1f%s\x1f%s\x1f%s", (int) mark->kind, target ? target : "", mark->field ? mark->field : "",
                          mark->extra ? mark->extra : "");
}

static void
add_mark (GPtrArray *marks, GalleyMark *before, GalleyMark *after)
{
  GalleyMarkDifference *difference;

  /* What nobody has looked at yet is no news of the text. */
  if ((before ? before : after)->kind == GALLEY_MARK_STALE)
    return;
  difference = g_new0 (GalleyMarkDifference, 1);
  difference->before = before ? galley_mark_ref (before) : NULL;
  difference->after = after ? galley_mark_ref (after) : NULL;
  g_ptr_array_add (marks, difference);
}

/* Marks are the same that say the same; the first of a kind goes with the first. */
static void
compare_marks (GalleyBlockDifference *difference, GHashTable *old_ids)
{
  const GPtrArray *before = difference->before->marks, *after = difference->after->marks;
  g_autoptr (GHashTable) waiting =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_queue_free);
  g_autofree gboolean *met = g_new0 (gboolean, MAX (before->len, 1));

  for (guint i = 0; i < before->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (before, i);
      char *key = mark_key (mark, mark->target);
      GQueue *queue = g_hash_table_lookup (waiting, key);

      if (queue == NULL)
        g_hash_table_insert (waiting, g_strdup (key), queue = g_queue_new ());
      g_queue_push_tail (queue, GUINT_TO_POINTER (i));
      g_free (key);
    }
  for (guint i = 0; i < after->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (after, i), *was;
      g_autofree char *key = mark_key (mark, old_id (old_ids, mark->target));
      GQueue *queue = g_hash_table_lookup (waiting, key);
      guint at;

      if (queue == NULL || g_queue_is_empty (queue))
        {
          add_mark (difference->marks, NULL, mark);
          continue;
        }
      at = GPOINTER_TO_UINT (g_queue_pop_head (queue));
      was = g_ptr_array_index (before, at);
      met[at] = TRUE;
      if (!covers_the_same (was, mark, difference->pieces))
        add_mark (difference->marks, was, mark);
    }
  for (guint i = 0; i < before->len; i++)
    if (!met[i])
      add_mark (difference->marks, g_ptr_array_index (before, i), NULL);
}

/* Blocks. */

static char *
block_id (gpointer thing)
{
  return g_strdup (((GalleyBlockData *) thing)->id);
}

static char *
block_text (gpointer thing)
{
  const GalleyBlockData *block = thing;

  return g_strdup_printf ("%d %s", (int) block->kind, block->text);
}

/* Pairs of neighbouring characters are what a Chinese text is made of. */
static void
sketch_block (gpointer thing, GArray *hashes)
{
  const GalleyBlockData *block = thing;
  guint32 last = 0;

  for (const char *p = block->text; *p; p = g_utf8_next_char (p))
    {
      guint32 glyph = g_utf8_get_char (p);
      guint32 hash = (last * 0x9e3779b1u) ^ (glyph * 0x85ebca77u) ^ ((guint32) block->kind * 0xc2b2ae3du);

      hash ^= hash >> 15;
      hash *= 0x2c1b3c6du;
      hash ^= hash >> 13;
      if (last != 0)
        g_array_append_val (hashes, hash);
      last = glyph;
    }
}

/* Whether two blocks show the same indicators in the same way. */
static gboolean
same_view (const GalleyViewData *a, const GalleyViewData *b, GHashTable *old_ids)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GalleyViewData) renamed = NULL;

  if (!a || !b || !b->rows)
    return galley_view_data_equal (a, b);
  for (char **row = b->rows; *row; row++)
    g_ptr_array_add (rows, (gpointer) old_id (old_ids, *row));
  g_ptr_array_add (rows, NULL);
  renamed = galley_view_data_new (b->form, (const char *const *) rows->pdata, b->fields, b->n_fields, b->units_in_header,
                                  b->note, b->extra);
  return galley_view_data_equal (a, renamed);
}

static gboolean
same_but_for_id (const GalleyBlockData *a, const GalleyBlockData *b, GHashTable *old_ids)
{
  return a->kind == b->kind && g_str_equal (a->text, b->text) &&
         g_strcmp0 (a->source, old_id (old_ids, b->source)) == 0 && g_strcmp0 (a->alt, b->alt) == 0 &&
         same_view (a->view, b->view, old_ids) && galley_grid_data_says_the_same (a->grid, b->grid) &&
         galley_picture_data_equal (a->picture, b->picture) && same_extra (a->extra, b->extra);
}

/* @after: its position; of a block that is @gone, where it would stand */
static void
add_block (GalleyComparison *self, guint before, guint after, gboolean gone, gboolean moved, GHashTable *old_ids)
{
  GalleyBlockDifference *difference = g_new0 (GalleyBlockDifference, 1);
  GalleyBlockData *was = before == GALLEY_UNMATCHED ? NULL : g_ptr_array_index (self->before->blocks, before);
  GalleyBlockData *is = gone ? NULL : g_ptr_array_index (self->after->blocks, after);

  difference->before = was ? galley_block_data_ref (was) : NULL;
  difference->after = is ? galley_block_data_ref (is) : NULL;
  difference->before_position = was ? before : 0;
  difference->after_position = after;
  difference->moved = moved;
  difference->marks = g_ptr_array_new_with_free_func (mark_difference_free);
  difference->pieces = was && is && g_str_equal (was->text, is->text)
                         ? galley_pieces_new ()
                         : galley_compare_texts (was ? was->text : "", is ? is->text : "", self->grain);
  difference->cells = galley_compare_grids (was ? was->grid : NULL, is ? is->grid : NULL, self->grain);
  if (was && is && was != is)
    compare_marks (difference, old_ids);
  difference->kind =
    kind_of (was, is, was && is && was != is && (difference->marks->len > 0 || !same_but_for_id (was, is, old_ids)));
  if (difference->kind == GALLEY_DIFFERENCE_MOVED && !moved)
    block_difference_free (difference);
  else
    g_ptr_array_add (self->blocks, difference);
}

/* For each place after, up to where before what stands there reaches: to the next block that stayed. What is gone stands there,
 * before what came. Returns: (transfer full): @n_after + 1 places */
static guint *
find_places (const GalleyMatch *match, const gboolean *moved, guint n_after, guint n_before)
{
  guint *places = g_new (guint, n_after + 1);

  places[n_after] = n_before;
  for (guint i = n_after; i-- > 0;)
    places[i] = match->after[i] == GALLEY_UNMATCHED || moved[i] ? places[i + 1] : match->after[i];
  return places;
}

static void
compare_blocks (GalleyComparison *self, GHashTable *old_ids, gboolean likeness)
{
  GPtrArray *before = self->before->blocks, *after = self->after->blocks;
  g_auto (GalleyMatch) match = { 0 };
  g_autofree gboolean *moved = NULL;
  g_autofree guint *stood = NULL;
  guint gone = 0;

  galley_match_init (&match, before->len, after->len);
  galley_match_by_key (&match, before, after, block_id);
  if (likeness)
    {
      galley_match_by_key (&match, before, after, block_text);
      galley_match_by_likeness (&match, before, after, sketch_block);
    }
  moved = galley_match_find_moved (&match);
  stood = find_places (&match, moved, after->len, before->len);
  for (guint i = 0; i <= after->len; i++)
    {
      for (; gone < stood[i]; gone++)
        if (match.before[gone] == GALLEY_UNMATCHED)
          add_block (self, gone, i, TRUE, FALSE, old_ids);
      if (i < after->len)
        add_block (self, match.after[i], i, FALSE, moved[i], old_ids);
    }
}

static GPtrArray *
heads_of_layers (const GPtrArray *layers)
{
  GPtrArray *heads = galley_record_array_new ();

  for (guint i = 0; i < layers->len; i++)
    g_ptr_array_add (heads, galley_record_ref (((GalleyLayer *) g_ptr_array_index (layers, i))->head));
  return heads;
}

static void
compare_layers (GalleyComparison *self, const GPtrArray *before, const GPtrArray *after)
{
  g_autoptr (GPtrArray) was = heads_of_layers (before), is = heads_of_layers (after);

  compare_lists (self, was, is);
  self->suggestions = before->len != after->len;
  for (guint i = 0; i < before->len && !self->suggestions; i++)
    self->suggestions = !galley_layer_equal (g_ptr_array_index (before, i), g_ptr_array_index (after, i));
}

static GalleyComparison *
compare (GalleySnapshot *before, GalleySnapshot *after, GalleyGrain grain, gboolean likeness)
{
  GalleyComparison *self = g_atomic_rc_box_new0 (GalleyComparison);
  g_autoptr (GHashTable) old_ids = NULL;

  self->grain = grain;
  self->before = galley_snapshot_ref (before);
  self->after = galley_snapshot_ref (after);
  self->blocks = g_ptr_array_new_with_free_func (block_difference_free);
  self->records = g_ptr_array_new_with_free_func (record_difference_free);
  add_record (self, before->details, after->details, FALSE);
  compare_lists (self, before->credits, after->credits);
  old_ids = compare_tables (self, likeness);
  compare_lists (self, before->asides, after->asides);
  compare_layers (self, before->layers, after->layers);
  compare_lists (self, before->comments, after->comments);
  compare_lists (self, before->log, after->log);
  compare_blocks (self, old_ids, likeness);
  self->other = !same_extra (before->extra, after->extra);
  self->figures = galley_comparison_find_figures (self);
  return self;
}

/**
 * galley_compare:
 * @before: a bulletin
 * @after: the bulletin later, or another
 *
 * Finds what differs. Blocks and rows are matched by their ids; what is left, as between two texts that were imported, by
 * equal text, and then blocks of one kind by likeness and rows by name, scope and unit. Linear in the size of both but for
 * sorting.
 *
 * Returns: (transfer full): what differs
 */
GalleyComparison *
galley_compare (GalleySnapshot *before, GalleySnapshot *after, GalleyGrain grain)
{
  return compare (before, after, grain, TRUE);
}

/**
 * galley_compare_versions:
 * @before: a bulletin
 * @after: the same bulletin later
 *
 * As galley_compare() to the character, but blocks, tables and rows are matched by their ids alone, so that to do all that it
 * tells makes the one the other.
 *
 * Returns: (transfer full): what differs
 */
GalleyComparison *
galley_compare_versions (GalleySnapshot *before, GalleySnapshot *after)
{
  return compare (before, after, GALLEY_GRAIN_CHARACTERS, FALSE);
}

static void
clear_comparison (gpointer data)
{
  GalleyComparison *comparison = data;

  g_ptr_array_unref (comparison->figures);
  g_ptr_array_unref (comparison->blocks);
  g_ptr_array_unref (comparison->records);
  galley_snapshot_unref (comparison->before);
  galley_snapshot_unref (comparison->after);
}

GalleyComparison *
galley_comparison_ref (GalleyComparison *comparison)
{
  return g_atomic_rc_box_acquire (comparison);
}

void
galley_comparison_unref (GalleyComparison *comparison)
{
  g_atomic_rc_box_release_full (comparison, clear_comparison);
}

/**
 * galley_comparison_is_empty:
 *
 * Returns: whether nothing differs but ids
 */
gboolean
galley_comparison_is_empty (const GalleyComparison *comparison)
{
  return comparison->blocks->len == 0 && comparison->records->len == 0 && !comparison->suggestions &&
         !comparison->other;
}

/**
 * galley_comparison_count_characters:
 *
 * Returns: how many characters of the texts are others, new or gone; figures are counted by themselves
 */
guint
galley_comparison_count_characters (const GalleyComparison *comparison)
{
  guint n = 0;

  for (guint i = 0; i < comparison->blocks->len; i++)
    {
      const GArray *pieces = ((GalleyBlockDifference *) g_ptr_array_index (comparison->blocks, i))->pieces;

      for (guint j = 0; j < pieces->len; j++)
        {
          const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, j);

          if (piece->kind == GALLEY_PIECE_WORDS)
            n += MAX (piece->n_before, piece->n_after);
        }
    }
  return n;
}

/**
 * galley_difference_kind_to_string:
 *
 * Returns: (transfer none): its word in JSON
 */
const char *
galley_difference_kind_to_string (GalleyDifferenceKind kind)
{
  static const char *const names[] = { "changed", "moved", "added", "removed" };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);

  return names[kind];
}
