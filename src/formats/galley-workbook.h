/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-sheet.h"

G_BEGIN_DECLS

const char *const *galley_workbook_get_suffixes (void);
gboolean galley_workbook_is_name (const char *filename);
GPtrArray *galley_workbook_read (GBytes *bytes,
                                 GCancellable *cancellable,
                                 GError **error);
GPtrArray *galley_workbook_read_file (GFile *file,
                                      GCancellable *cancellable,
                                      GError **error);

GBytes *galley_workbook_to_csv (GPtrArray *sheets);
GBytes *galley_workbook_to_ods (GPtrArray *sheets);
GBytes *galley_workbook_to_xlsx (GPtrArray *sheets,
                                 GError **error);

G_END_DECLS
