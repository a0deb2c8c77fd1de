/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-reader-private.h"

#include <string.h>

/* What the words just before a figure say of it. */
typedef struct
{
  GalleyApprox approx;
  int direction;        /* 1 for growth, -1 for a fall, 0 for none */
  gboolean arrival;     /* 提高到 */
  gboolean compared;    /* 同比 */
  gboolean of;          /* 下降的有: 的 stands between */
  const char *rest;     /* where what they say begins */
} Before;

#define WORDS_BEFORE                                                                                                    \
  (WORD_ABOVE | WORD_BELOW | WORD_ABOUT | WORD_RISE | WORD_FALL | WORD_LINK | WORD_ARRIVAL | WORD_COMPARE | WORD_PLAIN)

static void
look_before (GalleyReader *reader,
             const char *start,
             gboolean points,
             Before *before)
{
  GalleyWordMatch match;

  *before = (Before) { .rest = start };
  for (guint steps = 0; steps < 8; steps++)
    {
      const char *p = before->rest;

      while (p > reader->clause && (p[-1] == ' ' || p[-1] == '+'))
        p--;
      if (!galley_lexicon_match_back (reader->lexicon, reader->clause, p, WORDS_BEFORE, &match)
          || (match.classes & WORD_PLAIN))
        return;
      if ((match.classes & (WORD_ABOVE | WORD_BELOW | WORD_ABOUT)) && !(points && (match.classes & (WORD_RISE | WORD_FALL))))
        {
          if (before->approx == GALLEY_APPROX_NONE)
            before->approx = match.classes & WORD_ABOVE   ? GALLEY_APPROX_ABOVE
                             : match.classes & WORD_BELOW ? GALLEY_APPROX_BELOW
                                                          : GALLEY_APPROX_ABOUT;
        }
      else if (match.classes & (WORD_RISE | WORD_FALL))
        {
          before->direction = match.classes & WORD_RISE ? 1 : -1;
          return;
        }
      else if (match.classes & WORD_ARRIVAL)
        {
          before->arrival = TRUE;
        }
      else if (match.classes & WORD_COMPARE)
        {
          /* 同期5.8%的渗透率 and 是去年同期的2倍 are no growth; 同比7.3% is. */
          before->compared = before->compared || (!before->of && (ENDS_WITH (reader->clause, p, "同比") || ENDS_WITH (reader->clause, p, "环比")));
        }
      before->of = before->of || ENDS_WITH (reader->clause, p, "的");
      before->rest = match.end;
    }
}

/* The last word of @classes in the clause before @p, looked for at most 40 characters back. */
static guint
last_word (GalleyReader *reader,
           const char *p,
           guint classes)
{
  GalleyWordMatch match;

  for (guint steps = 0; p > reader->clause && steps < 40; p = utf8_previous (p), steps++)
    if (galley_lexicon_match_back (reader->lexicon, reader->clause, p, classes | WORD_PLAIN, &match)
        && (match.classes & classes))
      return match.classes & classes;
  return 0;
}

/* "9% more than" tells its direction behind itself. */
static int
look_behind (const GalleyReader *reader,
             const GalleyFigure *figure)
{
  static const char *const more[] = { " more ", " higher ", " above " }, *const less[] = { " less ", " lower ", " fewer ", " below " };
  const char *end = reader->text + figure->bytes.offset + figure->bytes.length;

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    if (starts_with (end, reader->block_end, more[i]))
      return 1;
  for (guint i = 0; i < G_N_ELEMENTS (less); i++)
    if (starts_with (end, reader->block_end, less[i]))
      return -1;
  return 0;
}

/* Whether only a connective stands between the figure and the last one: 下降5.66%和1.63%. */
static const GalleyFigure *
joined_to (GalleyReader *reader,
           const GalleyFigure *figure)
{
  static const char *const connectives[] = { "和", "、", "与", "及", "以及", "或", " and ", ", " };
  const GalleyFigure *last;
  guint gap;

  if (figure - &g_array_index (reader->figures, GalleyFigure, 0) <= (gssize) reader->first)
    return NULL;
  last = figure - 1;
  gap = figure->bytes.offset - (last->bytes.offset + last->bytes.length);
  for (guint i = 0; i < G_N_ELEMENTS (connectives); i++)
    if (gap == strlen (connectives[i])
        && memcmp (reader->text + last->bytes.offset + last->bytes.length, connectives[i], gap) == 0)
      return last;
  return NULL;
}

static gboolean
is_rate (guint unit_class)
{
  return (unit_class & (WORD_PERCENT | WORD_TENTHS | WORD_TIMES | WORD_FOLDS | WORD_PERMILLE)) != 0;
}

/* Whether the clause up to @p speaks of a rate (贫困发生率由…降到): a share, but for those that the lexicon calls levels. */
static gboolean
has_rate (GalleyReader *reader,
          const char *p)
{
  for (guint steps = 0; p > reader->clause && steps < 24; p = utf8_previous (p), steps++)
    if (ENDS_WITH (reader->clause, p, "率"))
      return TRUE;
  return FALSE;
}

