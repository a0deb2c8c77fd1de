/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-bulletin.h"
#include "galley-review-rules.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DETAILS (galley_details_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDetails, galley_details, GALLEY, DETAILS, AdwBin)

void galley_details_set_bulletin (GalleyDetails *self,
                                  GalleyBulletin *bulletin);
void galley_details_set_rules (GalleyDetails *self,
                               GalleyReviewRules *rules);

G_END_DECLS
