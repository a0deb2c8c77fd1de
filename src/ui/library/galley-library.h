/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_LIBRARY (galley_library_get_type ())
G_DECLARE_FINAL_TYPE (GalleyLibrary, galley_library, GALLEY, LIBRARY, AdwBin)

void galley_library_set_path (GalleyLibrary *self,
                              const char *path);
void galley_library_remember (GFile *file,
                              const char *title);

G_END_DECLS
