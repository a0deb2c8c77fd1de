/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include "galley-omission.h"

/* The comments of a document, put on what they were about there. */

static GalleyBlockData *
find_block (const Reading *reading, const char *id, guint *index)
{
  for (*index = 0; *index < reading->blocks->len; (*index)++)
    {
      GalleyBlockData *block = g_ptr_array_index (reading->blocks, *index);

      if (g_strcmp0 (block->id, id) == 0)
        return block;
    }
  return NULL;
}

/* Marks the words that @comment is about in their block. FALSE where they are not there as they were. */
static gboolean
mark_words (Reading *reading, guint index, const char *words, const char *comment)
{
  GalleyBlockData *block = g_ptr_array_index (reading->blocks, index);
  const char *found = *words ? strstr (block->text, words) : NULL;
  g_autoptr (GPtrArray) marks = NULL;

  if (found == NULL)
    return FALSE;
  marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  for (guint i = 0; i < block->marks->len; i++)
    g_ptr_array_add (marks, galley_mark_ref (g_ptr_array_index (block->marks, i)));
  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_COMMENT, (guint) g_utf8_pointer_to_offset (block->text, found),
                                           (guint) g_utf8_strlen (words, -1), comment, NULL));
  g_ptr_array_index (reading->blocks, index) = galley_block_data_with_marks (block, marks);
  galley_block_data_unref (block);
  return TRUE;
}

static GalleyRecord *
make_comment (Reading *reading, const GalleyOmission *omission, const char *block_id)
{
  g_autofree char *id = galley_id_new ();
  const char *fields[GALLEY_N_COMMENT_FIELDS] = { 0 };
  guint index;

  fields[GALLEY_COMMENT_AUTHOR] = omission->author;
  fields[GALLEY_COMMENT_TIME] = omission->date;
  fields[GALLEY_COMMENT_TEXT] = omission->text;
  fields[GALLEY_COMMENT_QUOTE] = omission->anchor;
  if (find_block (reading, block_id, &index))
    {
      fields[GALLEY_COMMENT_ON] = omission->anchor && mark_words (reading, index, omission->anchor, id) ? "text" : "block";
      fields[GALLEY_COMMENT_TARGET] = block_id;
    }
  return galley_record_new (&galley_comment_schema, id, fields, NULL);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(GalleyRecord *const *) a)->fields[GALLEY_COMMENT_TIME], (*(GalleyRecord *const *) b)->fields[GALLEY_COMMENT_TIME]);
}

/**
 * galley_import_take_comments:
 * @omissions: (nullable) (element-type GalleyOmission)
 *
 * Takes the comments among @omissions whose repairs a person did not refuse, after galley_import_mend(). A comment on a
 * block that is gone is on the article.
 *
 * Returns: (transfer full) (element-type GalleyRecord): the comments, oldest first
 */
GPtrArray *
galley_import_take_comments (Reading *reading, GPtrArray *omissions)
{
  GPtrArray *comments = galley_record_array_new ();

  for (guint i = 0; omissions && i < reading->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (reading->repairs, i);

      /* The column of such a repair is the omission's index. */
      if (g_str_equal (repair->rule, "comment") && !repair->refused)
        g_ptr_array_add (comments, make_comment (reading, g_ptr_array_index (omissions, repair->column), repair->block));
    }
  g_ptr_array_sort (comments, compare_times);
  return comments;
}
