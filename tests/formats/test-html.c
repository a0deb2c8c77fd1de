/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-reader.h"
#include "galley-import.h"
#include "parts-text.h"

#include <string.h>

/* What word processors and web pages put on the clipboard and into files, and what an article keeps of it. */

static void
assert_reads (const char *html, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = galley_html_read (html, strlen (html), NULL, NULL, &error);
  g_autofree char *described = NULL;

  g_assert_no_error (error);
  described = describe_parts (parts);
  g_assert_cmpstr (described, ==, expected);
}

static void
test_word (void)
{
  assert_reads (
    "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta charset=utf-8><title>稿</title>\n"
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->\n"
    "<style><!-- p.MsoNormal {mso-style-parent:\"\"; margin:0cm;} --></style></head>\n"
    "<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->\n"
    "<p class=MsoTitle align=center><span style='font-size:16pt'>临湖区开局良好</span></p>\n"
    "<h1><span style='font-family:黑体'>抓项目<br>添后劲</span><o:p></o:p></h1>\n"
    "<p class=MsoNormal style='text-indent:21pt'><span>一季度，临湖区开工项目</span><b><span lang=EN-US>20</span></b><b>个</b>，\n"
    "其中工业项目<span lang=EN-US>12</span>个。<o:p></o:p></p>\n"
    "<p class=MsoListParagraph style='margin-left:21pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US\n"
    "style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7pt \"Times New Roman\"'>&nbsp;&nbsp;\n"
    "</span></span></span><![endif]><span>湖滨路改造完工</span></p>\n"
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n"
    "<table class=MsoTableGrid border=1><tr><td width=100><p class=MsoNormal>指标</p></td><td><p class=MsoNormal>数值</p></td></tr>\n"
    "<tr><td><p class=MsoNormal>总投资</p></td><td><p class=MsoNormal><b>50</b>亿元</p></td></tr></table>\n"
    "<!--EndFragment--></body></html>",
    "headline: 临湖区开局良好\n"
    "heading: 抓项目/添后劲\n"
    "paragraph: 一季度，临湖区开工项目«20个»，其中工业项目12个。\n"
    "item: 湖滨路改造完工\n"
    "table: 指标 | 数值 || 总投资 | 50亿元\n");
}

static void
test_libreoffice (void)
{
  assert_reads (
    "<!DOCTYPE html><html><head><meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/><style type=\"text/css\">"
    "p { margin-bottom: 0.25cm }</style></head><body lang=\"zh-CN\" dir=\"ltr\"><h1 class=\"western\">标题</h1>"
    "<h2 class=\"cjk\">优服务</h2><p style=\"line-height: 115%\">见<a href=\"https://example.org/a?b=1&amp;c=2\">报告</a>与"
    "<font face=\"宋体\"><b>说明</b></font>。</p><h3>小节</h3><ul><li><p>甲</p></li><li><p>乙<br/>丙</p></li></ul>"
    "<blockquote>“引语。”</blockquote></body></html>",
    "headline: 标题\nheading: 优服务\nparagraph: 见[报告](https://example.org/a?b=1&c=2)与«说明»。\nsubheading: 小节\n"
    "item: 甲\nitem: 乙/丙\nquotation: “引语。”\n");
}

static void
test_web (void)
{
  assert_reads (
    "<html><body><nav><a href=/>首页</a></nav><div style='DISPLAY : none'>不见</div><article><h1>好<script>alert(1)</script>消息</h1>"
    "<p>第一段<img src='https://t.example/pixel.gif' width=1 height=1><style>p{}</style><!-- 注 -->完。</p>"
    "甲<br><br>乙<a href='javascript:alert(1)'>丙</a><svg><text>x</text></svg>"
    "<b style='font-weight:normal'><p>丁<span style='font-weight: 700'>戊</span></p></b>"
    "<table><tr><td><h2>表里的题</h2><p>用来排版</p></td><td>右</td></tr></table><pre>一\n二</pre><p hidden>藏</p>"
    "<ol><li>先<ol><li>再</ol></ol></article><footer>页脚</footer></body></html>",
    "headline: 好消息\nparagraph: 第一段完。\nparagraph: 甲\nparagraph: 乙丙\nparagraph: 丁«戊»\nheading: 表里的题\n"
    "paragraph: 用来排版\nparagraph: 右\nparagraph: 一/二\nitem: 先\nsubitem: 再\n");
}

