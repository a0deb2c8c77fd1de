/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-surface.h"

#include <string.h>

/* The printed form of a figure: sign or currency, number, and what follows up to its end. Byte offsets into the text. */
typedef struct
{
  gsize start;
  gsize number;
  gsize number_end;
  gsize end;
  gboolean han;
  gboolean wide;
  gboolean grouped;
  gboolean sign;
} Surface;

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

static gboolean
is_han_digit (gunichar c)
{
  static const gunichar digits[] = { 0x96f6, 0x3007, 0x4e00, 0x4e8c, 0x4e24, 0x4e09, 0x56db, 0x4e94, 0x516d,
                                     0x4e03, 0x516b, 0x4e5d, 0x5341, 0x767e, 0x5343, 0x534a };

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    if (digits[i] == c)
      return TRUE;
  return FALSE;
}

static gboolean
is_digit (gunichar c)
{
  return (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19);
}

static gboolean
ends_with (const char *text,
           gsize start,
           gsize end,
           const char *word)
{
  gsize length = strlen (word);

  return end - start >= length && memcmp (text + end - length, word, length) == 0;
}

/* Finds the parts of a figure's surface. Returns FALSE where it has no number that could be written anew. */
static gboolean
take_apart (const GalleyFigure *figure,
            const char *text,
            Surface *surface)
{
  gsize unit = figure->unit.offset;
  gunichar first;

  *surface = (Surface) { .start = figure->bytes.offset, .end = figure->bytes.offset + figure->bytes.length };
  surface->number = surface->start;
  if (strncmp (text + surface->start, "百分之", 9) == 0 || strncmp (text + surface->start, "千分之", 9) == 0)
    surface->number += 9;
  for (; surface->number < surface->end; surface->number += g_utf8_next_char (text + surface->number) - (text + surface->number))
    {
      first = g_utf8_get_char (text + surface->number);
      if (is_digit (first) || is_han_digit (first))
        break;
      surface->sign |= first == '-' || first == '+' || first == 0x2212 || first == 0xff0d || first == 0xff0b;
    }
  if (surface->number >= surface->end)
    return FALSE;
  first = g_utf8_get_char (text + surface->number);
  surface->han = is_han_digit (first);
  surface->wide = first >= 0xff10 && first <= 0xff19;
  surface->number_end = figure->unit.length > 0 && unit > surface->number && unit < surface->end ? unit : surface->end;
  while (surface->number_end > surface->number
         && (text[surface->number_end - 1] == ' ' || ends_with (text, surface->number, surface->number_end, "余")
             || ends_with (text, surface->number, surface->number_end, "多")))
    surface->number_end -= text[surface->number_end - 1] == ' ' ? 1 : strlen ("余");
  surface->grouped = memchr (text + surface->number, ',', surface->number_end - surface->number) != NULL;
  return surface->number_end > surface->number;
}

/* Writes a whole number below 10,000 as it is said: 三百二十, 一千零五. */
static void
append_han (GString *string,
            int number,
            gboolean counting)
{
  static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  static const char *const places[] = { "", "十", "百", "千" };
  gboolean gap = FALSE, begun = FALSE;

  if (number == 0 || (number == 2 && counting))
    {
      g_string_append (string, number == 0 ? "零" : "两");
      return;
    }
  for (int place = 3, power = 1000; place >= 0; place--, power /= 10)
    {
      int digit = number / power % 10;

      if (digit == 0)
        {
          gap = begun;
          continue;
        }
      if (gap)
        g_string_append (string, "零");
      if (place != 1 || digit != 1 || begun)
        g_string_append (string, digits[digit]);
      g_string_append (string, places[place]);
      begun = TRUE;
      gap = FALSE;
    }
}

/* Writes @number without sign and scale in the manner of @surface. */
static void
append_number (GString *string,
               const Surface *surface,
               const char *text,
               const GalleyDecimal *number)
{
  GalleyDecimal plain = { number->digits < 0 ? -number->digits : number->digits, number->decimals, 0 };
  g_autofree char *printed = galley_decimal_to_printed (&plain);
  gsize whole = strcspn (printed, ".");

  if (surface->han && plain.decimals == 0 && plain.digits < 10000)
    {
      append_han (string, (int) plain.digits, strncmp (text + surface->start, "百分之", 9) != 0);
      return;
    }
  for (gsize i = 0; printed[i] != '\0'; i++)
    {
      if (surface->grouped && i > 0 && i < whole && (whole - i) % 3 == 0)
        g_string_append_c (string, ',');
      if (surface->wide)
        g_string_append_unichar (string, printed[i] == '.' ? 0xff0e : (gunichar) (0xff10 + printed[i] - '0'));
      else
        g_string_append_c (string, printed[i]);
    }
}

