/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-json.h"

G_BEGIN_DECLS

GBytes *galley_codec_migrate (JsonNode *root,
                              guint version,
                              GError **error);

G_END_DECLS
