/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-display-list.h"
#include "galley-export.h"

G_BEGIN_DECLS

/* The longer side of pictures in markup, in pixels: twice a column's width, for fine screens. */
#define GALLEY_EXPORT_PICTURE_SIDE 1600

/* Where the documents of a book are in its package, counted from 1. */
#define GALLEY_EPUB_FOLDER "EPUB/"
#define GALLEY_EPUB_DOCUMENT GALLEY_EPUB_FOLDER "bulletin-%u.xhtml"

GBytes *galley_export_pdf (const GalleySnapshot *snapshot,
                           const GalleyExportOptions *options,
                           GCancellable *cancellable,
                           GError **error);
GBytes *galley_export_docx (const GalleySnapshot *snapshot,
                            const GalleyExportOptions *options,
                            GCancellable *cancellable,
                            GError **error);
GBytes *galley_export_html (const GalleySnapshot *snapshot,
                            const GalleyExportOptions *options,
                            GCancellable *cancellable,
                            GError **error);
GBytes *galley_export_wechat (const GalleySnapshot *snapshot,
                              const GalleyExportOptions *options,
                              GCancellable *cancellable,
                              GError **error);
GBytes *galley_export_ninjs (const GalleySnapshot *snapshot,
                             const GalleyExportOptions *options,
                             GCancellable *cancellable,
                             GError **error);
GBytes *galley_export_epub (const GalleySnapshot *const *bulletins,
                            const GalleyExportOptions *options,
                            guint n_bulletins,
                            GCancellable *cancellable,
                            GError **error);
GBytes *galley_export_rss (const GalleySnapshot *const *bulletins,
                           const GalleyExportOptions *options,
                           guint n_bulletins,
                           GCancellable *cancellable,
                           GError **error);
GBytes *galley_export_atom (const GalleySnapshot *const *bulletins,
                            const GalleyExportOptions *options,
                            guint n_bulletins,
                            GCancellable *cancellable,
                            GError **error);
GBytes *galley_export_markdown (const GalleySnapshot *snapshot,
                                const GalleyExportOptions *options,
                                GCancellable *cancellable,
                                GError **error);
GBytes *galley_export_text (const GalleySnapshot *snapshot,
                            const GalleyExportOptions *options,
                            GCancellable *cancellable,
                            GError **error);
GBytes *galley_export_png (const GalleySnapshot *snapshot,
                           const GalleyExportOptions *options,
                           GCancellable *cancellable,
                           GError **error);
GBytes *galley_export_csv (const GalleySnapshot *snapshot,
                           const GalleyExportOptions *options,
                           GCancellable *cancellable,
                           GError **error);
GBytes *galley_export_odt (const GalleySnapshot *snapshot,
                           const GalleyExportOptions *options,
                           GCancellable *cancellable,
                           GError **error);
GBytes *galley_export_ods (const GalleySnapshot *snapshot,
                           const GalleyExportOptions *options,
                           GCancellable *cancellable,
                           GError **error);
GBytes *galley_export_xlsx (const GalleySnapshot *snapshot,
                            const GalleyExportOptions *options,
                            GCancellable *cancellable,
                            GError **error);

GalleySnapshot *galley_export_with_sources (const GalleySnapshot *snapshot,
                                            const GalleyExportOptions *options);
GalleyDisplayList *galley_export_lay_out (const GalleySnapshot *snapshot,
                                          const GalleyExportOptions *options,
                                          const char *theme,
                                          GCancellable *cancellable,
                                          GError **error);
char *galley_export_clean (const char *text,
                           gsize length);
char *galley_export_dup_place (const GalleyExportOptions *options,
                               GBytes *picture,
                               const char *media_type);
guint galley_export_measure (const char *text);
GBytes *galley_export_surface_to_png (cairo_surface_t *surface);

G_END_DECLS
