/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-comment.h"

#include <string.h>

/* Comments are records of the bulletin; one on text is found by a mark that names it and follows its words. */

static const char *const on_names[GALLEY_N_COMMENT_ONS] = { "", "text", "figure", "block", "cell" };

static const char *
field (const GalleyRecord *comment, GalleyCommentField name)
{
  return comment->fields[name];
}

/* What a word in a file says; text is the safest guess for one that this version does not know. */
static GalleyCommentOn
read_on (const char *name)
{
  for (int i = 0; i < GALLEY_N_COMMENT_ONS; i++)
    if (g_str_equal (on_names[i], name))
      return i;
  return GALLEY_COMMENT_ON_TEXT;
}

/* Where the marks of comments are, each the first of its thread: a block that was split has two. */
static GHashTable *
index_marks (const GalleySnapshot *snapshot, GHashTable *positions)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint b = 0; b < snapshot->blocks->len; b++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, b);

      for (guint i = 0; i < block->marks->len; i++)
        {
          GalleyMark *mark = g_ptr_array_index (block->marks, i);

          if (mark->kind != GALLEY_MARK_COMMENT || !mark->target || g_hash_table_contains (places, mark->target))
            continue;
          g_hash_table_insert (places, mark->target, mark);
          g_hash_table_insert (positions, mark->target, GUINT_TO_POINTER (b));
        }
    }
  return places;
}

static const GalleyBlockData *
find_block (const GalleySnapshot *snapshot, const char *id, guint *position)
{
  for (guint i = 0; i < snapshot->blocks->len; i++)
    if (g_str_equal (((GalleyBlockData *) g_ptr_array_index (snapshot->blocks, i))->id, id))
      {
        *position = i;
        return g_ptr_array_index (snapshot->blocks, i);
      }
  return NULL;
}

static gboolean
has_row (const GalleySnapshot *snapshot, const char *id)
{
  for (guint t = 0; t < snapshot->tables->len; t++)
    {
      const GPtrArray *rows = ((GalleyTableData *) g_ptr_array_index (snapshot->tables, t))->rows;

      for (guint i = 0; i < rows->len; i++)
        if (g_str_equal (((GalleyRecord *) g_ptr_array_index (rows, i))->id, id))
          return TRUE;
    }
  return FALSE;
}

typedef struct
{
  guint position;
  GalleyThread *thread;
} Placed;

/* Finds where a thread is now. Returns: the position of its block; past all for what is not in the text */
static guint
place (GalleyThread *thread, const GalleySnapshot *snapshot, GHashTable *marks, GHashTable *positions)
{
  const char *target = field (thread->first, GALLEY_COMMENT_TARGET);
  const GalleyBlockData *block;
  guint position = G_MAXUINT;
  const GalleyMark *mark;

  switch (thread->on)
    {
    case GALLEY_COMMENT_ON_TEXT:
    case GALLEY_COMMENT_ON_FIGURE:
      mark = g_hash_table_lookup (marks, thread->first->id);
      if (mark == NULL)
        break;
      position = GPOINTER_TO_UINT (g_hash_table_lookup (positions, thread->first->id));
      thread->block = g_strdup (((GalleyBlockData *) g_ptr_array_index (snapshot->blocks, position))->id);
      thread->start = mark->start;
      thread->length = mark->length;
      return position;
    case GALLEY_COMMENT_ON_BLOCK:
      if ((block = find_block (snapshot, target, &position)) == NULL)
        break;
      thread->block = g_strdup (block->id);
      thread->length = block->n_chars;
      return position;
    case GALLEY_COMMENT_ON_CELL:
      if (!has_row (snapshot, target))
        break;
      thread->row = g_strdup (target);
      return position;
    case GALLEY_COMMENT_ON_ARTICLE:
    default:
      return position;
    }
  thread->orphaned = TRUE;
  return position;
}

static int
compare_placed_cb (gconstpointer a, gconstpointer b)
{
  const Placed *x = a, *y = b;

  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;
  if (x->thread->orphaned != y->thread->orphaned)
    return x->thread->orphaned ? 1 : -1;
  if (x->thread->start != y->thread->start)
    return x->thread->start < y->thread->start ? -1 : 1;
  return strcmp (field (x->thread->first, GALLEY_COMMENT_TIME), field (y->thread->first, GALLEY_COMMENT_TIME));
}

/**
 * galley_comments_list:
 *
 * Returns: (transfer full) (element-type GalleyThread): the threads in the order of the text, then those on cells and the
 *   article, then those whose place is gone; a reply to nothing begins a thread on the article
 */
