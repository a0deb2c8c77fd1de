/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-json-writer.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

void galley_json_write_record (GalleyJsonWriter *self,
                               const GalleyRecord *record);
void galley_json_write_block (GalleyJsonWriter *self,
                              const GalleyBlockData *block);

GalleyRecord *galley_json_read_record (const GalleyJson *json,
                                       guint value,
                                       const GalleySchema *schema,
                                       const char *besides,
                                       GError **error);
GalleyBlockData *galley_json_read_block (const GalleyJson *json,
                                         guint value,
                                         GError **error);
char *galley_json_read_id (const GalleyJson *json,
                           guint object,
                           GError **error);
char *galley_json_read_unknown (const GalleyJson *json,
                                guint object,
                                const char *const *known);
void galley_json_write_fields (GalleyJsonWriter *self,
                               const GalleyRecord *record);

G_END_DECLS
