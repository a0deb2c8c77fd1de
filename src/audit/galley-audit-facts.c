/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-audit-facts.h"

#include <string.h>

/* The searches compare whole numbers of millionths; what needs finer places is left to the rationals. */
#define SCALE_DECIMALS 6
#define MAX_SCALED ((__int128) 1 << 95)
/* Bounds that keep hostile texts linear; no sentence that a person wrote comes near them. */
#define MAX_RATES 8
#define MAX_LIST 8
#define MAX_LOOK_BACK 32
/* A longer line is a paragraph. */
#define MAX_POSTER_LINE 120

/* The reading of one passage: where it stands, and what has been seen since the last figure, clause and sentence. */
typedef struct
{
  GArray *facts;
  guint sentence;
  guint segment;
  guint clause;
  guint sentence_first; /* the first fact of the sentence */
  int last_level;       /* the last level of the section, to chain the next to */
  int carried_level;    /* the last level of a line that ended without a stop; the next line may go on about it */

  const char *text;
  gsize length;
  gsize at;
  guint depth;          /* of parentheses */
  guint64 gap;
  guint64 clause_words;
  guint64 sentence_words;
  gsize gap_content;    /* bytes in the gap that are more than links and fillers */
  GalleySlice name;
  gboolean name_ends;   /* a period stood behind the name: what follows starts another */
  gboolean in_referent; /* 占 was read: what follows names the whole */
  GalleySlice referent;
  gboolean noun_open;
  guint32 named_base;
  int time;
} Reader;

static GalleyFact *
fact_at (Reader *reader,
         guint index)
{
  return &g_array_index (reader->facts, GalleyFact, index);
}

static guint32
hash_bytes (const char *bytes,
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
  } scales[] = { { "十", 1 }, { "百", 2 }, { "千", 3 }, { "万", 4 }, { "亿", 8 } };
  GalleySlice unit = figure->unit;
  int magnitude = figure->value.magnitude;

  for (guint i = 0; i < G_N_ELEMENTS (scales);)
    {
      if (scales[i].magnitude <= magnitude && unit.length >= 3 && memcmp (text + unit.offset, scales[i].word, 3) == 0)
        {
          magnitude -= scales[i].magnitude;
          unit.offset += 3;
          unit.length -= 3;
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
  return unit;
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
  if (unit.length >= 9 && memcmp (text + unit.offset + unit.length - 9, "百分点", 9) == 0)
    return GALLEY_FACT_POINTS;

  gboolean growth = figure->kind == GALLEY_FIGURE_GROWTH;
  if (slice_is (text, unit, "%") || slice_is (text, unit, "％") || slice_is (text, unit, "成"))
    return growth ? GALLEY_FACT_RATE : GALLEY_FACT_SHARE;
  if (slice_is (text, unit, "倍"))
    return growth ? GALLEY_FACT_RATE : GALLEY_FACT_OTHER;
  return unit.length == 0 && (growth || figure->kind == GALLEY_FIGURE_SHARE) ? GALLEY_FACT_OTHER : GALLEY_FACT_LEVEL;
}

static gboolean
scale (__int128 digits,
       int exponent,
       __int128 *scaled)
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
                     && galley_decimal_compare (&figure->value, &figure->high) == 0
                     && scale (figure->value.digits, exponent, &fact->scaled) && scale (5, exponent - 1, &fact->slack);
  if (exact)
    fact->slack = 0;
}

/* Aspects in the order of the words: 出口、进口 gives two, 产销 stands for two. */
static guint
ordered_aspects (const char *text,
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
      i += length > 0 ? length : (gsize) (g_utf8_skip[(guchar) text[name.offset + i]]);
    }
  return found;
}

static void
spread_aspects (Reader *reader,
                guint first)
{
  guint64 aspects[MAX_LIST];
  GalleyFact *head = fact_at (reader, first);
  guint n = head->tuple_size;

  if (n < 2 || n > G_N_ELEMENTS (aspects) || ordered_aspects (reader->text, head->name, aspects, n) != n)
    return;
  for (guint i = 0; i < n; i++)
    fact_at (reader, first + i)->aspects = aspects[i];
}

