/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "galley-review.h"

G_BEGIN_DECLS

GtkWidget *galley_choice_row_new (const GalleyReviewRules *rules,
                                  const GalleyReviewChoice *choice);

G_END_DECLS
