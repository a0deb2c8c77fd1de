/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-clusters.h"

#include <string.h>

/* What follows a number and belongs to it, first what more may follow: 821.6亿元 is one figure, and so is 74.5万平方米. */
#define MULTIPLIERS "十百千万亿余多公平立方"
#define UNITS "元个户人家件项年月日时分秒倍吨亩米岁次名位条种套辆台所处座类栋间期届周天季号点克斤升度里顷株"

/* Where the lines of a couplet are joined, in em. */
#define JOIN_GAP 1

/* A closing mark with a narrower advance than this came from a Latin font and has no empty half to cut. */
#define FULL_WIDTH 0.9

static void
clear_item (gpointer data)
{
  g_clear_pointer (&((GalleyShapedItem *) data)->font, cairo_scaled_font_destroy);
}

static gboolean
is_han (gunichar c)
{
  return (c >= 0x2e80 && c < 0x3000) || (c >= 0x3005 && c <= 0x3007) || (c >= 0x3040 && c < 0xa000) ||
         (c >= 0xac00 && c < 0xd7b0) || (c >= 0xf900 && c < 0xfb00) || (c >= 0x20000 && c < 0x40000);
}

static GalleyClusterClass
classify (gunichar c)
{
  if (is_han (c))
    return GALLEY_CLUSTER_HAN;
  if (g_ascii_isalnum (c))
    return GALLEY_CLUSTER_LATIN;
  switch (c)
    {
    case ' ': case '\t': case '\n': case '\r': case 0x2028: case 0x2029:
      return GALLEY_CLUSTER_SPACE;
    case '%': case '+': case '#': case '&': case '@': case '$': case 0x2030: case 0x2103: case 0xb0: case 0xa5:
      return GALLEY_CLUSTER_LATIN;
    case 0x2018: case 0x201c: case 0x3008: case 0x300a: case 0x300c: case 0x300e: case 0x3010: case 0x3014: case 0x3016:
    case 0xff08: case 0xff3b: case 0xff5b:
      return GALLEY_CLUSTER_OPEN;
    case 0x2019: case 0x201d: case 0x3001: case 0x3002: case 0x3009: case 0x300b: case 0x300d: case 0x300f: case 0x3011:
    case 0x3015: case 0x3017: case 0xff09: case 0xff0c: case 0xff0e: case 0xff1a: case 0xff1b: case 0xff3d: case 0xff5d:
      return GALLEY_CLUSTER_CLOSE;
    case 0x2014: case 0x2015: case 0x2026: case 0x2e3a: case 0xff5e:
      return GALLEY_CLUSTER_DASH;
    case 0x3000: case 0xff01: case 0xff1f: case 0xb7: case 0x30fb:
      return GALLEY_CLUSTER_WIDE;
    default:
      return g_unichar_isalnum (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_ARABIC &&
                     g_unichar_get_script (c) != G_UNICODE_SCRIPT_HEBREW
                 ? GALLEY_CLUSTER_LATIN
                 : GALLEY_CLUSTER_OTHER;
    }
}

/* The first letter says which way a line runs (UAX 9, rule P2). */
static gboolean
is_rtl (const char *text, gsize length)
{
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalpha (c))
        return (c >= 0x590 && c < 0x900) || (c >= 0xfb1d && c < 0xfe00) || (c >= 0xfe70 && c < 0xff00) ||
               (c >= 0x10800 && c < 0x11000) || (c >= 0x1e800 && c < 0x1f000);
    }
  return FALSE;
}

static const GalleyMark *
find_link (GPtrArray *marks, guint offset)
{
  for (guint i = 0; marks && i < marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (marks, i);

      if (mark->start > offset)
        break;
      if (mark->kind == GALLEY_MARK_LINK && mark->target && offset < mark->start + mark->length)
        return mark;
    }
  return NULL;
}

