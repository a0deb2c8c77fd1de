/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-cli.h"
#include "galley-desk-list.h"

static void
print_json (GPtrArray *entries)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *bulletins = json_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const GalleyDeskEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = g_filename_display_name (entry->path);
      JsonObject *bulletin = json_object_new ();

      json_object_set_string_member (bulletin, "path", path);
      if (entry->error == NULL)
        json_object_set_string_member (bulletin, "state", galley_review_state_to_string (entry->state));
      galley_cli_set_text (bulletin, "title", entry->title);
      galley_cli_set_text (bulletin, "district", entry->district);
      galley_cli_set_text (bulletin, "period", entry->period);
      galley_cli_set_text (bulletin, "date", entry->date);
      galley_cli_set_text (bulletin, "error", entry->error);
      json_array_add_object_element (bulletins, bulletin);
    }
  json_object_set_array_member (object, "bulletins", bulletins);
  galley_cli_print_json (object);
}

/* Tells of the bulletins that cannot be read. Returns: how many they are */
static guint
print_errors (GPtrArray *entries)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const GalleyDeskEntry *entry = g_ptr_array_index (entries, i);

      if (entry->error == NULL)
        continue;
      fprintf (stderr, "galley-cli: %s\n", entry->error);
      n++;
    }
  return n;
}

static void
print_lines (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const GalleyDeskEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = g_filename_display_name (entry->path);

      if (entry->error == NULL)
        printf ("%s\t%s\t%s\t%s\n", path, entry->stage, entry->date, entry->title);
    }
}

static int
init (const char *folder)
{
  g_autoptr (GError) error = NULL;

  if (folder == NULL)
    return galley_cli_misuse ("desk init", NULL, _("name the folder that is to be the desk"));
  return galley_desk_init (folder, &error) ? 0 : galley_cli_fail (folder, error);
}

static int
list (const char *folder, gboolean json, gboolean verify)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *desk = galley_desk_find (folder ? folder : ".", &error);
  g_autoptr (GPtrArray) entries = desk ? galley_desk_list (desk, NULL, NULL, &error) : NULL;
  guint n_errors;

  if (entries == NULL)
    return galley_cli_fail (folder ? folder : ".", error);
  if (json)
    print_json (entries);
  else if (!verify)
    print_lines (entries);
  n_errors = print_errors (entries);
  if (verify && !json)
    printf (_("%u bulletins read, %u cannot be read\n"), entries->len - n_errors, n_errors);
  return n_errors > 0 ? GALLEY_CLI_EXIT_ERROR : 0;
}

/**
 * galley_cli_desk:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Makes a desk, lists its bulletins, or reads each of them to tell whether all is well.
 *
 * Returns: the exit code: 1 where a bulletin cannot be read
 */
int
galley_cli_desk (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("init|list|verify [DIR]");
  g_autoptr (GError) error = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2 || argc > 3)
    return galley_cli_misuse ("desk", error, _("say init, list or verify, and a folder"));
  if (g_str_equal (argv[1], "init"))
    return init (argv[2]);
  if (g_str_equal (argv[1], "list"))
    return list (argv[2], json, FALSE);
  if (g_str_equal (argv[1], "verify"))
    return list (argv[2], json, TRUE);
  return galley_cli_misuse ("desk", NULL, _("say init, list or verify, and a folder"));
}
