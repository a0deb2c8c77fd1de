/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-proof"

#include "config.h"

#include "galley-scan-private.h"

#include <glib/gi18n-lib.h>

/* The rules of GB/T 15835-2011 and of the house on how numbers are written. What they state is the audit's. */

/* No number in prose is longer; longer runs of digits are codes. */
#define MAX_DIGITS 18

static gboolean
is_wide_digit (gunichar c)
{
  return c >= 0xff10 && c <= 0xff19;
}

static void
check_digit_width (Scan *scan, guint at)
{
  g_autoptr (GString) fix = NULL;
  guint end = at;

  if (at > 0 && is_wide_digit (scan->chars[at - 1]))
    return;
  /* The full-width point between two digits: 3．26 */
  if (at > 1 && scan->chars[at - 1] == 0xff0e && is_digit_at (scan, (gint64) at - 2))
    return;
  fix = g_string_new (NULL);
  for (;; end++)
    if (is_wide_digit (char_at (scan, end)))
      g_string_append_c (fix, '0' + (scan->chars[end] - 0xff10));
    else if (char_at (scan, end) == 0xff0e && is_wide_digit (char_at (scan, end + 1)))
      g_string_append_c (fix, '.');
    else
      break;
  galley_scan_report (scan, at, end, g_string_free (g_steal_pointer (&fix), FALSE), _("Full-width digits"));
}

static void
check_wide_point (Scan *scan, guint at)
{
  /* Between full-width digits the point is mended with them. */
  if (is_digit_at (scan, (gint64) at - 1) && is_digit_at (scan, at + 1) && !is_wide_digit (scan->chars[at - 1]))
    galley_scan_report (scan, at, at + 1, g_strdup ("."), _("Full-width decimal point"));
}

static void
check_han_digit_space (Scan *scan, guint at)
{
  guint end = at;
  gboolean before, after;

  if (galley_is_heading_kind (scan->block_kind) || scan->tabular || at == 0 || kind_at (scan, at - 1) == KIND_SPACE)
    return;
  while (kind_at (scan, end) == KIND_SPACE && char_at (scan, end) != '\n')
    end++;
  /* Wider gaps set columns or clauses apart. */
  if (end - at > 2 || (end - at == 2 && scan->chars[at] == 0x3000))
    return;
  before = kind_at (scan, at - 1) == KIND_HAN && is_digit_at (scan, end) && !(scan->masks[end] & MASK_LATIN);
  after = is_digit_at (scan, at - 1) && kind_at (scan, end) == KIND_HAN && !(scan->masks[at - 1] & MASK_LATIN);
  /* “1 新建项目” at the start of a paragraph numbers it. */
  if (after && at <= 2)
    return;
  /* So does “1）” within it. */
  if (before && galley_in_set (char_at (scan, end + 1), ")）.、"))
    return;
  if (before || after)
    galley_scan_report (scan, at, end, g_strdup (""), _("A space between Chinese text and a number"));
}

static void
check_thousands (Scan *scan, guint at)
{
  g_autoptr (GString) fix = NULL;
  guint start = at, end = at;

  while (start > 0 && at - start < 4 && is_digit_at (scan, start - 1))
    start--;
  if (start == at || at - start > 3 || galley_in_set (char_at (scan, (gint64) start - 1), ",.") || !scan->chinese)
    return;
  while (char_at (scan, end) == ',' && is_digit_at (scan, end + 1) && is_digit_at (scan, end + 2) &&
         is_digit_at (scan, end + 3) && !is_digit_at (scan, end + 4) && end - at < MAX_DIGITS)
    end += 4;
  if (end == at)
    return;
  fix = g_string_new (NULL);
  for (guint i = start; i < end; i++)
    if (scan->chars[i] != ',')
      g_string_append_unichar (fix, scan->chars[i]);
  galley_scan_report (scan, start, end, g_string_free (g_steal_pointer (&fix), FALSE),
                      _("No thousands separator in Chinese text"));
}

/* Digits before @at, without a point. */
static guint
digits_before (const Scan *scan, guint at)
{
  guint count = 0;

  while (count <= MAX_DIGITS && is_digit_at (scan, (gint64) at - 1 - count))
    count++;
  return count;
}

