/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-binding.h"

#include "galley-surface.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A figure mark and what is read at it. */
typedef struct
{
  GalleyMark *mark;
  const GalleyFigure *figure; /* NULL where the text is no single figure there */
  GalleyIndicatorField field;
  GalleyAmount amount;
} Reading;

/* What is settled: the snapshot as it becomes, with arrays of its own. */
typedef struct
{
  GPtrArray *blocks;
  GPtrArray *tables;
  GHashTable *changed; /* row id -> mask of the fields that changed */
  GalleyBindingReport *report;
} Settling;

#define FIELD(field) (1u << (field))

static void
place_free (gpointer data)
{
  GalleyBindingPlace *place = data;

  g_free (place->block);
  g_free (place->row);
  g_free (place->surface);
  g_free (place->expected);
  g_free (place->was);
  g_free (place);
}

static void
cell_free (gpointer data)
{
  GalleyBindingCell *cell = data;

  g_free (cell->row);
  g_free (cell->was);
  g_free (cell->now);
  g_free (cell);
}

static GalleyBindingReport *
report_new (void)
{
  GalleyBindingReport *report = g_new0 (GalleyBindingReport, 1);

  report->places = g_ptr_array_new_with_free_func (place_free);
  report->cells = g_ptr_array_new_with_free_func (cell_free);
  return report;
}

static char *
dup_chars (const char *text,
           guint start,
           guint length)
{
  const char *from = g_utf8_offset_to_pointer (text, start);

  return g_strndup (from, g_utf8_offset_to_pointer (from, length) - from);
}

static gboolean
is_bound (const GalleyMark *mark)
{
  return mark->kind == GALLEY_MARK_FIGURE && mark->target != NULL;
}

static gboolean
has_bound (const GalleyBlockData *block)
{
  for (guint i = 0; i < block->marks->len; i++)
    if (is_bound (g_ptr_array_index (block->marks, i)))
      return TRUE;
  return FALSE;
}

/* Amounts do not depend on the day of publication, so that a block is read without it. */
static GalleyFigures *
read_block (const GalleyBlockData *block)
{
  const GalleyFigureContext nothing = { 0 };

  return galley_figures_read (block->text, -1, &nothing);
}

/* The figure that a span stands for: the one that begins and ends with it, else the only one that it touches. */
static const GalleyFigure *
figure_at (const GalleyFigures *figures,
           guint start,
           guint length)
{
  const GalleyFigure *only = NULL;
  guint n_figures, n = 0;
  const GalleyFigure *all = figures != NULL ? galley_figures_get_data (figures, &n_figures) : NULL;

  for (guint i = 0; all != NULL && i < n_figures && all[i].start < start + length; i++)
    {
      if (all[i].start == start && all[i].length == length)
        return &all[i];
      if (all[i].start + all[i].length > start)
        {
          only = &all[i];
          n++;
        }
    }
  return n == 1 ? only : NULL;
}

static void
reading_clear (gpointer data)
{
  galley_amount_clear (&((Reading *) data)->amount);
}

/* What is read at each bound mark of @block, in order. */
static GArray *
read_marks (const GalleyBlockData *block,
            const GalleyFigures *figures)
{
  GArray *readings = g_array_new (FALSE, TRUE, sizeof (Reading));

  g_array_set_clear_func (readings, reading_clear);
  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);
      Reading reading = { .mark = mark, .field = GALLEY_INDICATOR_VALUE };

      if (!is_bound (mark))
        continue;
      if (mark->field != NULL && !galley_binding_field_from_string (mark->field, &reading.field))
        reading.field = GALLEY_N_INDICATOR_FIELDS;
      reading.figure = figure_at (figures, mark->start, mark->length);
      if (reading.figure != NULL)
        galley_amount_from_figure (&reading.amount, reading.figure, block->text);
      g_array_append_val (readings, reading);
    }
  return readings;
}

static GalleyRecord *
find_row (GPtrArray *tables,
          const char *id)
{
  for (guint t = 0; t < tables->len; t++)
    {
      GPtrArray *rows = ((GalleyTableData *) g_ptr_array_index (tables, t))->rows;

      for (guint i = 0; i < rows->len; i++)
        if (g_str_equal (((GalleyRecord *) g_ptr_array_index (rows, i))->id, id))
          return g_ptr_array_index (rows, i);
    }
  return NULL;
}

