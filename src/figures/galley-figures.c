/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-figures.h"
#include "galley-reader-private.h"

#include <string.h>

/* One allocation, as long as it has to be: a large text has very many blocks. */
struct _GalleyFigures
{
  gatomicrefcount ref_count;
  guint length;
  GalleyFigure data[];
};

static guint8 glyphs[0x10000];

static void
set_glyphs (const char *list,
            GalleyGlyph glyph)
{
  for (const char *p = list; *p != '\0'; p = utf8_next (p))
    glyphs[utf8_peek (p, p + 4)] = (guint8) glyph;
}

static void
init_glyphs (void)
{
  static gsize done;

  if (!g_once_init_enter (&done))
    return;
  set_glyphs ("0123456789０１２３４５６７８９", GLYPH_DIGIT);
  set_glyphs ("〇一二三四五六七八九两零壹贰叁肆伍陆柒捌玖兩貳參陸几幾数", GLYPH_HAN_DIGIT);
  set_glyphs ("十百千万亿拾佰仟萬億", GLYPH_HAN_SCALE);
  set_glyphs ("第", GLYPH_ORDINAL);
  set_glyphs ("前", GLYPH_FRONT);
  set_glyphs ("上下", GLYPH_HALF);
  set_glyphs ("$¥￥€£＄", GLYPH_CURRENCY);
  set_glyphs ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", GLYPH_LETTER);
  set_glyphs ("，,:：|\t", GLYPH_CLAUSE);
  set_glyphs ("（(", GLYPH_OPEN);
  set_glyphs ("）)", GLYPH_CLOSE);
  set_glyphs ("。；;！？!?", GLYPH_SENTENCE);
  set_glyphs ("\n\r\u2028\u2029", GLYPH_LINE);
  g_once_init_leave (&done, 1);
}

/* The character before @p in its block, or 0. */
gunichar
galley_reader_before (const GalleyReader *reader,
                      const char *p)
{
  guint size;

  return p > reader->block ? utf8_get (utf8_previous (p), &size) : 0;
}

GalleyFigure *
galley_reader_append (GalleyReader *reader,
                      const char *start,
                      const char *end,
                      GalleyFigureKind kind)
{
  GalleyFigure figure = { .kind = kind, .divisor = 1 };

  if (start >= reader->counted)
    reader->n_counted += utf8_count (reader->counted, start);
  else
    reader->n_counted -= utf8_count (start, reader->counted);
  reader->counted = start;
  figure.start = reader->n_counted;
  figure.length = utf8_count (start, end);
  figure.bytes = slice_of (reader, start, end);
  figure.unit.offset = figure.subject.offset = figure.bytes.offset + figure.bytes.length;
  figure.scope = figure.compared = figure.subject;
  g_array_append_val (reader->figures, figure);
  return &g_array_index (reader->figures, GalleyFigure, reader->figures->len - 1);
}

void
galley_reader_append_period (GalleyReader *reader,
                             const char *start,
                             const char *end,
                             const GalleyPeriod *period)
{
  gboolean one_day = period->unit == GALLEY_PERIOD_DAY && period->first == period->last
                     && period->first_day == period->last_day;
  GalleyFigure *figure
    = galley_reader_append (reader, start, end, one_day ? GALLEY_FIGURE_DATE : GALLEY_FIGURE_PERIOD);

  figure->period = *period;
}

static void
begin_block (GalleyReader *reader,
             const char *p)
{
  const char *line_end = memchr (p, '\n', reader->end - p);

  reader->block = reader->clause = reader->sentence = p;
  reader->outer = NULL;
  reader->block_end = line_end != NULL ? line_end : reader->end;
  reader->first = reader->figures->len;
  reader->year = 0;
  reader->month = 0;
}

/* Reads the figure that may begin at @p. Returns where to go on. */
static const char *
read_at (GalleyReader *reader,
         const char *p,
         GalleyGlyph glyph,
         guint size)
{
  const char *next = NULL;

  switch (glyph)
    {
    case GLYPH_DIGIT:
    case GLYPH_HAN_DIGIT:
    case GLYPH_HAN_SCALE:
      next = galley_reader_read_calendar (reader, p);
      if (next == NULL)
        next = galley_reader_read_quantity (reader, p);
      break;
    case GLYPH_ORDINAL:
      next = galley_reader_read_ordinal (reader, p);
      break;
    case GLYPH_FRONT:
      next = galley_reader_read_front (reader, p);
      break;
    case GLYPH_HALF:
      next = galley_reader_read_calendar (reader, p);
      break;
    case GLYPH_CURRENCY:
      next = galley_reader_read_quantity (reader, p);
      break;
    case GLYPH_LETTER:
      next = galley_reader_read_latin (reader, p);
      break;
    case GLYPH_CLAUSE:
      reader->clause = p + size;
      break;
    case GLYPH_OPEN:
      reader->outer = reader->clause;
      reader->clause = p + size;
      break;
    case GLYPH_CLOSE:
      reader->clause = reader->outer != NULL ? reader->outer : p + size;
      reader->outer = NULL;
      break;
    case GLYPH_SENTENCE:
      reader->outer = NULL;
      reader->clause = reader->sentence = p + size;
      break;
    case GLYPH_PLAIN:
    case GLYPH_LINE:
    default:
      break;
    }
  return next != NULL ? next : p + size;
}

