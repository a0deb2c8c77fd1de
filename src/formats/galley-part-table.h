/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-grid-data.h"

G_BEGIN_DECLS

/**
 * GalleyPartTable:
 * @rows: (element-type GPtrArray): the texts of the cells, %NULL for an empty one
 * @spans: (element-type GalleyGridSpan): in the order of their first cells
 * @n_header_rows: how many of the first rows said that they are headers
 * @told: whether any row said so
 * @n_cells: how many there are, those that are covered included
 * @too_large: whether there were more than a document may have; what came after them is not there
 *
 * A table as it is read, row by row. Zero-initialised it is an empty one.
 */
typedef struct
{
  GPtrArray *rows;
  GArray *spans;
  guint n_header_rows;
  gboolean told;
  guint n_cells;
  gboolean too_large;
  /*< private >*/
  GArray *above; /* for each column, 1 + the index of the span that was last met in it, or 0 */
} GalleyPartTable;

void galley_part_table_clear (GalleyPartTable *self);
void galley_part_table_begin_row (GalleyPartTable *self,
                                  gboolean header);
void galley_part_table_add_cell (GalleyPartTable *self,
                                 char *text,
                                 guint n_columns,
                                 guint n_rows);
void galley_part_table_extend_cell (GalleyPartTable *self,
                                    guint n_columns);
void galley_part_table_end (GalleyPartTable *self);
char *galley_part_table_dup_row (const GalleyPartTable *self,
                                 guint row);
GalleyGridData *galley_part_table_make_grid (const GalleyPartTable *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyPartTable, galley_part_table_clear)

G_END_DECLS
