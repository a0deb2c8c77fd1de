/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As much of a file tells what it is written in as all of it. */
#define GALLEY_CHARSET_SAMPLE_BYTES (64 * 1024)

const char *galley_charset_guess (const char *sample,
                                  gsize length,
                                  guint64 whole);

G_END_DECLS
