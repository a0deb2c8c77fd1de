/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-standing.h"

#include "galley-binding.h"

/* Lets the figures that a span touches stand no better than @standing. Figures come in order and do not overlap. */
static void
raise_standing (GalleyStanding *standings, const GalleyFigures *figures, guint start, guint length, GalleyStanding standing)
{
  guint n, low = 0, high;
  const GalleyFigure *all = galley_figures_get_data (figures, &n);

  for (high = n; low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (all[middle].start + all[middle].length > start)
        high = middle;
      else
        low = middle + 1;
    }
  for (; low < n && all[low].start < start + length; low++)
    standings[low] = MAX (standings[low], standing);
}

/* What the block itself tells of its figures: which are bound, and which are left over from the period before. */
static GalleyStanding *
standings_of_block (const GalleyBlockData *block, const GalleyFigures *figures)
{
  guint n;
  const GalleyFigure *all = galley_figures_get_data (figures, &n);
  GalleyStanding *standings = g_new0 (GalleyStanding, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    standings[i] = galley_figure_is_bindable (&all[i]) ? GALLEY_STANDING_UNBOUND : GALLEY_STANDING_NONE;
  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind == GALLEY_MARK_FIGURE && mark->target)
        raise_standing (standings, figures, mark->start, mark->length, GALLEY_STANDING_BOUND);
      else if (mark->kind == GALLEY_MARK_STALE)
        raise_standing (standings, figures, mark->start, mark->length, GALLEY_STANDING_OUT_OF_STEP);
    }
  return standings;
}

/* Bindings come in the order of the text, so that their blocks are found on the way. */
static void
raise_out_of_step (GPtrArray *standings, const GalleySnapshot *snapshot, GPtrArray *figures)
{
  g_autoptr (GPtrArray) places = galley_binding_check (snapshot);

  for (guint i = 0, block = 0; i < places->len; i++)
    {
      const GalleyBindingPlace *place = g_ptr_array_index (places, i);

      while (!g_str_equal (((GalleyBlockData *) g_ptr_array_index (snapshot->blocks, block))->id, place->block))
        block++;
      if (place->state == GALLEY_BINDING_OUT_OF_STEP)
        raise_standing (g_ptr_array_index (standings, block), g_ptr_array_index (figures, block), place->start,
                        place->length, GALLEY_STANDING_OUT_OF_STEP);
    }
}

/**
 * galley_figure_is_bindable:
 *
 * Returns: whether @figure can be a cell of the table
 */
gboolean
galley_figure_is_bindable (const GalleyFigure *figure)
{
  return figure->numeric && figure->kind != GALLEY_FIGURE_DATE && figure->kind != GALLEY_FIGURE_PERIOD &&
         figure->kind != GALLEY_FIGURE_ORDINAL;
}

/**
 * galley_finding_get_standing:
 *
 * Returns: what a finding makes of the figures that it names; %GALLEY_STANDING_NONE for a mere note
 */
GalleyStanding
galley_finding_get_standing (const GalleyFinding *finding)
{
  if (galley_finding_is_proof (finding))
    return GALLEY_STANDING_PROVED;
  switch (finding->severity)
    {
    case GALLEY_SEVERITY_ERROR:
      return GALLEY_STANDING_CONTRADICTED;
    case GALLEY_SEVERITY_WARNING:
      return GALLEY_STANDING_DOUBTFUL;
    case GALLEY_SEVERITY_NOTE:
    default:
      return GALLEY_STANDING_NONE;
    }
}

/**
 * galley_standings_new:
 * @figures: (element-type GalleyFigures): those of each block of @snapshot
 * @aside: (array): for each finding, whether it was set aside and says nothing
 *
 * Returns: (transfer full) (element-type GalleyStanding): for each block an array of how its figures stand
 */
GPtrArray *
galley_standings_new (const GalleySnapshot *snapshot,
                      GPtrArray *figures,
                      const GalleyFindings *findings,
                      const gboolean *aside)
{
  GPtrArray *standings = g_ptr_array_new_full (snapshot->blocks->len, g_free);

  for (guint i = 0; i < snapshot->blocks->len; i++)
    g_ptr_array_add (standings, standings_of_block (g_ptr_array_index (snapshot->blocks, i), g_ptr_array_index (figures, i)));
  raise_out_of_step (standings, snapshot, figures);
  for (guint i = 0; i < galley_findings_get_length (findings); i++)
    {
      const GalleyFinding *finding = galley_findings_get (findings, i);

      for (guint p = 0; !aside[i] && p < finding->n_places; p++)
        {
          const GalleyPlace *place = &finding->places[p];

          if (!place->row && !place->cell && place->passage < standings->len)
            raise_standing (g_ptr_array_index (standings, place->passage), g_ptr_array_index (figures, place->passage),
                            place->start, place->length, galley_finding_get_standing (finding));
        }
    }
  return standings;
}
