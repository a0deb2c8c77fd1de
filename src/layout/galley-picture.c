/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* Larger pictures are not decoded: no camera makes them, and they would fill the memory. */
#define MAX_PIXELS (120 * 1000 * 1000)

/**
 * galley_picture_find:
 * @folder: (nullable): the bulletin's
 * @source: (nullable): a path as bulletins have it
 *
 * Returns: (nullable) (transfer full): the picture's path; %NULL where @source leaves the folder, which one that came
 *   with a bulletin from elsewhere must not
 */
char *
galley_picture_find (const char *folder, const char *source)
{
  g_auto (GStrv) parts = NULL;

  if (!folder || !source || !*source || g_path_is_absolute (source))
    return NULL;
  parts = g_strsplit (source, "/", -1);
  if (g_strv_contains ((const char *const *) parts, ".."))
    return NULL;
  return g_build_filename (folder, source, NULL);
}

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

/**
 * galley_picture_load:
 * @folder: (nullable): the bulletin's
 * @source: (nullable): a path beside the bulletin
 * @max_width: in pixels; wider ones are scaled down
 *
 * Returns: (nullable) (transfer full): the picture upright; %NULL where there is none that can be shown
 */
cairo_surface_t *
galley_picture_load (const char *folder, const char *source, int max_width)
{
  g_autofree char *path = galley_picture_find (folder, source);
  g_autoptr (GdkPixbuf) pixbuf = NULL, upright = NULL;
  int width, height;

  if (!path || !gdk_pixbuf_get_file_info (path, &width, &height) || (gint64) width * height > MAX_PIXELS)
    return NULL;
  pixbuf = gdk_pixbuf_new_from_file_at_scale (path, MIN (width, max_width), -1, TRUE, NULL);
  if (!pixbuf)
    return NULL;
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  return to_surface (upright);
}
