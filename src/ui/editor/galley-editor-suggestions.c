/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

#include <glib/gi18n-lib.h>

/* What is suggested, in the text: what was put in is underlined in its author's colour, a changed figure twice, and where text
 * was taken out stands a thin bar that says what it was. */

#define GAP_WIDTH 2
#define GAP_CAP 6
/* So far from a bar the pointer is still on it, in pixels. */
#define GAP_REACH 6

static const struct
{
  const char *light, *dark;
} colors[GALLEY_N_AUTHOR_COLORS] = {
  { "#1a5fb4", "#99c1f1" }, { "#a51d2d", "#f66151" }, { "#26a269", "#8ff0a4" },
  { "#813d9c", "#dc8add" }, { "#c64600", "#ffbe6f" }, { "#63452c", "#cdab8f" },
};

static void
read_color (guint number, GdkRGBA *color)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gdk_rgba_parse (color, dark ? colors[number].dark : colors[number].light);
}

static void
gap_free (gpointer data)
{
  GalleyEditorGap *gap = data;

  if (!gtk_text_mark_get_deleted (gap->mark))
    gtk_text_buffer_delete_mark (gtk_text_mark_get_buffer (gap->mark), gap->mark);
  g_object_unref (gap->mark);
  g_free (gap->words);
  g_free (gap);
}

void
galley_editor_init_suggestions (GalleyEditor *self)
{
  self->gaps = g_ptr_array_new_with_free_func (gap_free);
  for (guint i = 0; i < GALLEY_N_AUTHOR_COLORS; i++)
    {
      self->tags.added[i] = gtk_text_buffer_create_tag (self->buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, NULL);
      self->tags.changed[i] = gtk_text_buffer_create_tag (self->buffer, NULL, "underline", PANGO_UNDERLINE_DOUBLE, NULL);
    }
  self->tags.commented = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  galley_editor_color_suggestions (self);
}

/* Colours that read well on the background that the style has now. */
void
galley_editor_color_suggestions (GalleyEditor *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA ground;

  gdk_rgba_parse (&ground, dark ? "rgba(248, 228, 92, 0.18)" : "rgba(248, 228, 92, 0.35)");
  g_object_set (self->tags.commented, "background-rgba", &ground, NULL);
  for (guint i = 0; i < GALLEY_N_AUTHOR_COLORS; i++)
    {
      GdkRGBA color;

      read_color (i, &color);
      g_object_set (self->tags.added[i], "underline-rgba", &color, NULL);
      g_object_set (self->tags.changed[i], "underline-rgba", &color, NULL);
    }
}

static void
clear_suggestions (GalleyEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  for (guint i = 0; i < GALLEY_N_AUTHOR_COLORS; i++)
    {
      gtk_text_buffer_remove_tag (self->buffer, self->tags.added[i], &start, &end);
      gtk_text_buffer_remove_tag (self->buffer, self->tags.changed[i], &start, &end);
    }
  g_ptr_array_set_size (self->gaps, 0);
}

/**
 * galley_editor_set_suggestions:
 * @suggestions: (transfer none) (element-type GalleyEditorSuggestion): what to show, each at its place
 *
 * Shows these and no others; nothing happens while an input method composes.
 */
void
galley_editor_set_suggestions (GalleyEditor *self, GArray *suggestions)
{
  if (self->bulletin == NULL || self->composing)
    return;
  clear_suggestions (self);
  for (guint i = 0; i < suggestions->len; i++)
    {
      const GalleyEditorSuggestion *one = &g_array_index (suggestions, GalleyEditorSuggestion, i);
      GtkTextIter start, end;

      if (!gtk_text_buffer_get_iter_at_line_offset (self->buffer, &start, one->block, one->start))
        continue;
      end = start;
      gtk_text_iter_forward_chars (&end, one->length);
      if (one->length > 0)
        gtk_text_buffer_apply_tag (self->buffer, one->figure ? self->tags.changed[one->color] : self->tags.added[one->color],
                                   &start, &end);
      if (*one->gone)
        {
          GalleyEditorGap *gap = g_new0 (GalleyEditorGap, 1);

          gap->mark = g_object_ref (gtk_text_buffer_create_mark (self->buffer, NULL, &start, TRUE));
          gap->words = g_strdup_printf (_("%s took out “%s”"), one->author, one->gone);
          gap->color = one->color;
          g_ptr_array_add (self->gaps, gap);
        }
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * galley_editor_set_commented:
 * @places: (transfer none) (element-type GalleyEditorSuggestion): the words that open comments are on
 *
 * Lights up these and no others; nothing happens while an input method composes.
 */
void
galley_editor_set_commented (GalleyEditor *self, GArray *places)
{
  GtkTextIter start, end;

  if (self->bulletin == NULL || self->composing)
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->tags.commented, &start, &end);
  for (guint i = 0; i < places->len; i++)
    {
      const GalleyEditorSuggestion *one = &g_array_index (places, GalleyEditorSuggestion, i);

      if (!gtk_text_buffer_get_iter_at_line_offset (self->buffer, &start, one->block, one->start))
        continue;
      end = start;
      gtk_text_iter_forward_chars (&end, one->length);
      gtk_text_buffer_apply_tag (self->buffer, self->tags.commented, &start, &end);
    }
}

static void
get_gap_place (GalleyEditor *self, const GalleyEditorGap *gap, GdkRectangle *place)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gap->mark);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, place);
}

/* The bars where text was taken out, in the view's coordinates of its text. */
void
galley_editor_draw_suggestions (GalleyEditor *self, GtkSnapshot *snapshot, const GdkRectangle *visible)
{
  for (guint i = 0; i < self->gaps->len; i++)
    {
      const GalleyEditorGap *gap = g_ptr_array_index (self->gaps, i);
      GdkRectangle place;
      GdkRGBA color;

      get_gap_place (self, gap, &place);
      if (place.y + place.height < visible->y || place.y > visible->y + visible->height)
        continue;
      read_color (gap->color, &color);
      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (place.x - 1, place.y, GAP_WIDTH, place.height));
      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (place.x - GAP_CAP / 2, place.y, GAP_CAP, GAP_WIDTH));
    }
}

/* The words that a bar at that point stands for; %NULL where there is none. */
const char *
galley_editor_find_gap (GalleyEditor *self, int x, int y)
{
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
  for (guint i = 0; i < self->gaps->len; i++)
    {
      const GalleyEditorGap *gap = g_ptr_array_index (self->gaps, i);
      GdkRectangle place;

      get_gap_place (self, gap, &place);
      if (y >= place.y && y <= place.y + place.height && ABS (x - place.x) <= GAP_REACH)
        return gap->words;
    }
  return NULL;
}
