/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-figures"
#include "config.h"

#include "galley-extract.h"

#include "galley-binding.h"
#include "galley-extract-private.h"
#include "galley-surface.h"

#include <string.h>

/* A proposal while it is made. */
typedef struct
{
  GalleyProposal *proposal;
  GalleyAmount amount; /* of its value; not numeric where only a change is known */
  gboolean inside;
  gboolean headline;
} Draft;

/* A level of the sentence that is read, for the changes that follow it. */
typedef struct
{
  const GalleyFigure *figure;
  guint draft;
  const GalleyFigure *change; /* what stated its change, or NULL */
} Level;

typedef struct
{
  GalleySnapshot *snapshot;
  GArray *drafts;
  GHashTable *ids;   /* row id -> draft, from 1 */
  GHashTable *names; /* scope and name -> GArray of drafts */
  GArray *levels;    /* of the sentence */
  const GalleyFigure *end; /* of the figures of the block */
  GalleyReadingContext *context;
} Extractor;

/* A change is looked for no further back among the levels of its sentence. */
#define MAX_LEVELS 64
/* A mention is compared with so many indicators of its name at most, the last ones. */
#define MAX_NAMESAKES 64

static void
mention_free (gpointer data)
{
  g_free (((GalleyMention *) data)->block);
  g_free (data);
}

static void
proposal_free (gpointer data)
{
  GalleyProposal *proposal = data;

  galley_record_unref (proposal->record);
  g_ptr_array_unref (proposal->mentions);
  g_free (proposal);
}

static void
draft_clear (gpointer data)
{
  Draft *draft = data;

  g_clear_pointer (&draft->proposal, proposal_free);
  galley_amount_clear (&draft->amount);
}

static Draft *
draft_at (Extractor *self,
          guint index)
{
  return &g_array_index (self->drafts, Draft, index);
}

/* What an indicator is known by, whether its scope is a cell of its own or part of its name; the bulletin's own district
 * says nothing. */
static char *
full_name (Extractor *self,
           const GalleyRecord *record)
{
  const char *scope = record->fields[GALLEY_INDICATOR_SCOPE];

  return g_strconcat (g_str_equal (scope, self->context->district) ? "" : scope, record->fields[GALLEY_INDICATOR_NAME], NULL);
}

static guint
add_draft (Extractor *self,
           GalleyRecord *record,
           gboolean existing)
{
  Draft draft = { .proposal = g_new0 (GalleyProposal, 1) };
  g_autofree char *name = full_name (self, record);
  GArray *named = g_hash_table_lookup (self->names, name);
  guint index = self->drafts->len;

  if (named == NULL)
    {
      named = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->names, g_steal_pointer (&name), named);
    }
  g_array_append_val (named, index);
  g_hash_table_insert (self->ids, g_strdup (record->id), GUINT_TO_POINTER (index + 1));

  draft.proposal->record = record;
  draft.proposal->existing = existing;
  draft.proposal->mentions = g_ptr_array_new_with_free_func (mention_free);
  g_array_append_val (self->drafts, draft);
  return index;
}

static void
add_mention (Draft *draft,
             const GalleyBlockData *block,
             const GalleyFigure *figure,
             GalleyIndicatorField field)
{
  GalleyMention *mention = g_new0 (GalleyMention, 1);

  mention->block = g_strdup (block->id);
  mention->start = figure->start;
  mention->length = figure->length;
  mention->field = field;
  g_ptr_array_add (draft->proposal->mentions, mention);
}

static void
set_field (Draft *draft,
           GalleyIndicatorField field,
           const char *text)
{
  GalleyRecord *record = galley_record_with (draft->proposal->record, field, text);

  galley_record_unref (draft->proposal->record);
  draft->proposal->record = record;
}

/* The bound mark that covers @figure, if there is one. */
static const GalleyMark *
find_mark (const GalleyBlockData *block,
           const GalleyFigure *figure)
{
  for (guint i = 0; i < block->marks->len; i++)
    {
      const GalleyMark *mark = g_ptr_array_index (block->marks, i);

      if (mark->kind == GALLEY_MARK_FIGURE && mark->target != NULL && mark->start < figure->start + figure->length
          && mark->start + mark->length > figure->start)
        return mark;
    }
  return NULL;
}

