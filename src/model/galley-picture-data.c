/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-picture-data.h"

const GalleyPictureCrop galley_picture_uncropped = { 0, 0, GALLEY_PICTURE_WHOLE, GALLEY_PICTURE_WHOLE };

static void
clear_picture (gpointer data)
{
  GalleyPictureData *picture = data;

  g_free (picture->credit);
  g_free (picture->extra);
}

static gboolean
same_crop (const GalleyPictureCrop *a, const GalleyPictureCrop *b)
{
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height;
}

/**
 * galley_picture_crop_is_valid:
 *
 * Returns: whether there is something in it, and all of it in the picture
 */
gboolean
galley_picture_crop_is_valid (const GalleyPictureCrop *crop)
{
  return crop->width >= 1 && crop->height >= 1 && crop->x < GALLEY_PICTURE_WHOLE && crop->y < GALLEY_PICTURE_WHOLE &&
         crop->width <= GALLEY_PICTURE_WHOLE - crop->x && crop->height <= GALLEY_PICTURE_WHOLE - crop->y;
}

/**
 * galley_picture_data_new:
 * @credit: (nullable): "" for none as well
 * @crop: (nullable): valid; %NULL for all of the picture
 * @focus_x: at most %GALLEY_PICTURE_WHOLE
 * @focus_y: at most %GALLEY_PICTURE_WHOLE
 * @extra: (nullable)
 *
 * Returns: (transfer full): a new value
 */
GalleyPictureData *
galley_picture_data_new (
  const char *credit, const GalleyPictureCrop *crop, guint focus_x, guint focus_y, const char *extra)
{
  g_return_val_if_fail (crop == NULL || galley_picture_crop_is_valid (crop), NULL);
  g_return_val_if_fail (focus_x <= GALLEY_PICTURE_WHOLE && focus_y <= GALLEY_PICTURE_WHOLE, NULL);

  GalleyPictureData *picture = g_atomic_rc_box_new0 (GalleyPictureData);

  picture->credit = credit && *credit ? g_strdup (credit) : NULL;
  picture->crop = crop ? *crop : galley_picture_uncropped;
  picture->focus_x = focus_x;
  picture->focus_y = focus_y;
  picture->extra = g_strdup (extra);
  return picture;
}

GalleyPictureData *
galley_picture_data_ref (GalleyPictureData *picture)
{
  return g_atomic_rc_box_acquire (picture);
}

void
galley_picture_data_unref (GalleyPictureData *picture)
{
  g_atomic_rc_box_release_full (picture, clear_picture);
}

/**
 * galley_picture_data_equal:
 * @a: (nullable)
 * @b: (nullable)
 *
 * Returns: whether they are the same, or neither is there
 */
gboolean
galley_picture_data_equal (const GalleyPictureData *a, const GalleyPictureData *b)
{
  if (a == b)
    return TRUE;
  return a && b && g_strcmp0 (a->credit, b->credit) == 0 && same_crop (&a->crop, &b->crop) && a->focus_x == b->focus_x &&
         a->focus_y == b->focus_y && g_strcmp0 (a->extra, b->extra) == 0;
}

/**
 * galley_picture_data_is_cropped:
 * @picture: (nullable)
 *
 * Returns: whether something of the picture is not shown
 */
gboolean
galley_picture_data_is_cropped (const GalleyPictureData *picture)
{
  return picture && !same_crop (&picture->crop, &galley_picture_uncropped);
}

/**
 * galley_picture_data_is_plain:
 *
 * Returns: whether it says no more than that there is a picture: all of it, with the focus in its middle
 */
gboolean
galley_picture_data_is_plain (const GalleyPictureData *picture)
{
  return !picture->credit && !galley_picture_data_is_cropped (picture) && picture->focus_x == GALLEY_PICTURE_WHOLE / 2 &&
         picture->focus_y == GALLEY_PICTURE_WHOLE / 2 && !picture->extra;
}
