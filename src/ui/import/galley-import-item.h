/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-clipboard.h"
#include "galley-extract.h"
#include "galley-import.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_IMPORT_READING,
  GALLEY_IMPORT_EXTRACTING,
  GALLEY_IMPORT_READY,
  GALLEY_IMPORT_FAILED,
} GalleyImportState;

#define GALLEY_TYPE_IMPORT_ITEM (galley_import_item_get_type ())
G_DECLARE_FINAL_TYPE (GalleyImportItem, galley_import_item, GALLEY, IMPORT_ITEM, GObject)

GalleyImportItem *galley_import_item_new (GFile *file,
                                          GalleyClip *clip);
void galley_import_item_cancel (GalleyImportItem *self);
void galley_import_item_refuse (GalleyImportItem *self,
                                const char *const *refused);

const char *galley_import_item_get_title (GalleyImportItem *self);
GalleyImportState galley_import_item_get_state (GalleyImportItem *self);
const GError *galley_import_item_get_error (GalleyImportItem *self);
GalleyImport *galley_import_item_get_import (GalleyImportItem *self);
GListModel *galley_import_item_get_proposed (GalleyImportItem *self);
const char *galley_import_item_get_missing (GalleyImportItem *self);
GalleySnapshot *galley_import_item_take (GalleyImportItem *self);

G_END_DECLS
