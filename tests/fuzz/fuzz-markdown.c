/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-parts.h"
#include "galley-decode.h"
#include "galley-markdown-reader.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *valid = g_utf8_make_valid ((const char *) data, (gssize) size), *text = NULL;
  g_autoptr (GPtrArray) omissions = galley_omissions_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GBytes) bytes = NULL;

  text = galley_text_normalize_lines (valid, strlen (valid));
  galley_markdown_is (text);
  parts = galley_markdown_read (text, strlen (text), omissions, NULL, &error);
  assert_parts (parts, omissions, error);
  bytes = g_bytes_new_static (text, strlen (text));
  assert_import (bytes);
  return 0;
}