static void
set_owner (Reader *reader,
           guint rate,
           guint level)
{
  int *link = &fact_at (reader, level)->first_rate;

  for (guint n = 0; *link >= 0; n++)
    if (n == MAX_RATES)
      return;
    else
      link = &fact_at (reader, (guint) *link)->next_rate;
  *link = (int) rate;
  fact_at (reader, rate)->owner = (int) level;
}

static int
member_with_aspect (Reader *reader,
                    guint first,
                    guint64 aspects)
{
  int found = -1;

  if (aspects == 0 || fact_at (reader, first)->tuple_size > MAX_LIST)
    return -1;
  for (guint i = first; i < first + fact_at (reader, first)->tuple_size; i++)
    if (fact_at (reader, i)->aspects == aspects)
      found = found < 0 ? (int) i : -2;
  return found;
}

static gboolean
describes (const GalleyFact *fact)
{
  return fact->kind == GALLEY_FACT_RATE || fact->kind == GALLEY_FACT_SHARE || fact->kind == GALLEY_FACT_POINTS;
}

/* 45个、总投资111.6亿元，分别增长234%和203%: the last as many levels, in order. */
static void
own_last_levels (Reader *reader,
                 guint rate)
{
  guint n = fact_at (reader, rate)->tuple_size, levels[MAX_LIST], found = 0;

  if (n > MAX_LIST)
    return;
  for (guint i = rate; i-- > reader->sentence_first && found < n && rate - i <= MAX_LOOK_BACK;)
    if (fact_at (reader, i)->kind == GALLEY_FACT_LEVEL)
      levels[found++] = i;
  for (guint i = 0; found == n && i < n; i++)
    set_owner (reader, rate + i, levels[n - 1 - i]);
}

static void
own_lone_rate (Reader *reader,
               guint rate,
               int *level)
{
  GalleyFact *fact = fact_at (reader, rate);
  guint size = fact_at (reader, (guint) *level)->tuple_size;

  if (fact->name.length == 0 && size == 1)
    {
      set_owner (reader, rate, (guint) *level);
      return;
    }

  int member = member_with_aspect (reader, (guint) *level, fact->aspects);
  if (member >= 0 && (size > 1 || fact->name.length <= 6))
    set_owner (reader, rate, (guint) member);
  else if (fact->name.length > 0 && fact->kind == GALLEY_FACT_RATE)
    *level = -1; /* another subject: what follows without a name is about that */
}

/* 比上年增加1个 is how much the level before it changed, not a level. */
static gboolean
is_delta (Reader *reader,
          guint index,
          int level)
{
  const GalleyFact *fact = fact_at (reader, index);

  return level >= 0 && fact->name.length == 0 && fact->tuple_size == 1
         && fact->gap & (GALLEY_WORD_UP | GALLEY_WORD_DOWN) && !(fact->gap & (GALLEY_WORD_TO | GALLEY_WORD_FROM))
         && fact->unit == fact_at (reader, (guint) level)->unit && fact_at (reader, (guint) level)->tuple_size == 1;
}

/* Says of every rate and share of the sentence which level it describes. */
static void
link_sentence (Reader *reader)
{
  int level = reader->carried_level;

  reader->carried_level = -1;

  for (guint i = reader->sentence_first; i < reader->facts->len;)
    {
      GalleyFact *fact = fact_at (reader, i);
      guint n = fact->tuple_size;

      if (fact->kind == GALLEY_FACT_LEVEL && is_delta (reader, i, level))
        fact->owner = level;
      else if (fact->kind == GALLEY_FACT_LEVEL)
        {
          spread_aspects (reader, i);
          level = (int) i;
        }
      else if (describes (fact) && n == 1 && level >= 0)
        own_lone_rate (reader, i, &level);
      else if (describes (fact) && level >= 0 && fact_at (reader, (guint) level)->tuple_size == n)
        for (guint k = 0; k < n; k++)
          set_owner (reader, i + k, (guint) level + k);
      else if (describes (fact) && fact->clause_words & GALLEY_WORD_EACH)
        own_last_levels (reader, i);
      i += n;
    }
}

static void
end_clause (Reader *reader)
{
  reader->clause++;
  reader->clause_words = 0;
  reader->name = (GalleySlice) { (guint) reader->at, 0 };
  reader->name_ends = FALSE;
  reader->in_referent = FALSE;
  reader->noun_open = FALSE;
  reader->named_base = 0;
}

