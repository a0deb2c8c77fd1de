/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-furniture.h"

#include <stdio.h>
#include <string.h>

#include "galley-plot.h"

/* The columns that a printed table may have. They are part of the article, whose language is Chinese whatever that of
 * the program. Those for the desk alone are printed only where somebody asks for them. */
static const struct
{
  const char *title;
  GalleyGridAlign align;
  gboolean offered;
} columns[GALLEY_N_INDICATOR_FIELDS] = {
  [GALLEY_INDICATOR_NAME] = { "指标", GALLEY_GRID_ALIGN_START, TRUE },
  [GALLEY_INDICATOR_SCOPE] = { "范围", GALLEY_GRID_ALIGN_START, TRUE },
  [GALLEY_INDICATOR_PERIOD] = { "时期", GALLEY_GRID_ALIGN_START, TRUE },
  [GALLEY_INDICATOR_VALUE] = { "数值", GALLEY_GRID_ALIGN_END, TRUE },
  [GALLEY_INDICATOR_UNIT] = { "单位", GALLEY_GRID_ALIGN_START, FALSE },
  [GALLEY_INDICATOR_BASE] = { "上期", GALLEY_GRID_ALIGN_END, TRUE },
  [GALLEY_INDICATOR_CHANGE] = { "增减", GALLEY_GRID_ALIGN_END, TRUE },
  [GALLEY_INDICATOR_SOURCE] = { "来源", GALLEY_GRID_ALIGN_START, FALSE },
  [GALLEY_INDICATOR_CHECKED_BY] = { "核对", GALLEY_GRID_ALIGN_START, FALSE },
  [GALLEY_INDICATOR_NOTES] = { "备注", GALLEY_GRID_ALIGN_START, FALSE },
};

static const char *
get_detail (const GalleySnapshot *snapshot, GalleyDetailsField field)
{
  return snapshot->details->fields[field];
}

/* The lines of a list field with @separator between them. */
static char *
join (const char *list, const char *separator)
{
  g_auto (GStrv) parts = g_strsplit (list, "\n", -1);

  return g_strjoinv (separator, parts);
}

/**
 * galley_furniture_dup_strapline:
 *
 * Returns: (nullable) (transfer full): the series and district that a bulletin opens with; %NULL where it has neither or
 *   a kicker of its own says it
 */
char *
galley_furniture_dup_strapline (const GalleySnapshot *snapshot)
{
  const char *series = get_detail (snapshot, GALLEY_DETAILS_SERIES);
  const char *district = get_detail (snapshot, GALLEY_DETAILS_DISTRICT);
  const GalleyBlockData *kicker = galley_snapshot_find_kind (snapshot, GALLEY_BLOCK_KICKER);

  if (!*series && !*district)
    return NULL;
  if (kicker && *series && strstr (kicker->text, series))
    return NULL;
  if (!*series || !*district)
    return g_strdup (*series ? series : district);
  return g_strconcat (series, " | ", district, NULL);
}

/**
 * galley_furniture_dup_date:
 *
 * Returns: (nullable) (transfer full): the date as it is printed: 2024年4月16日 for 2024-04-16; %NULL where there is none
 */
char *
galley_furniture_dup_date (const GalleySnapshot *snapshot)
{
  const char *date = get_detail (snapshot, GALLEY_DETAILS_DATE);
  int year, month, day, n = 0;

  if (!*date)
    return NULL;
  if (sscanf (date, "%4d-%2d-%2d%n", &year, &month, &day, &n) == 3 && date[n] == '\0')
    return g_strdup_printf ("%d年%d月%d日", year, month, day);
  return g_strdup (date);
}

/**
 * galley_furniture_dup_head:
 * @state: (nullable): where the bulletin stands
 *
 * Returns: (transfer full): the running head of a proof: 清样, its title, state and date
 */
char *
galley_furniture_dup_head (const GalleySnapshot *snapshot, const char *state)
{
  g_autofree char *title = galley_snapshot_dup_title (snapshot), *date = galley_furniture_dup_date (snapshot);
  const char *parts[] = { title, state, date };
  g_autoptr (GString) head = g_string_new ("清样");

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] && *parts[i])
      g_string_append_printf (head, "　%s", parts[i]);
  return g_strdelimit (g_string_free (g_steal_pointer (&head), FALSE), "\n", ' ');
}

/**
 * galley_furniture_dup_dateline:
 *
 * Returns: (nullable) (transfer full): the date and sources below the headline; %NULL where there is neither
 */
