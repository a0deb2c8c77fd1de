/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-standing.h"

G_BEGIN_DECLS

/* The height that any of the lines takes up. */
#define GALLEY_STANDING_LINE_HEIGHT 4

void galley_standing_line_append (GtkSnapshot *snapshot,
                                  GalleyStanding standing,
                                  const GdkRGBA *text,
                                  float x,
                                  float y,
                                  float width);

G_END_DECLS
