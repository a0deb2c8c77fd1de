/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"
#include "config.h"

#include "galley-period.h"

#include <string.h>

static void
append_point (GString *string,
              GalleyPeriodUnit unit,
              int year,
              int part,
              int day)
{
  if (year > 0)
    g_string_append_printf (string, "%04d", year);
  else
    g_string_append (string, "XXXX");
  if (unit == GALLEY_PERIOD_QUARTER || unit == GALLEY_PERIOD_HALF)
    g_string_append_printf (string, "%c%d", unit == GALLEY_PERIOD_QUARTER ? 'Q' : 'H', part);
  else if (unit != GALLEY_PERIOD_YEAR && part == 0)
    g_string_append (string, "-XX");
  else if (unit != GALLEY_PERIOD_YEAR)
    g_string_append_printf (string, "-%02d", part);
  if (unit == GALLEY_PERIOD_DAY)
    g_string_append_printf (string, "-%02d", day);
}

static gboolean
read_number (const char **p,
             int digits,
             int *number)
{
  *number = 0;
  for (int i = 0; i < digits; i++, (*p)++)
    {
      if (!g_ascii_isdigit (**p))
        return FALSE;
      *number = *number * 10 + (**p - '0');
    }
  return TRUE;
}

static gboolean
read_point (const char **p,
            int *unit,
            int *year,
            int *part,
            int *day)
{
  *year = *part = *day = 0;
  if (g_str_has_prefix (*p, "XXXX"))
    *p += 4;
  else if (!read_number (p, 4, year) || *year == 0)
    return FALSE;

  *unit = GALLEY_PERIOD_YEAR;
  if (**p == 'Q' || **p == 'H')
    {
      *unit = **p == 'Q' ? GALLEY_PERIOD_QUARTER : GALLEY_PERIOD_HALF;
      (*p)++;
      return read_number (p, 1, part) && *part >= 1 && *part <= (*unit == GALLEY_PERIOD_QUARTER ? 4 : 2);
    }
  if (**p != '-')
    return TRUE;
  *unit = GALLEY_PERIOD_MONTH;
  (*p)++;
  if (g_str_has_prefix (*p, "XX"))
    *p += 2;
  else if (!read_number (p, 2, part) || *part < 1 || *part > 12)
    return FALSE;
  if (**p != '-')
    return TRUE;
  *unit = GALLEY_PERIOD_DAY;
  (*p)++;
  return read_number (p, 2, day) && *day >= 1 && *day <= (*part ? (int) galley_period_days_in_month (*year, *part) : 31);
}

/**
 * galley_period_days_in_month:
 * @year: a year, or 0 where it is unknown
 * @month: a month, 1 to 12
 *
 * Returns: the days of that month; 29 for February of an unknown year
 */
guint
galley_period_days_in_month (int year,
                             int month)
{
  static const guint8 days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  g_return_val_if_fail (month >= 1 && month <= 12, 0);

  if (month == 2 && year > 0 && (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0)))
    return 28;
  return days[month - 1];
}

/**
 * galley_period_to_string:
 * @period: a period
 *
 * Writes the canonical form: 2024-03-28, 2011-01, 2011-01..2011-05, 2024Q1, 2011H1, 2011, 2021..2025, with XXXX for a
 * year and XX for a month that are not stated.
 *
 * Returns: (transfer full) (nullable): the form, or %NULL for no period
 */
char *
galley_period_to_string (const GalleyPeriod *period)
{
  g_autoptr (GString) string = NULL;

  g_return_val_if_fail (period != NULL, NULL);

  if (period->unit == GALLEY_PERIOD_NONE)
    return NULL;
  string = g_string_new (NULL);
  append_point (string, period->unit, period->first_year, period->first, period->first_day);
  if (period->first_year != period->last_year || period->first != period->last || period->first_day != period->last_day)
    {
      g_string_append (string, "..");
      append_point (string, period->unit, period->last_year, period->last, period->last_day);
    }
  return g_string_free_and_steal (g_steal_pointer (&string));
}

