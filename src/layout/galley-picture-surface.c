/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-picture-surface.h"

#include <glib/gi18n-lib.h>

#include "galley-picture.h"

/* Cairo's pixels are premultiplied words in the machine's byte order. */
static void
copy_row (const guchar *from, guint32 *to, int width, int n_channels)
{
  for (int x = 0; x < width; x++, from += n_channels)
    {
      guint alpha = n_channels == 4 ? from[3] : 255;

      to[x] = alpha << 24 | from[0] * alpha / 255 << 16 | from[1] * alpha / 255 << 8 | from[2] * alpha / 255;
    }
}

static cairo_surface_t *
to_surface (const GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf), stride = gdk_pixbuf_get_rowstride (pixbuf);
  const guchar *pixels = gdk_pixbuf_read_pixels (pixbuf);
  cairo_surface_t *surface =
    cairo_image_surface_create (n_channels == 4 ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);
  guchar *data = cairo_image_surface_get_data (surface);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  for (int y = 0; y < height; y++)
    copy_row (pixels + (gsize) y * stride,
              (guint32 *) (gpointer) (data + (gsize) y * cairo_image_surface_get_stride (surface)),
              width,
              n_channels);
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* A PDF takes a JPEG as it is, which is a tenth of its pixels packed and loses nothing. */
static void
attach_jpeg (cairo_surface_t *surface, const GalleyPreparedPicture *picture)
{
  gsize length;
  const guchar *data = g_bytes_get_data (picture->bytes, &length);

  if (picture->format != GALLEY_PICTURE_JPEG ||
      cairo_image_surface_get_width (surface) != (int) picture->width ||
      cairo_image_surface_get_height (surface) != (int) picture->height)
    return;
  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, length, (cairo_destroy_func_t) g_bytes_unref,
                                   g_bytes_ref (picture->bytes)) != CAIRO_STATUS_SUCCESS)
    g_bytes_unref (picture->bytes);
}

/**
 * galley_picture_surface_new:
 * @folder: (nullable): the bulletin's
 * @block: a picture
 * @max_side: that its longer side may have, in pixels
 *
 * Returns: (nullable) (transfer full): the picture to be drawn, upright and cropped; %NULL with an error as of
 *   galley_picture_prepare()
 */
cairo_surface_t *
galley_picture_surface_new (
  const char *folder, const GalleyBlockData *block, guint max_side, GCancellable *cancellable, GError **error)
{
  GalleyPictureOptions options = { .max_side = max_side };
  g_autoptr (GalleyPreparedPicture) picture = galley_picture_prepare (folder, block, &options, cancellable, error);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  cairo_surface_t *surface;

  if (!picture)
    return NULL;
  pixbuf = galley_picture_decode (picture->bytes, NULL, 0, cancellable, error);
  if (!pixbuf)
    {
      g_prefix_error (error, "%s: ", block->source);
      return NULL;
    }
  surface = to_surface (pixbuf);
  if (!surface)
    g_set_error (error, GALLEY_PICTURE_ERROR, GALLEY_PICTURE_ERROR_TOO_LARGE,
                 _("%s: there is not enough memory for the picture."), block->source);
  else
    attach_jpeg (surface, picture);
  return surface;
}
