/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-parts.h"

#include "galley-snapshot.h"

static void
free_row (gpointer row)
{
  g_strfreev (row);
}

/**
 * galley_part_new:
 * @marks: (nullable) (transfer none)
 * @rows: (nullable) (transfer none)
 *
 * Returns: (transfer full): a part
 */
GalleyPart *
galley_part_new (GalleyBlockKind kind, const char *text, GPtrArray *marks, GPtrArray *rows)
{
  GalleyPart *part = g_new0 (GalleyPart, 1);

  part->kind = kind;
  part->text = g_strdup (text);
  part->marks = marks ? g_ptr_array_ref (marks) : g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  if (rows)
    {
      g_ptr_array_set_free_func (rows, free_row);
      part->rows = g_ptr_array_ref (rows);
    }
  return part;
}

void
galley_part_free (GalleyPart *part)
{
  g_free (part->text);
  g_ptr_array_unref (part->marks);
  g_clear_pointer (&part->rows, g_ptr_array_unref);
  g_free (part);
}

/**
 * galley_parts_new:
 *
 * Returns: (transfer full) (element-type GalleyPart): an array that owns its parts
 */
GPtrArray *
galley_parts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_part_free);
}

static void
flatten (const GalleyPart *part, GPtrArray *flat)
{
  if (part->rows == NULL || *part->text)
    g_ptr_array_add (flat, galley_part_new (part->rows ? GALLEY_BLOCK_PARAGRAPH : part->kind, part->text, part->marks, NULL));
  for (guint row = 0; part->rows && row < part->rows->len; row++)
    {
      g_autofree char *line = g_strjoinv ("\t", g_ptr_array_index (part->rows, row));

      g_ptr_array_add (flat, galley_part_new (GALLEY_BLOCK_PARAGRAPH, line, NULL, NULL));
    }
}

/**
 * galley_parts_flatten:
 * @parts: (element-type GalleyPart)
 *
 * Returns: (transfer full) (element-type GalleyPart): the same without tables: a caption and each row are paragraphs, the
 *   cells of a row set apart by tabs, as a text holds a table
 */
GPtrArray *
galley_parts_flatten (GPtrArray *parts)
{
  GPtrArray *flat = galley_parts_new ();

  for (guint i = 0; i < parts->len; i++)
    flatten (g_ptr_array_index (parts, i), flat);
  return flat;
}

/**
 * galley_parts_to_blocks:
 * @parts: (element-type GalleyPart)
 *
 * Returns: (transfer full) (element-type GalleyBlockData): new blocks that read as the parts; a table is a free one, whose
 *   first row is its header, or paragraphs where it is too large for that
 */
GPtrArray *
galley_parts_to_blocks (GPtrArray *parts)
{
  GPtrArray *blocks = galley_block_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      const GalleyPart *part = g_ptr_array_index (parts, i);
      g_autoptr (GalleyGridData) grid = part->rows ? galley_grid_data_new_from_rows (part->rows, part->rows->len > 1) : NULL;
      g_autoptr (GPtrArray) plain = galley_parts_new ();

      if (grid)
        {
          g_autoptr (GalleyBlockData) caption = galley_block_data_new (NULL, GALLEY_BLOCK_TABLE, part->text, part->marks);

          g_ptr_array_add (blocks, galley_block_data_with_grid (caption, grid));
          continue;
        }
      flatten (part, plain);
      for (guint j = 0; j < plain->len; j++)
        {
          const GalleyPart *line = g_ptr_array_index (plain, j);

          g_ptr_array_add (blocks, galley_block_data_new (NULL, line->kind, line->text, line->marks));
        }
    }
  return blocks;
}
