/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-figure-check.h"

#include "galley-figures.h"

static void
free_check (gpointer data)
{
  GalleyFigureCheck *check = data;

  g_free (check->block);
  g_free (check->text);
  g_free (check->row);
  g_free (check->name);
  g_free (check->source);
  g_free (check->checker);
  g_free (check);
}

static const GalleyRecord *
find_row (const GalleySnapshot *snapshot, const char *id)
{
  for (guint t = 0; t < snapshot->tables->len; t++)
    {
      const GalleyTableData *table = g_ptr_array_index (snapshot->tables, t);

      for (guint r = 0; r < table->rows->len; r++)
        if (g_str_equal (((GalleyRecord *) g_ptr_array_index (table->rows, r))->id, id))
          return g_ptr_array_index (table->rows, r);
    }
  return NULL;
}

/* The indicator that a figure of the text is bound to. Returns: (nullable) */
static const GalleyRecord *
find_bound (const GalleySnapshot *snapshot, const GalleyBlockData *block, const GalleyFigure *figure)
{
  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind == GALLEY_MARK_FIGURE && mark->target && mark->start < figure->start + figure->length &&
          figure->start < mark->start + mark->length)
        return find_row (snapshot, mark->target);
    }
  return NULL;
}

static const GalleyRecord *
find_aside (const GalleySnapshot *snapshot, const char *block, const char *text)
{
  for (guint i = 0; i < snapshot->asides->len; i++)
    {
      const GalleyRecord *aside = g_ptr_array_index (snapshot->asides, i);

      if (g_str_equal (aside->fields[GALLEY_ASIDE_RULE], GALLEY_FIGURE_CHECK_RULE) &&
          g_str_equal (aside->fields[GALLEY_ASIDE_BLOCK], block) && g_str_equal (aside->fields[GALLEY_ASIDE_TEXT], text))
        return aside;
    }
  return NULL;
}

static char *
join_source (const GalleyRecord *row)
{
  static const GalleyIndicatorField fields[] = { GALLEY_INDICATOR_SOURCE, GALLEY_INDICATOR_SOURCE_DOCUMENT,
                                                 GALLEY_INDICATOR_SOURCE_PERSON, GALLEY_INDICATOR_SOURCE_DATE,
                                                 GALLEY_INDICATOR_SOURCE_PAGE };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (*row->fields[fields[i]])
      g_string_append_printf (text, "%s%s", text->len ? " · " : "", row->fields[fields[i]]);
  return g_string_free (text, FALSE);
}

static GalleyFigureCheck *
new_for_row (const GalleyRecord *row)
{
  GalleyFigureCheck *check = g_new0 (GalleyFigureCheck, 1);

  check->row = g_strdup (row->id);
  check->name = g_strdup (row->fields[GALLEY_INDICATOR_NAME]);
  check->source = join_source (row);
  check->checker = g_strdup (row->fields[GALLEY_INDICATOR_CHECKED_BY]);
  return check;
}

static GalleyFigureCheck *
new_for_text (const GalleySnapshot *snapshot, const GalleyBlockData *block, const char *text)
{
  const GalleyRecord *aside = find_aside (snapshot, block->id, text);
  GalleyFigureCheck *check = g_new0 (GalleyFigureCheck, 1);

  check->name = g_strdup ("");
  check->source = g_strdup (aside ? aside->fields[GALLEY_ASIDE_REASON] : "");
  check->checker = g_strdup (aside ? aside->fields[GALLEY_ASIDE_BY] : "");
  return check;
}

static void
add_block (GPtrArray *checks, GHashTable *seen, const GalleyReport *report, guint position)
{
  const GalleySnapshot *snapshot = galley_report_get_snapshot (report);
  const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, position);
  const GalleyFigures *figures = galley_report_get_figures (report, position);
  const char *at = block->text;
  guint place = 0;

  for (guint i = 0; figures && i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);
      const GalleyRecord *row = find_bound (snapshot, block, figure);
      const char *end;
      g_autofree char *text = NULL;
      GalleyFigureCheck *check;

      if (row == NULL && !galley_figure_is_bindable (figure))
        continue;
      at = g_utf8_offset_to_pointer (at, (glong) figure->start - place);
      place = figure->start;
      end = g_utf8_offset_to_pointer (at, figure->length);
      text = g_strndup (at, end - at);
      check = row ? new_for_row (row) : new_for_text (snapshot, block, text);
      check->block = g_strdup (block->id);
      check->start = figure->start;
      check->length = figure->length;
      check->text = g_steal_pointer (&text);
      g_ptr_array_add (checks, check);
      if (row)
        g_hash_table_add (seen, row->id);
    }
}

static void
add_unprinted (GPtrArray *checks, GHashTable *seen, const GalleyRecord *row)
{
  const char *value = row->fields[GALLEY_INDICATOR_VALUE], *change = row->fields[GALLEY_INDICATOR_CHANGE];
  GalleyFigureCheck *check;

  if (g_hash_table_contains (seen, row->id) || (*value == '\0' && *change == '\0'))
    return;
  check = new_for_row (row);
  check->text = *value ? g_strconcat (value, row->fields[GALLEY_INDICATOR_UNIT], NULL) : g_strdup (change);
  g_ptr_array_add (checks, check);
}

