/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How deep a bulletin's file may nest. The reader itself takes up to twice that, for what is wrapped around values. */
#define GALLEY_JSON_MAX_DEPTH 64
/* So much deeper stands what a bulletin says in a layer of suggestions. */
#define GALLEY_JSON_LAYER_DEPTH 2

/*
 * What json-glib's tree needs besides, so that a bulletin loses nothing. A number that was read is kept as its text, since
 * json-glib would turn 12.50 into 12.5, cap long integers and write 1e400 as "inf": its node is a string that begins with
 * the byte 0xFF, which no text holds. galley_json_print() takes that for a number again, galley_json_get_string() refuses it.
 */
#define GALLEY_JSON_NUMBER_MARK '\xFF'

JsonNode *galley_json_parse (GBytes *bytes,
                             guint max_depth,
                             GError **error);
GString *galley_json_print (JsonObject *object,
                            gboolean pretty);

JsonNode *galley_json_find (JsonNode *object,
                            const char *name);
JsonNode *galley_json_require (JsonNode *object,
                               const char *name,
                               GError **error);
JsonObject *galley_json_get_object (JsonNode *value,
                                    GError **error);
JsonArray *galley_json_get_array (JsonNode *value,
                                  GError **error);
const char *galley_json_get_string (JsonNode *value,
                                    GError **error);
gboolean galley_json_get_uint (JsonNode *value,
                               guint *number,
                               GError **error);
void galley_json_set_error (JsonNode *value,
                            GError **error,
                            const char *format,
                            ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
