/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-figures RECOGNIZERS-TEXT.JS: figures and audit of a text on one core, beside Recognizers-Text, which finds numbers, units and dates and audits
 * nothing. Sizes grow a thousandfold and more, so that what is not linear shows. */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "bench.h"
#include "bulletin-text.h"
#include "galley-audit.h"
#include "galley-figures-stream.h"

static const gsize sizes[] = { 6000, 60000, 600000, 6000000, 100000000 };
/* The peer takes seconds for 60 kB. */
#define PEER_MAX_SIZE 60000

static gboolean
ignore_figures_cb (const GalleyFigures *figures,
                   const char *text,
                   gsize length,
                   guint64 chars_before,
                   guint64 bytes_before,
                   gpointer user_data)
{
  return TRUE;
}

static void
read_figures (gpointer data)
{
  GString *text = data;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text->str, (gssize) text->len, NULL);
  g_autoptr (GError) error = NULL;

  if (!galley_figures_stream (stream, NULL, ignore_figures_cb, NULL, NULL, &error))
    g_error ("%s", error->message);
}

/* Each line is a passage, and a line without a stop is a heading, as in a report on a bulletin. */
static void
audit_figures (gpointer data)
{
  GString *text = data;
  g_autoptr (GArray) passages = g_array_new (FALSE, TRUE, sizeof (GalleyPassage));
  g_autoptr (GalleyFindings) findings = NULL;
  GalleyFigureContext context;
  GalleyAuditOptions options = { .proofs = TRUE };
  guint section = 0;

  galley_figure_context_from_text (text->str, (gssize) text->len, NULL, &context);
  options.year = context.year;
  options.month = context.month;
  options.day = context.day;
  for (const char *line = text->str, *end; *line; line = end + 1)
    {
      end = strchr (line, '\n');
      if (end == line)
        continue;
      gboolean heading = end - line < 3 || memcmp (end - 3, "。", 3) != 0;
      GalleyPassage passage = { .role = heading ? GALLEY_PASSAGE_HEADING : GALLEY_PASSAGE_PARAGRAPH,
                                .section = section += heading,
                                .text = line,
                                .length = (gsize) (end - line),
                                .figures = galley_figures_read (line, end - line, &context) };

      g_array_append_val (passages, passage);
    }
  findings = galley_audit_run ((GalleyPassage *) (gpointer) passages->data, passages->len, NULL, 0, &options, NULL, NULL);
  for (guint i = 0; i < passages->len; i++)
    galley_figures_unref ((GalleyFigures *) g_array_index (passages, GalleyPassage, i).figures);
}

/* It prints the seconds that it took for the text, once it was warm. */
static void
run_peer (const char *script, GString *text, gsize size)
{
  const char *folder = g_getenv ("GALLEY_PEERS");
  g_autofree char *path = NULL, *said = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  int file = g_file_open_tmp ("galley-bench-XXXXXX", &path, &error);

  if (file < 0 || !g_close (file, &error) || !g_file_set_contents (path, text->str, (gssize) text->len, &error))
    g_error ("%s", error->message);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "node", script, folder ? folder : "", path, NULL);
  if (process && g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error) &&
      g_subprocess_get_successful (process))
    bench_print_speed ("figures-audit", size, "recognizers-text", text->len, g_ascii_strtod (said, NULL));
  else
    printf ("figures-audit-%zukB recognizers-text absent\n", size / 1000);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    return 1;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GString) text = bulletin_text_new (sizes[i]);

      bench_print_speed ("figures", sizes[i], "galley", text->len, bench_seconds (read_figures, text));
      bench_print_speed ("figures-audit", sizes[i], "galley", text->len, bench_seconds (audit_figures, text));
      if (sizes[i] <= PEER_MAX_SIZE)
        run_peer (argv[1], text, sizes[i]);
    }
  return 0;
}
