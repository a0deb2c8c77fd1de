/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GalleyExportFiles:
 *
 * The files that an export has beside it: a folder that is named after it.
 */
typedef struct _GalleyExportFiles GalleyExportFiles;

GalleyExportFiles *galley_export_files_new (const char *filename);
void galley_export_files_free (GalleyExportFiles *self);

char *galley_export_files_add_picture (GalleyExportFiles *self,
                                       GBytes *picture,
                                       const char *media_type);
void galley_export_files_add (GalleyExportFiles *self,
                              const char *name,
                              GBytes *content);

gboolean galley_export_files_write (GalleyExportFiles *self,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean galley_export_files_enter (GalleyExportFiles *self,
                                    GError **error);
void galley_export_files_leave (GalleyExportFiles *self);
void galley_export_files_finish (GalleyExportFiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyExportFiles, galley_export_files_free)

G_END_DECLS
