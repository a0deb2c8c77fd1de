/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-number-format.h"

#include <string.h>

/* Workbooks store what a double holds, written out (821.60000000000002), and show it by a number format to 15 significant
 * digits. All of that is done on the decimal digits here; no figure becomes a double. */

#define SIGNIFICANT_DIGITS 15
#define MAX_EXPONENT 310
#define MAX_DECIMALS 30

/**
 * Number:
 * @digits: significant digits without leading or trailing zeros, as characters; none for zero
 * @n: how many
 * @point: where the point stands, counted from the first digit: 3 for 821.6, -1 for 0.073
 */
typedef struct
{
  gboolean negative;
  char digits[SIGNIFICANT_DIGITS + 1];
  int n;
  int point;
} Number;

/**
 * Section:
 *
 * The part of a number format that is for one sign, measured.
 */
typedef struct
{
  const char *start;
  const char *end;
  int min_whole;
  int min_decimals;
  int max_decimals;
  int percents;
  int thousands_scale;
  gboolean has_digits;
  gboolean grouped;
  gboolean date;
  gboolean plain; /* General, a fraction or a power of ten */
} Section;

/* Formats that are known by their number alone (ECMA-376 part 1, 18.8.30), with those of Chinese Excel. */
static const struct
{
  guint id;
  const char *format;
} builtins[] = {
  { 1, "0" },
  { 2, "0.00" },
  { 3, "#,##0" },
  { 4, "#,##0.00" },
  { 9, "0%" },
  { 10, "0.00%" },
  { 14, "yyyy-mm-dd" },
  { 15, "yyyy-mm-dd" },
  { 16, "m-d" },
  { 17, "yyyy-mm" },
  { 18, "h:mm" },
  { 19, "h:mm:ss" },
  { 20, "h:mm" },
  { 21, "h:mm:ss" },
  { 22, "yyyy-mm-dd hh:mm" },
  { 27, "yyyy年m月" },
  { 28, "m月d日" },
  { 29, "m月d日" },
  { 30, "yyyy-mm-dd" },
  { 31, "yyyy年m月d日" },
  { 32, "h时mm分" },
  { 33, "h时mm分ss秒" },
  { 36, "yyyy年m月" },
  { 37, "#,##0;-#,##0" },
  { 38, "#,##0;-#,##0" },
  { 39, "#,##0.00;-#,##0.00" },
  { 40, "#,##0.00;-#,##0.00" },
  { 45, "mm:ss" },
  { 46, "h:mm:ss" },
  { 47, "mm:ss" },
  { 50, "yyyy年m月" },
  { 51, "m月d日" },
  { 52, "yyyy年m月" },
  { 53, "m月d日" },
  { 54, "m月d日" },
  { 55, "yyyy年m月" },
  { 56, "m月d日" },
  { 57, "yyyy年m月" },
  { 58, "m月d日" },
};

static void
strip_zeros (Number *number)
{
  while (number->n > 0 && number->digits[number->n - 1] == '0')
    number->n--;
  if (number->n == 0)
    number->point = 0;
}

/* Keeps @n digits, rounded half away from zero as spreadsheets do. */
static void
round_to (Number *number, int n)
{
  gboolean up;

  if (n >= number->n)
    return;
  if (n < 0)
    {
      number->n = number->point = 0;
      return;
    }
  up = number->digits[n] >= '5';
  number->n = n;
  for (int i = n - 1; up && i >= 0; i--)
    {
      up = number->digits[i] == '9';
      number->digits[i] = up ? '0' : number->digits[i] + 1;
    }
  if (up)
    {
      memmove (number->digits + 1, number->digits, n);
      number->digits[0] = '1';
      number->n++;
      number->point++;
    }
  strip_zeros (number);
}

