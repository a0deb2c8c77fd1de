/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-numbering.h"

#include <string.h>

/* What stands for the number in a pattern says how it is written. */
#define HAN_SIGN "一"
#define ARABIC_SIGN "1"

#define HAN_NUMERALS "一二三四五六七八九十百"

/* Where the number stands in @pattern, and how long its sign is. */
static const char *
find_sign (const char *pattern, gsize *length)
{
  const char *han = strstr (pattern, HAN_SIGN), *sign = han ? han : strstr (pattern, ARABIC_SIGN);

  *length = han ? strlen (HAN_SIGN) : strlen (ARABIC_SIGN);
  return sign;
}

/* 1 to 999 as they are read: 十二, 二十, 一百零五. */
static void
append_han (GString *text, guint number)
{
  static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  guint tens = number / 10 % 10;

  if (number >= 100)
    g_string_append_printf (text, "%s百", digits[number / 100 % 10]);
  if (tens > 0)
    g_string_append_printf (text, "%s十", tens == 1 && number < 100 ? "" : digits[tens]);
  else if (number >= 100 && number % 10 > 0)
    g_string_append (text, digits[0]);
  if (number % 10 > 0)
    g_string_append (text, digits[number % 10]);
}

/* Returns: whether @pattern says how to number: 一、 （一） 1. （1） */
gboolean
galley_numbering_is_pattern (const char *pattern)
{
  gsize length;

  return find_sign (pattern, &length) != NULL;
}

/**
 * galley_numbering_split:
 * @pattern: as in a theme
 * @before: (out) (transfer full): what stands before the number
 * @after: (out) (transfer full): what stands after it
 *
 * Returns: whether the number is written in Han numerals
 */
gboolean
galley_numbering_split (const char *pattern, char **before, char **after)
{
  gsize length;
  const char *sign = find_sign (pattern, &length);

  *before = g_strndup (pattern, sign - pattern);
  *after = g_strdup (sign + length);
  return length == strlen (HAN_SIGN);
}

/**
 * galley_numbering_format:
 * @pattern: as in a theme
 * @number: from 1
 *
 * Returns: (transfer full): the number as @pattern has it
 */
char *
galley_numbering_format (const char *pattern, guint number)
{
  gsize length;
  const char *sign = find_sign (pattern, &length);
  g_autoptr (GString) text = g_string_new_len (pattern, sign - pattern);

  if (length == strlen (HAN_SIGN) && number < 1000)
    append_han (text, number);
  else
    g_string_append_printf (text, "%u", number);
  g_string_append (text, sign + length);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * galley_numbering_is_numbered:
 *
 * Returns: whether @text begins with a number of its own as @pattern has it, so that it must not get another
 */
gboolean
galley_numbering_is_numbered (const char *pattern, const char *text)
{
  gsize length;
  const char *sign = find_sign (pattern, &length), *at = text + (sign - pattern);
  gboolean han = length == strlen (HAN_SIGN);

  if (strncmp (text, pattern, sign - pattern) != 0)
    return FALSE;
  while (*at && (han ? g_utf8_strchr (HAN_NUMERALS, -1, g_utf8_get_char (at)) != NULL : g_ascii_isdigit (*at)))
    at = g_utf8_next_char (at);
  return at > text + (sign - pattern) && g_str_has_prefix (at, sign + length);
}
