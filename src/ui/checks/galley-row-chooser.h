/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_ROW_CHOOSER (galley_row_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GalleyRowChooser, galley_row_chooser, GALLEY, ROW_CHOOSER, AdwBin)

void galley_row_chooser_set_rows (GalleyRowChooser *self,
                                  GPtrArray *same,
                                  GPtrArray *others);

G_END_DECLS
