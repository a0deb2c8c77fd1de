/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GALLEY_FORMATS_ERROR (galley_formats_error_quark ())
GQuark galley_formats_error_quark (void);

/**
 * GalleyFormatsError:
 * @GALLEY_FORMATS_ERROR_EMPTY: there is no text in it
 * @GALLEY_FORMATS_ERROR_TOO_LARGE: it is larger than the limits
 * @GALLEY_FORMATS_ERROR_NOT_TEXT: it is another kind of file
 * @GALLEY_FORMATS_ERROR_ENCODING: its characters cannot be read without guessing
 * @GALLEY_FORMATS_ERROR_BROKEN: what it says it is, but broken, protected or made to do harm
 * @GALLEY_FORMATS_ERROR_UNKNOWN: no format has that extension
 * @GALLEY_FORMATS_ERROR_PROOF: a file that was written states other figures than the bulletin; it was not kept
 * @GALLEY_FORMATS_ERROR_WRITE: the file could not be written; what was there before is still there whole
 *
 * Why a file could not be taken in or written. The messages say why and what to do; the caller adds which file.
 */
typedef enum
{
  GALLEY_FORMATS_ERROR_EMPTY,
  GALLEY_FORMATS_ERROR_TOO_LARGE,
  GALLEY_FORMATS_ERROR_NOT_TEXT,
  GALLEY_FORMATS_ERROR_ENCODING,
  GALLEY_FORMATS_ERROR_BROKEN,
  GALLEY_FORMATS_ERROR_UNKNOWN,
  GALLEY_FORMATS_ERROR_PROOF,
  GALLEY_FORMATS_ERROR_WRITE,
} GalleyFormatsError;

G_END_DECLS
