/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Layout cold and after a keystroke, and whole processes that make a PDF: Galley's beside a bare Pango and cairo
 * paginator, which neither justifies nor tags nor keeps a structure, and beside LibreOffice, which is given the same
 * article with the same styles as a Word document. And whole processes that make a Word document. */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../sample.h"
#include "bench.h"
#include "galley-export.h"
#include "galley-furniture.h"
#include "galley-layout.h"

static const gsize sizes[] = { 6000, 60000, 600000 };

static GalleySnapshot *
type_into (GalleySnapshot *snapshot, guint position)
{
  GalleyBlockData *typed = g_ptr_array_index (snapshot->blocks, position);
  g_autoptr (GalleyBlockData) block = NULL;

  while (typed->kind != GALLEY_BLOCK_PARAGRAPH)
    typed = g_ptr_array_index (snapshot->blocks, --position);
  block = galley_block_data_replace (typed, 3, 0, "字");
  return sample_with_block (snapshot, position, block);
}

static void
bench_layout (const char *theme_name, gsize size)
{
  g_autoptr (GalleyTheme) theme = galley_theme_load (theme_name, NULL);
  g_autoptr (GalleySnapshot) snapshot = sample_new_of_size (size);
  g_autofree char *cold_name = g_strconcat ("layout-", theme_name, "-cold", NULL);
  g_autofree char *key_name = g_strconcat ("layout-", theme_name, "-key", NULL);
  double cold[BENCH_RUNS], key[BENCH_RUNS];

  for (guint i = 0; i < BENCH_RUNS; i++)
    {
      g_autoptr (GalleyLayoutCache) cache = galley_layout_cache_new ();
      double start = bench_now (CLOCK_PROCESS_CPUTIME_ID);
      g_autoptr (GalleyDisplayList) list = galley_layout (snapshot, theme, NULL, cache, NULL, NULL), next = NULL;
      g_autoptr (GalleySnapshot) edited = type_into (snapshot, snapshot->blocks->len / 2 + i);

      cold[i] = bench_now (CLOCK_PROCESS_CPUTIME_ID) - start;
      start = bench_now (CLOCK_MONOTONIC);
      next = galley_layout (edited, theme, NULL, cache, NULL, NULL);
      key[i] = bench_now (CLOCK_MONOTONIC) - start;
    }
  bench_print_seconds (cold_name, size, "galley", bench_median (cold, BENCH_RUNS));
  bench_print_seconds (key_name, size, "galley", bench_median (key, BENCH_RUNS));
}

/* Each block in the fonts of the theme, line by line, page by page. */
static void
make_floor_pdf (const char *path, gsize size)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new_of_size (size);
  g_autoptr (GalleyTheme) theme = galley_theme_load ("page", NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, theme->width, theme->height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  static const GalleyStyleRole styles[GALLEY_N_BLOCK_KINDS] = {
    GALLEY_STYLE_STRAPLINE, GALLEY_STYLE_HEADLINE, GALLEY_STYLE_NOTE,       GALLEY_STYLE_LEAD,      GALLEY_STYLE_HEADING,
    GALLEY_STYLE_PARAGRAPH, GALLEY_STYLE_ITEM,     GALLEY_STYLE_SUBHEADING, GALLEY_STYLE_QUOTATION,
  };
  double y = theme->margin_top;

  pango_layout_set_width (layout, (int) ((theme->width - theme->margin_left - theme->margin_right) * PANGO_SCALE));
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      const GalleyStyle *style = &theme->styles[styles[block->kind]];
      PangoFontDescription *font = pango_font_description_new ();

      pango_font_description_set_family (font, style->families);
      pango_font_description_set_absolute_size (font, style->size * PANGO_SCALE);
      pango_font_description_set_weight (font, (PangoWeight) style->weight);
      pango_layout_set_font_description (layout, font);
      pango_font_description_free (font);
      pango_layout_set_text (layout, block->text, -1);
      for (int l = 0; l < pango_layout_get_line_count (layout); l++)
        {
          if (y + style->size * style->line_height > theme->height - theme->margin_bottom)
            {
              cairo_show_page (cr);
              y = theme->margin_top;
            }
          y += style->size * style->line_height;
          cairo_move_to (cr, theme->margin_left, y);
          pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (layout, l));
        }
      y += style->space_after;
    }
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

