/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-lexicon.h"
#include "galley-review.h"

G_BEGIN_DECLS

/**
 * GalleyDeskError:
 * @GALLEY_DESK_ERROR_EXISTS: there is a desk already
 * @GALLEY_DESK_ERROR_NO_DESK: the folder, or none around the file, is a desk
 * @GALLEY_DESK_ERROR_NEWER: the desk was made by a newer Galley
 * @GALLEY_DESK_ERROR_HISTORY: the desk's Git repository could not be read or written
 */
typedef enum
{
  GALLEY_DESK_ERROR_EXISTS,
  GALLEY_DESK_ERROR_NO_DESK,
  GALLEY_DESK_ERROR_NEWER,
  GALLEY_DESK_ERROR_HISTORY,
} GalleyDeskError;

#define GALLEY_DESK_ERROR (galley_desk_error_quark ())
GQuark galley_desk_error_quark (void);

/**
 * GalleyDeskShelf:
 * @GALLEY_DESK_SHELF_WAITING: the next step is that of who asks
 * @GALLEY_DESK_SHELF_DRAFTS: being written, revised or corrected
 * @GALLEY_DESK_SHELF_IN_REVIEW: at one of the reviews
 * @GALLEY_DESK_SHELF_SIGNED: signed, and proofread, scheduled or published since
 *
 * Where one looks for a bulletin of a desk.
 */
typedef enum
{
  GALLEY_DESK_SHELF_WAITING,
  GALLEY_DESK_SHELF_DRAFTS,
  GALLEY_DESK_SHELF_IN_REVIEW,
  GALLEY_DESK_SHELF_SIGNED,
} GalleyDeskShelf;

#define GALLEY_N_DESK_SHELVES (GALLEY_DESK_SHELF_SIGNED + 1)

/**
 * GalleyDeskEntry:
 * @path: of the bulletin's file, within the desk
 * @title: (nullable): what to call it
 * @state: where it stands in review
 * @stage: (nullable): what the desk calls that
 * @waits: whether the next step is that of who asks
 * @last: who made the last entry of its record, "" for nobody
 * @district: (nullable)
 * @period: (nullable)
 * @date: (nullable): of publication
 * @error: (nullable): why it cannot be read; the rest is not set then
 *
 * A bulletin of a desk.
 */
typedef struct
{
  char *path;
  char *title;
  GalleyReviewState state;
  char *stage;
  gboolean waits;
  char *last;
  char *district;
  char *period;
  char *date;
  char *error;
} GalleyDeskEntry;

gboolean galley_desk_init (const char *folder,
                           GError **error);
char *galley_desk_find (const char *path,
                        GError **error);
GalleyLexicon *galley_desk_load_lexicon (const char *path,
                                         GError **error);
gboolean galley_desk_check (GBytes *bytes,
                            GError **error);
GalleyReviewRules *galley_desk_load_rules (const char *path,
                                           GError **error);
GalleySnapshot *galley_desk_find_version (const char *path,
                                          const char *hash);
GPtrArray *galley_desk_list_versions (const char *path,
                                      const char *id,
                                      GCancellable *cancellable,
                                      GError **error);
GPtrArray *galley_desk_list (const char *folder,
                             const char *actor,
                             GCancellable *cancellable,
                             GError **error);
GPtrArray *galley_desk_find_arrived (GPtrArray *before,
                                     GPtrArray *now,
                                     const char *actor);
char *galley_desk_record (const char *path,
                          const char *message,
                          const char *author,
                          GError **error);

gboolean galley_desk_entry_is_on (const GalleyDeskEntry *entry,
                                  GalleyDeskShelf shelf);
void galley_desk_entry_free (GalleyDeskEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyDeskEntry, galley_desk_entry_free)

G_END_DECLS
