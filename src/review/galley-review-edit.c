/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-review-edit.h"

#include <glib/gi18n-lib.h>

#include "galley-compare-private.h"
#include "galley-layer.h"

/* What of an edit the log tells; the two versions tell the rest. */
#define MAX_LINES 20

/* What the content hash leaves out is no edit; what says where a figure is from changes nothing that is printed. */
static GalleyReviewEditKind
classify_indicator (const GalleyRecordDifference *difference)
{
  GalleyReviewEditKind kind = GALLEY_REVIEW_EDIT_NONE;

  if (difference->kind != GALLEY_DIFFERENCE_CHANGED || difference->moved)
    return GALLEY_REVIEW_EDIT_SUBSTANCE;
  for (guint i = 0; i < difference->fields->len; i++)
    switch (g_array_index (difference->fields, GalleyFieldDifference, i).field)
      {
      case GALLEY_INDICATOR_CHECKED_BY:
      case GALLEY_INDICATOR_CHECKED_AT:
        break;
      case GALLEY_INDICATOR_SOURCE:
      case GALLEY_INDICATOR_SOURCE_DOCUMENT:
      case GALLEY_INDICATOR_SOURCE_PERSON:
      case GALLEY_INDICATOR_SOURCE_DATE:
      case GALLEY_INDICATOR_SOURCE_PAGE:
      case GALLEY_INDICATOR_NOTES:
        kind = GALLEY_REVIEW_EDIT_WORDING;
        break;
      default:
        return GALLEY_REVIEW_EDIT_SUBSTANCE;
      }
  return kind;
}

static GalleyReviewEditKind
classify_record (const GalleyRecordDifference *difference)
{
  const GalleyRecord *record = difference->after ? difference->after : difference->before;

  if (record->schema == &galley_indicator_schema)
    return classify_indicator (difference);
  return record->schema == &galley_details_schema || record->schema == &galley_credit_schema ||
             record->schema == &galley_table_schema
           ? GALLEY_REVIEW_EDIT_SUBSTANCE
           : GALLEY_REVIEW_EDIT_NONE;
}

static gboolean
is_within_right (const GArray *pieces, guint limit)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);

      if (piece->kind == GALLEY_PIECE_FIGURE ||
          (piece->kind == GALLEY_PIECE_WORDS && MAX (piece->n_before, piece->n_after) > limit))
        return FALSE;
    }
  return TRUE;
}

/* Whether what is not text is the same of a block: what it is, what it shows and how. */
static gboolean
has_same_frame (const GalleyBlockData *a, const GalleyBlockData *b)
{
  return a->kind == b->kind && g_strcmp0 (a->source, b->source) == 0 && g_strcmp0 (a->alt, b->alt) == 0 &&
         g_strcmp0 (a->extra, b->extra) == 0 && galley_picture_data_equal (a->picture, b->picture) &&
         galley_grids_have_one_shape (a->grid, b->grid) &&
         (a->view == b->view || (a->view && b->view && galley_view_data_equal (a->view, b->view)));
}

/* What a cell says is a figure in other ways than one that is read as such: 700*, 约700. */
static gboolean
has_digit (const char *text)
{
  gboolean has = FALSE;

  for (; *text && !has; text = g_utf8_next_char (text))
    has = g_unichar_isdigit (g_utf8_get_char (text));
  return has;
}

static gboolean
is_link (const GalleyMark *mark)
{
  return mark && mark->kind == GALLEY_MARK_LINK;
}

static GalleyReviewEditKind
classify_block (const GalleyBlockDifference *difference, guint limit)
{
  if (difference->kind != GALLEY_DIFFERENCE_CHANGED || difference->moved ||
      !has_same_frame (difference->before, difference->after) || !is_within_right (difference->pieces, limit))
    return GALLEY_REVIEW_EDIT_SUBSTANCE;
  for (guint i = 0; i < difference->marks->len; i++)
    {
      const GalleyMarkDifference *mark = g_ptr_array_index (difference->marks, i);

      if (is_link (mark->before) || is_link (mark->after))
        return GALLEY_REVIEW_EDIT_SUBSTANCE;
    }
  for (guint i = 0; i < difference->cells->len; i++)
    {
      const GalleyCellDifference *cell = g_ptr_array_index (difference->cells, i);

      if (has_digit (cell->before) || has_digit (cell->after) || !is_within_right (cell->pieces, limit))
        return GALLEY_REVIEW_EDIT_SUBSTANCE;
    }
  return GALLEY_REVIEW_EDIT_WORDING;
}

/* Suggestions that wait are no edit yet. */
static GalleySnapshot *
get_content (GalleySnapshot *snapshot)
{
  return (GalleySnapshot *) galley_layers_get_state (snapshot, 0);
}

static void
add_lines (GStrvBuilder *builder, guint *n, char *lines)
{
  g_auto (GStrv) each = g_strsplit (lines, "\n", -1);

  for (char **line = each; *line && *n < MAX_LINES; line++)
    if (**line)
      {
        g_strv_builder_add (builder, *line);
        (*n)++;
      }
  g_free (lines);
}

/* What people read is told by words; what an editor has the right to is counted in characters. */
static char *
describe_edit (GalleySnapshot *before, GalleySnapshot *after)
{
  g_autoptr (GalleyComparison) comparison = galley_compare (before, after, GALLEY_GRAIN_WORDS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  for (guint i = 0; i < comparison->blocks->len; i++)
    add_lines (builder, &n,
               galley_block_difference_describe (g_ptr_array_index (comparison->blocks, i), galley_block_kind_to_string));
  for (guint i = 0; i < comparison->records->len; i++)
    {
      const GalleyRecordDifference *record = g_ptr_array_index (comparison->records, i);

      if (classify_record (record) != GALLEY_REVIEW_EDIT_NONE)
        add_lines (builder, &n, galley_record_difference_describe (record));
    }
  lines = g_strv_builder_end (builder);
  return g_strjoinv ("\n", lines);
}

/**
 * galley_review_edit_classify:
 * @before: (nullable): what it was when the last entry of the log was made; %NULL where nobody knows
 * @after: what it is
 * @changes: (out) (optional) (nullable): what differs, a line each, for people
 *
 * Returns: what kind of an edit lies between the two
 */
GalleyReviewEditKind
galley_review_edit_classify (const GalleyReviewRules *rules,
                             GalleySnapshot *before,
                             GalleySnapshot *after,
                             char **changes)
{
  g_autoptr (GalleyComparison) comparison =
    before ? galley_compare (get_content (before), get_content (after), GALLEY_GRAIN_CHARACTERS) : NULL;
  GalleyReviewEditKind kind = GALLEY_REVIEW_EDIT_NONE;

  if (comparison == NULL)
    {
      if (changes)
        *changes = g_strdup (_("The version before is not at hand, so what changed is not known"));
      return GALLEY_REVIEW_EDIT_SUBSTANCE;
    }
  for (guint i = 0; i < comparison->blocks->len; i++)
    kind = MAX (kind, classify_block (g_ptr_array_index (comparison->blocks, i), rules->proof_fix_length));
  for (guint i = 0; i < comparison->records->len; i++)
    kind = MAX (kind, classify_record (g_ptr_array_index (comparison->records, i)));
  if (comparison->other || comparison->figures->len > 0)
    kind = GALLEY_REVIEW_EDIT_SUBSTANCE;
  if (changes)
    *changes = kind == GALLEY_REVIEW_EDIT_NONE ? NULL : describe_edit (get_content (before), get_content (after));
  return kind;
}
