/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-layout.h"

#include <string.h>

#include "galley-furniture.h"
#include "galley-layout-cache.h"
#include "galley-margins.h"
#include "galley-numbering.h"
#include "galley-paginator.h"
#include "galley-table-layout.h"

/* A layout under way. */
typedef struct
{
  const GalleySnapshot *snapshot;
  GCancellable *cancellable;
  GalleyLayoutCache *cache;
  GalleyDisplayList *list;
  GalleyPaginator *paginator;
  guint section;      /* the element that blocks go into */
  guint group;        /* the list or note around the last block, where it had one … */
  GalleyBlockKind of; /* … and the kind of block that it holds */
  guint sublist;      /* the list of subitems in that list, where one is open */
  guint numbers[GALLEY_N_BLOCK_KINDS]; /* how many headings, subheadings and items there were so far below one another */
} Walk;

static guint
add_element (Walk *walk, GalleyRole role, guint parent, const GalleyBlockData *block)
{
  GalleyElement element = { .role = role, .parent = parent, .block = block };

  g_array_append_val (walk->list->elements, element);
  return walk->list->elements->len - 1;
}

static const GalleyTypesetter *
get_setter (const Walk *walk, GalleyStyleRole style)
{
  return galley_layout_cache_get_setter (walk->cache, &walk->list->theme->styles[style]);
}

static gboolean
add_part (Walk *walk, GalleyBlockLayout *part, guint parent)
{
  if (part)
    galley_paginator_add (walk->paginator, part, parent);
  return part != NULL;
}

/* Adds a text of the furniture where there is one; takes @text. */
static gboolean
add_furniture (Walk *walk, GalleyStyleRole style, char *text)
{
  g_autofree char *owned = text;

  return !owned || add_part (walk, galley_layout_cache_get_text (walk->cache, style, owned), 0);
}

static gboolean
add_caption (Walk *walk, GalleyBlockData *block, guint parent)
{
  const char *text = galley_furniture_get_caption (walk->snapshot, block);
  g_autoptr (GalleyBlockLayout) caption = NULL;

  if (!*text)
    return TRUE;
  caption = galley_block_layout_new_caption (get_setter (walk, GALLEY_STYLE_TABLE_CAPTION), block, text);
  return add_part (walk, caption, parent);
}

/* The rows below the header: each indicator's, or all of a free table's. */
static gboolean
add_rows (Walk *walk, const GalleyTableFrame *frame, GalleyBlockData *block, const GPtrArray *records, guint parent)
{
  guint first = frame->grid->n_header_rows;

  if (!records)
    return first == frame->grid->n_rows ||
           add_part (walk, galley_layout_cache_get_rows (walk->cache, frame, block, NULL, first, frame->grid->n_rows), parent);
  for (guint i = 0; i < records->len; i++)
    if (!add_part (walk,
                   galley_layout_cache_get_rows (walk->cache, frame, block, g_ptr_array_index (records, i), first + i,
                                                 first + i + 1),
                   parent))
      return FALSE;
  return TRUE;
}

static gboolean
add_grid (Walk *walk, GalleyBlockData *block, GalleyGridData *grid, const GPtrArray *records, guint parent)
{
  g_autoptr (GalleyBlockLayout) header = NULL;
  GalleyTableFrame frame;
  gboolean going;

  galley_table_frame_init (&frame, get_setter (walk, GALLEY_STYLE_TABLE_CELL), grid);
  if (grid->n_header_rows > 0)
    {
      header = galley_table_layout_new (get_setter (walk, GALLEY_STYLE_TABLE_HEADER), &frame, block, NULL, 0, grid->n_header_rows);
      if (!add_part (walk, header, parent))
        return FALSE;
      galley_paginator_repeat (walk->paginator, header);
    }
  going = add_rows (walk, &frame, block, records, parent);
  galley_paginator_repeat (walk->paginator, NULL);
  return going;
}

static gboolean
add_table (Walk *walk, GalleyBlockData *block)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GalleyGridData) grid = galley_furniture_make_grid (walk->snapshot, block, &records);
  guint element = add_element (walk, GALLEY_ROLE_TABLE, walk->section, block);

  if (!add_caption (walk, block, element) || (grid && !add_grid (walk, block, grid, records, element)))
    return FALSE;
  if (!block->view || !block->view->note)
    return TRUE;
  return add_part (walk, galley_layout_cache_get_text (walk->cache, GALLEY_STYLE_CHART_NOTE, block->view->note),
                   walk->section);
}

