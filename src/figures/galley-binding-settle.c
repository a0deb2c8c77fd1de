/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-binding.h"
#include "galley-bound-private.h"
#include "galley-derive.h"
#include "galley-surface.h"

#include <string.h>

static void
cell_free (gpointer data)
{
  GalleyBindingCell *cell = data;

  g_free (cell->row);
  g_free (cell->was);
  g_free (cell->now);
  g_free (cell);
}

/* What is settled: the snapshot as it becomes, with arrays of its own. */
typedef struct
{
  const GalleySnapshot *after;
  GPtrArray *blocks;
  GPtrArray *tables;
  GHashTable *changed; /* row id -> mask of the fields that changed */
  GHashTable *forms;   /* (nullable): place -> Form */
  GalleyBindingReport *report;
} Settling;

/* How a person wrote a place that has since been rewritten. On the way from 821.6 to 834.5 a cell is 8 for a moment; the
 * places that follow it then are to end up with their decimal, and 30余 with its 余. */
typedef struct
{
  char *written; /* what was put there last; when something else stands there, a person gave it another form */
  GalleyBlockData *block;
  guint index;
} Form;

/* Formulas on formulas are worked out to this depth. */
#define MAX_ROUNDS 16

#define FIELD(field) (1u << (field))

static GalleyBindingReport *
report_new (void)
{
  GalleyBindingReport *report = g_new0 (GalleyBindingReport, 1);

  report->places = g_ptr_array_new_with_free_func (galley_bound_place_free);
  report->cells = g_ptr_array_new_with_free_func (cell_free);
  return report;
}

static void
mark_changed (Settling *self,
              const char *row,
              guint fields)
{
  guint mask = GPOINTER_TO_UINT (g_hash_table_lookup (self->changed, row));

  g_hash_table_insert (self->changed, g_strdup (row), GUINT_TO_POINTER (mask | fields));
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
            was = galley_bound_find_row (before->tables, now->id);
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
      const GalleyFigure *figure = galley_bound_is (mark) ? g_array_index (readings, GalleyBoundReading, n++).figure : NULL;

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
            const GalleyBoundReading *reading)
{
  g_autofree char *now = galley_bound_dup_chars (block->text, reading->mark->start, reading->mark->length);
  gboolean had = FALSE;

  for (guint i = 0; i < old->len; i++)
    {
      const GalleyBoundReading *was = &g_array_index (old, GalleyBoundReading, i);

      if (!same_mark (was->mark, reading->mark))
        continue;
      had = TRUE;
      if (was->figure != NULL && reading->figure != NULL && was->amount.numeric
          && galley_amount_equal (&was->amount, &reading->amount))
        return TRUE;
      if (was->figure == NULL || !was->amount.numeric)
        {
          g_autofree char *text = galley_bound_dup_chars (before->text, was->mark->start, was->mark->length);

          if (g_str_equal (text, now))
            return TRUE;
        }
    }
  return !had;
}

static void
say_cell (Settling *self,
          const GalleyRecord *was,
          GalleyIndicatorField field,
          const char *now)
{
  GalleyBindingCell *cell = g_new0 (GalleyBindingCell, 1);

  cell->row = g_strdup (was->id);
  cell->field = field;
  cell->was = g_strdup (was->fields[field]);
  cell->now = g_strdup (now);
  g_ptr_array_add (self->report->cells, cell);
}

/* Whether a figure can fill an empty cell, as there are in a bulletin that was rolled to its next period. */
static gboolean
fills_cell (const GalleyBoundReading *reading,
            const GalleyRecord *row)
{
  int magnitude;
  g_autofree char *unit = galley_unit_split (row->fields[GALLEY_INDICATOR_UNIT], &magnitude);

  return *row->fields[reading->field] == '\0' && reading->figure != NULL && reading->amount.numeric
         && (reading->field == GALLEY_INDICATOR_CHANGE || *unit == '\0' || g_strcmp0 (reading->amount.unit, unit) == 0);
}

