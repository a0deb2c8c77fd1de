/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-report.h"

G_BEGIN_DECLS

/* Errors in 10,000 characters that a newspaper may have, of 国新出发〔2020〕10号. */
#define GALLEY_ERROR_RATE_LIMIT 3

/**
 * GalleyErrorRate:
 * @tenths: the weight of what was found, in tenths of an error
 * @characters: how long the text is, as word processors count
 * @hundredths: errors in 10,000 characters, in hundredths, rounded up: a forecast does not flatter
 *
 * How many errors would be found in a bulletin that was printed as it is (差错率).
 */
typedef struct
{
  guint tenths;
  guint characters;
  guint hundredths;
} GalleyErrorRate;

GalleyErrorRate galley_error_rate_read (const GalleyReport *report);
gboolean galley_error_rate_is_over (const GalleyErrorRate *rate);
char *galley_error_rate_format (const GalleyErrorRate *rate);

G_END_DECLS
