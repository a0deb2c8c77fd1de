/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-export-chart.h"

#include <math.h>
#include <string.h>

#include "galley-export-body.h"
#include "galley-export-private.h"
#include "galley-furniture.h"
#include "galley-layout.h"

/* A chart of a page as SVG: its display list item by item, text as text. Colours are names of the page's style sheet, so
 * that the chart goes dark with the page; each has its value as well, for where there is no such sheet. Where drawings
 * are not taken, the same list as a picture. */

typedef struct
{
  xmlTextWriterPtr writer;
  const GalleyTheme *theme;
} Svg;

static void
start (Svg *self, const char *element)
{
  xmlTextWriterStartElement (self->writer, BAD_CAST element);
}

static void
attribute (Svg *self, const char *name, const char *value)
{
  xmlTextWriterWriteAttribute (self->writer, BAD_CAST name, BAD_CAST value);
}

/* A length to a hundredth, which is finer than any screen. */
static void
length (Svg *self, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  attribute (self, name, g_ascii_formatd (text, sizeof text, "%.2f", fabs (value) < 0.005 ? 0 : value));
}

static void
whole (Svg *self, const char *name, int value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);

  attribute (self, name, text);
}

static void
paint (Svg *self, const char *name, const GalleyColor *color)
{
  g_autofree char *value = g_strdup_printf ("#%02x%02x%02x", (guint) lround (color->red * 255),
                                            (guint) lround (color->green * 255), (guint) lround (color->blue * 255));

  for (guint i = 0; i < GALLEY_N_COLORS; i++)
    {
      const GalleyColor *known = &self->theme->colors[i];

      if (known->red == color->red && known->green == color->green && known->blue == color->blue)
        {
          g_autofree char *style =
            g_strdup_printf ("%s: var(--%s, %s)", name, galley_export_get_color_name (i), value);

          attribute (self, "style", style);
          break;
        }
    }
  /* For programs that do not know of var(); they pass over the style. */
  attribute (self, name, value);
}

static void
write_run (Svg *self, const GalleyDisplayItem *item, const GalleyGlyphRun *run)
{
  double from = run->n_clusters > 0 ? run->edges[0] : 0;
  g_autofree char *text = galley_export_clean (run->text, run->n_bytes);
  cairo_matrix_t matrix;

  if (run->n_clusters == 0 || !*text)
    return;
  cairo_scaled_font_get_font_matrix (run->font, &matrix);
  start (self, "text");
  length (self, "x", item->x + MIN (from, run->end));
  length (self, "y", item->y + item->line->baseline);
  length (self, "font-size", matrix.yy);
  /* Another font is made to keep to the place that was measured. */
  length (self, "textLength", fabs (run->end - from));
  paint (self, "fill", &run->color);
  xmlTextWriterWriteString (self->writer, BAD_CAST text);
  xmlTextWriterEndElement (self->writer);
}

static void
write_shape (Svg *self, const GalleyDisplayItem *item)
{
  switch (item->kind)
    {
    case GALLEY_ITEM_RECTANGLE:
      start (self, "rect");
      length (self, "x", item->x);
      length (self, "y", item->y);
      length (self, "width", item->width);
      length (self, "height", item->height);
      paint (self, "fill", &item->color);
      break;
    case GALLEY_ITEM_LINE:
      start (self, "line");
      length (self, "x1", item->x);
      length (self, "y1", item->rising ? item->y + item->height : item->y);
      length (self, "x2", item->x + item->width);
      length (self, "y2", item->rising ? item->y : item->y + item->height);
      length (self, "stroke-width", item->thickness);
      attribute (self, "stroke-linecap", "round");
      paint (self, "stroke", &item->color);
      break;
    case GALLEY_ITEM_DISC:
      start (self, "ellipse");
      length (self, "cx", item->x + item->width / 2);
      length (self, "cy", item->y + item->height / 2);
      length (self, "rx", item->width / 2);
      length (self, "ry", item->height / 2);
      paint (self, "fill", &item->color);
      break;
    case GALLEY_ITEM_TEXT:
    case GALLEY_ITEM_DIAMOND:
    case GALLEY_ITEM_FRAME:
    case GALLEY_ITEM_PICTURE:
    default:
      return; /* no chart has such */
    }
  xmlTextWriterEndElement (self->writer);
}

