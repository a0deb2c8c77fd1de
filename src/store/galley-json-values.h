/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-json.h"
#include "galley-layer.h"

G_BEGIN_DECLS

JsonObject *galley_json_from_record (const GalleyRecord *record);
JsonObject *galley_json_from_block (const GalleyBlockData *block);
JsonObject *galley_json_from_view (const GalleyViewData *view);
JsonObject *galley_json_from_grid (const GalleyGridData *grid);
JsonObject *galley_json_from_picture (const GalleyPictureData *picture);
void galley_json_set_members (JsonObject *object,
                              const char *members);

JsonObject *galley_json_from_layer (const GalleyLayer *layer);
void galley_json_set_content (JsonObject *object,
                              const GalleySnapshot *snapshot);
void galley_json_set_records (JsonObject *object,
                              const char *name,
                              GPtrArray *records);

GalleyRecord *galley_json_read_record (JsonNode *value,
                                       const GalleySchema *schema,
                                       const char *const *besides,
                                       GError **error);
GalleyBlockData *galley_json_read_block (JsonNode *value,
                                         GError **error);
GalleyViewData *galley_json_read_view (JsonNode *value,
                                       GError **error);
GalleyGridData *galley_json_read_grid (JsonNode *value,
                                       GError **error);
GalleyPictureData *galley_json_read_picture (JsonNode *value,
                                             GError **error);
GalleyLayer *galley_json_read_layer (JsonNode *value,
                                     GError **error);
GPtrArray *galley_json_read_records (JsonNode *object,
                                     const char *name,
                                     const GalleySchema *schema,
                                     GHashTable *ids,
                                     GError **error);
GalleySnapshot *galley_json_read_content (JsonNode *object,
                                          const char *id,
                                          GHashTable *ids,
                                          GError **error);
gboolean galley_json_find_array (JsonNode *object,
                                 const char *name,
                                 JsonArray **array,
                                 guint *length,
                                 GError **error);
gboolean galley_json_take_id (GHashTable *ids,
                              JsonNode *object,
                              GError **error);
const char *galley_json_read_id (JsonNode *object,
                                 GError **error);
char *galley_json_read_unknown (JsonNode *object,
                                const char *const *known);

G_END_DECLS
