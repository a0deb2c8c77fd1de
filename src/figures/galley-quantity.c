/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-quantity-private.h"

#include <string.h>

/* The unit after a numeral: 元, 平方公里, 公里/小时, 个百分点. Returns where it ends, or @p where there is none. */
const char *
galley_reader_read_unit (GalleyReader *reader,
                         const GalleyNumeral *numeral,
                         const char *p,
                         guint *unit_class)
{
  guint classes = WORD_ANY_UNIT;
  const char *q = p;
  GalleyWordMatch match;

  *unit_class = 0;
  if (numeral->form == NUMERAL_ARABIC && (numeral->digits == 0 || numeral->digits > 3))
    classes &= ~(guint) WORD_PLACE;
  if (numeral->form == NUMERAL_ARABIC && q < reader->block_end && (*q == ' ' || starts_with (q, reader->block_end, "\u00a0")))
    q = utf8_next (q);
  /* 600-MW */
  else if (numeral->form == NUMERAL_ARABIC && q + 1 < reader->block_end && *q == '-' && is_ascii_letter (utf8_peek (q + 1, reader->block_end)))
    q++;
  if (!galley_lexicon_match (reader->lexicon, q, reader->block_end, classes, &match))
    {
      static const char *const rates[] = { "/10万", "/十万", "/百万", "/万", "/千人" };

      /* 9.8/10万: so many to so many people. */
      for (guint i = 0; i < G_N_ELEMENTS (rates) && numeral->value.magnitude == 0; i++)
        if (starts_with (q, reader->block_end, rates[i]))
          {
            *unit_class = WORD_UNIT;
            return q + strlen (rates[i]);
          }
      /* 超10万/平方米: a price without its currency. */
      if (numeral->value.magnitude < 4 || q >= reader->block_end || *q != '/'
          || !galley_lexicon_match (reader->lexicon, q + 1, reader->block_end, WORD_UNIT | WORD_MEASURE, &match))
        return p;
      *unit_class = WORD_MONEY;
      return match.cut;
    }
  q = match.cut;
  /* An ASCII unit is a whole word: 5G is no gram. */
  if (g_ascii_isalpha (q[-1]) && q < reader->block_end && g_ascii_isalnum (*q))
    return p;
  /* 六大类 is 六大 of 类, as 三大特点 is; 48大类 counts 大类. */
  if (numeral->form == NUMERAL_HAN && starts_with (p, reader->block_end, "大"))
    q = utf8_next (p);
  *unit_class = match.classes;
  while (q + 1 < reader->block_end && (*q == '/' || starts_with (q, reader->block_end, "／")))
    {
      const char *below = utf8_next (q);

      if (galley_lexicon_match (reader->lexicon, below, reader->block_end,
                                WORD_UNIT | WORD_MONEY | WORD_SPAN | WORD_MEASURE, &match))
        q = match.cut;
      else if (is_one_of (utf8_peek (below, reader->block_end), "时日月秒年股"))
        q = utf8_next (below);
      else if (is_one_of (utf8_peek (below, reader->block_end), "shdat") && !is_ascii_letter (utf8_peek (below + 1, reader->block_end)))
        q = below + 1;
      else
        break;
      if ((*unit_class & WORD_MONEY) == 0)
        *unit_class = WORD_UNIT;
    }
  return q;
}

/* 四个半, 三成半, 三成五: the part behind the unit. Returns where it ends, or @p where there is none. */
static const char *
read_part_unit (GalleyReader *reader,
                GalleyNumeral *numeral,
                guint unit_class,
                const char *p)
{
  gunichar glyph = utf8_peek (p, reader->block_end), after;
  int part = glyph == 0x534a ? 5 : unit_class & WORD_TENTHS ? galley_numeral_han_digit (glyph) : 0;

  if (part <= 0 || numeral->value.decimals != 0 || numeral->value.magnitude > 1
      || numeral->approx != GALLEY_APPROX_NONE || numeral->value.digits > 100000)
    return p;
  after = utf8_peek (utf8_next (p), reader->block_end);
  if (is_one_of (after, "年月天小径导岛数夜场价挂封壁途个成"))
    return p;
  numeral->value.digits = numeral->value.digits * 10 + part;
  numeral->value.decimals = 1;
  numeral->high = numeral->value;
  return utf8_next (p);
}

