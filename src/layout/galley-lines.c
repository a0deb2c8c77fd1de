/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-lines.h"

#include <math.h>
#include <string.h>

#include "galley-clusters.h"

/* Above the baseline of the em box that Chinese fonts are drawn in, in em. */
#define EM_ASCENT 0.88

/* Justified gaps grow no wider than this, in em; a line that would need more stays ragged. */
#define MAX_STRETCH 0.4

/* A line that would be stretched by more than this at each character takes in what comes next, if marks can be made so
 * much narrower that it fits; in em (clreq, justification: reduction before expansion). */
#define LOOSE 0.05
#define MAX_SQUEEZE 0.25

/* Rounding in sums of advances must not break a line that fits. */
#define SLACK 0.01

struct _GalleyLines
{
  char *text;                     /* (nullable): where it is not a block's */
  GArray *lines;                  /* of GalleyLine */
  GArray *runs;                   /* of GalleyGlyphRun */
  cairo_glyph_t *glyphs;          /* these three hold what the runs point to */
  cairo_text_cluster_t *clusters;
  float *edges;
};

/* What setting lines carries along. */
typedef struct
{
  const GalleyTextSpec *spec;
  GalleyClusters *shaped;
  GalleyLines *lines;
  guint n_glyphs, n_clusters;     /* used so far */
} Setter;

/* A line by its clusters: those from @from, up to @to with its trailing spaces and up to @ink without. */
typedef struct
{
  guint from, ink, to;
  double indent;
  double width;
  gboolean wrapped;               /* it ends where the width does and not where the text says so */
  gboolean hung;                  /* its last mark stands outside the width, of which @width has nothing */
} Break;

static void
clear_run (gpointer data)
{
  g_clear_pointer (&((GalleyGlyphRun *) data)->font, cairo_scaled_font_destroy);
}

/* How much of a full-width mark is cut where it begins or ends a line (clreq, adjustment of punctuation width). */
static double
cut_at_edge (const GalleyClusters *shaped, const GalleyCluster *cluster, GalleyClusterClass class)
{
  return cluster->class == class && cluster->advance >= 0.9 * shaped->em ? 0.5 * shaped->em : 0;
}

/* Whether @cluster is a stop that may stand outside the line that it ends (clreq, hanging punctuation). */
static gboolean
may_hang (const GalleyClusters *shaped, const GalleyCluster *cluster)
{
  gunichar c;

  if (!shaped->hanging || cluster->class != GALLEY_CLUSTER_CLOSE || cluster->advance < 0.9 * shaped->em)
    return FALSE;
  c = g_utf8_get_char (shaped->text + cluster->byte);
  return c == 0x3001 || c == 0x3002 || c == 0xff0c || c == 0xff0e;
}

/* Measures the line from @from to @to, which is to be no wider than @width. */
static void
measure_line (const GalleyClusters *shaped, Break *line, double width)
{
  const GalleyCluster *clusters = (const GalleyCluster *) shaped->clusters->data, *last;

  line->ink = line->to;
  while (line->ink > line->from && clusters[line->ink - 1].class == GALLEY_CLUSTER_SPACE)
    line->ink--;
  line->width =
    line->indent == 0 ? -cut_at_edge (shaped, &clusters[line->from], GALLEY_CLUSTER_OPEN) : line->indent;
  if (line->ink == line->from)
    return;
  last = &clusters[line->ink - 1];
  for (guint i = line->from; i + 1 < line->ink; i++)
    line->width += clusters[i].advance;
  line->hung = may_hang (shaped, last) &&
               line->width + last->advance - cut_at_edge (shaped, last, GALLEY_CLUSTER_CLOSE) > width + SLACK;
  if (!line->hung)
    line->width += last->advance - last->gap - cut_at_edge (shaped, last, GALLEY_CLUSTER_CLOSE);
}

/* Whether a mark may be made narrower, having an empty half that is not taken yet. */
static gboolean
squeezes (const GalleyClusters *shaped, const GalleyCluster *cluster)
{
  return cluster->class == GALLEY_CLUSTER_CLOSE && cluster->advance >= 0.9 * shaped->em;
}

static guint
count_squeezed (const GalleyClusters *shaped, const Break *line)
{
  const GalleyCluster *clusters = (const GalleyCluster *) shaped->clusters->data;
  guint n = 0;

  for (guint i = line->from; i + 1 < line->ink; i++)
    n += squeezes (shaped, &clusters[i]);
  return n;
}

