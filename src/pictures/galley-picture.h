/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

#include "galley-block-data.h"
#include "galley-picture-file.h"
#include "galley-picture-info.h"

G_BEGIN_DECLS

/**
 * GalleyPictureOptions:
 * @max_side: that the longer side is to have, in pixels; 0 for what the picture has
 * @keep_metadata: whether what is written in the picture beside it stays: place, time, camera, names
 */
typedef struct
{
  guint max_side;
  gboolean keep_metadata;
} GalleyPictureOptions;

/**
 * GalleyPreparedPicture:
 * @bytes: a PNG or JPEG file, upright and cropped
 * @format: %GALLEY_PICTURE_PNG or %GALLEY_PICTURE_JPEG
 * @width: in pixels
 * @height: in pixels
 */
typedef struct
{
  GBytes *bytes;
  GalleyPictureFormat format;
  guint width, height;
} GalleyPreparedPicture;

GalleyPreparedPicture *galley_picture_prepare (const char *folder,
                                               const GalleyBlockData *block,
                                               const GalleyPictureOptions *options,
                                               GCancellable *cancellable,
                                               GError **error);
void galley_prepared_picture_free (GalleyPreparedPicture *prepared);

GdkPixbuf *galley_picture_decode (GBytes *bytes,
                                  const GalleyPictureCrop *crop,
                                  guint max_side,
                                  GCancellable *cancellable,
                                  GError **error);
GPtrArray *galley_picture_list_faults (const char *folder,
                                       const GPtrArray *blocks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPreparedPicture, galley_prepared_picture_free)

G_END_DECLS
