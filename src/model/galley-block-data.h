/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-grid-data.h"
#include "galley-mark.h"
#include "galley-picture-data.h"
#include "galley-view-data.h"

G_BEGIN_DECLS

typedef enum
{
  GALLEY_BLOCK_KICKER,
  GALLEY_BLOCK_HEADLINE,
  GALLEY_BLOCK_NOTE,
  GALLEY_BLOCK_LEAD,
  GALLEY_BLOCK_HEADING,
  GALLEY_BLOCK_PARAGRAPH,
  GALLEY_BLOCK_ITEM,
  GALLEY_BLOCK_SUBITEM,
  GALLEY_BLOCK_SUBHEADING,
  GALLEY_BLOCK_QUOTATION,
  GALLEY_BLOCK_TABLE,
  GALLEY_BLOCK_PICTURE,
  GALLEY_BLOCK_CHART,
} GalleyBlockKind;

#define GALLEY_N_BLOCK_KINDS (GALLEY_BLOCK_CHART + 1)

/* What stands before an item, and before what is below it, where nothing numbers them. */
#define GALLEY_ITEM_SIGN "◆"
#define GALLEY_SUBITEM_SIGN "◇"

static inline gboolean
galley_block_kind_is_item (GalleyBlockKind kind)
{
  return kind == GALLEY_BLOCK_ITEM || kind == GALLEY_BLOCK_SUBITEM;
}

/**
 * GalleyBlockData:
 * @id: stable and unique in its bulletin
 * @kind: what the block is; a heading begins a section, a subitem belongs to the item before it
 * @text: its text, UTF-8; a line break inside it (a couplet heading's) is "\n"; a table's, picture's or chart's is its caption
 * @n_chars: the text's length in code points
 * @marks: (element-type GalleyMark): sorted by start, then kind
 * @source: (nullable): a table's or chart's indicator table id, or a picture's path beside the bulletin
 * @alt: (nullable): a picture's or chart's text for those who do not see it; %NULL for a chart that says it itself
 * @view: (nullable): which indicators a table or chart shows, and how; a table without shows all of its source
 * @grid: (nullable): the cells of a free table, which has no source
 * @picture: (nullable): what else is known of a picture; %NULL for all of it, without a credit
 * @extra: (nullable): members of its JSON object that this version does not know, as a JSON object
 *
 * The immutable value of a block. Shared by reference count between the live model, the undo history and snapshots
 * in other threads; a change makes a new one.
 */
typedef struct
{
  char *id;
  GalleyBlockKind kind;
  char *text;
  guint n_chars;
  GPtrArray *marks;
  char *source;
  char *alt;
  GalleyViewData *view;
  GalleyGridData *grid;
  GalleyPictureData *picture;
  char *extra;
} GalleyBlockData;

GalleyBlockData *galley_block_data_new (const char *id,
                                        GalleyBlockKind kind,
                                        const char *text,
                                        GPtrArray *marks);
GalleyBlockData *galley_block_data_new_full (const char *id,
                                             GalleyBlockKind kind,
                                             const char *text,
                                             GPtrArray *marks,
                                             const char *source,
                                             const char *alt,
                                             const char *extra);
GalleyBlockData *galley_block_data_ref (GalleyBlockData *block);
void galley_block_data_unref (GalleyBlockData *block);
gboolean galley_block_data_equal (const GalleyBlockData *a,
                                  const GalleyBlockData *b);
gboolean galley_block_data_says_the_same (const GalleyBlockData *a,
                                          const GalleyBlockData *b);
char *galley_block_data_dup_around (const GalleyBlockData *block,
                                    guint start,
                                    guint length,
                                    guint n_chars);

GalleyBlockData *galley_block_data_without_notes (GalleyBlockData *block);
GalleyBlockData *galley_block_data_with_kind (GalleyBlockData *block,
                                              GalleyBlockKind kind);
GalleyBlockData *galley_block_data_with_id (GalleyBlockData *block,
                                            const char *id);
GalleyBlockData *galley_block_data_with_view (GalleyBlockData *block,
                                              GalleyViewData *view);
GalleyBlockData *galley_block_data_with_grid (GalleyBlockData *block,
                                              GalleyGridData *grid);
GalleyBlockData *galley_block_data_with_picture (GalleyBlockData *block,
                                                 const char *source,
                                                 const char *alt,
                                                 GalleyPictureData *picture);
GalleyBlockData *galley_block_data_with_marks (GalleyBlockData *block,
                                               GPtrArray *marks);
GalleyBlockData *galley_block_data_with_text (GalleyBlockData *block,
                                              const char *text,
                                              GPtrArray *marks);
GalleyBlockData *galley_block_data_emphasize (GalleyBlockData *block,
                                              guint start,
                                              guint length,
                                              gboolean emphasized);
GalleyBlockData *galley_block_data_link (GalleyBlockData *block,
                                         guint start,
                                         guint length,
                                         const char *target);
GalleyMark *galley_block_data_find_link (const GalleyBlockData *block,
                                         guint offset);
gboolean galley_block_data_is_emphasized (const GalleyBlockData *block,
                                          guint start,
                                          guint length);
GalleyBlockData *galley_block_data_replace (GalleyBlockData *block,
                                            guint offset,
                                            guint n_removed,
                                            const char *inserted);
void galley_block_data_split (GalleyBlockData *block,
                              guint offset,
                              GalleyBlockData **head,
                              GalleyBlockData **tail);
GalleyBlockData *galley_block_data_join (GalleyBlockData *head,
                                         GalleyBlockData *tail);

const char *galley_block_kind_to_string (GalleyBlockKind kind);
gboolean galley_block_kind_from_string (const char *name,
                                        GalleyBlockKind *kind);

char *galley_id_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyBlockData, galley_block_data_unref)

G_END_DECLS