static void
test_tables (void)
{
  assert_reads ("<table><caption>表 1</caption><thead><tr><th colspan=2>合计<th>备注</thead><tr><td>甲<td>1<td>a&#9;b</table>",
                "table: 表 1合计 |  | 备注 || 甲 | 1 | a b (0,0 1x2)\n");
}

static void
test_levels (void)
{
  assert_reads ("<h3>甲</h3><p>x</p><h4>乙</h4><h3>丙</h3>", "heading: 甲\nparagraph: x\nsubheading: 乙\nheading: 丙\n");
  assert_reads ("<h1>甲</h1><h1>乙</h1><h2>丙</h2>", "heading: 甲\nheading: 乙\nsubheading: 丙\n");
}

/* What Windows programs do to text on its way. */
static void
test_bytes (void)
{
  static const char utf16[] = "\xff\xfe<\0p\0>\0-N\x87\x65<\0/\0p\0>\0";
  g_autoptr (GBytes) nul = g_bytes_new_static ("<p>中文</p>\0\0", 13 + 2), wide = g_bytes_new_static (utf16, sizeof utf16 - 1);
  g_autoptr (GPtrArray) one = galley_html_read_bytes (nul, NULL, NULL, NULL), two = galley_html_read_bytes (wide, NULL, NULL, NULL);
  g_autofree char *first = NULL, *second = NULL;

  g_assert_nonnull (one);
  g_assert_nonnull (two);
  first = describe_parts (one);
  second = describe_parts (two);
  g_assert_cmpstr (first, ==, "paragraph: 中文\n");
  g_assert_cmpstr (second, ==, "paragraph: 中文\n");
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *piece;
    guint n;
    int code;
  } cases[] = {
    { "<div>", 100000, GALLEY_FORMATS_ERROR_TOO_LARGE },
    { "<b><table>", 50000, GALLEY_FORMATS_ERROR_TOO_LARGE },
    { "</p></b>", 200000, GALLEY_FORMATS_ERROR_EMPTY },
    { "<!--", 100000, GALLEY_FORMATS_ERROR_EMPTY },
    { "<script>", 1, GALLEY_FORMATS_ERROR_EMPTY },
    { "", 1, GALLEY_FORMATS_ERROR_EMPTY },
  };
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      g_autoptr (GError) why = NULL;

      for (guint j = 0; j < cases[i].n; j++)
        g_string_append (html, cases[i].piece);
      g_assert_null (galley_html_read (html->str, html->len, NULL, NULL, &why));
      g_assert_error (why, GALLEY_FORMATS_ERROR, cases[i].code);
    }
  assert_reads ("<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;甲<p title=",
                "paragraph: !ENTITY b '&a;&a;&a;'>]>\nparagraph: &b;甲\n");
  g_cancellable_cancel (cancelled);
  g_assert_null (galley_html_read ("<p>x", 4, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A page becomes a bulletin: what it says goes before what it looks like, and repairs leave marks with their text. */
static void
test_import (void)
{
  static const char html[] =
    "<!doctype html><title>x</title><body><nav>首页 新闻</nav><article><h1>临湖区：一季度开局良好，亮点很多，全年目标可期。</h1><p>2025年4月10日 来源：临湖日报</p>"
    "<p>一季度,<strong>临湖区</strong>开工项目20个,见<a href=https://example.org/>公报</a>。</p>"
    "<h2>抓项目<br>添后劲</h2><ul><li>湖滨路改造完工</ul><p>全区总投资50亿元。</p></article>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (html, sizeof html - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyImport) import = galley_import_bytes (bytes, NULL, NULL, &error), refused = NULL;
  static const struct
  {
    GalleyBlockKind kind;
    const char *text;
  } expected[] = {
    { GALLEY_BLOCK_HEADLINE, "临湖区：一季度开局良好，亮点很多，全年目标可期。" },
    { GALLEY_BLOCK_LEAD, "一季度，临湖区开工项目20个，见公报。" },
    { GALLEY_BLOCK_HEADING, "抓项目\n添后劲" },
    { GALLEY_BLOCK_ITEM, "湖滨路改造完工" },
    { GALLEY_BLOCK_PARAGRAPH, "全区总投资50亿元。" },
  };
  g_autofree char *missing = NULL;
  GalleyBlockData *lead;
  GalleyMark *mark;

  g_assert_no_error (error);
  missing = galley_import_unaccounted (import);
  g_assert_cmpstr (missing, ==, "");
  g_assert_cmpstr (import->snapshot->details->fields[GALLEY_DETAILS_DATE], ==, "2025-04-10");
  g_assert_cmpuint (import->snapshot->blocks->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      GalleyBlockData *block = g_ptr_array_index (import->snapshot->blocks, i);

      g_assert_cmpint (block->kind, ==, expected[i].kind);
      g_assert_cmpstr (block->text, ==, expected[i].text);
    }
  lead = g_ptr_array_index (import->snapshot->blocks, 1);
  g_assert_cmpuint (lead->marks->len, ==, 2);
  mark = g_ptr_array_index (lead->marks, 0);
  g_assert_cmpint (mark->kind, ==, GALLEY_MARK_EMPHASIS);
  g_assert_cmpuint (mark->start, ==, 4);
  g_assert_cmpuint (mark->length, ==, 3);
  mark = g_ptr_array_index (lead->marks, 1);
  g_assert_cmpstr (mark->target, ==, "https://example.org/");
  g_assert_cmpuint (mark->start, ==, 16);
  refused = galley_import_without (import, (const char *const[]) { "punct-width", NULL });
  lead = g_ptr_array_index (refused->snapshot->blocks, 1);
  g_assert_cmpstr (lead->text, ==, "一季度,临湖区开工项目20个,见公报。");
  g_assert_cmpuint (lead->marks->len, ==, 2);
}

/* Lines that are pasted into an article. */
static void
test_fragment (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks =
    galley_import_fragment ("抓项目促投资\r\n稳增长添后劲\r\n全区总投资50亿元,其中东园20亿元。\r\n◆湖滨路改造完工\r\n分享到\r\n", &error);
  static const struct
  {
    GalleyBlockKind kind;
    const char *text;
  } expected[] = {
    { GALLEY_BLOCK_HEADING, "抓项目促投资\n稳增长添后劲" },
    { GALLEY_BLOCK_PARAGRAPH, "全区总投资50亿元,其中东园20亿元。" },
    { GALLEY_BLOCK_ITEM, "湖滨路改造完工" },
    { GALLEY_BLOCK_PARAGRAPH, "分享到" },
  };

  g_assert_no_error (error);
  g_assert_cmpuint (blocks->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < blocks->len; i++)
    {
      GalleyBlockData *block = g_ptr_array_index (blocks, i);

      g_assert_cmpint (block->kind, ==, expected[i].kind);
      g_assert_cmpstr (block->text, ==, expected[i].text);
    }
}

static void
test_is_page (void)
{
  g_assert_true (galley_html_is_page ("\xef\xbb\xbf\n<?xml version='1.0'?><!-- a > b --><!DOCTYPE HTML PUBLIC \"x\">"));
  g_assert_true (galley_html_is_page ("<P class=x>a"));
  g_assert_false (galley_html_is_page ("<推荐>一季度"));
  g_assert_false (galley_html_is_page ("<!-- <html>"));
  g_assert_false (galley_html_is_page ("一季度<p>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/html/word", test_word);
  g_test_add_func ("/formats/html/libreoffice", test_libreoffice);
  g_test_add_func ("/formats/html/web", test_web);
  g_test_add_func ("/formats/html/tables", test_tables);
  g_test_add_func ("/formats/html/levels", test_levels);
  g_test_add_func ("/formats/html/bytes", test_bytes);
  g_test_add_func ("/formats/html/hostile", test_hostile);
  g_test_add_func ("/formats/html/import", test_import);
  g_test_add_func ("/formats/html/fragment", test_fragment);
  g_test_add_func ("/formats/html/is-page", test_is_page);
  return g_test_run ();
}
