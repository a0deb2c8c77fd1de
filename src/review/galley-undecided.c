/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-undecided.h"

/**
 * galley_has_undecided:
 * @n_suggestions: (out) (optional): authors whose suggestions wait for a decision
 * @n_comments: (out) (optional): open comments that block
 *
 * Returns: whether anything stands in the way of signing
 */
gboolean
galley_has_undecided (const GalleySnapshot *snapshot, guint *n_suggestions, guint *n_comments)
{
  guint suggestions = snapshot->layers->len, comments = 0;

  for (guint i = 0; i < snapshot->comments->len; i++)
    {
      char **fields = ((GalleyRecord *) g_ptr_array_index (snapshot->comments, i))->fields;

      comments += *fields[GALLEY_COMMENT_REPLY_TO] == '\0' && g_str_equal (fields[GALLEY_COMMENT_BLOCKING], "yes") &&
                  *fields[GALLEY_COMMENT_RESOLVED_BY] == '\0';
    }
  if (n_suggestions)
    *n_suggestions = suggestions;
  if (n_comments)
    *n_comments = comments;
  return suggestions + comments > 0;
}
