/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-plot.h"

#include <string.h>

#include "galley-period.h"

/* What is printed is part of the article, whose language is Chinese whatever that of the program. */
#define MISSING "暂缺"

static const struct
{
  GalleyIndicatorField field;
  const char *title;
} field_titles[] = {
  { GALLEY_INDICATOR_VALUE, "本期" },
  { GALLEY_INDICATOR_BASE, "上期" },
  { GALLEY_INDICATOR_CHANGE, "增减" },
};

static const char *const form_titles[GALLEY_N_VIEW_FORMS] = {
  [GALLEY_VIEW_TABLE] = "表",   [GALLEY_VIEW_BAR] = "条形图",  [GALLEY_VIEW_GROUPED] = "分组条形图",
  [GALLEY_VIEW_LINE] = "折线图", [GALLEY_VIEW_SLOPE] = "坡度图", [GALLEY_VIEW_SHARE] = "占比图",
};

/* A number and its unit, the scale word of the unit (万元) gone into the number. */
typedef struct
{
  GalleyDecimal value;
  const char *unit; /* as printed */
  const char *base; /* without the scale */
} Amount;

static void
clear_point (gpointer data)
{
  GalleyPlotPoint *point = data;

  g_clear_pointer (&point->record, galley_record_unref);
  g_free (point->label);
  g_free (point->words);
}

static gsize
count_scale (const char *unit)
{
  static const char *const scales[] = { "千", "万", "亿" };
  gsize n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (scales);)
    if (g_str_has_prefix (unit + n, scales[i]))
      {
        n += strlen (scales[i]);
        i = 0;
      }
    else
      i++;
  return n;
}

/* Takes a field apart: 214.7 with the unit of its row, or a change as it was printed, +1.3个百分点. */
static gboolean
read_amount (const GalleyRecord *row, GalleyIndicatorField field, Amount *amount)
{
  const char *text = row->fields[field], *rest = text + strspn (text, "+-0123456789.,");
  g_autofree char *number = NULL;

  amount->unit = *rest ? rest : field == GALLEY_INDICATOR_CHANGE ? "" : row->fields[GALLEY_INDICATOR_UNIT];
  amount->base = amount->unit + count_scale (amount->unit);
  number = g_strdup_printf ("%.*s%.*s", (int) (rest - text), text, (int) (amount->base - amount->unit), amount->unit);
  return galley_decimal_parse (number, -1, &amount->value);
}

static gboolean
differs (const GPtrArray *rows, GalleyIndicatorField field)
{
  for (guint i = 1; i < rows->len; i++)
    if (!g_str_equal (((GalleyRecord *) g_ptr_array_index (rows, i))->fields[field],
                      ((GalleyRecord *) g_ptr_array_index (rows, 0))->fields[field]))
      return TRUE;
  return FALSE;
}

/* What tells a row from the others; its name where nothing does. */
static char *
name_row (const GPtrArray *rows, const GalleyRecord *row, gboolean with_period)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (differs (rows, GALLEY_INDICATOR_SCOPE))
    g_string_append (name, row->fields[GALLEY_INDICATOR_SCOPE]);
  if (differs (rows, GALLEY_INDICATOR_NAME))
    g_string_append (name, row->fields[GALLEY_INDICATOR_NAME]);
  if (with_period && differs (rows, GALLEY_INDICATOR_PERIOD))
    {
      g_autofree char *period = galley_period_describe (row->fields[GALLEY_INDICATOR_PERIOD]);

      g_string_append (name, period);
    }
  if (name->len == 0 && with_period)
    g_string_append (name, row->fields[GALLEY_INDICATOR_NAME]);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static guint
find_or_add (GPtrArray *names, char *name)
{
  g_autofree char *owned = name;
  guint index;

  if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, &index))
    return index;
  g_ptr_array_add (names, g_steal_pointer (&owned));
  return names->len - 1;
}

static GalleyPlotPoint *
point_at (const GalleyPlot *plot, guint series, guint category)
{
  return &g_array_index (plot->points, GalleyPlotPoint, series * plot->categories->len + category);
}

static void
set_point (GalleyPlot *plot, guint series, guint category, GalleyRecord *row, GalleyIndicatorField field)
{
  GalleyPlotPoint *point = point_at (plot, series, category);
  Amount amount;

  if (point->record)
    return;
  point->record = galley_record_ref (row);
  point->known = read_amount (row, field, &amount);
  if (!point->known)
    return;
  point->value = amount.value;
  point->words = g_strconcat (row->fields[field], g_str_has_suffix (row->fields[field], amount.unit) ? "" : amount.unit, NULL);
  if (plot->flaws & GALLEY_PLOT_EMPTY)
    {
      plot->flaws = GALLEY_PLOT_SINGLE;
      g_set_str (&plot->unit, amount.unit);
      return;
    }
  plot->flaws &= ~GALLEY_PLOT_SINGLE;
  if (!g_str_equal (amount.base, plot->unit + count_scale (plot->unit)))
    plot->flaws |= GALLEY_PLOT_MIXED;
}