/* Two cells may mean the same where one says nothing. */
static gboolean
compatible (const char *a,
            const char *b)
{
  return *a == '\0' || *b == '\0' || g_str_equal (a, b);
}

/* Whether @amount may be another printing of a draft's value. It takes over where it is the more exact one. */
static gboolean
same_value (Draft *draft,
            const GalleyAmount *amount,
            gboolean inside,
            gboolean *finer)
{
  *finer = FALSE;
  if (!draft->amount.numeric || !amount->numeric)
    return FALSE;
  if (galley_amount_agree (&draft->amount, amount, inside) <= GALLEY_AGREEMENT_ROUNDED)
    return TRUE;
  *finer = !draft->proposal->existing
           && galley_amount_agree (amount, &draft->amount, draft->inside) <= GALLEY_AGREEMENT_ROUNDED;
  return *finer;
}

/* The draft that @record and @amount are another mention of, or -1. A headline has few words: there the one draft of the
 * same value will do. */
static int
find_draft (Extractor *self,
            const GalleyRecord *record,
            const GalleyAmount *amount,
            gboolean inside,
            gboolean headline,
            gboolean *finer)
{
  g_autofree char *name = full_name (self, record);
  const GArray *named = g_hash_table_lookup (self->names, name);
  int only = -1;
  guint n = 0;

  for (guint i = named != NULL && named->len > MAX_NAMESAKES ? named->len - MAX_NAMESAKES : 0; named != NULL && i < named->len; i++)
    {
      guint index = g_array_index (named, guint, i);
      Draft *draft = draft_at (self, index);

      if (compatible (draft->proposal->record->fields[GALLEY_INDICATOR_PERIOD], record->fields[GALLEY_INDICATOR_PERIOD])
          && same_value (draft, amount, inside, finer))
        return (int) index;
    }
  *finer = FALSE;
  for (guint i = 0; headline && i < self->drafts->len; i++)
    {
      const Draft *draft = draft_at (self, i);

      if (!draft->headline && draft->amount.numeric && compatible (draft->amount.unit, amount->unit)
          && galley_amount_agree (&draft->amount, amount, inside) <= GALLEY_AGREEMENT_ROUNDED)
        {
          only = (int) i;
          n++;
        }
    }
  return n == 1 ? only : -1;
}

/* The figure behind @figure whose subject it may share, being listed with it. */
static const GalleyFigure *
next_named (Extractor *self,
            const char *text,
            const GalleyFigure *figure)
{
  const GalleyFigure *next = figure;

  for (; next + 1 < self->end && galley_extract_is_listed (text, next, next + 1); next++)
    if (next[1].subject.length > 0)
      return next + 1;
  return NULL;
}

/* A new row for @figure, without its numbers. */
static GalleyRecord *
name_row (Extractor *self,
          const GalleyBlockData *block,
          const GalleyFigure *figure,
          const GalleyFigure *counted)
{
  g_autofree char *name = NULL, *scope = NULL;
  const char *fields[GALLEY_N_INDICATOR_FIELDS] = { NULL };

  galley_extract_name (self->context, block->text, figure, counted,
                       figure->subject.length == 0 ? next_named (self, block->text, figure) : NULL, &name, &scope);
  fields[GALLEY_INDICATOR_NAME] = name;
  fields[GALLEY_INDICATOR_SCOPE] = scope;
  fields[GALLEY_INDICATOR_PERIOD] = galley_extract_get_period (self->context);
  return galley_record_new (&galley_indicator_schema, NULL, fields, NULL);
}

static void
set_value (Draft *draft,
           const GalleyBlockData *block,
           const GalleyFigure *figure,
           const GalleyAmount *amount,
           gboolean inside)
{
  g_autofree char *unit = galley_surface_dup_unit (figure, block->text);
  g_autofree char *value = galley_surface_to_cell (figure, block->text, GALLEY_INDICATOR_VALUE, unit);

  set_field (draft, GALLEY_INDICATOR_VALUE, value != NULL ? value : "");
  set_field (draft, GALLEY_INDICATOR_UNIT, unit);
  galley_amount_clear (&draft->amount);
  draft->amount = *amount;
  draft->amount.unit = g_strdup (amount->unit);
  draft->inside = inside;
}

