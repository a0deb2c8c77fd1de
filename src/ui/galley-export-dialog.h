/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-export.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_EXPORT_DIALOG (galley_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyExportDialog, galley_export_dialog, GALLEY, EXPORT_DIALOG, AdwDialog)

GalleyExportDialog *galley_export_dialog_new (void);
const GalleyExportFormat *galley_export_dialog_get_format (GalleyExportDialog *self);
gboolean galley_export_dialog_get_sources (GalleyExportDialog *self);
GalleyExportPictures galley_export_dialog_get_pictures (GalleyExportDialog *self);

G_END_DECLS
