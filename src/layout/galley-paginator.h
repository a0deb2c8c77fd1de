/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-block-layout.h"
#include "galley-display-list-private.h"

G_BEGIN_DECLS

/* Places parts on the pages of a display list, one after another, in columns where the theme has them. */
typedef struct _GalleyPaginator GalleyPaginator;

GalleyPaginator *galley_paginator_new (GalleyDisplayList *list,
                                       double width);
void galley_paginator_add (GalleyPaginator *self,
                           GalleyBlockLayout *part,
                           guint parent);
void galley_paginator_repeat (GalleyPaginator *self,
                              GalleyBlockLayout *header);
void galley_paginator_finish (GalleyPaginator *self);
void galley_paginator_free (GalleyPaginator *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyPaginator, galley_paginator_free)

G_END_DECLS
