/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-paginator.h"

#include <math.h>

/* Inside a tinted box, above and below what it holds, in em. */
#define BOX_PADDING 0.8

/* The rule between two columns, in units. */
#define COLUMN_RULE 0.4

/* Sums of heights that should be alike are not quite. */
#define SLACK 0.01

/* A row to be placed: it must be in one column with those that follow it until one that does not keep. */
typedef struct
{
  GalleyBlockLayout *part;
  GalleyBlockLayout *header;   /* (nullable): what a column that begins with it begins with instead */
  guint row;
  guint element;               /* of the list, that the part's first element became */
  double space_before;         /* where it does not begin a column */
} Row;

/* A column while it is filled, or measured. */
typedef struct
{
  double x, y;                 /* where the next row goes */
  double width;
  gboolean empty;
  gboolean placing;            /* rather than measuring */
  const GalleyStyle *open;     /* (nullable): the box that is open … */
  guint box;                   /* … and the item that is its ground */
} Column;

struct _GalleyPaginator
{
  GalleyDisplayList *list;
  double width;
  double bottom;               /* of a page's columns; infinite without pages */
  double y;                    /* below what the page has */
  double space_after;          /* of what was added last */
  GArray *items;               /* of the page that is filled */
  GArray *rows;                /* of all that was added */
  GalleyBlockLayout *header;   /* (nullable): of the rows that are being added */
  const GalleyStyle *boxed;    /* (nullable): the box of what was added last */
};

/**
 * galley_paginator_new:
 * @list: gets the pages
 * @width: of a page, in units
 */
GalleyPaginator *
galley_paginator_new (GalleyDisplayList *list, double width)
{
  GalleyPaginator *self = g_new0 (GalleyPaginator, 1);

  self->list = list;
  self->width = width;
  self->bottom = list->theme->height > 0 ? list->theme->height - list->theme->margin_bottom : INFINITY;
  self->y = list->theme->margin_top;
  self->items = g_array_new (FALSE, TRUE, sizeof (GalleyDisplayItem));
  self->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  return self;
}

void
galley_paginator_free (GalleyPaginator *self)
{
  g_array_unref (self->items);
  g_array_unref (self->rows);
  g_free (self);
}

static const Row *
get_row (const GalleyPaginator *self, guint index)
{
  return &g_array_index (self->rows, Row, index);
}

static double
get_height (const Row *row)
{
  return g_array_index (row->part->rows, GalleyRow, row->row).height;
}

static const GalleyStyle *
get_box (const GalleyBlockLayout *part)
{
  return part->style->ornament == GALLEY_ORNAMENT_BOX ? part->style : NULL;
}

static gboolean
spans (const GalleyPaginator *self, const Row *row)
{
  return self->list->theme->columns == 1 || row->part->style->span;
}

static void
add_rectangle (GalleyPaginator *self, GalleyColorRole color, double x, double y, double width, double height)
{
  GalleyDisplayItem item = {
    .kind = GALLEY_ITEM_RECTANGLE,
    .x = x,
    .y = y,
    .width = width,
    .height = height,
    .element = GALLEY_ELEMENT_ARTIFACT,
    .color = self->list->theme->colors[color],
  };

  g_array_append_val (self->items, item);
}

static void
close_box (GalleyPaginator *self, Column *column)
{
  if (!column->open)
    return;
  column->y += BOX_PADDING * column->open->size;
  if (column->placing)
    {
      GalleyDisplayItem *ground = &g_array_index (self->items, GalleyDisplayItem, column->box);

      ground->height = column->y - ground->y;
    }
  column->open = NULL;
}

static void
open_box (GalleyPaginator *self, Column *column, const GalleyStyle *style)
{
  column->box = self->items->len;
  column->open = style;
  if (column->placing)
    add_rectangle (self, GALLEY_COLOR_TINT, column->x, column->y, column->width, 0);
  column->y += BOX_PADDING * style->size;
}

/* Copies a row's items to the page. @element is that of the row's part, or #GALLEY_ELEMENT_ARTIFACT for all of them. */
static void
copy_row (GalleyPaginator *self, const GalleyBlockLayout *part, guint row_index, guint element, double x, double y)
{
  const GalleyRow *row = &g_array_index (part->rows, GalleyRow, row_index);

  for (guint i = row->first_item; i < row->first_item + row->n_items; i++)
    {
      GalleyDisplayItem item = g_array_index (part->items, GalleyDisplayItem, i);

      item.x += x;
      item.y += y;
      item.element = element == GALLEY_ELEMENT_ARTIFACT || item.element == GALLEY_ELEMENT_ARTIFACT
                       ? GALLEY_ELEMENT_ARTIFACT
                       : item.element + element;
      g_array_append_val (self->items, item);
    }
}

