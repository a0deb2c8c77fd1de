/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-bulletin.h"
#include "galley-suggestion-item.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_SUGGESTIONS_PANE (galley_suggestions_pane_get_type ())
G_DECLARE_FINAL_TYPE (GalleySuggestionsPane, galley_suggestions_pane, GALLEY, SUGGESTIONS_PANE, AdwBin)

void galley_suggestions_pane_set_bulletin (GalleySuggestionsPane *self,
                                           GalleyBulletin *bulletin);
GListModel *galley_suggestions_pane_get_items (GalleySuggestionsPane *self);
void galley_suggestions_pane_step (GalleySuggestionsPane *self,
                                   int direction);
char **galley_suggestions_pane_list_chosen (GalleySuggestionsPane *self);

G_END_DECLS
