/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-search.h"

G_BEGIN_DECLS

GPtrArray *galley_fragment_copy (GPtrArray *blocks,
                                 const GalleySearchScope *scope);
GPtrArray *galley_fragment_splice (GPtrArray *blocks,
                                   const GalleySearchScope *scope,
                                   GPtrArray *fragment,
                                   guint *caret_block,
                                   guint *caret);

G_END_DECLS
