/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-standing.h"

G_BEGIN_DECLS

/* The height that any of the lines takes up. */
#define GALLEY_STANDING_LINE_HEIGHT 4

typedef struct _GalleyStandingLines GalleyStandingLines;

GalleyStandingLines *galley_standing_lines_new (void);
void galley_standing_lines_free (GalleyStandingLines *self);
void galley_standing_lines_set_text_color (GalleyStandingLines *self,
                                           const GdkRGBA *text);
void galley_standing_lines_append (GalleyStandingLines *self,
                                   GtkSnapshot *snapshot,
                                   GalleyStanding standing,
                                   int x,
                                   int y,
                                   int width);

G_END_DECLS
