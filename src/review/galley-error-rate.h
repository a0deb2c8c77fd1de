/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-report.h"

G_BEGIN_DECLS

/* Errors in 10,000 characters that a newspaper may have, of 国新出发〔2020〕10号. */
#define GALLEY_ERROR_RATE_LIMIT 3

/**
 * GalleyErrorClass:
 * @GALLEY_ERROR_FACTS: a wrong number or fact, a fault of logic or grammar
 * @GALLEY_ERROR_WORDS: wrong, extra or missing characters
 * @GALLEY_ERROR_FORMS: numbers and units that are not written as GB/T 15835 has it
 * @GALLEY_ERROR_PUNCTUATION: punctuation that is not as GB/T 15834 has it
 *
 * What the 2020 annex weighs alike.
 */
typedef enum
{
  GALLEY_ERROR_FACTS,
  GALLEY_ERROR_WORDS,
  GALLEY_ERROR_FORMS,
  GALLEY_ERROR_PUNCTUATION,
} GalleyErrorClass;

#define GALLEY_N_ERROR_CLASSES (GALLEY_ERROR_PUNCTUATION + 1)

/**
 * GalleyErrorTally:
 * @n: how many were found that count
 * @tenths: what they weigh together, in tenths of an error
 */
typedef struct
{
  guint n;
  guint tenths;
} GalleyErrorTally;

/**
 * GalleyErrorRate:
 * @tallies: what was found of each class
 * @tenths: the weight of all that was found, in tenths of an error
 * @characters: how long the text is, as word processors count
 * @hundredths: errors in 10,000 characters, in hundredths, rounded up: a forecast does not flatter
 *
 * How many errors would be found in a bulletin that was printed as it is (差错率).
 */
typedef struct
{
  GalleyErrorTally tallies[GALLEY_N_ERROR_CLASSES];
  guint tenths;
  guint characters;
  guint hundredths;
} GalleyErrorRate;

GalleyErrorRate galley_error_rate_read (const GalleyReport *report);
gboolean galley_error_rate_is_over (const GalleyErrorRate *rate);
char *galley_error_rate_format (const GalleyErrorRate *rate);
char *galley_error_weight_format (guint tenths);
const char *galley_error_class_to_string (GalleyErrorClass class);
const char *galley_error_class_get_title (GalleyErrorClass class);
const char *galley_error_class_get_weight (GalleyErrorClass class);

G_END_DECLS
