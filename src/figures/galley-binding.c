/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-binding.h"

#include "galley-bound-private.h"
#include "galley-surface.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

      if (!galley_bound_is (mark) || mark->start >= start + length || mark->start + mark->length <= start)
        g_ptr_array_add (marks, galley_mark_ref (mark));
    }
  return marks;
}

/* An empty cell takes what is bound to it, and the unit where the row has none. */
static void
fill_cell (GPtrArray *tables,
           const GalleyBlockData *block,
           const GalleyFigure *figure,
           const char *id,
           GalleyIndicatorField field)
{
  GalleyRecord *row = galley_bound_find_row (tables, id);
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
  galley_bound_replace_row (tables, full);
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
  GPtrArray *places = g_ptr_array_new_with_free_func (galley_bound_place_free);
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint t = 0; t < snapshot->tables->len; t++)
    {
      const GalleyTableData *table = g_ptr_array_index (snapshot->tables, t);

      for (guint i = 0; i < table->rows->len; i++)
        g_hash_table_insert (rows, ((GalleyRecord *) g_ptr_array_index (table->rows, i))->id,
                             g_ptr_array_index (table->rows, i));
    }
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      g_autoptr (GalleyFigures) figures = galley_bound_in (block) ? galley_bound_read_block (snapshot, block) : NULL;
      g_autoptr (GArray) readings = galley_bound_read_marks (block, figures);

      for (guint j = 0; j < readings->len; j++)
        {
          const GalleyBoundReading *reading = &g_array_index (readings, GalleyBoundReading, j);

          g_ptr_array_add (places, galley_bound_place_new (block, reading, g_hash_table_lookup (rows, reading->mark->target)));
        }
    }
  return places;
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
  g_autoptr (GPtrArray) marks = NULL, blocks = NULL, tables = NULL;
  g_autoptr (GalleyBlockData) bound = NULL;
  GalleyBlockData *data;

  g_return_val_if_fail (field < GALLEY_N_INDICATOR_FIELDS, NULL);

  if (position == G_MAXUINT || length == 0 || galley_bound_find_row (snapshot->tables, row) == NULL)
    return galley_snapshot_ref (snapshot);
  data = g_ptr_array_index (snapshot->blocks, position);
  if (start >= data->n_chars || length > data->n_chars - start)
    return galley_snapshot_ref (snapshot);
  figures = galley_bound_read_block (snapshot, data);
  figure = galley_bound_figure (figures, start, length);
  if (figure != NULL)
    {
      start = figure->start;
      length = figure->length;
    }
  marks = marks_outside (data, start, length);
  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, start, length, row, galley_indicator_schema.fields[field].name));
  bound = galley_block_data_with_marks (data, marks);
  blocks = galley_bound_copy_blocks (snapshot);
  tables = galley_bound_copy_tables (snapshot);
  g_ptr_array_index (blocks, position) = galley_block_data_ref (bound);
  galley_block_data_unref (data);
  if (figure != NULL && figure->numeric)
    fill_cell (tables, bound, figure, row, field);
  return galley_snapshot_with (snapshot, blocks, tables);
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
  blocks = galley_bound_copy_blocks (snapshot);
  g_ptr_array_index (blocks, position) = galley_block_data_with_marks (data, marks);
  galley_block_data_unref (data);
  return galley_snapshot_with (snapshot, blocks, snapshot->tables);
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

/* The memory of forms that lives as long as the bulletin does. */
static GHashTable *
get_forms (GalleyBulletin *bulletin)
{
  static const char key[] = "galley-binding-forms";
  GHashTable *forms = g_object_get_data (G_OBJECT (bulletin), key);

  if (forms == NULL)
    {
      forms = galley_bound_forms_new ();
      g_object_set_data_full (G_OBJECT (bulletin), key, forms, (GDestroyNotify) g_hash_table_unref);
    }
  return forms;
}

/**
 * galley_binding_follow:
 * @transaction: the transaction that the person's edit is in
 * @bulletin: its bulletin
 * @before: the bulletin before that transaction
 *
 * To be called after each edit of text or table, before the commit, so that typing over a bound figure, its cell and the
 * other places are one step of undo. A place keeps the form that a person gave it, its decimals and its 余, through all
 * values that its cell has on the way, until a person rewrites it. Costs a look at each block; only blocks that were edited or are bound to a cell
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
  g_autoptr (GalleySnapshot) settled = galley_bound_settle (before, after, get_forms (bulletin), &report);

  if (settled != after)
    galley_binding_take (transaction, bulletin, settled);
  return report;
}
