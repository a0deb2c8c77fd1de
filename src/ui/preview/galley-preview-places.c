/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-preview-private.h"

#include <adwaita.h>
#include <math.h>

/* Around pages and between them, in pixels; a medium without pages fills the pane. */
#define PAGE_GAP 16.0
#define PIXELS_PER_POINT (96.0 / 72.0)
#define CARET_WIDTH 2

static gboolean
is_paged (GalleyPreview *self)
{
  return self->theme->height > 0;
}

static double
get_gap (GalleyPreview *self)
{
  return is_paged (self) ? PAGE_GAP : 0;
}

/**
 * galley_preview_get_scale:
 *
 * Returns: the zoom that it is seen with, of the medium's own size
 */
double
galley_preview_get_scale (GalleyPreview *self)
{
  double room = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * get_gap (self);

  if (self->zoom > 0)
    return self->zoom;
  return MAX (room / self->theme->width / (is_paged (self) ? PIXELS_PER_POINT : 1), 0.1);
}

static double
get_pixels_per_unit (GalleyPreview *self)
{
  return galley_preview_get_scale (self) * (is_paged (self) ? PIXELS_PER_POINT : 1);
}

gboolean
galley_preview_shows_single (GalleyPreview *self)
{
  return self->single && is_paged (self);
}

void
galley_preview_get_origin (GalleyPreview *self, guint page, double *x, double *y)
{
  double gap = get_gap (self), scale = get_pixels_per_unit (self);

  *x = floor (MAX (gap, (gtk_widget_get_width (GTK_WIDGET (self)) - self->theme->width * scale) / 2));
  *y = galley_preview_shows_single (self) ? gap : gap + page * (self->theme->height * scale + gap);
}

void
galley_preview_get_size (GalleyPreview *self, double *width, double *height)
{
  double gap = get_gap (self), scale = get_pixels_per_unit (self);
  guint n_pages = self->list == NULL ? 0 : galley_preview_shows_single (self) ? 1 : galley_display_list_get_n_pages (self->list);

  *width = self->theme->width * scale + 2 * gap;
  *height = gap;
  for (guint i = 0; i < n_pages; i++)
    *height += galley_display_list_get_page (self->list, i)->height * scale + gap;
}

GalleyPagePoint
galley_preview_to_page (GalleyPreview *self, double x, double y)
{
  double scale = get_pixels_per_unit (self), left, top;
  guint n_pages = galley_display_list_get_n_pages (self->list);
  GalleyPagePoint point = { .page = self->page };

  if (!galley_preview_shows_single (self))
    point.page = is_paged (self) ? CLAMP (y / (self->theme->height * scale + PAGE_GAP), 0, n_pages - 1) : 0;
  galley_preview_get_origin (self, point.page, &left, &top);
  point.x = (x - left) / scale;
  point.y = (y - top) / scale;
  return point;
}

void
galley_preview_from_page (GalleyPreview *self, const GalleyPagePoint *point, double *x, double *y)
{
  double scale = get_pixels_per_unit (self), left, top;

  galley_preview_get_origin (self, point->page, &left, &top);
  *x = left + point->x * scale;
  *y = top + point->y * scale;
}

static void
draw_page (GalleyPreview *self, cairo_t *cr, guint page, double left, double top)
{
  double scale = get_pixels_per_unit (self);

  cairo_save (cr);
  cairo_translate (cr, left, top);
  cairo_scale (cr, scale, scale);
  galley_display_list_draw (self->list, page, cr);
  cairo_restore (cr);
}

/* Where the caret is in the text. */
static void
draw_caret (GalleyPreview *self, GtkSnapshot *snapshot, double scroll_x, double scroll_y)
{
  GalleyPagePoint point = { self->place_page, self->place.x, self->place.y };
  g_autoptr (GdkRGBA) color =
    adw_style_manager_get_accent_color_rgba (adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self))));
  double x, y;

  if (!self->placed || (galley_preview_shows_single (self) && self->place_page != self->page))
    return;
  galley_preview_from_page (self, &point, &x, &y);
  gtk_snapshot_append_color (snapshot, color,
                             &GRAPHENE_RECT_INIT (round (x - scroll_x) - CARET_WIDTH / 2, y - scroll_y, CARET_WIDTH,
                                                  self->place.height * get_pixels_per_unit (self)));
}

void
galley_preview_draw (GalleyPreview *self, GtkSnapshot *snapshot)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double scroll_x = round (gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_HORIZONTAL]));
  double scroll_y = round (gtk_adjustment_get_value (self->adjustments[GTK_ORIENTATION_VERTICAL]));
  const GalleyColor *paper = &self->theme->colors[GALLEY_COLOR_BACKGROUND];
  double scale = get_pixels_per_unit (self), left, top;
  cairo_t *cr;

  galley_preview_get_origin (self, 0, &left, &top);
  if (!is_paged (self))
    gtk_snapshot_append_color (snapshot, &(GdkRGBA) { paper->red, paper->green, paper->blue, paper->alpha },
                               &GRAPHENE_RECT_INIT (left - scroll_x, 0, self->theme->width * scale, height));
  if (self->list == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  for (guint i = 0; i < galley_display_list_get_n_pages (self->list); i++)
    {
      galley_preview_get_origin (self, i, &left, &top);
      if (top > scroll_y + height)
        break;
      if ((!galley_preview_shows_single (self) || i == self->page) &&
          top + galley_display_list_get_page (self->list, i)->height * scale > scroll_y)
        draw_page (self, cr, i, left - scroll_x, top - scroll_y);
    }
  cairo_destroy (cr);
  draw_caret (self, snapshot, scroll_x, scroll_y);
}