static guint
digits_after (const Scan *scan, guint at)
{
  guint count = 0;

  while (count <= MAX_DIGITS && is_digit_at (scan, at + 1 + count))
    count++;
  return count;
}

static guint64
number_at (const Scan *scan, guint at, guint count)
{
  guint64 value = 0;

  for (guint i = at; i < at + count; i++)
    value = value * 10 + g_unichar_digit_value (scan->chars[i]);
  return value;
}

static gboolean
is_dash (gunichar c)
{
  return c == '-' || c == 0xff0d || c == 0x2013 || c == 0x2010 || c == 0x2212;
}

static void
check_range_dash (Scan *scan, guint at)
{
  gunichar before = char_at (scan, (gint64) at - 1);
  guint left_end = before == '%' ? at - 1 : at, left = digits_before (scan, left_end), right = digits_after (scan, at);
  guint after = at + 1 + right;
  guint64 low, high;
  gboolean time;

  if (left == 0 || right == 0 || left > 6 || right > 6)
    return;
  /* Dates, telephone numbers, codes and sums are chains of them, or end in what no range ends in. */
  if (is_dash (char_at (scan, (gint64) left_end - left - 1)) || is_dash (char_at (scan, after)) ||
      galley_in_set (char_at (scan, after), "=＝号室楼栋幢座/:") || galley_in_set (char_at (scan, (gint64) left_end - left - 1), "/:+×"))
    return;
  if ((left > 1 && scan->chars[left_end - left] == '0') || (right > 1 && scan->chars[at + 1] == '0'))
    return;
  low = number_at (scan, left_end - left, left);
  high = number_at (scan, at + 1, right);
  time = galley_in_set (char_at (scan, after), "月年日时") || (left == 4 && right == 4 && low >= 1900 && high < 2100);
  /* A result (3-2) or an index falls; a range rises, decimals aside. */
  if (low >= high && !time && char_at (scan, after) != '.' && char_at (scan, (gint64) left_end - left - 1) != '.')
    return;
  if (!time && char_at (scan, after) != '%' && char_at (scan, after) != '.' && !is_cjk_at (scan, after))
    return;
  galley_scan_report (scan, at, at + 1, g_strdup (time ? "—" : "～"), _("A range takes “～” or “—”, not a hyphen"));
}

static void
check_magnitude_chain (Scan *scan, guint at)
{
  guint left = digits_before (scan, at), right = digits_after (scan, at);
  guint64 rest;
  g_autofree char *fraction = NULL, *fix = NULL, *whole = NULL;

  if (left == 0 || left > 9 || right == 0 || right > 4 || char_at (scan, at + 1 + right) != 0x4e07)
    return;
  rest = number_at (scan, at + 1, right);
  if (galley_in_set (char_at (scan, (gint64) at - left - 1), ".．") || rest == 0)
    {
      galley_scan_report (scan, at - left, at + right + 2, NULL, _("亿 and 万 in one number"));
      return;
    }
  fraction = g_strdup_printf ("%04" G_GUINT64_FORMAT, rest);
  for (guint i = 4; i > 0 && fraction[i - 1] == '0'; i--)
    fraction[i - 1] = '\0';
  whole = galley_scan_slice (scan, at - left, at);
  fix = g_strdup_printf ("%s.%s亿", whole, fraction);
  galley_scan_report (scan, at - left, at + right + 2, g_steal_pointer (&fix), _("亿 and 万 in one number"));
}

static guint
skip_number (const Scan *scan, guint at)
{
  guint end = galley_scan_number_end (scan, at);

  if (end == at)
    while (end < at + 8 && galley_in_set (char_at (scan, end), "一二三四五六七八九十百千两"))
      end++;
  while (end > at && end < at + 24 && galley_in_set (char_at (scan, end), "万亿千"))
    end++;
  return end;
}

