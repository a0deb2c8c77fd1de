/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

/* Places of the bulletin on the screen and back: what a card that is shown at a figure has to know. */

/**
 * galley_editor_get_place_at:
 * @x: in the editor's coordinates
 * @y: in the editor's coordinates
 * @block: (out): the position of the block there
 * @offset: (out): the place in it, in code points
 *
 * Returns: whether there is text at that point
 */
gboolean
galley_editor_get_place_at (GalleyEditor *self, double x, double y, guint *block, guint *offset)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_location (view, &iter, buffer_x, buffer_y))
    return FALSE;
  *block = gtk_text_iter_get_line (&iter);
  *offset = gtk_text_iter_get_line_offset (&iter);
  return TRUE;
}

/**
 * galley_editor_get_area:
 * @block: a block's position
 * @start: in code points of its text
 * @length: in code points
 * @area: (out caller-allocates): what the place takes up of its first line, in the editor's coordinates
 */
void
galley_editor_get_area (GalleyEditor *self, guint block, guint start, guint length, GdkRectangle *area)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line_offset (gtk_text_view_get_buffer (view), &iter, block, start);
  gtk_text_view_get_iter_location (view, &iter, area);
  for (guint i = 1; i < length && gtk_text_iter_forward_char (&iter); i++)
    {
      GdkRectangle next;

      gtk_text_view_get_iter_location (view, &iter, &next);
      if (next.y != area->y)
        break;
      gdk_rectangle_union (area, &next, area);
    }
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, area->x, area->y, &area->x, &area->y);
}

/**
 * galley_editor_get_standing:
 * @block: a block's position
 * @offset: in code points of its text
 *
 * Returns: how the figure there stands by the last report; %GALLEY_STANDING_NONE where there is none
 */
GalleyStanding
galley_editor_get_standing (GalleyEditor *self, guint block, guint offset)
{
  const GalleyEditorTags *tags = galley_editor_get_tags (self);
  GtkTextIter iter;

  if (!gtk_text_buffer_get_iter_at_line_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), &iter, block, offset))
    return GALLEY_STANDING_NONE;
  for (int i = GALLEY_N_STANDINGS - 1; i > GALLEY_STANDING_NONE; i--)
    if (gtk_text_iter_has_tag (&iter, tags->standings[i]))
      return i;
  return GALLEY_STANDING_NONE;
}
