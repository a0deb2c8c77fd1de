/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-formats-error.h"

G_BEGIN_DECLS

/* No text file larger than this is read, in bytes. */
#define GALLEY_MAX_TEXT_BYTES (100u * 1024 * 1024)

GBytes *galley_text_decode_exactly (GBytes *bytes,
                                    char **charset,
                                    GError **error);
GInputStream *galley_text_open (int fd,
                                GError **error);
char *galley_text_decode (GBytes *bytes,
                          char **charset,
                          GError **error);
GBytes *galley_text_load (GFile *file,
                          GCancellable *cancellable,
                          GError **error);
char *galley_text_normalize_lines (const char *text,
                                   gsize length);

G_END_DECLS
