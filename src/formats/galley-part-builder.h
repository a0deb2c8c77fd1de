/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-part-table.h"
#include "galley-parts.h"

G_BEGIN_DECLS

/* The level of a title, which stands above headings whatever theirs are. */
#define GALLEY_TITLE_LEVEL 10

/**
 * GalleyPartState:
 * @kind: what the text is of; %GALLEY_BLOCK_HEADING until the levels are settled
 * @level: of a heading, from 1, or %GALLEY_TITLE_LEVEL; 0 for what is none
 * @bold: whether it is emphasised
 * @link: (nullable): where it leads; the same pointer for the same link, and valid until the part ends
 *
 * What holds for the text that is being read.
 */
typedef struct
{
  GalleyBlockKind kind;
  guint level;
  gboolean bold;
  const char *link;
} GalleyPartState;

/**
 * GalleyPartBuilder:
 * @parts: (element-type GalleyPart): those that ended
 * @levels: of the part at the same place
 * @text: of the part that is being read
 * @chars: its length in code points
 * @now: the state of its last character
 *
 * Makes parts out of characters and their state, as readers of documents come upon them.
 */
typedef struct
{
  GPtrArray *parts;
  GArray *levels;
  GString *text;
  guint chars;
  GalleyPartState now;
  /*< private >*/
  GPtrArray *marks;
  guint bold_start, link_start;
} GalleyPartBuilder;

/* Whether what comes next begins a line. Where the text ends is known, so that this costs the same whatever its length. */
static inline gboolean
galley_part_builder_begins_line (const GalleyPartBuilder *self)
{
  return self->text->len == 0 || self->text->str[self->text->len - 1] == '\n';
}

void galley_part_builder_init (GalleyPartBuilder *self);
void galley_part_builder_clear (GalleyPartBuilder *self);
void galley_part_builder_enter (GalleyPartBuilder *self,
                                const GalleyPartState *state);
void galley_part_builder_append (GalleyPartBuilder *self,
                                 gunichar c);
void galley_part_builder_add_mark (GalleyPartBuilder *self,
                                   GalleyMarkKind kind,
                                   guint start,
                                   const char *target);
void galley_part_builder_flush (GalleyPartBuilder *self);
void galley_part_builder_add_part (GalleyPartBuilder *self,
                                   GalleyPart *part);
void galley_part_builder_add_table (GalleyPartBuilder *self,
                                    const char *caption,
                                    GalleyPartTable *table);
void galley_part_builder_settle (GalleyPartBuilder *self);

G_END_DECLS
