/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"
#include "config.h"

#include "galley-cli.h"
#include "galley-figures-stream.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>


typedef struct
{
  gboolean json;
  gboolean printed;
  char *lexicon;     /* (nullable): the file of words that was named */
  const char *block; /* of a bulletin; places count in it */
} Printing;

static void
print_slice (const char *name,
             const char *text,
             GalleySlice slice)
{
  printf (", \"%s\": ", name);
  galley_cli_print_json_string (text + slice.offset, slice.length);
}

static void
print_json (const char *text,
            const GalleyFigure *figure,
            guint64 chars_before,
            const Printing *printing)
{
  g_autofree char *value = galley_figure_value_to_string (figure);
  g_autofree char *unit = galley_figure_unit_to_string (figure, text);
  const char approx[] = { figure->approx != GALLEY_APPROX_NONE ? (char) figure->approx : '\0', '\0' };

  printf ("%s\n  {\"start\": %" G_GUINT64_FORMAT ", \"length\": %u", printing->printed ? "," : "",
          chars_before + figure->start, figure->length);
  if (printing->block)
    printf (", \"block\": \"%s\"", printing->block);
  print_slice ("text", text, figure->bytes);
  printf (", \"value\": \"%s\", \"unit\": ", value != NULL ? value : "");
  galley_cli_print_json_string (unit, -1);
  printf (", \"kind\": \"%s\"", galley_figure_kind_to_string (figure->kind));
  print_slice ("subject", text, figure->subject);
  printf (", \"approx\": \"%s\"", approx);
  if (figure->scope.length > 0)
    print_slice ("scope", text, figure->scope);
  if (figure->compared.length > 0)
    print_slice ("compared", text, figure->compared);
  if (figure->flags & GALLEY_FIGURE_UNREADABLE)
    printf (", \"note\": \"unreadable number\"");
  printf ("}");
}

static void
print_line (const char *text,
            const GalleyFigure *figure,
            guint64 chars_before)
{
  g_autofree char *value = galley_figure_value_to_string (figure);
  g_autofree char *unit = galley_figure_unit_to_string (figure, text);
  const char approx[] = { figure->approx != GALLEY_APPROX_NONE ? (char) figure->approx : '\0', '\0' };

  printf ("%" G_GUINT64_FORMAT "\t%u\t%.*s\t%s\t%s\t%s\t%.*s\t%s\n", chars_before + figure->start, figure->length,
          (int) figure->bytes.length, text + figure->bytes.offset, value != NULL ? value : "", unit,
          galley_figure_kind_to_string (figure->kind), (int) figure->subject.length, text + figure->subject.offset, approx);
}

static gboolean
print_figures_cb (const GalleyFigures *figures,
                  const char *text,
                  gsize length,
                  guint64 chars_before,
                  guint64 bytes_before,
                  gpointer user_data)
{
  Printing *printing = user_data;
  guint n_figures;
  const GalleyFigure *data = galley_figures_get_data (figures, &n_figures);

  for (guint i = 0; i < n_figures; i++, printing->printed = TRUE)
    if (printing->json)
      print_json (text, &data[i], chars_before, printing);
    else
      print_line (text, &data[i], chars_before);
  return TRUE;
}

/* Nothing is printed before the input is known to be good. */
static void
print_head (const Printing *printing)
{
  if (printing->json)
    printf ("{\"figures\": [");
}

static gboolean
print_bulletin (const char *path,
                Printing *printing,
                GError **error)
{
  g_autoptr (GalleySnapshot) snapshot = galley_cli_load (path, error);
  GalleyFigureContext context;

  if (snapshot == NULL || !galley_cli_use_lexicon (&snapshot, path, printing->lexicon, error))
    return FALSE;
  print_head (printing);
  galley_figure_context_from_snapshot (snapshot, &context);
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      g_autoptr (GalleyFigures) figures = galley_figures_read (block->text, -1, &context);

      printing->block = block->id;
      print_figures_cb (figures, block->text, strlen (block->text), 0, 0, printing);
    }
  return TRUE;
}

/* All of the text is looked at first, so that nothing is printed of one that is broken; neither it nor its figures are ever
 * in memory all at once. */
static gboolean
print_text (const char *path,
            Printing *printing,
            GError **error)
{
  g_autoptr (GalleyLexicon) lexicon = NULL;
  g_autoptr (GInputStream) stream = NULL;
  gboolean read;
  int fd;

  if (galley_cli_load_lexicon (path, printing->lexicon, &lexicon, error))
    stream = galley_cli_open_text (path, &fd, error);
  if (stream == NULL)
    return FALSE;
  print_head (printing);
  read = galley_figures_stream (stream, lexicon, print_figures_cb, printing, NULL, error);
  close (fd);
  return read;
}

/**
 * galley_cli_figures:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Prints the figures of a text, as JSON or as lines of start, length, text, value, unit, kind, subject and
 * approximation parted by tabs.
 *
 * Returns: the exit code
 */
int
galley_cli_figures (int argc,
                    char **argv)
{
  g_autoptr (GOptionContext) options = g_option_context_new ("IN");
  g_autoptr (GError) error = NULL;
  Printing printing = { 0 };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &printing.json, N_ ("Print JSON"), NULL },
    { "lexicon", 0, 0, G_OPTION_ARG_FILENAME, &printing.lexicon, N_ ("Read with these words besides the built-in ones, not the desk's"),
      "FILE" },
    { NULL },
  };

  g_option_context_add_main_entries (options, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (options, &argc, &argv, &error) || argc != 2)
    return galley_cli_misuse ("figures", error, _("name one file, or - for standard input"));
  if (!(galley_cli_is_bulletin (argv[1]) ? print_bulletin (argv[1], &printing, &error)
                                         : print_text (argv[1], &printing, &error)))
    return galley_cli_fail (argv[1], error);
  if (printing.json)
    printf ("\n]}\n");
  g_free (printing.lexicon);
  return 0;
}
