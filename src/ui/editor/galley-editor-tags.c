/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-editor-private.h"

#include "galley-search.h"

/* How a kind of block looks in the text view. Lengths are in ems of the text, from the page's edge. */
typedef struct
{
  double scale;
  int weight;
  GtkJustification justification;
  double left_margin;
  double indent;
  double above;
  double below;
  const char *light;
  const char *dark;
} KindStyle;

static const KindStyle kind_styles[GALLEY_N_BLOCK_KINDS] = {
  [GALLEY_BLOCK_KICKER] = { 1.0, 700, GTK_JUSTIFY_LEFT, 0, 0, 0.8, 0.1, "#a51d2d", "#f66151" },
  [GALLEY_BLOCK_HEADLINE] = { 1.6, 800, GTK_JUSTIFY_LEFT, 0, 0, 0.4, 0.9, NULL, NULL },
  [GALLEY_BLOCK_NOTE] = { 0.95, 400, GTK_JUSTIFY_LEFT, 1.3, 0, 0.25, 0.4, "#5e5c64", "#c0bfbc" },
  [GALLEY_BLOCK_LEAD] = { 1.0, 500, GTK_JUSTIFY_LEFT, 0, 2, 0.4, 0.4, NULL, NULL },
  [GALLEY_BLOCK_HEADING] = { 1.2, 700, GTK_JUSTIFY_CENTER, 0, 0, 1.4, 0.7, "#1a5fb4", "#99c1f1" },
  [GALLEY_BLOCK_PARAGRAPH] = { 1.0, 400, GTK_JUSTIFY_LEFT, 0, 2, 0.3, 0.3, NULL, NULL },
  [GALLEY_BLOCK_ITEM] = { 1.0, 400, GTK_JUSTIFY_LEFT, 1.6, 0, 0.3, 0.3, NULL, NULL },
  [GALLEY_BLOCK_SUBITEM] = { 1.0, 400, GTK_JUSTIFY_LEFT, 3.2, 0, 0.3, 0.3, NULL, NULL },
  [GALLEY_BLOCK_SUBHEADING] = { 1.05, 700, GTK_JUSTIFY_LEFT, 0, 0, 0.8, 0.25, NULL, NULL },
  [GALLEY_BLOCK_QUOTATION] = { 1.0, 400, GTK_JUSTIFY_LEFT, 2, 0, 0.4, 0.4, "#5e5c64", "#c0bfbc" },
  [GALLEY_BLOCK_TABLE] = { 0.95, 600, GTK_JUSTIFY_LEFT, 1.6, 0, 0.5, 0.5, "#26a269", "#8ff0a4" },
  [GALLEY_BLOCK_PICTURE] = { 0.95, 600, GTK_JUSTIFY_LEFT, 1.6, 0, 0.5, 0.5, "#613583", "#dc8add" },
  [GALLEY_BLOCK_CHART] = { 0.95, 600, GTK_JUSTIFY_LEFT, 1.6, 0, 0.5, 0.5, "#1a5fb4", "#99c1f1" },
};

static void
set_color (GtkTextTag *tag, const char *property, const char *color)
{
  GdkRGBA rgba;

  if (color && gdk_rgba_parse (&rgba, color))
    g_object_set (tag, property, &rgba, NULL);
}

void
galley_editor_tags_init (GalleyEditorTags *tags, GtkTextBuffer *buffer)
{
  for (int i = 0; i < GALLEY_N_BLOCK_KINDS; i++)
    {
      const KindStyle *style = &kind_styles[i];

      tags->kinds[i] = gtk_text_buffer_create_tag (
        buffer, NULL, "scale", style->scale, "weight", style->weight, "justification", style->justification,
        "accumulative-margin", TRUE, NULL);
    }
  tags->marks[GALLEY_MARK_EMPHASIS] = gtk_text_buffer_create_tag (buffer, NULL, "weight", 700, NULL);
  tags->marks[GALLEY_MARK_LINK] =
    gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  /* Lines that no underline of Pango's draws: the tags say where, galley_editor_draw_standings() draws them. */
  for (int i = 0; i < GALLEY_N_STANDINGS; i++)
    tags->standings[i] = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  tags->match = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  tags->current_match = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  galley_editor_tags_set_dark (tags, FALSE);
}

