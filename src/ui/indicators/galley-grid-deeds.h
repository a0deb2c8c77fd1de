/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-bulletin.h"
#include "galley-derive.h"

G_BEGIN_DECLS

/**
 * GalleyCellWrite:
 * @row: a position in the table
 * @field: which cell
 * @text: what it is to say; borrowed
 */
typedef struct
{
  guint row;
  GalleyIndicatorField field;
  const char *text;
} GalleyCellWrite;

char *galley_grid_deeds_write (GalleyBulletin *bulletin,
                               const char *table,
                               const char *label,
                               const char *merge_key,
                               const GalleyCellWrite *writes,
                               guint n_writes,
                               guint n_added);
void galley_grid_deeds_insert (GalleyBulletin *bulletin,
                               const char *table,
                               guint position);
void galley_grid_deeds_remove (GalleyBulletin *bulletin,
                               const char *table,
                               GArray *rows);
void galley_grid_deeds_move (GalleyBulletin *bulletin,
                             const char *table,
                             guint position,
                             guint n,
                             guint to);
void galley_grid_deeds_indent (GalleyBulletin *bulletin,
                               const char *table,
                               GArray *rows,
                               int step);
GArray *galley_grid_deeds_list_parts (GPtrArray *rows,
                                      guint position);
gboolean galley_grid_deeds_compute (GalleyBulletin *bulletin,
                                    const char *table,
                                    guint position,
                                    GalleyDerivation derivation,
                                    GArray *operands,
                                    char **said);

G_END_DECLS