/* What is behind the number: the 余 goes where the number became exact, the unit where the table has another. */
static void
append_tail (GString *string,
             const Surface *surface,
             const char *text,
             const char *unit,
             const char *now,
             gboolean exact)
{
  g_autoptr (GString) tail = g_string_new_len (text + surface->number_end, (gssize) (surface->end - surface->number_end));

  if (exact)
    {
      if (strstr (tail->str, "余") != NULL)
        g_string_replace (tail, "余", "", 1);
      else
        g_string_replace (tail, "多", "", 1);
    }
  if (*unit != '\0' && *now != '\0' && !g_str_equal (unit, now) && g_str_has_suffix (tail->str, unit))
    {
      g_string_truncate (tail, tail->len - strlen (unit));
      g_string_append (tail, now);
    }
  g_string_append_len (string, tail->str, (gssize) tail->len);
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
 * Wide and Han digits become ASCII.
 *
 * Returns: (transfer full): the number; never %NULL
 */
char *
galley_surface_dup_number (const GalleyFigure *figure,
                           const char *text)
{
  Surface surface;
  GalleyDecimal plain = { figure->value.digits, figure->value.decimals, 0 };
  gboolean inside = galley_surface_is_inside (figure, text);
  const char *start = text + figure->bytes.offset, *word;

  if (!figure->numeric || figure->divisor != 1 || !take_apart (figure, text, &surface)
      || galley_decimal_compare (&figure->value, &figure->high) != 0)
    {
      gsize end = figure->unit.length > 0 && figure->unit.offset > figure->bytes.offset ? figure->unit.offset
                                                                                    : figure->bytes.offset + figure->bytes.length;

      end = MIN (end, (gsize) figure->bytes.offset + figure->bytes.length);
      return g_strndup (start, end - figure->bytes.offset);
    }
  word = !inside ? "" : g_strstr_len (start, figure->bytes.length, "余") ? "余" : "多";
  if (surface.grouped || surface.han || surface.wide || surface.sign || figure->value.digits < 0)
    {
      g_autofree char *number = galley_decimal_to_printed (&plain);

      return g_strconcat (number, word, NULL);
    }
  return g_strdup_printf ("%.*s%s", (int) (surface.number_end - surface.number), text + surface.number, word);
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
  g_autoptr (GString) string = g_string_new (NULL);
  gboolean by_words;
  GalleyDecimal number;
  Surface surface;

  *turned = FALSE;
  if (!figure->numeric || figure->divisor != 1 || !amount->numeric || amount->approx != GALLEY_APPROX_NONE
      || galley_decimal_compare (&amount->value, &amount->high) != 0 || !take_apart (figure, text, &surface)
      || figure->kind == GALLEY_FIGURE_RANGE || !printed_number (figure, amount, &number))
    return NULL;
  galley_amount_from_figure (&old, figure, text);
  by_words = !surface.sign
             && (figure->kind == GALLEY_FIGURE_GROWTH || figure->value.digits < 0 || g_str_equal (old.unit, "百分点"));
  if (by_words)
    *turned = number.digits != 0 && figure->value.digits != 0 && (number.digits < 0) != (figure->value.digits < 0);
  else if (number.digits < 0)
    g_string_append (string, "-");
  else if (surface.sign && text[surface.start] == '+')
    g_string_append (string, "+");
  for (gsize i = surface.start; i < surface.number;)
    {
      gunichar c = g_utf8_get_char (text + i);

      if (c != '-' && c != '+' && c != 0x2212 && c != 0xff0d && c != 0xff0b)
        g_string_append_unichar (string, c);
      i += g_utf8_next_char (text + i) - (text + i);
    }
  append_number (string, &surface, text, &number);
  append_tail (string, &surface, text, old.unit, amount->unit,
               galley_surface_is_inside (figure, text) && galley_decimal_compare (&number, &amount->value) == 0);
  return g_string_free_and_steal (g_steal_pointer (&string));
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
