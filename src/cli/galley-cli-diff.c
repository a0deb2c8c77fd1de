/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-compare.h"
#include "galley-cli-json.h"

static const char *
text_of (const GalleyBlockData *block)
{
  return block ? block->text : "";
}

static void
write_optional (JsonBuilder *builder, const char *name, const char *text)
{
  if (text && *text)
    galley_cli_json_string (builder, name, text);
}

static void
write_change (JsonBuilder *builder, const GalleyFigureChange *change)
{
  if (change->kind == GALLEY_FIGURE_CHANGE_NONE)
    return;
  galley_cli_json_string (builder, "slip", galley_figure_change_kind_to_string (change->kind));
  write_optional (builder, "relative", change->relative);
}

/* A stretch of the text on one side: its place and what it says. */
static void
write_stretch (JsonBuilder *builder, const char *name, guint start, guint length, const char *text)
{
  galley_cli_json_object (builder, name);
  galley_cli_json_uint (builder, "start", start);
  galley_cli_json_uint (builder, "length", length);
  galley_cli_json_string (builder, "text", text);
  json_builder_end_object (builder);
}

static void
write_piece_cb (const GalleyPiece *piece, const char *before, const char *after, gpointer builder)
{
  static const char *const kinds[] = { "same", "words", "figure" };

  galley_cli_json_object (builder, NULL);
  galley_cli_json_string (builder, "kind", kinds[piece->kind]);
  write_change (builder, &piece->change);
  write_stretch (builder, "before", piece->before, piece->n_before, before);
  write_stretch (builder, "after", piece->after, piece->n_after, after);
  json_builder_end_object (builder);
}

static void
write_pieces (JsonBuilder *builder, const GArray *pieces, const char *before, const char *after)
{
  if (pieces->len == 0)
    return;
  galley_cli_json_array (builder, "pieces");
  galley_pieces_foreach (pieces, before, after, write_piece_cb, builder);
  json_builder_end_array (builder);
}

static void
write_mark (JsonBuilder *builder, const char *name, const GalleyMark *mark)
{
  if (mark == NULL)
    return;
  galley_cli_json_object (builder, name);
  galley_cli_json_string (builder, "kind", galley_mark_kind_to_string (mark->kind));
  galley_cli_json_uint (builder, "start", mark->start);
  galley_cli_json_uint (builder, "length", mark->length);
  write_optional (builder, "target", mark->target);
  write_optional (builder, "field", mark->field);
  json_builder_end_object (builder);
}

