/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <string.h>

#include "export-tools.h"
#include "sample.h"

/* What is published on the web: pages, WeChat, ninjs, books and feeds. */

static xmlDoc *
parse (const char *text)
{
  xmlDoc *document = xmlReadMemory (text, (int) strlen (text), NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (document);
  return document;
}

/* The string value of an XPath expression. */
static char *
query (xmlDoc *document, const char *path)
{
  xmlXPathContext *context = xmlXPathNewContext (document);
  xmlXPathObject *found = xmlXPathEvalExpression (BAD_CAST path, context);
  xmlChar *text = xmlXPathCastToString (found);
  char *copy = g_strdup ((const char *) text);

  xmlFree (text);
  xmlXPathFreeObject (found);
  xmlXPathFreeContext (context);
  return copy;
}

static void
assert_query (xmlDoc *document, const char *path, const char *expected)
{
  g_autofree char *found = query (document, path);

  if (g_strcmp0 (found, expected) != 0)
    g_error ("%s is “%s”, not “%s”", path, found, expected);
}

/* What the log says of a bulletin that was published, and then published again with something put right. */
static GalleySnapshot *
new_corrected (void)
{
  static const char *const entries[][GALLEY_N_LOG_FIELDS] = {
    { "publish", "ready", "published", "甲", "publisher", "2024-04-12T22:30:00Z" },
    { "correct", "published", "correcting", "乙", "editor", "2024-04-13T01:00:00Z", "总投资误作365.2亿元。" },
    { "publish", "ready", "published", "甲", "publisher", "2024-04-13T03:00:00Z" },
    { "correct", "published", "correcting", "乙", "editor", "2024-04-14T01:00:00Z", "还没有改完。" },
  };
  g_autoptr (GalleySnapshot) sample = sample_new ();
  g_autoptr (GPtrArray) log = galley_record_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_ptr_array_add (log, galley_record_new (&galley_log_schema, NULL, entries[i], NULL));
  return galley_snapshot_new (sample->id, sample->details, sample->credits, sample->blocks, sample->tables, NULL, log, NULL);
}

/* The same bulletin of another district, with characters that XML has a meaning for. */
static GalleySnapshot *
new_other (void)
{
  g_autoptr (GalleySnapshot) sample = sample_new ();
  g_autoptr (GalleyRecord) details = galley_record_with (sample->details, GALLEY_DETAILS_DISTRICT, "望海区 <A&B>");
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  g_ptr_array_add (blocks, galley_block_data_new ("h", GALLEY_BLOCK_HEADLINE, "望海区 ]]> “起步” & <提速>", NULL));
  for (guint i = 1; i < sample->blocks->len; i++)
    g_ptr_array_add (blocks, galley_block_data_ref (g_ptr_array_index (sample->blocks, i)));
  return galley_snapshot_new ("other", details, sample->credits, blocks, sample->tables, NULL, NULL, NULL);
}

/* The blocks of @snapshot without the headline that it opens with. */
static GalleySnapshot *
without_headline (GalleySnapshot *snapshot)
{
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();

  for (guint i = 1; i < snapshot->blocks->len; i++)
    g_ptr_array_add (blocks, galley_block_data_ref (g_ptr_array_index (snapshot->blocks, i)));
  return galley_snapshot_with (snapshot, blocks, NULL);
}

/* A folder with the sample's picture in it. */
static char *
make_pictures (void)
{
  static const char gif[] = "R0lGODdhAgACAIAAAP8AAAAA/ywAAAAAAgACAAACA0QCBQA7";
  char *folder = g_dir_make_tmp ("galley-web-XXXXXX", NULL);
  g_autofree char *pictures = g_build_filename (folder, "pictures", NULL);
  g_autofree char *path = g_build_filename (pictures, "missing.jpg", NULL);
  gsize size;
  g_autofree guchar *data = g_base64_decode (gif, &size);

  g_assert_cmpint (g_mkdir (pictures, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, (const char *) data, (gssize) size, NULL));
  return folder;
}

static void
remove_pictures (const char *folder)
{
  g_autofree char *pictures = g_build_filename (folder, "pictures", NULL);
  g_autofree char *path = g_build_filename (pictures, "missing.jpg", NULL);

  g_unlink (path);
  g_rmdir (pictures);
  g_rmdir (folder);
}

static char *
export_with (GalleySnapshot *snapshot, const char *extension, const GalleyExportOptions *options)
{
  g_autoptr (GBytes) bytes = export_bytes (snapshot, extension, options);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Pages */

static void
test_page_metadata (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_corrected ();
  g_autofree char *html = export_string (snapshot, "html"), *json = NULL;
  xmlDoc *page = parse (html);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *article, *correction;

  assert_query (page, "string(//*[@property='og:title']/@content)", "澄江区首季交卷：重点项目开工快、民生实事落得实");
  assert_query (page, "string(//*[@property='article:published_time']/@content)", "2024-04-13T06:30:00+08:00");
  assert_query (page, "string(//*[@property='article:modified_time']/@content)", "2024-04-13T11:00:00+08:00");
  assert_query (page, "count(//*[@property='article:tag'])", "3");
  assert_query (page, "starts-with(//*[@name='description']/@content, '一季度，澄江区把“开门红”')", "true");
  assert_query (page, "string(//*[@class='correction'])", "更正（2024年4月13日）：总投资误作365.2亿元。");
  json = query (page, "string(//*[@type='application/ld+json'])");
  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  article = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (article, "@type"), ==, "NewsArticle");
  g_assert_cmpstr (json_object_get_string_member (article, "headline"), ==, "澄江区首季交卷：重点项目开工快、民生实事落得实");
  g_assert_cmpstr (json_object_get_string_member (article, "datePublished"), ==, "2024-04-13T06:30:00+08:00");
  g_assert_cmpint (json_object_get_int_member (article, "version"), ==, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (article, "author")), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (article, "publisher"), "name"), ==, "澄江日报");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (article, "correction")), ==, 1);
  correction = json_array_get_object_element (json_object_get_array_member (article, "correction"), 0);
  g_assert_cmpstr (json_object_get_string_member (correction, "text"), ==, "总投资误作365.2亿元。");
  xmlFreeDoc (page);
}

