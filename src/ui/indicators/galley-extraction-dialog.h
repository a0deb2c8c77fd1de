/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-extract.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_EXTRACTION_DIALOG (galley_extraction_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyExtractionDialog, galley_extraction_dialog, GALLEY, EXTRACTION_DIALOG, AdwDialog)

AdwDialog *galley_extraction_dialog_new (GalleyExtraction *extraction);
guint galley_extraction_dialog_apply (GalleyExtractionDialog *self,
                                      GalleyBulletin *bulletin);

G_END_DECLS
