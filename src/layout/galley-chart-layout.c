/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-chart-layout.h"

#include <math.h>
#include <string.h>

#include "galley-plot.h"

/* Charts say their values at the marks themselves, and what belongs to which by place and shade, so that nothing is lost in
 * grey or to the colour-blind. Bars grow from zero and are as long as their values are large, to the last digit. */

/* Lengths in em of the labels. */
#define GAP 0.5           /* between a mark and its label */
#define BAR 1.15          /* the height of a bar */
#define GROUPED_BAR 1.25  /* of one of several */
#define ROW_SPACE 0.75    /* between categories */
#define PLOT_HEIGHT 13    /* of lines and slopes */
#define SHARE_BAR 2.4     /* the height of a bar of shares */
#define SEAM 0.12         /* between its parts */
#define LINE 0.16         /* how thick lines are */
#define DISC 0.5          /* how large their points are */
#define BELOW 1.6         /* under the lowest point of a line, for its value */
#define RULE 0.055

/* What labels of categories and of values may take of the width, and what bars need: else categories stand above them. */
#define MAX_LABELS 0.36
#define MAX_VALUES 0.32
#define MIN_BARS 0.3

/* Beyond so many points a line has its values only where they say most: at its ends, its top and its bottom. */
#define MAX_LABELLED 8

/* A text set, to be put somewhere. */
typedef struct
{
  const GalleyLine *lines;
  guint n_lines;
  double width, height;
} Label;

/* A chart under way. */
typedef struct
{
  GalleyBlockLayout *part;
  const GalleyTypesetter *setter;
  const GalleyPlot *plot;
  const GalleyStyle *label_style, *value_style;
  double em;
  double low, high; /* of the values, zero among them for bars */
} Chart;

static const GalleyColor *
get_color (const Chart *self, GalleyColorRole role)
{
  return &self->setter->theme->colors[role];
}

static const GalleyColor *
get_series_color (const Chart *self, guint series)
{
  return get_color (self, GALLEY_COLOR_SERIES_1 + series % (GALLEY_COLOR_SERIES_6 - GALLEY_COLOR_SERIES_1 + 1));
}

/* Sets a text at most @max wide. */
static gboolean
set_label (Chart *self, Label *label, const GalleyStyle *style, GalleyColorRole color, const char *text, double max)
{
  GalleyStyle own = *style;

  own.color = color;
  own.align = GALLEY_ALIGN_START;
  *label = (Label) { 0 };
  label->lines = galley_block_layout_set_text (self->part, self->setter, &own, text, NULL, max, 0, &label->n_lines);
  for (guint i = 0; label->lines && i < label->n_lines; i++)
    label->width = MAX (label->width, label->lines[i].line.width);
  label->height = label->n_lines * style->line_height * style->size;
  return label->lines != NULL;
}

/* Puts a label where @x is its left end, its middle or its right end, for @at of 0, 0.5 or 1. */
static void
put_label (Chart *self, const Label *label, const GalleyStyle *style, double x, double y, double at)
{
  for (guint i = 0; i < label->n_lines; i++)
    {
      GalleyDisplayItem *item = galley_block_layout_add_line (
        self->part, &label->lines[i], style, x - label->lines[i].x - at * label->lines[i].line.width,
        y + i * style->line_height * style->size);

      item->element = 0;
    }
}

static void
add_bar (Chart *self, double x, double y, double width, double height, const GalleyColor *color)
{
  GalleyDisplayItem *bar = galley_block_layout_add_item (self->part, GALLEY_ITEM_RECTANGLE, x, y, width, height);

  bar->color = *color;
}

static void
add_line (Chart *self, double x, double y, double to_x, double to_y, double thickness, const GalleyColor *color)
{
  GalleyDisplayItem *line =
    galley_block_layout_add_item (self->part, GALLEY_ITEM_LINE, x, MIN (y, to_y), to_x - x, fabs (to_y - y));

  line->rising = to_y < y;
  line->thickness = thickness;
  line->color = *color;
}

static void
add_disc (Chart *self, double x, double y, const GalleyColor *color)
{
  double size = DISC * self->em;

  galley_block_layout_add_item (self->part, GALLEY_ITEM_DISC, x - size / 2, y - size / 2, size, size)->color = *color;
}

