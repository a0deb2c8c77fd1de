/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-layout.h"

G_BEGIN_DECLS

void galley_layout_job_start (gpointer source,
                              GalleySnapshot *snapshot,
                              GalleyTheme *theme,
                              const char *folder,
                              GalleyLayoutCache *cache,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
GalleyDisplayList *galley_layout_job_finish (GAsyncResult *result,
                                             GError **error);

G_END_DECLS
