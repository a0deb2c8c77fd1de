/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-quantity-private.h"

/* More members of a list than this are read as the next list. */
#define MAX_LIST 256

/* 三分之一, 百分之35. Returns where it ends, or NULL. */
const char *
galley_quantity_read_fraction (GalleyReader *reader,
                               const char *p,
                               const GalleyNumeral *below)
{
  GalleyFigure *figure;
  GalleyQuantity above = { 0 };
  const char *q = below->end;
  const GalleyDecimal *value = &below->value;
  __int128 divisor, power_of_ten = 100;
  gint16 power = 0;

  if (!starts_with (q, reader->block_end, "分之") || below->unreadable || value->decimals != 0 || value->magnitude > 8)
    return NULL;
  q += strlen ("分之");
  if (!is_number_start (utf8_peek (q, reader->block_end)) && galley_numeral_han_scale (utf8_peek (q, reader->block_end)) < 0)
    return NULL;
  if (!galley_numeral_read (reader->lexicon, q, reader->block_end, &above.numeral) || above.numeral.plan != 0)
    return NULL;
  divisor = value->digits;
  for (int i = 0; i < value->magnitude; i++)
    divisor *= 10;
  if (divisor < 2 || divisor > 100000000)
    return NULL;
  above.start = p;
  above.unit = above.numeral.end;
  for (; power_of_ten < divisor; power++)
    power_of_ten *= 10;
  if (power_of_ten == divisor)
    {
      above.unit_class = WORD_PERCENT;
      above.numeral.value.magnitude -= power;
      above.numeral.high.magnitude = above.numeral.value.magnitude;
      figure = galley_quantity_append (reader, &above, p, above.numeral.end);
      figure->unit = slice_of (reader, p, q);
      return above.numeral.end;
    }
  figure = galley_quantity_append (reader, &above, p, above.numeral.end);
  figure->kind = GALLEY_FIGURE_SHARE;
  figure->numeric = FALSE;
  figure->divisor = (guint) divisor;
  return above.numeral.end;
}

/* 占1/4, 近2/3: a fraction where a word before it says that it is none of the many other things with a slash. Returns
 * where it ends, or NULL. */
const char *
galley_quantity_read_slash (GalleyReader *reader,
                            const GalleyQuantity *above)
{
  const char *p = above->numeral.end;
  gunichar before = galley_reader_before (reader, above->start);
  GalleyQuantity below, value = *above;
  GalleyFigure *figure;

  if (above->numeral.form != NUMERAL_ARABIC || p >= reader->block_end || *p != '/' || above->numeral.digits == 0
      || above->numeral.digits > 2 || !is_one_of (before, "的占近约超逾过足到达为剩")
      || galley_numeral_digit (utf8_peek (p + 1, reader->block_end)) < 0
      || !galley_quantity_read (reader, p + 1, &below) || below.unit_class != 0 || below.numeral.digits == 0
      || below.numeral.digits > 2 || below.numeral.value.magnitude > 0 || above->numeral.value.digits <= 0
      || below.numeral.value.digits <= above->numeral.value.digits || utf8_peek (below.numeral.end, reader->block_end) == '/')
    return NULL;
  value.unit = below.numeral.end;
  figure = galley_quantity_append (reader, &value, above->start, below.numeral.end);
  figure->kind = GALLEY_FIGURE_SHARE;
  figure->numeric = FALSE;
  figure->divisor = (guint) below.numeral.value.digits;
  return below.numeral.end;
}

/* 2×34万千瓦: multiplies what follows into @quantity and takes its unit. */
void
galley_quantity_read_product (GalleyReader *reader,
                              GalleyQuantity *quantity)
{
  for (guint i = 0; i < 3; i++)
    {
      const char *q = quantity->numeral.end;
      gunichar glyph = utf8_peek (q, reader->block_end);
      GalleyNumeral *numeral = &quantity->numeral;
      GalleyQuantity next;

      if (quantity->unit_class != 0 || (glyph != 0xd7 && glyph != '*' && glyph != 'x' && glyph != 'X')
          || galley_numeral_digit (utf8_peek (utf8_next (q), reader->block_end)) < 0
          || !galley_quantity_read (reader, utf8_next (q), &next) || next.numeral.unreadable || numeral->unreadable)
        return;
      if (numeral->value.digits > 1000000000 || next.numeral.value.digits > 1000000000)
        return;
      next.numeral.start = numeral->start;
      next.numeral.value.digits *= numeral->value.digits;
      next.numeral.value.decimals += numeral->value.decimals;
      next.numeral.value.magnitude += numeral->value.magnitude;
      next.numeral.high = next.numeral.value;
      next.numeral.digits = 0;
      next.start = quantity->start;
      *quantity = next;
    }
}

