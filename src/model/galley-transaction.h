/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-bulletin.h"

G_BEGIN_DECLS

GalleyTransaction *galley_transaction_begin (GalleyBulletin *bulletin,
                                             const char *label);
void galley_transaction_set_merge_key (GalleyTransaction *self,
                                       const char *key);
void galley_transaction_set_permanent (GalleyTransaction *self);
void galley_transaction_set_settling (GalleyTransaction *self);
guint galley_transaction_get_n_edits (GalleyTransaction *self);
void galley_transaction_commit (GalleyTransaction *self);
void galley_transaction_cancel (GalleyTransaction *self);

void galley_transaction_splice (GalleyTransaction *self,
                                GalleyList list,
                                const char *table,
                                guint position,
                                guint n_removed,
                                GPtrArray *inserted);
void galley_transaction_set_block (GalleyTransaction *self,
                                   guint position,
                                   GalleyBlockData *block);
void galley_transaction_replace_text (GalleyTransaction *self,
                                      guint position,
                                      guint offset,
                                      guint n_removed,
                                      const char *inserted);
void galley_transaction_move (GalleyTransaction *self,
                              GalleyList list,
                              const char *table,
                              guint position,
                              guint n,
                              guint to);
void galley_transaction_set_record (GalleyTransaction *self,
                                    GalleyList list,
                                    const char *table,
                                    guint position,
                                    GalleyRecord *record);
void galley_transaction_set_details_field (GalleyTransaction *self,
                                           GalleyDetailsField field,
                                           const char *text);
void galley_transaction_replace_content (GalleyTransaction *self,
                                         GalleySnapshot *snapshot);
void galley_transaction_replace_all (GalleyTransaction *self,
                                     GalleySnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyTransaction, galley_transaction_cancel)

G_END_DECLS
