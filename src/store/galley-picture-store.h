/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-snapshot.h"

G_BEGIN_DECLS

/* The folder beside a bulletin that its pictures are put into, shared by all the bulletins there. */
#define GALLEY_PICTURES_FOLDER "pictures"

char *galley_picture_store_dup_drafts (void);
char *galley_picture_store_add (const char *folder,
                                GBytes *bytes,
                                GCancellable *cancellable,
                                GError **error);
gboolean galley_picture_store_copy (const char *from,
                                    const char *to,
                                    const char *const *sources,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean galley_picture_store_take_along (const char *from,
                                          const char *to,
                                          const GPtrArray *blocks,
                                          GCancellable *cancellable,
                                          GError **error);
void galley_picture_store_collect (GHashTable *sources,
                                   const GPtrArray *blocks);
void galley_picture_store_sweep (const char *folder,
                                 GHashTable *used);

G_END_DECLS
