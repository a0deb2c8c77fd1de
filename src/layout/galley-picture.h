/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

char *galley_picture_find (const char *folder,
                           const char *source);
cairo_surface_t *galley_picture_load (const char *folder,
                                      const char *source,
                                      int max_width);

G_END_DECLS
