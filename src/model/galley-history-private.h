/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-change.h"

G_BEGIN_DECLS

/**
 * GalleyHistory:
 *
 * What can be undone and what can be done again: the changes of a bulletin, each a step. Knows nothing of the bulletin.
 */
typedef struct _GalleyHistory GalleyHistory;

GalleyHistory *galley_history_new (void);
void galley_history_free (GalleyHistory *self);
void galley_history_push (GalleyHistory *self,
                          GalleyChange *change,
                          const char *merge_key);
void galley_history_seal (GalleyHistory *self);
GalleyChange *galley_history_back (GalleyHistory *self);
GalleyChange *galley_history_forward (GalleyHistory *self);
GalleyChange *galley_history_peek_undo (GalleyHistory *self);
GalleyChange *galley_history_peek_redo (GalleyHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyHistory, galley_history_free)

G_END_DECLS
