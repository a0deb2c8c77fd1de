/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-formats-error.h"
#include "galley-omission.h"
#include "galley-parts.h"

G_BEGIN_DECLS

/* No page larger than this is read, in bytes: its tree takes some ten times as much memory. */
#define GALLEY_MAX_HTML_BYTES (32u * 1024 * 1024)

gboolean galley_html_is_page (const char *text);
GPtrArray *galley_html_read (const char *html,
                             gsize length,
                             GPtrArray *omissions,
                             GCancellable *cancellable,
                             GError **error);
GPtrArray *galley_html_read_bytes (GBytes *bytes,
                                   GPtrArray *omissions,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