/* Reads what XML Schema calls a double. The digits after the 16th only tell how the 15th is rounded. */
static gboolean
parse (const char *text, Number *number)
{
  int point = -1, exponent = 0, count = 0;
  gboolean any = FALSE;

  memset (number, 0, sizeof *number);
  text += strspn (text, " \n\r\t");
  if (*text == '-' || *text == '+')
    number->negative = *text++ == '-';
  for (; g_ascii_isdigit (*text) || (*text == '.' && point < 0); text++)
    {
      if (*text == '.')
        {
          point = count;
          continue;
        }
      any = TRUE;
      if (count == 0 && *text == '0')
        {
          exponent -= point >= 0;
          continue;
        }
      if (count < SIGNIFICANT_DIGITS + 1)
        number->digits[count] = *text;
      if (++count > MAX_EXPONENT * 4)
        return FALSE;
    }
  if (*text == 'e' || *text == 'E')
    {
      gboolean below = text[1] == '-';
      int power = 0;

      text += text[1] == '-' || text[1] == '+' ? 2 : 1;
      for (; g_ascii_isdigit (*text); text++)
        power = MIN (power * 10 + (*text - '0'), 10 * MAX_EXPONENT);
      exponent += below ? -power : power;
    }
  if (!any || text[strspn (text, " \n\r\t")] != '\0')
    return FALSE;
  number->n = MIN (count, SIGNIFICANT_DIGITS + 1);
  number->point = (point >= 0 ? point : count) + exponent;
  round_to (number, SIGNIFICANT_DIGITS);
  strip_zeros (number);
  return ABS (number->point) <= MAX_EXPONENT;
}

static char
digit_at (const Number *number, int place)
{
  return place >= 0 && place < number->n ? number->digits[place] : '0';
}

/* The digits with a point before @decimals of them, at least @whole before it. */
static void
append_digits (GString *out, const Number *number, int whole, int decimals, gboolean grouped)
{
  int first = MIN (0, number->point - whole);

  for (int i = first; i < number->point; i++)
    {
      g_string_append_c (out, digit_at (number, i));
      if (grouped && number->point - i > 1 && (number->point - i) % 3 == 1)
        g_string_append_c (out, ',');
    }
  if (decimals > 0)
    g_string_append_c (out, '.');
  for (int i = 0; i < decimals; i++)
    g_string_append_c (out, digit_at (number, number->point + i));
}

static char *
print_plain (const Number *number)
{
  GString *out = g_string_new (number->negative && number->n > 0 ? "-" : NULL);

  append_digits (out, number, 1, MAX (0, number->n - number->point), FALSE);
  return g_string_free (out, FALSE);
}

/* Goes on to the end of what at @p stands for itself or for a space: "亿元", \x, _x, *x, [Red]. Returns NULL for what is
 * part of the pattern. */
static const char *
skip_literal (const char *p, const char *end)
{
  const char *close = NULL;

  if (*p == '"')
    close = memchr (p + 1, '"', end - p - 1);
  else if (*p == '[')
    close = memchr (p + 1, ']', end - p - 1);
  else if ((*p == '\\' || *p == '_' || *p == '*') && p + 1 < end)
    return MIN (g_utf8_next_char (p + 1), end);
  else
    return NULL;
  return close ? close + 1 : end;
}

static const char *
find_section_end (const char *format)
{
  const char *end = format + strlen (format);

  while (format < end && *format != ';')
    {
      const char *next = skip_literal (format, end);

      format = next ? next : format + 1;
    }
  return format;
}

static void
measure (Section *section)
{
  gboolean decimals = FALSE;

  for (const char *p = section->start, *next; p < section->end; p = next ? next : p + 1)
    {
      next = skip_literal (p, section->end);
      if (next)
        continue;
      if (g_ascii_strncasecmp (p, "general", 7) == 0)
        section->plain = TRUE;
      else if (strchr ("0#?", *p))
        {
          section->has_digits = TRUE;
          section->thousands_scale = 0;
          section->max_decimals += decimals;
          section->min_decimals += decimals && *p != '#';
          section->min_whole += !decimals && *p == '0';
        }
      else if (*p == '.')
        decimals = TRUE;
      else if (*p == ',' && section->has_digits)
        {
          section->grouped |= p + 1 < section->end && strchr ("0#?", p[1]);
          section->thousands_scale++;
        }
      else if (*p == '%')
        section->percents++;
      else if (*p == '/' || ((*p == 'E' || *p == 'e') && p + 1 < section->end && strchr ("+-", p[1])))
        section->plain = section->has_digits;
      else if (strchr ("yYmMdDhHsS", *p))
        section->date = TRUE;
    }
  section->date &= !section->has_digits && !section->plain;
  section->max_decimals = MIN (section->max_decimals, MAX_DECIMALS);
  section->min_decimals = MIN (section->min_decimals, MAX_DECIMALS);
  section->min_whole = MIN (section->min_whole, MAX_DECIMALS);
}

