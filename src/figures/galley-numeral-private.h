/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-figures.h"
#include "galley-lexicon-private.h"
#include "galley-utf8-private.h"

G_BEGIN_DECLS

typedef enum
{
  NUMERAL_ARABIC,
  NUMERAL_HAN,
  NUMERAL_SCALE,
} GalleyNumeralForm;

/* A number as it stands in the text, without its unit. */
typedef struct
{
  const char *start;
  const char *end;
  const char *scale;       /* the 万, 亿 or 千 that ends it; @end where none does */
  const char *more;        /* a 余, 多 or 几 inside it, else NULL */
  GalleyNumeralForm form;
  GalleyDecimal value;
  GalleyDecimal high;      /* unlike @value for 三四十 */
  GalleyApprox approx;
  guint8 digits;           /* digits of a plain integer without point, commas or scale; 0 for all else */
  guint8 plan;             /* 14 for 十四五 */
  guint8 n_glyphs;         /* Han characters, at most 255 */
  gboolean unreadable;
  gboolean grouped;
  gboolean single_scale;   /* NUMERAL_SCALE of one character: 亿, not 千万 */
} GalleyNumeral;

gboolean galley_numeral_read (const GalleyLexicon *lexicon,
                              const char *p,
                              const char *end,
                              GalleyNumeral *numeral);
int galley_numeral_digit (gunichar glyph);
int galley_numeral_han_digit (gunichar glyph);
int galley_numeral_han_scale (gunichar glyph);

G_END_DECLS
