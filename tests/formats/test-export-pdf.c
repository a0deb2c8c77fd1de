/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "export-tools.h"
#include "galley-layout.h"
#include "sample.h"

/* The text of the pages without their numbers. */
static char *
read_text (GBytes *pdf)
{
  g_autofree char *text = run_on (pdf, "out.pdf", "pdftotext %s -");
  g_autoptr (GRegex) folio = g_regex_new ("— [0-9]+ —\\s*\\f", 0, 0, NULL);

  return text ? g_regex_replace_literal (folio, text, -1, 0, "", 0, NULL) : NULL;
}

static void
test_text (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GBytes) pdf = export_bytes (snapshot, "pdf", NULL);
  g_autofree char *text = read_text (pdf);

  if (!text)
    return;
  assert_in_order (text, snapshot);
  /* No space where digits stand off from Han; no look-alikes of the characters. */
  g_assert_nonnull (strstr (text, "项目48个，总投资356.2亿元"));
  g_assert_nonnull (strstr (text, "2月26日"));
  g_assert_nonnull (strstr (text, "比进度 看实绩 | 澄江区"));
  g_assert_nonnull (strstr (text, "+1.3个百分点"));
  g_assert_nonnull (strstr (text, "林知远、苏棠"));
}

static void
test_text_of_long (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new_of_size (60000);
  g_autoptr (GBytes) pdf = export_bytes (snapshot, "pdf", NULL);
  g_autofree char *text = read_text (pdf);

  if (text)
    assert_in_order (text, snapshot);
}

static void
test_structure (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GBytes) pdf = export_bytes (snapshot, "pdf", NULL);
  g_autofree char *text = run_on (pdf, "out.pdf", "pdfinfo -struct-text %s");
  static const char *const order[] = { "Document", "  H1", "  Sect", "    H2", "    P", "    Table", "      Caption",
                                       "      TR", "        TH", "        TD", "      Link", "    BlockQuote", "    H3",
                                       "    L", "      LI", "        Lbl", "        LBody", "    Figure", "      Caption" };
  const char *at = text;

  if (!text)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *line = g_strconcat ("\n", order[i], NULL);
      const char *found = i == 0 && g_str_has_prefix (text, order[0]) ? text : strstr (at, line);

      if (!found)
        g_error ("no “%s” where it should be", order[i]);
      at = found + strlen (order[i]);
    }
  g_assert_nonnull (strstr (text, "\"214.7亿元\""));
  g_assert_null (strstr (text, "— 1 —"));
}

/* The header that is drawn again on a table's next page is no row of it. */
static void
test_no_spurious_elements (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new_of_size (30000);
  g_autoptr (GBytes) pdf = export_bytes (snapshot, "pdf", NULL);
  g_autofree char *text = run_on (pdf, "out.pdf", "pdfinfo -struct %s");
  guint n_paragraphs = 0, n_expected = 0;

  if (!text)
    return;
  for (const char *at = text; (at = strstr (at, "    P ")); at++)
    n_paragraphs++;
  for (guint i = 0; i < snapshot->blocks->len; i++)
    n_expected += ((GalleyBlockData *) g_ptr_array_index (snapshot->blocks, i))->kind == GALLEY_BLOCK_PARAGRAPH;
  /* The editor's note is a section of two paragraphs, its label and its text. */
  g_assert_cmpuint (n_paragraphs, ==, n_expected + 2);
}

static void
test_metadata (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GBytes) pdf = export_bytes (snapshot, "pdf", NULL);
  g_autofree char *info = run_on (pdf, "out.pdf", "pdfinfo %s");
  g_autofree char *objects = run_on (pdf, "out.pdf", "qpdf --qdf --no-original-object-ids %s -");

  if (!info || !objects)
    return;
  g_assert_nonnull (strstr (info, "澄江区首季交卷：重点项目开工快、民生实事落得实"));
  g_assert_nonnull (strstr (info, "澄江日报全媒体记者：林知远、苏棠 摄影：何川"));
  g_assert_nonnull (strstr (info, "Tagged:          yes"));
  g_assert_nonnull (strstr (info, "(A4)"));
}

static gsize
count_matches (const char *data, gsize size, const char *needle)
{
  gsize n = 0;

  /* There are NUL bytes in a PDF, at which g_strstr_len() would end. */
  for (gsize i = 0; i + strlen (needle) <= size; i++)
    n += memcmp (data + i, needle, strlen (needle)) == 0;
  return n;
}

static void
test_catalogue (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GBytes) pdf = export_bytes (snapshot, "pdf", NULL);
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);

  g_assert_cmpuint (count_matches (data, size, "/Lang (zh-CN)"), ==, 1);
  g_assert_cmpuint (count_matches (data, size, "/Alt <feff6c5f8fb9"), ==, 1); /* 江边… */
  g_assert_cmpuint (count_matches (data, size, "/URI (https://example.org/services?a=1&b=2)"), >=, 1);
}

