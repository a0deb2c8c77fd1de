/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-furniture.h"

#include <stdio.h>
#include <string.h>

/* The columns that a printed table may have. They are part of the article, whose language is Chinese whatever that of
 * the program; who checked a figure and where it came from are for the desk alone. */
static const GalleyColumn columns_known[] = {
  { GALLEY_INDICATOR_NAME, "指标", FALSE },  { GALLEY_INDICATOR_SCOPE, "范围", FALSE },
  { GALLEY_INDICATOR_PERIOD, "时期", FALSE }, { GALLEY_INDICATOR_VALUE, "数值", TRUE },
  { GALLEY_INDICATOR_BASE, "上期", TRUE },   { GALLEY_INDICATOR_CHANGE, "增减", TRUE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (columns_known) <= GALLEY_MAX_COLUMNS);

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

/* Whether a column says something: names and values always, periods and scopes where rows differ, others where any row
 * has them. */
static gboolean
is_telling (const GalleyTableData *table, GalleyIndicatorField field)
{
  gboolean differs = field != GALLEY_INDICATOR_SCOPE && field != GALLEY_INDICATOR_PERIOD;
  const char *first = NULL;

  if (field == GALLEY_INDICATOR_NAME || field == GALLEY_INDICATOR_VALUE)
    return TRUE;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const char *text = ((const GalleyRecord *) g_ptr_array_index (table->rows, i))->fields[field];

      if (differs ? *text != '\0' : first && !g_str_equal (text, first))
        return TRUE;
      first = text;
    }
  return FALSE;
}

/**
 * galley_furniture_find_columns:
 * @columns: (out caller-allocates): the first so many are set
 *
 * Returns: how many columns the table has in print
 */
guint
galley_furniture_find_columns (const GalleyTableData *table, GalleyColumn columns[GALLEY_MAX_COLUMNS])
{
  guint n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (columns_known); i++)
    if (is_telling (table, columns_known[i].field))
      columns[n++] = columns_known[i];
  return n;
}

/**
 * galley_furniture_dup_cell:
 *
 * Returns: (transfer full): what a row prints in a column: a value with its unit, any other field as it is
 */
char *
galley_furniture_dup_cell (const GalleyRecord *row, GalleyIndicatorField field)
{
  const char *text = row->fields[field];

  if ((field == GALLEY_INDICATOR_VALUE || field == GALLEY_INDICATOR_BASE) && *text)
    return g_strconcat (text, row->fields[GALLEY_INDICATOR_UNIT], NULL);
  return g_strdup (text);
}
