/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-transaction.h"

G_BEGIN_DECLS

/**
 * GalleyMention:
 * @block: the block's id
 * @start: where the figure begins in the block, in code points
 * @length: its length in code points
 * @field: what of the indicator it prints: its value or its change
 *
 * A place where the text speaks of an indicator.
 */
typedef struct
{
  char *block;
  guint start;
  guint length;
  GalleyIndicatorField field;
} GalleyMention;

/**
 * GalleyProposal:
 * @record: the row: a new one, or one that the table has
 * @existing: whether the table has it, so that only the bindings are new
 * @mentions: (element-type GalleyMention): where it stands, in the order of the text
 *
 * An indicator that the text states.
 */
typedef struct
{
  GalleyRecord *record;
  gboolean existing;
  GPtrArray *mentions;
} GalleyProposal;

/**
 * GalleyExtraction:
 * @snapshot: the bulletin that was read
 * @proposals: (element-type GalleyProposal): in the order of the text
 *
 * The indicators of a bulletin's text, to be taken over into its table by a person. Immutable.
 */
typedef struct
{
  GalleySnapshot *snapshot;
  GPtrArray *proposals;
} GalleyExtraction;

GalleyExtraction *galley_extract (GalleySnapshot *snapshot,
                                  GCancellable *cancellable,
                                  GError **error);
GalleyExtraction *galley_extraction_with_names (const GalleyExtraction *extraction,
                                                const char *const *names);
GalleySnapshot *galley_extraction_accept (const GalleyExtraction *extraction,
                                          const gboolean *chosen);
gboolean galley_extraction_apply (const GalleyExtraction *extraction,
                                  const gboolean *chosen,
                                  GalleyTransaction *transaction,
                                  GalleyBulletin *bulletin);

GalleyExtraction *galley_extraction_ref (GalleyExtraction *extraction);
void galley_extraction_unref (GalleyExtraction *extraction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyExtraction, galley_extraction_unref)

G_END_DECLS
