/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-bulletin.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_VIEW_DIALOG (galley_view_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyViewDialog, galley_view_dialog, GALLEY, VIEW_DIALOG, AdwDialog)

AdwDialog *galley_view_dialog_new (GalleyBulletin *bulletin,
                                   GalleyBlockData *block,
                                   guint position);

G_END_DECLS
