/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include <string.h>

/* Dates, reporting periods and districts as bulletins write them. */

/* The digit that @c stands for in a date written with digits of any kind, or -1. */
static int
digit_of (gunichar c)
{
  static const char *const han = "〇一二三四五六七八九";
  const char *found = c > 0x7f ? g_utf8_strchr (han, -1, c) : NULL;

  if (found)
    return (int) g_utf8_pointer_to_offset (han, found);
  if (c == 0x96f6 || c == 0x25cb)
    return 0;
  return c < 0x80 ? g_ascii_digit_value ((char) c) : c >= 0xff10 && c <= 0xff19 ? (int) (c - 0xff10) : -1;
}

/* A number below 100 in any digits, 十 included; FALSE where there is none. */
static gboolean
read_small (const char **text, guint *value)
{
  const char *p = *text;
  guint n = 0;
  gboolean ten = FALSE;

  *value = 0;
  for (; *p && n < 3; p = g_utf8_next_char (p), n++)
    {
      int digit = digit_of (g_utf8_get_char (p));

      if (digit >= 0 && ten)
        *value += digit;
      else if (digit >= 0)
        *value = *value * 10 + digit;
      else if (g_utf8_get_char (p) == 0x5341 && !ten)
        {
          ten = TRUE;
          *value = MAX (*value, 1) * 10;
        }
      else
        break;
    }
  *text = p;
  return n > 0 && *value < 100;
}

static gboolean
read_year (const char **text, guint *value)
{
  const char *p = *text;

  *value = 0;
  for (guint i = 0; i < 4; i++, p = g_utf8_next_char (p))
    {
      int digit = *p ? digit_of (g_utf8_get_char (p)) : -1;

      if (digit < 0)
        return FALSE;
      *value = *value * 10 + digit;
    }
  *text = p;
  return *value >= 1900 && *value < 2200;
}

/* 08:30, 08:30:15, after a space or T. */
static const char *
skip_time (const char *text)
{
  const char *p = galley_skip_space (text);

  if (*p == 'T')
    p++;
  for (guint i = 0; i < 3; i++)
    {
      guint value;
      const char *q = p;

      if (i > 0 && *q != ':' && !galley_has_prefix (q, "："))
        return i > 1 ? p : text;
      if (i > 0)
        q = g_utf8_next_char (q);
      if (!g_ascii_isdigit (*q) || !read_small (&q, &value))
        return i > 1 ? p : text;
      p = q;
    }
  return p;
}

static const char *
skip_weekday (const char *text)
{
  static const char *const days[] = { "星期", "礼拜", "周", NULL };
  const char *p = galley_skip_space (text), *end;
  gboolean bracket = galley_has_prefix (p, "（") || *p == '(';

  if (bracket)
    p = g_utf8_next_char (p);
  if (!galley_starts_with (p, days, &end) || !*end || !g_utf8_strchr ("一二三四五六日天", -1, g_utf8_get_char (end)))
    return text;
  p = g_utf8_next_char (end);
  if (bracket && (*p == ')' || galley_has_prefix (p, "）")))
    p = g_utf8_next_char (p);
  return p;
}

/**
 * galley_read_date:
 * @iso: (out): the date as 2024-04-16
 * @end: (out): what follows it, its weekday and time of day
 *
 * Returns: whether @text begins with a date of year, month and day: 2024年04月16日, 2024-4-16, 2024/04/16, 2024.4.16,
 *   二〇二四年四月十六日
 */
gboolean
galley_read_date (const char *text, char **iso, const char **end)
{
  const char *p = text;
  guint year, month, day;
  gunichar first, second;

  if (!read_year (&p, &year) || !*p)
    return FALSE;
  first = g_utf8_get_char (p);
  if (first != 0x5e74 && !(first < 0x80 && strchr ("-/.", (int) first)))
    return FALSE;
  p = g_utf8_next_char (p);
  if (!read_small (&p, &month) || !*p)
    return FALSE;
  second = g_utf8_get_char (p);
  if (second != (first == 0x5e74 ? 0x6708 : first))
    return FALSE;
  p = g_utf8_next_char (p);
  if (!read_small (&p, &day) || !g_date_valid_dmy (day, month, year))
    return FALSE;
  if (first == 0x5e74)
    {
      if (!galley_has_prefix (p, "日") && !galley_has_prefix (p, "号"))
        return FALSE;
      p = g_utf8_next_char (p);
    }
  *iso = g_strdup_printf ("%04u-%02u-%02u", year, month, day);
  *end = skip_time (skip_weekday (skip_time (p)));
  return TRUE;
}

