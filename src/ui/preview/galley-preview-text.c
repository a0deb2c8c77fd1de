/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-preview-private.h"

/* What a screen reader reads of the preview: the text of its pages in the order of reading, a line a paragraph or cell. It is put
 * together when somebody asks for it. */

/* Adds what @item shows. What stood at the end of the line before it, and is not drawn, comes with it. */
static void
append_item (GString *text, const GalleyDisplayItem *item, const GalleyDisplayItem *before)
{
  gboolean goes_on = before && before->element == item->element;

  if (goes_on && before->block == item->block && item->block && item->start > before->end)
    {
      const char *from = g_utf8_offset_to_pointer (item->block->text, before->end);

      g_string_append_len (text, from, g_utf8_offset_to_pointer (from, item->start - before->end) - from);
    }
  else if (before && !goes_on)
    g_string_append_c (text, '\n');
  for (guint i = 0; i < item->line->n_runs; i++)
    g_string_append_len (text, item->line->runs[i].text, item->line->runs[i].n_bytes);
}

/* @caret (out) is where in it the caret of the article is, 0 where that is not shown. */
static char *
make_text (GalleyPreview *self, guint *caret)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const GalleyDisplayItem *before = NULL;

  *caret = 0;
  for (guint p = 0; self->list && p < galley_display_list_get_n_pages (self->list); p++)
    {
      const GalleyDisplayPage *page = galley_display_list_get_page (self->list, p);

      for (guint i = 0; i < page->n_items; i++)
        {
          const GalleyDisplayItem *item = &page->items[i];

          if (item->line == NULL || item->element == GALLEY_ELEMENT_ARTIFACT)
            continue;
          append_item (text, item, before);
          if (item->block && item->end > item->start && self->follow_offset >= item->start &&
              self->follow_offset <= item->end && g_strcmp0 (item->block->id, self->follow_block) == 0)
            *caret = g_utf8_strlen (text->str, text->len) - (item->end - self->follow_offset);
          before = item;
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_text (GalleyPreview *self)
{
  guint caret;

  if (self->text == NULL)
    self->text = make_text (self, &caret);
  return self->text;
}

static GBytes *
slice (const char *from, const char *to)
{
  return g_bytes_new (from, to - from);
}

static GBytes *
get_contents (GtkAccessibleText *accessible, unsigned int start, unsigned int end)
{
  const char *text = get_text (GALLEY_PREVIEW (accessible));
  guint n_chars = g_utf8_strlen (text, -1);

  end = MIN (end, n_chars);
  start = MIN (start, end);
  return slice (g_utf8_offset_to_pointer (text, start), g_utf8_offset_to_pointer (text, end));
}

/* A character, or what else is asked for: a line, which is a paragraph. */
static GBytes *
get_contents_at (GtkAccessibleText *accessible,
                 unsigned int offset,
                 GtkAccessibleTextGranularity granularity,
                 unsigned int *start,
                 unsigned int *end)
{
  const char *text = get_text (GALLEY_PREVIEW (accessible));
  const char *from = g_utf8_offset_to_pointer (text, MIN (offset, g_utf8_strlen (text, -1))), *to = from;

  if (granularity == GTK_ACCESSIBLE_TEXT_GRANULARITY_CHARACTER)
    to = *from ? g_utf8_next_char (from) : from;
  else
    {
      while (from > text && from[-1] != '\n')
        from--;
      while (*to && *to != '\n')
        to++;
      if (*to)
        to++;
    }
  *start = g_utf8_pointer_to_offset (text, from);
  *end = g_utf8_pointer_to_offset (text, to);
  return slice (from, to);
}

static unsigned int
get_caret_position (GtkAccessibleText *accessible)
{
  g_autofree char *text = NULL;
  guint caret;

  text = make_text (GALLEY_PREVIEW (accessible), &caret);
  return caret;
}

static gboolean
get_selection (GtkAccessibleText *accessible, gsize *n_ranges, GtkAccessibleTextRange **ranges)
{
  return FALSE;
}

static gboolean
get_attributes (GtkAccessibleText *accessible,
                unsigned int offset,
                gsize *n_ranges,
                GtkAccessibleTextRange **ranges,
                char ***names,
                char ***values)
{
  *n_ranges = 0;
  return FALSE;
}

static void
get_default_attributes (GtkAccessibleText *accessible, char ***names, char ***values)
{
  *names = g_new0 (char *, 1);
  *values = g_new0 (char *, 1);
}

void
galley_preview_text_init (GtkAccessibleTextInterface *iface)
{
  iface->get_contents = get_contents;
  iface->get_contents_at = get_contents_at;
  iface->get_caret_position = get_caret_position;
  iface->get_selection = get_selection;
  iface->get_attributes = get_attributes;
  iface->get_default_attributes = get_default_attributes;
}
