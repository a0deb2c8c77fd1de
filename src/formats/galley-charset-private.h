/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *galley_charset_guess (const char *data,
                                  gsize length);

G_END_DECLS