/* Takes what the text now says at @reading over into its cell, where the cell can hold it. */
static void
take_into_cell (Settling *self,
                const GalleyBlockData *block,
                const GalleyBoundReading *reading)
{
  GalleyRecord *row = galley_bound_find_row (self->tables, reading->mark->target);
  guint mask = GPOINTER_TO_UINT (g_hash_table_lookup (self->changed, reading->mark->target));
  GalleyBindingPlace *place;
  g_autofree char *now = NULL;

  if (row == NULL || reading->field == GALLEY_N_INDICATOR_FIELDS || (mask & FIELD (reading->field)))
    return;
  place = galley_bound_place_new (block, reading, row);
  if (place->state == GALLEY_BINDING_OUT_OF_STEP
      && (place->reason == GALLEY_BINDING_REASON_VALUE || fills_cell (reading, row)))
    now = galley_surface_to_cell (reading->figure, block->text, reading->field, row->fields[GALLEY_INDICATOR_UNIT]);
  if (now != NULL)
    {
      g_autoptr (GalleyRecord) changed = galley_record_with (row, reading->field, now);

      say_cell (self, row, reading->field, now);
      galley_bound_replace_row (self->tables, changed);
      mark_changed (self, changed->id, FIELD (reading->field));
      galley_bound_place_free (place);
    }
  else if (place->state == GALLEY_BINDING_OUT_OF_STEP)
    g_ptr_array_add (self->report->places, place);
  else
    galley_bound_place_free (place);
}