/* A summary ends with a sentence or at a pause, and never within a figure. */
static void
test_page_summary (void)
{
  static const char *const texts[][2] = {
    { "短句。", "短句。" },
    { "前一句。", "前一句。" },
    { "开工，", "开工……" },
  };
  g_autoptr (GalleySnapshot) sample = sample_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) text = g_string_new (texts[i][0]);
      g_autoptr (GalleyBlockData) lead = NULL;
      g_autoptr (GalleySnapshot) snapshot = NULL;
      g_autofree char *html = NULL;
      xmlDoc *page;

      for (guint n = 0; i > 0 && n < 40; n++)
        g_string_append (text, "12345.67亿元");
      lead = galley_block_data_new ("b2", GALLEY_BLOCK_LEAD, text->str, NULL);
      snapshot = sample_with_block (sample, 2, lead);
      html = export_string (snapshot, "html");
      page = parse (html);
      assert_query (page, "string(//*[@name='description']/@content)", texts[i][1]);
      xmlFreeDoc (page);
    }
}

/* Colours, fonts and sizes are the theme's; a light one goes dark, a dark one stays so. */
static void
test_page_theme (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  const GalleyExportOptions dark_options = { .theme = "phone-dark" }, wrong = { .theme = "letterpress" };
  g_autofree char *light = export_string (snapshot, "html"), *dark = export_with (snapshot, "html", &dark_options);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (strstr (light, "prefers-color-scheme: dark"));
  g_assert_nonnull (strstr (light, "--background: #ffffff"));
  g_assert_nonnull (strstr (light, "--background: #1b1b1d"));
  g_assert_nonnull (strstr (light, "font-family:'Noto Serif CJK SC'"));
  g_assert_null (strstr (dark, "prefers-color-scheme"));
  g_assert_null (strstr (dark, "--background: #ffffff"));
  g_assert_null (galley_export_to_bytes (snapshot, galley_export_find_format ("html", NULL), &wrong, NULL, &error));
  g_assert_nonnull (strstr (error->message, "letterpress"));
}

static void
test_page_vnu (gconstpointer make)
{
  g_autoptr (GalleySnapshot) snapshot = ((GalleySnapshot * (*) (void)) make) ();
  g_autoptr (GBytes) html = export_bytes (snapshot, "html", NULL);
  g_autofree char *output = run_on (html, "out.html", "vnu --errors-only %s");

  if (output)
    g_assert_cmpstr (output, ==, "");
}

/* WeChat */

