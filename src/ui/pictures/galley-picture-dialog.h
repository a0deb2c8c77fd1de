/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-bulletin.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PICTURE_DIALOG (galley_picture_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPictureDialog, galley_picture_dialog, GALLEY, PICTURE_DIALOG, AdwDialog)

AdwDialog *galley_picture_dialog_new (GalleyBulletin *bulletin,
                                      GalleyBlockData *block,
                                      const char *folder);
void galley_picture_dialog_set_source (GalleyPictureDialog *self,
                                       const char *source);

G_END_DECLS
