/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyLayer:
 * @head: (type GalleyRecord): its id, whose suggestions they are, in which role and since when
 * @base: the content as it was before them, without findings set aside, log, layers and comments; its id is the layer's
 *
 * What one author suggests: not markup in the text, but what differs between @base and what follows it, the base of the
 * next layer or, after the last, the bulletin itself. So the bulletin always reads as it would with all suggestions taken.
 * Immutable, shared by reference count.
 */
typedef struct
{
  GalleyRecord *head;
  GalleySnapshot *base;
} GalleyLayer;

GalleyLayer *galley_layer_new (GalleyRecord *head,
                               const GalleySnapshot *content);
GalleyLayer *galley_layer_new_for (const char *author,
                                   const char *role,
                                   const GalleySnapshot *content);
GalleyLayer *galley_layer_ref (GalleyLayer *layer);
void galley_layer_unref (GalleyLayer *layer);
gboolean galley_layer_equal (const GalleyLayer *a,
                             const GalleyLayer *b);
GPtrArray *galley_layer_array_new (void);
const GalleySnapshot *galley_layers_get_state (const GalleySnapshot *snapshot,
                                               guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLayer, galley_layer_unref)

G_END_DECLS
