/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-snapshot.h"

G_BEGIN_DECLS

GalleySnapshot *galley_bulletin_file_load (GFile *file,
                                           char **etag,
                                           GCancellable *cancellable,
                                           GError **error);
void galley_bulletin_file_load_async (GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GalleySnapshot *galley_bulletin_file_load_finish (GAsyncResult *result,
                                                  char **etag,
                                                  GError **error);

gboolean galley_bulletin_file_save (GFile *file,
                                    const GalleySnapshot *snapshot,
                                    const char *etag,
                                    char **new_etag,
                                    GCancellable *cancellable,
                                    GError **error);
void galley_bulletin_file_save_async (GFile *file,
                                      GalleySnapshot *snapshot,
                                      const char *etag,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean galley_bulletin_file_save_finish (GAsyncResult *result,
                                           char **new_etag,
                                           GError **error);

gboolean galley_bulletin_file_query_etag (GFile *file,
                                          char **etag,
                                          GCancellable *cancellable,
                                          GError **error);

G_END_DECLS
