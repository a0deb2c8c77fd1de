/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-editor.h"
#include "galley-report.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_COUNTER (galley_counter_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCounter, galley_counter, GALLEY, COUNTER, GtkWidget)

void galley_counter_set_editor (GalleyCounter *self,
                                GalleyEditor *editor);
void galley_counter_set_report (GalleyCounter *self,
                                GalleyReport *report);

G_END_DECLS
