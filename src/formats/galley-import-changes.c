/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-import-private.h"

#include "galley-suggestion.h"
#include "galley-word.h"

#include <glib/gi18n-lib.h>

/* The tracked changes of a document as suggestions of their authors. What the document said at each time becomes a bulletin of
 * its own, block by block and as it came: the suggestions of that are the document's changes. Each is then taken back in the
 * article, which may have been mended, and so the article's layers come to be. */

/* Suggestions times blocks: with more they are not carried over one by one. */
#define MAX_EFFORT 50000000u

typedef struct
{
  Reading *reading;
  GHashTable *ids;   /* the id of the block that a place of the document is, in each state alike; by place */
  GHashTable *lines; /* the line that a block comes from, by its id */
} Changes;

static const char *
get_id (const Changes *self, const GalleyPart *part)
{
  return part->place ? g_hash_table_lookup (self->ids, part->place) : NULL;
}

/* Gives each part the id of the block that it became in the article, or a new one. */
static void
name_parts (Changes *self, GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const GalleyPart *part = g_ptr_array_index (parts, i);
      const char *id = g_hash_table_lookup (self->reading->part_ids, part);

      if (part->place && (id || !g_hash_table_contains (self->ids, part->place)))
        g_hash_table_replace (self->ids, g_strdup (part->place), id ? g_strdup (id) : galley_id_new ());
    }
}

static gboolean
is_same_part (const GalleyPart *a, const GalleyPart *b)
{
  return a->kind == b->kind && g_str_equal (a->text, b->text) && galley_grid_data_equal (a->grid, b->grid) &&
         g_strcmp0 (a->media, b->media) == 0;
}

/* The places of the parts that @other has not. */
static GPtrArray *
list_gone (GPtrArray *parts, GPtrArray *other)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *gone = g_ptr_array_new ();

  for (guint i = 0; i < other->len; i++)
    if (((GalleyPart *) g_ptr_array_index (other, i))->place)
      g_hash_table_add (places, ((GalleyPart *) g_ptr_array_index (other, i))->place);
  for (guint i = 0; i < parts->len; i++)
    {
      GalleyPart *part = g_ptr_array_index (parts, i);

      if (part->place && !g_hash_table_contains (places, part->place))
        g_ptr_array_add (gone, part);
    }
  return gone;
}

/* What was taken out and put in elsewhere by the same person was moved: both are the same block. */
static void
find_moves (Changes *self, GPtrArray *before, GPtrArray *after)
{
  g_autoptr (GPtrArray) gone = list_gone (before, after), new = list_gone (after, before);
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = new->len; i > 0; i--)
    g_hash_table_insert (texts, ((GalleyPart *) g_ptr_array_index (new, i - 1))->text, g_ptr_array_index (new, i - 1));
  for (guint i = 0; i < gone->len; i++)
    {
      const GalleyPart *from = g_ptr_array_index (gone, i), *to = g_hash_table_lookup (texts, from->text);

      if (to == NULL || !is_same_part (from, to))
        continue;
      g_hash_table_replace (self->ids, g_strdup (from->place), g_strdup (get_id (self, to)));
      g_hash_table_remove (texts, from->text);
    }
}

static GHashTable *
index_blocks (const GPtrArray *blocks)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < blocks->len; i++)
    g_hash_table_insert (index, ((GalleyBlockData *) g_ptr_array_index (blocks, i))->id, g_ptr_array_index (blocks, i));
  return index;
}

/* The marks of a part that are of an article; what stands at the head is bold as a whole. */
static GPtrArray *
list_marks (const GalleyPart *part, GalleyBlockKind kind)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  gboolean head = kind == GALLEY_BLOCK_KICKER || kind == GALLEY_BLOCK_HEADLINE;

  for (guint i = 0; i < part->marks->len; i++)
    {
      GalleyMark *mark = g_ptr_array_index (part->marks, i);

      if (mark->kind == GALLEY_MARK_LINK || (mark->kind == GALLEY_MARK_EMPHASIS && !head))
        g_ptr_array_add (marks, galley_mark_ref (mark));
    }
  return marks;
}

