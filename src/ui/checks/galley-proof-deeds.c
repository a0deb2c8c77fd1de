/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-proof-deeds.h"

#include <glib/gi18n-lib.h>

#include "galley-binding.h"
#include "galley-extract.h"
#include "galley-proof-words.h"
#include "galley-surface.h"

/* What the proof card does to the bulletin, each in one step of undo. */

/* What the text proposes for the figure; %NULL where it proposes nothing. */
static GalleyProposal *
find_proposal (GalleyExtraction *extraction, const char *block, const GalleyFigure *figure, guint *position)
{
  for (guint i = 0; i < extraction->proposals->len; i++)
    {
      GalleyProposal *proposal = g_ptr_array_index (extraction->proposals, i);

      for (guint m = 0; m < proposal->mentions->len; m++)
        {
          const GalleyMention *mention = g_ptr_array_index (proposal->mentions, m);

          if (g_str_equal (mention->block, block) &&
              mention->start < figure->start + figure->length &&
              figure->start < mention->start + mention->length)
            {
              *position = i;
              return proposal;
            }
        }
    }
  return NULL;
}

/* A row of the figure's own, where the reading of the whole text makes none of it: its subject, and what binding fills in. */
static char *
make_row (GalleyTransaction *transaction,
          GalleyBulletin *bulletin,
          const GalleyBlockData *block,
          const GalleyFigure *figure)
{
  g_autofree char *name = g_strndup (block->text + figure->subject.offset, figure->subject.length);
  g_autofree char *scope = g_strndup (block->text + figure->scope.offset, figure->scope.length);
  const char *fields[GALLEY_N_INDICATOR_FIELDS] = {
    [GALLEY_INDICATOR_NAME] = name,
    [GALLEY_INDICATOR_SCOPE] = scope,
    [GALLEY_INDICATOR_PERIOD] = galley_bulletin_get_details (bulletin)->fields[GALLEY_DETAILS_PERIOD],
  };
  g_autoptr (GalleyRecord) row = galley_record_new (&galley_indicator_schema, NULL, fields, NULL);
  GPtrArray *tables = galley_bulletin_get_list (bulletin, GALLEY_LIST_TABLES);
  g_autoptr (GPtrArray) rows = galley_record_array_new (), heads = galley_record_array_new ();
  g_autoptr (GalleySnapshot) now = NULL, bound = NULL;
  gboolean same;

  if (tables->len == 0)
    {
      g_ptr_array_add (heads, galley_record_new (&galley_table_schema, NULL, NULL, NULL));
      galley_transaction_splice (transaction, GALLEY_LIST_TABLES, NULL, 0, 0, heads);
      tables = galley_bulletin_get_list (bulletin, GALLEY_LIST_TABLES);
    }
  {
    const char *table = ((GalleyRecord *) g_ptr_array_index (tables, 0))->id;

    g_ptr_array_add (rows, galley_record_ref (row));
    galley_transaction_splice (transaction, GALLEY_LIST_ROWS, table, galley_bulletin_get_rows (bulletin, table)->len, 0, rows);
  }
  now = galley_bulletin_snapshot (bulletin);
  bound = galley_binding_bind (now, block->id, figure->start, figure->length, row->id,
                               galley_proof_choose_field (figure, block->text, row, &same));
  galley_binding_take (transaction, bulletin, bound);
  return g_strdup (galley_proof_words_name (row));
}

/**
 * galley_proof_choose_field:
 * @figure: a figure of @text
 * @same: (out): whether the cell says what the figure says
 *
 * Returns: the cell of @row that the figure prints: the one that says the same, else what such a figure states
 */
