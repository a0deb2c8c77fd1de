/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-json.h"

G_BEGIN_DECLS

/**
 * GalleyJsonWriter:
 * @out: what was written so far
 * @compact: whether it all goes on one line; else two spaces a level, a member or element a line
 *
 * Writes JSON in one form only, so that equal values are equal bytes: members in the order in which they come, no
 * escapes but those that JSON demands. json-glib's generator escapes "/" and has no way to pass a number through.
 */
typedef struct
{
  GString *out;
  gboolean compact;
  /*< private >*/
  guint depth;
  gboolean follows; /* something stands before in the same container */
} GalleyJsonWriter;

void galley_json_write_open (GalleyJsonWriter *self,
                             const char *name,
                             GalleyJsonType type);
void galley_json_write_close (GalleyJsonWriter *self,
                              GalleyJsonType type);
void galley_json_write_string (GalleyJsonWriter *self,
                               const char *name,
                               const char *text);
void galley_json_write_uint (GalleyJsonWriter *self,
                             const char *name,
                             guint number);
void galley_json_write_boolean (GalleyJsonWriter *self,
                                const char *name,
                                gboolean truth);
void galley_json_write_value (GalleyJsonWriter *self,
                              const char *name,
                              const GalleyJson *json,
                              guint value);
void galley_json_write_members (GalleyJsonWriter *self,
                                const char *object);

G_END_DECLS