/* A column that a table goes on in begins with its header, as an artifact. */
static void
add_header (GalleyPaginator *self, Column *column, const GalleyBlockLayout *header)
{
  for (guint i = 0; i < header->rows->len; i++)
    {
      if (column->placing)
        copy_row (self, header, i, GALLEY_ELEMENT_ARTIFACT, column->x, column->y);
      column->y += g_array_index (header->rows, GalleyRow, i).height;
    }
}

/* Adds a row to the column with what belongs before it. */
static void
add_row (GalleyPaginator *self, Column *column, const Row *row)
{
  const GalleyStyle *box = get_box (row->part);

  if (!column->empty)
    {
      if (!box)
        close_box (self, column);
      column->y += row->space_before;
    }
  else if (row->header)
    add_header (self, column, row->header);
  if (box && !column->open)
    open_box (self, column, box);
  if (column->placing)
    copy_row (self, row->part, row->row, row->element, column->x, column->y);
  column->y += get_height (row);
  column->empty = FALSE;
}

/* Whether the rows from @first to @end fit below what @column has. */
static gboolean
fits (GalleyPaginator *self, const Column *column, guint first, guint end, double bottom)
{
  Column probe = *column;

  probe.placing = FALSE;
  for (guint i = first; i < end && probe.y <= bottom + SLACK; i++)
    add_row (self, &probe, get_row (self, i));
  close_box (self, &probe);
  return probe.y <= bottom + SLACK;
}

/* Whether a row is below the header that the one before it is below. */
static gboolean
goes_on_below (const GalleyPaginator *self, guint index)
{
  return index > 0 && index < self->rows->len && get_row (self, index)->header &&
         get_row (self, index)->header == get_row (self, index - 1)->header;
}

/* Whether a row must be together with the next: as its part says, or as a table leaves no single row on a page. */
static gboolean
keeps (const GalleyPaginator *self, guint index)
{
  const Row *row = get_row (self, index);

  return g_array_index (row->part->rows, GalleyRow, row->row).keep ||
         (goes_on_below (self, index + 1) && (!goes_on_below (self, index) || !goes_on_below (self, index + 2)));
}

/* Past the last of the rows that must be together with @first. */
static guint
find_group_end (const GalleyPaginator *self, guint first)
{
  guint end = first + 1;

  while (end < self->rows->len && keeps (self, end - 1))
    end++;
  return end;
}

/* Adds the rows from @first on, before @end, to the column as far as they fit; returns the first that did not. @force: what
 * does not fit into the column while it is empty never will, and must be parted. */
static guint
fill (GalleyPaginator *self, Column *column, guint first, guint end, double bottom, gboolean force)
{
  guint i = first;

  while (i < end)
    {
      guint group_end = find_group_end (self, i);

      /* Where a heading goes over the columns, the beginning of its text must have room below. */
      if (fits (self, column, i, group_end, bottom))
        while (i < MIN (group_end, end))
          add_row (self, column, get_row (self, i++));
      else if (force && column->empty)
        do
          add_row (self, column, get_row (self, i++));
        while (i < MIN (group_end, end) && fits (self, column, i, i + 1, bottom));
      else
        break;
    }
  close_box (self, column);
  return i;
}

static Column
get_column (const GalleyPaginator *self, guint index, double y, gboolean span, gboolean placing)
{
  const GalleyTheme *theme = self->list->theme;
  double width = galley_theme_get_column_width (theme, self->width, span);

  return (Column) {
    .x = theme->margin_left + index * (width + theme->column_gap),
    .y = y,
    .width = width,
    .empty = TRUE,
    .placing = placing,
  };
}

/* Fills all columns, from @top to @bottom; returns the first row that did not fit, and how far down they go. On a page that
 * has nothing else, rows are placed whether they fit or not. */
static guint
fill_columns (GalleyPaginator *self, guint first, guint end, double top, double bottom, gboolean placing, double *low)
{
  gboolean span = spans (self, get_row (self, first)), force = placing && self->items->len == 0;
  guint n = span ? 1 : self->list->theme->columns;

  *low = top;
  for (guint i = 0; i < n && first < end; i++)
    {
      Column column = get_column (self, i, top, span, placing);

      first = fill (self, &column, first, end, bottom, force);
      *low = MAX (*low, column.y);
    }
  return first;
}

