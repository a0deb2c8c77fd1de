/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-model"

#include "config.h"

#include "galley-block-data.h"

#include <string.h>

static const char *const kind_names[GALLEY_N_BLOCK_KINDS] = {
  [GALLEY_BLOCK_KICKER] = "kicker",       [GALLEY_BLOCK_HEADLINE] = "headline",
  [GALLEY_BLOCK_NOTE] = "note",           [GALLEY_BLOCK_LEAD] = "lead",
  [GALLEY_BLOCK_HEADING] = "heading",     [GALLEY_BLOCK_PARAGRAPH] = "paragraph",
  [GALLEY_BLOCK_ITEM] = "item",           [GALLEY_BLOCK_SUBHEADING] = "subheading",
  [GALLEY_BLOCK_SUBITEM] = "subitem",
  [GALLEY_BLOCK_QUOTATION] = "quotation", [GALLEY_BLOCK_TABLE] = "table",
  [GALLEY_BLOCK_PICTURE] = "picture",     [GALLEY_BLOCK_CHART] = "chart",
};

static void
clear_block (gpointer data)
{
  GalleyBlockData *block = data;

  g_free (block->id);
  g_free (block->text);
  g_ptr_array_unref (block->marks);
  g_free (block->source);
  g_free (block->alt);
  g_clear_pointer (&block->view, galley_view_data_unref);
  g_clear_pointer (&block->grid, galley_grid_data_unref);
  g_clear_pointer (&block->picture, galley_picture_data_unref);
  g_free (block->extra);
}

static GPtrArray *
new_marks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const GalleyMark *left = *(const GalleyMark *const *) a, *right = *(const GalleyMark *const *) b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return (int) left->kind - (int) right->kind;
}

/* As @block, with another kind, text and marks. */
static GalleyBlockData *
copy_with (GalleyBlockData *block, GalleyBlockKind kind, const char *text, GPtrArray *marks)
{
  GalleyBlockData *copy =
    galley_block_data_new_full (block->id, kind, text, marks, block->source, block->alt, block->extra);

  copy->view = block->view ? galley_view_data_ref (block->view) : NULL;
  copy->grid = block->grid ? galley_grid_data_ref (block->grid) : NULL;
  copy->picture = block->picture ? galley_picture_data_ref (block->picture) : NULL;
  return copy;
}

/* The marks of @block that touch [from, to), moved by @shift and cut to that range. */
static void
collect_marks (GalleyBlockData *block, guint from, guint to, int shift, GPtrArray *into)
{
  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);
      guint start = MAX (mark->start, from), end = MIN (mark->start + mark->length, to);

      if (start < end)
        g_ptr_array_add (into, galley_mark_moved (mark, start + shift, end - start));
    }
}

/**
 * galley_block_data_new_full:
 * @id: (nullable): %NULL for a new id
 * @text: valid UTF-8
 * @marks: (nullable) (transfer none) (element-type GalleyMark): in any order; those past the end of @text are cut
 *
 * Returns: (transfer full): a new block value
 */
