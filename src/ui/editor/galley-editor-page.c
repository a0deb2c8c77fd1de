/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

/* The page that the article is written on: as wide as a line that reads well, everything on it in proportion to the size of
 * the text; and in focus mode all but the caret's block stands back. */

/* A line of Han text longer than this is hard to come back from. */
#define LINE_EMS 40
#define MARGIN 32

/* The size of the text in pixels. */
static double
get_em (GalleyEditor *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  return pango_font_description_get_size_is_absolute (font) ? size : size * pango_cairo_context_get_resolution (context) / 72;
}

/* The editor's own: sets the page out for a width. */
void
galley_editor_set_page (GalleyEditor *self, int width)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  double em = get_em (self);
  int margin = MAX (MARGIN, (int) (width - LINE_EMS * em) / 2);

  if (em != self->em)
    {
      self->em = em;
      galley_editor_tags_set_em (&self->tags, em);
      gtk_text_view_set_pixels_inside_wrap (view, (int) (em * 0.5));
    }
  if (margin != gtk_text_view_get_left_margin (view))
    {
      gtk_widget_set_visible (self->handle, FALSE);
      gtk_text_view_set_left_margin (view, margin);
      gtk_text_view_set_right_margin (view, margin);
    }
}

/* The editor's own: lays a veil over all but the caret's block. It is drawn, so that no tag comes and goes with the caret. */
void
galley_editor_draw_veil (GalleyEditor *self, GtkSnapshot *snapshot, const GdkRectangle *visible)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  float ground = dark ? 0x1d / 255.f : 1;
  GdkRGBA veil = { ground, ground, dark ? 0x20 / 255.f : 1, 0.65f };
  GtkTextIter caret;
  int y, height;

  if (!self->focus_mode)
    return;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &caret, gtk_text_buffer_get_insert (self->buffer));
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &caret, &y, &height);
  gtk_snapshot_append_color (snapshot, &veil,
                             &GRAPHENE_RECT_INIT (visible->x, visible->y, visible->width, MAX (0, y - visible->y)));
  gtk_snapshot_append_color (snapshot, &veil,
                             &GRAPHENE_RECT_INIT (visible->x, y + height, visible->width,
                                                  MAX (0, visible->y + visible->height - y - height)));
}

/**
 * galley_editor_set_focus_mode:
 * @focus_mode: whether all but the block with the caret stands back
 */
void
galley_editor_set_focus_mode (GalleyEditor *self, gboolean focus_mode)
{
  self->focus_mode = focus_mode;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