/* 增幅最大，分别为22.5% and 比全省（7.7%）: where a clause has no word of its own, what the sentence said last. */
static guint
word_of_sentence (GalleyReader *reader,
                  const GalleyFigure *figure,
                  const char *rest)
{
  const char *start = reader->text + figure->bytes.offset;
  const char *clause = reader->clause;
  gboolean bracket = reader->outer != NULL && start == clause;
  guint word;

  if (rest > clause || (!bracket && !ENDS_WITH (clause, start, "为")) || clause == reader->sentence)
    return 0;
  reader->clause = reader->sentence;
  word = last_word (reader, clause, WORD_RISE | WORD_FALL | WORD_SHARE | WORD_LEVEL);
  reader->clause = clause;
  return word;
}

/* Growth, share or level of a percentage that is joined to no other. */
static GalleyFigureKind
percentage_kind (GalleyReader *reader,
                 const GalleyFigure *figure,
                 guint unit_class,
                 const Before *before)
{
  const char *end = reader->text + figure->bytes.offset + figure->bytes.length;
  const char *rest = before->rest;
  GalleyWordMatch match;
  guint earlier;

  if (before->direction != 0 && !before->arrival)
    return GALLEY_FIGURE_GROWTH;
  if (unit_class & WORD_FOLDS)
    return GALLEY_FIGURE_GROWTH;
  if (before->compared && before->direction == 0)
    return GALLEY_FIGURE_GROWTH;
  if (starts_with (end, reader->block_end, "的增") || starts_with (end, reader->block_end, "的涨幅")
      || starts_with (end, reader->block_end, "的降幅") || starts_with (end, reader->block_end, "的速度"))
    return GALLEY_FIGURE_GROWTH;
  if (unit_class & WORD_TIMES)
    return GALLEY_FIGURE_OTHER;
  if (unit_class & WORD_DISCOUNT)
    return GALLEY_FIGURE_PERCENT;
  if (last_word (reader, reader->text + figure->bytes.offset, WORD_SHARE))
    return GALLEY_FIGURE_SHARE;
  earlier = word_of_sentence (reader, figure, rest);
  if (earlier & (WORD_RISE | WORD_FALL))
    return GALLEY_FIGURE_GROWTH;
  if (earlier & WORD_SHARE)
    return GALLEY_FIGURE_SHARE;
  if (galley_lexicon_match_back (reader->lexicon, reader->clause, rest, WORD_LEVEL, &match)
      || last_word (reader, rest, WORD_LEVEL) != 0)
    return GALLEY_FIGURE_PERCENT;
  if (has_rate (reader, rest))
    return GALLEY_FIGURE_SHARE;
  if ((unit_class & WORD_TENTHS) || starts_with (end, reader->block_end, "股权") || starts_with (end, reader->block_end, "股份"))
    return GALLEY_FIGURE_SHARE;
  if (ENDS_WITH (reader->clause, reader->text + figure->bytes.offset, "的")
      || starts_with (end, reader->block_end, "的"))
    return GALLEY_FIGURE_SHARE;
  /* 固定资产投资-3.2%: neither a share nor a plain level is below nothing. */
  return figure->value.digits < 0 && rest == reader->text + figure->bytes.offset ? GALLEY_FIGURE_GROWTH : GALLEY_FIGURE_PERCENT;
}

static void
negate (GalleyFigure *figure)
{
  figure->value.digits = -figure->value.digits;
  figure->high.digits = -figure->high.digits;
}

/* 2.93亿 without a unit is money where money is spoken of. */
static GalleyFigureKind
bare_kind (GalleyReader *reader,
           const GalleyFigure *figure)
{
  const char *start = reader->text + figure->bytes.offset;
  const char *end = start + figure->bytes.length;
  gunichar after = utf8_peek (end, reader->block_end);

  if (figure->value.magnitude < 4)
    return GALLEY_FIGURE_OTHER;
  if (last_word (reader, start, WORD_MONEY_HEAD))
    return GALLEY_FIGURE_MONEY;
  if (is_han (after) && after != 0x7684 && after != 0x7ea7)
    return GALLEY_FIGURE_COUNT;
  return figure->value.magnitude >= 8 ? GALLEY_FIGURE_MONEY : GALLEY_FIGURE_COUNT;
}

