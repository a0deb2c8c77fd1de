/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-reviewer.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_REVIEW_PANE (galley_review_pane_get_type ())
G_DECLARE_FINAL_TYPE (GalleyReviewPane, galley_review_pane, GALLEY, REVIEW_PANE, AdwBin)

void galley_review_pane_show (GalleyReviewPane *self,
                              const GalleyReviewView *view);

G_END_DECLS
