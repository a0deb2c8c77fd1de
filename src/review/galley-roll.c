/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-roll.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-figures.h"

G_DEFINE_QUARK (galley-roll-error-quark, galley_roll_error)

/* What is at work: the old bulletin, the periods, and the ids of the rows of it or of a part of it. */
typedef struct
{
  GalleySnapshot *old;
  const char *from_text;
  GalleyPeriod from;
  const char *to_text;
  GalleyPeriod to;
  GHashTable *stale_rows;
  GPtrArray *stale;
} Rolling;

/* The word in scripts and the words for people. */
static const struct
{
  const char *name;
  const char *title;
} reasons[GALLEY_N_STALE_REASONS] = {
  [GALLEY_STALE_CELL] = { "cell", N_("Value to be typed") },
  [GALLEY_STALE_ROW] = { "row", N_("Row of another period") },
  [GALLEY_STALE_BOUND] = { "bound", N_("Follows its cell") },
  [GALLEY_STALE_GROWTH] = { "growth", N_("Growth that is not bound") },
  [GALLEY_STALE_FIGURE] = { "figure", N_("Figure that is not bound") },
  [GALLEY_STALE_PERIOD] = { "period", N_("Period or date") },
};

static void
place_free (gpointer data)
{
  GalleyStalePlace *place = data;

  g_free (place->block);
  g_free (place->row);
  g_free (place->field);
  g_free (place->text);
  g_free (place->sentence);
  g_free (place);
}

static GalleyStalePlace *
add_place (Rolling *self, GalleyStaleReason reason, const char *block, const char *row, const char *field)
{
  GalleyStalePlace *place = g_new0 (GalleyStalePlace, 1);

  place->reason = reason;
  place->block = g_strdup (block);
  place->row = g_strdup (row);
  place->field = g_strdup (field);
  g_ptr_array_add (self->stale, place);
  return place;
}

/* Periods. */

/* A period that a bulletin can be of: a month or those of a year up to one, a quarter, a half, a year; with its year. */
static gboolean
is_edition (const GalleyPeriod *period)
{
  guint from, to;

  if (period->unit == GALLEY_PERIOD_DAY || !galley_period_get_bounds (period, &from, &to) || from > to)
    return FALSE;
  return period->first_year == period->last_year;
}

static gboolean
is_later (const GalleyPeriod *a, const GalleyPeriod *b)
{
  guint a_from, a_to, b_from, b_to;

  return galley_period_get_bounds (a, &a_from, &a_to) && galley_period_get_bounds (b, &b_from, &b_to) && a_to > b_to;
}

/* Whether a value of the one is a base for a value of the other: both span as many months, 30 days or 31. */
static gboolean
is_base_for (const GalleyPeriod *from, const GalleyPeriod *to)
{
  return from->unit == to->unit && from->last - from->first == to->last - to->first;
}

/* The period that most rows are of, for a bulletin whose details do not say. */
static const char *
most_common_period (const GalleySnapshot *snapshot)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const char *best = NULL;
  guint most = 0;

  for (guint t = 0; t < snapshot->tables->len; t++)
    {
      const GPtrArray *rows = ((GalleyTableData *) g_ptr_array_index (snapshot->tables, t))->rows;

      for (guint i = 0; i < rows->len; i++)
        {
          const char *period = ((GalleyRecord *) g_ptr_array_index (rows, i))->fields[GALLEY_INDICATOR_PERIOD];
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, period)) + 1;
          GalleyPeriod parsed;

          g_hash_table_insert (counts, (gpointer) period, GUINT_TO_POINTER (n));
          if (n > most && galley_period_parse (period, &parsed) && is_edition (&parsed))
            {
              best = period;
              most = n;
            }
        }
    }
  return best;
}

