/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-display-list-private.h"

#include <math.h>

#include "galley-block-layout.h"

static void
clear_page (gpointer data)
{
  g_free ((gpointer) ((GalleyDisplayPage *) data)->items);
}

static void
clear_list (gpointer data)
{
  GalleyDisplayList *list = data;

  g_array_unref (list->pages);
  g_array_unref (list->elements);
  g_array_unref (list->headings);
  g_ptr_array_unref (list->parts);
  galley_theme_unref (list->theme);
}

GalleyDisplayList *
galley_display_list_new (GalleyTheme *theme)
{
  GalleyDisplayList *list = g_atomic_rc_box_new0 (GalleyDisplayList);

  list->theme = galley_theme_ref (theme);
  list->pages = g_array_new (FALSE, FALSE, sizeof (GalleyDisplayPage));
  g_array_set_clear_func (list->pages, clear_page);
  list->elements = g_array_new (FALSE, FALSE, sizeof (GalleyElement));
  list->headings = g_array_new (FALSE, FALSE, sizeof (GalleyHeading));
  list->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_block_layout_unref);
  return list;
}

GalleyDisplayList *
galley_display_list_ref (GalleyDisplayList *list)
{
  return g_atomic_rc_box_acquire (list);
}

void
galley_display_list_unref (GalleyDisplayList *list)
{
  g_atomic_rc_box_release_full (list, clear_list);
}

/**
 * galley_display_list_get_n_pages:
 *
 * Returns: how many pages there are, at least 1
 */
guint
galley_display_list_get_n_pages (const GalleyDisplayList *list)
{
  return list->pages->len;
}

/**
 * galley_display_list_get_page:
 * @page: from 0
 *
 * Returns: (transfer none): its size and what is on it
 */
const GalleyDisplayPage *
galley_display_list_get_page (const GalleyDisplayList *list, guint page)
{
  g_return_val_if_fail (page < list->pages->len, NULL);
  return &g_array_index (list->pages, GalleyDisplayPage, page);
}

/**
 * galley_display_list_get_background:
 *
 * Returns: (transfer none): the colour of its pages
 */
const GalleyColor *
galley_display_list_get_background (const GalleyDisplayList *list)
{
  return &list->theme->colors[GALLEY_COLOR_BACKGROUND];
}

/**
 * galley_display_list_get_elements:
 * @n_elements: (out): at least 1
 *
 * Returns: (transfer none) (array length=n_elements): the structure
 */
const GalleyElement *
galley_display_list_get_elements (const GalleyDisplayList *list, guint *n_elements)
{
  *n_elements = list->elements->len;
  return (const GalleyElement *) list->elements->data;
}

/**
 * galley_display_list_get_headings:
 * @n_headings: (out)
 *
 * Returns: (transfer none) (array length=n_headings): the outline, in reading order
 */
const GalleyHeading *
galley_display_list_get_headings (const GalleyDisplayList *list, guint *n_headings)
{
  *n_headings = list->headings->len;
  return (const GalleyHeading *) list->headings->data;
}

