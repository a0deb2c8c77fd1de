/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <cairo.h>
#include <cmark.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "export-tools.h"
#include "galley-import.h"
#include "sample.h"

/* Characters that the formats give a meaning to, in every kind of block. */
static const char *const odd_texts[] = {
  "<script>alert(1)</script> & &amp; \"引号\" 'x' ]]> -->",
  "# 不是标题 *不是强调* _下划线_ `代码` [不是](链接) ![图](x) 1. 不是列表 - 减号 > 引用 | 竖线 | \\ ~~删~~ <b>",
  "- 开头的减号",
  "+1.2% 开头的加号",
  "1. 开头的数字",
  "> 开头的尖角",
  "    四个空格开头",
  "\x01\x08\x1b[0m控制\x7f\xc2\x85\xef\xbf\xbf",
  "第一行\n第二行",
  "=====",
  "-----",
  "```",
  "👍🏽 العربية",
};

static GalleySnapshot *
new_odd (void)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (odd_texts); i++)
    for (int kind = 0; kind < GALLEY_N_BLOCK_KINDS; kind++)
      g_ptr_array_add (blocks, galley_block_data_new (NULL, kind, odd_texts[i], NULL));
  return sample_new_of_blocks (blocks);
}

static void
add_content (GString *text, xmlNode *node)
{
  for (; node; node = node->next)
    {
      if (node->type == XML_TEXT_NODE)
        g_string_append (text, (const char *) node->content);
      add_content (text, node->children);
    }
}

static guint
count_elements (xmlNode *node, const char *name)
{
  guint n = 0;

  for (; node; node = node->next)
    n += (node->type == XML_ELEMENT_NODE && g_str_equal ((const char *) node->name, name)) +
         count_elements (node->children, name);
  return n;
}

static xmlDoc *
parse_html (GalleySnapshot *snapshot)
{
  g_autofree char *html = export_string (snapshot, "html");
  xmlDoc *document = xmlReadMemory (html, (int) strlen (html), "out.html", NULL, XML_PARSE_NONET);

  g_assert_nonnull (document);
  return document;
}

static void
test_html (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  xmlDoc *document = parse_html (snapshot);
  xmlNode *root = xmlDocGetRootElement (document);
  g_autoptr (GString) text = g_string_new (NULL);
  xmlChar *language = xmlGetProp (root, BAD_CAST "lang");

  g_assert_cmpstr ((const char *) language, ==, "zh-CN");
  add_content (text, root);
  assert_in_order (text->str, snapshot);
  g_assert_cmpuint (count_elements (root, "h1"), ==, 1);
  g_assert_cmpuint (count_elements (root, "section"), ==, 4);
  g_assert_cmpuint (count_elements (root, "h2"), ==, 4);
  g_assert_cmpuint (count_elements (root, "h3"), ==, 4);
  g_assert_cmpuint (count_elements (root, "li"), ==, 5);
  g_assert_cmpuint (count_elements (root, "aside"), ==, 1);
  g_assert_cmpuint (count_elements (root, "tr"), ==, 6);
  g_assert_cmpuint (count_elements (root, "td"), ==, 15);
  g_assert_cmpuint (count_elements (root, "th"), ==, 9);
  g_assert_cmpuint (count_elements (root, "strong"), ==, 1);
  g_assert_cmpuint (count_elements (root, "a"), ==, 1);
  g_assert_cmpuint (count_elements (root, "time"), ==, 1);
  xmlFree (language);
  xmlFreeDoc (document);
}

static void
test_html_tidy (gconstpointer make)
{
  g_autoptr (GalleySnapshot) snapshot = ((GalleySnapshot * (*) (void)) make) ();
  g_autoptr (GBytes) html = export_bytes (snapshot, "html", NULL);
  /* tidy fails on warnings too; empty blocks and texts that begin with spaces are the bulletin's own. */
  g_autofree char *output = run_on (html, "out.html", "tidy -q -e --drop-empty-elements no --strict-tags-attributes yes %s");

  if (output)
    g_assert_cmpstr (output, ==, "");
}