/* A block whose text was edited: its marks fit themselves to their figures, and cells follow figures that changed. */
static void
follow_text (Settling *self,
             const GalleyBlockData *was,
             guint position)
{
  GalleyBlockData *now = g_ptr_array_index (self->blocks, position);
  g_autoptr (GalleyFigures) old_figures = galley_bound_read_block (self->after, was);
  g_autoptr (GalleyFigures) figures = galley_bound_read_block (self->after, now);
  g_autoptr (GArray) old = galley_bound_read_marks (was, old_figures);
  g_autoptr (GArray) first = galley_bound_read_marks (now, figures);
  g_autoptr (GalleyBlockData) fitted = fit_marks (now, first);
  g_autoptr (GArray) readings = galley_bound_read_marks (fitted, figures);

  replace_block (self, position, fitted);
  for (guint i = 0; i < readings->len; i++)
    if (!is_unmoved (was, old, fitted, &g_array_index (readings, GalleyBoundReading, i)))
      take_into_cell (self, fitted, &g_array_index (readings, GalleyBoundReading, i));
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

      if (now == was || !galley_bound_in (now))
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

/* Works out the derived cells anew, each after those it is made of; a circle of formulas ends with the last round. */
static void
derive_cells (Settling *self)
{
  gboolean changed = TRUE;

  for (guint round = 0; changed && round < MAX_ROUNDS; round++)
    {
      changed = FALSE;
      for (guint t = 0; t < self->tables->len; t++)
        for (guint i = 0; i < ((GalleyTableData *) g_ptr_array_index (self->tables, t))->rows->len; i++)
          {
            GalleyRecord *row = g_ptr_array_index (((GalleyTableData *) g_ptr_array_index (self->tables, t))->rows, i);
            g_autoptr (GalleyRecord) was = galley_record_ref (row), now = NULL;
            GalleyIndicatorField field;

            if (strchr (row->fields[GALLEY_INDICATOR_NOTES], '=') == NULL)
              continue;
            now = galley_derive_compute (row, self->tables);
            if (now == was)
              continue;
            galley_derive_get (now, &field, NULL);
            say_cell (self, was, field, now->fields[field]);
            galley_bound_replace_row (self->tables, now);
            mark_changed (self, now->id, FIELD (field));
            changed = TRUE;
          }
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
      const GalleyBoundReading *a = &g_array_index (was, GalleyBoundReading, i);
      const GalleyBoundReading *b = &g_array_index (now, GalleyBoundReading, i);

      if (i != index && ((a->figure == NULL) != (b->figure == NULL)
                         || (a->figure != NULL && !galley_amount_equal (&a->amount, &b->amount))))
        return FALSE;
    }
  return TRUE;
}

static void
form_free (gpointer data)
{
  Form *form = data;

  g_free (form->written);
  galley_block_data_unref (form->block);
  g_free (form);
}

static char *
form_key (const GalleyBlockData *block,
          const GalleyBoundReading *reading,
          guint index)
{
  return g_strdup_printf ("%s %u %s %u", block->id, index, reading->mark->target, (guint) reading->field);
}

static gboolean
has_sign (const char *surface)
{
  static const char *const signs[] = { "+", "-", "＋", "−", "－" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (surface, signs[i]))
      return TRUE;
  return FALSE;
}

/* What is to stand at a mark, in the form that @styled has at its mark with the index @at. Returns %NULL where it stands
 * there already or cannot be said. */
static char *
find_surface (const Settling *self,
              const GalleyBlockData *block,
              const GalleyBoundReading *reading,
              const GalleyRecord *row,
              const GalleyBlockData *styled,
              guint at,
              gboolean *turned)
{
  g_autoptr (GalleyFigures) figures = galley_bound_read_block (self->after, styled);
  g_autoptr (GArray) readings = galley_bound_read_marks (styled, figures);
  const GalleyBoundReading *style = &g_array_index (readings, GalleyBoundReading, at);
  g_autofree char *now = galley_bound_dup_chars (block->text, reading->mark->start, reading->mark->length);
  char *surface = NULL;
  GalleyBindingReason reason;

  if (galley_bound_judge (styled, style, row, &reason, &surface, turned) != GALLEY_BINDING_OUT_OF_STEP)
    {
      g_free (surface);
      surface = galley_bound_dup_chars (styled->text, style->mark->start, style->mark->length);
    }
  if (reason == GALLEY_BINDING_REASON_UNREADABLE || surface == NULL || *surface == '\0')
    g_clear_pointer (&surface, g_free);
  /* The word before it may have been turned since. */
  if (surface != NULL && !has_sign (surface) && !has_sign (now))
    *turned = *turned != ((style->amount.value.digits < 0) != (reading->amount.value.digits < 0));
  if (surface != NULL && !*turned && g_str_equal (surface, now))
    g_clear_pointer (&surface, g_free);
  return surface;
}

static void
remember_form (Settling *self,
               char *key,
               Form *form,
               GalleyBlockData *block,
               guint index,
               const char *written)
{
  Form *now;

  if (form != NULL)
    {
      g_set_str (&form->written, written);
      g_free (key);
      return;
    }
  now = g_new0 (Form, 1);
  now->written = g_strdup (written);
  now->block = galley_block_data_ref (block);
  now->index = index;
  g_hash_table_insert (self->forms, key, now);
}

/* Writes what its cell says at the bound mark with that index, or leaves the block where the text would then not read
 * as the cell or another bound figure would change. */
static GalleyBlockData *
rewrite_mark (Settling *self,
              GalleyBlockData *block,
              guint index)
{
  g_autoptr (GalleyFigures) figures = galley_bound_read_block (self->after, block);
  g_autoptr (GArray) readings = galley_bound_read_marks (block, figures);
  const GalleyBoundReading *reading = &g_array_index (readings, GalleyBoundReading, index);
  const GalleyRecord *row = galley_bound_find_row (self->tables, reading->mark->target);
  g_autofree char *key = form_key (block, reading, index), *expected = NULL, *again = NULL;
  g_autofree char *now = galley_bound_dup_chars (block->text, reading->mark->start, reading->mark->length);
  Form *form = self->forms != NULL ? g_hash_table_lookup (self->forms, key) : NULL;
  g_autoptr (GalleyBlockData) written = NULL;
  g_autoptr (GalleyFigures) new_figures = NULL;
  g_autoptr (GArray) new_readings = NULL;
  GalleyBindingReason reason;
  gboolean turned, rest;

  if (form != NULL && !g_str_equal (form->written, now))
    {
      g_hash_table_remove (self->forms, key);
      form = NULL;
    }
  expected = find_surface (self, block, reading, row, form != NULL ? form->block : block, form != NULL ? form->index : index, &turned);
  if (expected == NULL)
    return galley_block_data_ref (block);
  written = write_surface (block, reading->mark, expected, turned, reading->amount.value.digits < 0);
  if (written == NULL)
    return galley_block_data_ref (block);
  new_figures = galley_bound_read_block (self->after, written);
  new_readings = galley_bound_read_marks (written, new_figures);
  if (!others_stand (readings, new_readings, index)
      || galley_bound_judge (written, &g_array_index (new_readings, GalleyBoundReading, index), row, &reason, &again, &rest)
           == GALLEY_BINDING_OUT_OF_STEP)
    return galley_block_data_ref (block);
  if (self->forms != NULL)
    remember_form (self, g_steal_pointer (&key), form, block, index, expected);
  return fit_marks (written, new_readings);
}

static gboolean
is_changed (Settling *self,
            const GalleyBoundReading *reading)
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
  g_autoptr (GalleyFigures) old_figures = galley_bound_read_block (self->after, was);
  g_autoptr (GArray) old = galley_bound_read_marks (was, old_figures);
  g_autoptr (GalleyFigures) figures = NULL;
  g_autoptr (GArray) now = NULL;

  for (guint i = 0; i < old->len; i++)
    if (is_changed (self, &g_array_index (old, GalleyBoundReading, i)))
      {
        g_autoptr (GalleyBlockData) written = rewrite_mark (self, block, i);

        galley_block_data_unref (block);
        block = g_steal_pointer (&written);
      }
  figures = galley_bound_read_block (self->after, block);
  now = galley_bound_read_marks (block, figures);
  for (guint i = 0; i < now->len; i++)
    if (is_changed (self, &g_array_index (now, GalleyBoundReading, i)))
      {
        const GalleyBoundReading *reading = &g_array_index (now, GalleyBoundReading, i);
        const GalleyMark *mark = g_array_index (old, GalleyBoundReading, i).mark;
        const GalleyRecord *row = galley_bound_find_row (self->tables, reading->mark->target);
        GalleyBindingPlace *place = galley_bound_place_new (block, reading, row);

        place->was = galley_bound_dup_chars (was->text, mark->start, mark->length);
        if (g_str_equal (place->was, place->surface))
          g_clear_pointer (&place->was, g_free);
        if (place->was != NULL || place->state != GALLEY_BINDING_IN_STEP)
          g_ptr_array_add (self->report->places, place);
        else
          galley_bound_place_free (place);
      }
  replace_block (self, position, block);
}

