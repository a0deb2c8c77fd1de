/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-bulletin.h"
#include "galley-report.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ANALYSIS (galley_analysis_get_type ())
G_DECLARE_FINAL_TYPE (GalleyAnalysis, galley_analysis, GALLEY, ANALYSIS, GObject)

GalleyAnalysis *galley_analysis_new (void);
void galley_analysis_set_bulletin (GalleyAnalysis *self,
                                   GalleyBulletin *bulletin,
                                   const char *path);
void galley_analysis_set_profile (GalleyAnalysis *self,
                                  const char *name);
GalleyReport *galley_analysis_get_report (GalleyAnalysis *self);

G_END_DECLS
