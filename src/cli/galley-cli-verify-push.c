/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "galley-desk-push.h"

#define MAX_BYTES (1024 * 1024)

/* Looks at one line that Git gives: OLD NEW REF. Returns: how much stands against it */
static guint
verify_line (const char *line, gboolean allow_desk, JsonArray *refused)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults =
    g_strv_length (words) == 3 ? galley_desk_verify_push (".", words[0], words[1], allow_desk, &error) : NULL;
  const char *reason = error ? error->message : _("this is no line of a pre-receive hook: OLD NEW REF");

  if (faults == NULL)
    {
      json_array_add_string_element (refused, reason);
      fprintf (stderr, "galley-cli: %s: %s\n", line, reason);
      return 1;
    }
  for (guint i = 0; i < faults->len; i++)
    {
      json_array_add_string_element (refused, g_ptr_array_index (faults, i));
      fprintf (stderr, "galley-cli: %s\n", (const char *) g_ptr_array_index (faults, i));
    }
  return faults->len;
}

/**
 * galley_cli_verify_push:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Runs as Git's pre-receive hook in a desk's bare repository: refuses what the desk's rules would not have allowed.
 *
 * Returns: the exit code: 1 where the push is to be refused
 */
int
galley_cli_verify_push (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *refused = json_array_new ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean allow_desk = FALSE, json = FALSE;
  guint n = 0;
  const GOptionEntry entries[] = {
    { "allow-desk", 0, 0, G_OPTION_ARG_NONE, &allow_desk, N_ ("Let the push change how the desk reviews"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print JSON"), NULL },
    { NULL },
  };

  json_object_set_array_member (object, "refused", refused);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 1)
    return galley_cli_misuse ("verify-push", error, _("it reads what Git gives a pre-receive hook from standard input"));
  bytes = galley_cli_read_bytes ("-", MAX_BYTES, &error);
  if (bytes == NULL)
    return galley_cli_fail ("-", error);
  text = g_bytes_get_size (bytes) > 0 ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : g_strdup ("");
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++)
    if (**line)
      n += verify_line (*line, allow_desk, refused);
  if (json)
    galley_cli_print_json (object);
  return n > 0 ? GALLEY_CLI_EXIT_ERROR : 0;
}
