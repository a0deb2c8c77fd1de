/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Looks at a file that was written and is about to replace another. */
typedef gboolean (*GalleyDurableCheck) (const char *path,
                                        gpointer data,
                                        GCancellable *cancellable,
                                        GError **error);

GBytes *galley_durable_read (const char *path,
                             guint64 max_bytes,
                             GCancellable *cancellable,
                             GError **error);
gboolean galley_durable_replace (const char *path,
                                 GBytes *content,
                                 const char *etag,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean galley_durable_replace_checked (const char *path,
                                         GBytes *content,
                                         GalleyDurableCheck check,
                                         gpointer data,
                                         GCancellable *cancellable,
                                         GError **error);
gboolean galley_durable_write_all (int fd,
                                   const char *data,
                                   gsize length);
char *galley_durable_etag (GBytes *content);

G_END_DECLS
