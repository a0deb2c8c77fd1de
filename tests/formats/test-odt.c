/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-import.h"
#include "galley-package.h"
#include "galley-word.h"
#include "parts-text.h"

#include <string.h>

/* OpenDocument texts, as LibreOffice writes them and as others may. */

static const char namespaces[] =
  "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' "
  "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
  "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' xmlns:xlink='http://www.w3.org/1999/xlink' "
  "xmlns:fo='urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
  "xmlns:svg='urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'";

static GBytes *
make_flat (const char *styles, const char *body)
{
  char *text = g_strdup_printf ("<?xml version='1.0' encoding='UTF-8'?>\n<office:document %s><office:automatic-styles>%s"
                                "</office:automatic-styles><office:body><office:text>%s</office:text></office:body></office:document>",
                                namespaces, styles, body);

  return g_bytes_new_take (text, strlen (text));
}

static void
assert_reads (GBytes *bytes, const char *expected, const char *listed)
{
  g_autoptr (GPtrArray) omissions = galley_omissions_new (), parts = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *described = NULL, *beside = NULL;

  parts = galley_word_read (bytes, omissions, NULL, NULL, &error);
  g_assert_no_error (error);
  described = describe_parts (parts);
  g_assert_cmpstr (described, ==, expected);
  beside = describe_omissions (omissions);
  g_assert_cmpstr (beside, ==, listed);
}

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("GALLEY_SRCDIR"), "tests", "formats", "data", name, NULL), *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

/* The file was written by LibreOffice 25.2 from words of our own. */
static void
test_office (void)
{
  g_autoptr (GBytes) bytes = load ("office.odt");

  assert_reads (bytes,
                "headline: 青禾区一季度开局良好\n"
                "paragraph: 今年一季度，青禾区«开工项目24个»，总投资7.0亿元，增长7.7%。数据为初步核算（区统计局快报）。\n"
                "heading: 一、抓项目\n"
                "paragraph: 其中新建10个、续建14个，见[名单](https://example.org/list)。\n"
                "item: 学位新增600个。\n"
                "item: 食堂新增45家。\n"
                "heading: 二、惠民生\n"
                "paragraph: （一）改造老旧小区6个。\n"
                "paragraph: （二）新增停车位900个。\n"
                "subheading: 教育先行\n"
                "paragraph: 新建学校3所。\n"
                "paragraph: 链接：三年计划。\n"
                "quotation: 让孩子在家门口上好学。\n"
                "table: 指标 | 一季度 |  ||  | 2024年 | 2023年 || 开工项目 | 24 | 20 || 总投资 | 7.0 | 6.5 (0,0 2x1) (0,1 1x2)\n"
                "paragraph: （区融媒体中心）\n",
                "property 1.0: title: 青禾区一季度通稿\n"
                "header 1.0: 青禾区融媒体中心 第页\n"
                "comment 2.33: 请与报表核对 by 终审丙 on 数据为初步核算\n"
                "hidden 2.49: 内部参考\n"
                "picture 13.0: 新校的大门\n");
}

/* Lists begin anew unless they say that they go on; an item's further paragraphs have no number; a level counts below another. */
static void
test_lists (void)
{
  static const char styles[] =
    "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-suffix='.' style:num-format='1'/>"
    "<text:list-level-style-number text:level='2' text:display-levels='2' style:num-format='1'/></text:list-style>"
    "<text:list-style style:name='C'><text:list-level-style-number text:level='1' style:num-prefix='第' style:num-suffix='章' "
    "style:num-format='一, 二, 三, ...' text:start-value='9'/></text:list-style>";
  static const char body[] =
    "<text:list text:style-name='L'><text:list-item><text:p>甲</text:p><text:p>续</text:p><text:list><text:list-item><text:p>乙</text:p>"
    "</text:list-item></text:list></text:list-item><text:list-item><text:p>丙</text:p></text:list-item></text:list>"
    "<text:list text:style-name='L' text:continue-numbering='true'><text:list-item><text:p>丁</text:p></text:list-item></text:list>"
    "<text:list text:style-name='L'><text:list-item><text:p>戊</text:p></text:list-item><text:list-item text:start-value='7'><text:p>己</text:p>"
    "</text:list-item></text:list>"
    "<text:list text:style-name='C'><text:list-item><text:h text:outline-level='1'>总则</text:h></text:list-item><text:list-item>"
    "<text:h text:outline-level='1'>附则</text:h></text:list-item></text:list>";
  g_autoptr (GBytes) bytes = make_flat (styles, body);

  assert_reads (bytes,
                "paragraph: 1.甲\nparagraph: 续\nparagraph: 1.1 乙\nparagraph: 2.丙\nparagraph: 3.丁\nparagraph: 1.戊\n"
                "paragraph: 7.己\nheading: 第九章 总则\nheading: 第十章 附则\n",
                "");
}

/* Spaces are written out, and white space of the source is one; what is for the eye alone is listed. */
static void
test_text (void)
{
  static const char styles[] = "<style:style style:name='S' style:family='text'><style:text-properties "
                               "style:text-line-through-style='solid'/></style:style>";
  static const char body[] =
    "<text:p>\n  一<text:s text:c='2'/>二\n  三<text:line-break/>四<text:tab/>五</text:p>"
    "<text:p><text:ruby><text:ruby-base>汉</text:ruby-base><text:ruby-text>hàn</text:ruby-text></text:ruby>字"
    "<text:span text:style-name='S'>旧</text:span>，<text:date>2024-04-01</text:date></text:p>"
    "<text:table-of-content><text:table-of-content-source><text:index-title-template>目录</text:index-title-template>"
    "</text:table-of-content-source><text:index-body><text:p>一、抓项目 3</text:p></text:index-body></text:table-of-content>"
    "<text:section text:display='none'><text:p>不宜公开</text:p></text:section>"
    "<text:p><draw:frame draw:name='图表1'><draw:object xlink:href='./Object 1'><text:p>内</text:p></draw:object>"
    "<draw:image xlink:href='./ObjectReplacements/Object 1'/></draw:frame><text:a xlink:href='javascript:x'>不链</text:a></text:p>";
  g_autoptr (GBytes) bytes = make_flat (styles, body);

  assert_reads (bytes, "paragraph: 一  二 三/四 五\nparagraph: 汉字旧，2024-04-01\nparagraph: 不链\n",
                "reading 3.1: hàn\nstruck 3.3: 旧\nfield 3.14: 2024-04-01\ncontents 4.0: 一、抓项目 3\nhidden 4.0: 不宜公开\n"
                "object 4.0: 图表1\n");
}

