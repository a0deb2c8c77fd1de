/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-reader-private.h"

#include <string.h>

enum
{
  HAN_YEAR = 0x5e74,    /* 年 */
  HAN_MONTH = 0x6708,   /* 月 */
  HAN_DAY = 0x65e5,     /* 日 */
  HAN_NUMBER = 0x53f7,  /* 号 */
  HAN_QUARTER = 0x5b63, /* 季 */
  HAN_DEGREE = 0x5ea6,  /* 度 */
  HAN_PART = 0x4efd,    /* 份 */
  HAN_HALF = 0x534a,    /* 半 */
  HAN_UPPER = 0x4e0a,   /* 上 */
  HAN_LOWER = 0x4e0b,   /* 下 */
  HAN_FRONT = 0x524d,   /* 前 */
  HAN_ERA = 0x4ee3,     /* 代 */
};

/* 二00八, 二○一二, 二OO九: Han digits with other signs for zero. Returns where the four end, or NULL. */
static const char *
read_mixed_year (GalleyReader *reader,
                 const char *p,
                 int *value)
{
  *value = 0;
  for (guint i = 0; i < 4; i++, p = utf8_next (p))
    {
      gunichar glyph = utf8_peek (p, reader->block_end);
      int digit = galley_numeral_han_digit (glyph);

      if (glyph == '0' || glyph == 'O' || glyph == 'o' || glyph == 0x25cb || glyph == 0xff10 || glyph == 0xff2f || glyph == 0x25ef)
        digit = 0;
      if (digit < 0)
        return NULL;
      *value = *value * 10 + digit;
    }
  return utf8_peek (p, reader->block_end) == HAN_YEAR ? p : NULL;
}

/* A small whole number: 7, ７, 七, 2024, 二〇二四. Returns where it ends, or NULL. */
static const char *
read_integer (GalleyReader *reader,
              const char *p,
              int *value,
              guint *n_digits)
{
  GalleyNumeral numeral;
  gunichar glyph = utf8_peek (p, reader->block_end);
  guint size;
  int digit;

  *value = 0;
  *n_digits = 0;
  if (galley_numeral_digit (glyph) >= 0)
    {
      for (; p < reader->block_end && (digit = galley_numeral_digit (utf8_get (p, &size))) >= 0; p += size)
        {
          if (++*n_digits > 4)
            return NULL;
          *value = *value * 10 + digit;
        }
      return p;
    }
  if (glyph == 0x4e00 || glyph == 0x4e8c)
    {
      const char *q = read_mixed_year (reader, p, value);

      *n_digits = 4;
      if (q != NULL)
        return q;
      *n_digits = 0;
    }
  if ((galley_numeral_han_digit (glyph) < 0 && galley_numeral_han_scale (glyph) != 1)
      || !galley_numeral_read (reader->lexicon, p, reader->block_end, &numeral) || numeral.form != NUMERAL_HAN
      || numeral.plan != 0 || numeral.unreadable || numeral.approx != GALLEY_APPROX_NONE || numeral.value.magnitude != 0
      || numeral.value.decimals != 0 || numeral.value.digits > 9999 || numeral.value.digits != numeral.high.digits)
    return NULL;
  *value = (int) numeral.value.digits;
  *n_digits = numeral.digits;
  return numeral.end;
}

/* After a number of unknown unit: a connector and a second number. Returns past it, or @p with *last as *first. */
static const char *
read_second (GalleyReader *reader,
             const char *p,
             int first,
             int *last,
             guint *n_digits)
{
  gunichar glyph = utf8_peek (p, reader->block_end);
  const char *q;

  *last = first;
  if (!is_connector (glyph) && glyph != 0x3001)
    return p;
  q = read_integer (reader, utf8_next (p), last, n_digits);
  if (q != NULL && *last > first && (glyph != 0x3001 || *last == first + 1))
    return q;
  *last = first;
  return p;
}

static const char *
read_half (GalleyReader *reader,
           const char *p,
           GalleyPeriod *period)
{
  gunichar glyph = utf8_peek (p, reader->block_end);

  if (!starts_with (utf8_next (p), reader->block_end, "半年"))
    return NULL;
  period->unit = GALLEY_PERIOD_HALF;
  period->first = period->last = glyph == HAN_UPPER ? 1 : 2;
  return p + strlen ("上半年");
}

