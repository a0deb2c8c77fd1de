/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"
#include "config.h"

#include "galley-decimal.h"

#include <string.h>

/* The scale words that a printed number may carry, the longest first where one begins another. */
static const struct
{
  const char *word;
  gint16 magnitude;
} scales[] = {
  { "万亿", 12 }, { "千亿", 11 }, { "百亿", 10 }, { "十亿", 9 }, { "亿", 8 }, { "千万", 7 },
  { "百万", 6 },  { "十万", 5 },  { "万", 4 },    { "千", 3 },   { "百", 2 }, { "十", 1 },
};

static int
n_digits (unsigned __int128 number)
{
  int count = 0;

  for (; number != 0; number /= 10)
    count++;
  return count;
}

static unsigned __int128
absolute (__int128 number)
{
  return number < 0 ? -(unsigned __int128) number : (unsigned __int128) number;
}

/* Appends @digits with a point before its last @places digits; @places may be negative, for zeros after it. */
static char *
format (const GalleyDecimal *decimal,
        int places,
        const char *suffix)
{
  GString *string = g_string_new (NULL);
  unsigned __int128 rest = absolute (decimal->digits);
  char reversed[48];
  int length = 0;

  for (; rest != 0 || length == 0; rest /= 10)
    reversed[length++] = (char) ('0' + (int) (rest % 10));

  if (decimal->digits < 0)
    g_string_append_c (string, '-');
  if (places >= length)
    {
      g_string_append (string, "0.");
      for (int i = length; i < places; i++)
        g_string_append_c (string, '0');
    }
  while (length > 0)
    {
      g_string_append_c (string, reversed[--length]);
      if (length == places && places > 0)
        g_string_append_c (string, '.');
    }
  if (decimal->digits != 0)
    for (int i = places; i < 0; i++)
      g_string_append_c (string, '0');
  g_string_append (string, suffix);
  return g_string_free_and_steal (string);
}

/**
 * galley_decimal_parse:
 * @text: a number such as -821.6亿, 1,234.50 or 7.0
 * @length: its length in bytes, or -1 if @text is nul-terminated
 * @decimal: (out): where to put the number
 *
 * Reads the whole of @text: a sign, ASCII digits that commas may group by three, a point with digits after it,
 * and a scale word (十 百 千 万 亿 and their products). What galley_decimal_to_printed() writes reads back as it was.
 *
 * Returns: whether @text was such a number of at most GALLEY_DECIMAL_MAX_DIGITS digits
 */
gboolean
galley_decimal_parse (const char *text,
                      gssize length,
                      GalleyDecimal *decimal)
{
  const char *p = text;
  const char *end;
  GalleyDecimal result = { 0, 0, 0 };
  gboolean negative = FALSE;
  int significant = 0;
  int whole = 0;
  int group = -1;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (decimal != NULL, FALSE);

  end = text + (length < 0 ? strlen (text) : (gsize) length);
  if (p < end && (*p == '-' || *p == '+'))
    negative = *p++ == '-';
  for (; p < end && (g_ascii_isdigit (*p) || (*p == ',' && whole > 0)); p++)
    {
      if (*p == ',')
        {
          if (group >= 0 ? group != 3 : whole > 3)
            return FALSE;
          group = 0;
          continue;
        }
      result.digits = result.digits * 10 + (*p - '0');
      significant += result.digits != 0;
      whole++;
      group += group >= 0;
      if (significant > GALLEY_DECIMAL_MAX_DIGITS)
        return FALSE;
    }
  if (whole == 0 || (group >= 0 && group != 3))
    return FALSE;
  if (p < end && *p == '.')
    {
      for (p++; p < end && g_ascii_isdigit (*p); p++)
        {
          result.digits = result.digits * 10 + (*p - '0');
          significant += result.digits != 0;
          if (significant > GALLEY_DECIMAL_MAX_DIGITS || ++result.decimals > GALLEY_DECIMAL_MAX_DIGITS)
            return FALSE;
        }
      if (result.decimals == 0)
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (scales) && p < end; i++)
    {
      gsize size = strlen (scales[i].word);

      if ((gsize) (end - p) == size && memcmp (p, scales[i].word, size) == 0)
        {
          result.magnitude = scales[i].magnitude;
          p = end;
        }
    }
  if (p != end)
    return FALSE;
  if (negative)
    result.digits = -result.digits;
  *decimal = result;
  return TRUE;
}

/**
 * galley_decimal_compare:
 * @a: a decimal
 * @b: another
 *
 * Compares the values, not how they were printed: 7.0 and 7 are equal here, as are 1亿 and 10000万.
 *
 * Returns: less than, equal to or greater than 0, as @a is to @b
 */
int
galley_decimal_compare (const GalleyDecimal *a,
                        const GalleyDecimal *b)
{
  unsigned __int128 x, y;
  int exponent_a, exponent_b, order, sign;

  g_return_val_if_fail (a != NULL && b != NULL, 0);

  if ((a->digits > 0) - (a->digits < 0) != (b->digits > 0) - (b->digits < 0))
    return a->digits > b->digits ? 1 : -1;
  if (a->digits == 0)
    return 0;

  sign = a->digits < 0 ? -1 : 1;
  x = absolute (a->digits);
  y = absolute (b->digits);
  exponent_a = a->magnitude - a->decimals;
  exponent_b = b->magnitude - b->decimals;
  order = (n_digits (x) + exponent_a) - (n_digits (y) + exponent_b);
  if (order != 0)
    return order > 0 ? sign : -sign;
  /* Of equal order, the one with the greater exponent has as many fewer digits, so scaling it cannot overflow. */
  for (; exponent_a > exponent_b; exponent_a--)
    x *= 10;
  for (; exponent_b > exponent_a; exponent_b--)
    y *= 10;
  return x == y ? 0 : (x > y ? sign : -sign);
}

/**
 * galley_decimal_to_plain:
 * @decimal: a decimal
 *
 * Writes the value with its scale multiplied out and never with an exponent: 82160000000, 7.0, -18.0.
 *
 * Returns: (transfer full): the value
 */
char *
galley_decimal_to_plain (const GalleyDecimal *decimal)
{
  g_return_val_if_fail (decimal != NULL, NULL);

  return format (decimal, decimal->decimals - decimal->magnitude, "");
}

/**
 * galley_decimal_to_printed:
 * @decimal: a decimal
 *
 * Writes it as it was printed: 821.6亿, 7.0. A magnitude that no scale word has is multiplied out.
 *
 * Returns: (transfer full): the printed form
 */
char *
galley_decimal_to_printed (const GalleyDecimal *decimal)
{
  g_return_val_if_fail (decimal != NULL, NULL);

  if (decimal->magnitude == 0)
    return format (decimal, decimal->decimals, "");
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (scales[i].magnitude == decimal->magnitude)
      return format (decimal, decimal->decimals, scales[i].word);
  return galley_decimal_to_plain (decimal);
}
