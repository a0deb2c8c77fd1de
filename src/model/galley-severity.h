/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleySeverity:
 * @GALLEY_SEVERITY_NOTE: worth a look
 * @GALLEY_SEVERITY_WARNING: most likely wrong
 * @GALLEY_SEVERITY_ERROR: proved wrong
 *
 * How much a finding weighs, of the audit as of the house style; errors make the program's exit code 2.
 */
typedef enum
{
  GALLEY_SEVERITY_NOTE,
  GALLEY_SEVERITY_WARNING,
  GALLEY_SEVERITY_ERROR,
} GalleySeverity;

G_END_DECLS