/* Emphasis is bold; a link's attribute is there only to make items begin and end with it. */
static PangoAttrList *
new_attributes (const char *text, GPtrArray *marks)
{
  PangoAttrList *attributes = NULL;
  const char *at = text;
  guint at_offset = 0;

  for (guint i = 0; marks && i < marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (marks, i);
      PangoAttribute *attribute;

      if (mark->kind != GALLEY_MARK_EMPHASIS && (mark->kind != GALLEY_MARK_LINK || !mark->target))
        continue;
      if (!attributes)
        attributes = pango_attr_list_new ();
      /* Marks are sorted by start, so each is found from the one before. */
      at = g_utf8_offset_to_pointer (at, mark->start - at_offset);
      at_offset = mark->start;
      attribute = mark->kind == GALLEY_MARK_EMPHASIS ? pango_attr_weight_new (PANGO_WEIGHT_BOLD)
                                                     : pango_attr_foreground_new (0, 0, G_MAXUINT16);
      attribute->start_index = at - text;
      attribute->end_index = g_utf8_offset_to_pointer (at, mark->length) - text;
      pango_attr_list_insert (attributes, attribute);
    }
  return attributes;
}

static void
add_cluster (GalleyClusters *self,
             const PangoItem *item,
             const PangoGlyphString *string,
             int first,
             int n,
             guint end_byte,
             guint *offset)
{
  guint byte = item->offset + string->log_clusters[first];
  GalleyCluster cluster = {
    .byte = byte,
    .offset = *offset,
    .item = self->items->len - 1,
    .glyph = self->glyphs->len,
    .n_bytes = end_byte - byte,
    .class = classify (g_utf8_get_char (self->text + byte)),
  };

  for (int i = first; i < first + n; i++)
    {
      const PangoGlyphInfo *info = &string->glyphs[i];
      GalleyShapedGlyph glyph = {
        .index = info->glyph,
        .x = info->geometry.x_offset / (float) PANGO_SCALE,
        .y = info->geometry.y_offset / (float) PANGO_SCALE,
        .width = info->geometry.width / (float) PANGO_SCALE,
      };

      cluster.advance += glyph.width;
      if (info->glyph == PANGO_GLYPH_EMPTY)
        continue;
      /* A character that no font has shows as the font's own sign for that. */
      if (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG)
        glyph.index = 0;
      g_array_append_val (self->glyphs, glyph);
    }
  cluster.n_glyphs = self->glyphs->len - cluster.glyph;
  *offset += g_utf8_strlen (self->text + byte, end_byte - byte);
  g_array_append_val (self->clusters, cluster);
}

/* Groups the item's glyphs by the text that they came from, in the order of the text. */
static void
add_clusters (GalleyClusters *self, const PangoItem *item, const PangoGlyphString *string, guint *offset)
{
  int n = string->num_glyphs;

  if (item->analysis.level % 2 == 0)
    for (int i = 0, j; i < n; i = j)
      {
        for (j = i + 1; j < n && string->log_clusters[j] == string->log_clusters[i]; j++)
          ;
        add_cluster (self, item, string, i, j - i,
                     item->offset + (j < n ? string->log_clusters[j] : item->length), offset);
      }
  else
    for (int i = n - 1, j; i >= 0; i = j)
      {
        for (j = i - 1; j >= 0 && string->log_clusters[j] == string->log_clusters[i]; j--)
          ;
        add_cluster (self, item, string, j + 1, i - j,
                     item->offset + (j >= 0 ? string->log_clusters[j] : item->length), offset);
      }
}

static void
add_line_break (GalleyClusters *self, guint byte, gboolean join, guint *offset)
{
  GalleyCluster cluster = {
    .byte = byte, .offset = (*offset)++, .item = G_MAXUINT, .glyph = self->glyphs->len, .n_bytes = 1,
    .advance = join ? JOIN_GAP * self->em : 0, .class = GALLEY_CLUSTER_SPACE,
  };

  g_array_append_val (self->clusters, cluster);
}

/* Shapes @text from @start for @length bytes, which hold no line break. */
static gboolean
shape (GalleyClusters *self,
       PangoContext *context,
       guint start,
       guint length,
       PangoAttrList *attributes,
       GPtrArray *marks,
       guint *offset,
       GCancellable *cancellable)
{
  PangoGlyphString *string = pango_glyph_string_new ();
  GList *items = pango_itemize_with_base_dir (context,
                                              is_rtl (self->text + start, length) ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR,
                                              self->text,
                                              start,
                                              length,
                                              attributes,
                                              NULL);
  gboolean going = TRUE;

  for (GList *l = items; l && going; l = l->next)
    {
      PangoItem *item = l->data;
      GalleyShapedItem shaped = { .level = item->analysis.level, .link = find_link (marks, *offset) };

      shaped.font = cairo_scaled_font_reference (
        pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (item->analysis.font)));
      self->mixed |= shaped.level != 0;
      g_array_append_val (self->items, shaped);
      pango_shape_item (item, self->text, -1, NULL, string, PANGO_SHAPE_NONE);
      add_clusters (self, item, string, offset);
      going = !g_cancellable_is_cancelled (cancellable);
    }
  g_list_free_full (items, (GDestroyNotify) pango_item_free);
  pango_glyph_string_free (string);
  return going;
}