static void
set_color (cairo_t *cr, const GalleyColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

static void
draw_run (const GalleyGlyphRun *run, cairo_t *cr)
{
  set_color (cr, &run->color);
  cairo_set_scaled_font (cr, run->font);
  if (cairo_surface_has_show_text_glyphs (cairo_get_target (cr)))
    cairo_show_text_glyphs (cr,
                            run->text,
                            (int) run->n_bytes,
                            run->glyphs,
                            (int) run->n_glyphs,
                            run->clusters,
                            (int) run->n_clusters,
                            run->flags);
  else
    cairo_show_glyphs (cr, run->glyphs, (int) run->n_glyphs);
}

static void
draw_picture (const GalleyDisplayItem *item, cairo_t *cr)
{
  double width = cairo_image_surface_get_width (item->picture), height = cairo_image_surface_get_height (item->picture);

  cairo_save (cr);
  cairo_translate (cr, item->x, item->y);
  cairo_scale (cr, item->width / width, item->height / height);
  cairo_set_source_surface (cr, item->picture, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_restore (cr);
}

/**
 * galley_display_item_draw:
 *
 * Draws one item at its place on its page. The current point, source, font and line width of @cr change.
 */
void
galley_display_item_draw (const GalleyDisplayItem *item, cairo_t *cr)
{
  switch (item->kind)
    {
    case GALLEY_ITEM_TEXT:
      cairo_save (cr);
      cairo_translate (cr, item->x, item->y + item->line->baseline);
      for (guint i = 0; i < item->line->n_runs; i++)
        draw_run (&item->line->runs[i], cr);
      cairo_restore (cr);
      break;
    case GALLEY_ITEM_RECTANGLE:
      set_color (cr, &item->color);
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_fill (cr);
      break;
    case GALLEY_ITEM_DIAMOND:
      set_color (cr, &item->color);
      cairo_move_to (cr, item->x + item->width / 2, item->y);
      cairo_line_to (cr, item->x + item->width, item->y + item->height / 2);
      cairo_line_to (cr, item->x + item->width / 2, item->y + item->height);
      cairo_line_to (cr, item->x, item->y + item->height / 2);
      cairo_close_path (cr);
      cairo_fill (cr);
      break;
    case GALLEY_ITEM_FRAME:
      set_color (cr, &item->color);
      cairo_set_line_width (cr, 1);
      cairo_rectangle (cr, item->x + 0.5, item->y + 0.5, item->width - 1, item->height - 1);
      cairo_stroke (cr);
      break;
    case GALLEY_ITEM_PICTURE:
      draw_picture (item, cr);
      break;
    case GALLEY_ITEM_LINE:
      set_color (cr, &item->color);
      cairo_set_line_width (cr, item->thickness);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_move_to (cr, item->x, item->rising ? item->y + item->height : item->y);
      cairo_line_to (cr, item->x + item->width, item->rising ? item->y : item->y + item->height);
      cairo_stroke (cr);
      break;
    case GALLEY_ITEM_DISC:
      set_color (cr, &item->color);
      cairo_save (cr);
      cairo_translate (cr, item->x + item->width / 2, item->y + item->height / 2);
      cairo_scale (cr, item->width / 2, item->height / 2);
      cairo_new_sub_path (cr);
      cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
      cairo_restore (cr);
      cairo_fill (cr);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * galley_display_list_draw:
 * @page: from 0
 * @cr: scaled so that its units are the theme's
 *
 * Draws a page with its background. What lies above or below the clip of @cr is passed over, so that scrolling through
 * a long page costs what is seen of it.
 */
void
galley_display_list_draw (const GalleyDisplayList *list, guint page, cairo_t *cr)
{
  g_return_if_fail (page < list->pages->len);

  const GalleyDisplayPage *drawn = &g_array_index (list->pages, GalleyDisplayPage, page);
  double left, top, right, bottom;

  set_color (cr, &list->theme->colors[GALLEY_COLOR_BACKGROUND]);
  cairo_rectangle (cr, 0, 0, drawn->width, drawn->height);
  cairo_fill (cr);
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  for (guint i = 0; i < drawn->n_items; i++)
    {
      const GalleyDisplayItem *item = &drawn->items[i];
      /* Marks stacked on letters may rise out of their line. */
      double overhang = item->kind == GALLEY_ITEM_TEXT ? item->height : 0;

      if (item->y - overhang < bottom && item->y + item->height + overhang > top)
        galley_display_item_draw (item, cr);
    }
}

/* The code points of @run before its cluster @index. */
static guint
count_before (const GalleyGlyphRun *run, guint index)
{
  glong n_bytes = 0;

  for (guint i = 0; i < index; i++)
    n_bytes += run->clusters[i].num_bytes;
  return g_utf8_strlen (run->text, n_bytes);
}

static float
get_edge (const GalleyGlyphRun *run, guint index)
{
  return index < run->n_clusters ? run->edges[index] : run->end;
}

/* The offset nearest to @x, which counts from the line's left end. */
static guint
find_offset (const GalleyDisplayItem *item, double x)
{
  double best = INFINITY;
  guint offset = item->start;

  for (guint i = 0; i < item->line->n_runs; i++)
    {
      const GalleyGlyphRun *run = &item->line->runs[i];

      for (guint j = 0; j <= run->n_clusters; j++)
        if (fabs (get_edge (run, j) - x) < best)
          {
            best = fabs (get_edge (run, j) - x);
            offset = run->start + count_before (run, j);
          }
    }
  return CLAMP (offset, item->start, item->end);
}

/* Whether the column that @x is in has something of @item. */
static gboolean
is_in_column (const GalleyDisplayList *list, double page_width, const GalleyDisplayItem *item, double x)
{
  const GalleyTheme *theme = list->theme;
  double step = galley_theme_get_column_width (theme, page_width, FALSE) + theme->column_gap;
  double index = CLAMP (floor ((x - theme->margin_left + theme->column_gap / 2) / step), 0, theme->columns - 1);
  double left = theme->margin_left + index * step;

  return item->x < left + step - theme->column_gap && item->x + item->width > left;
}

static double
distance (const GalleyDisplayList *list, double page_width, const GalleyDisplayItem *item, double x, double y)
{
  double dx = MAX (MAX (item->x - x, x - item->x - item->width), 0);
  double dy = MAX (MAX (item->y - y, y - item->y - item->height), 0);

  /* What is beside the point is nearer than what is above or below it, in one column. */
  return list->theme->columns == 1 || is_in_column (list, page_width, item, x) ? dx + 1000 * dy : 1000 * (dx + dy);
}

/**
 * galley_display_list_find_text:
 * @page: from 0
 * @x: on the page, in units
 * @item: (out) (transfer none): the item of a block that is nearest to the point
 * @offset: (out): where in the block's text, in code points
 *
 * Returns: whether there is anything of a block on the page
 */
gboolean
galley_display_list_find_text (const GalleyDisplayList *list,
                               guint page,
                               double x,
                               double y,
                               const GalleyDisplayItem **item,
                               guint *offset)
{
  g_return_val_if_fail (page < list->pages->len, FALSE);

  const GalleyDisplayPage *searched = &g_array_index (list->pages, GalleyDisplayPage, page);
  const GalleyDisplayItem *nearest = NULL;
  double least = INFINITY;

  for (guint i = 0; i < searched->n_items; i++)
    {
      const GalleyDisplayItem *candidate = &searched->items[i];

      double away;

      if (!candidate->block || !candidate->line)
        continue;
      away = distance (list, searched->width, candidate, x, y);
      if (nearest && away >= least)
        continue;
      nearest = candidate;
      least = away;
    }
  if (!nearest)
    return FALSE;
  *item = nearest;
  *offset = nearest->end > nearest->start ? find_offset (nearest, x - nearest->x) : nearest->start;
  return TRUE;
}

static double
find_x (const GalleyDisplayItem *item, guint offset)
{
  double x = 0;

  for (guint i = 0; i < item->line->n_runs; i++)
    {
      const GalleyGlyphRun *run = &item->line->runs[i];
      guint n_chars = g_utf8_strlen (run->text, run->n_bytes), n = 0;
      const char *at = run->text;

      if (offset < run->start || offset > run->start + n_chars)
        continue;
      for (guint j = 0; j <= run->n_clusters; j++)
        {
          x = get_edge (run, j);
          if (run->start + n >= offset || j == run->n_clusters)
            break;
          n += g_utf8_strlen (at, run->clusters[j].num_bytes);
          at += run->clusters[j].num_bytes;
        }
      if (offset < run->start + n_chars)
        break;
    }
  return x;
}

static gboolean
is_block (const GalleyDisplayItem *item, const char *block_id)
{
  return item->block && g_str_equal (item->block->id, block_id);
}

/**
 * galley_display_list_find_place:
 * @offset: in the block's text, in code points
 * @page: (out): from 0
 * @place: (out): a caret there: no width, as high as its line
 *
 * Returns: whether the block is shown anywhere
 */
gboolean
galley_display_list_find_place (const GalleyDisplayList *list,
                                const char *block_id,
                                guint offset,
                                guint *page,
                                cairo_rectangle_t *place)
{
  const GalleyDisplayItem *found = NULL;

  for (guint p = 0; p < list->pages->len; p++)
    {
      const GalleyDisplayPage *searched = &g_array_index (list->pages, GalleyDisplayPage, p);

      for (guint i = 0; i < searched->n_items; i++)
        {
          const GalleyDisplayItem *item = &searched->items[i];

          if (!is_block (item, block_id) || (found && (!item->line || item->start > offset || item->end < offset ||
                                                       item->end == item->start)))
            continue;
          found = item;
          *page = p;
        }
    }
  if (!found)
    return FALSE;
  *place = (cairo_rectangle_t) { found->x, found->y, 0, found->height };
  if (found->line && found->end > found->start)
    place->x += find_x (found, offset);
  return TRUE;
}
