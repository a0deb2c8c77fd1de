/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-compare.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_DIFFERENCE_ITEM_HEADING,
  GALLEY_DIFFERENCE_ITEM_FIGURE,
  GALLEY_DIFFERENCE_ITEM_RECORD,
  GALLEY_DIFFERENCE_ITEM_BLOCK,
  GALLEY_DIFFERENCE_ITEM_OTHER,
  GALLEY_DIFFERENCE_ITEM_SAME,
  GALLEY_DIFFERENCE_ITEM_FOLD,
} GalleyDifferenceItemKind;

#define GALLEY_TYPE_DIFFERENCE_ITEM (galley_difference_item_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDifferenceItem, galley_difference_item, GALLEY, DIFFERENCE_ITEM, GObject)

/**
 * GalleyDifferenceItem:
 * @kind: what it is
 * @comparison: whose
 * @title: of a heading, or what else differs
 * @figure: of a figure that changed
 * @record: of a record that changed
 * @block: of a block that changed
 * @from: where in the text after the blocks that are the same begin, of one of them and of those that are folded
 * @to: where they end
 *
 * A line of a comparison as it is looked at. What it points to is the comparison's.
 */
struct _GalleyDifferenceItem
{
  GObject parent_instance;

  GalleyDifferenceItemKind kind;
  GalleyComparison *comparison;
  const char *title;
  const GalleyFigureDifference *figure;
  const GalleyRecordDifference *record;
  const GalleyBlockDifference *block;
  guint from, to;
};

GListStore *galley_difference_items_new (GalleyComparison *comparison);
void galley_difference_items_unfold (GListStore *items,
                                     guint position);
gboolean galley_difference_item_differs (GalleyDifferenceItem *self);
char *galley_difference_item_dup_title (GalleyDifferenceItem *self);
char *galley_difference_item_describe (GalleyDifferenceItem *self);

G_END_DECLS
