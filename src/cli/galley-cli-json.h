/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Members of the object that is being built, or with a NULL name elements of the array. */
void galley_cli_json_object (JsonBuilder *builder,
                             const char *name);
void galley_cli_json_array (JsonBuilder *builder,
                            const char *name);
void galley_cli_json_string (JsonBuilder *builder,
                             const char *name,
                             const char *text);
void galley_cli_json_uint (JsonBuilder *builder,
                           const char *name,
                           guint value);
void galley_cli_json_boolean (JsonBuilder *builder,
                              const char *name,
                              gboolean value);
void galley_cli_json_print (JsonBuilder *builder);

G_END_DECLS
