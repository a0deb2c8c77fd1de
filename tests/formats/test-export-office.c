/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-tests"

#include "config.h"

#include <string.h>

#include "export-tools.h"
#include "galley-import.h"
#include "galley-export-proof.h"
#include "galley-comment.h"
#include "galley-layer.h"
#include "galley-package.h"
#include "sample.h"

/* Every element of a part as "name attribute=value …;" and its text, so that structure can be asked for in words. */
static void
start_cb (gpointer data, const char *name, const GalleyXmlAttributes *attributes)
{
  static const char *const known[] = { "val", "id", "descr", "number-columns-spanned", "number-rows-spanned", "style-name",
                                       "outline-level", "paraId", "paraIdParent", "done", "href", "Target", "eastAsia", "w", "h", "full-path", "media-type" };

  g_string_append_printf (data, "<%s", name);
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *value = galley_xml_attributes_dup (attributes, known[i]);

      if (value)
        g_string_append_printf (data, " %s=%s", known[i], value);
    }
  g_string_append_c (data, '>');
}

static void
end_cb (gpointer data, const char *name)
{
  g_string_append_printf (data, "</%s>", name);
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  g_string_append_len (data, text, (gssize) length);
}

static char *
read_part (GBytes *bytes, const char *part)
{
  static const GalleyXmlReader reader = { .start = start_cb, .end = end_cb, .text = text_cb };
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  galley_package_read (bytes, part, &reader, text, NULL, &error);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static void
assert_has (const char *text, const char *wanted)
{
  if (!strstr (text, wanted))
    g_error ("there is no %s in %s", wanted, text);
}

/* Headings, items, emphasis, links, line breaks, merged heads that repeat, rows that stay whole. */
static void
test_docx (void)
{
  static const char *const wanted[] = {
    "<pStyle val=Title></pStyle></pPr><r><rPr><rFonts></rFonts></rPr><t>澄江区首季",
    "<pStyle val=Heading1></pStyle></pPr><r><rPr><rFonts></rFonts></rPr><t>抓项目强支撑</t><br></br><t>稳住增长基本盘</t>",
    "<pStyle val=Heading2></pStyle>",
    "<pStyle val=ListBullet></pStyle>",
    "<pStyle val=Quote></pStyle>",
    "<rStyle val=Strong></rStyle><rFonts></rFonts><b></b><bCs></bCs></rPr><t>开复工率达到92.3%</t>",
    "<hyperlink id=link1><r><rPr><rStyle val=Hyperlink></rStyle><rFonts></rFonts></rPr><t>区政务服务网</t>",
    "<pgSz w=11906 h=16838>",
  };
  g_autoptr (GalleySnapshot) sample = sample_new (), shows = new_of_shows ();
  g_autoptr (GBytes) bytes = export_bytes (sample, "docx", NULL), tables = export_bytes (shows, "docx", NULL);
  g_autofree char *document = read_part (bytes, "word/document.xml"), *styles = read_part (bytes, "word/styles.xml");
  g_autofree char *links = read_part (bytes, "word/_rels/document.xml.rels"), *properties = read_part (bytes, "docProps/core.xml");
  g_autofree char *merged = read_part (tables, "word/document.xml");

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    assert_has (document, wanted[i]);
  assert_has (links, "Target=https://example.org/services?a=1&b=2");
  assert_has (styles, "<lang val=zh-CN eastAsia=zh-CN>");
  assert_has (styles, "<name val=heading 1>");
  assert_has (properties, "<title>澄江区首季交卷：重点项目开工快、民生实事落得实</title>");
  assert_has (properties, "<creator>林知远;苏棠;何川</creator>");
  assert_has (properties, "<created>2024-04-12T00:00:00Z</created>");
  assert_has (merged, "<tr><trPr><cantSplit></cantSplit><tblHeader></tblHeader></trPr>");
  assert_has (merged, "<gridSpan val=2></gridSpan>");
  assert_has (merged, "<vMerge val=restart></vMerge>");
  assert_has (merged, "<vMerge></vMerge>");
  assert_has (merged, "<t><新建> & | 续建</t>");
  assert_has (merged, "descr=条形图。和平区：821.6亿元；沈河区：-32.5亿元。");
}

static void
test_odt (void)
{
  static const char *const wanted[] = {
    "<p style-name=Title>澄江区首季",
    "<h style-name=Heading_20_1 outline-level=1>抓项目强支撑<line-break></line-break>稳住增长基本盘</h>",
    "<list style-name=Items><list-item><p style-name=List_20_1>改造老旧小区",
    "</p></list-item><list-item><p style-name=List_20_1>更新供热管网",
    "<span style-name=Strong_20_Emphasis>开复工率达到92.3%</span>",
    "<a style-name=Internet_20_link href=https://example.org/services?a=1&b=2>区政务服务网</a>",
    "<table-header-rows><table-row style-name=Row>",
  };
  g_autoptr (GalleySnapshot) sample = sample_new (), shows = new_of_shows ();
  g_autoptr (GBytes) bytes = export_bytes (sample, "odt", NULL), tables = export_bytes (shows, "odt", NULL);
  g_autofree char *content = read_part (bytes, "content.xml"), *meta = read_part (bytes, "meta.xml");
  g_autofree char *merged = read_part (tables, "content.xml"), *manifest = read_part (tables, "META-INF/manifest.xml");
  const char *data = g_bytes_get_data (bytes, NULL);

  /* A stored first part, by which programs tell what the file is (ODF 1.3 part 2, 3.3). */
  g_assert_cmpmem (data + 30, 8 + 39, "mimetypeapplication/vnd.oasis.opendocument.text", 8 + 39);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    assert_has (content, wanted[i]);
  assert_has (meta, "<creation-date>2024-04-12T00:00:00Z</creation-date>");
  assert_has (merged, "number-columns-spanned=2 number-rows-spanned=1 style-name=Head>");
  assert_has (merged, "<covered-table-cell></covered-table-cell>");
  assert_has (merged, "<desc>条形图。和平区：821.6亿元；沈河区：-32.5亿元。</desc>");
  assert_has (manifest, "full-path=Pictures/image1.png media-type=image/png");
}

/* The notice is at the head of every page and in what programs list of a file; without one nothing says so. */
static void
test_notice (void)
{
  static const char *const parts[][3] = {
    { "docx", "word/header1.xml", "docProps/core.xml" },
    { "odt", "styles.xml", "meta.xml" },
  };
  const GalleyExportOptions marked = { .notice = "未签发" };
  g_autoptr (GalleySnapshot) snapshot = sample_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    for (gsize j = 1; j < 3; j++)
      {
        g_autoptr (GBytes) with = export_bytes (snapshot, parts[i][0], &marked), without = export_bytes (snapshot, parts[i][0], NULL);
        g_autofree char *said = read_part (with, parts[i][j]), *silent = read_part (without, parts[i][j]);

        assert_has (said, "未签发");
        g_assert_null (strstr (silent, "未签发"));
      }
}

/* Marks may begin within each other, or cover the same text. */
static void
test_overlapping_marks (void)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *content = NULL;

  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_EMPHASIS, 0, 3, NULL, NULL));
  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_LINK, 2, 2, "https://example.org/", NULL));
  g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, "甲乙丙丁戊", marks));
  snapshot = sample_new_of_blocks (blocks);
  bytes = export_bytes (snapshot, "odt", NULL);
  content = read_part (bytes, "content.xml");
  assert_has (content, "<span style-name=Strong_20_Emphasis>甲乙</span><a style-name=Internet_20_link href=https://example.org/>"
                       "<span style-name=Strong_20_Emphasis>丙</span></a>"
                       "<a style-name=Internet_20_link href=https://example.org/>丁</a>戊</p>");
}

