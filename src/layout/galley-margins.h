/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-layout-cache.h"

G_BEGIN_DECLS

gboolean galley_margins_add (GalleyDisplayList *list,
                             GalleyLayoutCache *cache,
                             const GalleySnapshot *snapshot,
                             const GalleyLayoutOptions *options);

G_END_DECLS