GalleyBlockData *
galley_block_data_new_full (const char *id,
                            GalleyBlockKind kind,
                            const char *text,
                            GPtrArray *marks,
                            const char *source,
                            const char *alt,
                            const char *extra)
{
  g_return_val_if_fail (kind < GALLEY_N_BLOCK_KINDS, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  GalleyBlockData *block = g_atomic_rc_box_new0 (GalleyBlockData);

  block->id = id ? g_strdup (id) : galley_id_new ();
  block->kind = kind;
  block->text = g_strdup (text);
  block->n_chars = g_utf8_strlen (text, -1);
  block->marks = new_marks ();
  block->source = g_strdup (source);
  block->alt = g_strdup (alt);
  block->extra = g_strdup (extra);
  for (guint i = 0; marks && i < marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (marks, i);

      if (mark->start < block->n_chars)
        g_ptr_array_add (block->marks,
                         galley_mark_moved (mark, mark->start, MIN (mark->length, block->n_chars - mark->start)));
    }
  g_ptr_array_sort (block->marks, compare_marks);
  return block;
}

/**
 * galley_block_data_new:
 *
 * As galley_block_data_new_full(), for a block with text alone.
 */
GalleyBlockData *
galley_block_data_new (const char *id, GalleyBlockKind kind, const char *text, GPtrArray *marks)
{
  return galley_block_data_new_full (id, kind, text, marks, NULL, NULL, NULL);
}

GalleyBlockData *
galley_block_data_ref (GalleyBlockData *block)
{
  return g_atomic_rc_box_acquire (block);
}

void
galley_block_data_unref (GalleyBlockData *block)
{
  g_atomic_rc_box_release_full (block, clear_block);
}

gboolean
galley_block_data_equal (const GalleyBlockData *a, const GalleyBlockData *b)
{
  if (a == b)
    return TRUE;
  if (a->kind != b->kind || !g_str_equal (a->id, b->id) || !g_str_equal (a->text, b->text) ||
      a->marks->len != b->marks->len || g_strcmp0 (a->source, b->source) != 0 || g_strcmp0 (a->alt, b->alt) != 0 ||
      g_strcmp0 (a->extra, b->extra) != 0 || !galley_view_data_equal (a->view, b->view) ||
      !galley_grid_data_equal (a->grid, b->grid) || !galley_picture_data_equal (a->picture, b->picture))
    return FALSE;
  for (guint i = 0; i < a->marks->len; i++)
    if (!galley_mark_equal (g_ptr_array_index (a->marks, i), g_ptr_array_index (b->marks, i)))
      return FALSE;
  return TRUE;
}

/**
 * galley_block_data_says_the_same:
 *
 * Returns: whether both are equal but for what only tells something about them: comments, what is stale
 */
gboolean
galley_block_data_says_the_same (const GalleyBlockData *a, const GalleyBlockData *b)
{
  g_autoptr (GalleyBlockData) left = NULL, right = NULL;

  if (a == b)
    return TRUE;
  if (!g_str_equal (a->text, b->text))
    return FALSE;
  left = galley_block_data_without_notes ((GalleyBlockData *) a);
  right = galley_block_data_without_notes ((GalleyBlockData *) b);
  return galley_block_data_equal (left, right);
}

/**
 * galley_block_data_dup_around:
 * @start: of a place in the text, in code points; @length too
 * @n_chars: how many code points are wanted on either side of it
 *
 * Returns: (transfer full): the place with the words around it, an ellipsis where these go on
 */
char *
galley_block_data_dup_around (const GalleyBlockData *block, guint start, guint length, guint n_chars)
{
  guint from = start > n_chars ? start - n_chars : 0, to = MIN (start + length + n_chars, block->n_chars);
  g_autofree char *text = g_utf8_substring (block->text, from, to);

  return g_strdup_printf ("%s%s%s", from > 0 ? "…" : "", text, to < block->n_chars ? "…" : "");
}

/**
 * galley_block_data_without_notes:
 *
 * Returns: (transfer full): @block without what only tells something about it: comments, also those on cells, and what is stale
 */
GalleyBlockData *
galley_block_data_without_notes (GalleyBlockData *block)
{
  g_autoptr (GPtrArray) marks = new_marks ();
  g_autoptr (GalleyGridData) grid = NULL;
  g_autoptr (GalleyBlockData) bare = NULL;

  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (galley_mark_kind_is_content (mark->kind))
        g_ptr_array_add (marks, galley_mark_ref (mark));
    }
  bare = galley_block_data_with_marks (block, marks);
  if (block->grid == NULL || block->grid->n_notes == 0)
    return g_steal_pointer (&bare);
  grid = galley_grid_data_with_notes (block->grid, NULL, 0);
  return galley_block_data_with_grid (bare, grid);
}

/**
 * galley_block_data_with_kind:
 *
 * Returns: (transfer full): @block as another kind, with its id, text and marks
 */
