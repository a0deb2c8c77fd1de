/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-figure-render.h"

#include "galley-numeral-private.h"

#include <string.h>

/* Rounds @value half up, away from zero, to @decimals places of @magnitude. Returns whether 18 digits hold it. */
static gboolean
round_to (const GalleyDecimal *value,
          int magnitude,
          int decimals,
          GalleyDecimal *rounded,
          gboolean *exact)
{
  const __int128 limit = (__int128) 1000000000000000000;
  int shift = (value->magnitude - value->decimals) - (magnitude - decimals);
  gboolean negative = value->digits < 0;
  __int128 digits = negative ? -value->digits : value->digits;
  gboolean half = FALSE;

  *exact = TRUE;
  for (; shift > 0 && digits != 0; shift--)
    {
      if (digits >= limit)
        return FALSE;
      digits *= 10;
    }
  for (; shift < 0 && digits != 0; shift++)
    {
      int last = (int) (digits % 10);

      /* Only the first digit that is dropped decides, and it is dropped last. */
      *exact = *exact && last == 0;
      half = last >= 5;
      digits /= 10;
      if (digits == 0 && shift < -1)
        half = FALSE;
    }
  digits += half;
  if (digits >= limit)
    return FALSE;
  *rounded = (GalleyDecimal) { negative ? -digits : digits, (gint16) decimals, (gint16) magnitude };
  return TRUE;
}

/* The scale word of @magnitude as a number in Arabic digits may carry it, or NULL. */
static const char *
scale_word (int magnitude)
{
  switch (magnitude)
    {
    case 0: return "";
    case 2: return "百";
    case 3: return "千";
    case 4: return "万";
    case 6: return "百万";
    case 7: return "千万";
    case 8: return "亿";
    case 10: return "百亿";
    case 11: return "千亿";
    case 12: return "万亿";
    default: return NULL;
    }
}

static const char *
approx_word (GalleyApprox approx)
{
  switch (approx)
    {
    case GALLEY_APPROX_ABOUT: return "约";
    case GALLEY_APPROX_BELOW: return "近";
    case GALLEY_APPROX_ABOVE: return "超";
    case GALLEY_APPROX_NONE:
    default: return "";
    }
}

/* The number without its scale. */
static char *
format_digits (const GalleyDecimal *rounded)
{
  GalleyDecimal significand = { rounded->digits, rounded->decimals, 0 };

  return galley_decimal_to_plain (&significand);
}

/* Whether "2千" before 瓦 would be read as 2 of 千瓦. */
static gboolean
is_misread (const GalleyDecimal *rounded,
            const char *number,
            const char *end)
{
  GalleyNumeral numeral;

  if (*number == '-')
    number++;
  return !galley_numeral_read (galley_lexicon_get_default (), number, end, &numeral)
         || numeral.value.magnitude != rounded->magnitude;
}

/**
 * galley_figure_render:
 * @value: a value
 * @unit: the unit without 万 or 亿 (元, %, 个百分点); may be empty
 * @magnitude: the power of ten of the scale word to print: 4 for 万, 8 for 亿, 0 for none
 * @decimals: how many places to print, from 0
 * @approx: the approximation to put before it
 * @notes: (out) (optional): what is to be said of the result
 *
 * Prints a value as a figure of Chinese prose: 约821.6亿元. What is printed reads back as the same rounded value, unit
 * and approximation; where a scale word would be read into the unit (2千 before 瓦), or where there is none for
 * @magnitude, the value is multiplied out.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where the number would have more digits than can be read
 */
char *
galley_figure_render (const GalleyDecimal *value,
                      const char *unit,
                      int magnitude,
                      int decimals,
                      GalleyApprox approx,
                      GalleyRenderNotes *notes)
{
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  const char *word = scale_word (magnitude);
  GalleyDecimal rounded;
  gboolean exact;

  g_return_val_if_fail (value != NULL && unit != NULL, NULL);
  g_return_val_if_fail (decimals >= 0 && decimals <= GALLEY_DECIMAL_MAX_DIGITS, NULL);

  if (!round_to (value, magnitude, decimals, &rounded, &exact))
    return NULL;
  if (notes != NULL)
    *notes = exact ? 0 : GALLEY_RENDER_ROUNDED;
  if (word != NULL)
    {
      number = format_digits (&rounded);
      text = g_strconcat (number, word, unit, NULL);
    }
  if (word == NULL || is_misread (&rounded, text, text + strlen (text)))
    {
      g_free (number);
      g_free (text);
      number = galley_decimal_to_plain (&rounded);
      if (strlen (number) > GALLEY_DECIMAL_MAX_DIGITS)
        {
          text = NULL;
          return NULL;
        }
      text = g_strconcat (number, unit, NULL);
    }
  return g_strconcat (approx_word (approx), text, NULL);
}

/* Groups the whole part of @number by three with commas. */
static char *
group (const char *number)
{
  GString *string = g_string_new (NULL);
  const char *digits = *number == '-' ? number + 1 : number;
  gsize whole = strspn (digits, "0123456789");

  g_string_append_len (string, number, digits - number);
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (string, ',');
      g_string_append_c (string, digits[i]);
    }
  g_string_append (string, digits + whole);
  return g_string_free_and_steal (string);
}

