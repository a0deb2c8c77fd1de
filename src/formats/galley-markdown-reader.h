/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-formats-error.h"
#include "galley-omission.h"
#include "galley-parts.h"

G_BEGIN_DECLS

gboolean galley_markdown_is (const char *text);
GPtrArray *galley_markdown_read (const char *text,
                                 gsize length,
                                 GPtrArray *omissions,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
