/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_FILE_WATCH (galley_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFileWatch, galley_file_watch, GALLEY, FILE_WATCH, GObject)

GalleyFileWatch *galley_file_watch_new (GFile *file,
                                        const char *etag);
void galley_file_watch_begin_save (GalleyFileWatch *self);
void galley_file_watch_end_save (GalleyFileWatch *self,
                                 const char *etag);

G_END_DECLS