GalleyIndicatorField
galley_proof_choose_field (const GalleyFigure *figure, const char *text, const GalleyRecord *row, gboolean *same)
{
  static const GalleyIndicatorField levels[] = { GALLEY_INDICATOR_VALUE, GALLEY_INDICATOR_BASE };
  static const GalleyIndicatorField changes[] = { GALLEY_INDICATOR_CHANGE, GALLEY_INDICATOR_VALUE };
  const GalleyIndicatorField *fields = figure->kind == GALLEY_FIGURE_GROWTH ? changes : levels;
  g_auto (GalleyAmount) said = GALLEY_AMOUNT_INIT;

  galley_amount_from_figure (&said, figure, text);
  *same = TRUE;
  for (int i = 0; i < 2; i++)
    {
      g_auto (GalleyAmount) cell = GALLEY_AMOUNT_INIT;

      if (galley_amount_from_cell (&cell, row, fields[i]) && cell.numeric &&
          galley_amount_agree (&cell, &said, galley_surface_is_inside (figure, text)) <= GALLEY_AGREEMENT_ROUNDED)
        return fields[i];
    }
  *same = FALSE;
  return fields[0];
}

/**
 * galley_proof_bind:
 * @block: the block that @figure is in
 * @id: the id of an indicator
 *
 * Binds a figure to a row.
 *
 * Returns: (transfer full) (nullable): what was done, for people; %NULL where there is no such row
 */
char *
galley_proof_bind (GalleyBulletin *bulletin, const GalleyBlockData *block, const GalleyFigure *figure, const char *id)
{
  GalleyRecord *row = galley_bulletin_find_row (bulletin, id, NULL, NULL);
  g_autoptr (GalleySnapshot) now = NULL, bound = NULL;
  GalleyTransaction *transaction;
  GalleyIndicatorField field;
  char *text;
  gboolean same;

  if (row == NULL)
    return NULL;
  field = galley_proof_choose_field (figure, block->text, row, &same);
  text = g_strdup_printf (same || *row->fields[field] == '\0' ? _("Bound to “%s”") : _("Bound to “%s”, which says something else"),
                          galley_proof_words_name (row));
  now = galley_bulletin_snapshot (bulletin);
  bound = galley_binding_bind (now, block->id, figure->start, figure->length, id, field);
  transaction = galley_transaction_begin (bulletin, _("Binding"));
  galley_binding_take (transaction, bulletin, bound);
  galley_transaction_commit (transaction);
  return text;
}

/**
 * galley_proof_unbind:
 * @block: the block that @figure is in
 *
 * Takes the binding of a figure away.
 *
 * Returns: (transfer full): what was done, for people
 */
char *
galley_proof_unbind (GalleyBulletin *bulletin, const GalleyBlockData *block, const GalleyFigure *figure)
{
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (bulletin);
  g_autoptr (GalleySnapshot) loose = galley_binding_unbind (now, block->id, figure->start, figure->length);
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("Unbinding"));

  galley_binding_take (transaction, bulletin, loose);
  galley_transaction_commit (transaction);
  return g_strdup (_("Not bound any more"));
}

/**
 * galley_proof_make:
 * @block: the block that @figure is in
 *
 * Makes a row of a figure and binds it: the row that the reading of the whole text proposes, with all places that it
 * stands at, else one of the figure alone.
 *
 * Returns: (transfer full): what was done, for people
 */
char *
galley_proof_make (GalleyBulletin *bulletin, const GalleyBlockData *block, const GalleyFigure *figure)
{
  g_autoptr (GalleySnapshot) now = galley_bulletin_snapshot (bulletin);
  g_autoptr (GalleyExtraction) extraction = galley_extract (now, NULL, NULL);
  guint position;
  GalleyProposal *proposal = extraction ? find_proposal (extraction, block->id, figure, &position) : NULL;
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, _("New Indicator"));
  g_autofree gboolean *chosen = NULL;
  g_autofree char *name = NULL;

  if (proposal)
    {
      chosen = g_new0 (gboolean, extraction->proposals->len);
      chosen[position] = TRUE;
      name = g_strdup (galley_proof_words_name (proposal->record));
      galley_extraction_apply (extraction, chosen, transaction, bulletin);
    }
  else
    name = make_row (transaction, bulletin, block, figure);
  galley_transaction_commit (transaction);
  return g_strdup_printf (proposal && proposal->existing ? _("Bound to “%s”, which the table has") : _("New indicator “%s”"), name);
}