/* Opens a section, list or note before a block of @kind, where it is the first of such. Subitems have a list in that of the
 * items. */
static gboolean
open_group (Walk *walk, const GalleyBlockData *block)
{
  GalleyBlockKind kind = block->kind == GALLEY_BLOCK_SUBITEM ? GALLEY_BLOCK_ITEM : block->kind;

  if (block->kind == GALLEY_BLOCK_HEADING)
    walk->section = add_element (walk, GALLEY_ROLE_SECTION, 0, block);
  if (block->kind != GALLEY_BLOCK_SUBITEM)
    walk->sublist = 0;
  else if (walk->sublist == 0 && walk->group && walk->of == kind)
    walk->sublist = add_element (walk, GALLEY_ROLE_LIST, walk->group, NULL);
  if (walk->group && walk->of == kind)
    return TRUE;
  walk->group = 0;
  walk->of = kind;
  if (kind == GALLEY_BLOCK_ITEM)
    walk->group = add_element (walk, GALLEY_ROLE_LIST, walk->section, NULL);
  else if (block->kind == GALLEY_BLOCK_NOTE)
    {
      walk->group = add_element (walk, GALLEY_ROLE_NOTE, walk->section, NULL);
      return add_part (walk,
                       galley_layout_cache_get_text (walk->cache, GALLEY_STYLE_NOTE_LABEL, GALLEY_NOTE_LABEL),
                       walk->group);
    }
  return TRUE;
}

/* The number that is printed before a block, where its style has one and its text does not begin with one. Each heading
 * begins the numbers of what is below it anew. */
static char *
dup_number (Walk *walk, const GalleyBlockData *block)
{
  const char *pattern = galley_block_layout_get_style (walk->list->theme, block->kind)->number;

  walk->numbers[block->kind]++;
  if (block->kind == GALLEY_BLOCK_HEADING)
    walk->numbers[GALLEY_BLOCK_SUBHEADING] = 0;
  if (block->kind == GALLEY_BLOCK_HEADING || block->kind == GALLEY_BLOCK_SUBHEADING)
    walk->numbers[GALLEY_BLOCK_ITEM] = 0;
  if (block->kind == GALLEY_BLOCK_HEADING || block->kind == GALLEY_BLOCK_SUBHEADING || block->kind == GALLEY_BLOCK_ITEM)
    walk->numbers[GALLEY_BLOCK_SUBITEM] = 0;
  if (!pattern || galley_numbering_is_numbered (pattern, block->text))
    return NULL;
  return galley_numbering_format (pattern, walk->numbers[block->kind]);
}

static gboolean
add_block (Walk *walk, GalleyBlockData *block)
{
  g_autofree char *number = dup_number (walk, block);

  if (!open_group (walk, block))
    return FALSE;
  if (block->kind == GALLEY_BLOCK_TABLE)
    return add_table (walk, block);
  if (block->kind == GALLEY_BLOCK_CHART)
    return add_part (walk, galley_layout_cache_get_chart (walk->cache, walk->snapshot, block), walk->section);
  return add_part (walk,
                   galley_layout_cache_get_block (walk->cache, block, number),
                   walk->sublist ? walk->sublist : walk->group ? walk->group : walk->section);
}

static gboolean
add_all (Walk *walk)
{
  const GalleySnapshot *snapshot = walk->snapshot;
  guint opening = galley_furniture_count_opening (snapshot);

  if (!add_furniture (walk, GALLEY_STYLE_STRAPLINE, galley_furniture_dup_strapline (snapshot)))
    return FALSE;
  for (guint i = 0; i <= snapshot->blocks->len; i++)
    {
      if (g_cancellable_is_cancelled (walk->cancellable))
        return FALSE;
      if (i == opening &&
          !add_furniture (walk, GALLEY_STYLE_DATELINE, galley_furniture_dup_dateline (snapshot)))
        return FALSE;
      if (i < snapshot->blocks->len && !add_block (walk, g_ptr_array_index (snapshot->blocks, i)))
        return FALSE;
    }
  return add_furniture (walk, GALLEY_STYLE_BYLINE, galley_furniture_dup_byline (snapshot)) &&
         add_furniture (walk, GALLEY_STYLE_TAGS, galley_furniture_dup_tags (snapshot));
}