/* 28日, 20-22日 after a month or alone. Returns where it ends, or NULL. */
static const char *
read_day (GalleyReader *reader,
          const char *p,
          gboolean after_month,
          GalleyPeriod *period)
{
  int first, last;
  guint n_digits;
  const char *q = read_integer (reader, p, &first, &n_digits);
  gunichar glyph, after;

  if (q == NULL || first < 1 || first > (after_month ? 99 : 31) || n_digits > 2)
    return NULL;
  q = read_second (reader, q, first, &last, &n_digits);
  glyph = utf8_peek (q, reader->block_end);
  if (last > 99 || (glyph != HAN_DAY && (glyph != HAN_NUMBER || !after_month)))
    return NULL;
  q = utf8_next (q);
  after = utf8_peek (q, reader->block_end);
  if (!after_month)
    {
      gunichar before = galley_reader_before (reader, p);

      /* 近5日, 3日内 and 10日游 last so long; 三日 alone is too little to be a date. */
      if (before == 0x8fd1 || before == 0x8fde || before == 0x5386 /* 近 连 历 */ ||
          after == 0x5185 || after == 0x6e38 || after == 0x95f4 || after == 0x5747 || after == 0x9f84 || after == 0x5386 /* 历 */
          || (galley_numeral_digit (utf8_peek (p, reader->block_end)) < 0 && first < 10))
        return NULL;
    }
  period->unit = GALLEY_PERIOD_DAY;
  period->first_day = (guint8) first;
  period->last_day = (guint8) last;
  return q;
}

/* 1月, 1-7月, 7月份, 3月28日, 一季度, 一至三季度. Returns where it ends, or NULL. */
static const char *
read_part (GalleyReader *reader,
           const char *p,
           GalleyPeriod *period)
{
  int first, last;
  guint n_digits;
  const char *q;
  gunichar glyph = utf8_peek (p, reader->block_end);

  if (glyph == HAN_UPPER || glyph == HAN_LOWER)
    return read_half (reader, p, period);
  q = read_integer (reader, p, &first, &n_digits);
  if (q == NULL || n_digits > 2 || first < 1)
    return NULL;
  q = read_second (reader, q, first, &last, &n_digits);
  if (last > 99)
    return NULL;
  period->first = (guint8) first;
  period->last = (guint8) last;
  glyph = utf8_peek (q, reader->block_end);
  if (glyph == HAN_QUARTER && last <= 4 && utf8_peek (utf8_next (q), reader->block_end) == HAN_DEGREE)
    {
      period->unit = GALLEY_PERIOD_QUARTER;
      return q + strlen ("季度");
    }
  if (glyph != HAN_MONTH)
    return NULL;
  q = utf8_next (q);
  period->unit = GALLEY_PERIOD_MONTH;
  if (utf8_peek (q, reader->block_end) == HAN_PART)
    return utf8_next (q);
  if (first == last)
    {
      const char *day = read_day (reader, q < reader->block_end && *q == ' ' ? q + 1 : q, TRUE, period);

      if (day != NULL)
        return day;
    }
  return q;
}

/* 前三季度, 前7个月, 前5月. Returns where it ends, or NULL. */
static const char *
read_front_part (GalleyReader *reader,
                 const char *p,
                 GalleyPeriod *period)
{
  int last;
  guint n_digits;
  const char *q = read_integer (reader, utf8_next (p), &last, &n_digits);

  if (q == NULL || last < 1 || last > 12)
    return NULL;
  period->first = 1;
  period->last = (guint8) last;
  if (last <= 4 && starts_with (q, reader->block_end, "季度"))
    {
      period->unit = GALLEY_PERIOD_QUARTER;
      return q + strlen ("季度");
    }
  period->unit = GALLEY_PERIOD_MONTH;
  if (starts_with (q, reader->block_end, "个月"))
    return q + strlen ("个月");
  if (utf8_peek (q, reader->block_end) == HAN_MONTH)
    return utf8_next (q);
  return NULL;
}

