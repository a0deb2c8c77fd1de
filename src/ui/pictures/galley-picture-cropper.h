/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-picture-data.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PICTURE_CROPPER (galley_picture_cropper_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPictureCropper, galley_picture_cropper, GALLEY, PICTURE_CROPPER, GtkWidget)

void galley_picture_cropper_set_texture (GalleyPictureCropper *self,
                                         GdkTexture *texture);
void galley_picture_cropper_set (GalleyPictureCropper *self,
                                 const GalleyPictureCrop *crop,
                                 guint focus_x,
                                 guint focus_y);
void galley_picture_cropper_get (GalleyPictureCropper *self,
                                 GalleyPictureCrop *crop,
                                 guint *focus_x,
                                 guint *focus_y);
void galley_picture_cropper_set_ratio (GalleyPictureCropper *self,
                                       double ratio);
void galley_picture_cropper_set_focusing (GalleyPictureCropper *self,
                                          gboolean focusing);

G_END_DECLS
