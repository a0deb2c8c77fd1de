/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-reviewer.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_REVIEW_MENU (galley_review_menu_get_type ())
G_DECLARE_FINAL_TYPE (GalleyReviewMenu, galley_review_menu, GALLEY, REVIEW_MENU, GtkPopover)

void galley_review_menu_show (GalleyReviewMenu *self,
                              const GalleyReviewView *view);

G_END_DECLS