static gunichar
get_char (const GalleyClusters *self, guint index)
{
  return g_utf8_get_char (self->text + g_array_index (self->clusters, GalleyCluster, index).byte);
}

static gboolean
is_dash (gunichar c)
{
  return c == 0x2014 || c == 0x2015 || c == 0x2013 || c == 0x2e3a;
}

/* Whether no line may begin with this (clreq, line start and line end prohibition; GB/T 15834, 5.1): what closes or ends
 * something, connecting and middle dots and strokes. A dash of two characters may begin a line, but not be parted. */
static gboolean
forbids_start (const GalleyClusters *self, guint index)
{
  const GalleyCluster *cluster = &g_array_index (self->clusters, GalleyCluster, index);
  gunichar c;

  if (cluster->class == GALLEY_CLUSTER_HAN || cluster->class == GALLEY_CLUSTER_LATIN)
    return FALSE;
  c = get_char (self, index);
  if (is_dash (c))
    return index + 1 == self->clusters->len || !is_dash (get_char (self, index + 1)) || is_dash (get_char (self, index - 1));
  return cluster->class == GALLEY_CLUSTER_CLOSE || c == 0xff01 || c == 0xff1f || c == 0xb7 || c == 0x30fb || c == 0xff5e ||
         c == '~' || c == '/' || c == '-' || c == 0xff0f || c == 0x2026;
}

/* Whether a figure that ends with the cluster before @index goes on with it: *@in_figure is kept from call to call. */
static gboolean
goes_on_in_figure (const GalleyClusters *self, guint index, gboolean *in_figure)
{
  const GalleyCluster *after = &g_array_index (self->clusters, GalleyCluster, index);

  if (g_unichar_isdigit (get_char (self, index - 1)))
    *in_figure = TRUE;
  if (!*in_figure || after->class != GALLEY_CLUSTER_HAN)
    return *in_figure = FALSE;
  if (g_utf8_strchr (MULTIPLIERS, -1, get_char (self, index)))
    return TRUE;
  *in_figure = FALSE;
  return g_utf8_strchr (UNITS, -1, get_char (self, index)) != NULL;
}

/* Where lines may begin: Pango's breaks (UAX 14), but that full-width quotation marks, for which it allows none on
 * either side, break as brackets do, and that figures stay with their units. */
static void
find_breaks (GalleyClusters *self, guint n_chars, gboolean join)
{
  GalleyCluster *clusters = (GalleyCluster *) self->clusters->data;
  g_autofree PangoLogAttr *attributes = g_new0 (PangoLogAttr, n_chars + 1);
  gboolean in_figure = FALSE;

  pango_get_log_attrs (self->text, -1, -1, pango_language_from_string ("zh-cn"), attributes, n_chars + 1);
  for (guint i = 1; i < self->clusters->len; i++)
    {
      guint before = clusters[i - 1].class, after = clusters[i].class;
      gboolean wide = clusters[i].advance >= FULL_WIDTH * self->em || clusters[i - 1].advance >= FULL_WIDTH * self->em;
      gboolean opens = after == GALLEY_CLUSTER_OPEN && (before == GALLEY_CLUSTER_HAN || before == GALLEY_CLUSTER_CLOSE);
      gboolean closes = before == GALLEY_CLUSTER_CLOSE && (after == GALLEY_CLUSTER_HAN || after == GALLEY_CLUSTER_OPEN);


      clusters[i].in_figure = goes_on_in_figure (self, i, &in_figure);
      clusters[i].forced = attributes[clusters[i].offset].is_mandatory_break && !join;
      clusters[i].breakable =
        clusters[i].forced || ((attributes[clusters[i].offset].is_line_break || (wide && (opens || closes))) &&
                               !clusters[i].in_figure && before != GALLEY_CLUSTER_OPEN && !forbids_start (self, i));
    }
}

