/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-figures.h"
#include "galley-finding.h"
#include "galley-mark.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_PASSAGE_PARAGRAPH,
  GALLEY_PASSAGE_KICKER,
  GALLEY_PASSAGE_HEADLINE,
  GALLEY_PASSAGE_NOTE,
  GALLEY_PASSAGE_LEAD,
  GALLEY_PASSAGE_HEADING,
  GALLEY_PASSAGE_ITEM,
  GALLEY_PASSAGE_CELL,
} GalleyPassageRole;

/**
 * GalleyPassage:
 * @id: (nullable): the id of the block
 * @role: where in the bulletin it stands
 * @section: the index of its section; relations between paragraphs are looked for within one section
 * @text: UTF-8
 * @length: its length in bytes
 * @figures: (nullable): the figures of @text; %NULL for none
 * @marks: (nullable) (element-type GalleyMark): the marks of the block, which tell the rows that figures are bound to
 *
 * One piece of prose to audit. Everything is borrowed for the length of the call; ids for the life of the findings.
 */
typedef struct
{
  const char *id;
  GalleyPassageRole role;
  guint section;
  const char *text;
  gsize length;
  const GalleyFigures *figures;
  const GPtrArray *marks;
} GalleyPassage;

/**
 * GalleyAuditRow:
 * @id: the id of the row
 * @table: the id of the table it stands in
 * @name: what is measured
 * @scope: (nullable): where or of what
 * @period: (nullable): when, as written
 * @value: (nullable): the printed value, without unit
 * @unit: (nullable): the unit with its magnitude (亿元)
 * @base: (nullable): what @change is measured against: the printed value of the period before, without unit
 * @change: (nullable): the change in percent as printed, signed
 *
 * One row of an indicator table, as printed. Borrowed as in #GalleyPassage.
 */
typedef struct
{
  const char *id;
  const char *table;
  const char *name;
  const char *scope;
  const char *period;
  const char *value;
  const char *unit;
  const char *base;
  const char *change;
} GalleyAuditRow;

/**
 * GalleyAuditOptions:
 * @proofs: whether relations that hold are wanted too
 * @year: the year of publication, or 0
 * @month: its month, or 0
 * @day: its day, or 0
 */
typedef struct
{
  gboolean proofs;
  gint16 year;
  guint8 month;
  guint8 day;
} GalleyAuditOptions;

GalleyFindings *galley_audit_run (const GalleyPassage *passages,
                                  guint n_passages,
                                  const GalleyAuditRow *rows,
                                  guint n_rows,
                                  const GalleyAuditOptions *options,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
