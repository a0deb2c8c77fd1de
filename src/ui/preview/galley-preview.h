/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-snapshot.h"
#include "galley-theme.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PREVIEW (galley_preview_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreview, galley_preview, GALLEY, PREVIEW, GtkWidget)

void galley_preview_set_snapshot (GalleyPreview *self,
                                  GalleySnapshot *snapshot,
                                  const char *folder);
void galley_preview_set_theme (GalleyPreview *self,
                               GalleyTheme *theme);
void galley_preview_follow (GalleyPreview *self,
                            const char *block_id,
                            guint offset);
double galley_preview_get_scale (GalleyPreview *self);
void galley_preview_zoom (GalleyPreview *self,
                          int steps);
guint galley_preview_get_page (GalleyPreview *self);
guint galley_preview_get_n_pages (GalleyPreview *self);
void galley_preview_go_to_page (GalleyPreview *self,
                                guint page);

G_END_DECLS
