/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-audit"

#include "config.h"

#include "galley-audit-reader-private.h"

/* Bounds that keep hostile texts linear; no sentence that a person wrote comes near them. */
#define MAX_RATES 8
#define MAX_LIST 8
#define MAX_LOOK_BACK 32

static GalleyFact *
fact_at (GArray *facts,
         guint index)
{
  return &g_array_index (facts, GalleyFact, index);
}

static void
spread_aspects (GArray *facts,
                guint first,
                const char *text)
{
  guint64 aspects[MAX_LIST];
  GalleyFact *head = fact_at (facts, first);
  guint n = head->tuple_size;

  if (n < 2 || n > G_N_ELEMENTS (aspects) || galley_fact_read_aspects (text, head->name, aspects, n) != n)
    return;
  for (guint i = 0; i < n; i++)
    fact_at (facts, first + i)->aspects = aspects[i];
}

static void
set_owner (GArray *facts,
           guint rate,
           guint level)
{
  int *link = &fact_at (facts, level)->first_rate;

  for (guint n = 0; *link >= 0; n++)
    if (n == MAX_RATES)
      return;
    else
      link = &fact_at (facts, (guint) *link)->next_rate;
  *link = (int) rate;
  fact_at (facts, rate)->owner = (int) level;
}

static int
member_with_aspect (GArray *facts,
                    guint first,
                    guint64 aspects)
{
  int found = -1;

  if (aspects == 0 || fact_at (facts, first)->tuple_size > MAX_LIST)
    return -1;
  for (guint i = first; i < first + fact_at (facts, first)->tuple_size; i++)
    if (fact_at (facts, i)->aspects == aspects)
      found = found < 0 ? (int) i : -2;
  return found;
}

/* 45个、总投资111.6亿元，分别增长234%和203%: the last as many levels, in order. */
static void
own_last_levels (GArray *facts,
                 guint first,
                 guint rate)
{
  guint n = fact_at (facts, rate)->tuple_size, levels[MAX_LIST], found = 0;

  if (n > MAX_LIST)
    return;
  for (guint i = rate; i-- > first && found < n && rate - i <= MAX_LOOK_BACK;)
    if (fact_at (facts, i)->kind == GALLEY_FACT_LEVEL)
      levels[found++] = i;
  for (guint i = 0; found == n && i < n; i++)
    set_owner (facts, rate + i, levels[n - 1 - i]);
}

static void
own_lone_rate (GArray *facts,
               guint rate,
               int *level)
{
  GalleyFact *fact = fact_at (facts, rate);
  guint size = fact_at (facts, (guint) *level)->tuple_size;
  /* 完成年度计划的97.2%: the plan is what the share is of, not what it describes. */
  gboolean of_plan = fact->kind == GALLEY_FACT_SHARE && fact->aspects & GALLEY_WORD_BUDGET
                     && !(fact->clause_words & GALLEY_WORD_RATIO);

  if ((fact->name.length == 0 || of_plan) && size == 1)
    {
      set_owner (facts, rate, (guint) *level);
      return;
    }

  int member = member_with_aspect (facts, (guint) *level, fact->aspects);
  if (member >= 0 && (size > 1 || fact->name.length <= 6))
    set_owner (facts, rate, (guint) member);
  else if (fact->name.length > 0 && fact->kind == GALLEY_FACT_RATE)
    *level = -1; /* another subject: what follows without a name is about that */
}

/* 比上年增加1个 is how much the level before it changed, not a level. */
static gboolean
is_delta (GArray *facts,
          guint index,
          int level)
{
  const GalleyFact *fact = fact_at (facts, index);

  return level >= 0 && fact->name.length == 0 && fact->tuple_size == 1
         && fact->gap & (GALLEY_WORD_UP | GALLEY_WORD_DOWN) && !(fact->gap & (GALLEY_WORD_TO | GALLEY_WORD_FROM))
         && fact->unit == fact_at (facts, (guint) level)->unit && fact_at (facts, (guint) level)->tuple_size == 1;
}

/* 78个，完成年度任务132个的59%，增长16%: the plan stands in between, what is told goes on about what was done. So it
 * does behind what was there before: 610家，去年同期为318家，增长91.8%. */
static gboolean
is_aside (GArray *facts,
          guint index,
          int level)
{
  const GalleyFact *fact = fact_at (facts, index);
  guint64 words = fact->gap & fact->clause_words;

  if (level < 0 || fact->tuple_size != 1)
    return FALSE;
  if (words & GALLEY_WORD_PRIOR && !(fact->clause_words & GALLEY_WORD_THAN))
    return fact->name.length == 0 && fact->unit == fact_at (facts, (guint) level)->unit;
  return words & (GALLEY_WORD_DONE | GALLEY_WORD_SHARE) && words & (GALLEY_WORD_BUDGET | GALLEY_WORD_PLANNED);
}

/**
 * galley_facts_link_sentence:
 * @facts: (element-type GalleyFact): the facts so far
 * @first: the first of the last sentence
 * @level: the level of a line before that the sentence may go on about, or -1
 * @text: what they were read from
 *
 * Says of every rate and share of the sentence which level it describes.
 */
void
galley_facts_link_sentence (GArray *facts,
                            guint first,
                            int level,
                            const char *text)
{
  for (guint i = first; i < facts->len;)
    {
      GalleyFact *fact = fact_at (facts, i);
      guint n = fact->tuple_size;

      if (fact->kind == GALLEY_FACT_LEVEL && is_delta (facts, i, level))
        fact->owner = level;
      else if (fact->kind == GALLEY_FACT_LEVEL && fact->changed && fact->name.length > 0 && n == 1)
        {
          /* 受案增加167件，上升10%: how much another thing changed, of which the level is not told. */
          fact->owner = (int) i;
          level = -1;
        }
      else if (fact->kind == GALLEY_FACT_LEVEL && !is_aside (facts, i, level))
        {
          spread_aspects (facts, i, text);
          level = (int) i;
        }
      else if (galley_fact_describes (fact) && n == 1 && level >= 0)
        own_lone_rate (facts, i, &level);
      else if (galley_fact_describes (fact) && level >= 0 && fact_at (facts, (guint) level)->tuple_size == n)
        for (guint k = 0; k < n; k++)
          set_owner (facts, i + k, (guint) level + k);
      else if (galley_fact_describes (fact) && fact->clause_words & GALLEY_WORD_EACH)
        own_last_levels (facts, first, i);
      i += n;
    }
}
