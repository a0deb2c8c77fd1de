/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-difference-item.h"

#include <glib/gi18n-lib.h>

#include "galley-difference-text.h"
#include "galley-editor.h"

/* A comparison as a list: the figures that changed, details and indicators, then the whole article with what is the same
 * folded but for a block on either side of a change. */

#define N_CONTEXT 1

G_DEFINE_FINAL_TYPE (GalleyDifferenceItem, galley_difference_item, G_TYPE_OBJECT)

static void
galley_difference_item_finalize (GObject *object)
{
  galley_comparison_unref (GALLEY_DIFFERENCE_ITEM (object)->comparison);
  G_OBJECT_CLASS (galley_difference_item_parent_class)->finalize (object);
}

static void
galley_difference_item_class_init (GalleyDifferenceItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_difference_item_finalize;
}

static void
galley_difference_item_init (GalleyDifferenceItem *self)
{
}

static GalleyDifferenceItem *
new_item (GalleyComparison *comparison, GalleyDifferenceItemKind kind)
{
  GalleyDifferenceItem *self = g_object_new (GALLEY_TYPE_DIFFERENCE_ITEM, NULL);

  self->comparison = galley_comparison_ref (comparison);
  self->kind = kind;
  return self;
}

static void
add_titled (GListStore *items, GalleyComparison *comparison, GalleyDifferenceItemKind kind, const char *title)
{
  g_autoptr (GalleyDifferenceItem) item = new_item (comparison, kind);

  item->title = title;
  g_list_store_append (items, item);
}

static void
add_figures (GListStore *items, GalleyComparison *comparison)
{
  if (comparison->figures->len > 0)
    add_titled (items, comparison, GALLEY_DIFFERENCE_ITEM_HEADING, _("Figures"));
  for (guint i = 0; i < comparison->figures->len; i++)
    {
      g_autoptr (GalleyDifferenceItem) item = new_item (comparison, GALLEY_DIFFERENCE_ITEM_FIGURE);

      item->figure = g_ptr_array_index (comparison->figures, i);
      g_list_store_append (items, item);
    }
}

static void
add_records (GListStore *items, GalleyComparison *comparison)
{
  if (comparison->records->len > 0 || comparison->suggestions || comparison->other)
    add_titled (items, comparison, GALLEY_DIFFERENCE_ITEM_HEADING, _("Details and Indicators"));
  for (guint i = 0; i < comparison->records->len; i++)
    {
      g_autoptr (GalleyDifferenceItem) item = new_item (comparison, GALLEY_DIFFERENCE_ITEM_RECORD);

      item->record = g_ptr_array_index (comparison->records, i);
      g_list_store_append (items, item);
    }
  if (comparison->suggestions)
    add_titled (items, comparison, GALLEY_DIFFERENCE_ITEM_OTHER, _("What waits for a decision differs"));
  if (comparison->other)
    add_titled (items, comparison, GALLEY_DIFFERENCE_ITEM_OTHER, _("Data of another program changed"));
}

static GalleyDifferenceItem *
new_range (GalleyComparison *comparison, GalleyDifferenceItemKind kind, guint from, guint to)
{
  GalleyDifferenceItem *item = new_item (comparison, kind);

  item->from = from;
  item->to = to;
  return item;
}

static void
add_range (GListStore *items, GalleyComparison *comparison, GalleyDifferenceItemKind kind, guint from, guint to)
{
  g_autoptr (GalleyDifferenceItem) item = new_range (comparison, kind, from, to);

  g_list_store_append (items, item);
}

/* Blocks that are the same; to fold a single one would only hide it. */
static void
add_same (GListStore *items, GalleyComparison *comparison, guint from, guint to)
{
  guint head = from == 0 ? 0 : MIN (N_CONTEXT, to - from);
  guint tail = to == comparison->after->blocks->len ? 0 : MIN (N_CONTEXT, to - from - head);
  gboolean fold = to - from - head - tail > 1;

  for (guint i = from; i < to; i++)
    if (!fold || i < from + head || i >= to - tail)
      add_range (items, comparison, GALLEY_DIFFERENCE_ITEM_SAME, i, i + 1);
    else if (i == from + head)
      add_range (items, comparison, GALLEY_DIFFERENCE_ITEM_FOLD, i, to - tail);
}

static void
add_blocks (GListStore *items, GalleyComparison *comparison)
{
  guint next = 0;

  add_titled (items, comparison, GALLEY_DIFFERENCE_ITEM_HEADING, _("Text"));
  for (guint i = 0; i < comparison->blocks->len; i++)
    {
      const GalleyBlockDifference *block = g_ptr_array_index (comparison->blocks, i);
      g_autoptr (GalleyDifferenceItem) item = new_item (comparison, GALLEY_DIFFERENCE_ITEM_BLOCK);

      if (block->after_position > next)
        add_same (items, comparison, next, block->after_position);
      next = block->after_position + (block->after != NULL);
      item->block = block;
      g_list_store_append (items, item);
    }
  if (next < comparison->after->blocks->len)
    add_same (items, comparison, next, comparison->after->blocks->len);
}

/**
 * galley_difference_items_new:
 *
 * Returns: (transfer full) (element-type GalleyDifferenceItem): the lines of a comparison in which something differs
 */
