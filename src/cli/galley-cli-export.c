/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <glib/gi18n-lib.h>

#include "galley-cli-json.h"
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

/* What --pictures says; FALSE for a word that it does not know. */
static gboolean
find_pictures (const char *word, GalleyExportPictures *pictures)
{
  static const char *const words[] = {
    [GALLEY_EXPORT_PICTURES_INSIDE] = "inside",
    [GALLEY_EXPORT_PICTURES_BESIDE] = "beside",
  };

  for (guint i = GALLEY_EXPORT_PICTURES_INSIDE; word && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      {
        *pictures = i;
        return TRUE;
      }
  return word == NULL;
}

/* What is exported, each bulletin with its options. */
typedef struct
{
  GPtrArray *snapshots;
  GPtrArray *folders;
  GArray *options;
} Job;

static void
job_clear (Job *job)
{
  g_ptr_array_unref (job->snapshots);
  g_ptr_array_unref (job->folders);
  g_array_unref (job->options);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static gboolean
add_input (Job *job, const char *path, const GalleyExportOptions *common, gboolean noticed, GError **error)
{
  GalleySnapshot *snapshot = galley_cli_load (path, error);
  GalleyExportOptions options = *common;
  char *folder;

  if (snapshot == NULL)
    return FALSE;
  folder = g_path_get_dirname (path);
  g_ptr_array_add (job->snapshots, snapshot);
  g_ptr_array_add (job->folders, folder);
  options.folder = folder;
  options.notice = noticed ? galley_export_get_notice (snapshot) : NULL;
  options.review = options.notice != NULL;
  g_array_append_val (job->options, options);
  return TRUE;
}

static void
print_json (const char *output, const char *notice, guint n_figures)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  galley_cli_json_object (builder, NULL);
  galley_cli_json_string (builder, "output", output);
  galley_cli_json_uint (builder, "figures", n_figures);
  if (notice)
    galley_cli_json_string (builder, "notice", notice);
  json_builder_end_object (builder);
  galley_cli_json_print (builder);
}

/* The notice that @output carries of any of the bulletins. */
static const char *
find_notice (const Job *job)
{
  for (guint i = 0; i < job->options->len; i++)
    if (g_array_index (job->options, GalleyExportOptions, i).notice)
      return g_array_index (job->options, GalleyExportOptions, i).notice;
  return NULL;
}

/**
 * galley_cli_export:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Writes a bulletin, or a text that is read as one, in the format that the name of the output says; or several as an
 * edition.
 *
 * Returns: the exit code; %GALLEY_CLI_EXIT_USAGE for a format that is not known, or that does not hold several
 */
int
galley_cli_export (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("IN...");
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL, *theme = NULL, *site = NULL, *pictures = NULL;
  g_auto (Job) job = { g_ptr_array_new_with_free_func ((GDestroyNotify) galley_snapshot_unref),
                       g_ptr_array_new_with_free_func (g_free), g_array_new (FALSE, FALSE, sizeof (GalleyExportOptions)) };
  const GalleyExportFormat *format;
  gboolean keep_metadata = FALSE;
  int page = 0;
  gboolean plain = FALSE, json = FALSE, sources = FALSE;
  guint n_figures;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write; its ending says the format"), "OUT" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &theme, N_ ("The medium to lay it out for, with or without a look"), "NAME[:LOOK]" },
    { "page", 0, 0, G_OPTION_ARG_INT, &page, N_ ("For PNG, just this page, from 1"), "N" },
    { "site", 0, 0, G_OPTION_ARG_STRING, &site, N_ ("For feeds, the address of their pages"), "URL" },
    { "no-notice", 0, 0, G_OPTION_ARG_NONE, &plain, N_ ("Do not say that the bulletin is not signed"), NULL },
    { "keep-metadata", 0, 0, G_OPTION_ARG_NONE, &keep_metadata,
      N_ ("Leave place, time and camera in the pictures"), NULL },
    { "sources", 0, 0, G_OPTION_ARG_NONE, &sources, N_ ("Say in footnotes where figures come from"), NULL },
    { "pictures", 0, 0, G_OPTION_ARG_STRING, &pictures,
      N_ ("For Markdown and WeChat, pictures inside the file or beside it in a folder"), "inside|beside" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };
  GalleyExportOptions common = { 0 };

  add_themes (context);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2 || output == NULL || page < 0)
    return galley_cli_misuse ("export", error, _("name a bulletin and, with -o, the file to write"));
  format = galley_export_find_format (output, &error);
  if (format == NULL)
    return galley_cli_misuse ("export", error, NULL);
  if (argc > 2 && !format->write_edition)
    return galley_cli_misuse ("export", NULL, _("a file of this kind holds one bulletin; several go into .epub, .rss or .atom"));
  if (site && !galley_export_is_safe_uri (site))
    return galley_cli_misuse ("export", NULL, _("the address of a site begins with http: or https:"));
  if (!find_pictures (pictures, &common.pictures))
    return galley_cli_misuse ("export", NULL, _("pictures are inside or beside"));
  if (common.pictures == GALLEY_EXPORT_PICTURES_BESIDE && !format->pictures)
    return galley_cli_misuse ("export", NULL, _("only .md and .wechat.html can have their pictures beside them"));
  common.theme = theme;
  common.site = site;
  common.keep_metadata = keep_metadata;
  common.sources = sources;
  common.page = page;
  for (int i = 1; i < argc; i++)
    {
      if (galley_cli_is_same_file (argv[i], output))
        return galley_cli_misuse ("export", NULL, _("IN and OUT are the same file; what it holds would be lost"));
      if (!add_input (&job, argv[i], &common, !plain, &error))
        return galley_cli_fail (argv[i], error);
    }
  if (!galley_export_edition ((const GalleySnapshot *const *) job.snapshots->pdata,
                              (const GalleyExportOptions *) (gpointer) job.options->data, job.snapshots->len, output, format,
                              &n_figures, NULL, &error))
    return galley_cli_fail (output, error);
  if (json)
    print_json (output, format->indicators ? NULL : find_notice (&job), n_figures);
  for (guint i = 0; i < job.snapshots->len && !format->indicators; i++)
    warn_of_pictures (argv[i + 1], g_ptr_array_index (job.folders, i), g_ptr_array_index (job.snapshots, i));
  return 0;
}
