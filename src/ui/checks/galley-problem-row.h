/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-problem.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_PROBLEM_ROW (galley_problem_row_get_type ())
G_DECLARE_FINAL_TYPE (GalleyProblemRow, galley_problem_row, GALLEY, PROBLEM_ROW, GtkBox)

GtkWidget *galley_problem_row_new (void);
void galley_problem_row_set_problem (GalleyProblemRow *self,
                                     GalleyProblem *problem);
char *galley_problem_row_describe (GalleyProblem *problem);

G_END_DECLS
