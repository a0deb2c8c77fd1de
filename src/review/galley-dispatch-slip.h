/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-report.h"
#include "galley-review-rules.h"

G_BEGIN_DECLS

GalleySnapshot *galley_dispatch_slip_new (const GalleyReviewRules *rules,
                                          const GalleyReport *report,
                                          const char *hash);

G_END_DECLS
