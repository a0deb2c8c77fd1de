/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-desk-list.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DESK_WATCH (galley_desk_watch_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDeskWatch, galley_desk_watch, GALLEY, DESK_WATCH, GObject)

GalleyDeskWatch *galley_desk_watch_new (void);
void galley_desk_watch_set (GalleyDeskWatch *self,
                            const char *path,
                            const char *otherwise,
                            const char *actor);
const char *galley_desk_watch_get_folder (GalleyDeskWatch *self);
GPtrArray *galley_desk_watch_get_entries (GalleyDeskWatch *self);
int galley_desk_watch_get_n_errors (GalleyDeskWatch *self,
                                    const char *etag);

G_END_DECLS