static void
assert_wechat (GalleySnapshot *snapshot, const GalleyExportOptions *options)
{
  g_autofree char *html = export_with (snapshot, "wechat.html", options);
  xmlDoc *page = parse (html);

  assert_query (page, "count(//@class | //@id | //body//style | //script | //link | //body//meta)", "0");
  assert_query (page, "count(//ul | //ol | //li | //figure | //svg | //h1 | //h2 | //h3 | //aside | //time)", "0");
  assert_query (page, "count(//body//p[not(@style)] | //body//td[not(@style)] | //body//th[not(@style)])", "0");
  /* A ground of its own colour would stay light under text that the night made light. */
  assert_query (page, "count(//@style[contains(., 'background') and not(contains(., 'background-color:rgba('))])", "0");
  assert_query (page, "count(//@style[contains(., 'color:#ffffff') or contains(., 'color:#1f1f1f')])", "0");
  assert_query (page, "count(//img[not(starts-with(@src, 'data:image/'))])", "0");
  xmlFreeDoc (page);
}

static void
test_wechat (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_corrected (), story = without_headline (snapshot), shows = new_of_shows ();
  g_autofree char *folder = make_pictures (), *html = NULL, *text = NULL;
  const GalleyExportOptions options = { .folder = folder };
  xmlDoc *page;

  assert_wechat (snapshot, &options);
  assert_wechat (shows, &options);
  html = export_with (snapshot, "wechat.html", &options);
  page = parse (html);
  text = query (page, "string(//body)");
  assert_in_order (text, story);
  assert_query (page, "string(//title)", "澄江区首季交卷：重点项目开工快、民生实事落得实");
  assert_query (page, "count(//img)", "1");
  assert_query (page, "count(//p[starts-with(., '◆ ')])", "5");
  assert_query (page, "count(//td)", "20");
  xmlFreeDoc (page);
  g_clear_pointer (&html, g_free);
  html = export_string (shows, "wechat.html");
  page = parse (html);
  assert_query (page, "count(//img[starts-with(@src, 'data:image/png;') and string-length(@alt) > 10])", "5");
  xmlFreeDoc (page);
  remove_pictures (folder);
}

/* News in JSON */

static JsonObject *
parse_ninjs (JsonParser *parser, GalleySnapshot *snapshot, const GalleyExportOptions *options)
{
  g_autofree char *json = export_with (snapshot, "ninjs.json", options);

  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  return json_node_get_object (json_parser_get_root (parser));
}

static JsonObject *
get_element (JsonObject *object, const char *array, guint index)
{
  return json_array_get_object_element (json_object_get_array_member (object, array), index);
}

static void
test_ninjs (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_corrected (), story = without_headline (snapshot);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *item = parse_ninjs (parser, snapshot, NULL), *body = get_element (item, "bodies", 0), *table;
  g_autofree char *text = NULL;
  xmlDoc *article = parse (json_object_get_string_member (body, "value"));

  g_assert_cmpstr (json_object_get_string_member (item, "type"), ==, "text");
  g_assert_cmpstr (json_object_get_string_member (item, "language"), ==, "zh-Hans");
  g_assert_cmpstr (json_object_get_string_member (item, "version"), ==, "2");
  g_assert_cmpstr (json_object_get_string_member (item, "firstCreated"), ==, "2024-04-13T06:30:00+08:00");
  g_assert_cmpstr (json_object_get_string_member (item, "pubStatus"), ==, "usable");
  g_assert_cmpstr (json_object_get_string_member (item, "edNote"), ==, "更正（2024年4月13日）：总投资误作365.2亿元。");
  g_assert_cmpstr (json_object_get_string_member (get_element (item, "headlines", 0), "role"), ==, "main");
  g_assert_cmpstr (json_object_get_string_member (get_element (item, "places", 0), "name"), ==, "澄江区");
  g_assert_cmpstr (json_object_get_string_member (body, "role"), ==, "main");
  g_assert_cmpint (json_object_get_int_member (body, "charCount"), >, 600);
  g_assert_cmpint (json_object_get_int_member (body, "wordCount"), >, 500);
  text = query (article, "string(/)");
  assert_in_order (text, story);
  assert_query (article, "count(//table//td)", "15");
  table = get_element (item, "associations", 0);
  g_assert_cmpstr (json_object_get_string_member (table, "rel"), ==, "indicators");
  g_assert_cmpstr (json_object_get_string_member (get_element (table, "bodies", 0), "contentType"), ==, "text/csv");
  g_assert_nonnull (strstr (json_object_get_string_member (get_element (table, "bodies", 0), "value"),
                            "\n地区生产总值,澄江区,2024Q1,214.7,亿元,201.4,+6.6%"));
  g_assert_cmpstr (json_object_get_string_member (table, "uri"), !=, json_object_get_string_member (item, "uri"));
  xmlFreeDoc (article);
}

