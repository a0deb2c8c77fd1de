/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-restate.h"

#include "galley-surface.h"

#include <string.h>

/* More digits than this are no help to a reader. */
#define MAX_DIGITS 12

/* So many ways to print fewer decimals are offered. */
#define MAX_ROUNDED 2

static const struct
{
  const char *word;
  int magnitude;
} scales[] = { { "万亿", 12 }, { "亿", 8 }, { "千万", 7 }, { "百万", 6 }, { "万", 4 } };

/* The units to choose from: 亿元, 万元, 元. */
static const struct
{
  const char *word;
  int magnitude;
} targets[] = { { "亿", 8 }, { "万", 4 }, { "", 0 } };

/* What does not go by ten thousands. */
static const char *const unscaled[] = { "", "%", "％", "‰", "个百分点", "百分点", "成", "倍", "番", "年", "天", "岁", NULL };

/* A figure in its pieces, in bytes of its surface: what is before the number, the number, and the unit without its scale. */
typedef struct
{
  const GalleyFigure *figure;
  const char *text;
  const char *front;
  gsize front_length;
  const char *base;
  gsize base_length;
  const char *scale;
  gsize scale_length;
  GalleyDecimal value; /* exact and without its sign, which the words before it or @front have */
} Pieces;

static void
restatement_free (gpointer data)
{
  GalleyRestatement *restatement = data;

  g_free (restatement->surface);
  g_free (restatement->loss);
  g_free (restatement);
}

static gboolean
is_digit (gunichar c)
{
  return (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19);
}

static gboolean
is_number (gunichar c)
{
  return is_digit (c) || c == '.' || c == ',' || c == 0xff0e || c == 0xff0c;
}

