/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-compare.h"

static void
set_change (JsonObject *object, const GalleyFigureChange *change)
{
  if (change->kind == GALLEY_FIGURE_CHANGE_NONE)
    return;
  json_object_set_string_member (object, "slip", galley_figure_change_kind_to_string (change->kind));
  galley_cli_set_text (object, "relative", change->relative);
}

/* A stretch of the text on one side: its place and what it says. @at: from where its characters are looked for */
static void
set_stretch (JsonObject *object, const char *name, const char **at, guint start, guint length)
{
  const char *end = g_utf8_offset_to_pointer (*at, length);
  g_autofree char *text = g_strndup (*at, end - *at);
  JsonObject *stretch = json_object_new ();

  *at = end;
  json_object_set_int_member (stretch, "start", start);
  json_object_set_int_member (stretch, "length", length);
  json_object_set_string_member (stretch, "text", text);
  json_object_set_object_member (object, name, stretch);
}

static void
set_pieces (JsonObject *object, const GalleyBlockDifference *block)
{
  static const char *const kinds[] = { "same", "words", "figure" };
  const char *before = block->before ? block->before->text : "", *after = block->after ? block->after->text : "";
  JsonArray *pieces;

  if (block->pieces->len == 0)
    return;
  pieces = json_array_new ();
  for (guint i = 0; i < block->pieces->len; i++)
    {
      const GalleyPiece *data = &g_array_index (block->pieces, GalleyPiece, i);
      JsonObject *piece = json_object_new ();

      json_object_set_string_member (piece, "kind", kinds[data->kind]);
      set_change (piece, &data->change);
      set_stretch (piece, "before", &before, data->before, data->n_before);
      set_stretch (piece, "after", &after, data->after, data->n_after);
      json_array_add_object_element (pieces, piece);
    }
  json_object_set_array_member (object, "pieces", pieces);
}

static void
set_mark (JsonObject *object, const char *name, const GalleyMark *data)
{
  JsonObject *mark;

  if (data == NULL)
    return;
  mark = json_object_new ();
  json_object_set_string_member (mark, "kind", galley_mark_kind_to_string (data->kind));
  json_object_set_int_member (mark, "start", data->start);
  json_object_set_int_member (mark, "length", data->length);
  galley_cli_set_text (mark, "target", data->target);
  galley_cli_set_text (mark, "field", data->field);
  json_object_set_object_member (object, name, mark);
}

static void
set_marks (JsonObject *object, const GPtrArray *differences)
{
  JsonArray *marks;

  if (differences->len == 0)
    return;
  marks = json_array_new ();
  for (guint i = 0; i < differences->len; i++)
    {
      const GalleyMarkDifference *difference = g_ptr_array_index (differences, i);
      JsonObject *mark = json_object_new ();

      set_mark (mark, "before", difference->before);
      set_mark (mark, "after", difference->after);
      json_array_add_object_element (marks, mark);
    }
  json_object_set_array_member (object, "marks", marks);
}

static void
set_block_side (JsonObject *object, const char *name, const GalleyBlockData *block, guint position)
{
  JsonObject *side;

  if (block == NULL)
    return;
  side = json_object_new ();
  json_object_set_string_member (side, "block", block->id);
  json_object_set_int_member (side, "position", position);
  json_object_set_string_member (side, "kind", galley_block_kind_to_string (block->kind));
  json_object_set_string_member (side, "text", block->text);
  galley_cli_set_text (side, "source", block->source);
  galley_cli_set_text (side, "alt", block->alt);
  json_object_set_object_member (object, name, side);
}

static JsonObject *
from_block (const GalleyBlockDifference *block)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "change", galley_difference_kind_to_string (block->kind));
  json_object_set_boolean_member (object, "moved", block->moved);
  set_block_side (object, "before", block->before, block->before_position);
  set_block_side (object, "after", block->after, block->after_position);
  set_pieces (object, block);
  set_marks (object, block->marks);
  return object;
}

static void
set_record_side (JsonObject *object, const char *name, const GalleyRecord *record)
{
  JsonObject *side;

  if (record == NULL)
    return;
  side = json_object_new ();
  galley_cli_set_text (side, "id", record->id);
  for (guint i = 0; i < record->schema->n_fields; i++)
    galley_cli_set_text (side, record->schema->fields[i].name, record->fields[i]);
  json_object_set_object_member (object, name, side);
}