static void
test_outline (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GBytes) pdf = export_bytes (snapshot, "pdf", NULL);
  g_autofree char *json = run_on (pdf, "out.pdf", "qpdf --json=1 --json-key=outlines %s");
  const char *at = json;

  if (!json)
    return;
  /* qpdf prints what is below a title before it, so that only sections come in the order of the article. */
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *block = g_ptr_array_index (snapshot->blocks, i);
      g_autofree char *title = g_strdelimit (g_strdup (block->text), "\n", ' ');

      if (block->kind != GALLEY_BLOCK_HEADLINE && block->kind != GALLEY_BLOCK_HEADING &&
          block->kind != GALLEY_BLOCK_SUBHEADING)
        continue;
      g_assert_nonnull (strstr (json, title));
      if (block->kind == GALLEY_BLOCK_HEADING)
        {
          at = strstr (at, title);
          g_assert_nonnull (at);
        }
    }
}

static void
test_fonts (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GBytes) pdf = export_bytes (snapshot, "pdf", NULL);
  g_autofree char *fonts = run_on (pdf, "out.pdf", "pdffonts %s");
  g_auto (GStrv) lines = g_strsplit (fonts ? fonts : "", "\n", -1);
  guint n = 0;

  if (!fonts)
    return;
  for (guint i = 2; lines[i] && *lines[i]; i++, n++)
    {
      /* A subset's name begins with six capitals and a plus; then: embedded, subset, with a map to Unicode. */
      g_assert_true (g_regex_match_simple ("^[A-Z]{6}\\+.* yes yes yes ", lines[i], 0, 0));
    }
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (g_bytes_get_size (pdf), <, 300000);
}

/* The page as another program draws it; %NULL, with the test skipped, where that is not installed. */
static cairo_surface_t *
draw_elsewhere (GBytes *pdf)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-drawn-XXXXXX", NULL), *root = g_build_filename (folder, "page", NULL);
  g_autofree char *path = g_strconcat (root, ".png", NULL);
  g_autofree char *command = g_strconcat ("pdftoppm -r 144 -f 1 -l 1 -singlefile -png %s ", root, NULL);
  g_autofree char *output = run_on (pdf, "out.pdf", command);
  cairo_surface_t *surface = output ? cairo_image_surface_create_from_png (path) : NULL;

  g_unlink (path);
  g_rmdir (folder);
  return surface;
}

static cairo_surface_t *
draw_here (GalleySnapshot *snapshot, int width, int height)
{
  g_autoptr (GalleyTheme) theme = galley_theme_load ("page", NULL);
  g_autoptr (GalleyDisplayList) list = galley_layout (snapshot, theme, NULL, NULL, NULL, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, width / theme->width, height / theme->height);
  galley_display_list_draw (list, 0, cr);
  cairo_destroy (cr);
  return surface;
}

static double
get_ink (cairo_surface_t *surface, int x, int y)
{
  const guchar *row = cairo_image_surface_get_data (surface) + (gsize) y * cairo_image_surface_get_stride (surface);

  return 255 - ((const guint32 *) (gconstpointer) row)[x] / 256 % 256;
}

/* How much two pictures of one size are alike: 1 where they are the same. */
static double
correlate (cairo_surface_t *left, cairo_surface_t *right)
{
  double both = 0, lefts = 0, rights = 0;

  for (int y = 0; y < cairo_image_surface_get_height (left); y++)
    for (int x = 0; x < cairo_image_surface_get_width (left); x++)
      {
        double a = get_ink (left, x, y), b = get_ink (right, x, y);

        both += a * b;
        lefts += a * a;
        rights += b * b;
      }
  return both / sqrt (lefts * rights);
}

/* The fonts that were cut down still draw each character as what it is. */
static void
test_drawn (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autoptr (GBytes) pdf = export_bytes (snapshot, "pdf", NULL);
  cairo_surface_t *theirs = draw_elsewhere (pdf), *ours;

  if (!theirs)
    return;
  ours = draw_here (snapshot, cairo_image_surface_get_width (theirs), cairo_image_surface_get_height (theirs));
  /* Their edges are hinted, ours are not. */
  g_assert_cmpfloat (correlate (ours, theirs), >, 0.75);
  cairo_surface_destroy (ours);
  cairo_surface_destroy (theirs);
}

static void
assert_clean (GBytes *pdf)
{
  g_autofree char *output = run_on (pdf, "out.pdf", "qpdf --check %s");

  if (output)
    g_assert_nonnull (strstr (output, "No syntax or stream encoding errors found"));
}

