/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-change.h"

G_BEGIN_DECLS

GBytes *galley_change_codec_encode (const GalleyChange *change);
GalleyChange *galley_change_codec_decode (GBytes *line,
                                          GError **error);

G_END_DECLS
