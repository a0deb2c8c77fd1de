/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include "galley-layer.h"
#include "galley-omission.h"
#include "galley-part-builder.h"

/* The tracked changes of a document as suggestions of their authors. The text came in as it is with all of them, with a mark
 * where each was made; what it was before an author's is the base of that author's layer. */

/* Each has a copy of the article. Changes of more stay as they were taken, and in the report. */
#define MAX_AUTHORS 20

typedef struct
{
  GPtrArray *omissions;
  GHashTable *refused; /* indices of omissions */
  GPtrArray *authors;  /* of GalleyOmission, the first of each; in the order of their layers */
} Changes;

/* A change in a block. */
typedef struct
{
  guint position;
  guint length; /* that was inserted there; 0 for a deletion */
  const GalleyOmission *omission;
} Change;

static const GalleyOmission *
get_omission (const Changes *self, const GalleyMark *mark)
{
  guint64 index = mark->kind == GALLEY_MARK_SUGGESTION ? g_ascii_strtoull (mark->target, NULL, 10) : G_MAXUINT64;

  if (index >= self->omissions->len || g_hash_table_contains (self->refused, GUINT_TO_POINTER (index)))
    return NULL;
  return g_ptr_array_index (self->omissions, index);
}

/* Returns: which layer a change belongs to, or -1 */
static int
find_author (const Changes *self, const GalleyOmission *omission)
{
  for (guint i = 0; i < self->authors->len; i++)
    if (g_strcmp0 (((const GalleyOmission *) g_ptr_array_index (self->authors, i))->author, omission->author) == 0)
      return (int) i;
  return -1;
}

static int
compare_dates (gconstpointer a, gconstpointer b)
{
  const GalleyOmission *left = *(GalleyOmission *const *) a, *right = *(GalleyOmission *const *) b;
  int order = g_strcmp0 (left->date, right->date);

  return order != 0 ? order : left->index < right->index ? -1 : 1;
}

static void
find_authors (Changes *self, const GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (blocks, i);

      for (guint j = 0; j < block->marks->len && self->authors->len < MAX_AUTHORS; j++)
        {
          const GalleyOmission *omission = get_omission (self, g_ptr_array_index (block->marks, j));

          if (omission && find_author (self, omission) < 0)
            g_ptr_array_add (self->authors, (gpointer) omission);
        }
    }
  g_ptr_array_sort (self->authors, compare_dates);
}

/* From the end to the beginning, so that places stay what they are while changes are taken back. */
static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const Change *left = a, *right = b;

  if (left->position != right->position)
    return left->position > right->position ? -1 : 1;
  return left->omission->index > right->omission->index ? -1 : left->omission->index < right->omission->index;
}

/* What was deleted out of what was inserted goes with it. */
static gboolean
is_within_insertion (const GArray *changes, guint position)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);

      if (change->position < position && position < change->position + change->length)
        return TRUE;
    }
  return FALSE;
}

static GalleyBlockData *
without_changes (GalleyBlockData *block)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

  for (guint i = 0; i < block->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind != GALLEY_MARK_SUGGESTION)
        g_ptr_array_add (marks, galley_mark_ref (mark));
    }
  return marks->len == block->marks->len ? galley_block_data_ref (block) : galley_block_data_with_marks (block, marks);
}

/* @block as it was before the changes of the authors from @first on. */
static GalleyBlockData *
take_back (const Changes *self, GalleyBlockData *block, int first)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  GalleyBlockData *now = without_changes (block);

  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);
      const GalleyOmission *omission = get_omission (self, mark);
      gboolean inserted = omission && g_str_equal (mark->field, GALLEY_CHANGE_INSERTED);
      Change change = { mark->start, inserted ? mark->length : 0, omission };

      if (omission == NULL || find_author (self, omission) < first)
        continue;
      if (g_str_equal (mark->field, GALLEY_CHANGE_DELETED))
        change.position += mark->length;
      g_array_append_val (changes, change);
    }
  g_array_sort (changes, compare_changes);
  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);
      g_autofree char *text = g_strdelimit (g_strdup (change->length > 0 ? "" : change->omission->text), "\n", ' ');
      GalleyBlockData *before;

      if (change->length == 0 && is_within_insertion (changes, change->position))
        continue;
      before = galley_block_data_replace (now, change->position, change->length, text);
      galley_block_data_unref (now);
      now = before;
    }
  return now;
}

/* The blocks as they were before the changes of the authors from @first on; one of which nothing was there yet is none. */
static GPtrArray *
list_before (const Changes *self, const GPtrArray *blocks, int first)
{
  GPtrArray *before = galley_block_array_new ();

  for (guint i = 0; i < blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (blocks, i), *was = take_back (self, block, first);

      if (*was->text == '\0' && *block->text != '\0')
        galley_block_data_unref (was);
      else
        g_ptr_array_add (before, was);
    }
  return before;
}

static GalleyLayer *
new_layer (const GalleyOmission *author, GPtrArray *blocks, GalleyRecord *details, const Reading *reading, GPtrArray *tables)
{
  const char *const fields[GALLEY_N_LAYER_FIELDS] = { [GALLEY_LAYER_AUTHOR] = author->author, [GALLEY_LAYER_TIME] = author->date };
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_layer_schema, NULL, fields, NULL);
  g_autoptr (GalleySnapshot) content = galley_snapshot_new (NULL, details, reading->credits, blocks, tables, NULL, NULL, NULL);

  return galley_layer_new (head, content);
}

/**
 * galley_import_take_changes:
 * @omissions: (nullable) (element-type GalleyOmission)
 * @details: of the bulletin
 * @tables: of the bulletin
 *
 * Takes the tracked changes whose repairs a person did not refuse, after galley_import_mend(), and takes their marks off the
 * blocks. A change that was refused is no suggestion: the text has it.
 *
 * Returns: (transfer full) (element-type GalleyLayer): a layer for each author, the one that began first below
 */
GPtrArray *
galley_import_take_changes (Reading *reading, GPtrArray *omissions, GalleyRecord *details, GPtrArray *tables)
{
  GPtrArray *layers = galley_layer_array_new (), *plain;
  g_autoptr (GHashTable) refused = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) authors = g_ptr_array_new ();
  Changes self = { omissions, refused, authors };

  if (omissions == NULL)
    return layers;
  for (guint i = 0; i < reading->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (reading->repairs, i);

      /* The column of such a repair is the omission's index. */
      if (repair->refused && repair->certainty == GALLEY_REPAIR_BESIDE)
        g_hash_table_add (refused, GUINT_TO_POINTER (repair->column));
    }
  find_authors (&self, reading->blocks);
  for (guint i = 0; i < authors->len; i++)
    {
      g_autoptr (GPtrArray) blocks = list_before (&self, reading->blocks, (int) i);

      g_ptr_array_add (layers, new_layer (g_ptr_array_index (authors, i), blocks, details, reading, tables));
    }
  plain = galley_block_array_new ();
  for (guint i = 0; i < reading->blocks->len; i++)
    g_ptr_array_add (plain, without_changes (g_ptr_array_index (reading->blocks, i)));
  g_ptr_array_unref (reading->blocks);
  reading->blocks = plain;
  return layers;
}
