/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "galley-import.h"
#include "galley-parts.h"

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
 * @part: (nullable): what the document that it came in says of it
 * @part_offset: code points of the part's text before the line
 * @part_line: which line of the part it is, from 0
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
  const GalleyPart *part;
  guint part_offset;
  guint part_line;
} Line;

/* Where a part of a block's text came from. */
typedef struct
{
  guint at; /* code points into the block's text */
  guint line;
  guint column;
  const GalleyPart *part; /* (nullable) */
  guint part_at;          /* code points into the part's text */
} Origin;

/* A block to be: its text may still be mended. */
typedef struct
{
  GalleyBlockKind kind;
  GString *text;
  guint chars;
  const GalleyPart *figure; /* (nullable): the table or picture that the text is the caption of */
  GArray *origins; /* of Origin, the first at 0 */
} Piece;

/* What is known of the text while it is read. */
typedef struct
{
  const char *text;
  GHashTable *refused; /* (nullable): ids and rules */
  GHashTable *old_ids;        /* (nullable) */
  GHashTable *block_ids;
  GHashTable *part_ids; /* the id of the first block that a part became, by the part */
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
  GString *noise;     /* what the web page counts and offers */
} Fields;

gboolean galley_import_read_lines (const char *text,
                                   GPtrArray *parts,
                                   GArray *lines,
                                   GError **error);
Origin galley_line_origin (const Line *line,
                           guint at,
                           guint column);
void galley_import_recognise (Reading *reading);
void galley_import_mend (Reading *reading);
GPtrArray *galley_import_take_comments (Reading *reading,
                                        GPtrArray *omissions);
GPtrArray *galley_import_take_changes (Reading *reading,
                                       GPtrArray *parts,
                                       GPtrArray *past,
                                       const GalleySnapshot *article);
void galley_import_sort_repairs (Reading *reading);
gboolean galley_import_refuses (const Reading *reading,
                                const char *rule,
                                const char *id);
GalleyRepair *galley_import_add_repair (Reading *reading,
                                        const char *rule,
                                        GalleyRepairCertainty certainty,
                                        guint line,
                                        guint column,
                                        const char *message);

const Line *galley_reading_get_line (const Reading *reading,
                                     guint i);
void galley_reading_add_structure (Reading *reading,
                                   const char *text,
                                   gssize length);
Piece *galley_reading_add_piece (Reading *reading,
                                 GalleyBlockKind kind,
                                 char *text,
                                 const Line *line,
                                 guint column);
void galley_reading_remove_line (Reading *reading,
                                 const char *rule,
                                 const Line *line,
                                 const char *message);
void galley_reading_add_detail (Reading *reading,
                                GalleyDetailsField field,
                                const char *text);
gboolean galley_reading_take_fields (Reading *reading,
                                     const Line *line);
guint galley_reading_take_part (Reading *reading,
                                guint at,
                                guint to);
guint galley_reading_take_figure (Reading *reading,
                                  guint at);
gboolean galley_reading_take_furniture (Reading *reading,
                                        const Line *line);
void galley_piece_extend (Piece *piece,
                          const char *joint,
                          const char *text,
                          const Line *line);
char *galley_line_dup (const Line *line);
gboolean galley_line_ends_with_stop (const Line *line);
gboolean galley_line_is_of_figure (const Line *line);
gboolean galley_line_has (const Line *line,
                          const char *text);

guint galley_import_read_head (Reading *reading);
guint galley_import_find_tail (Reading *reading,
                               guint from);
void galley_import_read_body (Reading *reading,
                              guint from,
                              guint to);
void galley_import_read_tail (Reading *reading,
                              guint from);

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

/* g_str_has_prefix() measures all of a long text for each prefix that the compiler knows the length of. */
static inline gboolean
galley_has_prefix (const char *text,
                   const char *prefix)
{
  return strncmp (text, prefix, strlen (prefix)) == 0;
}

gboolean galley_starts_with (const char *text,
                             const char *const *list,
                             const char **end);
const char *galley_skip_space (const char *text);

G_END_DECLS