static void
end_sentence (Reader *reader)
{
  for (guint i = reader->sentence_first; i < reader->facts->len; i++)
    fact_at (reader, i)->sentence_words = reader->sentence_words;
  link_sentence (reader);

  end_clause (reader);
  reader->sentence++;
  reader->segment++;
  reader->sentence_first = reader->facts->len;
  reader->gap = reader->sentence_words = 0;
  reader->gap_content = 0;
}

static void
end_segment (Reader *reader)
{
  end_clause (reader);
  reader->segment++;
}

/* Consumes punctuation that parts the text. Returns its bytes, 0 where there is none. */
static guint
read_separator (Reader *reader,
                const char *at,
                gsize left)
{
  static const struct
  {
    const char *mark;
    void (*end) (Reader *reader);
  } marks[] = {
    { "。", end_sentence }, { "！", end_sentence }, { "？", end_sentence }, { "；", end_segment }, { "，", end_clause },
    { "：", end_clause },
  };

  switch (*at)
    {
    case '\n':
    case '!':
    case '?':
      reader->at++;
      end_sentence (reader);
      return 1;
    case '.':
      if (left < 2 || at[1] != ' ')
        return 0;
      reader->at++;
      end_sentence (reader);
      return 1;
    case ';':
      reader->at++;
      end_segment (reader);
      return 1;
    case ',':
    case ':':
      reader->at++;
      end_clause (reader);
      return 1;
    default:
      break;
    }

  /* 。 is E3 80 82, the others begin with EF BC. */
  if (left < 3 || ((guchar) *at != 0xe3 && (guchar) *at != 0xef))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (memcmp (at, marks[i].mark, 3) == 0)
      {
        reader->at += 3;
        marks[i].end (reader);
        return 3;
      }
  return 0;
}

static GalleyFact *
last_fact (Reader *reader)
{
  return reader->facts->len > reader->sentence_first ? fact_at (reader, reader->facts->len - 1) : NULL;
}

static void
extend_name (Reader *reader,
             gsize at,
             guint length)
{
  GalleyFact *last = last_fact (reader);

  reader->gap_content += length;
  if (reader->depth > 0)
    return;
  if (reader->noun_open && last != NULL)
    last->noun.length += length;
  if (reader->in_referent)
    {
      reader->referent.length = (guint) (at + length) - reader->referent.offset;
      return;
    }
  if (reader->name.length == 0 || reader->name_ends)
    reader->name.offset = (guint) at;
  reader->name_ends = FALSE;
  reader->name.length = (guint) (at + length) - reader->name.offset;
}

static void
read_word (Reader *reader,
           gsize at,
           guint length,
           guint64 words)
{
  GalleyFact *last = last_fact (reader);

  reader->gap |= words;
  reader->clause_words |= words;
  reader->sentence_words |= words;
  if (last != NULL && last->clause == reader->clause)
    last->after |= words;

  if (words & (GALLEY_WORD_ASPECTS | GALLEY_WORD_RATIO) && !(words & GALLEY_WORD_FILLER))
    {
      extend_name (reader, at, length);
      return;
    }
  reader->noun_open = FALSE;
  if (words & GALLEY_WORD_OF_WHICH)
    reader->name = (GalleySlice) { (guint) (at + length), 0 };
  if (words & GALLEY_WORD_SHARE && !reader->in_referent)
    {
      reader->in_referent = TRUE;
      reader->referent = (GalleySlice) { (guint) (at + length), 0 };
    }
  if (words & (GALLEY_WORD_OF_WHICH | GALLEY_WORD_PER | GALLEY_WORD_FROM | GALLEY_WORD_TOTAL))
    reader->gap_content += length;
}

/* Whether the figure continues the list of the one before it: 25.95万辆和23.95万辆, 下降1.8%和0.6%. */
static gboolean
continues_list (Reader *reader,
                const GalleyFact *fact)
{
  const GalleyFact *last = last_fact (reader);

  return last != NULL && last->clause == fact->clause && last->kind == fact->kind && reader->gap_content == 0
         && reader->gap & GALLEY_WORD_LINK
         && (last->unit == fact->unit || last->figure->flags & GALLEY_FIGURE_SHARED_UNIT)
         && (describes (fact) || fact->kind == GALLEY_FACT_LEVEL);
}

