/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-block-data.h"
#include "galley-record.h"

G_BEGIN_DECLS

/**
 * GalleyTableData:
 * @head: (type GalleyRecord): its id and title
 * @rows: (element-type GalleyRecord): its indicators
 *
 * An indicator table as a value.
 */
typedef struct
{
  GalleyRecord *head;
  GPtrArray *rows;
} GalleyTableData;

/**
 * GalleySnapshot:
 * @id: the bulletin's id
 * @details: series, district, date, period, tags, sources
 * @credits: (element-type GalleyRecord): the byline: a role and its names each
 * @blocks: (element-type GalleyBlockData): the article in reading order; a heading block begins a section
 * @tables: (element-type GalleyTableData): the indicator tables
 * @asides: (element-type GalleyRecord): findings set aside, each with its reason
 * @log: (element-type GalleyRecord): what happened in review, oldest first
 * @layers: (element-type GalleyLayer): suggestions that wait for a decision, an author's each, oldest first
 * @comments: (element-type GalleyRecord): comments and replies, oldest first
 * @extra: (nullable): members of the file's object that this version does not know, as a JSON object
 * @lexicon: (nullable): the words of its desk that its figures are read with, a #GalleyLexicon; no part of the file
 *
 * A whole bulletin as an immutable value. It is what files hold and what analysis, layout and export work on,
 * in any thread; the live #GalleyBulletin hands one out in constant time a block.
 */
typedef struct
{
  char *id;
  GalleyRecord *details;
  GPtrArray *credits;
  GPtrArray *blocks;
  GPtrArray *tables;
  GPtrArray *asides;
  GPtrArray *log;
  GPtrArray *layers;
  GPtrArray *comments;
  char *extra;
  GObject *lexicon;
} GalleySnapshot;

GalleySnapshot *galley_snapshot_new (const char *id,
                                     GalleyRecord *details,
                                     GPtrArray *credits,
                                     GPtrArray *blocks,
                                     GPtrArray *tables,
                                     GPtrArray *asides,
                                     GPtrArray *log,
                                     const char *extra);
GalleySnapshot *galley_snapshot_new_empty (void);
GalleySnapshot *galley_snapshot_with (const GalleySnapshot *snapshot,
                                      GPtrArray *blocks,
                                      GPtrArray *tables);
GalleySnapshot *galley_snapshot_with_log (const GalleySnapshot *snapshot,
                                          GPtrArray *log);
GalleySnapshot *galley_snapshot_with_asides (const GalleySnapshot *snapshot,
                                             GPtrArray *asides);
GalleySnapshot *galley_snapshot_with_notes (const GalleySnapshot *snapshot,
                                            GPtrArray *layers,
                                            GPtrArray *comments);
GalleySnapshot *galley_snapshot_with_lexicon (const GalleySnapshot *snapshot,
                                              gpointer lexicon);
GalleySnapshot *galley_snapshot_ref (GalleySnapshot *snapshot);
void galley_snapshot_unref (GalleySnapshot *snapshot);
gboolean galley_snapshot_equal (const GalleySnapshot *a,
                                const GalleySnapshot *b);

const GalleyTableData *galley_snapshot_find_table (const GalleySnapshot *snapshot,
                                                   const char *id);
GalleyBlockData *galley_snapshot_find_block (const GalleySnapshot *snapshot,
                                             const char *id,
                                             guint *position);
const GalleyBlockData *galley_snapshot_find_kind (const GalleySnapshot *snapshot,
                                                  GalleyBlockKind kind);
GPtrArray *galley_snapshot_list_rows (const GalleySnapshot *snapshot,
                                      const GalleyBlockData *block);
char *galley_snapshot_dup_title (const GalleySnapshot *snapshot);

GalleyTableData *galley_table_data_new (GalleyRecord *head,
                                        GPtrArray *rows);
GalleyTableData *galley_table_data_ref (GalleyTableData *table);
void galley_table_data_unref (GalleyTableData *table);

GPtrArray *galley_block_array_new (void);
GPtrArray *galley_record_array_new (void);
GPtrArray *galley_table_array_new (void);

#define GALLEY_TYPE_SNAPSHOT (galley_snapshot_get_type ())
GType galley_snapshot_get_type (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySnapshot, galley_snapshot_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTableData, galley_table_data_unref)

G_END_DECLS
