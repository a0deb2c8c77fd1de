/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-figures.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/* What is known while the blocks of a bulletin are read one after the other. */
typedef struct
{
  GalleyFigureContext figures;
  char *district;
  char *period;   /* of the bulletin, or "" */
  char *block;    /* the period that the block named last, or NULL */
  char *sentence; /* the day that the sentence named, or NULL */
  gsize start;    /* where the sentence begins in the block, in bytes */
  gsize seen;     /* how far the block was looked at */
} GalleyReadingContext;

GalleyReadingContext *galley_extract_context_new (const GalleySnapshot *snapshot);
void galley_extract_context_free (GalleyReadingContext *context);
void galley_extract_begin_block (GalleyReadingContext *context);
gboolean galley_extract_go_to (GalleyReadingContext *context,
                               const char *text,
                               gsize at);
void galley_extract_see_period (GalleyReadingContext *context,
                                const char *text,
                                const GalleyFigure *figure);
const char *galley_extract_get_period (const GalleyReadingContext *context);
void galley_extract_name (const GalleyReadingContext *context,
                          const char *text,
                          const GalleyFigure *figure,
                          const GalleyFigure *counted,
                          const GalleyFigure *next,
                          char **name,
                          char **scope);

gboolean galley_extract_is_change (const GalleyFigure *figure);
gboolean galley_extract_is_points (const GalleyFigure *figure,
                                   const char *text);
gboolean galley_extract_is_level (const GalleyFigure *figure,
                                  const char *text);
gboolean galley_extract_is_joined (const char *text,
                                   const GalleyFigure *a,
                                   const GalleyFigure *b);
gboolean galley_extract_is_listed (const char *text,
                                   const GalleyFigure *a,
                                   const GalleyFigure *b);
gboolean galley_extract_continues (const char *text,
                                   const GalleyFigure *level,
                                   const GalleyFigure *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyReadingContext, galley_extract_context_free)

G_END_DECLS
