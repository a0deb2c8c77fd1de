/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-row-marks.h"
#include "galley-table.h"

G_BEGIN_DECLS

/**
 * GalleyGridColumn:
 * @field: what it shows
 * @title: a msgid
 * @width: in characters, so that it grows with the font
 * @numeric: whether it holds numbers
 *
 * A column of the indicator grid.
 */
typedef struct
{
  GalleyIndicatorField field;
  const char *title;
  int width;
  gboolean numeric;
} GalleyGridColumn;

/**
 * GalleyCellLook:
 * @GALLEY_CELL_SELECTED: in the range
 * @GALLEY_CELL_CURSOR: where the cursor is
 * @GALLEY_CELL_DROP_ABOVE: rows that are dragged would come above it
 * @GALLEY_CELL_DROP_BELOW: rows that are dragged would come below it
 */
typedef enum
{
  GALLEY_CELL_SELECTED = 1 << 0,
  GALLEY_CELL_CURSOR = 1 << 1,
  GALLEY_CELL_DROP_ABOVE = 1 << 2,
  GALLEY_CELL_DROP_BELOW = 1 << 3,
} GalleyCellLook;

#define GALLEY_TYPE_GRID_CELL (galley_grid_cell_get_type ())
G_DECLARE_FINAL_TYPE (GalleyGridCell, galley_grid_cell, GALLEY, GRID_CELL, GtkWidget)

GtkWidget *galley_grid_cell_new (GtkColumnViewCell *cell,
                                 const GalleyGridColumn *column);
const GalleyGridColumn *galley_grid_cell_get_column (GalleyGridCell *self);
GalleyIndicator *galley_grid_cell_get_indicator (GalleyGridCell *self);
guint galley_grid_cell_get_position (GalleyGridCell *self);

void galley_grid_cell_show (GalleyGridCell *self,
                            guint number,
                            gboolean indented,
                            const GalleyCellMark *mark);
void galley_grid_cell_set_comment (GalleyGridCell *self,
                                   const char *said);
void galley_grid_cell_set_look (GalleyGridCell *self,
                                GalleyCellLook look);
void galley_grid_cell_set_text (GalleyGridCell *self,
                                GtkWidget *text);
void galley_grid_cell_set_editing (GalleyGridCell *self,
                                   gboolean editing);

G_END_DECLS
