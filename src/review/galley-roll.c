/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-roll.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-binding.h"

G_DEFINE_QUARK (galley-roll-error-quark, galley_roll_error)

/* What is at work: a bulletin, before it is rolled or after, the periods, and the ids of the rows that are not done. */
typedef struct
{
  const GalleySnapshot *snapshot;
  const char *from_text;
  GalleyPeriod from;
  const char *to_text;
  GalleyPeriod to;
  GHashTable *stale_rows;
  GPtrArray *stale;
} Rolling;

/* The rule under which what is still right outside the text is set aside. */
static const char aside_rule[] = "roll";

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
  const char *stated = self->snapshot->details->fields[GALLEY_DETAILS_PERIOD];

  if (!galley_period_parse (to, &self->to) || !is_edition (&self->to))
    {
      g_set_error (error, GALLEY_ROLL_ERROR, GALLEY_ROLL_ERROR_TO,
                   _("“%s” is no period to roll to; write 2024Q2, 2024H1, 2024-05, 2024-01..2024-05 or 2024"), to);
      return FALSE;
    }
  self->to_text = to;
  self->from_text = *stated ? stated : most_common_period (self->snapshot);
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

/* Whether a row of the period @text is of @edition and nothing else; one without a period is. */
static gboolean
is_of_edition (const char *text, const char *edition_text, const GalleyPeriod *edition)
{
  GalleyPeriod period;

  return *text == '\0' || g_str_equal (text, edition_text) ||
         (galley_period_parse (text, &period) && memcmp (&period, edition, sizeof period) == 0);
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

/* Whether somebody said that @text of a row, a title or the tags is still right. */
static gboolean
is_kept (const Rolling *self, const char *row, const char *text)
{
  const GPtrArray *asides = self->snapshot->asides;

  for (guint i = 0; i < asides->len; i++)
    {
      char *const *fields = ((GalleyRecord *) g_ptr_array_index (asides, i))->fields;

      if (g_str_equal (fields[GALLEY_ASIDE_RULE], aside_rule) && g_str_equal (fields[GALLEY_ASIDE_BLOCK], row ? row : "") &&
          g_str_equal (fields[GALLEY_ASIDE_TEXT], text))
        return TRUE;
    }
  return FALSE;
}

/* A row whose value is to be typed, for which it stands at its base, or one of a period that hangs on the old one. */
static void
find_in_row (Rolling *self, const GalleyRecord *row)
{
  gboolean edition = is_of_edition (row->fields[GALLEY_INDICATOR_PERIOD], self->to_text, &self->to);
  GalleyIndicatorField field = edition ? GALLEY_INDICATOR_VALUE : GALLEY_INDICATOR_PERIOD;
  const char *text = row->fields[edition ? GALLEY_INDICATOR_BASE : GALLEY_INDICATOR_PERIOD];
  GalleyStalePlace *place;

  if ((edition ? *row->fields[GALLEY_INDICATOR_VALUE] != '\0' : !hangs_on_edition (self, text)) ||
      is_kept (self, row->id, text))
    return;
  g_hash_table_add (self->stale_rows, row->id);
  place = add_place (self, edition ? GALLEY_STALE_CELL : GALLEY_STALE_ROW, NULL, row->id,
                     galley_indicator_schema.fields[field].name);
  place->text = g_strdup (text);
  place->length = (guint) g_utf8_strlen (text, -1);
  place->sentence = g_strdup (row->fields[GALLEY_INDICATOR_NAME]);
}

static GalleyRecord *
roll_row (Rolling *self, GalleyRecord *row)
{
  const char *fields[GALLEY_N_INDICATOR_FIELDS];

  if (!is_of_edition (row->fields[GALLEY_INDICATOR_PERIOD], self->from_text, &self->from))
    return galley_record_ref (row);
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

/* Periods and dates of a title or list of words, but for the new period itself. */
static void
find_periods_in (Rolling *self, const char *text, const char *row, const char *field, const GalleyFigureContext *context)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, -1, context);
  guint n;
  const GalleyFigure *all = galley_figures_get_data (figures, &n);

  for (guint i = 0; i < n; i++)
    {
      const GalleyPeriod *period = &all[i].period;
      g_autofree char *said = g_strndup (text + all[i].bytes.offset, all[i].bytes.length);

      if (period->unit != GALLEY_PERIOD_NONE && !is_kept (self, row, said) &&
          (period->unit != self->to.unit || period->first != self->to.first || period->last != self->to.last ||
           (period->first_year != 0 && period->first_year != self->to.first_year)))
        set_text (add_place (self, GALLEY_STALE_PERIOD, NULL, row, field), text, &all[i]);
    }
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

/* Why an unbound figure is stale once a bulletin is rolled; %GALLEY_N_STALE_REASONS where it is none's. */
static GalleyStaleReason
reason_of (const GalleyFigure *figure)
{
  if (figure->period.unit != GALLEY_PERIOD_NONE)
    return GALLEY_STALE_PERIOD;
  if (figure->kind == GALLEY_FIGURE_GROWTH)
    return GALLEY_STALE_GROWTH;
  return figure->kind == GALLEY_FIGURE_ORDINAL || figure->kind == GALLEY_FIGURE_OTHER ? GALLEY_N_STALE_REASONS
                                                                                      : GALLEY_STALE_FIGURE;
}

/* The block with a mark at each figure that is of the old period and follows no cell. */
static GalleyBlockData *
mark_block (Rolling *self, GalleyBlockData *block, const GalleyFigureContext *context)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read (block->text, -1, context);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  guint n, next = 0;
  const GalleyFigure *all = galley_figures_get_data (figures, &n);

  for (guint i = 0; i < block->marks->len; i++)
    if (((GalleyMark *) g_ptr_array_index (block->marks, i))->kind != GALLEY_MARK_STALE)
      g_ptr_array_add (marks, galley_mark_ref (g_ptr_array_index (block->marks, i)));
  for (guint i = 0; i < n; i++)
    if (find_binding (block, &all[i], &next) == NULL && reason_of (&all[i]) != GALLEY_N_STALE_REASONS)
      g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_STALE, all[i].start, all[i].length, NULL, NULL));
  return marks->len == block->marks->len ? galley_block_data_ref (block) : galley_block_data_with_marks (block, marks);
}

