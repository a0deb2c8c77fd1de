/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stddef.h>
#include <stdint.h>

#include "galley-picture-parts.h"
#include "galley-picture.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* What was stripped is still the picture that it was, and can be stripped again without a change. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size), bare = NULL, again = NULL;
  GalleyPictureInfo info, stripped;

  if (!galley_picture_examine (bytes, &info, NULL) ||
      (info.format != GALLEY_PICTURE_JPEG && info.format != GALLEY_PICTURE_PNG))
    return 0;
  bare = galley_picture_strip (bytes, info.format);
  g_assert_true (galley_picture_examine (bare, &stripped, NULL));
  g_assert_true (stripped.width == info.width && stripped.height == info.height && stripped.orientation == 1);
  again = galley_picture_strip (bare, info.format);
  g_assert_true (g_bytes_equal (again, bare));
  again = (g_bytes_unref (again), galley_picture_graft (bare, bytes, info.format));
  g_assert_true (galley_picture_examine (again, &stripped, NULL) && stripped.orientation == 1);
  return 0;
}
