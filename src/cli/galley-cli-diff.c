/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-compare.h"
#include "galley-json-writer.h"

static void
write_optional (GalleyJsonWriter *writer, const char *name, const char *text)
{
  if (text && *text)
    galley_json_write_string (writer, name, text);
}

static void
write_change (GalleyJsonWriter *writer, const GalleyFigureChange *change)
{
  if (change->kind == GALLEY_FIGURE_CHANGE_NONE)
    return;
  galley_json_write_string (writer, "slip", galley_figure_change_kind_to_string (change->kind));
  write_optional (writer, "relative", change->relative);
}

/* A stretch of the text on one side: its place and what it says. @at: from where its characters are looked for */
static void
write_stretch (GalleyJsonWriter *writer, const char *name, const char **at, guint start, guint length)
{
  const char *end = g_utf8_offset_to_pointer (*at, length);
  g_autofree char *text = g_strndup (*at, end - *at);

  *at = end;
  galley_json_write_open (writer, name, GALLEY_JSON_OBJECT);
  galley_json_write_uint (writer, "start", start);
  galley_json_write_uint (writer, "length", length);
  galley_json_write_string (writer, "text", text);
  galley_json_write_close (writer, GALLEY_JSON_OBJECT);
}

static void
write_pieces (GalleyJsonWriter *writer, const GalleyBlockDifference *block)
{
  static const char *const kinds[] = { "same", "words", "figure" };
  const char *before = block->before ? block->before->text : "", *after = block->after ? block->after->text : "";

  if (block->pieces->len == 0)
    return;
  galley_json_write_open (writer, "pieces", GALLEY_JSON_ARRAY);
  for (guint i = 0; i < block->pieces->len; i++)
    {
      const GalleyPiece *piece = &g_array_index (block->pieces, GalleyPiece, i);

      galley_json_write_open (writer, NULL, GALLEY_JSON_OBJECT);
      galley_json_write_string (writer, "kind", kinds[piece->kind]);
      write_change (writer, &piece->change);
      write_stretch (writer, "before", &before, piece->before, piece->n_before);
      write_stretch (writer, "after", &after, piece->after, piece->n_after);
      galley_json_write_close (writer, GALLEY_JSON_OBJECT);
    }
  galley_json_write_close (writer, GALLEY_JSON_ARRAY);
}

static void
write_mark (GalleyJsonWriter *writer, const char *name, const GalleyMark *mark)
{
  if (mark == NULL)
    return;
  galley_json_write_open (writer, name, GALLEY_JSON_OBJECT);
  galley_json_write_string (writer, "kind", galley_mark_kind_to_string (mark->kind));
  galley_json_write_uint (writer, "start", mark->start);
  galley_json_write_uint (writer, "length", mark->length);
  write_optional (writer, "target", mark->target);
  write_optional (writer, "field", mark->field);
  galley_json_write_close (writer, GALLEY_JSON_OBJECT);
}

static void
write_marks (GalleyJsonWriter *writer, const GPtrArray *marks)
{
  if (marks->len == 0)
    return;
  galley_json_write_open (writer, "marks", GALLEY_JSON_ARRAY);
  for (guint i = 0; i < marks->len; i++)
    {
      const GalleyMarkDifference *mark = g_ptr_array_index (marks, i);

      galley_json_write_open (writer, NULL, GALLEY_JSON_OBJECT);
      write_mark (writer, "before", mark->before);
      write_mark (writer, "after", mark->after);
      galley_json_write_close (writer, GALLEY_JSON_OBJECT);
    }
  galley_json_write_close (writer, GALLEY_JSON_ARRAY);
}

static void
write_block_side (GalleyJsonWriter *writer, const char *name, const GalleyBlockData *block, guint position)
{
  if (block == NULL)
    return;
  galley_json_write_open (writer, name, GALLEY_JSON_OBJECT);
  galley_json_write_string (writer, "block", block->id);
  galley_json_write_uint (writer, "position", position);
  galley_json_write_string (writer, "kind", galley_block_kind_to_string (block->kind));
  galley_json_write_string (writer, "text", block->text);
  write_optional (writer, "source", block->source);
  write_optional (writer, "alt", block->alt);
  galley_json_write_close (writer, GALLEY_JSON_OBJECT);
}

