/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "galley-block-data.h"

G_BEGIN_DECLS

cairo_surface_t *galley_picture_surface_new (const char *folder,
                                             const GalleyBlockData *block,
                                             guint max_side,
                                             GCancellable *cancellable,
                                             GError **error);

G_END_DECLS