/* Makes a loose line longer, up to cluster @end at most, where its marks leave room for that. */
static void
squeeze_in (const GalleyClusters *shaped, Break *line, double width, guint end)
{
  const GalleyCluster *clusters = (const GalleyCluster *) shaped->clusters->data;
  Break longer = *line;

  if (!shaped->justified || !line->wrapped || width - line->width <= LOOSE * shaped->em * (line->ink - line->from))
    return;
  for (longer.to++; longer.to < end && !clusters[longer.to].breakable; longer.to++)
    ;
  longer.wrapped = longer.to < end && !clusters[longer.to].forced;
  measure_line (shaped, &longer, width);
  if (longer.width - width <= MAX_SQUEEZE * shaped->em * count_squeezed (shaped, &longer) + SLACK)
    *line = longer;
}

/* Finds the line that begins with cluster @from, is no wider than @width and ends before cluster @limit. */
static Break
break_line (const GalleyClusters *shaped, guint from, double indent, double width, guint limit)
{
  const GalleyCluster *clusters = (const GalleyCluster *) shaped->clusters->data;
  guint n = MIN (shaped->clusters->len, limit), last = 0, i;
  double x = indent;
  Break line = { .from = from, .indent = indent };

  if (indent == 0)
    x -= cut_at_edge (shaped, &clusters[from], GALLEY_CLUSTER_OPEN);
  for (i = from; i < n; i++)
    {
      const GalleyCluster *cluster = &clusters[i];
      double needed = may_hang (shaped, cluster)
                        ? 0
                        : cluster->advance - cluster->gap - cut_at_edge (shaped, cluster, GALLEY_CLUSTER_CLOSE);

      if (i > from && cluster->forced)
        break;
      if (i > from && cluster->breakable)
        last = i;
      if (cluster->class != GALLEY_CLUSTER_SPACE && x + needed > width + SLACK && i > from)
        {
          i = last > from ? last : i;
          line.wrapped = TRUE;
          break;
        }
      x += cluster->advance;
    }
  line.to = i;
  measure_line (shaped, &line, width);
  squeeze_in (shaped, &line, width, n);
  return line;
}

static gboolean
begins_part (const GalleyClusters *shaped, guint cluster)
{
  return cluster == 0 || g_array_index (shaped->clusters, GalleyCluster, cluster).forced;
}

/* Whether a line is a lone character, with or without the marks that close it. */
static gboolean
is_runt (const GalleyClusters *shaped, const Break *line)
{
  const GalleyCluster *clusters = (const GalleyCluster *) shaped->clusters->data;
  guint n = 0;

  for (guint i = line->from; i < line->ink; i++)
    n += clusters[i].class != GALLEY_CLUSTER_CLOSE;
  return n == 1;
}

/* Where the last line of a part would be a lone character, the line before gives it another. */
static void
mend_runt (const GalleyClusters *shaped, Break *before, Break *last, double width)
{
  const GalleyCluster *clusters = (const GalleyCluster *) shaped->clusters->data;

  if (!before->wrapped || last->wrapped || !is_runt (shaped, last))
    return;
  for (guint i = last->from - 1; i > before->from && i + 3 > last->from; i--)
    if (clusters[i].breakable)
      {
        Break longer = break_line (shaped, i, 0, width, last->to);

        if (longer.to != last->to)
          return;
        *last = longer;
        *before = break_line (shaped, before->from, before->indent, width, i);
        before->wrapped = TRUE;
        return;
      }
}

static GArray *
break_lines (const GalleyClusters *shaped, double indent, double width)
{
  GArray *breaks = g_array_new (FALSE, FALSE, sizeof (Break));

  for (guint from = 0; from < shaped->clusters->len;)
    {
      Break line = break_line (shaped, from, begins_part (shaped, from) ? indent : 0, width, G_MAXUINT);

      from = line.to;
      if (breaks->len > 0)
        mend_runt (shaped, &g_array_index (breaks, Break, breaks->len - 1), &line, width);
      g_array_append_val (breaks, line);
    }
  return breaks;
}