/* 约, 近 before a number and 余, 多, 左右 after it. */
static void
check_approx_once (Scan *scan, guint at)
{
  gunichar c = scan->chars[at], before = char_at (scan, (gint64) at - 1);
  guint start = at, number = at + 1, end, last;

  if (c == 0x7ea6 ? galley_in_set (before, "节条合预签履违契公集制邀隐相特失如缔简") : galley_in_set (before, "附最靠临邻远新亲将接"))
    return;
  if (c == 0x7ea6 && before == 0x5927)
    start--;
  if (galley_in_set (char_at (scan, number), "有为达"))
    number++;
  end = skip_number (scan, number);
  if (end == number)
    return;
  for (last = end; last < end + 4; last++)
    if (galley_scan_has (scan, last, "左右") || galley_scan_has (scan, last, "上下") ||
        (last == end && galley_in_set (char_at (scan, last), "余多")))
      {
        galley_scan_report (scan, start, number, g_strdup (""), _("One word of approximation is enough"));
        return;
      }
    else if (kind_at (scan, last) != KIND_HAN && char_at (scan, last) != '%')
      return;
}

static void
check_jiezhi (Scan *scan, guint at)
{
  guint end = at + 2;
  static const char *const times[] = { "目前", "现在", "今年", "今日", "今天", "去年", "昨日", "昨天", "本月", "上月",
                                       "年底", "月底", "发稿", "记者", NULL };

  if (char_at (scan, at + 1) != 0x6b62)
    return;
  if (galley_in_set (char_at (scan, end), "到至"))
    end++;
  if (!is_digit_at (scan, end))
    {
      guint i = 0;

      while (times[i] && !galley_scan_has (scan, end, times[i]))
        i++;
      if (!times[i])
        return;
    }
  galley_scan_report (scan, at, end, g_strdup ("截至"), _("Up to a time is “截至”; “截止” ends"));
}

/* Whether a point in time follows 年, so that the digits before it name a year rather than count years. */
static gboolean
names_year (const Scan *scan, guint after)
{
  static const char *const times[] = { "一季度", "二季度", "三季度", "四季度", "第一季度", "第二季度", "第三季度", "第四季度",
                                       "前三季度", "上半年", "下半年", "底", "末", "初", NULL };
  guint digits = 0;

  /* 20年底蕴 is a stretch of years. */
  if (char_at (scan, after) == 0x5e95 && galley_in_set (char_at (scan, after + 1), "蕴气子色"))
    return FALSE;
  for (guint i = 0; times[i]; i++)
    if (galley_scan_has (scan, after, times[i]))
      return TRUE;
  while (digits < 2 && is_digit_at (scan, after + digits))
    digits++;
  return digits > 0 && char_at (scan, after + digits) == 0x6708;
}

static void
check_year_full (Scan *scan, guint at)
{
  gunichar before;
  guint64 year;

  if (digits_before (scan, at) != 2)
    return;
  before = char_at (scan, (gint64) at - 3);
  if (is_dash (before) || galley_in_set (before, "—～~.第近满用历经过每了超约’'/") || !names_year (scan, at + 1))
    return;
  year = number_at (scan, at - 2, 2);
  galley_scan_report (scan, at - 2, at, g_strdup_printf ("%s%02" G_GUINT64_FORMAT, year < 50 ? "20" : "19", year),
                      _("A year has four digits"));
}

static void
check_fall_multiple (Scan *scan, guint at)
{
  static const char *const falls[] = { "减少", "下降", "降低", "缩小", "缩短", "减轻", "减小", "回落", "下跌", "下滑", NULL };
  gint64 start = at;

  while (start > 0 && (gint64) at - start < 8 &&
         (is_digit_at (scan, start - 1) ||
          galley_in_set (char_at (scan, start - 1), ".一二三四五六七八九十两几数百千近约超过了多余整")))
    start--;
  if (start == at)
    return;
  for (guint i = 0; falls[i]; i++)
    if (galley_scan_has (scan, start - 2, falls[i]))
      {
        galley_scan_report (scan, start - 2, at + 1, NULL, _("A fall is never a multiple; give the percentage"));
        return;
      }
}