static void
test_html_odd (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_odd ();
  xmlDoc *document = parse_html (snapshot);
  xmlNode *root = xmlDocGetRootElement (document);
  g_autoptr (GString) text = g_string_new (NULL);

  add_content (text, root);
  g_assert_cmpuint (count_elements (root, "script"), ==, 1);
  g_assert_cmpuint (count_elements (root, "b"), ==, 0);
  g_assert_nonnull (strstr (text->str, odd_texts[0]));
  g_assert_nonnull (strstr (text->str, odd_texts[1]));
  g_assert_nonnull (strstr (text->str, "��\xef\xbf\xbd[0m控制"));
  xmlFreeDoc (document);
}

static void
add_literals (GString *text, cmark_node *document)
{
  cmark_iter *iter = cmark_iter_new (document);

  for (cmark_event_type event = cmark_iter_next (iter); event != CMARK_EVENT_DONE; event = cmark_iter_next (iter))
    {
      cmark_node *node = cmark_iter_get_node (iter);

      if (event == CMARK_EVENT_ENTER && cmark_node_get_type (node) == CMARK_NODE_TEXT)
        g_string_append (text, cmark_node_get_literal (node));
      else if (event == CMARK_EVENT_EXIT && cmark_node_get_type (node) == CMARK_NODE_PARAGRAPH)
        g_string_append_c (text, '\n');
    }
  cmark_iter_free (iter);
}

static guint
count_nodes (cmark_node *document, cmark_node_type type)
{
  cmark_iter *iter = cmark_iter_new (document);
  guint n = 0;

  for (cmark_event_type event = cmark_iter_next (iter); event != CMARK_EVENT_DONE; event = cmark_iter_next (iter))
    n += event == CMARK_EVENT_ENTER && cmark_node_get_type (cmark_iter_get_node (iter)) == type;
  cmark_iter_free (iter);
  return n;
}

static void
test_markdown (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  g_autofree char *markdown = export_string (snapshot, "md");
  cmark_node *document = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_DEFAULT);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_nonnull (strstr (markdown, "\n## 抓项目强支撑 / 稳住增长基本盘\n"));
  g_assert_nonnull (strstr (markdown, "\n| 地区生产总值 | 214.7亿元 | 201.4亿元 | +6.6% |\n"));
  g_assert_nonnull (strstr (markdown, "\n# 澄江区首季交卷"));
  add_literals (text, document);
  g_string_replace (text, " / ", "\n", 0);
  assert_in_order (text->str, snapshot);
  g_assert_cmpuint (count_nodes (document, CMARK_NODE_HEADING), ==, 9);
  g_assert_cmpuint (count_nodes (document, CMARK_NODE_ITEM), ==, 5);
  g_assert_cmpuint (count_nodes (document, CMARK_NODE_LINK), ==, 1);
  g_assert_cmpuint (count_nodes (document, CMARK_NODE_IMAGE), ==, 1);
  cmark_node_free (document);
}

/* A reader of Markdown sees each text as it is in the bulletin, with signs for controls: nothing became structure. */
static void
test_markdown_odd (void)
{
  g_autoptr (GRegex) controls = g_regex_new ("(?!\\n)[\\x{1}-\\x{1f}\\x{7f}-\\x{9f}\\x{ffff}]", 0, 0, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (odd_texts); i++)
    {
      g_autoptr (GPtrArray) blocks = galley_block_array_new ();
      g_autoptr (GalleySnapshot) snapshot = NULL;
      g_autofree char *markdown = NULL, *seen = NULL, *wanted = NULL;
      g_autofree char *clean = g_regex_replace_literal (controls, odd_texts[i], -1, 0, "\xef\xbf\xbd", 0, NULL);
      g_autoptr (GString) text = g_string_new (NULL);
      cmark_node *document;

      wanted = strip_spaces (clean);
      g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, odd_texts[i], NULL));
      g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_ITEM, odd_texts[i], NULL));
      snapshot = galley_snapshot_new (NULL, NULL, NULL, blocks, NULL, NULL, NULL, NULL);
      markdown = export_string (snapshot, "md");
      document = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_DEFAULT);
      add_literals (text, document);
      seen = strip_spaces (text->str);
      if (!g_str_has_prefix (seen, wanted))
        g_error ("“%s” reads as “%s” from “%s”", wanted, seen, markdown);
      g_assert_cmpstr (seen + strlen (wanted), ==, wanted);
      g_assert_cmpuint (count_nodes (document, CMARK_NODE_HEADING), ==, 0);
      g_assert_cmpuint (count_nodes (document, CMARK_NODE_ITEM), ==, 1);
      cmark_node_free (document);
    }
}

