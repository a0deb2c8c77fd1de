/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "galley-bulletin.h"
#include "galley-figures.h"

G_BEGIN_DECLS

GMenu *galley_proof_restate_menu (GalleyBulletin *bulletin,
                                  const GalleyBlockData *block,
                                  const GalleyFigure *figure);
char *galley_proof_restate (GalleyBulletin *bulletin,
                            const char *id,
                            guint start,
                            const char *surface);

G_END_DECLS