/* The value of the percentage that ends before @at in millionths of a point, and where it begins. */
static gboolean
percent_before (const Scan *scan, guint at, gint64 *value, guint *start)
{
  guint decimals = 0, digits = 0;
  gint64 scale = 1;
  gboolean point = FALSE;

  *value = 0;
  for (*start = at; *start > 0 && digits < 12; (*start)--)
    {
      gunichar c = scan->chars[*start - 1];

      if (c == '.' && !point && digits > 0 && digits <= 6)
        {
          point = TRUE;
          decimals = digits;
        }
      else if (c < 0x80 && g_ascii_isdigit (c))
        {
          *value += scale * g_ascii_digit_value (c);
          scale *= 10;
          digits++;
        }
      else
        break;
    }
  if (!point && digits > 9)
    return FALSE;
  for (guint i = decimals; i < 6; i++)
    *value *= 10;
  return digits > 0;
}

/* 由40%升至45%，提高5%: the difference of two percentages, certain where the three numbers agree. */
static void
check_pct_point (Scan *scan, guint at)
{
  static const char *const verbs[] = { "提高", "提升", "上升", "增加", "增长", "下降", "降低", "回落", "下滑", "减少", NULL };
  gint64 stated, found[2];
  guint start, verb, n = 0, other;
  gboolean moved = FALSE;

  if (!percent_before (scan, at, &stated, &start))
    return;
  verb = start >= 1 && char_at (scan, start - 1) == 0x4e86 ? start - 1 : start;
  for (guint i = 0;; i++)
    if (!verbs[i])
      return;
    else if (verb >= 2 && galley_scan_has (scan, verb - 2, verbs[i]))
      break;
  /* With a subject of its own it is another matter: 由40%升至45%，投资增长5%. */
  if (!galley_in_set (char_at (scan, (gint64) verb - 3), "，,、（("))
    return;
  for (guint i = verb - 2; i > 0 && verb - i < 40 && n < 2; i--)
    {
      gunichar c = scan->chars[i - 1];

      if (galley_in_set (c, "。；！？\n"))
        return;
      moved |= galley_in_set (c, "至到");
      if (c == '%' && percent_before (scan, i - 1, &found[n], &other))
        n++;
    }
  if (n == 2 && moved && ABS (found[0] - found[1]) == stated && stated != 0)
    {
      g_autofree char *number = galley_scan_slice (scan, start, at);

      galley_scan_report (scan, start, at + 1, g_strconcat (number, "个百分点", NULL),
                          _("The difference of two percentages is in percentage points"));
    }
}

/* 5%个百分点 */
static void
check_pct_twice (Scan *scan, guint at)
{
  if (is_digit_at (scan, (gint64) at - 1) && galley_scan_has (scan, at + 1, "个百分点"))
    galley_scan_report (scan, at, at + 1, g_strdup (""), _("“%%” and “个百分点” exclude each other"));
}

const GalleyRule galley_number_rules[] = {
  { "digit-width", GALLEY_SEVERITY_WARNING, "０１２３４５６７８９", MASK_LATIN | MASK_TITLE, check_digit_width },
  { "digit-width", GALLEY_SEVERITY_WARNING, "．", MASK_LATIN | MASK_TITLE, check_wide_point },
  { "han-digit-space", GALLEY_SEVERITY_NOTE, " \xc2\xa0　", MASK_TITLE | MASK_QUOTE | MASK_NAME, check_han_digit_space, "newspaper" },
  { "thousands", GALLEY_SEVERITY_WARNING, ",", MASK_ALL, check_thousands },
  { "range-dash", GALLEY_SEVERITY_NOTE, "-－–‐−", MASK_ALL, check_range_dash },
  { "magnitude-chain", GALLEY_SEVERITY_WARNING, "亿", MASK_ALL, check_magnitude_chain },
  { "approx-once", GALLEY_SEVERITY_WARNING, "约近", MASK_ALL, check_approx_once },
  { "jiezhi", GALLEY_SEVERITY_WARNING, "截", MASK_ALL, check_jiezhi },
  { "year-full", GALLEY_SEVERITY_WARNING, "年", MASK_ALL, check_year_full },
  { "fall-multiple", GALLEY_SEVERITY_WARNING, "倍", MASK_ALL, check_fall_multiple },
  { "pct-point", GALLEY_SEVERITY_WARNING, "%", MASK_ALL, check_pct_point },
  { "pct-point", GALLEY_SEVERITY_WARNING, "%", MASK_ALL, check_pct_twice },
  { NULL },
};
