/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleySlip:
 * @GALLEY_SLIP_NONE: none of these
 * @GALLEY_SLIP_DIGIT: one digit is another
 * @GALLEY_SLIP_SWAPPED: two neighbouring digits are swapped
 * @GALLEY_SLIP_DROPPED: a digit is missing
 * @GALLEY_SLIP_ADDED: there is a digit more
 *
 * How one number may have been mistyped for another.
 */
typedef enum
{
  GALLEY_SLIP_NONE,
  GALLEY_SLIP_DIGIT,
  GALLEY_SLIP_SWAPPED,
  GALLEY_SLIP_DROPPED,
  GALLEY_SLIP_ADDED,
} GalleySlip;

GalleySlip galley_slip_between (__int128 meant,
                                __int128 typed);

G_END_DECLS
