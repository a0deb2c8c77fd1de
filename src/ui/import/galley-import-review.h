/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "galley-import-item.h"

G_BEGIN_DECLS

#define GALLEY_TYPE_IMPORT_REVIEW (galley_import_review_get_type ())
G_DECLARE_FINAL_TYPE (GalleyImportReview, galley_import_review, GALLEY, IMPORT_REVIEW, AdwNavigationPage)

AdwNavigationPage *galley_import_review_new (GalleyImportItem *item);

G_END_DECLS