/* The last count of the sentence, which a 总投资 that follows belongs to. */
static const GalleyFigure *
last_count (Extractor *self)
{
  for (guint i = self->levels->len; i > 0; i--)
    {
      const GalleyFigure *figure = g_array_index (self->levels, Level, i - 1).figure;

      if (figure->kind == GALLEY_FIGURE_COUNT)
        return figure;
    }
  return NULL;
}

/* A figure that states a level: a row, or another mention of one. */
static void
take_level (Extractor *self,
            const GalleyBlockData *block,
            const GalleyFigure *figure,
            gboolean headline)
{
  g_auto (GalleyAmount) amount = GALLEY_AMOUNT_INIT;
  g_autoptr (GalleyRecord) record = name_row (self, block, figure, last_count (self));
  const GalleyMark *mark = find_mark (block, figure);
  gboolean inside = galley_surface_is_inside (figure, block->text), finer = FALSE;
  Level level = { .figure = figure };
  int found = -1;

  galley_amount_from_figure (&amount, figure, block->text);
  if (mark != NULL)
    {
      found = (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, mark->target)) - 1;
      if (found < 0)
        return;
    }
  else
    {
      found = find_draft (self, record, &amount, inside, headline, &finer);
      if (found < 0 && *record->fields[GALLEY_INDICATOR_NAME] == '\0')
        return;
    }
  level.draft = found >= 0 ? (guint) found : add_draft (self, galley_record_ref (record), FALSE);
  if (found < 0 || finer)
    set_value (draft_at (self, level.draft), block, figure, &amount, inside);
  if (found < 0)
    draft_at (self, level.draft)->headline = headline;
  if (mark == NULL)
    add_mention (draft_at (self, level.draft), block, figure, GALLEY_INDICATOR_VALUE);
  g_array_append_val (self->levels, level);
}

static gboolean
same_subject (const char *text,
              const GalleyFigure *a,
              const GalleyFigure *b)
{
  return a->subject.length > 0 && a->subject.length == b->subject.length
         && memcmp (text + a->subject.offset, text + b->subject.offset, a->subject.length) == 0;
}

/* The level that a change speaks of: the one with its subject, or the last where it has none of its own. Of a row of
 * changes (5.66%和1.63%), the @nth of @n belongs to the nth level of as many with that subject. */
static Level *
find_level (Extractor *self,
            const char *text,
            const GalleyFigure *change,
            guint nth,
            guint n)
{
  g_autoptr (GPtrArray) same = g_ptr_array_new ();
  gboolean points = galley_extract_is_points (change, text);
  guint first = self->levels->len > MAX_LEVELS ? self->levels->len - MAX_LEVELS : 0;
  Level *last = self->levels->len > 0 ? &g_array_index (self->levels, Level, self->levels->len - 1) : NULL;

  for (guint i = first; i < self->levels->len; i++)
    {
      Level *level = &g_array_index (self->levels, Level, i);
      gboolean rate = level->figure->kind == GALLEY_FIGURE_PERCENT || level->figure->kind == GALLEY_FIGURE_SHARE;

      if (same_subject (text, level->figure, change) && (rate || !points))
        g_ptr_array_add (same, level);
    }
  if (same->len >= n && n > 1)
    return g_ptr_array_index (same, same->len - n + nth);
  if (same->len > 0)
    return g_ptr_array_index (same, same->len - 1);
  if (points)
    return NULL;
  if (n > 1 && self->levels->len >= n && (change->flags & GALLEY_FIGURE_RESPECTIVELY))
    return &g_array_index (self->levels, Level, self->levels->len - n + nth);
  return last != NULL && galley_extract_continues (text, last->figure, change) ? last : NULL;
}

/* The draft of an indicator whose change is @change, or -1. @namesake: (out): whether one has that name and another. */
static int
find_change (Extractor *self,
             const GalleyRecord *record,
             const char *change,
             gboolean *namesake)
{
  g_autofree char *name = full_name (self, record);
  const GArray *named = g_hash_table_lookup (self->names, name);

  for (guint i = named != NULL && named->len > MAX_NAMESAKES ? named->len - MAX_NAMESAKES : 0; named != NULL && i < named->len; i++)
    {
      char **fields = draft_at (self, g_array_index (named, guint, i))->proposal->record->fields;

      if (*fields[GALLEY_INDICATOR_CHANGE] == '\0'
          || !compatible (fields[GALLEY_INDICATOR_PERIOD], record->fields[GALLEY_INDICATOR_PERIOD]))
        continue;
      if (g_str_equal (fields[GALLEY_INDICATOR_CHANGE], change))
        return (int) g_array_index (named, guint, i);
      *namesake = TRUE;
    }
  return -1;
}

