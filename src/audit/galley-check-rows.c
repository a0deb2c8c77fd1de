/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-auditor.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many figures of the prose one row is compared with. */
#define MAX_MENTIONS 64

typedef struct
{
  gboolean has_value;
  GalleyFigure value; /* made up from the cells, to be judged like a figure of the prose */
  gboolean has_change;
  GalleyFigure change;
  GalleyInterval base;
  const char *unit;   /* without its magnitude */
} Row;

static GalleyFigure
figure_of (const GalleyDecimal *value,
           GalleyFigureKind kind)
{
  return (GalleyFigure) { .kind = kind, .numeric = TRUE, .value = *value, .high = *value, .divisor = 1 };
}

/* 亿元 is 元 with a magnitude of 8. */
static const char *
split_unit (const char *unit,
            int *magnitude)
{
  static const struct
  {
    const char *word;
    int magnitude;
  } scales[] = { { "万亿", 12 }, { "亿", 8 }, { "千万", 7 }, { "百万", 6 }, { "十万", 5 }, { "万", 4 } };

  *magnitude = 0;
  for (guint i = 0; unit != NULL && i < G_N_ELEMENTS (scales); i++)
    if (g_str_has_prefix (unit, scales[i].word))
      {
        *magnitude = scales[i].magnitude;
        return unit + strlen (scales[i].word);
      }
  return unit != NULL ? unit : "";
}

static gboolean
read_cell (const char *cell,
           int magnitude,
           GalleyDecimal *decimal)
{
  if (cell == NULL || !galley_decimal_parse (cell, -1, decimal))
    return FALSE;
  decimal->magnitude = (gint16) (decimal->magnitude + magnitude);
  return TRUE;
}

static Row
read_row (const GalleyAuditRow *source)
{
  int magnitude;
  Row row = { .unit = split_unit (source->unit, &magnitude) };
  GalleyDecimal decimal;
  gsize change_length = source->change != NULL ? strlen (source->change) : 0;

  if (read_cell (source->value, magnitude, &decimal))
    {
      gboolean counts = decimal.decimals == 0 && decimal.magnitude == 0 && strcmp (row.unit, "%") != 0;
      row.has_value = TRUE;
      row.value = figure_of (&decimal, counts ? GALLEY_FIGURE_COUNT : GALLEY_FIGURE_OTHER);
    }
  if (read_cell (source->base, magnitude, &decimal))
    {
      gboolean counts = decimal.decimals == 0 && decimal.magnitude == 0;
      row.base = counts ? galley_interval_exact (galley_rational_from_decimal (&decimal))
                        : galley_interval_rounded (&decimal);
    }
  if (change_length > 0 && source->change[change_length - 1] == '%')
    change_length--;
  if (change_length > 0 && galley_decimal_parse (source->change, (gssize) change_length, &decimal))
    {
      row.has_change = TRUE;
      row.change = figure_of (&decimal, GALLEY_FIGURE_GROWTH);
    }
  return row;
}

/* Value, base and change of one row. */
static void
check_change (GalleyAuditor *auditor,
              guint index,
              const Row *row)
{
  const GalleyAuditRow *source = &auditor->rows[index];
  GalleyFact rate = { .figure = &row->change };
  GalleyInterval value, ratio, growth;
  GalleyVerdict verdict;

  if (!row->has_value || !row->has_change || !galley_interval_known (&row->base))
    return;
  value = galley_interval_from_figure (&row->value);
  ratio = galley_interval_div (&value, &row->base);
  growth = galley_interval_growth (&ratio, &rate);
  verdict = galley_interval_judge (&row->change, &growth);
  if (!galley_auditor_wants (auditor, verdict))
    return;

  g_autofree char *computed = galley_rational_to_string (growth.nominal, (guint) MAX (0, row->change.value.decimals));
  galley_auditor_report_row (auditor, "growth_base", verdict, index, NULL, source->change, &growth,
                             verdict == GALLEY_VERDICT_FAILS
                               ? g_strdup_printf (_("%s: from %s to %s is %s%%, not %s."), source->name, source->base,
                                                  source->value, computed != NULL ? computed : "?", source->change)
                               : g_strdup_printf (_("%s: from %s to %s is %s."), source->name, source->base,
                                                  source->value, source->change));
}