static void
test_ninjs_unsigned (void)
{
  g_autoptr (GalleySnapshot) snapshot = sample_new ();
  const GalleyExportOptions options = { .notice = "未签发" };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *item = parse_ninjs (parser, snapshot, &options);

  g_assert_cmpstr (json_object_get_string_member (item, "pubStatus"), ==, "withheld");
  g_assert_cmpstr (json_object_get_string_member (item, "edNote"), ==, "未签发");
}

/* The schema is the IPTC's, under CC BY 4.0. */
static void
test_ninjs_schema (void)
{
  static GalleySnapshot *(*const makes[]) (void) = { sample_new, new_corrected, new_other, new_of_shows, galley_snapshot_new_empty };
  g_autofree char *script = g_build_filename (g_getenv ("GALLEY_SRCDIR"), "tests", "store", "validate.py", NULL);
  g_autofree char *schema = g_build_filename (g_getenv ("GALLEY_SRCDIR"), "tests", "formats", "data", "ninjs-schema_3.1.json", NULL);
  g_autofree char *folder = g_dir_make_tmp ("galley-ninjs-XXXXXX", NULL), *errors = NULL;
  char *command[] = { (char *) "python3", script, schema, folder, NULL };
  int status = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (makes); i++)
    {
      g_autoptr (GalleySnapshot) snapshot = makes[i] ();
      g_autofree char *json = export_string (snapshot, "ninjs.json"), *name = g_strdup_printf ("%zu.json", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_file_set_contents (path, json, -1, NULL));
    }
  g_assert_true (g_spawn_sync (NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &errors, &status, NULL));
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("python3-jsonschema is not installed");
  else
    g_assert_cmpstr (errors, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (makes); i++)
    {
      g_autofree char *name = g_strdup_printf ("%zu.json", i), *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* Editions */

typedef struct
{
  GalleySnapshot *bulletins[2];
  GalleyExportOptions options[2];
  char *folder;
} Edition;

static void
set_up (Edition *self, gconstpointer data)
{
  self->bulletins[0] = new_corrected ();
  self->bulletins[1] = new_other ();
  self->folder = make_pictures ();
  self->options[0].folder = self->options[1].folder = self->folder;
  self->options[1].notice = "未签发";
}

static void
tear_down (Edition *self, gconstpointer data)
{
  galley_snapshot_unref (self->bulletins[0]);
  galley_snapshot_unref (self->bulletins[1]);
  remove_pictures (self->folder);
  g_free (self->folder);
}

static GBytes *
write_edition (Edition *self, const char *name, guint n_bulletins)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL), *contents = NULL;
  gsize size;
  g_autoptr (GError) error = NULL;

  galley_export_edition ((const GalleySnapshot *const *) self->bulletins, self->options, n_bulletins, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_unlink (path);
  return g_bytes_new_take (g_steal_pointer (&contents), size);
}

/* The parts of a ZIP archive by their names. */
static GHashTable *
unpack (GBytes *bytes)
{
  GHashTable *parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;

  archive_read_support_format_zip (archive);
  archive_read_open_memory (archive, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      gsize size = (gsize) archive_entry_size (entry);
      char *contents = g_malloc0 (size + 1);

      g_assert_cmpint (archive_read_data (archive, contents, size), ==, (gssize) size);
      g_hash_table_insert (parts, g_strdup (archive_entry_pathname (entry)), contents);
    }
  archive_read_free (archive);
  return parts;
}

/* Each entry of the contents leads to a document that is there, and to a section in it. */
static void
assert_links (GHashTable *parts, xmlDoc *navigation, guint n_links)
{
  for (guint i = 1; i <= n_links; i++)
    {
      g_autofree char *path = g_strdup_printf ("string((//*[local-name()='a'])[%u]/@href)", i), *link = query (navigation, path);
      g_auto (GStrv) halves = g_strsplit (link, "#", 2);
      g_autofree char *name = g_strconcat ("EPUB/", halves[0], NULL), *anchor = NULL;
      const char *document = g_hash_table_lookup (parts, name);

      g_assert_nonnull (document);
      anchor = g_strdup_printf ("<section id=\"%s\">", halves[1] ? halves[1] : "section-1");
      g_assert_nonnull (strstr (document, anchor));
    }
}

