/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GalleyStoreError:
 * @GALLEY_STORE_ERROR_IO: the system refused: no space, no permission, no such file
 * @GALLEY_STORE_ERROR_TOO_LARGE: larger than any bulletin; nothing was read
 * @GALLEY_STORE_ERROR_INVALID: not JSON, or not a bulletin; the message carries the path of the member at fault
 * @GALLEY_STORE_ERROR_NEWER: written by a newer Galley
 * @GALLEY_STORE_ERROR_CONFLICT: another program changed the file since it was read
 * @GALLEY_STORE_ERROR_NOT_DURABLE: the file was replaced, but a power cut may still bring the old one back
 *
 * Messages are whole sentences for people. Those of files begin with the file's name and ": ".
 * A cancelled operation fails with %G_IO_ERROR_CANCELLED instead.
 */
typedef enum
{
  GALLEY_STORE_ERROR_IO,
  GALLEY_STORE_ERROR_TOO_LARGE,
  GALLEY_STORE_ERROR_INVALID,
  GALLEY_STORE_ERROR_NEWER,
  GALLEY_STORE_ERROR_CONFLICT,
  GALLEY_STORE_ERROR_NOT_DURABLE,
} GalleyStoreError;

#define GALLEY_STORE_ERROR (galley_store_error_quark ())
GQuark galley_store_error_quark (void);

G_END_DECLS
