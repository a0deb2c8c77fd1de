/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Places in a picture count in ten thousandths of its width and height as it stands upright, so that they are exact in
 * the file and outlast a picture of other size. */
#define GALLEY_PICTURE_WHOLE 10000

/**
 * GalleyPictureCrop:
 * @x: the left edge of what is shown, in ten thousandths of the upright picture's width
 * @y: its upper edge, of the height
 * @width: at least 1; @x + @width is at most %GALLEY_PICTURE_WHOLE
 * @height: likewise
 */
typedef struct
{
  guint x, y, width, height;
} GalleyPictureCrop;

/**
 * GalleyPictureData:
 * @credit: (nullable): whose picture it is, as it is printed after the caption; never ""
 * @crop: what is shown of it
 * @focus_x: the place that must stay in sight where the picture is cut further, in ten thousandths of the upright
 *   picture's width
 * @focus_y: likewise, of its height
 * @extra: (nullable): members of its JSON object that this version does not know, as a JSON object
 *
 * What a picture block has besides its path, caption and alternate text. An immutable value, shared by reference count,
 * also between threads.
 */
typedef struct
{
  char *credit;
  GalleyPictureCrop crop;
  guint focus_x, focus_y;
  char *extra;
} GalleyPictureData;

extern const GalleyPictureCrop galley_picture_uncropped;

GalleyPictureData *galley_picture_data_new (const char *credit,
                                            const GalleyPictureCrop *crop,
                                            guint focus_x,
                                            guint focus_y,
                                            const char *extra);
GalleyPictureData *galley_picture_data_ref (GalleyPictureData *picture);
void galley_picture_data_unref (GalleyPictureData *picture);
gboolean galley_picture_data_equal (const GalleyPictureData *a,
                                    const GalleyPictureData *b);
gboolean galley_picture_data_is_cropped (const GalleyPictureData *picture);
gboolean galley_picture_data_is_plain (const GalleyPictureData *picture);
gboolean galley_picture_crop_is_valid (const GalleyPictureCrop *crop);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPictureData, galley_picture_data_unref)

G_END_DECLS