/* Emphasis between Han, where ** would not do. */
static void
test_markdown_emphasis (void)
{
  static const struct
  {
    guint start, length;
    const char *expected;
  } cases[] = {
    { 0, 2, "**增长**7.5%的“势头”不变" },
    { 2, 4, "增长<strong>7.5%</strong>的“势头”不变" },
    { 7, 4, "增长7.5%的<strong>“势头”</strong>不变" },
    { 8, 2, "增长7.5%的“**势头**”不变" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) blocks = galley_block_array_new ();
      g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
      g_autoptr (GalleySnapshot) snapshot = NULL;
      g_autofree char *markdown = NULL;
      char *html;

      g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_EMPHASIS, cases[i].start, cases[i].length, NULL, NULL));
      g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, "增长7.5%的“势头”不变", marks));
      snapshot = galley_snapshot_new (NULL, NULL, NULL, blocks, NULL, NULL, NULL, NULL);
      markdown = g_strchomp (export_string (snapshot, "md"));
      g_assert_cmpstr (markdown, ==, cases[i].expected);
      html = cmark_markdown_to_html (markdown, strlen (markdown), CMARK_OPT_UNSAFE);
      g_assert_nonnull (strstr (html, "<strong>"));
      g_assert_null (strstr (html, "*"));
      free (html);
    }
}

