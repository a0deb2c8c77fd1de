/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *galley_number_format_builtin (guint id);
char *galley_number_format_print (const char *number,
                                  const char *format,
                                  gboolean from_1904);
char *galley_number_format_for (const char *text);

G_END_DECLS
