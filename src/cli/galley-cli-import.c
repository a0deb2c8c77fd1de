/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-bulletin-file.h"
#include "galley-decode.h"
#include "galley-import.h"
#include "galley-workbook.h"

/**
 * Work:
 * @refused: (nullable): ids of repairs that are not made, or rules for all of theirs
 * @sheets: how spreadsheets are taken in
 * @json: whether JSON is printed
 * @n_imported: how many texts were imported so far
 */
typedef struct
{
  char **refused;
  GalleyCliSheets sheets;
  gboolean json;
  guint n_imported;
} Work;

static const char *
name_certainty (const GalleyRepair *repair)
{
  static const char *const names[] = {
    [GALLEY_REPAIR_MENDED] = "mended",
    [GALLEY_REPAIR_SUSPECTED] = "suspected",
    [GALLEY_REPAIR_BESIDE] = "beside",
  };

  return names[repair->certainty];
}

static void
print_member (const char *name, const char *value)
{
  printf ("\"%s\": ", name);
  galley_cli_print_json_string (value, -1);
}

static void
begin_json (const char *path, const char *output, gboolean first)
{
  g_autofree char *file = g_filename_display_name (path), *written = g_filename_display_name (output);

  printf ("%s\n  {", first ? "{\"imports\": [" : ",");
  print_member ("file", file);
  printf (", ");
  print_member ("output", written);
}

static void
print_json (const GalleyImport *import, const char *path, const char *output, gboolean first)
{
  begin_json (path, output, first);
  printf (", \"charset\": \"%s\", \"repairs\": [", import->charset ? import->charset : "UTF-8");
  for (guint i = 0; i < import->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (import->repairs, i);

      printf ("%s\n    {", i > 0 ? "," : "");
      print_member ("id", repair->id);
      printf (", \"rule\": \"%s\", \"certainty\": \"%s\", \"refused\": %s, \"line\": %u, \"column\": %u, ", repair->rule,
              name_certainty (repair), repair->refused ? "true" : "false", repair->line, repair->column);
      print_member ("before", repair->before);
      if (repair->after)
        {
          printf (", ");
          print_member ("after", repair->after);
        }
      printf (", ");
      print_member ("message", repair->message);
      printf ("}");
    }
  printf ("]}");
}

/* What the window's import report shows. */
static void
print_lines (const GalleyImport *import, const char *path)
{
  for (guint i = 0; i < import->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (import->repairs, i);

      printf ("%s:%u: %s: %s [%s]\n", path, repair->line, name_certainty (repair), repair->message, repair->id);
    }
}

static int
import_sheets (const char *path, const char *output, Work *work)
{
  g_autoptr (GError) error = NULL;
  const GalleyCliSheets *done = &work->sheets;

  if (!galley_cli_import_sheets (&work->sheets, path, output, &error))
    return galley_cli_fail (path, error);
  if (work->json)
    {
      begin_json (path, output, work->n_imported == 0);
      printf (", \"added\": %u, \"updated\": %u, \"unchanged\": %u, \"left_out\": %u}", done->n_added, done->n_updated,
              done->n_same, done->n_left_out);
    }
  else
    printf ("%s: %u added, %u updated, %u unchanged, %u left out\n", path, done->n_added, done->n_updated, done->n_same,
            done->n_left_out);
  work->n_imported++;
  return 0;
}

static int
import_one (const char *path, const char *output, Work *work)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GalleyImport) import = NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output);
  g_autofree char *folder = g_path_get_dirname (output);

  if (galley_cli_is_bulletin (path))
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("this is a bulletin already, not a text"));
  else if (galley_cli_is_same_file (path, output))
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_EXISTS, _("%s is the same file; what it holds would be lost"), output);
  else if (galley_workbook_is_name (path))
    return import_sheets (path, output, work);
  else if ((bytes = galley_cli_read_bytes (path, GALLEY_MAX_TEXT_BYTES, &error)))
    import = galley_import_bytes (bytes, folder, NULL, &error);
  if (import == NULL)
    return galley_cli_fail (path, error);
  if (work->refused)
    {
      g_autoptr (GalleyImport) whole = g_steal_pointer (&import);

      import = galley_import_without (whole, (const char *const *) work->refused);
    }
  if (!galley_bulletin_file_save (file, import->snapshot, NULL, NULL, NULL, &error))
    return galley_cli_fail (output, error);
  if (work->json)
    print_json (import, path, output, work->n_imported == 0);
  else
    print_lines (import, path);
  work->n_imported++;
  return 0;
}

/* Several texts become bulletins beside each other, named as the texts are. Those that cannot be read do not hold up the
 * others, and no bulletin of this call replaces another. */
static int
import_several (char **paths, const char *folder, Work *work)
{
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int status = 0;

  for (; *paths; paths++)
    {
      g_autofree char *name = g_path_get_basename (*paths), *target = NULL;
      g_autoptr (GError) error = NULL;

      if (strrchr (name, '.') > name)
        *strrchr (name, '.') = '\0';
      target = g_strdup_printf ("%s/%s.galley", folder, name);
      if (g_hash_table_contains (written, target))
        {
          g_set_error (&error, G_IO_ERROR, G_IO_ERROR_EXISTS, _("another of these texts became %s; rename one"), target);
          status = galley_cli_fail (*paths, error);
        }
      else if (import_one (*paths, target, work) != 0)
        status = GALLEY_CLI_EXIT_ERROR;
      else
        g_hash_table_add (written, g_steal_pointer (&target));
    }
  return status;
}

/**
 * galley_cli_import:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Makes bulletins out of texts and spreadsheets, or brings a spreadsheet's rows into a bulletin, and prints what was mended or
 * changed on the way.
 *
 * Returns: the exit code; %GALLEY_CLI_EXIT_ERROR where a text could not be imported, though others were
 */
int
galley_cli_import (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("IN...");
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL, *into = NULL, *sheet = NULL;
  g_auto (GStrv) refused = NULL;
  Work work = { 0 };
  int status;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The bulletin to write, or a folder for several"),
      "OUT.galley" },
    { "refuse", 0, 0, G_OPTION_ARG_STRING_ARRAY, &refused, N_ ("Leave this repair out; may be given more than once"),
      "ID" },
    { "into", 0, 0, G_OPTION_ARG_FILENAME, &into, N_ ("For a spreadsheet, the bulletin whose table it updates"),
      "BULLETIN" },
    { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet, N_ ("For a workbook, just the sheet of this name"), "NAME" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &work.json, N_ ("Print JSON"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2 || output == NULL)
    return galley_cli_misuse ("import", error, _("name a text and, with -o, the bulletin to write"));
  if (argc > 2 && !g_file_test (output, G_FILE_TEST_IS_DIR))
    return galley_cli_misuse ("import", NULL, _("several texts need a folder that is there after -o"));
  if (argc == 2 && !galley_cli_names_bulletin (output))
    return galley_cli_misuse ("import", NULL, _("the file to write is a bulletin; its name must end in .galley"));
  if (into && (argc > 2 || !galley_workbook_is_name (argv[1])))
    return galley_cli_misuse ("import", NULL, _("--into takes one spreadsheet (.xlsx, .ods, .csv)"));
  work.refused = refused;
  work.sheets = (GalleyCliSheets){ .into = into, .sheet = sheet };
  status = argc == 2 ? import_one (argv[1], output, &work) : import_several (argv + 1, output, &work);
  if (work.json && work.n_imported > 0)
    printf ("\n]}\n");
  return status;
}