char *
galley_furniture_dup_dateline (const GalleySnapshot *snapshot)
{
  g_autofree char *date = galley_furniture_dup_date (snapshot);
  g_autofree char *sources = join (get_detail (snapshot, GALLEY_DETAILS_SOURCES), "、");

  if (!*sources)
    return g_steal_pointer (&date);
  return date ? g_strconcat (date, "　来源：", sources, NULL) : g_strconcat ("来源：", sources, NULL);
}

/**
 * galley_furniture_dup_byline:
 *
 * Returns: (nullable) (transfer full): the credits, one a line: 记者：王一、李二; %NULL where there are none
 */
char *
galley_furniture_dup_byline (const GalleySnapshot *snapshot)
{
  g_autoptr (GString) byline = g_string_new (NULL);

  for (guint i = 0; i < snapshot->credits->len; i++)
    {
      const GalleyRecord *credit = g_ptr_array_index (snapshot->credits, i);
      const char *role = credit->fields[GALLEY_CREDIT_ROLE];
      g_autofree char *names = join (credit->fields[GALLEY_CREDIT_NAMES], "、");

      if (!*role && !*names)
        continue;
      if (byline->len > 0)
        g_string_append_c (byline, '\n');
      g_string_append_printf (byline, "%s%s%s", role, *role && *names ? "：" : "", names);
    }
  return byline->len > 0 ? g_string_free (g_steal_pointer (&byline), FALSE) : NULL;
}

/**
 * galley_furniture_dup_tags:
 *
 * Returns: (nullable) (transfer full): the tags; %NULL where there are none
 */
char *
galley_furniture_dup_tags (const GalleySnapshot *snapshot)
{
  g_autofree char *tags = join (get_detail (snapshot, GALLEY_DETAILS_TAGS), "、");

  return *tags ? g_strconcat ("标签：", tags, NULL) : NULL;
}

/**
 * galley_furniture_count_opening:
 *
 * Returns: how many blocks stand above the date: the kickers and headlines that a bulletin opens with
 */
guint
galley_furniture_count_opening (const GalleySnapshot *snapshot)
{
  guint n = 0;

  for (; n < snapshot->blocks->len; n++)
    {
      GalleyBlockKind kind = ((const GalleyBlockData *) g_ptr_array_index (snapshot->blocks, n))->kind;

      if (kind != GALLEY_BLOCK_KICKER && kind != GALLEY_BLOCK_HEADLINE)
        break;
    }
  return n;
}

static const char *
get_field (const GPtrArray *rows, guint row, GalleyIndicatorField field)
{
  return ((const GalleyRecord *) g_ptr_array_index (rows, row))->fields[field];
}

/* Whether a column says something: names and values always, periods and scopes where rows differ, others where any row
 * has them. */
static gboolean
is_telling (const GPtrArray *rows, GalleyIndicatorField field)
{
  gboolean differs = field != GALLEY_INDICATOR_SCOPE && field != GALLEY_INDICATOR_PERIOD;

  if (field == GALLEY_INDICATOR_NAME || field == GALLEY_INDICATOR_VALUE)
    return TRUE;
  for (guint i = 0; i < rows->len; i++)
    if (differs ? *get_field (rows, i, field) != '\0'
                : !g_str_equal (get_field (rows, i, field), get_field (rows, 0, field)))
      return TRUE;
  return FALSE;
}

/**
 * galley_furniture_get_column_title:
 *
 * Returns: (transfer none): the header of a field's column in print
 */
const char *
galley_furniture_get_column_title (GalleyIndicatorField field)
{
  return columns[field].title;
}

/**
 * galley_furniture_find_fields:
 * @block: a table of indicators
 * @rows: (element-type GalleyRecord): its rows
 * @fields: (out caller-allocates): the first so many are set
 *
 * Returns: how many columns the table has in print: those that it asks for, else those that tell something
 */
guint
galley_furniture_find_fields (const GalleyBlockData *block,
                              const GPtrArray *rows,
                              GalleyIndicatorField fields[GALLEY_N_INDICATOR_FIELDS])
{
  guint n = 0;

  for (; block->view && n < block->view->n_fields; n++)
    fields[n] = block->view->fields[n];
  for (guint i = 0; (!block->view || block->view->n_fields == 0) && i < GALLEY_N_INDICATOR_FIELDS; i++)
    if (columns[i].offered && is_telling (rows, i))
      fields[n++] = i;
  return n;
}

static gboolean
has_unit (GalleyIndicatorField field)
{
  return field == GALLEY_INDICATOR_VALUE || field == GALLEY_INDICATOR_BASE;
}

