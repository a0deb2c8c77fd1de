/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-row-marks.h"
#include "galley-table.h"

G_BEGIN_DECLS

/**
 * GalleyRowFilter:
 * @GALLEY_ROW_FILTER_ALL: every row
 * @GALLEY_ROW_FILTER_FAILING: rows of which a cell is wrong
 * @GALLEY_ROW_FILTER_UNBOUND: rows that no place of the text is bound to
 * @GALLEY_ROW_FILTER_UNCHECKED: rows that nobody has checked
 * @GALLEY_ROW_FILTER_UNSOURCED: rows without a source
 */
typedef enum
{
  GALLEY_ROW_FILTER_ALL,
  GALLEY_ROW_FILTER_FAILING,
  GALLEY_ROW_FILTER_UNBOUND,
  GALLEY_ROW_FILTER_UNCHECKED,
  GALLEY_ROW_FILTER_UNSOURCED,
} GalleyRowFilter;

#define GALLEY_TYPE_ROWS (galley_rows_get_type ())
G_DECLARE_FINAL_TYPE (GalleyRows, galley_rows, GALLEY, ROWS, GObject)

GalleyRows *galley_rows_new (void);

void galley_rows_set_table (GalleyRows *self,
                            GalleyBulletin *bulletin,
                            GalleyTable *table);
void galley_rows_set_sort (GalleyRows *self,
                           int field,
                           gboolean descending);
void galley_rows_set_filter (GalleyRows *self,
                             GalleyRowFilter filter,
                             const char *search);
void galley_rows_set_marks (GalleyRows *self,
                            GalleyRowMarks *marks);

gboolean galley_rows_is_sorted (GalleyRows *self);
gboolean galley_rows_is_whole (GalleyRows *self);
GalleyRecord *galley_rows_get_record (GalleyRows *self,
                                      guint position);
guint galley_rows_to_table (GalleyRows *self,
                            guint position);
guint galley_rows_from_table (GalleyRows *self,
                              guint position);

G_END_DECLS
