/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-figure-change.h"
#include "galley-match.h"
#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyGrain:
 * @GALLEY_GRAIN_CHARACTERS: what differs, to the character (改革 → 改造 is 革 → 造): to carry a place over, to count what was
 *   edited, to make one text of another, as suggestions do
 * @GALLEY_GRAIN_WORDS: the words that differ: to be read
 *
 * How finely texts are compared. A figure and a Latin word are whole in both.
 */
typedef enum
{
  GALLEY_GRAIN_CHARACTERS,
  GALLEY_GRAIN_WORDS,
} GalleyGrain;

typedef enum
{
  GALLEY_PIECE_SAME,
  GALLEY_PIECE_WORDS,
  GALLEY_PIECE_FIGURE,
} GalleyPieceKind;

/**
 * GalleyPiece:
 * @kind: whether it is the same on both sides, and if not, whether it is wording or a figure
 * @before: where it begins in the text before, in code points
 * @n_before: its length there; 0 where it was put in
 * @after: where it begins in the text after
 * @n_after: its length there; 0 where it was taken out
 * @change: what became of a figure that is on both sides
 *
 * A stretch of two texts. The pieces of a comparison make up both texts without a gap.
 */
typedef struct
{
  GalleyPieceKind kind;
  guint before;
  guint n_before;
  guint after;
  guint n_after;
  GalleyFigureChange change;
} GalleyPiece;

typedef enum
{
  GALLEY_DIFFERENCE_CHANGED,
  GALLEY_DIFFERENCE_MOVED, /* and nothing else */
  GALLEY_DIFFERENCE_ADDED,
  GALLEY_DIFFERENCE_REMOVED,
} GalleyDifferenceKind;

/**
 * GalleyMarkDifference:
 * @before: (nullable): %NULL where the mark is new
 * @after: (nullable): %NULL where it is gone
 *
 * A mark that says something else, or covers something else than its text has become.
 */
typedef struct
{
  GalleyMark *before;
  GalleyMark *after;
} GalleyMarkDifference;

/**
 * GalleyCellDifference:
 * @row: of the cell, in the table after; in that before where it is gone
 * @column: of the cell
 * @before: its text before, "" for none
 * @after: its text after, "" for none
 * @pieces: (element-type GalleyPiece): of the two texts
 *
 * A cell of a free table that says something else.
 */
typedef struct
{
  guint row, column;
  char *before, *after;
  GArray *pieces;
} GalleyCellDifference;

/**
 * GalleyBlockDifference:
 * @kind: what became of the block
 * @moved: whether it stands elsewhere among the others; it may have changed, too
 * @before: (nullable): the block before
 * @after: (nullable): the block after
 * @before_position: where it stood, for what stands before
 * @after_position: where it stands; for what is gone, of the block before which it stood
 * @pieces: (element-type GalleyPiece): of the texts; empty where they are the same, and all of one side for a block on one side
 * @marks: (element-type GalleyMarkDifference): of a block on both sides
 * @cells: (element-type GalleyCellDifference): of free tables
 */
typedef struct
{
  GalleyDifferenceKind kind;
  gboolean moved;
  GalleyBlockData *before;
  GalleyBlockData *after;
  guint before_position;
  guint after_position;
  GArray *pieces;
  GPtrArray *marks;
  GPtrArray *cells;
} GalleyBlockDifference;

/**
 * GalleyFieldDifference:
 * @field: which of the schema's fields
 * @change: what became of the figure in it, where it is one on both sides
 */
typedef struct
{
  guint field;
  GalleyFigureChange change;
} GalleyFieldDifference;

/**
 * GalleyRecordDifference:
 * @kind: what became of the record
 * @moved: whether it stands elsewhere; it may have changed, too
 * @before: (nullable): the record before; its schema tells what it is: details, credit, table, indicator, aside …
 * @after: (nullable): the record after
 * @fields: (element-type GalleyFieldDifference): the fields that differ, of a record on both sides
 */
typedef struct
{
  GalleyDifferenceKind kind;
  gboolean moved;
  GalleyRecord *before;
  GalleyRecord *after;
  GArray *fields;
} GalleyRecordDifference;

