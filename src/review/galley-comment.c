/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-comment.h"

#include <stdio.h>
#include <string.h>

/* Comments are records of the bulletin; one on text is found by a mark that names it and follows its words, one on a cell of a
 * free table by a note of the grid. An indicator's cell has the row's id and the field's name, wherever the row is. */

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

/* Where a comment holds on: at a mark of a block's text or a note of its grid. */
typedef struct
{
  guint position;
  const GalleyMark *mark;
  const GalleyGridNote *note;
} Anchor;

static void
add_anchor (GHashTable *anchors, const char *target, Anchor anchor)
{
  if (!g_hash_table_contains (anchors, target))
    g_hash_table_insert (anchors, (char *) target, g_memdup2 (&anchor, sizeof anchor));
}

/* Each anchor is the first of its thread: a block that was split has two. */
static GHashTable *
index_anchors (const GalleySnapshot *snapshot)
{
  GHashTable *anchors = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint b = 0; b < snapshot->blocks->len; b++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, b);

      for (guint i = 0; i < block->marks->len; i++)
        {
          const GalleyMark *mark = g_ptr_array_index (block->marks, i);

          if (mark->kind == GALLEY_MARK_COMMENT && mark->target)
            add_anchor (anchors, mark->target, (Anchor) { b, mark, NULL });
        }
      for (guint i = 0; block->grid && i < block->grid->n_notes; i++)
        add_anchor (anchors, block->grid->notes[i].target, (Anchor) { b, NULL, &block->grid->notes[i] });
    }
  return anchors;
}

static int
find_field (const char *name)
{
  for (guint i = 0; i < galley_indicator_schema.n_fields; i++)
    if (g_str_equal (galley_indicator_schema.fields[i].name, name))
      return (int) i;
  return -1;
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

static void
place_in_block (GalleyThread *thread, const GalleyBlockData *block, const Anchor *anchor)
{
  thread->block = g_strdup (block->id);
  thread->start = anchor && anchor->mark ? anchor->mark->start : 0;
  thread->length = anchor && anchor->mark ? anchor->mark->length : block->n_chars;
  thread->in_cell = anchor && anchor->note;
  if (!thread->in_cell)
    return;
  thread->cell_row = anchor->note->row;
  thread->cell_column = anchor->note->column;
}

/* Finds where a thread is now. Returns: the position of its block; past all for what is not in the text */
static guint
place (GalleyThread *thread, const GalleySnapshot *snapshot, GHashTable *anchors)
{
  const char *target = field (thread->first, GALLEY_COMMENT_TARGET);
  const Anchor *anchor = g_hash_table_lookup (anchors, thread->first->id);
  const GalleyBlockData *block;
  guint position;

  if (thread->on == GALLEY_COMMENT_ON_ARTICLE)
    return G_MAXUINT;
  if (anchor && thread->on != GALLEY_COMMENT_ON_BLOCK)
    {
      place_in_block (thread, g_ptr_array_index (snapshot->blocks, anchor->position), anchor);
      return anchor->position;
    }
  if (thread->on == GALLEY_COMMENT_ON_BLOCK && (block = galley_snapshot_find_block (snapshot, target, &position)))
    {
      place_in_block (thread, block, NULL);
      return position;
    }
  if (thread->on == GALLEY_COMMENT_ON_CELL && has_row (snapshot, target))
    {
      thread->row = g_strdup (target);
      thread->field = find_field (field (thread->first, GALLEY_COMMENT_FIELD));
    }
  else
    thread->orphaned = TRUE;
  return G_MAXUINT;
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
  if (x->thread->cell_row != y->thread->cell_row)
    return x->thread->cell_row < y->thread->cell_row ? -1 : 1;
  if (x->thread->cell_column != y->thread->cell_column)
    return x->thread->cell_column < y->thread->cell_column ? -1 : 1;
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
  GPtrArray *threads = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_thread_unref);
  g_autoptr (GHashTable) anchors = index_anchors (snapshot);
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
      thread = g_atomic_rc_box_new0 (GalleyThread);
      thread->first = galley_record_ref (comment);
      thread->replies = galley_record_array_new ();
      thread->on = read_on (field (comment, GALLEY_COMMENT_ON));
      thread->field = -1;
      g_hash_table_insert (by_id, comment->id, thread);
      made.thread = thread;
      made.position = place (thread, snapshot, anchors);
      g_array_append_val (placed, made);
    }
  g_array_sort (placed, compare_placed_cb);
  for (guint i = 0; i < placed->len; i++)
    g_ptr_array_add (threads, g_array_index (placed, Placed, i).thread);
  return threads;
}

