/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-editor.h"
#include "galley-report.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROOF_CARD (galley_proof_card_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProofCard, galley_proof_card, GALLEY, PROOF_CARD, GtkPopover)

GalleyProofCard *galley_proof_card_new (GtkWidget *parent,
                                        GalleyEditor *editor);
void galley_proof_card_set_report (GalleyProofCard *self,
                                   GalleyReport *report);
gboolean galley_proof_card_show (GalleyProofCard *self,
                                 guint block,
                                 guint offset,
                                 gboolean focus);
GMenu *galley_proof_card_new_menu (GalleyProofCard *self,
                                   guint block,
                                   guint offset);
gboolean galley_proof_card_covers (GalleyProofCard *self,
                                   guint block,
                                   guint offset);
gboolean galley_proof_card_has_focus (GalleyProofCard *self);

G_END_DECLS