static void
size_points (GalleyPlot *plot)
{
  g_array_set_size (plot->points, plot->series->len * plot->categories->len);
}

static void
plot_periods (GalleyPlot *plot, const GPtrArray *rows, GalleyIndicatorField field)
{
  g_autofree guint *places = g_new (guint, 2 * rows->len + 1);

  for (guint i = 0; i < rows->len; i++)
    {
      const GalleyRecord *row = g_ptr_array_index (rows, i);

      places[2 * i] = find_or_add (plot->series, name_row (rows, row, FALSE));
      places[2 * i + 1] = find_or_add (plot->categories, galley_period_describe (row->fields[GALLEY_INDICATOR_PERIOD]));
    }
  size_points (plot);
  for (guint i = 0; i < rows->len; i++)
    set_point (plot, places[2 * i], places[2 * i + 1], g_ptr_array_index (rows, i), field);
}

static const char *
title_field (GalleyIndicatorField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_titles); i++)
    if (field_titles[i].field == field)
      return field_titles[i].title;
  return "";
}

/* Rows by fields: the fields are the series of grouped bars, and the ends of slopes. */
static void
plot_rows (GalleyPlot *plot, const GPtrArray *rows, const GalleyIndicatorField *fields, guint n_fields)
{
  gboolean slope = plot->form == GALLEY_VIEW_SLOPE;
  GPtrArray *names = slope ? plot->series : plot->categories, *others = slope ? plot->categories : plot->series;

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (names, name_row (rows, g_ptr_array_index (rows, i), TRUE));
  for (guint i = 0; i < n_fields; i++)
    g_ptr_array_add (others, g_strdup (n_fields > 1 ? title_field (fields[i]) : ""));
  size_points (plot);
  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < n_fields; j++)
      set_point (plot, slope ? i : j, slope ? j : i, g_ptr_array_index (rows, i), fields[j]);
}

/* The value in units of 10^exponent; FALSE where it is too large for that. */
static gboolean
scale_to (const GalleyDecimal *value, int exponent, __int128 *scaled)
{
  int steps = value->magnitude - value->decimals - exponent;

  if (steps < 0 || steps > 18)
    return FALSE;
  for (*scaled = value->digits; steps > 0; steps--)
    *scaled *= 10;
  return TRUE;
}

/* Percentages are to make up 100 as nearly as their rounding lets them: each may be off by half of its last place. */
static gboolean
is_whole (const GalleyPlot *plot)
{
  __int128 sum = 0, hundred, scaled;
  const GalleyDecimal whole = { 100, 0, 0 };
  int exponent = 0;
  guint n = 0;

  for (guint i = 0; i < plot->points->len; i++)
    {
      const GalleyPlotPoint *point = &g_array_index (plot->points, GalleyPlotPoint, i);

      if (!point->known || point->value.digits < 0)
        return FALSE;
      exponent = MIN (exponent, point->value.magnitude - point->value.decimals);
    }
  if (!g_str_equal (plot->unit, "%"))
    return TRUE;
  for (guint i = 0; i < plot->points->len; i++, n++)
    {
      if (!scale_to (&g_array_index (plot->points, GalleyPlotPoint, i).value, exponent, &scaled))
        return FALSE;
      sum += scaled;
    }
  if (!scale_to (&whole, exponent, &hundred))
    return FALSE;
  return 2 * (sum > hundred ? sum - hundred : hundred - sum) <= n;
}

/* Labels say the unit where it is a sign, or not the same for all; else it is printed once. */
static void
set_labels (GalleyPlot *plot)
{
  gboolean common = *plot->unit && !g_str_equal (plot->unit, "%");

  for (guint i = 0; i < plot->points->len; i++)
    {
      const GalleyPlotPoint *point = &g_array_index (plot->points, GalleyPlotPoint, i);

      common = common && (!point->known || g_str_has_suffix (point->words, plot->unit));
    }
  if (plot->flaws & GALLEY_PLOT_MIXED)
    common = FALSE;
  for (guint i = 0; i < plot->points->len; i++)
    {
      GalleyPlotPoint *point = &g_array_index (plot->points, GalleyPlotPoint, i);

      if (!point->known)
        point->words = g_strdup (MISSING);
      point->label = g_strndup (point->words, strlen (point->words) - (common && point->known ? strlen (plot->unit) : 0));
    }
  if (!common)
    g_set_str (&plot->unit, "");
}

