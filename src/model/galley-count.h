/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyCount:
 * @characters: 字数 as word processors count: each Han character and each wide mark is one, each run of other letters,
 *   digits and marks without a space in it is one
 * @marks: wide marks among them
 * @han: Han characters among them
 * @words: runs of other letters and digits among them
 *
 * How long a text is.
 */
typedef struct
{
  guint characters;
  guint marks;
  guint han;
  guint words;
} GalleyCount;

void galley_count_add (GalleyCount *count,
                       const char *text,
                       gsize length);
guint galley_count_get_minutes (const GalleyCount *count);

G_END_DECLS
