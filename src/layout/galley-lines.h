/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-display-list.h"

#include <gio/gio.h>
#include <pango/pango.h>

G_BEGIN_DECLS

/**
 * GalleyTextSpec:
 * @text: copied unless it is borrowed
 * @borrowed: whether @text is owned by a block that outlives the lines
 * @style: its fonts, size, alignment and line height
 * @color: of the text
 * @link_color: of links in it
 * @marks: (nullable) (element-type GalleyMark): of the block whose text it is, or begins with
 * @width: that lines may have, in units
 * @indent: of the first line of each hard-broken part, in units
 *
 * A text to be set.
 */
typedef struct
{
  const char *text;
  gboolean borrowed;
  const GalleyStyle *style;
  GalleyColor color;
  GalleyColor link_color;
  GPtrArray *marks;
  double width;
  double indent;
} GalleyTextSpec;

/**
 * GalleyLine:
 * @x: its left end within the width
 * @start: the text that it shows, in code points; a line break at its end is not shown
 */
typedef struct
{
  GalleyTextLine line;
  double x;
  guint start, end;
} GalleyLine;

/* A text set in lines. */
typedef struct _GalleyLines GalleyLines;

GalleyLines *galley_lines_new (PangoContext *context,
                               const GalleyTextSpec *spec,
                               GCancellable *cancellable);
void galley_lines_free (GalleyLines *lines);
const GalleyLine *galley_lines_get (const GalleyLines *lines,
                                    guint *n_lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyLines, galley_lines_free)

G_END_DECLS
