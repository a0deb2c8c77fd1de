/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-word-edges.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* Where the words of a text begin and end. Chinese has no spaces: ICU parts it by its dictionary. */

static void
close_breaks (gpointer breaks)
{
  ubrk_close (breaks);
}

/* To make one reads its rules; a thread that compares many texts does that once. Returns: (nullable): without ICU's data */
static UBreakIterator *
get_breaks (void)
{
  static GPrivate kept = G_PRIVATE_INIT (close_breaks);
  UErrorCode status = U_ZERO_ERROR;

  if (g_private_get (&kept) == NULL)
    g_private_set (&kept, ubrk_open (UBRK_WORD, "zh", NULL, 0, &status));
  return g_private_get (&kept);
}

/**
 * galley_word_edges_find:
 * @text: UTF-8
 *
 * Finds where words, and what stands between them, begin and end, as Unicode's UAX #29 and ICU's Chinese dictionary say.
 * Linear in the text.
 *
 * Returns: (transfer full) (element-type guint): places in bytes, rising, 0 and the end among them; %NULL where ICU lacks its data
 */
GArray *
galley_word_edges_find (const char *text)
{
  UBreakIterator *breaks = get_breaks ();
  UText opened = UTEXT_INITIALIZER;
  UErrorCode status = U_ZERO_ERROR;
  GArray *edges;

  if (breaks == NULL)
    return NULL;
  utext_openUTF8 (&opened, text, (int64_t) strlen (text), &status);
  ubrk_setUText (breaks, &opened, &status);
  utext_close (&opened);
  if (U_FAILURE (status))
    return NULL;
  edges = g_array_new (FALSE, FALSE, sizeof (guint));
  for (int32_t at = ubrk_first (breaks); at != UBRK_DONE; at = ubrk_next (breaks))
    {
      guint edge = (guint) at;

      g_array_append_val (edges, edge);
    }
  return edges;
}
