/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A larger file is no picture for a bulletin; that of a camera with a hundred million pixels is smaller. */
#define GALLEY_PICTURE_MAX_BYTES (64u << 20)

/**
 * GalleyPictureError:
 * @GALLEY_PICTURE_ERROR_MISSING: no such file
 * @GALLEY_PICTURE_ERROR_REFUSED: its path leaves the bulletin's folder, or it is no ordinary file
 * @GALLEY_PICTURE_ERROR_TOO_LARGE: in bytes or pixels; nothing was decoded
 * @GALLEY_PICTURE_ERROR_FORMAT: no picture, or of a kind that is not read here
 * @GALLEY_PICTURE_ERROR_DAMAGED: cut off or broken
 * @GALLEY_PICTURE_ERROR_IO: the system refused
 *
 * Messages are whole sentences for people. A cancelled operation fails with %G_IO_ERROR_CANCELLED instead.
 */
typedef enum
{
  GALLEY_PICTURE_ERROR_MISSING,
  GALLEY_PICTURE_ERROR_REFUSED,
  GALLEY_PICTURE_ERROR_TOO_LARGE,
  GALLEY_PICTURE_ERROR_FORMAT,
  GALLEY_PICTURE_ERROR_DAMAGED,
  GALLEY_PICTURE_ERROR_IO,
} GalleyPictureError;

#define GALLEY_PICTURE_ERROR (galley_picture_error_quark ())
GQuark galley_picture_error_quark (void);

GBytes *galley_picture_read (const char *folder,
                             const char *source,
                             GError **error);

G_END_DECLS
