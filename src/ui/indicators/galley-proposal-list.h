/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-proposed.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROPOSAL_LIST (galley_proposal_list_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProposalList, galley_proposal_list, GALLEY, PROPOSAL_LIST, AdwBin)

void galley_proposal_list_set_model (GalleyProposalList *self,
                                     GListModel *model);

G_END_DECLS
