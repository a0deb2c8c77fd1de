/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-layout"

#include "config.h"

#include "galley-margins.h"

#include "galley-display-list-private.h"
#include "galley-furniture.h"

/* From the type area to a number in the outer corner: 7 mm (GB/T 9704-2012, 7.5), and one character in from the side. */
#define OUTSIDE_DROP 19.84

/* The rule below a running head, in units. */
#define RULE 0.6

/* Between line numbers and the text, in units. */
#define NUMBER_GAP 14

/* What is put into the margins of one page that is finished. All of it is artifacts. */
typedef struct
{
  GalleyDisplayList *list;
  GalleyLayoutCache *cache;
  GalleyDisplayPage *page;
  GArray *items;
} Margins;

/* Adds @text in @style around @y. It begins, has its middle or ends at @x, as @align says. */
static gboolean
add_text (Margins *self, GalleyStyleRole style, const char *text, GalleyAlign align, double x, double y)
{
  GalleyBlockLayout *part = galley_layout_cache_get_text (self->cache, style, text);
  GalleyDisplayItem item;

  if (!part)
    return FALSE;
  /* Of what is too long for a line, the beginning is shown. */
  item = g_array_index (part->items, GalleyDisplayItem, g_array_index (part->rows, GalleyRow, 0).first_item);
  item.x = align == GALLEY_ALIGN_START ? x : align == GALLEY_ALIGN_END ? x - item.width : x - item.width / 2;
  item.y = y - item.height / 2;
  item.element = GALLEY_ELEMENT_ARTIFACT;
  g_array_append_val (self->items, item);
  g_ptr_array_add (self->list->parts, galley_block_layout_ref (part));
  return TRUE;
}

static const GalleyStyle *
get_style (const Margins *self, GalleyStyleRole style)
{
  return &self->list->theme->styles[style];
}

static double
get_line_height (const Margins *self, GalleyStyleRole style)
{
  return get_style (self, style)->line_height * get_style (self, style)->size;
}

static gboolean
add_folio (Margins *self, guint page)
{
  const GalleyTheme *theme = self->list->theme;
  g_autofree char *number = g_strdup_printf ("— %u —", page + 1);
  double left = theme->margin_left, right = self->page->width - theme->margin_right;
  double bottom = self->page->height - theme->margin_bottom, em = get_style (self, GALLEY_STYLE_FOLIO)->size;

  if (theme->folio == GALLEY_FOLIO_CENTER)
    return add_text (self, GALLEY_STYLE_FOLIO, number, GALLEY_ALIGN_CENTER, (left + right) / 2,
                     bottom + theme->margin_bottom / 2);
  if (page % 2 == 0)
    return add_text (self, GALLEY_STYLE_FOLIO, number, GALLEY_ALIGN_END, right - em, bottom + OUTSIDE_DROP);
  return add_text (self, GALLEY_STYLE_FOLIO, number, GALLEY_ALIGN_START, left + em, bottom + OUTSIDE_DROP);
}

/* Where an article goes on stands below the last column, and where it comes from above the first. */
static gboolean
add_jumps (Margins *self, guint page)
{
  const GalleyTheme *theme = self->list->theme;
  g_autofree char *to = g_strdup_printf ("（下转第%u版）", page + 2), *from = g_strdup_printf ("（上接第%u版）", page);
  double half = get_line_height (self, GALLEY_STYLE_JUMP) / 2;

  return (page + 1 == self->list->pages->len ||
          add_text (self, GALLEY_STYLE_JUMP, to, GALLEY_ALIGN_END, self->page->width - theme->margin_right,
                    self->page->height - theme->margin_bottom + half)) &&
         (page == 0 || add_text (self, GALLEY_STYLE_JUMP, from, GALLEY_ALIGN_START, theme->margin_left,
                                 theme->margin_top - half));
}

/* A thin rule, as wide as the page but for a margin like the left one. */
static void
add_rule (Margins *self, double y)
{
  const GalleyTheme *theme = self->list->theme;
  GalleyDisplayItem item = {
    .kind = GALLEY_ITEM_RECTANGLE,
    .x = theme->margin_left,
    .y = y,
    .width = self->page->width - 2 * theme->margin_left,
    .height = RULE,
    .element = GALLEY_ELEMENT_ARTIFACT,
    .color = theme->colors[GALLEY_COLOR_RULE],
  };

  g_array_append_val (self->items, item);
}

/* Where there is a running head, the notice stands above it. */
static gboolean
add_head (Margins *self, const char *head, const char *notice)
{
  const GalleyTheme *theme = self->list->theme;
  double middle = theme->margin_top / 2, center = (theme->margin_left + self->page->width - theme->margin_right) / 2;

  if (head && !add_text (self, GALLEY_STYLE_HEAD, head, GALLEY_ALIGN_START, theme->margin_left, middle))
    return FALSE;
  if (head)
    {
      add_rule (self, middle + 0.75 * get_line_height (self, GALLEY_STYLE_HEAD));
      middle -= get_line_height (self, GALLEY_STYLE_HEAD);
    }
  return !notice || add_text (self, GALLEY_STYLE_NOTICE, notice, GALLEY_ALIGN_CENTER, center, middle);
}

/* Numbers the lines that show text of blocks, on from *@number. */
static gboolean
add_line_numbers (Margins *self, guint *number)
{
  const GalleyTheme *theme = self->list->theme;

  for (guint i = 0; i < self->page->n_items; i++)
    {
      const GalleyDisplayItem *item = &self->page->items[i];
      g_autofree char *text = NULL;

      if (!item->line || item->end == item->start || ++*number % theme->line_numbers != 0)
        continue;
      text = g_strdup_printf ("%u", *number);
      if (!add_text (self, GALLEY_STYLE_LINE_NUMBER, text, GALLEY_ALIGN_END, theme->margin_left - NUMBER_GAP,
                     item->y + item->height / 2))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_all (Margins *self, guint page, const char *head, const char *notice, guint *number)
{
  const GalleyTheme *theme = self->list->theme;

  return add_head (self, head, notice) && (theme->height == 0 || add_folio (self, page)) &&
         (!theme->jump || theme->height == 0 || add_jumps (self, page)) &&
         (theme->line_numbers == 0 || add_line_numbers (self, number));
}

/**
 * galley_margins_add:
 * @list: whose pages are finished
 *
 * Adds what stands in the margins of pages: their numbers, running heads and notices, jump lines, line numbers.
 *
 * Returns: %FALSE where cancelled
 */
gboolean
galley_margins_add (GalleyDisplayList *list,
                    GalleyLayoutCache *cache,
                    const GalleySnapshot *snapshot,
                    const GalleyLayoutOptions *options)
{
  g_autofree char *head =
    list->theme->head ? galley_furniture_dup_head (snapshot, options ? options->state : NULL) : NULL;
  guint number = 0;
  const char *notice = options ? options->notice : NULL;
  gboolean going = TRUE;

  if (list->theme->height == 0 && !head && !notice && list->theme->line_numbers == 0)
    return TRUE;
  for (guint i = 0; going && i < list->pages->len; i++)
    {
      GalleyDisplayPage *page = &g_array_index (list->pages, GalleyDisplayPage, i);
      Margins margins = { list, cache, page, g_array_new (FALSE, TRUE, sizeof (GalleyDisplayItem)) };
      gsize n;

      g_array_append_vals (margins.items, page->items, page->n_items);
      going = add_all (&margins, i, head, notice, &number);
      g_free ((gpointer) page->items);
      page->items = g_array_steal (margins.items, &n);
      page->n_items = n;
      g_array_unref (margins.items);
    }
  return going;
}