static void
test_clean (void)
{
  g_autoptr (GPtrArray) none = galley_block_array_new ();
  g_autoptr (GalleySnapshot) sample = sample_new (), large = sample_new_of_size (200000);
  g_autoptr (GalleySnapshot) empty = galley_snapshot_new (NULL, NULL, NULL, none, NULL, NULL, NULL, NULL);
  GalleySnapshot *const snapshots[] = { sample, large, empty };

  for (gsize i = 0; i < G_N_ELEMENTS (snapshots); i++)
    {
      GalleyExportOptions phone = { .theme = "phone-dark" };
      g_autoptr (GBytes) pdf = export_bytes (snapshots[i], "pdf", NULL);

      assert_clean (pdf);
      if (i != 1)
        {
          g_autoptr (GBytes) dark = export_bytes (snapshots[i], "pdf", &phone);

          assert_clean (dark);
        }
    }
}

static void
test_hostile (void)
{
  static const char *const texts[] = {
    "\x01\x02\x1b[31m 控制\x7f字符 (括号) \\反斜线\\ <<尖角>> %注释 endobj stream\nendstream",
    "العربية 123 עברית 中文 English",
    "👨‍👩‍👧‍👦🏳️‍🌈 表情 \xf3\xb0\x80\x80 \xef\xbf\xbf",
    "",
  };
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GBytes) pdf = NULL;
  gsize size;
  const char *data;

  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_LINK, 0, 2, "https://example.org/'a\\b'>>(x)", NULL));
  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_LINK, 3, 2, "javascript:alert(1)", NULL));
  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_LINK, 6, 1, "https://例子.中国/路径", NULL));
  for (int kind = 0; kind < GALLEY_N_BLOCK_KINDS; kind++)
    for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
      g_ptr_array_add (blocks, galley_block_data_new (NULL, kind, texts[i], NULL));
  g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, "链接一链接二链接三", marks));
  snapshot = sample_new_of_blocks (blocks);
  pdf = export_bytes (snapshot, "pdf", NULL);
  assert_clean (pdf);
  data = g_bytes_get_data (pdf, &size);
  g_assert_cmpuint (count_matches (data, size, "javascript"), ==, 0);
}

static void
test_picture (void)
{
  g_autofree char *folder = g_dir_make_tmp ("galley-picture-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "p.png", NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 64, 48);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *images = NULL;
  GalleyExportOptions options = { .folder = folder };

  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_ptr_array_add (blocks, galley_block_data_new_full ("p", GALLEY_BLOCK_PICTURE, "图", NULL, "p.png", "小图", NULL));
  snapshot = sample_new_of_blocks (blocks);
  pdf = export_bytes (snapshot, "pdf", &options);
  assert_clean (pdf);
  images = run_on (pdf, "out.pdf", "pdfimages -list %s");
  if (images)
    g_assert_true (g_regex_match_simple ("image +64 +48", images, 0, 0));
  g_unlink (path);
  g_rmdir (folder);
}

/* Cells say what they go over, charts what they show. */
static void
test_shows (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_of_shows ();
  g_autoptr (GBytes) pdf = export_bytes (snapshot, "pdf", NULL);
  g_autofree char *structure = run_on (pdf, "out.pdf", "pdfinfo -struct-text %s");
  static const char alternate[] = "/Alt <feff67615f6256fe3002"; /* 条形图。 */
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);

  assert_clean (pdf);
  g_assert_cmpuint (count_matches (data, size, alternate), >, 0);
  if (!structure)
    return;
  g_assert_true (g_regex_match_simple ("TH:\\s+/Scope /Column\\s+/ColSpan 2\\s+\"项目\"", structure, 0, 0));
  g_assert_true (g_regex_match_simple ("TH:\\s+/Scope /Column\\s+/RowSpan 2\\s+\"备注\"", structure, 0, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/text", test_text);
  g_test_add_func ("/pdf/text-of-long", test_text_of_long);
  g_test_add_func ("/pdf/structure", test_structure);
  g_test_add_func ("/pdf/no-spurious-elements", test_no_spurious_elements);
  g_test_add_func ("/pdf/metadata", test_metadata);
  g_test_add_func ("/pdf/catalogue", test_catalogue);
  g_test_add_func ("/pdf/outline", test_outline);
  g_test_add_func ("/pdf/fonts", test_fonts);
  g_test_add_func ("/pdf/drawn", test_drawn);
  g_test_add_func ("/pdf/clean", test_clean);
  g_test_add_func ("/pdf/hostile", test_hostile);
  g_test_add_func ("/pdf/picture", test_picture);
  g_test_add_func ("/pdf/shows", test_shows);
  return g_test_run ();
}
