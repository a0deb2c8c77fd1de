/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-bulletin.h"
#include "galley-report.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROBLEMS (galley_problems_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProblems, galley_problems, GALLEY, PROBLEMS, AdwBin)

void galley_problems_set_report (GalleyProblems *self,
                                 GalleyBulletin *bulletin,
                                 GalleyReport *report);
void galley_problems_set_caret (GalleyProblems *self,
                                const char *block,
                                guint offset);
void galley_problems_step (GalleyProblems *self,
                           int direction);

G_END_DECLS
