/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-lexicon.h"

G_BEGIN_DECLS

/* What a word may be; one word may be several things. The first group stands after a numeral or begins with one. */
typedef enum
{
  WORD_MEASURE = 1 << 0,
  WORD_PLACE = 1 << 1,
  WORD_UNIT = 1 << 2,
  WORD_MONEY = 1 << 3,
  WORD_SPAN = 1 << 4,
  WORD_PERCENT = 1 << 5,
  WORD_POINTS = 1 << 6,
  WORD_PERMILLE = 1 << 7,
  WORD_TENTHS = 1 << 8,
  WORD_TIMES = 1 << 9,
  WORD_FOLDS = 1 << 10,
  WORD_DISCOUNT = 1 << 11,
  WORD_STOP = 1 << 12,
  WORD_ABOVE_AFTER = 1 << 13,
  WORD_BELOW_AFTER = 1 << 14,
  WORD_ABOUT_AFTER = 1 << 15,

  /* These stand before a figure and are looked up backwards from it. */
  WORD_ABOVE = 1 << 16,
  WORD_BELOW = 1 << 17,
  WORD_ABOUT = 1 << 18,
  WORD_RISE = 1 << 19,
  WORD_FALL = 1 << 20,
  WORD_SHARE = 1 << 21,
  WORD_LEVEL = 1 << 22,
  WORD_LINK = 1 << 23,
  WORD_ARRIVAL = 1 << 24,
  WORD_COMPARE = 1 << 25,
  WORD_PLAIN = 1 << 26,
  WORD_MONEY_HEAD = 1 << 27,
  WORD_FUTURE = 1 << 28,
  WORD_CUMULATIVE = 1 << 29,
  WORD_AMONG = 1 << 30,
} GalleyWordClass;

#define WORD_AVERAGE (1u << 31)

#define WORD_ANY_UNIT                                                                                                   \
  (WORD_MEASURE | WORD_PLACE | WORD_UNIT | WORD_MONEY | WORD_SPAN | WORD_PERCENT | WORD_POINTS | WORD_PERMILLE          \
   | WORD_TENTHS | WORD_TIMES | WORD_FOLDS | WORD_DISCOUNT)
#define WORD_FORWARD 0x0000ffffu
#define WORD_BACKWARD 0xffff0000u

/* What begins a figure or ends a clause, by the code point alone. */
typedef enum
{
  GLYPH_PLAIN = 0,
  GLYPH_DIGIT,
  GLYPH_HAN_DIGIT,
  GLYPH_HAN_SCALE,
  GLYPH_ORDINAL,
  GLYPH_FRONT,
  GLYPH_HALF,
  GLYPH_CURRENCY,
  GLYPH_LETTER,
  GLYPH_CLAUSE,
  GLYPH_OPEN,
  GLYPH_CLOSE,
  GLYPH_SENTENCE,
  GLYPH_LINE,
} GalleyGlyph;

/* A word that was found: its classes, where it ends and where the unit in it ends ("项|目标"). */
typedef struct
{
  guint classes;
  const char *end;
  const char *cut;
} GalleyWordMatch;

gboolean galley_lexicon_match (const GalleyLexicon *lexicon,
                               const char *text,
                               const char *end,
                               guint classes,
                               GalleyWordMatch *match);
gboolean galley_lexicon_match_back (const GalleyLexicon *lexicon,
                                    const char *start,
                                    const char *text,
                                    guint classes,
                                    GalleyWordMatch *match);

extern const char galley_lexicon_builtin[];

G_END_DECLS