/* A bulletin with a figure that an editor would change, words that he would take out, and comments on words and on all. */
static GalleySnapshot *
new_reviewed (void)
{
  static const char *const editor[] = { "王编辑", "editor", "2024-04-13T08:00:00+08:00" };
  static const char *const on_text[] = { "", "李审", "section-head", "2024-04-14T09:30:00Z", "请核对口径", "figure", "b4", "", "48个" };
  static const char *const reply[] = { "c1", "王编辑", "editor", "2024-04-14T10:00:00Z", "已核对" };
  static const char *const on_all[] = { "", "李审", "section-head", "bad time", "标题可再精炼" };
  static const char *const resolved[GALLEY_N_COMMENT_FIELDS] = {
    "", "李审", "", "", "已处理", [GALLEY_COMMENT_RESOLVED_BY] = "王编辑", [GALLEY_COMMENT_RESOLVED_AT] = "2024-04-14T10:00:00Z",
  };
  const char *fields[4][GALLEY_N_COMMENT_FIELDS] = { { NULL } };
  static const char *const ids[] = { "c1", "c2", "c3", "c4" };
  g_autoptr (GalleySnapshot) base = sample_new (), changed = NULL;
  GalleyBlockData *block = g_ptr_array_index (base->blocks, 4);
  g_autoptr (GalleyBlockData) figure = galley_block_data_replace (block, 15, 2, "49");
  g_autoptr (GalleyBlockData) shorter = galley_block_data_replace (figure, 0, 4, "");
  g_autoptr (GPtrArray) marks = g_ptr_array_copy (shorter->marks, (GCopyFunc) (GCallback) galley_mark_ref, NULL);
  g_autoptr (GalleyBlockData) marked = NULL;
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_layer_schema, "l1", editor, NULL);
  g_autoptr (GPtrArray) layers = galley_layer_array_new (), comments = galley_record_array_new ();

  g_ptr_array_set_free_func (marks, (GDestroyNotify) galley_mark_unref);
  g_ptr_array_insert (marks, 0, galley_mark_new (GALLEY_MARK_COMMENT, 11, 3, "c1", NULL));
  marked = galley_block_data_with_marks (shorter, marks);
  memcpy (fields[0], on_text, sizeof on_text);
  memcpy (fields[1], reply, sizeof reply);
  memcpy (fields[2], on_all, sizeof on_all);
  memcpy (fields[3], resolved, sizeof resolved);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_ptr_array_add (comments, galley_record_new (&galley_comment_schema, ids[i], fields[i], NULL));
  changed = sample_with_block (base, 4, marked);
  g_ptr_array_add (layers, galley_layer_new (head, base));
  return galley_snapshot_with_notes (changed, layers, comments);
}

