/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-transaction.h"

G_BEGIN_DECLS

/**
 * GalleyCommentOn:
 * @GALLEY_COMMENT_ON_ARTICLE: the bulletin
 * @GALLEY_COMMENT_ON_TEXT: a span of a block, which a mark follows
 * @GALLEY_COMMENT_ON_FIGURE: the same, of a figure
 * @GALLEY_COMMENT_ON_BLOCK: a block
 * @GALLEY_COMMENT_ON_CELL: a cell: an indicator's field, or all of its row; or one of a free table, which a note follows
 *
 * What a comment is put on.
 */
typedef enum
{
  GALLEY_COMMENT_ON_ARTICLE,
  GALLEY_COMMENT_ON_TEXT,
  GALLEY_COMMENT_ON_FIGURE,
  GALLEY_COMMENT_ON_BLOCK,
  GALLEY_COMMENT_ON_CELL,
} GalleyCommentOn;

#define GALLEY_N_COMMENT_ONS (GALLEY_COMMENT_ON_CELL + 1)

/**
 * GalleyThread:
 * @first: (type GalleyRecord): the comment that began it, whose id is the thread's
 * @replies: (element-type GalleyRecord): what was said to it, oldest first
 * @on: what it is on
 * @orphaned: whether what it was put on is gone; its words are in @first
 * @block: (nullable): the id of the block where it is now
 * @start: where in the text of @block, in code points
 * @length: its length there; all of the text for a comment on the block or on a cell of it
 * @in_cell: whether it is on a cell of the free table @block
 * @cell_row: of that cell
 * @cell_column: of that cell
 * @row: (nullable): the id of the indicator that it is on
 * @field: which field of it, -1 for the row as a whole
 *
 * A comment with what was said to it, and where it is now. Immutable, shared by reference count.
 */
typedef struct
{
  GalleyRecord *first;
  GPtrArray *replies;
  GalleyCommentOn on;
  gboolean orphaned;
  char *block;
  guint start;
  guint length;
  gboolean in_cell;
  guint cell_row;
  guint cell_column;
  char *row;
  int field;
} GalleyThread;

GPtrArray *galley_comments_list (const GalleySnapshot *snapshot);
guint galley_comments_count_blocking (const GalleySnapshot *snapshot);

gboolean galley_thread_is_open (const GalleyThread *thread);
gboolean galley_thread_is_blocking (const GalleyThread *thread);
gboolean galley_thread_is_overdue (const GalleyThread *thread,
                                   const char *today);
gboolean galley_thread_concerns (const GalleyThread *thread,
                                 const char *name);
GalleyThread *galley_thread_ref (GalleyThread *thread);
void galley_thread_unref (GalleyThread *thread);

char *galley_comments_dup_cell (GPtrArray *threads,
                                const char *row,
                                GalleyIndicatorField field);
char *galley_comments_dup_grid_cell (GPtrArray *threads,
                                     const char *block,
                                     guint row,
                                     guint column);
gboolean galley_comment_due_is_date (const char *due);

char *galley_comment_put (GalleyTransaction *transaction,
                          GalleyBulletin *bulletin,
                          GalleyCommentOn on,
                          const char *target,
                          guint start,
                          guint length,
                          const char *const *fields);
char *galley_comment_put_on_cell (GalleyTransaction *transaction,
                                  GalleyBulletin *bulletin,
                                  const char *block,
                                  guint row,
                                  guint column,
                                  const char *const *fields);
void galley_comment_reply (GalleyTransaction *transaction,
                           GalleyBulletin *bulletin,
                           const char *thread,
                           const char *author,
                           const char *text);
gboolean galley_comment_set_resolved (GalleyTransaction *transaction,
                                      GalleyBulletin *bulletin,
                                      const char *thread,
                                      const char *by);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyThread, galley_thread_unref)

G_END_DECLS
