/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *galley_desk_verify_push (const char *repository,
                                    const char *before,
                                    const char *after,
                                    gboolean allow_desk,
                                    GError **error);

G_END_DECLS
