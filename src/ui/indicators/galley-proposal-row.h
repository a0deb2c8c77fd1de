/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-proposed.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROPOSAL_ROW (galley_proposal_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProposalRow, galley_proposal_row, GALLEY, PROPOSAL_ROW, GtkBox)

GtkWidget *galley_proposal_row_new (void);
void galley_proposal_row_set_proposed (GalleyProposalRow *self,
                                       GalleyProposed *proposed);

G_END_DECLS
