/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <glib/gi18n-lib.h>

#include "galley-export.h"
#include "galley-picture.h"
#include "galley-snapshot.h"
#include "galley-theme.h"

/* Says below the options which names --theme has. */
static void
add_themes (GOptionContext *context)
{
  g_autofree char *media = g_strjoinv (", ", (char **) galley_theme_list_names ());
  g_autofree char *looks = g_strjoinv (", ", (char **) galley_theme_list_looks ());
  g_autofree char *text = g_strdup_printf (_("Media: %s\nLooks: %s"), media, looks);

  g_option_context_set_description (context, text);
}

/* What is written without a picture says so in its place; so does this. */
static void
warn_of_pictures (const char *filename, const char *folder, const GalleySnapshot *snapshot)
{
  g_autoptr (GPtrArray) faults = galley_picture_list_faults (folder, snapshot->blocks);

  for (guint i = 0; i < faults->len; i++)
    g_printerr ("galley-cli: %s: %s\n", filename, (const char *) g_ptr_array_index (faults, i));
}

/**
 * galley_cli_export:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Writes a bulletin, or a text that is read as one, in the format that the name of the output says.
 *
 * Returns: the exit code; %GALLEY_CLI_EXIT_USAGE for a format that is not known
 */
int
galley_cli_export (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("IN");
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL, *theme = NULL, *folder = NULL;
  g_autoptr (GalleySnapshot) snapshot = NULL;
  const GalleyExportFormat *format;
  gboolean keep_metadata = FALSE;
  int page = 0;
  gboolean plain = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write; its ending says the format"), "OUT" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &theme, N_ ("The medium to lay it out for, with or without a look"), "NAME[:LOOK]" },
    { "page", 0, 0, G_OPTION_ARG_INT, &page, N_ ("For PNG, just this page, from 1"), "N" },
    { "no-notice", 0, 0, G_OPTION_ARG_NONE, &plain, N_ ("Do not say that the bulletin is not signed"), NULL },
    { "keep-metadata", 0, 0, G_OPTION_ARG_NONE, &keep_metadata,
      N_ ("Leave place, time and camera in the pictures"), NULL },
    { NULL },
  };
  GalleyExportOptions options = { 0 };

  add_themes (context);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 || output == NULL || page < 0)
    return galley_cli_misuse ("export", error, _("name a bulletin and, with -o, the file to write"));
  format = galley_export_find_format (output, &error);
  if (format == NULL)
    return galley_cli_misuse ("export", error, NULL);
  if (galley_cli_is_same_file (argv[1], output))
    return galley_cli_misuse ("export", NULL, _("IN and OUT are the same file; what it holds would be lost"));
  snapshot = galley_cli_load (argv[1], &error);
  if (snapshot == NULL)
    return galley_cli_fail (argv[1], error);
  folder = g_path_get_dirname (argv[1]);
  options.theme = theme;
  options.folder = folder;
  options.keep_metadata = keep_metadata;
  options.page = page;
  options.notice = plain ? NULL : galley_export_get_notice (snapshot);
  if (!galley_export (snapshot, output, format, &options, NULL, &error))
    return galley_cli_fail (output, error);
  if (!format->indicators)
    warn_of_pictures (argv[1], folder, snapshot);
  return 0;
}