static gboolean
is_compressible (const GalleyClusters *self, const GalleyCluster *cluster)
{
  return (cluster->class == GALLEY_CLUSTER_OPEN || cluster->class == GALLEY_CLUSTER_CLOSE) &&
         cluster->advance >= FULL_WIDTH * self->em;
}

/* Sets the gaps between Han and Latin (clreq, mixed text composition), and takes half an em from full-width marks that follow each other (clreq,
 * adjustment of punctuation width). */
static void
set_spaces (GalleyClusters *self, double latin_gap)
{
  GalleyCluster *clusters = (GalleyCluster *) self->clusters->data;

  for (guint i = 0; i + 1 < self->clusters->len; i++)
    {
      GalleyCluster *left = &clusters[i], *right = &clusters[i + 1];

      if ((left->class == GALLEY_CLUSTER_HAN && right->class == GALLEY_CLUSTER_LATIN) ||
          (left->class == GALLEY_CLUSTER_LATIN && right->class == GALLEY_CLUSTER_HAN))
        {
          left->gap = latin_gap * self->em;
          left->advance += left->gap;
        }
      else if (left->class == GALLEY_CLUSTER_CLOSE && is_compressible (self, left) &&
               (right->class == GALLEY_CLUSTER_CLOSE || right->class == GALLEY_CLUSTER_OPEN) &&
               is_compressible (self, right))
        left->advance -= 0.5 * self->em;
      else if (left->class == GALLEY_CLUSTER_OPEN && right->class == GALLEY_CLUSTER_OPEN && is_compressible (self, right))
        {
          right->cut = 0.5 * self->em;
          right->advance -= right->cut;
        }
    }
}

static void
set_font (PangoContext *context, const GalleyStyle *style)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family_static (description, style->families);
  pango_font_description_set_absolute_size (description, style->size * PANGO_SCALE);
  pango_font_description_set_weight (description, (PangoWeight) style->weight);
  pango_context_set_font_description (context, description);
  pango_font_description_free (description);
}

/**
 * galley_clusters_new:
 * @text: outlives what is returned; line breaks in it are "\n"
 * @marks: (nullable) (element-type GalleyMark): emphasis and links are seen
 *
 * Shapes @text and works out its spaces and where it may be broken.
 *
 * Returns: (nullable) (transfer full): %NULL where @cancellable was cancelled
 */
GalleyClusters *
galley_clusters_new (PangoContext *context,
                     const char *text,
                     const GalleyStyle *style,
                     GPtrArray *marks,
                     GCancellable *cancellable)
{
  g_autoptr (GalleyClusters) self = g_new0 (GalleyClusters, 1);
  PangoAttrList *attributes = new_attributes (text, marks);
  gsize length = strlen (text);
  guint offset = 0;
  gboolean going = TRUE;

  self->text = text;
  self->em = style->size;
  self->hanging = style->hanging;
  self->justified = style->align == GALLEY_ALIGN_JUSTIFY;
  self->rtl = is_rtl (text, length);
  self->items = g_array_new (FALSE, FALSE, sizeof (GalleyShapedItem));
  g_array_set_clear_func (self->items, clear_item);
  self->glyphs = g_array_sized_new (FALSE, FALSE, sizeof (GalleyShapedGlyph), length / 3);
  self->clusters = g_array_sized_new (FALSE, FALSE, sizeof (GalleyCluster), length / 3);
  set_font (context, style);
  for (const char *line = text; line && going; )
    {
      const char *end = strchr (line, '\n');
      gsize n = end ? (gsize) (end - line) : strlen (line);

      if (n > 0)
        going = shape (self, context, line - text, n, attributes, marks, &offset, cancellable);
      if (end)
        add_line_break (self, end - text, style->join, &offset);
      line = end ? end + 1 : NULL;
    }
  g_clear_pointer (&attributes, pango_attr_list_unref);
  if (!going)
    return NULL;
  find_breaks (self, offset, style->join);
  set_spaces (self, style->latin_gap);
  return g_steal_pointer (&self);
}

void
galley_clusters_free (GalleyClusters *self)
{
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->glyphs, g_array_unref);
  g_clear_pointer (&self->clusters, g_array_unref);
  g_free (self);
}
