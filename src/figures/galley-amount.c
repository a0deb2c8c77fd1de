/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-amount.h"

#include "galley-figures.h"
#include "galley-lexicon-private.h"

#include <string.h>

static const struct
{
  const char *word;
  int magnitude;
} scales[] = {
  { "万亿", 12 }, { "千亿", 11 }, { "百亿", 10 }, { "十亿", 9 }, { "亿", 8 }, { "千万", 7 },
  { "百万", 6 },  { "十万", 5 },  { "万", 4 },    { "千", 3 },   { "百", 2 }, { "十", 1 },
};

/* Units that say the same; the magnitude is what turns one into the other. */
static const struct
{
  const char *unit;
  const char *same;
  int magnitude;
} spellings[] = {
  { "％", "%", 0 },       { "﹪", "%", 0 },           { "成", "%", 1 },       { "‰", "%", -1 },
  { "percent", "%", 0 },  { "per cent", "%", 0 },     { "pct", "%", 0 },      { "百分之", "%", 0 },
  { "千分之", "%", -1 },
  { "个百分点", "百分点", 0 }, { "个pct", "百分点", 0 }, { "pct点", "百分点", 0 }, { "元人民币", "元", 0 },
  { "人民币", "元", 0 },  { "圆", "元", 0 },
};

static __int128
absolute (__int128 number)
{
  return number < 0 ? -number : number;
}

/* The power of ten that the last digit of @decimal other than 0 stands for: 8 for 820亿 less one, 1 for 30. */
static int
last_place (const GalleyDecimal *decimal)
{
  int place = decimal->magnitude - decimal->decimals;

  for (__int128 rest = decimal->digits; rest != 0 && rest % 10 == 0; rest /= 10)
    place++;
  return place;
}

/* @decimal × @factor / 100, by its absolute value. */
static GalleyDecimal
hundredths (const GalleyDecimal *decimal,
            int factor)
{
  return (GalleyDecimal) { absolute (decimal->digits) * factor, (gint16) (decimal->decimals + 2), decimal->magnitude };
}

/* Whether the exact @value is one of those that @about stands for. @inside: the 余 is part of the number, where 30余 is
 * more than 30; a 超 before it or 以上 behind it, which a mark does not cover, is not held against an equal cell. */
static gboolean
approximates (const GalleyAmount *about,
              const GalleyDecimal *value,
              gboolean inside)
{
  GalleyDecimal exact = *value, printed = about->value, low, high;

  if ((exact.digits < 0) != (printed.digits < 0) || printed.digits == 0)
    return FALSE;
  exact.digits = absolute (exact.digits);
  printed.digits = absolute (printed.digits);
  if (galley_decimal_compare (&about->value, &about->high) != 0)
    {
      high = about->high;
      high.digits = absolute (high.digits);
      return galley_decimal_compare (&exact, &printed) >= 0 && galley_decimal_compare (&exact, &high) <= 0;
    }
  switch (about->approx)
    {
    case GALLEY_APPROX_ABOVE:
      low = printed;
      high = (GalleyDecimal) { 1, 0, (gint16) last_place (&printed) };
      /* printed < exact < printed + step: brought to the step's place, the sum cannot overflow. */
      {
        int exponent = MIN (printed.magnitude - printed.decimals, high.magnitude);
        __int128 step = 1;

        for (int i = exponent; i < high.magnitude; i++)
          step *= 10;
        high = (GalleyDecimal) { printed.digits + step, 0, (gint16) exponent };
      }
      return galley_decimal_compare (&exact, &low) >= (inside ? 1 : 0) && galley_decimal_compare (&exact, &high) < 0;
    case GALLEY_APPROX_BELOW:
      low = hundredths (&printed, 85);
      return galley_decimal_compare (&exact, &low) >= 0 && galley_decimal_compare (&exact, &printed) <= 0;
    case GALLEY_APPROX_ABOUT:
      low = hundredths (&printed, 90);
      high = hundredths (&printed, 110);
      return galley_decimal_compare (&exact, &low) >= 0 && galley_decimal_compare (&exact, &high) <= 0;
    case GALLEY_APPROX_NONE:
    default:
      return FALSE;
    }
}

/* The number that @text begins with, in ASCII or with the signs of print. Returns where it ends, or NULL. */
static const char *
parse_number (const char *text,
              GalleyDecimal *decimal)
{
  static const char *const minus[] = { "−", "－", "–" };
  gboolean negative = FALSE;
  const char *end;

  for (guint i = 0; i < G_N_ELEMENTS (minus) && !negative; i++)
    if (g_str_has_prefix (text, minus[i]))
      {
        text += strlen (minus[i]);
        negative = TRUE;
      }
  if (g_str_has_prefix (text, "＋"))
    text += strlen ("＋");
  for (end = text; g_ascii_isdigit (*end) || *end == '.' || *end == ',' || (end == text && (*end == '-' || *end == '+'));)
    end++;
  if (!galley_decimal_parse (text, end - text, decimal))
    return NULL;
  if (negative)
    decimal->digits = -decimal->digits;
  return end;
}

