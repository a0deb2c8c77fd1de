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

gboolean galley_desk_init (const char *folder,
                           GError **error);
gboolean galley_desk_is_damaged (const GError *error);
gboolean galley_desk_is (const char *folder,
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
GFile *galley_desk_restore (const char *path,
                            const char *author,
                            GError **error);
char *galley_desk_record (const char *path,
                          const char *message,
                          const char *author,
                          GError **error);

G_END_DECLS
