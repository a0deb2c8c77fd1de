/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *describe_parts (GPtrArray *parts);
char *describe_omissions (GPtrArray *omissions);

G_END_DECLS
