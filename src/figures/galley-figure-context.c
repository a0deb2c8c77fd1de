/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-figures.h"
#include "galley-reader-private.h"

#include <stdio.h>
#include <string.h>

/* Only so much of a text is looked at for its date of publication. */
#define MAX_SCAN (1 << 20)
/* And so much of a line, in bytes, for whether the date is alone on it. */
#define MAX_LABEL 120

/* Most texts tell their date in their first lines. */
#define HEAD 2048
#define FIRST_YEAR 1900
#define N_YEARS 200

static void
set_date (GalleyFigureContext *context,
          const GalleyFigure *figure)
{
  context->year = figure->period.first_year;
  context->month = figure->period.first;
  context->day = figure->period.first_day;
}

static gboolean
is_space (gunichar glyph)
{
  return glyph == ' ' || glyph == 0x3000 || glyph == 0xa0 || glyph == '\t' || glyph == '\r' || glyph == 0xfeff;
}

/* Whether the date is what its line is there for: alone on it, or after a label such as 发布时间. */
static gboolean
is_date_line (const char *line,
              const char *start,
              const char *end,
              const char *line_end)
{
  while (line < start && is_space (utf8_peek (line, start)))
    line = utf8_next (line);
  while (end < line_end && is_space (utf8_peek (end, line_end)))
    end = utf8_next (end);
  if (line == start && end == line_end)
    return TRUE;
  for (const char *p = line; p < start; p = utf8_next (p))
    if (start - line <= 60 && (starts_with (p, start, "时间") || starts_with (p, start, "日期") || starts_with (p, start, "发布")))
      return TRUE;
  return FALSE;
}

/* The bytes of the first few lines. */
static gsize
find_head (const char *text,
           gsize length)
{
  gsize head = MIN (length, HEAD);

  while (head < length && text[head] != '\n')
    head++;
  return head;
}

/* One mention of a year counts, save where it is what something is compared with or counted from. */
static void
count_year (guint32 *counts,
            const char *text,
            const GalleyFigure *figure,
            guint position)
{
  static const char *const before[] = { "比", "较", "于", "自", "从", "到", "至" };
  const char *start = text + figure->bytes.offset;
  int year = figure->period.first_year;

  if (year != figure->period.last_year || year < FIRST_YEAR || year >= FIRST_YEAR + N_YEARS)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    if (ends_with (text, start, before[i], (guint) strlen (before[i])))
      return;
  /* Of years named equally often the first counts: its lower half falls with its place. */
  if (counts[year - FIRST_YEAR] == 0)
    counts[year - FIRST_YEAR] = G_MAXUINT16 - MIN (position, G_MAXUINT16);
  if (counts[year - FIRST_YEAR] < G_MAXUINT32 - (1 << 16))
    counts[year - FIRST_YEAR] += 1 << 16;
}

/* Looks for the date of publication. Returns whether it was on a line of its own; otherwise takes the next best where
 * @text is @whole. */
static gboolean
find_date (const char *text,
           gsize length,
           gboolean whole,
           GalleyFigureContext *context)
{
  g_autoptr (GArray) figures = galley_reader_read_dates (text, length, context->lexicon);
  const GalleyFigure *near = NULL;
  guint32 counts[N_YEARS] = { 0 };

  for (guint i = 0; i < figures->len; i++)
    {
      const GalleyFigure *figure = &g_array_index (figures, GalleyFigure, i);
      const char *start = text + figure->bytes.offset;
      const char *end = start + figure->bytes.length;
      const char *line = start, *line_end = end;

      if (figure->period.unit == GALLEY_PERIOD_NONE || figure->period.first_year == 0)
        continue;
      count_year (counts, text, figure, i);
      if (figure->kind != GALLEY_FIGURE_DATE)
        continue;
      while (line > text && line[-1] != '\n' && start - line < MAX_LABEL)
        line--;
      while (line_end < text + length && *line_end != '\n' && line_end - end < MAX_LABEL)
        line_end++;
      if (is_date_line (line, start, end, line_end))
        {
          set_date (context, figure);
          return TRUE;
        }
      if (near == NULL && (figure->bytes.offset < 300 || line_end == text + length))
        near = figure;
    }
  if (whole && near != NULL)
    set_date (context, near);
  for (guint i = 0, most = 0; whole && near == NULL && i < N_YEARS; i++)
    if (counts[i] > most)
      {
        most = counts[i];
        context->year = (gint16) (FIRST_YEAR + i);
      }
  return FALSE;
}

/**
 * galley_figure_context_from_text:
 * @text: a whole text in valid UTF-8
 * @length: its length in bytes, or -1 if it is nul-terminated
 * @lexicon: (nullable): the words to read with; must outlive @context
 * @context: (out): where to put what was found
 *
 * Finds the date of publication: a full date that has a line to itself or a label, else the first full date of the
 * first 300 bytes or the last line, else the year that is named most, other than for comparison. Only the first
 * mebibyte is looked at, so that a streamed text has the context of a whole one. A text that names no year has none.
 */
void
galley_figure_context_from_text (const char *text,
                                 gssize length,
                                 const GalleyLexicon *lexicon,
                                 GalleyFigureContext *context)
{
  gsize head;

  g_return_if_fail (text != NULL);
  g_return_if_fail (context != NULL);

  *context = (GalleyFigureContext) { .lexicon = lexicon };
  if (length < 0)
    length = strlen (text);
  if (length >= MAX_SCAN)
    {
      const char *line = g_strrstr_len (text, MAX_SCAN, "\n");

      length = line != NULL ? line - text : utf8_previous (text + MAX_SCAN) - text;
    }
  /* A date line is nearly always at the head, and then the rest need not be read twice. */
  head = find_head (text, length);
  if (!find_date (text, head, head == (gsize) length, context) && head < (gsize) length)
    find_date (text, length, TRUE, context);
}

/**
 * galley_figure_context_from_snapshot:
 * @snapshot: a bulletin
 * @context: (out caller-allocates): what the reading of each of its blocks may know: the words of its desk, and the
 *   day of publication, from the details or, where they name none, from the text. The context lasts as long as @snapshot.
 */
void
galley_figure_context_from_snapshot (const GalleySnapshot *snapshot,
                                     GalleyFigureContext *context)
{
  const char *date = snapshot->details->fields[GALLEY_DETAILS_DATE];
  g_autoptr (GString) text = NULL;
  int year, month, day;

  memset (context, 0, sizeof *context);
  context->lexicon = (const GalleyLexicon *) snapshot->lexicon;
  if (sscanf (date, "%4d-%2d-%2d", &year, &month, &day) == 3 && g_date_valid_dmy (day, month, year))
    {
      context->year = (gint16) year;
      context->month = (guint8) month;
      context->day = (guint8) day;
      return;
    }
  text = g_string_new (date);
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      g_string_append_c (text, '\n');
      g_string_append (text, ((GalleyBlockData *) g_ptr_array_index (snapshot->blocks, i))->text);
    }
  galley_figure_context_from_text (text->str, (gssize) text->len, context->lexicon, context);
}