static void
find_range (Chart *self, gboolean from_zero)
{
  gboolean any = from_zero;

  self->low = self->high = 0;
  for (guint i = 0; i < self->plot->points->len; i++)
    {
      const GalleyPlotPoint *point = &g_array_index (self->plot->points, GalleyPlotPoint, i);
      double value = point->known ? galley_plot_point_to_double (point) : 0;

      if (!point->known)
        continue;
      self->low = any ? MIN (self->low, value) : value;
      self->high = any ? MAX (self->high, value) : value;
      any = TRUE;
    }
}

/* The words of a value: those of the first category say which series is which. */
static char *
dup_value (const Chart *self, guint series, guint category)
{
  const char *name = g_ptr_array_index (self->plot->series, series);
  const GalleyPlotPoint *point = galley_plot_get (self->plot, series, category);

  return category == 0 && *name && self->plot->form == GALLEY_VIEW_GROUPED ? g_strconcat (name, " ", point->label, NULL)
                                                                            : g_strdup (point->label);
}

/* Bars. */

/* The labels of bars: set first, for they say how much is left for the bars. */
typedef struct
{
  Label *names;  /* of categories */
  Label *values; /* by category, then series */
  double names_width; /* 0 where they stand above the bars */
  double left, right; /* beyond the longest bars to either side */
} BarLabels;

static gboolean
set_bar_labels (Chart *self, BarLabels *labels)
{
  const GalleyPlot *plot = self->plot;
  guint n_series = plot->series->len;

  for (guint i = 0; i < plot->categories->len; i++)
    {
      if (!set_label (self, &labels->names[i], self->label_style, GALLEY_COLOR_TEXT, g_ptr_array_index (plot->categories, i),
                      self->setter->width * MAX_LABELS))
        return FALSE;
      labels->names_width = MAX (labels->names_width, labels->names[i].width);
      for (guint j = 0; j < n_series; j++)
        {
          const GalleyPlotPoint *point = galley_plot_get (plot, j, i);
          g_autofree char *text = dup_value (self, j, i);
          Label *value = &labels->values[i * n_series + j];
          gboolean negative = point->known && point->value.digits < 0;

          if (!set_label (self, value, self->value_style, point->known ? GALLEY_COLOR_TEXT : GALLEY_COLOR_SECONDARY, text,
                          self->setter->width * MAX_VALUES))
            return FALSE;
          if (negative)
            labels->left = MAX (labels->left, value->width + GAP * self->em);
          else
            labels->right = MAX (labels->right, value->width + GAP * self->em);
        }
    }
  return TRUE;
}

/* Long names on a narrow page stand above their bars. */
static gboolean
raise_names (Chart *self, BarLabels *labels)
{
  double rest = self->setter->width - labels->names_width - GAP * self->em - labels->left - labels->right;

  if (rest >= MIN_BARS * self->setter->width)
    return TRUE;
  labels->names_width = 0;
  for (guint i = 0; i < self->plot->categories->len; i++)
    if (!set_label (self, &labels->names[i], self->label_style, GALLEY_COLOR_TEXT, g_ptr_array_index (self->plot->categories, i),
                    self->setter->width))
      return FALSE;
  return TRUE;
}

