/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-audit-lexicon.h"
#include "galley-audit.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_FACT_OTHER,
  GALLEY_FACT_LEVEL,  /* an amount: money, a count, a physical quantity */
  GALLEY_FACT_RATE,   /* growth in percent or times, signed */
  GALLEY_FACT_SHARE,  /* a percent that is a level: a share, a rate, a completion */
  GALLEY_FACT_POINTS, /* 百分点 */
  GALLEY_FACT_TIME,   /* a date or a period */
} GalleyFactKind;

typedef enum
{
  GALLEY_BASE_NONE,
  GALLEY_BASE_YEAR_BEFORE,
  GALLEY_BASE_MONTH_BEFORE,
  GALLEY_BASE_NAMED, /* a period of its own: 比2019年1-7月 */
} GalleyBase;

/* Aligned like the rest of a fact, of which a large text has millions. */
typedef __int128 GalleyMillionths __attribute__ ((aligned (8)));

/*
 * A figure with what the words around it say. Positions are bytes of its passage; the indices of sentences,
 * segments (parted by ；) and clauses (by ，) rise through the whole audit. Links to other facts are indices
 * into the facts, or -1.
 */
typedef struct
{
  const GalleyFigure *figure;
  guint passage;
  guint sentence;
  guint segment;
  guint clause;
  guint32 base_key;      /* what base period is named, as a hash */
  guint32 unit;          /* the unit without its magnitude, as a hash; 0 for none */
  guint64 gap;           /* words between the figure before, or the start of the sentence, and this one */
  guint64 clause_words;  /* words of the clause up to this one */
  guint64 after;         /* words up to the next figure or the end of the clause */
  guint64 sentence_words; /* words of the whole sentence */
  guint64 aspects;       /* aspects of the name */
  GalleySlice name;      /* the noun before it */
  GalleySlice noun;      /* the noun right behind it, for counts */
  int tuple;             /* first of the values that are listed together (25.95万辆和23.95万辆), itself for a lone one */
  guint tuple_size;
  int owner;             /* for a rate, a share or a level that is a change: the level that it describes */
  int first_rate;        /* for a level: the first rate or share that describes it */
  int next_rate;         /* for a rate or share: the next of the same level */
  int time;              /* the period in force */
  int next_level;        /* the next level of the same section */
  GalleyFactKind kind : 8;
  GalleyBase base : 8;
  guint changed : 1;     /* a word of change stands right before it (增加167件): it is told by how much, not what */
  guint times : 1;       /* a growth in 倍, not in percent */
  guint comparable : 1;  /* whether @scaled holds */
  GalleyMillionths scaled; /* the value in millionths, for searches that only compare and add */
  GalleyMillionths slack; /* half of its last place in millionths, 0 for an exact count */
} GalleyFact;

typedef struct
{
  const GalleyPassage *passages;
  guint n_passages;
  const GalleyAuditOptions *options;
  GalleyFact *facts;
  guint n_facts;
  int first_level;
} GalleyFacts;

gboolean galley_facts_init (GalleyFacts *facts,
                            const GalleyPassage *passages,
                            guint n_passages,
                            const GalleyAuditOptions *options,
                            GCancellable *cancellable,
                            GError **error);
void galley_facts_clear (GalleyFacts *facts);

guint32 galley_fact_hash (const char *bytes,
                          gsize length);
guint galley_slice_common_suffix (const char *a_text,
                                  GalleySlice a,
                                  const char *b_text,
                                  GalleySlice b);
gboolean galley_facts_same_measure (const GalleyFacts *facts,
                                    const GalleyFact *a,
                                    const GalleyFact *b);
gboolean galley_facts_same_time (const GalleyFacts *facts,
                                 const GalleyFact *a,
                                 const GalleyFact *b);
gboolean galley_facts_contain (const GalleyFacts *facts,
                               guint passage,
                               GalleySlice slice,
                               const char *word);
const GalleyFact *galley_facts_rate_of (const GalleyFacts *facts,
                                        const GalleyFact *level,
                                        GalleyBase base,
                                        guint32 base_key);

gboolean galley_facts_find_ratio (const GalleyFacts *facts,
                                  const GalleyFact *share,
                                  const GalleyFact **part,
                                  const GalleyFact **whole);

static inline const GalleyFact *
galley_facts_at (const GalleyFacts *facts,
                 int index)
{
  return index < 0 ? NULL : &facts->facts[index];
}

static inline int
galley_facts_index (const GalleyFacts *facts,
                    const GalleyFact *fact)
{
  return (int) (fact - facts->facts);
}

static inline const char *
galley_fact_text (const GalleyFacts *facts,
                  const GalleyFact *fact)
{
  return facts->passages[fact->passage].text;
}

G_END_DECLS