static gboolean
is_total_name (const char *name)
{
  return strcmp (name, "合计") == 0 || strcmp (name, "总计") == 0 || strcmp (name, "小计") == 0
         || g_ascii_strcasecmp (name, "total") == 0;
}

/* A row named 合计 is the sum of those of its unit above it in the table, back to the total before it. */
static void
check_total (GalleyAuditor *auditor,
             const Row *rows,
             guint index)
{
  const GalleyAuditRow *source = &auditor->rows[index];
  GalleyInterval sum = galley_interval_exact ((GalleyRational) { 0, 1 });
  GalleyVerdict verdict;
  guint n = 0;

  if (!rows[index].has_value || !is_total_name (source->name))
    return;
  for (guint i = index; i-- > 0 && g_strcmp0 (auditor->rows[i].table, source->table) == 0
                        && auditor->rows[i].name != NULL && !is_total_name (auditor->rows[i].name);)
    {
      if (!rows[i].has_value || strcmp (rows[i].unit, rows[index].unit) != 0)
        return; /* rows of several units are not added up */
      GalleyInterval value = galley_interval_from_figure (&rows[i].value);
      sum = galley_interval_add (&sum, &value);
      n++;
    }
  if (n < 2)
    return;

  verdict = galley_interval_judge (&rows[index].value, &sum);
  if (!galley_auditor_wants (auditor, verdict))
    return;

  GalleyInterval scale = galley_interval_exact (galley_rational_power_of_ten (-rows[index].value.value.magnitude));
  GalleyInterval shown = galley_interval_mul (&sum, &scale);
  g_autofree char *computed = galley_rational_to_string (shown.nominal, 6);
  galley_auditor_report_row (auditor, "sum", verdict, index, NULL, source->value, &shown,
                             g_strdup_printf (verdict == GALLEY_VERDICT_FAILS
                                                ? _("%s is %s, but the rows above it add up to %s.")
                                                : _("%s is %s, and the rows above it add up to %s."),
                                              source->name, source->value, computed != NULL ? computed : "?"));
}

static gboolean
names_agree (const GalleyFacts *facts,
             const GalleyAuditRow *row,
             const GalleyFact *fact)
{
  GalleySlice name = { 0, (guint) strlen (row->name) };
  guint common = galley_slice_common_suffix (row->name, name, galley_fact_text (facts, fact), fact->name);

  return common >= 6 && (common == name.length || common == fact->name.length);
}

static gboolean
periods_agree (const GalleyFacts *facts,
               const GalleyAuditRow *row,
               const GalleyFact *fact)
{
  const GalleyFact *time = galley_facts_at (facts, fact->time);
  GalleyPeriod period;

  if (row->period == NULL || time == NULL)
    return TRUE;
  if (!galley_period_parse (row->period, &period))
    return strncmp (row->period, galley_fact_text (facts, time) + time->figure->bytes.offset,
                    time->figure->bytes.length) == 0;
  return period.unit == time->figure->period.unit && period.first == time->figure->period.first
         && period.last == time->figure->period.last;
}

/* The prose may round what the table has (@printed, with its @unit), but not contradict it. */
static void
check_mention (GalleyAuditor *auditor,
               const GalleyFigure *cell_value,
               const char *printed,
               const char *unit,
               guint index,
               const GalleyFact *fact)
{
  const GalleyAuditRow *source = &auditor->rows[index];
  GalleyInterval value = galley_interval_from_figure (cell_value);
  GalleyVerdict verdict = galley_interval_judge (fact->figure, &value);

  if (!galley_auditor_wants (auditor, verdict))
    return;

  g_autofree char *surface = galley_auditor_surface (auditor, fact);
  g_autofree char *cell = g_strconcat (printed, unit, NULL);
  GalleyInterval scale = galley_interval_exact (galley_rational_power_of_ten (-fact->figure->value.magnitude));
  GalleyInterval shown = galley_interval_mul (&value, &scale);
  GalleyDecimal stated = fact->figure->value;
  stated.magnitude = 0;
  g_autofree char *number = galley_decimal_to_plain (&stated);
  /* Two figures of one name may still be of two scopes: only the reader can tell. */
  if (verdict == GALLEY_VERDICT_FAILS && source->scope != NULL)
    verdict = GALLEY_VERDICT_INFO;
  galley_auditor_report_row (auditor, "same_indicator", verdict, index, fact, number, &shown,
                             verdict == GALLEY_VERDICT_HOLDS || verdict == GALLEY_VERDICT_ROUNDING
                               ? g_strdup_printf (_("%s in the text agrees with %s in the table (%s)."), surface, cell,
                                                  source->name)
                               : g_strdup_printf (_("%s in the text is %s in the table (%s)."), surface, cell,
                                                  source->name));
}