static gboolean
is_marked (const GalleyBlockData *block, const GalleyFigure *figure)
{
  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind == GALLEY_MARK_STALE && mark->start == figure->start && mark->length == figure->length)
        return TRUE;
    }
  return FALSE;
}

/* What is marked, and what follows a row that is not done. */
static void
find_in_block (Rolling *self, const GalleyBlockData *block, const GalleyFigureContext *context)
{
  g_autoptr (GalleyFigures) figures = block->marks->len > 0 ? galley_figures_read (block->text, -1, context) : NULL;
  guint n = 0, next = 0;
  const GalleyFigure *all = figures ? galley_figures_get_data (figures, &n) : NULL;

  for (guint i = 0; i < n; i++)
    {
      const GalleyMark *mark = find_binding (block, &all[i], &next);

      if (mark && g_hash_table_contains (self->stale_rows, mark->target))
        set_text (add_place (self, GALLEY_STALE_BOUND, block->id, mark->target, mark->field), block->text, &all[i]);
      else if (mark == NULL && is_marked (block, &all[i]) && reason_of (&all[i]) != GALLEY_N_STALE_REASONS)
        set_text (add_place (self, reason_of (&all[i]), block->id, NULL, NULL), block->text, &all[i]);
    }
}

static GalleySnapshot *
roll_snapshot (Rolling *self)
{
  const GalleySnapshot *old = self->snapshot;
  g_autoptr (GalleyRecord) of_period = galley_record_with (old->details, GALLEY_DETAILS_PERIOD, self->to_text);
  g_autoptr (GalleyRecord) undated = galley_record_with (of_period, GALLEY_DETAILS_DATE, "");
  g_autoptr (GalleyRecord) free = galley_record_with (undated, GALLEY_DETAILS_EMBARGO, "");
  g_autoptr (GalleyRecord) details = galley_record_with (free, GALLEY_DETAILS_ROLLED_FROM, self->from_text);
  g_autoptr (GPtrArray) tables = galley_table_array_new (), blocks = galley_block_array_new ();
  GalleyFigureContext context;

  galley_figure_context_from_snapshot (old, &context);
  for (guint t = 0; t < old->tables->len; t++)
    {
      const GalleyTableData *table = g_ptr_array_index (old->tables, t);
      g_autoptr (GPtrArray) rows = galley_record_array_new ();

      for (guint i = 0; i < table->rows->len; i++)
        g_ptr_array_add (rows, roll_row (self, g_ptr_array_index (table->rows, i)));
      g_ptr_array_add (tables, galley_table_data_new (table->head, rows));
    }
  for (guint i = 0; i < old->blocks->len; i++)
    g_ptr_array_add (blocks, mark_block (self, g_ptr_array_index (old->blocks, i), &context));
  return galley_snapshot_new (NULL, details, old->credits, blocks, tables, NULL, NULL, old->extra);
}

