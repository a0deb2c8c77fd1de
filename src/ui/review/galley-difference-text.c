/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-difference-text.h"

#include <glib/gi18n-lib.h>

/* A text with what went struck through on red and what came underlined on green, figures bold; and the same in words. */

/* GNOME's red and green, seen through: they leave the text's own colour its contrast, by day and by night. */
#define TINT 0x3000
#define RED 0xe0e0, 0x1b1b, 0x2424
#define GREEN 0x2e2e, 0xc2c2, 0x7e7e

typedef struct
{
  GString *text;
  PangoAttrList *attributes;
  GString *went, *came; /* what differs in a row, for words, where a figure is none by itself */
  GalleyDifferenceSide side;
} Writing;

static void
add_attribute (Writing *self, PangoAttribute *attribute, gsize start)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) self->text->len;
  pango_attr_list_insert (self->attributes, attribute);
}

static void
write_changed (Writing *self, const char *text, gboolean came, gboolean figure)
{
  gsize start = self->text->len;

  if (!*text)
    return;
  g_string_append (self->text, text);
  if (came)
    {
      add_attribute (self, pango_attr_background_new (GREEN), start);
      add_attribute (self, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start);
      add_attribute (self, pango_attr_underline_color_new (GREEN), start);
    }
  else
    {
      add_attribute (self, pango_attr_background_new (RED), start);
      add_attribute (self, pango_attr_strikethrough_new (TRUE), start);
      add_attribute (self, pango_attr_strikethrough_color_new (RED), start);
    }
  add_attribute (self, pango_attr_background_alpha_new (TINT), start);
  if (figure)
    add_attribute (self, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start);
}

static void
write_cb (const GalleyPiece *piece, const char *before, const char *after, gpointer data)
{
  Writing *self = data;
  gboolean figure = piece->kind == GALLEY_PIECE_FIGURE;

  if (piece->kind == GALLEY_PIECE_SAME)
    {
      g_string_append (self->text, before);
      return;
    }
  if (self->side != GALLEY_DIFFERENCE_SIDE_AFTER)
    write_changed (self, before, FALSE, figure);
  if (self->side != GALLEY_DIFFERENCE_SIDE_BEFORE)
    write_changed (self, after, TRUE, figure);
}

static void
say_changed (Writing *self, GString *changed, gboolean came)
{
  if (changed->len == 0)
    return;
  if (self->text->len > 0 && self->text->str[self->text->len - 1] != ' ')
    g_string_append_c (self->text, ' ');
  g_string_append_printf (self->text, came ? _("inserted “%s”") : _("deleted “%s”"), changed->str);
  g_string_append_c (self->text, ' ');
  g_string_truncate (changed, 0);
}

static void
say_cb (const GalleyPiece *piece, const char *before, const char *after, gpointer data)
{
  Writing *self = data;

  if (piece->kind == GALLEY_PIECE_SAME)
    {
      say_changed (self, self->went, FALSE);
      say_changed (self, self->came, TRUE);
      g_string_append (self->text, before);
      return;
    }
  if (self->side != GALLEY_DIFFERENCE_SIDE_AFTER)
    g_string_append (self->went, before);
  if (self->side != GALLEY_DIFFERENCE_SIDE_BEFORE)
    g_string_append (self->came, after);
}

/**
 * galley_difference_text_describe:
 * @pieces: (element-type GalleyPiece): of @before and @after
 *
 * Returns: (transfer full): the text in words for a screen reader: what was deleted and what was inserted
 */
char *
galley_difference_text_describe (const GArray *pieces, const char *before, const char *after, GalleyDifferenceSide side)
{
  g_autoptr (GString) went = g_string_new (NULL), came = g_string_new (NULL);
  Writing writing = { .text = g_string_new (NULL), .went = went, .came = came, .side = side };

  galley_pieces_foreach (pieces, before, after, say_cb, &writing);
  say_changed (&writing, went, FALSE);
  say_changed (&writing, came, TRUE);
  return g_strchomp (g_string_free_and_steal (writing.text));
}

/**
 * galley_difference_text_new:
 * @pieces: (element-type GalleyPiece): of @before and @after
 *
 * Returns: (transfer floating): a label that shows the text
 */
GtkWidget *
galley_difference_text_new (const GArray *pieces, const char *before, const char *after, GalleyDifferenceSide side)
{
  GtkWidget *label = gtk_label_new (NULL);
  Writing writing = { .text = g_string_new (NULL), .attributes = pango_attr_list_new (), .side = side };
  g_autofree char *words = galley_difference_text_describe (pieces, before, after, side);

  galley_pieces_foreach (pieces, before, after, write_cb, &writing);
  gtk_label_set_text (GTK_LABEL (label), writing.text->str);
  gtk_label_set_attributes (GTK_LABEL (label), writing.attributes);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  pango_attr_list_unref (writing.attributes);
  g_string_free (writing.text, TRUE);
  return label;
}
