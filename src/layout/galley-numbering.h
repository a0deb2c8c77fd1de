/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean galley_numbering_is_pattern (const char *pattern);
gboolean galley_numbering_split (const char *pattern,
                                 char **before,
                                 char **after);
char *galley_numbering_format (const char *pattern,
                               guint number);
gboolean galley_numbering_is_numbered (const char *pattern,
                                       const char *text);

G_END_DECLS
