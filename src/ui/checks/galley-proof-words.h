/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-editor.h"
#include "galley-report.h"

G_BEGIN_DECLS

/* How a figure stands, in words and with an icon. */
const char *galley_proof_words_standing (GalleyStanding standing,
                                         gboolean bound);
gboolean galley_proof_words_is_bound (const GalleyBlockData *block,
                                      const GalleyFigure *figure);
const char *galley_proof_words_icon (GalleyStanding standing);
const char *galley_proof_words_style (GalleyStanding standing);

char *galley_proof_words_subject (const GalleyFigure *figure,
                                  const char *text);
char *galley_proof_words_rounding (const GalleyFinding *finding);
char *galley_proof_words_excerpt (const char *text,
                                  guint start,
                                  guint length,
                                  gboolean markup);
const char *galley_proof_words_name (const GalleyRecord *row);
char *galley_proof_words_row (const GalleyRecord *row);

G_END_DECLS
