/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-report.h"

/* A place is counted in the file as it was given; in a bulletin, in the block that it names. */
static void
print_place (const GalleyCliInput *input, const GalleyPlace *place)
{
  guint before = input->lines && !place->row ? g_array_index (input->lines, GalleyCliLine, place->passage).start : 0;

  printf ("\"start\": %u, \"length\": %u", before + place->start, place->length);
  if (input->lines == NULL && place->id)
    printf (", \"%s\": \"%s\"", place->row ? "row" : "block", place->id);
  if (place->cell)
    printf (", \"cell\": %u", place->cell - 1);
}

static void
print_member (const char *name, const char *value)
{
  if (value == NULL)
    return;
  printf (", \"%s\": ", name);
  galley_cli_print_json_string (value, -1);
}

static void
print_json (const GalleyCliInput *input, const GalleyFinding *finding, const char *aside, gboolean first)
{
  printf ("%s\n  {\"rule\": \"%s\", \"severity\": \"%s\", \"verdict\": \"%s\", ", first ? "" : ",", finding->rule,
          galley_severity_name (finding->severity), galley_verdict_name (finding->verdict));
  print_place (input, finding->places);
  print_member ("message", finding->message);
  print_member ("stated", finding->stated);
  print_member ("computed", finding->computed);
  print_member ("low", finding->low);
  print_member ("high", finding->high);
  print_member ("fix", finding->fix);
  print_member ("aside", aside);
  printf (", \"places\": [");
  for (guint i = 0; i < finding->n_places; i++)
    {
      printf ("%s{", i > 0 ? ", " : "");
      print_place (input, &finding->places[i]);
      printf ("}");
    }
  printf ("]}");
}

/* Compilers' form, with the place in code points; a bulletin's place is a block. */
static void
print_line (const GalleyCliInput *input, const char *path, const GalleyReport *report, const GalleyFinding *finding)
{
  const GalleyPlace *place = finding->places;
  g_autofree char *text = galley_report_dup_text (report, place);
  const char *kind = galley_finding_is_proof (finding) ? galley_verdict_name (finding->verdict)
                                                       : galley_severity_name (finding->severity);

  if (input->lines)
    printf ("%s:%u: ", path, g_array_index (input->lines, GalleyCliLine, place->passage).start + place->start);
  else
    printf ("%s:%s:%u: ", path, place->id ? place->id : "", place->start);
  printf ("%s: %s: %s [%s]\n", kind, text, finding->message, finding->rule);
}

/**
 * galley_cli_check:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Audits the figures of a bulletin or a text, checks its house style, and prints the findings.
 *
 * Returns: the exit code: 2 where there is a finding of severity error that is not set aside
 */
int
galley_cli_check (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("IN");
  g_autoptr (GError) error = NULL;
  g_auto (GalleyCliInput) input = { 0 };
  g_autoptr (GalleyProofProfile) profile = NULL;
  g_autoptr (GalleyReport) report = NULL;
  g_autofree char *profile_name = NULL, *lexicon = NULL;
  gboolean json = FALSE, proofs = FALSE, printed = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { "proofs", 0, 0, G_OPTION_ARG_NONE, &proofs, N_ ("Print relations that hold, too"), NULL },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &profile_name, N_ ("The house style to check against"), "NAME" },
    { "lexicon", 0, 0, G_OPTION_ARG_FILENAME, &lexicon, N_ ("Read with these words besides the built-in ones, not the desk's"),
      "FILE" },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    return galley_cli_misuse ("check", error, _("name one file, or - for standard input"));
  profile = galley_proof_profile_new (profile_name ? profile_name : "newspaper", NULL, NULL, &error);
  if (profile == NULL)
    return galley_cli_misuse ("check", error, NULL);
  if (!galley_cli_input_load (&input, argv[1], &error)
      || !galley_cli_use_lexicon (&input.snapshot, argv[1], lexicon, &error))
    return galley_cli_fail (argv[1], error);
  g_clear_pointer (&input.text, g_bytes_unref); /* large, and its lines are in the bulletin now */
  report = galley_report_new (input.snapshot, profile, NULL, NULL, &error);
  if (report == NULL)
    return galley_cli_fail (argv[1], error);

  if (json)
    printf ("{\"findings\": [");
  for (guint i = 0; i < galley_report_get_n_findings (report); i++)
    {
      const GalleyFinding *finding = galley_report_get_finding (report, i);
      const char *aside = galley_report_get_aside (report, i);

      if (galley_finding_is_proof (finding) && !proofs)
        continue;
      if (json)
        print_json (&input, finding, aside, !printed);
      else if (aside == NULL)
        print_line (&input, argv[1], report, finding);
      printed = TRUE;
    }
  if (json)
    printf ("\n]}\n");
  return galley_report_count (report, GALLEY_SEVERITY_ERROR) > 0 ? GALLEY_CLI_EXIT_FINDINGS : 0;
}