static gboolean
is_ascii_code (gunichar glyph)
{
  return glyph < 0x80 && (g_ascii_isalnum ((char) glyph) || strchr ("_@#/\\=&%", (char) glyph) != NULL) && glyph != 0;
}

/* A minus sign or 负 before the numeral: -3.5%, 负40%, but neither of 10-20 and A-3. */
static const char *
read_sign (GalleyReader *reader,
           const char *start,
           guint unit_class)
{
  const char *sign;
  gunichar glyph, before;

  if (start == reader->block)
    return start;
  sign = utf8_previous (start);
  glyph = utf8_peek (sign, start);
  if (glyph == 0x8d1f || glyph == 0x8ca0) /* 负 負 */
    return sign;
  if (glyph != '-' && glyph != 0x2212 && glyph != 0xff0d)
    return start;
  before = galley_reader_before (reader, sign);
  if (is_ascii_code (before) || before == ')' || before == 0xff09 || galley_numeral_digit (before) >= 0)
    return start;
  if (is_han (before) && (unit_class & (WORD_PERCENT | WORD_POINTS)) == 0 && !is_one_of (before, "为是达至到约在值"))
    return start;
  return sign;
}

gboolean
galley_quantity_read (GalleyReader *reader,
                      const char *p,
                      GalleyQuantity *quantity)
{
  quantity->start = p;
  quantity->negative = FALSE;
  if (!galley_numeral_read (reader->lexicon, p, reader->block_end, &quantity->numeral))
    return FALSE;
  quantity->end = galley_reader_read_unit (reader, &quantity->numeral, quantity->numeral.end, &quantity->unit_class);
  quantity->unit = quantity->numeral.scale;
  return TRUE;
}

GalleyFigure *
galley_quantity_append (GalleyReader *reader,
                        const GalleyQuantity *quantity,
                        const char *start,
                        const char *end)
{
  GalleyFigure *figure = galley_reader_append (reader, start, end, GALLEY_FIGURE_OTHER);
  const char *unit = quantity->unit;
  int sign = quantity->negative ? -1 : 1;

  while (unit < end && (*unit == ' ' || *unit == '-'))
    unit++;
  if (unit <= end)
    figure->unit = slice_of (reader, unit, end);
  figure->approx = quantity->numeral.approx;
  if (quantity->numeral.unreadable)
    {
      figure->flags |= GALLEY_FIGURE_UNREADABLE;
      return figure;
    }
  figure->numeric = TRUE;
  figure->value = quantity->numeral.value;
  figure->value.digits *= sign;
  figure->high = quantity->numeral.high;
  figure->high.digits *= sign;
  if (quantity->unit_class & (WORD_TENTHS | WORD_DISCOUNT))
    {
      /* Nine tenths are 90 percent, and 七五折 are 75. */
      int tenths = quantity->unit_class & WORD_DISCOUNT && quantity->numeral.digits == 2 ? 0 : 1;

      figure->value.magnitude += tenths;
      figure->high.magnitude += tenths;
    }
  else if (quantity->unit_class & WORD_PERMILLE)
    {
      figure->value.magnitude--;
      figure->high.magnitude--;
    }
  if (galley_decimal_compare (&figure->value, &figure->high) != 0)
    figure->kind = GALLEY_FIGURE_RANGE;
  galley_reader_classify (reader, figure, quantity->unit_class);
  return figure;
}

