/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "galley-export-private.h"
#include "galley-sheet-mapping.h"
#include "galley-workbook.h"

/* The indicator tables as spreadsheets: a sheet a table. */

static GPtrArray *
make_sheets (const GalleySnapshot *snapshot, GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_sheet_unref);

  for (guint i = 0; i < snapshot->tables->len; i++)
    {
      const GalleyTableData *table = g_ptr_array_index (snapshot->tables, i);

      if (table->rows->len > 0)
        g_ptr_array_add (sheets, galley_sheet_from_table (table));
    }
  if (sheets->len > 0)
    return g_steal_pointer (&sheets);
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_EMPTY,
               _("There are no indicators to export; extract them from the text first"));
  return NULL;
}

GBytes *
galley_export_csv (const GalleySnapshot *snapshot,
                   const GalleyExportOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) sheets = make_sheets (snapshot, error);

  return sheets ? galley_workbook_to_csv (sheets) : NULL;
}

GBytes *
galley_export_ods (const GalleySnapshot *snapshot,
                   const GalleyExportOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) sheets = make_sheets (snapshot, error);

  return sheets ? galley_workbook_to_ods (sheets) : NULL;
}

GBytes *
galley_export_xlsx (const GalleySnapshot *snapshot,
                    const GalleyExportOptions *options,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GPtrArray) sheets = make_sheets (snapshot, error);

  return sheets ? galley_workbook_to_xlsx (sheets, error) : NULL;
}
