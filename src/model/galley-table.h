/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-bulletin.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_INDICATOR (galley_indicator_get_type ())
G_DECLARE_FINAL_TYPE (GalleyIndicator, galley_indicator, GALLEY, INDICATOR, GObject)

GalleyRecord *galley_indicator_get_record (GalleyIndicator *self);

#define GALLEY_TYPE_TABLE (galley_table_get_type ())
G_DECLARE_FINAL_TYPE (GalleyTable, galley_table, GALLEY, TABLE, GObject)

const char *galley_table_get_id (GalleyTable *self);
const char *galley_table_get_title (GalleyTable *self);

G_END_DECLS
