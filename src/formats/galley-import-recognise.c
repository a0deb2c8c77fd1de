/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* From lines to the parts of a bulletin. */


/* The paragraph that opens an article with sections is its lead. */
static void
mark_lead (Reading *reading)
{
  Piece *lead = NULL;
  gboolean structured = FALSE;

  for (guint i = 0; i < reading->pieces->len; i++)
    {
      Piece *piece = g_ptr_array_index (reading->pieces, i);

      structured |= piece->kind == GALLEY_BLOCK_HEADING || piece->kind == GALLEY_BLOCK_NOTE || galley_block_kind_is_item (piece->kind);
      if (!lead && piece->kind == GALLEY_BLOCK_PARAGRAPH)
        lead = piece;
      if (piece->kind == GALLEY_BLOCK_HEADING && !lead)
        return;
    }
  if (lead && structured)
    lead->kind = GALLEY_BLOCK_LEAD;
}

static void
find_period (Reading *reading)
{
  guint paragraphs = 0;

  for (guint i = 0; i < reading->pieces->len && paragraphs < 4 && !reading->details[GALLEY_DETAILS_PERIOD]; i++)
    {
      const Piece *piece = g_ptr_array_index (reading->pieces, i);

      paragraphs += piece->kind == GALLEY_BLOCK_PARAGRAPH;
      galley_read_period (piece->text->str, reading->details[GALLEY_DETAILS_DATE], &reading->details[GALLEY_DETAILS_PERIOD]);
    }
}

/* Every bulletin has a headline, if an empty one, at the top or under its kicker. */
static void
ensure_headline (Reading *reading)
{
  Piece *piece;

  for (guint i = 0; i < reading->pieces->len; i++)
    if (((Piece *) reading->pieces->pdata[i])->kind == GALLEY_BLOCK_HEADLINE)
      return;
  galley_import_add_repair (reading, "headline-missing", GALLEY_REPAIR_SUSPECTED, 1, 0,
                            _("No headline was recognised; write one"))->before = g_strdup ("");
  piece = galley_reading_add_piece (reading, GALLEY_BLOCK_HEADLINE, g_strdup (""), galley_reading_get_line (reading, 0), 0);
  g_ptr_array_steal_index (reading->pieces, reading->pieces->len - 1);
  g_ptr_array_insert (reading->pieces,
                      reading->pieces->len > 0 && ((Piece *) reading->pieces->pdata[0])->kind == GALLEY_BLOCK_KICKER, piece);
}

/**
 * galley_import_recognise:
 *
 * Reads the lines of @reading into pieces, details, credits and repairs. Each line is looked at a fixed number of times.
 */
void
galley_import_recognise (Reading *reading)
{
  guint from = galley_import_read_head (reading), to = galley_import_find_tail (reading, from);

  galley_import_read_body (reading, from, to);
  galley_import_read_tail (reading, to);
  mark_lead (reading);
  ensure_headline (reading);
  find_period (reading);
}