static void
set_base (Reader *reader,
          GalleyFact *fact)
{
  guint64 near = reader->gap | reader->clause_words;

  if (reader->named_base != 0)
    {
      fact->base = GALLEY_BASE_NAMED;
      fact->base_key = reader->named_base;
    }
  else if (reader->gap & GALLEY_WORD_MOM)
    fact->base = GALLEY_BASE_MONTH_BEFORE;
  else if (reader->gap & GALLEY_WORD_YOY || (near & GALLEY_WORD_PRIOR && near & GALLEY_WORD_THAN))
    fact->base = GALLEY_BASE_YEAR_BEFORE;
  else
    /* 产量同比下降3.4%，销量增长8.4%: the nearest rate of the sentence says it. */
    for (guint i = reader->facts->len; i-- > reader->sentence_first;)
      if (fact_at (reader, i)->kind == GALLEY_FACT_RATE)
        {
          if (fact_at (reader, i)->base != GALLEY_BASE_NAMED || i + 1 == reader->facts->len)
            {
              fact->base = fact_at (reader, i)->base;
              fact->base_key = fact_at (reader, i)->base_key;
            }
          break;
        }
}

static void
chain_level (Reader *reader,
             GalleyFacts *facts,
             guint index)
{
  if (reader->last_level >= 0)
    {
      GalleyFact *before = fact_at (reader, (guint) reader->last_level);
      if (facts->passages[before->passage].section == facts->passages[fact_at (reader, index)->passage].section)
        before->next_level = (int) index;
    }
  if (facts->first_level < 0)
    facts->first_level = (int) index;
  reader->last_level = (int) index;
}

static void
read_time (Reader *reader,
           const GalleyFigure *figure,
           guint index)
{
  /* A stretch of time (两年) is no calendar. 比2019年1-7月增长: the change is against that period, not the one in force. */
  if (figure->period.unit == GALLEY_PERIOD_NONE)
    return;
  if (reader->clause_words & GALLEY_WORD_THAN)
    reader->named_base = hash_bytes (reader->text + figure->bytes.offset, figure->bytes.length);
  else if (figure->kind == GALLEY_FIGURE_PERIOD)
    reader->time = (int) index;
}

static void
read_figure (Reader *reader,
             GalleyFacts *facts,
             guint passage,
             const GalleyFigure *figure)
{
  guint index = reader->facts->len;
  GalleySlice unit = base_unit (reader->text, figure);
  GalleyFact fact = {
    .figure = figure,
    .passage = passage,
    .sentence = reader->sentence,
    .segment = reader->segment,
    .clause = reader->clause,
    .kind = kind_of (reader->text, figure, unit),
    .gap = reader->gap,
    .clause_words = reader->clause_words,
    .name = reader->name,
    .noun = { figure->bytes.offset + figure->bytes.length, 0 },
    .tuple = (int) index,
    .tuple_size = 1,
    .owner = -1,
    .first_rate = -1,
    .next_rate = -1,
    .time = reader->time,
    .next_level = -1,
  };
  guint64 aspects[4];

  fact.times = slice_is (reader->text, unit, "倍");
  if (unit.length > 0)
    fact.unit = hash_bytes (reader->text + unit.offset, unit.length);
  for (guint i = ordered_aspects (reader->text, fact.name, aspects, G_N_ELEMENTS (aspects)); i-- > 0;)
    fact.aspects |= aspects[i];
  if (fact.kind == GALLEY_FACT_TIME || figure->kind == GALLEY_FIGURE_ORDINAL)
    {
      if (fact.kind == GALLEY_FACT_TIME)
        read_time (reader, figure, index);
      reader->name_ends = TRUE;
      g_array_append_val (reader->facts, fact);
      return;
    }

  if (fact.kind == GALLEY_FACT_LEVEL || describes (&fact))
    scale_fact (&fact);
  if (fact.kind == GALLEY_FACT_RATE)
    set_base (reader, &fact);
  if (fact.kind == GALLEY_FACT_SHARE && reader->in_referent)
    fact.noun = reader->referent;
  if (continues_list (reader, &fact))
    {
      fact.tuple = last_fact (reader)->tuple;
      fact.aspects |= fact_at (reader, (guint) fact.tuple)->aspects;
      fact.name = fact_at (reader, (guint) fact.tuple)->name;
      fact_at (reader, (guint) fact.tuple)->tuple_size++;
    }
  g_array_append_val (reader->facts, fact);
  if (fact.kind == GALLEY_FACT_LEVEL)
    chain_level (reader, facts, index);

  reader->gap = 0;
  reader->gap_content = 0;
  reader->name = (GalleySlice) { figure->bytes.offset + figure->bytes.length, 0 };
  reader->name_ends = FALSE;
  reader->in_referent = FALSE;
  reader->noun_open = fact.kind == GALLEY_FACT_LEVEL;
}