static void
test_book (Edition *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = write_edition (self, "edition.epub", 2);
  g_autoptr (GHashTable) parts = unpack (bytes);
  xmlDoc *package = parse (g_hash_table_lookup (parts, "EPUB/package.opf"));
  xmlDoc *navigation = parse (g_hash_table_lookup (parts, "EPUB/nav.xhtml"));
  xmlDoc *second = parse (g_hash_table_lookup (parts, "EPUB/bulletin-2.xhtml"));
  g_autofree char *text = query (second, "string(//*[local-name()='body'])");
  const char *start = g_bytes_get_data (bytes, NULL);

  /* The media type is the first part and stored as it is (EPUB 3.3, 4.3.2): readers look for it at this place. */
  g_assert_cmpmem (start + 30, 28, "mimetypeapplication/epub+zip", 28);
  assert_query (package, "string(//*[local-name()='title'])", "比进度 看实绩 2024年一季度");
  assert_query (package, "string(//*[@property='dcterms:modified'])", "2024-04-13T03:00:00Z");
  assert_query (package, "count(//*[@property='schema:accessMode'])", "2");
  assert_query (package, "count(//*[local-name()='itemref'])", "3");
  /* All that is in the package but what describes it is in the manifest: the picture of both bulletins is there once. */
  assert_query (package, "count(//*[local-name()='item'])", "5");
  g_assert_cmpuint (g_hash_table_size (parts), ==, 5 + 3);
  assert_links (parts, navigation, 10);
  assert_in_order (text, self->bulletins[1]);
  assert_query (second, "string(//*[@class='notice'])", "未签发");
  assert_query (second, "starts-with(//*[local-name()='img']/@src, 'pictures/')", "true");
  xmlFreeDoc (package);
  xmlFreeDoc (navigation);
  xmlFreeDoc (second);
}

/* A chart is a drawing in its document, which the manifest has to say. */
static void
test_book_chart (void)
{
  g_autoptr (GalleySnapshot) snapshot = new_of_shows ();
  g_autoptr (GBytes) bytes = export_bytes (snapshot, "epub", NULL);
  g_autoptr (GHashTable) parts = unpack (bytes);
  xmlDoc *package = parse (g_hash_table_lookup (parts, "EPUB/package.opf"));
  xmlDoc *document = parse (g_hash_table_lookup (parts, "EPUB/bulletin-1.xhtml"));

  assert_query (package, "string(//*[@href='bulletin-1.xhtml']/@properties)", "svg");
  assert_query (package, "count(//*[local-name()='itemref'])", "1");
  assert_query (document, "count(//*[local-name()='svg']/*[local-name()='desc'])", "5");
  xmlFreeDoc (package);
  xmlFreeDoc (document);
}

static void
test_book_checked (Edition *self, gconstpointer data)
{
  g_autoptr (GBytes) edition = write_edition (self, "edition.epub", 2), alone = write_edition (self, "edition.epub", 1);
  g_autoptr (GalleySnapshot) shows = new_of_shows ();
  g_autoptr (GBytes) charts = export_bytes (shows, "epub", NULL);
  GBytes *books[] = { edition, alone, charts };

  for (gsize i = 0; i < G_N_ELEMENTS (books); i++)
    g_free (run_on (books[i], "out.epub", "epubcheck --failonwarnings %s"));
}

/* The content of an entry is well-formed, whole and has nothing that leads to a file beside the feed. */
static void
assert_content (const char *content, GalleySnapshot *snapshot)
{
  g_autoptr (GalleySnapshot) story = without_headline (snapshot);
  xmlDoc *article = parse (content);
  g_autofree char *text = query (article, "string(/)");

  assert_in_order (text, story);
  assert_query (article, "count(//@style | //@class | //@id | //script)", "0");
  assert_query (article, "count(//@src[not(starts-with(., 'data:'))] | //@href[not(starts-with(., 'http'))])", "0");
  xmlFreeDoc (article);
}

