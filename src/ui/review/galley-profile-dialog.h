/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-reviewer.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROFILE_DIALOG (galley_profile_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProfileDialog, galley_profile_dialog, GALLEY, PROFILE_DIALOG, AdwDialog)

AdwDialog *galley_profile_dialog_new (const GalleyReviewView *view);

G_END_DECLS