static char *
widen (const char *number)
{
  GString *string = g_string_new (NULL);

  for (; *number != '\0'; number++)
    g_string_append_unichar (string, g_ascii_isdigit (*number) || *number == '.' ? (gunichar) (0xff00 + *number - 0x20)
                                                                                 : (gunichar) *number);
  return g_string_free_and_steal (string);
}

/* A whole number below 10000 in Han digits: 六十六, 一千零五. */
static char *
write_han (int number)
{
  static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  static const char *const scales[] = { "千", "百", "十", "" };
  GString *string = g_string_new (number == 0 ? "零" : NULL);
  gboolean zero = FALSE;

  for (int i = 0, unit = 1000; i < 4; i++, unit /= 10)
    {
      int digit = number / unit % 10;

      if (digit == 0)
        {
          zero = string->len > 0;
          continue;
        }
      if (zero)
        g_string_append (string, "零");
      zero = FALSE;
      /* 十二 has no 一 before its 十, but 一百一十二 has. */
      if (digit != 1 || i != 2 || string->len > 0)
        g_string_append (string, digits[digit]);
      g_string_append (string, scales[i]);
    }
  return g_string_free_and_steal (string);
}

/**
 * galley_figure_render_like:
 * @figure: a figure with a number
 * @text: the text that it was read from
 * @value: its new value, with the sign that growth has
 * @notes: (out) (optional): what is to be said of the result
 *
 * Prints another value as @figure was printed: in its unit and scale, with its decimals, commas and kind of digits. A
 * fall is printed without a sign where the figure was, since its verb says so.
 *
 * Returns: (transfer full) (nullable): what to put in place of the figure, or %NULL where the figure is a range,
 *   fraction, date or unreadable, or the number would have too many digits
 */
char *
galley_figure_render_like (const GalleyFigure *figure,
                           const char *text,
                           const GalleyDecimal *value,
                           GalleyRenderNotes *notes)
{
  g_autofree char *surface = NULL;
  g_autofree char *number = NULL;
  g_autofree char *front = NULL;
  const char *p, *tail;
  GalleyDecimal rounded;
  gboolean exact, minus, han = FALSE, wide = FALSE, grouped = FALSE;
  int tenths = 0;

  g_return_val_if_fail (figure != NULL && text != NULL && value != NULL, NULL);

  if (!figure->numeric || galley_decimal_compare (&figure->value, &figure->high) != 0
      || figure->unit.offset < figure->bytes.offset)
    return NULL;
  surface = g_strndup (text + figure->bytes.offset, figure->bytes.length);
  tail = surface + (figure->unit.offset - figure->bytes.offset);
  if (tail > surface + figure->bytes.length)
    return NULL;
  while (tail > surface && (tail[-1] == ' ' || tail[-1] == '-'))
    tail--;
  for (p = surface; p < tail && galley_numeral_digit (g_utf8_get_char (p)) < 0 && galley_numeral_han_digit (g_utf8_get_char (p)) < 0
                    && galley_numeral_han_scale (g_utf8_get_char (p)) < 0;)
    p = g_utf8_next_char (p);
  front = g_strndup (surface, p - surface);
  for (; p < tail; p = g_utf8_next_char (p))
    {
      gunichar glyph = g_utf8_get_char (p);

      grouped |= glyph == ',' || glyph == 0xff0c;
      wide |= glyph >= 0xff10 && glyph <= 0xff19;
      han |= galley_numeral_han_digit (glyph) >= 0 || galley_numeral_han_scale (glyph) >= 0;
    }
  /* The places of a product, a half (四个半) or a part of a tenth (三成五) are not printed as such. */
  if (strstr (surface, "半") != NULL || strstr (surface, "×") != NULL
      || (g_str_has_prefix (tail, "成") && !g_str_equal (tail, "成")))
    return NULL;
  if (g_str_has_prefix (tail, "成"))
    tenths = 1;

  if (!round_to (value, figure->value.magnitude, figure->value.decimals, &rounded, &exact))
    return NULL;
  rounded.magnitude = (gint16) (rounded.magnitude - tenths);
  minus = strstr (front, "-") != NULL || strstr (front, "负") != NULL;
  if (notes != NULL)
    {
      *notes = exact ? 0 : GALLEY_RENDER_ROUNDED;
      if (figure->value.digits != 0 && value->digits != 0 && (figure->value.digits < 0) != (value->digits < 0) && !minus)
        *notes |= GALLEY_RENDER_DIRECTION;
    }
  if (minus && rounded.digits > 0)
    {
      g_free (front);
      front = g_strdup ("");
    }
  if (rounded.digits < 0 && (minus || figure->value.digits < 0))
    rounded.digits = -rounded.digits;

  if (han && rounded.digits >= 0 && rounded.digits < 10000 && rounded.decimals == 0)
    number = write_han ((int) rounded.digits);
  else
    number = format_digits (&rounded);
  if (grouped || wide)
    {
      char *changed = grouped ? group (number) : widen (number);

      g_free (number);
      number = changed;
    }
  return g_strconcat (front, number, tail, NULL);
}