/* Where a text of two lines parts best: behind punctuation or a space, so that both lines fit and are most alike. */
static GArray *
break_in_two (const GalleyClusters *shaped, double indent, double width)
{
  const GalleyCluster *clusters = (const GalleyCluster *) shaped->clusters->data;
  double least = INFINITY;
  Break best[2];

  for (guint i = 1; i < shaped->clusters->len; i++)
    {
      Break first, second;

      if ((clusters[i - 1].class != GALLEY_CLUSTER_CLOSE && clusters[i - 1].class != GALLEY_CLUSTER_SPACE) ||
          !clusters[i].breakable)
        continue;
      first = break_line (shaped, 0, indent, width, i);
      second = break_line (shaped, i, 0, width, G_MAXUINT);
      if (first.to != i || second.to != shaped->clusters->len || ABS (first.width - second.width) >= least)
        continue;
      least = ABS (first.width - second.width);
      best[0] = first;
      best[1] = second;
    }
  return least < width * 0.6 ? g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (Break)), best, 2) : NULL;
}

/* A heading of several lines is set as narrow as it can be without another line, so that none is left over. */
static GArray *
break_balanced (const GalleyClusters *shaped, double indent, double width)
{
  g_autoptr (GArray) widest = break_lines (shaped, indent, width);
  double low = width / 2, high = width;
  GArray *halves = widest->len == 2 ? break_in_two (shaped, indent, width) : NULL;

  if (halves)
    return halves;
  for (int i = 0; i < 6 && widest->len > 1 && widest->len < 8; i++)
    {
      double middle = (low + high) / 2;
      g_autoptr (GArray) breaks = break_lines (shaped, indent, middle);

      if (breaks->len > widest->len)
        low = middle;
      else
        high = middle;
    }
  return high < width ? break_lines (shaped, indent, high) : g_steal_pointer (&widest);
}

/* Whether a justified line may be stretched between these two: not where a gap is already, as a wider one would be taken
 * for a space by programs that read text out of a PDF, nor within a figure. */
static gboolean
stretches (const GalleyCluster *left, const GalleyCluster *right)
{
  gboolean left_wide = left->class != GALLEY_CLUSTER_LATIN && left->class != GALLEY_CLUSTER_OTHER;
  gboolean right_wide =
    right->class != GALLEY_CLUSTER_LATIN && right->class != GALLEY_CLUSTER_OTHER && right->class != GALLEY_CLUSTER_SPACE;
  gboolean dashes = left->class == GALLEY_CLUSTER_DASH && right->class == GALLEY_CLUSTER_DASH;

  return (left_wide || right_wide) && left->gap == 0 && !dashes && !right->in_figure;
}

/* The space to add at each place that stretches, or to take from each mark that squeezes, so that the line is as wide as
 * the column. */
static double
find_stretch (const Setter *self, const Break *line)
{
  const GalleyCluster *clusters = (const GalleyCluster *) self->shaped->clusters->data;
  double slack = self->spec->width - line->width;
  guint n = 0;

  if (!self->shaped->justified)
    return 0;
  if (slack < -SLACK)
    n = count_squeezed (self->shaped, line);
  if (n > 0)
    return slack / n;
  if (!line->wrapped || slack <= 0)
    return 0;
  for (guint i = line->from; i + 1 < line->ink - line->hung; i++)
    n += stretches (&clusters[i], &clusters[i + 1]);
  return n > 0 && slack / n <= MAX_STRETCH * self->shaped->em ? slack / n : 0;
}

/* What is added to the width of a cluster. */
static double
get_stretch (const Setter *self, const Break *line, guint index, double stretch)
{
  const GalleyCluster *cluster = &g_array_index (self->shaped->clusters, GalleyCluster, index);
  gboolean changes = stretch < 0 ? index + 1 < line->ink && squeezes (self->shaped, cluster)
                                 : index + 1 < line->ink - line->hung && stretches (cluster, cluster + 1);

  return changes ? stretch : 0;
}