static void
end_block (GalleyReader *reader)
{
  if (!reader->dates_only)
    galley_reader_find_subjects (reader, reader->first);
}

static void
read_text (GalleyReader *reader)
{
  const char *p = reader->text;

  begin_block (reader, p);
  while (p < reader->end)
    {
      guint size;
      gunichar character = utf8_get (p, &size);
      GalleyGlyph glyph = character <= 0xffff ? glyphs[character] : GLYPH_PLAIN;

      if (glyph == GLYPH_PLAIN)
        {
          p += size;
        }
      else if (character == '\n')
        {
          end_block (reader);
          p++;
          begin_block (reader, p);
        }
      else
        {
          p = read_at (reader, p, glyph, size);
        }
    }
  end_block (reader);
}

/* The figures of @text without context and subjects; none where it is not valid UTF-8. */
GArray *
galley_reader_read_dates (const char *text,
                          gsize length,
                          const GalleyLexicon *lexicon)
{
  GalleyReader reader = { .text = text, .end = text + length, .counted = text, .dates_only = TRUE };

  reader.lexicon = lexicon != NULL ? lexicon : galley_lexicon_get_default ();
  reader.figures = g_array_new (FALSE, FALSE, sizeof (GalleyFigure));
  if (g_utf8_validate_len (text, length, NULL))
    {
      init_glyphs ();
      read_text (&reader);
    }
  return reader.figures;
}

/**
 * galley_figures_read:
 * @text: text; every line of it is a block
 * @length: its length in bytes, or -1 if it is nul-terminated
 * @context: (nullable): what is known beyond the text, or %NULL to find it in the text
 *
 * Finds the figures of a text in one pass. The figures of a line depend on that line and the context alone, so that
 * after an edit only the blocks that were edited need to be read again. A text is at most %G_MAXUINT32 bytes.
 *
 * Returns: (transfer full) (nullable): the figures, or %NULL where @text is not valid UTF-8 or holds a nul
 */
GalleyFigures *
galley_figures_read (const char *text,
                     gssize length,
                     const GalleyFigureContext *context)
{
  GalleyReader reader = { .text = text, .counted = text };
  GalleyFigures *figures;
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);

  if (length < 0)
    length = strlen (text);
  g_return_val_if_fail (length <= G_MAXUINT32, NULL);
  if (!g_utf8_validate_len (text, length, NULL))
    return NULL;

  init_glyphs ();
  if (context != NULL)
    reader.context = *context;
  else
    galley_figure_context_from_text (text, length, NULL, &reader.context);
  reader.lexicon = reader.context.lexicon != NULL ? reader.context.lexicon : galley_lexicon_get_default ();
  reader.end = text + length;
  reader.figures = g_array_new (FALSE, FALSE, sizeof (GalleyFigure));
  read_text (&reader);

  size = reader.figures->len * sizeof (GalleyFigure);
  figures = g_malloc (sizeof (GalleyFigures) + size);
  g_atomic_ref_count_init (&figures->ref_count);
  figures->length = reader.figures->len;
  if (size > 0)
    memcpy (figures->data, reader.figures->data, size);
  g_array_unref (reader.figures);
  return figures;
}

GalleyFigures *
galley_figures_ref (GalleyFigures *figures)
{
  g_return_val_if_fail (figures != NULL, NULL);

  g_atomic_ref_count_inc (&figures->ref_count);
  return figures;
}

void
galley_figures_unref (GalleyFigures *figures)
{
  g_return_if_fail (figures != NULL);

  if (!g_atomic_ref_count_dec (&figures->ref_count))
    return;
  g_free (figures);
}

guint
galley_figures_get_length (const GalleyFigures *figures)
{
  g_return_val_if_fail (figures != NULL, 0);

  return figures->length;
}

/**
 * galley_figures_get:
 * @figures: figures
 * @position: a position below galley_figures_get_length()
 *
 * Returns: (transfer none): the figure at @position
 */
const GalleyFigure *
galley_figures_get (const GalleyFigures *figures,
                    guint position)
{
  g_return_val_if_fail (figures != NULL, NULL);
  g_return_val_if_fail (position < figures->length, NULL);

  return &figures->data[position];
}

/**
 * galley_figures_get_data:
 * @figures: figures
 * @length: (out): how many there are
 *
 * Returns: (transfer none) (array length=length): the figures in order
 */
const GalleyFigure *
galley_figures_get_data (const GalleyFigures *figures,
                         guint *length)
{
  g_return_val_if_fail (figures != NULL && length != NULL, NULL);

  *length = figures->length;
  return figures->data;
}
