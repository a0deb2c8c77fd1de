/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-proof-restate.h"

#include <glib/gi18n-lib.h>

#include "galley-binding.h"
#include "galley-restate.h"

/* A figure written in another unit or with other decimals. Its cell stays what it is. */

/* What the cell of a bound figure states; FALSE where it is not bound. */
static gboolean
get_cell (GalleyBulletin *bulletin, const GalleyBlockData *block, const GalleyFigure *figure, GalleyAmount *amount)
{
  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);
      GalleyIndicatorField field = GALLEY_INDICATOR_VALUE;
      GalleyRecord *row;

      if (mark->kind != GALLEY_MARK_FIGURE || mark->target == NULL || mark->start >= figure->start + figure->length ||
          figure->start >= mark->start + mark->length)
        continue;
      row = galley_bulletin_find_row (bulletin, mark->target, NULL, NULL);
      return row && (mark->field == NULL || galley_binding_field_from_string (mark->field, &field)) &&
             galley_amount_from_cell (amount, row, field);
    }
  return FALSE;
}

static GPtrArray *
get_offers (GalleyBulletin *bulletin, const GalleyBlockData *block, const GalleyFigure *figure)
{
  g_auto (GalleyAmount) cell = GALLEY_AMOUNT_INIT;
  gboolean bound = get_cell (bulletin, block, figure, &cell);

  return galley_restate (figure, block->text, bound ? &cell : NULL);
}

/* “821.6亿元, the same value” */
static char *
describe (const GalleyRestatement *offer)
{
  if (offer->loss == NULL)
    return g_strdup_printf (_("%s, the same value"), offer->surface);
  return g_strdup_printf (offer->above ? _("%s, rounded up by %s") : _("%s, rounded down by %s"), offer->surface, offer->loss);
}

/**
 * galley_proof_restate_menu:
 * @block: the block that @figure is in
 *
 * Returns: (transfer full): the ways to write the figure, each as win.restate with what it takes; those that keep its value
 *   before those that lose something; empty where there is no other
 */
GMenu *
galley_proof_restate_menu (GalleyBulletin *bulletin, const GalleyBlockData *block, const GalleyFigure *figure)
{
  g_autoptr (GPtrArray) offers = get_offers (bulletin, block, figure);
  GMenu *menu = g_menu_new ();

  for (int lossy = 0; lossy < 2; lossy++)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      for (guint i = 0; i < offers->len; i++)
        {
          const GalleyRestatement *offer = g_ptr_array_index (offers, i);
          g_autofree char *label = describe (offer);
          g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

          if ((offer->loss != NULL) != lossy)
            continue;
          g_menu_item_set_action_and_target (item, "win.restate", "(sus)", block->id, figure->start, offer->surface);
          g_menu_append_item (section, item);
        }
      if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
        g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  return menu;
}

/**
 * galley_proof_restate:
 * @id: a block's id
 * @start: where a figure begins in it, in code points
 * @surface: one of the ways to write it
 *
 * Writes it so, as one step of undo.
 *
 * Returns: (transfer full) (nullable): what was done, for people; %NULL where the figure is not there any more
 */
char *
galley_proof_restate (GalleyBulletin *bulletin, const char *id, guint start, const char *surface)
{
  g_autoptr (GalleySnapshot) before = galley_bulletin_snapshot (bulletin);
  const GalleyFigureContext nothing = { 0 };
  g_autoptr (GalleyFigures) figures = NULL;
  GalleyBlockData *block;
  guint position;

  if (!galley_bulletin_find_block (bulletin, id, &position))
    return NULL;
  block = galley_bulletin_get_block (bulletin, position);
  figures = galley_figures_read (block->text, -1, &nothing);
  for (guint i = 0; i < galley_figures_get_length (figures); i++)
    {
      const GalleyFigure *figure = galley_figures_get (figures, i);
      g_autoptr (GPtrArray) offers = figure->start == start ? get_offers (bulletin, block, figure) : NULL;

      for (guint o = 0; offers && o < offers->len; o++)
        {
          const GalleyRestatement *offer = g_ptr_array_index (offers, o);
          g_autoptr (GalleyBindingReport) report = NULL;
          GalleyTransaction *transaction;

          if (!g_str_equal (offer->surface, surface))
            continue;
          transaction = galley_transaction_begin (bulletin, _("Unit"));
          galley_transaction_replace_text (transaction, position, start, figure->length, surface);
          report = galley_binding_follow (transaction, bulletin, before);
          galley_transaction_commit (transaction);
          return describe (offer);
        }
    }
  return NULL;
}
