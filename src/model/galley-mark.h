/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GALLEY_MARK_FIGURE,
  GALLEY_MARK_EMPHASIS,
  GALLEY_MARK_LINK,
  GALLEY_MARK_COMMENT,
  GALLEY_MARK_SUGGESTION,
  GALLEY_MARK_STALE,
} GalleyMarkKind;

#define GALLEY_N_MARK_KINDS (GALLEY_MARK_STALE + 1)

/**
 * GalleyMark:
 * @start: where it begins in its block's text, in code points
 * @length: its length in code points, never 0
 * @kind: what it says of the text
 * @target: (nullable): the indicator row's id, the address of a link, the thread of a comment
 * @field: (nullable): for a figure, the indicator's field that the text prints ("value", "change")
 * @extra: (nullable): members of its JSON object that this version does not know, as a JSON object
 *
 * A span of a block's text with a meaning. What is stale is what a bulletin that was rolled still says of the period before;
 * it is so until somebody writes there. Immutable once made; shared by reference count, also between threads.
 */
typedef struct
{
  guint start;
  guint length;
  GalleyMarkKind kind;
  char *target;
  char *field;
  char *extra;
} GalleyMark;

GalleyMark *galley_mark_new (GalleyMarkKind kind,
                             guint start,
                             guint length,
                             const char *target,
                             const char *field);
GalleyMark *galley_mark_new_full (GalleyMarkKind kind,
                                  guint start,
                                  guint length,
                                  const char *target,
                                  const char *field,
                                  const char *extra);
GalleyMark *galley_mark_ref (GalleyMark *mark);
void galley_mark_unref (GalleyMark *mark);
GalleyMark *galley_mark_moved (GalleyMark *mark,
                               guint start,
                               guint length);
gboolean galley_mark_equal (const GalleyMark *a,
                            const GalleyMark *b);

gboolean galley_mark_kind_is_content (GalleyMarkKind kind);
const char *galley_mark_kind_to_string (GalleyMarkKind kind);
gboolean galley_mark_kind_from_string (const char *name,
                                       GalleyMarkKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyMark, galley_mark_unref)

G_END_DECLS
