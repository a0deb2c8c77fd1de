/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-audit-reader-private.h"

#include <string.h>

/* A longer line is a paragraph. */
#define MAX_POSTER_LINE 120
/* ", " and ", $" and ", and " stand between the values of an English list. */
#define LIST_GAP 3

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
  gboolean changed;     /* the last word was one of change; fillers may follow it */
  guint32 named_base;
  int time;
} Reader;

static GalleyFact *
fact_at (Reader *reader,
         guint index)
{
  return &g_array_index (reader->facts, GalleyFact, index);
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
  reader->changed = FALSE;
  reader->named_base = 0;
}

static void
end_sentence (Reader *reader)
{
  for (guint i = reader->sentence_first; i < reader->facts->len; i++)
    fact_at (reader, i)->sentence_words = reader->sentence_words;
  galley_facts_link_sentence (reader->facts, reader->sentence_first, reader->carried_level, reader->text);
  reader->carried_level = -1;

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
      /* 3.2 million, 4.1 million and 3.9 million: English parts a list with commas. */
      if (left >= 2 && at[1] == ' ' && left <= LIST_GAP)
        {
          reader->at++;
          reader->gap |= GALLEY_WORD_LINK;
          return 1;
        }
      G_GNUC_FALLTHROUGH;
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

  const guint64 english_from = GALLEY_WORD_FROM | GALLEY_WORD_BEHIND;

  /* Exports from Andover were $80 million: from a name, not from a value. */
  if ((reader->gap & english_from) == english_from)
    reader->gap &= ~english_from;
  reader->gap_content += length;
  reader->changed = FALSE;
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
    {
      last->after |= words;
      if (last->kind == GALLEY_FACT_RATE && words & GALLEY_WORD_MOM && words & GALLEY_WORD_BEHIND)
        last->base = GALLEY_BASE_MONTH_BEFORE;
    }

  const guint64 naming = GALLEY_WORD_ASPECTS | GALLEY_WORD_RATIO | GALLEY_WORD_HIGHEST | GALLEY_WORD_LOWEST;

  if (words == 0 || (words & naming && !(words & GALLEY_WORD_FILLER)))
    {
      extend_name (reader, at, length);
      return;
    }
  reader->noun_open = FALSE;
  if (!(words & GALLEY_WORD_FILLER))
    reader->changed = (words & (GALLEY_WORD_UP | GALLEY_WORD_DOWN)) != 0;
  if (words & GALLEY_WORD_CLAUSE)
    end_clause (reader);
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
         && (galley_fact_describes (fact) || fact->kind == GALLEY_FACT_LEVEL);
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
    reader->named_base = galley_fact_hash (reader->text + figure->bytes.offset, figure->bytes.length);
  else if (figure->kind == GALLEY_FIGURE_PERIOD)
    reader->time = (int) index;
}

/* up 10.5 million yuan, or 15%: the percentage tells the same change once more. */
static gboolean
is_change_again (Reader *reader,
                 const GalleyFact *fact)
{
  const GalleyFact *last = last_fact (reader);

  return fact->kind == GALLEY_FACT_SHARE && fact->figure->kind == GALLEY_FIGURE_PERCENT && fact->name.length == 0
         && last != NULL && last->kind == GALLEY_FACT_LEVEL && last->changed && last->gap & GALLEY_WORD_UP
         && !(reader->gap & (GALLEY_WORD_SHARE | GALLEY_WORD_RATIO));
}

static void
read_figure (Reader *reader,
             GalleyFacts *facts,
             guint passage,
             const GalleyFigure *figure)
{
  guint index = reader->facts->len;
  GalleyFact fact = {
    .figure = figure,
    .passage = passage,
    .sentence = reader->sentence,
    .segment = reader->segment,
    .clause = reader->clause,
    .gap = reader->gap,
    .clause_words = reader->clause_words,
    .changed = reader->changed,
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

  galley_fact_measure (&fact, reader->text);
  if (fact.kind == GALLEY_FACT_TIME || figure->kind == GALLEY_FIGURE_ORDINAL)
    {
      if (fact.kind == GALLEY_FACT_TIME)
        read_time (reader, figure, index);
      reader->name_ends = TRUE;
      g_array_append_val (reader->facts, fact);
      return;
    }

  if (is_change_again (reader, &fact))
    fact.kind = GALLEY_FACT_RATE;
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
  reader->changed = FALSE;
}

/* Returns whether there was one; it belongs to no name. */
static gboolean
read_parenthesis (Reader *reader,
                  const char *at,
                  gsize left)
{
  gboolean wide = left >= 3 && memcmp (at, "\xef\xbc", 2) == 0;

  if (*at == '(' || (wide && (guchar) at[2] == 0x88))
    reader->depth++;
  else if (*at == ')' || (wide && (guchar) at[2] == 0x89))
    reader->depth -= reader->depth > 0;
  else
    return FALSE;
  reader->noun_open = FALSE;
  return TRUE;
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
          length = galley_audit_lexicon_skip (at, left);
          reader->at += length;
          if (!read_parenthesis (reader, at, left))
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
          length = galley_audit_lexicon_skip (at, left);
          if (!read_parenthesis (reader, at, left))
            extend_name (reader, start, length);
        }
      reader->at = start + length;
    }
  if (reader->sentence == sentence)
    end_sentence (reader);
}

static guint
count_figures (const GalleyPassage *passages,
               guint n_passages)
{
  guint total = 0;

  for (guint i = 0; i < n_passages; i++)
    if (passages[i].figures != NULL)
      total += galley_figures_get_length (passages[i].figures);
  return total;
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
  guint total = count_figures (passages, n_passages);
  Reader reader = { .facts = g_array_sized_new (FALSE, FALSE, sizeof (GalleyFact), total), .last_level = -1,
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
