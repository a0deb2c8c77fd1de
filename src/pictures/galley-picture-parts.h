/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "galley-picture-info.h"

G_BEGIN_DECLS

/* What an APP1 marker (0xE1) becomes where Exif is in it; other markers are their own second byte. */
#define GALLEY_JPEG_EXIF 0x1E1

/**
 * GalleyPicturePart:
 * @start: where the part begins in the file: a JPEG's marker, a PNG's chunk
 * @length: up to the next part; of a JPEG's scan with all of its data
 * @type: of a JPEG, the marker
 * @complete: whether the last part was that which ends the picture
 *
 * A part of a JPEG or PNG file. Begin with one that is all 0.
 */
typedef struct
{
  gsize start, length;
  guint type;
  gboolean complete;
} GalleyPicturePart;

gboolean galley_picture_next_jpeg_part (const guchar *data,
                                        gsize length,
                                        GalleyPicturePart *part);
gboolean galley_picture_next_png_part (const guchar *data,
                                       gsize length,
                                       GalleyPicturePart *part);
gsize galley_picture_exif_find_orientation (const guchar *tiff,
                                            gsize length,
                                            gboolean *little);

GBytes *galley_picture_strip (GBytes *bytes,
                              GalleyPictureFormat format);
GBytes *galley_picture_graft (GBytes *bytes,
                              GBytes *from,
                              GalleyPictureFormat format);

G_END_DECLS