static GalleyFigureKind
measure_kind (GalleyReader *reader,
              const GalleyFigure *figure)
{
  const char *start = reader->text + figure->bytes.offset;
  const char *unit = reader->text + figure->unit.offset;
  gboolean han = galley_numeral_digit (utf8_peek (start, reader->block_end)) < 0;

  if (figure->unit.length != 3)
    return GALLEY_FIGURE_COUNT;
  if (memcmp (unit, "点", 3) == 0 && (figure->value.decimals > 0 || figure->value.digits >= 100))
    return GALLEY_FIGURE_OTHER;
  if (memcmp (unit, "号", 3) == 0)
    return GALLEY_FIGURE_ORDINAL;
  if (memcmp (unit, "期", 3) == 0 && han && figure->value.digits <= 20 && !ENDS_WITH (reader->clause, start, "分")
      && !ENDS_WITH (reader->clause, start, "共"))
    return GALLEY_FIGURE_ORDINAL;
  if (memcmp (unit, "届", 3) == 0 && han)
    return GALLEY_FIGURE_ORDINAL;
  if (memcmp (unit, "次", 3) == 0 && han && ENDS_WITH (reader->clause, start, "届"))
    return GALLEY_FIGURE_ORDINAL;
  if (memcmp (start, "二", 3) == 0 && figure->bytes.length == 6)
    return GALLEY_FIGURE_ORDINAL;
  return GALLEY_FIGURE_COUNT;
}

/* 利用小时数为3200小时 is a quantity; 72小时 is a length of time. */
static gboolean
is_hours (GalleyReader *reader,
          const GalleyFigure *figure,
          const Before *before)
{
  return figure->unit.length == strlen ("小时") && memcmp (reader->text + figure->unit.offset, "小时", strlen ("小时")) == 0
         && (ENDS_WITH (reader->clause, before->rest, "数") || last_word (reader, before->rest, WORD_COMPARE) != 0);
}

/* 低0.3个和1.8个百分点: the 个 before is one of points too. */
static void
share_points (GalleyReader *reader,
              GalleyFigure *figure)
{
  GalleyFigure *last = (GalleyFigure *) joined_to (reader, figure);

  while (last != NULL && last->kind == GALLEY_FIGURE_COUNT && last->unit.length == strlen ("个")
         && memcmp (reader->text + last->unit.offset, "个", strlen ("个")) == 0)
    {
      last->kind = GALLEY_FIGURE_PERCENT;
      last->flags |= GALLEY_FIGURE_SHARED_UNIT;
      if ((figure->value.digits < 0) != (last->value.digits < 0))
        negate (last);
      last = (GalleyFigure *) joined_to (reader, last);
    }
}

/* Gives a figure its kind, sign and approximation from its unit and the words before it. */
void
galley_reader_classify (GalleyReader *reader,
                        GalleyFigure *figure,
                        guint unit_class)
{
  const char *start = reader->text + figure->bytes.offset;
  const GalleyFigure *joined = is_rate (unit_class) || (unit_class & WORD_POINTS) ? joined_to (reader, figure) : NULL;
  gboolean range = figure->kind == GALLEY_FIGURE_RANGE;
  gboolean points = (unit_class & WORD_POINTS) != 0;
  Before before;

  look_before (reader, start, points, &before);
  if (before.direction == 0 && is_rate (unit_class))
    before.direction = look_behind (reader, figure);
  if (figure->approx == GALLEY_APPROX_NONE)
    figure->approx = before.approx;
  if (before.arrival)
    figure->flags |= GALLEY_FIGURE_LEVEL;

  if (joined != NULL && joined->numeric && (joined->flags & GALLEY_FIGURE_LEVEL) == 0
      && (joined->kind == GALLEY_FIGURE_GROWTH || joined->kind == GALLEY_FIGURE_SHARE || joined->kind == GALLEY_FIGURE_PERCENT)
      && before.direction == 0)
    {
      figure->kind = joined->kind;
      if (joined->value.digits < 0 && figure->value.digits > 0 && joined->kind != GALLEY_FIGURE_SHARE)
        negate (figure);
    }
  else if (points)
    {
      guint word = before.direction != 0 ? 0 : last_word (reader, start, WORD_RISE | WORD_FALL);

      figure->kind = GALLEY_FIGURE_PERCENT;
      if ((before.direction < 0 || (word & WORD_FALL)) && figure->value.digits > 0)
        negate (figure);
      share_points (reader, figure);
    }
  else if (is_rate (unit_class) || (unit_class & WORD_DISCOUNT))
    {
      figure->kind = percentage_kind (reader, figure, unit_class, &before);
      if (figure->kind == GALLEY_FIGURE_GROWTH && before.direction < 0 && figure->value.digits > 0)
        negate (figure);
    }
  else
    {
      if (unit_class & WORD_MONEY)
        figure->kind = GALLEY_FIGURE_MONEY;
      else if (unit_class & WORD_UNIT)
        figure->kind = GALLEY_FIGURE_OTHER;
      else if (unit_class & WORD_SPAN)
        figure->kind = is_hours (reader, figure, &before) ? GALLEY_FIGURE_OTHER : GALLEY_FIGURE_PERIOD;
      else if (unit_class & (WORD_MEASURE | WORD_PLACE))
        figure->kind = measure_kind (reader, figure);
      else
        figure->kind = bare_kind (reader, figure);
      if (before.direction < 0 && !before.arrival && !before.of && figure->value.digits > 0
          && (before.compared || last_word (reader, before.rest, WORD_COMPARE)))
        negate (figure);
    }
  if (range)
    figure->kind = GALLEY_FIGURE_RANGE;
}