GalleyBlockData *
galley_block_data_with_kind (GalleyBlockData *block, GalleyBlockKind kind)
{
  return copy_with (block, kind, block->text, block->marks);
}

/**
 * galley_block_data_with_id:
 * @id: (nullable): the id that it is to have, or %NULL for a new one
 *
 * Returns: (transfer full): @block as another one
 */
GalleyBlockData *
galley_block_data_with_id (GalleyBlockData *block, const char *id)
{
  GalleyBlockData *copy = galley_block_data_with_text (block, block->text, block->marks);

  g_free (copy->id);
  copy->id = id ? g_strdup (id) : galley_id_new ();
  return copy;
}

/**
 * galley_block_data_with_view:
 * @view: (nullable) (transfer none): which indicators it is to show
 *
 * Returns: (transfer full): @block as a view of these
 */
GalleyBlockData *
galley_block_data_with_view (GalleyBlockData *block, GalleyViewData *view)
{
  GalleyBlockData *copy = galley_block_data_with_text (block, block->text, block->marks);

  g_clear_pointer (&copy->view, galley_view_data_unref);
  copy->view = view ? galley_view_data_ref (view) : NULL;
  return copy;
}

/**
 * galley_block_data_with_grid:
 * @grid: (nullable) (transfer none): the cells that it is to have
 *
 * Returns: (transfer full): @block with these cells
 */
GalleyBlockData *
galley_block_data_with_grid (GalleyBlockData *block, GalleyGridData *grid)
{
  GalleyBlockData *copy = galley_block_data_with_text (block, block->text, block->marks);

  g_clear_pointer (&copy->grid, galley_grid_data_unref);
  copy->grid = grid ? galley_grid_data_ref (grid) : NULL;
  return copy;
}

/**
 * galley_block_data_with_picture:
 * @source: (nullable): the path that it is to have
 * @alt: (nullable): its text for those who do not see it; "" for none as well
 * @picture: (nullable) (transfer none): what else is known of it; one that says nothing is left out
 *
 * Returns: (transfer full): @block with another picture
 */
GalleyBlockData *
galley_block_data_with_picture (GalleyBlockData *block, const char *source, const char *alt, GalleyPictureData *picture)
{
  GalleyBlockData *copy = galley_block_data_new_full (block->id, block->kind, block->text, block->marks, source,
                                                      alt && *alt ? alt : NULL, block->extra);

  if (picture && !galley_picture_data_is_plain (picture))
    copy->picture = galley_picture_data_ref (picture);
  return copy;
}

/**
 * galley_block_data_with_marks:
 * @marks: (transfer none) (element-type GalleyMark): the marks it is to have
 *
 * Returns: (transfer full): @block with other marks
 */
GalleyBlockData *
galley_block_data_with_marks (GalleyBlockData *block, GPtrArray *marks)
{
  return galley_block_data_with_text (block, block->text, marks);
}

/**
 * galley_block_data_with_text:
 * @text: valid UTF-8
 * @marks: (nullable) (transfer none) (element-type GalleyMark): of that text
 *
 * Returns: (transfer full): @block with another text and its marks
 */
GalleyBlockData *
galley_block_data_with_text (GalleyBlockData *block, const char *text, GPtrArray *marks)
{
  return copy_with (block, block->kind, text, marks);
}

/**
 * galley_block_data_emphasize:
 * @start: where the span begins, in code points
 * @length: its length in code points, not 0
 * @emphasized: whether it is to be emphasized, or plain
 *
 * Emphasis that touches the span becomes one with it; emphasis that a plain span cuts is left on both sides.
 *
 * Returns: (transfer full): @block with that span emphasized or plain
 */