static void
read_parenthesis (Reader *reader,
                  const char *at,
                  gsize left)
{
  gboolean wide = left >= 3 && memcmp (at, "\xef\xbc", 2) == 0;

  if (*at == '(' || (wide && (guchar) at[2] == 0x88))
    reader->depth++;
  else if ((*at == ')' || (wide && (guchar) at[2] == 0x89)) && reader->depth > 0)
    reader->depth--;
  else
    return;
  reader->noun_open = FALSE;
}

static void
read_passage (Reader *reader,
              GalleyFacts *facts,
              guint passage)
{
  const GalleyPassage *source = &facts->passages[passage];
  guint n_figures, next = 0;
  const GalleyFigure *figures = galley_figures_get_data (source->figures, &n_figures);

  reader->text = source->text;
  reader->length = source->length;
  reader->at = 0;
  reader->depth = 0;
  reader->time = -1;
  if (reader->carried_level >= 0
      && (passage != fact_at (reader, (guint) reader->carried_level)->passage + 1 || source->length > MAX_POSTER_LINE))
    reader->carried_level = -1;
  end_clause (reader);

  while (next < n_figures)
    {
      gsize left = figures[next].bytes.offset - reader->at;
      const char *at = reader->text + reader->at;
      gsize start = reader->at;
      guint64 words = 0;
      guint length;

      if (figures[next].bytes.offset <= reader->at)
        {
          read_figure (reader, facts, passage, &figures[next]);
          reader->at = MAX (reader->at, figures[next].bytes.offset + figures[next].bytes.length);
          next++;
        }
      else if (read_separator (reader, at, left) > 0)
        continue;
      else if ((length = galley_audit_lexicon_match (at, left, &words)) > 0)
        {
          reader->at += length;
          read_word (reader, start, length, words);
        }
      else
        {
          length = (guint) MIN (left, (gsize) g_utf8_skip[(guchar) *at]);
          read_parenthesis (reader, at, left);
          reader->at += length;
          extend_name (reader, start, length);
        }
    }
}

/* A line of a poster: 收入46967亿元, and on the next line 同比增长19.9%. */
static void
carry_level (Reader *reader,
             guint passage)
{
  const GalleyFact *last = reader->last_level >= 0 ? fact_at (reader, (guint) reader->last_level) : NULL;

  if (last != NULL && last->passage == passage && last->tuple_size == 1 && last->owner < 0
      && reader->facts->len - (guint) reader->last_level == 1 && reader->length >= 3 && reader->length <= MAX_POSTER_LINE
      && memcmp (reader->text + reader->length - 3, "。", 3) != 0)
    reader->carried_level = reader->last_level;
}

/* The words and the noun behind the last figure still belong to it. */
static void
read_tail (Reader *reader)
{
  guint sentence = reader->sentence;
  guint64 words;

  while (reader->at < reader->length && reader->sentence == sentence)
    {
      const char *at = reader->text + reader->at;
      gsize left = reader->length - reader->at, start = reader->at;
      guint length;

      if (read_separator (reader, at, left) > 0)
        continue;
      length = galley_audit_lexicon_match (at, left, &words);
      if (length > 0)
        read_word (reader, start, length, words);
      else
        {
          length = (guint) MIN (left, (gsize) g_utf8_skip[(guchar) *at]);
          read_parenthesis (reader, at, left);
          extend_name (reader, start, length);
        }
      reader->at = start + length;
    }
  if (reader->sentence == sentence)
    end_sentence (reader);
}

/**
 * galley_facts_init:
 * @facts: (out caller-allocates): cleared with galley_facts_clear(), also on failure
 *
 * Reads what the words around the figures of @passages say, in one pass.
 *
 * Returns: %FALSE with @error set where it was cancelled
 */
