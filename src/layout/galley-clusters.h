/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <pango/pangocairo.h>

#include "galley-mark.h"
#include "galley-theme.h"

G_BEGIN_DECLS

/* What spacing and line breaking need to know of a cluster; see clreq (W3C, Requirements for Chinese Text Layout). */
typedef enum
{
  GALLEY_CLUSTER_OTHER,
  GALLEY_CLUSTER_HAN,
  GALLEY_CLUSTER_LATIN, /* letters and digits that stand off from Han by a small gap */
  GALLEY_CLUSTER_OPEN,  /* full-width opening punctuation: its left half is empty */
  GALLEY_CLUSTER_CLOSE, /* full-width closing punctuation and stops: the right half is empty */
  GALLEY_CLUSTER_WIDE,  /* other full-width punctuation */
  GALLEY_CLUSTER_DASH,  /* dashes and leaders, which join */
  GALLEY_CLUSTER_SPACE,
} GalleyClusterClass;

/**
 * GalleyCluster:
 * @byte: where it begins in the text
 * @offset: the same in code points
 * @item: index of its item
 * @glyph: index of its first glyph
 * @advance: its width, in units
 * @cut: how much of its left side is cut off, in units; not in @advance any more
 * @gap: how much of @advance is a gap after it, which a line's end drops
 * @breakable: whether a line may begin with it
 * @forced: whether a line must begin with it
 * @in_figure: whether it and the one before are of one figure and never apart
 *
 * The smallest piece of text that is shaped and placed as one.
 */
typedef struct
{
  guint byte;
  guint offset;
  guint item;
  guint glyph;
  guint n_bytes;
  guint n_glyphs;
  float advance;
  float cut;
  float gap;
  guint class : 4;
  guint breakable : 1;
  guint forced : 1;
  guint in_figure : 1;
} GalleyCluster;

typedef struct
{
  guint32 index;
  float x, y, width;
} GalleyShapedGlyph;

/* A part of the text in one font, colour and direction. */
typedef struct
{
  cairo_scaled_font_t *font;
  const GalleyMark *link;
  guint8 level;
} GalleyShapedItem;

/**
 * GalleyClusters:
 * @em: size of the text, in units
 * @rtl: whether the text as a whole runs from right to left
 * @mixed: whether any part of it does
 * @hanging: whether stops may hang out of a line's end
 * @justified: whether lines are to be as wide as their column
 * @clusters: (element-type GalleyCluster): in logical order
 *
 * A text shaped, but not yet broken into lines.
 */
typedef struct
{
  const char *text;
  double em;
  gboolean rtl;
  gboolean mixed;
  gboolean hanging;
  gboolean justified;
  GArray *items;
  GArray *glyphs;
  GArray *clusters;
} GalleyClusters;

GalleyClusters *galley_clusters_new (PangoContext *context,
                                     const char *text,
                                     const GalleyStyle *style,
                                     GPtrArray *marks,
                                     GCancellable *cancellable);
void galley_clusters_free (GalleyClusters *clusters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyClusters, galley_clusters_free)

G_END_DECLS
