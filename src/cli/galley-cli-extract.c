/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"
#include "config.h"

#include "galley-bulletin-file.h"
#include "galley-cli.h"
#include "galley-extract.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static void
print_json (const GalleyExtraction *extraction)
{
  printf ("{\"indicators\": [");
  for (guint i = 0; i < extraction->proposals->len; i++)
    {
      const GalleyProposal *proposal = g_ptr_array_index (extraction->proposals, i);

      printf ("%s\n  {\"id\": ", i == 0 ? "" : ",");
      galley_cli_print_json_string (proposal->record->id, -1);
      for (guint field = 0; field < GALLEY_N_INDICATOR_FIELDS; field++)
        {
          if (*proposal->record->fields[field] == '\0')
            continue;
          printf (", \"%s\": ", galley_indicator_schema.fields[field].name);
          galley_cli_print_json_string (proposal->record->fields[field], -1);
        }
      printf (", \"existing\": %s, \"places\": [", proposal->existing ? "true" : "false");
      for (guint j = 0; j < proposal->mentions->len; j++)
        {
          const GalleyMention *mention = g_ptr_array_index (proposal->mentions, j);

          printf ("%s{\"block\": ", j == 0 ? "" : ", ");
          galley_cli_print_json_string (mention->block, -1);
          printf (", \"start\": %u, \"length\": %u, \"field\": \"%s\"}", mention->start, mention->length,
                  galley_indicator_schema.fields[mention->field].name);
        }
      printf ("]}");
    }
  printf ("\n]}\n");
}

static void
print_lines (const GalleyExtraction *extraction)
{
  static const GalleyIndicatorField columns[] = { GALLEY_INDICATOR_NAME, GALLEY_INDICATOR_SCOPE, GALLEY_INDICATOR_PERIOD,
                                                  GALLEY_INDICATOR_VALUE, GALLEY_INDICATOR_UNIT, GALLEY_INDICATOR_BASE,
                                                  GALLEY_INDICATOR_CHANGE };

  for (guint i = 0; i < extraction->proposals->len; i++)
    {
      const GalleyProposal *proposal = g_ptr_array_index (extraction->proposals, i);

      for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
        printf ("%s\t", proposal->record->fields[columns[j]]);
      printf ("%u\n", proposal->mentions->len);
    }
}

/**
 * galley_cli_extract:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Proposes the indicators that a bulletin's text states and writes the bulletin with all of them as rows that are bound
 * to the text. Prints the rows, as JSON or as lines of name, scope, period, value, unit, base, change and number of places
 * parted by tabs.
 *
 * Returns: the exit code
 */
int
galley_cli_extract (int argc,
                    char **argv)
{
  g_autoptr (GOptionContext) options = g_option_context_new ("IN");
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) snapshot = NULL, accepted = NULL;
  g_autoptr (GalleyExtraction) extraction = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *out = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_ ("The bulletin to write"), "OUT.galley" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (options, &argc, &argv, &error) || argc != 2 || out == NULL)
    return galley_cli_misuse ("extract", error, _("name one file, or - for standard input, and the file to write with -o"));
  if (!galley_cli_is_bulletin (out))
    return galley_cli_misuse ("extract", NULL, _("the file to write is a bulletin; its name must end in .galley"));
  if (!galley_cli_is_bulletin (argv[1]) && galley_cli_is_same_file (argv[1], out))
    return galley_cli_misuse ("extract", NULL, _("IN and OUT are the same file; what it holds would be lost"));
  snapshot = galley_cli_load (argv[1], &error);
  if (snapshot != NULL)
    extraction = galley_extract (snapshot, NULL, &error);
  if (extraction == NULL)
    return galley_cli_fail (argv[1], error);
  accepted = galley_extraction_accept (extraction, NULL);
  file = g_file_new_for_commandline_arg (out);
  if (!galley_bulletin_file_save (file, accepted, NULL, NULL, NULL, &error))
    return galley_cli_fail (out, error);
  if (json)
    print_json (extraction);
  else
    print_lines (extraction);
  return 0;
}