/* A cell that is no amount is bound by its words alone. */
static gboolean
says_the_words (const GalleyRecord *row,
                GalleyIndicatorField field,
                const char *surface)
{
  const char *text = row->fields[field], *unit = row->fields[GALLEY_INDICATOR_UNIT];
  gsize length = strlen (text);

  return strncmp (surface, text, length) == 0
         && (surface[length] == '\0' || (field != GALLEY_INDICATOR_CHANGE && g_str_equal (surface + length, unit)));
}

/* Judges the reading at a mark against its cell. @expected: (out): what to write there, where that can be said;
 * @turned: (out): whether the word of direction before it is to turn as well. */
static GalleyBindingState
judge (const GalleyBlockData *block,
       const Reading *reading,
       const GalleyRecord *row,
       GalleyBindingReason *reason,
       char **expected,
       gboolean *turned)
{
  g_auto (GalleyAmount) cell = GALLEY_AMOUNT_INIT;
  g_autofree char *surface = dup_chars (block->text, reading->mark->start, reading->mark->length);

  *expected = NULL;
  *turned = FALSE;
  *reason = GALLEY_BINDING_REASON_NO_CELL;
  if (row == NULL || reading->field == GALLEY_N_INDICATOR_FIELDS || !galley_amount_from_cell (&cell, row, reading->field))
    return GALLEY_BINDING_OUT_OF_STEP;
  *reason = GALLEY_BINDING_REASON_NONE;
  if ((!cell.numeric || cell.approx != GALLEY_APPROX_NONE) && says_the_words (row, reading->field, surface))
    return GALLEY_BINDING_IN_STEP;
  if (!cell.numeric || cell.approx != GALLEY_APPROX_NONE || galley_decimal_compare (&cell.value, &cell.high) != 0)
    *expected = g_strconcat (row->fields[reading->field],
                             reading->field == GALLEY_INDICATOR_CHANGE ? "" : row->fields[GALLEY_INDICATOR_UNIT], NULL);
  if (reading->figure == NULL || !reading->amount.numeric)
    {
      *reason = GALLEY_BINDING_REASON_UNREADABLE;
      return GALLEY_BINDING_OUT_OF_STEP;
    }
  switch (galley_amount_agree (&cell, &reading->amount, galley_surface_is_inside (reading->figure, block->text)))
    {
    case GALLEY_AGREEMENT_EQUAL:
      g_clear_pointer (expected, g_free);
      return GALLEY_BINDING_IN_STEP;
    case GALLEY_AGREEMENT_ROUNDED:
      return GALLEY_BINDING_ROUNDED;
    case GALLEY_AGREEMENT_UNIT:
      *reason = GALLEY_BINDING_REASON_UNIT;
      break;
    case GALLEY_AGREEMENT_NONE:
    default:
      *reason = GALLEY_BINDING_REASON_VALUE;
      break;
    }
  if (*expected == NULL)
    *expected = galley_surface_render (reading->figure, block->text, &cell, turned);
  return GALLEY_BINDING_OUT_OF_STEP;
}

static GalleyBindingPlace *
place_new (const GalleyBlockData *block,
           const Reading *reading,
           const GalleyRecord *row)
{
  GalleyBindingPlace *place = g_new0 (GalleyBindingPlace, 1);
  gboolean turned;

  place->block = g_strdup (block->id);
  place->start = reading->mark->start;
  place->length = reading->mark->length;
  place->row = g_strdup (reading->mark->target);
  place->field = reading->field;
  place->surface = dup_chars (block->text, place->start, place->length);
  place->state = judge (block, reading, row, &place->reason, &place->expected, &turned);
  return place;
}

static void
mark_changed (Settling *self,
              const char *row,
              guint fields)
{
  guint mask = GPOINTER_TO_UINT (g_hash_table_lookup (self->changed, row));

  g_hash_table_insert (self->changed, g_strdup (row), GUINT_TO_POINTER (mask | fields));
}

/* Puts @row in the place of the row with its id. The table and its rows are made anew, for snapshots share theirs. */
static void
replace_row (Settling *self,
             GalleyRecord *row)
{
  for (guint t = 0; t < self->tables->len; t++)
    {
      GalleyTableData *table = g_ptr_array_index (self->tables, t);

      for (guint i = 0; i < table->rows->len; i++)
        if (g_str_equal (((GalleyRecord *) g_ptr_array_index (table->rows, i))->id, row->id))
          {
            g_autoptr (GPtrArray) rows = galley_record_array_new ();

            for (guint j = 0; j < table->rows->len; j++)
              g_ptr_array_add (rows, galley_record_ref (j == i ? row : g_ptr_array_index (table->rows, j)));
            g_ptr_array_index (self->tables, t) = galley_table_data_new (table->head, rows);
            galley_table_data_unref (table);
            return;
          }
    }
}

