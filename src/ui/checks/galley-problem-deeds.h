/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-bulletin.h"
#include "galley-problem.h"

G_BEGIN_DECLS

guint galley_problem_fix (GalleyBulletin *bulletin,
                          GPtrArray *problems);
void galley_problem_set_aside (GalleyBulletin *bulletin,
                               GalleyProblem *problem,
                               const char *reason);
void galley_problem_bring_back (GalleyBulletin *bulletin,
                                GalleyProblem *problem);

G_END_DECLS
