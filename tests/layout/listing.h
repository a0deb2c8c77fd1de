/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-layout.h"

G_BEGIN_DECLS

GalleyDisplayList *listing_lay_out (GalleySnapshot *snapshot,
                                    const char *theme,
                                    const GalleyLayoutOptions *options);
GalleyDisplayList *listing_lay_out_text (GalleyBlockKind kind,
                                         const char *text,
                                         const char *theme,
                                         double width);
GPtrArray *listing_find_lines (GalleyDisplayList *list,
                               guint page);
char *listing_dup_text (const GalleyDisplayItem *item);
const GalleyDisplayItem *listing_find_text (GalleyDisplayList *list,
                                            guint page,
                                            const char *text);

G_END_DECLS
