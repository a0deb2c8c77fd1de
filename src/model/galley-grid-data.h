/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a reader can take in, and far below what would fill the memory. */
#define GALLEY_GRID_MAX_COLUMNS 64
#define GALLEY_GRID_MAX_CELLS 100000

/* How the cells of a column stand. */
typedef enum
{
  GALLEY_GRID_ALIGN_START,
  GALLEY_GRID_ALIGN_CENTER,
  GALLEY_GRID_ALIGN_END,
} GalleyGridAlign;

#define GALLEY_N_GRID_ALIGNS (GALLEY_GRID_ALIGN_END + 1)

/**
 * GalleyGridSpan:
 * @row: of its first cell
 * @column: of its first cell
 * @n_rows: at least 1; not both are 1
 * @n_columns: at least 1
 *
 * Cells that are one. It begins and ends among the header rows, or below them.
 */
typedef struct
{
  guint row, column;
  guint n_rows, n_columns;
} GalleyGridSpan;

/**
 * GalleyGridNote:
 * @row: of the cell; of merged ones, of the first
 * @column: likewise
 * @target: the id of a comment
 *
 * What a comment on a cell holds on to, as a mark is for one on text: it goes where the cell goes, and ends with it.
 */
typedef struct
{
  guint row, column;
  const char *target;
} GalleyGridNote;

/**
 * GalleyGridData:
 * @n_rows: at least 1
 * @n_columns: at least 1
 * @n_header_rows: the first so many rows are headers
 * @aligns: (array length=n_columns): of each column
 * @texts: the cells' texts, row by row, UTF-8; "" where a cell is part of another
 * @spans: (array length=n_spans): sorted by row, then column; none overlaps another
 * @notes: (array length=n_notes): sorted by row, then column, then target
 * @extra: (nullable): members of its JSON object that this version does not know, as a JSON object
 *
 * The cells of a table as an immutable value, shared by reference count, also between threads; a change makes a new one.
 */
typedef struct
{
  guint n_rows, n_columns;
  guint n_header_rows;
  GalleyGridAlign *aligns;
  char **texts;
  GalleyGridSpan *spans;
  guint n_spans;
  GalleyGridNote *notes;
  guint n_notes;
  char *extra;
  /*< private >*/
  guint *covers; /* for each cell 1 + the index of the span that it is in, or 0 */
} GalleyGridData;

GalleyGridData *galley_grid_data_new (guint n_rows,
                                      guint n_columns,
                                      guint n_header_rows);
GalleyGridData *galley_grid_data_new_full (guint n_rows,
                                           guint n_columns,
                                           guint n_header_rows,
                                           const GalleyGridAlign *aligns,
                                           const char *const *texts,
                                           const GalleyGridSpan *spans,
                                           guint n_spans,
                                           const char *extra);
GalleyGridData *galley_grid_data_new_from_rows (GPtrArray *rows,
                                                guint n_header_rows);
GalleyGridData *galley_grid_data_ref (GalleyGridData *grid);
void galley_grid_data_unref (GalleyGridData *grid);
gboolean galley_grid_data_equal (const GalleyGridData *a,
                                 const GalleyGridData *b);
gboolean galley_grid_data_says_the_same (const GalleyGridData *a,
                                         const GalleyGridData *b);
gboolean galley_grid_data_has_shape_of (const GalleyGridData *grid,
                                        const GalleyGridData *other);

const char *galley_grid_data_get_text (const GalleyGridData *grid,
                                       guint row,
                                       guint column);
void galley_grid_data_get_span (const GalleyGridData *grid,
                                guint row,
                                guint column,
                                GalleyGridSpan *span);
gboolean galley_grid_data_is_covered (const GalleyGridData *grid,
                                      guint row,
                                      guint column);

GalleyGridData *galley_grid_data_with_text (GalleyGridData *grid,
                                            guint row,
                                            guint column,
                                            const char *text);
GalleyGridData *galley_grid_data_with_align (GalleyGridData *grid,
                                             guint column,
                                             GalleyGridAlign align);
GalleyGridData *galley_grid_data_with_header_rows (GalleyGridData *grid,
                                                   guint n_header_rows);
GalleyGridData *galley_grid_data_with_notes (GalleyGridData *grid,
                                             const GalleyGridNote *notes,
                                             guint n_notes);
GalleyGridData *galley_grid_data_insert_row (GalleyGridData *grid,
                                             guint at);
GalleyGridData *galley_grid_data_insert_column (GalleyGridData *grid,
                                                guint at);
GalleyGridData *galley_grid_data_remove_row (GalleyGridData *grid,
                                             guint at);
GalleyGridData *galley_grid_data_remove_column (GalleyGridData *grid,
                                                guint at);
GalleyGridData *galley_grid_data_merge (GalleyGridData *grid,
                                        const GalleyGridSpan *area);
GalleyGridData *galley_grid_data_split (GalleyGridData *grid,
                                        guint row,
                                        guint column);

const char *galley_grid_align_to_string (GalleyGridAlign align);
gboolean galley_grid_align_from_string (const char *name,
                                        GalleyGridAlign *align);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyGridData, galley_grid_data_unref)

G_END_DECLS
