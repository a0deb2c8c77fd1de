/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "galley-export-private.h"

/* Pixels a unit: sharp on a phone, and about 150 dots an inch for pages. */
#define SCALE 2

/* Neither cairo nor what people send pictures with takes larger ones. */
#define MAX_PIXELS 32000

static cairo_status_t
append_cb (void *data, const guchar *bytes, guint length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * galley_export_surface_to_png:
 *
 * Returns: (nullable) (transfer full): the picture in a file; %NULL where it could not be drawn
 */
GBytes *
galley_export_surface_to_png (cairo_surface_t *surface)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (cairo_surface_write_to_png_stream (surface, append_cb, bytes) != CAIRO_STATUS_SUCCESS)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
fail (GError **error, const char *reason)
{
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_WRITE, _("The picture could not be made: %s"), reason);
  return FALSE;
}

/* Which pages are wanted, and how large they are below each other. */
static gboolean
measure (const GalleyDisplayList *list, guint page, guint *first, guint *last, double *width, double *height, GError **error)
{
  guint n = galley_display_list_get_n_pages (list);

  if (page > n)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_WRITE,
                   _("There is no page %u; the bulletin has %u"), page, n);
      return FALSE;
    }
  *first = page > 0 ? page - 1 : 0;
  *last = page > 0 ? page : n;
  for (guint i = *first; i < *last; i++)
    {
      const GalleyDisplayPage *measured = galley_display_list_get_page (list, i);

      *width = MAX (*width, measured->width);
      *height += measured->height;
    }
  if (ceil (*height * SCALE) <= MAX_PIXELS && ceil (*width * SCALE) <= MAX_PIXELS)
    return TRUE;
  g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE,
               _("The picture would be %.0f pixels high, more than the %d that programs can show; choose a page or export a PDF"),
               ceil (*height * SCALE), MAX_PIXELS);
  return FALSE;
}

static gboolean
draw (const GalleyDisplayList *list, guint first, guint last, cairo_surface_t *surface, GCancellable *cancellable)
{
  cairo_t *cr = cairo_create (surface);
  gboolean going = TRUE;

  cairo_scale (cr, SCALE, SCALE);
  for (guint i = first; i < last && going; i++)
    {
      const GalleyDisplayPage *page = galley_display_list_get_page (list, i);

      cairo_save (cr);
      cairo_rectangle (cr, 0, 0, page->width, page->height);
      cairo_clip (cr);
      galley_display_list_draw (list, i, cr);
      cairo_restore (cr);
      cairo_translate (cr, 0, page->height);
      going = !g_cancellable_is_cancelled (cancellable);
    }
  cairo_destroy (cr);
  return going;
}

/**
 * galley_export_png:
 *
 * Draws the display list as one picture: the long one that goes round on phones, or a page.
 */
GBytes *
galley_export_png (const GalleySnapshot *snapshot,
                   const GalleyExportOptions *options,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GalleyDisplayList) list = galley_export_lay_out (snapshot, options, "phone", cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  double width = 0, height = 0;
  guint first, last;
  gboolean complete;

  if (!list || !measure (list, options->page, &first, &last, &width, &height, error))
    return NULL;
  surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * SCALE), (int) ceil (height * SCALE));
  complete = draw (list, first, last, surface, cancellable);
  status = complete ? cairo_surface_write_to_png_stream (surface, append_cb, bytes) : CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (surface);
  if (!complete)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The export was cancelled");
      return NULL;
    }
  if (status != CAIRO_STATUS_SUCCESS && !fail (error, cairo_status_to_string (status)))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