/**
 * galley_period_parse:
 * @text: a canonical form
 * @period: (out): where to put the period
 *
 * Reads what galley_period_to_string() writes.
 *
 * Returns: whether @text was a canonical form of real dates
 */
gboolean
galley_period_parse (const char *text,
                     GalleyPeriod *period)
{
  const char *p = text;
  int unit, year, part, day, last_unit;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (period != NULL, FALSE);

  if (!read_point (&p, &unit, &year, &part, &day))
    return FALSE;
  *period = (GalleyPeriod) { unit, part, part, day, day, year, year };
  if (g_str_has_prefix (p, ".."))
    {
      p += 2;
      if (!read_point (&p, &last_unit, &year, &part, &day) || last_unit != unit)
        return FALSE;
      period->last_year = year;
      period->last = part;
      period->last_day = day;
    }
  return *p == '\0';
}

/**
 * galley_period_get_bounds:
 * @period: a period
 * @from: (out): its first day as the number yyyymmdd
 * @to: (out): its last day, inclusive, in the same form
 *
 * Returns: whether the period has bounds: it names its year and month, and they and its days are in the calendar
 */
gboolean
galley_period_get_bounds (const GalleyPeriod *period,
                          guint *from,
                          guint *to)
{
  int first = period->first, last = period->last;
  guint first_day = 1, last_day;

  g_return_val_if_fail (period != NULL && from != NULL && to != NULL, FALSE);

  if (period->unit == GALLEY_PERIOD_NONE || period->first_year <= 0 || period->last_year <= 0)
    return FALSE;
  if (period->unit == GALLEY_PERIOD_YEAR)
    first = 1, last = 12;
  else if (first == 0 || last == 0)
    return FALSE;
  else if (period->unit == GALLEY_PERIOD_QUARTER)
    first = first * 3 - 2, last *= 3;
  else if (period->unit == GALLEY_PERIOD_HALF)
    first = first * 6 - 5, last *= 6;

  if (first > 12 || last > 12)
    return FALSE;
  last_day = galley_period_days_in_month (period->last_year, last);
  if (period->unit == GALLEY_PERIOD_DAY)
    {
      if (period->last_day < 1 || period->last_day > last_day || period->first_day < 1
          || period->first_day > galley_period_days_in_month (period->first_year, first))
        return FALSE;
      first_day = period->first_day;
      last_day = period->last_day;
    }
  *from = period->first_year * 10000 + first * 100 + first_day;
  *to = period->last_year * 10000 + last * 100 + last_day;
  return TRUE;
}

/**
 * galley_period_describe:
 * @text: a period as files have it
 *
 * Returns: (transfer full): as it is printed: 2024年一季度 for 2024Q1; @text where it is another stretch
 */
char *
galley_period_describe (const char *text)
{
  static const char *const numbers[] = { "一", "二", "三", "四" };
  g_autofree char *year = NULL;
  GalleyPeriod period;

  if (!galley_period_parse (text, &period) || period.first_year != period.last_year || period.first != period.last)
    return g_strdup (text);
  year = period.first_year ? g_strdup_printf ("%d年", period.first_year) : g_strdup ("");
  switch (period.unit)
    {
    case GALLEY_PERIOD_MONTH:
      return g_strdup_printf ("%s%d月", year, period.first);
    case GALLEY_PERIOD_QUARTER:
      return g_strdup_printf ("%s%s季度", year, numbers[CLAMP (period.first, 1, 4) - 1]);
    case GALLEY_PERIOD_HALF:
      return g_strconcat (year, period.first == 1 ? "上半年" : "下半年", NULL);
    case GALLEY_PERIOD_YEAR:
      return g_steal_pointer (&year);
    default:
      return g_strdup (text);
    }
}
