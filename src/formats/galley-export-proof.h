/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-export.h"

G_BEGIN_DECLS

gboolean galley_export_prove (const GalleySnapshot *const *bulletins,
                              const GalleyExportOptions *options,
                              guint n_bulletins,
                              const GalleyExportFormat *format,
                              GBytes *bytes,
                              guint *n_figures,
                              GCancellable *cancellable,
                              GError **error);

/* What stands in a file of each format: its texts in order, a paragraph or a cell each. */
GPtrArray *galley_export_read_docx (GBytes *bytes,
                                    GCancellable *cancellable,
                                    GError **error);
GPtrArray *galley_export_read_odt (GBytes *bytes,
                                   GCancellable *cancellable,
                                   GError **error);
GPtrArray *galley_export_read_pdf (GBytes *bytes,
                                   GCancellable *cancellable,
                                   GError **error);
GPtrArray *galley_export_read_html (GBytes *bytes,
                                    GCancellable *cancellable,
                                    GError **error);
GPtrArray *galley_export_read_wechat (GBytes *bytes,
                                      GCancellable *cancellable,
                                      GError **error);
GPtrArray *galley_export_read_ninjs (GBytes *bytes,
                                     GCancellable *cancellable,
                                     GError **error);
GPtrArray *galley_export_read_epub (GBytes *bytes,
                                    GCancellable *cancellable,
                                    GError **error);
GPtrArray *galley_export_read_feed (GBytes *bytes,
                                    GCancellable *cancellable,
                                    GError **error);
GPtrArray *galley_export_read_markdown (GBytes *bytes,
                                        GCancellable *cancellable,
                                        GError **error);
GPtrArray *galley_export_read_text (GBytes *bytes,
                                    GCancellable *cancellable,
                                    GError **error);
GPtrArray *galley_export_read_sheets (GBytes *bytes,
                                      GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