/**
 * galley_roll_find_stale:
 * @snapshot: a bulletin
 *
 * Works out from the bulletin as it is what still speaks of the period that it was rolled from. The details say that it was,
 * and marks which figures of the text nobody has touched since, so that this survives every save.
 *
 * Returns: (transfer full) (element-type GalleyStalePlace): the table, then the text, in order; nothing where the bulletin is
 *   not being rolled
 */
GPtrArray *
galley_roll_find_stale (const GalleySnapshot *snapshot)
{
  g_autoptr (GHashTable) stale_rows = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *stale = g_ptr_array_new_with_free_func (place_free);
  char *const *details = snapshot->details->fields;
  Rolling self = { .snapshot = snapshot, .from_text = details[GALLEY_DETAILS_ROLLED_FROM],
                   .to_text = details[GALLEY_DETAILS_PERIOD], .stale_rows = stale_rows, .stale = stale };
  GalleyFigureContext context;

  if (!galley_period_parse (self.from_text, &self.from) || !galley_period_parse (self.to_text, &self.to))
    return stale;
  galley_figure_context_from_snapshot (snapshot, &context);
  find_periods_in (&self, details[GALLEY_DETAILS_TAGS], NULL, galley_details_schema.fields[GALLEY_DETAILS_TAGS].name, &context);
  for (guint t = 0; t < snapshot->tables->len; t++)
    {
      const GalleyTableData *table = g_ptr_array_index (snapshot->tables, t);

      find_periods_in (&self, table->head->fields[GALLEY_TABLE_TITLE], table->head->id,
                       galley_table_schema.fields[GALLEY_TABLE_TITLE].name, &context);
      for (guint i = 0; i < table->rows->len; i++)
        find_in_row (&self, g_ptr_array_index (table->rows, i));
    }
  for (guint i = 0; i < snapshot->blocks->len; i++)
    find_in_block (&self, g_ptr_array_index (snapshot->blocks, i), &context);
  return stale;
}

/* A row's value is what it was before: its base. */
static gboolean
keep_value (GalleyTransaction *transaction, GalleyBulletin *bulletin, const GalleyStalePlace *place)
{
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin);
  g_autoptr (GalleyBindingReport) report = NULL;
  g_autoptr (GalleyRecord) changed = NULL;
  const char *table;
  guint position;
  GalleyRecord *row = galley_bulletin_find_row (bulletin, place->row, &table, &position);

  if (row == NULL || *row->fields[GALLEY_INDICATOR_BASE] == '\0')
    return FALSE;
  changed = galley_record_with (row, GALLEY_INDICATOR_VALUE, row->fields[GALLEY_INDICATOR_BASE]);
  galley_transaction_set_record (transaction, GALLEY_LIST_ROWS, table, position, changed);
  report = galley_binding_follow (transaction, bulletin, before);
  return TRUE;
}