static void
replace_block (Settling *self,
               guint position,
               GalleyBlockData *block)
{
  gpointer *slot = &g_ptr_array_index (self->blocks, position);

  galley_block_data_unref (*slot);
  *slot = galley_block_data_ref (block);
}

/* The fields in which two states of a row differ, as far as the text may print them; the unit belongs to two of them. */
static guint
changed_fields (const GalleyRecord *was,
                const GalleyRecord *now)
{
  guint fields = 0;

  if (was == now)
    return 0;
  for (guint i = 0; i < GALLEY_N_INDICATOR_FIELDS; i++)
    if (!g_str_equal (was->fields[i], now->fields[i]))
      fields |= i == GALLEY_INDICATOR_UNIT ? FIELD (GALLEY_INDICATOR_VALUE) | FIELD (GALLEY_INDICATOR_BASE) : FIELD (i);
  return fields;
}

static void
find_changed_rows (Settling *self,
                   const GalleySnapshot *before,
                   const GalleySnapshot *after)
{
  for (guint t = 0; t < after->tables->len; t++)
    {
      const GalleyTableData *table = g_ptr_array_index (after->tables, t);
      const GalleyTableData *old = galley_snapshot_find_table (before, table->head->id);

      if (old != NULL && old->rows == table->rows)
        continue;
      for (guint i = 0; i < table->rows->len; i++)
        {
          const GalleyRecord *now = g_ptr_array_index (table->rows, i);
          const GalleyRecord *was = old != NULL && i < old->rows->len ? g_ptr_array_index (old->rows, i) : NULL;
          guint fields;

          if (was == NULL || !g_str_equal (was->id, now->id))
            was = find_row (before->tables, now->id);
          fields = was != NULL ? changed_fields (was, now) : 0;
          if (fields != 0)
            mark_changed (self, now->id, fields);
        }
    }
}

/* Lets a bound mark cover its figure again, after text was typed at its ends or taken from them. */
static GalleyBlockData *
fit_marks (GalleyBlockData *block,
           const GArray *readings)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  guint n = 0;
  gboolean moved = FALSE;

  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);
      const GalleyFigure *figure = is_bound (mark) ? g_array_index (readings, Reading, n++).figure : NULL;

      if (figure != NULL && (figure->start != mark->start || figure->length != mark->length))
        {
          g_ptr_array_add (marks, galley_mark_moved (mark, figure->start, figure->length));
          moved = TRUE;
        }
      else
        g_ptr_array_add (marks, galley_mark_ref (mark));
    }
  return moved ? galley_block_data_with_marks (block, marks) : galley_block_data_ref (block);
}

static gboolean
same_mark (const GalleyMark *a,
           const GalleyMark *b)
{
  return g_strcmp0 (a->target, b->target) == 0 && g_strcmp0 (a->field, b->field) == 0;
}

/* Whether the block read the same at such a mark before, or had none: then the edit is not about this figure. */
static gboolean
is_unmoved (const GalleyBlockData *before,
            const GArray *old,
            const GalleyBlockData *block,
            const Reading *reading)
{
  g_autofree char *now = dup_chars (block->text, reading->mark->start, reading->mark->length);
  gboolean had = FALSE;

  for (guint i = 0; i < old->len; i++)
    {
      const Reading *was = &g_array_index (old, Reading, i);

      if (!same_mark (was->mark, reading->mark))
        continue;
      had = TRUE;
      if (was->figure != NULL && reading->figure != NULL && was->amount.numeric
          && galley_amount_equal (&was->amount, &reading->amount))
        return TRUE;
      if (was->figure == NULL || !was->amount.numeric)
        {
          g_autofree char *text = dup_chars (before->text, was->mark->start, was->mark->length);

          if (g_str_equal (text, now))
            return TRUE;
        }
    }
  return !had;
}

