/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdint.h>

#include "galley-import.h"
#include "galley-omission.h"
#include "galley-parts.h"
#include "galley-suggestion.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t size);

/* An error, or parts that are valid blocks with their marks in order within their text. */
static inline void
assert_parts (GPtrArray *parts, GPtrArray *omissions, const GError *error)
{
  g_autoptr (GPtrArray) blocks = NULL;

  g_assert ((parts == NULL) == (error != NULL));
  for (guint i = 0; omissions && i < omissions->len; i++)
    {
      g_autofree char *told = galley_omission_describe (g_ptr_array_index (omissions, i));

      g_assert (g_utf8_validate (told, -1, NULL));
    }
  if (parts == NULL)
    return;
  g_assert (parts->len > 0);
  blocks = galley_parts_to_blocks (parts);
  for (guint i = 0; i < blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (blocks, i);

      g_assert ((*block->text || block->grid || block->source) && g_utf8_validate (block->text, -1, NULL));
      for (guint j = 0; j < block->marks->len; j++)
        {
          const GalleyMark *mark = g_ptr_array_index (block->marks, j);

          g_assert (mark->length > 0 && mark->start + mark->length <= block->n_chars);
        }
    }
}

/* An import that lost nothing. */
static inline void
assert_import (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, NULL, &error);
  g_autofree char *missing = import ? galley_import_unaccounted (import) : NULL;

  g_assert ((import == NULL) == (error != NULL));
  /* Its layers are such as can be told. */
  if (import)
    g_ptr_array_unref (galley_suggestions_list (import->snapshot));
  if (missing && *missing)
    g_error ("lost: %s", missing);
}
