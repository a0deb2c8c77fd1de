/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-extract.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROPOSED (galley_proposed_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProposed, galley_proposed, GALLEY, PROPOSED, GObject)

/* A proposal of an extraction in a list, with what the person makes of it: whether to take it, and under which name. */
struct _GalleyProposed
{
  GObject parent_instance;

  GalleyExtraction *extraction; /* that it is of */
  const GalleyProposal *proposal;
  const GalleyBlockData *block; /* that its first mention is in */
  gboolean chosen;
  char *name;
};

void galley_proposed_choose (GalleyProposed *self,
                             gboolean chosen);

GListStore *galley_proposed_list_new (GalleyExtraction *extraction);
guint galley_proposed_list_count_chosen (GListModel *list);
void galley_proposed_list_choose_all (GListModel *list,
                                      gboolean chosen);
void galley_proposed_list_choose_as (GListModel *list,
                                     GListModel *other);
GalleyExtraction *galley_proposed_list_take (GListModel *list,
                                             gboolean **chosen);

G_END_DECLS