/* Takes what the text now says at @reading over into its cell, where the cell can hold it. */
static void
take_into_cell (Settling *self,
                const GalleyBlockData *block,
                const Reading *reading)
{
  GalleyRecord *row = find_row (self->tables, reading->mark->target);
  guint mask = GPOINTER_TO_UINT (g_hash_table_lookup (self->changed, reading->mark->target));
  GalleyBindingPlace *place;
  g_autofree char *now = NULL;

  if (row == NULL || reading->field == GALLEY_N_INDICATOR_FIELDS || (mask & FIELD (reading->field)))
    return;
  place = place_new (block, reading, row);
  if (place->state == GALLEY_BINDING_OUT_OF_STEP && place->reason == GALLEY_BINDING_REASON_VALUE)
    now = galley_surface_to_cell (reading->figure, block->text, reading->field, row->fields[GALLEY_INDICATOR_UNIT]);
  if (now != NULL)
    {
      GalleyBindingCell *cell = g_new0 (GalleyBindingCell, 1);
      g_autoptr (GalleyRecord) changed = galley_record_with (row, reading->field, now);

      cell->row = g_strdup (row->id);
      cell->field = reading->field;
      cell->was = g_strdup (row->fields[reading->field]);
      cell->now = g_strdup (now);
      g_ptr_array_add (self->report->cells, cell);
      replace_row (self, changed);
      mark_changed (self, changed->id, FIELD (reading->field));
      place_free (place);
    }
  else if (place->state == GALLEY_BINDING_OUT_OF_STEP)
    g_ptr_array_add (self->report->places, place);
  else
    place_free (place);
}

/* A block whose text was edited: its marks fit themselves to their figures, and cells follow figures that changed. */
static void
follow_text (Settling *self,
             const GalleyBlockData *was,
             guint position)
{
  GalleyBlockData *now = g_ptr_array_index (self->blocks, position);
  g_autoptr (GalleyFigures) old_figures = read_block (was);
  g_autoptr (GalleyFigures) figures = read_block (now);
  g_autoptr (GArray) old = read_marks (was, old_figures);
  g_autoptr (GArray) first = read_marks (now, figures);
  g_autoptr (GalleyBlockData) fitted = fit_marks (now, first);
  g_autoptr (GArray) readings = read_marks (fitted, figures);

  replace_block (self, position, fitted);
  for (guint i = 0; i < readings->len; i++)
    if (!is_unmoved (was, old, fitted, &g_array_index (readings, Reading, i)))
      take_into_cell (self, fitted, &g_array_index (readings, Reading, i));
}

static void
follow_texts (Settling *self,
              const GalleySnapshot *before)
{
  g_autoptr (GHashTable) old = NULL;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const GalleyBlockData *now = g_ptr_array_index (self->blocks, i);
      const GalleyBlockData *was = i < before->blocks->len ? g_ptr_array_index (before->blocks, i) : NULL;

      if (now == was || !has_bound (now))
        continue;
      if (was == NULL || !g_str_equal (was->id, now->id))
        {
          if (old == NULL)
            {
              old = g_hash_table_new (g_str_hash, g_str_equal);
              for (guint j = 0; j < before->blocks->len; j++)
                {
                  GalleyBlockData *block = g_ptr_array_index (before->blocks, j);

                  g_hash_table_insert (old, block->id, block);
                }
            }
          was = g_hash_table_lookup (old, now->id);
        }
      if (was != NULL && was != now && !g_str_equal (was->text, now->text))
        follow_text (self, was, i);
    }
}

/* Replaces a mark's text, and turns the word of direction before it where @rises says so. */
static GalleyBlockData *
write_surface (GalleyBlockData *block,
               const GalleyMark *mark,
               const char *surface,
               gboolean turned,
               gboolean rises)
{
  GalleySlice word;
  const char *other;
  gsize at = g_utf8_offset_to_pointer (block->text, mark->start) - block->text;
  g_autoptr (GalleyBlockData) written = galley_block_data_replace (block, mark->start, mark->length, surface);

  if (!turned)
    return g_steal_pointer (&written);
  if (!galley_surface_turn (block->text, at, rises, &word, &other))
    return NULL;
  return galley_block_data_replace (written, g_utf8_pointer_to_offset (block->text, block->text + word.offset),
                                    g_utf8_strlen (block->text + word.offset, word.length), other);
}

/* Whether @now reads at all marks but the one at @index what @was reads there. */
static gboolean
others_stand (const GArray *was,
              const GArray *now,
              guint index)
{
  if (was->len != now->len)
    return FALSE;
  for (guint i = 0; i < was->len; i++)
    {
      const Reading *a = &g_array_index (was, Reading, i), *b = &g_array_index (now, Reading, i);

      if (i != index && ((a->figure == NULL) != (b->figure == NULL)
                         || (a->figure != NULL && !galley_amount_equal (&a->amount, &b->amount))))
        return FALSE;
    }
  return TRUE;
}

/* Writes what its cell says at the bound mark with that index, or leaves the block where the text would then not read
 * as the cell or another bound figure would change. */
