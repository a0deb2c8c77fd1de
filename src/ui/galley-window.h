/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-application.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_WINDOW (galley_window_get_type ())
G_DECLARE_FINAL_TYPE (GalleyWindow, galley_window, GALLEY, WINDOW, AdwApplicationWindow)

GalleyWindow *galley_window_new (GalleyApplication *application);
gboolean galley_window_is_pristine (GalleyWindow *self);

void galley_window_open (GalleyWindow *self,
                         GFile *file);
void galley_window_open_new (GalleyWindow *self);
void galley_window_open_sample (GalleyWindow *self);
void galley_window_open_first (GalleyWindow *self);
void galley_window_recover_drafts (GalleyApplication *application);

G_END_DECLS
