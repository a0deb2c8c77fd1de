/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-figure-change.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "galley-rational.h"
#include "galley-slip.h"

/* The word in scripts and the words for people. */
static const struct
{
  const char *name;
  const char *words;
} kinds[GALLEY_N_FIGURE_CHANGE_KINDS] = {
  [GALLEY_FIGURE_CHANGE_NONE] = { "none", "" },
  [GALLEY_FIGURE_CHANGE_FORM] = { "form", N_("written otherwise") },
  [GALLEY_FIGURE_CHANGE_ROUNDED] = { "rounded", N_("rounded otherwise") },
  [GALLEY_FIGURE_CHANGE_SWAPPED] = { "digits-swapped", N_("digits swapped") },
  [GALLEY_FIGURE_CHANGE_DIGIT] = { "one-digit", N_("one digit changed") },
  [GALLEY_FIGURE_CHANGE_DROPPED] = { "digit-dropped", N_("a digit fewer") },
  [GALLEY_FIGURE_CHANGE_ADDED] = { "digit-added", N_("a digit more") },
  [GALLEY_FIGURE_CHANGE_POINT] = { "point-moved", N_("decimal point moved") },
  [GALLEY_FIGURE_CHANGE_SCALE] = { "magnitude", N_("magnitude changed") },
  [GALLEY_FIGURE_CHANGE_SIGN] = { "direction", N_("direction turned") },
  [GALLEY_FIGURE_CHANGE_UNIT] = { "unit", N_("unit changed") },
  [GALLEY_FIGURE_CHANGE_CALENDAR] = { "calendar", N_("date or period changed") },
  [GALLEY_FIGURE_CHANGE_VALUE] = { "value", N_("value changed") },
};

static gboolean
is_range (const GalleyAmount *amount)
{
  return galley_decimal_compare (&amount->value, &amount->high) != 0;
}

/* The digits without zeros at their end, and the power of ten of the last. */
static __int128
significant (const GalleyDecimal *decimal, int *exponent)
{
  __int128 digits = decimal->digits;

  *exponent = decimal->magnitude - decimal->decimals;
  for (; digits != 0 && digits % 10 == 0; digits /= 10)
    ++*exponent;
  return digits;
}

static GalleyFigureChangeKind
kind_of_digits (const GalleyDecimal *before, const GalleyDecimal *after)
{
  int a, b;
  __int128 from = significant (before, &a), to = significant (after, &b);

  if (from == -to && a == b)
    return GALLEY_FIGURE_CHANGE_SIGN;
  if (from == to)
    return (a - b) % 4 == 0 && before->magnitude != after->magnitude ? GALLEY_FIGURE_CHANGE_SCALE
                                                                     : GALLEY_FIGURE_CHANGE_POINT;
  /* Of one digit each, any two numbers differ by one; and numbers to different places are none of a slip. */
  if (before->magnitude - before->decimals != after->magnitude - after->decimals ||
      (before->digits < 0) != (after->digits < 0) ||
      (before->digits > -10 && before->digits < 10 && after->digits > -10 && after->digits < 10))
    return GALLEY_FIGURE_CHANGE_VALUE;
  switch (galley_slip_between (before->digits, after->digits))
    {
    case GALLEY_SLIP_DIGIT:
      return GALLEY_FIGURE_CHANGE_DIGIT;
    case GALLEY_SLIP_SWAPPED:
      return GALLEY_FIGURE_CHANGE_SWAPPED;
    case GALLEY_SLIP_DROPPED:
      return GALLEY_FIGURE_CHANGE_DROPPED;
    case GALLEY_SLIP_ADDED:
      return GALLEY_FIGURE_CHANGE_ADDED;
    case GALLEY_SLIP_NONE:
    default:
      return GALLEY_FIGURE_CHANGE_VALUE;
    }
}

static char *
relative_change (const GalleyDecimal *before, const GalleyDecimal *after)
{
  GalleyRational from = galley_rational_from_decimal (before), to = galley_rational_from_decimal (after);
  GalleyRational size = from;
  g_autofree char *text = NULL;

  if (before->digits == 0)
    return NULL;
  if (size.num < 0)
    size.num = -size.num;
  to = galley_rational_mul (galley_rational_div (galley_rational_sub (to, from), size), (GalleyRational) { 100, 1 });
  text = galley_rational_to_string (to, 1);
  return text && !strchr (text, '.') ? g_strconcat (text, ".0", NULL) : g_steal_pointer (&text);
}

/**
 * galley_figure_change_read:
 * @change: (out caller-allocates): what became of it
 * @before: an amount
 * @after: what stands in its place; written otherwise, even if it is equal
 */
void
galley_figure_change_read (GalleyFigureChange *change, const GalleyAmount *before, const GalleyAmount *after)
{
  *change = (GalleyFigureChange) { GALLEY_FIGURE_CHANGE_VALUE, NULL };
  if (before->numeric && after->numeric && g_strcmp0 (before->unit, after->unit) != 0)
    change->kind = GALLEY_FIGURE_CHANGE_UNIT;
  else if (before->numeric && after->numeric && galley_decimal_compare (&before->value, &after->value) == 0 &&
           galley_decimal_compare (&before->high, &after->high) == 0)
    change->kind = GALLEY_FIGURE_CHANGE_FORM;
  else if (before->numeric && after->numeric && !is_range (before) && !is_range (after))
    {
      gboolean exact = before->approx == GALLEY_APPROX_NONE && after->approx == GALLEY_APPROX_NONE;

      if (exact && (galley_amount_agree (before, after, FALSE) == GALLEY_AGREEMENT_ROUNDED ||
                    galley_amount_agree (after, before, FALSE) == GALLEY_AGREEMENT_ROUNDED))
        change->kind = GALLEY_FIGURE_CHANGE_ROUNDED;
      else
        change->kind = kind_of_digits (&before->value, &after->value);
      change->relative = relative_change (&before->value, &after->value);
    }
}

void
galley_figure_change_clear (GalleyFigureChange *change)
{
  g_clear_pointer (&change->relative, g_free);
}

/**
 * galley_figure_change_kind_to_string:
 *
 * Returns: (transfer none): its word in JSON
 */
const char *
galley_figure_change_kind_to_string (GalleyFigureChangeKind kind)
{
  g_return_val_if_fail (kind < GALLEY_N_FIGURE_CHANGE_KINDS, NULL);

  return kinds[kind].name;
}

/**
 * galley_figure_change_describe:
 *
 * Returns: (transfer full): what became of it in words for people: "digits swapped, −1.1%"
 */
char *
galley_figure_change_describe (const GalleyFigureChange *change)
{
  const char *words = change->kind == GALLEY_FIGURE_CHANGE_NONE ? "" : _(kinds[change->kind].words);
  const char *relative = change->relative;

  if (relative == NULL)
    return g_strdup (words);
  if (*relative == '-')
    return g_strdup_printf (_("%s, −%s%%"), words, relative + 1);
  return g_strdup_printf (_("%s, +%s%%"), words, relative);
}
