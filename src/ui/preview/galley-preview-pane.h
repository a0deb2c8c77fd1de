/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-preview.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PREVIEW_PANE (galley_preview_pane_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreviewPane, galley_preview_pane, GALLEY, PREVIEW_PANE, AdwBin)

GalleyPreview *galley_preview_pane_get_preview (GalleyPreviewPane *self);
gboolean galley_preview_pane_zoom (GalleyPreviewPane *self,
                                   int steps);

G_END_DECLS
