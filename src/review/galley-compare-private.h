/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-compare.h"

G_BEGIN_DECLS

GArray *galley_pieces_new (void);
GPtrArray *galley_comparison_find_figures (const GalleyComparison *self);
gboolean galley_grids_have_one_shape (const GalleyGridData *a,
                                      const GalleyGridData *b);
gboolean galley_grids_differ_in_texts (const GalleyGridData *a,
                                       const GalleyGridData *b);

G_END_DECLS