/* Reads a cell that is no plain number as the prose would be read: 30余, 三百二十, 10～20, 下降1.1%. */
static gboolean
read_as_prose (GalleyAmount *amount,
               const char *text)
{
  const GalleyFigureContext nothing = { 0 };
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, -1, &nothing);
  const GalleyFigure *figure;

  if (figures == NULL || galley_figures_get_length (figures) != 1)
    return FALSE;
  figure = galley_figures_get (figures, 0);
  if (!figure->numeric || figure->divisor != 1 || text[figure->bytes.offset + figure->bytes.length] != '\0')
    return FALSE;
  galley_amount_from_figure (amount, figure, text);
  return TRUE;
}

/**
 * galley_amount_clear:
 * @amount: an amount
 *
 * Frees what it holds.
 */
void
galley_amount_clear (GalleyAmount *amount)
{
  g_clear_pointer (&amount->unit, g_free);
}

/**
 * galley_amount_equal:
 *
 * Compares the values, not how they were printed.
 *
 * Returns: whether both state the same with the same approximation
 */
gboolean
galley_amount_equal (const GalleyAmount *a,
                     const GalleyAmount *b)
{
  if (a->numeric != b->numeric || a->approx != b->approx || g_strcmp0 (a->unit, b->unit) != 0)
    return FALSE;
  return !a->numeric
         || (galley_decimal_compare (&a->value, &b->value) == 0 && galley_decimal_compare (&a->high, &b->high) == 0);
}

/**
 * galley_unit_split:
 * @unit: a unit as written, with its scale: 亿元
 * @magnitude: (out): the power of ten of the scale, and of 成 or ‰ to a hundredth
 *
 * A unit that begins with what looks like a scale (千瓦, 百分点) is left whole.
 *
 * Returns: (transfer full): the unit without its scale, in one spelling for all of its kind
 */
char *
galley_unit_split (const char *unit,
                   int *magnitude)
{
  GalleyWordMatch match;
  const char *end = unit + strlen (unit);
  gboolean whole = galley_lexicon_match (galley_lexicon_get_default (), unit, end, WORD_ANY_UNIT, &match)
                   && match.end == end;
  const char *base = unit;

  *magnitude = 0;
  for (guint i = 0; i < G_N_ELEMENTS (scales) && base == unit; i++)
    if (g_str_has_prefix (unit, scales[i].word) && (scales[i].magnitude >= 4 || !whole))
      {
        *magnitude = scales[i].magnitude;
        base += strlen (scales[i].word);
      }
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    if (g_str_equal (base, spellings[i].unit))
      {
        *magnitude += spellings[i].magnitude;
        return g_strdup (spellings[i].same);
      }
  return g_strdup (base);
}

/**
 * galley_amount_from_figure:
 * @amount: (out caller-allocates): where to put it
 * @figure: a figure
 * @text: the text that it was read from
 */
void
galley_amount_from_figure (GalleyAmount *amount,
                           const GalleyFigure *figure,
                           const char *text)
{
  g_autofree char *unit = galley_figure_unit_to_string (figure, text);
  int magnitude;

  amount->numeric = figure->numeric && figure->divisor == 1;
  amount->approx = figure->approx;
  amount->value = figure->value;
  amount->high = figure->high;
  amount->unit = galley_unit_split (unit, &magnitude);
  if (*amount->unit == '\0' && figure->kind == GALLEY_FIGURE_MONEY)
    g_set_str (&amount->unit, "元");
}

/**
 * galley_amount_from_cell:
 * @amount: (out caller-allocates): where to put it; to be cleared in any case
 * @row: an indicator
 * @field: its value, base or change
 *
 * Value and base are in the row's unit; a unit that was typed into the cell itself goes before it. A change names its
 * own unit and is in percent where it names none.
 *
 * Returns: whether the cell is not empty; a text that is no amount is not numeric
 */
