/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-figures.h"
#include "galley-lexicon-private.h"
#include "galley-numeral-private.h"
#include "galley-utf8-private.h"

G_BEGIN_DECLS

/* The state of one pass over a text. A line is a block; nothing but the context is carried from one to the next. */
typedef struct
{
  const char *text;
  const char *end;           /* of the text */
  const char *block;         /* where the line begins */
  const char *block_end;
  const char *clause;        /* after the last ，；。 or bracket */
  const char *outer;         /* the clause that a bracket interrupts, or NULL */
  const char *sentence;      /* after the last 。！？；: where a subject may come from */
  const GalleyLexicon *lexicon;
  GalleyFigureContext context;
  GArray *figures;
  guint first;               /* the first figure of the block */
  const char *counted;       /* code points are counted up to here */
  guint n_counted;
  gint16 year;               /* the year and month that the block named last, or 0 */
  guint8 month;
  gboolean dates_only;       /* subjects are not wanted */
} GalleyReader;

/* Each reads at a place and returns where it went on to: past a figure that it appended, past what only looks like one,
 * or NULL where it found nothing of its kind. */
const char *galley_reader_read_quantity (GalleyReader *reader,
                                         const char *p);
const char *galley_reader_read_calendar (GalleyReader *reader,
                                         const char *p);
const char *galley_reader_read_ordinal (GalleyReader *reader,
                                        const char *p);
const char *galley_reader_read_front (GalleyReader *reader,
                                      const char *p);
const char *galley_reader_read_latin (GalleyReader *reader,
                                      const char *p);
const char *galley_latin_read_noun (GalleyReader *reader,
                                    const char *p);
const char *galley_latin_read_ordinal (GalleyReader *reader,
                                       const char *p);
void galley_reader_find_subjects (GalleyReader *reader,
                                  guint first);

GArray *galley_reader_read_dates (const char *text,
                                  gsize length,
                                  const GalleyLexicon *lexicon);
GalleyFigure *galley_reader_append (GalleyReader *reader,
                                    const char *start,
                                    const char *end,
                                    GalleyFigureKind kind);
void galley_reader_append_period (GalleyReader *reader,
                                  const char *start,
                                  const char *end,
                                  const GalleyPeriod *period);
void galley_reader_classify (GalleyReader *reader,
                             GalleyFigure *figure,
                             guint unit_class);
const char *galley_reader_read_unit (GalleyReader *reader,
                                     const GalleyNumeral *numeral,
                                     const char *p,
                                     guint *unit_class);
gunichar galley_reader_before (const GalleyReader *reader,
                               const char *p);

static inline gboolean
starts_with (const char *p,
             const char *end,
             const char *literal)
{
  for (; *literal != '\0'; p++, literal++)
    if (p >= end || *p != *literal)
      return FALSE;
  return TRUE;
}

static inline gboolean
ends_with (const char *start,
           const char *p,
           const char *literal,
           guint length)
{
  return (gsize) (p - start) >= length && memcmp (p - length, literal, length) == 0;
}

#define ENDS_WITH(start, p, literal) ends_with (start, p, literal, sizeof literal - 1)

static inline GalleySlice
slice_of (const GalleyReader *reader,
          const char *from,
          const char *to)
{
  return (GalleySlice) { (guint) (from - reader->text), (guint) (to - from) };
}

static inline gboolean
is_connector (gunichar glyph)
{
  switch (glyph)
    {
    case '-': case '~': case 0x2013: case 0x2014: case 0x2015: case 0x2212: case 0x301c: case 0xff0d: case 0xff5e:
    case 0x2010: case 0x2011: case 0x2500:
    case 0x81f3: case 0x5230: /* 至 到 */
      return TRUE;
    default:
      return FALSE;
    }
}

static inline gboolean
is_ascii_letter (gunichar glyph)
{
  return (glyph >= 'a' && glyph <= 'z') || (glyph >= 'A' && glyph <= 'Z');
}

static inline gboolean
is_han (gunichar glyph)
{
  return (glyph >= 0x3400 && glyph <= 0x9fff) || glyph == 0x3007;
}

G_END_DECLS
