/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-reviewer.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_FIGURE_WALK (galley_figure_walk_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFigureWalk, galley_figure_walk, GALLEY, FIGURE_WALK, AdwNavigationPage)

void galley_figure_walk_show (GalleyFigureWalk *self,
                              const GalleyReviewView *view);

G_END_DECLS