static gboolean
is_blocking (const GalleyRecord *comment)
{
  return *field (comment, GALLEY_COMMENT_BLOCKING) && !*field (comment, GALLEY_COMMENT_RESOLVED_BY) &&
         !*field (comment, GALLEY_COMMENT_REPLY_TO);
}

/**
 * galley_comments_count_blocking:
 *
 * Returns: how many comments are open that nothing can be signed before
 */
guint
galley_comments_count_blocking (const GalleySnapshot *snapshot)
{
  guint n = 0;

  for (guint i = 0; i < snapshot->comments->len; i++)
    n += is_blocking (g_ptr_array_index (snapshot->comments, i));
  return n;
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
  return is_blocking (thread->first);
}

/**
 * galley_comment_due_is_date:
 * @due: when something is due, as a comment has it
 *
 * Returns: whether it is a day as in 2024-04-16; in files from before it had to be one it may be any words
 */
gboolean
galley_comment_due_is_date (const char *due)
{
  int year, month, day;

  for (guint i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? due[i] != '-' : !g_ascii_isdigit (due[i]))
      return FALSE;
  return due[10] == '\0' && sscanf (due, "%4d-%2d-%2d", &year, &month, &day) == 3 && year > 0 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/**
 * galley_thread_is_overdue:
 * @today: as in 2024-04-16
 *
 * Returns: whether it is open and was due on a day before @today
 */
gboolean
galley_thread_is_overdue (const GalleyThread *thread, const char *today)
{
  const char *due = field (thread->first, GALLEY_COMMENT_DUE);

  return galley_thread_is_open (thread) && galley_comment_due_is_date (due) && strcmp (due, today) < 0;
}

/* Adds what an open thread says to what is said of a cell. */
static void
add_said (GString **said, const GalleyThread *thread)
{
  if (*said == NULL)
    *said = g_string_new (NULL);
  else
    g_string_append_c (*said, '\n');
  g_string_append_printf (*said, "%s: %s", field (thread->first, GALLEY_COMMENT_AUTHOR), field (thread->first, GALLEY_COMMENT_TEXT));
}

/**
 * galley_comments_dup_cell:
 * @threads: (element-type GalleyThread)
 * @row: the id of an indicator
 * @field: of it; what is said of all of the row is said of its name
 *
 * Returns: (transfer full) (nullable): what the open ones say of that cell, a line each; %NULL for nothing
 */
char *
galley_comments_dup_cell (GPtrArray *threads, const char *row, GalleyIndicatorField field)
{
  GString *said = NULL;

  for (guint i = 0; i < threads->len; i++)
    {
      const GalleyThread *thread = g_ptr_array_index (threads, i);

      if (thread->row && galley_thread_is_open (thread) && g_str_equal (thread->row, row) &&
          (thread->field < 0 ? GALLEY_INDICATOR_NAME : (GalleyIndicatorField) thread->field) == field)
        add_said (&said, thread);
    }
  return said ? g_string_free_and_steal (said) : NULL;
}

/**
 * galley_comments_dup_grid_cell:
 * @threads: (element-type GalleyThread)
 * @block: the id of a free table
 *
 * Returns: (transfer full) (nullable): what the open ones say of a cell of it, a line each; %NULL for nothing
 */
char *
galley_comments_dup_grid_cell (GPtrArray *threads, const char *block, guint row, guint column)
{
  GString *said = NULL;

  for (guint i = 0; i < threads->len; i++)
    {
      const GalleyThread *thread = g_ptr_array_index (threads, i);

      if (thread->in_cell && galley_thread_is_open (thread) && thread->cell_row == row && thread->cell_column == column &&
          g_str_equal (thread->block, block))
        add_said (&said, thread);
    }
  return said ? g_string_free_and_steal (said) : NULL;
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

GalleyThread *
galley_thread_ref (GalleyThread *thread)
{
  return g_atomic_rc_box_acquire (thread);
}

static void
clear_thread (gpointer data)
{
  GalleyThread *thread = data;

  galley_record_unref (thread->first);
  g_ptr_array_unref (thread->replies);
  g_free (thread->block);
  g_free (thread->row);
}

void
galley_thread_unref (GalleyThread *thread)
{
  g_atomic_rc_box_release_full (thread, clear_thread);
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
  int at;

  if (on == GALLEY_COMMENT_ON_CELL)
    {
      row = galley_bulletin_find_row (bulletin, target, NULL, NULL);
      at = row_field ? find_field (row_field) : -1;
      if (row && at >= 0 && at != GALLEY_INDICATOR_NAME)
        return g_strdup_printf ("%s: %s", row->fields[GALLEY_INDICATOR_NAME], row->fields[at]);
      return g_strdup (row ? row->fields[GALLEY_INDICATOR_NAME] : "");
    }
  if (on == GALLEY_COMMENT_ON_ARTICLE || !galley_bulletin_find_block (bulletin, target, &position))
    return g_strdup ("");
  if (on == GALLEY_COMMENT_ON_BLOCK)
    return g_strdup (galley_bulletin_get_block (bulletin, position)->text);
  return g_utf8_substring (galley_bulletin_get_block (bulletin, position)->text, start, start + length);
}

/* A cell by what heads its column and what it says; an empty one by its table. */
static char *
quote_cell (const GalleyBlockData *block, guint row, guint column)
{
  const GalleyGridData *grid = block->grid;
  const char *text = galley_grid_data_get_text (grid, row, column);
  const char *head = row >= grid->n_header_rows && grid->n_header_rows > 0
                       ? galley_grid_data_get_text (grid, grid->n_header_rows - 1, column)
                       : "";

  if (*text == '\0' && *head == '\0')
    return g_strdup (block->text);
  return *head ? g_strdup_printf ("%s: %s", head, text) : g_strdup (text);
}

/* Adds the comment that begins a thread, without what holds it in its place. Returns: its id, which is that of the bulletin's */
static char *
begin_thread (GalleyTransaction *transaction,
              GalleyBulletin *bulletin,
              GalleyCommentOn on,
              const char *target,
              const char *words,
              const char *const *fields)
{
  const char *texts[GALLEY_N_COMMENT_FIELDS];
  g_autofree char *time = galley_time_now ();
  g_autoptr (GalleyRecord) comment = NULL;

  for (int i = 0; i < GALLEY_N_COMMENT_FIELDS; i++)
    texts[i] = fields[i];
  texts[GALLEY_COMMENT_ON] = on_names[on];
  texts[GALLEY_COMMENT_TARGET] = target;
  texts[GALLEY_COMMENT_QUOTE] = words;
  texts[GALLEY_COMMENT_TIME] = time;
  comment = galley_record_new (&galley_comment_schema, NULL, texts, NULL);
  add_comment (transaction, bulletin, comment);
  return g_strdup (comment->id);
}

/**
 * galley_comment_put:
 * @on: what it is put on
 * @target: (nullable): the id of the block or indicator, whose field @fields may name; %NULL for the article
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
  g_autofree char *words = quote (bulletin, on, target, start, length, fields[GALLEY_COMMENT_FIELD]);
  char *id = begin_thread (transaction, bulletin, on, target, words, fields);
  guint position;

  if ((on == GALLEY_COMMENT_ON_TEXT || on == GALLEY_COMMENT_ON_FIGURE) &&
      galley_bulletin_find_block (bulletin, target, &position))
    {
      GalleyBlockData *block = galley_bulletin_get_block (bulletin, position);
      g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
      g_autoptr (GalleyBlockData) marked = NULL;

      for (guint i = 0; i < block->marks->len; i++)
        g_ptr_array_add (marks, galley_mark_ref (g_ptr_array_index (block->marks, i)));
      g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_COMMENT, start, length, id, NULL));
      marked = galley_block_data_with_marks (block, marks);
      galley_transaction_set_block (transaction, position, marked);
    }
  return id;
}

/**
 * galley_comment_put_on_cell:
 * @block: the id of a free table
 * @row: of a cell of it
 * @column: of that cell
 * @fields: as for galley_comment_put()
 *
 * Returns: (transfer full) (nullable): the id of the new thread; %NULL where there is no such cell
 */
char *
galley_comment_put_on_cell (GalleyTransaction *transaction,
                            GalleyBulletin *bulletin,
                            const char *block,
                            guint row,
                            guint column,
                            const char *const *fields)
{
  g_autofree char *words = NULL;
  g_autofree GalleyGridNote *notes = NULL;
  g_autoptr (GalleyGridData) noted = NULL;
  g_autoptr (GalleyBlockData) changed = NULL;
  GalleyBlockData *table;
  GalleyGridData *grid;
  guint position;
  char *id;

  if (!galley_bulletin_find_block (bulletin, block, &position))
    return NULL;
  table = galley_bulletin_get_block (bulletin, position);
  grid = table->grid;
  if (grid == NULL || row >= grid->n_rows || column >= grid->n_columns)
    return NULL;
  words = quote_cell (table, row, column);
  id = begin_thread (transaction, bulletin, GALLEY_COMMENT_ON_CELL, block, words, fields);
  notes = g_new (GalleyGridNote, grid->n_notes + 1);
  if (grid->n_notes > 0)
    memcpy (notes, grid->notes, grid->n_notes * sizeof *notes);
  notes[grid->n_notes] = (GalleyGridNote) { row, column, id };
  noted = galley_grid_data_with_notes (grid, notes, grid->n_notes + 1);
  changed = galley_block_data_with_grid (table, noted);
  galley_transaction_set_block (transaction, position, changed);
  return id;
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