/* Places the clusters from @from to @to, which are of one font, from @pen on; returns where they end. */
static double
add_run (Setter *self, const Break *line, guint from, guint to, double pen, double stretch)
{
  const GalleyCluster *all = (const GalleyCluster *) self->shaped->clusters->data;
  const GalleyShapedItem *item = &g_array_index (self->shaped->items, GalleyShapedItem, all[from].item);
  gboolean rtl = item->level % 2 == 1;
  double left = pen;
  GalleyGlyphRun run = {
    .font = cairo_scaled_font_reference (item->font),
    .color = item->link ? self->spec->link_color : self->spec->color,
    .text = self->shaped->text + all[from].byte,
    .n_bytes = all[to - 1].byte + all[to - 1].n_bytes - all[from].byte,
    .start = all[from].offset,
    .glyphs = self->lines->glyphs + self->n_glyphs,
    .clusters = self->lines->clusters + self->n_clusters,
    .n_clusters = to - from,
    .edges = self->lines->edges + self->n_clusters,
    .flags = rtl ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0,
    .uri = item->link ? item->link->target : NULL,
  };

  for (guint k = 0; k < to - from; k++)
    {
      guint index = rtl ? to - 1 - k : from + k;
      const GalleyCluster *cluster = &all[index];
      double advance = cluster->advance, cut = cluster->cut, x;

      if (index == line->from && line->indent == 0 && cut_at_edge (self->shaped, cluster, GALLEY_CLUSTER_OPEN) > 0)
        {
          cut = 0.5 * self->shaped->em;
          advance -= cut;
        }
      advance += get_stretch (self, line, index, stretch);
      /* Nothing is in the right half of a mark that hangs. */
      if (line->hung && index + 1 == line->ink)
        advance -= cut_at_edge (self->shaped, cluster, GALLEY_CLUSTER_CLOSE);
      run.clusters[index - from] = (cairo_text_cluster_t) { (int) cluster->n_bytes, (int) cluster->n_glyphs };
      run.edges[index - from] = rtl ? pen + advance : pen;
      x = pen - cut;
      for (guint g = 0; g < cluster->n_glyphs; g++)
        {
          const GalleyShapedGlyph *glyph =
            &g_array_index (self->shaped->glyphs, GalleyShapedGlyph, cluster->glyph + g);

          run.glyphs[run.n_glyphs++] = (cairo_glyph_t) { glyph->index, x + glyph->x, glyph->y };
          x += glyph->width;
        }
      pen += advance;
    }
  run.end = rtl ? left : pen;
  self->n_glyphs += run.n_glyphs;
  self->n_clusters += run.n_clusters;
  g_array_append_val (self->lines->runs, run);
  return pen;
}

typedef struct
{
  guint from, to;
  guint8 level;
} Piece;

/* Turns the pieces around level by level, from the highest to the lowest odd one (UAX 9, rule L2). */
static void
reorder (GArray *pieces)
{
  guint8 highest = 0;

  for (guint i = 0; i < pieces->len; i++)
    highest = MAX (highest, g_array_index (pieces, Piece, i).level);
  for (guint8 level = highest; level > 0; level--)
    for (guint i = 0, end; i < pieces->len; i = end + 1)
      {
        for (end = i; end < pieces->len && g_array_index (pieces, Piece, end).level >= level; end++)
          ;
        for (guint a = i, b = end; a + 1 < b; a++, b--)
          {
            Piece swapped = g_array_index (pieces, Piece, a);

            g_array_index (pieces, Piece, a) = g_array_index (pieces, Piece, b - 1);
            g_array_index (pieces, Piece, b - 1) = swapped;
          }
      }
}

/* Whether two clusters of a line can be drawn as one run: itemization parts Latin from Han also where the font has both. */
static gboolean
goes_on (const GalleyClusters *shaped, const GalleyCluster *a, const GalleyCluster *b)
{
  const GalleyShapedItem *items = (const GalleyShapedItem *) shaped->items->data;

  if (a->item == b->item)
    return TRUE;
  return a->item != G_MAXUINT && b->item != G_MAXUINT && items[a->item].font == items[b->item].font &&
         items[a->item].link == items[b->item].link && items[a->item].level == 0 && items[b->item].level == 0;
}

static void
add_runs (Setter *self, const Break *line)
{
  const GalleyCluster *clusters = (const GalleyCluster *) self->shaped->clusters->data;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  double pen = 0, stretch = find_stretch (self, line);

  for (guint i = line->from, j; i < line->to; i = j)
    {
      Piece piece = { .from = i };

      for (j = i + 1; j < line->to && goes_on (self->shaped, &clusters[i], &clusters[j]); j++)
        ;
      piece.to = j;
      if (clusters[i].item != G_MAXUINT)
        piece.level = g_array_index (self->shaped->items, GalleyShapedItem, clusters[i].item).level;
      g_array_append_val (pieces, piece);
    }
  if (self->shaped->mixed)
    reorder (pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (clusters[piece->from].item != G_MAXUINT)
        pen = add_run (self, line, piece->from, piece->to, pen, stretch);
      else
        for (guint k = piece->from; k < piece->to; k++)
          pen += clusters[k].advance + get_stretch (self, line, k, stretch);
    }
}

