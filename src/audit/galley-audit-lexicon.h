/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What a word between figures says about them. A word may say several things. The aspects tell apart
 * figures of one unit that measure different things: a sum never mixes 预算 and 实际.
 */
typedef enum
{
  GALLEY_WORD_OF_WHICH = 1ull << 0,
  GALLEY_WORD_TOTAL = 1ull << 1,
  GALLEY_WORD_EACH = 1ull << 2,
  GALLEY_WORD_LINK = 1ull << 3,
  GALLEY_WORD_FILLER = 1ull << 4,
  GALLEY_WORD_YOY = 1ull << 5,
  GALLEY_WORD_MOM = 1ull << 6,
  GALLEY_WORD_PRIOR = 1ull << 7,
  GALLEY_WORD_THAN = 1ull << 8,
  GALLEY_WORD_UP = 1ull << 9,
  GALLEY_WORD_DOWN = 1ull << 10,
  GALLEY_WORD_FROM = 1ull << 11,
  GALLEY_WORD_TO = 1ull << 12,
  GALLEY_WORD_SHARE = 1ull << 13,
  GALLEY_WORD_RATIO = 1ull << 14,
  GALLEY_WORD_PER = 1ull << 15,
  GALLEY_WORD_AVERAGE = 1ull << 16,
  GALLEY_WORD_PLANNED = 1ull << 17,
  GALLEY_WORD_CUMULATIVE = 1ull << 18,
  GALLEY_WORD_SCOPE = 1ull << 19,
  GALLEY_WORD_REVISED = 1ull << 20,
  GALLEY_WORD_PROGRESS = 1ull << 21,
  GALLEY_WORD_DONE = 1ull << 22,
  GALLEY_WORD_SAME_BELOW = 1ull << 23,
  GALLEY_WORD_AMONG = 1ull << 24,
  GALLEY_WORD_CONTRIBUTION = 1ull << 25,
  GALLEY_WORD_RATE_OF = 1ull << 26,
  GALLEY_WORD_WEEKDAY = 1ull << 27,
  GALLEY_WORD_DIVIDED = 1ull << 29, /* 分产业看: the parts are of something larger than the figure before */
  GALLEY_WORD_CLAUSE = 1ull << 28, /* the word ends with a comma */

  GALLEY_WORD_BEHIND = 1ull << 30, /* English: the verb is said before it (rose from), or the base behind the rate */
  GALLEY_WORD_SIZE = 1ull << 31,   /* the rate that follows is told by its size, without a sign (降幅) */
  GALLEY_WORD_HIGHEST = 1ull << 32,
  GALLEY_WORD_LOWEST = 1ull << 33,
  GALLEY_WORD_DAILY = 1ull << 34,
  GALLEY_WORD_OPENING = 1ull << 35, /* against the start of the year: 比年初 */

  GALLEY_WORD_PRODUCED = 1ull << 40,
  GALLEY_WORD_SOLD = 1ull << 41,
  GALLEY_WORD_EXPORT = 1ull << 42,
  GALLEY_WORD_IMPORT = 1ull << 43,
  GALLEY_WORD_SURPLUS = 1ull << 44,
  GALLEY_WORD_DEFICIT = 1ull << 45,
  GALLEY_WORD_BUDGET = 1ull << 46,
  GALLEY_WORD_ACTUAL = 1ull << 47,
  GALLEY_WORD_SAVED = 1ull << 48,
  GALLEY_WORD_INCOME = 1ull << 49,
  GALLEY_WORD_EXPENSE = 1ull << 50,
  GALLEY_WORD_STARTED = 1ull << 51,
  GALLEY_WORD_FINISHED = 1ull << 52,
  GALLEY_WORD_ONGOING = 1ull << 53,
  GALLEY_WORD_WHOLE_COST = 1ull << 54,
  GALLEY_WORD_BALANCE = 1ull << 55,
  GALLEY_WORD_TAX = 1ull << 56,
  GALLEY_WORD_INVESTED = 1ull << 57,
  GALLEY_WORD_PROFIT = 1ull << 58,
  GALLEY_WORD_VALUE_ADDED = 1ull << 59,
  GALLEY_WORD_OUTPUT = 1ull << 60,
} GalleyWord;

#define GALLEY_WORD_ASPECTS (~((1ull << 40) - 1))

guint galley_audit_lexicon_match (const char *text,
                                  gsize length,
                                  guint64 *words);
guint galley_audit_lexicon_skip (const char *text,
                                 gsize length);

G_END_DECLS
