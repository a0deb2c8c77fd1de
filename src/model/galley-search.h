/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-block-data.h"

G_BEGIN_DECLS

/**
 * GalleySearchMatch:
 * @block: the position of the block
 * @start: where the match begins in its text, in code points
 * @length: in code points, never 0
 */
typedef struct
{
  guint block;
  guint start;
  guint length;
} GalleySearchMatch;

/**
 * GalleySearchScope:
 * @block: the position of the block that it begins in
 * @start: where in that block's text, in code points
 * @end_block: the position of the block that it ends in
 * @end: where in that block's text, in code points
 *
 * The part of an article that is searched.
 */
typedef struct
{
  guint block;
  guint start;
  guint end_block;
  guint end;
} GalleySearchScope;

GArray *galley_search_blocks (GPtrArray *blocks,
                              const char *needle,
                              gboolean match_case,
                              const GalleySearchScope *scope);
guint galley_search_find (GArray *matches,
                          guint block,
                          guint offset);

G_END_DECLS
