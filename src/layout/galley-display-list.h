/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "galley-block-data.h"
#include "galley-record.h"
#include "galley-theme.h"

G_BEGIN_DECLS

/**
 * GalleyGlyphRun:
 * @font: the face and size of its glyphs
 * @color: its colour
 * @text: (array length=n_bytes): the UTF-8 text that it shows; not terminated
 * @start: where that text begins in its block's text, in code points
 * @glyphs: positions are relative to the line's left end and baseline
 * @clusters: in logical order; each maps some bytes of @text to some glyphs
 * @edges: (array length=n_clusters): where each cluster begins, from the line's left end; falling in text from right to left
 * @end: where the last cluster ends
 * @flags: whether the glyphs run against the clusters
 * @uri: (nullable): where it links to
 *
 * Glyphs of one font and colour. Owned by the line.
 */
typedef struct
{
  cairo_scaled_font_t *font;
  GalleyColor color;
  const char *text;
  guint n_bytes;
  guint start;
  cairo_glyph_t *glyphs;
  guint n_glyphs;
  cairo_text_cluster_t *clusters;
  guint n_clusters;
  float *edges;
  float end;
  cairo_text_cluster_flags_t flags;
  const char *uri;
} GalleyGlyphRun;

/**
 * GalleyTextLine:
 * @baseline: below the item's top
 * @width: of its ink and spaces, as set
 * @runs: (array length=n_runs): from left to right
 */
typedef struct
{
  double baseline;
  double width;
  GalleyGlyphRun *runs;
  guint n_runs;
} GalleyTextLine;

typedef enum
{
  GALLEY_ITEM_TEXT,
  GALLEY_ITEM_RECTANGLE,
  GALLEY_ITEM_DIAMOND, /* the rhombus within its rectangle */
  GALLEY_ITEM_FRAME,   /* the outline of its rectangle */
  GALLEY_ITEM_PICTURE,
  GALLEY_ITEM_LINE, /* from a corner of its rectangle to the opposite one */
  GALLEY_ITEM_DISC, /* the ellipse within its rectangle */
} GalleyDisplayItemKind;

/* An item that belongs to no element of the structure: rules, boxes, page numbers, repeated table headers. */
#define GALLEY_ELEMENT_ARTIFACT G_MAXUINT

/**
 * GalleyDisplayItem:
 * @x: left end on its page, in the theme's units; @y is the top
 * @block: (nullable): the block that it shows something of; %NULL for what the details and credits print and for artifacts
 * @record: (nullable): the indicator whose cell it shows
 * @start: the part of the block's text that it shows, in code points
 * @end: past the last one; equal to @start where it shows none of it (a label, a cell, a rule)
 * @element: index of its element in the structure, or #GALLEY_ELEMENT_ARTIFACT
 * @color: of what is no text and no picture
 * @thickness: of lines, in units
 * @rising: whether a line goes from the lower left rather than from the upper left
 * @line: (nullable): for text
 * @picture: (nullable): for pictures, an image surface to be scaled to the item
 *
 * Something drawn at a place.
 */
typedef struct
{
  GalleyDisplayItemKind kind;
  double x, y, width, height;
  const GalleyBlockData *block;
  const GalleyRecord *record;
  guint start, end;
  guint element;
  GalleyColor color;
  double thickness;
  gboolean rising;
  const GalleyTextLine *line;
  cairo_surface_t *picture;
} GalleyDisplayItem;

typedef enum
{
  GALLEY_ROLE_DOCUMENT,
  GALLEY_ROLE_SECTION,
  GALLEY_ROLE_TITLE,
  GALLEY_ROLE_HEADING,
  GALLEY_ROLE_SUBHEADING,
  GALLEY_ROLE_PARAGRAPH,
  GALLEY_ROLE_NOTE,
  GALLEY_ROLE_QUOTATION,
  GALLEY_ROLE_LIST,
  GALLEY_ROLE_LIST_ITEM,
  GALLEY_ROLE_LABEL,
  GALLEY_ROLE_BODY,
  GALLEY_ROLE_TABLE,
  GALLEY_ROLE_TABLE_ROW,
  GALLEY_ROLE_TABLE_HEADER,
  GALLEY_ROLE_TABLE_CELL,
  GALLEY_ROLE_CAPTION,
  GALLEY_ROLE_FIGURE,
} GalleyRole;

/**
 * GalleyElement:
 * @role: what it is to a reader who does not see it
 * @parent: index of the element around it; its own for the document, which is element 0
 * @block: (nullable): the block that it stands for
 * @n_rows: that a cell goes over, 0 for what is no cell
 * @n_columns: that it goes over
 *
 * A node of the document's structure. Elements are in reading order, parents before children.
 */
typedef struct
{
  GalleyRole role;
  guint parent;
  const GalleyBlockData *block;
  guint n_rows, n_columns;
} GalleyElement;

/**
 * GalleyHeading:
 * @block: the headline, heading or subheading
 * @level: 1 for the headline, 2 for a section, 3 for a subheading
 * @page: where it begins, from 0
 * @y: its top on that page
 *
 * An entry of the outline.
 */
typedef struct
{
  const GalleyBlockData *block;
  guint level;
  guint page;
  double y;
} GalleyHeading;

/**
 * GalleyDisplayPage:
 * @items: (array length=n_items): what is on it: backgrounds before what stands on them, else in reading order
 */
typedef struct
{
  double width, height;
  const GalleyDisplayItem *items;
  guint n_items;
} GalleyDisplayPage;

/**
 * GalleyDisplayList:
 *
 * A bulletin laid out: everything that is to be drawn, at its place, with the block and text that it shows.
 * Immutable, holds what it needs, shared by reference count; may be drawn in any thread.
 */
typedef struct _GalleyDisplayList GalleyDisplayList;

GalleyDisplayList *galley_display_list_ref (GalleyDisplayList *list);
void galley_display_list_unref (GalleyDisplayList *list);

guint galley_display_list_get_n_pages (const GalleyDisplayList *list);
const GalleyDisplayPage *galley_display_list_get_page (const GalleyDisplayList *list,
                                                       guint page);
const GalleyColor *galley_display_list_get_background (const GalleyDisplayList *list);
const GalleyElement *galley_display_list_get_elements (const GalleyDisplayList *list,
                                                       guint *n_elements);
const GalleyHeading *galley_display_list_get_headings (const GalleyDisplayList *list,
                                                       guint *n_headings);

void galley_display_list_draw (const GalleyDisplayList *list,
                               guint page,
                               cairo_t *cr);
void galley_display_item_draw (const GalleyDisplayItem *item,
                               cairo_t *cr);

gboolean galley_display_list_find_text (const GalleyDisplayList *list,
                                        guint page,
                                        double x,
                                        double y,
                                        const GalleyDisplayItem **item,
                                        guint *offset);
gboolean galley_display_list_find_place (const GalleyDisplayList *list,
                                         const char *block_id,
                                         guint offset,
                                         guint *page,
                                         cairo_rectangle_t *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyDisplayList, galley_display_list_unref)

G_END_DECLS
