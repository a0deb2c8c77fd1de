/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snapshot.h"

G_BEGIN_DECLS

GalleySnapshot *sample_new (void);
GalleySnapshot *sample_new_of_size (gsize n_bytes);
GalleySnapshot *sample_new_of_blocks (GPtrArray *blocks);
GalleySnapshot *sample_with_block (GalleySnapshot *snapshot,
                                   guint position,
                                   GalleyBlockData *block);

G_END_DECLS
