/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-change.h"
#include "galley-compare-private.h"
#include "galley-suggestion.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_PART_TEXT,    /* a span of a block's text with its marks */
  GALLEY_PART_SHELL,   /* what a block is besides its text */
  GALLEY_PART_CELL,    /* a cell of a free table */
  GALLEY_PART_FIELD,   /* a field of a record */
  GALLEY_PART_VALUE,   /* a block, table or row that is on one side only */
  GALLEY_PART_PLACE,   /* where a block, table or row stands */
  GALLEY_PART_CREDITS, /* the whole byline */
} GalleyPartKind;

/**
 * GalleySuggestionPart:
 * @kind: what it changes
 * @list: blocks, tables or rows; details for a field of these
 * @table: (nullable): for rows, their table's id
 * @id: (nullable): of the block, row or table
 * @spans: of texts, in the block before and after, in code points
 * @field: of a record; the number of its fields for members that this version does not know
 * @row: of a cell of a free table
 * @column: of that cell
 *
 * One change that leads from the state before a layer to that after it. What it changes is found in these states.
 */
typedef struct
{
  GalleyPartKind kind;
  GalleyList list;
  char *table;
  char *id;
  struct
  {
    guint start;
    guint length;
  } spans[2];
  guint field;
  guint row, column;
} GalleySuggestionPart;

void galley_suggestion_part_free (GalleySuggestionPart *part);

gboolean galley_block_shells_equal (const GalleyBlockData *a,
                                    const GalleyBlockData *b);
guint galley_map_place (const char *from,
                        const char *to,
                        guint place);
GPtrArray *galley_suggestions_list_layer (const GalleySnapshot *snapshot,
                                          guint number);
GalleySnapshot *galley_suggestion_parts_apply (GPtrArray *parts,
                                               const GalleySnapshot *from,
                                               const GalleySnapshot *to,
                                               gboolean back,
                                               const GalleySnapshot *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySuggestionPart, galley_suggestion_part_free)

G_END_DECLS
