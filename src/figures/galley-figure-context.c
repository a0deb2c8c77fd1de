/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-figures.h"
#include "galley-reader-private.h"

#include <string.h>

/* Only so much of a text is looked at for its date of publication. */
#define MAX_SCAN (1 << 20)
/* And so much of a line, in bytes, for whether the date is alone on it. */
#define MAX_LABEL 120

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

/**
 * galley_figure_context_from_text:
 * @text: a whole text in valid UTF-8
 * @length: its length in bytes, or -1 if it is nul-terminated
 * @lexicon: (nullable): the words to read with; must outlive @context
 * @context: (out): where to put what was found
 *
 * Finds the date of publication: a full date that has a line to itself or a label, else the first full date of the
 * first 300 bytes or the last line, else the first year that is named other than for comparison. Only the first
 * mebibyte is looked at, so that a streamed text has the context of a whole one. A text that names no year has none.
 */
void
galley_figure_context_from_text (const char *text,
                                 gssize length,
                                 const GalleyLexicon *lexicon,
                                 GalleyFigureContext *context)
{
  GalleyFigureContext none = { .lexicon = lexicon };
  g_autoptr (GalleyFigures) figures = NULL;
  const GalleyFigure *data;
  const GalleyFigure *near = NULL;
  guint n_figures;
  gint16 year = 0;

  g_return_if_fail (text != NULL);
  g_return_if_fail (context != NULL);

  *context = none;
  if (length < 0)
    length = strlen (text);
  if (length > MAX_SCAN)
    for (length = MAX_SCAN; length > 0 && ((guchar) text[length] & 0xc0) == 0x80;)
      length--;
  figures = galley_figures_read (text, length, &none);
  if (figures == NULL)
    return;
  data = galley_figures_get_data (figures, &n_figures);
  for (guint i = 0; i < n_figures; i++)
    {
      const char *start = text + data[i].bytes.offset;
      const char *end = start + data[i].bytes.length;
      const char *line, *line_end;

      if (data[i].period.unit == GALLEY_PERIOD_NONE || data[i].period.first_year == 0)
        continue;
      if (year == 0 && !ENDS_WITH (text, start, "比") && !ENDS_WITH (text, start, "较") && data[i].period.first_year == data[i].period.last_year)
        year = data[i].period.first_year;
      if (data[i].kind != GALLEY_FIGURE_DATE)
        continue;
      for (line = start; line > text && line[-1] != '\n' && start - line < MAX_LABEL;)
        line--;
      for (line_end = end; line_end < text + length && *line_end != '\n' && line_end - end < MAX_LABEL;)
        line_end++;
      if (is_date_line (line, start, end, line_end))
        {
          near = &data[i];
          break;
        }
      if (near == NULL && (data[i].bytes.offset < 300 || line_end == text + length))
        near = &data[i];
    }
  context->year = year;
  if (near != NULL)
    {
      context->year = near->period.first_year;
      context->month = near->period.first;
      context->day = near->period.first_day;
    }
}