static void
add_category (Chart *self, const BarLabels *labels, guint category, gboolean last, gboolean keep)
{
  const GalleyPlot *plot = self->plot;
  guint n_series = plot->series->len;
  gboolean above = labels->names_width <= 0;
  double bar = (n_series > 1 ? GROUPED_BAR : BAR) * self->em;
  double x = labels->names_width + (above ? 0 : GAP * self->em) + labels->left;
  double scale = MAX (self->setter->width - x - labels->right, self->em) / MAX (self->high - self->low, G_MINDOUBLE);
  double zero = x - self->low * scale, bars = n_series * bar, name = labels->names[category].height;
  double height = above ? name + bars : MAX (bars, name), y = above ? name : (height - bars) / 2;
  double row = height + (last ? 0 : ROW_SPACE * self->em);

  galley_block_layout_begin_row (self->part, row, keep);
  put_label (self, &labels->names[category], self->label_style, labels->names_width, above ? 0 : (height - name) / 2,
             above ? 0 : 1);
  for (guint i = 0; i < n_series; i++, y += bar)
    {
      const GalleyPlotPoint *point = galley_plot_get (plot, i, category);
      const Label *label = &labels->values[category * n_series + i];
      double value = point->known ? galley_plot_point_to_double (point) : 0, length = fabs (value) * scale;
      double label_y = y + (bar - label->height) / 2;
      const GalleyColor *color =
        get_color (self, i + 1 < n_series ? GALLEY_COLOR_SERIES_BASE : GALLEY_COLOR_SERIES_1);

      if (length > 0)
        add_bar (self, value < 0 ? zero - length : zero, y, length, bar * (n_series > 1 ? 0.92 : 1), color);
      put_label (self, label, self->value_style, value < 0 ? zero - length - GAP * self->em : zero + length + GAP * self->em,
                 label_y, value < 0 ? 1 : 0);
    }
  galley_block_layout_add_shape (self->part, GALLEY_ITEM_RECTANGLE, *get_color (self, GALLEY_COLOR_SECONDARY),
                                 zero - RULE * self->em, 0, RULE * self->em, row);
}

static gboolean
add_bars (Chart *self)
{
  guint n = self->plot->categories->len, n_series = self->plot->series->len;
  g_autofree Label *names = g_new0 (Label, n), *values = g_new0 (Label, n * n_series);
  BarLabels labels = { names, values, 0, 0, 0 };
  double height = 0;

  find_range (self, TRUE);
  if (!set_bar_labels (self, &labels) || !raise_names (self, &labels))
    return FALSE;
  for (guint i = 0; i < n; i++)
    height += n_series * GROUPED_BAR * self->em + names[i].height + ROW_SPACE * self->em;
  /* What fits on a page is not divided between two. */
  for (guint i = 0; i < n; i++)
    add_category (self, &labels, i, i + 1 == n, i + 1 == n || height < self->setter->max_height);
  return TRUE;
}

/* Lines and slopes. */

/* A label at an end of a line, to be moved off its neighbours. */
typedef struct
{
  Label label;
  double y; /* its middle */
  guint series;
} End;

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const End *x = a, *y = b;

  if (x->y != y->y)
    return x->y < y->y ? -1 : 1;
  return (x->series > y->series) - (x->series < y->series);
}

/* Moves labels apart, as little as there is need for: down from those above, then up from the bottom. */
static void
spread_ends (GArray *ends, double top, double bottom)
{
  g_array_sort (ends, compare_ends);
  for (guint i = 0; i < ends->len; i++)
    {
      End *end = &g_array_index (ends, End, i);
      double least = top + end->label.height / 2;

      if (i > 0)
        {
          const End *above = &g_array_index (ends, End, i - 1);

          least = above->y + (above->label.height + end->label.height) / 2;
        }
      end->y = MAX (end->y, least);
    }
  for (guint i = ends->len; i-- > 0;)
    {
      End *end = &g_array_index (ends, End, i);
      double most = bottom - end->label.height / 2;

      if (i + 1 < ends->len)
        {
          const End *below = &g_array_index (ends, End, i + 1);

          most = below->y - (below->label.height + end->label.height) / 2;
        }
      end->y = MIN (end->y, most);
    }
}

static double
place_value (const Chart *self, const GalleyPlotPoint *point, double top, double height)
{
  double range = self->high - self->low;

  return range > 0 ? top + height * (self->high - galley_plot_point_to_double (point)) / range : top + height / 2;
}

static const GalleyColor *
get_line_color (const Chart *self, guint series)
{
  return self->plot->series->len > 6 ? get_color (self, GALLEY_COLOR_SERIES_1) : get_series_color (self, series);
}

