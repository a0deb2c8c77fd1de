/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-bound-private.h"

#include "galley-surface.h"

#include <string.h>

void
galley_bound_place_free (gpointer data)
{
  GalleyBindingPlace *place = data;

  g_free (place->block);
  g_free (place->row);
  g_free (place->surface);
  g_free (place->expected);
  g_free (place->was);
  g_free (place);
}

char *
galley_bound_dup_chars (const char *text,
                        guint start,
                        guint length)
{
  const char *from = g_utf8_offset_to_pointer (text, start);

  return g_strndup (from, g_utf8_offset_to_pointer (from, length) - from);
}

gboolean
galley_bound_is (const GalleyMark *mark)
{
  return mark->kind == GALLEY_MARK_FIGURE && mark->target != NULL;
}

gboolean
galley_bound_in (const GalleyBlockData *block)
{
  for (guint i = 0; i < block->marks->len; i++)
    if (galley_bound_is (g_ptr_array_index (block->marks, i)))
      return TRUE;
  return FALSE;
}

/* Amounts do not depend on the day of publication, so that a block is read without it. */
GalleyFigures *
galley_bound_read_block (const GalleySnapshot *snapshot,
                         const GalleyBlockData *block)
{
  const GalleyFigureContext context = { .lexicon = (const GalleyLexicon *) snapshot->lexicon };

  return galley_figures_read (block->text, -1, &context);
}

/* The figure that a span stands for: the one that begins and ends with it, else the only one that it touches. */
const GalleyFigure *
galley_bound_figure (const GalleyFigures *figures,
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
  galley_amount_clear (&((GalleyBoundReading *) data)->amount);
}

/* What is read at each bound mark of @block, in order. */
GArray *
galley_bound_read_marks (const GalleyBlockData *block,
                         const GalleyFigures *figures)
{
  GArray *readings = g_array_new (FALSE, TRUE, sizeof (GalleyBoundReading));

  g_array_set_clear_func (readings, reading_clear);
  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);
      GalleyBoundReading reading = { .mark = mark, .field = GALLEY_INDICATOR_VALUE };

      if (!galley_bound_is (mark))
        continue;
      if (mark->field != NULL && !galley_binding_field_from_string (mark->field, &reading.field))
        reading.field = GALLEY_N_INDICATOR_FIELDS;
      reading.figure = galley_bound_figure (figures, mark->start, mark->length);
      if (reading.figure != NULL)
        galley_amount_from_figure (&reading.amount, reading.figure, block->text);
      g_array_append_val (readings, reading);
    }
  return readings;
}

GalleyRecord *
galley_bound_find_row (GPtrArray *tables,
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
GalleyBindingState
galley_bound_judge (const GalleyBlockData *block,
                    const GalleyBoundReading *reading,
                    const GalleyRecord *row,
                    GalleyBindingReason *reason,
                    char **expected,
                    gboolean *turned)
{
  g_auto (GalleyAmount) cell = GALLEY_AMOUNT_INIT;
  g_autofree char *surface = galley_bound_dup_chars (block->text, reading->mark->start, reading->mark->length);

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

GalleyBindingPlace *
galley_bound_place_new (const GalleyBlockData *block,
                        const GalleyBoundReading *reading,
                        const GalleyRecord *row)
{
  GalleyBindingPlace *place = g_new0 (GalleyBindingPlace, 1);
  gboolean turned;

  place->block = g_strdup (block->id);
  place->start = reading->mark->start;
  place->length = reading->mark->length;
  place->row = g_strdup (reading->mark->target);
  place->field = reading->field;
  place->surface = galley_bound_dup_chars (block->text, place->start, place->length);
  place->state = galley_bound_judge (block, reading, row, &place->reason, &place->expected, &turned);
  return place;
}

/* Puts @row in the place of the row with its id. The table and its rows are made anew, for snapshots share theirs. */
void
galley_bound_replace_row (GPtrArray *tables,
                          GalleyRecord *row)
{
  for (guint t = 0; t < tables->len; t++)
    {
      GalleyTableData *table = g_ptr_array_index (tables, t);

      for (guint i = 0; i < table->rows->len; i++)
        if (g_str_equal (((GalleyRecord *) g_ptr_array_index (table->rows, i))->id, row->id))
          {
            g_autoptr (GPtrArray) rows = galley_record_array_new ();

            for (guint j = 0; j < table->rows->len; j++)
              g_ptr_array_add (rows, galley_record_ref (j == i ? row : g_ptr_array_index (table->rows, j)));
            g_ptr_array_index (tables, t) = galley_table_data_new (table->head, rows);
            galley_table_data_unref (table);
            return;
          }
    }
}

GPtrArray *
galley_bound_copy_blocks (const GalleySnapshot *snapshot)
{
  GPtrArray *blocks = galley_block_array_new ();

  for (guint i = 0; i < snapshot->blocks->len; i++)
    g_ptr_array_add (blocks, galley_block_data_ref (g_ptr_array_index (snapshot->blocks, i)));
  return blocks;
}

GPtrArray *
galley_bound_copy_tables (const GalleySnapshot *snapshot)
{
  GPtrArray *tables = galley_table_array_new ();

  for (guint i = 0; i < snapshot->tables->len; i++)
    g_ptr_array_add (tables, galley_table_data_ref (g_ptr_array_index (snapshot->tables, i)));
  return tables;
}