static void
drop_mark (GalleyTransaction *transaction, GalleyBulletin *bulletin, const GalleyStalePlace *place)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  g_autoptr (GalleyBlockData) changed = NULL;
  GalleyBlockData *block;
  guint position;

  if (!galley_bulletin_find_block (bulletin, place->block, &position))
    return;
  block = galley_bulletin_get_block (bulletin, position);
  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind != GALLEY_MARK_STALE || mark->start != place->start || mark->length != place->length)
        g_ptr_array_add (marks, galley_mark_ref (mark));
    }
  changed = galley_block_data_with_marks (block, marks);
  galley_transaction_set_block (transaction, position, changed);
}

/**
 * galley_roll_keep:
 * @transaction: a transaction of @bulletin
 * @place: what is stale in it
 *
 * Lets a place be right as it is, which is kept in the file: a value stays what it was before, a figure of the text is no
 * longer marked, and of all else it is noted. A figure that is bound follows its cell and is never kept by itself.
 */
void
galley_roll_keep (GalleyTransaction *transaction, GalleyBulletin *bulletin, const GalleyStalePlace *place)
{
  const char *const fields[GALLEY_N_ASIDE_FIELDS] = {
    [GALLEY_ASIDE_RULE] = aside_rule,
    [GALLEY_ASIDE_BLOCK] = place->row,
    [GALLEY_ASIDE_TEXT] = place->text,
    [GALLEY_ASIDE_REASON] = _("Still right"),
  };
  g_autoptr (GPtrArray) asides = NULL;

  if (place->reason == GALLEY_STALE_BOUND || (place->reason == GALLEY_STALE_CELL && keep_value (transaction, bulletin, place)))
    return;
  if (place->block)
    {
      drop_mark (transaction, bulletin, place);
      return;
    }
  asides = galley_record_array_new ();
  g_ptr_array_add (asides, galley_record_new (&galley_aside_schema, NULL, fields, NULL));
  galley_transaction_splice (transaction, GALLEY_LIST_ASIDES, NULL,
                             galley_bulletin_get_list (bulletin, GALLEY_LIST_ASIDES)->len, 0, asides);
}

/**
 * galley_roll_suggest:
 * @snapshot: a bulletin
 *
 * Returns: (transfer full) (nullable): the period that follows its own: a month, quarter, half or year later, or with one
 *   month more where it counts from January on; %NULL where it has none
 */
char *
galley_roll_suggest (const GalleySnapshot *snapshot)
{
  static const guint8 in_a_year[] = { [GALLEY_PERIOD_MONTH] = 12, [GALLEY_PERIOD_QUARTER] = 4, [GALLEY_PERIOD_HALF] = 2 };
  const char *text = snapshot->details->fields[GALLEY_DETAILS_PERIOD];
  GalleyPeriod period;

  if (*text == '\0')
    text = most_common_period (snapshot);
  if (text == NULL || !galley_period_parse (text, &period) || !is_edition (&period))
    return NULL;
  if (period.unit == GALLEY_PERIOD_YEAR || period.last == in_a_year[period.unit])
    {
      period.first_year++;
      period.last_year++;
      period.first = period.last = period.unit == GALLEY_PERIOD_YEAR ? period.first : 1;
    }
  else if (period.first == period.last)
    period.first = ++period.last;
  else
    period.last++;
  return galley_period_to_string (&period);
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
 * Figures of the text that follow no cell are marked, and the details say from which period it was rolled, so that
 * galley_roll_find_stale() knows what is left to do. Rows of other periods are left as they are, and those that hang on the
 * old one are told.
 *
 * Returns: (transfer full): the new bulletin and what is stale in it, or %NULL with an error of #GalleyRollError whose
 *   message does not name the file
 */
GalleyRoll *
galley_roll (GalleySnapshot *snapshot, const char *to, GError **error)
{
  Rolling self = { .snapshot = snapshot };
  GalleyRoll *roll;

  if (!find_periods (&self, to, error))
    return NULL;
  roll = g_new0 (GalleyRoll, 1);
  roll->snapshot = roll_snapshot (&self);
  roll->from = g_strdup (self.from_text);
  roll->to = g_strdup (to);
  roll->stale = galley_roll_find_stale (roll->snapshot);
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
