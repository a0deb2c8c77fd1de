/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-bulletin-file.h"
#include "galley-import.h"

/* "8 mended, 2 suspected" and each of them: what the window's import report shows. */
static void
print_repairs (const GalleyImport *import, const char *path, gboolean json)
{
  if (json)
    printf ("{\"charset\": \"%s\", \"repairs\": [", import->charset ? import->charset : "UTF-8");
  for (guint i = 0; i < import->repairs->len; i++)
    {
      const GalleyRepair *repair = g_ptr_array_index (import->repairs, i);
      const char *certainty = repair->certainty == GALLEY_REPAIR_MENDED ? "mended" : "suspected";

      if (!json)
        {
          printf ("%s:%u: %s: %s [%s]\n", path, repair->line, certainty, repair->message, repair->id);
          continue;
        }
      printf ("%s\n  {\"id\": ", i > 0 ? "," : "");
      galley_cli_print_json_string (repair->id, -1);
      printf (", \"rule\": \"%s\", \"certainty\": \"%s\", \"line\": %u, \"column\": %u, \"before\": ", repair->rule,
              certainty, repair->line, repair->column);
      galley_cli_print_json_string (repair->before, -1);
      if (repair->after)
        {
          printf (", \"after\": ");
          galley_cli_print_json_string (repair->after, -1);
        }
      printf (", \"message\": ");
      galley_cli_print_json_string (repair->message, -1);
      printf ("}");
    }
  if (json)
    printf ("\n]}\n");
}

/* One text becomes a bulletin; several become one each, beside each other in the folder that -o names. */
static int
import_one (const char *path, const char *output, char **refused, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = galley_cli_read_bytes (path, &error);
  g_autoptr (GalleyImport) import = NULL;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output);

  if (bytes)
    import = galley_import_bytes (bytes, &error);
  if (import == NULL)
    return galley_cli_fail (path, error);
  if (refused)
    {
      g_autoptr (GalleyImport) whole = g_steal_pointer (&import);

      import = galley_import_without (whole, (const char *const *) refused);
    }
  if (!galley_bulletin_file_save (file, import->snapshot, NULL, NULL, NULL, &error))
    return galley_cli_fail (output, error);
  print_repairs (import, path, json);
  return 0;
}

/**
 * galley_cli_import:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Makes bulletins out of texts and prints what was mended on the way.
 *
 * Returns: the exit code
 */
int
galley_cli_import (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("IN...");
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) refused = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The bulletin to write, or a folder for several"),
      "OUT.galley" },
    { "refuse", 0, 0, G_OPTION_ARG_STRING_ARRAY, &refused, N_ ("Leave this repair out; may be given more than once"),
      "ID" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2 || output == NULL)
    return galley_cli_misuse ("import", error, _("name a text and, with -o, the bulletin to write"));
  if (argc > 2 && !g_file_test (output, G_FILE_TEST_IS_DIR))
    return galley_cli_misuse ("import", NULL, _("several texts need a folder that is there after -o"));
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]), *target = NULL;
      int status;

      if (argc > 2 && strrchr (name, '.'))
        *strrchr (name, '.') = '\0';
      target = argc > 2 ? g_strdup_printf ("%s/%s.galley", output, name) : g_strdup (output);
      status = import_one (argv[i], target, refused, json);
      if (status != 0)
        return status;
    }
  return 0;
}
