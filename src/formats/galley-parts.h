/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-block-data.h"

G_BEGIN_DECLS

/**
 * GalleyPart:
 * @kind: what it is; %GALLEY_BLOCK_TABLE has @rows
 * @text: its text, UTF-8, with "\n" for a line break inside it; a table's is its caption
 * @marks: (element-type GalleyMark): emphasis and links, in the order of the text
 * @rows: (element-type GStrv) (nullable): a table's rows, each the texts of its cells
 *
 * A part of a document that came with its structure, as a reader of a format hands it on: for the article it becomes
 * blocks, for the import it becomes lines that say what they are.
 */
typedef struct
{
  GalleyBlockKind kind;
  char *text;
  GPtrArray *marks;
  GPtrArray *rows;
} GalleyPart;

GalleyPart *galley_part_new (GalleyBlockKind kind,
                             const char *text,
                             GPtrArray *marks,
                             GPtrArray *rows);
void galley_part_free (GalleyPart *part);

GPtrArray *galley_parts_new (void);
GPtrArray *galley_parts_flatten (GPtrArray *parts);
GPtrArray *galley_parts_to_blocks (GPtrArray *parts);

G_END_DECLS
