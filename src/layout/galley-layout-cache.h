/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-block-layout.h"
#include "galley-layout.h"
#include "galley-table-layout.h"

G_BEGIN_DECLS

/* The cache as a layout uses it, between begin and end. What the getters return is the cache's; %NULL where cancelled. */
void galley_layout_cache_begin (GalleyLayoutCache *self,
                                GalleyTheme *theme,
                                const GalleyLayoutOptions *options,
                                GCancellable *cancellable);
const GalleyTypesetter *galley_layout_cache_get_setter (GalleyLayoutCache *self,
                                                        const GalleyStyle *style);
void galley_layout_cache_end (GalleyLayoutCache *self,
                              gboolean complete);
GalleyBlockLayout *galley_layout_cache_get_block (GalleyLayoutCache *self,
                                                  GalleyBlockData *block,
                                                  const char *number);
GalleyBlockLayout *galley_layout_cache_get_rows (GalleyLayoutCache *self,
                                                 const GalleyTableFrame *frame,
                                                 GalleyBlockData *block,
                                                 GalleyRecord *record,
                                                 guint from,
                                                 guint to);
GalleyBlockLayout *galley_layout_cache_get_chart (GalleyLayoutCache *self,
                                                  const GalleySnapshot *snapshot,
                                                  GalleyBlockData *block);
GalleyBlockLayout *galley_layout_cache_get_text (GalleyLayoutCache *self,
                                                 GalleyStyleRole style,
                                                 const char *text);

G_END_DECLS
