/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-office.h"

G_BEGIN_DECLS

GArray *galley_office_place_comments (const GalleySnapshot *snapshot);
GalleyOfficeParagraph *galley_office_make_paragraph (const GalleyOffice *office,
                                                     GalleyStyleRole role,
                                                     const GalleyOfficeText *text,
                                                     guint from,
                                                     guint to,
                                                     const GalleyOfficeBlock *block,
                                                     guint *offset);

G_END_DECLS
