/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-desk.h"

G_BEGIN_DECLS

/**
 * GalleyDeskShelf:
 * @GALLEY_DESK_SHELF_WAITING: the next step is that of who asks
 * @GALLEY_DESK_SHELF_DRAFTS: being written, revised or corrected
 * @GALLEY_DESK_SHELF_IN_REVIEW: at one of the reviews
 * @GALLEY_DESK_SHELF_SIGNED: signed, and proofread, scheduled or published since
 * @GALLEY_DESK_SHELF_REJECTED: rejected, until an administrator reopens it
 * @GALLEY_DESK_SHELF_WITHDRAWN: published, and taken back
 * @GALLEY_DESK_SHELF_UNREADABLE: a file that cannot be read
 *
 * Where one looks for a bulletin of a desk. Each is on the one of its state, and one that waits for who asks on that shelf as well.
 */
typedef enum
{
  GALLEY_DESK_SHELF_WAITING,
  GALLEY_DESK_SHELF_DRAFTS,
  GALLEY_DESK_SHELF_IN_REVIEW,
  GALLEY_DESK_SHELF_SIGNED,
  GALLEY_DESK_SHELF_REJECTED,
  GALLEY_DESK_SHELF_WITHDRAWN,
  GALLEY_DESK_SHELF_UNREADABLE,
} GalleyDeskShelf;

#define GALLEY_N_DESK_SHELVES (GALLEY_DESK_SHELF_UNREADABLE + 1)

/**
 * GalleyDeskEntry:
 * @path: of the bulletin's file, within the desk
 * @etag: (nullable): what the file holds
 * @title: (nullable): what to call it
 * @state: where it stands in review
 * @stage: (nullable): what the desk calls that
 * @scheduled: (nullable): when it is to go out, at the desk's place, for people
 * @embargo: (nullable): until when it must not go out, likewise, while that is to come
 * @due: (nullable): when the clock alone changes what may be done with it
 * @n_steps: how many entries its record has
 * @waits: whether the next step is that of who asks
 * @last: who made the last entry of its record, "" for nobody
 * @district: (nullable)
 * @period: (nullable)
 * @date: (nullable): of publication
 * @error: (nullable): why it cannot be read; only the path is set then, and @damaged
 * @damaged: whether that is since its content is none, so that galley_desk_restore() may help
 *
 * A bulletin of a desk.
 */
typedef struct
{
  char *path;
  char *etag;
  char *title;
  GalleyReviewState state;
  char *stage;
  char *scheduled;
  char *embargo;
  GDateTime *due;
  guint n_steps;
  gboolean waits;
  char *last;
  char *district;
  char *period;
  char *date;
  char *error;
  gboolean damaged;
} GalleyDeskEntry;

GPtrArray *galley_desk_list (const char *folder,
                             const char *actor,
                             GCancellable *cancellable,
                             GError **error);
GPtrArray *galley_desk_find_arrived (GPtrArray *before,
                                     GPtrArray *now,
                                     const char *actor);

gboolean galley_desk_entry_is_on (const GalleyDeskEntry *entry,
                                  GalleyDeskShelf shelf);
gboolean galley_desk_entry_matches (const GalleyDeskEntry *entry,
                                    const char *words);
gboolean galley_desk_entry_equal (const GalleyDeskEntry *a,
                                  const GalleyDeskEntry *b);
void galley_desk_entry_free (GalleyDeskEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyDeskEntry, galley_desk_entry_free)

G_END_DECLS
