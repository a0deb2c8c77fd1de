/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-office-text.h"

G_BEGIN_DECLS

/**
 * GalleyOfficeRow:
 * @grid: that tells what its cells cover
 * @row: which row of that it is
 * @inserted: the layer that put it in, or %GALLEY_NO_LAYER
 * @deleted: the layer that took it out, likewise
 * @cells: (element-type GalleyOfficeText): one a column, empty where it is covered
 */
typedef struct
{
  GalleyGridData *grid;
  guint row;
  gint16 inserted, deleted;
  GPtrArray *cells;
} GalleyOfficeRow;

/**
 * GalleyOfficeBlock:
 * @block: as it is in the last state that it is in
 * @state: that state
 * @kind: what it is
 * @was_kind: what it was before @restyled
 * @restyled: the layer that made it another kind, or %GALLEY_NO_LAYER
 * @inserted: the layer that put it where it is, likewise
 * @deleted: the layer that took it away from there, likewise
 * @moved_here: the number of the move that brought it here, from 1; 0 for none
 * @moved_away: the number of the move that took it away, likewise
 * @text: its text, or what stands with a table, picture or chart
 * @note: what stands below a table or chart
 * @grid: (nullable): of a table
 * @records: (nullable) (element-type GalleyRecord): the indicators in it
 * @rows: (nullable) (element-type GalleyOfficeRow): all that it had at any time
 *
 * A block of an article at one of its places, through all layers of suggestions.
 */
typedef struct
{
  GalleyBlockData *block;
  const GalleySnapshot *state;
  GalleyBlockKind kind, was_kind;
  gint16 restyled, inserted, deleted;
  guint moved_here, moved_away;
  GalleyOfficeText *text, *note;
  GalleyGridData *grid;
  GPtrArray *records;
  GPtrArray *rows;
} GalleyOfficeBlock;

GPtrArray *galley_office_history_new (const GalleySnapshot *snapshot,
                                      guint n_layers);
GalleyOfficeText *galley_office_history_follow (const GalleySnapshot *snapshot,
                                                guint n_layers,
                                                char *(*dup_text) (const GalleySnapshot *state));

G_END_DECLS
