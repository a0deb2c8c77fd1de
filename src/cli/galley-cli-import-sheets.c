/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <glib/gi18n-lib.h>

#include "galley-decode.h"
#include "galley-sheet-mapping.h"
#include "galley-workbook.h"

/* Brings the rows of one sheet into the bulletin's table, or into a table of its own. */
static void
take_sheet (GalleyCliSheets *self, GalleySheet *sheet, GalleyTransaction *transaction, GalleyBulletin *bulletin)
{
  g_autoptr (GalleySheetMapping) mapping = galley_sheet_mapping_new (sheet);
  g_autoptr (GPtrArray) rows = NULL, none = galley_record_array_new ();
  g_autoptr (GalleySheetMerge) merge = NULL;
  GPtrArray *tables = galley_bulletin_get_list (bulletin, GALLEY_LIST_TABLES);
  const char *table = self->into && tables->len > 0 ? ((GalleyRecord *) g_ptr_array_index (tables, 0))->id : NULL;
  guint n_left_out;

  rows = galley_sheet_mapping_make_rows (mapping, &n_left_out);
  self->n_left_out += n_left_out;
  if (rows->len == 0)
    return;
  merge = galley_sheet_merge_new (table ? galley_bulletin_get_rows (bulletin, table) : none, rows);
  galley_sheet_merge_apply (merge, transaction, bulletin, table, sheet->name);
  self->n_added += merge->n_added;
  self->n_updated += merge->n_updated;
  self->n_same += merge->n_same;
}

/* Returns whether there was a sheet of the name that is wanted, with figures. */
static gboolean
take_sheets (GalleyCliSheets *self, GPtrArray *sheets, GalleyBulletin *bulletin, GError **error)
{
  GalleyTransaction *transaction = galley_transaction_begin (bulletin, "Import");
  gboolean found = FALSE;

  /* A new bulletin's empty table gives way to those of the workbook. */
  if (self->into == NULL)
    galley_transaction_splice (transaction, GALLEY_LIST_TABLES, NULL, 0,
                               galley_bulletin_get_list (bulletin, GALLEY_LIST_TABLES)->len, NULL);
  for (guint i = 0; i < sheets->len; i++)
    {
      GalleySheet *sheet = g_ptr_array_index (sheets, i);

      if (self->sheet && g_strcmp0 (self->sheet, sheet->name) != 0)
        continue;
      found = TRUE;
      take_sheet (self, sheet, transaction, bulletin);
    }
  galley_transaction_commit (transaction);
  if (!found)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("it has no sheet “%s”"), self->sheet);
  else if (self->n_added + self->n_updated + self->n_same == 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         _("no row has a name and a figure; give its columns a header such as 指标, 数值, 单位"));
  else
    return TRUE;
  return FALSE;
}

/**
 * galley_cli_import_sheets:
 * @self: what is wanted; its counts are set
 * @path: a spreadsheet
 * @output: the bulletin to write
 *
 * Makes a bulletin whose tables are the sheets of a workbook, or writes @self's bulletin with its first table brought up to
 * what they say, and the text that is bound to it.
 *
 * Returns: whether it was written; else @error has a message that does not name @path
 */
gboolean
galley_cli_import_sheets (GalleyCliSheets *self, const char *path, const char *output, GError **error)
{
  g_autoptr (GBytes) bytes = galley_cli_read_bytes (path, GALLEY_MAX_TEXT_BYTES, error);
  g_autoptr (GPtrArray) sheets = bytes ? galley_workbook_read (bytes, NULL, error) : NULL;
  g_autoptr (GalleySnapshot) before = NULL, after = NULL;
  g_autoptr (GalleyBulletin) bulletin = NULL;

  self->n_added = self->n_updated = self->n_same = self->n_left_out = 0;
  if (sheets == NULL)
    return FALSE;
  before = self->into ? galley_cli_load (self->into, error) : galley_snapshot_new_empty ();
  if (before == NULL)
    {
      g_prefix_error (error, "%s: ", self->into);
      return FALSE;
    }
  bulletin = galley_bulletin_new (before);
  if (!take_sheets (self, sheets, bulletin, error))
    return FALSE;
  after = galley_bulletin_snapshot (bulletin);
  return galley_cli_save (self->into, output, after, error);
}