/* 2011-04-15, 2024/3/28, 2024.03.28, 2024Q1, 2011H1. Returns where it ends, or NULL. */
static const char *
read_numeric (GalleyReader *reader,
              const char *p,
              int year,
              GalleyPeriod *period)
{
  char separator = p < reader->block_end ? *p : '\0';
  int month, day;
  guint n_digits;
  const char *q;

  if (separator == 'Q' || separator == 'H')
    {
      q = read_integer (reader, p + 1, &month, &n_digits);
      if (q == NULL || month < 1 || month > (separator == 'Q' ? 4 : 2) || is_ascii_letter (utf8_peek (q, reader->block_end)))
        return NULL;
      *period = (GalleyPeriod) { separator == 'Q' ? GALLEY_PERIOD_QUARTER : GALLEY_PERIOD_HALF, month, month, 0, 0, year, year };
      return q;
    }
  if (separator != '-' && separator != '/' && separator != '.')
    return NULL;
  q = read_integer (reader, p + 1, &month, &n_digits);
  if (q == NULL || q >= reader->block_end || *q != separator || month < 1 || month > 12)
    return NULL;
  q = read_integer (reader, q + 1, &day, &n_digits);
  if (q == NULL || day < 1 || day > 31 || n_digits > 2)
    return NULL;
  *period = (GalleyPeriod) { GALLEY_PERIOD_DAY, month, month, day, day, year, year };
  return q;
}

static gboolean
is_year (int year,
         guint n_digits)
{
  return n_digits == 4 && year >= 1800 && year < 2200;
}

/* A point or plain stretch of the calendar, with its year or without. Returns where it ends, or NULL. */
static const char *
read_point (GalleyReader *reader,
            const char *p,
            GalleyPeriod *period)
{
  int year, last;
  guint n_digits, more_digits;
  const char *q, *part;

  *period = (GalleyPeriod) { 0 };
  q = read_integer (reader, p, &year, &n_digits);
  if (q == NULL || !is_year (year, n_digits))
    {
      part = read_part (reader, p, period);
      if (part != NULL)
        return part;
      *period = (GalleyPeriod) { 0 };
      return read_day (reader, p, FALSE, period);
    }
  part = read_numeric (reader, q, year, period);
  if (part != NULL)
    return part;
  q = read_second (reader, q, year, &last, &more_digits);
  if (utf8_peek (q, reader->block_end) != HAN_YEAR || (last != year && !is_year (last, more_digits)))
    return NULL;
  q = utf8_next (q);
  period->first_year = (gint16) year;
  period->last_year = (gint16) last;
  if (year == last)
    {
      const char *from = q < reader->block_end && *q == ' ' ? q + 1 : q;
      gunichar glyph = utf8_peek (from, reader->block_end);

      part = glyph == HAN_FRONT ? read_front_part (reader, from, period) : read_part (reader, from, period);
      if (part == NULL && utf8_peek (from, reader->block_end) == 0x7b2c /* 第 */)
        {
          part = read_part (reader, utf8_next (from), period);
          if (part != NULL && period->unit != GALLEY_PERIOD_QUARTER)
            part = NULL;
        }
      if (part != NULL)
        return part;
    }
  period->unit = GALLEY_PERIOD_YEAR;
  period->first = period->last = period->first_day = period->last_day = 0;
  if (utf8_peek (q, reader->block_end) == HAN_ERA && year == last)
    {
      period->last_year = (gint16) (year + 9);
      return utf8_next (q);
    }
  return utf8_peek (q, reader->block_end) == HAN_DEGREE ? utf8_next (q) : q;
}

/* Whether the words around a date without a year speak of what is to come. */
static gboolean
is_to_come (GalleyReader *reader,
            const char *start,
            const char *end)
{
  GalleyWordMatch match;
  gunichar after = utf8_peek (end, reader->block_end);
  guint steps = 0;

  if (after == 0x524d || after == 0x5e95 || after == 0x672b) /* 前 底 末 */
    return TRUE;
  for (const char *p = start; p > reader->clause && steps < 40; p = utf8_previous (p), steps++)
    if (galley_lexicon_match_back (reader->lexicon, reader->clause, p, WORD_FUTURE, &match))
      return TRUE;
  steps = 0;
  for (const char *p = end; p < reader->block_end && steps < 12 && !strchr (",;.", *p); p = utf8_next (p), steps++)
    if (p > end && galley_lexicon_match_back (reader->lexicon, end, p, WORD_FUTURE, &match))
      return TRUE;
  return FALSE;
}