GListStore *
galley_difference_items_new (GalleyComparison *comparison)
{
  GListStore *items = g_list_store_new (GALLEY_TYPE_DIFFERENCE_ITEM);

  add_figures (items, comparison);
  add_records (items, comparison);
  add_blocks (items, comparison);
  return items;
}

/**
 * galley_difference_items_unfold:
 * @position: of a fold
 *
 * Puts the blocks that are folded in its place.
 */
void
galley_difference_items_unfold (GListStore *items, guint position)
{
  g_autoptr (GalleyDifferenceItem) fold = g_list_model_get_item (G_LIST_MODEL (items), position);
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (fold != NULL && fold->kind == GALLEY_DIFFERENCE_ITEM_FOLD);

  for (guint i = fold->from; i < fold->to; i++)
    g_ptr_array_add (blocks, new_range (fold->comparison, GALLEY_DIFFERENCE_ITEM_SAME, i, i + 1));
  g_list_store_splice (items, position, 1, blocks->pdata, blocks->len);
}

/**
 * galley_difference_item_differs:
 *
 * Returns: whether it is one of the differences that are gone through
 */
gboolean
galley_difference_item_differs (GalleyDifferenceItem *self)
{
  return self->kind == GALLEY_DIFFERENCE_ITEM_RECORD || self->kind == GALLEY_DIFFERENCE_ITEM_BLOCK ||
         self->kind == GALLEY_DIFFERENCE_ITEM_OTHER;
}

static char *
title_of (const char *title, GalleyDifferenceKind kind, gboolean moved)
{
  if (kind == GALLEY_DIFFERENCE_ADDED)
    return g_strdup_printf (_("%s, New"), title);
  if (kind == GALLEY_DIFFERENCE_REMOVED)
    return g_strdup_printf (_("%s, Gone"), title);
  return g_strdup_printf (moved ? _("%s, Moved Here") : _("%s, Changed"), title);
}

/**
 * galley_difference_item_dup_title:
 *
 * Returns: (transfer full): what it is and what became of it
 */
char *
galley_difference_item_dup_title (GalleyDifferenceItem *self)
{
  const GalleyBlockDifference *block = self->block;
  guint n = self->to - self->from;

  if (self->kind == GALLEY_DIFFERENCE_ITEM_FIGURE)
    return galley_figure_difference_describe (self->figure);
  if (self->kind == GALLEY_DIFFERENCE_ITEM_RECORD)
    {
      g_autofree char *title = galley_record_difference_dup_title (self->record);

      return title_of (title, self->record->kind, self->record->moved);
    }
  if (self->kind == GALLEY_DIFFERENCE_ITEM_FOLD)
    return g_strdup_printf (ngettext ("%u block that is the same", "%u blocks that are the same", n), n);
  if (self->kind == GALLEY_DIFFERENCE_ITEM_SAME)
    return g_strdup (galley_block_kind_get_title (
      ((GalleyBlockData *) g_ptr_array_index (self->comparison->after->blocks, self->from))->kind));
  if (block && block->moved)
    /* Translators: a kind of block, then the place from which it came and at which it is, of all blocks */
    return g_strdup_printf (_("%s, Moved From Place %u to %u"), galley_block_kind_get_title (block->after->kind),
                            block->before_position + 1, block->after_position + 1);
  if (block)
    return title_of (galley_block_kind_get_title ((block->after ? block->after : block->before)->kind), block->kind, FALSE);
  return g_strdup (self->title);
}

static void
add_line (GString *words, const char *line)
{
  if (*line)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", line);
}

/**
 * galley_difference_item_describe:
 *
 * Returns: (transfer full): what a screen reader is told of it
 */
char *
galley_difference_item_describe (GalleyDifferenceItem *self)
{
  g_autofree char *title = galley_difference_item_dup_title (self);
  g_autoptr (GString) words = g_string_new (title);
  const GalleyBlockDifference *block = self->block;

  if (self->figure)
    {
      g_autofree char *place = galley_figure_difference_dup_place (self->figure);

      add_line (words, place);
    }
  else if (self->record)
    {
      g_autofree char *lines = galley_record_difference_describe (self->record);

      add_line (words, lines);
    }
  else if (block)
    {
      g_autofree char *text = galley_difference_text_describe (block->pieces, block->before ? block->before->text : "",
                                                               block->after ? block->after->text : "",
                                                               GALLEY_DIFFERENCE_SIDE_BOTH);
      g_autofree char *frame = galley_block_difference_describe_frame (block, galley_block_kind_get_title);

      add_line (words, text);
      for (guint i = 0; i < block->cells->len; i++)
        {
          const GalleyCellDifference *cell = g_ptr_array_index (block->cells, i);
          g_autofree char *place = galley_cell_difference_dup_place (cell);
          g_autofree char *told =
            galley_difference_text_describe (cell->pieces, cell->before, cell->after, GALLEY_DIFFERENCE_SIDE_BOTH);
          g_autofree char *line = g_strdup_printf ("%s: %s", place, told);

          add_line (words, line);
        }
      add_line (words, frame);
    }
  else if (self->kind == GALLEY_DIFFERENCE_ITEM_SAME)
    add_line (words, ((GalleyBlockData *) g_ptr_array_index (self->comparison->after->blocks, self->from))->text);
  return g_string_free_and_steal (g_steal_pointer (&words));
}
