/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-compare-private.h"

#include <glib/gi18n-lib.h>

static const char *const mark_words[GALLEY_N_MARK_KINDS] = {
  [GALLEY_MARK_FIGURE] = N_("Binding to an indicator"), [GALLEY_MARK_EMPHASIS] = N_("Emphasis"),
  [GALLEY_MARK_LINK] = N_("Link"),                      [GALLEY_MARK_COMMENT] = N_("Comment"),
  [GALLEY_MARK_SUGGESTION] = N_("Suggestion"),          [GALLEY_MARK_STALE] = N_("Left over from the last period"),
};

static const char *const details_words[GALLEY_N_DETAILS_FIELDS] = {
  [GALLEY_DETAILS_SERIES] = N_("Series"), [GALLEY_DETAILS_DISTRICT] = N_("District"),
  [GALLEY_DETAILS_DATE] = N_("Date"),     [GALLEY_DETAILS_PERIOD] = N_("Period"),
  [GALLEY_DETAILS_TAGS] = N_("Tags"),     [GALLEY_DETAILS_SOURCES] = N_("Sources"),
  [GALLEY_DETAILS_ROLLED_FROM] = N_("Rolled from"), [GALLEY_DETAILS_EMBARGO] = N_("Embargo"),
};

static const char *const indicator_words[GALLEY_N_INDICATOR_FIELDS] = {
  [GALLEY_INDICATOR_NAME] = N_("Name"),           [GALLEY_INDICATOR_SCOPE] = N_("Scope"),
  [GALLEY_INDICATOR_PERIOD] = N_("Period"),       [GALLEY_INDICATOR_VALUE] = N_("Value"),
  [GALLEY_INDICATOR_UNIT] = N_("Unit"),           [GALLEY_INDICATOR_BASE] = N_("Base"),
  [GALLEY_INDICATOR_CHANGE] = N_("Change"),       [GALLEY_INDICATOR_SOURCE] = N_("Source"),
  [GALLEY_INDICATOR_CHECKED_BY] = N_("Checked by"), [GALLEY_INDICATOR_NOTES] = N_("Notes"),
  [GALLEY_INDICATOR_SOURCE_DOCUMENT] = N_("Source document"), [GALLEY_INDICATOR_SOURCE_PERSON] = N_("Source person"),
  [GALLEY_INDICATOR_SOURCE_DATE] = N_("Source date"), [GALLEY_INDICATOR_SOURCE_PAGE] = N_("Source page"),
  [GALLEY_INDICATOR_CHECKED_AT] = N_("Checked at"), [GALLEY_INDICATOR_LEVEL] = N_("Level"),
};

static const char *const credit_words[GALLEY_N_CREDIT_FIELDS] = {
  [GALLEY_CREDIT_ROLE] = N_("Role"), [GALLEY_CREDIT_NAMES] = N_("Names"),
};

static const char *const table_words[GALLEY_N_TABLE_FIELDS] = { [GALLEY_TABLE_TITLE] = N_("Title") };

static const char *const comment_words[GALLEY_N_COMMENT_FIELDS] = {
  [GALLEY_COMMENT_TEXT] = N_("Comment"), [GALLEY_COMMENT_ASSIGNEE] = N_("Assigned To"),
  [GALLEY_COMMENT_DUE] = N_("Due"),      [GALLEY_COMMENT_RESOLVED_AT] = N_("Resolved"),
};

/* What people may never change by hand goes by its name in the file. */
static const struct
{
  const GalleySchema *schema;
  const char *const *words;
} field_words[] = {
  { &galley_details_schema, details_words }, { &galley_indicator_schema, indicator_words },
  { &galley_credit_schema, credit_words },   { &galley_table_schema, table_words },
  { &galley_comment_schema, comment_words },
};

static const char *
field_title (const GalleySchema *schema, guint field)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_words); i++)
    if (field_words[i].schema == schema && field_words[i].words[field])
      return _(field_words[i].words[field]);
  return schema->fields[field].name;
}

/* The characters of a text, which are looked for from where the last were. */
typedef struct
{
  const char *at;
  guint place;
} Cursor;

static char *
cut (Cursor *cursor, guint start, guint length)
{
  const char *from = g_utf8_offset_to_pointer (cursor->at, (glong) start - cursor->place);

  cursor->at = g_utf8_offset_to_pointer (from, length);
  cursor->place = start + length;
  return g_strndup (from, cursor->at - from);
}

static void
begin_line (GString *lines)
{
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
}

/**
 * galley_pieces_foreach:
 * @pieces: (element-type GalleyPiece): of two texts; none where they are the same
 * @before: the one text
 * @after: the other
 *
 * Calls @func for each piece with what it says on both sides.
 */
