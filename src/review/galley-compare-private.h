/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-compare.h"

G_BEGIN_DECLS

GArray *galley_pieces_new (void);

G_END_DECLS
