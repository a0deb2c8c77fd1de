/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"
#include "config.h"

#include "galley-cli.h"
#include "galley-extract.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static void
print_json (const GalleyExtraction *extraction,
            const gboolean *chosen)
{
  printf ("{\"indicators\": [");
  for (guint i = 0; i < extraction->proposals->len; i++)
    {
      const GalleyProposal *proposal = g_ptr_array_index (extraction->proposals, i);

      printf ("%s\n  {\"number\": %u, \"accepted\": %s, \"id\": ", i == 0 ? "" : ",", i + 1, chosen[i] ? "true" : "false");
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
print_lines (const GalleyExtraction *extraction,
             const gboolean *chosen)
{
  static const GalleyIndicatorField columns[] = { GALLEY_INDICATOR_NAME, GALLEY_INDICATOR_SCOPE, GALLEY_INDICATOR_PERIOD,
                                                  GALLEY_INDICATOR_VALUE, GALLEY_INDICATOR_UNIT, GALLEY_INDICATOR_BASE,
                                                  GALLEY_INDICATOR_CHANGE };

  for (guint i = 0; i < extraction->proposals->len; i++)
    {
      const GalleyProposal *proposal = g_ptr_array_index (extraction->proposals, i);

      if (!chosen[i])
        continue;
      printf ("%u\t", i + 1);
      for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
        printf ("%s\t", proposal->record->fields[columns[j]]);
      printf ("%u\n", proposal->mentions->len);
    }
}

/* Reads 1,4-7: which of @n are chosen. Returns NULL with an error where it says something else. */
static gboolean *
choose (const char *only,
        guint n,
        GError **error)
{
  g_autofree gboolean *chosen = g_new0 (gboolean, n + 1);
  g_auto (GStrv) items = g_strsplit (only, ",", -1);

  for (guint i = 0; items[i] != NULL; i++)
    {
      g_auto (GStrv) ends = g_strsplit (items[i], "-", 2);
      guint64 first, last;

      if (ends[0] == NULL || !g_ascii_string_to_unsigned (ends[0], 10, 1, n, &first, NULL)
          || !g_ascii_string_to_unsigned (ends[1] ? ends[1] : ends[0], 10, first, n, &last, NULL))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("“%s” is not a number or run of numbers from 1 to %u, as --dry-run prints them"), items[i], n);
          return NULL;
        }
      for (guint64 j = first; j <= last; j++)
        chosen[j - 1] = TRUE;
    }
  return g_steal_pointer (&chosen);
}

static gboolean *
choose_all (guint n)
{
  gboolean *chosen = g_new (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    chosen[i] = TRUE;
  return chosen;
}

static gboolean
save (const GalleyExtraction *extraction,
      const gboolean *chosen,
      const char *in,
      const char *out,
      GError **error)
{
  g_autoptr (GalleySnapshot) accepted = galley_extraction_accept (extraction, chosen);

  return galley_cli_save (in, out, accepted, error);
}

/**
 * galley_cli_extract:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Proposes the indicators that a bulletin's text states and writes the bulletin with those that are chosen, all unless told
 * otherwise, as rows that are bound to the text. Prints the rows, as JSON or as lines of number, name, scope, period, value,
 * unit, base, change and number of places parted by tabs.
 *
 * Returns: the exit code
 */
int
galley_cli_extract (int argc,
                    char **argv)
{
  g_autoptr (GOptionContext) options = g_option_context_new ("IN");
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GalleyExtraction) extraction = NULL;
  g_autofree gboolean *chosen = NULL;
  g_autofree char *out = NULL, *only = NULL, *lexicon = NULL;
  gboolean json = FALSE, dry = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_ ("The bulletin to write"), "OUT.galley" },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry, N_ ("Print what would be extracted and write nothing"), NULL },
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, N_ ("Extract those with these numbers alone, such as 1,4-7"), "NUMBERS" },
    { "lexicon", 0, 0, G_OPTION_ARG_FILENAME, &lexicon, N_ ("Read with these words besides the built-in ones, not the desk's"),
      "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (options, &argc, &argv, &error) || argc != 2 || (out == NULL) != dry)
    return galley_cli_misuse ("extract", error,
                              _("name one file, or - for standard input, and the file to write with -o, or --dry-run"));
  if (!dry && !galley_cli_names_bulletin (out))
    return galley_cli_misuse ("extract", NULL, _("the file to write is a bulletin; its name must end in .galley"));
  if (!dry && !galley_cli_is_bulletin (argv[1]) && galley_cli_is_same_file (argv[1], out))
    return galley_cli_misuse ("extract", NULL, _("IN and OUT are the same file; what it holds would be lost"));
  snapshot = galley_cli_load (argv[1], &error);
  if (snapshot != NULL && galley_cli_use_lexicon (&snapshot, argv[1], lexicon, &error))
    extraction = galley_extract (snapshot, NULL, &error);
  if (extraction == NULL)
    return galley_cli_fail (argv[1], error);
  chosen = only ? choose (only, extraction->proposals->len, &error) : choose_all (extraction->proposals->len);
  if (chosen == NULL)
    return galley_cli_misuse ("extract", error, NULL);
  if (!dry && !save (extraction, chosen, argv[1], out, &error))
    return galley_cli_fail (out, error);
  if (json)
    print_json (extraction, chosen);
  else
    print_lines (extraction, chosen);
  return 0;
}
