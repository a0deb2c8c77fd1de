/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include "galley-omission.h"

/* The comments of a document, put on what they were about there: marks name them by what the document calls them. */

/* Replies to replies; a thread has but one row of them. */
#define MAX_NESTED 100

typedef struct
{
  Reading *reading;
  GHashTable *parents;  /* what the document calls that which a comment replies to, by what it calls the comment */
  GHashTable *comments; /* what a comment is called, by what the document calls it; of those that are taken */
  GHashTable *marked;   /* by what the document calls it: the block that has the mark */
  GHashTable *whole;    /* likewise, of those that are about all of a block */
  GHashTable *resolved; /* by the comment's id, of threads that are done with */
} Comments;

/* The marks of a block name comments as the bulletin does; those of comments that are not taken go. */
static GalleyBlockData *
name_marks (Comments *self, GalleyBlockData *block)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  gboolean any = FALSE;

  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);
      const char *id = mark->kind == GALLEY_MARK_COMMENT ? g_hash_table_lookup (self->comments, mark->target) : NULL;

      any |= mark->kind == GALLEY_MARK_COMMENT;
      if (mark->kind != GALLEY_MARK_COMMENT)
        g_ptr_array_add (marks, galley_mark_ref (mark));
      else if (id && mark->start == 0 && mark->length == block->n_chars)
        g_hash_table_insert (self->whole, g_strdup (mark->target), g_strdup (block->id));
      else if (id && g_hash_table_insert (self->marked, g_strdup (mark->target), g_strdup (block->id)))
        g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_COMMENT, mark->start, mark->length, id, NULL));
    }
  return any ? galley_block_data_with_marks (block, marks) : galley_block_data_ref (block);
}

static gboolean
has_block (const Reading *reading, const char *id)
{
  for (guint i = 0; id && i < reading->blocks->len; i++)
    if (g_strcmp0 (((GalleyBlockData *) g_ptr_array_index (reading->blocks, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* The comment that began the thread of @omission; %NULL where that is itself. */
static const char *
find_first (const Comments *self, const GalleyOmission *omission)
{
  const char *root = omission->parent, *next;
  guint i = 0;

  for (; root && i < MAX_NESTED && (next = g_hash_table_lookup (self->parents, root)); i++)
    root = next;
  return root && i < MAX_NESTED && g_strcmp0 (root, omission->id) != 0 ? g_hash_table_lookup (self->comments, root) : NULL;
}

static GalleyRecord *
make_comment (Comments *self, const GalleyOmission *omission, const char *id, const char *block)
{
  const char *fields[GALLEY_N_COMMENT_FIELDS] = { 0 };
  const char *first = find_first (self, omission), *document_id = omission->id ? omission->id : "";
  const char *marked = g_hash_table_lookup (self->marked, document_id), *whole = g_hash_table_lookup (self->whole, document_id);

  fields[GALLEY_COMMENT_AUTHOR] = omission->author;
  fields[GALLEY_COMMENT_TIME] = omission->date;
  fields[GALLEY_COMMENT_TEXT] = omission->text;
  if (first)
    {
      fields[GALLEY_COMMENT_REPLY_TO] = first;
      return galley_record_new (&galley_comment_schema, id, fields, NULL);
    }
  fields[GALLEY_COMMENT_QUOTE] = omission->anchor;
  if (whole)
    block = whole;
  if (marked || has_block (self->reading, block))
    {
      fields[GALLEY_COMMENT_ON] = marked ? "text" : "block";
      fields[GALLEY_COMMENT_TARGET] = marked ? marked : block;
    }
  if (omission->resolved)
    g_hash_table_add (self->resolved, (gpointer) id);
  return galley_record_new (&galley_comment_schema, id, fields, NULL);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(GalleyRecord *const *) a)->fields[GALLEY_COMMENT_TIME], (*(GalleyRecord *const *) b)->fields[GALLEY_COMMENT_TIME]);
}

/* A document says that a thread is done with, not by whom: by the last who spoke in it. */
static void
resolve_threads (const Comments *self, GPtrArray *comments)
{
  for (guint i = 0; i < comments->len; i++)
    {
      GalleyRecord *first = g_ptr_array_index (comments, i), *last = first, *named;

      if (!g_hash_table_contains (self->resolved, first->id))
        continue;
      for (guint j = 0; j < comments->len; j++)
        if (g_strcmp0 (((GalleyRecord *) g_ptr_array_index (comments, j))->fields[GALLEY_COMMENT_REPLY_TO], first->id) == 0)
          last = g_ptr_array_index (comments, j);
      named = galley_record_with (first, GALLEY_COMMENT_RESOLVED_BY,
                                  *last->fields[GALLEY_COMMENT_AUTHOR] ? last->fields[GALLEY_COMMENT_AUTHOR] : "?");
      g_ptr_array_index (comments, i) = galley_record_with (named, GALLEY_COMMENT_RESOLVED_AT, last->fields[GALLEY_COMMENT_TIME]);
      galley_record_unref (named);
      galley_record_unref (first);
    }
}

/* Whether @repair tells of a comment that is taken; its column is the omission's index. */
static const GalleyOmission *
get_comment (const GalleyRepair *repair, GPtrArray *omissions)
{
  return g_str_equal (repair->rule, "comment") && !repair->refused ? g_ptr_array_index (omissions, repair->column) : NULL;
}

/**
 * galley_import_take_comments:
 * @omissions: (nullable) (element-type GalleyOmission)
 *
 * Takes the comments among @omissions whose repairs a person did not refuse, after galley_import_mend(), with their threads. A
 * comment on words has a mark there, one on a block that is gone is on the article.
 *
 * Returns: (transfer full) (element-type GalleyRecord): the comments, oldest first
 */
GPtrArray *
galley_import_take_comments (Reading *reading, GPtrArray *omissions)
{
  g_autoptr (GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) marked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) resolved = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) parents = g_hash_table_new (g_str_hash, g_str_equal);
  Comments self = { reading, parents, named, marked, whole, resolved };
  GPtrArray *comments = galley_record_array_new ();

  for (guint i = 0; omissions && i < reading->repairs->len; i++)
    {
      const GalleyOmission *omission = get_comment (g_ptr_array_index (reading->repairs, i), omissions);

      if (omission && omission->id)
        g_hash_table_insert (named, omission->id, galley_id_new ());
      if (omission && omission->id && omission->parent)
        g_hash_table_insert (parents, omission->id, omission->parent);
    }
  for (guint i = 0; omissions && i < reading->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (reading->blocks, i);

      g_ptr_array_index (reading->blocks, i) = name_marks (&self, block);
      galley_block_data_unref (block);
    }
  for (guint i = 0; omissions && i < reading->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (reading->repairs, i);
      const GalleyOmission *omission = get_comment (repair, omissions);
      const char *id = omission && omission->id ? g_hash_table_lookup (named, omission->id) : NULL;

      if (omission == NULL)
        continue;
      if (id == NULL)
        g_ptr_array_add (ids, (gpointer) (id = galley_id_new ()));
      g_ptr_array_add (comments, make_comment (&self, omission, id, repair->block));
    }
  g_ptr_array_sort (comments, compare_times);
  resolve_threads (&self, comments);
  return comments;
}
