/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-chart-picture.h"

#include <adwaita.h>
#include <math.h>

#include "galley-furniture.h"
#include "galley-layout.h"

/* A chart or table of a bulletin, laid out as it will be printed and drawn as it is on a phone. It is one block, and what
 * did not change of it comes from the cache, so it is laid out at once. */

struct _GalleyChartPicture
{
  GtkWidget parent_instance;

  GalleySnapshot *snapshot;
  GalleyBlockData *block;
  int width;

  GalleyLayoutCache *cache;
  GalleyTheme *themes[2]; /* light and dark */
  GalleyDisplayList *list;
  cairo_rectangle_t place; /* of the block on the list's page */
};

G_DEFINE_FINAL_TYPE (GalleyChartPicture, galley_chart_picture, GTK_TYPE_WIDGET)

static void
lay_out (GalleyChartPicture *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *words = NULL;

  if (self->block == NULL)
    return;
  g_clear_pointer (&self->list, galley_display_list_unref);
  self->list = galley_layout_block (self->snapshot, self->block, self->themes[dark], self->width, self->cache, &self->place);
  words = galley_furniture_dup_alternate (self->snapshot, self->block);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
galley_chart_picture_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  GalleyChartPicture *self = GALLEY_CHART_PICTURE (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : (int) ceil (self->place.height);
}

static void
galley_chart_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GalleyChartPicture *self = GALLEY_CHART_PICTURE (widget);
  const GalleyDisplayPage *page = self->list ? galley_display_list_get_page (self->list, 0) : NULL;
  cairo_t *cr;

  if (page == NULL || self->place.height < 1)
    return;
  /* A line may be a little wider than what it runs to. */
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (-2, -2, (float) self->width + 4, (float) self->place.height + 4));
  cairo_translate (cr, -self->place.x, -self->place.y);
  for (guint i = 0; i < page->n_items; i++)
    galley_display_item_draw (&page->items[i], cr);
  cairo_destroy (cr);
}

static void
galley_chart_picture_finalize (GObject *object)
{
  GalleyChartPicture *self = GALLEY_CHART_PICTURE (object);

  g_clear_pointer (&self->list, galley_display_list_unref);
  g_clear_pointer (&self->snapshot, galley_snapshot_unref);
  g_clear_pointer (&self->block, galley_block_data_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->themes); i++)
    galley_theme_unref (self->themes[i]);
  galley_layout_cache_unref (self->cache);
  G_OBJECT_CLASS (galley_chart_picture_parent_class)->finalize (object);
}

static void
galley_chart_picture_class_init (GalleyChartPictureClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = galley_chart_picture_finalize;
  widget_class->measure = galley_chart_picture_measure;
  widget_class->snapshot = galley_chart_picture_snapshot;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
galley_chart_picture_init (GalleyChartPicture *self)
{
  self->cache = galley_layout_cache_new ();
  self->themes[0] = galley_theme_load ("phone", NULL);
  self->themes[1] = galley_theme_load ("phone-dark", NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (lay_out), self, G_CONNECT_SWAPPED);
}

/**
 * galley_chart_picture_new:
 *
 * Returns: (transfer floating): a picture of nothing yet
 */
GtkWidget *
galley_chart_picture_new (void)
{
  return g_object_new (GALLEY_TYPE_CHART_PICTURE, NULL);
}

/**
 * galley_chart_picture_show:
 * @block: a chart or table, of the bulletin or as it is to be
 * @width: in pixels; the height is what the block needs
 *
 * Shows a block.
 */
void
galley_chart_picture_show (GalleyChartPicture *self, const GalleySnapshot *snapshot, GalleyBlockData *block, int width)
{
  galley_snapshot_ref ((GalleySnapshot *) snapshot);
  g_clear_pointer (&self->snapshot, galley_snapshot_unref);
  self->snapshot = (GalleySnapshot *) snapshot;
  galley_block_data_ref (block);
  g_clear_pointer (&self->block, galley_block_data_unref);
  self->block = block;
  self->width = width;
  lay_out (self);
}
