/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleySourceNote:
 * @block: the block that the figure is in
 * @at: where the figure ends in it, in code points
 * @text: where it comes from, as it is printed
 *
 * The source of a bound figure, as a footnote.
 */
typedef struct
{
  const GalleyBlockData *block;
  guint at;
  char *text;
} GalleySourceNote;

char *galley_source_note_dup_line (const GalleySourceNote *note,
                                   guint number);
GPtrArray *galley_source_notes_list (const GalleySnapshot *snapshot);
GalleySnapshot *galley_source_notes_apply (const GalleySnapshot *snapshot);

G_END_DECLS