static gboolean
find_periods (Rolling *self, const char *to, GError **error)
{
  const char *stated = self->old->details->fields[GALLEY_DETAILS_PERIOD];

  if (!galley_period_parse (to, &self->to) || !is_edition (&self->to))
    {
      g_set_error (error, GALLEY_ROLL_ERROR, GALLEY_ROLL_ERROR_TO,
                   _("“%s” is no period to roll to; write 2024Q2, 2024H1, 2024-05, 2024-01..2024-05 or 2024"), to);
      return FALSE;
    }
  self->to_text = to;
  self->from_text = *stated ? stated : most_common_period (self->old);
  if (self->from_text == NULL || !galley_period_parse (self->from_text, &self->from) || !is_edition (&self->from))
    {
      g_set_error (error, GALLEY_ROLL_ERROR, GALLEY_ROLL_ERROR_FROM,
                   _("does not say which period it is of; set “period” in its details, as in 2024Q1"));
      return FALSE;
    }
  if (!is_later (&self->to, &self->from))
    {
      g_set_error (error, GALLEY_ROLL_ERROR, GALLEY_ROLL_ERROR_TO,
                   _("the bulletin is of %s, and %s does not come after it"), self->from_text, to);
      return FALSE;
    }
  return TRUE;
}

/* The table. */

/* Whether a row of the period @text is of the old edition and nothing else; one without a period is. */
static gboolean
is_of_edition (const Rolling *self, const char *text)
{
  GalleyPeriod period;

  return *text == '\0' || g_str_equal (text, self->from_text) ||
         (galley_period_parse (text, &period) && memcmp (&period, &self->from, sizeof period) == 0);
}

/* Whether a row of another period hangs on the old edition: a part of it, or of its kind (the year before). */
static gboolean
hangs_on_edition (const Rolling *self, const char *text)
{
  GalleyPeriod period;
  guint from, to, old_from, old_to;

  if (!galley_period_parse (text, &period))
    return TRUE;
  if (period.unit == self->from.unit)
    return TRUE;
  return galley_period_get_bounds (&period, &from, &to) && galley_period_get_bounds (&self->from, &old_from, &old_to) &&
         from >= old_from && to <= old_to;
}

static void
add_row (Rolling *self, GalleyStaleReason reason, const GalleyRecord *row, GalleyIndicatorField field)
{
  GalleyStalePlace *place = add_place (self, reason, NULL, row->id, galley_indicator_schema.fields[field].name);

  place->text = g_strdup (row->fields[field]);
  place->length = (guint) g_utf8_strlen (place->text, -1);
  place->sentence = g_strdup (row->fields[GALLEY_INDICATOR_NAME]);
}

static GalleyRecord *
roll_row (Rolling *self, GalleyRecord *row)
{
  const char *fields[GALLEY_N_INDICATOR_FIELDS];

  if (!is_of_edition (self, row->fields[GALLEY_INDICATOR_PERIOD]))
    {
      if (hangs_on_edition (self, row->fields[GALLEY_INDICATOR_PERIOD]))
        {
          add_row (self, GALLEY_STALE_ROW, row, GALLEY_INDICATOR_PERIOD);
          g_hash_table_add (self->stale_rows, row->id);
        }
      return galley_record_ref (row);
    }
  for (guint i = 0; i < GALLEY_N_INDICATOR_FIELDS; i++)
    fields[i] = row->fields[i];
  if (*row->fields[GALLEY_INDICATOR_PERIOD])
    fields[GALLEY_INDICATOR_PERIOD] = self->to_text;
  fields[GALLEY_INDICATOR_BASE] = is_base_for (&self->from, &self->to) ? row->fields[GALLEY_INDICATOR_VALUE] : "";
  fields[GALLEY_INDICATOR_VALUE] = "";
  fields[GALLEY_INDICATOR_CHANGE] = "";
  fields[GALLEY_INDICATOR_CHECKED_BY] = "";
  fields[GALLEY_INDICATOR_CHECKED_AT] = "";
  fields[GALLEY_INDICATOR_HISTORY] = "";
  add_row (self, GALLEY_STALE_CELL, row, GALLEY_INDICATOR_VALUE);
  g_hash_table_add (self->stale_rows, row->id);
  return galley_record_new (row->schema, row->id, fields, row->extra);
}