gboolean
galley_facts_init (GalleyFacts *facts,
                   const GalleyPassage *passages,
                   guint n_passages,
                   const GalleyAuditOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  Reader reader = { .facts = g_array_new (FALSE, FALSE, sizeof (GalleyFact)), .last_level = -1,
                    .carried_level = -1 };
  gboolean cancelled = FALSE;

  *facts = (GalleyFacts) { .passages = passages, .n_passages = n_passages, .options = options, .first_level = -1 };
  for (guint i = 0; i < n_passages && !cancelled; i++)
    {
      guint n_figures = 0;

      cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
      if (passages[i].figures != NULL)
        galley_figures_get_data (passages[i].figures, &n_figures);
      if (cancelled || n_figures == 0)
        continue;
      read_passage (&reader, facts, i);
      read_tail (&reader);
      carry_level (&reader, i);
    }

  facts->n_facts = reader.facts->len;
  facts->facts = (GalleyFact *) (gpointer) g_array_free (reader.facts, FALSE);
  return !cancelled;
}

void
galley_facts_clear (GalleyFacts *facts)
{
  g_clear_pointer (&facts->facts, g_free);
  facts->n_facts = 0;
}

/**
 * galley_slice_common_suffix:
 *
 * Returns: how many bytes @a and @b share at their ends, whole characters only
 */
guint
galley_slice_common_suffix (const char *a_text,
                            GalleySlice a,
                            const char *b_text,
                            GalleySlice b)
{
  guint most = MIN (a.length, b.length), same = 0;
  const char *a_end = a_text + a.offset + a.length, *b_end = b_text + b.offset + b.length;

  while (same < most && a_end[-1 - (gssize) same] == b_end[-1 - (gssize) same])
    same++;
  while (same > 0 && ((guchar) a_end[-(gssize) same] & 0xc0) == 0x80)
    same--;
  return same;
}

/**
 * galley_facts_same_measure:
 *
 * Whether two levels measure the same thing of different parts: the unit is the same, no aspect differs, and the
 * nouns end alike by two characters or more, or name the same aspect.
 *
 * Returns: whether they may be added up and compared
 */
gboolean
galley_facts_same_measure (const GalleyFacts *facts,
                           const GalleyFact *a,
                           const GalleyFact *b)
{
  if (a->unit != b->unit || a->aspects != b->aspects)
    return FALSE;
  if (a->aspects != 0)
    return TRUE;
  return galley_slice_common_suffix (galley_fact_text (facts, a), a->name, galley_fact_text (facts, b), b->name) >= 6
         || galley_slice_common_suffix (galley_fact_text (facts, a), a->noun, galley_fact_text (facts, b), b->noun) >= 6;
}

/**
 * galley_facts_contain:
 *
 * Returns: whether @word stands in @slice of the text of @passage
 */
gboolean
galley_facts_contain (const GalleyFacts *facts,
                      guint passage,
                      GalleySlice slice,
                      const char *word)
{
  return g_strstr_len (facts->passages[passage].text + slice.offset, slice.length, word) != NULL;
}

static gboolean
same_base (const GalleyFact *rate,
           GalleyBase base,
           guint32 base_key)
{
  /* A bulletin that once said 同比 goes on without it. */
  gboolean plain = base == GALLEY_BASE_NONE || base == GALLEY_BASE_YEAR_BEFORE;
  gboolean rate_plain = rate->base == GALLEY_BASE_NONE || rate->base == GALLEY_BASE_YEAR_BEFORE;

  return (plain && rate_plain) || (rate->base == base && rate->base_key == base_key);
}

/**
 * galley_facts_rate_of:
 *
 * Returns: (nullable): the growth of @level against the given base
 */
const GalleyFact *
galley_facts_rate_of (const GalleyFacts *facts,
                      const GalleyFact *level,
                      GalleyBase base,
                      guint32 base_key)
{
  for (const GalleyFact *rate = galley_facts_at (facts, level->first_rate); rate != NULL;
       rate = galley_facts_at (facts, rate->next_rate))
    if (rate->kind == GALLEY_FACT_RATE && same_base (rate, base, base_key))
      return rate;
  return NULL;
}