/* Whether a block of @snapshot has the text of that of @other. */
static gboolean
has_text (const GalleySnapshot *snapshot, const GalleySnapshot *other, guint block)
{
  const char *text = ((const GalleyBlockData *) g_ptr_array_index (other->blocks, block))->text;

  for (guint i = 0; i < snapshot->blocks->len; i++)
    if (g_str_equal (((const GalleyBlockData *) g_ptr_array_index (snapshot->blocks, i))->text, text))
      return TRUE;
  return FALSE;
}

/* What was suggested is suggested still when the document comes in again. */
static void
assert_comes_back (const GalleySnapshot *snapshot, GBytes *bytes)
{
  const GalleyLayer *sent = g_ptr_array_index (snapshot->layers, 0), *layer;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (import->snapshot->layers->len, ==, 1);
  layer = g_ptr_array_index (import->snapshot->layers, 0);
  g_assert_cmpstr (layer->head->fields[GALLEY_LAYER_AUTHOR], ==, "王编辑");
  g_assert_true (has_text (import->snapshot, snapshot, 4));
  g_assert_false (has_text (import->snapshot, sent->base, 4));
  g_assert_true (has_text (layer->base, sent->base, 4));
  g_assert_false (has_text (layer->base, snapshot, 4));
}

/* Suggestions are tracked changes and threads comments for those who ask for them; the others get the text alone. */
static void
test_review (void)
{
  const GalleyExportOptions review = { .review = TRUE };
  g_autoptr (GalleySnapshot) snapshot = new_reviewed ();
  g_autoptr (GBytes) docx = export_bytes (snapshot, "docx", &review), odt = export_bytes (snapshot, "odt", &review);
  g_autoptr (GBytes) clean = export_bytes (snapshot, "docx", NULL), plain = export_bytes (snapshot, "odt", NULL);
  g_autofree char *document = read_part (docx, "word/document.xml"), *comments = read_part (docx, "word/comments.xml");
  g_autofree char *threads = read_part (docx, "word/commentsExtended.xml");
  g_autofree char *content = read_part (odt, "content.xml"), *without = read_part (clean, "word/document.xml");
  g_autofree char *nothing = read_part (plain, "content.xml");

  assert_has (document, "<delText>一季度，</delText>");
  assert_has (document, "</r></del>");
  assert_has (document, "<ins id=");
  assert_has (document, "<commentRangeStart id=0>");
  assert_has (document, "<commentRangeEnd id=0></commentRangeEnd><r><commentReference id=0>");
  assert_has (comments, "<comment id=0><p paraId=00000001><r><t>请核对口径</t></r></p></comment><comment id=1><p paraId=00000002><r><t>已核对</t>");
  assert_has (comments, "标题可再精炼");
  assert_has (comments, "已处理");
  assert_has (threads, "<commentEx paraId=00000001 done=0></commentEx><commentEx paraId=00000002 paraIdParent=00000001 done=0>");
  assert_has (threads, "<commentEx paraId=00000004 done=1>");
  assert_has (content, "<deletion><change-info><creator>王编辑</creator><date>2024-04-13T00:00:00Z</date></change-info><p style-name=Text_20_body>一季度，</p>");
  assert_has (content, "<annotation><creator>李审</creator><date>2024-04-14T09:30:00Z</date><p>请核对口径</p></annotation>");
  assert_has (content, "<annotation-end>");
  g_assert_null (strstr (without, "<del"));
  g_assert_null (strstr (without, "comment"));
  g_assert_null (strstr (nothing, "annotation"));
  g_assert_null (strstr (nothing, "tracked"));
  assert_comes_back (snapshot, docx);
  assert_comes_back (snapshot, odt);
}

