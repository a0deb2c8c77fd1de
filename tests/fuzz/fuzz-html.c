/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz-parts.h"
#include "galley-html-reader.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) omissions = galley_omissions_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = galley_html_read_bytes (bytes, omissions, NULL, &error);

  assert_parts (parts, omissions, error);
  return 0;
}