/* What the import makes of the text is the bulletin again; its strapline has become a kicker. */
static void
test_text (void)
{
  g_autoptr (GalleySnapshot) sample = sample_new ();
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = NULL;

  for (guint i = 0; i < sample->blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (sample->blocks, i);

      if (block->kind != GALLEY_BLOCK_TABLE && block->kind != GALLEY_BLOCK_PICTURE)
        g_ptr_array_add (blocks, galley_block_data_ref (block));
    }
  snapshot = sample_new_of_blocks (blocks);
  text = export_string (snapshot, "txt");
  import = galley_import_text (text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->snapshot->blocks->len, ==, blocks->len + 1);
  for (guint i = 0; i < blocks->len; i++)
    {
      const GalleyBlockData *wanted = g_ptr_array_index (blocks, i), *read = g_ptr_array_index (import->snapshot->blocks, i + 1);

      g_assert_cmpstr (read->text, ==, wanted->text);
      g_assert_cmpstr (galley_block_kind_to_string (read->kind), ==, galley_block_kind_to_string (wanted->kind));
    }
  for (int field = 0; field < GALLEY_N_DETAILS_FIELDS; field++)
    g_assert_cmpstr (import->snapshot->details->fields[field], ==, snapshot->details->fields[field]);
  g_assert_cmpuint (import->snapshot->credits->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_true (galley_record_equal (g_ptr_array_index (import->snapshot->credits, i),
                                        g_ptr_array_index (snapshot->credits, i)));
}

typedef struct
{
  const guchar *data;
  gsize left;
} Reader;

static cairo_status_t
read_cb (void *data, guchar *into, guint length)
{
  Reader *reader = data;

  if (length > reader->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (into, reader->data, length);
  reader->data += length;
  reader->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
read_png (GalleySnapshot *snapshot, const GalleyExportOptions *options)
{
  g_autoptr (GBytes) bytes = export_bytes (snapshot, "png", options);
  Reader reader = { g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) };
  cairo_surface_t *surface = cairo_image_surface_create_from_png_stream (read_cb, &reader);

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

static guint
count_dark (cairo_surface_t *surface)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      n += data[y * stride + x * 4 + 1] < 100;
  return n;
}

static void
test_png (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  GalleyExportOptions second = { .theme = "page", .page = 2 };
  cairo_surface_t *strip = read_png (snapshot, NULL), *page = read_png (snapshot, &second);

  g_assert_cmpint (cairo_image_surface_get_width (strip), ==, 780);
  g_assert_cmpint (cairo_image_surface_get_height (strip), >, 3000);
  g_assert_cmpint (cairo_image_surface_get_width (page), ==, 1191);
  g_assert_cmpint (cairo_image_surface_get_height (page), ==, 1684);
  g_assert_cmpuint (count_dark (strip), >, 10000);
  g_assert_cmpuint (count_dark (page), >, 10000);
  cairo_surface_destroy (strip);
  cairo_surface_destroy (page);
}

static void
test_png_too_long (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new_of_size (600000);
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_export_to_bytes (snapshot, galley_export_find_format ("png", NULL), NULL, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_TOO_LARGE);
}

/* Merged cells are merged in HTML, a chart is an image with words; Markdown and text have the values. */
static void
test_shows (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_of_shows ();
  g_autofree char *html = export_string (snapshot, "html"), *markdown = export_string (snapshot, "md");
  g_autofree char *text = export_string (snapshot, "txt");

  g_assert_nonnull (strstr (html, "<th class=\"center\" scope=\"colgroup\" colspan=\"2\">项目</th>"));
  g_assert_nonnull (strstr (html, "<th class=\"center\" scope=\"col\" rowspan=\"2\">备注</th>"));
  g_assert_nonnull (strstr (html, "数值（亿元）"));
  g_assert_nonnull (strstr (html, "role=\"img\""));
  g_assert_nonnull (strstr (html, "<desc>条形图。和平区：821.6亿元；沈河区：-32.5亿元。</desc>"));
  g_assert_nonnull (strstr (markdown, "| 12 | 32.1 | \\<新建\\> \\& \\| 续建 |"));
  g_assert_nonnull (strstr (markdown, "- 和平区：821.6亿元"));
  g_assert_nonnull (strstr (text, "◆和平区：上期 700亿元，本期 821.6亿元"));
  g_assert_nonnull (strstr (text, "项目\t    \t     备注\n个数\t投资\t\n  12\t32.1\t<新建> & | 续建\n"));
}

/* What is not signed says so before all else, and the import knows it for what it is. */
static void
test_notice (void)
{
  static const char *const extensions[] = { "html", "md", "txt" };
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  const GalleyExportOptions options = { .notice = galley_export_get_notice (snapshot) };

  g_assert_cmpstr (options.notice, ==, "未签发");
  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      g_autoptr (GBytes) plain = export_bytes (snapshot, extensions[i], NULL);
      g_autoptr (GBytes) marked = export_bytes (snapshot, extensions[i], &options);
      g_autoptr (GalleyImport) import = galley_import_bytes (plain, NULL, NULL, NULL), again = galley_import_bytes (marked, NULL, NULL, NULL);
      g_autofree char *text = g_strndup (g_bytes_get_data (marked, NULL), g_bytes_get_size (marked));
      const char *notice = strstr (text, "未签发"), *headline = strstr (text, "<h1");

      g_assert_true (notice && notice < (headline ? headline : strstr (text, "澄江区首季")));
      g_assert_null (strstr (g_bytes_get_data (plain, NULL), "未签发"));
      if (g_str_equal (extensions[i], "md"))
        continue;
      g_assert_cmpuint (again->snapshot->blocks->len, ==, import->snapshot->blocks->len);
      for (guint j = 0; j < import->snapshot->blocks->len; j++)
        g_assert_cmpstr (((GalleyBlockData *) again->snapshot->blocks->pdata[j])->text, ==,
                         ((GalleyBlockData *) import->snapshot->blocks->pdata[j])->text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html/structure", test_html);
  g_test_add_data_func ("/html/tidy/sample", sample_new, test_html_tidy);
  g_test_add_data_func ("/html/tidy/odd", new_odd, test_html_tidy);
  g_test_add_data_func ("/html/tidy/shows", new_of_shows, test_html_tidy);
  g_test_add_func ("/documents/shows", test_shows);
  g_test_add_func ("/documents/notice", test_notice);
  g_test_add_func ("/html/odd", test_html_odd);
  g_test_add_func ("/markdown/structure", test_markdown);
  g_test_add_func ("/markdown/odd", test_markdown_odd);
  g_test_add_func ("/markdown/emphasis", test_markdown_emphasis);
  g_test_add_func ("/text/round-trip", test_text);
  g_test_add_func ("/png/sizes", test_png);
  g_test_add_func ("/png/too-long", test_png_too_long);
  return g_test_run ();
}