static void
test_same_bytes (void)
{
  static const char *const extensions[] = { "docx", "odt" };
  g_autoptr (GalleySnapshot) first = new_of_shows (), sample = sample_new (), again = sample_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      g_autoptr (GBytes) a = export_bytes (sample, extensions[i], NULL), b = export_bytes (again, extensions[i], NULL);
      g_autoptr (GBytes) c = export_bytes (first, extensions[i], NULL), d = export_bytes (first, extensions[i], NULL);

      g_assert_true (g_bytes_equal (a, b));
      g_assert_true (g_bytes_equal (c, d));
    }
}

/* What was written comes in as it was: every block with its kind, text and emphasis, details and byline. */
static void
assert_returns (GalleySnapshot *snapshot, const char *name)
{
  g_autoptr (GBytes) bytes = export_bytes (snapshot, "docx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (import->snapshot->blocks->len, ==, snapshot->blocks->len);
  for (guint i = 0; i < snapshot->blocks->len; i++)
    {
      const GalleyBlockData *was = g_ptr_array_index (snapshot->blocks, i);
      const GalleyBlockData *is = g_ptr_array_index (import->snapshot->blocks, i);

      if (was->kind != is->kind || !g_str_equal (was->text, is->text))
        g_error ("%s: “%s” came back as “%s”", name, was->text, is->text);
    }
  for (guint i = 0; i < GALLEY_DETAILS_ROLLED_FROM; i++)
    g_assert_cmpstr (import->snapshot->details->fields[i], ==, snapshot->details->fields[i]);
  g_assert_cmpuint (import->snapshot->credits->len, ==, snapshot->credits->len);
}

static void
test_round_trip (void)
{
  check_shared (assert_returns);
}

/* The levels of the official medium are numbered by the programs themselves, but not what has a number in its text. */
static void
test_numbers (void)
{
  const GalleyExportOptions options = { .theme = "official" };
  g_autoptr (GPtrArray) blocks = galley_block_array_new ();
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autoptr (GBytes) docx = NULL, odt = NULL;
  g_autofree char *document = NULL, *numbering = NULL, *content = NULL, *styles = NULL;

  g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_HEADING, "狠抓落实", NULL));
  g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_ITEM, "加强调度。", NULL));
  g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_SUBITEM, "按月通报。", NULL));
  g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_HEADING, "二、改进作风", NULL));
  snapshot = sample_new_of_blocks (blocks);
  docx = export_bytes (snapshot, "docx", &options);
  odt = export_bytes (snapshot, "odt", &options);
  document = read_part (docx, "word/document.xml");
  numbering = read_part (docx, "word/numbering.xml");
  content = read_part (odt, "content.xml");
  styles = read_part (odt, "styles.xml");
  assert_has (numbering, "<numFmt val=chineseCountingThousand></numFmt>");
  assert_has (numbering, "<lvlText val=%1、></lvlText>");
  assert_has (numbering, "<lvlText val=（%4）></lvlText>");
  assert_has (document, "<numPr><numId val=0></numId></numPr></pPr><r><rPr><rFonts></rFonts></rPr><t>二、改进作风");
  g_assert_null (strstr (document, "一、狠抓落实"));
  assert_has (styles, "<outline-style");
  assert_has (content, "加强调度。</p><list><list-item><p");
}

