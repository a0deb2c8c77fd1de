/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-json.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

JsonObject *galley_json_from_record (const GalleyRecord *record);
JsonObject *galley_json_from_block (const GalleyBlockData *block);
JsonObject *galley_json_from_view (const GalleyViewData *view);
JsonObject *galley_json_from_grid (const GalleyGridData *grid);
JsonObject *galley_json_from_picture (const GalleyPictureData *picture);
void galley_json_set_members (JsonObject *object,
                              const char *members);

GalleyRecord *galley_json_read_record (JsonNode *value,
                                       const GalleySchema *schema,
                                       const char *besides,
                                       GError **error);
GalleyBlockData *galley_json_read_block (JsonNode *value,
                                         GError **error);
GalleyViewData *galley_json_read_view (JsonNode *value,
                                       GError **error);
GalleyGridData *galley_json_read_grid (JsonNode *value,
                                       GError **error);
GalleyPictureData *galley_json_read_picture (JsonNode *value,
                                             GError **error);
const char *galley_json_read_id (JsonNode *object,
                                 GError **error);
char *galley_json_read_unknown (JsonNode *object,
                                const char *const *known);

G_END_DECLS
