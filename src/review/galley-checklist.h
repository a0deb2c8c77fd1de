/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-report.h"
#include "galley-review-rules.h"

G_BEGIN_DECLS

gboolean galley_checklist_knows (const char *check);
gboolean galley_checklist_needs_limit (const char *check);
gboolean galley_checklist_answer (const GalleyReviewRules *rules,
                                  const GalleyReport *report,
                                  const GalleyCheckItem *item,
                                  char **answer);

G_END_DECLS
