/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* UTF-8 that was validated before: no check is made here, so that a character costs a few instructions. */

static inline gunichar
utf8_get (const char *p,
          guint *size)
{
  const guchar *b = (const guchar *) p;

  if (b[0] < 0x80)
    {
      *size = 1;
      return b[0];
    }
  if (b[0] >= 0xe0 && b[0] < 0xf0)
    {
      *size = 3;
      return ((gunichar) (b[0] & 0x0f) << 12) | ((gunichar) (b[1] & 0x3f) << 6) | (b[2] & 0x3f);
    }
  if (b[0] < 0xe0)
    {
      *size = 2;
      return ((gunichar) (b[0] & 0x1f) << 6) | (b[1] & 0x3f);
    }
  *size = 4;
  return ((gunichar) (b[0] & 0x07) << 18) | ((gunichar) (b[1] & 0x3f) << 12) | ((gunichar) (b[2] & 0x3f) << 6) | (b[3] & 0x3f);
}

static inline gunichar
utf8_peek (const char *p,
           const char *end)
{
  guint size;

  return p < end ? utf8_get (p, &size) : 0;
}

static inline const char *
utf8_next (const char *p)
{
  guint size;

  utf8_get (p, &size);
  return p + size;
}

static inline const char *
utf8_previous (const char *p)
{
  do
    p--;
  while (((guchar) *p & 0xc0) == 0x80);
  return p;
}

static inline guint
utf8_count (const char *p,
            const char *end)
{
  guint count = 0;

  for (; p < end; p++)
    count += ((guchar) *p & 0xc0) != 0x80;
  return count;
}
