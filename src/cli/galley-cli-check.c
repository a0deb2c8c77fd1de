/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-cli"

#include "config.h"

#include "galley-audit.h"
#include "galley-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* A longer line is a paragraph, not a headline. */
#define MAX_HEADLINE_BYTES 180

/* A text file as passages: a line each. */
typedef struct
{
  GArray *passages; /* GalleyPassage; owns the figures */
  GArray *starts;   /* where each begins in the file, in code points */
  GalleyFigureContext context;
} Text;

static gboolean
is_headline (const char *line,
             gsize length)
{
  return length <= MAX_HEADLINE_BYTES && g_strstr_len (line, (gssize) length, "。") == NULL;
}

static void
text_add_line (Text *text,
               const char *line,
               gsize length,
               guint start)
{
  GalleyPassage passage = { .text = line, .length = length, .figures = NULL };

  if (text->passages->len == 0 && is_headline (line, length))
    passage.role = GALLEY_PASSAGE_HEADLINE;
  passage.figures = galley_figures_read (line, (gssize) length, &text->context);
  g_array_append_val (text->passages, passage);
  g_array_append_val (text->starts, start);
}

/* The first line is the headline where it is short enough for one. */
static void
text_init (Text *text,
           const char *data,
           gsize size)
{
  guint start = 0;

  text->passages = g_array_new (FALSE, FALSE, sizeof (GalleyPassage));
  text->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  galley_figure_context_from_text (data, (gssize) size, NULL, &text->context);
  for (const char *line = data, *end = data + size; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      gsize length = (gsize) ((newline != NULL ? newline : end) - line);

      if (length > 0)
        text_add_line (text, line, length, start);
      start += (guint) g_utf8_strlen (line, (gssize) length) + 1;
      line += length + 1;
    }
}

static void
text_clear (Text *text)
{
  for (guint i = 0; i < text->passages->len; i++)
    galley_figures_unref ((GalleyFigures *) g_array_index (text->passages, GalleyPassage, i).figures);
  g_array_unref (text->passages);
  g_array_unref (text->starts);
}

static guint
start_in_file (const Text *text,
               const GalleyPlace *place)
{
  return g_array_index (text->starts, guint, place->passage) + place->start;
}

static void
print_member (const char *name,
              const char *value)
{
  if (value == NULL)
    return;
  printf (", \"%s\": ", name);
  galley_cli_print_json_string (value, -1);
}

static void
print_json (const Text *text,
            const GalleyFinding *finding,
            gboolean first)
{
  printf ("%s\n  {\"rule\": \"%s\", \"severity\": \"%s\", \"verdict\": \"%s\", \"start\": %u, \"length\": %u",
          first ? "" : ",", finding->rule, galley_severity_name (finding->severity),
          galley_verdict_name (finding->verdict), start_in_file (text, &finding->places[0]), finding->places[0].length);
  print_member ("message", finding->message);
  print_member ("stated", finding->stated);
  print_member ("computed", finding->computed);
  print_member ("low", finding->low);
  print_member ("high", finding->high);
  print_member ("fix", finding->fix);
  printf (", \"places\": [");
  for (guint i = 0; i < finding->n_places; i++)
    printf ("%s{\"start\": %u, \"length\": %u}", i > 0 ? ", " : "", start_in_file (text, &finding->places[i]),
            finding->places[i].length);
  printf ("]}");
}

static void
print_line (const Text *text,
            const char *path,
            const GalleyFinding *finding)
{
  printf ("%s:%u: %s: %s [%s]\n", path, start_in_file (text, &finding->places[0]),
          finding->verdict == GALLEY_VERDICT_HOLDS || finding->verdict == GALLEY_VERDICT_ROUNDING
            ? galley_verdict_name (finding->verdict)
            : galley_severity_name (finding->severity),
          finding->message, finding->rule);
}

static void
print_findings (const Text *text,
                const char *path,
                const GalleyFindings *findings,
                gboolean json)
{
  guint n = galley_findings_get_length (findings);

  if (json)
    printf ("{\"findings\": [");
  for (guint i = 0; i < n; i++)
    {
      const GalleyFinding *finding = galley_findings_get (findings, i);
      if (json)
        print_json (text, finding, i == 0);
      else
        print_line (text, path, finding);
    }
  if (json)
    printf ("\n]}\n");
}

/**
 * galley_cli_check:
 * @argc: the number of arguments
 * @argv: the arguments, from the name of the command on
 *
 * Audits the figures of a text, a line a passage, and prints the findings.
 *
 * Returns: the exit code: 2 where there is a finding of severity error
 */
int
galley_cli_check (int argc,
                  char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("IN");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GalleyFindings) findings = NULL;
  gboolean json = FALSE;
  GalleyAuditOptions options = { .proofs = FALSE };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    { "proofs", 0, 0, G_OPTION_ARG_NONE, &options.proofs, N_("Print relations that hold, too"), NULL },
    { NULL },
  };
  const char *data;
  gsize size;
  Text text;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 2)
    {
      fprintf (stderr, "galley-cli: check: %s\n",
               error != NULL ? error->message : _("name one file, or - for standard input"));
      return GALLEY_CLI_EXIT_USAGE;
    }
  bytes = galley_cli_read_text (argv[1], &error);
  if (bytes == NULL)
    {
      fprintf (stderr, "galley-cli: %s: %s\n", argv[1], error->message);
      return GALLEY_CLI_EXIT_ERROR;
    }

  data = g_bytes_get_data (bytes, &size);
  text_init (&text, data != NULL ? data : "", size);
  options.year = text.context.year;
  options.month = text.context.month;
  options.day = text.context.day;
  findings = galley_audit_run ((const GalleyPassage *) (gpointer) text.passages->data, text.passages->len, NULL, 0,
                               &options, NULL, NULL);
  print_findings (&text, argv[1], findings, json);
  text_clear (&text);
  return galley_findings_have_error (findings) ? GALLEY_CLI_EXIT_FINDINGS : 0;
}
