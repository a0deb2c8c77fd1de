/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-bulletin.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ROLL_PANE (galley_roll_pane_get_type ())
G_DECLARE_FINAL_TYPE (GalleyRollPane, galley_roll_pane, GALLEY, ROLL_PANE, AdwBin)

void galley_roll_pane_set_bulletin (GalleyRollPane *self,
                                    GalleyBulletin *bulletin);

G_END_DECLS
