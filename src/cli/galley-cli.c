/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"
#include "config.h"

#include "galley-cli.h"

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
  { "check", galley_cli_check, "check [--json] [--proofs] [--profile NAME] IN" },
  { "desk", galley_cli_desk, "desk init DIR | desk list|verify [DIR] [--json]" },
  { "diff", galley_cli_diff, "diff A B [--json]" },
  { "export", galley_cli_export, "export IN -o OUT.(pdf|html|md|txt|png) [--theme NAME]" },
  { "extract", galley_cli_extract, "extract IN -o OUT.galley [--json]" },
  { "figures", galley_cli_figures, "figures [--json] IN" },
  { "fix", galley_cli_fix, "fix IN -o OUT [--rule ID] [--profile NAME]" },
  { "import", galley_cli_import, "import IN... -o OUT.galley [--refuse ID]... [--json]" },
  { "roll", galley_cli_roll, "roll IN --to 2024Q2|2024H1|2024-05|2024 -o OUT.galley [--json]" },
};

static int
usage (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stderr, "%s galley-cli %s\n", i == 0 ? _("usage:") : "      ", commands[i].usage);
  return GALLEY_CLI_EXIT_USAGE;
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GALLEY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argc - 1, argv + 1);
  return usage ();
}