/* The lines of a chart from @x, @step apart, broken where values are missing. */
static void
add_lines (Chart *self, double x, double step, double top, double height)
{
  const GalleyPlot *plot = self->plot;

  for (guint s = 0; s < plot->series->len; s++)
    for (guint c = 0; c < plot->categories->len; c++)
      {
        const GalleyPlotPoint *point = galley_plot_get (plot, s, c);
        const GalleyPlotPoint *next = c + 1 < plot->categories->len ? galley_plot_get (plot, s, c + 1) : NULL;
        double y;

        if (!point->known)
          continue;
        y = place_value (self, point, top, height);
        if (next && next->known)
          add_line (self, x + c * step, y, x + (c + 1) * step, place_value (self, next, top, height), LINE * self->em,
                    get_line_color (self, s));
        add_disc (self, x + c * step, y, get_line_color (self, s));
      }
}

static char *
dup_end (const Chart *self, guint series, guint category, gboolean named)
{
  const char *name = g_ptr_array_index (self->plot->series, series);
  const char *label = galley_plot_get (self->plot, series, category)->label;

  return named && *name ? g_strconcat (name, " ", label, NULL) : g_strdup (label);
}

/* The labels at one end of the lines, those that are there. */
static GArray *
set_ends (Chart *self, guint category, gboolean named, double max, double top, double height)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (End));

  for (guint s = 0; s < self->plot->series->len; s++)
    {
      const GalleyPlotPoint *point = galley_plot_get (self->plot, s, category);
      g_autofree char *text = dup_end (self, s, category, named);
      End end = { .series = s };

      if (!point->known)
        continue;
      if (!set_label (self, &end.label, self->value_style, GALLEY_COLOR_TEXT, text, max))
        return NULL;
      end.y = place_value (self, point, top, height);
      g_array_append_val (ends, end);
    }
  spread_ends (ends, top - self->em, top + height + self->em);
  return g_steal_pointer (&ends);
}

static double
find_width (const GArray *ends)
{
  double width = 0;

  for (guint i = 0; i < ends->len; i++)
    width = MAX (width, g_array_index (ends, End, i).label.width);
  return width;
}

static void
put_ends (Chart *self, const GArray *ends, double x, double at)
{
  for (guint i = 0; i < ends->len; i++)
    {
      const End *end = &g_array_index (ends, End, i);

      put_label (self, &end->label, self->value_style, x, end->y - end->label.height / 2, at);
    }
}

/* How high lines and slopes are: higher where many labels must stand below each other. */
static double
get_plot_height (const Chart *self)
{
  double labels = (self->plot->series->len + 1) * self->value_style->line_height * self->em;

  return MIN (MAX (PLOT_HEIGHT * self->em, labels), self->setter->max_height);
}

/* Each row from its base on the left to its value on the right. */
static gboolean
add_slopes (Chart *self)
{
  const GalleyPlot *plot = self->plot;
  double height = get_plot_height (self), heading = 1.8 * self->em, top = heading + self->em, left, right;
  g_autoptr (GArray) from = NULL, to = NULL;
  Label headings[2];

  find_range (self, FALSE);
  from = set_ends (self, 0, FALSE, self->setter->width * 0.3, top, height);
  to = from ? set_ends (self, 1, TRUE, self->setter->width * 0.5, top, height) : NULL;
  for (guint i = 0; i < 2; i++)
    if (!to || !set_label (self, &headings[i], self->label_style, GALLEY_COLOR_SECONDARY,
                           g_ptr_array_index (plot->categories, i), self->setter->width / 3))
      return FALSE;
  left = MAX (find_width (from) + GAP * self->em, headings[0].width / 2) + DISC * self->em / 2;
  right = self->setter->width - MAX (find_width (to) + GAP * self->em, headings[1].width / 2) - DISC * self->em / 2;
  right = MAX (right, left + self->em);
  galley_block_layout_begin_row (self->part, top + height + self->em, TRUE);
  for (guint i = 0; i < 2; i++)
    {
      put_label (self, &headings[i], self->label_style, i ? right : left, 0, 0.5);
      galley_block_layout_add_shape (self->part, GALLEY_ITEM_RECTANGLE, *get_color (self, GALLEY_COLOR_RULE),
                                     i ? right : left, heading, RULE * self->em, top + height + self->em - heading);
    }
  add_lines (self, left, right - left, top, height);
  put_ends (self, from, left - (GAP + DISC / 2) * self->em, 1);
  put_ends (self, to, right + (GAP + DISC / 2) * self->em, 0);
  return TRUE;
}

