/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-finding.h"

G_BEGIN_DECLS

/* What a finding is about, in the order in which lists show it: the arithmetic first. */
typedef enum
{
  GALLEY_FINDING_SUMS,
  GALLEY_FINDING_SHARES,
  GALLEY_FINDING_GROWTH,
  GALLEY_FINDING_REPEATS,
  GALLEY_FINDING_PERIODS,
  GALLEY_FINDING_UNITS,
  GALLEY_FINDING_NUMBERS,
  GALLEY_FINDING_PUNCTUATION,
  GALLEY_FINDING_WORDING,
  GALLEY_FINDING_CHARTS,
  GALLEY_FINDING_OTHER,
} GalleyFindingKind;

#define GALLEY_N_FINDING_KINDS (GALLEY_FINDING_OTHER + 1)

GalleyFindingKind galley_finding_get_kind (const GalleyFinding *finding);
const char *galley_finding_kind_get_title (GalleyFindingKind kind);

G_END_DECLS
