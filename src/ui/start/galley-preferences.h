/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_PREFERENCES (galley_preferences_get_type ())
G_DECLARE_FINAL_TYPE (GalleyPreferences, galley_preferences, GALLEY, PREFERENCES, AdwPreferencesDialog)

void galley_preferences_present (GtkWidget *parent);

G_END_DECLS
