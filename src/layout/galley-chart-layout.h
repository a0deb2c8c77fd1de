/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-block-layout.h"

G_BEGIN_DECLS

GalleyBlockLayout *galley_chart_layout_new (const GalleyTypesetter *setter,
                                            const GalleySnapshot *snapshot,
                                            GalleyBlockData *block);

G_END_DECLS