static guint
get_level (GalleyBlockKind kind)
{
  switch (kind)
    {
    case GALLEY_BLOCK_HEADLINE:
      return 1;
    case GALLEY_BLOCK_HEADING:
      return 2;
    case GALLEY_BLOCK_SUBHEADING:
      return 3;
    default:
      return 0;
    }
}

/* Reads the outline off the pages. */
static void
find_headings (GalleyDisplayList *list)
{
  const GalleyBlockData *last = NULL;

  for (guint p = 0; p < list->pages->len; p++)
    {
      const GalleyDisplayPage *page = &g_array_index (list->pages, GalleyDisplayPage, p);

      for (guint i = 0; i < page->n_items; i++)
        {
          const GalleyDisplayItem *item = &page->items[i];
          GalleyHeading heading = { .block = item->block, .page = p, .y = item->y };

          if (!item->block || item->block == last)
            continue;
          last = item->block;
          heading.level = get_level (item->block->kind);
          if (heading.level > 0)
            g_array_append_val (list->headings, heading);
        }
    }
}

static gboolean
walk_snapshot (Walk *walk, const GalleyLayoutOptions *options)
{
  add_element (walk, GALLEY_ROLE_DOCUMENT, 0, NULL);
  if (!add_all (walk))
    return FALSE;
  galley_paginator_finish (walk->paginator);
  if (!galley_margins_add (walk->list, walk->cache, walk->snapshot, options))
    return FALSE;
  find_headings (walk->list);
  return TRUE;
}

/**
 * galley_layout:
 * @snapshot: what to lay out
 * @theme: how
 * @options: (nullable): %NULL for the theme's width and no pictures
 * @cache: (nullable): what it keeps is used again, and what is new is kept in it
 * @cancellable: (nullable): asked between blocks and within long ones
 * @error: %G_IO_ERROR_CANCELLED is the only one
 *
 * Lays out a bulletin. May be called in any thread. Whatever the bulletin holds is shown: a table or picture that is
 * missing leaves its caption, a character that no font has leaves a sign.
 *
 * Returns: (nullable) (transfer full): the display list
 */
GalleyDisplayList *
galley_layout (const GalleySnapshot *snapshot,
               GalleyTheme *theme,
               const GalleyLayoutOptions *options,
               GalleyLayoutCache *cache,
               GCancellable *cancellable,
               GError **error)
{
  g_return_val_if_fail (snapshot != NULL && theme != NULL, NULL);

  g_autoptr (GalleyLayoutCache) held = cache ? galley_layout_cache_ref (cache) : galley_layout_cache_new ();
  g_autoptr (GalleyDisplayList) list = galley_display_list_new (theme);
  g_autoptr (GalleyPaginator) paginator =
    galley_paginator_new (list, options && options->width > 0 ? options->width : theme->width);
  Walk walk = {
    .snapshot = snapshot, .cancellable = cancellable, .cache = held, .list = list, .paginator = paginator,
  };
  gboolean done;

  galley_layout_cache_begin (held, theme, options, cancellable);
  done = walk_snapshot (&walk, options);
  galley_layout_cache_end (held, done);
  if (!done)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The layout was cancelled");
      return NULL;
    }
  return g_steal_pointer (&list);
}

/**
 * galley_layout_block:
 * @block: of the bulletin, or as it is to be
 * @width: that it is to have, in the theme's units
 * @cache: (nullable): as for galley_layout()
 * @place: (out) (optional): where on the page it stands
 *
 * Lays out a block alone, with the indicators of its bulletin.
 *
 * Returns: (transfer full): the display list, of one page unless the theme has pages
 */
GalleyDisplayList *
galley_layout_block (const GalleySnapshot *snapshot,
                     GalleyBlockData *block,
                     GalleyTheme *theme,
                     double width,
                     GalleyLayoutCache *cache,
                     cairo_rectangle_t *place)
{
  const GalleyLayoutOptions options = { .width = width + theme->margin_left + theme->margin_right };
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) alone = NULL;
  GalleyDisplayList *list;

  g_ptr_array_add (blocks, galley_block_data_ref (block));
  alone = galley_snapshot_new (NULL, NULL, NULL, blocks, snapshot->tables, NULL, NULL, NULL);
  list = galley_layout (alone, theme, &options, cache, NULL, NULL);
  if (place)
    *place = (cairo_rectangle_t) { theme->margin_left, theme->margin_top, width,
                                   galley_display_list_get_page (list, 0)->height - theme->margin_top -
                                     theme->margin_bottom };
  return list;
}
