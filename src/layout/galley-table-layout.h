/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-block-layout.h"
#include "galley-grid-data.h"

G_BEGIN_DECLS

/**
 * GalleyTableFrame:
 * @grid: the cells
 * @widths: of each column, in units, its padding included
 * @stamp: the same for frames that set rows of equal texts alike
 *
 * How a table's rows are divided.
 */
typedef struct
{
  GalleyGridData *grid;
  double widths[GALLEY_GRID_MAX_COLUMNS];
  guint64 stamp;
} GalleyTableFrame;

void galley_table_frame_init (GalleyTableFrame *frame,
                              const GalleyTypesetter *setter,
                              GalleyGridData *grid);
GalleyBlockLayout *galley_table_layout_new (const GalleyTypesetter *setter,
                                            const GalleyTableFrame *frame,
                                            GalleyBlockData *block,
                                            GalleyRecord *record,
                                            guint from,
                                            guint to);

G_END_DECLS
