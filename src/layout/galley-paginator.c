/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-paginator.h"

#include <math.h>

/* Inside a tinted box, above and below what it holds, in em. */
#define BOX_PADDING 0.8

/* A row that waits to be placed: it must be on one page with those that follow it until one that does not keep. */
typedef struct
{
  GalleyBlockLayout *part;
  guint row;
  guint element;       /* of the list, that the part's first element became */
  double space_before; /* where it does not begin a page */
} Pending;

struct _GalleyPaginator
{
  GalleyDisplayList *list;
  double width;
  double bottom;                 /* of a page's column; infinite without pages */
  double y;                      /* where the next row goes */
  double space_after;            /* of what was added last */
  GArray *items;                 /* of the page that is filled */
  GArray *pending;
  GalleyBlockLayout *header;     /* (nullable): what a new page begins with … */
  gboolean header_placed;        /* … once it stands where it was added */
  const GalleyStyle *boxed;      /* (nullable): the box of what was added last */
  const GalleyStyle *open;       /* (nullable): the box that is open on the page … */
  guint box;                     /* … and the item that is its ground */
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
  self->pending = g_array_new (FALSE, TRUE, sizeof (Pending));
  return self;
}

void
galley_paginator_free (GalleyPaginator *self)
{
  g_array_unref (self->items);
  g_array_unref (self->pending);
  g_free (self);
}

static void
close_box (GalleyPaginator *self)
{
  GalleyDisplayItem *ground;

  if (!self->open)
    return;
  self->y += BOX_PADDING * self->open->size;
  ground = &g_array_index (self->items, GalleyDisplayItem, self->box);
  ground->height = self->y - ground->y;
  self->open = NULL;
}

static void
open_box (GalleyPaginator *self, const GalleyStyle *style)
{
  const GalleyTheme *theme = self->list->theme;
  GalleyDisplayItem ground = {
    .kind = GALLEY_ITEM_RECTANGLE,
    .x = theme->margin_left,
    .y = self->y,
    .width = self->width - theme->margin_left - theme->margin_right,
    .element = GALLEY_ELEMENT_ARTIFACT,
    .color = theme->colors[GALLEY_COLOR_TINT],
  };

  self->box = self->items->len;
  self->open = style;
  g_array_append_val (self->items, ground);
  self->y += BOX_PADDING * style->size;
}

static void
end_page (GalleyPaginator *self)
{
  const GalleyTheme *theme = self->list->theme;
  GalleyDisplayPage page = { .width = self->width };
  gsize n;

  close_box (self);
  page.height = theme->height > 0 ? theme->height : self->y + theme->margin_bottom;
  page.items = g_array_steal (self->items, &n);
  page.n_items = n;
  g_array_append_val (self->list->pages, page);
  self->y = theme->margin_top;
}

/* Copies a row's items to the page. @element is that of the row's part, or #GALLEY_ELEMENT_ARTIFACT for all of them. */
static void
place_row (GalleyPaginator *self, const GalleyBlockLayout *part, guint row_index, guint element, double x, double y)
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

static double
get_height (const Pending *pending)
{
  return g_array_index (pending->part->rows, GalleyRow, pending->row).height;
}

static const GalleyStyle *
get_box (const GalleyBlockLayout *part)
{
  return part->style->ornament == GALLEY_ORNAMENT_BOX ? part->style : NULL;
}

static void
place_header (GalleyPaginator *self)
{
  for (guint i = 0; i < self->header->rows->len; i++)
    {
      place_row (self, self->header, i, GALLEY_ELEMENT_ARTIFACT, self->list->theme->margin_left, self->y);
      self->y += g_array_index (self->header->rows, GalleyRow, i).height;
    }
}

static void
place (GalleyPaginator *self, const Pending *pending)
{
  const GalleyStyle *box = get_box (pending->part);

  if (self->items->len > 0)
    {
      if (!box)
        close_box (self);
      self->y += pending->space_before;
    }
  else if (self->header_placed && pending->part != self->header)
    place_header (self);
  if (pending->part == self->header)
    self->header_placed = TRUE;
  if (box && !self->open)
    open_box (self, box);
  place_row (self, pending->part, pending->row, pending->element, self->list->theme->margin_left, self->y);
  self->y += get_height (pending);
}

/* How much of the page the first @n pending rows take. */
static double
measure (const GalleyPaginator *self, guint n)
{
  double height = 0;

  for (guint i = 0; i < n; i++)
    {
      const Pending *pending = &g_array_index (self->pending, Pending, i);
      const GalleyStyle *box = get_box (pending->part);

      height += get_height (pending);
      if (i > 0 || self->items->len > 0)
        height += pending->space_before;
      /* The box's end must fit too. */
      if (box && i + 1 == n)
        height += (self->open ? 1 : 2) * BOX_PADDING * box->size;
    }
  return height;
}

/* Places the rows that wait, on a new page where they do not fit; if they fit on no page, as many as do. */
static void
flush (GalleyPaginator *self)
{
  guint n = self->pending->len;

  if (n == 0)
    return;
  if (self->items->len > 0 && self->y + measure (self, n) > self->bottom)
    end_page (self);
  for (guint i = 0; i < n; i++)
    {
      const Pending *pending = &g_array_index (self->pending, Pending, i);

      if (self->items->len > 0 && self->y + pending->space_before + get_height (pending) > self->bottom)
        end_page (self);
      place (self, pending);
    }
  g_array_set_size (self->pending, 0);
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
      Pending pending = { .part = part, .row = i, .element = element, .space_before = i == 0 ? space : 0 };

      g_array_append_val (self->pending, pending);
      if (!g_array_index (part->rows, GalleyRow, i).keep)
        flush (self);
    }
  self->space_after = part->style->space_after;
  self->boxed = box;
}

/**
 * galley_paginator_repeat:
 * @header: (nullable): what every page begins with until this is called again, as an artifact; it was added before
 */
void
galley_paginator_repeat (GalleyPaginator *self, GalleyBlockLayout *header)
{
  if (!header)
    flush (self);
  self->header = header;
  self->header_placed = FALSE;
}

/**
 * galley_paginator_finish:
 *
 * Ends the last page.
 */
void
galley_paginator_finish (GalleyPaginator *self)
{
  flush (self);
  if (self->items->len > 0 || self->list->pages->len == 0)
    end_page (self);
}

/**
 * galley_paginator_add_folio:
 *
 * Puts @folio in the middle of the lower margin of a page that is finished, as an artifact.
 */
void
galley_paginator_add_folio (GalleyPaginator *self, guint page, GalleyBlockLayout *folio)
{
  GalleyDisplayPage *numbered = &g_array_index (self->list->pages, GalleyDisplayPage, page);
  const GalleyTheme *theme = self->list->theme;
  double height = g_array_index (folio->rows, GalleyRow, 0).height;
  gsize n;

  g_array_append_vals (self->items, numbered->items, numbered->n_items);
  place_row (self,
             folio,
             0,
             GALLEY_ELEMENT_ARTIFACT,
             theme->margin_left,
             numbered->height - theme->margin_bottom / 2 - height / 2);
  g_free ((gpointer) numbered->items);
  numbered->items = g_array_steal (self->items, &n);
  numbered->n_items = n;
  g_ptr_array_add (self->list->parts, galley_block_layout_ref (folio));
}
