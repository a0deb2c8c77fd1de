/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-reader-private.h"

#include <string.h>

static const char *const months[] = { "january", "february", "march",     "april",   "may",      "june",
                                      "july",    "august",   "september", "october", "november", "december" };
static const char *const short_months[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };
static const char *const numbers[] = { "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve" };
static const char *const ordinals[] = { "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth" };

/* Words that follow a number without being what it counts. */
static const char *const function_words[] = {
  "and", "the", "was", "were", "has", "had", "have", "for", "from", "with", "that", "this", "which", "when", "while",
  "where", "are", "but", "not", "into", "over", "per", "than", "more", "less", "out", "off", "its", "their", "who", "will",
};

static const char *
word_end (const char *p,
          const char *end)
{
  while (p < end && is_ascii_letter (*p))
    p++;
  return p;
}

static int
find_word (const char *p,
           const char *end,
           const char *const *words,
           guint n_words)
{
  gsize length = end - p;

  for (guint i = 0; i < n_words; i++)
    if (strlen (words[i]) == length && g_ascii_strncasecmp (words[i], p, length) == 0)
      return (int) i;
  return -1;
}

static gboolean
is_word (const char *p,
         const char *end,
         const char *word)
{
  return find_word (p, end, &word, 1) == 0;
}

/* The month that is the word [p, end), or 0. A month begins with a capital, and "May" alone is mostly a verb. */
static int
find_month (const char *p,
            const char *end)
{
  int month = *p >= 'A' && *p <= 'Z' ? find_word (p, end, months, 12) : -1;

  if (month < 0 && *p >= 'A' && *p <= 'Z')
    month = find_word (p, end, short_months, 12);
  return month + 1;
}

static const char *
skip_space (const char *p,
            const char *end)
{
  return p < end && *p == ' ' ? p + 1 : p;
}

static const char *
read_digits (const char *p,
             const char *end,
             int *value,
             guint *n_digits)
{
  *value = 0;
  for (*n_digits = 0; p < end && *p >= '0' && *p <= '9' && *n_digits < 5; p++, (*n_digits)++)
    *value = *value * 10 + (*p - '0');
  return p;
}

/* A year after ", ", " " or " of ". Returns where it ends, or @p where there is none. */
static const char *
read_year (const char *p,
           const char *end,
           GalleyPeriod *period)
{
  const char *q = p;
  int year;
  guint n_digits;

  if (q < end && *q == ',')
    q++;
  q = skip_space (q, end);
  if (starts_with (q, end, "of "))
    q += strlen ("of ");
  q = read_digits (q, end, &year, &n_digits);
  if (n_digits != 4 || year < 1800 || year > 2200 || q == p)
    return p;
  period->first_year = period->last_year = (gint16) year;
  return q;
}

static const char *
append_period (GalleyReader *reader,
               const char *start,
               const char *end,
               GalleyPeriod *period)
{
  if (period->first_year == 0)
    period->first_year = period->last_year = reader->context.year;
  galley_reader_append_period (reader, start, end, period);
  return end;
}

/* March 28, March 28, 2024, March 2024, in March. Returns where it ends, or NULL. */
static const char *
read_month (GalleyReader *reader,
            const char *p,
            const char *end_of_word,
            int month)
{
  GalleyPeriod period = { GALLEY_PERIOD_MONTH, month, month };
  const char *end = reader->block_end;
  const char *q = end_of_word < end && *end_of_word == '.' ? end_of_word + 1 : end_of_word;
  const char *after;
  int day;
  guint n_digits;

  if (q >= end || *q != ' ')
    return month == 5 ? NULL : append_period (reader, p, end_of_word, &period);
  after = read_digits (q + 1, end, &day, &n_digits);
  if (n_digits >= 1 && n_digits <= 2 && day >= 1 && day <= 31)
    {
      const char *suffix = word_end (after, end);

      if (suffix == after + 2)
        after = suffix;
      period = (GalleyPeriod) { GALLEY_PERIOD_DAY, month, month, day, day };
      return append_period (reader, p, read_year (after, end, &period), &period);
    }
  after = read_year (q, end, &period);
  if (after > q)
    return append_period (reader, p, after, &period);
  return month == 5 ? NULL : append_period (reader, p, end_of_word, &period);
}