static GalleySnapshot *
new_of_sources (void)
{
  const char *fields[GALLEY_N_INDICATOR_FIELDS] = {
    [GALLEY_INDICATOR_NAME] = "总投资", [GALLEY_INDICATOR_VALUE] = "7.0",          [GALLEY_INDICATOR_UNIT] = "亿元",
    [GALLEY_INDICATOR_SOURCE] = "区统计局", [GALLEY_INDICATOR_SOURCE_PAGE] = "3",
  };
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);
  g_autoptr (GPtrArray) tables = galley_table_array_new (), rows = galley_record_array_new ();
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t", NULL, NULL);

  g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, 3, 5, "a", "value"));
  g_ptr_array_add (blocks, galley_block_data_new ("h", GALLEY_BLOCK_HEADLINE, "总投资7.0亿元", marks));
  g_ptr_array_add (blocks, galley_block_data_new ("p", GALLEY_BLOCK_PARAGRAPH, "总投资7.0亿元，超过计划。", marks));
  g_ptr_array_add (blocks, galley_block_data_new ("q", GALLEY_BLOCK_PARAGRAPH, "总投资7.0亿元。", marks));
  g_ptr_array_add (rows, galley_record_new (&galley_indicator_schema, "a", fields, NULL));
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  return galley_snapshot_new ("x", NULL, NULL, blocks, tables, NULL, NULL, NULL);
}

static void
assert_all_prove (GalleySnapshot *snapshot, const GalleyExportOptions *options)
{
  const GalleySnapshot *bulletin = snapshot;
  guint n_formats;
  const GalleyExportFormat *formats = galley_export_get_formats (&n_formats);

  for (guint i = 0; i < n_formats; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = export_bytes (snapshot, formats[i].extension, options);

      g_assert_true (galley_export_prove (&bulletin, options, 1, &formats[i], bytes, NULL, NULL, &error));
      g_assert_no_error (error);
    }
}

/* A source is said once, at the first of its figures in the text; every format holds its proof with them. */
static void
test_sources (void)
{
  const GalleyExportOptions options = { .sources = TRUE };
  g_autoptr (GalleySnapshot) snapshot = new_of_sources ();
  g_autoptr (GBytes) docx = export_bytes (snapshot, "docx", &options), odt = export_bytes (snapshot, "odt", &options);
  g_autoptr (GBytes) text = export_bytes (snapshot, "txt", &options);
  g_autofree char *document = read_part (docx, "word/document.xml"), *notes = read_part (docx, "word/footnotes.xml");
  g_autofree char *content = read_part (odt, "content.xml"), *plain = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));

  assert_has (document, "总投资7.0亿元</t></r><r><rPr><rStyle val=FootnoteReference></rStyle></rPr><footnoteReference id=2>");
  g_assert_null (strstr (document, "<footnoteReference id=3>"));
  assert_has (notes, "区统计局，第3页</t>");
  assert_has (content, "总投资7.0亿元<note id=note1><note-citation>1</note-citation><note-body><p style-name=Footnote>区统计局，第3页</p>");
  assert_has (plain, "总投资7.0亿元①，超过计划。");
  assert_has (plain, "① 区统计局，第3页");
  g_assert_null (strstr (plain, "②"));
  assert_all_prove (snapshot, &options);
}