/* What a state of the document says, in blocks that are what they are in the article as far as the document says nothing else. */
static GalleySnapshot *
make_state (const Changes *self, GPtrArray *parts, GHashTable *live, GHashTable *live_kinds, const GalleySnapshot *article)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GHashTable) met = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < parts->len; i++)
    {
      const GalleyPart *part = g_ptr_array_index (parts, i);
      const char *id = get_id (self, part);
      GalleyBlockData *known = id ? g_hash_table_lookup (live, id) : NULL;
      gpointer kind = id ? g_hash_table_lookup (live_kinds, id) : NULL;
      gboolean same_kind = known && GPOINTER_TO_INT (kind) == (int) part->kind + 1;
      g_autoptr (GPtrArray) marks = list_marks (part, same_kind ? known->kind : part->kind);
      g_autoptr (GalleyBlockData) block = NULL, shaped = NULL;

      if (id == NULL || !g_hash_table_add (met, (gpointer) id) ||
          (part->kind == GALLEY_BLOCK_PICTURE && part->source == NULL && known == NULL))
        continue;
      if (known == NULL)
        {
          g_ptr_array_add (blocks, galley_part_to_block (part, id, part->text, marks));
          continue;
        }
      block = galley_block_data_with_text (known, part->text, marks);
      shaped = same_kind ? g_steal_pointer (&block) : galley_block_data_with_kind (block, part->kind);
      g_ptr_array_add (blocks, part->grid ? galley_block_data_with_grid (shaped, part->grid) : galley_block_data_ref (shaped));
    }
  return galley_snapshot_with (article, blocks, article->tables);
}

/* The document's own history: the article as it came, with what it was before each layer. */
static GalleySnapshot *
make_history (Changes *self, GPtrArray *parts, GPtrArray *past, const GalleySnapshot *article)
{
  g_autoptr (GHashTable) live = index_blocks (article->blocks), kinds = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) layers = galley_layer_array_new ();
  g_autoptr (GalleySnapshot) now = NULL;

  name_parts (self, parts);
  for (guint i = past->len; i > 0; i--)
    name_parts (self, ((GalleyWordPast *) g_ptr_array_index (past, i - 1))->parts);
  for (guint i = past->len; i > 0; i--)
    find_moves (self, ((GalleyWordPast *) g_ptr_array_index (past, i - 1))->parts,
                i < past->len ? ((GalleyWordPast *) g_ptr_array_index (past, i))->parts : parts);
  for (guint i = 0; i < parts->len; i++)
    {
      const GalleyPart *part = g_ptr_array_index (parts, i);

      if (get_id (self, part))
        g_hash_table_insert (kinds, (gpointer) get_id (self, part), GINT_TO_POINTER (part->kind + 1));
    }
  for (guint i = 0; i < past->len; i++)
    {
      const GalleyWordPast *layer = g_ptr_array_index (past, i);
      g_autoptr (GalleySnapshot) was = make_state (self, layer->parts, live, kinds, article);

      g_ptr_array_add (layers, galley_layer_new (layer->head, was));
    }
  now = make_state (self, parts, live, kinds, article);
  return galley_snapshot_with_notes (now, layers, article->comments);
}

/* The report */

static const struct
{
  const char *rule, *message;
} reports[GALLEY_N_SUGGESTION_KINDS] = {
  [GALLEY_SUGGESTION_FIGURE] = { "replaced", N_ ("A tracked change became a suggestion") },
  [GALLEY_SUGGESTION_INSERT] = { "inserted", N_ ("A tracked insertion became a suggestion") },
  [GALLEY_SUGGESTION_DELETE] = { "deleted", N_ ("A tracked deletion became a suggestion") },
  [GALLEY_SUGGESTION_REPLACE] = { "replaced", N_ ("A tracked change became a suggestion") },
  [GALLEY_SUGGESTION_FORMAT] = { "formatted", N_ ("A tracked change of formatting became a suggestion") },
  [GALLEY_SUGGESTION_SPLIT] = { "split", N_ ("A tracked break of a paragraph became a suggestion") },
  [GALLEY_SUGGESTION_MERGE] = { "merged", N_ ("A tracked joining of paragraphs became a suggestion") },
  [GALLEY_SUGGESTION_MOVE] = { "moved", N_ ("A tracked move became a suggestion") },
  [GALLEY_SUGGESTION_INSERT_BLOCK] = { "inserted", N_ ("A tracked insertion became a suggestion") },
  [GALLEY_SUGGESTION_DELETE_BLOCK] = { "deleted", N_ ("A tracked deletion became a suggestion") },
  [GALLEY_SUGGESTION_CELL] = { "replaced", N_ ("A tracked change became a suggestion") },
  [GALLEY_SUGGESTION_INSERT_ROW] = { "inserted", N_ ("A tracked insertion became a suggestion") },
  [GALLEY_SUGGESTION_DELETE_ROW] = { "deleted", N_ ("A tracked deletion became a suggestion") },
  [GALLEY_SUGGESTION_DETAIL] = { "replaced", N_ ("A tracked change became a suggestion") },
};

