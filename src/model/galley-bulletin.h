/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-change.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_BULLETIN (galley_bulletin_get_type ())
G_DECLARE_FINAL_TYPE (GalleyBulletin, galley_bulletin, GALLEY, BULLETIN, GObject)

typedef struct _GalleyArticle GalleyArticle;
typedef struct _GalleyTransaction GalleyTransaction;

GalleyBulletin *galley_bulletin_new (GalleySnapshot *snapshot);
GalleySnapshot *galley_bulletin_snapshot (GalleyBulletin *self);

const char *galley_bulletin_get_id (GalleyBulletin *self);
GalleyRecord *galley_bulletin_get_details (GalleyBulletin *self);
GPtrArray *galley_bulletin_get_list (GalleyBulletin *self,
                                     GalleyList list);
guint galley_bulletin_get_n_blocks (GalleyBulletin *self);
GalleyBlockData *galley_bulletin_get_block (GalleyBulletin *self,
                                            guint position);
gboolean galley_bulletin_find_block (GalleyBulletin *self,
                                     const char *id,
                                     guint *position);
GPtrArray *galley_bulletin_get_rows (GalleyBulletin *self,
                                     const char *table);
GalleyRecord *galley_bulletin_find_row (GalleyBulletin *self,
                                        const char *id,
                                        const char **table,
                                        guint *position);

GalleyArticle *galley_bulletin_get_article (GalleyBulletin *self);
GListModel *galley_bulletin_get_tables (GalleyBulletin *self);

gboolean galley_bulletin_get_can_undo (GalleyBulletin *self);
gboolean galley_bulletin_get_can_redo (GalleyBulletin *self);
const char *galley_bulletin_get_undo_label (GalleyBulletin *self);
const char *galley_bulletin_get_redo_label (GalleyBulletin *self);
void galley_bulletin_undo (GalleyBulletin *self);
void galley_bulletin_redo (GalleyBulletin *self);
void galley_bulletin_seal (GalleyBulletin *self);

gboolean galley_bulletin_get_modified (GalleyBulletin *self);
void galley_bulletin_set_author (GalleyBulletin *self,
                                 const char *author,
                                 const char *role,
                                 gboolean suggesting);
void galley_bulletin_set_lexicon (GalleyBulletin *self,
                                  gpointer lexicon);
void galley_bulletin_set_extra (GalleyBulletin *self,
                                const char *extra);
void galley_bulletin_mark_saved (GalleyBulletin *self,
                                 GalleySnapshot *saved);

gboolean galley_bulletin_replay (GalleyBulletin *self,
                                 GalleyChange *change);

G_END_DECLS
