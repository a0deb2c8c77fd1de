/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-block-data.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PICTURE_VIEW (galley_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPictureView, galley_picture_view, GALLEY, PICTURE_VIEW, GtkWidget)

GtkWidget *galley_picture_view_new (void);
void galley_picture_view_show (GalleyPictureView *self,
                               const char *folder,
                               GalleyBlockData *block,
                               int width);

G_END_DECLS
