/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-audit-reader-private.h"

#include <string.h>

/* The searches compare whole numbers of millionths; what needs finer places is left to the rationals. */
#define SCALE_DECIMALS 6
#define MAX_SCALED ((__int128) 1 << 95)

/**
 * galley_fact_hash:
 *
 * Returns: a hash of @bytes that is not 0
 */
guint32
galley_fact_hash (const char *bytes,
                  gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) bytes[i]) * 16777619u;
  return hash != 0 ? hash : 1;
}

/* 万千瓦 with a magnitude of 4 is 千瓦: the magnitude takes off only what it stands for. */
static GalleySlice
base_unit (const char *text,
           const GalleyFigure *figure)
{
  static const struct
  {
    const char *word;
    int magnitude;
  } scales[] = { { "十", 1 }, { "百", 2 }, { "千", 3 }, { "万", 4 }, { "亿", 8 },
                 { "thousand", 3 }, { "million", 6 }, { "billion", 9 }, { "trillion", 12 } };
  GalleySlice unit = figure->unit;
  /* 破亿件: the scale is the number. */
  int magnitude = unit.offset == figure->bytes.offset ? 12 : figure->value.magnitude;

  for (guint i = 0; i < G_N_ELEMENTS (scales);)
    {
      guint length = (guint) strlen (scales[i].word);

      if (scales[i].magnitude <= magnitude && unit.length >= length
          && memcmp (text + unit.offset, scales[i].word, length) == 0)
        {
          magnitude -= scales[i].magnitude;
          unit.offset += length;
          unit.length -= length;
          i = 0;
        }
      else
        i++;
    }
  while (unit.length > 0 && text[unit.offset] == ' ')
    {
      unit.offset++;
      unit.length--;
    }
  /* 30 new projects counts projects. */
  for (guint i = unit.length; i-- > 0 && unit.length > 0 && g_ascii_isalpha (text[unit.offset]);)
    if (text[unit.offset + i] == ' ')
      return (GalleySlice) { unit.offset + i + 1, unit.length - i - 1 };
  return unit;
}

/* $ and US$ stand before the number. */
static GalleySlice
currency_before (const char *text,
                 const GalleyFigure *figure)
{
  GalleySlice before = { figure->bytes.offset, 0 };

  while (before.length < figure->bytes.length && !g_ascii_isdigit (text[before.offset + before.length]))
    before.length++;
  return before.length < figure->bytes.length ? before : (GalleySlice) { 0, 0 };
}

static gboolean
slice_is (const char *text,
          GalleySlice slice,
          const char *word)
{
  return slice.length == strlen (word) && memcmp (text + slice.offset, word, slice.length) == 0;
}

static GalleyFactKind
kind_of (const char *text,
         const GalleyFigure *figure,
         GalleySlice unit)
{
  switch (figure->kind)
    {
    case GALLEY_FIGURE_DATE:
    case GALLEY_FIGURE_PERIOD:
      return GALLEY_FACT_TIME;
    case GALLEY_FIGURE_ORDINAL:
    case GALLEY_FIGURE_RANGE:
      return GALLEY_FACT_OTHER;
    case GALLEY_FIGURE_MONEY:
    case GALLEY_FIGURE_COUNT:
    case GALLEY_FIGURE_PERCENT:
    case GALLEY_FIGURE_GROWTH:
    case GALLEY_FIGURE_SHARE:
    case GALLEY_FIGURE_OTHER:
    default:
      break;
    }
  if (!figure->numeric || figure->divisor > 1)
    return GALLEY_FACT_OTHER;
  if ((unit.length >= 9 && memcmp (text + unit.offset + unit.length - 9, "百分点", 9) == 0)
      || slice_is (text, figure->unit, "percentage points") || slice_is (text, figure->unit, "percentage point"))
    return GALLEY_FACT_POINTS;

  gboolean growth = figure->kind == GALLEY_FIGURE_GROWTH;
  if (slice_is (text, unit, "%") || slice_is (text, unit, "％") || slice_is (text, unit, "成")
      || slice_is (text, unit, "percent") || slice_is (text, figure->unit, "per cent"))
    return growth ? GALLEY_FACT_RATE : GALLEY_FACT_SHARE;
  if (slice_is (text, unit, "倍"))
    return growth ? GALLEY_FACT_RATE : GALLEY_FACT_OTHER;
  return unit.length == 0 && (growth || figure->kind == GALLEY_FIGURE_SHARE) ? GALLEY_FACT_OTHER : GALLEY_FACT_LEVEL;
}

