/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-undecided.h"

#include "galley-comment.h"
#include "galley-suggestion.h"

/**
 * galley_has_undecided:
 * @n_suggestions: (out) (optional): suggestions that wait for a decision
 * @n_comments: (out) (optional): open comments that block
 *
 * Returns: whether anything stands in the way of signing
 */
gboolean
galley_has_undecided (const GalleySnapshot *snapshot, guint *n_suggestions, guint *n_comments)
{
  g_autoptr (GPtrArray) list = galley_suggestions_list (snapshot);
  guint comments = galley_comments_count_blocking (snapshot);

  if (n_suggestions)
    *n_suggestions = list->len;
  if (n_comments)
    *n_comments = comments;
  return list->len + comments > 0;
}
