/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-period.h"
#include "galley-snapshot.h"
#include "galley-transaction.h"

G_BEGIN_DECLS

/**
 * GalleyRollError:
 * @GALLEY_ROLL_ERROR_TO: the period to roll to is none that a bulletin can have, or not after the bulletin's own
 * @GALLEY_ROLL_ERROR_FROM: the bulletin does not say which period it is of
 */
typedef enum
{
  GALLEY_ROLL_ERROR_TO,
  GALLEY_ROLL_ERROR_FROM,
} GalleyRollError;

#define GALLEY_ROLL_ERROR (galley_roll_error_quark ())
GQuark galley_roll_error_quark (void);

/**
 * GalleyStaleReason:
 * @GALLEY_STALE_CELL: a row's value, which has to be typed
 * @GALLEY_STALE_ROW: a row of a period of its own that hangs on the old one; nothing of it was changed
 * @GALLEY_STALE_BOUND: a figure of the text that is bound to such a row; it follows when the cell is typed
 * @GALLEY_STALE_GROWTH: a rate of growth that is not bound
 * @GALLEY_STALE_FIGURE: another figure that is not bound
 * @GALLEY_STALE_PERIOD: a period or date
 *
 * Why something has to be looked at.
 */
typedef enum
{
  GALLEY_STALE_CELL,
  GALLEY_STALE_ROW,
  GALLEY_STALE_BOUND,
  GALLEY_STALE_GROWTH,
  GALLEY_STALE_FIGURE,
  GALLEY_STALE_PERIOD,
} GalleyStaleReason;

#define GALLEY_N_STALE_REASONS (GALLEY_STALE_PERIOD + 1)

/**
 * GalleyStalePlace:
 * @reason: why it is stale
 * @block: (nullable): the block's id, for a place in the text
 * @row: (nullable): the row's id, for a row and what is bound to one; a table's id for its title
 * @field: (nullable): the name of the field, for what is not in the text
 * @start: where it begins in the block or field, in code points
 * @length: its length in code points
 * @text: what it says now
 * @sentence: the sentence that it is in; the name of a row
 */
typedef struct
{
  GalleyStaleReason reason;
  char *block;
  char *row;
  char *field;
  guint start;
  guint length;
  char *text;
  char *sentence;
} GalleyStalePlace;

/**
 * GalleyRoll:
 * @snapshot: the bulletin of the next period
 * @from: the period of the one it was made of
 * @to: its own
 * @stale: (element-type GalleyStalePlace): all that still speaks of the old period: the table, then the text, in order
 *
 * A bulletin that was rolled.
 */
typedef struct
{
  GalleySnapshot *snapshot;
  char *from;
  char *to;
  GPtrArray *stale;
} GalleyRoll;

GalleyRoll *galley_roll (GalleySnapshot *snapshot,
                         const char *to,
                         GError **error);
void galley_roll_free (GalleyRoll *roll);

GPtrArray *galley_roll_find_stale (const GalleySnapshot *snapshot);
void galley_roll_keep (GalleyTransaction *transaction,
                       GalleyBulletin *bulletin,
                       const GalleyStalePlace *place);
char *galley_roll_suggest (const GalleySnapshot *snapshot);
const char *galley_stale_reason_to_string (GalleyStaleReason reason);
const char *galley_stale_reason_get_title (GalleyStaleReason reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyRoll, galley_roll_free)

G_END_DECLS