void
galley_pieces_foreach (const GArray *pieces, const char *before, const char *after, GalleyPieceFunc func, gpointer data)
{
  Cursor was = { before, 0 }, is = { after, 0 };

  if (pieces->len == 0 && *before)
    {
      GalleyPiece whole = { GALLEY_PIECE_SAME };

      whole.n_before = whole.n_after = (guint) g_utf8_strlen (before, -1);
      func (&whole, before, after, data);
    }
  for (guint i = 0; i < pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (pieces, GalleyPiece, i);
      g_autofree char *from = cut (&was, piece->before, piece->n_before), *to = cut (&is, piece->after, piece->n_after);

      func (piece, from, to, data);
    }
}

static void
describe_figure_cb (const GalleyPiece *piece, const char *before, const char *after, gpointer lines)
{
  GalleyFigureDifference figure = { .before = (char *) before, .after = (char *) after, .change = &piece->change };
  g_autofree char *words = piece->kind == GALLEY_PIECE_FIGURE ? galley_figure_difference_describe (&figure) : NULL;

  if (words == NULL)
    return;
  begin_line (lines);
  g_string_append (lines, words);
}

static void
describe_words_cb (const GalleyPiece *piece, const char *before, const char *after, gpointer lines)
{
  if (piece->kind != GALLEY_PIECE_WORDS)
    return;
  begin_line (lines);
  if (*before && *after)
    g_string_append_printf (lines, _("“%s” → “%s”"), before, after);
  else
    g_string_append_printf (lines, *after ? _("Added: “%s”") : _("Removed: “%s”"), *after ? after : before);
}

static void
describe_marks (GString *lines, const GalleyBlockDifference *difference)
{
  for (guint i = 0; i < difference->marks->len; i++)
    {
      const GalleyMarkDifference *mark = g_ptr_array_index (difference->marks, i);
      const GalleyMark *shown = mark->after ? mark->after : mark->before;
      Cursor cursor = { mark->after ? difference->after->text : difference->before->text, 0 };
      g_autofree char *text = cut (&cursor, shown->start, shown->length);
      const char *word = _(mark_words[shown->kind]);

      begin_line (lines);
      if (mark->before == NULL)
        g_string_append_printf (lines, _("%s added: “%s”"), word, text);
      else if (mark->after == NULL)
        g_string_append_printf (lines, _("%s removed: “%s”"), word, text);
      else
        g_string_append_printf (lines, _("%s changed: “%s”"), word, text);
    }
}

static void
describe_change (GString *lines, const char *title, const char *before, const char *after)
{
  begin_line (lines);
  if (*before && *after)
    g_string_append_printf (lines, _("%s: %s → %s"), title, before, after);
  else
    g_string_append_printf (lines, *after ? _("%s: now %s") : _("%s: no longer %s"), title, *after ? after : before);
}

/**
 * galley_cell_difference_dup_place:
 *
 * Returns: (transfer full): which cell it is, for people
 */
char *
galley_cell_difference_dup_place (const GalleyCellDifference *difference)
{
  return g_strdup_printf (_("Row %u, column %u"), difference->row + 1, difference->column + 1);
}

static void
describe_cells (GString *lines, const GalleyBlockDifference *difference)
{
  for (guint i = 0; i < difference->cells->len; i++)
    {
      const GalleyCellDifference *cell = g_ptr_array_index (difference->cells, i);
      g_autofree char *title = galley_cell_difference_dup_place (cell);

      describe_change (lines, title, cell->before, cell->after);
    }
}

/* What of a table, a chart or a free table is another way, but for the texts of cells. */
static void
describe_shows (GString *lines, const GalleyBlockData *before, const GalleyBlockData *after)
{
  if (!galley_grids_have_one_shape (before->grid, after->grid))
    {
      begin_line (lines);
      g_string_append (lines, _("The table is divided otherwise"));
    }
  if (!galley_view_data_equal (before->view, after->view))
    {
      begin_line (lines);
      g_string_append (lines, _("Other indicators are shown, or in another way"));
    }
}

static const char *
or_empty (const char *text)
{
  return text ? text : "";
}

static void
describe_picture (GString *lines, const GalleyBlockData *before, const GalleyBlockData *after)
{
  const char *old_credit = before->picture ? before->picture->credit : NULL;
  const char *new_credit = after->picture ? after->picture->credit : NULL;

  if (g_strcmp0 (old_credit, new_credit) != 0)
    describe_change (lines, _("Credit"), or_empty (old_credit), or_empty (new_credit));
  else if (!galley_picture_data_equal (before->picture, after->picture))
    {
      begin_line (lines);
      g_string_append (lines, _("The picture is cropped otherwise"));
    }
}

static void
describe_frame (GString *lines,
                const GalleyBlockDifference *difference,
                const char *(*kind_title) (GalleyBlockKind kind))
{
  const GalleyBlockData *before = difference->before, *after = difference->after;

  if (before->kind != after->kind)
    describe_change (lines, _("Style"), kind_title (before->kind), kind_title (after->kind));
  if (g_strcmp0 (before->source, after->source) != 0)
    describe_change (lines, _("Source"), or_empty (before->source), or_empty (after->source));
  if (g_strcmp0 (before->alt, after->alt) != 0)
    describe_change (lines, _("Alternative text"), or_empty (before->alt), or_empty (after->alt));
  describe_picture (lines, before, after);
  describe_shows (lines, before, after);
  describe_marks (lines, difference);
  if (g_strcmp0 (before->extra, after->extra) != 0)
    {
      begin_line (lines);
      g_string_append (lines, _("Data of another program changed"));
    }
}