/* The text. */

static gboolean
ends_sentence (gunichar c)
{
  return c == 0x3002 /* 。 */ || c == 0xff01 /* ！ */ || c == 0xff1f /* ？ */ || c == '\n';
}

/* A sentence without end is cut here, so that one of a thousand figures is not copied whole for each. */
#define MAX_SENTENCE 200

/* The sentence of @text that the bytes from @at to @end are in. */
static char *
dup_sentence (const char *text, const char *at, const char *end)
{
  for (guint n = 0; at > text && n < MAX_SENTENCE; n++)
    {
      const char *before = g_utf8_prev_char (at);

      if (ends_sentence (g_utf8_get_char (before)))
        break;
      at = before;
    }
  for (guint n = 0; *end && n < MAX_SENTENCE; n++)
    {
      gunichar c = g_utf8_get_char (end);

      if (c == '\n')
        break;
      end = g_utf8_next_char (end);
      if (ends_sentence (c))
        break;
    }
  return g_strndup (at, end - at);
}

static void
set_text (GalleyStalePlace *place, const char *text, const GalleyFigure *figure)
{
  const char *at = text + figure->bytes.offset, *end = at + figure->bytes.length;

  place->start = figure->start;
  place->length = figure->length;
  place->text = g_strndup (at, figure->bytes.length);
  place->sentence = dup_sentence (text, at, end);
}

/* Periods and dates of a title or list of words. */
static void
find_periods_in (Rolling *self, const char *text, const char *row, const char *field, const GalleyFigureContext *context)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, -1, context);
  guint n;
  const GalleyFigure *all = galley_figures_get_data (figures, &n);

  for (guint i = 0; i < n; i++)
    if (all[i].period.unit != GALLEY_PERIOD_NONE)
      set_text (add_place (self, GALLEY_STALE_PERIOD, NULL, row, field), text, &all[i]);
}

/* The mark that binds a figure. Marks come in order: @next is the first that may reach it. */
static const GalleyMark *
find_binding (const GalleyBlockData *block, const GalleyFigure *figure, guint *next)
{
  for (; *next < block->marks->len; ++*next)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, *next);

      if (mark->kind == GALLEY_MARK_FIGURE && mark->target && mark->start + mark->length > figure->start)
        return mark->start < figure->start + figure->length ? mark : NULL;
    }
  return NULL;
}

static void
find_in_block (Rolling *self, const GalleyBlockData *block, const GalleyFigureContext *context)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read (block->text, -1, context);
  guint n, next = 0;
  const GalleyFigure *all = galley_figures_get_data (figures, &n);

  for (guint i = 0; i < n; i++)
    {
      const GalleyMark *mark = find_binding (block, &all[i], &next);
      GalleyStaleReason reason = GALLEY_STALE_FIGURE;

      if (mark && !g_hash_table_contains (self->stale_rows, mark->target))
        continue;
      if (all[i].period.unit != GALLEY_PERIOD_NONE)
        reason = GALLEY_STALE_PERIOD;
      else if (mark)
        reason = GALLEY_STALE_BOUND;
      else if (all[i].kind == GALLEY_FIGURE_GROWTH)
        reason = GALLEY_STALE_GROWTH;
      else if (all[i].kind == GALLEY_FIGURE_ORDINAL || all[i].kind == GALLEY_FIGURE_OTHER)
        continue;
      set_text (add_place (self, reason, block->id, mark ? mark->target : NULL, mark ? mark->field : NULL), block->text,
                &all[i]);
    }
}

static GPtrArray *
roll_tables (Rolling *self, const GalleyFigureContext *context)
{
  GPtrArray *tables = galley_table_array_new ();

  for (guint t = 0; t < self->old->tables->len; t++)
    {
      const GalleyTableData *table = g_ptr_array_index (self->old->tables, t);
      g_autoptr (GPtrArray) rows = galley_record_array_new ();

      find_periods_in (self, table->head->fields[GALLEY_TABLE_TITLE], table->head->id,
                       galley_table_schema.fields[GALLEY_TABLE_TITLE].name, context);
      for (guint i = 0; i < table->rows->len; i++)
        g_ptr_array_add (rows, roll_row (self, g_ptr_array_index (table->rows, i)));
      g_ptr_array_add (tables, galley_table_data_new (table->head, rows));
    }
  return tables;
}

