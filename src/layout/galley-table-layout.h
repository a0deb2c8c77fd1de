/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-block-layout.h"
#include "galley-furniture.h"

G_BEGIN_DECLS

/**
 * GalleyTableGrid:
 * @widths: of each column, in units, its padding included
 * @stamp: the same for grids that set rows alike
 *
 * How a table's rows are divided.
 */
typedef struct
{
  GalleyColumn columns[GALLEY_MAX_COLUMNS];
  double widths[GALLEY_MAX_COLUMNS];
  guint n_columns;
  guint64 stamp;
} GalleyTableGrid;

void galley_table_grid_init (GalleyTableGrid *grid,
                             const GalleyTypesetter *setter,
                             const GalleyTableData *table);
GalleyBlockLayout *galley_table_layout_new_header (const GalleyTypesetter *setter,
                                                   const GalleyTableGrid *grid,
                                                   GalleyBlockData *block);
GalleyBlockLayout *galley_table_layout_new_row (const GalleyTypesetter *setter,
                                                const GalleyTableGrid *grid,
                                                GalleyBlockData *block,
                                                GalleyRecord *row);

G_END_DECLS
