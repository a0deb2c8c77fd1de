/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-bulletin.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SHEET_DIALOG (galley_sheet_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleySheetDialog, galley_sheet_dialog, GALLEY, SHEET_DIALOG, AdwDialog)

AdwDialog *galley_sheet_dialog_new (GFile *file,
                                    GalleyBulletin *bulletin);

G_END_DECLS
