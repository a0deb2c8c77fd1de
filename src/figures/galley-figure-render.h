/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-figure.h"

G_BEGIN_DECLS

/**
 * GalleyRenderNotes:
 * @GALLEY_RENDER_ROUNDED: the printed number is not the value, but the value rounded half up
 * @GALLEY_RENDER_DIRECTION: the value has the other sign than the figure had, so that the verb beside it is wrong
 */
typedef enum
{
  GALLEY_RENDER_ROUNDED = 1 << 0,
  GALLEY_RENDER_DIRECTION = 1 << 1,
} GalleyRenderNotes;

char *galley_figure_render (const GalleyDecimal *value,
                            const char *unit,
                            int magnitude,
                            int decimals,
                            GalleyApprox approx,
                            GalleyRenderNotes *notes);
char *galley_figure_render_like (const GalleyFigure *figure,
                                 const char *text,
                                 const GalleyDecimal *value,
                                 GalleyRenderNotes *notes);

G_END_DECLS
