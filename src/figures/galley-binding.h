/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-amount.h"
#include "galley-figures.h"
#include "galley-transaction.h"

G_BEGIN_DECLS

/**
 * GalleyBindingState:
 * @GALLEY_BINDING_IN_STEP: the text says what the cell says
 * @GALLEY_BINDING_ROUNDED: it says so as far as its digits or its approximation (约, 30余) go
 * @GALLEY_BINDING_OUT_OF_STEP: it says something else
 */
typedef enum
{
  GALLEY_BINDING_IN_STEP,
  GALLEY_BINDING_ROUNDED,
  GALLEY_BINDING_OUT_OF_STEP,
} GalleyBindingState;

/**
 * GalleyBindingReason:
 * @GALLEY_BINDING_REASON_NONE: in step
 * @GALLEY_BINDING_REASON_VALUE: another value
 * @GALLEY_BINDING_REASON_UNIT: another unit or kind
 * @GALLEY_BINDING_REASON_UNREADABLE: the text is no single figure any more
 * @GALLEY_BINDING_REASON_NO_CELL: the row is gone, or the cell is empty
 */
typedef enum
{
  GALLEY_BINDING_REASON_NONE,
  GALLEY_BINDING_REASON_VALUE,
  GALLEY_BINDING_REASON_UNIT,
  GALLEY_BINDING_REASON_UNREADABLE,
  GALLEY_BINDING_REASON_NO_CELL,
} GalleyBindingReason;

/**
 * GalleyBindingPlace:
 * @block: the block's id
 * @start: where the mark begins in the block, in code points
 * @length: its length in code points
 * @row: the indicator's id
 * @field: the field that it is bound to
 * @state: whether text and cell agree
 * @reason: why not
 * @surface: what the text says
 * @expected: (nullable): what it should say, where the cell can be put into words
 * @was: (nullable): what it said before it was rewritten
 *
 * A place in the text that is bound to a cell.
 */
typedef struct
{
  char *block;
  guint start;
  guint length;
  char *row;
  GalleyIndicatorField field;
  GalleyBindingState state;
  GalleyBindingReason reason;
  char *surface;
  char *expected;
  char *was;
} GalleyBindingPlace;

/**
 * GalleyBindingCell:
 * @row: the indicator's id
 * @field: which of its cells
 * @was: what it said
 * @now: what it says
 *
 * A cell that followed the text.
 */
typedef struct
{
  char *row;
  GalleyIndicatorField field;
  char *was;
  char *now;
} GalleyBindingCell;

/**
 * GalleyBindingReport:
 * @places: (element-type GalleyBindingPlace): the places that were rewritten or fell out of step
 * @cells: (element-type GalleyBindingCell): the cells that were rewritten
 *
 * What followed from an edit.
 */
typedef struct
{
  GPtrArray *places;
  GPtrArray *cells;
} GalleyBindingReport;

void galley_binding_report_free (GalleyBindingReport *report);
char *galley_binding_report_summarize (const GalleyBindingReport *report);

gboolean galley_binding_field_from_string (const char *name,
                                           GalleyIndicatorField *field);

GPtrArray *galley_binding_check (const GalleySnapshot *snapshot);
GalleySnapshot *galley_binding_settle (GalleySnapshot *before,
                                       GalleySnapshot *after,
                                       GalleyBindingReport **report);
GalleySnapshot *galley_binding_bind (GalleySnapshot *snapshot,
                                     const char *block,
                                     guint start,
                                     guint length,
                                     const char *row,
                                     GalleyIndicatorField field);
GalleySnapshot *galley_binding_unbind (GalleySnapshot *snapshot,
                                       const char *block,
                                       guint start,
                                       guint length);

GalleyBindingReport *galley_binding_follow (GalleyTransaction *transaction,
                                            GalleyBulletin *bulletin,
                                            GalleySnapshot *before);
void galley_binding_take (GalleyTransaction *transaction,
                          GalleyBulletin *bulletin,
                          const GalleySnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyBindingReport, galley_binding_report_free)

G_END_DECLS