/* first quarter of 2024, second half, Q1 2024. Returns where it ends, or NULL. */
static const char *
read_part (GalleyReader *reader,
           const char *p,
           const char *end_of_word)
{
  const char *end = reader->block_end;
  int part = find_word (p, end_of_word, ordinals, 4) + 1;
  const char *q = skip_space (end_of_word, end);
  const char *after = word_end (q, end);
  GalleyPeriod period = { 0 };

  if ((*p == 'Q' || *p == 'H') && end_of_word == p + 1 && q == end_of_word && q < end && *q >= '1' && *q <= (*p == 'Q' ? '4' : '2'))
    {
      period.unit = *p == 'Q' ? GALLEY_PERIOD_QUARTER : GALLEY_PERIOD_HALF;
      period.first = period.last = (guint8) (*q - '0');
      if (q + 1 < end && g_ascii_isalnum (q[1]))
        return NULL;
      return append_period (reader, p, read_year (q + 1, end, &period), &period);
    }
  if (part == 0 || q == end_of_word)
    return NULL;
  if (is_word (q, after, "quarter"))
    period.unit = GALLEY_PERIOD_QUARTER;
  else if (is_word (q, after, "half") && part <= 2)
    period.unit = GALLEY_PERIOD_HALF;
  else
    return NULL;
  period.first = period.last = (guint8) part;
  return append_period (reader, p, read_year (after, end, &period), &period);
}

/* One lower-case word of three letters or more that can name a thing. Returns where it ends, or @p. */
static const char *
read_noun_word (GalleyReader *reader,
                const char *p)
{
  const char *end = word_end (p, reader->block_end);

  if (end - p < 3 || *p < 'a' || *p > 'z' || find_word (p, end, function_words, G_N_ELEMENTS (function_words)) >= 0
      || (end < reader->block_end && (*end == '/' || *end == '@' || g_ascii_isdigit (*end))))
    return p;
  return end;
}

/* The noun that an English number counts: "projects" in "66 projects", "new projects" in "12 new projects". Returns
 * where it ends, or @p. */
const char *
galley_latin_read_noun (GalleyReader *reader,
                        const char *p)
{
  const char *start = p < reader->block_end && (*p == ' ' || *p == '-') ? p + 1 : p;
  const char *first = start > p ? read_noun_word (reader, start) : start;
  const char *end = first;

  if (first == start)
    return p;
  for (guint i = 0; i < 3; i++)
    {
      const char *next;

      if (end[-1] == 's')
        return end;
      if (end >= reader->block_end || *end != ' ')
        break;
      next = read_noun_word (reader, end + 1);
      if (next == end + 1)
        break;
      end = next;
    }
  return first;
}

/* 12th, 1st: the ending of an ordinal. Returns where it ends, or @p. */
const char *
galley_latin_read_ordinal (GalleyReader *reader,
                           const char *p)
{
  static const char *const endings[] = { "st", "nd", "rd", "th" };
  const char *end = word_end (p, reader->block_end);

  return find_word (p, end, endings, G_N_ELEMENTS (endings)) >= 0 ? end : p;
}

/* two bridges, twelve schools: a number word with a plural. Returns where it ends, or NULL. */
static const char *
read_number_word (GalleyReader *reader,
                  const char *p,
                  const char *end_of_word)
{
  int number = find_word (p, end_of_word, numbers, G_N_ELEMENTS (numbers)) + 2;
  const char *end = galley_latin_read_noun (reader, end_of_word);
  GalleyFigure *figure;
  GalleyWordMatch match;

  if (number < 2 || end == end_of_word || end[-1] != 's' || *end_of_word != ' ')
    return NULL;
  figure = galley_reader_append (reader, p, end, GALLEY_FIGURE_COUNT);
  figure->numeric = TRUE;
  figure->value = figure->high = (GalleyDecimal) { number, 0, 0 };
  figure->unit = slice_of (reader, end_of_word + 1, end);
  if (galley_lexicon_match (reader->lexicon, end_of_word + 1, end, WORD_SPAN, &match) && match.cut == end)
    figure->kind = GALLEY_FIGURE_PERIOD;
  return end;
}

/* Reads English months, quarters and number words; goes past all other words, addresses and codes of letters. */
const char *
galley_reader_read_latin (GalleyReader *reader,
                          const char *p)
{
  const char *end = word_end (p, reader->block_end);
  const char *q = NULL;
  gsize length = end - p;
  int month;

  if (end < reader->block_end && (*end == ':' || *end == '@' || (*end == '.' && is_word (p, end, "www")))
      && (*end != ':' || starts_with (end, reader->block_end, "://")))
    {
      /* An address goes on to the next blank or Han character. */
      while (end < reader->block_end && *end > ' ' && *end < 0x7f)
        end++;
      return end;
    }
  if (length > 10)
    return end;
  month = length >= 3 ? find_month (p, end) : 0;
  if (month > 0)
    q = read_month (reader, p, end, month);
  if (q == NULL)
    q = read_part (reader, p, end);
  if (q == NULL && length >= 3 && length <= 6)
    q = read_number_word (reader, p, end);
  return q != NULL ? q : end;
}
