/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-finding.h"

G_BEGIN_DECLS

GPtrArray *galley_finding_list_new (void);
GalleyFindings *galley_findings_new_take (GPtrArray *list);

G_END_DECLS
