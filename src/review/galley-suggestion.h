/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-figure-change.h"
#include "galley-layer.h"
#include "galley-report.h"

G_BEGIN_DECLS

/**
 * GalleySuggestionError:
 * @GALLEY_SUGGESTION_ERROR_ENTANGLED: another suggestion concerns the same place and has to be decided on first
 */
typedef enum
{
  GALLEY_SUGGESTION_ERROR_ENTANGLED,
} GalleySuggestionError;

#define GALLEY_SUGGESTION_ERROR (galley_suggestion_error_quark ())
GQuark galley_suggestion_error_quark (void);

/**
 * GalleySuggestionKind:
 * @GALLEY_SUGGESTION_FIGURE: another figure: in the text, with the cell that it is bound to and all places that print it
 * @GALLEY_SUGGESTION_INSERT: text put in
 * @GALLEY_SUGGESTION_DELETE: text taken out
 * @GALLEY_SUGGESTION_REPLACE: text in place of other text
 * @GALLEY_SUGGESTION_FORMAT: emphasis, links, bindings, or the style of a block and how it shows what it shows
 * @GALLEY_SUGGESTION_SPLIT: one block made two
 * @GALLEY_SUGGESTION_MERGE: two blocks made one
 * @GALLEY_SUGGESTION_MOVE: a block or row elsewhere
 * @GALLEY_SUGGESTION_INSERT_BLOCK: a block put in
 * @GALLEY_SUGGESTION_DELETE_BLOCK: a block taken out
 * @GALLEY_SUGGESTION_CELL: a cell of an indicator or of a free table
 * @GALLEY_SUGGESTION_INSERT_ROW: an indicator or a table of them put in
 * @GALLEY_SUGGESTION_DELETE_ROW: an indicator or a table of them taken out
 * @GALLEY_SUGGESTION_DETAIL: a detail of the bulletin or its byline
 *
 * What a suggestion would do.
 */
typedef enum
{
  GALLEY_SUGGESTION_FIGURE,
  GALLEY_SUGGESTION_INSERT,
  GALLEY_SUGGESTION_DELETE,
  GALLEY_SUGGESTION_REPLACE,
  GALLEY_SUGGESTION_FORMAT,
  GALLEY_SUGGESTION_SPLIT,
  GALLEY_SUGGESTION_MERGE,
  GALLEY_SUGGESTION_MOVE,
  GALLEY_SUGGESTION_INSERT_BLOCK,
  GALLEY_SUGGESTION_DELETE_BLOCK,
  GALLEY_SUGGESTION_CELL,
  GALLEY_SUGGESTION_INSERT_ROW,
  GALLEY_SUGGESTION_DELETE_ROW,
  GALLEY_SUGGESTION_DETAIL,
} GalleySuggestionKind;

#define GALLEY_N_SUGGESTION_KINDS (GALLEY_SUGGESTION_DETAIL + 1)

/**
 * GalleySuggestion:
 * @id: the same as long as it suggests the same at the same place
 * @kind: what it would do
 * @layer: the layer that it is of, by its position
 * @head: (type GalleyRecord): whose it is, in which role and since when
 * @block: (nullable): the id of the block of the bulletin where it shows; %NULL for what is not in the text
 * @start: where in the text of @block, in code points
 * @length: its length there; 0 where something was taken out
 * @row: (nullable): the id of the indicator that it concerns
 * @subject: (nullable): what is another way where that is no text: a field's word in files, a kind of block
 * @before: what it says before, "" for nothing
 * @after: what it would say, "" for nothing
 * @change: what becomes of the figure, where it is one on both sides
 * @parts: (element-type GalleySuggestionPart): what it is made of
 *
 * One undecided suggestion: what is decided on as one.
 */
typedef struct
{
  char *id;
  GalleySuggestionKind kind;
  guint layer;
  GalleyRecord *head;
  char *block;
  guint start;
  guint length;
  char *row;
  char *subject;
  char *before;
  char *after;
  GalleyFigureChange change;
  GPtrArray *parts;
} GalleySuggestion;

GPtrArray *galley_suggestions_list (const GalleySnapshot *snapshot);
gboolean galley_suggestions_pending (const GalleySnapshot *snapshot);
GalleySnapshot *galley_suggestions_settle (const GalleySnapshot *snapshot,
                                           const char *const *ids,
                                           gboolean accept,
                                           guint *n_settled,
                                           GError **error);
GalleySnapshot *galley_suggestion_take_back (const GalleySuggestion *suggestion,
                                             const GalleySnapshot *snapshot,
                                             const GalleySnapshot *state);

/**
 * GalleyConsequenceKind:
 * @GALLEY_CONSEQUENCE_BREAKS: what was proved is not any more
 * @GALLEY_CONSEQUENCE_BRINGS: an error or a warning that was not there
 * @GALLEY_CONSEQUENCE_MENDS: an error or a warning that goes
 * @GALLEY_CONSEQUENCE_PROVES: what is proved that was not
 */
typedef enum
{
  GALLEY_CONSEQUENCE_BREAKS,
  GALLEY_CONSEQUENCE_BRINGS,
  GALLEY_CONSEQUENCE_MENDS,
  GALLEY_CONSEQUENCE_PROVES,
} GalleyConsequenceKind;

/**
 * GalleyConsequencePlace:
 * @id: of a block or row of the bulletin
 * @row: whether it is a row's
 * @start: in the text of the block, in code points; with @length, 0 for the whole
 * @length: its length there
 * @around: the place with the words around it, or the name of the row
 */
typedef struct
{
  char *id;
  gboolean row;
  guint start;
  guint length;
  char *around;
} GalleyConsequencePlace;

/**
 * GalleyConsequence:
 * @kind: what becomes of it
 * @message: what the audit says, for people
 * @places: (element-type GalleyConsequencePlace): where; more than one where it says the same of several
 *
 * Something that accepting a suggestion does to what the figures prove.
 */
typedef struct
{
  GalleyConsequenceKind kind;
  char *message;
  GPtrArray *places;
} GalleyConsequence;

GPtrArray *galley_suggestion_weigh (const GalleySnapshot *snapshot,
                                    const GalleyReport *report,
                                    const GalleySuggestion *suggestion);

const char *galley_suggestion_kind_to_string (GalleySuggestionKind kind);
void galley_suggestion_free (GalleySuggestion *suggestion);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySuggestion, galley_suggestion_free)

G_END_DECLS
