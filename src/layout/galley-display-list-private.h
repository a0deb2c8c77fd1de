/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-display-list.h"

G_BEGIN_DECLS

struct _GalleyDisplayList
{
  GalleyTheme *theme;
  GArray *pages;    /* of GalleyDisplayPage; the items of each are its own */
  GArray *elements; /* of GalleyElement */
  GArray *headings; /* of GalleyHeading */
  GPtrArray *parts; /* of GalleyBlockLayout: what the items point into */
};

GalleyDisplayList *galley_display_list_new (GalleyTheme *theme);

G_END_DECLS