static void
test_rss (Edition *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = write_edition (self, "edition.rss", 2);
  xmlDoc *feed = xmlReadMemory (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL, NULL, XML_PARSE_NONET);
  g_autofree char *first = query (feed, "string(//item[1]/*[local-name()='encoded'])");
  g_autofree char *second = query (feed, "string(//item[2]/*[local-name()='encoded'])");

  assert_query (feed, "string(/rss/@version)", "2.0");
  assert_query (feed, "string(/rss/channel/title)", "比进度 看实绩 2024年一季度");
  assert_query (feed, "count(/rss/channel/link) + count(/rss/channel/description)", "2");
  assert_query (feed, "string(//item[1]/pubDate)", "Sat, 13 Apr 2024 06:30:00 +0800");
  assert_query (feed, "string(//item[2]/pubDate)", "Fri, 12 Apr 2024 00:00:00 +0800");
  assert_query (feed, "string(//item[2]/title)", "望海区 ]]> “起步” & <提速>");
  assert_query (feed, "count(//guid[@isPermaLink='false' and starts-with(., 'urn:uuid:')])", "2");
  assert_query (feed, "//item[1]/guid = //item[2]/guid", "false");
  assert_content (first, self->bulletins[0]);
  assert_content (second, self->bulletins[1]);
  g_assert_nonnull (strstr (second, "<p>未签发</p>"));
  xmlFreeDoc (feed);
}

static void
test_atom (Edition *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = write_edition (self, "edition.atom", 2), alone = write_edition (self, "edition.atom", 1);
  xmlDoc *feed = xmlReadMemory (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL, NULL, XML_PARSE_NONET);
  xmlDoc *single = xmlReadMemory (g_bytes_get_data (alone, NULL), (int) g_bytes_get_size (alone), NULL, NULL, XML_PARSE_NONET);
  g_autofree char *content = query (feed, "string(//*[local-name()='content'])"), *id = NULL;

  assert_query (feed, "string(/*/*[local-name()='updated'])", "2024-04-13T11:00:00+08:00");
  assert_query (feed, "count(//*[local-name()='entry'])", "2");
  assert_query (feed, "count(//*[local-name()='id']) + count(//*[local-name()='updated']) + count(//*[local-name()='title'])", "9");
  assert_query (feed, "string(/*/*[local-name()='author']/*)", "澄江日报");
  assert_content (content, self->bulletins[0]);
  /* A bulletin is the same entry in whatever feed it comes. */
  id = query (feed, "string(//*[local-name()='entry']/*[local-name()='id'])");
  assert_query (single, "string(//*[local-name()='entry']/*[local-name()='id'])", id);
  xmlFreeDoc (feed);
  xmlFreeDoc (single);
}

static void
test_one_alone (Edition *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "edition.pdf", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (galley_export_edition ((const GalleySnapshot *const *) self->bulletins, self->options, 2, path, NULL, NULL, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_UNKNOWN);
  g_assert_nonnull (strstr (error->message, "epub"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Of "html" and "wechat.html" the longer is meant; one that only ends like it is not. */
static void
test_extensions (void)
{
  static const char *const names[][2] = {
    { "a.wechat.html", "wechat.html" }, { "A.WeChat.HTML", "wechat.html" }, { "mywechat.html", "html" },
    { "wechat.html", "wechat.html" },   { "a.b.html", "html" },             { "期.ninjs.json", "ninjs.json" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (galley_export_find_format (names[i][0], NULL)->extension, ==, names[i][1]);
  g_assert_null (galley_export_find_format ("a.json", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page/metadata", test_page_metadata);
  g_test_add_func ("/page/summary", test_page_summary);
  g_test_add_func ("/page/theme", test_page_theme);
  g_test_add_data_func ("/page/vnu/sample", new_corrected, test_page_vnu);
  g_test_add_data_func ("/page/vnu/shows", new_of_shows, test_page_vnu);
  g_test_add_func ("/wechat", test_wechat);
  g_test_add_func ("/ninjs/item", test_ninjs);
  g_test_add_func ("/ninjs/unsigned", test_ninjs_unsigned);
  g_test_add_func ("/ninjs/schema", test_ninjs_schema);
  g_test_add ("/edition/book", Edition, NULL, set_up, test_book, tear_down);
  g_test_add_func ("/edition/book/chart", test_book_chart);
  g_test_add ("/edition/book/epubcheck", Edition, NULL, set_up, test_book_checked, tear_down);
  g_test_add ("/edition/rss", Edition, NULL, set_up, test_rss, tear_down);
  g_test_add ("/edition/atom", Edition, NULL, set_up, test_atom, tear_down);
  g_test_add ("/edition/one-alone", Edition, NULL, set_up, test_one_alone, tear_down);
  g_test_add_func ("/formats/extensions", test_extensions);
  return g_test_run ();
}
