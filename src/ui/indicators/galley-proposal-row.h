/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-extract.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROPOSED (galley_proposed_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProposed, galley_proposed, GALLEY, PROPOSED, GObject)

/* A proposal of an extraction in a list, with what the person makes of it: whether to take it, and under which name. */
struct _GalleyProposed
{
  GObject parent_instance;

  const GalleyProposal *proposal;
  const GalleyBlockData *block; /* that its first mention is in */
  gboolean chosen;
  char *name;
};

GalleyProposed *galley_proposed_new (const GalleyProposal *proposal,
                                     const GalleyBlockData *block);
void galley_proposed_choose (GalleyProposed *self,
                             gboolean chosen);

#define GALLEY_TYPE_PROPOSAL_ROW (galley_proposal_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProposalRow, galley_proposal_row, GALLEY, PROPOSAL_ROW, GtkBox)

GtkWidget *galley_proposal_row_new (void);
void galley_proposal_row_set_proposed (GalleyProposalRow *self,
                                       GalleyProposed *proposed);

G_END_DECLS
