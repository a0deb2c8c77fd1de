/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-binding.h"

G_BEGIN_DECLS

/* A figure mark and what is read at it. */
typedef struct
{
  GalleyMark *mark;
  const GalleyFigure *figure; /* NULL where the text is no single figure there */
  GalleyIndicatorField field;
  GalleyAmount amount;
} GalleyBoundReading;

gboolean galley_bound_is (const GalleyMark *mark);
gboolean galley_bound_in (const GalleyBlockData *block);
char *galley_bound_dup_chars (const char *text,
                              guint start,
                              guint length);
GalleyFigures *galley_bound_read_block (const GalleySnapshot *snapshot,
                                        const GalleyBlockData *block);
const GalleyFigure *galley_bound_figure (const GalleyFigures *figures,
                                         guint start,
                                         guint length);
GArray *galley_bound_read_marks (const GalleyBlockData *block,
                                 const GalleyFigures *figures);
GalleyBindingState galley_bound_judge (const GalleyBlockData *block,
                                       const GalleyBoundReading *reading,
                                       const GalleyRecord *row,
                                       GalleyBindingReason *reason,
                                       char **expected,
                                       gboolean *turned);
GalleyBindingPlace *galley_bound_place_new (const GalleyBlockData *block,
                                            const GalleyBoundReading *reading,
                                            const GalleyRecord *row);
void galley_bound_place_free (gpointer data);

GHashTable *galley_bound_forms_new (void);
GalleySnapshot *galley_bound_settle (GalleySnapshot *before,
                                     GalleySnapshot *after,
                                     GHashTable *forms,
                                     GalleyBindingReport **report);

/* Arrays of their own, for a snapshot that differs in some of their values. */
GPtrArray *galley_bound_copy_blocks (const GalleySnapshot *snapshot);
GPtrArray *galley_bound_copy_tables (const GalleySnapshot *snapshot);
GalleyRecord *galley_bound_find_row (GPtrArray *tables,
                                     const char *id);
void galley_bound_replace_row (GPtrArray *tables,
                               GalleyRecord *row);

G_END_DECLS