/* More sources than there are signs in circles. */
static void
test_many_sources (void)
{
  const GalleyExportOptions options = { .sources = TRUE };
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), tables = galley_table_array_new (), rows = galley_record_array_new ();
  g_autoptr (GalleyRecord) head = galley_record_new (&galley_table_schema, "t", NULL, NULL);
  g_autoptr (GalleySnapshot) snapshot = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (GBytes) text = NULL;

  for (guint i = 1; i <= 60; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i), *page = g_strdup_printf ("%u", i);
      const char *fields[GALLEY_N_INDICATOR_FIELDS] = {
        [GALLEY_INDICATOR_NAME] = "总投资",   [GALLEY_INDICATOR_VALUE] = "7.0",     [GALLEY_INDICATOR_UNIT] = "亿元",
        [GALLEY_INDICATOR_SOURCE] = "区统计局", [GALLEY_INDICATOR_SOURCE_PAGE] = page,
      };
      g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) galley_mark_unref);

      g_ptr_array_add (marks, galley_mark_new (GALLEY_MARK_FIGURE, 3, 5, id, "value"));
      g_ptr_array_add (blocks, galley_block_data_new (NULL, GALLEY_BLOCK_PARAGRAPH, "总投资7.0亿元。", marks));
      g_ptr_array_add (rows, galley_record_new (&galley_indicator_schema, id, fields, NULL));
    }
  g_ptr_array_add (tables, galley_table_data_new (head, rows));
  snapshot = galley_snapshot_new ("x", NULL, NULL, blocks, tables, NULL, NULL, NULL);
  text = export_bytes (snapshot, "txt", &options);
  plain = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  assert_has (plain, "〔60〕 区统计局，第60页");
  assert_all_prove (snapshot, &options);
}

/* A comment on a cell without words is the usual one: what should stand there is missing. */
static void
test_empty_cell (gconstpointer extension)
{
  const GalleyExportOptions options = { .review = TRUE };
  const char *texts[] = { "类别", "今年", "新建", "" };
  const char *fields[GALLEY_N_COMMENT_FIELDS] = {
    [GALLEY_COMMENT_AUTHOR] = "李审", [GALLEY_COMMENT_TIME] = "2024-04-13T08:00:00Z", [GALLEY_COMMENT_TEXT] = "这里缺今年的数",
    [GALLEY_COMMENT_ON] = "cell", [GALLEY_COMMENT_TARGET] = "t",
  };
  const GalleyGridNote note = { 1, 1, "c" };
  g_autoptr (GalleyGridData) plain = galley_grid_data_new_full (2, 2, 1, NULL, texts, NULL, 0, NULL);
  g_autoptr (GalleyGridData) grid = galley_grid_data_with_notes (plain, &note, 1);
  g_autoptr (GalleyBlockData) bare = galley_block_data_new ("t", GALLEY_BLOCK_TABLE, "表", NULL);
  g_autoptr (GPtrArray) blocks = galley_block_array_new (), comments = galley_record_array_new (), layers = galley_layer_array_new ();
  g_autoptr (GalleySnapshot) without = NULL, snapshot = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) read = NULL;

  g_ptr_array_add (blocks, galley_block_data_with_grid (bare, grid));
  g_ptr_array_add (comments, galley_record_new (&galley_comment_schema, "c", fields, NULL));
  without = galley_snapshot_new ("x", NULL, NULL, blocks, NULL, NULL, NULL, NULL);
  snapshot = galley_snapshot_with_notes (without, layers, comments);
  bytes = export_bytes (snapshot, extension, &options);
  read = galley_import_bytes (bytes, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->snapshot->comments->len, ==, 1);
  g_assert_cmpstr (((GalleyRecord *) g_ptr_array_index (read->snapshot->comments, 0))->fields[GALLEY_COMMENT_TEXT], ==, "这里缺今年的数");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/office/docx", test_docx);
  g_test_add_func ("/office/odt", test_odt);
  g_test_add_func ("/office/notice", test_notice);
  g_test_add_func ("/office/overlapping-marks", test_overlapping_marks);
  g_test_add_func ("/office/numbers", test_numbers);
  g_test_add_func ("/office/sources", test_sources);
  g_test_add_func ("/office/many-sources", test_many_sources);
  g_test_add_data_func ("/office/empty-cell/docx", "docx", test_empty_cell);
  g_test_add_data_func ("/office/empty-cell/odt", "odt", test_empty_cell);
  g_test_add_func ("/office/review", test_review);
  g_test_add_func ("/office/same-bytes", test_same_bytes);
  g_test_add_func ("/office/round-trip", test_round_trip);
  return g_test_run ();
}
