/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-parts.h"

#include <string.h>

#include "galley-snapshot.h"

/**
 * galley_part_new:
 * @marks: (nullable) (transfer none)
 * @grid: (nullable) (transfer none)
 *
 * Returns: (transfer full): a part
 */
GalleyPart *
galley_part_new (GalleyBlockKind kind, const char *text, GPtrArray *marks, GalleyGridData *grid)
{
  GalleyPart *part = g_new0 (GalleyPart, 1);

  part->kind = kind;
  part->text = g_strdup (text);
  part->marks = marks ? g_ptr_array_ref (marks) : g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  part->grid = grid ? galley_grid_data_ref (grid) : NULL;
  return part;
}

void
galley_part_free (GalleyPart *part)
{
  g_free (part->text);
  g_ptr_array_unref (part->marks);
  g_clear_pointer (&part->grid, galley_grid_data_unref);
  g_free (part->source);
  g_free (part->media);
  g_free (part->alt);
  g_free (part->place);
  g_free (part);
}

/* Whether the part is more than its text: a table or a picture. */
gboolean
galley_part_is_figure (const GalleyPart *part)
{
  return part->grid || part->kind == GALLEY_BLOCK_PICTURE;
}

/**
 * galley_part_dup_text:
 *
 * Returns: (transfer full): the part as a text holds it: its text and, of a table, below that a line a row, the cells set
 *   apart by tabs. A picture without a caption is the character that stands for an object
 */
char *
galley_part_dup_text (const GalleyPart *part)
{
  GString *text = g_string_new (part->kind == GALLEY_BLOCK_PICTURE && *part->text == '\0' ? GALLEY_PART_OBJECT : part->text);

  for (guint row = 0; part->grid && row < part->grid->n_rows; row++)
    for (guint column = 0; column < part->grid->n_columns; column++)
      {
        if (column > 0 || row > 0 || *part->text)
          g_string_append_c (text, column > 0 ? '\t' : '\n');
        g_string_append (text, galley_grid_data_get_text (part->grid, row, column));
      }
  return g_string_free (text, FALSE);
}

/**
 * galley_part_count_lines:
 *
 * Returns: how many lines galley_part_dup_text() has
 */
guint
galley_part_count_lines (const GalleyPart *part)
{
  guint n = part->grid == NULL || *part->text ? 1 : 0;

  for (const char *p = part->text; (p = strchr (p, '\n')); p++)
    n++;
  return n + (part->grid ? part->grid->n_rows : 0);
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

/**
 * galley_parts_dup_cell:
 * @parts: (element-type GalleyPart): what stands in a cell
 *
 * Returns: (transfer full): the text of the cell, on one line; the cells of a table in it are set apart by spaces too
 */
char *
galley_parts_dup_cell (GPtrArray *parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *lines = galley_part_dup_text (g_ptr_array_index (parts, i));

      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, lines);
    }
  return g_strdelimit (g_string_free (text, FALSE), "\n\t", ' ');
}

/**
 * galley_part_to_block:
 * @id: (nullable)
 * @text: its text as it is by now
 * @marks: (nullable): in that
 *
 * Returns: (transfer full): the part as a block; a table is a free one
 */
GalleyBlockData *
galley_part_to_block (const GalleyPart *part, const char *id, const char *text, GPtrArray *marks)
{
  g_autoptr (GalleyBlockData) block = galley_block_data_new_full (id, part->kind, text, marks, part->source, part->alt, NULL);

  return part->grid ? galley_block_data_with_grid (block, part->grid) : g_steal_pointer (&block);
}

/**
 * galley_parts_to_blocks:
 * @parts: (element-type GalleyPart)
 *
 * Returns: (transfer full) (element-type GalleyBlockData): new blocks that read as the parts, but for pictures that lie
 *   nowhere
 */
GPtrArray *
galley_parts_to_blocks (GPtrArray *parts)
{
  GPtrArray *blocks = galley_block_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      const GalleyPart *part = g_ptr_array_index (parts, i);

      if (part->kind != GALLEY_BLOCK_PICTURE || part->source)
        g_ptr_array_add (blocks, galley_part_to_block (part, NULL, part->text, part->marks));
    }
  return blocks;
}
