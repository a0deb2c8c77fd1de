/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-amount.h"
#include "galley-figures.h"

G_BEGIN_DECLS

gboolean galley_surface_is_inside (const GalleyFigure *figure,
                                   const char *text);
char *galley_surface_dup_number (const GalleyFigure *figure,
                                 const char *text);
char *galley_surface_dup_unit (const GalleyFigure *figure,
                               const char *text);
char *galley_surface_render (const GalleyFigure *figure,
                             const char *text,
                             const GalleyAmount *amount,
                             gboolean *turned);
char *galley_surface_to_cell (const GalleyFigure *figure,
                              const char *text,
                              GalleyIndicatorField field,
                              const char *unit);
gboolean galley_surface_turn (const char *text,
                              gsize at,
                              gboolean rises,
                              GalleySlice *word,
                              const char **other);

G_END_DECLS
