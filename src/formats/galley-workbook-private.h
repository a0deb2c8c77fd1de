/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-package.h"
#include "galley-sheet-private.h"
#include "galley-workbook.h"

G_BEGIN_DECLS

gboolean galley_workbook_read_xlsx (GBytes *bytes,
                                    GPtrArray *sheets,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean galley_workbook_read_ods (GBytes *bytes,
                                   GPtrArray *sheets,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