/* Whether a point of a line has its value at it: all of a few, else its top, bottom and end. */
static gboolean
is_labelled (const Chart *self, guint category)
{
  const GalleyPlotPoint *point = galley_plot_get (self->plot, 0, category);
  double value = point->known ? galley_plot_point_to_double (point) : 0;

  /* What the end says is said at the end; lines that cross would write over each other. */
  if (!point->known || category + 1 == self->plot->categories->len)
    return FALSE;
  if (self->plot->series->len > 1)
    return FALSE;
  return self->plot->categories->len <= MAX_LABELLED || category == 0 || value == self->low || value == self->high;
}

static double
value_of (const Chart *self, guint category)
{
  return galley_plot_point_to_double (galley_plot_get (self->plot, 0, category));
}

/* Puts the label of a point where its line does not run: above a top, below a bottom, before a rise, behind a fall. */
static void
put_point_label (Chart *self, const Label *label, guint category, double x, double y)
{
  double value = value_of (self, category), off = DISC * self->em / 2;
  gboolean before = category > 0 && galley_plot_get (self->plot, 0, category - 1)->known;
  gboolean from_above = before && value_of (self, category - 1) > value;
  gboolean to_above = galley_plot_get (self->plot, 0, category + 1)->known && value_of (self, category + 1) > value;
  gboolean below = to_above && (from_above || !before);

  put_label (self, label, self->value_style, x, below ? y + off : y - off - label->height,
             below || from_above == to_above ? 0.5 : to_above ? 0.85 : 0.15);
}

static gboolean
add_point_labels (Chart *self, double x, double step, double top, double height)
{
  Label label;

  for (guint c = 0; c < self->plot->categories->len; c++)
    {
      const GalleyPlotPoint *point = galley_plot_get (self->plot, 0, c);

      if (!is_labelled (self, c))
        continue;
      if (!set_label (self, &label, self->value_style, GALLEY_COLOR_TEXT, point->label, self->setter->width / 3))
        return FALSE;
      put_point_label (self, &label, c, x + c * step, place_value (self, point, top, height));
    }
  return TRUE;
}

/* A period with its year below, where that is not the year of the one before. */
static char *
dup_period (const Chart *self, guint category, guint stride)
{
  const char *text = g_ptr_array_index (self->plot->categories, category), *year = strstr (text, "年");
  gsize length = year ? (gsize) (year - text) + strlen ("年") : 0;

  if (length == 0 || text[length] == '\0')
    return g_strdup (text);
  if (category >= stride && strncmp (g_ptr_array_index (self->plot->categories, category - stride), text, length) == 0)
    return g_strdup (text + length);
  return g_strdup_printf ("%s\n%.*s", text + length, (int) length, text);
}

/* The periods below a chart of lines, as many as there is room for; the last always. */
static gboolean
add_periods (Chart *self, double x, double step, double y, double *height)
{
  guint n = self->plot->categories->len, stride = 1;
  double width = MAX (step, 3 * self->em) - GAP * self->em;
  g_autofree Label *labels = g_new0 (Label, n);

  while (stride * step < 3 * self->em && stride < n)
    stride++;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = dup_period (self, i, stride);

      if ((n - 1 - i) % stride != 0)
        continue;
      if (!set_label (self, &labels[i], self->label_style, GALLEY_COLOR_SECONDARY, text,
                      MAX (width, stride * step - GAP * self->em)))
        return FALSE;
      put_label (self, &labels[i], self->label_style, x + i * step, y, 0.5);
      *height = MAX (*height, labels[i].height);
    }
  return TRUE;
}