/* Gives a period that names no year the one that is meant: 去年 before it, the block's, or that of publication. */
static void
resolve (GalleyReader *reader,
         GalleyPeriod *period,
         const char *start,
         const char *end)
{
  int year = reader->year != 0 ? reader->year : reader->context.year;
  gboolean named = reader->year != 0;
  int last;

  if (period->first_year != 0)
    {
      if (start == reader->clause || start == reader->sentence)
        {
          reader->year = period->first_year;
          reader->month = 0;
        }
      if (period->unit == GALLEY_PERIOD_DAY || period->unit == GALLEY_PERIOD_MONTH)
        reader->month = period->first;
      return;
    }
  if (period->first == 0)
    {
      period->first = period->last = reader->month;
      if (reader->month == 0 && reader->context.month != 0)
        {
          gboolean earlier = reader->context.day != 0 && period->first_day > reader->context.day
                             && !is_to_come (reader, start, end);

          period->first = (guint8) (earlier ? (reader->context.month + 10) % 12 + 1 : reader->context.month);
          period->last = period->first;
        }
    }
  else if (period->unit == GALLEY_PERIOD_MONTH || period->unit == GALLEY_PERIOD_DAY)
    {
      reader->month = period->first;
    }
  if (ENDS_WITH (reader->block, start, "去年") || ENDS_WITH (reader->block, start, "上年"))
    year = reader->context.year - (reader->context.year != 0);
  else if (ENDS_WITH (reader->block, start, "前年"))
    year = reader->context.year - 2 * (reader->context.year != 0);
  else if (ENDS_WITH (reader->block, start, "明年"))
    year = reader->context.year + (reader->context.year != 0);
  else if (!named && year != 0 && reader->context.month != 0 && !ENDS_WITH (reader->block, start, "今年")
           && !ENDS_WITH (reader->block, start, "本年"))
    {
      /* In January, 12月 without a year was last December: what lies half a year ahead is told only with 将 or 计划. */
      last = period->last * (period->unit == GALLEY_PERIOD_QUARTER ? 3 : period->unit == GALLEY_PERIOD_HALF ? 6 : 1);
      if (last <= 12 && last - reader->context.month >= 6 && !is_to_come (reader, start, end))
        year--;
    }
  period->first_year = period->last_year = (gint16) year;
}

/* 3月20日至22日, 2023年1月—2024年3月: a second point after a connector. Returns where the whole ends. */
static const char *
read_stretch (GalleyReader *reader,
              const char *p,
              GalleyPeriod *period)
{
  GalleyPeriod second;
  const char *q;

  if (!is_connector (utf8_peek (p, reader->block_end)))
    return p;
  q = read_point (reader, utf8_next (p), &second);
  if (q == NULL || second.unit != period->unit || second.last_year < period->first_year * (second.last_year != 0))
    return p;
  if (second.last_year != 0 && period->first_year == 0)
    return p;
  if (period->unit == GALLEY_PERIOD_DAY && second.last == 0)
    second.last = period->last;
  if (second.last_year == 0)
    {
      if (second.last < period->last || (second.last == period->last && second.last_day < period->last_day))
        return p;
      second.last_year = period->last_year;
    }
  period->last_year = second.last_year;
  period->last = second.last;
  period->last_day = second.last_day;
  return q;
}

/* 十四五 in quotes or before 时期: the fourteenth five-year plan. The first began in 1953, the second in 1958, and from
 * the third (1966) on every fifth year. */
