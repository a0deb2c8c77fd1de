/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-compare-private.h"

#include <glib/gi18n-lib.h>

/* The figures that differ, apart from all else that does, wherever they are. */

/* How many characters are shown on either side of a figure. */
#define AROUND 12

typedef struct
{
  GPtrArray *found;
  GalleyFigureDifference at;
} Search;

static void
figure_difference_free (gpointer data)
{
  GalleyFigureDifference *figure = data;

  g_free (figure->before);
  g_free (figure->after);
  g_free (figure);
}

static void
add (Search *search, const char *before, const char *after, const GalleyFigureChange *change)
{
  GalleyFigureDifference *figure = g_memdup2 (&search->at, sizeof *figure);

  figure->before = g_strdup (before);
  figure->after = g_strdup (after);
  figure->change = change;
  g_ptr_array_add (search->found, figure);
}

static void
add_piece_cb (const GalleyPiece *piece, const char *before, const char *after, gpointer data)
{
  Search *search = data;

  if (piece->kind != GALLEY_PIECE_FIGURE)
    return;
  search->at.start = *after ? piece->after : piece->before;
  search->at.length = *after ? piece->n_after : piece->n_before;
  add (search, before, after, &piece->change);
}

/* Returns: (transfer full) (element-type GalleyFigureDifference): those of @self's blocks and records */
GPtrArray *
galley_comparison_find_figures (const GalleyComparison *self)
{
  Search search = { g_ptr_array_new_with_free_func (figure_difference_free), { 0 } };

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const GalleyBlockDifference *block = g_ptr_array_index (self->blocks, i);

      search.at = (GalleyFigureDifference) { .block = block };
      galley_pieces_foreach (block->pieces, block->before ? block->before->text : "", block->after ? block->after->text : "",
                             add_piece_cb, &search);
      for (guint j = 0; j < block->cells->len; j++)
        {
          search.at.cell = g_ptr_array_index (block->cells, j);
          galley_pieces_foreach (search.at.cell->pieces, search.at.cell->before, search.at.cell->after, add_piece_cb, &search);
        }
    }
  for (guint i = 0; i < self->records->len; i++)
    {
      const GalleyRecordDifference *record = g_ptr_array_index (self->records, i);

      search.at = (GalleyFigureDifference) { .record = record };
      for (guint j = 0; j < record->fields->len; j++)
        {
          const GalleyFieldDifference *field = &g_array_index (record->fields, GalleyFieldDifference, j);

          search.at.field = field->field;
          if (field->change.kind != GALLEY_FIGURE_CHANGE_NONE)
            add (&search, record->before->fields[field->field], record->after->fields[field->field], &field->change);
        }
    }
  return search.found;
}

/**
 * galley_figure_difference_describe:
 *
 * Returns: (transfer full): what became of it, for people: "821.6亿元 → 812.6亿元: digits swapped, −1.1%"
 */
char *
galley_figure_difference_describe (const GalleyFigureDifference *difference)
{
  g_autofree char *words = NULL;

  if (!*difference->before)
    return g_strdup_printf (_("New figure: %s"), difference->after);
  if (!*difference->after)
    return g_strdup_printf (_("Figure gone: %s"), difference->before);
  words = galley_figure_change_describe (difference->change);
  if (*words == '\0')
    return g_strdup_printf (_("%s → %s"), difference->before, difference->after);
  return g_strdup_printf (_("%s → %s: %s"), difference->before, difference->after, words);
}

/**
 * galley_figure_difference_dup_place:
 *
 * Returns: (transfer full): where it is, for people: the words around it, its table and cell, the field of its record
 */
char *
galley_figure_difference_dup_place (const GalleyFigureDifference *difference)
{
  const GalleyBlockDifference *block = difference->block;

  if (difference->record)
    {
      g_autofree char *title = galley_record_difference_dup_title (difference->record);
      g_autofree char *field = galley_record_difference_dup_field (difference->record, difference->field);

      return g_strdup_printf ("%s · %s", title, field);
    }
  if (difference->cell)
    {
      g_autofree char *cell = galley_cell_difference_dup_place (difference->cell);
      const char *caption = block->after ? block->after->text : block->before->text;

      return g_strdup_printf ("%s%s%s", caption, *caption ? " · " : "", cell);
    }
  return galley_block_data_dup_around (*difference->after ? block->after : block->before, difference->start,
                                       difference->length, AROUND);
}
