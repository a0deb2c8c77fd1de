/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-bulletin.h"
#include "galley-figures.h"

G_BEGIN_DECLS

GalleyIndicatorField galley_proof_choose_field (const GalleyFigure *figure,
                                                const char *text,
                                                const GalleyRecord *row,
                                                gboolean *same);
char *galley_proof_bind (GalleyBulletin *bulletin,
                         const GalleyBlockData *block,
                         const GalleyFigure *figure,
                         const char *id);
char *galley_proof_unbind (GalleyBulletin *bulletin,
                           const GalleyBlockData *block,
                           const GalleyFigure *figure);
char *galley_proof_make (GalleyBulletin *bulletin,
                         const GalleyBlockData *block,
                         const GalleyFigure *figure);

G_END_DECLS