static GalleySnapshot *
roll_snapshot (Rolling *self)
{
  GalleySnapshot *old = self->old;
  g_autoptr (GalleyRecord) of_period = galley_record_with (old->details, GALLEY_DETAILS_PERIOD, self->to_text);
  g_autoptr (GalleyRecord) details = galley_record_with (of_period, GALLEY_DETAILS_DATE, "");
  g_autoptr (GPtrArray) tables = NULL;
  GalleyFigureContext context;

  galley_figure_context_from_snapshot (old, &context);
  find_periods_in (self, old->details->fields[GALLEY_DETAILS_TAGS], NULL,
                   galley_details_schema.fields[GALLEY_DETAILS_TAGS].name, &context);
  tables = roll_tables (self, &context);
  for (guint i = 0; i < old->blocks->len; i++)
    find_in_block (self, g_ptr_array_index (old->blocks, i), &context);
  return galley_snapshot_new (NULL, details, old->credits, old->blocks, tables, NULL, NULL, old->extra);
}

/**
 * galley_roll:
 * @snapshot: a bulletin
 * @to: the period to roll it to: 2024Q2, 2024H1, 2024-05, 2024-01..2024-05 or 2024
 *
 * Makes the bulletin of a later period: a new id, that period, no date, nothing of the review, and the same text, whose
 * ids stay so that the two can be compared. Each row of the old period gets the new one; its value becomes its base, or
 * nothing does where the new period is longer or shorter, since a quarter is no base for a half.
 *
 * A value, a change and who checked it are emptied and not kept until they are typed: 821.6 in a row of 2024Q2 would be an
 * untruth that no later check could tell from a true value. The text keeps its old figure, and a figure bound to an empty
 * cell is out of step for every check, view and save, until the value is typed in the cell or in the text.
 *
 * Rows of other periods are left as they are, and those that hang on the old one are told.
 *
 * Returns: (transfer full): the new bulletin and what is stale in it, or %NULL with an error of #GalleyRollError whose
 *   message does not name the file
 */
GalleyRoll *
galley_roll (GalleySnapshot *snapshot, const char *to, GError **error)
{
  Rolling self = { .old = snapshot };
  g_autoptr (GHashTable) stale_rows = g_hash_table_new (g_str_hash, g_str_equal);
  GalleyRoll *roll;

  if (!find_periods (&self, to, error))
    return NULL;
  self.stale_rows = stale_rows;
  self.stale = g_ptr_array_new_with_free_func (place_free);
  roll = g_new0 (GalleyRoll, 1);
  roll->snapshot = roll_snapshot (&self);
  roll->from = g_strdup (self.from_text);
  roll->to = g_strdup (to);
  roll->stale = self.stale;
  return roll;
}

void
galley_roll_free (GalleyRoll *roll)
{
  galley_snapshot_unref (roll->snapshot);
  g_free (roll->from);
  g_free (roll->to);
  g_ptr_array_unref (roll->stale);
  g_free (roll);
}

/**
 * galley_stale_reason_to_string:
 *
 * Returns: (transfer none): its word in JSON
 */
const char *
galley_stale_reason_to_string (GalleyStaleReason reason)
{
  g_return_val_if_fail (reason < GALLEY_N_STALE_REASONS, NULL);

  return reasons[reason].name;
}

/**
 * galley_stale_reason_get_title:
 *
 * Returns: (transfer none): what it is called for people
 */
const char *
galley_stale_reason_get_title (GalleyStaleReason reason)
{
  g_return_val_if_fail (reason < GALLEY_N_STALE_REASONS, NULL);

  return _(reasons[reason].title);
}