gboolean
galley_amount_from_cell (GalleyAmount *amount,
                         const GalleyRecord *row,
                         GalleyIndicatorField field)
{
  const char *text = row->fields[field];
  const char *row_unit = field == GALLEY_INDICATOR_CHANGE ? "" : row->fields[GALLEY_INDICATOR_UNIT];
  const char *rest;
  g_autofree char *unit = NULL;
  int magnitude;

  *amount = (GalleyAmount) GALLEY_AMOUNT_INIT;
  while (*text == ' ')
    text++;
  if (*text == '\0')
    return FALSE;
  rest = parse_number (text, &amount->value);
  if (rest == NULL)
    {
      g_autofree char *full = g_strconcat (text, g_str_has_suffix (text, row_unit) ? "" : row_unit, NULL);

      read_as_prose (amount, full);
      return TRUE;
    }
  while (*rest == ' ')
    rest++;
  unit = g_strconcat (rest, g_str_has_suffix (rest, row_unit) ? "" : row_unit, NULL);
  if (field == GALLEY_INDICATOR_CHANGE && *unit == '\0')
    g_set_str (&unit, "%");
  if (strstr (unit, "余") || strstr (unit, "多") || strstr (unit, "～") || strstr (unit, "-") || strstr (unit, "以"))
    {
      g_autofree char *full = g_strconcat (text, g_str_has_suffix (text, row_unit) ? "" : row_unit, NULL);

      if (read_as_prose (amount, full))
        return TRUE;
    }
  amount->unit = galley_unit_split (unit, &magnitude);
  amount->value.magnitude = (gint16) (amount->value.magnitude + magnitude);
  amount->high = amount->value;
  amount->numeric = TRUE;
  return TRUE;
}

/**
 * galley_amount_agree:
 * @cell: what the table says
 * @surface: what the text says
 * @inside: whether the approximation of @surface is part of the number (30余), not a word before or behind it
 *
 * Returns: whether the text says what the table says; %GALLEY_AGREEMENT_ROUNDED where it does so only as far as the
 *   digits that it prints or its approximation go
 */
GalleyAgreement
galley_amount_agree (const GalleyAmount *cell,
                     const GalleyAmount *surface,
                     gboolean inside)
{
  GalleyDecimal rounded;

  if (!cell->numeric || !surface->numeric)
    return GALLEY_AGREEMENT_NONE;
  if (*cell->unit != '\0' && *surface->unit != '\0' && !g_str_equal (cell->unit, surface->unit))
    return GALLEY_AGREEMENT_UNIT;
  if (galley_decimal_compare (&cell->value, &surface->value) == 0
      && galley_decimal_compare (&cell->high, &surface->high) == 0
      && (cell->approx == surface->approx || (surface->approx != GALLEY_APPROX_NONE && !inside)))
    return GALLEY_AGREEMENT_EQUAL;
  if (cell->approx != GALLEY_APPROX_NONE || galley_decimal_compare (&cell->value, &cell->high) != 0)
    return GALLEY_AGREEMENT_NONE;
  if (surface->approx != GALLEY_APPROX_NONE)
    return approximates (surface, &cell->value, inside) ? GALLEY_AGREEMENT_ROUNDED : GALLEY_AGREEMENT_NONE;
  if (galley_decimal_compare (&surface->value, &surface->high) == 0
      && galley_decimal_rescale (&cell->value, surface->value.magnitude, surface->value.decimals, &rounded)
      && rounded.digits != 0 && galley_decimal_compare (&rounded, &surface->value) == 0)
    return GALLEY_AGREEMENT_ROUNDED;
  return GALLEY_AGREEMENT_NONE;
}

/**
 * galley_decimal_rescale:
 * @decimal: a number
 * @magnitude: the scale to print it with: 8 for 亿
 * @decimals: the digits to print after the point; fewer than 0 round before it
 * @result: (out): the number in that form
 *
 * Halves go away from zero: 四舍五入, as newspapers and the audit round.
 *
 * Returns: whether the result is in reach of 128 bits
 */
gboolean
galley_decimal_rescale (const GalleyDecimal *decimal,
                        int magnitude,
                        int decimals,
                        GalleyDecimal *result)
{
  int shift = (decimal->magnitude - decimal->decimals) - (magnitude - decimals);
  __int128 digits = absolute (decimal->digits);
  int last = 0;

  if (shift > 18)
    return FALSE;
  for (; shift > 0; shift--)
    digits *= 10;
  for (; shift < 0 && digits != 0; shift++)
    {
      last = (int) (digits % 10);
      digits /= 10;
    }
  if (shift == 0 && last >= 5)
    digits++;
  *result = (GalleyDecimal) { decimal->digits < 0 ? -digits : digits, (gint16) decimals, (gint16) magnitude };
  return TRUE;
}

/**
 * galley_decimal_needs:
 * @decimal: a number
 * @magnitude: the scale to print it with
 *
 * Returns: how many digits after the point print all of its digits, at least 0; zeros that it was printed with count
 */
int
galley_decimal_needs (const GalleyDecimal *decimal,
                      int magnitude)
{
  return MAX (0, magnitude - (decimal->magnitude - decimal->decimals));
}