/* A row of its own for a change: of an indicator whose level the text does not state, or a second one, which is named
 * after what it is compared with (汽车生产环比). */
static void
add_change (Extractor *self,
            const GalleyBlockData *block,
            const GalleyFigure *figure,
            const char *change,
            const char *compared,
            gboolean second)
{
  g_autoptr (GalleyRecord) record = name_row (self, block, figure, last_count (self));
  const char *name = record->fields[GALLEY_INDICATOR_NAME];
  gboolean namesake = FALSE;
  int same = find_change (self, record, change, &namesake);
  Draft *draft;

  if (*name == '\0')
    return;
  if (same >= 0)
    {
      add_mention (draft_at (self, (guint) same), block, figure, GALLEY_INDICATOR_CHANGE);
      return;
    }
  if (second || namesake)
    {
      g_autofree char *longer = g_strconcat (name, compared, NULL);
      GalleyRecord *renamed = galley_record_with (record, GALLEY_INDICATOR_NAME, longer);

      galley_record_unref (record);
      record = renamed;
    }
  draft = draft_at (self, add_draft (self, galley_record_ref (record), FALSE));
  set_field (draft, GALLEY_INDICATOR_CHANGE, change);
  set_field (draft, GALLEY_INDICATOR_NOTES, compared);
  add_mention (draft, block, figure, GALLEY_INDICATOR_CHANGE);
}

/* Takes the change of a level back, which was against the month before, for one against the year before. Returns the
 * figure that stated it, or NULL where the draft keeps its change. */
static const GalleyFigure *
yield_change (Draft *draft,
              Level *level,
              const char *compared)
{
  const GalleyFigure *figure = level->change;

  if (figure == NULL || draft->proposal->existing || !g_str_has_prefix (draft->proposal->record->fields[GALLEY_INDICATOR_NOTES], "环比")
      || g_str_has_prefix (compared, "环比"))
    return NULL;
  for (guint i = draft->proposal->mentions->len; i > 0; i--)
    {
      const GalleyMention *mention = g_ptr_array_index (draft->proposal->mentions, i - 1);

      if (mention->field == GALLEY_INDICATOR_CHANGE && mention->start == figure->start)
        {
          g_ptr_array_remove_index (draft->proposal->mentions, i - 1);
          break;
        }
    }
  set_field (draft, GALLEY_INDICATOR_CHANGE, "");
  set_field (draft, GALLEY_INDICATOR_NOTES, "");
  return figure;
}

/* Growth and points: the change of the level they speak of, else a row of their own with no value. */
static void
take_change (Extractor *self,
             const GalleyBlockData *block,
             const GalleyFigure *figure,
             guint nth,
             guint n)
{
  g_autofree char *change = galley_surface_to_cell (figure, block->text, GALLEY_INDICATOR_CHANGE, "");
  g_autofree char *compared = g_strndup (block->text + figure->compared.offset, figure->compared.length);
  Level *level = find_level (self, block->text, figure, nth, n);
  guint index = level != NULL ? level->draft : 0;
  const GalleyFigure *yielded;
  const char *now;

  if (find_mark (block, figure) != NULL)
    return;
  if (level == NULL)
    {
      if (!galley_extract_is_points (figure, block->text))
        add_change (self, block, figure, change, compared, FALSE);
      return;
    }
  yielded = yield_change (draft_at (self, index), level, compared);
  if (yielded != NULL)
    {
      g_autofree char *old = galley_surface_to_cell (yielded, block->text, GALLEY_INDICATOR_CHANGE, "");
      g_autofree char *against = g_strndup (block->text + yielded->compared.offset, yielded->compared.length);

      add_change (self, block, yielded, old, against, TRUE);
    }
  now = draft_at (self, index)->proposal->record->fields[GALLEY_INDICATOR_CHANGE];
  if (*now != '\0' && !g_str_equal (now, change))
    {
      add_change (self, block, figure, change, compared, TRUE);
      return;
    }
  if (*now == '\0')
    set_field (draft_at (self, index), GALLEY_INDICATOR_CHANGE, change);
  if (*draft_at (self, index)->proposal->record->fields[GALLEY_INDICATOR_NOTES] == '\0')
    set_field (draft_at (self, index), GALLEY_INDICATOR_NOTES, compared);
  add_mention (draft_at (self, index), block, figure, GALLEY_INDICATOR_CHANGE);
  level->change = figure;
}