static const char *
read_plan (GalleyReader *reader,
           const char *p)
{
  GalleyPeriod period = { .unit = GALLEY_PERIOD_YEAR };
  GalleyNumeral numeral;
  gunichar before = galley_reader_before (reader, p);
  int plan;

  if (!galley_numeral_read (reader->lexicon, p, reader->block_end, &numeral) || numeral.form != NUMERAL_HAN)
    return NULL;
  plan = numeral.plan;
  if (plan == 0 && numeral.digits == 2 && numeral.value.digits % 10 == 5 && before == 0x201c) /* “ */
    plan = (int) numeral.value.digits / 10;
  if (plan < 3)
    return NULL;
  period.first_year = (gint16) (1951 + 5 * plan);
  period.last_year = (gint16) (1955 + 5 * plan);
  galley_reader_append_period (reader, p, numeral.end, &period);
  return numeral.end;
}

/* 20世纪90年代, 80年代, 1990年代: ten years. Returns where it ends, or NULL. */
static const char *
read_decade (GalleyReader *reader,
             const char *p)
{
  GalleyPeriod period = { .unit = GALLEY_PERIOD_YEAR };
  int century = 20, decade;
  guint n_digits;
  const char *start = p;
  const char *q = read_integer (reader, p, &decade, &n_digits);

  if (q != NULL && starts_with (q, reader->block_end, "世纪"))
    {
      century = decade;
      q = read_integer (reader, q + strlen ("世纪"), &decade, &n_digits);
    }
  if (q == NULL || !starts_with (q, reader->block_end, "年代") || decade % 10 != 0 || decade > 90 || century < 1 || century > 30)
    return NULL;
  period.first_year = (gint16) (century * 100 - 100 + decade);
  period.last_year = (gint16) (period.first_year + 9);
  q += strlen ("年代");
  galley_reader_append_period (reader, start, q, &period);
  return q;
}

/* Reads a date or a period of the calendar. */
const char *
galley_reader_read_calendar (GalleyReader *reader,
                             const char *p)
{
  GalleyPeriod period;
  gunichar glyph = utf8_peek (p, reader->block_end);
  gunichar before;
  const char *q;

  if (galley_numeral_han_scale (glyph) >= 2)
    return NULL;
  if (galley_numeral_digit (glyph) < 0 && glyph != HAN_UPPER && glyph != HAN_LOWER)
    {
      q = read_plan (reader, p);
      if (q != NULL)
        return q;
    }
  q = read_point (reader, p, &period);
  if (q == NULL)
    return read_decade (reader, p);
  before = galley_reader_before (reader, p);
  if (is_ascii_letter (before) || before == '_')
    return NULL;
  q = read_stretch (reader, q, &period);
  resolve (reader, &period, p, q);
  galley_reader_append_period (reader, p, q, &period);
  return q;
}

/* Reads what begins with 前: 前三季度, 前7个月, 前10位. */
const char *
galley_reader_read_front (GalleyReader *reader,
                          const char *p)
{
  GalleyPeriod period = { 0 };
  GalleyNumeral numeral;
  GalleyFigure *figure;
  const char *number = utf8_next (p);
  const char *q = read_front_part (reader, p, &period);
  const char *end;
  gunichar glyph;

  if (q != NULL)
    {
      resolve (reader, &period, p, q);
      galley_reader_append_period (reader, p, q, &period);
      return q;
    }
  glyph = utf8_peek (number, reader->block_end);
  if ((galley_numeral_digit (glyph) < 0 && galley_numeral_han_digit (glyph) < 0 && galley_numeral_han_scale (glyph) < 1)
      || !galley_numeral_read (reader->lexicon, number, reader->block_end, &numeral) || numeral.plan != 0
      || numeral.unreadable)
    return NULL;
  end = numeral.end;
  glyph = utf8_peek (end, reader->block_end);
  if (glyph == 0x4f4d || glyph == 0x540d || glyph == 0x5f3a) /* 位 名 强 */
    end = utf8_next (end);
  else if ((!ENDS_WITH (reader->block, p, "列") && !ENDS_WITH (reader->block, p, "居") && !ENDS_WITH (reader->block, p, "进入"))
           || (is_han (glyph) && glyph != 0x7684 && glyph != 0x3001))
    return NULL;
  figure = galley_reader_append (reader, p, end, GALLEY_FIGURE_ORDINAL);
  figure->unit = slice_of (reader, numeral.end, end);
  figure->numeric = TRUE;
  figure->value = figure->high = numeral.value;
  return end;
}
