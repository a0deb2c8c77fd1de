/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-count.h"

/* What newspapers reckon with for silent reading of Chinese, in characters a minute. */
#define READING_SPEED 400

static gboolean
is_han (gunichar c)
{
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0x20000 && c <= 0x3ffff) ||
         (c >= 0xf900 && c <= 0xfaff) || c == 0x3007;
}

/* Marks that Chinese text sets as wide as a character, those that Latin text has as well (“ ” — … ·) among them; not the
 * invisible ones of U+2000. */
static gboolean
is_wide (gunichar c)
{
  return (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205e) || (c >= 0x2070 && g_unichar_isgraph (c)) || c == 0xb7;
}

/**
 * galley_count_add:
 * @text: UTF-8, a block's text or a part of it
 * @length: in bytes
 *
 * Adds the text to @count. A text begins a word of its own.
 */
void
galley_count_add (GalleyCount *count, const char *text, gsize length)
{
  gboolean in_run = FALSE, in_word = FALSE;

  for (const char *p = text, *end = text + length; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_wide (c))
        {
          count->characters++;
          count->han += is_han (c);
          count->marks += !is_han (c) && !g_unichar_isalnum (c);
          in_run = in_word = FALSE;
        }
      else if (g_unichar_isgraph (c))
        {
          count->characters += !in_run;
          in_run = TRUE;
          if (!in_word && g_unichar_isalnum (c))
            {
              count->words++;
              in_word = TRUE;
            }
        }
      else
        in_run = in_word = FALSE;
    }
}

/**
 * galley_count_get_minutes:
 *
 * Returns: how long a reader takes for it, in whole minutes, at least one for any text
 */
guint
galley_count_get_minutes (const GalleyCount *count)
{
  return (count->characters + READING_SPEED - 1) / READING_SPEED;
}
