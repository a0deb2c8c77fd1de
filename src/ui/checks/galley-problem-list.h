/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-problem.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROBLEM_LIST (galley_problem_list_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProblemList, galley_problem_list, GALLEY, PROBLEM_LIST, GObject)

GalleyProblemList *galley_problem_list_new (void);
void galley_problem_list_take (GalleyProblemList *self,
                               GPtrArray *problems);

G_END_DECLS
