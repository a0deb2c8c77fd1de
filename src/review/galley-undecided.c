/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-undecided.h"

/**
 * galley_has_undecided:
 * @n_suggestions: (out) (optional): suggestions that nobody took or refused
 * @n_comments: (out) (optional): open comments that block
 *
 * Returns: whether anything stands in the way of signing
 */
gboolean
galley_has_undecided (const GalleySnapshot *snapshot, guint *n_suggestions, guint *n_comments)
{
  guint suggestions = 0, comments = 0;

  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

      for (guint m = 0; m < block->marks->len; m++)
        suggestions += ((GalleyMark *) g_ptr_array_index (block->marks, m))->kind == GALLEY_MARK_SUGGESTION;
    }
  if (n_suggestions)
    *n_suggestions = suggestions;
  if (n_comments)
    *n_comments = comments;
  return suggestions + comments > 0;
}
