/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-parts.h"
#include "galley-word.h"

/* OpenDocument in one file, which the reader of packages reads alike, or a package as it is. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) omissions = galley_omissions_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = galley_word_is (bytes) ? galley_word_read (bytes, omissions, NULL, NULL, &error) : NULL;

  if (parts || error)
    assert_parts (parts, omissions, error);
  assert_import (bytes);
  return 0;
}