/* 10～20万元, 5%至8%, 2300－3300小时. Returns where the range ends, NULL where there is none. */
const char *
galley_quantity_read_range (GalleyReader *reader,
                            const GalleyQuantity *low)
{
  gunichar connector = utf8_peek (low->end, reader->block_end);
  gunichar before = galley_reader_before (reader, low->start);
  GalleyFigure *figure;
  GalleyQuantity high;
  const char *q;

  if (!is_connector (connector) || low->numeral.unreadable || low->numeral.form == NUMERAL_SCALE)
    return NULL;
  /* 从3个到5个 tells of a change, not of a range. */
  if (connector >= 0x4e00 && is_one_of (before, "从由自"))
    return NULL;
  q = utf8_next (low->end);
  if (is_connector (utf8_peek (q, reader->block_end)))
    q = utf8_next (q);
  if (!is_number_start (utf8_peek (q, reader->block_end)) || !galley_quantity_read (reader, q, &high)
      || high.numeral.unreadable || high.numeral.plan != 0 || (low->numeral.form != high.numeral.form))
    return NULL;
  if (high.unit_class == 0 || (low->unit_class != 0 && (low->unit_class & high.unit_class) == 0))
    return low->unit_class == 0 && high.unit_class == 0 && high.numeral.value.magnitude < 4 ? high.end : NULL;
  figure = galley_quantity_append (reader, &high, low->start, high.end);
  figure->kind = GALLEY_FIGURE_RANGE;
  figure->high = figure->value;
  figure->value = low->numeral.value;
  if (low->unit_class == 0 && low->numeral.value.magnitude == 0 && high.numeral.value.magnitude > 0)
    {
      GalleyDecimal plain = high.numeral.value;

      plain.magnitude = 0;
      if (galley_decimal_compare (&low->numeral.value, &plain) < 0)
        {
          figure->value.magnitude = high.numeral.value.magnitude;
          figure->flags |= GALLEY_FIGURE_SHARED_SCALE;
        }
    }
  if (high.unit_class & WORD_TENTHS)
    figure->value.magnitude = 1;
  return high.end;
}

/* 3、5和8万元: members without a unit take that of the last. Returns past the list, or NULL where this is none. */
const char *
galley_quantity_read_list (GalleyReader *reader,
                           const GalleyQuantity *first)
{
  GalleyQuantity members[MAX_LIST];
  guint n = 1;

  if (first->unit_class != 0 || first->numeral.form != NUMERAL_ARABIC || first->numeral.unreadable
      || first->numeral.value.magnitude > 3)
    return NULL;
  members[0] = *first;
  while (n < MAX_LIST && members[n - 1].unit_class == 0)
    {
      const char *q = members[n - 1].numeral.end;
      gunichar glyph = utf8_peek (q, reader->block_end);

      if (!is_one_of (glyph, "、和与及或")
          || galley_numeral_digit (utf8_peek (utf8_next (q), reader->block_end)) < 0
          || !galley_quantity_read (reader, utf8_next (q), &members[n]))
        break;
      n++;
    }
  if (n == 1)
    return NULL;
  /* "1、" at the front of a line numbers it. */
  if (n == 2 && first->numeral.digits > 0 && first->numeral.digits < 3
      && utf8_peek (first->numeral.end, reader->block_end) == 0x3001)
    {
      const char *p = first->start;

      while (p > reader->block && is_one_of (galley_reader_before (reader, p), " \u3000\u00a0"))
        p = utf8_previous (p);
      if (p == reader->block)
        return first->numeral.end;
    }
  if (members[n - 1].unit_class == 0)
    return members[n - 1].numeral.digits == 4 ? members[n - 1].start : members[n - 1].numeral.end;
  for (guint i = 0; i < n; i++)
    {
      GalleyQuantity member = members[i];
      GalleyFigure *figure;

      member.unit_class = members[n - 1].unit_class;
      figure = galley_quantity_append (reader, &member, member.start, i + 1 < n ? member.numeral.end : member.end);
      if (i + 1 == n)
        break;
      figure->flags |= GALLEY_FIGURE_SHARED_UNIT;
      figure->unit = slice_of (reader, members[n - 1].unit, members[n - 1].end);
      if (member.numeral.value.magnitude == 0 && members[n - 1].numeral.value.magnitude > 0)
        {
          figure->value.magnitude += members[n - 1].numeral.value.magnitude;
          figure->high = figure->value;
          figure->flags |= GALLEY_FIGURE_SHARED_SCALE;
        }
    }
  return members[n - 1].end;
}
