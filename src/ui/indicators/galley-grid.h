/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-comment.h"
#include "galley-report.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_GRID (galley_grid_get_type ())
G_DECLARE_FINAL_TYPE (GalleyGrid, galley_grid, GALLEY, GRID, AdwBin)

void galley_grid_set_bulletin (GalleyGrid *self,
                               GalleyBulletin *bulletin);
void galley_grid_set_report (GalleyGrid *self,
                             GalleyReport *report);
void galley_grid_set_comments (GalleyGrid *self,
                               GPtrArray *threads);
void galley_grid_flush (GalleyGrid *self);
gboolean galley_grid_cancel (GalleyGrid *self);
const char *galley_grid_get_row (GalleyGrid *self);
GalleyIndicatorField galley_grid_get_field (GalleyGrid *self);
void galley_grid_select_row (GalleyGrid *self,
                             const char *id);
void galley_grid_select_cell (GalleyGrid *self,
                              const char *id,
                              GalleyIndicatorField field);

G_END_DECLS