/* Where columns that all end at much the same height may end, so that the rows just fit. */
static double
balance (GalleyPaginator *self, guint first, guint end, double top)
{
  double low = top, high = self->bottom, used;

  if (fill_columns (self, first, end, top, high, FALSE, &used) < end)
    return high;
  while (high - low > 0.5)
    {
      double middle = (low + high) / 2;

      if (fill_columns (self, first, end, top, middle, FALSE, &used) < end)
        low = middle;
      else
        high = used < middle ? used : middle;
    }
  return high;
}

static void
add_column_rules (GalleyPaginator *self, double top, double bottom)
{
  const GalleyTheme *theme = self->list->theme;

  for (guint i = 1; i < theme->columns; i++)
    {
      Column column = get_column (self, i, top, FALSE, TRUE);

      add_rectangle (self, GALLEY_COLOR_RULE, column.x - (theme->column_gap + COLUMN_RULE) / 2, top, COLUMN_RULE,
                     bottom - top);
    }
}

static void
end_page (GalleyPaginator *self)
{
  const GalleyTheme *theme = self->list->theme;
  GalleyDisplayPage page = { .width = self->width };
  gsize n;

  page.height = theme->height > 0 ? theme->height : self->y + theme->margin_bottom;
  page.items = g_array_steal (self->items, &n);
  page.n_items = n;
  g_array_append_val (self->list->pages, page);
  self->y = theme->margin_top;
}

/* Places the rows from @first to @end, which all span the columns or all do not, on as many pages as they need. */
static void
set_band (GalleyPaginator *self, guint first, guint end)
{
  gboolean span = spans (self, get_row (self, first));

  while (first < end)
    {
      double top = self->y + (self->items->len > 0 ? get_row (self, first)->space_before : 0);
      double bottom = span ? self->bottom : balance (self, first, end, top), low;
      guint next = fill_columns (self, first, end, top, bottom, TRUE, &low);

      if (next > first)
        self->y = low;
      if (next > first && !span)
        add_column_rules (self, top, low);
      if (next < end)
        end_page (self);
      first = next;
    }
}

/* Takes over the part's elements below @parent; returns what the first became. */
static guint
add_elements (GalleyDisplayList *list, const GalleyBlockLayout *part, guint parent)
{
  guint base = list->elements->len;

  for (guint i = 0; i < part->elements->len; i++)
    {
      GalleyElement element = g_array_index (part->elements, GalleyElement, i);

      element.parent = i == 0 || element.parent == GALLEY_ELEMENT_AROUND ? parent : base + element.parent;
      g_array_append_val (list->elements, element);
    }
  return base;
}

/**
 * galley_paginator_add:
 * @part: goes below what was added before it
 * @parent: the element that it is in
 */
void
galley_paginator_add (GalleyPaginator *self, GalleyBlockLayout *part, guint parent)
{
  guint element = add_elements (self->list, part, parent);
  const GalleyStyle *box = get_box (part);
  double space = MAX (self->space_after, part->style->space_before);

  /* Within a box, parts are as close as lines are; its ends stand off from what is around it. */
  if (box && self->boxed)
    space = 0;
  g_ptr_array_add (self->list->parts, galley_block_layout_ref (part));
  for (guint i = 0; i < part->rows->len; i++)
    {
      Row row = {
        .part = part, .header = self->header, .row = i, .element = element, .space_before = i == 0 ? space : 0,
      };

      g_array_append_val (self->rows, row);
    }
  self->space_after = part->style->space_after;
  self->boxed = box;
}

/**
 * galley_paginator_repeat:
 * @header: (nullable): what every column that begins with what is added from now on begins with; it was added before
 */
void
galley_paginator_repeat (GalleyPaginator *self, GalleyBlockLayout *header)
{
  self->header = header;
}

/**
 * galley_paginator_finish:
 *
 * Places all that was added: band by band where there are columns, each band of what goes over them all or of what is set
 * in them, and those of a band alike in height.
 */
void
galley_paginator_finish (GalleyPaginator *self)
{
  for (guint first = 0, end; first < self->rows->len; first = end)
    {
      for (end = first + 1; end < self->rows->len && spans (self, get_row (self, end)) == spans (self, get_row (self, first));)
        end++;
      set_band (self, first, end);
    }
  if (self->items->len > 0 || self->list->pages->len == 0)
    end_page (self);
}
