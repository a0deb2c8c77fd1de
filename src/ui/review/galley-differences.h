/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-snapshot.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_DIFFERENCES (galley_differences_get_type ())
G_DECLARE_FINAL_TYPE (GalleyDifferences, galley_differences, GALLEY, DIFFERENCES, AdwBin)

GtkWidget *galley_differences_new (void);
void galley_differences_compare (GalleyDifferences *self,
                                 GalleySnapshot *before,
                                 const char *before_name,
                                 GalleySnapshot *after,
                                 const char *after_name);

G_END_DECLS
