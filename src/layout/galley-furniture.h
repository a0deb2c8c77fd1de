/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snapshot.h"

G_BEGIN_DECLS

/* What precedes the editor's note, and each item of a list, wherever a bulletin is printed. */
#define GALLEY_NOTE_LABEL "编者按"
#define GALLEY_ITEM_SIGN "◆"

/* More columns than a table can show. */
#define GALLEY_MAX_COLUMNS 8

/**
 * GalleyColumn:
 * @title: its header
 * @numeric: whether its cells are numbers, which stand at its right
 */
typedef struct
{
  GalleyIndicatorField field;
  const char *title;
  gboolean numeric;
} GalleyColumn;

char *galley_furniture_dup_strapline (const GalleySnapshot *snapshot);
char *galley_furniture_dup_date (const GalleySnapshot *snapshot);
char *galley_furniture_dup_dateline (const GalleySnapshot *snapshot);
char *galley_furniture_dup_byline (const GalleySnapshot *snapshot);
char *galley_furniture_dup_tags (const GalleySnapshot *snapshot);

guint galley_furniture_count_opening (const GalleySnapshot *snapshot);

guint galley_furniture_find_columns (const GalleyTableData *table,
                                     GalleyColumn columns[GALLEY_MAX_COLUMNS]);
char *galley_furniture_dup_cell (const GalleyRecord *row,
                                 GalleyIndicatorField field);

G_END_DECLS
