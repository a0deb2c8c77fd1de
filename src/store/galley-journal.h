/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-change.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_JOURNAL (galley_journal_get_type ())
G_DECLARE_FINAL_TYPE (GalleyJournal, galley_journal, GALLEY, JOURNAL, GObject)

/**
 * GalleyJournalBase:
 * @snapshot: what the bulletin holds where the journal begins
 * @uri: (nullable): the file that the user chose for it; %NULL for a draft
 * @etag: (nullable): what that file held when it was last read or saved
 * @modified: whether @snapshot differs from that file, or is a draft worth keeping
 * @supersedes: (nullable): another journal that is removed once this base is safe, since its content is in it
 *
 * What the changes of a journal come on top of.
 */
typedef struct
{
  GalleySnapshot *snapshot;
  char *uri;
  char *etag;
  gboolean modified;
  char *supersedes;
} GalleyJournalBase;

GalleyJournalBase *galley_journal_base_new (GalleySnapshot *snapshot,
                                            const char *uri,
                                            const char *etag,
                                            gboolean modified);
void galley_journal_base_free (GalleyJournalBase *base);

char *galley_journal_dup_folder (void);

GalleyJournal *galley_journal_new (const char *folder,
                                   GalleyJournalBase *base);
void galley_journal_append (GalleyJournal *self,
                            GalleyChange *change);
void galley_journal_restart (GalleyJournal *self,
                             GalleyJournalBase *base);
gboolean galley_journal_is_long (GalleyJournal *self);
guint64 galley_journal_get_n_synced (GalleyJournal *self);

void galley_journal_close_async (GalleyJournal *self,
                                 gboolean keep,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean galley_journal_close_finish (GalleyJournal *self,
                                      GAsyncResult *result,
                                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyJournalBase, galley_journal_base_free)

G_END_DECLS