GalleyBlockData *
galley_block_data_emphasize (GalleyBlockData *block, guint start, guint length, gboolean emphasized)
{
  g_autoptr (GPtrArray) marks = new_marks ();
  g_autoptr (GalleyMark) whole = NULL;
  guint from = start, to = start + length;

  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);
      guint end = mark->start + mark->length;

      if (mark->kind != GALLEY_MARK_EMPHASIS || end < start || mark->start > start + length)
        g_ptr_array_add (marks, galley_mark_ref (mark));
      else if (emphasized)
        {
          from = MIN (from, mark->start);
          to = MAX (to, end);
          if (whole == NULL)
            whole = galley_mark_ref (mark);
        }
      else
        {
          if (mark->start < start)
            g_ptr_array_add (marks, galley_mark_moved (mark, mark->start, start - mark->start));
          if (end > start + length)
            g_ptr_array_add (marks, galley_mark_moved (mark, start + length, end - start - length));
        }
    }
  if (emphasized && whole == NULL)
    whole = galley_mark_new (GALLEY_MARK_EMPHASIS, from, to - from, NULL, NULL);
  if (emphasized)
    g_ptr_array_add (marks, galley_mark_moved (whole, from, to - from));
  return galley_block_data_with_marks (block, marks);
}

/**
 * galley_block_data_link:
 * @start: where the span begins, in code points
 * @length: its length in code points, not 0
 * @target: (nullable): the address that it leads to; %NULL for none
 *
 * A link that the span cuts is left on both sides.
 *
 * Returns: (transfer full): @block with that span leading there
 */
GalleyBlockData *
galley_block_data_link (GalleyBlockData *block, guint start, guint length, const char *target)
{
  g_autoptr (GPtrArray) marks = new_marks ();

  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);
      guint end = mark->start + mark->length;

      if (mark->kind != GALLEY_MARK_LINK || end <= start || mark->start >= start + length)
        {
          g_ptr_array_add (marks, galley_mark_ref (mark));
          continue;
        }
      if (mark->start < start)
        g_ptr_array_add (marks, galley_mark_moved (mark, mark->start, start - mark->start));
      if (end > start + length)
        g_ptr_array_add (marks, galley_mark_moved (mark, start + length, end - start - length));
    }
  if (target)
    g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_LINK, start, length, target, NULL));
  return galley_block_data_with_marks (block, marks);
}

/**
 * galley_block_data_find_link:
 * @offset: a place in the text, in code points
 *
 * Returns: (transfer none) (nullable): the link that the place is in, or that ends there
 */
GalleyMark *
galley_block_data_find_link (const GalleyBlockData *block, guint offset)
{
  GalleyMark *found = NULL;

  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind == GALLEY_MARK_LINK && mark->target && mark->start <= offset && offset <= mark->start + mark->length)
        found = mark;
    }
  return found;
}

/**
 * galley_block_data_is_emphasized:
 * @start: where the span begins, in code points
 * @length: its length in code points
 *
 * Returns: whether all of the span is emphasized
 */
gboolean
galley_block_data_is_emphasized (const GalleyBlockData *block, guint start, guint length)
{
  guint at = start;

  /* Marks are sorted by their start. */
  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind == GALLEY_MARK_EMPHASIS && mark->start <= at)
        at = MAX (at, mark->start + mark->length);
    }
  return at >= start + length;
}

/**
 * galley_block_data_replace:
 * @offset: in code points
 * @n_removed: code points that go
 * @inserted: valid UTF-8 that comes in their place
 *
 * Marks follow their text: one that loses all of it is dropped, one with the insertion strictly inside it grows. What was
 * stale is no longer so once it is touched.
 *
 * Returns: (transfer full): the block after the edit
 */