/* How many changes stand in a row from @first on: 234%和203%. */
static guint
count_row (const char *text,
           const GalleyFigure *all,
           guint n_figures,
           guint first)
{
  guint n = 1;

  while (first + n < n_figures && galley_extract_is_change (&all[first + n])
         && galley_extract_is_joined (text, &all[first + n - 1], &all[first + n]))
    n++;
  return n;
}

static void
read_block (Extractor *self,
            const GalleyBlockData *block)
{
  g_autoptr (GalleyFigures) figures = galley_figures_read (block->text, -1, &self->context->figures);
  gboolean headline = block->kind == GALLEY_BLOCK_KICKER || block->kind == GALLEY_BLOCK_HEADLINE
                      || block->kind == GALLEY_BLOCK_HEADING || block->kind == GALLEY_BLOCK_SUBHEADING;
  guint n_figures = 0, nth = 0, n = 0;
  const GalleyFigure *all = figures != NULL ? galley_figures_get_data (figures, &n_figures) : NULL;

  self->end = all + n_figures;
  galley_extract_begin_block (self->context);
  for (guint i = 0; i < n_figures; i++)
    {
      gboolean change = galley_extract_is_change (&all[i]) || galley_extract_is_points (&all[i], block->text);

      if (galley_extract_go_to (self->context, block->text, all[i].bytes.offset))
        g_array_set_size (self->levels, 0);
      if (all[i].period.unit != GALLEY_PERIOD_NONE)
        galley_extract_see_period (self->context, block->text, &all[i]);
      if (change)
        {
          if (nth == n)
            {
              n = count_row (block->text, all, n_figures, i);
              nth = 0;
            }
          take_change (self, block, &all[i], nth++, n);
          continue;
        }
      nth = n = 0;
      if (galley_extract_is_level (&all[i], block->text))
        take_level (self, block, &all[i], headline);
    }
  g_array_set_size (self->levels, 0);
}

static gboolean
is_read (const GalleyBlockData *block,
         gboolean headlines)
{
  gboolean headline = block->kind == GALLEY_BLOCK_KICKER || block->kind == GALLEY_BLOCK_HEADLINE
                      || block->kind == GALLEY_BLOCK_HEADING || block->kind == GALLEY_BLOCK_SUBHEADING;

  return block->kind != GALLEY_BLOCK_TABLE && block->kind != GALLEY_BLOCK_PICTURE &&
         block->kind != GALLEY_BLOCK_CHART && headline == headlines;
}

/* The rows that the tables have are the first drafts, for mentions of them to be bound to. */
static void
add_existing (Extractor *self)
{
  for (guint t = 0; t < self->snapshot->tables->len; t++)
    {
      GPtrArray *rows = ((GalleyTableData *) g_ptr_array_index (self->snapshot->tables, t))->rows;

      for (guint i = 0; i < rows->len; i++)
        {
          GalleyRecord *row = g_ptr_array_index (rows, i);
          Draft *draft = draft_at (self, add_draft (self, galley_record_ref (row), TRUE));

          galley_amount_from_cell (&draft->amount, row, GALLEY_INDICATOR_VALUE);
        }
    }
}

static int
compare_mentions (gconstpointer a,
                  gconstpointer b,
                  gpointer data)
{
  const GalleyMention *left = *(const GalleyMention *const *) a, *right = *(const GalleyMention *const *) b;
  guint left_at = GPOINTER_TO_UINT (g_hash_table_lookup (data, left->block));
  guint right_at = GPOINTER_TO_UINT (g_hash_table_lookup (data, right->block));

  if (left_at != right_at)
    return left_at < right_at ? -1 : 1;
  return left->start < right->start ? -1 : left->start > right->start;
}

