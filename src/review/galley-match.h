/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GALLEY_UNMATCHED G_MAXUINT

/**
 * GalleyMatch:
 * @n_before: how many things there were
 * @n_after: how many there are
 * @before: (array length=n_before): for each, which of those after it became, or %GALLEY_UNMATCHED
 * @after: (array length=n_after): for each, which of those before it was
 *
 * Which things of two lists are the same. Found in steps, the surest first; each step leaves alone what is matched.
 */
typedef struct
{
  guint n_before;
  guint n_after;
  guint *before;
  guint *after;
} GalleyMatch;

/**
 * GalleyKeyFunc:
 *
 * Returns: (transfer full) (nullable): what things have in common that are the same
 */
typedef char *(*GalleyKeyFunc) (gpointer thing);

/**
 * GalleySketchFunc:
 *
 * Puts the hashes of all that a thing is made of into @hashes, where some thing like it has most of them, too.
 */
typedef void (*GalleySketchFunc) (gpointer thing,
                                  GArray *hashes);

void galley_match_init (GalleyMatch *match,
                        guint n_before,
                        guint n_after);
void galley_match_clear (GalleyMatch *match);
void galley_match_by_key (GalleyMatch *match,
                          GPtrArray *before,
                          GPtrArray *after,
                          GalleyKeyFunc key);
void galley_match_by_likeness (GalleyMatch *match,
                               GPtrArray *before,
                               GPtrArray *after,
                               GalleySketchFunc sketch);
gboolean *galley_match_find_moved (const GalleyMatch *match);
guint galley_match_rising (const guint *values,
                           guint n_values,
                           gboolean *rising);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GalleyMatch, galley_match_clear)

G_END_DECLS