static char *
describe (const GalleySuggestion *suggestion, const char *what)
{
  const char *author = suggestion->head->fields[GALLEY_LAYER_AUTHOR], *time = suggestion->head->fields[GALLEY_LAYER_TIME];
  g_autofree char *day = g_strndup (time, strlen ("2024-04-02")), *who = g_strjoin (" ", author, day, NULL), *told = NULL;

  if (*suggestion->before && *suggestion->after)
    told = g_strdup_printf (_("“%s” → “%s”"), suggestion->before, suggestion->after);
  else
    told = g_strdup (*suggestion->before ? suggestion->before : suggestion->after);
  what = _(what);
  if (*g_strstrip (who) == '\0')
    return *told ? g_strdup_printf (_("%s: %s"), what, told) : g_strdup (what);
  return *told ? g_strdup_printf (_("%s (%s): %s"), what, who, told) : g_strdup_printf (_("%s (%s)"), what, who);
}

/* The repair that tells of a suggestion, by its number among all of the document's. */
static GalleyRepair *
report (Changes *self, const GalleySuggestion *suggestion, guint number, const char *rule, const char *what)
{
  g_autofree char *message = describe (suggestion, what);
  guint line = suggestion->block ? GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, suggestion->block)) : 0;
  GalleyRepair *repair =
    galley_import_add_repair (self->reading, rule, GALLEY_REPAIR_BESIDE, MAX (line, 1), number, message);

  repair->before = g_strdup (suggestion->before);
  repair->after = g_strdup (suggestion->after);
  repair->block = line > 0 ? g_strdup (suggestion->block) : NULL;
  return repair;
}

/* Where the blocks of the article come from. */
static GHashTable *
index_lines (const Reading *reading)
{
  GHashTable *lines = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key, id;

  g_hash_table_iter_init (&iter, reading->block_ids);
  while (g_hash_table_iter_next (&iter, &key, &id))
    g_hash_table_insert (lines, id, GUINT_TO_POINTER ((guint) (*(gint64 *) key >> 40)));
  return lines;
}

/* @state with its blocks in the order of @was; what that does not know stays behind what it stands behind. Blocks that come back
 * and go back one by one need not end up so. */
static GalleySnapshot *
order_as (const GalleySnapshot *state, const GalleySnapshot *was)
{
  g_autoptr (GHashTable) known = index_blocks (was->blocks);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  guint n = state->blocks->len;

  for (guint i = 0; i < n; i++)
    g_hash_table_insert (places, ((GalleyBlockData *) g_ptr_array_index (state->blocks, i))->id, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i <= was->blocks->len; i++)
    {
      /* First what stands before all that is known. */
      gpointer place = i == 0 ? GUINT_TO_POINTER (1)
                              : g_hash_table_lookup (places, ((GalleyBlockData *) g_ptr_array_index (was->blocks, i - 1))->id);
      guint at = GPOINTER_TO_UINT (place);

      for (guint j = at; at > 0 && j <= n; j++)
        {
          GalleyBlockData *block = g_ptr_array_index (state->blocks, j - 1);

          if ((i == 0 || j > at) && g_hash_table_contains (known, block->id))
            break;
          g_ptr_array_add (blocks, galley_block_data_ref (block));
        }
    }
  return galley_snapshot_with (state, blocks, state->tables);
}