/**
 * GalleyFigureDifference:
 * @block: (nullable): the block in whose text or cell it is
 * @cell: (nullable): the cell of @block
 * @record: (nullable): the record in whose field it is
 * @field: which field of @record
 * @before: what it was, "" where it is new
 * @after: what it is, "" where it is gone
 * @start: where it is in the text, in code points: that of @after, where it is gone that of @before
 * @length: of it there
 * @change: what became of it
 *
 * A figure that is another, new or gone; it lasts as long as the comparison.
 */
typedef struct
{
  const GalleyBlockDifference *block;
  const GalleyCellDifference *cell;
  const GalleyRecordDifference *record;
  guint field;
  char *before, *after;
  guint start, length;
  const GalleyFigureChange *change;
} GalleyFigureDifference;

/**
 * GalleyComparison:
 * @before: one bulletin
 * @after: the other
 * @blocks: (element-type GalleyBlockDifference): in the order of the text; what is gone stands where it stood
 * @records: (element-type GalleyRecordDifference): details, byline, tables, indicators, findings set aside, layers of
 *   suggestions, comments, log
 * @figures: (element-type GalleyFigureDifference): those of texts, cells and fields, in the order of @blocks and @records
 * @suggestions: whether what suggestions began from differs
 * @other: whether members that this version does not know differ
 * @grain: how finely the texts were compared
 *
 * What differs between two bulletins, shared by reference count; nothing of them is left out but their ids and those of their parts.
 */
typedef struct
{
  GalleySnapshot *before;
  GalleySnapshot *after;
  GPtrArray *blocks;
  GPtrArray *records;
  GPtrArray *figures;
  gboolean suggestions;
  gboolean other;
  GalleyGrain grain;
} GalleyComparison;

GalleyComparison *galley_compare (GalleySnapshot *before,
                                  GalleySnapshot *after,
                                  GalleyGrain grain);
GalleyComparison *galley_compare_versions (GalleySnapshot *before,
                                           GalleySnapshot *after);
GalleyComparison *galley_comparison_ref (GalleyComparison *comparison);
void galley_comparison_unref (GalleyComparison *comparison);
gboolean galley_comparison_is_empty (const GalleyComparison *comparison);
guint galley_comparison_count_characters (const GalleyComparison *comparison);
const char *galley_difference_kind_to_string (GalleyDifferenceKind kind);

GArray *galley_compare_texts (const char *before,
                              const char *after,
                              GalleyGrain grain);

/**
 * GalleyPieceFunc:
 * @piece: one that differs or not
 * @before: what it says before
 * @after: what it says after
 */
typedef void (*GalleyPieceFunc) (const GalleyPiece *piece,
                                 const char *before,
                                 const char *after,
                                 gpointer data);

void galley_pieces_foreach (const GArray *pieces,
                            const char *before,
                            const char *after,
                            GalleyPieceFunc func,
                            gpointer data);

/**
 * GalleyRowPair:
 * @before: which row it was, or %GALLEY_UNMATCHED
 * @after: which row it is, or %GALLEY_UNMATCHED
 */
typedef struct
{
  guint before, after;
} GalleyRowPair;

GArray *galley_pair_rows (const GalleyGridData *before,
                          const GalleyGridData *after);
gboolean galley_cell_difference_has_figure (const GalleyCellDifference *difference);
char *galley_cell_difference_dup_place (const GalleyCellDifference *difference);
GPtrArray *galley_compare_grids (const GalleyGridData *before,
                                 const GalleyGridData *after,
                                 GalleyGrain grain);

char *galley_block_difference_describe (const GalleyBlockDifference *difference,
                                        const char *(*kind_title) (GalleyBlockKind kind));
char *galley_block_difference_describe_frame (const GalleyBlockDifference *difference,
                                              const char *(*kind_title) (GalleyBlockKind kind));
char *galley_figure_difference_describe (const GalleyFigureDifference *difference);
char *galley_figure_difference_dup_place (const GalleyFigureDifference *difference);
char *galley_record_difference_dup_field (const GalleyRecordDifference *difference,
                                          guint field);
char *galley_record_difference_describe (const GalleyRecordDifference *difference);
char *galley_record_difference_dup_title (const GalleyRecordDifference *difference);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyComparison, galley_comparison_unref)

G_END_DECLS