GalleyBlockData *
galley_block_data_replace (GalleyBlockData *block, guint offset, guint n_removed, const char *inserted)
{
  g_return_val_if_fail (offset <= block->n_chars && n_removed <= block->n_chars - offset, NULL);

  const char *from = g_utf8_offset_to_pointer (block->text, offset);
  const char *to = g_utf8_offset_to_pointer (from, n_removed);
  g_autofree char *text =
    g_strdup_printf ("%.*s%s%s", (int) (from - block->text), block->text, inserted, to);
  guint n_inserted = g_utf8_strlen (inserted, -1), end = offset + n_removed;
  g_autoptr (GPtrArray) marks = new_marks ();

  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);
      guint mark_end = mark->start + mark->length;

      if (mark_end <= offset)
        g_ptr_array_add (marks, galley_mark_ref (mark));
      else if (mark->start >= end)
        g_ptr_array_add (marks, galley_mark_moved (mark, mark->start - n_removed + n_inserted, mark->length));
      else if (mark->kind != GALLEY_MARK_STALE)
        {
          /* Overlap: what is left on each side stays; the insertion belongs to it where text is left on both sides
           * or the replaced range lies within the mark. */
          guint before = offset > mark->start ? offset - mark->start : 0;
          guint after = mark_end > end ? mark_end - end : 0;
          gboolean within = mark->start <= offset && mark_end >= end;
          guint length = before + after + (within ? n_inserted : 0);
          guint start = mark->start <= offset ? mark->start : offset + n_inserted;

          if (length > 0)
            g_ptr_array_add (marks, galley_mark_moved (mark, start, length));
        }
    }
  return galley_block_data_with_text (block, text, marks);
}

/**
 * galley_block_data_split:
 * @offset: where the second block begins, in code points
 * @head: (out) (transfer full): keeps the id and kind
 * @tail: (out) (transfer full): a new id; the kind that a person expects after Enter
 */
void
galley_block_data_split (GalleyBlockData *block, guint offset, GalleyBlockData **head, GalleyBlockData **tail)
{
  g_return_if_fail (offset <= block->n_chars);

  const char *cut = g_utf8_offset_to_pointer (block->text, offset);
  g_autofree char *first = g_strndup (block->text, cut - block->text);
  g_autoptr (GPtrArray) head_marks = new_marks (), tail_marks = new_marks ();
  gboolean continues = galley_block_kind_is_item (block->kind) || block->kind == GALLEY_BLOCK_NOTE ||
                       block->kind == GALLEY_BLOCK_QUOTATION;

  collect_marks (block, 0, offset, 0, head_marks);
  collect_marks (block, offset, block->n_chars, -(int) offset, tail_marks);
  *head = galley_block_data_with_text (block, first, head_marks);
  *tail = galley_block_data_new (NULL, continues ? block->kind : GALLEY_BLOCK_PARAGRAPH, cut, tail_marks);
}

/**
 * galley_block_data_join:
 *
 * Returns: (transfer full): @head with the text and marks of @tail after its own
 */
GalleyBlockData *
galley_block_data_join (GalleyBlockData *head, GalleyBlockData *tail)
{
  g_autofree char *text = g_strconcat (head->text, tail->text, NULL);
  g_autoptr (GPtrArray) marks = new_marks ();

  collect_marks (head, 0, head->n_chars, 0, marks);
  collect_marks (tail, 0, tail->n_chars, head->n_chars, marks);
  return galley_block_data_with_text (head, text, marks);
}

/**
 * galley_block_kind_to_string:
 *
 * Returns: (transfer none): the word that stands for @kind in files
 */
const char *
galley_block_kind_to_string (GalleyBlockKind kind)
{
  g_return_val_if_fail (kind < GALLEY_N_BLOCK_KINDS, NULL);
  return kind_names[kind];
}

/**
 * galley_block_kind_from_string:
 * @kind: (out): set where @name is known
 *
 * Returns: whether @name is the word of a kind
 */
gboolean
galley_block_kind_from_string (const char *name, GalleyBlockKind *kind)
{
  for (int i = 0; i < GALLEY_N_BLOCK_KINDS; i++)
    if (g_str_equal (name, kind_names[i]))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * galley_id_new:
 *
 * Returns: (transfer full): a random id of 12 lower-case letters and digits (60 bits), for blocks, tables and rows
 */
char *
galley_id_new (void)
{
  static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  char id[13] = { 0 };

  for (int i = 0; i < 12; i++)
    id[i] = alphabet[g_random_int_range (0, 32)];
  return g_strdup (id);
}