static void
write_block (GalleyJsonWriter *writer, const GalleyBlockDifference *block)
{
  galley_json_write_open (writer, NULL, GALLEY_JSON_OBJECT);
  galley_json_write_string (writer, "change", galley_difference_kind_to_string (block->kind));
  galley_json_write_boolean (writer, "moved", block->moved);
  write_block_side (writer, "before", block->before, block->before_position);
  write_block_side (writer, "after", block->after, block->after_position);
  write_pieces (writer, block);
  write_marks (writer, block->marks);
  galley_json_write_close (writer, GALLEY_JSON_OBJECT);
}

static void
write_record_side (GalleyJsonWriter *writer, const char *name, const GalleyRecord *record)
{
  if (record == NULL)
    return;
  galley_json_write_open (writer, name, GALLEY_JSON_OBJECT);
  write_optional (writer, "id", record->id);
  for (guint i = 0; i < record->schema->n_fields; i++)
    write_optional (writer, record->schema->fields[i].name, record->fields[i]);
  galley_json_write_close (writer, GALLEY_JSON_OBJECT);
}

static void
write_record (GalleyJsonWriter *writer, const GalleyRecordDifference *record)
{
  const GalleySchema *schema = (record->before ? record->before : record->after)->schema;

  galley_json_write_open (writer, NULL, GALLEY_JSON_OBJECT);
  galley_json_write_string (writer, "record", schema->name);
  galley_json_write_string (writer, "change", galley_difference_kind_to_string (record->kind));
  galley_json_write_boolean (writer, "moved", record->moved);
  write_record_side (writer, "before", record->before);
  write_record_side (writer, "after", record->after);
  if (record->fields->len > 0)
    galley_json_write_open (writer, "fields", GALLEY_JSON_ARRAY);
  for (guint i = 0; i < record->fields->len; i++)
    {
      const GalleyFieldDifference *field = &g_array_index (record->fields, GalleyFieldDifference, i);

      galley_json_write_open (writer, NULL, GALLEY_JSON_OBJECT);
      galley_json_write_string (writer, "field", schema->fields[field->field].name);
      write_change (writer, &field->change);
      galley_json_write_string (writer, "before", record->before->fields[field->field]);
      galley_json_write_string (writer, "after", record->after->fields[field->field]);
      galley_json_write_close (writer, GALLEY_JSON_OBJECT);
    }
  if (record->fields->len > 0)
    galley_json_write_close (writer, GALLEY_JSON_ARRAY);
  galley_json_write_close (writer, GALLEY_JSON_OBJECT);
}

static void
print_json (const GalleyComparison *comparison)
{
  g_autoptr (GString) out = g_string_new (NULL);
  GalleyJsonWriter writer = { .out = out };

  galley_json_write_open (&writer, NULL, GALLEY_JSON_OBJECT);
  galley_json_write_boolean (&writer, "same", galley_comparison_is_empty (comparison));
  galley_json_write_uint (&writer, "figures", comparison->n_figures);
  galley_json_write_boolean (&writer, "other", comparison->other);
  galley_json_write_open (&writer, "records", GALLEY_JSON_ARRAY);
  for (guint i = 0; i < comparison->records->len; i++)
    write_record (&writer, g_ptr_array_index (comparison->records, i));
  galley_json_write_close (&writer, GALLEY_JSON_ARRAY);
  galley_json_write_open (&writer, "blocks", GALLEY_JSON_ARRAY);
  for (guint i = 0; i < comparison->blocks->len; i++)
    write_block (&writer, g_ptr_array_index (comparison->blocks, i));
  galley_json_write_close (&writer, GALLEY_JSON_ARRAY);
  galley_json_write_close (&writer, GALLEY_JSON_OBJECT);
  printf ("%s\n", out->str);
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