/**
 * galley_plot_new:
 * @block: a chart
 *
 * Returns: (transfer full): what it draws; without values where there are none
 */
GalleyPlot *
galley_plot_new (const GalleySnapshot *snapshot, const GalleyBlockData *block)
{
  static const GalleyIndicatorField both[] = { GALLEY_INDICATOR_BASE, GALLEY_INDICATOR_VALUE };
  g_autoptr (GPtrArray) rows = galley_snapshot_list_rows (snapshot, block);
  GalleyPlot *plot = g_new0 (GalleyPlot, 1);
  const GalleyIndicatorField *fields = block->view ? block->view->fields : NULL;
  guint n_fields = block->view ? block->view->n_fields : 0;
  gboolean paired;

  plot->form = block->view && block->view->form != GALLEY_VIEW_TABLE ? block->view->form : GALLEY_VIEW_BAR;
  plot->categories = g_ptr_array_new_with_free_func (g_free);
  plot->series = g_ptr_array_new_with_free_func (g_free);
  plot->points = g_array_new (FALSE, TRUE, sizeof (GalleyPlotPoint));
  g_array_set_clear_func (plot->points, clear_point);
  plot->unit = g_strdup ("");
  plot->flaws = GALLEY_PLOT_EMPTY;
  if (rows->len > GALLEY_PLOT_MAX_ROWS)
    g_ptr_array_set_size (rows, GALLEY_PLOT_MAX_ROWS);

  paired = plot->form == GALLEY_VIEW_SLOPE || plot->form == GALLEY_VIEW_GROUPED;
  if (n_fields == 0 || (paired && n_fields < 2))
    {
      fields = paired ? both : both + 1;
      n_fields = paired ? 2 : 1;
    }
  if (plot->form == GALLEY_VIEW_LINE)
    plot_periods (plot, rows, fields[0]);
  else
    plot_rows (plot, rows, fields, paired ? 2 : 1);
  if (plot->form == GALLEY_VIEW_SHARE && !(plot->flaws & (GALLEY_PLOT_EMPTY | GALLEY_PLOT_MIXED)) && !is_whole (plot))
    plot->flaws |= GALLEY_PLOT_NOT_WHOLE;
  set_labels (plot);
  return plot;
}

void
galley_plot_free (GalleyPlot *plot)
{
  g_ptr_array_unref (plot->categories);
  g_ptr_array_unref (plot->series);
  g_array_unref (plot->points);
  g_free (plot->unit);
  g_free (plot);
}

/**
 * galley_plot_get:
 *
 * Returns: (transfer none): the value of a series for a category
 */
const GalleyPlotPoint *
galley_plot_get (const GalleyPlot *plot, guint series, guint category)
{
  return point_at (plot, series, category);
}

/**
 * galley_plot_point_to_double:
 *
 * Returns: the value for drawing, which no number is printed from
 */
double
galley_plot_point_to_double (const GalleyPlotPoint *point)
{
  double value = (double) point->value.digits;

  for (int i = point->value.magnitude; i < point->value.decimals; i++)
    value /= 10;
  for (int i = point->value.decimals; i < point->value.magnitude; i++)
    value *= 10;
  return value;
}

/**
 * galley_plot_dup_line:
 *
 * Returns: (transfer full): what a category's values are, in words: 和平区：821.6亿元
 */
char *
galley_plot_dup_line (const GalleyPlot *plot, guint category)
{
  g_autoptr (GString) line = g_string_new (g_ptr_array_index (plot->categories, category));

  for (guint i = 0; i < plot->series->len; i++)
    {
      const char *name = g_ptr_array_index (plot->series, i);

      g_string_append_printf (line, "%s%s%s%s", i > 0 ? "，" : line->len > 0 ? "：" : "", name, *name ? " " : "",
                              galley_plot_get (plot, i, category)->words);
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * galley_plot_describe:
 *
 * Returns: (transfer full): the chart for those who do not see it: 条形图。和平区：821.6亿元；沈河区：700亿元。
 */
char *
galley_plot_describe (const GalleyPlot *plot)
{
  g_autoptr (GString) text = g_string_new (form_titles[plot->form]);

  for (guint i = 0; i < plot->categories->len; i++)
    {
      g_autofree char *line = galley_plot_dup_line (plot, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "；" : "。", line);
    }
  g_string_append (text, "。");
  return g_string_free (g_steal_pointer (&text), FALSE);
}