/* The section of @format for @number: positive; negative; zero; text. */
static Section
choose_section (const char *format, const Number *number, gboolean *unsigned_by_section)
{
  const char *starts[3] = { format }, *ends[3] = { find_section_end (format) };
  int n = 1, chosen = 0;
  Section section = { 0 };

  for (; n < 3 && *ends[n - 1] == ';'; n++)
    {
      starts[n] = ends[n - 1] + 1;
      ends[n] = find_section_end (starts[n]);
    }
  if (number->n == 0 && n == 3)
    chosen = 2;
  else if (number->negative && number->n > 0 && n >= 2)
    chosen = 1;
  *unsigned_by_section = chosen == 1;
  section.start = starts[chosen];
  section.end = ends[chosen];
  measure (&section);
  return section;
}

static void
append_literal (GString *out, const char *p, const char *end)
{
  if (*p == '"')
    g_string_append_len (out, p + 1, end - p - 1 - (end[-1] == '"' && end - p > 1));
  else if (*p == '\\')
    g_string_append_len (out, p + 1, end - p - 1);
  else if (p[0] == '[' && p[1] == '$')
    for (p += 2; p < end && *p != '-' && *p != ']'; p++)
      g_string_append_c (out, *p);
}

/* Dates */

/**
 * Moment:
 *
 * A date of the Gregorian calendar and a time of day.
 */
typedef struct
{
  int year, month, day, hour, minute, second;
} Moment;

/* Days and their fraction since the epoch, to the second. */
static gboolean
find_moment (const Number *number, gboolean from_1904, Moment *moment)
{
  gint64 days = 0, seconds = 0, fraction = 0, unit = 1;
  GDate date;

  if (number->negative || number->point > 7)
    return FALSE;
  for (int i = 0; i < number->point; i++)
    days = days * 10 + (digit_at (number, i) - '0');
  for (int i = 0; i < 9; i++, unit *= 10)
    fraction = fraction * 10 + (digit_at (number, number->point + i) - '0');
  seconds = (fraction * 86400 + unit / 2) / unit;
  days += seconds / 86400;
  seconds %= 86400;
  if (days > 2958465)
    return FALSE;
  /* Excel counts a 29 February 1900 that there never was. */
  g_date_clear (&date, 1);
  if (from_1904)
    g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1904);
  else
    g_date_set_dmy (&date, days < 60 ? 31 : 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, (guint) days);
  *moment = (Moment){ g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date),
                      (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60) };
  return TRUE;
}

static void
append_moment (GString *out, const Section *section, const Moment *moment)
{
  gboolean after_hour = FALSE;

  for (const char *p = section->start; p < section->end;)
    {
      const char *next = skip_literal (p, section->end);
      char letter = g_ascii_tolower (*p);
      int run = 1, value;

      if (next)
        {
          append_literal (out, p, next);
          p = next;
          continue;
        }
      while (p + run < section->end && g_ascii_tolower (p[run]) == letter)
        run++;
      next = p + run;
      if (letter == 'm' && !after_hour && next + 1 < section->end && *next == ':' && g_ascii_tolower (next[1]) == 's')
        after_hour = TRUE;
      value = letter == 'y'                 ? moment->year
              : letter == 'm' && after_hour ? moment->minute
              : letter == 'm'               ? moment->month
              : letter == 'd'               ? moment->day
              : letter == 'h'               ? moment->hour
              : letter == 's'               ? moment->second
                                            : -1;
      if (value < 0)
        g_string_append_len (out, p, run);
      else if (letter == 'y')
        g_string_append_printf (out, run <= 2 ? "%02d" : "%04d", run <= 2 ? value % 100 : value);
      else
        g_string_append_printf (out, run == 2 ? "%02d" : "%d", value);
      if (value >= 0)
        after_hour = letter == 'h';
      p = next;
    }
}

