/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-sheet.h"
#include "galley-transaction.h"

G_BEGIN_DECLS

/* What a column can be beside a field of an indicator: nothing, or values of the indicator that its header names. */
#define GALLEY_SHEET_NOTHING (-1)
#define GALLEY_SHEET_NAMED GALLEY_N_INDICATOR_FIELDS

/**
 * GalleySheetColumn:
 * @field: a #GalleyIndicatorField, %GALLEY_SHEET_NOTHING or %GALLEY_SHEET_NAMED
 * @title: what its header says, without the unit
 * @unit: the unit that the header gives, "" for none
 * @period: the period that the header gives as files have it, "" for none
 */
typedef struct
{
  int field;
  char *title;
  char *unit;
  char *period;
} GalleySheetColumn;

/**
 * GalleySheetMapping:
 * @sheet: what is mapped
 * @n_headers: how many rows at the top are header, titles above it with them
 * @columns: (array): as many as the sheet has
 *
 * Which column of a sheet is which field of an indicator.
 */
typedef struct
{
  GalleySheet *sheet;
  guint n_headers;
  GalleySheetColumn *columns;
} GalleySheetMapping;

GalleySheetMapping *galley_sheet_mapping_new (GalleySheet *sheet);
GalleySheetMapping *galley_sheet_mapping_new_with_headers (GalleySheet *sheet,
                                                           guint n_headers);
GalleySheetMapping *galley_sheet_mapping_copy (const GalleySheetMapping *self);
void galley_sheet_mapping_set_field (GalleySheetMapping *self,
                                     guint column,
                                     int field);
GPtrArray *galley_sheet_mapping_make_rows (const GalleySheetMapping *self,
                                           guint *n_left_out);
void galley_sheet_mapping_free (GalleySheetMapping *self);

/**
 * GalleySheetMerge:
 * @rows: (element-type GalleyRecord): the table's rows as they will be, then those that are new
 * @n_before: how many of them the table has already
 * @n_added: how many are new
 * @n_updated: how many say something else than before
 * @n_same: how many say just what they say already
 *
 * What rows from elsewhere make of a table.
 */
typedef struct
{
  GPtrArray *rows;
  guint n_before;
  guint n_added;
  guint n_updated;
  guint n_same;
} GalleySheetMerge;

GalleySheetMerge *galley_sheet_merge_new (GPtrArray *table,
                                          GPtrArray *rows);
guint galley_sheet_merge_apply (const GalleySheetMerge *self,
                                GalleyTransaction *transaction,
                                GalleyBulletin *bulletin,
                                const char *table,
                                const char *title);
void galley_sheet_merge_free (GalleySheetMerge *self);

GalleySheet *galley_sheet_from_table (const GalleyTableData *table);
const char *galley_sheet_get_field_title (GalleyIndicatorField field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySheetMapping, galley_sheet_mapping_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySheetMerge, galley_sheet_merge_free)

G_END_DECLS
