/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-mark.h"

static const char *const kind_names[GALLEY_N_MARK_KINDS] = {
  [GALLEY_MARK_FIGURE] = "figure",   [GALLEY_MARK_EMPHASIS] = "emphasis",     [GALLEY_MARK_LINK] = "link",
  [GALLEY_MARK_COMMENT] = "comment", [GALLEY_MARK_SUGGESTION] = "suggestion",
  [GALLEY_MARK_STALE] = "stale",
};

static void
clear_mark (gpointer data)
{
  GalleyMark *mark = data;

  g_free (mark->target);
  g_free (mark->field);
  g_free (mark->extra);
}

/**
 * galley_mark_new:
 * @start: in code points
 * @length: in code points, more than 0
 * @target: (nullable): copied
 * @field: (nullable): copied
 *
 * Returns: (transfer full): a new mark
 */
GalleyMark *
galley_mark_new (GalleyMarkKind kind, guint start, guint length, const char *target, const char *field)
{
  return galley_mark_new_full (kind, start, length, target, field, NULL);
}

/**
 * galley_mark_new_full:
 * @extra: (nullable): unknown members as a JSON object
 *
 * As galley_mark_new(), for a mark that came from a file.
 */
GalleyMark *
galley_mark_new_full (
  GalleyMarkKind kind, guint start, guint length, const char *target, const char *field, const char *extra)
{
  g_return_val_if_fail (length > 0, NULL);

  GalleyMark *mark = g_atomic_rc_box_new0 (GalleyMark);

  mark->kind = kind;
  mark->start = start;
  mark->length = length;
  mark->target = g_strdup (target);
  mark->field = g_strdup (field);
  mark->extra = g_strdup (extra);
  return mark;
}

GalleyMark *
galley_mark_ref (GalleyMark *mark)
{
  return g_atomic_rc_box_acquire (mark);
}

void
galley_mark_unref (GalleyMark *mark)
{
  g_atomic_rc_box_release_full (mark, clear_mark);
}

/**
 * galley_mark_moved:
 *
 * Returns: (transfer full): a mark of the same meaning at another place, or @mark itself where nothing moves
 */
GalleyMark *
galley_mark_moved (GalleyMark *mark, guint start, guint length)
{
  if (mark->start == start && mark->length == length)
    return galley_mark_ref (mark);
  return galley_mark_new_full (mark->kind, start, length, mark->target, mark->field, mark->extra);
}

gboolean
galley_mark_equal (const GalleyMark *a, const GalleyMark *b)
{
  return a->start == b->start && a->length == b->length && a->kind == b->kind &&
         g_strcmp0 (a->target, b->target) == 0 && g_strcmp0 (a->field, b->field) == 0 &&
         g_strcmp0 (a->extra, b->extra) == 0;
}

/**
 * galley_mark_kind_is_content:
 *
 * Returns: whether such a mark is part of what the text says; the others tell something about it
 */
gboolean
galley_mark_kind_is_content (GalleyMarkKind kind)
{
  return kind == GALLEY_MARK_FIGURE || kind == GALLEY_MARK_EMPHASIS || kind == GALLEY_MARK_LINK;
}

/**
 * galley_mark_kind_to_string:
 *
 * Returns: (transfer none): the word that stands for @kind in files
 */
const char *
galley_mark_kind_to_string (GalleyMarkKind kind)
{
  g_return_val_if_fail (kind < GALLEY_N_MARK_KINDS, NULL);
  return kind_names[kind];
}

/**
 * galley_mark_kind_from_string:
 * @kind: (out): set where @name is known
 *
 * Returns: whether @name is the word of a kind
 */
gboolean
galley_mark_kind_from_string (const char *name, GalleyMarkKind *kind)
{
  for (int i = 0; i < GALLEY_N_MARK_KINDS; i++)
    if (g_str_equal (name, kind_names[i]))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}