GPtrArray *
galley_comments_list (const GalleySnapshot *snapshot)
{
  GPtrArray *threads = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_thread_free);
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal), marks = index_marks (snapshot, positions);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) placed = g_array_new (FALSE, FALSE, sizeof (Placed));

  for (guint i = 0; i < snapshot->comments->len; i++)
    {
      GalleyRecord *comment = g_ptr_array_index (snapshot->comments, i);
      GalleyThread *thread = g_hash_table_lookup (by_id, field (comment, GALLEY_COMMENT_REPLY_TO));
      Placed made = { 0 };

      if (thread)
        {
          g_ptr_array_add (thread->replies, galley_record_ref (comment));
          continue;
        }
      thread = g_new0 (GalleyThread, 1);
      thread->first = galley_record_ref (comment);
      thread->replies = galley_record_array_new ();
      thread->on = read_on (field (comment, GALLEY_COMMENT_ON));
      g_hash_table_insert (by_id, comment->id, thread);
      made.thread = thread;
      made.position = place (thread, snapshot, marks, positions);
      g_array_append_val (placed, made);
    }
  g_array_sort (placed, compare_placed_cb);
  for (guint i = 0; i < placed->len; i++)
    g_ptr_array_add (threads, g_array_index (placed, Placed, i).thread);
  return threads;
}

/**
 * galley_comments_blocking:
 *
 * Returns: whether a comment is open that nothing can be signed before
 */
gboolean
galley_comments_blocking (const GalleySnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->comments->len; i++)
    {
      const GalleyRecord *comment = g_ptr_array_index (snapshot->comments, i);

      if (*field (comment, GALLEY_COMMENT_BLOCKING) && !*field (comment, GALLEY_COMMENT_RESOLVED_BY))
        return TRUE;
    }
  return FALSE;
}

gboolean
galley_thread_is_open (const GalleyThread *thread)
{
  return *field (thread->first, GALLEY_COMMENT_RESOLVED_BY) == '\0';
}

/**
 * galley_thread_is_blocking:
 *
 * Returns: whether nothing is signed before it is resolved
 */
gboolean
galley_thread_is_blocking (const GalleyThread *thread)
{
  return galley_thread_is_open (thread) && *field (thread->first, GALLEY_COMMENT_BLOCKING);
}

/* Whether @text says @name after an at sign, and no longer name. */
static gboolean
mentions (const char *text, const char *name)
{
  gsize length = strlen (name);

  for (const char *at = strchr (text, '@'); at && length > 0; at = strchr (at + 1, '@'))
    if (strncmp (at + 1, name, length) == 0)
      {
        gunichar next = g_utf8_get_char (at + 1 + length);

        /* A name in Han characters runs on into the sentence; one in letters ends where they end. */
        if (!g_unichar_isalnum (next) || g_unichar_get_script (next) == G_UNICODE_SCRIPT_HAN)
          return TRUE;
      }
  return FALSE;
}

/**
 * galley_thread_concerns:
 * @name: of a person
 *
 * Returns: whether it is assigned to them, or mentions them as @name
 */
gboolean
galley_thread_concerns (const GalleyThread *thread, const char *name)
{
  if (g_str_equal (field (thread->first, GALLEY_COMMENT_ASSIGNEE), name) ||
      mentions (field (thread->first, GALLEY_COMMENT_TEXT), name))
    return TRUE;
  for (guint i = 0; i < thread->replies->len; i++)
    if (mentions (field (g_ptr_array_index (thread->replies, i), GALLEY_COMMENT_TEXT), name))
      return TRUE;
  return FALSE;
}

void
galley_thread_free (GalleyThread *thread)
{
  galley_record_unref (thread->first);
  g_ptr_array_unref (thread->replies);
  g_free (thread->block);
  g_free (thread->row);
  g_free (thread);
}

static void
add_comment (GalleyTransaction *transaction, GalleyBulletin *bulletin, GalleyRecord *comment)
{
  g_autoptr (GPtrArray) added = galley_record_array_new ();

  g_ptr_array_add (added, galley_record_ref (comment));
  galley_transaction_splice (transaction, GALLEY_LIST_COMMENTS, NULL,
                             galley_bulletin_get_list (bulletin, GALLEY_LIST_COMMENTS)->len, 0, added);
}

/* The words of the bulletin that a comment is put on, kept for when they are gone. */
static char *
quote (GalleyBulletin *bulletin, GalleyCommentOn on, const char *target, guint start, guint length, const char *row_field)
{
  const GalleyRecord *row;
  guint position;

  if (on == GALLEY_COMMENT_ON_CELL)
    {
      row = galley_bulletin_find_row (bulletin, target, NULL, NULL);
      for (guint i = 0; row && row_field && i < row->schema->n_fields; i++)
        if (g_str_equal (row->schema->fields[i].name, row_field))
          return g_strdup_printf ("%s: %s", row->fields[GALLEY_INDICATOR_NAME], row->fields[i]);
      return g_strdup (row ? row->fields[GALLEY_INDICATOR_NAME] : "");
    }
  if (on == GALLEY_COMMENT_ON_ARTICLE || !galley_bulletin_find_block (bulletin, target, &position))
    return g_strdup ("");
  if (on == GALLEY_COMMENT_ON_BLOCK)
    return g_strdup (galley_bulletin_get_block (bulletin, position)->text);
  return g_utf8_substring (galley_bulletin_get_block (bulletin, position)->text, start, start + length);
}

