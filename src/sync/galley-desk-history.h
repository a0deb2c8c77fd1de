/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snapshot.h"

G_BEGIN_DECLS

gboolean galley_desk_history_init (const char *folder,
                                   GError **error);
char *galley_desk_history_commit (const char *folder,
                                  const char *const *paths,
                                  const char *message,
                                  const char *author,
                                  GError **error);
GalleySnapshot *galley_desk_history_find (const char *folder,
                                          const char *path,
                                          const char *hash);

G_END_DECLS
