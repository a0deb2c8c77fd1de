/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-search.h"

#include <string.h>

/* Code points, each in lower case where case is of no matter: one for one, so that offsets stay those of the text. */
static gunichar *
fold (const char *text, gboolean match_case, glong *n)
{
  gunichar *points = g_utf8_to_ucs4_fast (text, -1, n);

  for (glong i = 0; !match_case && i < *n; i++)
    points[i] = g_unichar_tolower (points[i]);
  return points;
}

static void
search_text (GArray *matches,
             guint block,
             const gunichar *text,
             guint from,
             guint to,
             const gunichar *needle,
             guint n_needle)
{
  for (guint i = from; i + n_needle <= to;)
    if (text[i] == needle[0] && memcmp (text + i, needle, n_needle * sizeof (gunichar)) == 0)
      {
        GalleySearchMatch match = { block, i, n_needle };

        g_array_append_val (matches, match);
        i += n_needle;
      }
    else
      i++;
}

/**
 * galley_search_blocks:
 * @blocks: (element-type GalleyBlockData): an article
 * @needle: what is looked for, UTF-8; nothing matches an empty one
 * @match_case: whether A is another letter than a
 * @scope: (nullable): where to look; %NULL is everywhere
 *
 * Finds the places that read @needle, from the first to the last, none overlapping another. A match lies within one block.
 *
 * Returns: (transfer full) (element-type GalleySearchMatch): the matches
 */
GArray *
galley_search_blocks (GPtrArray *blocks, const char *needle, gboolean match_case, const GalleySearchScope *scope)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (GalleySearchMatch));
  glong n_needle;
  g_autofree gunichar *wanted = fold (needle, match_case, &n_needle);
  guint first = scope ? scope->block : 0;
  guint end = scope ? MIN (scope->end_block + 1, blocks->len) : blocks->len;

  for (guint i = first; n_needle > 0 && i < end; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (blocks, i);
      guint from = scope && i == scope->block ? scope->start : 0;
      guint to = scope && i == scope->end_block ? MIN (scope->end, block->n_chars) : block->n_chars;
      g_autofree gunichar *text = NULL;
      glong n;

      if (from + n_needle > to)
        continue;
      text = fold (block->text, match_case, &n);
      search_text (matches, i, text, from, to, wanted, n_needle);
    }
  return matches;
}

/**
 * galley_search_find:
 * @matches: (element-type GalleySearchMatch): as galley_search_blocks() gives them
 * @block: the position of a block
 * @offset: a place in its text, in code points
 *
 * Returns: the index of the first match that begins there or further on; the number of matches if there is none
 */
guint
galley_search_find (GArray *matches, guint block, guint offset)
{
  guint low = 0, high = matches->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const GalleySearchMatch *match = &g_array_index (matches, GalleySearchMatch, middle);

      if (match->block < block || (match->block == block && match->start < offset))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
