/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "listing.h"

/* @theme is the name of one, or what is in the file of one. */
GalleyDisplayList *
listing_lay_out (GalleySnapshot *snapshot, const char *theme, const GalleyLayoutOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyTheme) loaded =
    *theme == '[' ? galley_theme_new_from_data ("own", theme, &error) : galley_theme_load (theme, &error);
  GalleyDisplayList *list;

  g_assert_no_error (error);
  list = galley_layout (snapshot, loaded, options, NULL, NULL, &error);
  g_assert_no_error (error);
  return list;
}

/* A block alone, without furniture. */
GalleyDisplayList *
listing_lay_out_text (GalleyBlockKind kind, const char *text, const char *theme, double width)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;

  g_ptr_array_add (blocks, galley_block_data_new ("only", kind, text, NULL));
  snapshot = galley_snapshot_new (NULL, NULL, NULL, blocks, NULL, NULL, NULL, NULL);
  return listing_lay_out (snapshot, theme, &(GalleyLayoutOptions) { .width = width });
}

/* The items of a page that show text of blocks. */
GPtrArray *
listing_find_lines (GalleyDisplayList *list, guint page)
{
  const GalleyDisplayPage *searched = galley_display_list_get_page (list, page);
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < searched->n_items; i++)
    if (searched->items[i].end > searched->items[i].start)
      g_ptr_array_add (lines, (gpointer) &searched->items[i]);
  return lines;
}

/* What an item reads. */
char *
listing_dup_text (const GalleyDisplayItem *item)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; item->line && i < item->line->n_runs; i++)
    g_string_append_len (text, item->line->runs[i].text, item->line->runs[i].n_bytes);
  return g_string_free (text, FALSE);
}

/* The first item on a page that reads @text and nothing else. */
const GalleyDisplayItem *
listing_find_text (GalleyDisplayList *list, guint page, const char *text)
{
  const GalleyDisplayPage *searched = galley_display_list_get_page (list, page);

  for (guint i = 0; i < searched->n_items; i++)
    {
      g_autofree char *read = listing_dup_text (&searched->items[i]);

      if (g_str_equal (read, text))
        return &searched->items[i];
    }
  return NULL;
}
