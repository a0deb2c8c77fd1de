/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"
#include "config.h"

#include "galley-slip.h"

#include <string.h>

/* As many as galley_decimal_parse() reads. */
#define PLACES 18

/* The digits of a number, least significant first, with zeros up to PLACES. Returns how many there are, 0 for too many. */
static guint
spell_digits (__int128 number,
              guint8 *digits)
{
  guint n = 0, length = 0;

  if (number < 0)
    number = -number;
  for (; n < PLACES; n++, number /= 10)
    {
      digits[n] = (guint8) (number % 10);
      if (number != 0)
        length = n + 1;
    }
  return number == 0 ? MAX (length, 1) : 0;
}

/* Whether @longer is @shorter with one digit put in. */
static gboolean
is_one_more (const guint8 *longer,
             const guint8 *shorter,
             guint n_longer)
{
  guint at = 0;

  while (at + 1 < n_longer && longer[at] == shorter[at])
    at++;
  return memcmp (longer + at + 1, shorter + at, n_longer - at - 1) == 0;
}

/**
 * galley_slip_between:
 * @meant: the digits of a number
 * @typed: the digits of another, down to the same place; signs do not count
 *
 * Returns: how @typed may have come of @meant; %GALLEY_SLIP_NONE for equal numbers, too
 */
GalleySlip
galley_slip_between (__int128 meant,
                     __int128 typed)
{
  guint8 a[PLACES], b[PLACES];
  guint n_a = spell_digits (meant, a), n_b = spell_digits (typed, b);
  guint first = PLACES, differing = 0;

  if (n_a == 0 || n_b == 0)
    return GALLEY_SLIP_NONE;
  for (guint i = 0; i < PLACES; i++)
    if (a[i] != b[i])
      {
        first = MIN (first, i);
        differing++;
      }
  if (differing == 1)
    return GALLEY_SLIP_DIGIT;
  if (differing == 2 && a[first] == b[first + 1] && a[first + 1] == b[first])
    return GALLEY_SLIP_SWAPPED;
  if (n_a == n_b + 1 && is_one_more (a, b, n_a))
    return GALLEY_SLIP_DROPPED;
  if (n_b == n_a + 1 && is_one_more (b, a, n_b))
    return GALLEY_SLIP_ADDED;
  return GALLEY_SLIP_NONE;
}