/* 税收100亿元，增长5%, where the row has a change too. */
static void
check_mentioned_change (GalleyAuditor *auditor,
                        const Row *row,
                        guint index,
                        const GalleyFact *fact)
{
  const GalleyFact *rate = galley_facts_rate_of (&auditor->facts, fact, GALLEY_BASE_YEAR_BEFORE, 0);
  gboolean percent = row->has_change && g_str_has_suffix (auditor->rows[index].change, "%");

  if (row->has_change && rate != NULL && !rate->times)
    check_mention (auditor, &row->change, auditor->rows[index].change, percent ? "" : "%", index, rate);
}

static GHashTable *
index_by_unit (const GalleyFacts *facts)
{
  GHashTable *by_unit = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < facts->n_facts; i++)
    {
      const GalleyFact *fact = &facts->facts[i];
      if (fact->kind != GALLEY_FACT_SHARE && (fact->kind != GALLEY_FACT_LEVEL || fact->owner >= 0))
        continue;
      GPtrArray *mentions = g_hash_table_lookup (by_unit, GUINT_TO_POINTER (fact->unit));
      if (mentions == NULL)
        {
          mentions = g_ptr_array_new ();
          g_hash_table_insert (by_unit, GUINT_TO_POINTER (fact->unit), mentions);
        }
      if (mentions->len < MAX_MENTIONS)
        g_ptr_array_add (mentions, (gpointer) fact);
    }
  return by_unit;
}

/* The id of the row that a figure is bound to, which says more than any name. */
static const char *
find_bound_row (const GalleyFacts *facts,
                const GalleyFact *fact)
{
  const GPtrArray *marks = facts->passages[fact->passage].marks;

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (marks, i);
      if (mark->kind == GALLEY_MARK_FIGURE && mark->start < fact->figure->start + fact->figure->length
          && fact->figure->start < mark->start + mark->length)
        return mark->target;
    }
  return NULL;
}

static gboolean
speaks_of (GalleyAuditor *auditor,
           const GalleyFact *fact,
           guint index)
{
  const char *bound = find_bound_row (&auditor->facts, fact);

  if (bound != NULL)
    return g_strcmp0 (bound, auditor->rows[index].id) == 0;
  return names_agree (&auditor->facts, &auditor->rows[index], fact)
         && periods_agree (&auditor->facts, &auditor->rows[index], fact)
         && !(fact->clause_words & (GALLEY_WORD_PRIOR | GALLEY_WORD_PLANNED));
}

static void
check_mentions (GalleyAuditor *auditor,
                GHashTable *by_unit,
                const Row *row,
                guint index)
{
  GPtrArray *mentions = g_hash_table_lookup (by_unit, GUINT_TO_POINTER (galley_fact_hash (row->unit, strlen (row->unit))));

  for (guint i = 0; row->has_value && mentions != NULL && i < mentions->len; i++)
    {
      const GalleyFact *fact = g_ptr_array_index (mentions, i);
      if (speaks_of (auditor, fact, index))
        {
          check_mention (auditor, &row->value, auditor->rows[index].value, auditor->rows[index].unit, index, fact);
          check_mentioned_change (auditor, row, index, fact);
        }
    }
}

/**
 * galley_check_rows:
 *
 * The indicator tables: change against base, totals, and the prose that tells of the same indicators.
 */
void
galley_check_rows (GalleyAuditor *auditor)
{
  g_autoptr (GHashTable) by_unit = auditor->n_rows > 0 ? index_by_unit (&auditor->facts) : NULL;
  g_autofree Row *rows = g_new0 (Row, auditor->n_rows);

  for (guint i = 0; i < auditor->n_rows; i++)
    rows[i] = read_row (&auditor->rows[i]);
  for (guint i = 0; i < auditor->n_rows; i++)
    {
      if (auditor->rows[i].name == NULL)
        continue;
      check_change (auditor, i, &rows[i]);
      check_total (auditor, rows, i);
      check_mentions (auditor, by_unit, &rows[i], i);
    }
}