/* Whether a Han numeral with this unit states a figure: 四个半 and 三地 do, 一个 and 二六市 do not. */
static gboolean
accept_han (const GalleyQuantity *quantity,
            gunichar before)
{
  const GalleyNumeral *numeral = &quantity->numeral;
  guint exact = WORD_DISCOUNT | WORD_UNIT | WORD_MONEY | WORD_PERCENT | WORD_POINTS | WORD_TENTHS | WORD_TIMES | WORD_FOLDS | WORD_PERMILLE;

  /* 登陆部队 and 拾起: a formal digit alone is a word. */
  if (numeral->n_glyphs == 1 && is_one_of (utf8_peek (numeral->start, numeral->end), "壹贰叁肆伍陆柒捌玖拾佰仟貳參陸"))
    return FALSE;
  if (quantity->unit_class == 0)
    return numeral->value.magnitude >= 4 || numeral->value.decimals > 0;
  if (numeral->digits > 1)
    return (quantity->unit_class & WORD_DISCOUNT) != 0 || numeral->digits >= 3;
  if (numeral->n_glyphs == 1 && numeral->value.digits == 1)
    return (quantity->unit_class & exact) != 0 || starts_with (quantity->numeral.end, quantity->end, "期");
  if ((quantity->unit_class & WORD_ANY_UNIT) == WORD_PLACE)
    return numeral->n_glyphs <= 3 && numeral->value.magnitude == 0 && before != 0x201c /* “ */;
  return numeral->value.digits > 0 || numeral->value.decimals > 0;
}

/* A scale without a number counts where its size is meant: 过亿, 近百, 千万千瓦, 百亿级; not in 千家万户 nor 万元. */
static gboolean
accept_scale (GalleyReader *reader,
              const GalleyQuantity *quantity)
{
  GalleyWordMatch match;
  gunichar after = utf8_peek (quantity->numeral.end, reader->block_end);
  gboolean sized = quantity->numeral.approx != GALLEY_APPROX_NONE
                   || galley_lexicon_match_back (reader->lexicon, reader->clause, quantity->start,
                                                 WORD_ABOVE | WORD_BELOW | WORD_ABOUT, &match);

  if (quantity->numeral.single_scale)
    return sized;
  return sized || (quantity->unit_class & (WORD_UNIT | WORD_MONEY)) != 0 || after == 0x7ea7 /* 级 */;
}

/* 12.5:48.3:39.2 is a proportion, 10:15 an hour, and neither a figure. Returns past it. */
static const char *
skip_ratio (GalleyReader *reader,
            const char *p)
{
  while (p < reader->block_end
         && (is_one_of (utf8_peek (p, reader->block_end), ":：∶.") || galley_numeral_digit (utf8_peek (p, reader->block_end)) >= 0))
    p = utf8_next (p);
  return p;
}

/* A plain number without a unit: a year, or a number that a verb or a table cell presents. */
static const char *
read_bare (GalleyReader *reader,
           const GalleyQuantity *quantity)
{
  const GalleyNumeral *numeral = &quantity->numeral;
  gunichar before = galley_reader_before (reader, quantity->start);
  gunichar after = utf8_peek (numeral->end, reader->block_end);
  GalleyWordMatch match;
  gboolean cell = (before == 0 || before == '\t' || before == '|') && (after == 0 || after == '\t' || after == '|' || after == '\r')
                  && before != after;

  if (is_ascii_letter (before))
    return NULL;
  if (numeral->value.magnitude >= 4 || numeral->unreadable)
    {
      galley_quantity_append (reader, quantity, quantity->start, numeral->end);
      return numeral->end;
    }
  if (is_ascii_code (before) || is_ascii_code (after) || is_one_of (before, "〔［[【№〕") || before == '-' || before == '.')
    return NULL;
  if (numeral->digits == 4 && numeral->value.digits >= 1950 && numeral->value.digits < 2050 && !is_connector (after)
      && (after != '.' || galley_numeral_digit (utf8_peek (utf8_next (numeral->end), reader->block_end)) < 0))
    {
      GalleyPeriod period = { .unit = GALLEY_PERIOD_YEAR };

      period.first_year = period.last_year = (gint16) numeral->value.digits;
      galley_reader_append_period (reader, quantity->start, numeral->end, &period);
      return numeral->end;
    }
  if (is_one_of (after, ":：∶") && galley_numeral_digit (utf8_peek (utf8_next (numeral->end), reader->block_end)) >= 0)
    return skip_ratio (reader, numeral->end);
  /* A ratio or an index: 由2.68缩小至2.61, 指数102.3。 */
  if (numeral->value.decimals > 0
      && (is_one_of (before, "的为达至到是由从比") || (is_han (before) && !is_han (after) && !is_connector (after))))
    {
      galley_quantity_append (reader, quantity, quantity->start, numeral->end);
      return numeral->end;
    }
  if (!cell && ((is_han (after) && after != 0x7684) || is_connector (after) || after == ':' || after == 0xff1a || after == 0x3001))
    return NULL;
  if (!cell
      && !galley_lexicon_match_back (reader->lexicon, reader->clause, quantity->start,
                                     WORD_ARRIVAL | WORD_ABOVE | WORD_BELOW | WORD_ABOUT | WORD_RISE | WORD_FALL, &match)
      && !is_one_of (before, "为达是超"))
    return NULL;
  galley_quantity_append (reader, quantity, quantity->start, numeral->end);
  return numeral->end;
}

