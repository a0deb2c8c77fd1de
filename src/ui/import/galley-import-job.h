/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-clipboard.h"
#include "galley-import.h"

G_BEGIN_DECLS

void galley_import_job_start (gpointer source,
                              GFile *file,
                              GalleyClip *clip,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
GalleyImport *galley_import_job_finish (GAsyncResult *result,
                                        GError **error);

G_END_DECLS
