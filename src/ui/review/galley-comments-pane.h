/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-bulletin.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_COMMENTS_PANE (galley_comments_pane_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCommentsPane, galley_comments_pane, GALLEY, COMMENTS_PANE, AdwBin)

void galley_comments_pane_set_bulletin (GalleyCommentsPane *self,
                                        GalleyBulletin *bulletin);
void galley_comments_pane_set_reader (GalleyCommentsPane *self,
                                      const char *name);
GPtrArray *galley_comments_pane_get_threads (GalleyCommentsPane *self);

G_END_DECLS