/* A name or idiom that begins with this numeral and is no shorter than the figure would be. Returns its end, or NULL. */
static const char *
skip_name (GalleyReader *reader,
           const char *p,
           const char *figure_end)
{
  GalleyWordMatch match;

  if (galley_lexicon_match (reader->lexicon, p, reader->block_end, WORD_STOP, &match) && match.cut >= figure_end)
    return match.cut;
  return NULL;
}

/* What says 以上 or 左右 behind the figure. */
static void
read_after (GalleyReader *reader,
            const char *p,
            guint unit_class,
            GalleyFigure *figure)
{
  GalleyWordMatch match;

  if (figure->approx != GALLEY_APPROX_NONE
      || !galley_lexicon_match (reader->lexicon, p, reader->block_end, WORD_ABOVE_AFTER | WORD_BELOW_AFTER | WORD_ABOUT_AFTER,
                                &match))
    return;
  if (match.end - p <= 3 && (unit_class & (WORD_MEASURE | WORD_PLACE)))
    return;
  figure->approx = match.classes & WORD_ABOVE_AFTER   ? GALLEY_APPROX_ABOVE
                   : match.classes & WORD_BELOW_AFTER ? GALLEY_APPROX_BELOW
                                                      : GALLEY_APPROX_ABOUT;
}

/* 一半, where it measures: 近一半, 一半以上. Returns where it ends, or NULL. */
static const char *
read_one_half (GalleyReader *reader,
               const char *p)
{
  const char *q = p + strlen ("一半");
  GalleyFigure *figure;
  GalleyWordMatch match;

  if (!starts_with (p, reader->block_end, "一半")
      || (!galley_lexicon_match (reader->lexicon, q, reader->block_end, WORD_ABOVE_AFTER | WORD_ABOUT_AFTER, &match)
          && !galley_lexicon_match_back (reader->lexicon, reader->clause, p, WORD_ABOVE | WORD_BELOW | WORD_ABOUT | WORD_SHARE,
                                         &match)))
    return NULL;
  figure = galley_reader_append (reader, p, q, GALLEY_FIGURE_SHARE);
  figure->numeric = TRUE;
  figure->value = figure->high = (GalleyDecimal) { 50, 0, 0 };
  galley_reader_classify (reader, figure, WORD_TENTHS);
  read_after (reader, q, WORD_TENTHS, figure);
  return q;
}

/* “两库八级”, “四涨四跌”: a short quotation of several Han numerals is a name. */
static gboolean
is_slogan (GalleyReader *reader,
           const char *p)
{
  const char *start = p;
  guint numerals = 0;

  for (guint i = 0; start > reader->block && i < 8; i++)
    {
      start = utf8_previous (start);
      if (is_one_of (utf8_peek (start, p), "“\"‘「《"))
        {
          p = utf8_next (start);
          for (i = 0; p < reader->block_end && i < 10; i++, p = utf8_next (p))
            {
              gunichar glyph = utf8_peek (p, reader->block_end);

              if (is_one_of (glyph, "”\"’」》"))
                return numerals > 1;
              numerals += galley_numeral_han_digit (glyph) > 0;
            }
          return FALSE;
        }
    }
  return FALSE;
}