/**
 * galley_is_district:
 *
 * Returns: whether @text is the name of an administrative area or zone: 和平区, 康平县, 浑南新区
 */
gboolean
galley_is_district (const char *text)
{
  static const char *const ends[] = { "区", "县", "市", "旗", "省", "州", "盟", "镇", "乡", "街道", "地区", NULL };
  glong chars = g_utf8_strlen (text, -1);

  if (chars < 2 || chars > 12)
    return FALSE;
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) != G_UNICODE_SCRIPT_HAN)
      return FALSE;
  for (guint i = 0; ends[i]; i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;
  return FALSE;
}

typedef struct
{
  const char *words;
  const char *code; /* behind the year; NULL for January up to @last_month */
  guint last_month; /* when it is over */
} PeriodWord;

static const PeriodWord period_words[] = {
  { "前三季度", NULL, 9 }, { "一季度", "Q1", 3 }, { "1季度", "Q1", 3 },  { "首季", "Q1", 3 },
  { "二季度", "Q2", 6 },           { "2季度", "Q2", 6 },  { "三季度", "Q3", 9 }, { "3季度", "Q3", 9 },
  { "四季度", "Q4", 12 },          { "4季度", "Q4", 12 }, { "上半年", "H1", 6 }, { "下半年", "H2", 12 },
};

/* The year stated before @at: 2024年一季度, 2024年第一季度. 0 where there is none, G_MAXUINT where another year is meant
 * (去年, 上年). */
static guint
year_before (const char *text, const char *at)
{
  const char *p = at;
  guint year;

  if (p - text >= 3 && memcmp (p - 3, "第", 3) == 0)
    p -= 3;
  if (p - text >= 6 && (memcmp (p - 6, "去年", 6) == 0 || memcmp (p - 6, "上年", 6) == 0))
    return G_MAXUINT;
  if (p - text >= 7 && memcmp (p - 3, "年", 3) == 0)
    {
      const char *start = p - 7;

      if (g_ascii_isdigit (*start) && read_year (&start, &year) && start == p - 3)
        return year;
    }
  return 0;
}

/* 1-7月, 1—7月, 前7个月: the months from January to @last; where it ends, or %NULL. */
static const char *
read_months (const char *text, guint *last)
{
  static const char *const joints[] = { "-", "—", "–", "－", "~", "～", "至", "到", NULL };
  const char *p = text, *end;
  guint first;

  if (galley_has_prefix (p, "前"))
    {
      p += strlen ("前");
      return read_small (&p, last) && galley_has_prefix (p, "个月") ? p : NULL;
    }
  if (!read_small (&p, &first) || first != 1)
    return NULL;
  if (galley_has_prefix (p, "月"))
    p += strlen ("月");
  if (!galley_starts_with (p, joints, &end))
    return NULL;
  return read_small (&end, last) && galley_has_prefix (end, "月") && *last >= 2 && *last <= 12 ? end : NULL;
}

/* The year that a period without one belongs to: the one of publication, unless it was not over by then. */
static guint
settle_year (guint stated, guint last_month, const char *date)
{
  guint year = date && *date ? (guint) g_ascii_strtoull (date, NULL, 10) : 0;
  guint month = year ? (guint) g_ascii_strtoull (date + 5, NULL, 10) : 0;

  if (stated)
    return stated;
  return year && month < last_month ? year - 1 : year;
}

static char *
print_months (guint year, guint last)
{
  return g_strdup_printf ("%u-01..%u-%02u", year, year, last);
}

/**
 * galley_read_period:
 * @date: (nullable): the date of publication, ISO
 * @period: (out): as 2024Q1, 2024H1, 2024-01..2024-07
 *
 * Returns: whether @text names the period that it reports on, with a year that it or the date of publication gives
 */
gboolean
galley_read_period (const char *text, const char *date, char **period)
{
  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      guint stated = year_before (text, p), last, year;
      gboolean digit_before = p > text && g_ascii_isdigit (p[-1]);

      if (stated == G_MAXUINT || digit_before)
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (period_words); i++)
        if (galley_has_prefix (p, period_words[i].words) && (year = settle_year (stated, period_words[i].last_month, date)))
          {
            *period = period_words[i].code ? g_strdup_printf ("%u%s", year, period_words[i].code)
                                           : print_months (year, period_words[i].last_month);
            return TRUE;
          }
      if ((g_ascii_isdigit (*p) || galley_has_prefix (p, "前")) && read_months (p, &last) && last >= 1 && last <= 12 &&
          (year = settle_year (stated, last, date)))
        {
          *period = print_months (year, last);
          return TRUE;
        }
    }
  return FALSE;
}
