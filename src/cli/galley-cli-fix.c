/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-durable.h"
#include "galley-proof.h"

/* The text with its lines as @snapshot has them now; line ends, empty lines and a byte order mark stay as they are. */
static GString *
join_lines (const GalleyCliInput *input, const GalleySnapshot *snapshot)
{
  gsize size, at = 0;
  const char *data = g_bytes_get_data (input->text, &size);
  GString *text = g_string_sized_new (size);

  for (guint i = 0; i < input->lines->len; i++)
    {
      const GalleyCliLine *line = &g_array_index (input->lines, GalleyCliLine, i);

      g_string_append_len (text, data + at, line->byte - at);
      g_string_append (text, ((GalleyBlockData *) g_ptr_array_index (snapshot->blocks, i))->text);
      at = line->byte + line->n_bytes;
    }
  return g_string_append_len (text, data + at, size - at);
}

/* In the encoding that it came in. */
static gboolean
write_text (const GalleyCliInput *input, const GalleySnapshot *snapshot, const char *output, GError **error)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (join_lines (input, snapshot));
  gsize size, written;
  const char *text = g_bytes_get_data (bytes, &size);
  char *encoded;

  if (!g_str_equal (input->charset, "UTF-8"))
    {
      encoded = g_convert (text, (gssize) size, input->charset, "UTF-8", NULL, &written, error);
      if (encoded == NULL)
        return FALSE;
      g_bytes_unref (bytes);
      bytes = g_bytes_new_take (encoded, written);
    }
  return galley_durable_replace (output, bytes, NULL, NULL, error);
}

/**
 * galley_cli_fix:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Writes a bulletin or a text with every certain fix of the house style made, or those of one rule, and nothing else
 * changed: a text keeps its encoding and its line ends.
 *
 * Returns: the exit code
 */
int
galley_cli_fix (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("IN");
  g_autoptr (GError) error = NULL;
  g_auto (GalleyCliInput) input = { 0 };
  g_autoptr (GalleyProofProfile) profile = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GalleySnapshot) fixed = NULL;
  g_autofree char *output = NULL, *rule = NULL, *profile_name = NULL;
  guint n_fixed = 0;
  gboolean written;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write, of the same kind as IN"), "OUT" },
    { "rule", 0, 0, G_OPTION_ARG_STRING, &rule, N_ ("Make the fixes of this rule alone"), "ID" },
    { "profile", 0, 0, G_OPTION_ARG_STRING, &profile_name, N_ ("The house style to check against"), "NAME" },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 || output == NULL)
    return galley_cli_misuse ("fix", error, _("name one file and, with -o, the file to write"));
  if (galley_cli_is_bulletin (argv[1]) != galley_cli_names_bulletin (output))
    return galley_cli_misuse ("fix", NULL, _("a bulletin becomes a bulletin and a text a text; use import between them"));
  if (rule && !g_strv_contains (galley_proof_list_rules (), rule))
    return galley_cli_misuse ("fix", NULL, _("there is no such rule"));
  profile = galley_proof_profile_new (profile_name ? profile_name : "newspaper", NULL, NULL, &error);
  if (profile == NULL)
    return galley_cli_misuse ("fix", error, NULL);
  if (!galley_cli_input_load (&input, argv[1], &error))
    return galley_cli_fail (argv[1], error);
  findings = galley_proof_check (input.snapshot, profile, NULL, &error);
  if (findings == NULL)
    return galley_cli_fail (argv[1], error);
  fixed = galley_proof_fix (input.snapshot, findings, rule, &n_fixed);
  written = input.lines ? write_text (&input, fixed, output, &error) : galley_cli_save (argv[1], output, fixed, &error);
  if (!written)
    return galley_cli_fail (output, error);
  printf (ngettext ("%u fix made\n", "%u fixes made\n", n_fixed), n_fixed);
  return 0;
}