/**
 * galley_block_difference_describe:
 * @kind_title: what to call a kind of block
 *
 * Returns: (transfer full): what became of the block, in lines for people: its figures first, then wording, cells, and what
 *   galley_block_difference_describe_frame() tells
 */
char *
galley_block_difference_describe (const GalleyBlockDifference *difference,
                                  const char *(*kind_title) (GalleyBlockKind kind))
{
  const GalleyBlockData *before = difference->before, *after = difference->after;
  g_autoptr (GString) lines = g_string_new (NULL);

  if (before == NULL || after == NULL)
    return g_strdup (before ? before->text : after->text);
  galley_pieces_foreach (difference->pieces, before->text, after->text, describe_figure_cb, lines);
  galley_pieces_foreach (difference->pieces, before->text, after->text, describe_words_cb, lines);
  describe_cells (lines, difference);
  describe_frame (lines, difference, kind_title);
  if (lines->len == 0)
    g_string_append (lines, after->text);
  return g_string_free_and_steal (g_steal_pointer (&lines));
}

/**
 * galley_block_difference_describe_frame:
 * @kind_title: what to call a kind of block
 *
 * Returns: (transfer full): what became of the block but for the words of its text and cells, in lines for people: style,
 *   picture, marks …; "" for nothing
 */
char *
galley_block_difference_describe_frame (const GalleyBlockDifference *difference,
                                        const char *(*kind_title) (GalleyBlockKind kind))
{
  g_autoptr (GString) lines = g_string_new (NULL);

  if (difference->before && difference->after)
    describe_frame (lines, difference, kind_title);
  return g_string_free_and_steal (g_steal_pointer (&lines));
}

static void
describe_record (GString *lines, const GalleyRecord *record)
{
  for (guint i = 0; i < record->schema->n_fields; i++)
    if (*record->fields[i])
      g_string_append_printf (lines, "%s%s", lines->len > 0 ? " · " : "", record->fields[i]);
}

/**
 * galley_record_difference_describe:
 *
 * Returns: (transfer full): what became of the record, in lines for people, a field each
 */
char *
galley_record_difference_describe (const GalleyRecordDifference *difference)
{
  const GalleyRecord *before = difference->before, *after = difference->after;
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < difference->fields->len; i++)
    {
      const GalleyFieldDifference *field = &g_array_index (difference->fields, GalleyFieldDifference, i);
      g_autofree char *words = galley_figure_change_describe (&field->change);

      describe_change (lines, field_title (before->schema, field->field), before->fields[field->field],
                       after->fields[field->field]);
      if (*words)
        g_string_append_printf (lines, " (%s)", words);
    }
  if (before && after && g_strcmp0 (before->extra, after->extra) != 0)
    {
      begin_line (lines);
      g_string_append (lines, _("Data of another program changed"));
    }
  if (lines->len == 0)
    describe_record (lines, after ? after : before);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

/**
 * galley_record_difference_dup_title:
 *
 * Returns: (transfer full): what to call the record: an indicator's name, "Details" …
 */
char *
galley_record_difference_dup_title (const GalleyRecordDifference *difference)
{
  const GalleyRecord *record = difference->after ? difference->after : difference->before;

  if (record->schema == &galley_details_schema)
    return g_strdup (_("Details"));
  if (record->schema == &galley_credit_schema)
    return g_strdup_printf (_("Byline: %s"), record->fields[GALLEY_CREDIT_ROLE]);
  if (record->schema == &galley_table_schema)
    return g_strdup_printf (_("Table: %s"), record->fields[GALLEY_TABLE_TITLE]);
  if (record->schema == &galley_indicator_schema)
    return g_strdup_printf (_("Indicator: %s"), record->fields[GALLEY_INDICATOR_NAME]);
  if (record->schema == &galley_aside_schema)
    return g_strdup_printf (_("Set aside: %s"), record->fields[GALLEY_ASIDE_TEXT]);
  if (record->schema == &galley_comment_schema)
    return g_strdup_printf (_("Comment: %s"), record->fields[GALLEY_COMMENT_AUTHOR]);
  if (record->schema == &galley_layer_schema)
    return g_strdup_printf (_("Suggestions: %s"), record->fields[GALLEY_LAYER_AUTHOR]);
  return g_strdup (_("Review log"));
}

/**
 * galley_record_difference_dup_field:
 *
 * Returns: (transfer full): what to call one of the record's fields
 */
char *
galley_record_difference_dup_field (const GalleyRecordDifference *difference, guint field)
{
  return g_strdup (field_title ((difference->after ? difference->after : difference->before)->schema, field));
}
