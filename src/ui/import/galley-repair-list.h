/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-import.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_REPAIR_LIST (galley_repair_list_get_type ())
G_DECLARE_FINAL_TYPE (GalleyRepairList, galley_repair_list, GALLEY, REPAIR_LIST, AdwBin)

GtkWidget *galley_repair_list_new (GalleyImport *import);
GPtrArray *galley_repair_list_get_refused (GalleyRepairList *self);
gboolean galley_repair_list_differs (GalleyRepairList *self);

AdwPreferencesGroup *galley_repair_list_new_beside (GalleyImport *import);

G_END_DECLS
