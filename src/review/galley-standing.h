/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-figures.h"
#include "galley-finding.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyStanding:
 * @GALLEY_STANDING_NONE: a date, a period, a rank: nothing that could be bound, and nothing was found
 * @GALLEY_STANDING_UNBOUND: not bound to a cell, and nothing proves it
 * @GALLEY_STANDING_BOUND: bound, in step with its cell, and nothing proves it
 * @GALLEY_STANDING_PROVED: a proof names it
 * @GALLEY_STANDING_OUT_OF_STEP: it does not say what its cell says, or is left over from the period before
 * @GALLEY_STANDING_DOUBTFUL: a warning names it
 * @GALLEY_STANDING_CONTRADICTED: an error names it
 *
 * How a figure of the text stands, the worse the later.
 */
typedef enum
{
  GALLEY_STANDING_NONE,
  GALLEY_STANDING_UNBOUND,
  GALLEY_STANDING_BOUND,
  GALLEY_STANDING_PROVED,
  GALLEY_STANDING_OUT_OF_STEP,
  GALLEY_STANDING_DOUBTFUL,
  GALLEY_STANDING_CONTRADICTED,
} GalleyStanding;

#define GALLEY_N_STANDINGS (GALLEY_STANDING_CONTRADICTED + 1)

gboolean galley_figure_is_bindable (const GalleyFigure *figure);
GalleyStanding galley_finding_get_standing (const GalleyFinding *finding);
GPtrArray *galley_standings_new (const GalleySnapshot *snapshot,
                                 GPtrArray *figures,
                                 const GalleyFindings *findings,
                                 const gboolean *aside);

G_END_DECLS
