/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-surface.h"

#include "galley-figure-render.h"

#include <string.h>

/* Words of direction and what they turn into when a rate changes its sign, the longer before those that end them. */
static const struct
{
  const char *word;
  const char *other;
  gboolean rises;
} turns[] = {
  { "负增长", "增长", FALSE }, { "增长", "下降", TRUE },  { "增加", "减少", TRUE },  { "上升", "下降", TRUE },
  { "提高", "降低", TRUE },    { "提升", "下降", TRUE },  { "上涨", "下跌", TRUE },  { "扩大", "缩小", TRUE },
  { "净增", "净减", TRUE },    { "增幅", "降幅", TRUE },  { "涨幅", "跌幅", TRUE },  { "下降", "增长", FALSE },
  { "减少", "增加", FALSE },   { "降低", "提高", FALSE }, { "下跌", "上涨", FALSE }, { "回落", "回升", FALSE },
  { "回升", "回落", TRUE },    { "收窄", "扩大", FALSE }, { "缩小", "扩大", FALSE }, { "下滑", "增长", FALSE },
  { "降幅", "增幅", FALSE },   { "跌幅", "涨幅", FALSE }, { "增", "降", TRUE },      { "涨", "跌", TRUE },
  { "升", "降", TRUE },        { "降", "增", FALSE },     { "跌", "涨", FALSE },     { "减", "增", FALSE },
  { "increased by", "decreased by", TRUE }, { "decreased by", "increased by", FALSE },
  { "rose", "fell", TRUE },    { "fell", "rose", FALSE },  { "up", "down", TRUE },    { "down", "up", FALSE },
};

/* What makes a number inside itself one that is not exact and is more than it says. */
static const char *const inner_words[] = { "余", "多" };

static gboolean
ends_with (const char *text,
           gsize start,
           gsize end,
           const char *word)
{
  gsize length = strlen (word);

  return end - start >= length && memcmp (text + end - length, word, length) == 0;
}

/* The bytes of the sign that a surface begins with, or 0. */
static guint
sign_length (const char *surface,
             gboolean *plus)
{
  static const char *const signs[] = { "+", "＋", "-", "−", "－" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (surface, signs[i]))
      {
        *plus = i < 2;
        return (guint) strlen (signs[i]);
      }
  *plus = FALSE;
  return 0;
}

/* The bytes of the 百分之 that a surface begins with, or 0. */
static guint
hundredth_length (const char *surface)
{
  return g_str_has_prefix (surface, "百分之") || g_str_has_prefix (surface, "千分之") ? (guint) strlen ("百分之") : 0;
}

/* Writes the absolute of @number as @figure is written, from behind its first @skip bytes on. */
static char *
write_like (const GalleyFigure *figure,
            const char *text,
            const GalleyDecimal *number,
            guint skip)
{
  GalleyFigure like = *figure;
  guint end = figure->bytes.offset + figure->bytes.length;
  const char *more = NULL;
  char *written;

  like.bytes.offset += skip;
  like.bytes.length -= skip;
  if (like.unit.length == 0 || like.unit.offset < like.bytes.offset || like.unit.offset > end)
    like.unit.offset = end;
  /* A 余 before the unit belongs to what follows the number. */
  for (guint i = 0; galley_surface_is_inside (figure, text) && more == NULL && i < G_N_ELEMENTS (inner_words); i++)
    more = g_strstr_len (text + like.bytes.offset, like.unit.offset - like.bytes.offset, inner_words[i]);
  if (more != NULL)
    like.unit.offset = (guint) (more - text);
  like.value = *number;
  if (like.value.digits < 0)
    like.value.digits = -like.value.digits;
  like.high = like.value;
  written = galley_figure_render_like (&like, text, &like.value, NULL);
  /* What is counted comes in twos that are 两. */
  if (written != NULL && number->decimals == 0 && (number->digits == 2 || number->digits == -2) && skip == 0
      && g_str_has_prefix (written, "二"))
    memcpy (written, "两", strlen ("两"));
  return written;
}

/* Takes the 余 out of a number that became exact, and puts another unit in where the table has another. */
static char *
adapt_tail (const char *written,
            const char *unit,
            const char *now,
            gboolean exact)
{
  g_autoptr (GString) string = g_string_new (written);

  if (exact && strstr (written, "余") != NULL)
    g_string_replace (string, "余", "", 1);
  else if (exact)
    g_string_replace (string, "多", "", 1);
  if (*unit != '\0' && *now != '\0' && !g_str_equal (unit, now) && g_str_has_suffix (string->str, unit))
    {
      g_string_truncate (string, string->len - strlen (unit));
      g_string_append (string, now);
    }
  return g_string_free_and_steal (g_steal_pointer (&string));
}

