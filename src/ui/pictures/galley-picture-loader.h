/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-picture-data.h"

G_BEGIN_DECLS

void galley_picture_load_async (const char *folder,
                                const char *source,
                                const GalleyPictureCrop *crop,
                                guint max_side,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data);
GdkTexture *galley_picture_load_finish (GAsyncResult *result,
                                        GError **error);

G_END_DECLS