/* Whether the figure is a number in digits with its unit right behind it, so that both can be written anew. */
static gboolean
take_apart (const GalleyFigure *figure, const char *text, Pieces *pieces)
{
  const char *p = text + figure->bytes.offset, *end = p + figure->bytes.length;
  const char *unit = text + figure->unit.offset;
  gsize unit_length = figure->unit.length;

  if (!figure->numeric || figure->divisor != 1 || galley_decimal_compare (&figure->value, &figure->high) != 0 ||
      galley_surface_is_inside (figure, text) || unit_length == 0 || unit < p || unit + unit_length != end)
    return FALSE;
  *pieces = (Pieces) { .figure = figure, .text = text, .front = p, .value = figure->value };
  while (p < unit && !is_digit (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  pieces->front_length = (gsize) (p - pieces->front);
  if (p == unit)
    return FALSE;
  while (p < unit && is_number (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (p != unit)
    return FALSE;
  pieces->scale = pieces->base = unit;
  for (guint i = 0; i < G_N_ELEMENTS (scales) && pieces->scale_length == 0; i++)
    if (figure->value.magnitude == scales[i].magnitude && g_str_has_prefix (unit, scales[i].word))
      pieces->scale_length = strlen (scales[i].word);
  if (pieces->scale_length == 0 && figure->value.magnitude > 0)
    return FALSE;
  pieces->base = unit + pieces->scale_length;
  pieces->base_length = unit_length - pieces->scale_length;
  return TRUE;
}

static gboolean
is_scalable (const Pieces *pieces)
{
  g_autofree char *base = g_strndup (pieces->base, pieces->base_length);

  return !g_strv_contains (unscaled, base);
}

static void
strip_zeros (GalleyDecimal *number)
{
  while (number->decimals > 0 && number->digits % 10 == 0)
    {
      number->digits /= 10;
      number->decimals--;
    }
}

/* Whether the text with @surface in the figure's place reads as @number of the same unit there. */
static gboolean
reads_back (const Pieces *pieces, const char *surface, const GalleyDecimal *number)
{
  const GalleyFigureContext nothing = { 0 };
  const GalleyFigure *figure = pieces->figure;
  gsize end = figure->bytes.offset + figure->bytes.length;
  g_autofree char *text = g_strdup_printf ("%.*s%s%s", (int) figure->bytes.offset, pieces->text, surface, pieces->text + end);
  g_autoptr (GalleyFigures) figures = galley_figures_read (text, -1, &nothing);
  g_auto (GalleyAmount) was = GALLEY_AMOUNT_INIT;

  galley_amount_from_figure (&was, figure, pieces->text);
  for (guint i = 0; i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *read = galley_figures_get (figures, i);
      g_auto (GalleyAmount) now = GALLEY_AMOUNT_INIT;
      GalleyDecimal value;

      if (read->start != figure->start)
        continue;
      galley_amount_from_figure (&now, read, text);
      value = read->value;
      value.digits = value.digits < 0 ? -value.digits : value.digits;
      return read->bytes.length == strlen (surface) && now.numeric && now.approx == was.approx &&
             g_strcmp0 (now.unit, was.unit) == 0 && galley_decimal_compare (&value, number) == 0;
    }
  return FALSE;
}

/* What @number, which is of a scale and rounded to its decimals, is off the exact value by. */
static char *
dup_loss (const Pieces *pieces, const GalleyDecimal *number, const char *scale, gsize scale_length, gboolean *above)
{
  int decimals = galley_decimal_needs (&pieces->value, number->magnitude);
  GalleyDecimal exact, printed, difference;
  g_autofree char *plain = NULL;

  if (galley_decimal_compare (number, &pieces->value) == 0 ||
      !galley_decimal_rescale (&pieces->value, number->magnitude, decimals, &exact) ||
      !galley_decimal_rescale (number, number->magnitude, decimals, &printed))
    return NULL;
  difference = (GalleyDecimal) { printed.digits - exact.digits, (gint16) decimals, 0 };
  *above = difference.digits > 0;
  difference.digits = *above ? difference.digits : -difference.digits;
  strip_zeros (&difference);
  plain = galley_decimal_to_plain (&difference);
  return g_strdup_printf ("%s%.*s%.*s", plain, (int) scale_length, scale, (int) pieces->base_length, pieces->base);
}

static void
offer (GPtrArray *offers, const Pieces *pieces, const char *scale, gsize scale_length, int magnitude, int decimals)
{
  GalleyDecimal number, plain;
  GalleyRestatement *restatement;
  g_autofree char *digits = NULL, *surface = NULL, *was = NULL;

  if (!galley_decimal_rescale (&pieces->value, magnitude, decimals, &number) || number.digits == 0)
    return;
  plain = (GalleyDecimal) { number.digits, number.decimals, 0 };
  digits = galley_decimal_to_printed (&plain);
  if (strlen (digits) > MAX_DIGITS + 1)
    return;
  surface = g_strdup_printf ("%.*s%s%.*s%.*s", (int) pieces->front_length, pieces->front, digits, (int) scale_length, scale,
                             (int) pieces->base_length, pieces->base);
  was = g_strndup (pieces->text + pieces->figure->bytes.offset, pieces->figure->bytes.length);
  if (g_str_equal (surface, was) || !reads_back (pieces, surface, &number))
    return;
  restatement = g_new0 (GalleyRestatement, 1);
  restatement->surface = g_steal_pointer (&surface);
  restatement->scaled = magnitude != pieces->figure->value.magnitude;
  restatement->loss = dup_loss (pieces, &number, scale, scale_length, &restatement->above);
  g_ptr_array_add (offers, restatement);
}

/* The decimals that all of the value takes in a scale. */
static int
exact_decimals (const Pieces *pieces, int magnitude)
{
  GalleyDecimal number;
  int decimals = galley_decimal_needs (&pieces->value, magnitude);

  if (!galley_decimal_rescale (&pieces->value, magnitude, decimals, &number))
    return decimals;
  strip_zeros (&number);
  return number.decimals;
}

/* At least a tenth of the unit: 0.5亿元 is written, 0.0066亿元 is not. */
static gboolean
is_large_enough (const Pieces *pieces, int magnitude)
{
  const GalleyDecimal tenth = { 1, 1, (gint16) magnitude };

  return galley_decimal_compare (&pieces->value, &tenth) >= 0;
}

/**
 * galley_restate:
 * @figure: a figure of @text
 * @exact: (nullable): what its cell states, for a figure that is bound; told where the text rounds that
 *
 * The other ways to write a figure: in other units, exactly, for a decimal point only moves; and in its own with all
 * decimals of its cell, or with fewer, which loses something unless they are zeros. Only what reads back as that is offered,
 * and nothing for ranges, fractions, Han numerals and what has its approximation inside (30余家).
 *
 * Returns: (transfer full) (element-type GalleyRestatement): those in other units first
 */
GPtrArray *
galley_restate (const GalleyFigure *figure, const char *text, const GalleyAmount *exact)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func (restatement_free);
  g_auto (GalleyAmount) said = GALLEY_AMOUNT_INIT;
  Pieces pieces;
  int own;

  if (!take_apart (figure, text, &pieces))
    return offers;
  galley_amount_from_figure (&said, figure, text);
  if (exact && exact->numeric && exact->approx == GALLEY_APPROX_NONE && figure->approx == GALLEY_APPROX_NONE &&
      galley_amount_agree (exact, &said, FALSE) == GALLEY_AGREEMENT_ROUNDED)
    pieces.value = exact->value;
  if (pieces.value.digits < 0)
    pieces.value.digits = -pieces.value.digits;
  for (guint i = 0; is_scalable (&pieces) && i < G_N_ELEMENTS (targets); i++)
    if (targets[i].magnitude != figure->value.magnitude && is_large_enough (&pieces, targets[i].magnitude))
      offer (offers, &pieces, targets[i].word, strlen (targets[i].word), targets[i].magnitude,
             exact_decimals (&pieces, targets[i].magnitude));
  own = exact_decimals (&pieces, figure->value.magnitude);
  if (own > figure->value.decimals)
    offer (offers, &pieces, pieces.scale, pieces.scale_length, figure->value.magnitude, own);
  for (int decimals = figure->value.decimals - 1; decimals >= MAX (0, figure->value.decimals - MAX_ROUNDED); decimals--)
    offer (offers, &pieces, pieces.scale, pieces.scale_length, figure->value.magnitude, decimals);
  return offers;
}
