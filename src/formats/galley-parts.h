/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-block-data.h"

G_BEGIN_DECLS

/* U+FFFC, which Unicode has for what is no text. */
#define GALLEY_PART_OBJECT "\xef\xbf\xbc"

/**
 * GalleyPart:
 * @kind: what it is; %GALLEY_BLOCK_TABLE has a @grid, %GALLEY_BLOCK_PICTURE a @source or @media
 * @text: its text, UTF-8, with "\n" for a line break inside it; a table's or picture's is its caption
 * @marks: (element-type GalleyMark): emphasis and links, in the order of the text
 * @grid: (nullable): a table's cells
 * @source: (nullable): where a picture lies beside the bulletin; %NULL until it is put there
 * @media: (nullable): where it is in the document's package
 * @alt: (nullable): what a picture shows, for those who do not see it
 * @place: (nullable): where in the document it is, by which the same part is known among what the document said at other times
 *
 * A part of a document that came with its structure, as a reader of a format hands it on: for the article it becomes
 * blocks, for the import it becomes lines that say what they are.
 */
typedef struct
{
  GalleyBlockKind kind;
  char *text;
  GPtrArray *marks;
  GalleyGridData *grid;
  char *source;
  char *media;
  char *alt;
  char *place;
} GalleyPart;

GalleyPart *galley_part_new (GalleyBlockKind kind,
                             const char *text,
                             GPtrArray *marks,
                             GalleyGridData *grid);
void galley_part_free (GalleyPart *part);
gboolean galley_part_is_figure (const GalleyPart *part);
char *galley_part_dup_text (const GalleyPart *part);
guint galley_part_count_lines (const GalleyPart *part);

GalleyBlockData *galley_part_to_block (const GalleyPart *part,
                                       const char *id,
                                       const char *text,
                                       GPtrArray *marks);

GPtrArray *galley_parts_new (void);
char *galley_parts_dup_cell (GPtrArray *parts);
GPtrArray *galley_parts_to_blocks (GPtrArray *parts);

G_END_DECLS
