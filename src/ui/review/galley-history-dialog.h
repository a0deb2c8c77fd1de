/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-versions.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_HISTORY_DIALOG (galley_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyHistoryDialog, galley_history_dialog, GALLEY, HISTORY_DIALOG, AdwDialog)

AdwDialog *galley_history_dialog_new (GalleySnapshot *now,
                                      const char *path);
const GalleyVersion *galley_history_dialog_get_version (GalleyHistoryDialog *self);

G_END_DECLS