static gboolean
scale (__int128 digits,
       int exponent,
       GalleyMillionths *scaled)
{
  if (exponent < 0 || exponent > 30)
    return FALSE;
  for (int i = 0; i < exponent; i++)
    {
      if (digits > MAX_SCALED / 10 || digits < -MAX_SCALED / 10)
        return FALSE;
      digits *= 10;
    }
  *scaled = digits;
  return TRUE;
}

/* A figure that is only about right takes no part in searches for sums and shares: it would meet anything. */
static void
scale_fact (GalleyFact *fact)
{
  const GalleyFigure *figure = fact->figure;
  int exponent = figure->value.magnitude - figure->value.decimals + SCALE_DECIMALS;
  gboolean exact = figure->kind == GALLEY_FIGURE_COUNT && figure->value.magnitude == 0 && figure->value.decimals == 0;

  fact->comparable = figure->numeric && figure->approx == GALLEY_APPROX_NONE
                     && !galley_figure_spans (figure) && scale (figure->value.digits, exponent, &fact->scaled) && scale (5, exponent - 1, &fact->slack);
  if (exact)
    fact->slack = 0;
}

/**
 * galley_fact_read_aspects:
 * @aspects: (out): room for @n of them
 *
 * Reads the aspects of @name in the order of its words: 出口、进口 gives two, 产销 stands for two.
 *
 * Returns: how many there are, at most @n
 */
guint
galley_fact_read_aspects (const char *text,
                          GalleySlice name,
                          guint64 *aspects,
                          guint n)
{
  guint found = 0;

  for (gsize i = 0; i < name.length;)
    {
      guint64 words = 0;
      guint length = galley_audit_lexicon_match (text + name.offset + i, name.length - i, &words);

      words &= GALLEY_WORD_ASPECTS;
      if (words == (GALLEY_WORD_PRODUCED | GALLEY_WORD_SOLD) && found + 1 < n)
        {
          aspects[found++] = GALLEY_WORD_PRODUCED;
          aspects[found++] = GALLEY_WORD_SOLD;
        }
      else if (words != 0 && found < n)
        aspects[found++] = words;
      i += length > 0 ? length : galley_audit_lexicon_skip (text + name.offset + i, name.length - i);
    }
  return found;
}

/**
 * galley_fact_measure:
 * @fact: a fact with its figure and name
 * @text: what it was read from
 *
 * Sets what follows from the figure and the name alone: kind, unit, aspects and the scaled value.
 */
void
galley_fact_measure (GalleyFact *fact,
                     const char *text)
{
  GalleySlice unit = base_unit (text, fact->figure);
  guint64 aspects[4];

  fact->kind = kind_of (text, fact->figure, unit);
  fact->times = slice_is (text, unit, "倍");
  if (unit.length == 0 && fact->figure->kind == GALLEY_FIGURE_MONEY)
    unit = currency_before (text, fact->figure);
  if (fact->figure->kind == GALLEY_FIGURE_COUNT && unit.length > 1 && text[unit.offset + unit.length - 1] == 's')
    unit.length--; /* 1 project, 2 projects */
  if (slice_is (text, unit, "％"))
    fact->unit = galley_fact_hash ("%", 1);
  else if (unit.length > 0)
    fact->unit = galley_fact_hash (text + unit.offset, unit.length);
  for (guint i = galley_fact_read_aspects (text, fact->name, aspects, G_N_ELEMENTS (aspects)); i-- > 0;)
    fact->aspects |= aspects[i];
  if (fact->kind != GALLEY_FACT_OTHER && fact->kind != GALLEY_FACT_TIME)
    scale_fact (fact);
}
