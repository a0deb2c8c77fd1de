/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More pixels are not decoded: cameras make up to 102 million, and 120 take 480 MB. */
#define GALLEY_PICTURE_MAX_PIXELS (120u * 1000 * 1000)
/* The longest side that cairo and what people send pictures with take. */
#define GALLEY_PICTURE_MAX_SIDE 32000

typedef enum
{
  GALLEY_PICTURE_JPEG,
  GALLEY_PICTURE_PNG,
  GALLEY_PICTURE_GIF,
  GALLEY_PICTURE_WEBP,
  GALLEY_PICTURE_SVG,
} GalleyPictureFormat;

#define GALLEY_N_PICTURE_FORMATS (GALLEY_PICTURE_SVG + 1)

/**
 * GalleyPictureInfo:
 * @width: in pixels as stored, before it is turned upright; 0 for SVG, which has no pixels
 * @height: likewise
 * @orientation: as Exif 2.32, tag 0x0112 has it: 1 to 8, 1 for upright
 * @n_colors: 1 for grey, 3 for RGB, 4 for CMYK
 *
 * What the header of a picture says.
 */
typedef struct
{
  GalleyPictureFormat format;
  guint width, height;
  guint orientation;
  guint n_colors;
} GalleyPictureInfo;

gboolean galley_picture_examine (GBytes *bytes,
                                 GalleyPictureInfo *info,
                                 GError **error);
const char *galley_picture_format_get_extension (GalleyPictureFormat format);
const char *galley_picture_format_get_media_type (GalleyPictureFormat format);

G_END_DECLS
