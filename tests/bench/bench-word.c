/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A Word document to a bulletin, beside pandoc, which reads it into its own tree and writes that as JSON, LibreOffice, which
 * writes its text, and no more than unpacking and parsing it. Whole processes, CPU time. */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "../sample.h"
#include "bench.h"
#include "galley-export.h"
#include "galley-import.h"

static const gsize sizes[] = { 6000, 60000, 600000 };

static void
import_document (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_file (file, NULL, NULL, &error);

  if (!import)
    g_error ("%s", error->message);
}

static void
count_cb (void *data, const xmlChar *text, int length)
{
  *(gsize *) data += (gsize) length;
}

static void
parse_document (const char *path)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC, .characters = count_cb };
  static char piece[65536];
  gsize n_bytes = 0;

  archive_read_support_format_zip (archive);
  if (archive_read_open_filename (archive, path, sizeof piece) != ARCHIVE_OK)
    g_error ("%s", archive_error_string (archive));
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      const char *name = archive_entry_pathname (entry);
      xmlParserCtxtPtr parser = g_str_has_suffix (name, ".xml") ? xmlCreatePushParserCtxt (&handler, &n_bytes, NULL, 0, NULL) : NULL;
      la_ssize_t n;

      while (parser && (n = archive_read_data (archive, piece, sizeof piece)) > 0)
        xmlParseChunk (parser, piece, (int) n, 0);
      if (parser)
        xmlParseChunk (parser, piece, 0, 1);
      xmlFreeParserCtxt (parser);
    }
  archive_read_free (archive);
  if (n_bytes == 0)
    g_error ("%s: no text", path);
}

static void
bench_command (const char *who, const char *const *command, gsize size)
{
  double times[BENCH_RUNS];

  if (command[0] == NULL)
    {
      printf ("docx-in-%zukB %s absent\n", size / 1000, who);
      return;
    }
  bench_process_cpu (command);
  for (guint i = 0; i < BENCH_RUNS; i++)
    times[i] = bench_process_cpu (command);
  bench_print_seconds ("docx-in", size, who, bench_median (times, BENCH_RUNS));
}

static void
bench_document (const char *self, gsize size)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-bench-XXXXXX", NULL), *path = g_build_filename (folder, "in.docx", NULL);
  g_autofree char *profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", folder);
  g_autofree char *pandoc = g_find_program_in_path ("pandoc"), *soffice = g_find_program_in_path ("soffice");
  g_autoptr (GalleySnapshot) snapshot = sample_new_of_size (size);
  g_autoptr (GError) error = NULL;

  if (!galley_export (snapshot, path, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  bench_command ("galley", (const char *[]) { self, "galley", path, NULL }, size);
  bench_command ("libarchive-libxml2", (const char *[]) { self, "floor", path, NULL }, size);
  bench_command ("pandoc", (const char *[]) { pandoc, "-f", "docx", "-t", "json", path, NULL }, size);
  bench_command ("libreoffice",
                 (const char *[]) { soffice, profile, "--headless", "--convert-to", "txt:Text", "--outdir", folder, path, NULL }, size);
  bench_process_cpu ((const char *[]) { "rm", "-r", folder, NULL });
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "galley"))
    import_document (argv[2]);
  else if (argc == 3)
    parse_document (argv[2]);
  else
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
      bench_document (argv[0], sizes[i]);
  return 0;
}
