/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-figure.h"
#include "galley-lexicon.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyFigureContext:
 * @year: the year that dates without one belong to, or 0 where it is not known
 * @month: the month of publication, or 0
 * @day: the day of publication, or 0
 * @lexicon: (nullable): the words to read with; %NULL for the built-in ones
 *
 * All that the reading of a block may know beyond the block itself.
 */
typedef struct
{
  gint16 year;
  guint8 month;
  guint8 day;
  const GalleyLexicon *lexicon;
} GalleyFigureContext;

/**
 * GalleyFigures:
 *
 * The figures of one text, in order of place and apart from each other. Opaque, immutable and reference counted.
 */
typedef struct _GalleyFigures GalleyFigures;

GalleyFigures *galley_figures_read (const char *text,
                                    gssize length,
                                    const GalleyFigureContext *context);
GalleyFigures *galley_figures_ref (GalleyFigures *figures);
void galley_figures_unref (GalleyFigures *figures);
guint galley_figures_get_length (const GalleyFigures *figures);
const GalleyFigure *galley_figures_get (const GalleyFigures *figures,
                                        guint position);
const GalleyFigure *galley_figures_get_data (const GalleyFigures *figures,
                                             guint *length);

void galley_figure_context_from_text (const char *text,
                                      gssize length,
                                      const GalleyLexicon *lexicon,
                                      GalleyFigureContext *context);

void galley_figure_context_from_snapshot (const GalleySnapshot *snapshot,
                                          GalleyFigureContext *context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyFigures, galley_figures_unref)

G_END_DECLS