/* Lengths in proportion to the size of the text. */
void
galley_editor_tags_set_em (GalleyEditorTags *tags, double em)
{
  for (int i = 0; i < GALLEY_N_BLOCK_KINDS; i++)
    {
      const KindStyle *style = &kind_styles[i];

      g_object_set (tags->kinds[i], "left-margin", (int) (style->left_margin * em), "indent", (int) (style->indent * em),
                    "pixels-above-lines", (int) (style->above * em), "pixels-below-lines", (int) (style->below * em), NULL);
    }
}

/* Colours that read well on the background that the style has now. */
void
galley_editor_tags_set_dark (GalleyEditorTags *tags, gboolean dark)
{
  for (int i = 0; i < GALLEY_N_BLOCK_KINDS; i++)
    set_color (tags->kinds[i], "foreground-rgba", dark ? kind_styles[i].dark : kind_styles[i].light);
  set_color (tags->marks[GALLEY_MARK_LINK], "foreground-rgba", dark ? "#78aeed" : "#1c71d8");
  set_color (tags->match, "background-rgba", dark ? "rgba(248, 228, 92, 0.25)" : "rgba(248, 228, 92, 0.6)");
  set_color (tags->current_match, "background-rgba", dark ? "rgba(255, 163, 72, 0.4)" : "#ffbe6f");
}

static void
line_bounds (GtkTextBuffer *buffer, guint line, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_line (buffer, start, line);
  *end = *start;
  gtk_text_iter_forward_line (end);
}

/* Gives a line the look of its block's kind, and the marked spans theirs. */
void
galley_editor_style_line (GtkTextBuffer *buffer, GalleyEditorTags *tags, guint line, const GalleyBlockData *block)
{
  GtkTextIter start, end;

  line_bounds (buffer, line, &start, &end);
  for (int i = 0; i < GALLEY_N_BLOCK_KINDS; i++)
    if (i != (int) block->kind)
      gtk_text_buffer_remove_tag (buffer, tags->kinds[i], &start, &end);
  gtk_text_buffer_apply_tag (buffer, tags->kinds[block->kind], &start, &end);
  for (int i = 0; i < GALLEY_N_MARK_KINDS; i++)
    if (tags->marks[i])
      gtk_text_buffer_remove_tag (buffer, tags->marks[i], &start, &end);
  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (tags->marks[mark->kind] == NULL)
        continue;
      gtk_text_buffer_get_iter_at_line_offset (buffer, &start, line, mark->start);
      end = start;
      gtk_text_iter_forward_chars (&end, mark->length);
      gtk_text_buffer_apply_tag (buffer, tags->marks[mark->kind], &start, &end);
    }
}

/* A part of the buffer, in code points of all of it. */
typedef struct
{
  guint start;
  guint end;
} Range;

static void
add_range (GArray *ranges, const GtkTextIter *start, const GtkTextIter *end)
{
  Range range = { gtk_text_iter_get_offset (start), gtk_text_iter_get_offset (end) };

  /* What touches is one part to the buffer. */
  if (ranges->len > 0 && g_array_index (ranges, Range, ranges->len - 1).end == range.start)
    g_array_index (ranges, Range, ranges->len - 1).end = range.end;
  else
    g_array_append_val (ranges, range);
}

static GArray *
tagged_ranges (GtkTextBuffer *buffer, GtkTextTag *tag)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  while (gtk_text_iter_starts_tag (&start, tag) || gtk_text_iter_forward_to_tag_toggle (&start, tag))
    {
      end = start;
      gtk_text_iter_forward_to_tag_toggle (&end, tag);
      add_range (ranges, &start, &end);
      start = end;
    }
  return ranges;
}

