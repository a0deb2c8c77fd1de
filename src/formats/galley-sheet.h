/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "galley-formats-error.h"

G_BEGIN_DECLS

/* No sheet is larger than this; rows and columns are as many as Excel and Calc have. */
#define GALLEY_SHEET_MAX_ROWS 1048576u
#define GALLEY_SHEET_MAX_COLUMNS 16384u
#define GALLEY_SHEET_MAX_CELLS 4000000u
#define GALLEY_SHEET_MAX_BYTES (64u * 1024 * 1024)

/**
 * GalleySheet:
 * @name: (nullable): what it is called
 * @n_rows: how many rows it has, up to the last that says something
 * @n_columns: how many columns it has, up to the last that says something
 * @n_hidden: rows and columns that its file hides and that were left out
 *
 * A table of plain texts, as a spreadsheet or a clipboard holds it. Numbers are as they were printed; a merged cell says
 * its text in each of the cells that it covers. Immutable, shared by reference count, for any thread.
 */
typedef struct
{
  char *name;
  guint n_rows;
  guint n_columns;
  guint n_hidden;
  /*< private >*/
  gpointer rows;
  GStringChunk *texts;
} GalleySheet;

GalleySheet *galley_sheet_new (const char *name,
                               const char *const *cells,
                               guint n_rows,
                               guint n_columns);
GalleySheet *galley_sheet_ref (GalleySheet *sheet);
void galley_sheet_unref (GalleySheet *sheet);
gboolean galley_sheet_equal (const GalleySheet *a,
                             const GalleySheet *b);
const char *galley_sheet_get_cell (const GalleySheet *sheet,
                                   guint row,
                                   guint column);

GalleySheet *galley_sheet_from_tsv (const char *text,
                                    gssize length,
                                    GError **error);
char *galley_sheet_to_tsv (const GalleySheet *sheet);
GalleySheet *galley_sheet_from_html (const char *html,
                                     gssize length,
                                     GError **error);
char *galley_sheet_to_html (const GalleySheet *sheet);

#define GALLEY_TYPE_SHEET (galley_sheet_get_type ())
GType galley_sheet_get_type (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySheet, galley_sheet_unref)

G_END_DECLS
