/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * GalleyTourStep:
 * @GALLEY_TOUR_FIGURE: a figure's proof card is looked at
 * @GALLEY_TOUR_EXTRACT: the indicator table is filled from the text
 * @GALLEY_TOUR_CELL: a cell is changed, and the text follows
 * @GALLEY_TOUR_PROBLEM: a problem is gone to
 * @GALLEY_TOUR_EXPORT: the bulletin is saved or exported
 *
 * What there is to try, in order.
 */
typedef enum
{
  GALLEY_TOUR_FIGURE,
  GALLEY_TOUR_EXTRACT,
  GALLEY_TOUR_CELL,
  GALLEY_TOUR_PROBLEM,
  GALLEY_TOUR_EXPORT,
} GalleyTourStep;

#define GALLEY_N_TOUR_STEPS (GALLEY_TOUR_EXPORT + 1)

#define GALLEY_TYPE_TOUR (galley_tour_get_type ())
G_DECLARE_FINAL_TYPE (GalleyTour, galley_tour, GALLEY, TOUR, AdwBin)

void galley_tour_set_target (GalleyTour *self,
                             GalleyTourStep step,
                             GtkWidget *target);
void galley_tour_begin (GalleyTour *self);
void galley_tour_end (GalleyTour *self);
void galley_tour_happened (GalleyTour *self,
                           GalleyTourStep step);

G_END_DECLS
