/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-article.h"
#include "galley-table.h"

G_BEGIN_DECLS

GalleyArticle *galley_article_new (GalleyBulletin *bulletin);
void galley_article_spliced (GalleyArticle *self,
                             const GalleyEdit *edit);

GalleyTable *galley_table_new (GalleyBulletin *bulletin,
                               GalleyRecord *head);
void galley_table_set_head (GalleyTable *self,
                            GalleyRecord *head);
void galley_table_spliced (GalleyTable *self,
                           const GalleyEdit *edit);

GalleyLayer *galley_bulletin_dup_next_layer (GalleyBulletin *self);
gboolean galley_bulletin_can_apply (GalleyBulletin *self,
                                    const GalleyEdit *edit);
void galley_bulletin_apply (GalleyBulletin *self,
                            const GalleyEdit *edit);
void galley_bulletin_committed (GalleyBulletin *self,
                                GalleyChange *change,
                                const char *merge_key,
                                gboolean permanent);

G_END_DECLS
