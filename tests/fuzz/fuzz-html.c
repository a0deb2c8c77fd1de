/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdint.h>

#include "galley-html-reader.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t size);

/* Any bytes: an error, or parts that are valid blocks with their marks in order within their text. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = galley_html_read_bytes (bytes, NULL, NULL, &error), blocks = NULL;

  g_assert ((parts == NULL) == (error != NULL));
  if (parts == NULL)
    return 0;
  g_assert (parts->len > 0);
  blocks = galley_parts_to_blocks (parts);
  for (guint i = 0; i < blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (blocks, i);

      g_assert (*block->text && g_utf8_validate (block->text, -1, NULL));
      for (guint j = 0; j < block->marks->len; j++)
        {
          const GalleyMark *mark = g_ptr_array_index (block->marks, j);

          g_assert (mark->length > 0 && mark->start + mark->length <= block->n_chars);
        }
    }
  return 0;
}
