/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-sheet.h"

G_BEGIN_DECLS

/* A sheet in the making, and after its end the next one: the limits are those of all together. What they do not allow is
 * not taken, and the builder says so at its end. */
typedef struct _GalleySheetBuilder GalleySheetBuilder;

GalleySheetBuilder *galley_sheet_builder_new (const char *name);
void galley_sheet_builder_set_name (GalleySheetBuilder *self,
                                    const char *name);
gboolean galley_sheet_builder_set (GalleySheetBuilder *self,
                                   guint row,
                                   guint column,
                                   const char *text,
                                   gsize length);
void galley_sheet_builder_spread (GalleySheetBuilder *self,
                                  guint row,
                                  guint column,
                                  guint n_rows,
                                  guint n_columns);
void galley_sheet_builder_hide_row (GalleySheetBuilder *self,
                                    guint row);
void galley_sheet_builder_hide_column (GalleySheetBuilder *self,
                                       guint column);
GalleySheet *galley_sheet_builder_end (GalleySheetBuilder *self,
                                       GError **error);
void galley_sheet_builder_free (GalleySheetBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySheetBuilder, galley_sheet_builder_free)

GalleySheet *galley_sheet_from_separated (const char *name,
                                          const char *text,
                                          gsize length,
                                          char separator,
                                          GError **error);
void galley_sheet_append_separated (GString *out,
                                    const GalleySheet *sheet,
                                    char separator,
                                    const char *line_end);

G_END_DECLS
