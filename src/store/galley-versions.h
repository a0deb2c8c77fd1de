/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-snapshot.h"

G_BEGIN_DECLS

/**
 * GalleyVersion:
 * @time: when it was saved, in microseconds since 1970
 * @author: who saved it, "" where nobody said
 * @note: (nullable): what was noted with it, of a desk's commit
 * @hash: the SHA-256 of its file
 * @n_log: how many entries its log of reviews has
 * @stage: whether it is the first with that many: something was entered in the log
 * @snapshot: (nullable): the bulletin as it was; %NULL where @error says why not
 * @error: (nullable): names the file or commit and what is wrong with it
 *
 * A bulletin as it was once.
 */
typedef struct
{
  gint64 time;
  char *author;
  char *note;
  char *hash;
  guint n_log;
  gboolean stage;
  GalleySnapshot *snapshot;
  char *error;
} GalleyVersion;

GalleyVersion *galley_version_new (gint64 time,
                                   const char *author,
                                   const char *note,
                                   GBytes *bytes,
                                   const char *place);
void galley_version_free (GalleyVersion *version);
void galley_versions_mark_stages (GPtrArray *versions);

char *galley_versions_dup_folder (const char *id);
gboolean galley_versions_keep (const char *folder,
                               const GalleySnapshot *snapshot,
                               const char *author,
                               gint64 time,
                               GError **error);
GPtrArray *galley_versions_list (const char *folder,
                                 GCancellable *cancellable,
                                 GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyVersion, galley_version_free)

G_END_DECLS