/* The unit of all rows, where it is one and to be printed in the header. */
static const char *
find_common_unit (const GalleyBlockData *block, const GPtrArray *rows)
{
  if (!block->view || !block->view->units_in_header)
    return NULL;
  for (guint i = 1; i < rows->len; i++)
    if (!g_str_equal (get_field (rows, i, GALLEY_INDICATOR_UNIT), get_field (rows, 0, GALLEY_INDICATOR_UNIT)))
      return NULL;
  return *get_field (rows, 0, GALLEY_INDICATOR_UNIT) ? get_field (rows, 0, GALLEY_INDICATOR_UNIT) : NULL;
}

static GalleyGridData *
make_view_grid (const GalleyBlockData *block, const GPtrArray *rows)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GalleyIndicatorField fields[GALLEY_N_INDICATOR_FIELDS];
  GalleyGridAlign aligns[GALLEY_N_INDICATOR_FIELDS];
  guint n_fields = galley_furniture_find_fields (block, rows, fields);
  const char *common = find_common_unit (block, rows);

  for (guint j = 0; j < n_fields; j++)
    {
      aligns[j] = columns[fields[j]].align;
      g_ptr_array_add (texts, common && has_unit (fields[j])
                                ? g_strdup_printf ("%s（%s）", columns[fields[j]].title, common)
                                : g_strdup (columns[fields[j]].title));
    }
  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < n_fields; j++)
      {
        const char *text = get_field (rows, i, fields[j]);
        gboolean with_unit = !common && has_unit (fields[j]) && *text;

        g_ptr_array_add (texts, g_strconcat (text, with_unit ? get_field (rows, i, GALLEY_INDICATOR_UNIT) : "", NULL));
      }
  return galley_grid_data_new_full (rows->len + 1, n_fields, 1, aligns, (const char *const *) texts->pdata, NULL, 0, NULL);
}

/**
 * galley_furniture_make_grid:
 * @block: a table
 * @records: (out) (nullable) (transfer container) (element-type GalleyRecord): the indicators below the header row;
 *   %NULL for a free table
 *
 * Returns: (transfer full) (nullable): the table as it is printed, whatever it is made of; %NULL where there is nothing
 *   but its caption
 */
GalleyGridData *
galley_furniture_make_grid (const GalleySnapshot *snapshot, const GalleyBlockData *block, GPtrArray **records)
{
  g_autoptr (GPtrArray) rows = NULL;
  GalleyGridData *grid;

  *records = NULL;
  if (block->grid)
    return galley_grid_data_ref (block->grid);
  rows = galley_snapshot_list_rows (snapshot, block);
  grid = rows->len > 0 ? make_view_grid (block, rows) : NULL;
  if (grid)
    *records = g_steal_pointer (&rows);
  return grid;
}

/**
 * galley_furniture_get_caption:
 * @block: a table
 *
 * Returns: (transfer none): what stands above it: its text, else the title of its indicator table; "" for nothing
 */
const char *
galley_furniture_get_caption (const GalleySnapshot *snapshot, const GalleyBlockData *block)
{
  const GalleyTableData *table = block->source ? galley_snapshot_find_table (snapshot, block->source) : NULL;

  return *block->text || !table || block->grid ? block->text : table->head->fields[GALLEY_TABLE_TITLE];
}

/**
 * galley_furniture_dup_picture_line:
 * @block: a picture
 *
 * Returns: (transfer full): what stands below it: its caption, then whose picture it is; "" for nothing. The caption's
 *   marks count in it as they are
 */
char *
galley_furniture_dup_picture_line (const GalleyBlockData *block)
{
  const char *credit = block->picture ? block->picture->credit : NULL;

  return g_strconcat (block->text, credit && *block->text ? "　" : "", credit, NULL);
}

/**
 * galley_furniture_dup_missing:
 * @block: a picture whose file cannot be shown
 *
 * Returns: (transfer full): what stands in its place
 */
char *
galley_furniture_dup_missing (const GalleyBlockData *block)
{
  return block->source ? g_strdup_printf ("［图片缺失：%s］", block->source) : g_strdup ("［图片缺失］");
}

/**
 * galley_furniture_dup_alternate:
 * @block: a picture or chart
 *
 * Returns: (transfer full): what it shows, for those who do not see it: what somebody wrote of it, else what a chart says
 *   itself or a picture's caption
 */
char *
galley_furniture_dup_alternate (const GalleySnapshot *snapshot, const GalleyBlockData *block)
{
  g_autoptr (GalleyPlot) plot = NULL;

  if ((block->alt && *block->alt) || block->kind != GALLEY_BLOCK_CHART)
    return g_strdup (block->alt && *block->alt ? block->alt : block->text);
  plot = galley_plot_new (snapshot, block);
  return galley_plot_describe (plot);
}
