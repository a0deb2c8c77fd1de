/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-import.h"

G_BEGIN_DECLS

/* A bulletin with more paragraphs than this is none. */
#define MAX_LINES 200000

/**
 * Line:
 * @text: its first character that is not space, in the text that came in; not terminated
 * @length: bytes up to its last character that is not space
 * @chars: the same in code points
 * @number: which line of the text it is, from 1
 * @column: code points of space before @text
 * @width: columns that it takes on a screen, its indent included
 * @gap: whether an empty line stands before it
 */
typedef struct
{
  const char *text;
  guint length;
  guint chars;
  guint number;
  guint column;
  guint width;
  gboolean gap;
} Line;

/* Where a part of a block's text came from. */
typedef struct
{
  guint at; /* code points into the block's text */
  guint line;
  guint column;
} Origin;

/* A block to be: its text may still be mended. */
typedef struct
{
  GalleyBlockKind kind;
  GString *text;
  guint chars;
  GArray *origins; /* of Origin, the first at 0 */
} Piece;

/* What is known of the text while it is read. */
typedef struct
{
  const char *text;
  GHashTable *refused; /* (nullable): ids and rules */
  GHashTable *old_ids;        /* (nullable) */
  GHashTable *block_ids;
  GArray *lines;
  GPtrArray *pieces;
  GPtrArray *blocks;
  GPtrArray *repairs;
  GPtrArray *structure;
  char *details[GALLEY_N_DETAILS_FIELDS];
  GPtrArray *credits;
} Reading;

/* What a line of credits, dates and sources says. */
typedef struct
{
  char *date;         /* (nullable): ISO */
  GPtrArray *credits; /* of GalleyRecord */
  GString *sources;   /* one a line */
  GString *tags;      /* one a line */
  GString *rest;      /* labels, separators, the date as written */
} Fields;

gboolean galley_import_read_lines (const char *text,
                                   GArray *lines,
                                   GError **error);
void galley_import_recognise (Reading *reading);
void galley_import_mend (Reading *reading);
gboolean galley_import_refuses (const Reading *reading,
                                const char *rule,
                                const char *id);
GalleyRepair *galley_import_add_repair (Reading *reading,
                                        const char *rule,
                                        GalleyRepairCertainty certainty,
                                        guint line,
                                        guint column,
                                        const char *message);

gboolean galley_fields_read (const char *line,
                             Fields *fields);
void galley_fields_clear (Fields *fields);
gboolean galley_read_date (const char *text,
                           char **iso,
                           const char **end);
gboolean galley_is_district (const char *text);
gboolean galley_read_period (const char *text,
                             const char *date,
                             char **period);
gboolean galley_is_furniture (const char *line);

gboolean galley_starts_with (const char *text,
                             const char *const *list,
                             const char **end);
const char *galley_skip_space (const char *text);

G_END_DECLS