static double
align_line (const Setter *self, const Break *line, double width)
{
  double slack = self->spec->width - width;

  switch (self->spec->style->align)
    {
    case GALLEY_ALIGN_CENTER:
      return slack / 2;
    case GALLEY_ALIGN_END:
      return slack;
    case GALLEY_ALIGN_START:
    case GALLEY_ALIGN_JUSTIFY:
    default:
      return self->shaped->rtl ? slack - line->indent : line->indent;
    }
}

static void
add_line (Setter *self, const Break *line)
{
  const GalleyCluster *clusters = (const GalleyCluster *) self->shaped->clusters->data;
  guint n = self->shaped->clusters->len, first_run = self->lines->runs->len;
  const GalleyStyle *style = self->spec->style;
  gboolean full = find_stretch (self, line) != 0;
  GalleyLine set = {
    .line.baseline = (style->line_height / 2 - 0.5 + EM_ASCENT) * style->size,
    .line.width = (full ? self->spec->width : line->width) - line->indent,
    .x = full ? line->indent : align_line (self, line, line->width),
    .start = clusters[line->from].offset,
    .end = line->to < n ? clusters[line->to].offset : clusters[n - 1].offset + 1,
  };

  add_runs (self, line);
  set.line.n_runs = self->lines->runs->len - first_run;
  g_array_append_val (self->lines->lines, set);
}

/* Runs were in an array that grew; now that it does not any more, lines may point into it. */
static void
point_to_runs (GalleyLines *lines)
{
  for (guint i = 0, run = 0; i < lines->lines->len; i++)
    {
      GalleyTextLine *line = &g_array_index (lines->lines, GalleyLine, i).line;

      line->runs = &g_array_index (lines->runs, GalleyGlyphRun, run);
      run += line->n_runs;
    }
}

/**
 * galley_lines_new:
 *
 * Sets a text in lines: breaks it, closes up punctuation at their ends and fills the width.
 * An empty text is one empty line.
 *
 * Returns: (nullable) (transfer full): %NULL where @cancellable was cancelled
 */
GalleyLines *
galley_lines_new (PangoContext *context, const GalleyTextSpec *spec, GCancellable *cancellable)
{
  g_autoptr (GalleyLines) self = g_new0 (GalleyLines, 1);
  g_autoptr (GalleyClusters) shaped = NULL;
  g_autoptr (GArray) breaks = NULL;
  Setter setter = { .spec = spec, .lines = self };

  self->text = spec->borrowed ? NULL : g_strdup (spec->text);
  self->lines = g_array_new (FALSE, TRUE, sizeof (GalleyLine));
  self->runs = g_array_new (FALSE, TRUE, sizeof (GalleyGlyphRun));
  g_array_set_clear_func (self->runs, clear_run);
  shaped =
    galley_clusters_new (context, self->text ? self->text : spec->text, spec->style, spec->marks, cancellable);
  if (!shaped)
    return NULL;
  setter.shaped = shaped;
  self->glyphs = g_new (cairo_glyph_t, shaped->glyphs->len);
  self->clusters = g_new (cairo_text_cluster_t, shaped->clusters->len);
  self->edges = g_new (float, shaped->clusters->len);
  breaks = spec->style->balance ? break_balanced (shaped, spec->indent, spec->width)
                                                     : break_lines (shaped, spec->indent, spec->width);
  for (guint i = 0; i < breaks->len; i++)
    add_line (&setter, &g_array_index (breaks, Break, i));
  if (breaks->len == 0)
    {
      GalleyLine empty = { .x = spec->style->align == GALLEY_ALIGN_CENTER ? spec->width / 2 : spec->indent };

      empty.line.baseline = (spec->style->line_height / 2 - 0.5 + EM_ASCENT) * spec->style->size;
      g_array_append_val (self->lines, empty);
    }
  point_to_runs (self);
  return g_steal_pointer (&self);
}

void
galley_lines_free (GalleyLines *self)
{
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->runs, g_array_unref);
  g_free (self->glyphs);
  g_free (self->clusters);
  g_free (self->edges);
  g_free (self->text);
  g_free (self);
}

/**
 * galley_lines_get:
 * @n_lines: (out): at least 1
 *
 * Returns: (array length=n_lines) (transfer none): the lines from top to bottom
 */
const GalleyLine *
galley_lines_get (const GalleyLines *self, guint *n_lines)
{
  *n_lines = self->lines->len;
  return (const GalleyLine *) self->lines->data;
}