static void
settling_init (Settling *self,
               const GalleySnapshot *snapshot)
{
  self->after = snapshot;
  self->blocks = galley_bound_copy_blocks (snapshot);
  self->tables = galley_bound_copy_tables (snapshot);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->forms = NULL;
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

/**
 * galley_binding_settle:
 * @before: the bulletin before an edit
 * @after: the bulletin after it
 * @report: (out) (optional) (transfer full): what followed
 *
 * Brings text and table into step after an edit of either. A cell that changed is written at every place that is bound
 * to it, in the place's own unit, digits and approximation; a bound figure that was edited is taken over by its cell,
 * and from there by the other places. Where both changed, the cell wins. What cannot follow is left and reported.
 * Derived cells are worked out anew. Blocks and rows that are new do not lead: a paste or an import changes no cell.
 *
 * Returns: (transfer full): @after in step; @after itself where nothing had to follow
 */
GalleySnapshot *
galley_binding_settle (GalleySnapshot *before,
                       GalleySnapshot *after,
                       GalleyBindingReport **report)
{
  return galley_bound_settle (before, after, NULL, report);
}

/* The forms of places that were rewritten, to be handed to galley_bound_settle() again. */
GHashTable *
galley_bound_forms_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, form_free);
}

/* As galley_binding_settle(), with a memory of the forms that people gave the places. @forms: (nullable) */
GalleySnapshot *
galley_bound_settle (GalleySnapshot *before,
                     GalleySnapshot *after,
                     GHashTable *forms,
                     GalleyBindingReport **report)
{
  Settling self;
  GalleySnapshot *settled;
  gboolean same = TRUE;

  settling_init (&self, after);
  self.forms = forms;
  find_changed_rows (&self, before, after);
  follow_texts (&self, before);
  if (g_hash_table_size (self.changed) > 0)
    derive_cells (&self);
  for (guint i = 0; g_hash_table_size (self.changed) > 0 && i < self.blocks->len; i++)
    if (galley_bound_in (g_ptr_array_index (self.blocks, i)))
      follow_cells (&self, i);
  for (guint i = 0; i < self.blocks->len; i++)
    same = same && g_ptr_array_index (self.blocks, i) == g_ptr_array_index (after->blocks, i);
  for (guint i = 0; i < self.tables->len; i++)
    same = same && g_ptr_array_index (self.tables, i) == g_ptr_array_index (after->tables, i);
  settled = same ? galley_snapshot_ref (after) : galley_snapshot_with (after, self.blocks, self.tables);
  if (report != NULL)
    *report = g_steal_pointer (&self.report);
  settling_clear (&self);
  return settled;
}
