/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-bulletin.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_OUTLINE (galley_outline_get_type ())
G_DECLARE_FINAL_TYPE (GalleyOutline, galley_outline, GALLEY, OUTLINE, AdwBin)

void galley_outline_set_bulletin (GalleyOutline *self,
                                  GalleyBulletin *bulletin);
void galley_outline_follow (GalleyOutline *self,
                            guint block);

G_END_DECLS