static void
write_marks (JsonBuilder *builder, const GPtrArray *marks)
{
  if (marks->len == 0)
    return;
  galley_cli_json_array (builder, "marks");
  for (guint i = 0; i < marks->len; i++)
    {
      const GalleyMarkDifference *mark = g_ptr_array_index (marks, i);

      galley_cli_json_object (builder, NULL);
      write_mark (builder, "before", mark->before);
      write_mark (builder, "after", mark->after);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_block_side (JsonBuilder *builder, const char *name, const GalleyBlockData *block, guint position)
{
  if (block == NULL)
    return;
  galley_cli_json_object (builder, name);
  galley_cli_json_string (builder, "block", block->id);
  galley_cli_json_uint (builder, "position", position);
  galley_cli_json_string (builder, "kind", galley_block_kind_to_string (block->kind));
  galley_cli_json_string (builder, "text", block->text);
  write_optional (builder, "source", block->source);
  write_optional (builder, "alt", block->alt);
  json_builder_end_object (builder);
}

static void
write_cells (JsonBuilder *builder, GPtrArray *cells)
{
  if (cells->len == 0)
    return;
  json_builder_set_member_name (builder, "cells");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cells->len; i++)
    {
      const GalleyCellDifference *cell = g_ptr_array_index (cells, i);

      galley_cli_json_object (builder, NULL);
      galley_cli_json_uint (builder, "row", cell->row);
      galley_cli_json_uint (builder, "column", cell->column);
      galley_cli_json_string (builder, "before", cell->before);
      galley_cli_json_string (builder, "after", cell->after);
      galley_cli_json_boolean (builder, "figure", galley_cell_difference_has_figure (cell));
      write_pieces (builder, cell->pieces, cell->before, cell->after);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_block (JsonBuilder *builder, const GalleyBlockDifference *block)
{
  galley_cli_json_object (builder, NULL);
  galley_cli_json_string (builder, "change", galley_difference_kind_to_string (block->kind));
  galley_cli_json_boolean (builder, "moved", block->moved);
  write_block_side (builder, "before", block->before, block->before_position);
  write_block_side (builder, "after", block->after, block->after_position);
  write_pieces (builder, block->pieces, text_of (block->before), text_of (block->after));
  write_marks (builder, block->marks);
  write_cells (builder, block->cells);
  json_builder_end_object (builder);
}

static void
write_record_side (JsonBuilder *builder, const char *name, const GalleyRecord *record)
{
  if (record == NULL)
    return;
  galley_cli_json_object (builder, name);
  write_optional (builder, "id", record->id);
  for (guint i = 0; i < record->schema->n_fields; i++)
    write_optional (builder, record->schema->fields[i].name, record->fields[i]);
  json_builder_end_object (builder);
}

static void
write_record (JsonBuilder *builder, const GalleyRecordDifference *record)
{
  const GalleySchema *schema = (record->before ? record->before : record->after)->schema;

  galley_cli_json_object (builder, NULL);
  galley_cli_json_string (builder, "record", schema->name);
  galley_cli_json_string (builder, "change", galley_difference_kind_to_string (record->kind));
  galley_cli_json_boolean (builder, "moved", record->moved);
  write_record_side (builder, "before", record->before);
  write_record_side (builder, "after", record->after);
  if (record->fields->len > 0)
    galley_cli_json_array (builder, "fields");
  for (guint i = 0; i < record->fields->len; i++)
    {
      const GalleyFieldDifference *field = &g_array_index (record->fields, GalleyFieldDifference, i);

      galley_cli_json_object (builder, NULL);
      galley_cli_json_string (builder, "field", schema->fields[field->field].name);
      write_change (builder, &field->change);
      galley_cli_json_string (builder, "before", record->before->fields[field->field]);
      galley_cli_json_string (builder, "after", record->after->fields[field->field]);
      json_builder_end_object (builder);
    }
  if (record->fields->len > 0)
    json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (const GalleyComparison *comparison)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  galley_cli_json_object (builder, NULL);
  galley_cli_json_boolean (builder, "same", galley_comparison_is_empty (comparison));
  galley_cli_json_uint (builder, "figures", comparison->figures->len);
  galley_cli_json_boolean (builder, "suggestions", comparison->suggestions);
  galley_cli_json_boolean (builder, "other", comparison->other);
  galley_cli_json_array (builder, "records");
  for (guint i = 0; i < comparison->records->len; i++)
    write_record (builder, g_ptr_array_index (comparison->records, i));
  json_builder_end_array (builder);
  galley_cli_json_array (builder, "blocks");
  for (guint i = 0; i < comparison->blocks->len; i++)
    write_block (builder, g_ptr_array_index (comparison->blocks, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  galley_cli_json_print (builder);
}

static void
print_indented (const char *lines)
{
  g_auto (GStrv) each = g_strsplit (lines, "\n", -1);

  for (char **line = each; *line; line++)
    if (**line)
      printf ("  %s\n", *line);
}

/* A head line that tells what the difference is in. */
static void
print_head (const char *title, GalleyDifferenceKind kind, gboolean moved)
{
  const char *words[] = { _("changed"), _("moved"), _("added"), _("removed") };
  gboolean both = moved && kind == GALLEY_DIFFERENCE_CHANGED;

  printf ("%s: %s%s%s\n", title, words[kind], both ? ", " : "", both ? words[GALLEY_DIFFERENCE_MOVED] : "");
}

/* As wdiff marks them: [-what went-]{+what came+}. */
static void
mark_piece_cb (const GalleyPiece *piece, const char *before, const char *after, gpointer text)
{
  if (piece->kind == GALLEY_PIECE_SAME)
    g_string_append (text, after);
  else if (*before)
    g_string_append_printf (text, "[-%s-]", before);
  if (piece->kind != GALLEY_PIECE_SAME && *after)
    g_string_append_printf (text, "{+%s+}", after);
}

static char *
dup_marked (const GArray *pieces, const char *before, const char *after)
{
  GString *text = g_string_new (NULL);

  galley_pieces_foreach (pieces, before, after, mark_piece_cb, text);
  return g_string_free_and_steal (text);
}

static void
print_cells (const GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const GalleyCellDifference *cell = g_ptr_array_index (cells, i);
      g_autofree char *marked = dup_marked (cell->pieces, cell->before, cell->after);
      g_autofree char *place = galley_cell_difference_dup_place (cell);
      g_autofree char *line = g_strdup_printf ("%s: %s", place, marked);

      print_indented (line);
    }
}

static char *
dup_block_title (const GalleyBlockDifference *block)
{
  const GalleyBlockData *shown = block->after ? block->after : block->before;
  guint position = block->after ? block->after_position : block->before_position;

  return g_strdup_printf (_("Block %u (%s)"), position + 1, galley_block_kind_to_string (shown->kind));
}

static void
print_block (const GalleyBlockDifference *block)
{
  g_autofree char *title = dup_block_title (block), *frame = NULL;
  g_autofree char *marked = dup_marked (block->pieces, text_of (block->before), text_of (block->after));

  print_head (title, block->kind, block->moved);
  print_indented (marked);
  print_cells (block->cells);
  frame = galley_block_difference_describe_frame (block, galley_block_kind_to_string);
  print_indented (frame);
}

static void
print_record (const GalleyRecordDifference *record)
{
  g_autofree char *title = galley_record_difference_dup_title (record);
  g_autofree char *lines = galley_record_difference_describe (record);

  print_head (title, record->kind, record->moved);
  print_indented (lines);
}

/* A changed figure must not be lost among changed words: they come first. */
static void
print_figures (const GPtrArray *figures)
{
  if (figures->len > 0)
    printf ("%s:\n", _("Figures"));
  for (guint i = 0; i < figures->len; i++)
    {
      const GalleyFigureDifference *figure = g_ptr_array_index (figures, i);
      g_autofree char *words = galley_figure_difference_describe (figure);
      g_autofree char *place = galley_figure_difference_dup_place (figure);
      g_autofree char *title = figure->block ? dup_block_title (figure->block) : NULL;

      g_strdelimit (place, "\n", ' ');
      printf ("  %s (%s%s%s)\n", words, title ? title : "", title ? ": " : "", place);
    }
}

static void
print_lines (const GalleyComparison *comparison)
{
  guint n = comparison->records->len + comparison->blocks->len + comparison->suggestions + comparison->other;

  print_figures (comparison->figures);
  for (guint i = 0; i < comparison->records->len; i++)
    print_record (g_ptr_array_index (comparison->records, i));
  for (guint i = 0; i < comparison->blocks->len; i++)
    print_block (g_ptr_array_index (comparison->blocks, i));
  if (comparison->suggestions)
    printf ("%s\n", _("What waits for a decision differs"));
  if (comparison->other)
    printf ("%s\n", _("Data of another program changed"));
  if (n == 0)
    printf ("%s\n", _("nothing differs"));
  else
    {
      printf (ngettext ("%u difference", "%u differences", n), n);
      printf (ngettext (", %u figure\n", ", %u figures\n", comparison->figures->len), comparison->figures->len);
    }
}

/**
 * galley_cli_diff:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Prints what differs between two bulletins or texts: the figures by themselves, then records by their fields, and blocks with
 * the words that went and came, cell by cell, with style and marks.
 *
 * Returns: the exit code; 0 where both could be read, whether or not they differ, for to differ is no finding
 */
int
galley_cli_diff (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("A B");
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) before = NULL, after = NULL;
  g_autoptr (GalleyComparison) comparison = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 3)
    return galley_cli_misuse ("diff", error, _("name two files, of which one may be - for standard input"));
  if (g_str_equal (argv[1], "-") && g_str_equal (argv[2], "-"))
    return galley_cli_misuse ("diff", NULL, _("standard input can be one of the two files only"));
  before = galley_cli_load (argv[1], &error);
  if (before == NULL)
    return galley_cli_fail (argv[1], error);
  after = galley_cli_load (argv[2], &error);
  if (after == NULL)
    return galley_cli_fail (argv[2], error);
  comparison = galley_compare (before, after, GALLEY_GRAIN_WORDS);
  if (json)
    print_json (comparison);
  else
    print_lines (comparison);
  return 0;
}
