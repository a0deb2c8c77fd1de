/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "galley-cli-json.h"
#include "galley-roll.h"

static void
write_optional (JsonBuilder *builder, const char *name, const char *text)
{
  if (text && *text)
    galley_cli_json_string (builder, name, text);
}

static void
print_json (const GalleyRoll *roll)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  galley_cli_json_object (builder, NULL);
  galley_cli_json_string (builder, "from", roll->from);
  galley_cli_json_string (builder, "to", roll->to);
  galley_cli_json_uint (builder, "count", roll->stale->len);
  galley_cli_json_array (builder, "stale");
  for (guint i = 0; i < roll->stale->len; i++)
    {
      const GalleyStalePlace *place = g_ptr_array_index (roll->stale, i);

      galley_cli_json_object (builder, NULL);
      galley_cli_json_string (builder, "reason", galley_stale_reason_to_string (place->reason));
      write_optional (builder, "block", place->block);
      write_optional (builder, "row", place->row);
      write_optional (builder, "field", place->field);
      galley_cli_json_uint (builder, "start", place->start);
      galley_cli_json_uint (builder, "length", place->length);
      galley_cli_json_string (builder, "text", place->text);
      galley_cli_json_string (builder, "sentence", place->sentence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  galley_cli_json_print (builder);
}

/* Lines of reason, place, what stands there, and its sentence, parted by tabs. */
static void
print_lines (const GalleyRoll *roll)
{
  for (guint i = 0; i < roll->stale->len; i++)
    {
      const GalleyStalePlace *place = g_ptr_array_index (roll->stale, i);
      g_autofree char *sentence = g_strdelimit (g_strdup (place->sentence), "\n\t", ' ');
      const char *where = place->block ? place->block : place->row ? place->row : place->field;

      printf ("%s\t%s:%u\t%s\t%s\n", galley_stale_reason_get_title (place->reason), where, place->start, place->text,
              g_strstrip (sentence));
    }
  printf (ngettext ("%u place of %s is stale in %s\n", "%u places of %s are stale in %s\n", roll->stale->len),
          roll->stale->len, roll->from, roll->to);
}

/**
 * galley_cli_roll:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Writes the bulletin of a later period: values become bases, the text stays. Prints what is stale in it.
 *
 * Returns: the exit code
 */
int
galley_cli_roll (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("IN");
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GalleyRoll) roll = NULL;
  g_autofree char *to = NULL, *output = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_("The period of the new bulletin: 2024Q2, 2024H1, 2024-05 or 2024"), "PERIOD" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The bulletin to write"), "OUT.galley" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2 || to == NULL || output == NULL)
    return galley_cli_misuse ("roll", error, _("name one file, with --to its new period, and with -o the file to write"));
  if (!galley_cli_names_bulletin (output))
    return galley_cli_misuse ("roll", NULL, _("the file to write is a bulletin; its name ends in .galley"));
  snapshot = galley_cli_load (argv[1], &error);
  if (snapshot == NULL || !galley_cli_use_lexicon (&snapshot, argv[1], NULL, &error))
    return galley_cli_fail (argv[1], error);
  roll = galley_roll (snapshot, to, &error);
  if (g_error_matches (error, GALLEY_ROLL_ERROR, GALLEY_ROLL_ERROR_TO))
    return galley_cli_misuse ("roll", error, NULL);
  if (roll == NULL)
    return galley_cli_fail (argv[1], error);
  if (!galley_cli_save (argv[1], output, roll->snapshot, &error))
    return galley_cli_fail (output, error);
  if (json)
    print_json (roll);
  else
    print_lines (roll);
  return 0;
}