/**
 * galley_comment_put:
 * @on: what it is put on
 * @target: (nullable): the id of the block or indicator, %NULL for the article
 * @start: where in the block's text, for text and figures, in code points
 * @length: its length there, not 0
 * @fields: (array length=GALLEY_N_COMMENT_FIELDS): author, text and so on, each nullable; place, quote and time are set here
 *
 * Returns: (transfer full): the id of the new thread
 */
char *
galley_comment_put (GalleyTransaction *transaction,
                    GalleyBulletin *bulletin,
                    GalleyCommentOn on,
                    const char *target,
                    guint start,
                    guint length,
                    const char *const *fields)
{
  const char *texts[GALLEY_N_COMMENT_FIELDS];
  g_autofree char *time = galley_time_now (), *words = quote (bulletin, on, target, start, length, fields[GALLEY_COMMENT_FIELD]);
  g_autoptr (GalleyRecord) comment = NULL;
  guint position;

  for (int i = 0; i < GALLEY_N_COMMENT_FIELDS; i++)
    texts[i] = fields[i];
  texts[GALLEY_COMMENT_ON] = on_names[on];
  texts[GALLEY_COMMENT_TARGET] = target;
  texts[GALLEY_COMMENT_QUOTE] = words;
  texts[GALLEY_COMMENT_TIME] = time;
  comment = galley_record_new (&galley_comment_schema, NULL, texts, NULL);
  add_comment (transaction, bulletin, comment);
  if ((on == GALLEY_COMMENT_ON_TEXT || on == GALLEY_COMMENT_ON_FIGURE) &&
      galley_bulletin_find_block (bulletin, target, &position))
    {
      GalleyBlockData *block = galley_bulletin_get_block (bulletin, position);
      g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
      g_autoptr (GalleyBlockData) marked = NULL;

      for (guint i = 0; i < block->marks->len; i++)
        g_ptr_array_add (marks, galley_mark_ref (g_ptr_array_index (block->marks, i)));
      g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_COMMENT, start, length, comment->id, NULL));
      marked = galley_block_data_with_marks (block, marks);
      galley_transaction_set_block (transaction, position, marked);
    }
  return g_strdup (comment->id);
}

/**
 * galley_comment_reply:
 * @thread: its id
 * @author: who says it
 * @text: what they say
 */
void
galley_comment_reply (
  GalleyTransaction *transaction, GalleyBulletin *bulletin, const char *thread, const char *author, const char *text)
{
  g_autofree char *time = galley_time_now ();
  const char *const fields[GALLEY_N_COMMENT_FIELDS] = { [GALLEY_COMMENT_REPLY_TO] = thread,
                                                        [GALLEY_COMMENT_AUTHOR] = author,
                                                        [GALLEY_COMMENT_TIME] = time,
                                                        [GALLEY_COMMENT_TEXT] = text };
  g_autoptr (GalleyRecord) reply = galley_record_new (&galley_comment_schema, NULL, fields, NULL);

  add_comment (transaction, bulletin, reply);
}

/**
 * galley_comment_set_resolved:
 * @thread: its id
 * @by: (nullable): who resolves it, %NULL to open it again
 *
 * Returns: whether there is such a thread
 */
gboolean
galley_comment_set_resolved (GalleyTransaction *transaction, GalleyBulletin *bulletin, const char *thread, const char *by)
{
  GPtrArray *comments = galley_bulletin_get_list (bulletin, GALLEY_LIST_COMMENTS);
  g_autofree char *time = by ? galley_time_now () : g_strdup ("");

  for (guint i = 0; i < comments->len; i++)
    {
      GalleyRecord *comment = g_ptr_array_index (comments, i);
      g_autoptr (GalleyRecord) named = NULL, timed = NULL;

      if (!g_str_equal (comment->id, thread))
        continue;
      named = galley_record_with (comment, GALLEY_COMMENT_RESOLVED_BY, by ? by : "");
      timed = galley_record_with (named, GALLEY_COMMENT_RESOLVED_AT, time);
      galley_transaction_set_record (transaction, GALLEY_LIST_COMMENTS, NULL, i, timed);
      return TRUE;
    }
  return FALSE;
}