static gboolean
add_trend (Chart *self)
{
  const GalleyPlot *plot = self->plot;
  double height = get_plot_height (self), top = 1.6 * self->em, left = 2 * self->em, right, step, below = 0;
  guint n = plot->categories->len;
  g_autoptr (GArray) ends = NULL;

  find_range (self, FALSE);
  ends = set_ends (self, n - 1, TRUE, self->setter->width * 0.34, top, height);
  if (!ends)
    return FALSE;
  right = self->setter->width - MAX (find_width (ends) + (GAP + DISC / 2) * self->em, 2 * self->em);
  step = n > 1 ? MAX (right - left, self->em) / (n - 1) : 0;
  if (n == 1)
    left = right;
  galley_block_layout_begin_row (self->part, 0, TRUE);
  if (self->low < 0 && self->high > 0)
    galley_block_layout_add_shape (self->part, GALLEY_ITEM_RECTANGLE, *get_color (self, GALLEY_COLOR_SECONDARY), 0,
                                   top + height * self->high / (self->high - self->low), self->setter->width,
                                   RULE * self->em);
  galley_block_layout_add_shape (self->part, GALLEY_ITEM_RECTANGLE, *get_color (self, GALLEY_COLOR_RULE), 0,
                                 top + height + BELOW * self->em, self->setter->width, RULE * self->em);
  add_lines (self, left, step, top, height);
  put_ends (self, ends, right + (GAP + DISC / 2) * self->em, 0);
  if (!add_point_labels (self, left, step, top, height) ||
      !add_periods (self, left, step, top + height + (BELOW + GAP) * self->em, &below))
    return FALSE;
  g_array_index (self->part->rows, GalleyRow, self->part->rows->len - 1).height = top + height + (BELOW + GAP) * self->em + below;
  return TRUE;
}

/* Shares. */

static GalleyColorRole
get_contrast (const Chart *self, const GalleyColor *ground)
{
  const GalleyColor *text = get_color (self, GALLEY_COLOR_TEXT), *paper = get_color (self, GALLEY_COLOR_BACKGROUND);
  double light = 0.21 * ground->red + 0.72 * ground->green + 0.07 * ground->blue;

  return fabs (light - (0.21 * text->red + 0.72 * text->green + 0.07 * text->blue)) >
             fabs (light - (0.21 * paper->red + 0.72 * paper->green + 0.07 * paper->blue))
           ? GALLEY_COLOR_TEXT
           : GALLEY_COLOR_BACKGROUND;
}

/* The bar of shares, each with its value in it where there is room. */
static gboolean
add_share_bar (Chart *self, double sum)
{
  const GalleyPlot *plot = self->plot;
  double x = 0, height = SHARE_BAR * self->em;

  galley_block_layout_begin_row (self->part, height + ROW_SPACE * self->em, TRUE);
  for (guint i = 0; i < plot->categories->len; i++)
    {
      const GalleyPlotPoint *point = galley_plot_get (plot, 0, i);
      double share = point->known ? galley_plot_point_to_double (point) : 0, width = share / sum * self->setter->width;
      const GalleyColor *color = get_series_color (self, i);
      Label label;

      if (share <= 0)
        continue;
      add_bar (self, x, 0, width, height, color);
      if (x > 0)
        galley_block_layout_add_shape (self->part, GALLEY_ITEM_RECTANGLE, *get_color (self, GALLEY_COLOR_BACKGROUND),
                                       x - SEAM * self->em / 2, 0, SEAM * self->em, height);
      if (!set_label (self, &label, self->value_style, get_contrast (self, color), point->label, self->setter->width))
        return FALSE;
      if (label.width + GAP * self->em < width)
        put_label (self, &label, self->value_style, x + width / 2, (height - label.height) / 2, 0.5);
      x += width;
    }
  return TRUE;
}

/* Below the bar each part by name, in the order in which they stand. */
static gboolean
add_share_names (Chart *self)
{
  const GalleyPlot *plot = self->plot;
  double size = 0.8 * self->em;

  for (guint i = 0; i < plot->categories->len; i++)
    {
      const GalleyPlotPoint *point = galley_plot_get (plot, 0, i);
      Label name, value;
      double line = self->label_style->line_height * self->em, row;

      if (!set_label (self, &value, self->value_style, point->known ? GALLEY_COLOR_TEXT : GALLEY_COLOR_SECONDARY, point->label,
                      self->setter->width / 2) ||
          !set_label (self, &name, self->label_style, GALLEY_COLOR_TEXT, g_ptr_array_index (plot->categories, i),
                      self->setter->width - 1.4 * self->em - value.width - 2 * GAP * self->em))
        return FALSE;
      row = MAX (name.height, value.height) + 0.3 * self->em;
      galley_block_layout_begin_row (self->part, row, TRUE);
      galley_block_layout_add_shape (self->part, GALLEY_ITEM_RECTANGLE, *get_series_color (self, i), 0, (line - size) / 2, size,
                                     size);
      put_label (self, &name, self->label_style, 1.4 * self->em, 0, 0);
      put_label (self, &value, self->value_style, 1.4 * self->em + name.width + GAP * self->em, 0, 0);
    }
  return TRUE;
}