static int
compare_proposals (gconstpointer a,
                   gconstpointer b,
                   gpointer data)
{
  const GalleyProposal *left = *(const GalleyProposal *const *) a, *right = *(const GalleyProposal *const *) b;

  return compare_mentions (&g_ptr_array_index (left->mentions, 0), &g_ptr_array_index (right->mentions, 0), data);
}

/**
 * galley_extract:
 * @snapshot: a bulletin
 * @cancellable: (nullable): to stop it from another thread
 * @error: return location for an error
 *
 * Reads the text of a bulletin and proposes the rows of its indicator table: one for each level (money, count, share,
 * physical quantity) with the change that is said of it; mentions of one indicator are one row with several places, and
 * a mention of a row that the table has is bound to that. What a change is measured against (同比, 较2023年) is noted.
 * Dates, periods, ordinals and single Han digits (四个, 两级; GB/T 15835 prints statistics in Arabic digits) are no rows.
 * May take long: for a thread.
 *
 * Returns: (transfer full) (nullable): the proposals, or %NULL with %G_IO_ERROR_CANCELLED
 */
GalleyExtraction *
galley_extract (GalleySnapshot *snapshot,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GalleyReadingContext) context = galley_extract_context_new (snapshot);
  g_autoptr (GArray) drafts = g_array_new (FALSE, TRUE, sizeof (Draft));
  g_autoptr (GArray) levels = g_array_new (FALSE, TRUE, sizeof (Level));
  g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  Extractor self = { snapshot, drafts, ids, names, levels, NULL, context };
  GalleyExtraction *extraction;

  g_array_set_clear_func (drafts, draft_clear);
  add_existing (&self);
  for (int headlines = 0; headlines < 2; headlines++)
    for (guint i = 0; i < snapshot->blocks->len; i++)
      {
        const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);

        if (g_cancellable_set_error_if_cancelled (cancellable, error))
          return NULL;
        g_hash_table_insert (positions, block->id, GUINT_TO_POINTER (i));
        if (is_read (block, headlines))
          read_block (&self, block);
      }

  extraction = g_atomic_rc_box_new0 (GalleyExtraction);
  extraction->snapshot = galley_snapshot_ref (snapshot);
  extraction->proposals = g_ptr_array_new_with_free_func (proposal_free);
  for (guint i = 0; i < drafts->len; i++)
    {
      Draft *draft = draft_at (&self, i);

      if (draft->proposal->mentions->len == 0)
        continue;
      g_ptr_array_sort_with_data (draft->proposal->mentions, compare_mentions, positions);
      g_ptr_array_add (extraction->proposals, g_steal_pointer (&draft->proposal));
    }
  g_ptr_array_sort_with_data (extraction->proposals, compare_proposals, positions);
  return extraction;
}

static void
clear_extraction (gpointer data)
{
  GalleyExtraction *extraction = data;

  galley_snapshot_unref (extraction->snapshot);
  g_ptr_array_unref (extraction->proposals);
}

GalleyExtraction *
galley_extraction_ref (GalleyExtraction *extraction)
{
  return g_atomic_rc_box_acquire (extraction);
}

void
galley_extraction_unref (GalleyExtraction *extraction)
{
  g_atomic_rc_box_release_full (extraction, clear_extraction);
}

/**
 * galley_extraction_with_names:
 * @names: (array): for each proposal, what its indicator is to be called; rows that the table has keep their names
 *
 * Returns: (transfer full): the same proposals under those names
 */
GalleyExtraction *
galley_extraction_with_names (const GalleyExtraction *extraction,
                              const char *const *names)
{
  GalleyExtraction *named = g_atomic_rc_box_new0 (GalleyExtraction);

  named->snapshot = galley_snapshot_ref (extraction->snapshot);
  named->proposals = g_ptr_array_new_with_free_func (proposal_free);
  for (guint i = 0; i < extraction->proposals->len; i++)
    {
      const GalleyProposal *proposal = g_ptr_array_index (extraction->proposals, i);
      GalleyProposal *copy = g_new0 (GalleyProposal, 1);

      copy->record = proposal->existing ? galley_record_ref (proposal->record)
                                        : galley_record_with (proposal->record, GALLEY_INDICATOR_NAME, names[i]);
      copy->existing = proposal->existing;
      copy->mentions = g_ptr_array_ref (proposal->mentions);
      g_ptr_array_add (named->proposals, copy);
    }
  return named;
}
