/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-theme.h"

G_BEGIN_DECLS

void galley_media_bind (GSettings *settings,
                        gpointer chooser);
GalleyTheme *galley_media_load (const char *name,
                                const char *look,
                                gboolean dark);

G_END_DECLS
