/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-snapshot.h"

G_BEGIN_DECLS

gboolean galley_has_undecided (const GalleySnapshot *snapshot,
                               guint *n_suggestions,
                               guint *n_comments);

G_END_DECLS