static JsonObject *
from_record (const GalleyRecordDifference *record)
{
  const GalleySchema *schema = (record->before ? record->before : record->after)->schema;
  JsonObject *object = json_object_new ();
  JsonArray *fields;

  json_object_set_string_member (object, "record", schema->name);
  json_object_set_string_member (object, "change", galley_difference_kind_to_string (record->kind));
  json_object_set_boolean_member (object, "moved", record->moved);
  set_record_side (object, "before", record->before);
  set_record_side (object, "after", record->after);
  if (record->fields->len == 0)
    return object;
  fields = json_array_new ();
  for (guint i = 0; i < record->fields->len; i++)
    {
      const GalleyFieldDifference *difference = &g_array_index (record->fields, GalleyFieldDifference, i);
      JsonObject *field = json_object_new ();

      json_object_set_string_member (field, "field", schema->fields[difference->field].name);
      set_change (field, &difference->change);
      json_object_set_string_member (field, "before", record->before->fields[difference->field]);
      json_object_set_string_member (field, "after", record->after->fields[difference->field]);
      json_array_add_object_element (fields, field);
    }
  json_object_set_array_member (object, "fields", fields);
  return object;
}

static void
print_json (const GalleyComparison *comparison)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *records = json_array_new (), *blocks = json_array_new ();

  for (guint i = 0; i < comparison->records->len; i++)
    json_array_add_object_element (records, from_record (g_ptr_array_index (comparison->records, i)));
  for (guint i = 0; i < comparison->blocks->len; i++)
    json_array_add_object_element (blocks, from_block (g_ptr_array_index (comparison->blocks, i)));
  json_object_set_boolean_member (object, "same", galley_comparison_is_empty (comparison));
  json_object_set_int_member (object, "figures", comparison->n_figures);
  json_object_set_boolean_member (object, "other", comparison->other);
  json_object_set_array_member (object, "records", records);
  json_object_set_array_member (object, "blocks", blocks);
  galley_cli_print_json (object);
}

/* A head line that tells what the difference is in, and its lines. */
static void
print_difference (const char *title, GalleyDifferenceKind kind, gboolean moved, const char *lines)
{
  g_auto (GStrv) each = g_strsplit (lines, "\n", -1);
  const char *words[] = { _("changed"), _("moved"), _("added"), _("removed") };

  printf ("%s: %s%s%s\n", title, words[kind], moved && kind == GALLEY_DIFFERENCE_CHANGED ? ", " : "",
          moved && kind == GALLEY_DIFFERENCE_CHANGED ? words[GALLEY_DIFFERENCE_MOVED] : "");
  for (char **line = each; *line; line++)
    printf ("  %s\n", *line);
}

static void
print_lines (const GalleyComparison *comparison)
{
  guint n = comparison->records->len + comparison->blocks->len + comparison->other;

  for (guint i = 0; i < comparison->records->len; i++)
    {
      const GalleyRecordDifference *record = g_ptr_array_index (comparison->records, i);
      g_autofree char *title = galley_record_difference_dup_title (record);
      g_autofree char *lines = galley_record_difference_describe (record);

      print_difference (title, record->kind, record->moved, lines);
    }
  for (guint i = 0; i < comparison->blocks->len; i++)
    {
      const GalleyBlockDifference *block = g_ptr_array_index (comparison->blocks, i);
      const GalleyBlockData *shown = block->after ? block->after : block->before;
      guint position = block->after ? block->after_position : block->before_position;
      g_autofree char *title = g_strdup_printf (_("Block %u (%s)"), position + 1, galley_block_kind_to_string (shown->kind));
      g_autofree char *lines = galley_block_difference_describe (block, galley_block_kind_to_string);

      print_difference (title, block->kind, block->moved, lines);
    }
  if (comparison->other)
    printf ("%s\n", _("Data of another program changed"));
  if (n == 0)
    printf ("%s\n", _("nothing differs"));
  else
    {
      printf (ngettext ("%u difference", "%u differences", n), n);
      printf (ngettext (", %u figure\n", ", %u figures\n", comparison->n_figures), comparison->n_figures);
    }
}

/**
 * galley_cli_diff:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Prints what differs between two bulletins or texts: figures apart from wording, rows by cells, details, marks.
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
  comparison = galley_compare (before, after);
  if (json)
    print_json (comparison);
  else
    print_lines (comparison);
  return 0;
}
