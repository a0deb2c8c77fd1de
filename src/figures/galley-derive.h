/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record.h"

G_BEGIN_DECLS

/**
 * GalleyDerivation:
 * @GALLEY_DERIVATION_NONE: the cell is typed
 * @GALLEY_DERIVATION_SUM: all operands together
 * @GALLEY_DERIVATION_DIFFERENCE: the first operand less the others
 * @GALLEY_DERIVATION_SHARE: the first operand in percent of the second
 * @GALLEY_DERIVATION_GROWTH: by how many percent the first operand is more than the second
 *
 * How a cell is made of others.
 */
typedef enum
{
  GALLEY_DERIVATION_NONE,
  GALLEY_DERIVATION_SUM,
  GALLEY_DERIVATION_DIFFERENCE,
  GALLEY_DERIVATION_SHARE,
  GALLEY_DERIVATION_GROWTH,
} GalleyDerivation;

GalleyDerivation galley_derive_get (const GalleyRecord *row,
                                    GalleyIndicatorField *field,
                                    char ***operands);
GalleyRecord *galley_derive_set (GalleyRecord *row,
                                 GalleyIndicatorField field,
                                 GalleyDerivation derivation,
                                 const char *const *operands);
GalleyRecord *galley_derive_compute (GalleyRecord *row,
                                     GPtrArray *tables);

G_END_DECLS