static void
export_article (const char *path, gsize size)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new_of_size (size);
  g_autoptr (GError) error = NULL;

  if (!galley_export (snapshot, path, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
}

static void
bench_command (const char *what, const char *who, const char *const *command, gsize size, const char *path)
{
  double times[BENCH_RUNS];
  GStatBuf info;

  for (guint i = 0; i < BENCH_RUNS; i++)
    times[i] = bench_process_cpu (command);
  bench_print_seconds (what, size, who, bench_median (times, BENCH_RUNS));
  g_stat (path, &info);
  printf ("%s of %zu kB by %s: %ld bytes\n", what, size / 1000, who, (long) info.st_size);
}

/* With a profile of its own, which a run that is not counted makes. */
static void
bench_libreoffice (const char *folder, gsize size, const char *path)
{
  g_autofree char *program = g_find_program_in_path ("soffice"), *document = g_build_filename (folder, "out.docx", NULL);
  g_autofree char *profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", folder);
  const char *command[] = {
    program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, document, NULL,
  };

  if (!program)
    {
      printf ("pdf-%zukB libreoffice absent\n", size / 1000);
      return;
    }
  export_article (document, size);
  bench_process_cpu (command);
  bench_command ("pdf", "libreoffice", command, size, path);
}

static void
bench_pdf (const char *self, gsize size)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.pdf", NULL), *number = g_strdup_printf ("%zu", size);

  bench_command ("pdf", "galley", (const char *[]) { self, "galley", number, path, NULL }, size, path);
  bench_command ("pdf", "pango-cairo", (const char *[]) { self, "pango-cairo", number, path, NULL }, size, path);
  bench_libreoffice (folder, size, path);
  bench_process_cpu ((const char *[]) { "rm", "-r", folder, NULL });
}

/* To a Word document, with its proof; the others make theirs of the same article as a page. */
static void
bench_docx (const char *self, gsize size)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.docx", NULL), *page = g_build_filename (folder, "out.html", NULL);
  g_autofree char *number = g_strdup_printf ("%zu", size);
  g_autofree char *profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", folder);
  g_autofree char *office = g_find_program_in_path ("soffice"), *pandoc = g_find_program_in_path ("pandoc");
  const char *convert[] = { office, profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, page, NULL };

  bench_command ("docx", "galley", (const char *[]) { self, "galley", number, path, NULL }, size, path);
  export_article (page, size);
  if (office)
    {
      bench_process_cpu (convert);
      bench_command ("docx", "libreoffice", convert, size, path);
    }
  else
    printf ("docx-%zukB libreoffice absent\n", size / 1000);
  if (pandoc)
    bench_command ("docx", "pandoc", (const char *[]) { pandoc, page, "-o", path, NULL }, size, path);
  else
    printf ("docx-%zukB pandoc absent\n", size / 1000);
  bench_process_cpu ((const char *[]) { "rm", "-r", folder, NULL });
}

int
main (int argc, char **argv)
{
  if (argc == 4)
    {
      gsize size = strtoul (argv[2], NULL, 10);

      if (g_str_equal (argv[1], "galley"))
        export_article (argv[3], size);
      else
        make_floor_pdf (argv[3], size);
      return 0;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      bench_layout ("phone", sizes[i]);
      bench_layout ("page", sizes[i]);
      bench_pdf (argv[0], sizes[i]);
      bench_docx (argv[0], sizes[i]);
    }
  return 0;
}