/* The number of as many significant digits as @printed shows that an approximation of @exact prints. */
static gboolean
approximate (const GalleyDecimal *printed,
             const GalleyDecimal *exact,
             GalleyApprox approx,
             GalleyDecimal *result)
{
  int magnitude = printed->magnitude, place = -printed->decimals;
  GalleyDecimal near;

  for (__int128 rest = printed->digits; rest != 0 && rest % 10 == 0; rest /= 10)
    place++;
  for (;; place--)
    {
      if (!galley_decimal_rescale (exact, magnitude, -place, &near))
        return FALSE;
      if (near.digits != 0 || exact->digits == 0 || place < -GALLEY_DECIMAL_MAX_DIGITS)
        break;
    }
  if (near.digits > 0 && approx == GALLEY_APPROX_ABOVE && galley_decimal_compare (&near, exact) > 0)
    near.digits--;
  else if (near.digits < 0 && approx == GALLEY_APPROX_ABOVE && galley_decimal_compare (&near, exact) < 0)
    near.digits++;
  else if (near.digits > 0 && approx == GALLEY_APPROX_BELOW && galley_decimal_compare (&near, exact) < 0)
    near.digits++;
  else if (near.digits < 0 && approx == GALLEY_APPROX_BELOW && galley_decimal_compare (&near, exact) > 0)
    near.digits--;
  if (near.digits == 0)
    return approximate (&(GalleyDecimal) { 1, (gint16) (1 - place), (gint16) magnitude }, exact, approx, result);
  return galley_decimal_rescale (&near, magnitude, MAX (0, MAX (printed->decimals, -place)), result);
}

/* The number that a surface like that of @figure prints for @amount. */
static gboolean
printed_number (const GalleyFigure *figure,
                const GalleyAmount *amount,
                GalleyDecimal *number)
{
  int magnitude = figure->value.magnitude;
  int needed = galley_decimal_needs (&amount->value, magnitude);
  int decimals = MIN (MAX (0, (int) figure->value.decimals), needed);

  if (figure->approx != GALLEY_APPROX_NONE && amount->value.digits != 0)
    return approximate (&figure->value, &amount->value, figure->approx, number);
  do
    if (!galley_decimal_rescale (&amount->value, magnitude, decimals++, number))
      return FALSE;
  while (number->digits == 0 && amount->value.digits != 0 && decimals <= needed);
  return TRUE;
}

/**
 * galley_surface_is_inside:
 * @figure: a figure
 * @text: the text that it was read from
 *
 * Returns: whether its approximation is part of the number, as in 30余项 or 数百家, and not a word beside it
 */