static GalleyBlockData *
rewrite_mark (Settling *self,
              GalleyBlockData *block,
              guint index)
{
  g_autoptr (GalleyFigures) figures = read_block (block);
  g_autoptr (GArray) readings = read_marks (block, figures);
  const Reading *reading = &g_array_index (readings, Reading, index);
  const GalleyRecord *row = find_row (self->tables, reading->mark->target);
  g_autofree char *expected = NULL, *again = NULL;
  g_autoptr (GalleyBlockData) written = NULL;
  g_autoptr (GalleyFigures) new_figures = NULL;
  g_autoptr (GArray) new_readings = NULL;
  GalleyBindingReason reason;
  gboolean turned, rest;

  if (judge (block, reading, row, &reason, &expected, &turned) != GALLEY_BINDING_OUT_OF_STEP || expected == NULL
      || *expected == '\0' || reason == GALLEY_BINDING_REASON_UNREADABLE)
    return galley_block_data_ref (block);
  written = write_surface (block, reading->mark, expected, turned, reading->amount.value.digits < 0);
  if (written == NULL)
    return galley_block_data_ref (block);
  new_figures = read_block (written);
  new_readings = read_marks (written, new_figures);
  if (!others_stand (readings, new_readings, index)
      || judge (written, &g_array_index (new_readings, Reading, index), row, &reason, &again, &rest)
           == GALLEY_BINDING_OUT_OF_STEP)
    return galley_block_data_ref (block);
  return fit_marks (written, new_readings);
}

static gboolean
is_changed (Settling *self,
            const Reading *reading)
{
  guint mask = GPOINTER_TO_UINT (g_hash_table_lookup (self->changed, reading->mark->target));

  return reading->field < GALLEY_N_INDICATOR_FIELDS && (mask & FIELD (reading->field)) != 0;
}

/* Writes the cells that changed at their places in one block. */
static void
follow_cells (Settling *self,
              guint position)
{
  g_autoptr (GalleyBlockData) was = galley_block_data_ref (g_ptr_array_index (self->blocks, position));
  g_autoptr (GalleyBlockData) block = galley_block_data_ref (was);
  g_autoptr (GalleyFigures) old_figures = read_block (was);
  g_autoptr (GArray) old = read_marks (was, old_figures);
  g_autoptr (GalleyFigures) figures = NULL;
  g_autoptr (GArray) now = NULL;

  for (guint i = 0; i < old->len; i++)
    if (is_changed (self, &g_array_index (old, Reading, i)))
      {
        g_autoptr (GalleyBlockData) written = rewrite_mark (self, block, i);

        galley_block_data_unref (block);
        block = g_steal_pointer (&written);
      }
  figures = read_block (block);
  now = read_marks (block, figures);
  for (guint i = 0; i < now->len; i++)
    if (is_changed (self, &g_array_index (now, Reading, i)))
      {
        const Reading *reading = &g_array_index (now, Reading, i);
        const GalleyMark *mark = g_array_index (old, Reading, i).mark;
        GalleyBindingPlace *place = place_new (block, reading, find_row (self->tables, reading->mark->target));

        place->was = dup_chars (was->text, mark->start, mark->length);
        if (g_str_equal (place->was, place->surface))
          g_clear_pointer (&place->was, g_free);
        if (place->was != NULL || place->state != GALLEY_BINDING_IN_STEP)
          g_ptr_array_add (self->report->places, place);
        else
          place_free (place);
      }
  replace_block (self, position, block);
}

/* @snapshot with other blocks and tables. */
static GalleySnapshot *
snapshot_with (const GalleySnapshot *snapshot,
               GPtrArray *blocks,
               GPtrArray *tables)
{
  return galley_snapshot_new (snapshot->id, snapshot->details, snapshot->credits, blocks, tables, snapshot->asides,
                              snapshot->log, snapshot->extra);
}

static GPtrArray *
copy_blocks (const GalleySnapshot *snapshot)
{
  GPtrArray *blocks = galley_block_array_new ();

  for (guint i = 0; i < snapshot->blocks->len; i++)
    g_ptr_array_add (blocks, galley_block_data_ref (g_ptr_array_index (snapshot->blocks, i)));
  return blocks;
}

static void
settling_init (Settling *self,
               const GalleySnapshot *snapshot)
{
  self->blocks = copy_blocks (snapshot);
  self->tables = galley_table_array_new ();
  for (guint i = 0; i < snapshot->tables->len; i++)
    g_ptr_array_add (self->tables, galley_table_data_ref (g_ptr_array_index (snapshot->tables, i)));
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->report = report_new ();
}