static gboolean
add_shares (Chart *self)
{
  double sum = 0;

  for (guint i = 0; i < self->plot->points->len; i++)
    {
      const GalleyPlotPoint *point = &g_array_index (self->plot->points, GalleyPlotPoint, i);

      sum += point->known ? MAX (galley_plot_point_to_double (point), 0) : 0;
    }
  return (sum <= 0 || add_share_bar (self, sum)) && add_share_names (self);
}

static gboolean
add_plot (Chart *self)
{
  if (self->plot->points->len == 0)
    return TRUE;
  switch (self->plot->form)
    {
    case GALLEY_VIEW_LINE:
      return add_trend (self);
    case GALLEY_VIEW_SLOPE:
      return add_slopes (self);
    case GALLEY_VIEW_SHARE:
      return add_shares (self);
    case GALLEY_VIEW_TABLE:
    case GALLEY_VIEW_BAR:
    case GALLEY_VIEW_GROUPED:
    default:
      return add_bars (self);
    }
}

static void
add_space (Chart *self, double ems)
{
  galley_block_layout_begin_row (self->part, ems * self->em, TRUE);
}

static gboolean
add_all (Chart *self, GalleyBlockData *block)
{
  const GalleyStyle *note = &self->setter->theme->styles[GALLEY_STYLE_CHART_NOTE];
  guint caption = galley_block_layout_add_element (self->part, GALLEY_ROLE_CAPTION, 0, block);
  g_autofree char *unit = *self->plot->unit ? g_strconcat ("单位：", self->plot->unit, NULL) : NULL;

  if (*block->text &&
      !galley_block_layout_add_text (self->part, self->setter, self->part->style, block->text, block->marks, TRUE, caption))
    return FALSE;
  if (unit && !galley_block_layout_add_text (self->part, self->setter, note, unit, NULL, TRUE, 0))
    return FALSE;
  if (self->part->rows->len > 0)
    add_space (self, 0.5);
  if (!add_plot (self))
    return FALSE;
  if (!block->view || !block->view->note)
    {
      galley_block_layout_begin_row (self->part, 0, FALSE);
      return TRUE;
    }
  add_space (self, 0.6);
  return galley_block_layout_add_text (self->part, self->setter, note, block->view->note, NULL, FALSE, caption);
}

/**
 * galley_chart_layout_new:
 * @block: a chart
 *
 * Returns: (nullable) (transfer full): the chart with its caption, unit and note; %NULL where cancelled
 */
GalleyBlockLayout *
galley_chart_layout_new (const GalleyTypesetter *setter, const GalleySnapshot *snapshot, GalleyBlockData *block)
{
  const GalleyStyle *styles = setter->theme->styles;
  g_autoptr (GalleyBlockLayout) part = galley_block_layout_new_empty (&styles[GALLEY_STYLE_CHART_CAPTION]);
  g_autoptr (GalleyPlot) plot = galley_plot_new (snapshot, block);
  Chart chart = {
    .part = part,
    .setter = setter,
    .plot = plot,
    .label_style = &styles[GALLEY_STYLE_CHART_LABEL],
    .value_style = &styles[GALLEY_STYLE_CHART_VALUE],
    .em = styles[GALLEY_STYLE_CHART_LABEL].size,
  };

  part->key = galley_block_data_ref (block);
  galley_block_layout_add_element (part, GALLEY_ROLE_FIGURE, 0, block);
  return add_all (&chart, block) ? g_steal_pointer (&part) : NULL;
}