gboolean
galley_surface_is_inside (const GalleyFigure *figure,
                          const char *text)
{
  static const char *const words[] = { "余", "多", "几", "数", "来" };

  for (guint i = 0; figure->approx != GALLEY_APPROX_NONE && i < G_N_ELEMENTS (words); i++)
    if (g_strstr_len (text + figure->bytes.offset, figure->bytes.length, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * galley_surface_dup_number:
 * @figure: a figure
 * @text: the text that it was read from
 *
 * Writes the number as it is printed, without unit and scale, for a cell whose unit has them: 821.6, 30余, 10～20.
 * Wide and Han digits become ASCII, commas go.
 *
 * Returns: (transfer full): the number; never %NULL
 */
char *
galley_surface_dup_number (const GalleyFigure *figure,
                           const char *text)
{
  GalleyDecimal plain = { figure->value.digits, figure->value.decimals, 0 };
  const char *start = text + figure->bytes.offset, *word;
  g_autofree char *number = NULL;
  guint end = figure->bytes.offset + figure->bytes.length;

  if (!figure->numeric || figure->divisor != 1 || galley_decimal_compare (&figure->value, &figure->high) != 0)
    {
      if (figure->unit.length > 0 && figure->unit.offset > figure->bytes.offset)
        end = MIN (end, figure->unit.offset);
      return g_strndup (start, end - figure->bytes.offset);
    }
  number = galley_decimal_to_printed (&plain);
  word = !galley_surface_is_inside (figure, text) ? "" : g_strstr_len (start, figure->bytes.length, "余") ? "余" : "多";
  return g_strconcat (number, word, NULL);
}

/**
 * galley_surface_dup_unit:
 * @figure: a figure
 * @text: the text that it was read from
 *
 * Returns: (transfer full): its unit as a cell has it, behind the number: 亿元, and % for 百分之
 */
char *
galley_surface_dup_unit (const GalleyFigure *figure,
                         const char *text)
{
  char *unit = galley_figure_unit_to_string (figure, text);

  if (g_str_equal (unit, "百分之"))
    g_set_str (&unit, "%");
  else if (g_str_equal (unit, "千分之"))
    g_set_str (&unit, "‰");
  return unit;
}

/**
 * galley_surface_render:
 * @figure: a figure of the text
 * @text: the text
 * @amount: what it is to state
 * @turned: (out): whether its sign is another than the words before the figure give it
 *
 * Writes @amount as @figure is written: in its unit and scale, with as many digits after the point unless the amount has
 * fewer, in its digits (Han, wide, grouped) and with its approximation, which is moved where it is no longer true and
 * dropped where the number became exact. An amount is never rounded to nothing.
 *
 * Returns: (transfer full) (nullable): the surface, or %NULL where such a figure cannot say it
 */
char *
galley_surface_render (const GalleyFigure *figure,
                       const char *text,
                       const GalleyAmount *amount,
                       gboolean *turned)
{
  g_auto (GalleyAmount) old = GALLEY_AMOUNT_INIT;
  g_autofree char *written = NULL, *adapted = NULL;
  const char *surface = text + figure->bytes.offset;
  guint sign, hundredth;
  gboolean by_words, plus;
  GalleyDecimal number;

  *turned = FALSE;
  if (!figure->numeric || figure->divisor != 1 || !amount->numeric || amount->approx != GALLEY_APPROX_NONE
      || galley_decimal_compare (&amount->value, &amount->high) != 0 || !printed_number (figure, amount, &number))
    return NULL;
  sign = sign_length (surface, &plus);
  hundredth = hundredth_length (surface + sign);
  written = write_like (figure, text, &number, sign + hundredth);
  if (written == NULL)
    return NULL;
  galley_amount_from_figure (&old, figure, text);
  by_words = sign == 0
             && (figure->kind == GALLEY_FIGURE_GROWTH || figure->value.digits < 0 || g_str_equal (old.unit, "百分点"));
  if (by_words)
    *turned = number.digits != 0 && figure->value.digits != 0 && (number.digits < 0) != (figure->value.digits < 0);
  adapted = adapt_tail (written, old.unit, amount->unit,
                        galley_surface_is_inside (figure, text) && galley_decimal_compare (&number, &amount->value) == 0);
  return g_strdup_printf ("%s%.*s%s", number.digits < 0 && !by_words ? "-" : plus ? "+" : "", (int) hundredth, surface + sign,
                          adapted);
}

/**
 * galley_surface_to_cell:
 * @figure: a figure of the text
 * @text: the text
 * @field: the cell's field
 * @unit: the unit of the cell's row
 *
 * Writes what @figure states for a cell: in the row's unit for a value or base, exactly; with its sign and unit for a
 * change.
 *
 * Returns: (transfer full) (nullable): the cell's text, or %NULL where a number in that unit cannot say it
 */
char *
galley_surface_to_cell (const GalleyFigure *figure,
                        const char *text,
                        GalleyIndicatorField field,
                        const char *unit)
{
  g_autofree char *printed = galley_surface_dup_number (figure, text);
  g_autofree char *own = galley_surface_dup_unit (figure, text);
  g_autofree char *row_base = NULL;
  int own_magnitude = figure->value.magnitude, row_magnitude;
  GalleyDecimal number;

  if (field == GALLEY_INDICATOR_CHANGE)
    return g_strconcat (figure->value.digits > 0 && *printed != '+' ? "+" : "", printed, own, NULL);
  row_base = galley_unit_split (unit, &row_magnitude);
  if (own_magnitude == row_magnitude || *unit == '\0' || g_str_equal (own, unit))
    return g_steal_pointer (&printed);
  if (!figure->numeric || figure->divisor != 1 || figure->approx != GALLEY_APPROX_NONE
      || galley_decimal_compare (&figure->value, &figure->high) != 0
      || !galley_decimal_rescale (&figure->value, row_magnitude, galley_decimal_needs (&figure->value, row_magnitude), &number))
    return NULL;
  while (number.decimals > 0 && number.digits % 10 == 0)
    {
      number.digits /= 10;
      number.decimals--;
    }
  number.magnitude = 0;
  return galley_decimal_to_printed (&number);
}

/**
 * galley_surface_turn:
 * @text: a text
 * @at: where a figure begins in it, in bytes
 * @rises: whether the word is to say that it rises
 * @word: (out): the word of direction before the figure, in bytes
 * @other: (out): what is to stand in its place
 *
 * Finds the word that gives a figure its sign, for a rate that has changed it: 增长 becomes 下降.
 *
 * Returns: whether there is such a word and it says the contrary
 */
gboolean
galley_surface_turn (const char *text,
                     gsize at,
                     gboolean rises,
                     GalleySlice *word,
                     const char **other)
{
  static const char *const between[] = { "了", "约", "近", "超过", "超", "逾", "至少", "不到", "为", "达", "by ", " " };
  gboolean skipped = TRUE;

  for (guint steps = 0; skipped && steps < 3; steps++)
    {
      skipped = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (between) && !skipped; i++)
        if (ends_with (text, 0, at, between[i]))
          {
            at -= strlen (between[i]);
            skipped = TRUE;
          }
    }
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    if (ends_with (text, 0, at, turns[i].word))
      {
        *word = (GalleySlice) { (guint) (at - strlen (turns[i].word)), (guint) strlen (turns[i].word) };
        *other = turns[i].other;
        return turns[i].rises != rises;
      }
  return FALSE;
}