/* Reads a number with its unit, or a range, list or fraction of numbers. */
const char *
galley_reader_read_quantity (GalleyReader *reader,
                             const char *p)
{
  GalleyQuantity quantity = { 0 };
  gunichar before = galley_reader_before (reader, p);
  gboolean arabic, currency = FALSE;
  const char *start = p, *unit_end;
  const char *q;
  GalleyFigure *figure;

  if (is_one_of (utf8_peek (p, reader->block_end), "$¥￥€£＄"))
    {
      p = utf8_next (p);
      if (p < reader->block_end && *p == ' ')
        p++;
      if (galley_numeral_digit (utf8_peek (p, reader->block_end)) < 0)
        return NULL;
      currency = TRUE;
    }
  if (!galley_quantity_read (reader, p, &quantity))
    {
      q = skip_name (reader, p, p);
      return q != NULL ? q : quantity.numeral.end;
    }
  quantity.start = start;
  arabic = quantity.numeral.form == NUMERAL_ARABIC;
  if (currency)
    {
      quantity.unit_class = quantity.unit_class & WORD_MONEY ? quantity.unit_class : 0;
      if (quantity.unit_class == 0)
        quantity.end = quantity.numeral.end;
      quantity.unit_class |= WORD_MONEY;
    }
  q = galley_quantity_read_fraction (reader, p, &quantity.numeral);
  if (q == NULL && quantity.unit_class == 0)
    q = galley_quantity_read_slash (reader, &quantity);
  if (q != NULL)
    return q;
  if (!arabic)
    {
      q = read_one_half (reader, p);
      if (q == NULL)
        q = skip_name (reader, p, quantity.unit_class != 0 ? quantity.end : p);
      if (q != NULL)
        return q;
      if (is_slogan (reader, p))
        return quantity.numeral.end;
      /* 嫦娥六号, 地铁二号线: names, not the sixth of anything. */
      if (is_han (before) && starts_with (quantity.numeral.end, reader->block_end, "号"))
        return quantity.end;
      /* 周三, 星期五 */
      if (quantity.numeral.n_glyphs == 1 && is_one_of (before, "周期拜"))
        return quantity.numeral.end;
      if (quantity.numeral.plan != 0)
        return quantity.numeral.end;
    }
  galley_quantity_read_product (reader, &quantity);
  q = galley_quantity_read_range (reader, &quantity);
  if (q == NULL)
    q = galley_quantity_read_list (reader, &quantity);
  if (q != NULL)
    {
      if (reader->figures->len > reader->first)
        read_after (reader, q, quantity.unit_class, &g_array_index (reader->figures, GalleyFigure, reader->figures->len - 1));
      return q;
    }
  if (!arabic && !(quantity.numeral.form == NUMERAL_HAN ? accept_han (&quantity, before) : accept_scale (reader, &quantity)))
    return quantity.numeral.end;
  /* 2.2022年: the second note begins with a year. */
  if (arabic && quantity.numeral.value.decimals == 4 && quantity.numeral.end - p <= 7
      && starts_with (quantity.numeral.end, reader->block_end, "年"))
    return quantity.numeral.end - 4;
  if (arabic && quantity.unit_class == 0 && !quantity.numeral.unreadable)
    {
      q = galley_latin_read_ordinal (reader, quantity.numeral.end);
      if (q > quantity.numeral.end && quantity.numeral.digits > 0 && !is_ascii_code (before))
        {
          figure = galley_quantity_append (reader, &quantity, quantity.start, q);
          figure->kind = GALLEY_FIGURE_ORDINAL;
          return q;
        }
      q = galley_latin_read_noun (reader, quantity.numeral.end);
      if (q > quantity.numeral.end && !is_ascii_code (before) && *quantity.numeral.end == ' ')
        {
          figure = galley_quantity_append (reader, &quantity, quantity.start, q);
          figure->kind = GALLEY_FIGURE_COUNT;
          figure->unit = slice_of (reader, quantity.numeral.end + 1, q);
          return q;
        }
    }
  if (arabic && quantity.unit_class == 0)
    {
      q = read_bare (reader, &quantity);
      if (q == NULL)
        for (q = quantity.numeral.end; q < reader->block_end && g_ascii_isalnum (*q);)
          q++;
      return q;
    }
  /* A number in a name of letters: G318线, PM2.5. */
  if (arabic && is_ascii_letter (before)
      && (quantity.unit_class & (WORD_UNIT | WORD_MONEY | WORD_PERCENT | WORD_POINTS)) == 0
      && !starts_with (quantity.numeral.end, quantity.end, "位"))
    return quantity.end;
  /* 〔2021〕15号 numbers a document and 9时30分 an hour. */
  if (before == 0x3015 || (is_one_of (before, "时点") && starts_with (quantity.numeral.end, quantity.end, "分")))
    return quantity.end;
  unit_end = quantity.end;
  if (quantity.unit_class != 0)
    quantity.end = read_part_unit (reader, &quantity.numeral, quantity.unit_class, quantity.end);
  if (!currency)
    {
      quantity.start = read_sign (reader, quantity.start, quantity.unit_class);
      quantity.negative = quantity.start != p;
    }
  q = quantity.unit_class != 0 ? quantity.end : quantity.numeral.end;
  figure = galley_quantity_append (reader, &quantity, quantity.start, q);
  if (unit_end < quantity.end)
    figure->unit = slice_of (reader, quantity.unit, unit_end);
  /* HS6位: digits of a code, and no count of things. */
  if (arabic && is_ascii_letter (before) && figure->kind == GALLEY_FIGURE_COUNT)
    figure->kind = GALLEY_FIGURE_OTHER;
  read_after (reader, q, quantity.unit_class, figure);
  return q;
}

