/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <pango/pango.h>

#include "galley-display-list.h"
#include "galley-lines.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyRow:
 * @height: its share of the column
 * @n_items: how many of the part's items are on it
 * @keep: whether it must be on the same page as the next row of this or the next part
 *
 * A strip of a column that is never split.
 */
typedef struct
{
  double height;
  guint first_item, n_items;
  gboolean keep;
} GalleyRow;

/* The element that a part is put into, as a parent of its elements besides the first. */
#define GALLEY_ELEMENT_AROUND (G_MAXUINT - 1)

/**
 * GalleyBlockLayout:
 * @key: (nullable): what it was made of, held so that its address stays its own: a #GalleyBlockData …
 * @record: (nullable): … and or a #GalleyRecord
 * @rows: (element-type GalleyRow): from top to bottom
 * @items: (element-type GalleyDisplayItem): @x counts from the column's left end, @y from the row's top; @element is an
 *   index into @elements
 * @elements: (element-type GalleyElement): the first is the root of the others, whose parents are indices into these
 * @stamp: what else it was made for, beside theme and width
 * @used: of the cache: the last layout that used it
 *
 * A part of a bulletin set as wide as the column: a block, a row of a table, a line of furniture. But for @used it does
 * not change once made.
 */
typedef struct
{
  GalleyBlockData *key;
  GalleyRecord *record;
  const GalleyStyle *style;
  GArray *rows;
  GArray *items;
  GArray *elements;
  GPtrArray *texts;
  cairo_surface_t *picture;
  guint64 stamp;
  guint used;
} GalleyBlockLayout;

/**
 * GalleyTypesetter:
 * @context: with the fonts of the cache
 * @width: of the column, in units
 * @max_height: that a picture may have, in units
 * @folder: (nullable): where pictures are
 *
 * What setting any part needs.
 */
typedef struct
{
  PangoContext *context;
  GalleyTheme *theme;
  double width;
  double max_height;
  const char *folder;
  GCancellable *cancellable;
} GalleyTypesetter;

const GalleyStyle *galley_block_layout_get_style (const GalleyTheme *theme,
                                                  GalleyBlockKind kind);
GalleyBlockLayout *galley_block_layout_new_empty (const GalleyStyle *style);
GalleyBlockLayout *galley_block_layout_new (const GalleyTypesetter *setter,
                                            GalleyBlockData *block,
                                            const char *number);
GalleyBlockLayout *galley_block_layout_new_text (const GalleyTypesetter *setter,
                                                 GalleyStyleRole style,
                                                 const char *text);
GalleyBlockLayout *galley_block_layout_new_caption (const GalleyTypesetter *setter,
                                                    GalleyBlockData *block,
                                                    const char *fallback);
gboolean galley_block_layout_add_text (GalleyBlockLayout *self,
                                       const GalleyTypesetter *setter,
                                       const GalleyStyle *style,
                                       const char *text,
                                       GPtrArray *marks,
                                       gboolean keep,
                                       guint element);
GalleyBlockLayout *galley_block_layout_ref (GalleyBlockLayout *self);
void galley_block_layout_unref (GalleyBlockLayout *self);

guint galley_block_layout_add_element (GalleyBlockLayout *self,
                                       GalleyRole role,
                                       guint parent,
                                       const GalleyBlockData *block);
void galley_block_layout_begin_row (GalleyBlockLayout *self,
                                    double height,
                                    gboolean keep);
GalleyDisplayItem *galley_block_layout_add_item (GalleyBlockLayout *self,
                                                 GalleyDisplayItemKind kind,
                                                 double x,
                                                 double y,
                                                 double width,
                                                 double height);
void galley_block_layout_add_shape (GalleyBlockLayout *self,
                                    GalleyDisplayItemKind kind,
                                    GalleyColor color,
                                    double x,
                                    double y,
                                    double width,
                                    double height);
GalleyDisplayItem *galley_block_layout_add_line (GalleyBlockLayout *self,
                                                 const GalleyLine *line,
                                                 const GalleyStyle *style,
                                                 double x,
                                                 double y);
const GalleyLine *galley_block_layout_set_text (GalleyBlockLayout *self,
                                                const GalleyTypesetter *setter,
                                                const GalleyStyle *style,
                                                const char *text,
                                                GPtrArray *marks,
                                                double width,
                                                double indent,
                                                guint *n_lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyBlockLayout, galley_block_layout_unref)

G_END_DECLS