/* A table in one cell is a frame; one in a cell is its text; rows of nothing go; repeated cells are there. */
static void
test_tables (void)
{
  static const char body[] =
    "<table:table><table:table-row><table:table-cell><text:h text:outline-level='1'>提要</text:h><text:p>正文。</text:p></table:table-cell>"
    "</table:table-row></table:table>"
    "<table:table><table:table-row><table:table-cell table:number-columns-repeated='2'/><table:table-cell><text:p>合计</text:p>"
    "</table:table-cell></table:table-row><table:table-row><table:table-cell/></table:table-row>"
    "<table:table-row><table:table-cell><text:p>甲</text:p><table:table><table:table-row><table:table-cell><text:p>一</text:p>"
    "</table:table-cell><table:table-cell><text:p>二</text:p></table:table-cell></table:table-row></table:table></table:table-cell>"
    "<table:covered-table-cell><text:p>遮住</text:p></table:covered-table-cell></table:table-row></table:table>";
  g_autoptr (GBytes) bytes = make_flat ("", body);

  assert_reads (bytes, "heading: 提要\nparagraph: 正文。\ntable:  |  | 合计 || 甲 一 二 |  | \n", "hidden 3.0: 遮住\n");
}

/* Comments come in on the words that they were about. */
static void
test_comments (void)
{
  g_autoptr (GBytes) bytes = load ("office.odt");
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, NULL, &error);
  const GalleyRecord *comment;
  const GalleyBlockData *block;
  const GalleyMark *mark;

  g_assert_no_error (error);
  g_assert_cmpuint (import->snapshot->comments->len, ==, 1);
  comment = g_ptr_array_index (import->snapshot->comments, 0);
  g_assert_cmpstr (comment->fields[GALLEY_COMMENT_ON], ==, "text");
  g_assert_cmpstr (comment->fields[GALLEY_COMMENT_QUOTE], ==, "数据为初步核算");
  block = g_ptr_array_index (import->snapshot->blocks, 1);
  g_assert_cmpstr (comment->fields[GALLEY_COMMENT_TARGET], ==, block->id);
  mark = g_ptr_array_index (block->marks, block->marks->len - 1);
  g_assert_cmpint (mark->kind, ==, GALLEY_MARK_COMMENT);
  g_assert_cmpstr (mark->target, ==, comment->id);
  g_assert_cmpuint (mark->start, ==, 33);
  g_assert_cmpuint (mark->length, ==, 7);
}

static void
assert_refused (GBytes *bytes, int code)
{
  g_autoptr (GPtrArray) omissions = galley_omissions_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (galley_word_read (bytes, omissions, NULL, NULL, &error));
  g_assert_error (error, GALLEY_FORMATS_ERROR, code);
}

/* Documents that are no text, or locked, are told apart and say what to do. */
static void
test_others (void)
{
  static const char manifest[] = "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry "
                                 "m:full-path='content.xml'><m:encryption-data/></m:file-entry></m:manifest>";
  static const char sheet[] = "<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'><o:body>"
                              "<o:spreadsheet/></o:body></o:document-content>";
  static const char bomb[] = "<!DOCTYPE o [<!ENTITY a 'x'><!ENTITY b '&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]><o>&b;&c;</o>";
  const GalleyPackagePart locked[] = { { "META-INF/manifest.xml", manifest, strlen (manifest) }, { "content.xml", "\1\2\3", 3 } };
  const GalleyPackagePart table[] = { { "mimetype", "x", 1 }, { "content.xml", sheet, strlen (sheet) } };
  const GalleyPackagePart entities[] = { { "mimetype", "x", 1 }, { "content.xml", bomb, strlen (bomb) } };
  g_autoptr (GBytes) first = galley_package_write (locked, 2), second = galley_package_write (table, 2);
  g_autoptr (GBytes) third = galley_package_write (entities, 2), whole = load ("office.odt");
  g_autoptr (GBytes) flat = g_bytes_new_static ("<?xml version='1.0'?><!DOCTYPE x><office:document/>", 51);

  assert_refused (first, GALLEY_FORMATS_ERROR_NOT_TEXT);
  assert_refused (second, GALLEY_FORMATS_ERROR_NOT_TEXT);
  assert_refused (third, GALLEY_FORMATS_ERROR_BROKEN);
  assert_refused (flat, GALLEY_FORMATS_ERROR_BROKEN);
  for (gsize n = 4; n < g_bytes_get_size (whole); n += 501)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, n);

      assert_refused (cut, GALLEY_FORMATS_ERROR_BROKEN);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/odt/office", test_office);
  g_test_add_func ("/formats/odt/lists", test_lists);
  g_test_add_func ("/formats/odt/text", test_text);
  g_test_add_func ("/formats/odt/tables", test_tables);
  g_test_add_func ("/formats/odt/comments", test_comments);
  g_test_add_func ("/formats/odt/others", test_others);
  return g_test_run ();
}
