/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-bulletin.h"

G_BEGIN_DECLS

char *galley_formula_words (GalleyBulletin *bulletin,
                            const GalleyRecord *row,
                            GalleyIndicatorField field);

G_END_DECLS
