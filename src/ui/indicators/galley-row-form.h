/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-bulletin.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_ROW_FORM (galley_row_form_get_type ())
G_DECLARE_FINAL_TYPE (GalleyRowForm, galley_row_form, GALLEY, ROW_FORM, AdwDialog)

GalleyRowForm *galley_row_form_new (GalleyBulletin *bulletin,
                                    const char *row);

G_END_DECLS
