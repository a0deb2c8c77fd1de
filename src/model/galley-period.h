/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GALLEY_PERIOD_NONE,
  GALLEY_PERIOD_DAY,
  GALLEY_PERIOD_MONTH,
  GALLEY_PERIOD_QUARTER,
  GALLEY_PERIOD_HALF,
  GALLEY_PERIOD_YEAR,
} GalleyPeriodUnit;

/**
 * GalleyPeriod:
 * @unit: what it counts in; GALLEY_PERIOD_NONE for no period at all
 * @first_year: the year it begins in, or 0 where none is stated
 * @last_year: the year it ends in, or 0
 * @first: the month, quarter or half that it begins with, from 1; 0 for a month that is not stated
 * @last: the one that it ends with, inclusive
 * @first_day: the day of the month that it begins on, for days
 * @last_day: the day that it ends on, inclusive
 *
 * A stretch of the calendar: a day, 1-7月, 一季度, 上半年, 2021..2025, or one whose year is unknown.
 */
typedef struct
{
  guint8 unit;
  guint8 first;
  guint8 last;
  guint8 first_day;
  guint8 last_day;
  gint16 first_year;
  gint16 last_year;
} GalleyPeriod;

char *galley_period_to_string (const GalleyPeriod *period);
char *galley_period_describe (const char *text);
gboolean galley_period_parse (const char *text,
                              GalleyPeriod *period);
gboolean galley_period_get_bounds (const GalleyPeriod *period,
                                   guint *from,
                                   guint *to);
guint galley_period_days_in_month (int year,
                                   int month);

G_END_DECLS
