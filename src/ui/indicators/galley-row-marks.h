/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-report.h"

G_BEGIN_DECLS

/**
 * GalleyCellMark:
 * @field: the cell
 * @severity: an error or a warning
 * @message: what is wrong, for people
 * @block: (nullable): the id of the block to go to, %NULL where the text has no part in it
 * @start: where in that block, in code points
 * @length: in code points
 *
 * What is wrong with a cell.
 */
typedef struct
{
  GalleyIndicatorField field;
  GalleySeverity severity;
  char *message;
  char *block;
  guint start;
  guint length;
} GalleyCellMark;

/**
 * GalleyRowMarks:
 *
 * What a report says of the rows of the tables: which cells are wrong, and which rows the text speaks of. Opaque,
 * immutable, shared by reference count, also between threads.
 */
typedef struct _GalleyRowMarks GalleyRowMarks;

GalleyRowMarks *galley_row_marks_new (const GalleyReport *report);
GalleyRowMarks *galley_row_marks_ref (GalleyRowMarks *marks);
void galley_row_marks_unref (GalleyRowMarks *marks);

const GalleyCellMark *galley_row_marks_get (const GalleyRowMarks *marks,
                                            const char *row,
                                            GalleyIndicatorField field);
gboolean galley_row_marks_is_failing (const GalleyRowMarks *marks,
                                      const char *row);
gboolean galley_row_marks_is_bound (const GalleyRowMarks *marks,
                                    const char *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyRowMarks, galley_row_marks_unref)

G_END_DECLS
