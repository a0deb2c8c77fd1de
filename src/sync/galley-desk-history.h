/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-versions.h"

G_BEGIN_DECLS

/* Is given each version, transfer full, the newest first. Returns: whether to go on */
typedef gboolean (*GalleyDeskHistoryFunc) (GalleyVersion *version,
                                           gpointer data);

gboolean galley_desk_history_init (const char *folder,
                                   GError **error);
char *galley_desk_history_commit (const char *folder,
                                  const char *const *paths,
                                  const char *message,
                                  const char *author,
                                  GError **error);
void galley_desk_history_each (const char *folder,
                               const char *path,
                               GalleyDeskHistoryFunc func,
                               gpointer data);

G_END_DECLS