/* Calls @change for the tag and each of @ranges that is not among @others; both are sorted. */
static void
change_ranges (GtkTextBuffer *buffer,
               GtkTextTag *tag,
               GArray *ranges,
               GArray *others,
               void (*change) (GtkTextBuffer *, GtkTextTag *, const GtkTextIter *, const GtkTextIter *))
{
  for (guint i = 0, j = 0; i < ranges->len; i++)
    {
      const Range *range = &g_array_index (ranges, Range, i), *other;
      GtkTextIter start, end;

      while (j < others->len && g_array_index (others, Range, j).start < range->start)
        j++;
      other = j < others->len ? &g_array_index (others, Range, j) : NULL;
      if (other && other->start == range->start && other->end == range->end)
        continue;
      gtk_text_buffer_get_iter_at_offset (buffer, &start, range->start);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, range->end);
      change (buffer, tag, &start, &end);
    }
}

/* Tags @wanted and nothing else. Only what differs is touched, so that little is laid out anew while somebody types. */
static void
set_ranges (GtkTextBuffer *buffer, GtkTextTag *tag, GArray *wanted)
{
  g_autoptr (GArray) tagged = tagged_ranges (buffer, tag);

  change_ranges (buffer, tag, tagged, wanted, gtk_text_buffer_remove_tag);
  change_ranges (buffer, tag, wanted, tagged, gtk_text_buffer_apply_tag);
}

/* Lights up @matches, and one of them more than the others. */
void
galley_editor_show_matches (GtkTextBuffer *buffer, GalleyEditorTags *tags, GArray *matches, guint current)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Range)), one = g_array_new (FALSE, FALSE, sizeof (Range));

  for (guint i = 0; i < matches->len; i++)
    {
      const GalleySearchMatch *match = &g_array_index (matches, GalleySearchMatch, i);
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_line_offset (buffer, &start, match->block, match->start);
      gtk_text_buffer_get_iter_at_line_offset (buffer, &end, match->block, match->start + match->length);
      add_range (all, &start, &end);
      if (i == current)
        add_range (one, &start, &end);
    }
  set_ranges (buffer, tags->match, all);
  set_ranges (buffer, tags->current_match, one);
}

static void
draw_piece (GalleyEditor *self, GtkSnapshot *snapshot, GalleyStanding standing, const GdkRectangle *piece)
{
  galley_standing_lines_append (self->lines, snapshot, standing, piece->x + 1,
                                piece->y + piece->height - GALLEY_STANDING_LINE_HEIGHT + 1, piece->width - 2);
}

/* Draws the line under what is tagged from @start to @end, a piece for each line of the screen. */
static void
draw_line (GalleyEditor *self,
           GtkSnapshot *snapshot,
           GalleyStanding standing,
           const GtkTextIter *start,
           const GtkTextIter *end)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter = *start, last = *end;
  GdkRectangle piece, next;

  gtk_text_iter_backward_char (&last);
  gtk_text_view_get_iter_location (view, &iter, &piece);
  gtk_text_view_get_iter_location (view, &last, &next);
  /* Only what is broken over lines is looked at character by character. */
  while (next.y != piece.y && gtk_text_iter_forward_char (&iter) && gtk_text_iter_compare (&iter, end) < 0)
    {
      GdkRectangle character;

      gtk_text_view_get_iter_location (view, &iter, &character);
      if (character.y == piece.y)
        gdk_rectangle_union (&piece, &character, &piece);
      else
        {
          draw_piece (self, snapshot, standing, &piece);
          piece = character;
        }
    }
  gdk_rectangle_union (&piece, &next, &piece);
  draw_piece (self, snapshot, standing, &piece);
}

/* The lines under the figures of the block that @line begins, in the view's coordinates of its text. */
void
galley_editor_draw_standings (GalleyEditor *self, GtkSnapshot *snapshot, const GtkTextIter *line)
{
  GtkTextIter end = *line;

  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  for (int i = GALLEY_STANDING_UNBOUND; i < GALLEY_N_STANDINGS; i++)
    {
      GtkTextTag *tag = self->tags.standings[i];
      GtkTextIter start = *line, stop;

      while ((gtk_text_iter_starts_tag (&start, tag) || gtk_text_iter_forward_to_tag_toggle (&start, tag)) &&
             gtk_text_iter_compare (&start, &end) < 0)
        {
          stop = start;
          gtk_text_iter_forward_to_tag_toggle (&stop, tag);
          draw_line (self, snapshot, i, &start, &stop);
          start = stop;
        }
    }
}