static void
settling_clear (Settling *self)
{
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->tables);
  g_hash_table_unref (self->changed);
  g_clear_pointer (&self->report, galley_binding_report_free);
}

static guint
find_block (const GalleySnapshot *snapshot,
            const char *id)
{
  for (guint i = 0; i < snapshot->blocks->len; i++)
    if (g_str_equal (((GalleyBlockData *) g_ptr_array_index (snapshot->blocks, i))->id, id))
      return i;
  return G_MAXUINT;
}

/* The marks of @block but for the bound ones that touch a span. */
static GPtrArray *
marks_outside (const GalleyBlockData *block,
               guint start,
               guint length)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (!is_bound (mark) || mark->start >= start + length || mark->start + mark->length <= start)
        g_ptr_array_add (marks, galley_mark_ref (mark));
    }
  return marks;
}

/* An empty cell takes what is bound to it, and the unit where the row has none. */
static void
fill_cell (Settling *self,
           const GalleyBlockData *block,
           const GalleyFigure *figure,
           const char *id,
           GalleyIndicatorField field)
{
  GalleyRecord *row = find_row (self->tables, id);
  g_autoptr (GalleyRecord) unit_row = NULL;
  g_autoptr (GalleyRecord) full = NULL;
  g_autofree char *unit = NULL, *text = NULL;

  if (row == NULL || *row->fields[field] != '\0')
    return;
  unit = galley_surface_dup_unit (figure, block->text);
  unit_row = field != GALLEY_INDICATOR_CHANGE && *row->fields[GALLEY_INDICATOR_UNIT] == '\0'
               ? galley_record_with (row, GALLEY_INDICATOR_UNIT, unit)
               : galley_record_ref (row);
  text = galley_surface_to_cell (figure, block->text, field, unit_row->fields[GALLEY_INDICATOR_UNIT]);
  if (text == NULL)
    return;
  full = galley_record_with (unit_row, field, text);
  replace_row (self, full);
}

/**
 * galley_binding_report_free:
 * @report: a report
 */
void
galley_binding_report_free (GalleyBindingReport *report)
{
  g_ptr_array_unref (report->places);
  g_ptr_array_unref (report->cells);
  g_free (report);
}

/**
 * galley_binding_report_summarize:
 * @report: a report
 *
 * Returns: (transfer full) (nullable): what happened beyond the edit itself in a few words, for a toast, or %NULL where
 *   nothing did
 */
char *
galley_binding_report_summarize (const GalleyBindingReport *report)
{
  GString *string = g_string_new (NULL);
  guint written = 0, rounded = 0, out = 0;

  for (guint i = 0; i < report->places->len; i++)
    {
      const GalleyBindingPlace *place = g_ptr_array_index (report->places, i);

      written += place->was != NULL;
      rounded += place->was != NULL && place->state == GALLEY_BINDING_ROUNDED;
      out += place->state == GALLEY_BINDING_OUT_OF_STEP;
    }
  if (report->cells->len > 0)
    g_string_append_printf (string, g_dngettext (GETTEXT_PACKAGE, "%u cell updated", "%u cells updated", report->cells->len),
                            report->cells->len);
  if (written > 0 && string->len > 0)
    g_string_append (string, _(", "));
  if (written > 0)
    g_string_append_printf (string, g_dngettext (GETTEXT_PACKAGE, "%u place updated", "%u places updated", written), written);
  if (rounded > 0)
    {
      g_string_append (string, _(", "));
      g_string_append_printf (string, g_dngettext (GETTEXT_PACKAGE, "%u of them rounded", "%u of them rounded", rounded),
                              rounded);
    }
  if (out > 0)
    {
      if (string->len > 0)
        g_string_append (string, _(", "));
      g_string_append_printf (string, g_dngettext (GETTEXT_PACKAGE, "%u place out of step", "%u places out of step", out), out);
    }
  if (string->len > 0)
    return g_string_free_and_steal (string);
  g_string_free (string, TRUE);
  return NULL;
}

/**
 * galley_binding_field_from_string:
 * @name: a mark's field
 * @field: (out): the field of the indicator
 *
 * Returns: whether an indicator has such a field
 */
