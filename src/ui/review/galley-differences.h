/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-compare.h"

G_BEGIN_DECLS

/**
 * GalleyDifferencesBetween:
 * @GALLEY_DIFFERENCES_DISK: the file on the disk and the bulletin in the window
 * @GALLEY_DIFFERENCES_VERSIONS: a bulletin and what became of it
 *
 * What is compared, for what to call what is on one side only.
 */
typedef enum
{
  GALLEY_DIFFERENCES_DISK,
  GALLEY_DIFFERENCES_VERSIONS,
} GalleyDifferencesBetween;

GtkWidget *galley_differences_new (const GalleyComparison *comparison,
                                   GalleyDifferencesBetween between);

G_END_DECLS
