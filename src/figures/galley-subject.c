/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-reader-private.h"

#include <string.h>

/* A clause is looked at no further back from its figure than this many bytes, so that no line is read twice over. */
#define MAX_CLAUSE 240
/* A noun phrase behind a figure is no longer. */
#define MAX_PHRASE 60
/* 每平方米, and a verb such as 调整, are no longer. */
#define MAX_BASE 18
#define MAX_VERB 12
/* No noun has more limits. */
#define MAX_LIMITS 4
/* 分别 gives out at most so many subjects. */
#define MAX_SHARED 32

/* The text before a figure, as far as it is its own. */
typedef struct
{
  const char *clause;   /* after the last punctuation that parts clauses */
  const char *lead;     /* what is left of the clause after the figure before */
  const char *end;      /* the lead without its verbs; equal to @lead where nothing is left */
  gboolean sentence;    /* whether the clause begins a sentence */
  gboolean respectively;
  guint words;          /* the qualifiers that were seen in the clause */
} Lead;

#define WORDS_STRIPPED                                                                                                  \
  (WORD_ABOVE | WORD_BELOW | WORD_ABOUT | WORD_RISE | WORD_FALL | WORD_LINK | WORD_ARRIVAL | WORD_COMPARE | WORD_CUMULATIVE     \
   | WORD_SHARE)
#define WORDS_QUALIFYING (WORD_FUTURE | WORD_CUMULATIVE | WORD_AMONG | WORD_AVERAGE | WORD_COMPARE)