gboolean
galley_binding_field_from_string (const char *name,
                                  GalleyIndicatorField *field)
{
  for (guint i = 0; i < GALLEY_N_INDICATOR_FIELDS; i++)
    if (g_str_equal (name, galley_indicator_schema.fields[i].name))
      {
        *field = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * galley_binding_check:
 * @snapshot: a bulletin
 *
 * Compares every place that is bound to a cell with what the cell says.
 *
 * Returns: (transfer full) (element-type GalleyBindingPlace): the places in the order of the text
 */
GPtrArray *
galley_binding_check (const GalleySnapshot *snapshot)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (place_free);

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      g_autoptr (GalleyFigures) figures = has_bound (block) ? read_block (block) : NULL;
      g_autoptr (GArray) readings = read_marks (block, figures);

      for (guint j = 0; j < readings->len; j++)
        {
          const Reading *reading = &g_array_index (readings, Reading, j);

          g_ptr_array_add (places, place_new (block, reading, find_row (snapshot->tables, reading->mark->target)));
        }
    }
  return places;
}

/**
 * galley_binding_settle:
 * @before: the bulletin before an edit
 * @after: the bulletin after it
 * @report: (out) (optional) (transfer full): what followed
 *
 * Brings text and table into step after an edit of either. A cell that changed is written at every place that is bound
 * to it, in the place's own unit, digits and approximation; a bound figure that was edited is taken over by its cell,
 * and from there by the other places. Where both changed, the cell wins. What cannot follow is left and reported.
 * Blocks and rows that are new do not lead: a paste or an import changes no cell.
 *
 * Returns: (transfer full): @after in step; @after itself where nothing had to follow
 */
GalleySnapshot *
galley_binding_settle (GalleySnapshot *before,
                       GalleySnapshot *after,
                       GalleyBindingReport **report)
{
  Settling self;
  GalleySnapshot *settled;
  gboolean same = TRUE;

  settling_init (&self, after);
  find_changed_rows (&self, before, after);
  follow_texts (&self, before);
  for (guint i = 0; g_hash_table_size (self.changed) > 0 && i < self.blocks->len; i++)
    if (has_bound (g_ptr_array_index (self.blocks, i)))
      follow_cells (&self, i);
  for (guint i = 0; i < self.blocks->len; i++)
    same = same && g_ptr_array_index (self.blocks, i) == g_ptr_array_index (after->blocks, i);
  for (guint i = 0; i < self.tables->len; i++)
    same = same && g_ptr_array_index (self.tables, i) == g_ptr_array_index (after->tables, i);
  settled = same ? galley_snapshot_ref (after) : snapshot_with (after, self.blocks, self.tables);
  if (report != NULL)
    *report = g_steal_pointer (&self.report);
  settling_clear (&self);
  return settled;
}

/**
 * galley_binding_bind:
 * @block: a block's id
 * @start: where the span begins, in code points
 * @length: its length in code points
 * @row: an indicator's id
 * @field: the field that the span prints
 *
 * Binds a span to a cell. A span that touches a single figure becomes that figure; what was bound there before is not
 * any more. An empty cell takes the value, and the unit where the row has none; a cell that says something else stays
 * as it is, and the place is out of step.
 *
 * Returns: (transfer full): the bulletin with that binding; @snapshot itself where there is no such block or row
 */
GalleySnapshot *
galley_binding_bind (GalleySnapshot *snapshot,
                     const char *block,
                     guint start,
                     guint length,
                     const char *row,
                     GalleyIndicatorField field)
{
  guint position = find_block (snapshot, block);
  const GalleyFigure *figure;
  g_autoptr (GalleyFigures) figures = NULL;
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (GalleyBlockData) bound = NULL;
  GalleyBlockData *data;
  GalleySnapshot *result;
  Settling self;

  g_return_val_if_fail (field < GALLEY_N_INDICATOR_FIELDS, NULL);

  if (position == G_MAXUINT || length == 0 || find_row (snapshot->tables, row) == NULL)
    return galley_snapshot_ref (snapshot);
  data = g_ptr_array_index (snapshot->blocks, position);
  if (start >= data->n_chars || length > data->n_chars - start)
    return galley_snapshot_ref (snapshot);
  figures = read_block (data);
  figure = figure_at (figures, start, length);
  if (figure != NULL)
    {
      start = figure->start;
      length = figure->length;
    }
  marks = marks_outside (data, start, length);
  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, start, length, row, galley_indicator_schema.fields[field].name));
  bound = galley_block_data_with_marks (data, marks);
  settling_init (&self, snapshot);
  replace_block (&self, position, bound);
  if (figure != NULL && figure->numeric)
    fill_cell (&self, bound, figure, row, field);
  result = snapshot_with (snapshot, self.blocks, self.tables);
  settling_clear (&self);
  return result;
}

