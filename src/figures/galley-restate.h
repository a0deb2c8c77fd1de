/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-amount.h"
#include "galley-figures.h"

G_BEGIN_DECLS

/**
 * GalleyRestatement:
 * @surface: what would stand in the text: 321000万元
 * @scaled: whether it is in another unit than now, and not in the same with other decimals
 * @loss: (nullable): what it is off the exact value by, with its unit (0.05亿元); %NULL where it is that value
 * @above: whether it is more than the exact value
 *
 * Another way to write a figure.
 */
typedef struct
{
  char *surface;
  gboolean scaled;
  char *loss;
  gboolean above;
} GalleyRestatement;

GPtrArray *galley_restate (const GalleyFigure *figure,
                           const char *text,
                           const GalleyAmount *exact);

G_END_DECLS
