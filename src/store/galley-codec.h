/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snapshot.h"

G_BEGIN_DECLS

#define GALLEY_FORMAT "galley-bulletin"
#define GALLEY_FORMAT_VERSION 1
/* A bulletin's file that is larger is refused before it is read. */
#define GALLEY_FILE_MAX_BYTES (G_GUINT64_CONSTANT (256) * 1024 * 1024)

GBytes *galley_codec_encode (const GalleySnapshot *snapshot);
GBytes *galley_codec_encode_line (const GalleySnapshot *snapshot);
GalleySnapshot *galley_codec_decode (GBytes *bytes,
                                     GError **error);
char *galley_codec_content_hash (const GalleySnapshot *snapshot);

G_END_DECLS