/* Reads 第二届, 第51届, 第2 and, of the calendar, 第一季度. */
const char *
galley_reader_read_ordinal (GalleyReader *reader,
                            const char *p)
{
  GalleyFigure *figure;
  GalleyQuantity quantity;
  const char *number = utf8_next (p);
  const char *end, *q;

  q = skip_name (reader, p, p);
  if (q != NULL)
    return q;
  if (!is_number_start (utf8_peek (number, reader->block_end)))
    return NULL;
  q = galley_reader_read_calendar (reader, number);
  if (q != NULL)
    {
      GalleyFigure *last = &g_array_index (reader->figures, GalleyFigure, reader->figures->len - 1);

      if (last->period.unit == GALLEY_PERIOD_QUARTER)
        {
          last->start--;
          last->length++;
          last->bytes.offset -= (guint) strlen ("第");
          last->bytes.length += (guint) strlen ("第");
        }
      return q;
    }
  if (!galley_quantity_read (reader, number, &quantity) || quantity.numeral.unreadable || quantity.numeral.plan != 0)
    return NULL;
  end = quantity.end;
  /* 第三多 ranks; its 多 is none of 三十多. */
  if (quantity.numeral.approx != GALLEY_APPROX_NONE && ENDS_WITH (number, quantity.numeral.end, "多"))
    end = quantity.numeral.end = quantity.numeral.end - strlen ("多");
  if ((quantity.unit_class & (WORD_MEASURE | WORD_SPAN)) == 0 || starts_with (quantity.numeral.end, end, "大"))
    end = quantity.numeral.end;
  figure = galley_reader_append (reader, p, end, GALLEY_FIGURE_ORDINAL);
  figure->unit = slice_of (reader, quantity.numeral.end, end);
  figure->numeric = TRUE;
  figure->value = figure->high = quantity.numeral.value;
  return end;
}