/* Takes the suggestions of one layer back in @state, the last first, but for those that a person refused. */
static GalleySnapshot *
take_back (Changes *self, const GalleySnapshot *history, const GPtrArray *suggestions, guint layer, GalleySnapshot *state)
{
  g_autoptr (GalleySnapshot) now = galley_snapshot_ref (state);
  gboolean all = TRUE;

  for (guint i = suggestions->len; i > 0; i--)
    {
      const GalleySuggestion *suggestion = g_ptr_array_index (suggestions, i - 1);
      const typeof (*reports) *told = &reports[suggestion->kind];
      GalleySnapshot *before;

      if (suggestion->layer != layer)
        continue;
      if (report (self, suggestion, i - 1, told->rule, told->message)->refused)
        {
          all = FALSE;
          continue;
        }
      before = galley_suggestion_take_back (suggestion, history, now);
      if (before)
        {
          galley_snapshot_unref (now);
          now = before;
          continue;
        }
      all = FALSE;
      g_ptr_array_set_size (self->reading->repairs, (int) self->reading->repairs->len - 1);
      report (self, suggestion, i - 1, "change",
              suggestion->block && galley_snapshot_find_block (now, suggestion->block, NULL)
                ? N_ ("A tracked change was taken in, as the text that it changes was mended")
                : N_ ("A tracked change was taken in, as it is not in the text of the article"));
    }
  return all ? order_as (now, ((GalleyLayer *) g_ptr_array_index (history->layers, layer))->base) : g_steal_pointer (&now);
}

/* Too many changes for each to be looked at: what a block was is what the document says it was. */
static GalleySnapshot *
take_all_back (const GalleySnapshot *history, guint layer, const GalleySnapshot *state)
{
  const GalleySnapshot *was = ((GalleyLayer *) g_ptr_array_index (history->layers, layer))->base;
  const GalleySnapshot *is = galley_layers_get_state (history, layer + 1);
  g_autoptr (GHashTable) after = index_blocks (is->blocks), now = index_blocks (state->blocks);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  for (guint i = 0; i < was->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (was->blocks, i), *mended = g_hash_table_lookup (now, block->id);
      const GalleyBlockData *same = g_hash_table_lookup (after, block->id);
      gboolean stayed = mended && same && galley_block_data_equal (block, same);

      g_ptr_array_add (blocks, galley_block_data_ref (stayed ? mended : block));
    }
  return galley_snapshot_with (state, blocks, state->tables);
}

/**
 * galley_import_take_changes:
 * @parts: (element-type GalleyPart): what the article was made of
 * @past: (element-type GalleyWordPast): what the document said before its changes
 * @article: what became of it
 *
 * Tells of each tracked change by a repair, after galley_import_mend(); one that a person refused is no suggestion: the text
 * has it.
 *
 * Returns: (transfer full) (element-type GalleyLayer): the layers of suggestions, the oldest first
 */
GPtrArray *
galley_import_take_changes (Reading *reading, GPtrArray *parts, GPtrArray *past, const GalleySnapshot *article)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) lines = index_lines (reading);
  Changes self = { reading, ids, lines };
  g_autoptr (GalleySnapshot) history = make_history (&self, parts, past, article);
  g_autoptr (GPtrArray) suggestions = galley_suggestions_list (history);
  g_autoptr (GalleySnapshot) now = galley_snapshot_ref ((GalleySnapshot *) article);
  gboolean many = (guint64) suggestions->len * article->blocks->len > MAX_EFFORT;
  GPtrArray *layers = galley_layer_array_new ();

  for (guint i = past->len; i > 0; i--)
    {
      const GalleyWordPast *layer = g_ptr_array_index (past, i - 1);
      GalleySnapshot *before = many ? take_all_back (history, i - 1, now) : take_back (&self, history, suggestions, i - 1, now);
      gboolean same = galley_snapshot_equal (before, now);

      galley_snapshot_unref (now);
      now = before;
      if (!same)
        g_ptr_array_insert (layers, 0, galley_layer_new (layer->head, now));
    }
  if (many)
    galley_import_add_repair (reading, "change", GALLEY_REPAIR_BESIDE, 1, 0,
                              _("Tracked changes became suggestions; there are too many to list"))->before = g_strdup ("");
  return layers;
}