/* The number where the pattern has its digits, and what stands around them. */
static void
append_pattern (GString *out, const Section *section, const Number *number, int decimals)
{
  gboolean printed = FALSE;

  for (const char *p = section->start; p < section->end;)
    {
      const char *next = skip_literal (p, section->end);

      if (next)
        append_literal (out, p, next);
      else if (strchr ("0#?.,", *p))
        {
          if (!printed)
            append_digits (out, number, section->min_whole, decimals, section->grouped);
          printed = TRUE;
        }
      else
        g_string_append_c (out, *p);
      p = next ? next : p + 1;
    }
}

/**
 * galley_number_format_builtin:
 * @id: the number of a format in a workbook
 *
 * Returns: (transfer none) (nullable): the format that has no text of its own in the workbook, or %NULL for General
 */
const char *
galley_number_format_builtin (guint id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (builtins); i++)
    if (builtins[i].id == id)
      return builtins[i].format;
  return NULL;
}

/**
 * galley_number_format_print:
 * @number: as a workbook stores it: 821.60000000000002, 7.2999999999999995E-2
 * @format: (nullable): a number format such as 0.0%, #,##0.00 or yyyy-mm-dd; %NULL for General
 * @from_1904: whether dates count from 1904 rather than 1900
 *
 * Returns: (transfer full): what the cell shows; @number itself where it is none
 */
char *
galley_number_format_print (const char *number, const char *format, gboolean from_1904)
{
  Number value;
  Section section;
  Moment moment;
  gboolean unsigned_by_section;
  g_autoptr (GString) out = g_string_new (NULL);
  int decimals;

  if (!parse (number, &value))
    return g_strdup (number);
  if (format == NULL)
    return print_plain (&value);
  section = choose_section (format, &value, &unsigned_by_section);
  if (section.plain || (!section.has_digits && !section.date && memchr (section.start, '@', section.end - section.start)))
    return print_plain (&value);
  if (section.date)
    {
      if (!find_moment (&value, from_1904, &moment))
        return print_plain (&value);
      append_moment (out, &section, &moment);
      return g_strdup (g_strstrip (out->str));
    }
  if (value.n > 0)
    value.point += 2 * section.percents - 3 * section.thousands_scale;
  round_to (&value, value.point + section.max_decimals);
  decimals = CLAMP (value.n - value.point, section.min_decimals, section.max_decimals);
  if (value.negative && value.n > 0 && !unsigned_by_section)
    g_string_append_c (out, '-');
  append_pattern (out, &section, &value, decimals);
  return g_strdup (g_strstrip (out->str));
}

/**
 * galley_number_format_for:
 * @text: a number as it is printed: 821.60, 1,234, +7.3%
 *
 * Returns: (transfer full) (nullable): the number format that prints it so; %NULL where it is no number that a workbook can
 *   hold without loss
 */
char *
galley_number_format_for (const char *text)
{
  gsize whole, decimals = 0, n_digits;
  gboolean grouped, plus = *text == '+';
  GString *format;

  text += plus || *text == '-';
  whole = strspn (text, "0123456789,");
  grouped = memchr (text, ',', whole) != NULL;
  if (whole == 0 || !g_ascii_isdigit (*text) || (*text == '0' && whole > 1))
    return NULL;
  n_digits = 0;
  for (gsize i = 0; i < whole; i++)
    {
      if (text[i] == ',' && (whole - i) % 4 != 0)
        return NULL;
      if (grouped && text[i] != ',' && (whole - i) % 4 == 0)
        return NULL;
      n_digits += text[i] != ',';
    }
  text += whole;
  if (*text == '.')
    {
      decimals = strspn (text + 1, "0123456789");
      text += 1 + decimals;
      if (decimals == 0)
        return NULL;
    }
  if (n_digits + decimals > SIGNIFICANT_DIGITS || !(*text == '\0' || g_str_equal (text, "%")))
    return NULL;
  format = g_string_new (grouped ? "#,##0" : "0");
  if (decimals > 0)
    g_string_append_c (format, '.');
  for (gsize i = 0; i < decimals; i++)
    g_string_append_c (format, '0');
  g_string_append (format, text);
  if (plus)
    {
      g_autofree char *below = g_strconcat (";-", format->str, NULL);

      g_string_prepend_c (format, '+');
      g_string_append (format, below);
    }
  return g_string_free (format, FALSE);
}
