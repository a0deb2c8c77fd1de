/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-fragment.h"

#include "galley-snapshot.h"

/* A part of an article on its way: copied out of it, and put into the same or another one. */

/**
 * galley_fragment_copy:
 * @blocks: (element-type GalleyBlockData): an article
 * @scope: a part of it
 *
 * Returns: (transfer full) (element-type GalleyBlockData): that part as blocks of their own, with new ids; what is but
 *   the end of a block, or a piece within one, is a paragraph, so that it joins what it is put into
 */
GPtrArray *
galley_fragment_copy (GPtrArray *blocks, const GalleySearchScope *scope)
{
  GPtrArray *fragment = galley_block_array_new ();

  for (guint i = scope->block; i <= scope->end_block && i < blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (blocks, i);
      guint from = i == scope->block ? scope->start : 0, to = i == scope->end_block ? scope->end : block->n_chars;
      g_autoptr (GalleyBlockData) head = galley_block_data_replace (block, to, block->n_chars - to, "");
      g_autoptr (GalleyBlockData) part = galley_block_data_replace (head, 0, from, "");
      gboolean begun = from == 0 && (to > 0 || block->n_chars == 0) && (to == block->n_chars || scope->end_block > scope->block);

      if (begun)
        g_ptr_array_add (fragment, galley_block_data_with_id (part, NULL));
      else
        g_ptr_array_add (fragment, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, part->text, part->marks));
    }
  return fragment;
}

/**
 * galley_fragment_splice:
 * @blocks: (element-type GalleyBlockData): an article
 * @scope: the part of it that is replaced; empty for a place
 * @fragment: (element-type GalleyBlockData): at least one block, whose ids are not in @blocks
 * @caret_block: (out): the position of the block that the end of the fragment is in
 * @caret: (out): where in that block, in code points
 *
 * Paragraphs at the ends of @fragment go on with the text before and behind the place; other kinds stand for themselves.
 * One block alone goes into the line, unless the line is empty: then the line becomes what that block is.
 *
 * Returns: (transfer full) (element-type GalleyBlockData): what stands in the place of the blocks of @scope
 */
GPtrArray *
galley_fragment_splice (
  GPtrArray *blocks, const GalleySearchScope *scope, GPtrArray *fragment, guint *caret_block, guint *caret)
{
  GalleyBlockData *first = g_ptr_array_index (blocks, scope->block), *last = g_ptr_array_index (blocks, scope->end_block);
  g_autoptr (GalleyBlockData) head = galley_block_data_replace (first, scope->start, first->n_chars - scope->start, "");
  g_autoptr (GalleyBlockData) tail = galley_block_data_replace (last, 0, scope->end, "");
  GPtrArray *result = galley_block_array_new ();

  for (guint i = 0; i < fragment->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (fragment, i);
      gboolean plain = block->kind == GALLEY_BLOCK_PARAGRAPH;
      gboolean drawn = block->kind >= GALLEY_BLOCK_TABLE;
      gboolean alone = fragment->len == 1 && !drawn && (plain || head->n_chars + tail->n_chars > 0);
      g_autoptr (GalleyBlockData) now = galley_block_data_ref (block);

      if (i == 0 && head->n_chars > 0 && !plain && !alone)
        g_ptr_array_add (result, galley_block_data_ref (head));
      else if (i == 0)
        {
          g_autoptr (GalleyBlockData) joined = galley_block_data_join (head, block);

          galley_block_data_unref (now);
          now = plain || alone ? galley_block_data_ref (joined) : galley_block_data_with_id (block, first->id);
        }
      if (i + 1 == fragment->len)
        {
          *caret_block = scope->block + result->len;
          *caret = now->n_chars;
          if (tail->n_chars > 0 && (plain || alone))
            {
              g_autoptr (GalleyBlockData) joined = galley_block_data_join (now, tail);

              galley_block_data_unref (now);
              now = galley_block_data_with_kind (joined, fragment->len == 1 ? joined->kind : last->kind);
            }
          g_ptr_array_add (result, galley_block_data_ref (now));
          if (tail->n_chars > 0 && !plain && !alone)
            g_ptr_array_add (result, scope->block == scope->end_block ? galley_block_data_with_id (tail, NULL)
                                                                      : galley_block_data_ref (tail));
        }
      else
        g_ptr_array_add (result, galley_block_data_ref (now));
    }
  return result;
}