static void
write_words (Svg *self, const GalleySnapshot *snapshot, const GalleyBlockData *block)
{
  g_autofree char *alternate = galley_furniture_dup_alternate (snapshot, block);
  g_autofree char *words = galley_export_clean (alternate, strlen (alternate));
  g_autofree char *title = galley_export_clean (block->text, strlen (block->text));

  if (*title)
    xmlTextWriterWriteElement (self->writer, BAD_CAST "title", BAD_CAST title);
  xmlTextWriterWriteElement (self->writer, BAD_CAST "desc", BAD_CAST words);
}

/* The chart without its caption and note, which are the page's. */
static GalleyBlockData *
make_bare (const GalleyBlockData *block)
{
  g_autoptr (GalleyBlockData) bare =
    galley_block_data_new_full (block->id, block->kind, "", NULL, block->source, NULL, NULL);
  g_autoptr (GalleyViewData) view = NULL;

  if (block->view)
    view = galley_view_data_new (block->view->form, (const char *const *) block->view->rows, block->view->fields,
                                 block->view->n_fields, FALSE, NULL, NULL);
  return galley_block_data_with_view (bare, view);
}

/* The chart alone, laid out as on a page of HTML. @place is where it is on its page. */
static GalleyDisplayList *
lay_out (const GalleySnapshot *snapshot,
         const GalleyBlockData *block,
         GalleyTheme *theme,
         int width,
         cairo_rectangle_t *place)
{
  g_autoptr (GalleyBlockData) bare = make_bare (block);

  return galley_layout_block (snapshot, bare, theme, width, NULL, place);
}

/**
 * galley_export_write_chart:
 * @block: a chart
 *
 * Writes it as an SVG image with its words for those who do not see it.
 */
void
galley_export_write_chart (xmlTextWriterPtr writer, const GalleySnapshot *snapshot, const GalleyBlockData *block)
{
  g_autoptr (GalleyTheme) theme = galley_theme_load ("phone", NULL);
  cairo_rectangle_t place;
  g_autoptr (GalleyDisplayList) list = lay_out (snapshot, block, theme, GALLEY_CHART_SCREEN, &place);
  const GalleyDisplayPage *page = galley_display_list_get_page (list, 0);
  Svg self = { writer, theme };
  g_autofree char *box = NULL;

  if (place.height < 1)
    return;
  box = g_strdup_printf ("%d %d %d %d", (int) place.x, (int) place.y, GALLEY_CHART_SCREEN, (int) ceil (place.height));
  start (&self, "svg");
  attribute (&self, "xmlns", "http://www.w3.org/2000/svg");
  attribute (&self, "role", "img");
  attribute (&self, "viewBox", box);
  whole (&self, "width", GALLEY_CHART_SCREEN);
  whole (&self, "height", (int) ceil (place.height));
  write_words (&self, snapshot, block);
  for (guint i = 0; i < page->n_items; i++)
    if (page->items[i].line)
      for (guint j = 0; j < page->items[i].line->n_runs; j++)
        write_run (&self, &page->items[i], &page->items[i].line->runs[j]);
    else
      write_shape (&self, &page->items[i]);
  xmlTextWriterEndElement (writer);
}

/**
 * galley_export_draw_chart:
 * @block: a chart
 * @width: that it is laid out in: %GALLEY_CHART_SCREEN or %GALLEY_CHART_PAPER
 * @pixels: how wide the picture is
 * @ratio: (out): of its height to its width; not set where there is nothing to be seen
 *
 * Returns: (nullable) (transfer full): the chart without its caption and note as a PNG
 */
GBytes *
galley_export_draw_chart (const GalleySnapshot *snapshot,
                          const GalleyBlockData *block,
                          int width,
                          int pixels,
                          double *ratio)
{
  g_autoptr (GalleyTheme) theme = galley_theme_load ("phone", NULL);
  cairo_rectangle_t place;
  g_autoptr (GalleyDisplayList) list = lay_out (snapshot, block, theme, width, &place);
  double scale = (double) pixels / width;
  cairo_surface_t *surface;
  cairo_t *cr;
  GBytes *bytes;

  if (place.height < 1)
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, pixels, (int) ceil (place.height * scale));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -place.x, -place.y);
  galley_display_list_draw (list, 0, cr);
  cairo_destroy (cr);
  bytes = galley_export_surface_to_png (surface);
  cairo_surface_destroy (surface);
  *ratio = place.height / width;
  return bytes;
}