static gboolean
ends_clause (gunichar glyph)
{
  switch (glyph)
    {
    case ',': case ';': case ':': case '(': case ')': case '!': case '?': case '|': case '\t':
    case 0xff0c: case 0xff1b: case 0xff1a: case 0xff08: case 0xff09: case 0x3002: case 0xff01: case 0xff1f:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
ends_sentence (gunichar glyph)
{
  return glyph == 0x3002 || glyph == 0xff01 || glyph == 0xff1f || glyph == 0xff1b || glyph == ';' || glyph == '!' || glyph == '?';
}

static gboolean
is_joint (gunichar glyph)
{
  return glyph == 0x3001 || glyph == 0x548c || glyph == 0x4e0e || glyph == 0x53ca; /* 、 和 与 及 */
}

static gboolean
is_quantity (const GalleyFigure *figure)
{
  return figure->period.unit == GALLEY_PERIOD_NONE && figure->kind != GALLEY_FIGURE_ORDINAL
         && figure->kind != GALLEY_FIGURE_PERIOD;
}

static gboolean
is_change (const GalleyFigure *figure)
{
  return figure->kind == GALLEY_FIGURE_GROWTH || figure->kind == GALLEY_FIGURE_PERCENT || figure->kind == GALLEY_FIGURE_SHARE;
}

/* Whether what follows a figure goes on about it and names nothing: 左右, 创新高, 居全国第二位. */
static gboolean
goes_on (const char *p,
         const char *end)
{
  static const char *const verbs[] = { "以", "左右", "上下", "创", "居", "位", "占", "同比", "环比", "比", "较", "增", "下降", "上升",
                                       "提", "多", "余", "是", "为", "在", "至", "到", "等", "均", "已", "将", "并", "可", "超", "来",
                                       "起", "用于", "之", "内", "后", "前", "时", "有", "被", "由", "让", "使", "不", "也", "相比",
                                       "实现", "完成", "正常", "调整", "恢复", "减", "翻", "缩", "扩", "压", "升", "降", "合计", "共" };

  if (p >= end || (!is_han (utf8_peek (p, end)) && !is_ascii_letter (utf8_peek (p, end))))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (starts_with (p, end, verbs[i]))
      return TRUE;
  return FALSE;
}

/* Whether the figure bounds what a noun behind it means and measures nothing: 60岁及以上人口, 亿元以上项目, 0—14岁人口. */
static gboolean
is_limit (GalleyReader *reader,
          const GalleyFigure *figure)
{
  const char *end = reader->text + figure->bytes.offset + figure->bytes.length;
  const char *unit = reader->text + figure->unit.offset;
  gboolean age = figure->unit.length >= 3 && memcmp (unit + figure->unit.length - 3, "岁", 3) == 0;
  gboolean bounded = age || figure->kind == GALLEY_FIGURE_RANGE;
  GalleyWordMatch match;

  if (is_change (figure) || figure->period.unit != GALLEY_PERIOD_NONE)
    return FALSE;
  if (ENDS_WITH (reader->text, reader->text + figure->bytes.offset, "每"))
    return TRUE;
  if (starts_with (end, reader->block_end, "（含）"))
    end += strlen ("（含）");
  if (galley_lexicon_match (reader->lexicon, end, reader->block_end, WORD_ABOVE_AFTER | WORD_BELOW_AFTER, &match)
      && match.end - end > 3)
    {
      end = match.end;
      bounded = TRUE;
    }
  return bounded && (starts_with (end, reader->block_end, "占") || galley_numeral_digit (utf8_peek (end, reader->block_end)) >= 0 || !goes_on (end, reader->block_end));
}

/* Skips what opens a clause without being part of its subject; joints only where the clause goes on from a figure. */
static const char *
skip_front (const char *p,
            const char *end,
            gboolean joined)
{
  static const char *const fronts[] = { "其中", "包括", "另外", "此外", "同时", "以及", "目前", "据悉", "共有", "共计", "分别", "占", "为", "是",
                                        " ", "\u3000", "“", "”", "◆", "的", "、", "和", "及", "与", "并", "也", "底", "末", "初",
                                        "前", "起", "以来", "以后", "后", "中有", "，", "）", ")" };
  const guint n_always = 19;

  for (guint i = 0; i < (joined ? G_N_ELEMENTS (fronts) : n_always);)
    {
      if (p < end && starts_with (p, end, fronts[i]) && !starts_with (p, end, "占地"))
        {
          p += strlen (fronts[i]);
          i = 0;
        }
      else
        {
          i++;
        }
    }
  /* 共谋划 is 共 and a verb; 共同 and 共青团 are words. */
  if (starts_with (p, end, "共") && !starts_with (p, end, "共同") && !starts_with (p, end, "共青") && !starts_with (p, end, "共产")
      && !starts_with (p, end, "共享") && !starts_with (p, end, "共建") && !starts_with (p, end, "共和"))
    p += strlen ("共");
  return p;
}

static gboolean
has_glyph (const char *start,
           const char *end,
           gunichar glyph)
{
  for (const char *p = start; p < end; p = utf8_next (p))
    if (utf8_peek (p, end) == glyph)
      return TRUE;
  return FALSE;
}

/* Strips verbs, adverbs and approximations from the end of [start, end). Of 身高 only a change would take the 高. */
static const char *
strip_back (GalleyReader *reader,
            const char *start,
            const char *end,
            gboolean change)
{
  GalleyWordMatch match;

  while (end > start)
    {
      gunichar last = utf8_peek (utf8_previous (end), end);

      if (last == 0x201d && has_glyph (start, end, 0x201c))
        break;
      if (last == ' ' || last == 0x201c || last == 0x201d || last == 0x3000 || last == 0x3001 || last == '+' || last == '-')
        end = utf8_previous (end);
      else if (galley_lexicon_match_back (reader->lexicon, start, end, WORDS_STRIPPED | WORD_PLAIN, &match)
               && (match.classes & WORD_PLAIN) == 0
               && ((match.classes & WORD_SHARE) == 0 || !(ENDS_WITH (match.end, end, "率") || ENDS_WITH (match.end, end, "面")))
               && (change || end - match.end > 3 || (match.classes & (WORD_RISE | WORD_FALL)) == 0))
        end = match.end;
      else
        break;
    }
  return end;
}

/* Cuts what a figure is counted by or comes from off the end of a lead: 新房均价每平方米, 航线由年初的. */
static void
cut_base (GalleyReader *reader,
          Lead *lead)
{
  GalleyWordMatch match;

  for (const char *p = lead->end; p > lead->lead && lead->end - p < MAX_BASE; p = utf8_previous (p))
    {
      const char *end;

      if (p == lead->end)
        continue;
      if (!(starts_with (p, lead->end, "由") && !ENDS_WITH (lead->lead, p, "自") && !ENDS_WITH (lead->lead, p, "理"))
          && !(starts_with (p, lead->end, "每")
               && galley_lexicon_match (reader->lexicon, p + strlen ("每"), lead->end, WORD_UNIT | WORD_MEASURE | WORD_SPAN, &match)
               && match.end == lead->end))
        continue;
      end = strip_back (reader, lead->lead, p, FALSE);
      if (end > lead->lead)
        lead->end = end;
      return;
    }
}

static void
find_lead (GalleyReader *reader,
           const GalleyFigure *figure,
           guint first,
           Lead *lead)
{
  const GalleyFigure *figures = &g_array_index (reader->figures, GalleyFigure, 0);
  guint i = (guint) (figure - figures);
  const char *start = reader->text + figure->bytes.offset;
  const char *after = reader->block;
  GalleyWordMatch match;
  guint brackets = 0;

  /* A limit is part of the noun that it bounds. */
  for (guint limits = 0; limits < MAX_LIMITS && i > first && (figures[i - 1].flags & GALLEY_FIGURE_LIMIT); limits++)
    i--;
  if (i > first)
    {
      guint end = figures[i - 1].bytes.offset + figures[i - 1].bytes.length;

      /* What the figure before took from behind itself is its own. */
      if (figures[i - 1].subject.offset >= end && figures[i - 1].subject.offset + figures[i - 1].subject.length <= figure->bytes.offset)
        end = figures[i - 1].subject.offset + figures[i - 1].subject.length;
      after = reader->text + end;
    }
  *lead = (Lead) { .clause = start, .sentence = TRUE };
  while (lead->clause > reader->block && start - lead->clause < MAX_CLAUSE)
    {
      const char *previous = utf8_previous (lead->clause);
      gunichar glyph = utf8_peek (previous, start);

      /* A bracket between a noun and its figure parts nothing: 消费价格（CPI）上涨. */
      if (glyph == ')' || glyph == 0xff09)
        {
          brackets++;
        }
      else if (brackets > 0)
        {
          brackets -= glyph == '(' || glyph == 0xff08;
        }
      else if (ends_clause (glyph) && (glyph != ',' || previous >= after))
        {
          lead->sentence = ends_sentence (glyph);
          break;
        }
      if (galley_lexicon_match_back (reader->lexicon, reader->block, lead->clause, WORDS_QUALIFYING, &match))
        lead->words |= match.classes & WORDS_QUALIFYING;
      if (glyph == 0x522b && ENDS_WITH (reader->block, lead->clause, "分别") && lead->clause > after)
        lead->respectively = TRUE;
      lead->clause = previous;
    }
  lead->sentence = lead->sentence && after <= lead->clause;
  lead->lead = skip_front (MAX (lead->clause, after), start, after > lead->clause);
  lead->end = strip_back (reader, lead->lead, start, is_change (figure));
  /* 工业用电量由8月下降0.9%: the noun stands before the period. */
  if (i > first && lead->lead == lead->end && after > lead->clause && !is_quantity (&figures[i - 1]))
    {
      const char *period = reader->text + figures[i - 1].bytes.offset;
      const char *from = i - 1 > first ? reader->text + figures[i - 2].bytes.offset + figures[i - 2].bytes.length : reader->block;

      from = skip_front (MAX (from, lead->clause), period, from > lead->clause);
      period = from < period ? strip_back (reader, from, period, FALSE) : from;
      if (period - from > 6)
        {
          lead->lead = from;
          lead->end = period;
        }
    }
  cut_base (reader, lead);
  /* 4车道调整为3车道: a verb alone between two figures tells what became of the first. */
  if (i > first && lead->lead == after && is_quantity (&figures[i - 1]) && lead->end - lead->lead <= MAX_VERB
      && (ENDS_WITH (lead->lead, start, "为") || galley_lexicon_match_back (reader->lexicon, lead->lead, start, WORD_ARRIVAL, &match)))
    lead->end = lead->lead;
}

/* The noun phrase behind the figure at @i: 条重点任务, 的京城中心, and 的2024年示范工程 past its year. */
static GalleySlice
find_following (GalleyReader *reader,
                guint i)
{
  const GalleyFigure *figures = &g_array_index (reader->figures, GalleyFigure, 0);
  const char *start = reader->text + figures[i].bytes.offset + figures[i].bytes.length;
  const char *limit = reader->block_end;
  const char *p;
  GalleyWordMatch match;

  if (starts_with (start, limit, "的"))
    start += strlen ("的");
  for (i++; i < reader->figures->len; i++)
    {
      limit = reader->text + figures[i].bytes.offset;
      if (limit > start || is_quantity (&figures[i]))
        break;
      start = limit + figures[i].bytes.length;
      limit = reader->block_end;
    }
  if (limit > start + MAX_PHRASE)
    for (limit = start + MAX_PHRASE; ((guchar) *limit & 0xc0) == 0x80;)
      limit--;
  if (goes_on (start, limit))
    return slice_of (reader, start, start);
  for (p = start; p < limit; p = utf8_next (p))
    {
      gunichar glyph = utf8_peek (p, reader->block_end);

      if (ends_clause (glyph) || is_joint (glyph) || glyph == 0x201d || glyph == '.' || glyph == 0x7684 || glyph == 0x201c)
        break;
    }
  /* 4车道调整为3车道: what leads to the next figure is a verb. */
  if (p == limit && limit < reader->block_end
      && (ENDS_WITH (start, limit, "为") || galley_lexicon_match_back (reader->lexicon, start, limit, WORD_ARRIVAL, &match)))
    return slice_of (reader, start, start);
  p = strip_back (reader, start, MIN (p, limit), FALSE);
  /* 38个行业中有29个 */
  if (p - start > 6 && ENDS_WITH (start, p, "中"))
    p -= strlen ("中");
  return slice_of (reader, start, p);
}

/* 电梯(占比11.3%): what stands before the bracket. */
static GalleySlice
find_bracketed (GalleyReader *reader,
                const Lead *lead)
{
  const char *end = lead->clause;
  const char *p;

  if (end > reader->block)
    {
      gunichar glyph = utf8_peek (utf8_previous (end), end);

      if (glyph == '(' || glyph == 0xff08)
        {
          end = utf8_previous (end);
          for (p = end; p > reader->block && end - p < MAX_PHRASE; p = utf8_previous (p))
            {
              glyph = utf8_peek (utf8_previous (p), end);
              if (ends_clause (glyph) || is_joint (glyph) || ENDS_WITH (reader->block, p, "在"))
                break;
            }
          return slice_of (reader, p, end);
        }
    }
  return slice_of (reader, end, end);
}

/* How many figures the list that @i begins has: joined by 、 or 和 alone. */
static guint
list_length (GalleyReader *reader,
             guint i)
{
  const GalleyFigure *figures = &g_array_index (reader->figures, GalleyFigure, 0);
  guint n = 1;

  for (; i + 1 < reader->figures->len && n < MAX_SHARED; i++, n++)
    {
      const char *end = reader->text + figures[i].bytes.offset + figures[i].bytes.length;
      guint gap = figures[i + 1].bytes.offset - figures[i].bytes.offset - figures[i].bytes.length;

      if (gap != 3 || !is_joint (utf8_peek (end, reader->end)) || !is_quantity (&figures[i + 1]))
        break;
    }
  return n;
}

/* The last quantity before @i that names what it measures; for a change, one that is no change itself if there is one. */
static const GalleyFigure *
find_earlier (GalleyReader *reader,
              guint block,
              guint i,
              gboolean change)
{
  const GalleyFigure *figures = &g_array_index (reader->figures, GalleyFigure, 0);
  const GalleyFigure *any = NULL;

  for (guint steps = 0; i > block && steps < 12; i--, steps++)
    {
      const GalleyFigure *earlier = &figures[i - 1];

      if (!is_quantity (earlier) || earlier->subject.length == 0)
        continue;
      if (!change || !is_change (earlier))
        return earlier;
      if (any == NULL)
        any = earlier;
    }
  return any;
}

/* Splits the nouns before 分别 (欧盟、美国和日本) and gives the last @n of them out. Returns whether there are @n. */
static gboolean
share_nouns (GalleyReader *reader,
             const Lead *lead,
             const GalleyFigure *earlier,
             guint first,
             guint n)
{
  GalleyFigure *figures = &g_array_index (reader->figures, GalleyFigure, 0);
  const char *parts[MAX_SHARED + 1];
  const char *end = NULL;
  guint n_parts = 0;

  for (const char *p = lead->lead; p < reader->text + figures[first].bytes.offset; p = utf8_next (p))
    if (starts_with (p, reader->end, "分别"))
      {
        end = p;
        break;
      }
  if (end == NULL || end == lead->lead)
    return FALSE;
  parts[n_parts++] = lead->lead;
  for (const char *p = lead->lead; p < end && n_parts < MAX_SHARED; p = utf8_next (p))
    if (is_joint (utf8_peek (p, end)))
      parts[n_parts++] = utf8_next (p);
  if (n_parts != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const char *stop = i + 1 < n ? utf8_previous (parts[i + 1]) : strip_back (reader, parts[i], end, TRUE);

      GalleyWordMatch match;

      /* 同比、环比分别: of one subject, against two bases. */
      if (galley_lexicon_match_back (reader->lexicon, parts[i], i + 1 < n ? stop : end, WORD_COMPARE, &match) && match.end == parts[i])
        {
          figures[first + i].compared = slice_of (reader, parts[i], i + 1 < n ? stop : end);
          if (earlier != NULL)
            figures[first + i].subject = earlier->subject;
        }
      else
        {
          figures[first + i].subject = slice_of (reader, parts[i], stop);
        }
      figures[first + i].flags |= GALLEY_FIGURE_RESPECTIVELY;
    }
  return TRUE;
}

/* Gives the @n figures from @first the subjects of the last @n that are no changes, in order. */
static gboolean
share_figures (GalleyReader *reader,
               guint block,
               guint first,
               guint n)
{
  GalleyFigure *figures = &g_array_index (reader->figures, GalleyFigure, 0);
  guint sources[MAX_SHARED];
  guint found = 0;

  for (guint i = first; i > block && found < n && first - i < 4 * MAX_SHARED; i--)
    if (is_quantity (&figures[i - 1]) && !is_change (&figures[i - 1]) && figures[i - 1].subject.length > 0)
      sources[found++] = i - 1;
  if (found < n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      figures[first + i].subject = figures[sources[n - 1 - i]].subject;
      figures[first + i].scope = figures[sources[n - 1 - i]].scope;
      figures[first + i].flags |= GALLEY_FIGURE_RESPECTIVELY;
    }
  return TRUE;
}

/* 同比, 比上年同期, 较2023年: what the clause compares with. */
static GalleySlice
find_compared (GalleyReader *reader,
               const Lead *lead,
               const char *start)
{
  GalleyWordMatch match;
  GalleySlice found = slice_of (reader, start, start);
  const char *end = start;

  while (end > lead->clause
         && galley_lexicon_match_back (reader->lexicon, lead->clause, end, WORDS_STRIPPED & ~(guint) WORD_COMPARE, &match)
         && !ENDS_WITH (lead->clause, end, "比") && !ENDS_WITH (lead->clause, end, "同期"))
    end = match.end;
  for (const char *p = lead->clause; p < end; p = utf8_next (p))
    {
      gunichar glyph = utf8_peek (p, end);

      if ((glyph == 0x6bd4 || glyph == 0x8f83) && utf8_next (p) < end && !starts_with (p, end, "比重") && !starts_with (p, end, "比例")
          && !ENDS_WITH (lead->clause, p, "占") && !ENDS_WITH (lead->clause, p, "相"))
        {
          if (ENDS_WITH (lead->clause, p, "同") || ENDS_WITH (lead->clause, p, "环"))
            p = utf8_previous (p);
          return slice_of (reader, p, end);
        }
      if (starts_with (p, end, "高于") || starts_with (p, end, "低于") || starts_with (p, end, "快于") || starts_with (p, end, "慢于"))
        return slice_of (reader, p, end);
    }
  for (const char *p = start; p > lead->clause; p = utf8_previous (p))
    if (galley_lexicon_match_back (reader->lexicon, lead->clause, p, WORD_COMPARE, &match))
      {
        found = slice_of (reader, match.end, p);
        break;
      }
  return found;
}

static void
set_flags (GalleyFigure *figure,
           const Lead *lead)
{
  if (lead->words & WORD_FUTURE)
    figure->flags |= GALLEY_FIGURE_PLANNED;
  if (lead->words & WORD_CUMULATIVE)
    figure->flags |= GALLEY_FIGURE_CUMULATIVE;
  if (lead->words & WORD_AMONG)
    figure->flags |= GALLEY_FIGURE_AMONG;
  if (lead->words & WORD_AVERAGE)
    figure->flags |= GALLEY_FIGURE_AVERAGE;
}

/* The 占 of 贷款余额占缴存余额, with something before and behind it, or NULL. */
static const char *
find_whole (GalleyReader *reader,
            const Lead *lead)
{
  for (const char *p = lead->lead + 3; p + 3 < lead->end; p++)
    if (starts_with (p, lead->end, "占") && !starts_with (p, lead->end, "占地") && !starts_with (p, lead->end, "占比")
        && !starts_with (p, lead->end, "占有") && strip_back (reader, lead->lead, p, FALSE) > lead->lead)
      return p;
  return NULL;
}

static void
find_subject (GalleyReader *reader,
              guint block,
              guint i)
{
  GalleyFigure *figures = &g_array_index (reader->figures, GalleyFigure, 0);
  GalleyFigure *figure = &figures[i];
  const GalleyFigure *earlier;
  const char *start = reader->text + figure->bytes.offset;
  gboolean share = FALSE;
  GalleySlice following;
  Lead lead;

  find_lead (reader, figure, block, &lead);
  set_flags (figure, &lead);
  /* 与2010年的439万人相比: of what was spoken of. */
  if (starts_with (start + figure->bytes.length, reader->block_end, "相比"))
    lead.end = lead.lead;
  if (figure->flags & GALLEY_FIGURE_RESPECTIVELY)
    {
      if (figure->compared.length == 0)
        figure->compared = figures[i - 1].compared;
      return;
    }
  if (figure->kind == GALLEY_FIGURE_GROWTH || figure->kind == GALLEY_FIGURE_PERCENT || (lead.words & WORD_COMPARE)
      || starts_with (lead.lead, start, "比") || starts_with (lead.lead, start, "较"))
    figure->compared = find_compared (reader, &lead, start);
  /* 比上届增长3.9%: what growth is measured against is not what grows. */
  if (figure->compared.length > 0 && reader->text + figure->compared.offset < lead.end)
    lead.end = strip_back (reader, lead.lead, MAX (lead.lead, reader->text + figure->compared.offset), TRUE);
  if (lead.respectively || (figure->kind == GALLEY_FIGURE_GROWTH && lead.end == lead.lead))
    {
      guint n = list_length (reader, i);

      if (n > 1
          && ((lead.respectively && share_nouns (reader, &lead, find_earlier (reader, block, i, TRUE), i, n))
              || (lead.end == lead.lead && share_figures (reader, block, i, n))))
        return;
    }

  /* 占全市的62.6%: the part is what was spoken of, the whole is its scope. */
  share = figure->kind == GALLEY_FIGURE_SHARE && starts_with (MAX (lead.clause, lead.lead - 3), start, "占")
          && !starts_with (MAX (lead.clause, lead.lead - 3), start, "占比");
  if (!is_change (figure))
    {
      GalleyWordMatch match;

      following = find_following (reader, i);
      if (following.length > 0
          && (lead.end == lead.lead || figure->kind != GALLEY_FIGURE_MONEY
              || starts_with (start + figure->bytes.length, reader->block_end, "的")
              || !galley_lexicon_match_back (reader->lexicon, lead.lead, lead.end, WORD_MONEY_HEAD, &match)))
        {
          figure->subject = following;
          return;
        }
    }
  if (lead.end > lead.lead && !share)
    {
      const char *whole = figure->kind == GALLEY_FIGURE_SHARE ? find_whole (reader, &lead) : NULL;

      figure->subject = slice_of (reader, lead.lead, lead.end);
      if (whole != NULL)
        {
          figure->subject = slice_of (reader, lead.lead, strip_back (reader, lead.lead, whole, FALSE));
          figure->scope = slice_of (reader, whole + strlen ("占"), lead.end);
          return;
        }
      earlier = lead.sentence ? NULL : find_earlier (reader, block, i, FALSE);
      if (earlier != NULL && ((lead.words & WORD_AMONG) || (earlier->kind != figure->kind && (earlier->kind == GALLEY_FIGURE_COUNT || figure->kind == GALLEY_FIGURE_SHARE))))
        figure->scope = earlier->subject;
      return;
    }
  if (!share)
    {
      following = find_bracketed (reader, &lead);
      if (following.length > 0)
        {
          figure->subject = following;
          return;
        }
    }
  earlier = find_earlier (reader, block, i, is_change (figure));
  if (earlier == NULL)
    return;
  figure->subject = earlier->subject;
  figure->scope = share && lead.end > lead.lead ? slice_of (reader, lead.lead, lead.end) : earlier->scope;
  figure->flags |= GALLEY_FIGURE_INHERITED;
  if (figure->compared.length == 0 && earlier == figure - 1 && earlier->kind == figure->kind)
    figure->compared = earlier->compared;
}

/* Finds what the figures of the block from @first on measure. */
void
galley_reader_find_subjects (GalleyReader *reader,
                             guint first)
{
  for (guint i = first; i < reader->figures->len; i++)
    if (is_limit (reader, &g_array_index (reader->figures, GalleyFigure, i)))
      g_array_index (reader->figures, GalleyFigure, i).flags |= GALLEY_FIGURE_LIMIT;
  for (guint i = first; i < reader->figures->len; i++)
    if (is_quantity (&g_array_index (reader->figures, GalleyFigure, i)))
      find_subject (reader, first, i);
}
