/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyRecovered:
 * @path: the journal that it came from
 * @snapshot: the bulletin as it was last
 * @uri: (nullable): the file that it is of; %NULL for a draft
 * @etag: (nullable): what that file held when it was last read or saved
 * @n_changes: how many changes were made to what the journal began with
 * @modified: whether it differs from its file, or is a draft worth keeping
 * @closed: whether it was put away in order, so that there was no crash
 * @n_lost_bytes: how much at the journal's end was not whole and was left out; 0 where nothing was
 * @time: when it was last written, in seconds since 1970
 *
 * What a journal that nobody writes any more holds. While this lives, no other program recovers the same.
 */
typedef struct
{
  char *path;
  GalleySnapshot *snapshot;
  char *uri;
  char *etag;
  guint n_changes;
  gboolean modified;
  gboolean closed;
  gsize n_lost_bytes;
  gint64 time;
  /*< private >*/
  int fd;
} GalleyRecovered;

GPtrArray *galley_recovery_list (const char *folder);
GalleyRecovered *galley_journal_recover (const char *path,
                                         GError **error);
void galley_recovery_load_async (const char *folder,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *galley_recovery_load_finish (GAsyncResult *result,
                                        GError **error);
void galley_recovered_discard (GalleyRecovered *recovered);
void galley_recovered_free (GalleyRecovered *recovered);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyRecovered, galley_recovered_free)

G_END_DECLS
