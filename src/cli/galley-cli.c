/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"
#include "config.h"

#include "galley-cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>

typedef struct
{
  const char *name;
  int (*run) (int argc,
              char **argv);
  const char *usage;
} Command;

/* Each command is given the arguments from its own name on. */
static const Command commands[] = {
  { "check", galley_cli_check, "check [--json] [--proofs] [--profile NAME] [--lexicon FILE] IN" },
  { "desk", galley_cli_desk, "desk init DIR | desk list|verify [DIR] [--json]" },
  { "diff", galley_cli_diff, "diff A B [--json]" },
  { "export", galley_cli_export,
    "export IN... -o OUT.(pdf|docx|odt|html|wechat.html|ninjs.json|md|txt|png|epub|rss|atom|xlsx|ods|csv) "
    "[--theme NAME[:LOOK]] [--page N] [--site URL] [--no-notice] [--keep-metadata] [--sources] [--pictures inside|beside] "
    "[--json]" },
  { "extract", galley_cli_extract, "extract IN -o OUT.galley|--dry-run [--only 1,4-7] [--lexicon FILE] [--json]" },
  { "figures", galley_cli_figures, "figures [--json] [--lexicon FILE] IN" },
  { "fix", galley_cli_fix, "fix IN -o OUT [--rule ID] [--profile NAME]" },
  { "import", galley_cli_import, "import IN... -o OUT.galley [--refuse ID]... [--into BULLETIN] [--sheet NAME] [--json]" },
  { "review", galley_cli_review,
    "review FILE [EVENT --as NAME] [--opinion TEXT] [--json] "
    "| review what|verify|log|figures|tick|checklist|rate|slip FILE | review due [DIR] --as NAME | review key|signers" },
  { "roll", galley_cli_roll, "roll IN --to 2024Q2|2024H1|2024-05|2024 -o OUT.galley [--json]" },
  { "verify-push", galley_cli_verify_push, "verify-push [--allow-desk] [--json]" },
};

static void
print_usage (FILE *stream)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "%s galley-cli %s\n", i == 0 ? _("usage:") : "      ", commands[i].usage);
}

static int
run (int argc,
     char **argv)
{
  g_autoptr (GError) error = NULL;

  for (int i = 2; i < argc; i++)
    if (g_str_equal (argv[i], "-") && !galley_cli_take_input (&error))
      return galley_cli_fail ("-", error);
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argc - 1, argv + 1);
  if (argc == 2 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    {
      print_usage (stdout);
      return 0;
    }
  print_usage (stderr);
  return GALLEY_CLI_EXIT_USAGE;
}

int
main (int argc,
      char **argv)
{
  const char *localedir = g_getenv ("GALLEY_LOCALEDIR");
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir ? localedir : GALLEY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  status = run (argc, argv);
  /* What was printed may have found no room: a script must not take the half for the whole. */
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  fprintf (stderr, "galley-cli: %s: %s\n", _("standard output"), g_strerror (errno != 0 ? errno : EIO));
  return GALLEY_CLI_EXIT_ERROR;
}