/**
 * galley_figure_checks_new:
 *
 * Returns: (transfer full) (element-type GalleyFigureCheck): the figures of the text that state a quantity, in the order of the
 *   text, then those of indicators that the text does not mention
 */
GPtrArray *
galley_figure_checks_new (const GalleyReport *report)
{
  const GalleySnapshot *snapshot = galley_report_get_snapshot (report);
  GPtrArray *checks = g_ptr_array_new_with_free_func (free_check);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < snapshot->blocks->len; i++)
    add_block (checks, seen, report, i);
  for (guint t = 0; t < snapshot->tables->len; t++)
    {
      const GalleyTableData *table = g_ptr_array_index (snapshot->tables, t);

      for (guint r = 0; r < table->rows->len; r++)
        add_unprinted (checks, seen, g_ptr_array_index (table->rows, r));
    }
  return checks;
}

gboolean
galley_figure_check_is_open (const GalleyFigureCheck *check)
{
  return *check->source == '\0' || *check->checker == '\0';
}

/**
 * galley_figure_checks_count_open:
 *
 * Returns: how many lack a source or a checker
 */
guint
galley_figure_checks_count_open (GPtrArray *checks)
{
  guint n = 0;

  for (guint i = 0; i < checks->len; i++)
    n += galley_figure_check_is_open (g_ptr_array_index (checks, i));
  return n;
}

static GPtrArray *
tick_row (const GalleySnapshot *snapshot, const char *id, const char *source, const char *checker, const char *stamp)
{
  GPtrArray *tables = galley_table_array_new ();

  for (guint t = 0; t < snapshot->tables->len; t++)
    {
      GalleyTableData *table = g_ptr_array_index (snapshot->tables, t);
      g_autoptr (GPtrArray) rows = galley_record_array_new ();

      for (guint r = 0; r < table->rows->len; r++)
        {
          GalleyRecord *row = g_ptr_array_index (table->rows, r);
          g_autoptr (GalleyRecord) sourced = NULL, named = NULL;

          if (!g_str_equal (row->id, id))
            {
              g_ptr_array_add (rows, galley_record_ref (row));
              continue;
            }
          sourced = source && *source ? galley_record_with (row, GALLEY_INDICATOR_SOURCE, source) : galley_record_ref (row);
          named = galley_record_with (sourced, GALLEY_INDICATOR_CHECKED_BY, checker);
          g_ptr_array_add (rows, galley_record_with (named, GALLEY_INDICATOR_CHECKED_AT, stamp));
        }
      g_ptr_array_add (tables, galley_table_data_new (table->head, rows));
    }
  return tables;
}

static GPtrArray *
tick_text (const GalleySnapshot *snapshot,
           const GalleyFigureCheck *check,
           const char *source,
           const char *checker,
           const char *stamp)
{
  GPtrArray *asides = galley_record_array_new ();
  const GalleyRecord *old = find_aside (snapshot, check->block, check->text);
  const char *fields[GALLEY_N_ASIDE_FIELDS] = {
    [GALLEY_ASIDE_RULE] = GALLEY_FIGURE_CHECK_RULE,
    [GALLEY_ASIDE_BLOCK] = check->block,
    [GALLEY_ASIDE_TEXT] = check->text,
    [GALLEY_ASIDE_REASON] = source && *source ? source : check->source,
    [GALLEY_ASIDE_BY] = checker,
    [GALLEY_ASIDE_AT] = stamp,
  };

  for (guint i = 0; i < snapshot->asides->len; i++)
    if (g_ptr_array_index (snapshot->asides, i) != old)
      g_ptr_array_add (asides, galley_record_ref (g_ptr_array_index (snapshot->asides, i)));
  g_ptr_array_add (asides, galley_record_new (&galley_aside_schema, NULL, fields, NULL));
  return asides;
}

/**
 * galley_figure_check_tick:
 * @check: of @snapshot
 * @source: (nullable): where the figure is from; %NULL or "" to leave what is there
 * @checker: who checked it; "" takes the tick away
 *
 * Returns: (transfer full): @snapshot with the figure checked
 */
GalleySnapshot *
galley_figure_check_tick (const GalleySnapshot *snapshot,
                          const GalleyFigureCheck *check,
                          const char *source,
                          const char *checker,
                          GDateTime *time)
{
  g_autofree char *stamp = *checker ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z") : g_strdup ("");
  g_autoptr (GPtrArray) changed = check->row ? tick_row (snapshot, check->row, source, checker, stamp)
                                             : tick_text (snapshot, check, source, checker, stamp);

  return check->row ? galley_snapshot_with (snapshot, snapshot->blocks, changed)
                    : galley_snapshot_with_asides (snapshot, changed);
}