/**
 * galley_binding_unbind:
 * @block: a block's id
 * @start: where the span begins, in code points
 * @length: its length in code points
 *
 * Takes away the bindings that a span touches. Text and cells stay as they are.
 *
 * Returns: (transfer full): the bulletin without them; @snapshot itself where there are none
 */
GalleySnapshot *
galley_binding_unbind (GalleySnapshot *snapshot,
                       const char *block,
                       guint start,
                       guint length)
{
  guint position = find_block (snapshot, block);
  g_autoptr (GPtrArray) marks = NULL, blocks = NULL;
  GalleyBlockData *data;

  if (position == G_MAXUINT)
    return galley_snapshot_ref (snapshot);
  data = g_ptr_array_index (snapshot->blocks, position);
  marks = marks_outside (data, start, length);
  if (marks->len == data->marks->len)
    return galley_snapshot_ref (snapshot);
  blocks = copy_blocks (snapshot);
  g_ptr_array_index (blocks, position) = galley_block_data_with_marks (data, marks);
  galley_block_data_unref (data);
  return snapshot_with (snapshot, blocks, snapshot->tables);
}

static void
take_tables (GalleyTransaction *transaction,
             GalleyBulletin *bulletin,
             const GalleySnapshot *snapshot)
{
  for (guint t = 0; t < snapshot->tables->len; t++)
    {
      const GalleyTableData *table = g_ptr_array_index (snapshot->tables, t);
      GPtrArray *rows = galley_bulletin_get_rows (bulletin, table->head->id);
      g_autoptr (GPtrArray) added = galley_record_array_new ();
      guint n_rows;

      if (rows == NULL)
        {
          g_autoptr (GPtrArray) heads = galley_record_array_new ();

          g_ptr_array_add (heads, galley_record_ref (table->head));
          galley_transaction_splice (transaction, GALLEY_LIST_TABLES, NULL, t, 0, heads);
          rows = galley_bulletin_get_rows (bulletin, table->head->id);
        }
      n_rows = rows->len;
      for (guint i = 0; i < n_rows && i < table->rows->len; i++)
        galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, table->head->id, i,
                                       g_ptr_array_index (table->rows, i));
      for (guint i = n_rows; i < table->rows->len; i++)
        g_ptr_array_add (added, galley_record_ref (g_ptr_array_index (table->rows, i)));
      galley_transaction_splice (transaction, GALLEY_LIST_ROWS, table->head->id, n_rows, 0, added);
    }
}

/**
 * galley_binding_take:
 * @transaction: a transaction of @bulletin
 * @bulletin: a bulletin
 * @snapshot: what galley_binding_settle(), galley_binding_bind() or galley_binding_unbind() made of a snapshot of
 *   @bulletin as it is now: blocks and rows in the same places, rows and tables perhaps added at the end
 *
 * Carries the blocks and rows over in which @snapshot differs, as part of @transaction.
 */
void
galley_binding_take (GalleyTransaction *transaction,
                     GalleyBulletin *bulletin,
                     const GalleySnapshot *snapshot)
{
  g_return_if_fail (snapshot->blocks->len == galley_bulletin_get_n_blocks (bulletin));

  for (guint i = 0; i < snapshot->blocks->len; i++)
    if (g_ptr_array_index (snapshot->blocks, i) != galley_bulletin_get_block (bulletin, i))
      galley_transaction_set_block (transaction, i, g_ptr_array_index (snapshot->blocks, i));
  take_tables (transaction, bulletin, snapshot);
}

/**
 * galley_binding_follow:
 * @transaction: the transaction that the person's edit is in
 * @bulletin: its bulletin
 * @before: the bulletin before that transaction
 *
 * To be called after each edit of text or table, before the commit, so that typing over a bound figure, its cell and the
 * other places are one step of undo. Costs a look at each block; only blocks that were edited or are bound to a cell
 * that changed are read.
 *
 * Returns: (transfer full): what followed
 */
GalleyBindingReport *
galley_binding_follow (GalleyTransaction *transaction,
                       GalleyBulletin *bulletin,
                       GalleySnapshot *before)
{
  g_autoptr (GalleySnapshot) after = galley_bulletin_snapshot (bulletin);
  GalleyBindingReport *report;
  g_autoptr (GalleySnapshot) settled = galley_binding_settle (before, after, &report);

  if (settled != after)
    galley_binding_take (transaction, bulletin, settled);
  return report;
}
