/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-editor.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_FIND_BAR (galley_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFindBar, galley_find_bar, GALLEY, FIND_BAR, AdwBin)

void galley_find_bar_open (GalleyFindBar *self,
                           gboolean replacing);
void galley_find_bar_step (GalleyFindBar *self,
                           int step);

G_END_DECLS
