/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-display-list.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyLayoutOptions:
 * @width: of a page in the theme's units, for a preview as wide as its pane; 0 for the theme's own
 * @notice: (nullable): what the head of every page is to say, as that the bulletin is not signed
 * @state: (nullable): where the bulletin stands, for the running head of a proof
 * @folder: (nullable): the folder that picture paths are relative to; %NULL to show captions without pictures
 */
typedef struct
{
  double width;
  const char *folder;
  const char *notice;
  const char *state;
} GalleyLayoutOptions;

/**
 * GalleyLayoutCache:
 *
 * Keeps fonts and laid out blocks from one layout to the next, so that only changed blocks are shaped again.
 * One for each view. May be used from any thread: layouts with the same cache wait for each other.
 */
typedef struct _GalleyLayoutCache GalleyLayoutCache;

GalleyLayoutCache *galley_layout_cache_new (void);
GalleyLayoutCache *galley_layout_cache_ref (GalleyLayoutCache *cache);
void galley_layout_cache_unref (GalleyLayoutCache *cache);
guint galley_layout_cache_get_n_shaped (GalleyLayoutCache *cache);

GalleyDisplayList *galley_layout (const GalleySnapshot *snapshot,
                                  GalleyTheme *theme,
                                  const GalleyLayoutOptions *options,
                                  GalleyLayoutCache *cache,
                                  GCancellable *cancellable,
                                  GError **error);

GalleyDisplayList *galley_layout_block (const GalleySnapshot *snapshot,
                                        GalleyBlockData *block,
                                        GalleyTheme *theme,
                                        double width,
                                        GalleyLayoutCache *cache,
                                        cairo_rectangle_t *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLayoutCache, galley_layout_cache_unref)

G_END_DECLS
